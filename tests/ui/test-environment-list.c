/* test-environment-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-environment-selection.h"
#include "ac-ui-fixture.h"

/* Wire names, folder modes, keys and dates that sort differently by each column. */
typedef struct
{
  const char *id;
  const char *name;
  const char *cloud_name;
  const char *folder_mode;
  const char *created_at;
  guint n_keys;
  gboolean enabled;
} Row;

static const Row rows[] = {
  { "id-a", "Web 10", "zeta", "dynamic", "2023-03-12T09:14:52Z", 2, TRUE },
  { "id-b", "web 2", "alpha", "fixed", "2021-01-18T09:14:52Z", 4, TRUE },
  { "id-c", "R&D <b>", "Beta", "dynamic", "2025-06-23T09:14:52Z", 1, FALSE },
  { "id-d", "Éclair", "gamma", "fixed", "2022-12-31T23:59:59Z", 2, TRUE },
};

typedef struct
{
  AcMockServer *server;
  AcClient *client;
  AcEnvironments *environments;
  AcEnvironmentIndex *index;
  AcEnvironmentList *list;
  AcEnvironmentSelection *selection;
} Fixture;

static char *
create_json (const Row *row)
{
  g_autoptr(GString) keys = g_string_new (NULL);

  for (guint i = 0; i < row->n_keys; i++)
    g_string_append_printf (keys, "%s{\"key\":\"%u\",\"secret\":\"made-up\",\"enabled\":true}", i > 0 ? "," : "", 1000 + i);

  return g_strdup_printf ("{\"id\":\"%s\",\"name\":\"%s\",\"cloud_name\":\"%s\",\"enabled\":%s,\"api_access_keys\":[%s],"
                          "\"created_at\":\"%s\",\"updated_at\":\"%s\",\"custom_attributes\":{},\"description\":\"\","
                          "\"folder_mode\":\"%s\",\"storage_location\":\"us\",\"support_options\":0,\"asset_count\":1}",
                          row->id, row->name, row->cloud_name, row->enabled ? "true" : "false", keys->str,
                          row->created_at, row->created_at, row->folder_mode);
}

static void
load (Fixture    *fixture,
      const char *json)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  ac_mock_reply_set_json (ac_mock_server_expect (fixture->server, "GET", AC_UI_CONSOLE "/environments"), 200, json);
  ac_collection_load_async (AC_COLLECTION (fixture->environments), NULL, ac_test_store_result, &result);
  ac_collection_load_finish (AC_COLLECTION (fixture->environments), ac_test_wait_result (&result), &error);
  g_assert_no_error (error);
}

static void
load_rows (Fixture *fixture,
           guint    n_rows)
{
  g_autoptr(GString) json = g_string_new ("{\"environments\":[");

  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *one = create_json (&rows[i]);

      g_string_append_printf (json, "%s%s", i > 0 ? "," : "", one);
    }
  g_string_append (json, "]}");
  load (fixture, json->str);
}

/* “Environment 1”, …: every third is disabled. */
static char *
create_many (guint n)
{
  GString *json = g_string_new ("{\"environments\":[");

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("id-%u", i);
      g_autofree char *name = g_strdup_printf ("Environment %u", n - i);
      g_autofree char *cloud_name = g_strdup_printf ("cloud-%05u", i);
      const Row row = { id, name, cloud_name, "dynamic", "2023-03-12T09:14:52Z", i % 7, i % 3 != 0 };
      g_autofree char *one = create_json (&row);

      g_string_append_printf (json, "%s%s", i > 0 ? "," : "", one);
    }
  g_string_append (json, "]}");

  return g_string_free (json, FALSE);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(AcCredentials) credentials = ac_credentials_new ("123456789012345", "made-up-secret");

  fixture->server = ac_mock_server_new ();
  fixture->client = ac_client_new (ac_mock_server_get_host (fixture->server), credentials, NULL);
  fixture->environments = ac_environments_new (fixture->client, AC_UI_ACCOUNT_ID);
  ac_environments_set_has_details (fixture->environments, TRUE);
  fixture->index = ac_environment_index_new (AC_COLLECTION (fixture->environments));
  fixture->list = ac_environment_list_new (fixture->index);
  fixture->selection = ac_environment_selection_new (fixture->list);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->selection);
  g_assert_finalize_object (fixture->list);
  g_assert_finalize_object (fixture->index);
  g_assert_finalize_object (fixture->environments);
  g_assert_finalize_object (fixture->client);
  ac_mock_server_assert_done (fixture->server);
  g_assert_finalize_object (fixture->server);
}

