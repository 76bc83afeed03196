/* test-environments-trouble.c: each thing that is done with environments, and each way in which its answer goes wrong
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libsecret/secret.h>

#include "ac-environments.h"
#include "trouble-helpers.h"

#define PUBLIC "/v1_1/provisioning/accounts/acc/sub_accounts"
#define CONSOLE "/v1_1/console/accounts/acc/environments"
#define ENVIRONMENT(id, name) \
  "{\"cloud_name\":\"cloud-" id "\",\"name\":\"" name "\",\"enabled\":true,\"id\":\"" id "\"," \
  "\"api_access_keys\":[{\"key\":\"1\",\"secret\":\"hush\",\"enabled\":true}]}"
#define LIST "{\"sub_accounts\":[" ENVIRONMENT ("a", "a") "]}"

typedef struct
{
  TroubleFixture parent;
  AcEnvironments *environments;
  AcEnvironment *a;
} Fixture;

static void
start_load (gpointer       data,
            GCancellable  *cancellable,
            GAsyncResult **result)
{
  Fixture *fixture = data;

  ac_collection_load_async (AC_COLLECTION (fixture->environments), cancellable, ac_test_store_result, result);
}

static gboolean
finish_load (gpointer       data,
             GAsyncResult  *result,
             GError       **error)
{
  Fixture *fixture = data;

  return ac_collection_load_finish (AC_COLLECTION (fixture->environments), result, error);
}

static void
start_create (gpointer       data,
              GCancellable  *cancellable,
              GAsyncResult **result)
{
  Fixture *fixture = data;
  g_autoptr (AcEnvironmentDraft) draft = ac_environment_draft_new ();

  draft->name = g_strdup ("b");
  ac_environments_create_async (fixture->environments, draft, cancellable, ac_test_store_result, result);
}

static gboolean
finish_create (gpointer       data,
               GAsyncResult  *result,
               GError       **error)
{
  Fixture *fixture = data;
  g_autoptr (AcEnvironment) made = ac_environments_create_finish (fixture->environments, result, error);

  return made != NULL;
}

static void
start_rename (gpointer       data,
              GCancellable  *cancellable,
              GAsyncResult **result)
{
  Fixture *fixture = data;

  ac_environments_set_name_async (fixture->environments, fixture->a, "new", cancellable, ac_test_store_result, result);
}

static void
start_disable (gpointer       data,
               GCancellable  *cancellable,
               GAsyncResult **result)
{
  Fixture *fixture = data;

  ac_environments_set_enabled_async (fixture->environments, fixture->a, FALSE, cancellable, ac_test_store_result, result);
}

static void
start_describe (gpointer       data,
                GCancellable  *cancellable,
                GAsyncResult **result)
{
  Fixture *fixture = data;

  ac_environments_set_description_async (fixture->environments, fixture->a, "new", cancellable, ac_test_store_result, result);
}

static void
start_delete (gpointer       data,
              GCancellable  *cancellable,
              GAsyncResult **result)
{
  Fixture *fixture = data;

  ac_environments_delete_async (fixture->environments, fixture->a, cancellable, ac_test_store_result, result);
}

static gboolean
finish_change (gpointer       data,
               GAsyncResult  *result,
               GError       **error)
{
  Fixture *fixture = data;

  return ac_environments_change_finish (fixture->environments, result, error);
}

static void
start_count (gpointer       data,
             GCancellable  *cancellable,
             GAsyncResult **result)
{
  Fixture *fixture = data;

  ac_environments_count_keys_async (fixture->environments, fixture->a, cancellable, ac_test_store_result, result);
}

static gboolean
finish_count (gpointer       data,
              GAsyncResult  *result,
              GError       **error)
{
  Fixture *fixture = data;

  return ac_environments_count_keys_finish (fixture->environments, result, NULL, NULL, error);
}

static void
start_url (gpointer       data,
           GCancellable  *cancellable,
           GAsyncResult **result)
{
  Fixture *fixture = data;

  ac_environments_fetch_url_async (fixture->environments, fixture->a, cancellable, ac_test_store_result, result);
}

static gboolean
finish_url (gpointer       data,
            GAsyncResult  *result,
            GError       **error)
{
  Fixture *fixture = data;
  char *url = ac_environments_fetch_url_finish (fixture->environments, result, error);
  gboolean ok = url != NULL;

  secret_password_free (url);

  return ok;
}

static const TroubleVerb verbs[] = {
  { "load", "GET", PUBLIC, LIST, start_load, finish_load },
  { "create", "POST", PUBLIC, ENVIRONMENT ("b", "b"), start_create, finish_create },
  { "rename", "PUT", PUBLIC "/a", ENVIRONMENT ("a", "a"), start_rename, finish_change },
  { "disable", "PUT", PUBLIC "/a", ENVIRONMENT ("a", "a"), start_disable, finish_change },
  { "describe", "PUT", CONSOLE "/a", ENVIRONMENT ("a", "a"), start_describe, finish_change },
  { "delete", "DELETE", PUBLIC "/a", "{\"message\":\"ok\"}", start_delete, finish_change },
  { "count", "GET", PUBLIC "/a/access_keys?page_size=100&page=1&sort_by=api_key&sort_order=asc", "{\"access_keys\":[],\"total\":0}", start_count, finish_count },
  { "url", "GET", PUBLIC "/a", ENVIRONMENT ("a", "a"), start_url, finish_url },
};

static void
set_up (gpointer           data,
        const TroubleVerb *verb)
{
  Fixture *fixture = data;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture->environments = ac_environments_new (fixture->parent.client, "acc");
  ac_mock_reply_set_json (ac_mock_server_expect (fixture->parent.server, "GET", PUBLIC), 200, LIST);
  start_load (fixture, NULL, &result);
  g_assert_true (finish_load (fixture, ac_test_wait_result (&result), &error));
  g_assert_no_error (error);
  fixture->a = g_object_ref (ac_collection_lookup (AC_COLLECTION (fixture->environments), "a"));
}

static void
tear_down (gpointer data)
{
  Fixture *fixture = data;

  g_clear_object (&fixture->a);
  g_assert_finalize_object (fixture->environments);
}

static void
assert_unchanged (gpointer data)
{
  Fixture *fixture = data;
  AcCollection *collection = AC_COLLECTION (fixture->environments);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (collection)), ==, 1);
  g_assert_true (ac_collection_lookup (collection, "a") == fixture->a);
  g_assert_cmpstr (ac_environment_get_name (fixture->a), ==, "a");
  g_assert_true (ac_environment_get_enabled (fixture->a));
}

/* The environment is gone, unless it was about all of them. */
static void
assert_not_found (gpointer           data,
                  const TroubleVerb *verb)
{
  Fixture *fixture = data;
  gboolean is_about_all = verb->start == start_load || verb->start == start_create;

  g_assert_true ((ac_collection_lookup (AC_COLLECTION (fixture->environments), "a") != NULL) == is_about_all);
}

static const TroubleSuite suite = {
  "environments-trouble", verbs, G_N_ELEMENTS (verbs), sizeof (Fixture), set_up, tear_down, assert_unchanged, assert_not_found
};

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  trouble_add_suite (&suite);

  return g_test_run ();
}
