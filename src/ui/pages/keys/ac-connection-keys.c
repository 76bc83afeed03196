/* ac-connection-keys.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-connection-keys"

#include "config.h"

#include "ac-connection-keys.h"

struct _AcConnectionKeys
{
  AcApiKeys parent_instance;

  AcSession *session;
  GListModel *connections; /* AcKnownAccount */
};

G_DEFINE_FINAL_TYPE (AcConnectionKeys, ac_connection_keys, AC_TYPE_API_KEYS)

static gboolean
is_of_host (AcConnectionKeys *self,
            AcKnownAccount   *known)
{
  AcClient *client = ac_collection_get_client (AC_COLLECTION (self));

  return g_str_equal (ac_known_account_get_host (known), ac_client_get_host (client));
}

static void
ac_connection_keys_fetch_list (AcCollection *collection,
                               GTask        *task)
{
  AcConnectionKeys *self = AC_CONNECTION_KEYS (collection);
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (self->connections);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(AcKnownAccount) known = g_list_model_get_item (self->connections, i);

      if (is_of_host (self, known))
        g_ptr_array_add (keys, ac_api_key_new (ac_known_account_get_key (known)));
    }

  ac_collection_take_list (collection, task, keys, NULL);
}

static AcKnownAccount *
find_connection (AcConnectionKeys *self,
                 AcApiKey         *key)
{
  guint n = g_list_model_get_n_items (self->connections);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(AcKnownAccount) known = g_list_model_get_item (self->connections, i);

      if (is_of_host (self, known) && g_str_equal (ac_known_account_get_key (known), ac_api_key_get_api_key (key)))
        return g_steal_pointer (&known);
    }

  return NULL;
}

static void
on_credentials_loaded_cb (GObject      *source,
                          GAsyncResult *result,
                          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  AcCredentials *credentials = ac_session_load_credentials_finish (AC_SESSION (source), result, &error);

  if (credentials != NULL)
    g_task_return_pointer (task, credentials, (GDestroyNotify) ac_credentials_unref);
  else
    g_task_return_error (task, error);
}

static void
ac_connection_keys_fetch_credentials (AcApiKeys *keys,
                                      AcApiKey  *key,
                                      GTask     *task)
{
  AcConnectionKeys *self = AC_CONNECTION_KEYS (keys);
  g_autoptr(AcKnownAccount) known = find_connection (self, key);

  if (known == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "This computer does not know the secret of the key");
      g_object_unref (task);
      return;
    }

  ac_session_load_credentials_async (self->session, known, g_task_get_cancellable (task), on_credentials_loaded_cb, task);
}

static void
ac_connection_keys_dispose (GObject *object)
{
  AcConnectionKeys *self = AC_CONNECTION_KEYS (object);

  g_clear_object (&self->connections);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ac_connection_keys_parent_class)->dispose (object);
}

static void
ac_connection_keys_class_init (AcConnectionKeysClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ac_connection_keys_dispose;
  AC_COLLECTION_CLASS (klass)->fetch_list = ac_connection_keys_fetch_list;
  AC_API_KEYS_CLASS (klass)->fetch_credentials = ac_connection_keys_fetch_credentials;
}

static void
ac_connection_keys_init (AcConnectionKeys *self)
{
}

/**
 * ac_connection_keys_new:
 * @session: the accounts of this computer
 * @account: one that is connected
 *
 * Returns: (transfer full): the keys of @account that this computer knows, not loaded yet
 */
AcConnectionKeys *
ac_connection_keys_new (AcSession *session,
                        AcAccount *account)
{
  AcConnectionKeys *self;

  g_return_val_if_fail (AC_IS_SESSION (session), NULL);
  g_return_val_if_fail (AC_IS_ACCOUNT (account), NULL);

  self = g_object_new (AC_TYPE_CONNECTION_KEYS,
                       "client", ac_account_get_client (account),
                       "account-id", ac_account_get_id (account),
                       NULL);
  self->session = g_object_ref (session);
  self->connections = ac_session_get_connections (session, ac_account_get_id (account));

  return self;
}