/* The last letters of the ids, in the order of the rows. */
static char *
get_order (Fixture *fixture)
{
  g_autoptr(GPtrArray) shown = ac_environment_list_dup_shown (fixture->list);
  GString *order = g_string_new (NULL);

  g_assert_cmpuint (shown->len, ==, g_list_model_get_n_items (G_LIST_MODEL (fixture->list)));
  for (guint i = 0; i < shown->len; i++)
    {
      g_autoptr(AcEnvironmentSlot) slot = g_list_model_get_item (G_LIST_MODEL (fixture->list), i);

      g_assert_true (ac_environment_slot_get_environment (slot) == g_ptr_array_index (shown, i));
      g_string_append (order, ac_environment_get_id (g_ptr_array_index (shown, i)) + strlen ("id-"));
    }

  return g_string_free (order, FALSE);
}

#define assert_order(fixture, expected)                \
  G_STMT_START                                         \
    {                                                  \
      g_autofree char *order_ = get_order (fixture);   \
      g_assert_cmpstr (order_, ==, expected);          \
    }                                                  \
  G_STMT_END

static AcEnvironment *
lookup (Fixture    *fixture,
        const char *id)
{
  AcEnvironment *environment = ac_collection_lookup (AC_COLLECTION (fixture->environments), id);

  g_assert_nonnull (environment);

  return environment;
}

/* What the service says of one environment from now on. */
static void
change (Fixture   *fixture,
        const Row *row)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *json = create_json (row);
  g_autofree char *path = g_strconcat (AC_UI_PROVISIONING "/sub_accounts/", row->id, NULL);

  ac_mock_reply_set_json (ac_mock_server_expect (fixture->server, "PUT", path), 200, json);
  ac_environments_set_name_async (fixture->environments, lookup (fixture, row->id), row->name, NULL,
                                  ac_test_store_result, &result);
  ac_environments_change_finish (fixture->environments, ac_test_wait_result (&result), &error);
  g_assert_no_error (error);
}

static void
test_sort (Fixture       *fixture,
           gconstpointer  data)
{
  static const struct
  {
    AcEnvironmentSort sort;
    const char *ascending;
    const char *descending;
  } expected[] = {
    /* Numbers in names count, capitals don't. */
    { AC_ENVIRONMENT_SORT_NAME, "cbad", "dabc" },
    { AC_ENVIRONMENT_SORT_CLOUD_NAME, "bcda", "adcb" },
    /* Where it is the same the names ascend. */
    { AC_ENVIRONMENT_SORT_FOLDER_MODE, "cabd", "bdca" },
    { AC_ENVIRONMENT_SORT_KEYS, "cadb", "badc" },
    { AC_ENVIRONMENT_SORT_CREATED, "bdac", "cadb" },
    { AC_ENVIRONMENT_SORT_STATUS, "badc", "cbad" },
  };

  load_rows (fixture, G_N_ELEMENTS (rows));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      ac_environment_list_set_sort (fixture->list, expected[i].sort, FALSE);
      assert_order (fixture, expected[i].ascending);
      ac_environment_list_set_sort (fixture->list, expected[i].sort, TRUE);
      assert_order (fixture, expected[i].descending);
    }
}

