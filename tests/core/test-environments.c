/* test-environments.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libsecret/secret.h>
#include <string.h>

#include "ac-client-private.h"
#include "ac-environments.h"
#include "ac-error.h"
#include "ac-mock-server.h"
#include "ac-test-utils.h"

#define PUBLIC "/v1_1/provisioning/accounts/acc/sub_accounts"
#define CONSOLE "/v1_1/console/accounts/acc/environments"
#define ACCOUNT_AUTHORIZATION "Basic a2V5OnNlY3JldA=="

typedef struct
{
  AcMockServer *server;
  AcClient *client;
  AcEnvironments *environments;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (AcCredentials) credentials = ac_credentials_new ("key", "secret");

  fixture->server = ac_mock_server_new ();
  fixture->client = ac_client_new (ac_mock_server_get_host (fixture->server), credentials, NULL);
  ac_client_set_retry_base (fixture->client, 1);
  fixture->environments = ac_environments_new (fixture->client, "acc");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  ac_mock_server_assert_done (fixture->server);
  g_assert_finalize_object (fixture->environments);
  g_assert_finalize_object (fixture->client);
  g_assert_finalize_object (fixture->server);
}

static char *
build_environment (const char *id,
                   const char *name,
                   const char *more)
{
  return g_strdup_printf ("{\"cloud_name\":\"cloud-%s\",\"name\":\"%s\",\"enabled\":true,\"id\":\"%s\","
                          "\"api_access_keys\":[{\"key\":\"1%s\",\"secret\":\"hush-%s\",\"enabled\":true}]%s}",
                          id, name, id, id, id, more);
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

static void
expect_environment (Fixture    *fixture,
                    const char *method,
                    const char *target,
                    const char *id,
                    const char *name)
{
  g_autofree char *body = build_environment (id, name, "");

  expect (fixture, method, target, 200, body);
}

static void
load (Fixture    *fixture,
      const char *target,
      const char *member,
      const char *ids)
{
  g_autoptr (GString) body = g_string_new (NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  AcCollection *collection = AC_COLLECTION (fixture->environments);

  g_string_append_printf (body, "{\"%s\":[", member);
  for (const char *id = ids; *id != '\0'; id++)
    {
      const char name[] = { *id, '\0' };
      g_autofree char *text = build_environment (name, name, "");

      g_string_append_printf (body, "%s%s", id != ids ? "," : "", text);
    }
  g_string_append (body, "]}");

  expect (fixture, "GET", target, 200, body->str);
  ac_collection_load_async (collection, NULL, ac_test_store_result, &result);
  g_assert_true (ac_collection_load_finish (collection, ac_test_wait_result (&result), &error));
  g_assert_no_error (error);
}

static AcEnvironment *
load_one (Fixture *fixture)
{
  load (fixture, PUBLIC, "sub_accounts", "a");

  return ac_collection_lookup (AC_COLLECTION (fixture->environments), "a");
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
  gboolean ok = ac_environments_change_finish (fixture->environments, ac_test_wait_result (result), error);

  g_clear_object (result);

  return ok;
}

static void
test_list (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (AcEnvironment) second = NULL;

  load (fixture, PUBLIC, "sub_accounts", "ab");
  second = g_list_model_get_item (G_LIST_MODEL (fixture->environments), 1);
  g_assert_cmpstr (ac_environment_get_id (second), ==, "b");
  g_assert_cmpstr (get_last_request (fixture)->authorization, ==, ACCOUNT_AUTHORIZATION);

  ac_environments_set_has_details (fixture->environments, TRUE);
  g_assert_true (ac_environments_get_has_details (fixture->environments));
  load (fixture, CONSOLE, "environments", "bc");
  g_assert_true (ac_collection_lookup (AC_COLLECTION (fixture->environments), "b") == second);
  g_assert_cmpuint (ac_mock_server_get_n_requests (fixture->server), ==, 2);
}

static void
test_bad_list (Fixture       *fixture,
               gconstpointer  data)
{
  static const char * const bodies[] = {
    "{}", "[]", "{\"sub_accounts\":{}}", "{\"sub_accounts\":[1]}", "{\"sub_accounts\":[{}]}", "{\"environments\":null}",
  };
  AcCollection *collection = AC_COLLECTION (fixture->environments);

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      expect (fixture, "GET", PUBLIC, 200, bodies[i]);
      ac_collection_load_async (collection, NULL, ac_test_store_result, &result);
      g_assert_false (ac_collection_load_finish (collection, ac_test_wait_result (&result), &error));
      g_assert_error (error, AC_ERROR, AC_ERROR_BAD_RESPONSE);
    }
}

static AcEnvironment *
create (Fixture            *fixture,
        AcEnvironmentDraft *draft,
        GError            **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ac_environments_create_async (fixture->environments, draft, NULL, ac_test_store_result, &result);

  return ac_environments_create_finish (fixture->environments, ac_test_wait_result (&result), error);
}

static AcEnvironmentDraft *
create_draft (const char   *cloud_name,
              const char   *description,
              const char   *base_id,
              AcFolderMode  mode)
{
  AcEnvironmentDraft *draft = ac_environment_draft_new ();

  draft->name = g_strdup ("New");
  draft->cloud_name = g_strdup (cloud_name);
  draft->description = g_strdup (description);
  draft->base_id = g_strdup (base_id);
  draft->folder_mode = mode;

  return draft;
}

static void
test_create (Fixture       *fixture,
             gconstpointer  data)
{
  static const struct
  {
    gboolean has_details;
    const char *cloud_name;
    const char *description;
    const char *base_id;
    AcFolderMode mode;
    const char *body;
  } cases[] = {
    { FALSE, NULL, NULL, NULL, AC_FOLDER_MODE_UNKNOWN, "{\"name\":\"New\"}" },
    { FALSE, "c", "text", "b", AC_FOLDER_MODE_FIXED, "{\"name\":\"New\",\"cloud_name\":\"c\",\"base_sub_account_id\":\"b\"}" },
    { TRUE, NULL, NULL, NULL, AC_FOLDER_MODE_UNKNOWN, "{\"name\":\"New\"}" },
    { TRUE, "c", "text", NULL, AC_FOLDER_MODE_FIXED, "{\"name\":\"New\",\"cloud_name\":\"c\",\"description\":\"text\",\"folder_mode\":\"fixed\"}" },
    { TRUE, NULL, "text", "b", AC_FOLDER_MODE_DYNAMIC, "{\"name\":\"New\",\"base_sub_account_id\":\"b\",\"description\":\"text\"}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AcEnvironmentDraft) draft = create_draft (cases[i].cloud_name, cases[i].description, cases[i].base_id, cases[i].mode);
      g_autofree char *id = g_strdup_printf ("n%u", i);
      g_autoptr (AcEnvironment) environment = NULL;
      g_autoptr (GError) error = NULL;

      ac_environments_set_has_details (fixture->environments, cases[i].has_details);
      expect_environment (fixture, "POST", cases[i].has_details ? CONSOLE : PUBLIC, id, "New");
      environment = create (fixture, draft, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (get_last_request (fixture)->body, ==, cases[i].body);
      g_assert_true (ac_collection_lookup (AC_COLLECTION (fixture->environments), id) == environment);
    }

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->environments)), ==, G_N_ELEMENTS (cases));
}

static void
test_create_fails (Fixture       *fixture,
                   gconstpointer  data)
{
  static const struct
  {
    guint status;
    const char *body;
    AcError code;
  } cases[] = {
    { 400, "{\"error\":{\"message\":\"You have reached max_sub_accounts\"}}", AC_ERROR_LIMIT_REACHED },
    { 409, "{\"error\":{\"message\":\"cloud name taken\"}}", AC_ERROR_CONFLICT },
    { 503, "{}", AC_ERROR_SERVER },
    { 200, "{\"message\":\"ok\"}", AC_ERROR_BAD_RESPONSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AcEnvironmentDraft) draft = create_draft (NULL, NULL, NULL, AC_FOLDER_MODE_UNKNOWN);
      g_autoptr (GError) error = NULL;

      expect (fixture, "POST", PUBLIC, cases[i].status, cases[i].body);
      g_assert_null (create (fixture, draft, &error));
      g_assert_error (error, AC_ERROR, (int) cases[i].code);
    }

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->environments)), ==, 0);
}

static void
test_changes (Fixture       *fixture,
              gconstpointer  data)
{
  AcEnvironments *environments = fixture->environments;
  AcEnvironment *a = load_one (fixture);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) attributes = g_ptr_array_new_with_free_func ((GDestroyNotify) ac_custom_attribute_free);

  expect_environment (fixture, "PUT", PUBLIC "/a", "a", "Changed");
  ac_environments_set_name_async (environments, a, "Changed", NULL, ac_test_store_result, &result);
  g_assert_true (finish_change (fixture, &result, NULL));
  g_assert_cmpstr (get_last_request (fixture)->body, ==, "{\"name\":\"Changed\"}");
  g_assert_cmpstr (ac_environment_get_name (a), ==, "Changed");

  expect_environment (fixture, "PUT", PUBLIC "/a", "a", "Changed");
  ac_environments_set_cloud_name_async (environments, a, "other", NULL, ac_test_store_result, &result);
  g_assert_true (finish_change (fixture, &result, NULL));
  g_assert_cmpstr (get_last_request (fixture)->body, ==, "{\"cloud_name\":\"other\"}");

  expect_environment (fixture, "PUT", PUBLIC "/a", "a", "Changed");
  ac_environments_set_enabled_async (environments, a, FALSE, NULL, ac_test_store_result, &result);
  g_assert_true (finish_change (fixture, &result, NULL));
  g_assert_cmpstr (get_last_request (fixture)->body, ==, "{\"enabled\":false}");
  /* What the answer says counts. */
  g_assert_true (ac_environment_get_enabled (a));

  expect_environment (fixture, "PUT", PUBLIC "/a", "a", "Changed");
  g_ptr_array_add (attributes, ac_custom_attribute_new ("team", "x", TRUE));
  ac_environments_set_attributes_async (environments, a, attributes, NULL, ac_test_store_result, &result);
  g_assert_true (finish_change (fixture, &result, NULL));
  g_assert_cmpstr (get_last_request (fixture)->body, ==, "{\"custom_attributes\":{\"team\":\"x\"}}");

  ac_environments_set_has_details (environments, TRUE);
  expect (fixture, "PUT", CONSOLE "/a", 200,
          "{\"cloud_name\":\"cloud-a\",\"name\":\"Changed\",\"enabled\":true,\"id\":\"a\",\"description\":\"text\"}");
  ac_environments_set_description_async (environments, a, "text", NULL, ac_test_store_result, &result);
  g_assert_true (finish_change (fixture, &result, NULL));
  g_assert_cmpstr (get_last_request (fixture)->body, ==, "{\"description\":\"text\"}");
  g_assert_cmpstr (ac_environment_get_description (a), ==, "text");

  g_assert_true (ac_collection_lookup (AC_COLLECTION (environments), "a") == a);
}

