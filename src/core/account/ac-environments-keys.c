/* ac-environments-keys.c: what the collection does with the keys of an environment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environments"

#include "config.h"

#include <libsecret/secret.h>

#include "ac-environment-key-private.h"
#include "ac-environments-private.h"
#include "ac-key-pages-private.h"

typedef struct
{
  AcEnvironment *environment; /* (owned) */
  guint n_keys;
  guint n_enabled;
} Count;

static void
count_free (Count *count)
{
  g_clear_object (&count->environment);
  g_free (count);
}

static void
on_keys_fetched_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Count *count = g_task_get_task_data (task);
  g_autoptr (GPtrArray) keys = NULL;
  GError *error = NULL;
  guint total;

  keys = ac_key_pages_fetch_finish (AC_CLIENT (object), result, &total, &error);
  if (keys == NULL)
    {
      ac_collection_handle_gone (g_task_get_source_object (task), count->environment, error);
      g_task_return_error (task, error);
      return;
    }

  count->n_keys = MAX (total, keys->len);
  for (guint i = 0; i < keys->len; i++)
    if (ac_api_key_get_enabled (g_ptr_array_index (keys, i)))
      count->n_enabled++;
  g_task_return_boolean (task, TRUE);
}

static void
on_url_fetched_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  char *url;

  url = ac_client_fetch_finish (AC_CLIENT (object), result, &error);
  if (url == NULL)
    {
      ac_collection_handle_gone (g_task_get_source_object (task), g_task_get_task_data (task), error);
      g_task_return_error (task, error);
      return;
    }

  g_task_return_pointer (task, url, (GDestroyNotify) secret_password_free);
}

/**
 * ac_environments_list_keys:
 * @self: the environments
 *
 * Returns: (transfer full) (element-type AcEnvironmentKeys): the collections of keys that somebody holds
 */
GPtrArray *
ac_environments_list_keys (AcEnvironments *self)
{
  GPtrArray *list;
  GHashTableIter iter;
  gpointer keys;

  g_return_val_if_fail (AC_IS_ENVIRONMENTS (self), NULL);

  list = g_ptr_array_new_with_free_func (g_object_unref);
  g_hash_table_iter_init (&iter, self->keys);
  while (g_hash_table_iter_next (&iter, NULL, &keys))
    g_ptr_array_add (list, g_object_ref (keys));

  return list;
}

/*< private >
 * ac_environments_forget_keys:
 * @self: the environments
 * @id: one of them
 *
 * Is called by the environment's keys when nobody holds them any more.
 */
void
ac_environments_forget_keys (AcEnvironments *self,
                             const char     *id)
{
  g_hash_table_remove (self->keys, id);
}

/*< private >
 * ac_environments_get_enabled_keys:
 * @self: the environments
 * @id: one of them
 *
 * Returns: how many enabled keys the environment of that id has; 0 when there is none
 */
guint
ac_environments_get_enabled_keys (AcEnvironments *self,
                                  const char     *id)
{
  AcEnvironment *environment = ac_collection_lookup (AC_COLLECTION (self), id);

  return environment != NULL ? ac_environment_get_enabled_keys (environment) : 0;
}

/*< private >
 * ac_environments_take_enabled_keys:
 * @self: the environments
 * @id: one of them
 * @n: how many enabled keys it has
 *
 * Tells the environment of that id, if it is there, and who follows the list. A list that is on its way may not know it yet.
 */
void
ac_environments_take_enabled_keys (AcEnvironments *self,
                                   const char     *id,
                                   guint           n)
{
  AcEnvironment *environment = ac_collection_lookup (AC_COLLECTION (self), id);

  if (environment == NULL || ac_environment_get_enabled_keys (environment) == n)
    return;

  ac_environment_set_enabled_keys (environment, n);
  ac_collection_touch (AC_COLLECTION (self));
  ac_collection_item_changed (AC_COLLECTION (self), environment);
}

/**
 * ac_environments_get_keys:
 * @self: the environments
 * @environment: one of them
 *
 * Gives the keys of an environment. All who hold them at a time hold the same collection; it is loaded by whoever shows it
 * first.
 *
 * Returns: (transfer full): the keys
 */
