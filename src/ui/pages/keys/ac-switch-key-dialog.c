/* ac-switch-key-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-switch-key-dialog"

#include "config.h"

#include "ac-switch-key-dialog.h"

#include <glib/gi18n.h>

#include "ac-key-switch.h"
#include "ac-key-texts.h"
#include "ac-messages.h"

struct _AcSwitchKeyDialog
{
  AcFormDialog parent_instance;

  AcPage *page;
  AcApiKeys *keys;
  AcApiKey *chosen;       /* (nullable) */
  GtkCheckButton *first;  /* (nullable): the radio buttons are in its group */

  AdwPreferencesGroup *group;
};

G_DEFINE_FINAL_TYPE (AcSwitchKeyDialog, ac_switch_key_dialog, AC_TYPE_FORM_DIALOG)

static void
on_radio_toggled_cb (AcSwitchKeyDialog *self,
                     GtkCheckButton    *radio)
{
  if (!gtk_check_button_get_active (radio))
    return;

  g_set_object (&self->chosen, g_object_get_data (G_OBJECT (radio), "key"));
  ac_form_dialog_set_valid (AC_FORM_DIALOG (self), TRUE);
}

static void
add_key (AcSwitchKeyDialog *self,
         AcApiKey          *key)
{
  const char *name = ac_api_key_get_name (key);
  const char *role = ac_role_get_label (ac_api_key_get_role (key));
  g_autofree char *number = ac_isolate (ac_api_key_get_api_key (key));
  g_autofree char *subtitle = role != NULL ? g_strdup_printf ("%s · %s", role, number) : g_strdup (number);
  GtkWidget *radio = gtk_check_button_new ();
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                 "use-markup", FALSE,
                                 "title", name != NULL && *name != '\0' ? name : number,
                                 "subtitle", subtitle,
                                 "activatable-widget", radio,
                                 NULL);

  gtk_widget_set_valign (radio, GTK_ALIGN_CENTER);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (radio), GTK_ACCESSIBLE_RELATION_LABELLED_BY, row, NULL, -1);
  if (self->first == NULL)
    self->first = GTK_CHECK_BUTTON (radio);
  else
    gtk_check_button_set_group (GTK_CHECK_BUTTON (radio), self->first);
  g_object_set_data_full (G_OBJECT (radio), "key", g_object_ref (key), g_object_unref);
  g_signal_connect_object (radio, "toggled", G_CALLBACK (on_radio_toggled_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), radio);
  adw_preferences_group_add (self->group, row);
}

/* Without one that can be chosen it says so. */
static void
fill (AcSwitchKeyDialog *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->keys));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(AcApiKey) key = g_list_model_get_item (G_LIST_MODEL (self->keys), i);

      if (ac_api_key_get_enabled (key) && !ac_api_keys_is_in_use (self->keys, key))
        add_key (self, key);
    }

  if (self->first != NULL)
    return;

  adw_preferences_group_set_description (self->group, NULL);
  ac_form_dialog_set_action_label (AC_FORM_DIALOG (self), NULL);
  ac_form_dialog_set_notice (AC_FORM_DIALOG (self), _("No other key is enabled. Enable or generate one first."), NULL, NULL);
}

static void
ac_switch_key_dialog_submit (AcFormDialog *dialog)
{
  AcSwitchKeyDialog *self = AC_SWITCH_KEY_DIALOG (dialog);

  ac_key_switch_to (dialog, self->page, self->keys, self->chosen);
}

static void
ac_switch_key_dialog_finalize (GObject *object)
{
  AcSwitchKeyDialog *self = AC_SWITCH_KEY_DIALOG (object);

  g_clear_object (&self->page);
  g_clear_object (&self->keys);
  g_clear_object (&self->chosen);

  G_OBJECT_CLASS (ac_switch_key_dialog_parent_class)->finalize (object);
}

static void
ac_switch_key_dialog_class_init (AcSwitchKeyDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ac_switch_key_dialog_finalize;
  AC_FORM_DIALOG_CLASS (klass)->submit = ac_switch_key_dialog_submit;

  gtk_widget_class_set_template_from_resource (widget_class, AC_RESOURCE_PATH "/pages/keys/ac-switch-key-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AcSwitchKeyDialog, group);
}

static void
ac_switch_key_dialog_init (AcSwitchKeyDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ac_switch_key_dialog_new:
 * @page: a page of the account
 * @keys: its keys, loaded
 *
 * Returns: (transfer none): the dialog, to be presented
 */
AcFormDialog *
ac_switch_key_dialog_new (AcPage    *page,
                          AcApiKeys *keys)
{
  AcSwitchKeyDialog *self;

  g_return_val_if_fail (AC_IS_PAGE (page), NULL);
  g_return_val_if_fail (AC_IS_API_KEYS (keys), NULL);

  self = g_object_new (AC_TYPE_SWITCH_KEY_DIALOG, NULL);
  self->page = g_object_ref (page);
  self->keys = g_object_ref (keys);
  fill (self);

  return AC_FORM_DIALOG (self);
}
