/* test-key-test.c: whether a pair of key and secret is accepted, by a service that says what it is told, and by the sandbox
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-account.h"
#include "ac-environment-private.h"
#include "ac-error.h"
#include "ac-mock-server.h"
#include "ac-test-utils.h"
#include "sandbox-helpers.h"

#define CHECK "/v1_1/provisioning/accounts/acc/sub_accounts?ids=none"
#define PING "/v1_1/north-star/ping"
#define ENVIRONMENT "{\"id\":\"env\",\"name\":\"North\",\"cloud_name\":\"north-star\",\"enabled\":true," \
                    "\"created_at\":\"2026-01-01T00:00:00Z\",\"api_access_keys\":[]}"

typedef struct
{
  AcMockServer *server;
  AcClient *client;
  AcAccount *account;
  AcEnvironment *environment;
} Fixture;

static AcKeyTest
try_pair (AcAccount      *account,
          AcCredentials  *credentials,
          AcEnvironment  *environment,
          GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ac_account_test_key_async (account, credentials, environment, NULL, ac_test_store_result, &result);

  return ac_account_test_key_finish (account, ac_test_wait_result (&result), error);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (AcCredentials) credentials = ac_credentials_new ("key", "secret");
  g_autoptr (AcKnownAccount) known = NULL;
  g_autoptr (JsonNode) node = json_from_string (ENVIRONMENT, NULL);
  g_autoptr (GError) error = NULL;

  fixture->server = ac_mock_server_new ();
  fixture->client = ac_client_new (ac_mock_server_get_host (fixture->server), credentials, NULL);
  known = ac_known_account_new ("acc", "key", ac_mock_server_get_host (fixture->server));
  fixture->account = ac_account_new (known, fixture->client, FALSE);
  fixture->environment = ac_environment_new_from_json (json_node_get_object (node), &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  ac_mock_server_assert_done (fixture->server);
  g_assert_finalize_object (fixture->account);
  g_assert_finalize_object (fixture->client);
  g_assert_finalize_object (fixture->environment);
  g_assert_finalize_object (fixture->server);
}

typedef struct
{
  guint status;
  const char *body;
  AcKeyTest result;
  int code;
} Case;

#define MESSAGE "{\"error\":{\"message\":\"x\"}}"

/* Each answer is asked for once only: nobody waits for a limit that is over in two minutes. */
static void
test_answers (Fixture       *fixture,
              gconstpointer  data)
{
  static const Case cases[] = {
    { 200, "{\"sub_accounts\":[]}", AC_KEY_TEST_ACCEPTED, -1 },
    { 200, "{\"status\":\"ok\"}", AC_KEY_TEST_ACCEPTED, -1 },
    { 200, "{\"status\":\"sleepy\"}", AC_KEY_TEST_UNKNOWN, AC_ERROR_BAD_RESPONSE },
    { 200, "{\"status\":5}", AC_KEY_TEST_UNKNOWN, AC_ERROR_BAD_RESPONSE },
    { 200, "{}", AC_KEY_TEST_UNKNOWN, AC_ERROR_BAD_RESPONSE },
    { 200, "[]", AC_KEY_TEST_UNKNOWN, AC_ERROR_BAD_RESPONSE },
    { 200, "<html>", AC_KEY_TEST_UNKNOWN, AC_ERROR_BAD_RESPONSE },
    { 401, MESSAGE, AC_KEY_TEST_UNKNOWN, AC_ERROR_UNAUTHORIZED },
    { 403, MESSAGE, AC_KEY_TEST_NOT_PERMITTED, -1 },
    /* Somebody on the way. */
    { 403, "<html>", AC_KEY_TEST_UNKNOWN, AC_ERROR_FORBIDDEN },
    { 404, MESSAGE, AC_KEY_TEST_UNKNOWN, AC_ERROR_NOT_FOUND },
    { 400, MESSAGE, AC_KEY_TEST_UNKNOWN, AC_ERROR_INVALID },
    { 420, MESSAGE, AC_KEY_TEST_UNKNOWN, AC_ERROR_RATE_LIMITED },
    { 429, MESSAGE, AC_KEY_TEST_UNKNOWN, AC_ERROR_RATE_LIMITED },
    { 500, MESSAGE, AC_KEY_TEST_UNKNOWN, AC_ERROR_SERVER },
    { 503, MESSAGE, AC_KEY_TEST_UNKNOWN, AC_ERROR_SERVER },
  };
  g_autoptr (AcCredentials) credentials = ac_credentials_new ("other", "pair");
  AcConnectionState state = ac_account_get_connection_state (fixture->account);
  guint n_requests = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int of_environment = 0; of_environment < 2; of_environment++)
      {
        g_autoptr (GError) error = NULL;
        AcMockReply *reply;
        const AcMockRequest *request;

        /* The two that are right for one are wrong for the other. */
        if (i < 2 && (int) i != of_environment)
          continue;

        reply = ac_mock_server_expect (fixture->server, "GET", of_environment ? PING : CHECK);
        ac_mock_reply_set_json (reply, cases[i].status, cases[i].body);
        ac_mock_reply_set_header (reply, "Retry-After", "120");
        g_assert_cmpint (try_pair (fixture->account, credentials, of_environment ? fixture->environment : NULL, &error),
                         ==, cases[i].result);
        if (cases[i].code >= 0)
          g_assert_error (error, AC_ERROR, cases[i].code);
        else
          g_assert_no_error (error);

        g_assert_cmpuint (ac_mock_server_get_n_requests (fixture->server), ==, ++n_requests);
        request = ac_mock_server_get_request (fixture->server, n_requests - 1);
        g_assert_cmpstr (request->authorization, ==, "Basic b3RoZXI6cGFpcg==");
      }

  /* The account never had a part in it. */
  g_assert_cmpint (ac_account_get_connection_state (fixture->account), ==, state);
  g_assert_cmpuint (ac_account_get_retry_seconds (fixture->account), ==, 0);
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (AcCredentials) credentials = ac_credentials_new ("other", "pair");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ac_mock_reply_set_hang (ac_mock_server_expect (fixture->server, "GET", CHECK));
  ac_account_test_key_async (fixture->account, credentials, NULL, cancellable, ac_test_store_result, &result);
  ac_test_wait_until (ac_mock_server_get_n_requests (fixture->server) == 1);
  g_cancellable_cancel (cancellable);
  g_assert_cmpint (ac_account_test_key_finish (fixture->account, ac_test_wait_result (&result), &error), ==,
                   AC_KEY_TEST_UNKNOWN);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_gone (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (AcCredentials) credentials = ac_credentials_new ("other", "pair");
  AcConnectionState state = ac_account_get_connection_state (fixture->account);
  g_autoptr (GError) error = NULL;

  ac_mock_server_stop (fixture->server);
  g_assert_cmpint (try_pair (fixture->account, credentials, NULL, &error), ==, AC_KEY_TEST_UNKNOWN);
  g_assert_error (error, AC_ERROR, AC_ERROR_NETWORK);
  g_assert_cmpint (ac_account_get_connection_state (fixture->account), ==, state);
  ac_mock_server_start (fixture->server);
}

