/* test-api-keys.c: the keys of the account, and those of an environment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libsecret/secret.h>
#include <string.h>

#include "ac-account-keys.h"
#include "ac-client-private.h"
#include "ac-environments.h"
#include "ac-error.h"
#include "ac-mock-server.h"
#include "ac-test-utils.h"

#define ACCOUNT "/v1_1/console/accounts/acc/account_keys"
#define ENVIRONMENTS "/v1_1/provisioning/accounts/acc/sub_accounts"
#define KEYS ENVIRONMENTS "/a/access_keys"
#define PAGE "?page_size=100&page=%u&sort_by=api_key&sort_order=asc"
#define SECRET "hush-hush-hush"
#define KEY(key, enabled, more) \
  "{\"name\":\"N" key "\",\"api_key\":\"" key "\",\"api_secret\":\"" SECRET key "\",\"enabled\":" enabled more "}"

typedef struct
{
  AcMockServer *server;
  AcClient *client;
  AcEnvironments *environments;
  AcEnvironment *a;
  AcApiKeys *keys; /* of the account, or of the environment a */
} Fixture;

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

static void
load (AcCollection *collection)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ac_collection_load_async (collection, NULL, ac_test_store_result, &result);
  ac_collection_load_finish (collection, ac_test_wait_result (&result), &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (AcCredentials) credentials = ac_credentials_new ("1", "own-" SECRET);

  fixture->server = ac_mock_server_new ();
  fixture->client = ac_client_new (ac_mock_server_get_host (fixture->server), credentials, NULL);
  ac_client_set_retry_base (fixture->client, 1);
  fixture->environments = ac_environments_new (fixture->client, "acc");

  expect (fixture, "GET", ENVIRONMENTS, 200,
          "{\"sub_accounts\":[{\"id\":\"a\",\"name\":\"a\",\"cloud_name\":\"a\",\"enabled\":true,\"api_access_keys\":[{},{}]}]}");
  load (AC_COLLECTION (fixture->environments));
  fixture->a = g_object_ref (ac_collection_lookup (AC_COLLECTION (fixture->environments), "a"));

  if (g_strcmp0 (data, "account") == 0)
    fixture->keys = AC_API_KEYS (ac_account_keys_new (fixture->client, "acc"));
  else
    fixture->keys = AC_API_KEYS (ac_environments_get_keys (fixture->environments, fixture->a));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  ac_mock_server_assert_done (fixture->server);
  g_assert_finalize_object (fixture->keys);
  g_clear_object (&fixture->a);
  g_assert_finalize_object (fixture->environments);
  g_assert_finalize_object (fixture->client);
  g_assert_finalize_object (fixture->server);
}

static void
expect_page (Fixture    *fixture,
             guint       page,
             guint       total,
             const char *keys)
{
  g_autofree char *target = g_strdup_printf (KEYS PAGE, page);
  g_autofree char *body = g_strdup_printf ("{\"access_keys\":[%s],\"total\":%u}", keys, total);

  expect (fixture, "GET", target, 200, body);
}

/* The keys from number @first on; every second one is enabled. */
static void
expect_many (Fixture *fixture,
             guint    page,
             guint    total,
             guint    first,
             guint    n)
{
  g_autoptr (GString) keys = g_string_new (NULL);

  for (guint i = first; i < first + n; i++)
    g_string_append_printf (keys, "%s{\"name\":\"K%u\",\"api_key\":\"%05u\",\"api_secret\":\"" SECRET "%u\",\"enabled\":%s}",
                            i > first ? "," : "", i, i, i, i % 2 == 0 ? "true" : "false");
  expect_page (fixture, page, total, keys->str);
}

static void
load_three (Fixture *fixture)
{
  expect_page (fixture, 1, 3,
               KEY ("1", "true", ",\"root\":true") "," KEY ("2", "true", ",\"dedicated_for\":[\"webhooks\"]") "," KEY ("3", "false", ""));
  load (AC_COLLECTION (fixture->keys));
}

static void
load_account (Fixture *fixture)
{
  expect (fixture, "GET", ACCOUNT, 200,
          "{\"account_keys\":[" KEY ("1", "true", ",\"root\":true,\"role\":\"master_admin\"") ","
          KEY ("2", "true", ",\"role\":\"billing\"") "]}");
  load (AC_COLLECTION (fixture->keys));
}

static AcApiKey *
lookup (Fixture    *fixture,
        const char *key)
{
  return ac_collection_lookup (AC_COLLECTION (fixture->keys), key);
}

