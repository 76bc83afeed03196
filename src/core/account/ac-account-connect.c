/* ac-account-connect.c: what is asked when an account is connected
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-account"

#include "config.h"

#include "ac-account-private.h"
#include "ac-error.h"
#include "ac-json.h"

/* The ids of environments are hexadecimal: this one finds none, so the answer is short. */
#define IMPOSSIBLE_ID "none"

/* What GET …/account says. */
typedef struct
{
  char *name;
  char *plan_name;
  char *key_role;
} Details;

static const AcJsonWord feature_words[] = {
  { "account", AC_FEATURES_ACCOUNT },
  { "account_keys", AC_FEATURES_ACCOUNT_KEYS },
  { "environments", AC_FEATURES_ENVIRONMENTS },
  { "environment_limit", AC_FEATURES_ENVIRONMENT_LIMIT },
  { NULL, 0 },
};

static void
details_free (Details *details)
{
  g_free (details->name);
  g_free (details->plan_name);
  g_free (details->key_role);
  g_free (details);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Details, details_free)

static void
finish_connect (GTask  *task,
                GError *error)
{
  AcAccount *self = g_task_get_source_object (task);

  self->connect_failed = error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static gpointer
parse_details (JsonNode  *root,
               gpointer   user_data,
               GError   **error)
{
  JsonObject *object;
  JsonObject *plan = NULL;
  const char *name = NULL;
  const char *plan_name = NULL;
  const char *key_role = NULL;
  Details *details;

  if (!ac_json_node_get_object (root, &object, error) ||
      !ac_json_get_string (object, "name", AC_JSON_NULLABLE, &name, error) ||
      !ac_json_get_string (object, "key_role", AC_JSON_NULLABLE, &key_role, error) ||
      !ac_json_get_object (object, "plan", AC_JSON_NULLABLE, &plan, error))
    return NULL;
  if (plan != NULL && !ac_json_get_string (plan, "name", AC_JSON_NULLABLE, &plan_name, error))
    return NULL;

  details = g_new0 (Details, 1);
  details->name = g_strdup (name);
  details->plan_name = g_strdup (plan_name);
  details->key_role = g_strdup (key_role);

  return details;
}

static void
on_details_fetched_cb (GObject      *object,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  AcAccount *self = g_task_get_source_object (task);
  g_autoptr (Details) details = NULL;
  GError *error = NULL;

  details = ac_client_fetch_finish (AC_CLIENT (object), result, &error);
  if (details != NULL)
    ac_account_take_details (self, details->name, details->plan_name, details->key_role);
  finish_connect (task, error);
}

/* {"features":["account",…]}; words that this program doesn't know are for later ones. */
static gpointer
parse_features (JsonNode  *root,
                gpointer   user_data,
                GError   **error)
{
  JsonObject *object;
  JsonArray *list = NULL;
  int features = AC_FEATURES_NONE;

  if (!ac_json_node_get_object (root, &object, error) ||
      !ac_json_get_array (object, "features", AC_JSON_REQUIRED, &list, error))
    return NULL;

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *node = json_array_get_element (list, i);

      for (const AcJsonWord *word = feature_words; word->word != NULL; word++)
        if (JSON_NODE_HOLDS_VALUE (node) && g_strcmp0 (json_node_get_string (node), word->word) == 0)
          features |= word->value;
    }

  return GINT_TO_POINTER (features);
}

/* The key was accepted a moment ago, so a refusal here means that there is no such thing as the Console API: 404
 * from Cloudinary; and a service that takes "console" for a cloud name may say 401 or 403 first. */
static gboolean
means_no_console (const GError *error)
{
  return g_error_matches (error, AC_ERROR, AC_ERROR_NOT_FOUND) ||
         g_error_matches (error, AC_ERROR, AC_ERROR_UNAUTHORIZED) ||
         g_error_matches (error, AC_ERROR, AC_ERROR_FORBIDDEN) ||
         g_error_matches (error, AC_ERROR, AC_ERROR_INVALID);
}

