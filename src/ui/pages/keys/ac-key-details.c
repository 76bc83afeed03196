/* ac-key-details.c: what a row of a key shows when it is expanded
 *
 * Not in the template, for most rows are never expanded, and a product environment may have a thousand keys.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-key-row"

#include "config.h"

#include <glib/gi18n.h>

#include "ac-dates.h"
#include "ac-environment-keys.h"
#include "ac-key-dialogs.h"
#include "ac-key-rotations.h"
#include "ac-key-row-private.h"
#include "ac-key-secrets.h"
#include "ac-key-texts.h"
#include "ac-messages.h"

static void
set_accessible_label (gpointer    widget,
                      const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static gpointer
add_row (AcKeyRow *self,
         gpointer  row)
{
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), GTK_WIDGET (row));

  return row;
}

static AdwActionRow *
create_action_row (const char *title)
{
  return g_object_new (ADW_TYPE_ACTION_ROW,
                       "use-markup", FALSE,
                       "title", title,
                       "subtitle-lines", 0,
                       "activatable", FALSE,
                       NULL);
}

static GtkWidget *
create_button (const char *label,
               const char *action_name)
{
  return g_object_new (GTK_TYPE_BUTTON,
                       "label", label,
                       "action-name", action_name,
                       "valign", GTK_ALIGN_CENTER,
                       NULL);
}

/* Key and secret */

static void
create_pair (AcKeyRow *self)
{
  AcAccount *account = ac_page_get_account (self->page);
  g_autoptr(AcKeySecrets) secrets = ac_key_secrets_new (account, self->environment, self->keys, self->key);

  self->key_row = add_row (self, g_object_new (AC_TYPE_COPY_ROW, "use-markup", FALSE, "title", _("API key"), NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->key_row), "monospace-value");
  ac_copy_row_set_value (self->key_row, ac_api_key_get_api_key (self->key));

  self->secret_row = add_row (self, g_object_new (AC_TYPE_SECRET_ROW, "title", _("API secret"), NULL));
  ac_key_secrets_bind (secrets, self->secret_row, AC_KEY_FORM_SECRET);
}

/* Who hears the buttons and doesn't see the row hears which key they are about. */
static void
name_buttons (AcKeyRow *self)
{
  g_autofree char *name = ac_key_dialogs_quote_name (self->key);
  /* Translators: %s is the name of a key */
  g_autofree char *copy = g_strdup_printf (_("Copy API key of %s"), name);
  /* Translators: %s is the name of a key */
  g_autofree char *show_secret = g_strdup_printf (_("Show secret of %s"), name);
  /* Translators: %s is the name of a key */
  g_autofree char *hide_secret = g_strdup_printf (_("Hide secret of %s"), name);
  /* Translators: %s is the name of a key */
  g_autofree char *copy_secret = g_strdup_printf (_("Copy secret of %s"), name);
  /* Translators: %s is the name of a key */
  g_autofree char *more = g_strdup_printf (_("More actions for %s"), name);

  g_object_set (self->key_row, "copy-label", copy, NULL);
  ac_secret_row_set_labels (self->secret_row, show_secret, hide_secret, copy_secret);
  if (self->menu_button != NULL)
    set_accessible_label (self->menu_button, more);
}

static void
on_key_copied_cb (AcKeyRow *self)
{
  ac_page_toast (self->page, _("API key copied"));
}

/* The purpose, which only this computer knows */

typedef struct
{
  AcAccountSettings *settings;
  char *key;
  char *former;
} Purpose;

static void
purpose_free (gpointer data)
{
  Purpose *purpose = data;

  g_object_unref (purpose->settings);
  g_free (purpose->key);
  g_free (purpose->former);
  g_free (purpose);
}

static void
undo_purpose (gpointer data)
{
  Purpose *purpose = data;

  ac_account_settings_set_purpose (purpose->settings, purpose->key, purpose->former);
}

static void
on_purpose_save_cb (AcKeyRow   *self,
                    const char *text)
{
  Purpose *purpose = g_new0 (Purpose, 1);

  purpose->settings = g_object_ref (self->settings);
  purpose->key = g_strdup (ac_api_key_get_api_key (self->key));
  purpose->former = ac_account_settings_get_purpose (self->settings, purpose->key);
  ac_account_settings_set_purpose (self->settings, purpose->key, text);
  ac_page_toast_with_button (self->page, _("Purpose changed"), _("Undo"), undo_purpose, purpose, purpose_free);
}

static void
show_purpose (AcKeyRow *self)
{
  g_autofree char *purpose = ac_account_settings_get_purpose (self->settings, ac_api_key_get_api_key (self->key));

  ac_apply_row_set_saved_text (self->purpose_row, purpose);
}

