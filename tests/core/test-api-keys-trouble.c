/* test-api-keys-trouble.c: each thing that is done with keys, and each way in which its answer goes wrong
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-account-keys.h"
#include "ac-environments.h"
#include "trouble-helpers.h"

#define ACCOUNT "/v1_1/console/accounts/acc/account_keys"
#define ENVIRONMENTS "/v1_1/provisioning/accounts/acc/sub_accounts"
#define KEYS ENVIRONMENTS "/a/access_keys"
#define PAGE KEYS "?page_size=100&page=1&sort_by=api_key&sort_order=asc"
#define KEY(key) \
  "{\"name\":\"N" key "\",\"api_key\":\"" key "\",\"api_secret\":\"hush\",\"role\":\"admin\",\"enabled\":true,\"root\":false}"
#define LIST "{\"account_keys\":[" KEY ("1") "," KEY ("2") "],\"access_keys\":[" KEY ("1") "," KEY ("2") "],\"total\":2}"

typedef struct
{
  TroubleFixture parent;
  AcEnvironments *environments;
  AcApiKeys *keys;
  AcApiKey *key; /* number 2 */
} Fixture;

static void
start_load (gpointer       data,
            GCancellable  *cancellable,
            GAsyncResult **result)
{
  Fixture *fixture = data;

  ac_collection_load_async (AC_COLLECTION (fixture->keys), cancellable, ac_test_store_result, result);
}

static gboolean
finish_load (gpointer       data,
             GAsyncResult  *result,
             GError       **error)
{
  Fixture *fixture = data;

  return ac_collection_load_finish (AC_COLLECTION (fixture->keys), result, error);
}

static void
start_generate (gpointer       data,
                GCancellable  *cancellable,
                GAsyncResult **result)
{
  Fixture *fixture = data;

  if (AC_IS_ACCOUNT_KEYS (fixture->keys))
    ac_account_keys_generate_async (AC_ACCOUNT_KEYS (fixture->keys), "New", "admin", cancellable, ac_test_store_result, result);
  else
    ac_environment_keys_generate_async (AC_ENVIRONMENT_KEYS (fixture->keys), "New", TRUE, cancellable, ac_test_store_result, result);
}

static gboolean
finish_generate (gpointer       data,
                 GAsyncResult  *result,
                 GError       **error)
{
  Fixture *fixture = data;
  g_autoptr (AcCredentials) credentials = NULL;
  g_autoptr (AcApiKey) key = ac_api_keys_generate_finish (fixture->keys, result, &credentials, error);

  g_assert_true ((key == NULL) == (credentials == NULL));

  return key != NULL;
}

static void
start_rename (gpointer       data,
              GCancellable  *cancellable,
              GAsyncResult **result)
{
  Fixture *fixture = data;

  ac_api_keys_set_name_async (fixture->keys, fixture->key, "New", cancellable, ac_test_store_result, result);
}

static void
start_disable (gpointer       data,
               GCancellable  *cancellable,
               GAsyncResult **result)
{
  Fixture *fixture = data;

  ac_api_keys_set_enabled_async (fixture->keys, fixture->key, FALSE, cancellable, ac_test_store_result, result);
}

static void
start_designate (gpointer       data,
                 GCancellable  *cancellable,
                 GAsyncResult **result)
{
  Fixture *fixture = data;

  ac_environment_keys_designate_async (AC_ENVIRONMENT_KEYS (fixture->keys), fixture->key, cancellable, ac_test_store_result, result);
}

static void
start_delete (gpointer       data,
              GCancellable  *cancellable,
              GAsyncResult **result)
{
  Fixture *fixture = data;

  ac_environment_keys_delete_async (AC_ENVIRONMENT_KEYS (fixture->keys), fixture->key, cancellable, ac_test_store_result, result);
}

static gboolean
finish_change (gpointer       data,
               GAsyncResult  *result,
               GError       **error)
{
  Fixture *fixture = data;

  return ac_api_keys_change_finish (fixture->keys, result, error);
}