static const AcMockRequest *
get_last_request (Fixture *fixture)
{
  return ac_mock_server_get_request (fixture->server, ac_mock_server_get_n_requests (fixture->server) - 1);
}

static gboolean
finish_change (Fixture       *fixture,
               GAsyncResult **result,
               GError       **error)
{
  gboolean ok = ac_api_keys_change_finish (fixture->keys, ac_test_wait_result (result), error);

  g_clear_object (result);

  return ok;
}

static void
assert_credentials (AcCredentials *credentials,
                    const char    *key,
                    const char    *secret)
{
  char *text = ac_credentials_dup_secret (credentials);

  g_assert_cmpstr (ac_credentials_get_key (credentials), ==, key);
  g_assert_cmpstr (text, ==, secret);
  secret_password_free (text);
}

static AcCredentials *
fetch_credentials (Fixture   *fixture,
                   AcApiKey  *key,
                   GError   **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ac_api_keys_fetch_credentials_async (fixture->keys, key, NULL, ac_test_store_result, &result);

  return ac_api_keys_fetch_credentials_finish (fixture->keys, ac_test_wait_result (&result), error);
}

static void
test_account_list (Fixture       *fixture,
                   gconstpointer  data)
{
  load_account (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->keys)), ==, 2);
  g_assert_cmpstr (ac_api_key_get_role (lookup (fixture, "2")), ==, "billing");
  g_assert_true (ac_api_keys_is_in_use (fixture->keys, lookup (fixture, "1")));
  g_assert_false (ac_api_keys_is_in_use (fixture->keys, lookup (fixture, "2")));
}

static void
test_account_generate (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (AcCredentials) credentials = NULL;
  g_autoptr (AcApiKey) key = NULL;
  g_autoptr (GError) error = NULL;

  load_account (fixture);
  expect (fixture, "POST", ACCOUNT, 200, KEY ("3", "true", ",\"role\":\"admin\""));
  ac_account_keys_generate_async (AC_ACCOUNT_KEYS (fixture->keys), "CI", "admin", NULL, ac_test_store_result, &result);
  key = ac_api_keys_generate_finish (fixture->keys, ac_test_wait_result (&result), &credentials, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (get_last_request (fixture)->body, ==, "{\"name\":\"CI\",\"role\":\"admin\"}");
  g_assert_true (lookup (fixture, "3") == key);
  assert_credentials (credentials, "3", SECRET "3");
}

static void
test_account_changes (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  AcApiKey *key;

  load_account (fixture);
  key = lookup (fixture, "2");

  expect (fixture, "PUT", ACCOUNT "/2", 200, "{\"name\":\"New\",\"api_key\":\"2\",\"role\":\"billing\",\"enabled\":true}");
  ac_api_keys_set_name_async (fixture->keys, key, "New", NULL, ac_test_store_result, &result);
  g_assert_true (finish_change (fixture, &result, NULL));
  g_assert_cmpstr (get_last_request (fixture)->body, ==, "{\"name\":\"New\"}");
  g_assert_cmpstr (ac_api_key_get_name (key), ==, "New");

  g_assert_false (ac_api_keys_is_last_enabled (fixture->keys, lookup (fixture, "1")));
  expect (fixture, "PUT", ACCOUNT "/2", 200, "{\"name\":\"New\",\"api_key\":\"2\",\"role\":\"billing\",\"enabled\":false}");
  ac_api_keys_set_enabled_async (fixture->keys, key, FALSE, NULL, ac_test_store_result, &result);
  g_assert_true (finish_change (fixture, &result, NULL));
  g_assert_cmpstr (get_last_request (fixture)->body, ==, "{\"enabled\":false}");
  g_assert_false (ac_api_key_get_enabled (key));
  g_assert_true (ac_api_keys_is_last_enabled (fixture->keys, lookup (fixture, "1")));
  g_assert_false (ac_api_keys_is_last_enabled (fixture->keys, key));
  g_assert_true (lookup (fixture, "2") == key);
  /* Nothing of it is about the environment. */
  g_assert_cmpuint (ac_environment_get_enabled_keys (fixture->a), ==, 2);
}

static void
test_account_credentials (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr (AcCredentials) credentials = NULL;
  g_autoptr (GError) error = NULL;

  load_account (fixture);
  expect (fixture, "GET", ACCOUNT "/2", 200, KEY ("2", "true", ""));
  credentials = fetch_credentials (fixture, lookup (fixture, "2"), &error);
  g_assert_no_error (error);
  assert_credentials (credentials, "2", SECRET "2");

  expect (fixture, "GET", ACCOUNT "/2", 200, KEY ("1", "true", ""));
  g_assert_null (fetch_credentials (fixture, lookup (fixture, "2"), &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_BAD_RESPONSE);
  g_clear_error (&error);

  expect (fixture, "GET", ACCOUNT "/2", 200, "{\"api_key\":\"2\",\"enabled\":true}");
  g_assert_null (fetch_credentials (fixture, lookup (fixture, "2"), &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_BAD_RESPONSE);
}

static void
on_items_changed_cb (GListModel *model,
                     guint       position,
                     guint       n_removed,
                     guint       n_added,
                     guint      *n)
{
  ++*n;
}

static void
test_pages (Fixture       *fixture,
            gconstpointer  data)
{
  guint n_signals = 0;

  g_signal_connect (fixture->keys, "items-changed", G_CALLBACK (on_items_changed_cb), &n_signals);
  for (guint page = 1; page <= 10; page++)
    expect_many (fixture, page, 1000, (page - 1) * 100, 100);
  load (AC_COLLECTION (fixture->keys));
  g_assert_cmpuint (n_signals, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->keys)), ==, 1000);
  g_assert_cmpuint (ac_environment_keys_get_total (AC_ENVIRONMENT_KEYS (fixture->keys)), ==, 1000);
  g_assert_cmpuint (ac_environment_get_enabled_keys (fixture->a), ==, 500);

  /* Pages smaller than asked for, and one key less. */
  expect_many (fixture, 1, 3, 0, 2);
  expect_many (fixture, 2, 3, 2, 1);
  load (AC_COLLECTION (fixture->keys));
  g_assert_cmpuint (n_signals, ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->keys)), ==, 3);
  g_assert_cmpuint (ac_environment_get_enabled_keys (fixture->a), ==, 2);

  expect_page (fixture, 1, 0, "");
  load (AC_COLLECTION (fixture->keys));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->keys)), ==, 0);
  g_assert_cmpuint (ac_environment_get_enabled_keys (fixture->a), ==, 0);
  g_signal_handlers_disconnect_by_func (fixture->keys, on_items_changed_cb, &n_signals);
}

