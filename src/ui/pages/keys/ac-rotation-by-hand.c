/* ac-rotation-by-hand.c: the first and the last step where the service has no API for account keys
 *
 * The person makes and disables keys in the web console. The new key is pasted here, and kept as a connection, so that the
 * rotation can go on another day. That the old one is disabled is not believed but tried.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-rotation-dialog"

#include "config.h"

#include <glib/gi18n.h>

#include "ac-account-url.h"
#include "ac-error.h"
#include "ac-messages.h"
#include "ac-rotation-dialog-private.h"
#include "ac-web-console.h"
#include "ac-window.h"

static void
complain (AcRotationDialog *self,
          const char       *sentence)
{
  ac_hint_set (self->url_hint, AC_HINT_KIND_ERROR, sentence);
  ac_hint_mark (self->url_hint, GTK_WIDGET (self->url_row), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->url_row));
}

static void
on_url_changed_cb (AcRotationDialog *self)
{
  ac_hint_mark (self->url_hint, GTK_WIDGET (self->url_row), FALSE);
  ac_hint_set (self->url_hint, AC_HINT_KIND_PLAIN, NULL);
  ac_rotation_dialog_update (self);
}

static void
open_console_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  ac_web_console_open (AC_ROTATION_DIALOG (widget)->page, NULL, "account-api-keys");
}

/* The new key */

void
ac_rotation_dialog_update_create_by_hand (AcRotationDialog *self)
{
  ac_form_dialog_set_valid (AC_FORM_DIALOG (self), *gtk_editable_get_text (GTK_EDITABLE (self->url_row)) != '\0');
  ac_form_dialog_set_action_reason (AC_FORM_DIALOG (self), NULL);
}

/* (transfer full) (nullable): a sentence that says what is wrong with it */
static char *
find_problem (AcRotationDialog *self,
              AcAccountUrl     *url)
{
  AcAccount *account = ac_page_get_account (self->page);

  if (!g_str_equal (ac_account_url_get_account_id (url), ac_account_get_id (account)) ||
      !g_str_equal (ac_account_url_get_host (url), ac_client_get_host (ac_account_get_client (account))))
    return g_strdup (_("This key is of another account."));
  if (g_str_equal (ac_account_url_get_key (url), ac_api_key_get_api_key (self->old_key)))
    return g_strdup (_("This is the old key. Paste the URL of the new one."));

  return NULL;
}

static void
begin (AcRotationDialog *self)
{
  const char *key = ac_credentials_get_key (self->credentials);

  if (self->rotation == NULL)
    self->rotation = g_object_ref (ac_rotations_start (self->rotations, NULL, ac_api_key_get_api_key (self->old_key)));
  ac_rotation_set_new_key (self->rotation, key);
  gtk_editable_set_text (GTK_EDITABLE (self->url_row), "");
  ac_rotation_dialog_go_to (self, AC_ROTATION_STEP_HAND_OVER);
}

static void
on_keys_loaded_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(AcRotationDialog) self = user_data;

  ac_collection_load_finish (AC_COLLECTION (source), result, NULL);
  g_set_object (&self->new_key,
                ac_collection_lookup (AC_COLLECTION (source), ac_credentials_get_key (self->credentials)));
  begin (self);
}

/* Without a keyring the rotation goes on for as long as this dialog is open; later the key has to be pasted again. */
static void
on_saved_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(AcRotationDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(AcKnownAccount) known = ac_session_save_connection_finish (AC_SESSION (source), result, &error);

  if (known == NULL)
    g_debug ("The new key is not kept: %s", error->message);
  ac_collection_load_async (AC_COLLECTION (self->keys), NULL, on_keys_loaded_cb, g_object_ref (self));
}

static void
on_new_tested_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(AcRotationDialog) self = user_data;
  AcSession *session = ac_window_find_session (GTK_WIDGET (self->page));
  g_autoptr(GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (ac_account_test_key_finish (AC_ACCOUNT (source), result, &error) != AC_KEY_TEST_UNKNOWN && session != NULL)
    {
      ac_session_save_connection_async (session, AC_ACCOUNT (source), self->credentials, NULL, on_saved_cb,
                                        g_object_ref (self));
      return;
    }

  g_clear_pointer (&self->credentials, ac_credentials_unref);
  ac_form_dialog_set_busy (AC_FORM_DIALOG (self), FALSE);
  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (g_error_matches (error, AC_ERROR, AC_ERROR_UNAUTHORIZED))
    complain (self, _("Cloudinary doesn’t accept this key. Check whether the whole URL was pasted."));
  else
    {
      sentence = ac_message_for_error (error);
      complain (self, sentence);
    }
}