static void
test_change_fails (Fixture       *fixture,
                   gconstpointer  data)
{
  AcEnvironment *a = load_one (fixture);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  expect (fixture, "PUT", PUBLIC "/a", 409, "{\"error\":{\"message\":\"taken\"}}");
  ac_environments_set_cloud_name_async (fixture->environments, a, "other", NULL, ac_test_store_result, &result);
  g_assert_false (finish_change (fixture, &result, &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_CONFLICT);
  g_assert_cmpstr (ac_error_get_server_message (error), ==, "taken");
  g_clear_error (&error);
  g_assert_cmpstr (ac_environment_get_cloud_name (a), ==, "cloud-a");

  expect_environment (fixture, "PUT", PUBLIC "/a", "b", "Other");
  ac_environments_set_name_async (fixture->environments, a, "Other", NULL, ac_test_store_result, &result);
  g_assert_false (finish_change (fixture, &result, &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_BAD_RESPONSE);
  g_assert_cmpstr (ac_environment_get_name (a), ==, "a");
  g_assert_null (ac_collection_lookup (AC_COLLECTION (fixture->environments), "b"));
}

static void
test_gone (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (AcEnvironment) a = g_object_ref (load_one (fixture));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  expect (fixture, "PUT", PUBLIC "/a", 404, "{\"error\":{\"message\":\"not found\"}}");
  ac_environments_set_name_async (fixture->environments, a, "b", NULL, ac_test_store_result, &result);
  g_assert_false (finish_change (fixture, &result, &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_NOT_FOUND);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->environments)), ==, 0);

  /* The change of one that went meanwhile doesn't put it back. */
  expect_environment (fixture, "PUT", PUBLIC "/a", "a", "b");
  ac_environments_set_name_async (fixture->environments, a, "b", NULL, ac_test_store_result, &result);
  g_assert_true (finish_change (fixture, &result, NULL));
  g_assert_cmpstr (ac_environment_get_name (a), ==, "b");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->environments)), ==, 0);
}