static void
assert_test (AcAccount      *account,
             AcCredentials  *credentials,
             AcEnvironment  *environment,
             AcKeyTest       result,
             int             code)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (try_pair (account, credentials, environment, &error), ==, result);
  if (code >= 0)
    g_assert_error (error, AC_ERROR, code);
  else
    g_assert_no_error (error);
}

static void
load (gpointer collection)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ac_collection_load_async (collection, NULL, ac_test_store_result, &result);
  ac_collection_load_finish (collection, ac_test_wait_result (&result), &error);
  g_assert_no_error (error);
}

static AcApiKey *
finish_generating (gpointer        keys,
                   GAsyncResult  **result,
                   AcCredentials **credentials)
{
  g_autoptr (GError) error = NULL;
  AcApiKey *key = ac_api_keys_generate_finish (keys, ac_test_wait_result (result), credentials, &error);

  g_assert_no_error (error);
  g_clear_object (result);

  return key;
}

static void
disable (gpointer  keys,
         AcApiKey *key)
{
  g_autoptr (GAsyncResult) result = NULL;

  ac_api_keys_set_enabled_async (keys, key, FALSE, NULL, ac_test_store_result, &result);
  g_assert_true (ac_api_keys_change_finish (keys, ac_test_wait_result (&result), NULL));
}

