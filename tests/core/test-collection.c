/* test-collection.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ac-client-private.h"
#include "ac-collection.h"
#include "ac-error.h"
#include "ac-json.h"
#include "ac-mock-server.h"
#include "ac-test-utils.h"

#define TARGET "/things"

/* The simplest object that a collection can have: an id and a value. */
#define TEST_TYPE_THING (test_thing_get_type ())
G_DECLARE_FINAL_TYPE (TestThing, test_thing, TEST, THING, GObject)

struct _TestThing
{
  GObject parent_instance;

  char *id;
  int value;
};

G_DEFINE_FINAL_TYPE (TestThing, test_thing, G_TYPE_OBJECT)

static void
test_thing_finalize (GObject *object)
{
  g_free (TEST_THING (object)->id);
  G_OBJECT_CLASS (test_thing_parent_class)->finalize (object);
}

static void
test_thing_class_init (TestThingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_thing_finalize;
}

static void
test_thing_init (TestThing *self)
{
}

static TestThing *
test_thing_new (const char *id,
                int         value)
{
  TestThing *self = g_object_new (TEST_TYPE_THING, NULL);

  self->id = g_strdup (id);
  self->value = value;

  return self;
}

#define TEST_TYPE_THINGS (test_things_get_type ())
G_DECLARE_FINAL_TYPE (TestThings, test_things, TEST, THINGS, AcCollection)

struct _TestThings
{
  AcCollection parent_instance;

  gboolean loads_more;
  GTask *more; /* (nullable) (owned): what the second part of a load waits with */
};

G_DEFINE_FINAL_TYPE (TestThings, test_things, AC_TYPE_COLLECTION)

static AcRequest *
test_things_create_list_request (AcCollection *collection)
{
  return ac_request_new ("GET", "things", NULL);
}

static const char *
test_things_get_list_member (AcCollection *collection)
{
  return "things";
}

static gpointer
test_things_parse_item (JsonNode  *element,
                        GError   **error)
{
  JsonObject *object;
  const char *id = NULL;
  gint64 value = 0;

  if (!ac_json_node_get_object (element, &object, error) ||
      !ac_json_get_string (object, "id", AC_JSON_REQUIRED, &id, error) ||
      !ac_json_get_int (object, "value", AC_JSON_REQUIRED, &value, error))
    return NULL;

  return test_thing_new (id, (int) value);
}

static const char *
test_things_get_item_id (gpointer item)
{
  return TEST_THING (item)->id;
}

static gboolean
test_things_update_item (gpointer item,
                         gpointer fresh)
{
  gboolean changed = TEST_THING (item)->value != TEST_THING (fresh)->value;

  TEST_THING (item)->value = TEST_THING (fresh)->value;

  return changed;
}

static void
test_things_load_more (AcCollection *collection,
                       GTask        *task)
{
  TestThings *self = TEST_THINGS (collection);

  if (self->loads_more)
    self->more = task;
  else
    ac_collection_load_done (collection, task, NULL);
}

static void
test_things_class_init (TestThingsClass *klass)
{
  AcCollectionClass *collection_class = AC_COLLECTION_CLASS (klass);

  collection_class->create_list_request = test_things_create_list_request;
  collection_class->get_list_member = test_things_get_list_member;
  collection_class->parse_item = test_things_parse_item;
  collection_class->get_item_id = test_things_get_item_id;
  collection_class->update_item = test_things_update_item;
  collection_class->load_more = test_things_load_more;
}

static void
test_things_init (TestThings *self)
{
}

typedef struct
{
  AcMockServer *server;
  AcClient *client;
  AcCollection *things;
  GString *changes; /* "position,removed,added " each */
  guint n_item_changes;
} Fixture;

static void
on_items_changed_cb (Fixture    *fixture,
                     guint       position,
                     guint       removed,
                     guint       added,
                     GListModel *model)
{
  g_string_append_printf (fixture->changes, "%u,%u,%u ", position, removed, added);
}

