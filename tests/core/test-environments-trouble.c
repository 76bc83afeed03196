/* test-environments-trouble.c: each thing that is done with environments, and each way in which its answer goes wrong
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libsecret/secret.h>

#include "ac-client-private.h"
#include "ac-environments.h"
#include "ac-error.h"
#include "ac-mock-server.h"
#include "ac-test-utils.h"

#define PUBLIC "/v1_1/provisioning/accounts/acc/sub_accounts"
#define CONSOLE "/v1_1/console/accounts/acc/environments"
#define ENVIRONMENT(id, name) \
  "{\"cloud_name\":\"cloud-" id "\",\"name\":\"" name "\",\"enabled\":true,\"id\":\"" id "\"," \
  "\"api_access_keys\":[{\"key\":\"1\",\"secret\":\"hush\",\"enabled\":true}]}"
#define LIST "{\"sub_accounts\":[" ENVIRONMENT ("a", "a") "]}"

typedef struct
{
  AcMockServer *server;
  AcClient *client;
  AcEnvironments *environments;
  AcEnvironment *a;
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
  const char *type; /* (nullable): else a body of this type */
  const char *body;
  guint status;
  AcError code;
  guint n_tries;         /* of what may be repeated */
  gboolean deletes_well; /* of the answer to a DELETE any object will do */
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
  ac_collection_load_async (AC_COLLECTION (fixture->environments), cancellable, ac_test_store_result, result);
}

static gboolean
finish_load (Fixture       *fixture,
             GAsyncResult  *result,
             GError       **error)
{
  return ac_collection_load_finish (AC_COLLECTION (fixture->environments), result, error);
}

static void
start_create (Fixture       *fixture,
              GCancellable  *cancellable,
              GAsyncResult **result)
{
  g_autoptr (AcEnvironmentDraft) draft = ac_environment_draft_new ();

  draft->name = g_strdup ("b");
  ac_environments_create_async (fixture->environments, draft, cancellable, ac_test_store_result, result);
}

static gboolean
finish_create (Fixture       *fixture,
               GAsyncResult  *result,
               GError       **error)
{
  g_autoptr (AcEnvironment) made = ac_environments_create_finish (fixture->environments, result, error);

  return made != NULL;
}

static void
start_rename (Fixture       *fixture,
              GCancellable  *cancellable,
              GAsyncResult **result)
{
  ac_environments_set_name_async (fixture->environments, fixture->a, "new", cancellable, ac_test_store_result, result);
}

static void
start_disable (Fixture       *fixture,
               GCancellable  *cancellable,
               GAsyncResult **result)
{
  ac_environments_set_enabled_async (fixture->environments, fixture->a, FALSE, cancellable, ac_test_store_result, result);
}

static void
start_describe (Fixture       *fixture,
                GCancellable  *cancellable,
                GAsyncResult **result)
{
  ac_environments_set_description_async (fixture->environments, fixture->a, "new", cancellable, ac_test_store_result, result);
}

static void
start_delete (Fixture       *fixture,
              GCancellable  *cancellable,
              GAsyncResult **result)
{
  ac_environments_delete_async (fixture->environments, fixture->a, cancellable, ac_test_store_result, result);
}

static gboolean
finish_change (Fixture       *fixture,
               GAsyncResult  *result,
               GError       **error)
{
  return ac_environments_change_finish (fixture->environments, result, error);
}

static void
start_count (Fixture       *fixture,
             GCancellable  *cancellable,
             GAsyncResult **result)
{
  ac_environments_count_keys_async (fixture->environments, fixture->a, cancellable, ac_test_store_result, result);
}

static gboolean
finish_count (Fixture       *fixture,
              GAsyncResult  *result,
              GError       **error)
{
  return ac_environments_count_keys_finish (fixture->environments, result, NULL, NULL, error);
}

static void
start_url (Fixture       *fixture,
           GCancellable  *cancellable,
           GAsyncResult **result)
{
  ac_environments_fetch_url_async (fixture->environments, fixture->a, cancellable, ac_test_store_result, result);
}

static gboolean
finish_url (Fixture       *fixture,
            GAsyncResult  *result,
            GError       **error)
{
  char *url = ac_environments_fetch_url_finish (fixture->environments, result, error);
  gboolean ok = url != NULL;

  secret_password_free (url);

  return ok;
}

static const Verb verbs[] = {
  { "load", "GET", PUBLIC, LIST, start_load, finish_load },
  { "create", "POST", PUBLIC, ENVIRONMENT ("b", "b"), start_create, finish_create },
  { "rename", "PUT", PUBLIC "/a", ENVIRONMENT ("a", "a"), start_rename, finish_change },
  { "disable", "PUT", PUBLIC "/a", ENVIRONMENT ("a", "a"), start_disable, finish_change },
  { "describe", "PUT", CONSOLE "/a", ENVIRONMENT ("a", "a"), start_describe, finish_change },
  { "delete", "DELETE", PUBLIC "/a", "{\"message\":\"ok\"}", start_delete, finish_change },
  { "count", "GET", PUBLIC "/a/access_keys?page_size=100&page=1&sort_by=api_key&sort_order=asc", "{\"access_keys\":[],\"total\":0}", start_count, finish_count },
  { "url", "GET", PUBLIC "/a", ENVIRONMENT ("a", "a"), start_url, finish_url },
};

