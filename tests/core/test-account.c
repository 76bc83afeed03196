/* test-account.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-account.h"
#include "ac-client-private.h"
#include "ac-error.h"
#include "ac-mock-server.h"
#include "ac-test-utils.h"

#define PUBLIC "/v1_1/provisioning/accounts/acc/sub_accounts"
#define CHECK PUBLIC "?ids=none"
#define CONSOLE "/v1_1/console/accounts/acc"
#define ALL_FEATURES "{\"features\":[\"account\",\"environments\",\"environment_limit\",\"telepathy\",7]}"
#define DETAILS "{\"id\":\"acc\",\"name\":\"Halden\",\"plan\":{\"id\":\"plus\",\"name\":\"Plus\"},\"key_role\":\"technical_admin\"}"
#define LIMIT(additional, total) \
  "{\"base\":3,\"additional\":" additional ",\"used\":3,\"total\":" total ",\"max_additional\":5,\"changeable\":true," \
  "\"reason\":null,\"bought_through\":null}"

typedef struct
{
  AcMockServer *server;
  AcClient *client;
  AcKnownAccount *known;
  AcAccount *account;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (AcCredentials) credentials = ac_credentials_new ("key", "secret");
  const char *host;

  fixture->server = ac_mock_server_new ();
  host = ac_mock_server_get_host (fixture->server);
  fixture->client = ac_client_new (host, credentials, NULL);
  ac_client_set_retry_base (fixture->client, 10);
  fixture->known = ac_known_account_new ("acc", "key", host);
  fixture->account = ac_account_new (fixture->known, fixture->client, FALSE);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  ac_mock_server_assert_done (fixture->server);
  g_assert_finalize_object (fixture->account);
  g_assert_finalize_object (fixture->known);
  g_assert_finalize_object (fixture->client);
  g_assert_finalize_object (fixture->server);
}

static AcMockReply *
expect (Fixture    *fixture,
        const char *method,
        const char *target,
        guint       status,
        const char *body)
{
  AcMockReply *reply = ac_mock_server_expect (fixture->server, method, target);

  ac_mock_reply_set_json (reply, status, body);

  return reply;
}

static gboolean
connect (Fixture  *fixture,
         GError  **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ac_account_connect_async (fixture->account, NULL, ac_test_store_result, &result);

  return ac_account_connect_finish (fixture->account, ac_test_wait_result (&result), error);
}

static void
expect_connect (Fixture *fixture)
{
  expect (fixture, "GET", CHECK, 200, "{\"sub_accounts\":[]}");
  expect (fixture, "GET", CONSOLE, 200, ALL_FEATURES);
  expect (fixture, "GET", CONSOLE "/account", 200, DETAILS);
}

static void
test_new (Fixture       *fixture,
          gconstpointer  data)
{
  AcAccount *account = fixture->account;

  g_assert_cmpstr (ac_account_get_id (account), ==, "acc");
  g_assert_true (ac_account_get_client (account) == fixture->client);
  g_assert_true (ac_account_get_known_account (account) == fixture->known);
  g_assert_false (ac_account_get_demo (account));
  g_assert_null (ac_account_get_name (account));
  g_assert_null (ac_account_get_plan_name (account));
  g_assert_null (ac_account_get_environment_limit (account));
  g_assert_cmpint (ac_account_get_features (account), ==, AC_FEATURES_NONE);
  g_assert_cmpint (ac_account_get_connection_state (account), ==, AC_CONNECTION_STATE_CONNECTING);
  g_assert_cmpuint (ac_account_get_retry_seconds (account), ==, 0);
  g_assert_true (AC_IS_PERMISSIONS (ac_account_get_permissions (account)));
  g_assert_cmpuint (ac_mock_server_get_n_requests (fixture->server), ==, 0);
}

static void
on_notify_cb (GHashTable *names,
              GParamSpec *pspec)
{
  g_hash_table_add (names, (char *) pspec->name);
}

static void
test_connect (Fixture       *fixture,
              gconstpointer  data)
{
  AcAccount *account = fixture->account;
  static const char * const notified[] = { "name", "plan-name", "features", "connection-state" };
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;

  g_signal_connect_swapped (account, "notify", G_CALLBACK (on_notify_cb), names);
  expect_connect (fixture);
  g_assert_true (connect (fixture, &error));
  g_assert_no_error (error);

  g_assert_cmpstr (ac_account_get_name (account), ==, "Halden");
  g_assert_cmpstr (ac_account_get_plan_name (account), ==, "Plus");
  g_assert_cmpint (ac_account_get_features (account), ==,
                   AC_FEATURES_ACCOUNT | AC_FEATURES_ENVIRONMENTS | AC_FEATURES_ENVIRONMENT_LIMIT);
  g_assert_true (ac_environments_get_has_details (ac_account_get_environments (account)));
  g_assert_cmpstr (ac_permissions_get_role (ac_account_get_permissions (account)), ==, "technical_admin");
  g_assert_cmpint (ac_account_get_connection_state (account), ==, AC_CONNECTION_STATE_CONNECTED);
  for (guint i = 0; i < G_N_ELEMENTS (notified); i++)
    g_assert_true (g_hash_table_contains (names, notified[i]));

  /* A service that has lost the Console API meanwhile. */
  expect (fixture, "GET", CHECK, 200, "{\"sub_accounts\":[]}");
  expect (fixture, "GET", CONSOLE, 404, "{}");
  g_assert_true (connect (fixture, &error));
  g_assert_null (ac_account_get_name (account));
  g_assert_null (ac_account_get_plan_name (account));
  g_assert_cmpint (ac_account_get_features (account), ==, AC_FEATURES_NONE);
  g_assert_false (ac_environments_get_has_details (ac_account_get_environments (account)));
  g_assert_null (ac_permissions_get_role (ac_account_get_permissions (account)));
}