static void
on_item_changed_cb (Fixture   *fixture,
                    TestThing *thing)
{
  fixture->n_item_changes++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (AcCredentials) credentials = ac_credentials_new ("key", "secret");

  fixture->server = ac_mock_server_new ();
  fixture->client = ac_client_new (ac_mock_server_get_host (fixture->server), credentials, NULL);
  ac_client_set_retry_base (fixture->client, 1);
  fixture->things = g_object_new (TEST_TYPE_THINGS, "client", fixture->client, "account-id", "acc", NULL);
  fixture->changes = g_string_new (NULL);
  g_signal_connect_swapped (fixture->things, "items-changed", G_CALLBACK (on_items_changed_cb), fixture);
  g_signal_connect_swapped (fixture->things, "item-changed", G_CALLBACK (on_item_changed_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  ac_mock_server_assert_done (fixture->server);
  g_string_free (fixture->changes, TRUE);
  g_assert_finalize_object (fixture->things);
  g_assert_finalize_object (fixture->client);
  g_assert_finalize_object (fixture->server);
}

/* @ids: one character an id; the value of each is how many there are. */
static AcMockReply *
expect (Fixture    *fixture,
        const char *ids)
{
  AcMockReply *reply = ac_mock_server_expect (fixture->server, "GET", TARGET);
  g_autoptr (GString) body = g_string_new ("{\"things\":[");

  for (const char *id = ids; *id != '\0'; id++)
    g_string_append_printf (body, "%s{\"id\":\"%c\",\"value\":%d}", id != ids ? "," : "", *id, (int) strlen (ids));
  g_string_append (body, "]}");
  ac_mock_reply_set_json (reply, 200, body->str);

  return reply;
}

static gboolean
finish_load (Fixture       *fixture,
             GAsyncResult **result,
             GError       **error)
{
  gboolean ok = ac_collection_load_finish (fixture->things, ac_test_wait_result (result), error);

  g_clear_object (result);

  return ok;
}

static gboolean
load (Fixture  *fixture,
      GError  **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ac_collection_load_async (fixture->things, NULL, ac_test_store_result, &result);

  return finish_load (fixture, &result, error);
}

static void
load_ids (Fixture    *fixture,
          const char *ids)
{
  g_autoptr (GError) error = NULL;

  expect (fixture, ids);
  g_assert_true (load (fixture, &error));
  g_assert_no_error (error);
}

static void
assert_ids (Fixture    *fixture,
            const char *ids)
{
  GListModel *model = G_LIST_MODEL (fixture->things);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (TestThing) thing = g_list_model_get_item (model, i);

      g_string_append (found, thing->id);
      g_assert_true (ac_collection_lookup (fixture->things, thing->id) == thing);
    }

  g_assert_cmpstr (found->str, ==, ids);
}

static void
test_load (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_cmpint (ac_collection_get_state (fixture->things), ==, AC_COLLECTION_STATE_IDLE);
  g_assert_null (ac_collection_get_loaded_at (fixture->things));
  g_assert_cmpstr (ac_collection_get_account_id (fixture->things), ==, "acc");
  g_assert_true (ac_collection_get_client (fixture->things) == fixture->client);

  expect (fixture, "abc");
  ac_collection_load_async (fixture->things, NULL, ac_test_store_result, &result);
  g_assert_cmpint (ac_collection_get_state (fixture->things), ==, AC_COLLECTION_STATE_LOADING);
  g_assert_true (finish_load (fixture, &result, NULL));

  g_assert_cmpint (ac_collection_get_state (fixture->things), ==, AC_COLLECTION_STATE_READY);
  g_assert_nonnull (ac_collection_get_loaded_at (fixture->things));
  g_assert_null (ac_collection_get_error (fixture->things));
  assert_ids (fixture, "abc");
  g_assert_cmpstr (fixture->changes->str, ==, "0,0,3 ");
  g_assert_cmpuint (fixture->n_item_changes, ==, 0);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (fixture->things), 3));
  g_assert_null (ac_collection_lookup (fixture->things, "d"));
}

