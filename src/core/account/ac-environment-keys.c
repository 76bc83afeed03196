/* ac-environment-keys.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environment-keys"

#include "config.h"

#include "ac-api-keys-private.h"
#include "ac-environments-private.h"
#include "ac-error.h"
#include "ac-key-pages-private.h"

struct _AcEnvironmentKeys
{
  AcApiKeys parent_instance;

  AcEnvironments *environments; /* (owned) */
  AcEnvironment *environment;   /* (owned) */
  guint total;
};

G_DEFINE_FINAL_TYPE (AcEnvironmentKeys, ac_environment_keys, AC_TYPE_API_KEYS)

static const char *
get_environment_id (AcEnvironmentKeys *self)
{
  return ac_environment_get_id (self->environment);
}

static void
on_pages_fetched_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  GTask *task = user_data;
  AcEnvironmentKeys *self = g_task_get_source_object (task);
  GError *error = NULL;
  GPtrArray *keys;
  guint total;

  keys = ac_key_pages_fetch_finish (AC_CLIENT (object), result, &total, &error);
  if (keys != NULL)
    self->total = total;
  else
    ac_collection_handle_gone (AC_COLLECTION (self->environments), self->environment, error);

  ac_collection_take_list (AC_COLLECTION (self), task, keys, error);
}

static void
on_credentials_found_cb (GObject      *object,
                         GAsyncResult *result,
                         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  AcEnvironmentKeys *self = g_task_get_source_object (task);
  AcCredentials *credentials;
  GError *error = NULL;

  credentials = ac_key_pages_find_credentials_finish (AC_CLIENT (object), result, &error);
  if (credentials != NULL)
    {
      g_task_return_pointer (task, credentials, (GDestroyNotify) ac_credentials_unref);
      return;
    }

  /* The service's own 404 is about the environment. */
  if (ac_error_get_http_status (error) != 0)
    ac_collection_handle_gone (AC_COLLECTION (self->environments), self->environment, error);
  else
    ac_collection_handle_gone (AC_COLLECTION (self), g_task_get_task_data (task), error);
  g_task_return_error (task, error);
}

static AcRequest *
ac_environment_keys_create_request (AcApiKeys  *keys,
                                    const char *method,
                                    const char *key)
{
  return ac_request_new (method, "v1_1", "provisioning", "accounts", ac_collection_get_account_id (AC_COLLECTION (keys)),
                         "sub_accounts", get_environment_id (AC_ENVIRONMENT_KEYS (keys)), "access_keys", key, NULL);
}

/* The list is sorted as the pages are, so a key's place tells its page. */
static guint
guess_page (AcEnvironmentKeys *self,
            AcApiKey          *key)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AcApiKey) one = g_list_model_get_item (G_LIST_MODEL (self), i);

      if (one == key)
        return MIN (i, self->total > 0 ? self->total - 1 : 0) / AC_KEY_PAGE_SIZE + 1;
    }

  return 1;
}

static void
ac_environment_keys_fetch_credentials (AcApiKeys *keys,
                                       AcApiKey  *key,
                                       GTask     *task)
{
  AcEnvironmentKeys *self = AC_ENVIRONMENT_KEYS (keys);
  AcCollection *collection = AC_COLLECTION (keys);

  ac_key_pages_find_credentials_async (ac_collection_get_client (collection), ac_collection_get_account_id (collection),
                                       get_environment_id (self), ac_api_key_get_api_key (key), guess_page (self, key),
                                       g_task_get_cancellable (task), on_credentials_found_cb, task);
}

static void
ac_environment_keys_enabled_changed (AcApiKeys *keys,
                                     int        n)
{
  AcEnvironmentKeys *self = AC_ENVIRONMENT_KEYS (keys);
  int n_before = (int) ac_environments_get_enabled_keys (self->environments, get_environment_id (self));

  ac_environments_take_enabled_keys (self->environments, get_environment_id (self), (guint) MAX (n_before + n, 0));
}

static void
ac_environment_keys_fetch_list (AcCollection *collection,
                                GTask        *task)
{
  AcEnvironmentKeys *self = AC_ENVIRONMENT_KEYS (collection);

  ac_key_pages_fetch_async (ac_collection_get_client (collection), ac_collection_get_account_id (collection),
                            get_environment_id (self), g_task_get_cancellable (task), on_pages_fetched_cb, task);
}

/* There is no more to load, but now it is known how many there are. */
static void
ac_environment_keys_load_more (AcCollection *collection,
                               GTask        *task)
{
  AcEnvironmentKeys *self = AC_ENVIRONMENT_KEYS (collection);

  if (g_list_model_get_n_items (G_LIST_MODEL (collection)) >= self->total)
    ac_environments_take_enabled_keys (self->environments, get_environment_id (self),
                                       ac_api_keys_count_enabled (AC_API_KEYS (self)));
  ac_collection_load_done (collection, task, NULL);
}

