/* test-api-keys-trouble.c: each thing that is done with keys, and each way in which its answer goes wrong
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

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
#define PAGE KEYS "?page_size=100&page=1&sort_by=api_key&sort_order=asc"
#define KEY(key) \
  "{\"name\":\"N" key "\",\"api_key\":\"" key "\",\"api_secret\":\"hush\",\"role\":\"admin\",\"enabled\":true,\"root\":false}"
#define LIST "{\"account_keys\":[" KEY ("1") "," KEY ("2") "],\"access_keys\":[" KEY ("1") "," KEY ("2") "],\"total\":2}"

typedef struct
{
  AcMockServer *server;
  AcClient *client;
  AcEnvironments *environments;
  AcApiKeys *keys;
  AcApiKey *key; /* number 2 */
} Fixture;

typedef struct
{
  const char *name;
  const char *method;
  const char *target;
  const char *answer; /* the right one */
  void (*start) (Fixture       *fixture,
                 GCancellable  *cancellable,
                 GAsyncResult **result);
  gboolean (*finish) (Fixture       *fixture,
                      GAsyncResult  *result,
                      GError       **error);
} Verb;

/* What comes instead of the answer. */
typedef struct
{
  const char *name;
  const char *raw;  /* (nullable): the whole of it */
  const char *body; /* else JSON */
  guint status;
  AcError code;
  guint n_tries;     /* of what may be repeated */
  gboolean any_object; /* for a DELETE that is an answer as good as any */
} Trouble;

typedef struct
{
  const Verb *verb;
  const Trouble *trouble;
} Case;

static void
start_load (Fixture       *fixture,
            GCancellable  *cancellable,
            GAsyncResult **result)
{
  ac_collection_load_async (AC_COLLECTION (fixture->keys), cancellable, ac_test_store_result, result);
}

static gboolean
finish_load (Fixture       *fixture,
             GAsyncResult  *result,
             GError       **error)
{
  return ac_collection_load_finish (AC_COLLECTION (fixture->keys), result, error);
}

static void
start_generate (Fixture       *fixture,
                GCancellable  *cancellable,
                GAsyncResult **result)
{
  if (AC_IS_ACCOUNT_KEYS (fixture->keys))
    ac_account_keys_generate_async (AC_ACCOUNT_KEYS (fixture->keys), "New", "admin", cancellable, ac_test_store_result, result);
  else
    ac_environment_keys_generate_async (AC_ENVIRONMENT_KEYS (fixture->keys), "New", TRUE, cancellable, ac_test_store_result, result);
}

static gboolean
finish_generate (Fixture       *fixture,
                 GAsyncResult  *result,
                 GError       **error)
{
  g_autoptr (AcCredentials) credentials = NULL;
  g_autoptr (AcApiKey) key = ac_api_keys_generate_finish (fixture->keys, result, &credentials, error);

  g_assert_true ((key == NULL) == (credentials == NULL));

  return key != NULL;
}

static void
start_rename (Fixture       *fixture,
              GCancellable  *cancellable,
              GAsyncResult **result)
{
  ac_api_keys_set_name_async (fixture->keys, fixture->key, "New", cancellable, ac_test_store_result, result);
}

static void
start_disable (Fixture       *fixture,
               GCancellable  *cancellable,
               GAsyncResult **result)
{
  ac_api_keys_set_enabled_async (fixture->keys, fixture->key, FALSE, cancellable, ac_test_store_result, result);
}

static void
start_designate (Fixture       *fixture,
                 GCancellable  *cancellable,
                 GAsyncResult **result)
{
  ac_environment_keys_designate_async (AC_ENVIRONMENT_KEYS (fixture->keys), fixture->key, cancellable, ac_test_store_result, result);
}

static void
start_delete (Fixture       *fixture,
              GCancellable  *cancellable,
              GAsyncResult **result)
{
  ac_environment_keys_delete_async (AC_ENVIRONMENT_KEYS (fixture->keys), fixture->key, cancellable, ac_test_store_result, result);
}