/* A key that came or went between two pages moves the others: it is read again. */
static void
test_pages_shift (Fixture       *fixture,
                  gconstpointer  data)
{
  expect_many (fixture, 1, 150, 0, 100);
  expect_many (fixture, 2, 149, 101, 49);
  expect_many (fixture, 1, 149, 1, 100);
  expect_many (fixture, 2, 149, 101, 49);
  load (AC_COLLECTION (fixture->keys));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->keys)), ==, 149);
  g_assert_null (lookup (fixture, "00000"));
  g_assert_nonnull (lookup (fixture, "00100"));
}

/* It always is another number: at some time what there is has to do. */
static void
test_pages_restless (Fixture       *fixture,
                     gconstpointer  data)
{
  for (guint i = 0; i < 4; i++)
    {
      expect_many (fixture, 1, 101 + 2 * i, 0, 100);
      expect_many (fixture, 2, 102 + 2 * i, 100, 2 + 2 * i);
    }
  load (AC_COLLECTION (fixture->keys));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->keys)), ==, 108);
}

/* The service has no page 101. */
static void
test_pages_limit (Fixture       *fixture,
                  gconstpointer  data)
{
  for (guint page = 1; page <= 100; page++)
    expect_many (fixture, page, 250, page - 1, 1);
  load (AC_COLLECTION (fixture->keys));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->keys)), ==, 100);
  g_assert_cmpuint (ac_environment_keys_get_total (AC_ENVIRONMENT_KEYS (fixture->keys)), ==, 250);
  /* Not all are known, so the number isn't either. */
  g_assert_cmpuint (ac_environment_get_enabled_keys (fixture->a), ==, 2);
}

static void
test_shared (Fixture       *fixture,
             gconstpointer  data)
{
  AcEnvironmentKeys *again = ac_environments_get_keys (fixture->environments, fixture->a);

  g_assert_true (AC_API_KEYS (again) == fixture->keys);
  g_assert_true (ac_environment_keys_get_environment (again) == fixture->a);
  g_object_unref (again);

  g_assert_finalize_object (fixture->keys);
  fixture->keys = AC_API_KEYS (ac_environments_get_keys (fixture->environments, fixture->a));
  g_assert_cmpint (ac_collection_get_state (AC_COLLECTION (fixture->keys)), ==, AC_COLLECTION_STATE_IDLE);
}

