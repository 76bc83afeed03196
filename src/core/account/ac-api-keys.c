/* ac-api-keys.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-api-keys"

#include "config.h"

#include "ac-api-keys-private.h"
#include "ac-error.h"
#include "ac-json.h"

G_DEFINE_ABSTRACT_TYPE (AcApiKeys, ac_api_keys, AC_TYPE_COLLECTION)

static void
tell_enabled (AcApiKeys *self,
              guint      n_before)
{
  AcApiKeysClass *klass = AC_API_KEYS_GET_CLASS (self);
  int n = (int) ac_api_keys_count_enabled (self) - (int) n_before;

  if (n != 0 && klass->enabled_changed != NULL)
    klass->enabled_changed (self, n);
}

/* The mark is one: whoever else had it lost it. */
static void
move_mark (AcApiKeys *self,
           AcApiKey  *marked)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AcApiKey) key = g_list_model_get_item (G_LIST_MODEL (self), i);

      if (key != marked && ac_api_key_set_dedicated_for_webhooks (key, FALSE))
        ac_collection_item_changed (AC_COLLECTION (self), key);
    }
}

static AcApiKey *
take_over (AcApiKeys *self,
           AcApiKey  *fresh)
{
  guint n_before = ac_api_keys_count_enabled (self);
  AcApiKey *key = ac_collection_upsert (AC_COLLECTION (self), fresh);

  if (ac_api_key_get_dedicated_for_webhooks (key))
    move_mark (self, key);
  tell_enabled (self, n_before);

  return key;
}

static void
on_generated_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  AcApiKeys *self = g_task_get_source_object (task);
  AcApiKeyPair *pair;
  GError *error = NULL;

  pair = ac_client_fetch_finish (AC_CLIENT (object), result, &error);
  if (pair == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_set_object (&pair->key, take_over (self, pair->key));
  g_task_return_pointer (task, pair, (GDestroyNotify) ac_api_key_pair_free);
}

static AcRequest *
create_request (AcApiKeys  *self,
                const char *method,
                AcApiKey   *key)
{
  return AC_API_KEYS_GET_CLASS (self)->create_request (self, method, key != NULL ? ac_api_key_get_api_key (key) : NULL);
}

static AcRequest *
ac_api_keys_create_list_request (AcCollection *collection)
{
  return create_request (AC_API_KEYS (collection), "GET", NULL);
}

static gpointer
ac_api_keys_parse_item (JsonNode  *element,
                        GError   **error)
{
  JsonObject *object;

  if (!ac_json_node_get_object (element, &object, error))
    return NULL;

  return ac_api_key_new_from_json (object, error);
}

static const char *
ac_api_keys_get_item_id (gpointer item)
{
  return ac_api_key_get_api_key (item);
}

static gboolean
ac_api_keys_update_item (gpointer item,
                         gpointer fresh)
{
  return ac_api_key_update (item, fresh);
}

static void
ac_api_keys_take_over (AcCollection *collection,
                       gpointer      fresh)
{
  take_over (AC_API_KEYS (collection), fresh);
}

static void
ac_api_keys_take_out (AcCollection *collection,
                      gpointer      item)
{
  AcApiKeys *self = AC_API_KEYS (collection);
  guint n_before = ac_api_keys_count_enabled (self);

  ac_collection_remove (collection, ac_api_key_get_api_key (item));
  tell_enabled (self, n_before);
}

static void
ac_api_keys_class_init (AcApiKeysClass *klass)
{
  AcCollectionClass *collection_class = AC_COLLECTION_CLASS (klass);

  collection_class->create_list_request = ac_api_keys_create_list_request;
  collection_class->parse_item = ac_api_keys_parse_item;
  collection_class->get_item_id = ac_api_keys_get_item_id;
  collection_class->update_item = ac_api_keys_update_item;
  collection_class->take_over = ac_api_keys_take_over;
  collection_class->take_out = ac_api_keys_take_out;
}

static void
ac_api_keys_init (AcApiKeys *self)
{
}

/*< private >
 * ac_api_key_pair_free:
 * @self: (transfer full): a pair
 *
 * Frees a pair.
 */
void
ac_api_key_pair_free (AcApiKeyPair *self)
{
  g_clear_object (&self->key);
  g_clear_pointer (&self->credentials, ac_credentials_unref);
  g_free (self);
}

/*< private >
 * ac_api_key_pair_parse:
 * @root: a key on the wire, with its secret
 * @user_data: unused
 *
 * Reads a key, and its secret into non-pageable memory.
 *
 * Returns: (transfer full): an #AcApiKeyPair; on failure %NULL with %AC_ERROR_BAD_RESPONSE
 */