static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  load_rows (fixture, G_N_ELEMENTS (rows));

  /* By name, in any case; narrower, wider. */
  ac_environment_list_set_search (fixture->list, "W");
  assert_order (fixture, "ba");
  ac_environment_list_set_search (fixture->list, "web 1");
  assert_order (fixture, "a");
  ac_environment_list_set_search (fixture->list, "eb");
  assert_order (fixture, "ba");
  g_assert_true (ac_environment_list_get_searching (fixture->list));

  /* By cloud name, by ID, and with signs that mean something elsewhere. */
  ac_environment_list_set_search (fixture->list, "BETA");
  assert_order (fixture, "c");
  ac_environment_list_set_search (fixture->list, "id-d");
  assert_order (fixture, "d");
  ac_environment_list_set_search (fixture->list, "&d <");
  assert_order (fixture, "c");
  ac_environment_list_set_search (fixture->list, "éCLAIR");
  assert_order (fixture, "d");

  ac_environment_list_set_search (fixture->list, "nothing like this");
  assert_order (fixture, "");
  ac_environment_list_set_search (fixture->list, "  ");
  assert_order (fixture, "cbad");
  g_assert_false (ac_environment_list_get_searching (fixture->list));
}

static void
on_notify_cb (guint *n_notified)
{
  *n_notified += 1;
}

static void
test_status (Fixture       *fixture,
             gconstpointer  data)
{
  const Row disabled = { "id-a", "Web 10", "zeta", "dynamic", "2023-03-12T09:14:52Z", 2, FALSE };
  guint n_notified = 0;

  load_rows (fixture, G_N_ELEMENTS (rows));
  g_assert_cmpuint (ac_environment_index_get_n_all (fixture->index), ==, 4);
  g_assert_cmpuint (ac_environment_index_get_n_enabled (fixture->index), ==, 3);

  ac_environment_list_set_status (fixture->list, AC_ENVIRONMENT_STATUS_DISABLED);
  assert_order (fixture, "c");
  ac_environment_list_set_status (fixture->list, AC_ENVIRONMENT_STATUS_ENABLED);
  assert_order (fixture, "bad");

  /* Counted at once; the row goes before the next frame. */
  g_signal_connect_swapped (fixture->index, "notify::n-enabled", G_CALLBACK (on_notify_cb), &n_notified);
  change (fixture, &disabled);
  g_assert_cmpuint (ac_environment_index_get_n_enabled (fixture->index), ==, 2);
  g_assert_cmpuint (n_notified, ==, 1);
  ac_test_wait_until (ac_environment_list_get_n_shown (fixture->list) == 2);
  assert_order (fixture, "bd");

  ac_environment_list_set_search (fixture->list, "web");
  assert_order (fixture, "b");
}

static void
test_rename (Fixture       *fixture,
             gconstpointer  data)
{
  const Row renamed = { "id-a", "Aardvark", "omega", "dynamic", "2023-03-12T09:14:52Z", 2, TRUE };

  load_rows (fixture, G_N_ELEMENTS (rows));
  assert_order (fixture, "cbad");

  change (fixture, &renamed);
  ac_test_wait_until (g_str_equal (ac_environment_get_id (ac_environment_list_get_environment (fixture->list, 0)), "id-a"));
  assert_order (fixture, "acbd");
  ac_environment_list_set_sort (fixture->list, AC_ENVIRONMENT_SORT_CLOUD_NAME, FALSE);
  assert_order (fixture, "bcda");
  ac_environment_list_set_search (fixture->list, "aard");
  assert_order (fixture, "a");
}

static void
test_come_and_go (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(GPtrArray) selected = NULL;

  load_rows (fixture, 3);
  assert_order (fixture, "cba");
  ac_environment_selection_set_selected (fixture->selection, lookup (fixture, "id-a"), TRUE);
  ac_environment_selection_set_selected (fixture->selection, lookup (fixture, "id-b"), TRUE);

  /* One comes, and stands where it belongs. */
  load_rows (fixture, 4);
  assert_order (fixture, "cbad");
  g_assert_cmpuint (ac_environment_index_get_n_all (fixture->index), ==, 4);

  /* Some go, and are selected no longer. */
  load_rows (fixture, 1);
  assert_order (fixture, "a");
  g_assert_cmpuint (ac_environment_index_get_n_all (fixture->index), ==, 1);
  g_assert_cmpuint (ac_environment_index_get_n_enabled (fixture->index), ==, 1);
  g_assert_cmpuint (ac_environment_selection_get_n_selected (fixture->selection), ==, 1);
  selected = ac_environment_selection_dup_selected (fixture->selection);
  g_assert_cmpstr (ac_environment_get_id (g_ptr_array_index (selected, 0)), ==, "id-a");

  load_rows (fixture, 0);
  assert_order (fixture, "");
  g_assert_cmpuint (ac_environment_selection_get_n_selected (fixture->selection), ==, 0);
}