static void
test_account_keys (AcAccount *account)
{
  AcAccountKeys *keys = ac_account_get_account_keys (account);
  g_autoptr (AcApiKey) key = NULL;
  g_autoptr (AcApiKey) billing = NULL;
  g_autoptr (AcCredentials) pair = NULL;
  g_autoptr (AcCredentials) billing_pair = NULL;
  g_autoptr (AcCredentials) wrong = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  ac_account_keys_generate_async (keys, "Deploy", "admin", NULL, ac_test_store_result, &result);
  key = finish_generating (keys, &result, &pair);
  ac_account_keys_generate_async (keys, "Invoices", "billing", NULL, ac_test_store_result, &result);
  billing = finish_generating (keys, &result, &billing_pair);
  wrong = ac_credentials_new (ac_credentials_get_key (pair), "wrong");

  assert_test (account, pair, NULL, AC_KEY_TEST_ACCEPTED, -1);
  assert_test (account, billing_pair, NULL, AC_KEY_TEST_NOT_PERMITTED, -1);
  assert_test (account, wrong, NULL, AC_KEY_TEST_UNKNOWN, AC_ERROR_UNAUTHORIZED);
  disable (keys, key);
  assert_test (account, pair, NULL, AC_KEY_TEST_UNKNOWN, AC_ERROR_UNAUTHORIZED);
}

static void
test_environment_keys (AcAccount *account)
{
  AcEnvironments *environments = ac_account_get_environments (account);
  g_autoptr (AcEnvironment) environment = NULL;
  g_autoptr (AcEnvironment) other = NULL;
  g_autoptr (AcEnvironmentKeys) keys = NULL;
  g_autoptr (AcApiKey) key = NULL;
  g_autoptr (AcCredentials) pair = NULL;
  g_autoptr (AcCredentials) wrong = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  load (environments);
  environment = g_list_model_get_item (G_LIST_MODEL (environments), 0);
  other = g_list_model_get_item (G_LIST_MODEL (environments), 1);
  keys = ac_environments_get_keys (environments, environment);
  ac_environment_keys_generate_async (keys, "Storefront", TRUE, NULL, ac_test_store_result, &result);
  key = finish_generating (keys, &result, &pair);
  wrong = ac_credentials_new (ac_credentials_get_key (pair), "wrong");

  assert_test (account, pair, environment, AC_KEY_TEST_ACCEPTED, -1);
  assert_test (account, pair, other, AC_KEY_TEST_UNKNOWN, AC_ERROR_UNAUTHORIZED);
  assert_test (account, pair, NULL, AC_KEY_TEST_UNKNOWN, AC_ERROR_UNAUTHORIZED);
  assert_test (account, wrong, environment, AC_KEY_TEST_UNKNOWN, AC_ERROR_UNAUTHORIZED);
  disable (keys, key);
  assert_test (account, pair, environment, AC_KEY_TEST_UNKNOWN, AC_ERROR_UNAUTHORIZED);
}

/* The real one, which decides by itself. */
static void
test_sandbox (void)
{
  AcAccountUrl *url = NULL;
  GSubprocess *sandbox = sandbox_helpers_start ("0", NULL, &url);
  AcClient *client = sandbox_helpers_create_client (url, ac_account_url_peek_secret (url));
  g_autoptr (AcKnownAccount) known =
    ac_known_account_new (ac_account_url_get_account_id (url), ac_account_url_get_key (url), ac_account_url_get_host (url));
  AcAccount *account = ac_account_new (known, client, FALSE);

  test_account_keys (account);
  test_environment_keys (account);
  g_assert_cmpint (ac_account_get_connection_state (account), ==, AC_CONNECTION_STATE_CONNECTED);

  sandbox_helpers_stop (&sandbox);
  assert_test (account, ac_client_get_credentials (client), NULL, AC_KEY_TEST_UNKNOWN, AC_ERROR_NETWORK);
  g_assert_cmpint (ac_account_get_connection_state (account), ==, AC_CONNECTION_STATE_CONNECTED);

  g_assert_finalize_object (account);
  g_assert_finalize_object (client);
  ac_account_url_unref (url);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/key-test/answers", Fixture, NULL, set_up, test_answers, tear_down);
  g_test_add ("/key-test/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  g_test_add ("/key-test/gone", Fixture, NULL, set_up, test_gone, tear_down);
  g_test_add_func ("/key-test/sandbox", test_sandbox);

  return g_test_run ();
}
