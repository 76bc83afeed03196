/* ac-environments-keys.c: what the collection does with the keys of an environment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environments"

#include "config.h"

#include <libsecret/secret.h>

#include "ac-environment-key-private.h"
#include "ac-environments-private.h"
#include "ac-error.h"
#include "ac-json.h"

/* Nobody knows the largest page that the service gives (wire reference 3.2); a page number is at most 100. */
#define PAGE_SIZE "100"
#define MAX_PAGES 100

typedef struct
{
  AcEnvironment *environment; /* (owned) */
  guint page;
  guint total;
  guint n_seen;
  guint n_enabled;
} Count;

/* What one page of the list says. */
typedef struct
{
  guint total;
  guint n_keys;
  guint n_enabled;
} KeyPage;

static void fetch_page (GTask *task);

static void
count_free (Count *count)
{
  g_clear_object (&count->environment);
  g_free (count);
}

static gpointer
parse_page (JsonNode  *root,
            gpointer   user_data,
            GError   **error)
{
  g_autofree KeyPage *page = g_new0 (KeyPage, 1);
  JsonObject *object;
  JsonArray *keys = NULL;

  if (!ac_json_node_get_object (root, &object, error) ||
      !ac_json_get_array (object, "access_keys", AC_JSON_REQUIRED, &keys, error) ||
      !ac_json_get_uint (object, "total", AC_JSON_REQUIRED, &page->total, error))
    return NULL;

  page->n_keys = json_array_get_length (keys);
  for (guint i = 0; i < page->n_keys; i++)
    {
      JsonObject *key;
      gboolean enabled = FALSE;

      if (!ac_json_node_get_object (json_array_get_element (keys, i), &key, error) ||
          !ac_json_get_bool (key, "enabled", AC_JSON_REQUIRED, &enabled, error))
        return NULL;
      if (enabled)
        page->n_enabled++;
    }

  return g_steal_pointer (&page);
}

static void
on_page_fetched_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Count *count = g_task_get_task_data (task);
  g_autofree KeyPage *page = NULL;
  GError *error = NULL;

  page = ac_client_fetch_finish (AC_CLIENT (object), result, &error);
  if (page == NULL)
    {
      ac_environments_handle_gone (g_task_get_source_object (task), count->environment, error);
      g_task_return_error (task, error);
      return;
    }

  count->total = page->total;
  count->n_seen += page->n_keys;
  count->n_enabled += page->n_enabled;

  if (page->n_keys > 0 && count->n_seen < page->total && count->page < MAX_PAGES)
    fetch_page (task);
  else
    g_task_return_boolean (task, TRUE);
}

static void
fetch_page (GTask *task)
{
  AcEnvironments *self = g_task_get_source_object (task);
  Count *count = g_task_get_task_data (task);
  AcCollection *collection = AC_COLLECTION (self);
  g_autofree char *number = g_strdup_printf ("%u", ++count->page);
  AcRequest *request;

  request = ac_request_new ("GET", "v1_1", "provisioning", "accounts", ac_collection_get_account_id (collection),
                            "sub_accounts", ac_environment_get_id (count->environment), "access_keys", NULL);
  ac_request_add_query (request, "page_size", PAGE_SIZE);
  ac_request_add_query (request, "page", number);
  ac_client_fetch_async (ac_collection_get_client (collection), request, NULL,
                         parse_page, NULL, NULL, g_free,
                         g_task_get_cancellable (task), on_page_fetched_cb, g_object_ref (task));
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
      ac_environments_handle_gone (g_task_get_source_object (task), g_task_get_task_data (task), error);
      g_task_return_error (task, error);
      return;
    }

  g_task_return_pointer (task, url, (GDestroyNotify) secret_password_free);
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
  g_autoptr (GTask) task = NULL;
  Count *count;

  g_return_if_fail (AC_IS_ENVIRONMENTS (self));
  g_return_if_fail (AC_IS_ENVIRONMENT (environment));

  count = g_new0 (Count, 1);
  count->environment = g_object_ref (environment);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ac_environments_count_keys_async);
  g_task_set_task_data (task, count, (GDestroyNotify) count_free);
  fetch_page (task);
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
    *n_keys = MAX (count->total, count->n_seen);
  if (n_enabled != NULL)
    *n_enabled = count->n_enabled;

  return TRUE;
}
