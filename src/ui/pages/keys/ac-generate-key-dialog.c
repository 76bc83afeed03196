/* ac-generate-key-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-generate-key-dialog"

#include "config.h"

#include "ac-generate-key-dialog.h"

#include <glib/gi18n.h>

#include "ac-account-settings.h"
#include "ac-environment-keys.h"
#include "ac-error.h"
#include "ac-hint.h"
#include "ac-key-dialogs.h"
#include "ac-key-pair-rows.h"
#include "ac-key-texts.h"
#include "ac-messages.h"
#include "ac-role-row.h"

struct _AcGenerateKeyDialog
{
  AcFormDialog parent_instance;

  AcPage *page;
  AcApiKeys *keys;

  GtkStack *stack;
  GtkWidget *name_row;
  GtkWidget *purpose_row;
  AcHint *name_hint;
  GtkWidget *role_group;
  AcRoleRow *role_row;
  AcHint *role_hint;
  GtkLabel *result_label;
  AdwPreferencesGroup *pair_group;
};

G_DEFINE_FINAL_TYPE (AcGenerateKeyDialog, ac_generate_key_dialog, AC_TYPE_FORM_DIALOG)

static char *
dup_text (GtkWidget *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static gboolean
needs_role (AcGenerateKeyDialog *self)
{
  return AC_IS_ACCOUNT_KEYS (self->keys);
}

static void
update_form (AcGenerateKeyDialog *self)
{
  g_autofree char *name = dup_text (self->name_row);
  g_autofree char *purpose = dup_text (self->purpose_row);

  if (self->keys == NULL)
    return;

  ac_form_dialog_set_dirty (AC_FORM_DIALOG (self), *name != '\0' || *purpose != '\0' || ac_role_row_get_role (self->role_row) != NULL);
  ac_form_dialog_set_valid (AC_FORM_DIALOG (self), *name != '\0' && (!needs_role (self) || ac_role_row_get_role (self->role_row) != NULL));
}

static void
show_name_hint (AcGenerateKeyDialog *self)
{
  ac_hint_mark (self->name_hint, self->name_row, FALSE);
  ac_hint_set (self->name_hint, AC_HINT_KIND_PLAIN,
               _("Name the key after the tool or team that uses it. You can rename it later."));
}

static void
on_form_changed_cb (AcGenerateKeyDialog *self)
{
  show_name_hint (self);
  update_form (self);
}

static void
on_role_changed_cb (AcGenerateKeyDialog *self)
{
  ac_hint_set (self->role_hint, AC_HINT_KIND_PLAIN, ac_role_get_description (ac_role_row_get_role (self->role_row)));
  update_form (self);
}

static char *
create_result_text (AcApiKey *key)
{
  g_autofree char *name = ac_key_dialogs_quote_name (key);
  const char *role = ac_role_get_label (ac_api_key_get_role (key));

  if (role == NULL)
    /* Translators: %s is the name of a key */
    return g_strdup_printf (_("“%s” is enabled."), name);

  /* Translators: %1$s is the name of a key, and %2$s of its role */
  return g_strdup_printf (_("“%1$s” is enabled and has the role %2$s."), name, role);
}

static void
show_result (AcGenerateKeyDialog *self,
             AcApiKey            *key,
             AcCredentials       *credentials)
{
  AcAccount *account = ac_page_get_account (self->page);
  AcEnvironment *environment =
    AC_IS_ENVIRONMENT_KEYS (self->keys) ? ac_environment_keys_get_environment (AC_ENVIRONMENT_KEYS (self->keys)) : NULL;
  g_autoptr(AcKeySecrets) secrets = ac_key_secrets_new_for_credentials (account, environment, credentials);
  g_autofree char *text = create_result_text (key);

  gtk_label_set_label (self->result_label, text);
  ac_key_pair_rows_add (self->pair_group, secrets, TRUE);
  gtk_stack_set_visible_child_name (self->stack, "result");
  ac_form_dialog_set_done (AC_FORM_DIALOG (self), _("Done"));
  ac_form_dialog_set_height (AC_FORM_DIALOG (self), 560);
}

static void
show_failure (AcGenerateKeyDialog *self,
              const GError        *error)
{
  ac_form_dialog_set_busy (AC_FORM_DIALOG (self), FALSE);
  if (!g_error_matches (error, AC_ERROR, AC_ERROR_CONFLICT))
    {
      ac_form_dialog_show_error (AC_FORM_DIALOG (self), error);
      return;
    }

  ac_hint_set (self->name_hint, AC_HINT_KIND_ERROR, _("Another key has this name. Choose a different one."));
  ac_hint_mark (self->name_hint, self->name_row, TRUE);
  gtk_widget_grab_focus (self->name_row);
}

