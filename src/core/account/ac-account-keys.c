/* ac-account-keys.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-account-keys"

#include "config.h"

#include "ac-account-keys.h"
#include "ac-api-keys-private.h"
#include "ac-error.h"

struct _AcAccountKeys
{
  AcApiKeys parent_instance;
};

G_DEFINE_FINAL_TYPE (AcAccountKeys, ac_account_keys, AC_TYPE_API_KEYS)

static void
on_key_fetched_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  AcApiKey *key = g_task_get_task_data (task);
  g_autoptr (AcApiKeyPair) pair = NULL;
  GError *error = NULL;

  pair = ac_client_fetch_finish (AC_CLIENT (object), result, &error);
  if (pair == NULL)
    {
      ac_collection_handle_gone (g_task_get_source_object (task), key, error);
      g_task_return_error (task, error);
    }
  else if (g_strcmp0 (ac_api_key_get_api_key (pair->key), ac_api_key_get_api_key (key)) != 0)
    g_task_return_new_error (task, AC_ERROR, AC_ERROR_BAD_RESPONSE, "The answer is about another key");
  else
    g_task_return_pointer (task, g_steal_pointer (&pair->credentials), (GDestroyNotify) ac_credentials_unref);
}

static AcRequest *
ac_account_keys_create_request (AcApiKeys  *keys,
                                const char *method,
                                const char *key)
{
  const char *account_id = ac_collection_get_account_id (AC_COLLECTION (keys));

  return ac_request_new (method, "v1_1", "console", "accounts", account_id, "account_keys", key, NULL);
}

static void
ac_account_keys_fetch_credentials (AcApiKeys *keys,
                                   AcApiKey  *key,
                                   GTask     *task)
{
  AcRequest *request = ac_account_keys_create_request (keys, "GET", ac_api_key_get_api_key (key));

  ac_request_want_secrets (request);
  ac_client_fetch_async (ac_collection_get_client (AC_COLLECTION (keys)), request, NULL,
                         ac_api_key_pair_parse, NULL, NULL, (GDestroyNotify) ac_api_key_pair_free,
                         g_task_get_cancellable (task), on_key_fetched_cb, task);
}

static const char *
ac_account_keys_get_list_member (AcCollection *collection)
{
  return "account_keys";
}

static void
ac_account_keys_class_init (AcAccountKeysClass *klass)
{
  AC_COLLECTION_CLASS (klass)->get_list_member = ac_account_keys_get_list_member;
  AC_API_KEYS_CLASS (klass)->create_request = ac_account_keys_create_request;
  AC_API_KEYS_CLASS (klass)->fetch_credentials = ac_account_keys_fetch_credentials;
}

static void
ac_account_keys_init (AcAccountKeys *self)
{
}

/**
 * ac_account_keys_new:
 * @client: the account's client
 * @account_id: the account
 *
 * Makes the collection of an account's keys; nothing is loaded yet.
 *
 * Returns: (transfer full): the collection
 */
AcAccountKeys *
ac_account_keys_new (AcClient   *client,
                     const char *account_id)
{
  g_return_val_if_fail (AC_IS_CLIENT (client), NULL);
  g_return_val_if_fail (account_id != NULL, NULL);

  return g_object_new (AC_TYPE_ACCOUNT_KEYS,
                       "client", client,
                       "account-id", account_id,
                       NULL);
}

/**
 * ac_account_keys_generate_async:
 * @self: the keys
 * @name: what the new one shall be called
 * @role: what it may do: one of the wire's names
 * @cancellable: (nullable): stops the waiting; the key may be made all the same
 * @callback: called when it is made
 * @user_data: (closure): for @callback
 *
 * Makes a key of the account; end it with ac_api_keys_generate_finish(). The request is never repeated by itself.
 */
void
ac_account_keys_generate_async (AcAccountKeys       *self,
                                const char          *name,
                                const char          *role,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (AC_IS_ACCOUNT_KEYS (self));
  g_return_if_fail (name != NULL);
  g_return_if_fail (role != NULL);

  ac_api_keys_generate_async (AC_API_KEYS (self), ac_api_key_build_account_draft (name, role),
                              cancellable, callback, user_data);
}
