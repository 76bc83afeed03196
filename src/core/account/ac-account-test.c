/* ac-account-test.c: whether the service accepts a pair of key and secret
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-account"

#include "config.h"

#include "ac-account-private.h"
#include "ac-error.h"
#include "ac-json.h"

/* The Admin API's {"status":"ok"}; something else that answers 200 is not the service. */
static gpointer
check_ping (JsonNode  *root,
            gpointer   user_data,
            GError   **error)
{
  JsonObject *object;
  const char *status = NULL;

  if (!ac_json_node_get_object (root, &object, error) ||
      !ac_json_get_string (object, "status", AC_JSON_REQUIRED, &status, error))
    return NULL;
  if (!g_str_equal (status, "ok"))
    {
      g_set_error_literal (error, AC_ERROR, AC_ERROR_BAD_RESPONSE, "The answer to a ping has another status");
      return NULL;
    }

  return GINT_TO_POINTER (TRUE);
}

/* The service checks the pair before the role. But only its own words say that it was the service, and not
 * something between here and there. */
static gboolean
means_accepted (const GError *error)
{
  return g_error_matches (error, AC_ERROR, AC_ERROR_FORBIDDEN) && ac_error_get_server_message (error) != NULL;
}

static void
on_tested_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (ac_client_fetch_finish (AC_CLIENT (object), result, &error) != NULL)
    g_task_return_int (task, AC_KEY_TEST_ACCEPTED);
  else if (means_accepted (error))
    g_task_return_int (task, AC_KEY_TEST_NOT_PERMITTED);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * ac_account_test_key_async:
 * @self: an account
 * @credentials: a pair: of the account, or of @environment
 * @environment: (nullable): one of the account's environments; %NULL: it is a key of the account
 * @cancellable: (nullable): stops it
 * @callback: (scope async): called when the service has answered, or not
 * @user_data: for @callback
 *
 * Asks the service for something with a pair, once, over a connection of its own. Nothing is changed there, and
 * nothing here: the account's own connection has no part in it.
 */
void
ac_account_test_key_async (AcAccount           *self,
                           AcCredentials       *credentials,
                           AcEnvironment       *environment,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (AcClient) client = NULL;
  GTask *task;

  g_return_if_fail (AC_IS_ACCOUNT (self));
  g_return_if_fail (credentials != NULL);
  g_return_if_fail (environment == NULL || AC_IS_ENVIRONMENT (environment));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ac_account_test_key_async);

  /* The request holds the client until it is answered. */
  client = ac_client_new (ac_client_get_host (self->client), credentials, NULL);
  ac_client_set_max_tries (client, 1);
  if (environment != NULL)
    ac_client_fetch_async (client, ac_request_new ("GET", "v1_1", ac_environment_get_cloud_name (environment), "ping", NULL),
                           NULL, check_ping, NULL, NULL, NULL, cancellable, on_tested_cb, task);
  else
    ac_client_fetch_async (client, ac_account_create_check (self),
                           NULL, ac_account_check_answer, NULL, NULL, NULL, cancellable, on_tested_cb, task);
}

/**
 * ac_account_test_key_finish:
 * @self: an account
 * @result: what the callback got
 * @error: return location for an error: %AC_ERROR_UNAUTHORIZED: the service does not accept the pair;
 *   %G_IO_ERROR_CANCELLED, or another of %AC_ERROR: it isn't known
 *
 * Ends ac_account_test_key_async().
 *
 * Returns: what the service said of the pair; %AC_KEY_TEST_UNKNOWN with @error set
 */
AcKeyTest
ac_account_test_key_finish (AcAccount     *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  gssize value;

  g_return_val_if_fail (AC_IS_ACCOUNT (self), AC_KEY_TEST_UNKNOWN);
  g_return_val_if_fail (g_task_is_valid (result, self), AC_KEY_TEST_UNKNOWN);
  g_return_val_if_fail (g_async_result_is_tagged (result, ac_account_test_key_async), AC_KEY_TEST_UNKNOWN);

  value = g_task_propagate_int (G_TASK (result), error);

  return value < 0 ? AC_KEY_TEST_UNKNOWN : (AcKeyTest) value;
}
