/* ac-session-open.c: how an account is connected
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-session"

#include "config.h"

#include "ac-session-private.h"

/* One account on its way in */
typedef struct
{
  AcKnownAccount *known;
  AcAccount *account;
  AcCredentials *credentials; /* (nullable): to be remembered */
  AcKnownAccount *replaced; /* (nullable): not to be kept any more */
  gboolean demo;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_clear_object (&opening->known);
  g_clear_object (&opening->account);
  g_clear_object (&opening->replaced);
  g_clear_pointer (&opening->credentials, ac_credentials_unref);
  g_free (opening);
}

static void
finish_opening (GTask *task)
{
  AcSession *self = g_task_get_source_object (task);
  Opening *opening = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    return;

  ac_session_adopt (self, opening->account);
  g_task_return_pointer (task, g_object_ref (opening->account), g_object_unref);
}

static void
on_replaced_forgotten_cb (GObject      *source,
                          GAsyncResult *result,
                          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;

  if (!ac_keyring_forget_finish (AC_KEYRING (source), result, &error))
    g_message ("The former key could not be removed: %s", error->message);

  finish_opening (task);
}

/* From the keyring only when the new key is kept there: nobody loses the only one that works. */
static void
drop_replaced (GTask *task)
{
  AcSession *self = g_task_get_source_object (task);
  Opening *opening = g_task_get_task_data (task);

  if (opening->replaced == NULL)
    {
      finish_opening (task);
      return;
    }

  ac_session_drop_run_only (self, opening->replaced);
  if (opening->credentials != NULL && ac_session_is_remembered (self, opening->replaced))
    ac_keyring_forget_async (self->keyring, opening->replaced, g_task_get_cancellable (task),
                             on_replaced_forgotten_cb, g_object_ref (task));
  else
    finish_opening (task);
}

static void
on_stored_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  /* The account is connected all the same; without a keyring it is known until the program ends. */
  if (!ac_keyring_store_finish (AC_KEYRING (source), result, &error))
    {
      g_message ("The key could not be stored: %s", error->message);
      g_clear_pointer (&opening->credentials, ac_credentials_unref);
    }

  drop_replaced (task);
}