void
ac_rotation_dialog_next_create_by_hand (AcRotationDialog *self)
{
  AcAccount *account = ac_page_get_account (self->page);
  g_autoptr(GError) error = NULL;
  g_autoptr(AcAccountUrl) url = ac_account_url_parse (gtk_editable_get_text (GTK_EDITABLE (self->url_row)), &error);
  g_autofree char *problem = url != NULL ? find_problem (self, url) : ac_message_for_error (error);

  if (problem != NULL)
    {
      complain (self, problem);
      return;
    }

  g_clear_pointer (&self->credentials, ac_credentials_unref);
  self->credentials = ac_credentials_new (ac_account_url_get_key (url), ac_account_url_peek_secret (url));
  ac_form_dialog_set_busy (AC_FORM_DIALOG (self), TRUE);
  ac_account_test_key_async (account, self->credentials, NULL,
                             ac_form_dialog_get_cancellable (AC_FORM_DIALOG (self)), on_new_tested_cb, g_object_ref (self));
}

/* The old key */

void
ac_rotation_dialog_update_disable_by_hand (AcRotationDialog *self)
{
  gboolean in_use = ac_api_keys_is_in_use (self->keys, self->old_key);

  gtk_widget_set_visible (self->switch_row, in_use);
  gtk_widget_set_visible (self->console_row, !in_use);
  ac_form_dialog_set_valid (AC_FORM_DIALOG (self), !in_use);
  ac_form_dialog_set_action_reason (AC_FORM_DIALOG (self), in_use ? _("This app is signed in with the old key") : NULL);
}

static void
on_old_tested_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(AcRotationDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  AcKeyTest answer = ac_account_test_key_finish (AC_ACCOUNT (source), result, &error);

  ac_form_dialog_set_busy (AC_FORM_DIALOG (self), FALSE);
  if (g_error_matches (error, AC_ERROR, AC_ERROR_UNAUTHORIZED))
    ac_rotation_dialog_finish_rotation (self);
  else if (answer != AC_KEY_TEST_UNKNOWN)
    ac_form_dialog_set_notice (AC_FORM_DIALOG (self), _("The old key still works. Disable it in the web console first."),
                               NULL, NULL);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    ac_form_dialog_show_error (AC_FORM_DIALOG (self), error);
}

static void
on_old_fetched_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(AcRotationDialog) self = user_data;
  g_autoptr(AcCredentials) credentials = ac_api_keys_fetch_credentials_finish (AC_API_KEYS (source), result, NULL);

  /* This computer doesn't have its secret any more: then the person's word has to do. */
  if (credentials == NULL)
    {
      ac_form_dialog_set_busy (AC_FORM_DIALOG (self), FALSE);
      ac_rotation_dialog_finish_rotation (self);
      return;
    }

  ac_account_test_key_async (ac_page_get_account (self->page), credentials, NULL,
                             ac_form_dialog_get_cancellable (AC_FORM_DIALOG (self)), on_old_tested_cb, g_object_ref (self));
}

void
ac_rotation_dialog_check_disabled (AcRotationDialog *self)
{
  ac_form_dialog_set_busy (AC_FORM_DIALOG (self), TRUE);
  ac_api_keys_fetch_credentials_async (self->keys, self->old_key, NULL, on_old_fetched_cb, g_object_ref (self));
}

void
ac_rotation_dialog_bind_by_hand (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, AcRotationDialog, url_row);
  gtk_widget_class_bind_template_child (widget_class, AcRotationDialog, url_hint);
  gtk_widget_class_bind_template_child (widget_class, AcRotationDialog, console_row);
  gtk_widget_class_bind_template_callback (widget_class, on_url_changed_cb);
  gtk_widget_class_install_action (widget_class, "rotation.open-console", NULL, open_console_action);
}
