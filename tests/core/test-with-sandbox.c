/* test-with-sandbox.c: the client and the sandbox, which share no code for what they say to each other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libsecret/secret.h>
#include <string.h>

#include "ac-account-url.h"
#include "ac-account.h"
#include "ac-client-private.h"
#include "ac-error.h"
#include "ac-test-utils.h"
#include "sandbox-helpers.h"

typedef struct
{
  GSubprocess *sandbox;
  AcAccountUrl *url;
  AcClient *client;
  AcAccount *account;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  option)
{
  g_autoptr (AcKnownAccount) known = NULL;

  fixture->sandbox = sandbox_helpers_start ("0", option, &fixture->url);
  fixture->client = sandbox_helpers_create_client (fixture->url, ac_account_url_peek_secret (fixture->url));
  ac_client_set_retry_base (fixture->client, 10);
  known = ac_known_account_new (ac_account_url_get_account_id (fixture->url),
                                ac_account_url_get_key (fixture->url),
                                ac_account_url_get_host (fixture->url));
  fixture->account = ac_account_new (known, fixture->client, TRUE);
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

static void
connect (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ac_account_connect_async (fixture->account, NULL, ac_test_store_result, &result);
  ac_account_connect_finish (fixture->account, ac_test_wait_result (&result), &error);
  g_assert_no_error (error);
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
assert_changed (AcEnvironments  *environments,
                GAsyncResult   **result)
{
  g_autoptr (GError) error = NULL;

  ac_environments_change_finish (environments, ac_test_wait_result (result), &error);
  g_assert_no_error (error);
  g_clear_object (result);
}

static void
test_connect (Fixture       *fixture,
              gconstpointer  option)
{
  connect (fixture);

  g_assert_nonnull (ac_account_get_name (fixture->account));
  g_assert_nonnull (ac_account_get_plan_name (fixture->account));
  g_assert_cmpint (ac_account_get_features (fixture->account), ==,
                   AC_FEATURES_ACCOUNT | AC_FEATURES_ACCOUNT_KEYS | AC_FEATURES_ENVIRONMENTS | AC_FEATURES_ENVIRONMENT_LIMIT);
  g_assert_cmpstr (ac_permissions_get_role (ac_account_get_permissions (fixture->account)), ==, "master_admin");
}

static void
test_wrong_secret (Fixture       *fixture,
                   gconstpointer  option)
{
  AcClient *client = sandbox_helpers_create_client (fixture->url, "wrong");
  AcAccount *account = ac_account_new (ac_account_get_known_account (fixture->account), client, TRUE);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ac_account_connect_async (account, NULL, ac_test_store_result, &result);
  g_assert_false (ac_account_connect_finish (account, ac_test_wait_result (&result), &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_UNAUTHORIZED);
  g_assert_cmpstr (ac_error_get_server_message (error), ==, "Invalid credentials");
  g_assert_nonnull (ac_error_get_request_id (error));
  g_assert_cmpint (ac_account_get_connection_state (account), ==, AC_CONNECTION_STATE_UNAUTHORIZED);

  g_clear_object (&result);
  g_assert_finalize_object (account);
  g_assert_finalize_object (client);
}

/* What the public and the Admin API say together is what the Console API says alone. */
static void
test_same_by_both_apis (Fixture       *fixture,
                        gconstpointer  option)
{
  AcEnvironments *detailed = ac_account_get_environments (fixture->account);
  AcEnvironments *plain = ac_environments_new (fixture->client, ac_account_get_id (fixture->account));
  GListModel *model = G_LIST_MODEL (detailed);

  connect (fixture);
  load (AC_COLLECTION (detailed));
  load (AC_COLLECTION (plain));
  g_assert_cmpuint (g_list_model_get_n_items (model), >, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (plain)), ==, g_list_model_get_n_items (model));

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (AcEnvironment) one = g_list_model_get_item (model, i);
      g_autoptr (AcEnvironment) other = g_list_model_get_item (G_LIST_MODEL (plain), i);

      g_assert_cmpstr (ac_environment_get_id (one), ==, ac_environment_get_id (other));
      g_assert_cmpstr (ac_environment_get_search_text (one), ==, ac_environment_get_search_text (other));
      g_assert_cmpuint (ac_environment_get_enabled_keys (one), ==, ac_environment_get_enabled_keys (other));
      g_assert_true (g_date_time_equal (ac_environment_get_created_at (one), ac_environment_get_created_at (other)));
      g_assert_nonnull (ac_environment_get_description (one));
      g_assert_null (ac_environment_get_description (other));
      g_assert_cmpint (ac_environment_get_storage_location (one), !=, AC_STORAGE_LOCATION_UNKNOWN);

      if (!ac_environment_get_enabled (one))
        continue;
      ac_environments_want_folder_mode (plain, other);
      ac_test_wait_until (ac_environment_get_folder_mode (other) == ac_environment_get_folder_mode (one));
    }

  g_assert_finalize_object (plain);
}