static void
on_purpose_changed_cb (AcKeyRow   *self,
                       const char *key)
{
  if (g_str_equal (key, ac_api_key_get_api_key (self->key)))
    show_purpose (self);
}

static void
create_purpose (AcKeyRow *self)
{
  self->purpose_row = add_row (self, g_object_new (AC_TYPE_APPLY_ROW,
                                                   "use-markup", FALSE,
                                                   "title", _("Purpose (kept on this computer)"),
                                                   NULL));
  g_signal_connect_object (self->purpose_row, "save", G_CALLBACK (on_purpose_save_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "purpose-changed", G_CALLBACK (on_purpose_changed_cb), self,
                           G_CONNECT_SWAPPED);
  show_purpose (self);
}

/* The mark for webhooks */

static gboolean
on_webhooks_state_set_cb (AcKeyRow *self,
                          gboolean  state)
{
  if (self->showing)
    return FALSE;

  /* It moves when the service has agreed. */
  if (self->switch_id == 0)
    self->switch_id = g_idle_add_once ((GSourceOnceFunc) ac_key_row_show_switches, self);
  if (state && !ac_api_key_get_dedicated_for_webhooks (self->key))
    ac_key_dialogs_designate (self->page, self->keys, self->key, GTK_WIDGET (self), ac_key_row_set_busy);

  return TRUE;
}

static void
create_webhooks (AcKeyRow *self)
{
  self->webhooks_switch = g_object_new (GTK_TYPE_SWITCH, "valign", GTK_ALIGN_CENTER, NULL);
  self->webhooks_row = add_row (self, create_action_row (_("Use for webhooks")));
  adw_action_row_add_suffix (self->webhooks_row, GTK_WIDGET (self->webhooks_switch));
  adw_action_row_set_activatable_widget (self->webhooks_row, GTK_WIDGET (self->webhooks_switch));
  g_signal_connect_object (self->webhooks_switch, "state-set", G_CALLBACK (on_webhooks_state_set_cb), self,
                           G_CONNECT_SWAPPED);
}

/* (transfer full): what happens when it is switched on */
static char *
create_webhooks_text (AcKeyRow *self)
{
  g_autoptr(AcApiKey) designated = ac_key_dialogs_find_designated (self->keys);
  g_autofree char *name = NULL;

  if (designated == self->key)
    return g_strdup (_("Signs webhook notifications. To change that, choose another key."));
  if (designated == NULL)
    return g_strdup (_("Signs webhook notifications."));

  name = ac_key_dialogs_quote_name (designated);

  /* Translators: %s is the name of another key */
  return g_strdup_printf (_("Signs webhook notifications. Replaces “%s”."), name);
}

static void
show_webhooks (AcKeyRow *self)
{
  gboolean designated = ac_api_key_get_dedicated_for_webhooks (self->key);
  g_autofree char *text = create_webhooks_text (self);

  adw_action_row_set_subtitle (self->webhooks_row, text);
  self->showing = TRUE;
  gtk_switch_set_active (self->webhooks_switch, designated);
  gtk_switch_set_state (self->webhooks_switch, designated);
  self->showing = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->webhooks_switch),
                            !designated && !self->busy && ac_page_get_editable (self->page));
}

/* Times, and what can be done */

static GtkWidget *
create_menu_button (void)
{
  g_autoptr(GMenu) menu = g_menu_new ();
  GtkWidget *button;

  g_menu_append (menu, _("Delete…"), "key.delete");
  button = g_object_new (GTK_TYPE_MENU_BUTTON,
                         "icon-name", "view-more-symbolic",
                         "menu-model", menu,
                         "tooltip-text", _("More Actions"),
                         "valign", GTK_ALIGN_CENTER,
                         NULL);
  gtk_widget_add_css_class (button, "flat");

  return button;
}

static void
create_times (AcKeyRow *self)
{
  AcBadgeBox *buttons = AC_BADGE_BOX (ac_badge_box_new ());

  self->created_row = add_row (self, create_action_row (_("Created")));
  self->rotate_button = GTK_BUTTON (create_button (_("Rotate…"), "key.rotate"));
  gtk_widget_set_valign (GTK_WIDGET (buttons), GTK_ALIGN_CENTER);
  ac_badge_box_append (buttons, create_button (_("Rename…"), "key.rename"));
  ac_badge_box_append (buttons, GTK_WIDGET (self->rotate_button));
  adw_action_row_add_suffix (self->created_row, GTK_WIDGET (buttons));
  if (self->environment != NULL)
    {
      self->menu_button = create_menu_button ();
      adw_action_row_add_suffix (self->created_row, self->menu_button);
    }
  self->changed_row = add_row (self, create_action_row (_("Last change")));
}

