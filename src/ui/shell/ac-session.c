/* ac-session.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-session"

#include "config.h"

#include <gtk/gtk.h>

#include "ac-session.h"

#include "ac-account-settings.h"

struct _AcSession
{
  GObject parent_instance;

  AcKeyring *keyring;
  AcDemo *demo;
  GListStore *run_only;      /* AcKnownAccount: what is known until the program ends */
  GListModel *known_accounts;
  GHashTable *accounts;      /* account id → AcAccount: what is connected */
  GPtrArray *demo_tasks;     /* those who wait for the demo account */
};

/* One account on its way in */
typedef struct
{
  AcKnownAccount *known;
  AcAccount *account;
  AcCredentials *credentials; /* (nullable): to be remembered */
  gboolean demo;
} Opening;

G_DEFINE_FINAL_TYPE (AcSession, ac_session, G_TYPE_OBJECT)

enum
{
  ACCOUNT_REPLACED,
  SIGNED_OUT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_clear_object (&opening->known);
  g_clear_object (&opening->account);
  g_clear_pointer (&opening->credentials, ac_credentials_unref);
  g_free (opening);
}

static AcKnownAccount *
find_known (GListModel *list,
            const char *account_id)
{
  guint n_items = g_list_model_get_n_items (list);

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(AcKnownAccount) known = g_list_model_get_item (list, i);

      /* The list keeps it. */
      if (g_str_equal (ac_known_account_get_account_id (known), account_id))
        return known;
    }

  return NULL;
}

static void
remove_run_only (AcSession  *self,
                 const char *account_id)
{
  AcKnownAccount *known = find_known (G_LIST_MODEL (self->run_only), account_id);
  guint position;

  if (known != NULL && g_list_store_find (self->run_only, known, &position))
    g_list_store_remove (self->run_only, position);
}

static void
retry_in_idle (gpointer user_data)
{
  g_autoptr(AcAccount) account = AC_ACCOUNT (user_data);

  ac_account_retry_now (account);
}

/* It isn't worth waiting for a service that is known to have ended. */
static void
on_demo_connection_changed_cb (AcSession  *self,
                               GParamSpec *pspec,
                               AcAccount  *account)
{
  if (!ac_demo_get_running (self->demo) &&
      ac_account_get_connection_state (account) == AC_CONNECTION_STATE_WAITING)
    g_idle_add_once (retry_in_idle, g_object_ref (account));
}

/* @account is connected: from now on it is the one of its id. */
static void
adopt (AcSession *self,
       AcAccount *account)
{
  const char *id = ac_account_get_id (account);
  g_autoptr(AcAccount) replaced = g_hash_table_lookup (self->accounts, id);

  if (replaced != NULL)
    g_object_ref (replaced);
  g_hash_table_replace (self->accounts, g_strdup (id), g_object_ref (account));

  remove_run_only (self, id);
  if (find_known (G_LIST_MODEL (self->keyring), id) == NULL)
    g_list_store_append (self->run_only, ac_account_get_known_account (account));

  if (ac_account_get_demo (account))
    g_signal_connect_object (account, "notify::connection-state",
                             G_CALLBACK (on_demo_connection_changed_cb), self, G_CONNECT_SWAPPED);
  else
    {
      g_autoptr(AcAccountSettings) settings = ac_account_settings_get (id);

      ac_account_settings_set_opened_now (settings);
    }

  if (replaced != NULL)
    g_signal_emit (self, signals[ACCOUNT_REPLACED], 0, replaced, account);
}

static void
finish_opening (GTask *task)
{
  AcSession *self = g_task_get_source_object (task);
  Opening *opening = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    return;

  adopt (self, opening->account);
  g_task_return_pointer (task, g_object_ref (opening->account), g_object_unref);
}

static void
on_stored_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;

  /* The account is connected all the same; without a keyring it is known until the program ends. */
  if (!ac_keyring_store_finish (AC_KEYRING (source), result, &error))
    g_message ("The key could not be stored: %s", error->message);

  finish_opening (task);
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
    finish_opening (task);
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
connect_with_url (AcSession           *self,
                  AcAccountUrl        *url,
                  gboolean             demo,
                  gboolean             remember,
                  GCancellable        *cancellable,
                  GAsyncReadyCallback  callback,
                  gpointer             user_data)
{
  const char *id = ac_account_url_get_account_id (url);
  AcKnownAccount *before = find_known (self->known_accounts, id);
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
    {
      Opening *opening = g_task_get_task_data (task);

      opening->credentials = ac_credentials_ref (credentials);
    }

  connect_account (task, credentials);
}