static gboolean
finish_change (Fixture       *fixture,
               GAsyncResult  *result,
               GError       **error)
{
  return ac_api_keys_change_finish (fixture->keys, result, error);
}

static void
start_fetch (Fixture       *fixture,
             GCancellable  *cancellable,
             GAsyncResult **result)
{
  ac_api_keys_fetch_credentials_async (fixture->keys, fixture->key, cancellable, ac_test_store_result, result);
}

static gboolean
finish_fetch (Fixture       *fixture,
              GAsyncResult  *result,
              GError       **error)
{
  g_autoptr (AcCredentials) credentials = ac_api_keys_fetch_credentials_finish (fixture->keys, result, error);

  return credentials != NULL;
}

static const Verb verbs[] = {
  { "account/load", "GET", ACCOUNT, LIST, start_load, finish_load },
  { "account/generate", "POST", ACCOUNT, KEY ("3"), start_generate, finish_generate },
  { "account/rename", "PUT", ACCOUNT "/2", KEY ("2"), start_rename, finish_change },
  { "account/disable", "PUT", ACCOUNT "/2", KEY ("2"), start_disable, finish_change },
  { "account/fetch", "GET", ACCOUNT "/2", KEY ("2"), start_fetch, finish_fetch },
  { "environment/load", "GET", PAGE, LIST, start_load, finish_load },
  { "environment/generate", "POST", KEYS, KEY ("3"), start_generate, finish_generate },
  { "environment/rename", "PUT", KEYS "/2", KEY ("2"), start_rename, finish_change },
  { "environment/disable", "PUT", KEYS "/2", KEY ("2"), start_disable, finish_change },
  { "environment/designate", "PUT", KEYS "/2", KEY ("2"), start_designate, finish_change },
  { "environment/delete", "DELETE", KEYS "/2", "{\"message\":\"ok\"}", start_delete, finish_change },
  { "environment/fetch", "GET", PAGE, LIST, start_fetch, finish_fetch },
};

#define HEAD "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
#define REASON "{\"error\":{\"message\":\"because\"}}"

static const Trouble troubles[] = {
  { "bad-request", NULL, REASON, 400, AC_ERROR_INVALID, 1, FALSE },
  { "unauthorized", NULL, REASON, 401, AC_ERROR_UNAUTHORIZED, 1, FALSE },
  { "forbidden", NULL, REASON, 403, AC_ERROR_FORBIDDEN, 1, FALSE },
  { "not-allowed", NULL, REASON, 405, AC_ERROR_INVALID, 1, FALSE },
  { "conflict", NULL, REASON, 409, AC_ERROR_CONFLICT, 1, FALSE },
  { "server-error", NULL, REASON, 500, AC_ERROR_SERVER, 1, FALSE },
  { "dropped", "", NULL, 0, AC_ERROR_NETWORK, 3, FALSE },
  { "truncated", HEAD "100\r\n\r\n{\"account_k", NULL, 0, AC_ERROR_NETWORK, 3, FALSE },
  { "huge", HEAD "99999999999\r\n\r\n{", NULL, 0, AC_ERROR_TOO_LARGE, 1, FALSE },
  { "half", NULL, "{\"access_k", 200, AC_ERROR_BAD_RESPONSE, 1, FALSE },
  { "array", NULL, "[]", 200, AC_ERROR_BAD_RESPONSE, 1, FALSE },
  { "nothing-in-it", NULL, "{}", 200, AC_ERROR_BAD_RESPONSE, 1, TRUE },
  { "wrong-types", NULL,
    "{\"account_keys\":7,\"access_keys\":[7],\"total\":\"x\",\"api_key\":7,\"api_secret\":[],\"name\":{},\"enabled\":\"y\"}",
    200, AC_ERROR_BAD_RESPONSE, 1, TRUE },
};

