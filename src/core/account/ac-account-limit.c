/* ac-account-limit.c: the account's number of environments
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-account"

#include "config.h"

#include "ac-account-private.h"
#include "ac-error.h"
#include "ac-json.h"

static gpointer
parse_limit (JsonNode  *root,
             gpointer   user_data,
             GError   **error)
{
  JsonObject *object;

  if (!ac_json_node_get_object (root, &object, error))
    return NULL;

  return ac_environment_limit_new_from_json (object, error);
}

static void
on_limit_fetched_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  AcAccount *self = g_task_get_source_object (task);
  g_autoptr (AcEnvironmentLimit) fresh = NULL;
  GError *error = NULL;

  fresh = ac_client_fetch_finish (AC_CLIENT (object), result, &error);
  if (fresh == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  ac_account_take_limit (self, fresh);
  g_task_return_boolean (task, TRUE);
}

/* Takes @task and @patch. */
static void
fetch_limit (AcAccount *self,
             GTask     *task,
             JsonNode  *patch)
{
  AcRequest *request;

  request = ac_request_new (patch != NULL ? "PUT" : "GET", "v1_1", "console", "accounts", ac_account_get_id (self),
                            "environment_limit", NULL);
  if (patch != NULL)
    ac_request_take_body (request, patch);
  ac_client_fetch_async (self->client, request, NULL, parse_limit, NULL, NULL, g_object_unref,
                         g_task_get_cancellable (task), on_limit_fetched_cb, task);
}

/**
 * ac_account_load_limit_async:
 * @self: an account whose service announces %AC_FEATURES_ENVIRONMENT_LIMIT
 * @cancellable: (nullable): stops it
 * @callback: called when it is loaded
 * @user_data: (closure): for @callback
 *
 * Loads how many environments the account may have.
 */
void
ac_account_load_limit_async (AcAccount           *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (AC_IS_ACCOUNT (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ac_account_load_limit_async);
  fetch_limit (self, task, NULL);
}

/**
 * ac_account_load_limit_finish:
 * @self: an account
 * @result: what the callback got
 * @error: return location for an error of %AC_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Ends ac_account_load_limit_async().
 *
 * Returns: whether the limit is loaded
 */
gboolean
ac_account_load_limit_finish (AcAccount     *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (AC_IS_ACCOUNT (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ac_account_load_limit_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ac_account_change_limit_async:
 * @self: an account whose service announces %AC_FEATURES_ENVIRONMENT_LIMIT
 * @additional: how many environments there shall be on top of the plan's; 0 ends the add-on
 * @cancellable: (nullable): stops the waiting
 * @callback: called when it is changed
 * @user_data: (closure): for @callback
 *
 * Replaces the add-on.
 */
void
ac_account_change_limit_async (AcAccount           *self,
                               guint                additional,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (AC_IS_ACCOUNT (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ac_account_change_limit_async);
  fetch_limit (self, task, ac_environment_limit_build_patch (additional));
}

/**
 * ac_account_change_limit_finish:
 * @self: an account
 * @result: what the callback got
 * @error: return location for an error of %AC_ERROR (%AC_ERROR_CONFLICT: it can't be changed, or more environments
 *   are in use), or %G_IO_ERROR_CANCELLED
 *
 * Ends ac_account_change_limit_async().
 *
 * Returns: whether the limit is changed
 */
gboolean
ac_account_change_limit_finish (AcAccount     *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (AC_IS_ACCOUNT (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ac_account_change_limit_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
