/* test-environment-combo-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-environment-combo-row.h"
#include "ac-environment-private.h"
#include "ac-ui-fixture.h"

typedef struct
{
  GListStore *model;
  GtkWidget *window;
  AcEnvironmentComboRow *row; /* (unowned) */
} Fixture;

static AcEnvironment *
create_environment (guint number)
{
  g_autofree char *text = g_strdup_printf ("{\"id\":\"id%05u\",\"name\":\"Environment %05u & more\",\"cloud_name\":\"cloud-%05u\",\"enabled\":true}",
                                           number, number, number);
  g_autoptr(JsonNode) root = json_from_string (text, NULL);
  g_autoptr(GError) error = NULL;
  AcEnvironment *environment = ac_environment_new_from_json (json_node_get_object (root), &error);

  g_assert_no_error (error);

  return environment;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  n_environments)
{
  g_autoptr(GPtrArray) environments = g_ptr_array_new_with_free_func (g_object_unref);
  GtkWidget *list = gtk_list_box_new ();

  /* The last first: the row sorts. */
  for (guint i = GPOINTER_TO_UINT (n_environments); i > 0; i--)
    g_ptr_array_add (environments, create_environment (i));
  fixture->model = g_list_store_new (AC_TYPE_ENVIRONMENT);
  g_list_store_splice (fixture->model, 0, 0, environments->pdata, environments->len);

  fixture->row = g_object_new (AC_TYPE_ENVIRONMENT_COMBO_ROW, "title", "Base", NULL);
  ac_environment_combo_row_set_model (fixture->row, G_LIST_MODEL (fixture->model));
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (fixture->row));
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 500, 500);
  adw_window_set_content (ADW_WINDOW (fixture->window), list);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  n_environments)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  ac_test_wait_until (ac_ui_find_window (GTK_TYPE_WINDOW) == NULL);
  g_assert_finalize_object (fixture->model);
}

static GtkWidget *
get_search (Fixture *fixture)
{
  return ac_ui_get (GTK_WIDGET (fixture->row), GTK_TYPE_SEARCH_ENTRY, NULL);
}

static GListModel *
open_popover (Fixture *fixture)
{
  GtkWidget *view = ac_ui_get (GTK_WIDGET (fixture->row), GTK_TYPE_LIST_VIEW, NULL);

  adw_action_row_activate (ADW_ACTION_ROW (fixture->row));
  ac_test_wait_until (gtk_widget_get_mapped (view));

  return G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (view)));
}

static void
search (Fixture    *fixture,
        const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (get_search (fixture)), text);
  g_signal_emit_by_name (get_search (fixture), "search-changed");
}

static void
activate (Fixture *fixture,
          guint    position)
{
  g_signal_emit_by_name (ac_ui_get (GTK_WIDGET (fixture->row), GTK_TYPE_LIST_VIEW, NULL), "activate", position);
}

static void
test_few (Fixture       *fixture,
          gconstpointer  data)
{
  GListModel *choices = open_popover (fixture);

  g_assert_false (gtk_widget_get_visible (get_search (fixture)));
  g_assert_cmpuint (g_list_model_get_n_items (choices), ==, 4);
  gtk_test_accessible_assert_state (fixture->row, GTK_ACCESSIBLE_STATE_EXPANDED, TRUE);
  g_assert_true (ac_ui_shows (GTK_WIDGET (fixture->row), "Environment 00001 & more"));
  gtk_test_accessible_assert_property (gtk_widget_get_first_child (ac_ui_get (GTK_WIDGET (fixture->row), GTK_TYPE_LIST_VIEW, NULL)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "None");
  ac_ui_picture (fixture->window, "combo");

  activate (fixture, 1);
  g_assert_cmpstr (ac_environment_get_id (ac_environment_combo_row_get_environment (fixture->row)), ==, "id00001");
  gtk_test_accessible_assert_property (fixture->row, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Environment 00001 & more");
  ac_test_wait_until (!gtk_widget_get_mapped (ac_ui_get (GTK_WIDGET (fixture->row), GTK_TYPE_LIST_VIEW, NULL)));

  open_popover (fixture);
  activate (fixture, 0);
  g_assert_null (ac_environment_combo_row_get_environment (fixture->row));
}

static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GTimer) timer = g_timer_new ();
  GListModel *choices = open_popover (fixture);

  g_assert_true (gtk_widget_get_visible (get_search (fixture)));
  g_assert_cmpuint (g_list_model_get_n_items (choices), ==, 10001);

  search (fixture, "  CLOUD-0042");
  g_assert_cmpuint (g_list_model_get_n_items (choices), ==, 10);
  search (fixture, "nothing");
  g_assert_cmpuint (g_list_model_get_n_items (choices), ==, 0);
  g_assert_true (gtk_widget_get_visible (ac_ui_get (GTK_WIDGET (fixture->row), GTK_TYPE_LABEL, "No Results Found")));
  search (fixture, "00042 &");
  g_assert_cmpuint (g_list_model_get_n_items (choices), ==, 1);
  g_test_minimized_result (g_timer_elapsed (timer, NULL), "10,000 environments shown and searched");
  /* A fraction of it, but machines under sanitizers are slow. */
  g_assert_cmpfloat (g_timer_elapsed (timer, NULL), <, 10);

  /* Enter takes the first. */
  g_signal_emit_by_name (get_search (fixture), "activate");
  g_assert_cmpstr (ac_environment_get_id (ac_environment_combo_row_get_environment (fixture->row)), ==, "id00042");
}

static void
test_gone (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(AcEnvironment) last = g_list_model_get_item (G_LIST_MODEL (fixture->model), 0);

  ac_environment_combo_row_set_environment (fixture->row, last);
  g_list_store_remove (fixture->model, 1);
  g_assert_true (ac_environment_combo_row_get_environment (fixture->row) == last);
  g_list_store_remove (fixture->model, 0);
  g_assert_null (ac_environment_combo_row_get_environment (fixture->row));
  g_assert_true (ac_ui_shows (GTK_WIDGET (fixture->row), "None"));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/environment-combo-row/few", Fixture, GUINT_TO_POINTER (3), set_up, test_few, tear_down);
  g_test_add ("/environment-combo-row/many", Fixture, GUINT_TO_POINTER (10000), set_up, test_many, tear_down);
  g_test_add ("/environment-combo-row/gone", Fixture, GUINT_TO_POINTER (3), set_up, test_gone, tear_down);

  return g_test_run ();
}