static void
test_selection (Fixture       *fixture,
                gconstpointer  data)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (fixture->selection);
  g_autoptr(GPtrArray) selected = NULL;

  load_rows (fixture, G_N_ELEMENTS (rows));

  /* Moving the focus and plain clicks select nothing. */
  g_assert_false (gtk_selection_model_select_item (model, 1, TRUE));
  g_assert_false (ac_environment_selection_get_active (fixture->selection));

  /* Ctrl+click begins. */
  g_assert_true (gtk_selection_model_select_item (model, 1, FALSE));
  g_assert_true (ac_environment_selection_get_active (fixture->selection));
  g_assert_true (ac_environment_selection_contains (fixture->selection, lookup (fixture, "id-b")));

  /* It is the environment that is selected, wherever it is shown or not. */
  ac_environment_list_set_sort (fixture->list, AC_ENVIRONMENT_SORT_NAME, TRUE);
  g_assert_true (gtk_selection_model_is_selected (model, 2));
  g_assert_false (gtk_selection_model_is_selected (model, 1));
  ac_environment_list_set_search (fixture->list, "éclair");
  g_assert_false (gtk_selection_model_is_selected (model, 0));
  g_assert_cmpuint (ac_environment_selection_get_n_selected (fixture->selection), ==, 1);

  /* All means all that are shown, and adds. */
  gtk_selection_model_select_all (model);
  g_assert_cmpuint (ac_environment_selection_get_n_selected (fixture->selection), ==, 2);
  ac_environment_list_set_search (fixture->list, NULL);
  selected = ac_environment_selection_dup_selected (fixture->selection);
  g_assert_cmpuint (selected->len, ==, 2);
  g_assert_cmpstr (ac_environment_get_id (g_ptr_array_index (selected, 0)), ==, "id-d");
  g_assert_cmpstr (ac_environment_get_id (g_ptr_array_index (selected, 1)), ==, "id-b");

  /* Shift and a click adds what is between. */
  gtk_selection_model_select_range (model, 0, 3, TRUE);
  g_assert_cmpuint (ac_environment_selection_get_n_selected (fixture->selection), ==, 3);
  gtk_selection_model_unselect_item (model, 0);
  g_assert_cmpuint (ac_environment_selection_get_n_selected (fixture->selection), ==, 2);

  ac_environment_selection_set_active (fixture->selection, FALSE);
  g_assert_cmpuint (ac_environment_selection_get_n_selected (fixture->selection), ==, 0);
}

static void
assert_sorted (Fixture *fixture,
               guint    n)
{
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, n);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("Environment %u", i + 1);

      g_assert_cmpstr (ac_environment_get_name (ac_environment_list_get_environment (fixture->list, i)), ==, name);
    }
}

/* Long lists are read and sorted beside the main loop, with the same result. */
static void
test_long (Fixture       *fixture,
           gconstpointer  data)
{
  const guint n = 5000;
  const Row renamed = { "id-0", "Environment 0", "cloud-00000", "dynamic", "2023-03-12T09:14:52Z", 0, TRUE };
  g_autofree char *json = create_many (n);

  load (fixture, json);
  g_assert_true (ac_environment_index_get_pending (fixture->index));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 0);

  ac_test_wait_until (!ac_environment_index_get_pending (fixture->index));
  assert_sorted (fixture, n);
  g_assert_cmpuint (ac_environment_index_get_n_enabled (fixture->index), ==, n - (n + 2) / 3);

  ac_environment_list_set_sort (fixture->list, AC_ENVIRONMENT_SORT_CLOUD_NAME, FALSE);
  g_assert_cmpstr (ac_environment_get_cloud_name (ac_environment_list_get_environment (fixture->list, 4321)), ==, "cloud-04321");
  ac_environment_list_set_search (fixture->list, "cloud-0432");
  g_assert_cmpuint (ac_environment_list_get_n_shown (fixture->list), ==, 10);

  change (fixture, &renamed);
  ac_environment_list_set_search (fixture->list, NULL);
  ac_environment_list_set_sort (fixture->list, AC_ENVIRONMENT_SORT_NAME, FALSE);
  ac_test_wait_until (g_str_equal (ac_environment_get_id (ac_environment_list_get_environment (fixture->list, 0)), "id-0"));
  g_assert_cmpuint (ac_environment_index_get_n_enabled (fixture->index), ==, n - (n + 2) / 3 + 1);
}

