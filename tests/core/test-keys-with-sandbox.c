/* test-keys-with-sandbox.c: keys, as the real sandbox has them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libsecret/secret.h>
#include <string.h>

#include "ac-account.h"
#include "ac-error.h"
#include "ac-snippet.h"
#include "ac-test-utils.h"
#include "sandbox-helpers.h"

typedef struct
{
  GSubprocess *sandbox;
  AcAccountUrl *url;
  AcClient *client;
  AcAccount *account;
} Fixture;

static AcAccount *
create_account (Fixture  *fixture,
                AcClient *client)
{
  g_autoptr (AcKnownAccount) known = NULL;

  known = ac_known_account_new (ac_account_url_get_account_id (fixture->url),
                                ac_credentials_get_key (ac_client_get_credentials (client)),
                                ac_account_url_get_host (fixture->url));

  return ac_account_new (known, client, FALSE);
}

static void
connect (AcAccount *account)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ac_account_connect_async (account, NULL, ac_test_store_result, &result);
  ac_account_connect_finish (account, ac_test_wait_result (&result), &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  option)
{
  fixture->sandbox = sandbox_helpers_start ("0", option, &fixture->url);
  fixture->client = sandbox_helpers_create_client (fixture->url, ac_account_url_peek_secret (fixture->url));
  fixture->account = create_account (fixture, fixture->client);
  connect (fixture->account);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  option)
{
  g_assert_finalize_object (fixture->account);
  g_assert_finalize_object (fixture->client);
  ac_account_url_unref (fixture->url);
  sandbox_helpers_stop (&fixture->sandbox);
}

static gboolean
try_load (gpointer   collection,
          GError   **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ac_collection_load_async (collection, NULL, ac_test_store_result, &result);

  return ac_collection_load_finish (collection, ac_test_wait_result (&result), error);
}

static void
load (gpointer collection)
{
  g_autoptr (GError) error = NULL;

  try_load (collection, &error);
  g_assert_no_error (error);
}

static AcApiKey *
generate (AcAccountKeys  *keys,
          const char     *name,
          const char     *role,
          AcCredentials **credentials,
          GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ac_account_keys_generate_async (keys, name, role, NULL, ac_test_store_result, &result);

  return ac_api_keys_generate_finish (AC_API_KEYS (keys), ac_test_wait_result (&result), credentials, error);
}

static AcApiKey *
generate_for_environment (AcEnvironmentKeys  *keys,
                          const char         *name,
                          AcCredentials     **credentials)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  AcApiKey *key;

  ac_environment_keys_generate_async (keys, name, TRUE, NULL, ac_test_store_result, &result);
  key = ac_api_keys_generate_finish (AC_API_KEYS (keys), ac_test_wait_result (&result), credentials, &error);
  g_assert_no_error (error);

  return key;
}

static gboolean
rename_key (gpointer    keys,
            AcApiKey   *key,
            const char *name,
            GError    **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ac_api_keys_set_name_async (keys, key, name, NULL, ac_test_store_result, &result);

  return ac_api_keys_change_finish (keys, ac_test_wait_result (&result), error);
}

static gboolean
set_enabled (gpointer   keys,
             AcApiKey  *key,
             gboolean   enabled,
             GError   **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ac_api_keys_set_enabled_async (keys, key, enabled, NULL, ac_test_store_result, &result);

  return ac_api_keys_change_finish (keys, ac_test_wait_result (&result), error);
}

static AcCredentials *
fetch_credentials (gpointer   keys,
                   AcApiKey  *key,
                   GError   **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ac_api_keys_fetch_credentials_async (keys, key, NULL, ac_test_store_result, &result);

  return ac_api_keys_fetch_credentials_finish (keys, ac_test_wait_result (&result), error);
}

static void
assert_same_secret (AcCredentials *a,
                    AcCredentials *b)
{
  char *one = ac_credentials_dup_secret (a);
  char *other = ac_credentials_dup_secret (b);

  g_assert_cmpstr (ac_credentials_get_key (a), ==, ac_credentials_get_key (b));
  g_assert_cmpstr (one, ==, other);
  secret_password_free (one);
  secret_password_free (other);
}

static gpointer
parse_nothing (JsonNode  *root,
               gpointer   user_data,
               GError   **error)
{
  return GINT_TO_POINTER (TRUE);
}

/* Asks for a list of the account with @credentials. */
static gboolean
try_credentials (Fixture        *fixture,
                 AcCredentials  *credentials,
                 const char     *resource,
                 GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ac_client_fetch_async (fixture->client,
                         ac_request_new ("GET", "v1_1", "provisioning", "accounts", ac_account_get_id (fixture->account), resource, NULL),
                         credentials, parse_nothing, NULL, NULL, NULL, NULL, ac_test_store_result, &result);

  return ac_client_fetch_finish (fixture->client, ac_test_wait_result (&result), error) != NULL;
}