static void
test_delete (Fixture       *fixture,
             gconstpointer  data)
{
  AcEnvironment *a = load_one (fixture);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  expect (fixture, "DELETE", PUBLIC "/a", 403, "{}");
  ac_environments_delete_async (fixture->environments, a, NULL, ac_test_store_result, &result);
  g_assert_false (finish_change (fixture, &result, &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_FORBIDDEN);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->environments)), ==, 1);

  expect (fixture, "DELETE", PUBLIC "/a", 200, "{\"message\":\"ok\"}");
  ac_environments_delete_async (fixture->environments, a, NULL, ac_test_store_result, &result);
  g_assert_true (finish_change (fixture, &result, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->environments)), ==, 0);
}

static void
test_change_cancelled (Fixture       *fixture,
                       gconstpointer  data)
{
  AcEnvironment *a = load_one (fixture);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ac_mock_reply_set_hang (expect (fixture, "PUT", PUBLIC "/a", 200, "{}"));
  ac_environments_set_name_async (fixture->environments, a, "b", cancellable, ac_test_store_result, &result);
  ac_test_wait_until (ac_mock_server_get_n_requests (fixture->server) == 2);
  g_cancellable_cancel (cancellable);
  g_assert_false (finish_change (fixture, &result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (ac_environment_get_name (a), ==, "a");
}

static void
expect_folder_mode (Fixture    *fixture,
                    const char *id,
                    const char *mode,
                    guint       delay)
{
  g_autofree char *target = g_strdup_printf (PUBLIC "/%s", id);
  g_autofree char *config = g_strdup_printf ("/v1_1/cloud-%s/config?settings=true", id);
  g_autofree char *environment = build_environment (id, id, "");
  g_autofree char *settings = g_strdup_printf ("{\"cloud_name\":\"c\",\"settings\":{\"folder_mode\":\"%s\"}}", mode);

  ac_mock_reply_set_delay (expect (fixture, "GET", target, 200, environment), delay);
  expect (fixture, "GET", config, 200, settings);
}

static AcEnvironment *
lookup (Fixture    *fixture,
        const char *id)
{
  return ac_collection_lookup (AC_COLLECTION (fixture->environments), id);
}

static void
count_item_cb (guint         *count,
               AcEnvironment *environment)
{
  (*count)++;
}

static void
test_folder_mode (Fixture       *fixture,
                  gconstpointer  data)
{
  AcEnvironment *a = load_one (fixture);
  guint n_changes = 0;

  g_signal_connect_swapped (fixture->environments, "item-changed", G_CALLBACK (count_item_cb), &n_changes);
  expect_folder_mode (fixture, "a", "fixed", 0);
  ac_environments_want_folder_mode (fixture->environments, a);
  ac_environments_want_folder_mode (fixture->environments, a);
  ac_test_wait_until (ac_environment_get_folder_mode (a) == AC_FOLDER_MODE_FIXED);
  g_assert_cmpuint (n_changes, ==, 1);

  /* With the environment's own key: 1a:hush-a. */
  g_assert_cmpstr (get_last_request (fixture)->authorization, ==, "Basic MWE6aHVzaC1h");

  ac_environments_want_folder_mode (fixture->environments, a);
  g_assert_cmpuint (ac_mock_server_get_n_requests (fixture->server), ==, 3);
  g_signal_handlers_disconnect_by_data (fixture->environments, &n_changes);
}

static void
test_folder_mode_few_at_once (Fixture       *fixture,
                              gconstpointer  data)
{
  static const char * const ids[] = { "a", "b", "c", "d", "e", "f" };

  load (fixture, PUBLIC, "sub_accounts", "abcdef");
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      /* The fifth is taken back before its turn comes. */
      if (i != 4)
        expect_folder_mode (fixture, ids[i], "dynamic", 100);
      ac_environments_want_folder_mode (fixture->environments, lookup (fixture, ids[i]));
    }
  ac_environments_unwant_folder_mode (fixture->environments, lookup (fixture, "e"));

  ac_test_wait_until (ac_mock_server_get_n_requests (fixture->server) == 5);
  g_assert_cmpint (ac_environment_get_folder_mode (lookup (fixture, "a")), ==, AC_FOLDER_MODE_UNKNOWN);
  g_assert_cmpuint (ac_mock_server_count_requests (fixture->server, "GET", PUBLIC "/f"), ==, 0);

  ac_test_wait_until (ac_environment_get_folder_mode (lookup (fixture, "f")) == AC_FOLDER_MODE_DYNAMIC);
  g_assert_cmpint (ac_environment_get_folder_mode (lookup (fixture, "e")), ==, AC_FOLDER_MODE_UNKNOWN);

  /* One that is under way isn't stopped; one that was taken back may be wanted again. */
  expect_folder_mode (fixture, "e", "fixed", 0);
  ac_environments_want_folder_mode (fixture->environments, lookup (fixture, "e"));
  ac_environments_unwant_folder_mode (fixture->environments, lookup (fixture, "e"));
  ac_test_wait_until (ac_environment_get_folder_mode (lookup (fixture, "e")) == AC_FOLDER_MODE_FIXED);
}

/* Wants the modes of all, one after the other, and sees that the good one, which is the last, has come. */
static void
test_folder_mode_failures (Fixture       *fixture,
                           gconstpointer  data)
{
  static const char * const ids[] = { "a", "b", "c", "d", "e" };
  guint n_requests;

  load (fixture, PUBLIC, "sub_accounts", "abcdef");
  expect (fixture, "GET", PUBLIC "/a", 403, "{}");
  expect (fixture, "GET", PUBLIC "/b", 200, "{\"cloud_name\":\"cloud-b\",\"api_access_keys\":[]}");
  expect_environment (fixture, "GET", PUBLIC "/c", "c", "c");
  expect (fixture, "GET", "/v1_1/cloud-c/config?settings=true", 401, "{}");
  expect_environment (fixture, "GET", PUBLIC "/d", "d", "d");
  expect (fixture, "GET", "/v1_1/cloud-d/config?settings=true", 200, "{\"settings\":{\"folder_mode\":\"floating\"}}");
  expect_environment (fixture, "GET", PUBLIC "/e", "e", "e");
  expect (fixture, "GET", "/v1_1/cloud-e/config?settings=true", 200, "{\"cloud_name\":\"cloud-e\"}");
  expect_folder_mode (fixture, "f", "fixed", 0);

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    ac_environments_want_folder_mode (fixture->environments, lookup (fixture, ids[i]));
  ac_environments_want_folder_mode (fixture->environments, lookup (fixture, "f"));
  ac_test_wait_until (ac_environment_get_folder_mode (lookup (fixture, "f")) == AC_FOLDER_MODE_FIXED);
  ac_test_wait_until (ac_mock_server_get_n_requests (fixture->server) == 11);
  n_requests = ac_mock_server_get_n_requests (fixture->server);

  /* Asked once; and the account's key is none the worse for it. */
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      ac_environments_want_folder_mode (fixture->environments, lookup (fixture, ids[i]));
      g_assert_cmpint (ac_environment_get_folder_mode (lookup (fixture, ids[i])), ==, AC_FOLDER_MODE_UNKNOWN);
    }
  load (fixture, PUBLIC, "sub_accounts", "abcdef");
  g_assert_cmpuint (ac_mock_server_get_n_requests (fixture->server), ==, n_requests + 1);
  g_assert_cmpint (ac_client_get_state (fixture->client), ==, AC_CONNECTION_STATE_CONNECTED);
}

