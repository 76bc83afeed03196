/* ac-rotation-disable.c: the last step: the old key is disabled, and may be enabled again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-rotation-dialog"

#include "config.h"

#include <glib/gi18n.h>

#include "ac-account-settings.h"
#include "ac-confirm.h"
#include "ac-key-dialogs.h"
#include "ac-key-switch.h"
#include "ac-rotation-dialog-private.h"

#define REMIND_AFTER_DAYS 14

static gboolean
is_in_use (AcRotationDialog *self)
{
  return self->environment == NULL && ac_api_keys_is_in_use (self->keys, self->old_key);
}

/* (transfer none) (nullable): why the old key can't be disabled */
static const char *
get_refusal (AcRotationDialog *self)
{
  if (!ac_api_key_get_enabled (self->old_key))
    return NULL;
  if (is_in_use (self))
    return _("This app is signed in with the old key");
  if (self->new_key == NULL || !ac_api_key_get_enabled (self->new_key))
    return _("The new key is disabled. Enable it first");

  return ac_key_dialogs_get_refusal (self->keys, self->old_key);
}

static void
show_hint (AcRotationDialog *self)
{
  if (ac_rotation_is_verified (self->rotation))
    ac_hint_set (self->disable_hint, AC_HINT_KIND_PLAIN, NULL);
  else if (ac_rotation_get_verified_at (self->rotation) == NULL)
    ac_hint_set (self->disable_hint, AC_HINT_KIND_WARNING, _("The new key was not tested, or the service did not accept it."));
  else
    ac_hint_set (self->disable_hint, AC_HINT_KIND_WARNING, _("Some places are not verified to work with the new key."));
}

void
ac_rotation_dialog_show_disable (AcRotationDialog *self)
{
  g_autofree char *name = ac_key_dialogs_quote_name (self->old_key);
  g_autofree char *text = NULL;

  if (self->by_hand)
    text = g_strdup (_("Every tool that still uses the old key stops working at once. You can enable it again there at any time."));
  else if (ac_api_key_get_enabled (self->old_key))
    /* Translators: %s is the name of a key */
    text = g_strdup_printf (_("Every tool that still uses %s stops working at once. You can enable it again at any time."), name);
  else
    /* Translators: %s is the name of a key */
    text = g_strdup_printf (_("%s is disabled already."), name);

  gtk_label_set_label (self->disable_label, text);
  gtk_widget_set_visible (self->remind_row, self->environment != NULL);
  if (self->by_hand || !ac_api_key_get_enabled (self->old_key))
    {
      ac_form_dialog_set_action_label (AC_FORM_DIALOG (self), self->by_hand ? _("Check and Finish") : _("Finish"));
      ac_form_dialog_set_destructive (AC_FORM_DIALOG (self), FALSE);
    }
}

void
ac_rotation_dialog_update_disable (AcRotationDialog *self)
{
  const char *refusal = get_refusal (self);

  show_hint (self);
  if (self->by_hand)
    {
      ac_rotation_dialog_update_disable_by_hand (self);
      return;
    }

  gtk_widget_set_visible (self->switch_row, is_in_use (self));
  gtk_widget_set_visible (self->disable_group, is_in_use (self) || self->environment != NULL);
  ac_form_dialog_set_valid (AC_FORM_DIALOG (self), refusal == NULL);
  ac_form_dialog_set_action_reason (AC_FORM_DIALOG (self), refusal);
}

void
ac_rotation_dialog_finish_rotation (AcRotationDialog *self)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) later = g_date_time_add_days (now, REMIND_AFTER_DAYS);
  gboolean remind = self->environment != NULL && gtk_switch_get_active (self->remind_switch);

  ac_rotation_set_disabled_at (self->rotation, now);
  ac_rotation_set_delete_reminder_at (self->rotation, remind ? later : NULL);
  ac_rotation_dialog_go_to (self, AC_ROTATION_STEP_DONE);
}

static void
on_disabled_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(AcRotationDialog) self = user_data;
  g_autoptr(GError) error = NULL;

  if (ac_api_keys_change_finish (AC_API_KEYS (source), result, &error))
    {
      ac_rotation_dialog_finish_rotation (self);
      return;
    }

  ac_form_dialog_set_busy (AC_FORM_DIALOG (self), FALSE);
  ac_form_dialog_show_error (AC_FORM_DIALOG (self), error);
}

