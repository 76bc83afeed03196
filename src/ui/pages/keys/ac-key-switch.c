/* ac-key-switch.c: signing in with another key of the account
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-key-switch"

#include "config.h"

#include "ac-key-switch.h"

#include <glib/gi18n.h>

#include "ac-key-dialogs.h"
#include "ac-key-secrets.h"
#include "ac-toast-host.h"
#include "ac-window.h"

typedef struct
{
  AcFormDialog *dialog;
  AcToastHost *host; /* (nullable): of the window, which outlives the page */
  AcSession *session;
  char *name;
} Switching;

static void
switching_free (Switching *switching)
{
  g_object_unref (switching->dialog);
  g_clear_object (&switching->host);
  g_object_unref (switching->session);
  g_free (switching->name);
  g_free (switching);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Switching, switching_free)

static void
show_failure (Switching    *switching,
              const GError *error)
{
  ac_form_dialog_set_busy (switching->dialog, FALSE);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    ac_form_dialog_show_error (switching->dialog, error);
}

static void
on_switched_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(Switching) switching = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(AcAccount) account = ac_session_open_finish (AC_SESSION (source), result, &error);
  g_autofree char *text = NULL;

  if (account == NULL)
    {
      show_failure (switching, error);
      return;
    }

  /* Translators: %s is the name of a key */
  text = g_strdup_printf (_("Signed in with %s"), switching->name);
  if (switching->host != NULL)
    ac_toast_host_show (switching->host, text, ADW_TOAST_PRIORITY_NORMAL);
  ac_form_dialog_finish (switching->dialog);
}

static void
on_secret_fetched_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(Switching) switching = user_data;
  AcKeySecrets *secrets = AC_KEY_SECRETS (source);
  g_autoptr(GError) error = NULL;
  g_autoptr(AcCredentials) credentials = ac_key_secrets_fetch_finish (secrets, result, &error);
  AcSession *session = switching->session;

  if (credentials == NULL)
    show_failure (switching, error);
  else
    ac_session_switch_async (session, ac_key_secrets_get_account (secrets), credentials, NULL,
                             on_switched_cb, g_steal_pointer (&switching));
}

/**
 * ac_key_switch_to:
 * @dialog: waits meanwhile, says why it failed, and is closed when it is done
 * @page: a page of the account
 * @keys: where the key is from
 * @key: an enabled key of the account
 *
 * Goes on with @key in this program. When the service doesn't accept it, everything stays as it is.
 */
void
ac_key_switch_to (AcFormDialog *dialog,
                  AcPage       *page,
                  AcApiKeys    *keys,
                  AcApiKey     *key)
{
  g_autoptr(AcKeySecrets) secrets = NULL;
  AcSession *session;
  Switching *switching;

  g_return_if_fail (AC_IS_FORM_DIALOG (dialog));
  g_return_if_fail (AC_IS_PAGE (page));
  g_return_if_fail (AC_IS_API_KEYS (keys));
  g_return_if_fail (AC_IS_API_KEY (key));

  session = ac_window_find_session (GTK_WIDGET (page));
  g_return_if_fail (session != NULL);

  switching = g_new0 (Switching, 1);
  switching->dialog = g_object_ref (dialog);
  switching->session = g_object_ref (session);
  switching->name = ac_key_dialogs_quote_name (key);
  g_set_object (&switching->host, ac_toast_host_find (GTK_WIDGET (page)));

  secrets = ac_key_secrets_new (ac_page_get_account (page), NULL, keys, key);
  ac_form_dialog_set_notice (dialog, NULL, NULL, NULL);
  ac_form_dialog_set_busy (dialog, TRUE);
  ac_key_secrets_fetch_async (secrets, NULL, on_secret_fetched_cb, switching);
}