static void
test_folder_mode_not_needed (Fixture       *fixture,
                             gconstpointer  data)
{
  AcEnvironment *a = load_one (fixture);

  ac_environments_set_has_details (fixture->environments, TRUE);
  ac_environments_want_folder_mode (fixture->environments, a);
  load (fixture, CONSOLE, "environments", "a");
  g_assert_cmpuint (ac_mock_server_get_n_requests (fixture->server), ==, 2);
}

/* The collection goes while modes are read: nothing is left, nobody is called. */
static void
test_folder_mode_abandoned (Fixture       *fixture,
                            gconstpointer  data)
{
  AcEnvironment *a = load_one (fixture);

  ac_mock_reply_set_hang (ac_mock_server_expect (fixture->server, "GET", PUBLIC "/a"));
  ac_environments_want_folder_mode (fixture->environments, a);
  ac_test_wait_until (ac_mock_server_get_n_requests (fixture->server) == 2);
  g_assert_finalize_object (fixture->environments);
  ac_test_wait_until (G_OBJECT (fixture->client)->ref_count == 1);
  fixture->environments = ac_environments_new (fixture->client, "acc");
}

static char *
fetch_url (Fixture        *fixture,
           AcEnvironment  *environment,
           GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ac_environments_fetch_url_async (fixture->environments, environment, NULL, ac_test_store_result, &result);

  return ac_environments_fetch_url_finish (fixture->environments, ac_test_wait_result (&result), error);
}