gpointer
ac_api_key_pair_parse (JsonNode  *root,
                       gpointer   user_data,
                       GError   **error)
{
  g_autoptr (AcApiKeyPair) self = g_new0 (AcApiKeyPair, 1);
  JsonObject *object;
  const char *secret = NULL;

  if (!ac_json_node_get_object (root, &object, error) ||
      !ac_json_get_string (object, "api_secret", AC_JSON_REQUIRED, &secret, error))
    return NULL;

  self->key = ac_api_key_new_from_json (object, error);
  if (self->key == NULL)
    return NULL;
  self->credentials = ac_credentials_new (ac_api_key_get_api_key (self->key), secret);

  return g_steal_pointer (&self);
}

/*< private >
 * ac_api_keys_count_enabled:
 * @self: keys
 *
 * Returns: how many of those in the collection are enabled
 */
guint
ac_api_keys_count_enabled (AcApiKeys *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self));
  guint n = 0;

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (AcApiKey) key = g_list_model_get_item (G_LIST_MODEL (self), i);

      if (ac_api_key_get_enabled (key))
        n++;
    }

  return n;
}

/*< private >
 * ac_api_keys_generate_async:
 * @self: keys
 * @body: (transfer full): what the new key shall be
 * @cancellable: (nullable): stops the waiting; the key may be made all the same
 * @callback: called when it is made
 * @user_data: (closure): for @callback
 *
 * Makes a key. The request is never repeated by itself.
 */
void
ac_api_keys_generate_async (AcApiKeys           *self,
                            JsonNode            *body,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  AcRequest *request = create_request (self, "POST", NULL);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, ac_api_keys_generate_async);
  ac_request_take_body (request, body);
  ac_request_want_secrets (request);
  ac_client_fetch_async (ac_collection_get_client (AC_COLLECTION (self)), request, NULL,
                         ac_api_key_pair_parse, NULL, NULL, (GDestroyNotify) ac_api_key_pair_free,
                         cancellable, on_generated_cb, task);
}

/*< private >
 * ac_api_keys_change_async:
 * @self: keys
 * @key: one of them
 * @body: (transfer full): what becomes of it
 * @cancellable: (nullable): stops the waiting
 * @callback: called when it is changed
 * @user_data: (closure): for @callback
 *
 * Changes a key.
 */
void
ac_api_keys_change_async (AcApiKeys           *self,
                          AcApiKey            *key,
                          JsonNode            *body,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  ac_collection_change_async (AC_COLLECTION (self), key, create_request (self, "PUT", key), body,
                              cancellable, callback, user_data);
}

/*< private >
 * ac_api_keys_delete_async:
 * @self: keys
 * @key: one of them
 * @cancellable: (nullable): stops the waiting
 * @callback: called when it is gone
 * @user_data: (closure): for @callback
 *
 * Deletes a key.
 */
void
ac_api_keys_delete_async (AcApiKeys           *self,
                          AcApiKey            *key,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  ac_collection_delete_async (AC_COLLECTION (self), key, create_request (self, "DELETE", key),
                              cancellable, callback, user_data);
}

/**
 * ac_api_keys_is_in_use:
 * @self: keys
 * @key: one of them
 *
 * Says whether a key is the one that this program is connected with.
 *
 * Returns: whether it is
 */
gboolean
ac_api_keys_is_in_use (AcApiKeys *self,
                       AcApiKey  *key)
{
  AcClient *client;

  g_return_val_if_fail (AC_IS_API_KEYS (self), FALSE);
  g_return_val_if_fail (AC_IS_API_KEY (key), FALSE);

  client = ac_collection_get_client (AC_COLLECTION (self));

  return g_str_equal (ac_credentials_get_key (ac_client_get_credentials (client)), ac_api_key_get_api_key (key));
}

/**
 * ac_api_keys_is_last_enabled:
 * @self: keys
 * @key: one of them
 *
 * Says whether a key is the only one that works.
 *
 * Returns: whether it is; %FALSE as long as nothing is loaded
 */
gboolean
ac_api_keys_is_last_enabled (AcApiKeys *self,
                             AcApiKey  *key)
{
  AcCollection *collection = AC_COLLECTION (self);

  g_return_val_if_fail (AC_IS_API_KEYS (self), FALSE);
  g_return_val_if_fail (AC_IS_API_KEY (key), FALSE);

  return ac_api_key_get_enabled (key) &&
         ac_collection_get_loaded_at (collection) != NULL &&
         ac_collection_lookup (collection, ac_api_key_get_api_key (key)) == key &&
         ac_api_keys_count_enabled (self) == 1;
}

