/* ac-account-opener.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-account-opener"

#include "config.h"

#include "ac-account-opener.h"

typedef struct
{
  AcWindow *window;
  char *account_id;
} Wanted;

static void
wanted_free (Wanted *wanted)
{
  g_object_unref (wanted->window);
  g_free (wanted->account_id);
  g_free (wanted);
}

static void
on_keyring_unlocked_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  Wanted *wanted = user_data;
  g_autoptr(GError) error = NULL;
  AcKnownAccount *known = ac_session_find_known (ac_window_get_session (wanted->window), wanted->account_id);

  if (known != NULL)
    ac_window_open_known (wanted->window, known);
  else if (ac_keyring_unlock_finish (AC_KEYRING (source), result, &error))
    ac_window_show_unknown (wanted->window, wanted->account_id);
  else
    ac_window_show_error (wanted->window, error);

  wanted_free (wanted);
}

static void
on_keyring_searched_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  Wanted *wanted = user_data;
  AcKeyring *keyring = AC_KEYRING (source);
  g_autoptr(GError) error = NULL;
  AcKnownAccount *known = NULL;

  if (!ac_keyring_search_finish (keyring, result, &error))
    ac_window_show_error (wanted->window, error);
  else if ((known = ac_session_find_known (ac_window_get_session (wanted->window), wanted->account_id)) != NULL)
    ac_window_open_known (wanted->window, known);
  else if (ac_keyring_get_locked (keyring))
    {
      /* It may be among those that a locked keyring doesn't list. */
      ac_keyring_unlock_async (keyring, NULL, on_keyring_unlocked_cb, wanted);
      return;
    }
  else
    ac_window_show_unknown (wanted->window, wanted->account_id);

  wanted_free (wanted);
}

/**
 * ac_account_opener_open:
 * @window: a window without an account
 * @account_id: the ID of an account that the keyring may know
 *
 * Opens the account in @window, unlocking the keyring when the account may be in what it doesn't list. The window says
 * when that doesn't work.
 */
void
ac_account_opener_open (AcWindow   *window,
                        const char *account_id)
{
  Wanted *wanted;

  g_return_if_fail (AC_IS_WINDOW (window));
  g_return_if_fail (account_id != NULL);

  wanted = g_new0 (Wanted, 1);
  wanted->window = g_object_ref (window);
  wanted->account_id = g_strdup (account_id);
  ac_keyring_search_async (ac_session_get_keyring (ac_window_get_session (window)), NULL, on_keyring_searched_cb, wanted);
}