static void
test_generate (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (AcCredentials) credentials = NULL;
  g_autoptr (AcApiKey) key = NULL;
  g_autoptr (AcApiKey) disabled = NULL;

  load_three (fixture);
  expect (fixture, "POST", KEYS, 200, KEY ("4", "true", ""));
  ac_environment_keys_generate_async (AC_ENVIRONMENT_KEYS (fixture->keys), "CI", TRUE, NULL, ac_test_store_result, &result);
  key = ac_api_keys_generate_finish (fixture->keys, ac_test_wait_result (&result), &credentials, NULL);
  g_assert_cmpstr (get_last_request (fixture)->body, ==, "{\"name\":\"CI\",\"enabled\":true}");
  g_assert_true (lookup (fixture, "4") == key);
  assert_credentials (credentials, "4", SECRET "4");
  g_assert_cmpuint (ac_environment_get_enabled_keys (fixture->a), ==, 3);

  g_clear_object (&result);
  expect (fixture, "POST", KEYS, 200, KEY ("5", "false", ""));
  ac_environment_keys_generate_async (AC_ENVIRONMENT_KEYS (fixture->keys), "CI", FALSE, NULL, ac_test_store_result, &result);
  disabled = ac_api_keys_generate_finish (fixture->keys, ac_test_wait_result (&result), NULL, NULL);
  g_assert_cmpstr (get_last_request (fixture)->body, ==, "{\"name\":\"CI\",\"enabled\":false}");
  g_assert_nonnull (disabled);
  g_assert_cmpuint (ac_environment_get_enabled_keys (fixture->a), ==, 3);
}

static void
test_webhooks (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  AcApiKey *one, *two;

  load_three (fixture);
  one = lookup (fixture, "1");
  two = lookup (fixture, "2");
  g_assert_true (ac_api_key_get_dedicated_for_webhooks (two));

  expect (fixture, "PUT", KEYS "/1", 200, KEY ("1", "true", ",\"root\":true,\"dedicated_for\":[\"webhooks\"]"));
  ac_environment_keys_designate_async (AC_ENVIRONMENT_KEYS (fixture->keys), one, NULL, ac_test_store_result, &result);
  g_assert_true (finish_change (fixture, &result, NULL));
  g_assert_cmpstr (get_last_request (fixture)->body, ==, "{\"dedicated_for\":\"webhooks\"}");
  g_assert_true (ac_api_key_get_dedicated_for_webhooks (one));
  g_assert_false (ac_api_key_get_dedicated_for_webhooks (two));

  /* What the answer says counts. */
  expect (fixture, "PUT", KEYS "/2", 200, KEY ("2", "true", ""));
  ac_environment_keys_designate_async (AC_ENVIRONMENT_KEYS (fixture->keys), two, NULL, ac_test_store_result, &result);
  g_assert_true (finish_change (fixture, &result, NULL));
  g_assert_true (ac_api_key_get_dedicated_for_webhooks (one));
  g_assert_false (ac_api_key_get_dedicated_for_webhooks (two));
}

static void
on_item_changed_cb (AcCollection  *collection,
                    AcEnvironment *environment,
                    guint         *n)
{
  ++*n;
}

