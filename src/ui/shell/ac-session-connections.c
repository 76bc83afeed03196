/* ac-session-connections.c: the keys that an account is known by
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-session"

#include "config.h"

#include <gtk/gtk.h>

#include "ac-session-private.h"

#include "ac-account-settings.h"

/*< private >
 * ac_session_find_same:
 * @list: #AcKnownAccount items
 * @known: a connection
 *
 * Returns: (transfer none) (nullable): the item that stands for the same connection
 */
AcKnownAccount *
ac_session_find_same (GListModel     *list,
                      AcKnownAccount *known)
{
  guint n_items = g_list_model_get_n_items (list);

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(AcKnownAccount) item = g_list_model_get_item (list, i);

      /* The list keeps it. */
      if (ac_known_account_is_same (item, known))
        return item;
    }

  return NULL;
}

/* How much somebody who only names the account means this connection. */
static int
judge (AcSession      *self,
       AcKnownAccount *known,
       const char     *last_key)
{
  if (ac_session_is_in_use (self, known))
    return 3;
  if (g_strcmp0 (ac_known_account_get_key (known), last_key) == 0)
    return 2;

  return 1;
}

/**
 * ac_session_find_known:
 * @self: a session
 * @account_id: an account ID
 *
 * Finds the connection that is meant by an account: the one in use, else the one that was used last, else any.
 *
 * Returns: (transfer none) (nullable): the connection
 */
AcKnownAccount *
ac_session_find_known (AcSession  *self,
                       const char *account_id)
{
  g_autoptr(AcAccountSettings) settings = NULL;
  g_autofree char *last_key = NULL;
  AcKnownAccount *best = NULL;
  int best_grade = 0;
  guint n_items;

  g_return_val_if_fail (AC_IS_SESSION (self), NULL);
  g_return_val_if_fail (account_id != NULL, NULL);

  settings = ac_account_settings_get (account_id);
  last_key = ac_account_settings_dup_last_key (settings);
  n_items = g_list_model_get_n_items (self->known_accounts);
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(AcKnownAccount) known = g_list_model_get_item (self->known_accounts, i);
      int grade = g_str_equal (ac_known_account_get_account_id (known), account_id) ? judge (self, known, last_key) : 0;

      if (grade > best_grade)
        {
          best_grade = grade;
          best = known;
        }
    }

  return best;
}

/**
 * ac_connection_to_variant:
 * @known: a connection
 *
 * Names a connection, as the parameter of an action.
 *
 * Returns: (transfer floating): of the type `(sss)`
 */
GVariant *
ac_connection_to_variant (AcKnownAccount *known)
{
  g_return_val_if_fail (AC_IS_KNOWN_ACCOUNT (known), NULL);

  return g_variant_new ("(sss)",
                        ac_known_account_get_account_id (known),
                        ac_known_account_get_host (known),
                        ac_known_account_get_key (known));
}

/**
 * ac_session_find_connection:
 * @self: a session
 * @variant: what ac_connection_to_variant() made
 *
 * Finds a connection by its name.
 *
 * Returns: (transfer none) (nullable): the connection
 */
AcKnownAccount *
ac_session_find_connection (AcSession *self,
                            GVariant  *variant)
{
  g_autoptr(AcKnownAccount) named = NULL;
  const char *account_id, *host, *key;

  g_return_val_if_fail (AC_IS_SESSION (self), NULL);
  g_return_val_if_fail (variant != NULL, NULL);

  g_variant_get (variant, "(&s&s&s)", &account_id, &host, &key);
  named = ac_known_account_new (account_id, key, host);

  return ac_session_find_same (self->known_accounts, named);
}

static gboolean
is_of_account (gpointer item,
               gpointer user_data)
{
  return g_str_equal (ac_known_account_get_account_id (item), user_data);
}

/**
 * ac_session_get_connections:
 * @self: a session
 * @account_id: an account ID
 *
 * Lists by which keys the account is known, from now on.
 *
 * Returns: (transfer full): #AcKnownAccount items
 */
GListModel *
ac_session_get_connections (AcSession  *self,
                            const char *account_id)
{
  GtkFilter *filter;

  g_return_val_if_fail (AC_IS_SESSION (self), NULL);
  g_return_val_if_fail (account_id != NULL, NULL);

  filter = GTK_FILTER (gtk_custom_filter_new (is_of_account, g_strdup (account_id), g_free));

  return G_LIST_MODEL (gtk_filter_list_model_new (g_object_ref (self->known_accounts), filter));
}

/**
 * ac_session_is_remembered:
 * @self: a session
 * @known: a known account
 *
 * Returns: whether the keyring has this key of the account
 */
gboolean
ac_session_is_remembered (AcSession      *self,
                          AcKnownAccount *known)
{
  g_return_val_if_fail (AC_IS_SESSION (self), FALSE);
  g_return_val_if_fail (AC_IS_KNOWN_ACCOUNT (known), FALSE);

  return ac_session_find_same (G_LIST_MODEL (self->keyring), known) != NULL;
}