static void
test_connect_without_console (Fixture       *fixture,
                              gconstpointer  data)
{
  static const guint statuses[] = { 404, 401, 403, 400 };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (GError) error = NULL;

      expect (fixture, "GET", CHECK, 200, "{\"sub_accounts\":[]}");
      expect (fixture, "GET", CONSOLE, statuses[i], "{}");
      g_assert_true (connect (fixture, &error));
      g_assert_no_error (error);
      g_assert_cmpint (ac_account_get_features (fixture->account), ==, AC_FEATURES_NONE);
      g_assert_cmpint (ac_account_get_connection_state (fixture->account), ==, AC_CONNECTION_STATE_CONNECTED);
    }
}

static void
test_connect_fails (Fixture       *fixture,
                    gconstpointer  data)
{
  static const struct
  {
    guint status;
    const char *body;
    AcError code;
  } cases[] = {
    { 401, "{\"error\":{\"message\":\"Invalid credentials\"}}", AC_ERROR_UNAUTHORIZED },
    { 404, "{}", AC_ERROR_NOT_FOUND },
    { 500, "{}", AC_ERROR_SERVER },
    { 200, "{}", AC_ERROR_BAD_RESPONSE },
    { 200, "<html>", AC_ERROR_BAD_RESPONSE },
  };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      expect (fixture, "GET", CHECK, cases[i].status, cases[i].body);
      g_assert_false (connect (fixture, &error));
      g_assert_error (error, AC_ERROR, (int) cases[i].code);
      g_clear_error (&error);
    }

  expect (fixture, "GET", CHECK, 200, "{\"sub_accounts\":[]}");
  expect (fixture, "GET", CONSOLE, 500, "{}");
  g_assert_false (connect (fixture, &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_SERVER);
  g_clear_error (&error);

  expect (fixture, "GET", CHECK, 200, "{\"sub_accounts\":[]}");
  expect (fixture, "GET", CONSOLE, 200, "{\"features\":{}}");
  g_assert_false (connect (fixture, &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_BAD_RESPONSE);
  g_clear_error (&error);

  expect (fixture, "GET", CHECK, 200, "{\"sub_accounts\":[]}");
  expect (fixture, "GET", CONSOLE, 200, ALL_FEATURES);
  expect (fixture, "GET", CONSOLE "/account", 200, "{\"plan\":1}");
  g_assert_false (connect (fixture, &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_BAD_RESPONSE);
}

static void
test_connect_cancelled (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ac_mock_reply_set_hang (expect (fixture, "GET", CHECK, 200, "{}"));
  ac_account_connect_async (fixture->account, cancellable, ac_test_store_result, &result);
  ac_test_wait_until (ac_mock_server_get_n_requests (fixture->server) == 1);
  g_cancellable_cancel (cancellable);
  g_assert_false (ac_account_connect_finish (fixture->account, ac_test_wait_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
count_notify_cb (guint *count)
{
  (*count)++;
}

static void
test_name (Fixture       *fixture,
           gconstpointer  data)
{
  guint n_notifies = 0;

  g_signal_connect_swapped (fixture->account, "notify::name", G_CALLBACK (count_notify_cb), &n_notifies);
  ac_known_account_set_name (fixture->known, "Mine");
  g_assert_cmpuint (n_notifies, ==, 1);
  g_assert_cmpstr (ac_account_get_name (fixture->account), ==, "Mine");

  expect_connect (fixture);
  g_assert_true (connect (fixture, NULL));
  g_assert_cmpuint (n_notifies, ==, 2);
  g_assert_cmpstr (ac_account_get_name (fixture->account), ==, "Halden");

  ac_known_account_set_name (fixture->known, "Ours");
  g_assert_cmpuint (n_notifies, ==, 2);
}

static void
test_limit (Fixture       *fixture,
            gconstpointer  data)
{
  AcAccount *account = fixture->account;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GAsyncResult) changed = NULL;
  g_autoptr (GAsyncResult) refused = NULL;
  g_autoptr (GError) error = NULL;
  AcEnvironmentLimit *limit;

  expect (fixture, "GET", CONSOLE "/environment_limit", 200, LIMIT ("0", "3"));
  ac_account_load_limit_async (account, NULL, ac_test_store_result, &loaded);
  g_assert_true (ac_account_load_limit_finish (account, ac_test_wait_result (&loaded), &error));
  limit = ac_account_get_environment_limit (account);
  g_assert_cmpuint (ac_environment_limit_get_total (limit), ==, 3);

  expect (fixture, "PUT", CONSOLE "/environment_limit", 200, LIMIT ("2", "5"));
  ac_account_change_limit_async (account, 2, NULL, ac_test_store_result, &changed);
  g_assert_true (ac_account_change_limit_finish (account, ac_test_wait_result (&changed), &error));
  g_assert_cmpstr (ac_mock_server_get_request (fixture->server, 1)->body, ==, "{\"additional\":2}");
  g_assert_true (ac_account_get_environment_limit (account) == limit);
  g_assert_cmpuint (ac_environment_limit_get_total (limit), ==, 5);

  expect (fixture, "PUT", CONSOLE "/environment_limit", 409, "{\"error\":{\"message\":\"in use\"}}");
  ac_account_change_limit_async (account, 0, NULL, ac_test_store_result, &refused);
  g_assert_false (ac_account_change_limit_finish (account, ac_test_wait_result (&refused), &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_CONFLICT);
  g_assert_cmpuint (ac_environment_limit_get_total (limit), ==, 5);
}

static gboolean
load_environments (Fixture  *fixture,
                   GError  **error)
{
  AcCollection *environments = AC_COLLECTION (ac_account_get_environments (fixture->account));
  g_autoptr (GAsyncResult) result = NULL;

  ac_collection_load_async (environments, NULL, ac_test_store_result, &result);

  return ac_collection_load_finish (environments, ac_test_wait_result (&result), error);
}

static AcCollectionState
get_environments_state (Fixture *fixture)
{
  return ac_collection_get_state (AC_COLLECTION (ac_account_get_environments (fixture->account)));
}

static void
test_back_online_reloads (Fixture       *fixture,
                          gconstpointer  data)
{
  GListModel *environments = G_LIST_MODEL (ac_account_get_environments (fixture->account));

  expect (fixture, "GET", PUBLIC, 200, "{\"sub_accounts\":[]}");
  g_assert_true (load_environments (fixture, NULL));

  ac_mock_server_stop (fixture->server);
  g_assert_false (load_environments (fixture, NULL));
  g_assert_cmpint (ac_account_get_connection_state (fixture->account), ==, AC_CONNECTION_STATE_OFFLINE);
  g_assert_cmpint (get_environments_state (fixture), ==, AC_COLLECTION_STATE_FAILED);

  ac_mock_server_start (fixture->server);
  ac_mock_server_expect (fixture->server, "GET", "/");
  expect (fixture, "GET", PUBLIC, 200,
          "{\"sub_accounts\":[{\"id\":\"a\",\"name\":\"a\",\"cloud_name\":\"a\",\"enabled\":true}]}");
  ac_test_wait_until (g_list_model_get_n_items (environments) == 1);
  ac_test_wait_until (get_environments_state (fixture) == AC_COLLECTION_STATE_READY);
}

/* As it is when a service starts: its gateway answers first. */
static void
test_back_online_waits_for_the_service (Fixture       *fixture,
                                        gconstpointer  data)
{
  expect (fixture, "GET", PUBLIC, 200, "{\"sub_accounts\":[]}");
  g_assert_true (load_environments (fixture, NULL));
  ac_mock_server_stop (fixture->server);
  g_assert_false (load_environments (fixture, NULL));

  ac_mock_server_start (fixture->server);
  for (guint status = 502; status <= 504; status++)
    expect (fixture, "GET", "/", status, "{}");
  expect (fixture, "GET", "/", 404, "{}");
  expect (fixture, "GET", PUBLIC, 200, "{\"sub_accounts\":[]}");
  ac_test_wait_until (ac_account_get_connection_state (fixture->account) == AC_CONNECTION_STATE_CONNECTED);
  ac_test_wait_until (get_environments_state (fixture) == AC_COLLECTION_STATE_READY);
}

static void
test_back_online_by_a_request (Fixture       *fixture,
                               gconstpointer  data)
{
  AcMockReply *probe = ac_mock_server_allow (fixture->server, "GET", "/");

  ac_mock_reply_set_json (probe, 503, "{}");
  ac_mock_server_stop (fixture->server);
  g_assert_false (load_environments (fixture, NULL));

  ac_mock_server_start (fixture->server);
  for (guint i = 0; i < 3; i++)
    expect (fixture, "GET", PUBLIC, 503, "{}");
  g_assert_false (load_environments (fixture, NULL));
  g_assert_cmpint (ac_account_get_connection_state (fixture->account), ==, AC_CONNECTION_STATE_OFFLINE);

  expect (fixture, "GET", PUBLIC, 200, "{\"sub_accounts\":[]}");
  ac_mock_reply_set_json (probe, 404, "{}");
  ac_test_wait_until (get_environments_state (fixture) == AC_COLLECTION_STATE_READY);
}

static void
test_back_online_leaves_unloaded (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;

  ac_mock_server_stop (fixture->server);
  ac_account_load_limit_async (fixture->account, NULL, ac_test_store_result, &result);
  g_assert_false (ac_account_load_limit_finish (fixture->account, ac_test_wait_result (&result), NULL));

  ac_mock_server_start (fixture->server);
  ac_mock_server_expect (fixture->server, "GET", "/");
  ac_test_wait_until (ac_account_get_connection_state (fixture->account) == AC_CONNECTION_STATE_CONNECTED);
  g_assert_cmpint (get_environments_state (fixture), ==, AC_COLLECTION_STATE_IDLE);
}

static void
test_back_online_connects (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  ac_mock_server_stop (fixture->server);
  g_assert_false (connect (fixture, &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_NETWORK);
  g_assert_false (load_environments (fixture, NULL));

  ac_mock_server_start (fixture->server);
  ac_mock_server_expect (fixture->server, "GET", "/");
  expect_connect (fixture);
  expect (fixture, "GET", CONSOLE "/environments", 200, "{\"environments\":[]}");
  ac_test_wait_until (get_environments_state (fixture) == AC_COLLECTION_STATE_READY);
  g_assert_cmpstr (ac_account_get_name (fixture->account), ==, "Halden");
}

static void
test_retry_now (Fixture       *fixture,
                gconstpointer  data)
{
  /* What failed otherwise than by the network is asked for again only when somebody says so. */
  expect (fixture, "GET", PUBLIC, 500, "{}");
  g_assert_false (load_environments (fixture, NULL));
  expect (fixture, "GET", PUBLIC, 200, "{\"sub_accounts\":[]}");
  ac_account_retry_now (fixture->account);
  ac_test_wait_until (get_environments_state (fixture) == AC_COLLECTION_STATE_READY);

  ac_account_retry_now (fixture->account);
  g_assert_cmpint (get_environments_state (fixture), ==, AC_COLLECTION_STATE_READY);
}

static void
test_retry_seconds (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  guint n_notifies = 0;

  g_signal_connect_swapped (fixture->account, "notify::retry-seconds", G_CALLBACK (count_notify_cb), &n_notifies);
  ac_mock_reply_set_header (expect (fixture, "GET", CHECK, 429, "{}"), "Retry-After", "12");
  ac_account_connect_async (fixture->account, cancellable, ac_test_store_result, &result);
  ac_test_wait_until (ac_account_get_connection_state (fixture->account) == AC_CONNECTION_STATE_WAITING);
  g_assert_cmpuint (ac_account_get_retry_seconds (fixture->account), ==, 12);
  g_cancellable_cancel (cancellable);
  g_assert_false (ac_account_connect_finish (fixture->account, ac_test_wait_result (&result), NULL));
  g_assert_cmpuint (ac_account_get_retry_seconds (fixture->account), ==, 0);
  g_assert_cmpuint (n_notifies, ==, 2);
}

static void
test_properties (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (AcKnownAccount) known = NULL;
  g_autoptr (AcClient) client = NULL;
  g_autoptr (AcEnvironmentLimit) limit = NULL;
  g_autofree char *name = NULL;
  g_autofree char *plan_name = NULL;
  gboolean demo;
  AcFeatures features;
  AcConnectionState state;
  guint retry_seconds;

  expect_connect (fixture);
  g_assert_true (connect (fixture, NULL));
  g_object_get (fixture->account, "known-account", &known, "client", &client, "demo", &demo, "name", &name,
                "plan-name", &plan_name, "features", &features, "connection-state", &state,
                "retry-seconds", &retry_seconds, "environment-limit", &limit, NULL);
  g_assert_true (known == fixture->known);
  g_assert_true (client == fixture->client);
  g_assert_false (demo);
  g_assert_cmpstr (name, ==, "Halden");
  g_assert_cmpstr (plan_name, ==, "Plus");
  g_assert_cmpint (features, ==, ac_account_get_features (fixture->account));
  g_assert_cmpint (state, ==, AC_CONNECTION_STATE_CONNECTED);
  g_assert_cmpuint (retry_seconds, ==, 0);
  g_assert_null (limit);
}

#define add(path, function) \
  g_test_add ("/account/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("new", test_new);
  add ("connect/all", test_connect);
  add ("connect/without-console", test_connect_without_console);
  add ("connect/fails", test_connect_fails);
  add ("connect/cancelled", test_connect_cancelled);
  add ("name", test_name);
  add ("limit", test_limit);
  add ("back-online/reloads", test_back_online_reloads);
  add ("back-online/waits-for-the-service", test_back_online_waits_for_the_service);
  add ("back-online/by-a-request", test_back_online_by_a_request);
  add ("back-online/leaves-unloaded", test_back_online_leaves_unloaded);
  add ("back-online/connects", test_back_online_connects);
  add ("retry-now", test_retry_now);
  add ("retry-seconds", test_retry_seconds);
  add ("properties", test_properties);

  return g_test_run ();
}