static void
ac_environment_keys_dispose (GObject *object)
{
  AcEnvironmentKeys *self = AC_ENVIRONMENT_KEYS (object);

  if (self->environments != NULL)
    ac_environments_forget_keys (self->environments, get_environment_id (self));
  g_clear_object (&self->environments);
  g_clear_object (&self->environment);

  G_OBJECT_CLASS (ac_environment_keys_parent_class)->dispose (object);
}

static void
ac_environment_keys_class_init (AcEnvironmentKeysClass *klass)
{
  AcCollectionClass *collection_class = AC_COLLECTION_CLASS (klass);
  AcApiKeysClass *keys_class = AC_API_KEYS_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ac_environment_keys_dispose;

  collection_class->fetch_list = ac_environment_keys_fetch_list;
  collection_class->load_more = ac_environment_keys_load_more;

  keys_class->create_request = ac_environment_keys_create_request;
  keys_class->fetch_credentials = ac_environment_keys_fetch_credentials;
  keys_class->enabled_changed = ac_environment_keys_enabled_changed;
}

static void
ac_environment_keys_init (AcEnvironmentKeys *self)
{
}

/*< private >
 * ac_environment_keys_new:
 * @environments: the account's environments
 * @environment: one of them
 *
 * Makes the collection of an environment's keys; nothing is loaded yet. For ac_environments_get_keys().
 *
 * Returns: (transfer full): the collection
 */
AcEnvironmentKeys *
ac_environment_keys_new (AcEnvironments *environments,
                         AcEnvironment  *environment)
{
  AcEnvironmentKeys *self;

  self = g_object_new (AC_TYPE_ENVIRONMENT_KEYS,
                       "client", ac_collection_get_client (AC_COLLECTION (environments)),
                       "account-id", ac_collection_get_account_id (AC_COLLECTION (environments)),
                       NULL);
  self->environments = g_object_ref (environments);
  self->environment = g_object_ref (environment);

  return self;
}

/**
 * ac_environment_keys_get_environment:
 * @self: the keys
 *
 * Gives the environment whose keys these are.
 *
 * Returns: (transfer none): the environment
 */
AcEnvironment *
ac_environment_keys_get_environment (AcEnvironmentKeys *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_KEYS (self), NULL);

  return self->environment;
}

/**
 * ac_environment_keys_get_total:
 * @self: the keys
 *
 * Says how many keys the environment had when they were loaded.
 *
 * Returns: the number: more than there are items when not all fit on the service's pages
 */
guint
ac_environment_keys_get_total (AcEnvironmentKeys *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_KEYS (self), 0);

  return self->total;
}

/**
 * ac_environment_keys_generate_async:
 * @self: the keys
 * @name: what the new one shall be called
 * @enabled: whether it works at once
 * @cancellable: (nullable): stops the waiting; the key may be made all the same
 * @callback: called when it is made
 * @user_data: (closure): for @callback
 *
 * Makes a key of the environment; end it with ac_api_keys_generate_finish(). The request is never repeated by itself.
 */
void
ac_environment_keys_generate_async (AcEnvironmentKeys   *self,
                                    const char          *name,
                                    gboolean             enabled,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_return_if_fail (AC_IS_ENVIRONMENT_KEYS (self));
  g_return_if_fail (name != NULL);

  ac_api_keys_generate_async (AC_API_KEYS (self), ac_api_key_build_environment_draft (name, enabled),
                              cancellable, callback, user_data);
}

/**
 * ac_environment_keys_designate_async:
 * @self: the keys
 * @key: one of them
 * @cancellable: (nullable): stops the waiting
 * @callback: called when it is done
 * @user_data: (closure): for @callback
 *
 * Lets @key sign webhook notifications, instead of the one that did so before.
 */
void
ac_environment_keys_designate_async (AcEnvironmentKeys   *self,
                                     AcApiKey            *key,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_return_if_fail (AC_IS_ENVIRONMENT_KEYS (self));
  g_return_if_fail (AC_IS_API_KEY (key));

  ac_api_keys_change_async (AC_API_KEYS (self), key, ac_api_key_build_webhooks_patch (), cancellable, callback, user_data);
}

/**
 * ac_environment_keys_delete_async:
 * @self: the keys
 * @key: one of them
 * @cancellable: (nullable): stops the waiting
 * @callback: called when it is gone
 * @user_data: (closure): for @callback
 *
 * Deletes a key.
 */
void
ac_environment_keys_delete_async (AcEnvironmentKeys   *self,
                                  AcApiKey            *key,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_return_if_fail (AC_IS_ENVIRONMENT_KEYS (self));
  g_return_if_fail (AC_IS_API_KEY (key));

  ac_api_keys_delete_async (AC_API_KEYS (self), key, cancellable, callback, user_data);
}