static void
test_url (Fixture       *fixture,
          gconstpointer  data)
{
  AcEnvironment *a = load_one (fixture);
  g_autoptr (GError) error = NULL;
  g_autofree char *expected = g_strdup_printf ("cloudinary://2:y-_Z@cloud-a?upload_prefix=%s",
                                               ac_mock_server_get_host (fixture->server));
  char *url;

  expect (fixture, "GET", PUBLIC "/a", 200,
          "{\"id\":\"a\",\"cloud_name\":\"cloud-a\",\"api_access_keys\":[{\"key\":\"1\",\"secret\":\"x\",\"enabled\":false},"
          "{\"key\":\"2\",\"secret\":\"y-_Z\",\"enabled\":true},{\"key\":\"3\",\"secret\":\"z\",\"enabled\":true}]}");
  url = fetch_url (fixture, a, &error);
  g_assert_no_error (error);
  /* The service isn't Cloudinary's: tools have to be told. */
  g_assert_cmpstr (url, ==, expected);
  secret_password_free (url);
}

static void
test_url_fails (Fixture       *fixture,
                gconstpointer  data)
{
  static const struct
  {
    guint status;
    const char *body;
    AcError code;
  } cases[] = {
    { 200, "{\"cloud_name\":\"c\",\"api_access_keys\":[]}", AC_ERROR_INVALID },
    { 200, "{\"cloud_name\":\"c\",\"api_access_keys\":[{\"key\":\"1\",\"secret\":\"x\",\"enabled\":false}]}", AC_ERROR_INVALID },
    { 200, "{\"cloud_name\":\"c\",\"api_access_keys\":[{\"key\":\"1\",\"enabled\":true}]}", AC_ERROR_BAD_RESPONSE },
    { 200, "{\"api_access_keys\":[]}", AC_ERROR_BAD_RESPONSE },
    { 403, "{}", AC_ERROR_FORBIDDEN },
    { 404, "{}", AC_ERROR_NOT_FOUND },
  };
  g_autoptr (AcEnvironment) a = g_object_ref (load_one (fixture));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      expect (fixture, "GET", PUBLIC "/a", cases[i].status, cases[i].body);
      g_assert_null (fetch_url (fixture, a, &error));
      g_assert_error (error, AC_ERROR, (int) cases[i].code);
    }

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->environments)), ==, 0);
}