AcEnvironmentKeys *
ac_environments_get_keys (AcEnvironments *self,
                          AcEnvironment  *environment)
{
  const char *id;
  AcEnvironmentKeys *keys;

  g_return_val_if_fail (AC_IS_ENVIRONMENTS (self), NULL);
  g_return_val_if_fail (AC_IS_ENVIRONMENT (environment), NULL);

  id = ac_environment_get_id (environment);
  keys = g_hash_table_lookup (self->keys, id);
  if (keys != NULL)
    return g_object_ref (keys);

  keys = ac_environment_keys_new (self, environment);
  g_hash_table_insert (self->keys, g_strdup (id), keys);

  return keys;
}

/**
 * ac_environments_fetch_url_async:
 * @self: the environments
 * @environment: one of them
 * @cancellable: (nullable): stops it
 * @callback: called when it is there
 * @user_data: (closure): for @callback
 *
 * Fetches an environment's CLOUDINARY_URL with its first enabled key: for this one purpose, nothing keeps it.
 */
void
ac_environments_fetch_url_async (AcEnvironments      *self,
                                 AcEnvironment       *environment,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  AcClient *client = ac_collection_get_client (AC_COLLECTION (self));
  AcRequest *request;
  GTask *task;

  g_return_if_fail (AC_IS_ENVIRONMENTS (self));
  g_return_if_fail (AC_IS_ENVIRONMENT (environment));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ac_environments_fetch_url_async);
  g_task_set_task_data (task, g_object_ref (environment), g_object_unref);

  request = ac_environments_create_request (self, "GET", ac_environment_get_id (environment));
  ac_request_want_secrets (request);
  ac_client_fetch_async (client, request, NULL, ac_environment_key_parse_url,
                         g_strdup (ac_client_get_host (client)), g_free, (GDestroyNotify) secret_password_free,
                         cancellable, on_url_fetched_cb, task);
}

/**
 * ac_environments_fetch_url_finish:
 * @self: the environments
 * @result: what the callback got
 * @error: return location for an error of %AC_ERROR (%AC_ERROR_INVALID: no key is enabled), or %G_IO_ERROR_CANCELLED
 *
 * Ends ac_environments_fetch_url_async().
 *
 * Returns: (transfer full): the URL with its secret; free with secret_password_free()
 */
char *
ac_environments_fetch_url_finish (AcEnvironments  *self,
                                  GAsyncResult    *result,
                                  GError         **error)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENTS (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ac_environments_fetch_url_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ac_environments_count_keys_async:
 * @self: the environments
 * @environment: one of them
 * @cancellable: (nullable): stops it
 * @callback: called when they are counted
 * @user_data: (closure): for @callback
 *
 * Counts an environment's keys, page by page.
 */
void
ac_environments_count_keys_async (AcEnvironments      *self,
                                  AcEnvironment       *environment,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  AcCollection *collection = AC_COLLECTION (self);
  GTask *task;
  Count *count;

  g_return_if_fail (AC_IS_ENVIRONMENTS (self));
  g_return_if_fail (AC_IS_ENVIRONMENT (environment));

  count = g_new0 (Count, 1);
  count->environment = g_object_ref (environment);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ac_environments_count_keys_async);
  g_task_set_task_data (task, count, (GDestroyNotify) count_free);
  ac_key_pages_fetch_async (ac_collection_get_client (collection), ac_collection_get_account_id (collection),
                            ac_environment_get_id (environment), cancellable, on_keys_fetched_cb, task);
}

/**
 * ac_environments_count_keys_finish:
 * @self: the environments
 * @result: what the callback got
 * @n_keys: (out) (optional): how many keys there are
 * @n_enabled: (out) (optional): how many of them are enabled
 * @error: return location for an error of %AC_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Ends ac_environments_count_keys_async().
 *
 * Returns: whether they were counted
 */
gboolean
ac_environments_count_keys_finish (AcEnvironments  *self,
                                   GAsyncResult    *result,
                                   guint           *n_keys,
                                   guint           *n_enabled,
                                   GError         **error)
{
  Count *count;

  g_return_val_if_fail (AC_IS_ENVIRONMENTS (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ac_environments_count_keys_async), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  count = g_task_get_task_data (G_TASK (result));
  if (n_keys != NULL)
    *n_keys = count->n_keys;
  if (n_enabled != NULL)
    *n_enabled = count->n_enabled;

  return TRUE;
}