/**
 * ac_session_is_in_use:
 * @self: a session
 * @known: a known account
 *
 * Returns: whether the account is connected, with exactly this key
 */
gboolean
ac_session_is_in_use (AcSession      *self,
                      AcKnownAccount *known)
{
  AcAccount *account;

  g_return_val_if_fail (AC_IS_SESSION (self), FALSE);
  g_return_val_if_fail (AC_IS_KNOWN_ACCOUNT (known), FALSE);

  account = ac_session_lookup (self, ac_known_account_get_account_id (known));

  return account != NULL && ac_known_account_is_same (ac_account_get_known_account (account), known);
}

static void
on_stored_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  AcSession *self = g_task_get_source_object (task);
  AcKnownAccount *known = g_task_get_task_data (task);
  GError *error = NULL;

  if (!ac_keyring_store_finish (AC_KEYRING (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  ac_session_drop_run_only (self, known);
  /* The keyring's own object for it may be an older one. */
  known = ac_session_find_same (G_LIST_MODEL (self->keyring), known);
  if (known != NULL)
    g_task_return_pointer (task, g_object_ref (known), g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "The key was forgotten meanwhile");
}

/**
 * ac_session_save_connection_async:
 * @self: a session
 * @account: a connected account, and not the demo account
 * @credentials: a pair of it
 * @cancellable: (nullable): ends it
 * @callback: (scope async): called when it is done
 * @user_data: for @callback
 *
 * Keeps a pair in the keyring, beside those that are there, with the account's name on this computer. Nothing is
 * connected. The demo account's keys end with its service, so they are never kept.
 */
void
ac_session_save_connection_async (AcSession           *self,
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

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ac_session_save_connection_async);
  if (ac_account_get_demo (account))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "Keys of the demo account are not kept");
      return;
    }

  known = ac_session_create_known (account, credentials);
  g_task_set_task_data (task, g_object_ref (known), g_object_unref);
  ac_keyring_store_async (self->keyring, known, credentials, cancellable, on_stored_cb, g_object_ref (task));
}

/**
 * ac_session_save_connection_finish:
 * @self: a session
 * @result: what the callback got
 * @error: (nullable): return location for an error: %AC_ERROR_KEYRING_UNAVAILABLE, %AC_ERROR_KEYRING_LOCKED,
 *   %G_IO_ERROR_NOT_SUPPORTED or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the connection, as ac_session_open_async() takes it; %NULL when it isn't kept
 */
AcKnownAccount *
ac_session_save_connection_finish (AcSession     *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  g_return_val_if_fail (AC_IS_SESSION (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ac_session_save_connection_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_loaded_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  AcCredentials *credentials = ac_keyring_load_finish (AC_KEYRING (source), result, &error);

  if (credentials != NULL)
    g_task_return_pointer (task, credentials, (GDestroyNotify) ac_credentials_unref);
  else
    g_task_return_error (task, error);
}

/* (transfer none) (nullable): what is at hand without the keyring */
static AcCredentials *
find_credentials (AcSession      *self,
                  AcKnownAccount *known)
{
  AcAccount *account = ac_session_lookup (self, ac_known_account_get_account_id (known));
  AcKnownAccount *run_only = ac_session_find_same (G_LIST_MODEL (self->run_only), known);

  if (account != NULL && ac_session_is_in_use (self, known))
    return ac_client_get_credentials (ac_account_get_client (account));

  return run_only != NULL ? g_hash_table_lookup (self->run_only_credentials, run_only) : NULL;
}

/**
 * ac_session_load_credentials_async:
 * @self: a session
 * @known: a connection
 * @cancellable: (nullable): ends it
 * @callback: (scope async): called when it is done
 * @user_data: for @callback
 *
 * Loads the pair of a connection, from the keyring when it is not in use. Nothing is connected.
 */
void
ac_session_load_credentials_async (AcSession           *self,
                                   AcKnownAccount      *known,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  AcCredentials *credentials;

  g_return_if_fail (AC_IS_SESSION (self));
  g_return_if_fail (AC_IS_KNOWN_ACCOUNT (known));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ac_session_load_credentials_async);
  credentials = find_credentials (self, known);
  if (credentials != NULL)
    g_task_return_pointer (task, ac_credentials_ref (credentials), (GDestroyNotify) ac_credentials_unref);
  else
    ac_keyring_load_async (self->keyring, known, cancellable, on_loaded_cb, g_object_ref (task));
}

/**
 * ac_session_load_credentials_finish:
 * @self: a session
 * @result: what the callback got
 * @error: (nullable): return location for an error of the keyring, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the pair
 */
AcCredentials *
ac_session_load_credentials_finish (AcSession     *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  g_return_val_if_fail (AC_IS_SESSION (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ac_session_load_credentials_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