/* The demo account */

static void
return_demo (AcSession    *self,
             AcAccount    *account,
             const GError *error)
{
  g_autoptr(GPtrArray) tasks = g_steal_pointer (&self->demo_tasks);

  self->demo_tasks = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < tasks->len; i++)
    if (account != NULL)
      g_task_return_pointer (g_ptr_array_index (tasks, i), g_object_ref (account), g_object_unref);
    else
      g_task_return_error (g_ptr_array_index (tasks, i), g_error_copy (error));
}

static void
on_demo_connected_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  AcSession *self = AC_SESSION (source);
  g_autoptr(GError) error = NULL;
  g_autoptr(AcAccount) account = ac_session_open_finish (self, result, &error);

  if (account == NULL)
    ac_demo_stop (self->demo);
  return_demo (self, account, error);
}

static gboolean
is_served_by (AcAccount    *account,
              AcAccountUrl *url)
{
  AcClient *client = ac_account_get_client (account);

  return g_str_equal (ac_client_get_host (client), ac_account_url_get_host (url)) &&
         g_str_equal (ac_credentials_get_key (ac_client_get_credentials (client)), ac_account_url_get_key (url));
}

static void
on_demo_started_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(AcSession) self = AC_SESSION (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(AcAccountUrl) url = ac_demo_start_finish (AC_DEMO (source), result, &error);
  AcAccount *account;

  if (url == NULL)
    {
      return_demo (self, NULL, error);
      return;
    }

  /* Back after a crash, with the same key at the same address: the account goes on. */
  account = ac_session_lookup (self, ac_account_url_get_account_id (url));
  if (account != NULL && is_served_by (account, url))
    {
      ac_account_retry_now (account);
      return_demo (self, account, NULL);
      return;
    }

  connect_with_url (self, url, TRUE, FALSE, NULL, on_demo_connected_cb, NULL);
}

static AcAccount *
find_demo_account (AcSession *self)
{
  GHashTableIter iter;
  gpointer account;

  g_hash_table_iter_init (&iter, self->accounts);
  while (g_hash_table_iter_next (&iter, NULL, &account))
    if (ac_account_get_demo (account))
      return account;

  return NULL;
}

/* It crashed: asking it for something makes every page notice. */
static void
on_demo_running_changed_cb (AcSession *self)
{
  AcAccount *account = find_demo_account (self);

  if (account != NULL && !ac_demo_get_running (self->demo))
    ac_collection_load_async (AC_COLLECTION (ac_account_get_environments (account)), NULL, NULL, NULL);
}

static void
on_keyring_searched_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!ac_keyring_search_finish (AC_KEYRING (source), result, &error))
    g_debug ("The keyring could not be searched: %s", error->message);
}

static void
ac_session_dispose (GObject *object)
{
  AcSession *self = AC_SESSION (object);

  if (self->demo != NULL)
    g_signal_handlers_disconnect_by_data (self->demo, self);
  g_hash_table_remove_all (self->accounts);
  g_clear_object (&self->demo);
  g_clear_object (&self->known_accounts);
  g_clear_object (&self->run_only);
  g_clear_object (&self->keyring);

  G_OBJECT_CLASS (ac_session_parent_class)->dispose (object);
}

static void
ac_session_finalize (GObject *object)
{
  AcSession *self = AC_SESSION (object);

  g_hash_table_unref (self->accounts);
  g_ptr_array_unref (self->demo_tasks);

  G_OBJECT_CLASS (ac_session_parent_class)->finalize (object);
}

static void
ac_session_class_init (AcSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ac_session_dispose;
  object_class->finalize = ac_session_finalize;

  signals[ACCOUNT_REPLACED] =
    g_signal_new ("account-replaced", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, AC_TYPE_ACCOUNT, AC_TYPE_ACCOUNT);
  signals[SIGNED_OUT] =
    g_signal_new ("signed-out", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, AC_TYPE_ACCOUNT);
}

static void
ac_session_init (AcSession *self)
{
  GListStore *lists = g_list_store_new (G_TYPE_LIST_MODEL);

  self->keyring = ac_keyring_new ();
  self->run_only = g_list_store_new (AC_TYPE_KNOWN_ACCOUNT);
  g_list_store_append (lists, self->keyring);
  g_list_store_append (lists, self->run_only);
  self->known_accounts = G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (lists)));

  self->demo = ac_demo_new ();
  g_signal_connect_swapped (self->demo, "notify::running", G_CALLBACK (on_demo_running_changed_cb), self);

  self->accounts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->demo_tasks = g_ptr_array_new_with_free_func (g_object_unref);

  ac_keyring_search_async (self->keyring, NULL, on_keyring_searched_cb, NULL);
}