static AcEnvironment *
create (AcEnvironments  *environments,
        const char      *name,
        const char      *cloud_name,
        GError         **error)
{
  g_autoptr (AcEnvironmentDraft) draft = ac_environment_draft_new ();
  g_autoptr (GAsyncResult) result = NULL;

  draft->name = g_strdup (name);
  draft->cloud_name = g_strdup (cloud_name);
  draft->description = g_strdup ("Made by a test");
  draft->folder_mode = AC_FOLDER_MODE_FIXED;
  ac_environments_create_async (environments, draft, NULL, ac_test_store_result, &result);

  return ac_environments_create_finish (environments, ac_test_wait_result (&result), error);
}

static void
change_everything (AcEnvironments *environments,
                   AcEnvironment  *environment)
{
  g_autoptr (GPtrArray) attributes = g_ptr_array_new_with_free_func ((GDestroyNotify) ac_custom_attribute_free);
  g_autoptr (GAsyncResult) result = NULL;

  ac_environments_set_name_async (environments, environment, "R&D “1”", NULL, ac_test_store_result, &result);
  assert_changed (environments, &result);
  g_assert_cmpstr (ac_environment_get_name (environment), ==, "R&D “1”");

  ac_environments_set_cloud_name_async (environments, environment, "halden-rnd", NULL, ac_test_store_result, &result);
  assert_changed (environments, &result);
  g_assert_cmpstr (ac_environment_get_cloud_name (environment), ==, "halden-rnd");

  ac_environments_set_description_async (environments, environment, "", NULL, ac_test_store_result, &result);
  assert_changed (environments, &result);
  g_assert_cmpstr (ac_environment_get_description (environment), ==, "");

  g_ptr_array_add (attributes, ac_custom_attribute_new ("team", "a/b", TRUE));
  g_ptr_array_add (attributes, ac_custom_attribute_new ("floor", "3", FALSE));
  ac_environments_set_attributes_async (environments, environment, attributes, NULL, ac_test_store_result, &result);
  assert_changed (environments, &result);
  g_assert_cmpuint (ac_environment_get_custom_attributes (environment)->len, ==, 2);

  /* What was taken out is really gone. */
  g_ptr_array_remove_index (attributes, 0);
  ac_environments_set_attributes_async (environments, environment, attributes, NULL, ac_test_store_result, &result);
  assert_changed (environments, &result);
  g_assert_cmpuint (ac_environment_get_custom_attributes (environment)->len, ==, 1);
}