static void
expect_keys (Fixture    *fixture,
             guint       page,
             guint       n,
             guint       n_enabled,
             guint       total)
{
  g_autofree char *target = g_strdup_printf (PUBLIC "/a/access_keys?page_size=100&page=%u&sort_by=api_key&sort_order=asc", page);
  g_autoptr (GString) body = g_string_new ("{\"access_keys\":[");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (body, "%s{\"api_key\":\"%u\",\"api_secret\":\"hush\",\"enabled\":%s}",
                            i > 0 ? "," : "", i, i < n_enabled ? "true" : "false");
  g_string_append_printf (body, "],\"total\":%u}", total);
  expect (fixture, "GET", target, 200, body->str);
}

static void
assert_key_count (Fixture       *fixture,
                  AcEnvironment *environment,
                  guint          n_keys,
                  guint          n_enabled)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint keys, enabled;

  ac_environments_count_keys_async (fixture->environments, environment, NULL, ac_test_store_result, &result);
  g_assert_true (ac_environments_count_keys_finish (fixture->environments, ac_test_wait_result (&result), &keys, &enabled, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (keys, ==, n_keys);
  g_assert_cmpuint (enabled, ==, n_enabled);
}

static void
test_count_keys (Fixture       *fixture,
                 gconstpointer  data)
{
  AcEnvironment *a = load_one (fixture);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  expect_keys (fixture, 1, 0, 0, 0);
  assert_key_count (fixture, a, 0, 0);

  expect_keys (fixture, 1, 3, 2, 3);
  assert_key_count (fixture, a, 3, 2);

  /* A service with smaller pages than asked for. */
  expect_keys (fixture, 1, 50, 50, 120);
  expect_keys (fixture, 2, 50, 1, 120);
  expect_keys (fixture, 3, 20, 0, 120);
  assert_key_count (fixture, a, 120, 51);

  /* One that has no more than it says. */
  expect_keys (fixture, 1, 2, 2, 4);
  expect_keys (fixture, 2, 0, 0, 4);
  assert_key_count (fixture, a, 4, 2);

  expect (fixture, "GET", PUBLIC "/a/access_keys?page_size=100&page=1&sort_by=api_key&sort_order=asc", 200, "{\"access_keys\":[]}");
  ac_environments_count_keys_async (fixture->environments, a, NULL, ac_test_store_result, &result);
  g_assert_false (ac_environments_count_keys_finish (fixture->environments, ac_test_wait_result (&result), NULL, NULL, &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_BAD_RESPONSE);
}

#define add(path, function) \
  g_test_add ("/environments/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("list", test_list);
  add ("bad-list", test_bad_list);
  add ("create/bodies", test_create);
  add ("create/fails", test_create_fails);
  add ("change/each", test_changes);
  add ("change/fails", test_change_fails);
  add ("change/gone", test_gone);
  add ("change/cancelled", test_change_cancelled);
  add ("delete", test_delete);
  add ("folder-mode/read", test_folder_mode);
  add ("folder-mode/few-at-once", test_folder_mode_few_at_once);
  add ("folder-mode/failures", test_folder_mode_failures);
  add ("folder-mode/not-needed", test_folder_mode_not_needed);
  add ("folder-mode/abandoned", test_folder_mode_abandoned);
  add ("url/made", test_url);
  add ("url/fails", test_url_fails);
  add ("count-keys", test_count_keys);

  return g_test_run ();
}