#define HEAD "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "

static const Trouble troubles[] = {
  { "dropped", "", NULL, NULL, 0, AC_ERROR_NETWORK, 3, FALSE },
  { "truncated", HEAD "100\r\n\r\n{\"sub_acc", NULL, NULL, 0, AC_ERROR_NETWORK, 3, FALSE },
  { "huge", HEAD "99999999999\r\n\r\n{", NULL, NULL, 0, AC_ERROR_TOO_LARGE, 1, FALSE },
  { "web-page", NULL, "text/html", "<html><body>Welcome</body></html>", 200, AC_ERROR_BAD_RESPONSE, 1, FALSE },
  { "no-body", NULL, "application/json", "", 200, AC_ERROR_BAD_RESPONSE, 1, FALSE },
  { "half", NULL, "application/json", "{\"sub_acc", 200, AC_ERROR_BAD_RESPONSE, 1, FALSE },
  { "array", NULL, "application/json", "[]", 200, AC_ERROR_BAD_RESPONSE, 1, FALSE },
  { "nothing-in-it", NULL, "application/json", "{}", 200, AC_ERROR_BAD_RESPONSE, 1, TRUE },
  { "wrong-types", NULL, "application/json",
    "{\"sub_accounts\":{},\"access_keys\":7,\"total\":\"x\",\"id\":7,\"name\":[],\"cloud_name\":{},\"enabled\":\"y\",\"api_access_keys\":1}",
    200, AC_ERROR_BAD_RESPONSE, 1, TRUE },
  { "redirect", NULL, "text/html", "", 302, AC_ERROR_REDIRECTED, 1, FALSE },
  { "server-error", NULL, "text/html", "<h1>Oops</h1>", 500, AC_ERROR_SERVER, 1, FALSE },
};

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (AcCredentials) credentials = ac_credentials_new ("key", "secret");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture->server = ac_mock_server_new ();
  fixture->client = ac_client_new (ac_mock_server_get_host (fixture->server), credentials, NULL);
  ac_client_set_retry_base (fixture->client, 1);
  fixture->environments = ac_environments_new (fixture->client, "acc");

  ac_mock_server_allow (fixture->server, "GET", "/");
  ac_mock_reply_set_json (ac_mock_server_expect (fixture->server, "GET", PUBLIC), 200, LIST);
  start_load (fixture, NULL, &result);
  g_assert_true (finish_load (fixture, ac_test_wait_result (&result), &error));
  g_assert_no_error (error);
  fixture->a = g_object_ref (ac_collection_lookup (AC_COLLECTION (fixture->environments), "a"));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->a);
  g_assert_finalize_object (fixture->environments);
  g_assert_finalize_object (fixture->client);
  g_assert_finalize_object (fixture->server);
}

static void
assert_unchanged (Fixture *fixture)
{
  AcCollection *collection = AC_COLLECTION (fixture->environments);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (collection)), ==, 1);
  g_assert_true (ac_collection_lookup (collection, "a") == fixture->a);
  g_assert_cmpstr (ac_environment_get_name (fixture->a), ==, "a");
  g_assert_true (ac_environment_get_enabled (fixture->a));
}

static guint
count_tries (Fixture    *fixture,
             const Verb *verb)
{
  guint n = ac_mock_server_count_requests (fixture->server, verb->method, verb->target);

  return n - (verb->start == start_load ? 1 : 0);
}

/* The next try of the same goes well. */
static void
assert_goes_on (Fixture     *fixture,
                const Verb  *verb)
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
        ac_mock_reply_take_body (reply, trouble->status, trouble->type, g_bytes_new_static (trouble->body, strlen (trouble->body)));
      if (trouble->code == AC_ERROR_REDIRECTED)
        ac_mock_reply_set_header (reply, "Location", "http://192.0.2.1/");
    }

  verb->start (fixture, NULL, &result);
  if (trouble->deletes_well && verb->start == start_delete)
    {
      g_assert_true (verb->finish (fixture, ac_test_wait_result (&result), &error));
      ac_mock_server_assert_done (fixture->server);
      return;
    }

  g_assert_false (verb->finish (fixture, ac_test_wait_result (&result), &error));
  g_assert_error (error, AC_ERROR, (int) trouble->code);
  ac_mock_server_assert_done (fixture->server);
  assert_unchanged (fixture);
  assert_goes_on (fixture, verb);
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
  g_autofree char *gone = g_strdup_printf ("/environments-trouble/%s/server-gone", verb->name);
  g_autofree char *slow = g_strdup_printf ("/environments-trouble/%s/slow", verb->name);

  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++)
    {
      g_autofree char *path = g_strdup_printf ("/environments-trouble/%s/%s", verb->name, troubles[i].name);
      Case *one = &cases[verb - verbs][i];

      *one = (Case) { verb, &troubles[i] };
      g_test_add (path, Fixture, one, set_up, test_trouble, tear_down);
    }
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