static gboolean
is_of_account (const Verb *verb)
{
  return g_str_has_prefix (verb->name, "account/");
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
prepare (Fixture    *fixture,
         const Verb *verb)
{
  g_autoptr (AcCredentials) credentials = ac_credentials_new ("key", "secret");

  fixture->server = ac_mock_server_new ();
  fixture->client = ac_client_new (ac_mock_server_get_host (fixture->server), credentials, NULL);
  ac_client_set_retry_base (fixture->client, 1);
  fixture->environments = ac_environments_new (fixture->client, "acc");

  ac_mock_server_allow (fixture->server, "GET", "/");
  ac_mock_reply_set_json (ac_mock_server_expect (fixture->server, "GET", ENVIRONMENTS), 200,
                          "{\"sub_accounts\":[{\"id\":\"a\",\"name\":\"a\",\"cloud_name\":\"a\",\"enabled\":true}]}");
  load (AC_COLLECTION (fixture->environments));
  if (is_of_account (verb))
    fixture->keys = AC_API_KEYS (ac_account_keys_new (fixture->client, "acc"));
  else
    fixture->keys = AC_API_KEYS (ac_environments_get_keys (fixture->environments,
                                                           ac_collection_lookup (AC_COLLECTION (fixture->environments), "a")));
  ac_mock_reply_set_json (ac_mock_server_expect (fixture->server, "GET", is_of_account (verb) ? ACCOUNT : PAGE), 200, LIST);
  load (AC_COLLECTION (fixture->keys));
  fixture->key = g_object_ref (ac_collection_lookup (AC_COLLECTION (fixture->keys), "2"));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  prepare (fixture, data);
}

static void
set_up_case (Fixture       *fixture,
             gconstpointer  data)
{
  prepare (fixture, ((const Case *) data)->verb);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->key);
  g_assert_finalize_object (fixture->keys);
  g_assert_finalize_object (fixture->environments);
  g_assert_finalize_object (fixture->client);
  g_assert_finalize_object (fixture->server);
}

static void
assert_unchanged (Fixture *fixture)
{
  AcCollection *collection = AC_COLLECTION (fixture->keys);
  AcEnvironment *a = ac_collection_lookup (AC_COLLECTION (fixture->environments), "a");

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (collection)), ==, 2);
  g_assert_true (ac_collection_lookup (collection, "2") == fixture->key);
  g_assert_cmpstr (ac_api_key_get_name (fixture->key), ==, "N2");
  g_assert_true (ac_api_key_get_enabled (fixture->key));
  g_assert_false (ac_api_key_get_dedicated_for_webhooks (fixture->key));
  g_assert_cmpuint (ac_environment_get_enabled_keys (a), ==, AC_IS_ENVIRONMENT_KEYS (fixture->keys) ? 2 : 0);
}

static guint
count_tries (Fixture    *fixture,
             const Verb *verb)
{
  guint n = ac_mock_server_count_requests (fixture->server, verb->method, verb->target);

  /* The list was loaded before. */
  return g_str_equal (verb->method, "GET") && !g_str_has_suffix (verb->target, "/2") ? n - 1 : n;
}

/* The next try of the same goes well. */
static void
assert_goes_on (Fixture    *fixture,
                const Verb *verb)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ac_mock_reply_set_json (ac_mock_server_expect (fixture->server, verb->method, verb->target), 200, verb->answer);
  verb->start (fixture, NULL, &result);
  g_assert_true (verb->finish (fixture, ac_test_wait_result (&result), &error));
  g_assert_no_error (error);
  g_assert_cmpint (ac_client_get_state (fixture->client), ==, AC_CONNECTION_STATE_CONNECTED);
}

static void
test_trouble (Fixture       *fixture,
              gconstpointer  data)
{
  const Case *one = data;
  const Verb *verb = one->verb;
  const Trouble *trouble = one->trouble;
  gboolean is_post = g_str_equal (verb->method, "POST");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < (is_post ? 1 : trouble->n_tries); i++)
    {
      AcMockReply *reply = ac_mock_server_expect (fixture->server, verb->method, verb->target);

      if (trouble->raw != NULL)
        ac_mock_reply_set_raw (reply, trouble->raw);
      else
        ac_mock_reply_set_json (reply, trouble->status, trouble->body);
    }

  verb->start (fixture, NULL, &result);
  if (trouble->any_object && verb->start == start_delete)
    {
      g_assert_true (verb->finish (fixture, ac_test_wait_result (&result), &error));
      ac_mock_server_assert_done (fixture->server);
      return;
    }

  g_assert_false (verb->finish (fixture, ac_test_wait_result (&result), &error));
  g_assert_error (error, AC_ERROR, (int) trouble->code);
  g_assert_null (strstr (error->message, "hush"));
  if (trouble->body != NULL && g_str_equal (trouble->body, REASON))
    g_assert_cmpstr (ac_error_get_server_message (error), ==, "because");
  ac_mock_server_assert_done (fixture->server);
  assert_unchanged (fixture);
  assert_goes_on (fixture, verb);
}