/**
 * ac_session_new:
 *
 * Returns: (transfer full): a session that looks up what the keyring knows
 */
AcSession *
ac_session_new (void)
{
  return g_object_new (AC_TYPE_SESSION, NULL);
}

/**
 * ac_session_get_keyring:
 * @self: a session
 *
 * Returns: (transfer none): the keyring
 */
AcKeyring *
ac_session_get_keyring (AcSession *self)
{
  g_return_val_if_fail (AC_IS_SESSION (self), NULL);

  return self->keyring;
}

/**
 * ac_session_get_demo:
 * @self: a session
 *
 * Returns: (transfer none): the service of the demo account
 */
AcDemo *
ac_session_get_demo (AcSession *self)
{
  g_return_val_if_fail (AC_IS_SESSION (self), NULL);

  return self->demo;
}

/**
 * ac_session_get_known_accounts:
 * @self: a session
 *
 * Returns: (transfer none): #AcKnownAccount items, of the keyring first
 */
GListModel *
ac_session_get_known_accounts (AcSession *self)
{
  g_return_val_if_fail (AC_IS_SESSION (self), NULL);

  return self->known_accounts;
}

/**
 * ac_session_find_known:
 * @self: a session
 * @account_id: an account ID
 *
 * Returns: (transfer none) (nullable): the known account with this ID
 */
AcKnownAccount *
ac_session_find_known (AcSession  *self,
                       const char *account_id)
{
  g_return_val_if_fail (AC_IS_SESSION (self), NULL);
  g_return_val_if_fail (account_id != NULL, NULL);

  return find_known (self->known_accounts, account_id);
}

/**
 * ac_session_is_remembered:
 * @self: a session
 * @known: a known account
 *
 * Returns: whether the keyring has the key of the account
 */
gboolean
ac_session_is_remembered (AcSession      *self,
                          AcKnownAccount *known)
{
  g_return_val_if_fail (AC_IS_SESSION (self), FALSE);
  g_return_val_if_fail (AC_IS_KNOWN_ACCOUNT (known), FALSE);

  return find_known (G_LIST_MODEL (self->keyring), ac_known_account_get_account_id (known)) != NULL;
}

/**
 * ac_session_lookup:
 * @self: a session
 * @account_id: an account ID
 *
 * Returns: (transfer none) (nullable): the account, when it is connected
 */
AcAccount *
ac_session_lookup (AcSession  *self,
                   const char *account_id)
{
  g_return_val_if_fail (AC_IS_SESSION (self), NULL);
  g_return_val_if_fail (account_id != NULL, NULL);

  return g_hash_table_lookup (self->accounts, account_id);
}

/**
 * ac_session_open_async:
 * @self: a session
 * @known: one of the known accounts
 * @cancellable: (nullable): ends it
 * @callback: (scope async): called when the account is connected, or not
 * @user_data: for @callback
 *
 * Opens a known account: at once when it is connected, else with the key that the keyring has.
 */
void
ac_session_open_async (AcSession           *self,
                       AcKnownAccount      *known,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  AcAccount *account;

  g_return_if_fail (AC_IS_SESSION (self));
  g_return_if_fail (AC_IS_KNOWN_ACCOUNT (known));

  task = create_opening_task (self, known, FALSE, cancellable, callback, user_data);
  account = ac_session_lookup (self, ac_known_account_get_account_id (known));
  if (account != NULL)
    g_task_return_pointer (task, g_object_ref (account), g_object_unref);
  else
    ac_keyring_load_async (self->keyring, known, cancellable, on_credentials_loaded_cb, g_object_ref (task));
}

/**
 * ac_session_open_finish:
 * @self: a session
 * @result: what the callback got
 * @error: (nullable): return location for an error of %AC_ERROR or %AC_DEMO_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Ends ac_session_open_async(), ac_session_connect_async() and ac_session_open_demo_async().
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

  connect_with_url (self, url, FALSE, remember, cancellable, callback, user_data);
}

/**
 * ac_session_open_demo_async:
 * @self: a session
 * @cancellable: (nullable): ends the waiting
 * @callback: (scope async): called when the demo account is connected, or not
 * @user_data: for @callback
 *
 * Opens the demo account. Starts its service when it isn't running: for the first time, or again after a crash.
 */
