/* ac-key-pages.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-key-pages"

#include "config.h"

#include "ac-api-key-private.h"
#include "ac-error.h"
#include "ac-json.h"
#include "ac-key-pages-private.h"

/* A page number is at most this (wire reference 3.2). */
#define MAX_PAGE 100
/* So many times it is begun anew because keys came or went between two pages. */
#define MAX_RESTARTS 3

typedef struct
{
  char *account_id;
  char *environment_id;
  guint page;
  guint total;
  guint n_seen;

  GPtrArray *keys;   /* (nullable) (owned) (element-type AcApiKey): for all keys */
  guint n_restarts;

  char *wanted;      /* (nullable) (owned): for one key */
  guint first;       /* the page that was looked at first */
} Walk;

/* What one page says. */
typedef struct
{
  guint total;
  guint n_keys;
  GPtrArray *keys;            /* (nullable) (owned) (element-type AcApiKey) */
  AcCredentials *credentials; /* (nullable) (owned): of the wanted one */
} Page;

static void fetch_page (GTask *task);

static void
walk_free (Walk *walk)
{
  g_free (walk->account_id);
  g_free (walk->environment_id);
  g_free (walk->wanted);
  g_clear_pointer (&walk->keys, g_ptr_array_unref);
  g_free (walk);
}

static void
page_free (Page *page)
{
  g_clear_pointer (&page->keys, g_ptr_array_unref);
  g_clear_pointer (&page->credentials, ac_credentials_unref);
  g_free (page);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Page, page_free)

static gboolean
read_key (Page        *page,
          JsonObject  *object,
          GError     **error)
{
  AcApiKey *key = ac_api_key_new_from_json (object, error);

  if (key == NULL)
    return FALSE;

  g_ptr_array_add (page->keys, key);

  return TRUE;
}

/* Of the other keys' secrets none is copied, and all are wiped with the tree. */
static gboolean
read_credentials (Page        *page,
                  JsonObject  *object,
                  const char  *wanted,
                  GError     **error)
{
  const char *key = NULL;
  const char *secret = NULL;

  if (!ac_json_get_string (object, "api_key", AC_JSON_REQUIRED, &key, error))
    return FALSE;
  if (!g_str_equal (key, wanted) || page->credentials != NULL)
    return TRUE;
  if (!ac_json_get_string (object, "api_secret", AC_JSON_REQUIRED, &secret, error))
    return FALSE;

  page->credentials = ac_credentials_new (key, secret);

  return TRUE;
}

/* @user_data: the wanted key, or NULL. */
static gpointer
parse_page (JsonNode  *root,
            gpointer   user_data,
            GError   **error)
{
  const char *wanted = user_data;
  g_autoptr (Page) page = g_new0 (Page, 1);
  JsonObject *object;
  JsonArray *list = NULL;

  if (!ac_json_node_get_object (root, &object, error) ||
      !ac_json_get_array (object, "access_keys", AC_JSON_REQUIRED, &list, error) ||
      !ac_json_get_uint (object, "total", AC_JSON_REQUIRED, &page->total, error))
    return NULL;

  page->n_keys = json_array_get_length (list);
  if (wanted == NULL)
    page->keys = g_ptr_array_new_full (page->n_keys, g_object_unref);

  for (guint i = 0; i < page->n_keys; i++)
    {
      JsonObject *key;

      if (!ac_json_node_get_object (json_array_get_element (list, i), &key, error) ||
          !(wanted != NULL ? read_credentials (page, key, wanted, error) : read_key (page, key, error)))
        return NULL;
    }

  return g_steal_pointer (&page);
}

static gboolean
is_at_end (const Walk *walk,
           const Page *page)
{
  return page->n_keys == 0 || walk->n_seen >= page->total || walk->page >= MAX_PAGE;
}

/* When keys came or went meanwhile, the pages don't fit together: one may have moved to a page that was read before. */
static void
take_keys (GTask *task,
           Walk  *walk,
           Page  *page)
{
  if (walk->page > 1 && page->total != walk->total && walk->n_restarts < MAX_RESTARTS)
    {
      walk->n_restarts++;
      walk->n_seen = 0;
      walk->page = 1;
      g_ptr_array_set_size (walk->keys, 0);
      fetch_page (task);
      return;
    }

  walk->total = page->total;
  g_ptr_array_extend_and_steal (walk->keys, g_steal_pointer (&page->keys));

  if (is_at_end (walk, page))
    {
      g_task_return_pointer (task, g_steal_pointer (&walk->keys), (GDestroyNotify) g_ptr_array_unref);
      return;
    }

  walk->page++;
  fetch_page (task);
}

/* First where it should be, then wherever else it may be. */
static void
look_for_credentials (GTask *task,
                      Walk  *walk,
                      Page  *page)
{
  if (page->credentials != NULL)
    {
      g_task_return_pointer (task, g_steal_pointer (&page->credentials), (GDestroyNotify) ac_credentials_unref);
      return;
    }

  if (walk->n_seen >= page->total || (walk->page != walk->first && is_at_end (walk, page)))
    {
      g_task_return_new_error (task, AC_ERROR, AC_ERROR_NOT_FOUND, "The environment has no such key");
      return;
    }

  walk->page = walk->page == walk->first && walk->n_seen == page->n_keys ? 1 : walk->page + 1;
  if (walk->page == walk->first)
    walk->page++;
  fetch_page (task);
}

