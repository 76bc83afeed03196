/* ac-rotation-verify.c: the third step: whether the new key works, at the service and in all places
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-rotation-dialog"

#include "config.h"

#include <glib/gi18n.h>

#include "ac-confirm.h"
#include "ac-dates.h"
#include "ac-error.h"
#include "ac-messages.h"
#include "ac-rotation-dialog-private.h"
#include "ac-toast-host.h"

static void
on_new_key_copied_cb (AcRotationDialog *self)
{
  AcToastHost *host = ac_toast_host_find (GTK_WIDGET (self->new_row));

  if (host != NULL)
    ac_toast_host_show (host, _("API key copied"), ADW_TOAST_PRIORITY_NORMAL);
}

/* The test */

static void
show_result (AcRotationDialog *self,
             const char       *icon_name,
             const char       *style_class,
             const char       *text)
{
  static const char * const classes[] = { "success", "warning", "error" };

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      gtk_widget_remove_css_class (self->test_icon, classes[i]);
      gtk_widget_remove_css_class (GTK_WIDGET (self->test_label), classes[i]);
    }
  if (style_class != NULL)
    {
      gtk_widget_add_css_class (self->test_icon, style_class);
      gtk_widget_add_css_class (GTK_WIDGET (self->test_label), style_class);
    }

  gtk_image_set_from_icon_name (GTK_IMAGE (self->test_icon), icon_name);
  gtk_widget_set_visible (self->test_icon, icon_name != NULL);
  gtk_label_set_label (self->test_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->test_label), *text != '\0');
}

/* What was found out earlier. */
static void
show_last_test (AcRotationDialog *self)
{
  GDateTime *verified_at = ac_rotation_get_verified_at (self->rotation);
  g_autofree char *when = ac_format_when (verified_at);
  g_autofree char *text = NULL;

  if (verified_at == NULL)
    {
      show_result (self, NULL, NULL, "");
      ac_hint_set (self->test_hint, AC_HINT_KIND_PLAIN, NULL);
      gtk_button_set_label (self->test_button, _("Test"));
      return;
    }

  /* Translators: %s is a time, as “today, 09:42” or “Mar 12, 2023” */
  text = g_strdup_printf (_("Tested %s."), when);
  show_result (self, "emblem-ok-symbolic", "success", _("Works"));
  ac_hint_set (self->test_hint, AC_HINT_KIND_PLAIN, text);
  gtk_button_set_label (self->test_button, _("Test Again"));
}

static void
set_testing (AcRotationDialog *self,
             gboolean          testing)
{
  self->testing = testing;
  gtk_spinner_set_spinning (self->test_spinner, testing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rotation.test", !testing);
  if (testing)
    {
      show_result (self, NULL, NULL, "");
      ac_hint_set (self->test_hint, AC_HINT_KIND_PLAIN, NULL);
    }
}

/* The service said yes to the pair. */
static void
show_accepted (AcRotationDialog *self,
               AcKeyTest         answer)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  ac_rotation_set_verified_at (self->rotation, now);
  show_last_test (self);
  if (answer == AC_KEY_TEST_NOT_PERMITTED)
    ac_hint_set (self->test_hint, AC_HINT_KIND_PLAIN,
                 _("The service accepts the key. Its role may not do what was tried, so nothing more could be tested."));
}

static void
show_failure (AcRotationDialog *self,
              const GError     *error)
{
  g_autofree char *sentence = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      show_last_test (self);
      return;
    }

  /* What isn't known now was not proved wrong. */
  if (!g_error_matches (error, AC_ERROR, AC_ERROR_UNAUTHORIZED))
    {
      sentence = ac_message_for_error (error);
      show_result (self, "dialog-warning-symbolic", "warning", _("Not tested"));
      ac_hint_set (self->test_hint, AC_HINT_KIND_WARNING, sentence);
    }
  else
    {
      ac_rotation_set_verified_at (self->rotation, NULL);
      show_result (self, "dialog-error-symbolic", "error", _("Not accepted"));
      ac_hint_set (self->test_hint, AC_HINT_KIND_ERROR,
                   _("The service doesn’t accept the new key. Check whether it is enabled, and test again."));
    }
  gtk_button_set_label (self->test_button, _("Test Again"));
}

static void
on_tested_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(AcRotationDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  AcKeyTest answer = ac_account_test_key_finish (AC_ACCOUNT (source), result, &error);

  set_testing (self, FALSE);
  if (error == NULL)
    show_accepted (self, answer);
  else
    show_failure (self, error);
  ac_rotation_dialog_update (self);
}

static void
on_secret_fetched_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(AcRotationDialog) self = user_data;
  AcKeySecrets *secrets = AC_KEY_SECRETS (source);
  g_autoptr(GError) error = NULL;
  g_autoptr(AcCredentials) credentials = ac_key_secrets_fetch_finish (secrets, result, &error);

  if (credentials == NULL)
    {
      set_testing (self, FALSE);
      show_failure (self, error);
      ac_rotation_dialog_update (self);
      return;
    }

  ac_account_test_key_async (ac_key_secrets_get_account (secrets), credentials, self->environment,
                             ac_form_dialog_get_cancellable (AC_FORM_DIALOG (self)), on_tested_cb, g_object_ref (self));
}

/* The pair is fetched anew, also when it is in hand: what is tried is what the tools have. One that could not be kept is in
 * hand only. */