static void
on_account_connected_cb (GObject      *source,
                         GAsyncResult *result,
                         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  AcSession *self = g_task_get_source_object (task);
  Opening *opening = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  if (!ac_account_connect_finish (AC_ACCOUNT (source), result, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (opening->credentials != NULL)
    ac_keyring_store_async (self->keyring, opening->known, opening->credentials,
                            g_task_get_cancellable (task), on_stored_cb, g_object_ref (task));
  else
    drop_replaced (task);
}

static void
connect_account (GTask         *task,
                 AcCredentials *credentials)
{
  Opening *opening = g_task_get_task_data (task);
  g_autoptr(AcClient) client =
    ac_client_new (ac_known_account_get_host (opening->known), credentials, NULL);

  opening->account = ac_account_new (opening->known, client, opening->demo);
  ac_account_connect_async (opening->account, g_task_get_cancellable (task),
                            on_account_connected_cb, g_object_ref (task));
}

static void
on_credentials_loaded_cb (GObject      *source,
                          GAsyncResult *result,
                          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(AcCredentials) credentials = NULL;
  g_autoptr(GError) error = NULL;

  credentials = ac_keyring_load_finish (AC_KEYRING (source), result, &error);
  if (credentials == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  connect_account (task, credentials);
}

static GTask *
create_opening_task (AcSession           *self,
                     AcKnownAccount      *known,
                     gboolean             demo,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Opening *opening = g_new0 (Opening, 1);

  opening->known = g_object_ref (known);
  opening->demo = demo;
  g_task_set_source_tag (task, ac_session_open_async);
  g_task_set_task_data (task, opening, opening_free);

  return task;
}

static void
keep_credentials (GTask         *task,
                  AcCredentials *credentials)
{
  Opening *opening = g_task_get_task_data (task);

  opening->credentials = ac_credentials_ref (credentials);
}

/*< private >
 * ac_session_create_known:
 * @account: an account
 * @credentials: a pair of it
 *
 * Describes another connection to the account, at the same place and by the same person.
 *
 * Returns: (transfer full): the connection
 */
AcKnownAccount *
ac_session_create_known (AcAccount     *account,
                         AcCredentials *credentials)
{
  AcKnownAccount *before = ac_account_get_known_account (account);
  const char *name = ac_known_account_get_name (before);
  AcKnownAccount *known = ac_known_account_new (ac_account_get_id (account), ac_credentials_get_key (credentials),
                                                ac_known_account_get_host (before));

  ac_known_account_set_name (known, name != NULL ? name : ac_account_get_name (account));
  ac_known_account_set_user_email (known, ac_known_account_get_user_email (before));

  return known;
}

/*< private >
 * ac_session_connect_with_url:
 * @self: a session
 * @url: where the account is, and its key
 * @replaced: (nullable): another connection, which is not to be kept any more if it is of the same account
 * @demo: whether it is the demo account
 * @remember: whether the key shall be kept in the keyring
 * @cancellable: (nullable): ends it
 * @callback: (scope async): called when the account is connected, or not
 * @user_data: for @callback
 *
 * Connects an account; ac_session_open_finish() ends it.
 */
void
ac_session_connect_with_url (AcSession           *self,
                             AcAccountUrl        *url,
                             AcKnownAccount      *replaced,
                             gboolean             demo,
                             gboolean             remember,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  const char *id = ac_account_url_get_account_id (url);
  AcKnownAccount *before = ac_session_find_known (self, id);
  g_autoptr(AcCredentials) credentials =
    ac_credentials_new (ac_account_url_get_key (url), ac_account_url_peek_secret (url));
  g_autoptr(AcKnownAccount) known =
    ac_known_account_new (id, ac_account_url_get_key (url), ac_account_url_get_host (url));
  g_autoptr(GTask) task = NULL;

  if (before != NULL)
    {
      ac_known_account_set_name (known, ac_known_account_get_name (before));
      ac_known_account_set_user_email (known, ac_known_account_get_user_email (before));
    }

  task = create_opening_task (self, known, demo, cancellable, callback, user_data);
  if (remember)
    keep_credentials (task, credentials);
  if (replaced != NULL && g_str_equal (ac_known_account_get_account_id (replaced), id) &&
      !ac_known_account_is_same (replaced, known))
    {
      Opening *opening = g_task_get_task_data (task);

      opening->replaced = g_object_ref (replaced);
    }

  connect_account (task, credentials);
}

/**
 * ac_session_open_async:
 * @self: a session
 * @known: one of the known accounts
 * @cancellable: (nullable): ends it
 * @callback: (scope async): called when the account is connected, or not
 * @user_data: for @callback
 *
 * Opens a known account: at once when it is connected with this key, else with the key as it is known. When it is
 * connected with another key, it goes on with this one once the service has accepted it, in all windows.
 */
void
ac_session_open_async (AcSession           *self,
                       AcKnownAccount      *known,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  AcKnownAccount *run_only;
  AcAccount *account;

  g_return_if_fail (AC_IS_SESSION (self));
  g_return_if_fail (AC_IS_KNOWN_ACCOUNT (known));

  account = ac_session_lookup (self, ac_known_account_get_account_id (known));
  task = create_opening_task (self, known, account != NULL && ac_account_get_demo (account), cancellable, callback, user_data);
  run_only = ac_session_find_same (G_LIST_MODEL (self->run_only), known);
  if (ac_session_is_in_use (self, known))
    g_task_return_pointer (task, g_object_ref (account), g_object_unref);
  else if (run_only != NULL)
    connect_account (task, g_hash_table_lookup (self->run_only_credentials, run_only));
  else
    ac_keyring_load_async (self->keyring, known, cancellable, on_credentials_loaded_cb, g_object_ref (task));
}

/**
 * ac_session_open_finish:
 * @self: a session
 * @result: what the callback got
 * @error: (nullable): return location for an error of %AC_ERROR or %AC_DEMO_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Ends ac_session_open_async(), ac_session_connect_async(), ac_session_change_credentials_async(),
 * ac_session_switch_async() and ac_session_open_demo_async().
 *
 * Returns: (transfer full): the account, connected
 */
AcAccount *
ac_session_open_finish (AcSession     *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (AC_IS_SESSION (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ac_session_open_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ac_session_connect_async:
 * @self: a session
 * @url: what was entered
 * @remember: whether the key shall be kept in the keyring once the service has accepted it
 * @cancellable: (nullable): ends it; nothing is kept then
 * @callback: (scope async): called when the account is connected, or not
 * @user_data: for @callback
 *
 * Connects with a key that was entered. An account that is connected already gets the new key everywhere.
 */
void
ac_session_connect_async (AcSession           *self,
                          AcAccountUrl        *url,
                          gboolean             remember,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (AC_IS_SESSION (self));
  g_return_if_fail (url != NULL);

  ac_session_connect_with_url (self, url, NULL, FALSE, remember, cancellable, callback, user_data);
}

/**
 * ac_session_change_credentials_async:
 * @self: a session
 * @known: one of the known accounts
 * @url: what was entered
 * @remember: whether the key shall be kept in the keyring once the service has accepted it
 * @cancellable: (nullable): ends it
 * @callback: (scope async): called when the account is connected, or not
 * @user_data: for @callback
 *
 * Connects with a key that was entered. When it is another key of the same account, it takes the place of @known, which
 * is removed after the new one was stored. Other keys of the account stay.
 */
void
ac_session_change_credentials_async (AcSession           *self,
                                     AcKnownAccount      *known,
                                     AcAccountUrl        *url,
                                     gboolean             remember,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_return_if_fail (AC_IS_SESSION (self));
  g_return_if_fail (AC_IS_KNOWN_ACCOUNT (known));
  g_return_if_fail (url != NULL);

  ac_session_connect_with_url (self, url, known, FALSE, remember, cancellable, callback, user_data);
}

/**
 * ac_session_switch_async:
 * @self: a session
 * @account: a connected account
 * @credentials: another pair of it
 * @cancellable: (nullable): ends it
 * @callback: (scope async): called when the account is connected with it, or not
 * @user_data: for @callback
 *
 * Goes on with another key, in all windows. It is kept until the program ends, or where the keyring has it. When the
 * service doesn't accept it, everything stays as it is.
 */
void
ac_session_switch_async (AcSession           *self,
                         AcAccount           *account,
                         AcCredentials       *credentials,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(AcKnownAccount) known = NULL;

  g_return_if_fail (AC_IS_SESSION (self));
  g_return_if_fail (AC_IS_ACCOUNT (account));
  g_return_if_fail (credentials != NULL);

  known = ac_session_create_known (account, credentials);
  task = create_opening_task (self, known, ac_account_get_demo (account), cancellable, callback, user_data);
  connect_account (task, credentials);
}