static void
on_features_fetched_cb (GObject      *object,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  AcAccount *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  AcFeatures features;

  features = (AcFeatures) GPOINTER_TO_INT (ac_client_fetch_finish (AC_CLIENT (object), result, &error));
  if (error != NULL && !means_no_console (error))
    {
      finish_connect (task, g_steal_pointer (&error));
      return;
    }

  ac_account_take_features (self, features);
  if (!(features & AC_FEATURES_ACCOUNT))
    {
      ac_account_take_details (self, NULL, NULL, NULL);
      finish_connect (task, NULL);
      return;
    }

  ac_client_fetch_async (self->client,
                         ac_request_new ("GET", "v1_1", "console", "accounts", ac_account_get_id (self), "account", NULL),
                         NULL, parse_details, NULL, NULL, (GDestroyNotify) details_free,
                         g_task_get_cancellable (task), on_details_fetched_cb, g_object_ref (task));
}

/*< private >
 * ac_account_create_check:
 * @self: an account
 *
 * Makes the smallest request that every key of the account may send: for a list with nothing in it.
 *
 * Returns: (transfer full): the request
 */
AcRequest *
ac_account_create_check (AcAccount *self)
{
  AcRequest *request;

  request = ac_request_new ("GET", "v1_1", "provisioning", "accounts", ac_account_get_id (self), "sub_accounts", NULL);
  ac_request_add_query (request, "ids", IMPOSSIBLE_ID);

  return request;
}

/*< private >
 * ac_account_check_answer:
 * @root: the answer to it
 * @user_data: nothing
 *
 * Something else that answers 200 is not the service.
 *
 * Returns: whether it is the service, as a pointer
 */
gpointer
ac_account_check_answer (JsonNode  *root,
                         gpointer   user_data,
                         GError   **error)
{
  JsonObject *object;
  JsonArray *list = NULL;

  return GINT_TO_POINTER (ac_json_node_get_object (root, &object, error) &&
                          ac_json_get_array (object, "sub_accounts", AC_JSON_REQUIRED, &list, error));
}

static void
on_key_checked_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  AcAccount *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (ac_client_fetch_finish (AC_CLIENT (object), result, &error) == NULL)
    {
      finish_connect (task, error);
      return;
    }

  /* Given as if they were others: what the answer says about credentials is not about the account key. */
  ac_client_fetch_async (self->client,
                         ac_request_new ("GET", "v1_1", "console", "accounts", ac_account_get_id (self), NULL),
                         ac_client_get_credentials (self->client), parse_features, NULL, NULL, NULL,
                         g_task_get_cancellable (task), on_features_fetched_cb, g_object_ref (task));
}

/**
 * ac_account_connect_async:
 * @self: an account
 * @cancellable: (nullable): stops it
 * @callback: called when the account is connected
 * @user_data: (closure): for @callback
 *
 * Checks the key, and learns what the service offers, how the account is called, and what the key may do. When this
 * fails because the service is out of reach, it is done again by itself as soon as it can be reached.
 */
void
ac_account_connect_async (AcAccount           *self,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (AC_IS_ACCOUNT (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ac_account_connect_async);

  ac_client_fetch_async (self->client, ac_account_create_check (self), NULL, ac_account_check_answer, NULL, NULL, NULL,
                         cancellable, on_key_checked_cb, task);
}

/**
 * ac_account_connect_finish:
 * @self: an account
 * @result: what the callback got
 * @error: return location for an error of %AC_ERROR (%AC_ERROR_UNAUTHORIZED: the key or its secret is wrong), or
 *   %G_IO_ERROR_CANCELLED
 *
 * Ends ac_account_connect_async().
 *
 * Returns: whether the account is connected
 */
gboolean
ac_account_connect_finish (AcAccount     *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (AC_IS_ACCOUNT (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ac_account_connect_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