static void
test_life (Fixture       *fixture,
           gconstpointer  option)
{
  AcEnvironments *environments = ac_account_get_environments (fixture->account);
  g_autoptr (AcEnvironment) environment = NULL;
  g_autoptr (GAsyncResult) keys = NULL;
  g_autoptr (GAsyncResult) url_result = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint n_environments, n_keys, n_enabled;
  char *url;

  connect (fixture);
  load (AC_COLLECTION (environments));
  n_environments = g_list_model_get_n_items (G_LIST_MODEL (environments));
  environment = create (environments, "Research", "halden-research", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ac_environment_get_description (environment), ==, "Made by a test");
  g_assert_cmpint (ac_environment_get_folder_mode (environment), ==, AC_FOLDER_MODE_FIXED);
  change_everything (environments, environment);

  g_assert_null (create (environments, "Other", "halden-rnd", &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_CONFLICT);

  ac_environments_count_keys_async (environments, environment, NULL, ac_test_store_result, &keys);
  g_assert_true (ac_environments_count_keys_finish (environments, ac_test_wait_result (&keys), &n_keys, &n_enabled, NULL));
  g_assert_cmpuint (n_keys, ==, 1);
  g_assert_cmpuint (n_enabled, ==, 1);

  ac_environments_fetch_url_async (environments, environment, NULL, ac_test_store_result, &url_result);
  url = ac_environments_fetch_url_finish (environments, ac_test_wait_result (&url_result), NULL);
  g_assert_true (g_str_has_prefix (url, "cloudinary://"));
  g_assert_nonnull (strstr (url, "@halden-rnd?upload_prefix=http://127.0.0.1:"));
  secret_password_free (url);

  ac_environments_delete_async (environments, environment, NULL, ac_test_store_result, &result);
  assert_changed (environments, &result);
  load (AC_COLLECTION (environments));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (environments)), ==, n_environments);
}

/* Two programs with one account. What one did, the other learns with its next answer, and loses nothing by it. */
static void
test_two_clients (Fixture       *fixture,
                  gconstpointer  option)
{
  AcEnvironments *ours = ac_account_get_environments (fixture->account);
  AcClient *client = sandbox_helpers_create_client (fixture->url, ac_account_url_peek_secret (fixture->url));
  AcEnvironments *theirs = ac_environments_new (client, ac_account_url_get_account_id (fixture->url));
  g_autoptr (GAsyncResult) our_result = NULL;
  g_autoptr (GAsyncResult) their_result = NULL;
  g_autoptr (AcEnvironment) our_one = NULL;
  g_autoptr (AcEnvironment) their_one = NULL;
  g_autoptr (GError) error = NULL;

  connect (fixture);
  ac_environments_set_has_details (theirs, TRUE);
  load (AC_COLLECTION (ours));
  our_one = create (ours, "Shared", "halden-shared", &error);
  g_assert_no_error (error);
  load (AC_COLLECTION (theirs));
  their_one = g_object_ref (ac_collection_lookup (AC_COLLECTION (theirs), ac_environment_get_id (our_one)));

  /* At the same time, and each its own part. */
  ac_environments_set_name_async (ours, our_one, "Renamed", NULL, ac_test_store_result, &our_result);
  ac_environments_set_enabled_async (theirs, their_one, FALSE, NULL, ac_test_store_result, &their_result);
  assert_changed (ours, &our_result);
  assert_changed (theirs, &their_result);
  ac_environments_set_description_async (theirs, their_one, "Theirs", NULL, ac_test_store_result, &their_result);
  assert_changed (theirs, &their_result);
  g_assert_cmpstr (ac_environment_get_name (their_one), ==, "Renamed");
  load (AC_COLLECTION (ours));
  g_assert_cmpstr (ac_environment_get_name (our_one), ==, "Renamed");
  g_assert_cmpstr (ac_environment_get_description (our_one), ==, "Theirs");
  g_assert_false (ac_environment_get_enabled (our_one));

  /* The same part: the later one stays. */
  ac_environments_set_name_async (ours, our_one, "Ours", NULL, ac_test_store_result, &our_result);
  assert_changed (ours, &our_result);
  ac_environments_set_name_async (theirs, their_one, "Theirs", NULL, ac_test_store_result, &their_result);
  assert_changed (theirs, &their_result);
  load (AC_COLLECTION (ours));
  g_assert_cmpstr (ac_environment_get_name (our_one), ==, "Theirs");

  /* One name for two. */
  g_assert_null (create (theirs, "Second", "HALDEN-shared", &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_CONFLICT);
  g_clear_error (&error);

  /* Changed here, deleted there. */
  ac_environments_delete_async (theirs, their_one, NULL, ac_test_store_result, &their_result);
  assert_changed (theirs, &their_result);
  ac_environments_set_enabled_async (ours, our_one, TRUE, NULL, ac_test_store_result, &our_result);
  g_assert_false (ac_environments_change_finish (ours, ac_test_wait_result (&our_result), &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_NOT_FOUND);
  g_assert_null (ac_collection_lookup (AC_COLLECTION (ours), ac_environment_get_id (our_one)));

  g_assert_finalize_object (theirs);
  g_assert_finalize_object (client);
}

static void
test_limit (Fixture       *fixture,
            gconstpointer  option)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  AcEnvironmentLimit *limit;

  ac_account_load_limit_async (fixture->account, NULL, ac_test_store_result, &result);
  ac_account_load_limit_finish (fixture->account, ac_test_wait_result (&result), &error);
  g_assert_no_error (error);
  limit = ac_account_get_environment_limit (fixture->account);
  g_assert_cmpuint (ac_environment_limit_get_used (limit), >, 0);
  g_assert_cmpuint (ac_environment_limit_get_total (limit), ==,
                    ac_environment_limit_get_base (limit) + ac_environment_limit_get_additional (limit));
}

/* The service says how long to wait, and the client does. */
static void
test_rate_limit (Fixture       *fixture,
                 gconstpointer  option)
{
  guint n_waits = 0;

  connect (fixture);
  while (n_waits == 0)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      ac_account_load_limit_async (fixture->account, NULL, ac_test_store_result, &result);
      while (result == NULL)
        {
          ac_test_iterate (ac_test_get_deadline (), "an answer");
          if (ac_account_get_connection_state (fixture->account) == AC_CONNECTION_STATE_WAITING)
            n_waits++;
        }
      ac_account_load_limit_finish (fixture->account, result, &error);
      g_assert_no_error (error);
    }
}