/**
 * ac_api_keys_generate_finish:
 * @self: keys
 * @result: what the callback got
 * @credentials: (out) (transfer full) (optional): the new key with its secret
 * @error: return location for an error of %AC_ERROR (%AC_ERROR_CONFLICT when the name is taken), or %G_IO_ERROR_CANCELLED
 *
 * Ends ac_account_keys_generate_async() and ac_environment_keys_generate_async().
 *
 * Returns: (transfer full): the new key, which is in the collection
 */
AcApiKey *
ac_api_keys_generate_finish (AcApiKeys      *self,
                             GAsyncResult   *result,
                             AcCredentials **credentials,
                             GError        **error)
{
  g_autoptr (AcApiKeyPair) pair = NULL;

  g_return_val_if_fail (AC_IS_API_KEYS (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ac_api_keys_generate_async), NULL);

  pair = g_task_propagate_pointer (G_TASK (result), error);
  if (pair == NULL)
    return NULL;

  if (credentials != NULL)
    *credentials = g_steal_pointer (&pair->credentials);

  return g_steal_pointer (&pair->key);
}

/**
 * ac_api_keys_set_name_async:
 * @self: keys
 * @key: one of them
 * @name: its new name
 * @cancellable: (nullable): stops the waiting
 * @callback: called when it is changed
 * @user_data: (closure): for @callback
 *
 * Renames a key.
 */
void
ac_api_keys_set_name_async (AcApiKeys           *self,
                            AcApiKey            *key,
                            const char          *name,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (AC_IS_API_KEYS (self));
  g_return_if_fail (AC_IS_API_KEY (key));
  g_return_if_fail (name != NULL);

  ac_api_keys_change_async (self, key, ac_api_key_build_name_patch (name), cancellable, callback, user_data);
}

/**
 * ac_api_keys_set_enabled_async:
 * @self: keys
 * @key: one of them
 * @enabled: whether it shall work
 * @cancellable: (nullable): stops the waiting
 * @callback: called when it is changed
 * @user_data: (closure): for @callback
 *
 * Enables or disables a key.
 */
void
ac_api_keys_set_enabled_async (AcApiKeys           *self,
                               AcApiKey            *key,
                               gboolean             enabled,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (AC_IS_API_KEYS (self));
  g_return_if_fail (AC_IS_API_KEY (key));

  ac_api_keys_change_async (self, key, ac_api_key_build_enabled_patch (enabled), cancellable, callback, user_data);
}

/**
 * ac_api_keys_change_finish:
 * @self: keys
 * @result: what the callback got
 * @error: return location for an error of %AC_ERROR (%AC_ERROR_CONFLICT: the name is taken, or it is the last enabled key;
 *   %AC_ERROR_NOT_FOUND: it is gone), or %G_IO_ERROR_CANCELLED
 *
 * Ends what changes a key.
 *
 * Returns: whether it is done
 */
gboolean
ac_api_keys_change_finish (AcApiKeys     *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (AC_IS_API_KEYS (self), FALSE);

  return ac_collection_change_finish (AC_COLLECTION (self), result, error);
}

/**
 * ac_api_keys_fetch_credentials_async:
 * @self: keys
 * @key: one of them
 * @cancellable: (nullable): stops it
 * @callback: called when it is there
 * @user_data: (closure): for @callback
 *
 * Fetches the secret of one key: for this one purpose, nothing keeps it.
 */
void
ac_api_keys_fetch_credentials_async (AcApiKeys           *self,
                                     AcApiKey            *key,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (AC_IS_API_KEYS (self));
  g_return_if_fail (AC_IS_API_KEY (key));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ac_api_keys_fetch_credentials_async);
  g_task_set_task_data (task, g_object_ref (key), g_object_unref);
  AC_API_KEYS_GET_CLASS (self)->fetch_credentials (self, key, task);
}

/**
 * ac_api_keys_fetch_credentials_finish:
 * @self: keys
 * @result: what the callback got
 * @error: return location for an error of %AC_ERROR (%AC_ERROR_FORBIDDEN: the key that asks may do less than this one), or
 *   %G_IO_ERROR_CANCELLED
 *
 * Ends ac_api_keys_fetch_credentials_async().
 *
 * Returns: (transfer full): the key with its secret
 */
AcCredentials *
ac_api_keys_fetch_credentials_finish (AcApiKeys     *self,
                                      GAsyncResult  *result,
                                      GError       **error)
{
  g_return_val_if_fail (AC_IS_API_KEYS (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ac_api_keys_fetch_credentials_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