static void
test_reload_ranges (Fixture       *fixture,
                    gconstpointer  data)
{
  static const struct
  {
    const char *ids;
    const char *changes;
  } steps[] = {
    { "abcd", "0,0,4 " }, { "abcd", "" }, { "abxcd", "2,0,1 " }, { "abcd", "2,1,0 " }, { "abcde", "4,0,1 " },
    { "zabcde", "0,0,1 " }, { "abcde", "0,1,0 " }, { "acbde", "1,2,2 " }, { "acbd", "4,1,0 " }, { "xyz", "0,4,3 " },
    { "", "0,3,0 " }, { "", "" }, { "aab", "0,0,2 " }, { "aab", "" }, { "a", "1,1,0 " }, { "aa", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_test_message ("step %u: %s", i, steps[i].ids);
      g_string_truncate (fixture->changes, 0);
      load_ids (fixture, steps[i].ids);
      g_assert_cmpstr (fixture->changes->str, ==, steps[i].changes);
    }
}

static void
test_items_survive (Fixture       *fixture,
                    gconstpointer  data)
{
  TestThing *b;

  load_ids (fixture, "abc");
  b = ac_collection_lookup (fixture->things, "b");
  g_assert_cmpint (b->value, ==, 3);

  load_ids (fixture, "xbca");
  g_assert_true (ac_collection_lookup (fixture->things, "b") == b);
  g_assert_cmpint (b->value, ==, 4);
  assert_ids (fixture, "xbca");
  g_assert_cmpuint (fixture->n_item_changes, ==, 3);

  load_ids (fixture, "xbca");
  g_assert_cmpuint (fixture->n_item_changes, ==, 3);
}

static void
test_failure_keeps_items (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) loaded_at = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  load_ids (fixture, "ab");
  loaded_at = g_date_time_ref (ac_collection_get_loaded_at (fixture->things));

  ac_mock_reply_set_json (ac_mock_server_expect (fixture->server, "GET", TARGET), 403, "{}");
  g_assert_false (load (fixture, &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_FORBIDDEN);
  g_assert_cmpint (ac_collection_get_state (fixture->things), ==, AC_COLLECTION_STATE_FAILED);
  g_assert_error (ac_collection_get_error (fixture->things), AC_ERROR, AC_ERROR_FORBIDDEN);
  g_assert_true (ac_collection_get_loaded_at (fixture->things) == loaded_at);
  assert_ids (fixture, "ab");

  /* The error stays until the next load ended. */
  expect (fixture, "abc");
  ac_collection_load_async (fixture->things, NULL, ac_test_store_result, &result);
  g_assert_nonnull (ac_collection_get_error (fixture->things));
  g_assert_true (finish_load (fixture, &result, NULL));
  g_assert_null (ac_collection_get_error (fixture->things));
  g_assert_cmpint (ac_collection_get_state (fixture->things), ==, AC_COLLECTION_STATE_READY);
}

static void
test_bad_list (Fixture       *fixture,
               gconstpointer  data)
{
  static const char * const bodies[] = { "[]", "{}", "{\"things\":{}}", "{\"things\":", "",
    "{\"things\":[\"a\"]}", "{\"things\":[{\"id\":\"a\"}]}", "{\"others\":[]}" };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GError) error = NULL;

      ac_mock_reply_set_json (ac_mock_server_expect (fixture->server, "GET", TARGET), 200, bodies[i]);
      g_assert_false (load (fixture, &error));
      g_assert_error (error, AC_ERROR, AC_ERROR_BAD_RESPONSE);
    }
}

static void
test_one_load_serves_all (Fixture       *fixture,
                          gconstpointer  data)
{
  GAsyncResult *results[3] = { NULL, NULL, NULL };

  expect (fixture, "ab");
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    ac_collection_load_async (fixture->things, NULL, ac_test_store_result, &results[i]);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    g_assert_true (finish_load (fixture, &results[i], NULL));
  g_assert_cmpuint (ac_mock_server_get_n_requests (fixture->server), ==, 1);

  ac_mock_reply_set_json (ac_mock_server_expect (fixture->server, "GET", TARGET), 500, "{}");
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    ac_collection_load_async (fixture->things, NULL, ac_test_store_result, &results[i]);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (finish_load (fixture, &results[i], &error));
      g_assert_error (error, AC_ERROR, AC_ERROR_SERVER);
    }
}