static void
test_back_online (Fixture       *fixture,
                  gconstpointer  option)
{
  AcCollection *environments = AC_COLLECTION (ac_account_get_environments (fixture->account));
  g_autoptr (GUri) uri = g_uri_parse (ac_client_get_host (fixture->client), G_URI_FLAGS_NONE, NULL);
  g_autofree char *port = g_strdup_printf ("%d", g_uri_get_port (uri));
  g_autoptr (GAsyncResult) result = NULL;

  connect (fixture);
  load (environments);
  sandbox_helpers_stop (&fixture->sandbox);
  ac_collection_load_async (environments, NULL, ac_test_store_result, &result);
  g_assert_false (ac_collection_load_finish (environments, ac_test_wait_result (&result), NULL));
  g_assert_cmpint (ac_account_get_connection_state (fixture->account), ==, AC_CONNECTION_STATE_OFFLINE);

  ac_account_url_unref (fixture->url);
  fixture->sandbox = sandbox_helpers_start (port, NULL, &fixture->url);
  ac_test_wait_until (ac_account_get_connection_state (fixture->account) == AC_CONNECTION_STATE_CONNECTED);
  ac_test_wait_until (ac_collection_get_state (environments) == AC_COLLECTION_STATE_READY);
}

#define add(path, option, function) \
  g_test_add ("/with-sandbox/" path, Fixture, option, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("connect", NULL, test_connect);
  add ("wrong-secret", NULL, test_wrong_secret);
  add ("same-by-both-apis", NULL, test_same_by_both_apis);
  /* The demo account may have used up its environments. */
  add ("life", "--seed=empty", test_life);
  add ("two-clients", "--seed=empty", test_two_clients);
  add ("limit", NULL, test_limit);
  add ("rate-limit", "--rate-limit=5/1", test_rate_limit);
  add ("back-online", NULL, test_back_online);

  return g_test_run ();
}