/* The list of environments follows, and an answer that is on its way doesn't put the old number back. */
static void
test_enabled_keys (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) list_result = NULL;
  AcMockReply *stale;
  guint n_changes = 0;

  load_three (fixture);
  g_signal_connect (fixture->environments, "item-changed", G_CALLBACK (on_item_changed_cb), &n_changes);
  stale = expect (fixture, "GET", ENVIRONMENTS, 200,
                  "{\"sub_accounts\":[{\"id\":\"a\",\"name\":\"a\",\"cloud_name\":\"a\",\"enabled\":true,\"api_access_keys\":[{},{}]}]}");
  ac_mock_reply_set_delay (stale, 1000);
  ac_collection_load_async (AC_COLLECTION (fixture->environments), NULL, ac_test_store_result, &list_result);

  expect (fixture, "PUT", KEYS "/3", 200, KEY ("3", "true", ""));
  ac_api_keys_set_enabled_async (fixture->keys, lookup (fixture, "3"), TRUE, NULL, ac_test_store_result, &result);
  g_assert_true (finish_change (fixture, &result, NULL));
  g_assert_cmpuint (ac_environment_get_enabled_keys (fixture->a), ==, 3);
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_null (list_result);

  expect (fixture, "GET", ENVIRONMENTS, 200,
          "{\"sub_accounts\":[{\"id\":\"a\",\"name\":\"a\",\"cloud_name\":\"a\",\"enabled\":true,\"api_access_keys\":[{},{},{}]}]}");
  g_assert_true (ac_collection_load_finish (AC_COLLECTION (fixture->environments), ac_test_wait_result (&list_result), NULL));
  g_assert_cmpuint (n_changes, ==, 1);

  expect (fixture, "DELETE", KEYS "/3", 200, "{\"message\":\"ok\"}");
  ac_environment_keys_delete_async (AC_ENVIRONMENT_KEYS (fixture->keys), lookup (fixture, "3"), NULL, ac_test_store_result, &result);
  g_assert_true (finish_change (fixture, &result, NULL));
  g_assert_null (lookup (fixture, "3"));
  g_assert_cmpuint (ac_environment_get_enabled_keys (fixture->a), ==, 2);

  /* One that is gone already. */
  expect (fixture, "PUT", KEYS "/2", 404, "{\"error\":{\"message\":\"not found\"}}");
  ac_api_keys_set_enabled_async (fixture->keys, lookup (fixture, "2"), FALSE, NULL, ac_test_store_result, &result);
  g_assert_false (finish_change (fixture, &result, NULL));
  g_assert_null (lookup (fixture, "2"));
  g_assert_cmpuint (ac_environment_get_enabled_keys (fixture->a), ==, 1);
  g_assert_true (ac_api_keys_is_last_enabled (fixture->keys, lookup (fixture, "1")));
  g_signal_handlers_disconnect_by_func (fixture->environments, on_item_changed_cb, &n_changes);
}