static void
test_account_keys (Fixture       *fixture,
                   gconstpointer  option)
{
  AcAccountKeys *keys = ac_account_get_account_keys (fixture->account);
  AcApiKey *root;
  g_autoptr (AcApiKey) key = NULL;
  g_autoptr (AcCredentials) made = NULL;
  g_autoptr (AcCredentials) fetched = NULL;
  g_autoptr (AcCredentials) own = NULL;
  g_autoptr (GError) error = NULL;
  char *own_secret;

  g_assert_true (ac_account_get_features (fixture->account) & AC_FEATURES_ACCOUNT_KEYS);
  load (keys);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (keys)), ==, 1);
  root = ac_collection_lookup (AC_COLLECTION (keys), ac_account_url_get_key (fixture->url));
  g_assert_true (ac_api_key_get_root (root));
  g_assert_cmpstr (ac_api_key_get_role (root), ==, "master_admin");
  g_assert_true (ac_api_keys_is_in_use (AC_API_KEYS (keys), root));
  g_assert_true (ac_api_keys_is_last_enabled (AC_API_KEYS (keys), root));

  g_assert_false (set_enabled (keys, root, FALSE, &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_CONFLICT);
  g_clear_error (&error);

  own = fetch_credentials (keys, root, &error);
  g_assert_no_error (error);
  own_secret = ac_credentials_dup_secret (own);
  g_assert_cmpstr (own_secret, ==, ac_account_url_peek_secret (fixture->url));
  secret_password_free (own_secret);

  key = generate (keys, "CI “deploy” <b>", "technical_admin", &made, &error);
  g_assert_no_error (error);
  g_assert_true (try_credentials (fixture, made, "sub_accounts", NULL));
  fetched = fetch_credentials (keys, key, &error);
  g_assert_no_error (error);
  assert_same_secret (made, fetched);

  g_assert_null (generate (keys, "CI “deploy” <b>", "admin", NULL, &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_null (generate (keys, "X", "emperor", NULL, &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_INVALID);
  g_clear_error (&error);

  g_assert_true (rename_key (keys, key, "Terraform", NULL));
  g_assert_cmpstr (ac_api_key_get_name (key), ==, "Terraform");
  g_assert_true (set_enabled (keys, key, FALSE, NULL));
  g_assert_false (try_credentials (fixture, made, "sub_accounts", &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_UNAUTHORIZED);
  g_assert_true (set_enabled (keys, key, TRUE, NULL));
  g_assert_true (try_credentials (fixture, made, "sub_accounts", NULL));
  g_assert_cmpint (ac_account_get_connection_state (fixture->account), ==, AC_CONNECTION_STATE_CONNECTED);
}

/* The service has a method for everything but that. */
static void
test_no_delete (Fixture       *fixture,
                gconstpointer  option)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ac_client_fetch_async (fixture->client,
                         ac_request_new ("DELETE", "v1_1", "console", "accounts", ac_account_get_id (fixture->account),
                                         "account_keys", ac_account_url_get_key (fixture->url), NULL),
                         NULL, NULL, NULL, NULL, NULL, NULL, ac_test_store_result, &result);
  g_assert_null (ac_client_fetch_finish (fixture->client, ac_test_wait_result (&result), &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_INVALID);
  g_assert_cmpuint (ac_error_get_http_status (error), ==, 405);
}

static void
assert_forbidden (GError **error)
{
  g_assert_error (*error, AC_ERROR, AC_ERROR_FORBIDDEN);
  g_clear_error (error);
}

/* A key for billing sees no users, and neither sees nor changes keys. */
static void
test_role (Fixture       *fixture,
           gconstpointer  option)
{
  AcAccountKeys *keys = ac_account_get_account_keys (fixture->account);
  AcAccountKeys *their_keys;
  AcApiKey *root;
  g_autoptr (AcApiKey) key = NULL;
  g_autoptr (AcApiKey) technical = NULL;
  g_autoptr (AcCredentials) credentials = NULL;
  g_autoptr (AcCredentials) technical_credentials = NULL;
  g_autoptr (GError) error = NULL;
  AcClient *client;

  load (keys);
  root = ac_collection_lookup (AC_COLLECTION (keys), ac_account_url_get_key (fixture->url));
  key = generate (keys, "Invoices", "billing", &credentials, &error);
  g_assert_no_error (error);
  g_assert_false (try_credentials (fixture, credentials, "users", &error));
  assert_forbidden (&error);

  client = ac_client_new (ac_account_url_get_host (fixture->url), credentials, NULL);
  their_keys = ac_account_keys_new (client, ac_account_get_id (fixture->account));
  g_assert_false (try_load (their_keys, &error));
  assert_forbidden (&error);
  g_assert_cmpint (ac_collection_get_state (AC_COLLECTION (their_keys)), ==, AC_COLLECTION_STATE_FAILED);
  g_assert_null (generate (their_keys, "Mine", "billing", NULL, &error));
  assert_forbidden (&error);
  g_assert_false (set_enabled (their_keys, root, FALSE, &error));
  assert_forbidden (&error);
  g_assert_false (rename_key (their_keys, key, "Mine", &error));
  assert_forbidden (&error);
  g_assert_null (fetch_credentials (their_keys, key, &error));
  assert_forbidden (&error);
  g_assert_true (ac_api_keys_is_in_use (AC_API_KEYS (their_keys), key));
  g_assert_finalize_object (their_keys);
  g_assert_finalize_object (client);

  /* A technical admin works with keys, but not with such as may more than its own. */
  technical = generate (keys, "Operations", "technical_admin", &technical_credentials, &error);
  g_assert_no_error (error);
  client = ac_client_new (ac_account_url_get_host (fixture->url), technical_credentials, NULL);
  their_keys = ac_account_keys_new (client, ac_account_get_id (fixture->account));
  load (their_keys);
  g_assert_null (fetch_credentials (their_keys, ac_collection_lookup (AC_COLLECTION (their_keys), ac_api_key_get_api_key (root)), &error));
  assert_forbidden (&error);
  g_assert_null (generate (their_keys, "Mine", "master_admin", NULL, &error));
  assert_forbidden (&error);
  g_assert_finalize_object (their_keys);
  g_assert_finalize_object (client);
}

static void
test_environment_keys (Fixture       *fixture,
                       gconstpointer  option)
{
  AcEnvironments *environments = ac_account_get_environments (fixture->account);
  g_autoptr (AcEnvironmentKeys) keys = NULL;
  g_autoptr (AcEnvironment) environment = NULL;
  g_autoptr (AcApiKey) root = NULL;
  g_autoptr (AcApiKey) key = NULL;
  g_autoptr (AcApiKey) other = NULL;
  g_autoptr (AcCredentials) made = NULL;
  g_autoptr (AcCredentials) fetched = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  load (environments);
  environment = g_list_model_get_item (G_LIST_MODEL (environments), 0);
  keys = ac_environments_get_keys (environments, environment);
  load (keys);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (keys)), ==, 1);
  root = g_list_model_get_item (G_LIST_MODEL (keys), 0);
  g_assert_true (ac_api_key_get_root (root));
  g_assert_true (ac_api_keys_is_last_enabled (AC_API_KEYS (keys), root));

  key = generate_for_environment (keys, "Storefront", &made);
  other = generate_for_environment (keys, "Webhooks", NULL);
  g_assert_cmpuint (ac_environment_get_enabled_keys (environment), ==, 3);
  fetched = fetch_credentials (keys, key, &error);
  g_assert_no_error (error);
  assert_same_secret (made, fetched);

  ac_environment_keys_designate_async (keys, key, NULL, ac_test_store_result, &result);
  g_assert_true (ac_api_keys_change_finish (AC_API_KEYS (keys), ac_test_wait_result (&result), NULL));
  g_clear_object (&result);
  g_assert_true (ac_api_key_get_dedicated_for_webhooks (key));
  ac_environment_keys_designate_async (keys, other, NULL, ac_test_store_result, &result);
  g_assert_true (ac_api_keys_change_finish (AC_API_KEYS (keys), ac_test_wait_result (&result), NULL));
  g_clear_object (&result);
  g_assert_false (ac_api_key_get_dedicated_for_webhooks (key));
  g_assert_true (ac_api_key_get_dedicated_for_webhooks (other));

  g_assert_false (rename_key (keys, key, "Webhooks", &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_true (set_enabled (keys, key, FALSE, NULL));
  g_assert_cmpuint (ac_environment_get_enabled_keys (environment), ==, 2);

  ac_environment_keys_delete_async (keys, root, NULL, ac_test_store_result, &result);
  g_assert_false (ac_api_keys_change_finish (AC_API_KEYS (keys), ac_test_wait_result (&result), &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_INVALID);
  g_clear_error (&error);
  g_clear_object (&result);
  ac_environment_keys_delete_async (keys, other, NULL, ac_test_store_result, &result);
  g_assert_true (ac_api_keys_change_finish (AC_API_KEYS (keys), ac_test_wait_result (&result), NULL));

  /* What was kept up here is what the service says. */
  load (environments);
  load (keys);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (keys)), ==, 2);
  g_assert_cmpuint (ac_environment_get_enabled_keys (environment), ==, 1);
  g_assert_true (ac_collection_lookup (AC_COLLECTION (keys), ac_api_key_get_api_key (key)) == key);
}

/* More than one page of the service's. */
static void
test_many_keys (Fixture       *fixture,
                gconstpointer  option)
{
  const guint n = 230;
  AcEnvironments *environments = ac_account_get_environments (fixture->account);
  g_autoptr (AcEnvironmentKeys) keys = NULL;
  g_autoptr (AcEnvironment) environment = NULL;
  g_autoptr (AcApiKey) key = NULL;
  g_autoptr (AcCredentials) made = NULL;
  g_autoptr (AcCredentials) fetched = NULL;
  g_autoptr (GError) error = NULL;

  load (environments);
  environment = g_list_model_get_item (G_LIST_MODEL (environments), 0);
  keys = ac_environments_get_keys (environments, environment);
  for (guint i = 1; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("Key %u", i);

      g_clear_object (&key);
      g_clear_pointer (&made, ac_credentials_unref);
      key = generate_for_environment (keys, name, &made);
    }

  load (keys);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (keys)), ==, n);
  g_assert_cmpuint (ac_environment_keys_get_total (keys), ==, n);
  g_assert_cmpuint (ac_environment_get_enabled_keys (environment), ==, n);
  fetched = fetch_credentials (keys, key, &error);
  g_assert_no_error (error);
  assert_same_secret (made, fetched);
}

/* Gives @script to @program and returns what it prints. */
static char *
run (const char *program,
     const char *script)
{
  const char *sdk = g_getenv ("AC_SDK_DIR");
  g_autofree char *modules = sdk != NULL ? g_build_filename (sdk, "node_modules", NULL)
                                         : g_build_filename (g_getenv ("AC_SOURCE_ROOT"), "_build", "sdk", "node_modules", NULL);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;

  g_subprocess_launcher_setenv (launcher, "NODE_PATH", modules, TRUE);
  process = g_subprocess_launcher_spawn (launcher, &error, program, g_str_equal (program, "sh") ? "-s" : "-", NULL);
  if (g_error_matches (error, G_SPAWN_ERROR, G_SPAWN_ERROR_NOENT))
    return NULL;
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, script, NULL, &output, NULL, &error);
  g_assert_no_error (error);

  return output;
}