static void
on_generated_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(AcGenerateKeyDialog) self = user_data;
  g_autoptr(AcCredentials) credentials = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(AcApiKey) key = ac_api_keys_generate_finish (AC_API_KEYS (source), result, &credentials, &error);
  gboolean is_open = gtk_widget_get_mapped (GTK_WIDGET (self));
  g_autoptr(AcAccountSettings) settings = NULL;
  g_autofree char *purpose = NULL;

  /* The dialog may have been closed: what came of it is told all the same. */
  if (key == NULL)
    {
      if (is_open)
        show_failure (self, error);
      else if (self->page != NULL)
        ac_page_toast_error (self->page, error);
      return;
    }
  if (self->page == NULL)
    return;

  settings = ac_account_settings_get (ac_account_get_id (ac_page_get_account (self->page)));
  purpose = dup_text (self->purpose_row);
  ac_account_settings_set_purpose (settings, ac_api_key_get_api_key (key), purpose);
  if (is_open)
    show_result (self, key, credentials);
  else
    ac_page_toast (self->page, _("Key generated"));
}

/* Nothing stops it any more: a key that was made is shown, or else would be one that nobody knows of. */
static void
ac_generate_key_dialog_submit (AcFormDialog *dialog)
{
  AcGenerateKeyDialog *self = AC_GENERATE_KEY_DIALOG (dialog);
  g_autofree char *name = dup_text (self->name_row);

  ac_form_dialog_set_notice (dialog, NULL, NULL, NULL);
  ac_form_dialog_set_busy (dialog, TRUE);
  if (needs_role (self))
    ac_account_keys_generate_async (AC_ACCOUNT_KEYS (self->keys), name, ac_role_row_get_role (self->role_row), NULL,
                                    on_generated_cb, g_object_ref (self));
  else
    ac_environment_keys_generate_async (AC_ENVIRONMENT_KEYS (self->keys), name, TRUE, NULL,
                                        on_generated_cb, g_object_ref (self));
}

static void
ac_generate_key_dialog_finalize (GObject *object)
{
  AcGenerateKeyDialog *self = AC_GENERATE_KEY_DIALOG (object);

  g_clear_object (&self->page);
  g_clear_object (&self->keys);

  G_OBJECT_CLASS (ac_generate_key_dialog_parent_class)->finalize (object);
}

static void
ac_generate_key_dialog_class_init (AcGenerateKeyDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ac_generate_key_dialog_finalize;
  AC_FORM_DIALOG_CLASS (klass)->submit = ac_generate_key_dialog_submit;

  g_type_ensure (AC_TYPE_HINT);
  g_type_ensure (AC_TYPE_ROLE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, AC_RESOURCE_PATH "/pages/keys/ac-generate-key-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AcGenerateKeyDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, AcGenerateKeyDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, AcGenerateKeyDialog, purpose_row);
  gtk_widget_class_bind_template_child (widget_class, AcGenerateKeyDialog, name_hint);
  gtk_widget_class_bind_template_child (widget_class, AcGenerateKeyDialog, role_group);
  gtk_widget_class_bind_template_child (widget_class, AcGenerateKeyDialog, role_row);
  gtk_widget_class_bind_template_child (widget_class, AcGenerateKeyDialog, role_hint);
  gtk_widget_class_bind_template_child (widget_class, AcGenerateKeyDialog, result_label);
  gtk_widget_class_bind_template_child (widget_class, AcGenerateKeyDialog, pair_group);
  gtk_widget_class_bind_template_callback (widget_class, on_form_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_role_changed_cb);
}

static void
ac_generate_key_dialog_init (AcGenerateKeyDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_name_hint (self);
}

/**
 * ac_generate_key_dialog_new:
 * @page: where it is done; its toasts tell of it when the dialog is closed meanwhile
 * @keys: #AcAccountKeys or #AcEnvironmentKeys, which get the new key
 *
 * Returns: (transfer none): the dialog, to be presented
 */
AcFormDialog *
ac_generate_key_dialog_new (AcPage    *page,
                            AcApiKeys *keys)
{
  AcGenerateKeyDialog *self;

  g_return_val_if_fail (AC_IS_PAGE (page), NULL);
  g_return_val_if_fail (AC_IS_API_KEYS (keys), NULL);

  self = g_object_new (AC_TYPE_GENERATE_KEY_DIALOG, NULL);
  self->page = g_object_ref (page);
  self->keys = g_object_ref (keys);

  gtk_window_set_title (GTK_WINDOW (self),
                        needs_role (self) ? _("Generate Account API Key") : _("Generate API Key"));
  if (!needs_role (self))
    ac_form_dialog_set_subtitle (AC_FORM_DIALOG (self),
                                 ac_environment_get_name (ac_environment_keys_get_environment (AC_ENVIRONMENT_KEYS (keys))));
  gtk_widget_set_visible (self->role_group, needs_role (self));
  update_form (self);
  gtk_widget_grab_focus (self->name_row);

  return AC_FORM_DIALOG (self);
}