/* What changes while a long list is being sorted isn't lost; and another list meanwhile wins. */
static void
test_long_changes (Fixture       *fixture,
                   gconstpointer  data)
{
  const Row renamed = { "id-4999", "Zebra", "cloud-04999", "dynamic", "2023-03-12T09:14:52Z", 0, TRUE };
  g_autofree char *json = create_many (5000);
  g_autofree char *shorter = create_many (3000);
  g_autofree char *one = create_json (&renamed);
  g_autoptr(GAsyncResult) result = NULL;
  AcEnvironment *environment;

  ac_mock_reply_set_json (ac_mock_server_expect (fixture->server, "PUT", AC_UI_PROVISIONING "/sub_accounts/id-4999"), 200, one);
  load (fixture, json);
  environment = lookup (fixture, "id-4999");
  ac_environments_set_name_async (fixture->environments, environment, "Zebra", NULL, ac_test_store_result, &result);
  g_assert_true (ac_environments_change_finish (fixture->environments, ac_test_wait_result (&result), NULL));
  ac_test_wait_until (!ac_environment_index_get_pending (fixture->index) &&
                      ac_environment_list_get_environment (fixture->list, 4999) == environment);

  load (fixture, shorter);
  load (fixture, json);
  ac_test_wait_until (!ac_environment_index_get_pending (fixture->index));
  assert_sorted (fixture, 5000);
}

/* A view gets its rows some at a time, and gives them back at once. */
static void
test_stepwise (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *json = create_many (1500);
  guint n_before = 0;

  ac_environment_list_set_stepwise (fixture->list, TRUE);
  load (fixture, json);
  g_assert_true (ac_environment_list_is_growing (fixture->list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), <, 100);
  g_assert_cmpuint (ac_environment_list_get_n_shown (fixture->list), ==, 1500);

  while (ac_environment_list_grow (fixture->list))
    {
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), >, n_before);
      n_before = g_list_model_get_n_items (G_LIST_MODEL (fixture->list));
    }
  assert_sorted (fixture, 1500);

  ac_environment_list_set_search (fixture->list, "environment 1500");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 1);
  g_assert_false (ac_environment_list_is_growing (fixture->list));
}

/* What isn't on the screen is updated afterwards. */
static void
test_on_screen (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *json = create_many (100);
  g_autoptr(AcEnvironmentSlot) near = NULL;
  g_autoptr(AcEnvironmentSlot) far = NULL;
  AcEnvironment *last;

  load (fixture, json);
  near = g_list_model_get_item (G_LIST_MODEL (fixture->list), 3);
  far = g_list_model_get_item (G_LIST_MODEL (fixture->list), 90);
  ac_environment_list_set_on_screen (fixture->list, 0, 10);

  last = ac_environment_list_get_environment (fixture->list, 9);
  ac_environment_list_set_sort (fixture->list, AC_ENVIRONMENT_SORT_NAME, TRUE);
  g_assert_true (ac_environment_slot_get_environment (near) == ac_environment_list_get_environment (fixture->list, 3));
  g_assert_false (ac_environment_slot_get_environment (far) == last);
  ac_test_wait_until (ac_environment_slot_get_environment (far) == last);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/environment-list/sort", test_sort);
  ADD ("/environment-list/search", test_search);
  ADD ("/environment-list/status", test_status);
  ADD ("/environment-list/rename", test_rename);
  ADD ("/environment-list/come-and-go", test_come_and_go);
  ADD ("/environment-list/selection", test_selection);
  ADD ("/environment-list/long", test_long);
  ADD ("/environment-list/long-changes", test_long_changes);
  ADD ("/environment-list/stepwise", test_stepwise);
  ADD ("/environment-list/on-screen", test_on_screen);

  return g_test_run ();
}