void
ac_session_open_demo_async (AcSession           *self,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  AcAccount *account;

  g_return_if_fail (AC_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ac_session_open_async);

  account = find_demo_account (self);
  if (account != NULL && ac_demo_get_running (self->demo))
    {
      g_task_return_pointer (task, g_object_ref (account), g_object_unref);
      return;
    }

  g_ptr_array_add (self->demo_tasks, g_steal_pointer (&task));
  if (self->demo_tasks->len == 1)
    ac_demo_start_async (self->demo, NULL, on_demo_started_cb, g_object_ref (self));
}

static void
on_renamed_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (ac_keyring_store_finish (AC_KEYRING (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * ac_session_rename_async:
 * @self: a session
 * @known: one of the known accounts
 * @name: its name on this computer
 * @cancellable: (nullable): ends it
 * @callback: (scope async): called when it is done
 * @user_data: for @callback
 */
void
ac_session_rename_async (AcSession           *self,
                         AcKnownAccount      *known,
                         const char          *name,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  AcAccount *account;
  const char *id;

  g_return_if_fail (AC_IS_SESSION (self));
  g_return_if_fail (AC_IS_KNOWN_ACCOUNT (known));
  g_return_if_fail (name != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ac_session_rename_async);

  ac_known_account_set_name (known, name);
  /* The live account may have been made from an earlier search's object. */
  id = ac_known_account_get_account_id (known);
  account = ac_session_lookup (self, id);
  if (account != NULL)
    ac_known_account_set_name (ac_account_get_known_account (account), name);

  if (ac_session_is_remembered (self, known))
    ac_keyring_store_async (self->keyring, known, NULL, cancellable, on_renamed_cb, g_object_ref (task));
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * ac_session_rename_finish:
 * @self: a session
 * @result: what the callback got
 * @error: (nullable): return location for an error
 *
 * Returns: whether the name is kept
 */
gboolean
ac_session_rename_finish (AcSession     *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ac_session_rename_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
finish_forgetting (GTask *task)
{
  AcSession *self = g_task_get_source_object (task);
  AcKnownAccount *known = g_task_get_task_data (task);
  const char *id = ac_known_account_get_account_id (known);
  g_autoptr(AcAccountSettings) settings = ac_account_settings_get (id);
  AcAccount *account = ac_session_lookup (self, id);

  ac_account_settings_reset (settings);
  if (account != NULL)
    ac_session_sign_out (self, account);
  g_task_return_boolean (task, TRUE);
}

static void
on_forgotten_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (ac_keyring_forget_finish (AC_KEYRING (source), result, &error))
    finish_forgetting (task);
  else
    g_task_return_error (task, error);
}

/**
 * ac_session_forget_async:
 * @self: a session
 * @known: one of the known accounts
 * @cancellable: (nullable): ends it
 * @callback: (scope async): called when it is done
 * @user_data: for @callback
 *
 * Removes from this computer what it keeps about an account. The account itself is not changed.
 */
void
ac_session_forget_async (AcSession           *self,
                         AcKnownAccount      *known,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (AC_IS_SESSION (self));
  g_return_if_fail (AC_IS_KNOWN_ACCOUNT (known));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ac_session_forget_async);
  g_task_set_task_data (task, g_object_ref (known), g_object_unref);

  if (ac_session_is_remembered (self, known))
    ac_keyring_forget_async (self->keyring, known, cancellable, on_forgotten_cb, g_object_ref (task));
  else
    finish_forgetting (task);
}

/**
 * ac_session_forget_finish:
 * @self: a session
 * @result: what the callback got
 * @error: (nullable): return location for an error
 *
 * Returns: whether nothing is kept any more
 */
gboolean
ac_session_forget_finish (AcSession     *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ac_session_forget_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ac_session_sign_out:
 * @self: a session
 * @account: a connected account
 *
 * Lets go of @account in every window. Its key stays in the keyring if it is there. The demo account's service ends.
 */
void
ac_session_sign_out (AcSession *self,
                     AcAccount *account)
{
  g_autoptr(AcAccount) kept = NULL;
  const char *id;

  g_return_if_fail (AC_IS_SESSION (self));
  g_return_if_fail (AC_IS_ACCOUNT (account));

  id = ac_account_get_id (account);
  if (ac_session_lookup (self, id) != account)
    return;

  kept = g_object_ref (account);
  g_hash_table_remove (self->accounts, id);
  remove_run_only (self, id);
  g_signal_emit (self, signals[SIGNED_OUT], 0, account);

  if (ac_account_get_demo (account))
    ac_demo_stop (self->demo);
}