/* What is copied works where it is pasted: in Cloudinary's own SDK, and in a shell with curl. */
static void
test_snippets (Fixture       *fixture,
               gconstpointer  option)
{
  AcEnvironments *environments = ac_account_get_environments (fixture->account);
  AcAccountKeys *keys = ac_account_get_account_keys (fixture->account);
  const char *host = ac_client_get_host (fixture->client);
  g_autoptr (AcEnvironment) environment = NULL;
  g_autoptr (AcEnvironmentKeys) environment_keys = NULL;
  g_autoptr (AcApiKey) key = NULL;
  g_autoptr (AcApiKey) environment_key = NULL;
  g_autoptr (AcCredentials) credentials = NULL;
  g_autoptr (AcCredentials) environment_credentials = NULL;
  g_autofree char *has_sdk = run ("node", "try { require('cloudinary'); process.stdout.write('yes') } catch { }");
  const char *cloud_name;

  load (environments);
  environment = g_list_model_get_item (G_LIST_MODEL (environments), 0);
  cloud_name = ac_environment_get_cloud_name (environment);
  environment_keys = ac_environments_get_keys (environments, environment);
  key = generate (keys, "Snippets", "admin", &credentials, NULL);
  environment_key = generate_for_environment (environment_keys, "Snippets", &environment_credentials);

  for (int i = 0; i < 2; i++)
    {
      AcSnippet snippet = i == 0 ? AC_SNIPPET_CURL : AC_SNIPPET_NODE;
      char *of_account = ac_snippet_format_account (snippet, credentials, ac_account_get_id (fixture->account), host, NULL);
      char *of_environment = ac_snippet_format_environment (snippet, environment_credentials, cloud_name, host, NULL);
      g_autofree char *account_script =
        g_strconcat (of_account, i == 0 ? " --silent\n" : "\ncloudinary.provisioning.account.sub_accounts().then((answer) => console.log(JSON.stringify(answer)));\n", NULL);
      g_autofree char *environment_script =
        g_strconcat (of_environment, i == 0 ? " --silent\n" : "\ncloudinary.api.ping().then((answer) => console.log(JSON.stringify(answer)));\n", NULL);
      g_autofree char *account_answer = NULL;
      g_autofree char *environment_answer = NULL;

      secret_password_free (of_account);
      secret_password_free (of_environment);
      if (i == 1 && g_strcmp0 (has_sdk, "yes") != 0)
        {
          g_test_skip ("Node or the SDK is missing");
          break;
        }

      account_answer = run (i == 0 ? "sh" : "node", account_script);
      environment_answer = run (i == 0 ? "sh" : "node", environment_script);
      g_assert_nonnull (strstr (account_answer, cloud_name));
      g_assert_nonnull (strstr (environment_answer, "\"ok\""));
    }
}