static void
disable (AcRotationDialog *self)
{
  ac_form_dialog_set_busy (AC_FORM_DIALOG (self), TRUE);
  ac_api_keys_set_enabled_async (self->keys, self->old_key, FALSE, NULL, on_disabled_cb, g_object_ref (self));
}

static void
on_disable_confirmed_cb (GObject      *source,
                         GAsyncResult *result,
                         gpointer      user_data)
{
  g_autoptr(AcRotationDialog) self = user_data;

  if (ac_confirm_finish (result, NULL) && self->rotation != NULL && get_refusal (self) == NULL)
    disable (self);
}

static gboolean
is_production (AcRotationDialog *self)
{
  g_autoptr(AcAccountSettings) settings = ac_account_settings_get (ac_account_get_id (ac_page_get_account (self->page)));

  return self->environment != NULL &&
         ac_account_settings_get_mark (settings, ac_environment_get_id (self->environment)) == AC_MARK_PRODUCTION;
}

/* The second time that one is told, when something was not verified; and what is marked Production always asks for the name (ui.md A.6). */
void
ac_rotation_dialog_next_disable (AcRotationDialog *self)
{
  AcConfirm question = { 0 };
  g_autofree char *name = ac_key_dialogs_quote_name (self->old_key);
  /* Translators: %s is the name of a key */
  g_autofree char *heading = g_strdup_printf (_("Disable %s?"), name);
  gboolean verified = ac_rotation_is_verified (self->rotation);

  if (self->by_hand)
    {
      ac_rotation_dialog_check_disabled (self);
      return;
    }
  if (!ac_api_key_get_enabled (self->old_key))
    {
      ac_rotation_dialog_finish_rotation (self);
      return;
    }
  if (verified && !is_production (self))
    {
      disable (self);
      return;
    }

  question.heading = heading;
  question.body = verified ? _("Every tool that still uses it stops working at once.")
                           : _("It is not verified that the new key works everywhere. Every tool that still uses the old one stops working at once.");
  question.verb = _("Disable");
  question.destructive = TRUE;
  if (is_production (self))
    question.typed = ac_key_dialogs_get_typed (self->old_key);
  ac_confirm_async (GTK_WIDGET (self), &question, ac_form_dialog_get_cancellable (AC_FORM_DIALOG (self)),
                    on_disable_confirmed_cb, g_object_ref (self));
}

/* The account is another object then, and this page is gone: the rotation goes on from the new one. */
static void
use_new_key_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  AcRotationDialog *self = AC_ROTATION_DIALOG (widget);

  if (self->new_key != NULL)
    ac_key_switch_to (AC_FORM_DIALOG (self), self->page, self->keys, self->new_key);
}

static void
on_enabled_again_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(AcRotationDialog) self = user_data;
  g_autoptr(GError) error = NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rotation.enable-again", TRUE);
  if (!ac_api_keys_change_finish (AC_API_KEYS (source), result, &error))
    {
      ac_form_dialog_show_error (AC_FORM_DIALOG (self), error);
      return;
    }

  ac_rotation_set_disabled_at (self->rotation, NULL);
  ac_rotation_set_delete_reminder_at (self->rotation, NULL);
  ac_rotation_set_step (self->rotation, AC_ROTATION_STEP_VERIFY);
  ac_page_toast (self->page, _("Key enabled"));
  ac_form_dialog_finish (AC_FORM_DIALOG (self));
}

static void
enable_again_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  AcRotationDialog *self = AC_ROTATION_DIALOG (widget);

  gtk_widget_action_set_enabled (widget, "rotation.enable-again", FALSE);
  ac_api_keys_set_enabled_async (self->keys, self->old_key, TRUE, NULL, on_enabled_again_cb, g_object_ref (self));
}

void
ac_rotation_dialog_bind_disable (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, AcRotationDialog, disable_label);
  gtk_widget_class_bind_template_child (widget_class, AcRotationDialog, disable_hint);
  gtk_widget_class_bind_template_child (widget_class, AcRotationDialog, disable_group);
  gtk_widget_class_bind_template_child (widget_class, AcRotationDialog, switch_row);
  gtk_widget_class_bind_template_child (widget_class, AcRotationDialog, remind_row);
  gtk_widget_class_bind_template_child (widget_class, AcRotationDialog, remind_switch);
  gtk_widget_class_install_action (widget_class, "rotation.use-new-key", NULL, use_new_key_action);
  gtk_widget_class_install_action (widget_class, "rotation.enable-again", NULL, enable_again_action);
}