static void
test_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  AcRotationDialog *self = AC_ROTATION_DIALOG (widget);
  g_autoptr(AcKeySecrets) secrets = NULL;

  AcAccount *account = ac_page_get_account (self->page);

  if (self->testing || (self->new_key == NULL && self->credentials == NULL))
    return;

  if (self->new_key != NULL)
    secrets = ac_key_secrets_new (account, self->environment, self->keys, self->new_key);
  else
    secrets = ac_key_secrets_new_for_credentials (account, self->environment, self->credentials);
  set_testing (self, TRUE);
  ac_key_secrets_fetch_async (secrets, ac_form_dialog_get_cancellable (AC_FORM_DIALOG (self)),
                              on_secret_fetched_cb, g_object_ref (self));
}

/* Going on without */

static void
on_continue_confirmed_cb (GObject      *source,
                          GAsyncResult *result,
                          gpointer      user_data)
{
  g_autoptr(AcRotationDialog) self = user_data;

  if (ac_confirm_finish (result, NULL) && self->rotation != NULL)
    ac_rotation_dialog_go_to (self, AC_ROTATION_STEP_DISABLE_OLD);
}

static void
continue_anyway_action (GtkWidget  *widget,
                        const char *action_name,
                        GVariant   *parameter)
{
  AcRotationDialog *self = AC_ROTATION_DIALOG (widget);
  AcConfirm question = { 0 };

  question.heading = _("Continue Without Verifying?");
  question.body = _("Tools that don’t have the new key yet stop working when the old one is disabled.");
  question.verb = _("Continue");
  question.destructive = TRUE;
  ac_confirm_async (widget, &question, ac_form_dialog_get_cancellable (AC_FORM_DIALOG (self)),
                    on_continue_confirmed_cb, g_object_ref (self));
}

/* The step */

static char *
describe_key (AcApiKey   *key,
              const char *fallback)
{
  const char *name = key != NULL ? ac_api_key_get_name (key) : NULL;
  g_autofree char *number = ac_isolate (key != NULL ? ac_api_key_get_api_key (key) : fallback);

  return name != NULL && *name != '\0' ? g_strdup_printf ("%s · %s", name, number) : g_strdup (number);
}

static void
show_keys (AcRotationDialog *self)
{
  g_autofree char *old_text = describe_key (self->old_key, ac_rotation_get_old_key (self->rotation));
  gboolean enabled = ac_api_key_get_enabled (self->old_key);

  adw_action_row_set_subtitle (self->old_row, old_text);
  gtk_label_set_label (self->old_badge, enabled ? _("Still enabled") : _("Disabled"));
  if (enabled)
    gtk_widget_add_css_class (GTK_WIDGET (self->old_badge), "success");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->old_badge), "success");
  ac_copy_row_set_value (self->new_row, ac_rotation_get_new_key (self->rotation));
}

void
ac_rotation_dialog_show_verify (AcRotationDialog *self)
{
  adw_action_row_set_subtitle (self->test_row,
                               self->environment != NULL
                                 ? _("Asks the product environment for an answer with the new key. Changes nothing.")
                                 : _("Lists product environments with the new key. Changes nothing."));
  ac_rotation_places_group_set_rotation (self->ticked_places, self->rotation);
  g_signal_handlers_disconnect_by_func (self->rotation, ac_rotation_dialog_update, self);
  g_signal_connect_object (self->rotation, "changed", G_CALLBACK (ac_rotation_dialog_update), self, G_CONNECT_SWAPPED);
  show_keys (self);
  show_last_test (self);
}

void
ac_rotation_dialog_update_verify (AcRotationDialog *self)
{
  gboolean verified = ac_rotation_is_verified (self->rotation);
  guint n = ac_rotation_count_unverified_places (self->rotation);
  g_autofree char *reason = NULL;

  if (ac_rotation_get_verified_at (self->rotation) == NULL)
    reason = g_strdup (_("Test the new key first"));
  else if (n > 0)
    reason = g_strdup_printf (ngettext ("%u place is not verified yet", "%u places are not verified yet", n), n);

  ac_form_dialog_set_valid (AC_FORM_DIALOG (self), verified);
  ac_form_dialog_set_action_reason (AC_FORM_DIALOG (self), reason);
  gtk_widget_set_visible (self->continue_button, !verified);
}

void
ac_rotation_dialog_next_verify (AcRotationDialog *self)
{
  ac_rotation_dialog_go_to (self, AC_ROTATION_STEP_DISABLE_OLD);
}

void
ac_rotation_dialog_bind_verify (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, AcRotationDialog, test_row);
  gtk_widget_class_bind_template_child (widget_class, AcRotationDialog, test_icon);
  gtk_widget_class_bind_template_child (widget_class, AcRotationDialog, test_label);
  gtk_widget_class_bind_template_child (widget_class, AcRotationDialog, test_spinner);
  gtk_widget_class_bind_template_child (widget_class, AcRotationDialog, test_button);
  gtk_widget_class_bind_template_child (widget_class, AcRotationDialog, test_hint);
  gtk_widget_class_bind_template_child (widget_class, AcRotationDialog, old_row);
  gtk_widget_class_bind_template_child (widget_class, AcRotationDialog, old_badge);
  gtk_widget_class_bind_template_child (widget_class, AcRotationDialog, new_row);
  gtk_widget_class_bind_template_child (widget_class, AcRotationDialog, ticked_places);
  gtk_widget_class_bind_template_child (widget_class, AcRotationDialog, continue_button);
  gtk_widget_class_bind_template_callback (widget_class, on_new_key_copied_cb);
  gtk_widget_class_install_action (widget_class, "rotation.test", NULL, test_action);
  gtk_widget_class_install_action (widget_class, "rotation.continue-anyway", NULL, continue_anyway_action);
}