static void
test_credentials (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (AcCredentials) credentials = NULL;
  g_autoptr (AcCredentials) moved = NULL;
  g_autoptr (AcApiKey) key = NULL;
  g_autoptr (GError) error = NULL;

  for (guint page = 1; page <= 3; page++)
    expect_many (fixture, page, 250, (page - 1) * 100, page < 3 ? 100 : 50);
  load (AC_COLLECTION (fixture->keys));

  /* Straight from the page where it should be. */
  expect_many (fixture, 3, 250, 200, 50);
  credentials = fetch_credentials (fixture, lookup (fixture, "00234"), &error);
  g_assert_no_error (error);
  assert_credentials (credentials, "00234", SECRET "234");

  /* It moved. */
  expect_many (fixture, 2, 250, 101, 100);
  expect_many (fixture, 1, 250, 1, 100);
  moved = fetch_credentials (fixture, lookup (fixture, "00100"), &error);
  g_assert_no_error (error);
  assert_credentials (moved, "00100", SECRET "100");

  /* It is nowhere. */
  key = g_object_ref (lookup (fixture, "00100"));
  expect_many (fixture, 2, 249, 101, 100);
  expect_many (fixture, 1, 249, 0, 100);
  expect_many (fixture, 3, 249, 201, 49);
  g_assert_null (fetch_credentials (fixture, key, &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_NOT_FOUND);
  g_assert_null (lookup (fixture, "00100"));
  g_assert_nonnull (ac_collection_lookup (AC_COLLECTION (fixture->environments), "a"));
}

/* The page where it was is no more, because many keys went. */
static void
test_credentials_few_left (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr (AcCredentials) credentials = NULL;
  g_autoptr (GError) error = NULL;

  expect_many (fixture, 1, 150, 0, 100);
  expect_many (fixture, 2, 150, 100, 50);
  load (AC_COLLECTION (fixture->keys));

  expect_page (fixture, 2, 1, "");
  expect_many (fixture, 1, 1, 120, 1);
  credentials = fetch_credentials (fixture, lookup (fixture, "00120"), &error);
  g_assert_no_error (error);
  assert_credentials (credentials, "00120", SECRET "120");
}

/* The environment itself is gone. */
static void
test_environment_gone (Fixture       *fixture,
                       gconstpointer  data)
{
  AcCollection *environments = AC_COLLECTION (fixture->environments);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *target = g_strdup_printf (KEYS PAGE, 1);

  expect (fixture, "GET", target, 404, "{\"error\":{\"message\":\"not found\"}}");
  ac_collection_load_async (AC_COLLECTION (fixture->keys), NULL, ac_test_store_result, &result);
  g_assert_false (ac_collection_load_finish (AC_COLLECTION (fixture->keys), ac_test_wait_result (&result), &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_NOT_FOUND);
  g_assert_null (ac_collection_lookup (environments, "a"));
}

static void
assert_no_secret (GObject *object)
{
  guint n;
  g_autofree GParamSpec **properties = g_object_class_list_properties (G_OBJECT_GET_CLASS (object), &n);

  for (guint i = 0; i < n; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;
      g_autofree char *text = NULL;

      g_value_init (&value, properties[i]->value_type);
      g_object_get_property (object, properties[i]->name, &value);
      text = g_strdup_value_contents (&value);
      g_assert_null (strstr (text, SECRET));
    }
}

/* Everything once, in a process whose whole log is read by the parent. */
static void
do_everything (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (AcCredentials) credentials = NULL;
  g_autoptr (AcCredentials) fetched = NULL;
  g_autoptr (AcApiKey) key = NULL;
  g_autoptr (GError) error = NULL;

  load_three (fixture);
  expect (fixture, "POST", KEYS, 200, KEY ("4", "true", ""));
  ac_environment_keys_generate_async (AC_ENVIRONMENT_KEYS (fixture->keys), "CI", TRUE, NULL, ac_test_store_result, &result);
  key = ac_api_keys_generate_finish (fixture->keys, ac_test_wait_result (&result), &credentials, NULL);
  g_clear_object (&result);

  expect (fixture, "PUT", KEYS "/4", 200, KEY ("4", "true", ""));
  ac_api_keys_set_name_async (fixture->keys, key, "New", NULL, ac_test_store_result, &result);
  g_assert_true (finish_change (fixture, &result, NULL));
  expect_page (fixture, 1, 1, KEY ("4", "true", ""));
  fetched = fetch_credentials (fixture, key, NULL);
  assert_credentials (fetched, "4", SECRET "4");

  /* An error quotes nothing of the answer. */
  expect_page (fixture, 1, 1, "{\"api_key\":\"4\",\"api_secret\":[\"" SECRET "\"]}");
  g_assert_null (fetch_credentials (fixture, key, &error));
  g_assert_null (strstr (error->message, SECRET));
  g_debug ("%s", error->message);

  assert_no_secret (G_OBJECT (fixture->client));
  assert_no_secret (G_OBJECT (fixture->keys));
  assert_no_secret (G_OBJECT (fixture->a));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->keys)); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (fixture->keys), i);

      assert_no_secret (item);
    }
}

static void
test_secrets (void)
{
  g_setenv ("G_MESSAGES_DEBUG", "all", TRUE);
  g_test_trap_subprocess ("/api-keys/secrets/subprocess/everything", 0, 0);
  g_unsetenv ("G_MESSAGES_DEBUG");
  g_test_trap_assert_passed ();
  /* It did log. */
  g_test_trap_assert_stdout ("*GET /v1_1/provisioning/accounts/acc/sub_accounts/a/access_keys: 200 in*");
  g_test_trap_assert_stdout_unmatched ("*" SECRET "*");
  g_test_trap_assert_stderr_unmatched ("*" SECRET "*");
}

#define add(path, kind, function) \
  g_test_add ("/api-keys/" path, Fixture, kind, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("account/list", "account", test_account_list);
  add ("account/generate", "account", test_account_generate);
  add ("account/changes", "account", test_account_changes);
  add ("account/credentials", "account", test_account_credentials);
  add ("environment/pages", NULL, test_pages);
  add ("environment/pages-shift", NULL, test_pages_shift);
  add ("environment/pages-restless", NULL, test_pages_restless);
  add ("environment/pages-limit", NULL, test_pages_limit);
  add ("environment/shared", NULL, test_shared);
  add ("environment/generate", NULL, test_generate);
  add ("environment/webhooks", NULL, test_webhooks);
  add ("environment/enabled-keys", NULL, test_enabled_keys);
  add ("environment/credentials", NULL, test_credentials);
  add ("environment/credentials-few-left", NULL, test_credentials_few_left);
  add ("environment/gone", NULL, test_environment_gone);
  add ("secrets/subprocess/everything", NULL, do_everything);
  g_test_add_func ("/api-keys/secrets", test_secrets);

  return g_test_run ();
}