static void
show_times (AcKeyRow *self)
{
  GDateTime *created_at = ac_api_key_get_created_at (self->key);
  GDateTime *updated_at = ac_api_key_get_updated_at (self->key);
  g_autofree char *created = ac_key_created_format (self->key);
  g_autofree char *updated = ac_format_when (updated_at);
  g_autofree char *created_exactly = ac_format_exact_time (created_at);
  g_autofree char *updated_exactly = ac_format_exact_time (updated_at);

  adw_action_row_set_subtitle (self->created_row, created);
  adw_action_row_set_subtitle (self->changed_row, updated);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->created_row), created_at != NULL ? created_exactly : NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->changed_row), updated_at != NULL ? updated_exactly : NULL);
}

/* What became of it */

static void
create_replaced (AcKeyRow *self)
{
  self->replaced_row = add_row (self, create_action_row (_("Rotated")));
  self->enable_button = create_button (_("Enable Again"), "key.enable");
  adw_action_row_add_suffix (self->replaced_row, self->enable_button);
}

/* (transfer full) */
static char *
create_replaced_text (AcKeyRow   *self,
                      AcRotation *rotation)
{
  GDateTime *delete_at = ac_rotation_get_delete_reminder_at (rotation);
  const char *new_key = ac_rotation_get_new_key (rotation);
  const char *new_name = ac_rotation_get_new_name (rotation);
  g_autofree char *number = ac_isolate (new_key != NULL ? new_key : "");
  g_autofree char *name = new_name != NULL ? ac_quote_name (new_name) : g_strdup (number);
  g_autofree char *when = ac_format_date (ac_rotation_get_disabled_at (rotation));
  g_autofree char *delete_when = ac_format_date (delete_at);

  if (delete_at == NULL)
    /* Translators: %1$s is the name of another key, and %2$s a date */
    return g_strdup_printf (_("Replaced by %1$s on %2$s"), name, when);

  /* Translators: %1$s is the name of another key, and %2$s and %3$s are dates */
  return g_strdup_printf (_("Replaced by %1$s on %2$s. To be deleted from %3$s on."), name, when, delete_when);
}

static void
show_rotation (AcKeyRow *self)
{
  AcRotation *rotation = ac_key_rotations_find (self->rotations, self->keys, self->key);
  gboolean open = ac_key_rotations_is_open (rotation);
  gboolean enabled = ac_api_key_get_enabled (self->key);
  gboolean replaced = rotation != NULL && !open && !enabled;

  gtk_button_set_label (self->rotate_button, open ? _("Continue Rotation…") : _("Rotate…"));
  gtk_widget_set_visible (GTK_WIDGET (self->rotate_button), open || enabled);
  gtk_widget_set_visible (GTK_WIDGET (self->replaced_row), replaced);
  if (replaced)
    {
      g_autofree char *text = create_replaced_text (self, rotation);

      adw_action_row_set_subtitle (self->replaced_row, text);
      gtk_widget_set_visible (self->enable_button, ac_key_rotations_is_recent (rotation));
    }
}

static void
create_in_use (AcKeyRow *self)
{
  AdwActionRow *row = add_row (self, create_action_row (_("In use here")));

  adw_action_row_set_subtitle (row, _("This app is signed in with this key. To disable it, switch to another one first."));
  adw_action_row_add_suffix (row, create_button (_("Switch Key…"), "key.switch"));
}

void
ac_key_row_create_details (AcKeyRow *self)
{
  create_pair (self);
  g_signal_connect_object (self->key_row, "copied", G_CALLBACK (on_key_copied_cb), self, G_CONNECT_SWAPPED);
  create_purpose (self);
  if (self->environment != NULL)
    create_webhooks (self);
  else
    self->role_row = add_row (self, create_action_row (_("Role")));
  create_times (self);
  create_replaced (self);
  if (self->environment == NULL && ac_api_keys_is_in_use (self->keys, self->key))
    create_in_use (self);
}

void
ac_key_row_update_details (AcKeyRow *self)
{
  const char *role = ac_role_get_label (ac_api_key_get_role (self->key));

  name_buttons (self);
  if (self->role_row != NULL)
    {
      adw_action_row_set_subtitle (self->role_row, role);
      gtk_widget_set_visible (GTK_WIDGET (self->role_row), role != NULL);
    }
  if (self->webhooks_row != NULL)
    show_webhooks (self);
  show_times (self);
  show_rotation (self);
}