/* What was on the screen when the service went away is loaded again when it is back. */
static void
test_back_online (Fixture       *fixture,
                  gconstpointer  option)
{
  AcEnvironments *environments = ac_account_get_environments (fixture->account);
  AcAccountKeys *account_keys = ac_account_get_account_keys (fixture->account);
  g_autoptr (AcEnvironmentKeys) keys = NULL;
  g_autoptr (AcEnvironment) environment = NULL;
  g_autoptr (GUri) uri = g_uri_parse (ac_client_get_host (fixture->client), G_URI_FLAGS_NONE, NULL);
  g_autofree char *port = g_strdup_printf ("%d", g_uri_get_port (uri));

  load (environments);
  environment = g_list_model_get_item (G_LIST_MODEL (environments), 0);
  keys = ac_environments_get_keys (environments, environment);
  load (keys);
  sandbox_helpers_stop (&fixture->sandbox);
  g_assert_false (try_load (keys, NULL));
  g_assert_false (try_load (account_keys, NULL));

  ac_account_url_unref (fixture->url);
  fixture->sandbox = sandbox_helpers_start (port, NULL, &fixture->url);
  ac_test_wait_until (ac_collection_get_state (AC_COLLECTION (keys)) == AC_COLLECTION_STATE_READY);
  ac_test_wait_until (ac_collection_get_state (AC_COLLECTION (account_keys)) == AC_COLLECTION_STATE_READY);
  ac_test_wait_until (ac_collection_get_state (AC_COLLECTION (environments)) == AC_COLLECTION_STATE_READY);
}

#define add(path, option, function) \
  g_test_add ("/keys-with-sandbox/" path, Fixture, option, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("account-keys", "--seed=empty", test_account_keys);
  add ("no-delete", "--seed=empty", test_no_delete);
  add ("role", "--seed=empty", test_role);
  add ("environment-keys", "--seed=empty", test_environment_keys);
  add ("many-keys", "--seed=empty", test_many_keys);
  add ("snippets", "--seed=empty", test_snippets);
  add ("back-online", NULL, test_back_online);

  return g_test_run ();
}