static void
assert_cancelled (Fixture       *fixture,
                  GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (finish_load (fixture, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_cancel_one_of_two (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;

  ac_mock_reply_set_delay (expect (fixture, "ab"), 200);
  ac_collection_load_async (fixture->things, cancellable, ac_test_store_result, &first);
  ac_collection_load_async (fixture->things, NULL, ac_test_store_result, &second);
  g_cancellable_cancel (cancellable);
  assert_cancelled (fixture, &first);
  g_assert_null (second);
  g_assert_cmpint (ac_collection_get_state (fixture->things), ==, AC_COLLECTION_STATE_LOADING);
  g_assert_true (finish_load (fixture, &second, NULL));
  assert_ids (fixture, "ab");
}

static void
test_cancel_all (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;

  load_ids (fixture, "ab");

  ac_mock_reply_set_hang (expect (fixture, "abc"));
  ac_collection_load_async (fixture->things, cancellable, ac_test_store_result, &result);
  ac_test_wait_until (ac_mock_server_get_n_requests (fixture->server) == 2);
  g_cancellable_cancel (cancellable);
  assert_cancelled (fixture, &result);
  g_assert_cmpint (ac_collection_get_state (fixture->things), ==, AC_COLLECTION_STATE_READY);

  /* Another load doesn't meet the one that was abandoned. */
  load_ids (fixture, "abcd");
  assert_ids (fixture, "abcd");
}

static void
test_cancel_before (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;

  g_cancellable_cancel (cancellable);
  ac_collection_load_async (fixture->things, cancellable, ac_test_store_result, &result);
  assert_cancelled (fixture, &result);
  g_assert_cmpint (ac_collection_get_state (fixture->things), ==, AC_COLLECTION_STATE_IDLE);
}

static void
test_upsert_and_remove (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (TestThing) new_thing = test_thing_new ("x", 1);
  g_autoptr (TestThing) same_id = test_thing_new ("x", 2);

  load_ids (fixture, "ab");
  g_string_truncate (fixture->changes, 0);

  g_assert_true (ac_collection_upsert (fixture->things, new_thing) == new_thing);
  g_assert_true (ac_collection_upsert (fixture->things, same_id) == new_thing);
  g_assert_cmpint (new_thing->value, ==, 2);
  assert_ids (fixture, "abx");
  g_assert_cmpstr (fixture->changes->str, ==, "2,0,1 ");
  g_assert_cmpuint (fixture->n_item_changes, ==, 1);

  g_string_truncate (fixture->changes, 0);
  ac_collection_remove (fixture->things, "a");
  ac_collection_remove (fixture->things, "a");
  ac_collection_remove (fixture->things, new_thing->id);
  assert_ids (fixture, "b");
  g_assert_cmpstr (fixture->changes->str, ==, "0,1,0 1,1,0 ");
}

/* A list that was made before a change doesn't undo it: it is fetched again. */
static void
test_change_while_loading (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TestThing) new_thing = test_thing_new ("x", 1);

  ac_mock_reply_set_delay (expect (fixture, "ab"), 50);
  expect (fixture, "abx");
  ac_collection_load_async (fixture->things, NULL, ac_test_store_result, &result);
  ac_test_wait_until (ac_mock_server_get_n_requests (fixture->server) == 1);
  ac_collection_upsert (fixture->things, new_thing);
  g_assert_true (finish_load (fixture, &result, NULL));
  assert_ids (fixture, "abx");
  g_assert_true (ac_collection_lookup (fixture->things, "x") == new_thing);
}

static void
test_load_more (Fixture       *fixture,
                gconstpointer  data)
{
  TestThings *things = TEST_THINGS (fixture->things);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  things->loads_more = TRUE;
  expect (fixture, "ab");
  ac_collection_load_async (fixture->things, NULL, ac_test_store_result, &result);
  ac_test_wait_until (things->more != NULL);
  assert_ids (fixture, "ab");
  g_assert_cmpint (ac_collection_get_state (fixture->things), ==, AC_COLLECTION_STATE_LOADING);

  ac_collection_load_done (fixture->things, g_steal_pointer (&things->more), g_error_new (AC_ERROR, AC_ERROR_SERVER, "more"));
  g_assert_false (finish_load (fixture, &result, &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_SERVER);
  g_assert_cmpint (ac_collection_get_state (fixture->things), ==, AC_COLLECTION_STATE_FAILED);
}

static void
count_notify_cb (guint *count)
{
  (*count)++;
}

static void
test_notifies (Fixture       *fixture,
               gconstpointer  data)
{
  guint n_states = 0;
  guint n_errors = 0;
  guint n_dates = 0;
  AcCollectionState state;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) loaded_at = NULL;
  g_autofree char *account_id = NULL;
  g_autoptr (AcClient) client = NULL;

  g_signal_connect_swapped (fixture->things, "notify::state", G_CALLBACK (count_notify_cb), &n_states);
  g_signal_connect_swapped (fixture->things, "notify::error", G_CALLBACK (count_notify_cb), &n_errors);
  g_signal_connect_swapped (fixture->things, "notify::loaded-at", G_CALLBACK (count_notify_cb), &n_dates);

  load_ids (fixture, "a");
  g_assert_cmpuint (n_states, ==, 2);
  g_assert_cmpuint (n_errors, ==, 0);
  g_assert_cmpuint (n_dates, ==, 1);

  ac_mock_reply_set_json (ac_mock_server_expect (fixture->server, "GET", TARGET), 500, "{}");
  g_assert_false (load (fixture, NULL));
  g_assert_cmpuint (n_states, ==, 4);
  g_assert_cmpuint (n_errors, ==, 1);
  g_assert_cmpuint (n_dates, ==, 1);

  g_object_get (fixture->things, "state", &state, "error", &error, "loaded-at", &loaded_at,
                "account-id", &account_id, "client", &client, NULL);
  g_assert_cmpint (state, ==, AC_COLLECTION_STATE_FAILED);
  g_assert_error (error, AC_ERROR, AC_ERROR_SERVER);
  g_assert_nonnull (loaded_at);
  g_assert_cmpstr (account_id, ==, "acc");
  g_assert_true (client == fixture->client);
}

static void
expect_many (Fixture *fixture,
             guint    first,
             guint    n)
{
  GString *body = g_string_new ("{\"things\":[");

  for (guint i = first; i < first + n; i++)
    g_string_append_printf (body, "%s{\"id\":\"%030x\",\"value\":1}", i > first ? "," : "", i);
  g_string_append (body, "]}");
  ac_mock_reply_take_body (ac_mock_server_expect (fixture->server, "GET", TARGET), 200, "application/json",
                           g_string_free_to_bytes (body));
}

/* Read in a worker thread; taken over in one go. */
static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  const guint n = g_test_perf () ? 100000 : 10000;

  expect_many (fixture, 0, n);
  g_assert_true (load (fixture, NULL));
  expect_many (fixture, 1, n);
  g_assert_true (load (fixture, NULL));

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->things)), ==, n);
  g_assert_cmpuint (strlen (fixture->changes->str), <, 64);
}

#define add(path, function) \
  g_test_add ("/collection/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("load", test_load);
  add ("reload-ranges", test_reload_ranges);
  add ("items-survive", test_items_survive);
  add ("failure-keeps-items", test_failure_keeps_items);
  add ("bad-list", test_bad_list);
  add ("one-load-serves-all", test_one_load_serves_all);
  add ("cancel/one-of-two", test_cancel_one_of_two);
  add ("cancel/all", test_cancel_all);
  add ("cancel/before", test_cancel_before);
  add ("upsert-and-remove", test_upsert_and_remove);
  add ("change-while-loading", test_change_while_loading);
  add ("load-more", test_load_more);
  add ("notifies", test_notifies);
  add ("many", test_many);

  return g_test_run ();
}