static void
start_fetch (gpointer       data,
             GCancellable  *cancellable,
             GAsyncResult **result)
{
  Fixture *fixture = data;

  ac_api_keys_fetch_credentials_async (fixture->keys, fixture->key, cancellable, ac_test_store_result, result);
}

static gboolean
finish_fetch (gpointer       data,
              GAsyncResult  *result,
              GError       **error)
{
  Fixture *fixture = data;
  g_autoptr (AcCredentials) credentials = ac_api_keys_fetch_credentials_finish (fixture->keys, result, error);

  return credentials != NULL;
}

static const TroubleVerb verbs[] = {
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

static gboolean
is_of_account (const TroubleVerb *verb)
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
set_up (gpointer           data,
        const TroubleVerb *verb)
{
  Fixture *fixture = data;
  AcMockServer *server = fixture->parent.server;

  fixture->environments = ac_environments_new (fixture->parent.client, "acc");
  ac_mock_reply_set_json (ac_mock_server_expect (server, "GET", ENVIRONMENTS), 200,
                          "{\"sub_accounts\":[{\"id\":\"a\",\"name\":\"a\",\"cloud_name\":\"a\",\"enabled\":true}]}");
  load (AC_COLLECTION (fixture->environments));
  if (is_of_account (verb))
    fixture->keys = AC_API_KEYS (ac_account_keys_new (fixture->parent.client, "acc"));
  else
    fixture->keys = AC_API_KEYS (ac_environments_get_keys (fixture->environments,
                                                           ac_collection_lookup (AC_COLLECTION (fixture->environments), "a")));
  ac_mock_reply_set_json (ac_mock_server_expect (server, "GET", is_of_account (verb) ? ACCOUNT : PAGE), 200, LIST);
  load (AC_COLLECTION (fixture->keys));
  fixture->key = g_object_ref (ac_collection_lookup (AC_COLLECTION (fixture->keys), "2"));
}

static void
tear_down (gpointer data)
{
  Fixture *fixture = data;

  g_clear_object (&fixture->key);
  g_assert_finalize_object (fixture->keys);
  g_assert_finalize_object (fixture->environments);
}

static void
assert_unchanged (gpointer data)
{
  Fixture *fixture = data;
  AcCollection *collection = AC_COLLECTION (fixture->keys);
  AcEnvironment *a = ac_collection_lookup (AC_COLLECTION (fixture->environments), "a");

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (collection)), ==, 2);
  g_assert_true (ac_collection_lookup (collection, "2") == fixture->key);
  g_assert_cmpstr (ac_api_key_get_name (fixture->key), ==, "N2");
  g_assert_true (ac_api_key_get_enabled (fixture->key));
  g_assert_false (ac_api_key_get_dedicated_for_webhooks (fixture->key));
  g_assert_cmpuint (ac_environment_get_enabled_keys (a), ==, AC_IS_ENVIRONMENT_KEYS (fixture->keys) ? 2 : 0);
}

/* The key is gone, or what it belonged to. */
static void
assert_not_found (gpointer           data,
                  const TroubleVerb *verb)
{
  Fixture *fixture = data;
  AcCollection *collection = AC_COLLECTION (fixture->keys);
  gboolean asks_for_all = verb->start == start_load || (verb->start == start_fetch && !is_of_account (verb));

  if (asks_for_all || verb->start == start_generate)
    g_assert_true (ac_collection_lookup (collection, "2") == fixture->key);
  else
    g_assert_null (ac_collection_lookup (collection, "2"));
  g_assert_true ((ac_collection_lookup (AC_COLLECTION (fixture->environments), "a") == NULL) == (asks_for_all && !is_of_account (verb)));
}

static const TroubleSuite suite = {
  "api-keys-trouble", verbs, G_N_ELEMENTS (verbs), sizeof (Fixture), set_up, tear_down, assert_unchanged, assert_not_found
};

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  trouble_add_suite (&suite);

  return g_test_run ();
}