static void
on_page_fetched_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Walk *walk = g_task_get_task_data (task);
  g_autoptr (Page) page = NULL;
  GError *error = NULL;

  page = ac_client_fetch_finish (AC_CLIENT (object), result, &error);
  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  walk->n_seen += page->n_keys;
  if (walk->wanted != NULL)
    look_for_credentials (task, walk, page);
  else
    take_keys (task, walk, page);
}

/* Sorted by what no two have in common, so that each key is on one page. */
static void
fetch_page (GTask *task)
{
  Walk *walk = g_task_get_task_data (task);
  g_autofree char *size = g_strdup_printf ("%u", (guint) AC_KEY_PAGE_SIZE);
  g_autofree char *number = g_strdup_printf ("%u", walk->page);
  AcRequest *request;

  request = ac_request_new ("GET", "v1_1", "provisioning", "accounts", walk->account_id,
                            "sub_accounts", walk->environment_id, "access_keys", NULL);
  ac_request_add_query (request, "page_size", size);
  ac_request_add_query (request, "page", number);
  ac_request_add_query (request, "sort_by", "api_key");
  ac_request_add_query (request, "sort_order", "asc");
  if (walk->wanted != NULL)
    ac_request_want_secrets (request);

  ac_client_fetch_async (g_task_get_source_object (task), request, NULL,
                         parse_page, g_strdup (walk->wanted), g_free, (GDestroyNotify) page_free,
                         g_task_get_cancellable (task), on_page_fetched_cb, g_object_ref (task));
}

static Walk *
walk_new (const char *account_id,
          const char *environment_id,
          guint       page)
{
  Walk *walk = g_new0 (Walk, 1);

  walk->account_id = g_strdup (account_id);
  walk->environment_id = g_strdup (environment_id);
  walk->page = page;
  walk->first = page;

  return walk;
}

/*< private >
 * ac_key_pages_fetch_async:
 * @client: the account's client
 * @account_id: the account
 * @environment_id: one of its environments
 * @cancellable: (nullable): stops it
 * @callback: called when all are there
 * @user_data: (closure): for @callback
 *
 * Reads all keys of an environment, page by page, as many as there are pages.
 */
void
ac_key_pages_fetch_async (AcClient            *client,
                          const char          *account_id,
                          const char          *environment_id,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (client, cancellable, callback, user_data);
  Walk *walk = walk_new (account_id, environment_id, 1);

  walk->keys = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_source_tag (task, ac_key_pages_fetch_async);
  g_task_set_task_data (task, walk, (GDestroyNotify) walk_free);
  fetch_page (task);
}

/*< private >
 * ac_key_pages_fetch_finish:
 * @client: the account's client
 * @result: what the callback got
 * @total: (out): how many keys the service says that there are; more than the result has when not all fit on its pages
 * @error: return location for an error of %AC_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Ends ac_key_pages_fetch_async().
 *
 * Returns: (transfer full) (element-type AcApiKey): the keys
 */
GPtrArray *
ac_key_pages_fetch_finish (AcClient      *client,
                           GAsyncResult  *result,
                           guint         *total,
                           GError       **error)
{
  Walk *walk;

  g_return_val_if_fail (g_task_is_valid (result, client), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ac_key_pages_fetch_async), NULL);

  walk = g_task_get_task_data (G_TASK (result));
  *total = walk->total;

  return g_task_propagate_pointer (G_TASK (result), error);
}

/*< private >
 * ac_key_pages_find_credentials_async:
 * @client: the account's client
 * @account_id: the account
 * @environment_id: one of its environments
 * @key: one of its keys
 * @page: the page where it should be, the first being 1
 * @cancellable: (nullable): stops it
 * @callback: called when it is there
 * @user_data: (closure): for @callback
 *
 * Reads the secret of one key: only lists have it.
 */
void
ac_key_pages_find_credentials_async (AcClient            *client,
                                     const char          *account_id,
                                     const char          *environment_id,
                                     const char          *key,
                                     guint                page,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (client, cancellable, callback, user_data);
  Walk *walk = walk_new (account_id, environment_id, page);

  walk->wanted = g_strdup (key);
  g_task_set_source_tag (task, ac_key_pages_find_credentials_async);
  g_task_set_task_data (task, walk, (GDestroyNotify) walk_free);
  fetch_page (task);
}

/*< private >
 * ac_key_pages_find_credentials_finish:
 * @client: the account's client
 * @result: what the callback got
 * @error: return location for an error of %AC_ERROR (%AC_ERROR_NOT_FOUND: without a status there is no such key, with one no
 *   such environment), or %G_IO_ERROR_CANCELLED
 *
 * Ends ac_key_pages_find_credentials_async().
 *
 * Returns: (transfer full): the key with its secret
 */
AcCredentials *
ac_key_pages_find_credentials_finish (AcClient      *client,
                                      GAsyncResult  *result,
                                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ac_key_pages_find_credentials_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