/* The key is gone, or what it belonged to. */
static void
test_not_found (Fixture       *fixture,
                gconstpointer  data)
{
  const Verb *verb = data;
  AcCollection *collection = AC_COLLECTION (fixture->keys);
  gboolean asks_for_all = verb->start == start_load || (verb->start == start_fetch && !is_of_account (verb));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ac_mock_reply_set_json (ac_mock_server_expect (fixture->server, verb->method, verb->target), 404, REASON);
  verb->start (fixture, NULL, &result);
  g_assert_false (verb->finish (fixture, ac_test_wait_result (&result), &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_NOT_FOUND);

  if (asks_for_all || verb->start == start_generate)
    g_assert_true (ac_collection_lookup (collection, "2") == fixture->key);
  else
    g_assert_null (ac_collection_lookup (collection, "2"));
  g_assert_true ((ac_collection_lookup (AC_COLLECTION (fixture->environments), "a") == NULL) == (asks_for_all && !is_of_account (verb)));
}

static void
test_gone (Fixture       *fixture,
           gconstpointer  data)
{
  const Verb *verb = data;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ac_mock_reply_set_hang (ac_mock_server_expect (fixture->server, verb->method, verb->target));
  verb->start (fixture, NULL, &result);
  ac_test_wait_until (count_tries (fixture, verb) == 1);
  ac_mock_server_stop (fixture->server);
  g_assert_false (verb->finish (fixture, ac_test_wait_result (&result), &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_NETWORK);
  g_assert_cmpint (ac_client_get_state (fixture->client), ==, AC_CONNECTION_STATE_OFFLINE);
  assert_unchanged (fixture);

  ac_mock_server_start (fixture->server);
  assert_goes_on (fixture, verb);
}

static void
test_slow (Fixture       *fixture,
           gconstpointer  data)
{
  const Verb *verb = data;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ac_mock_reply_set_hang (ac_mock_server_expect (fixture->server, verb->method, verb->target));
  verb->start (fixture, cancellable, &result);
  ac_test_wait_until (count_tries (fixture, verb) == 1);
  g_assert_null (result);
  g_cancellable_cancel (cancellable);
  g_assert_false (verb->finish (fixture, ac_test_wait_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_unchanged (fixture);
  assert_goes_on (fixture, verb);
}

static void
add_verb (const Verb *verb)
{
  static Case cases[G_N_ELEMENTS (verbs)][G_N_ELEMENTS (troubles)];
  g_autofree char *not_found = g_strdup_printf ("/api-keys-trouble/%s/not-found", verb->name);
  g_autofree char *gone = g_strdup_printf ("/api-keys-trouble/%s/server-gone", verb->name);
  g_autofree char *slow = g_strdup_printf ("/api-keys-trouble/%s/slow", verb->name);

  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++)
    {
      g_autofree char *path = g_strdup_printf ("/api-keys-trouble/%s/%s", verb->name, troubles[i].name);
      Case *one = &cases[verb - verbs][i];

      *one = (Case) { verb, &troubles[i] };
      g_test_add (path, Fixture, one, set_up_case, test_trouble, tear_down);
    }
  g_test_add (not_found, Fixture, verb, set_up, test_not_found, tear_down);
  g_test_add (gone, Fixture, verb, set_up, test_gone, tear_down);
  g_test_add (slow, Fixture, verb, set_up, test_slow, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    add_verb (&verbs[i]);

  return g_test_run ();
}
