/* ac-folder-modes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environments"

#include "config.h"

#include "ac-environment-key-private.h"
#include "ac-environment-private.h"
#include "ac-error.h"
#include "ac-folder-modes-private.h"
#include "ac-json.h"

/* Each is two requests, and the Admin API counts them (wire reference 8.1). */
#define MAX_RUNNING 4

struct _AcFolderModes
{
  AcCollection *collection; /* (not owned): it owns this */
  GCancellable *cancellable;
  GQueue queue;      /* (element-type AcEnvironment) (owned) */
  GHashTable *asked; /* ids: queued, under way or answered */
  guint n_running;
};

/* One reading. @owner is only good when a callback was not cancelled. */
typedef struct
{
  AcFolderModes *owner;
  AcEnvironment *environment; /* (owned) */
} Reading;

static void start_next (AcFolderModes *self);

static void
reading_free (Reading *reading)
{
  g_clear_object (&reading->environment);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static void
finish_reading (Reading      *reading,
                const GError *error)
{
  AcFolderModes *self = reading->owner;

  /* What the network swallowed was not asked. */
  if (g_error_matches (error, AC_ERROR, AC_ERROR_NETWORK) || g_error_matches (error, AC_ERROR, AC_ERROR_TIMED_OUT))
    g_hash_table_remove (self->asked, ac_environment_get_id (reading->environment));
  if (error != NULL)
    g_debug ("A folder mode could not be read: %s", error->message);

  self->n_running--;
  start_next (self);
}

static gpointer
parse_config (JsonNode  *root,
              gpointer   user_data,
              GError   **error)
{
  JsonObject *object;
  JsonObject *settings = NULL;
  AcFolderMode mode = AC_FOLDER_MODE_UNKNOWN;

  if (!ac_json_node_get_object (root, &object, error) ||
      !ac_json_get_object (object, "settings", AC_JSON_NULLABLE, &settings, error))
    return NULL;
  if (settings != NULL && !ac_folder_mode_read (settings, "folder_mode", &mode, error))
    return NULL;

  return GINT_TO_POINTER (mode);
}

static void
on_config_fetched_cb (GObject      *object,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (Reading) reading = user_data;
  g_autoptr (GError) error = NULL;
  AcFolderMode mode;

  mode = (AcFolderMode) GPOINTER_TO_INT (ac_client_fetch_finish (AC_CLIENT (object), result, &error));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (error == NULL && mode != AC_FOLDER_MODE_UNKNOWN)
    {
      ac_environment_set_folder_mode (reading->environment, mode);
      ac_collection_item_changed (reading->owner->collection, reading->environment);
    }
  finish_reading (reading, error);
}

static void
on_credentials_fetched_cb (GObject      *object,
                           GAsyncResult *result,
                           gpointer      user_data)
{
  g_autoptr (Reading) reading = user_data;
  g_autoptr (AcCredentials) credentials = NULL;
  g_autoptr (GError) error = NULL;
  AcRequest *request;
  AcFolderModes *self;

  credentials = ac_client_fetch_finish (AC_CLIENT (object), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (error != NULL)
    {
      finish_reading (reading, error);
      return;
    }

  self = reading->owner;
  request = ac_request_new ("GET", "v1_1", ac_environment_get_cloud_name (reading->environment), "config", NULL);
  ac_request_add_query (request, "settings", "true");
  ac_client_fetch_async (AC_CLIENT (object), request, credentials, parse_config, NULL, NULL, NULL,
                         self->cancellable, on_config_fetched_cb, g_steal_pointer (&reading));
}

/* Takes @environment. */
static void
start_reading (AcFolderModes *self,
               AcEnvironment *environment)
{
  Reading *reading = g_new0 (Reading, 1);
  AcRequest *request;

  reading->owner = self;
  reading->environment = environment;
  self->n_running++;

  request = ac_request_new ("GET", "v1_1", "provisioning", "accounts",
                            ac_collection_get_account_id (self->collection), "sub_accounts",
                            ac_environment_get_id (environment), NULL);
  ac_request_want_secrets (request);
  ac_client_fetch_async (ac_collection_get_client (self->collection), request, NULL, ac_environment_key_parse_credentials, NULL, NULL,
                         (GDestroyNotify) ac_credentials_unref,
                         self->cancellable, on_credentials_fetched_cb, reading);
}

static void
start_next (AcFolderModes *self)
{
  while (self->n_running < MAX_RUNNING && !g_queue_is_empty (&self->queue))
    start_reading (self, g_queue_pop_head (&self->queue));
}

/*< private >
 * ac_folder_modes_new:
 * @collection: the environments, which own the reader
 *
 * Makes a reader of folder modes. The public API tells them only to the environment's own key (wire reference 8.2).
 *
 * Returns: (transfer full): the reader
 */
AcFolderModes *
ac_folder_modes_new (AcCollection *collection)
{
  AcFolderModes *self = g_new0 (AcFolderModes, 1);

  self->collection = collection;
  self->cancellable = g_cancellable_new ();
  g_queue_init (&self->queue);
  self->asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

/*< private >
 * ac_folder_modes_free:
 * @self: (transfer full): a reader
 *
 * Stops all reading.
 */
void
ac_folder_modes_free (AcFolderModes *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_queue_clear_full (&self->queue, g_object_unref);
  g_hash_table_unref (self->asked);
  g_free (self);
}

/*< private >
 * ac_folder_modes_want:
 * @self: a reader
 * @environment: whose folder mode is wanted
 *
 * Reads it when it is unknown and was never asked for.
 */
void
ac_folder_modes_want (AcFolderModes *self,
                      AcEnvironment *environment)
{
  if (ac_environment_get_folder_mode (environment) != AC_FOLDER_MODE_UNKNOWN ||
      !g_hash_table_add (self->asked, g_strdup (ac_environment_get_id (environment))))
    return;

  g_queue_push_tail (&self->queue, g_object_ref (environment));
  start_next (self);
}

/*< private >
 * ac_folder_modes_unwant:
 * @self: a reader
 * @environment: whose folder mode is wanted no more
 *
 * Takes back a wish that still waits.
 */
void
ac_folder_modes_unwant (AcFolderModes *self,
                        AcEnvironment *environment)
{
  if (!g_queue_remove (&self->queue, environment))
    return;

  g_hash_table_remove (self->asked, ac_environment_get_id (environment));
  g_object_unref (environment);
}
