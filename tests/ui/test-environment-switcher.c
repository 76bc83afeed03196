/* test-environment-switcher.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-account-settings.h"
#include "ac-environment-choice-row.h"
#include "ac-environment-switcher.h"
#include "shell-helpers.h"
#include "shell-pages.h"

#define FEW "web=Halden Web|summer!=Summer Campaign 2024|print=Catalogue & Print"
#define NINE FEW "|d=Delta|e=Echo|f=Foxtrot|g=Golf|h=Hotel|i=India"

typedef struct
{
  AcMockServer *server;
  AcAccount *account;
  AcCollection *collection; /* (unowned) */
  AcAccountSettings *settings;
  AcEnvironmentChoice *choice;
  GtkWidget *window;
  GtkWidget *switcher;      /* (unowned) */
  GtkWidget *button;        /* (unowned) */
  GtkWidget *popover;       /* (unowned) */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fixture->server = ac_mock_server_new ();
  fixture->account = shell_account_new (fixture->server, FALSE);
  fixture->collection = AC_COLLECTION (ac_account_get_environments (fixture->account));
  fixture->settings = ac_account_settings_get (SHELL_ACCOUNT_ID);
  ac_account_settings_reset (fixture->settings);
  fixture->choice = ac_environment_choice_new ();
  fixture->switcher = g_object_new (AC_TYPE_ENVIRONMENT_SWITCHER, NULL);
  fixture->button = shell_find (fixture->switcher, "button");
  fixture->popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (fixture->button)));
  ac_environment_switcher_set_choice (AC_ENVIRONMENT_SWITCHER (fixture->switcher), fixture->choice);

  gtk_box_append (GTK_BOX (box), fixture->switcher);
  gtk_box_append (GTK_BOX (box), gtk_button_new_with_label ("Other"));
  fixture->window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (fixture->window), box);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 400, 600);
  gtk_window_present (GTK_WINDOW (fixture->window));
  ac_test_wait_until (gtk_widget_get_mapped (fixture->switcher));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  shell_assert_window_finalizes (fixture->window);
  g_assert_finalize_object (fixture->choice);
  ac_mock_server_assert_done (fixture->server);
  g_clear_object (&fixture->settings);
  shell_settle ();
  g_assert_finalize_object (fixture->account);
  shell_settle ();
  g_assert_finalize_object (fixture->server);
}

/* The account is signed in to, with @environments. */
static void
set_account (Fixture    *fixture,
             const char *environments)
{
  shell_expect_environments (fixture->server, environments);
  ac_environment_choice_set_account (fixture->choice, fixture->account);
  ac_test_wait_until (ac_collection_get_state (fixture->collection) == AC_COLLECTION_STATE_READY);
}

static const char *
get_text (Fixture    *fixture,
          const char *id)
{
  return gtk_label_get_text (shell_find (fixture->switcher, id));
}

static const char *
get_choice (Fixture *fixture)
{
  AcEnvironment *environment = ac_environment_choice_get_environment (fixture->choice);

  return environment != NULL ? ac_environment_get_id (environment) : NULL;
}

static GListModel *
get_rows (Fixture *fixture)
{
  return G_LIST_MODEL (gtk_list_view_get_model (shell_find (fixture->popover, "list_view")));
}

static void
open_popover (Fixture *fixture)
{
  ac_environment_switcher_popup (AC_ENVIRONMENT_SWITCHER (fixture->switcher));
  ac_test_wait_until (gtk_widget_get_mapped (fixture->popover));
}

static void
wait_closed (Fixture *fixture)
{
  ac_test_wait_until (!gtk_widget_get_mapped (fixture->popover));
}

/* The row widget that shows @name for the @nth time, from 0. */
static GtkWidget *
find_row (Fixture    *fixture,
          const char *name,
          guint       nth)
{
  GtkWidget *list_view = shell_find (fixture->popover, "list_view");

  for (GtkWidget *row = gtk_widget_get_first_child (list_view); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (gtk_widget_get_first_child (row) != NULL &&
        g_strcmp0 (gtk_label_get_text (shell_find (row, "name_label")), name) == 0 && nth-- == 0)
      return row;

  return NULL;
}

static void
assert_row (GtkWidget  *row,
            const char *label)
{
  g_assert_nonnull (row);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label);
}

static void
search (Fixture    *fixture,
        const char *text)
{
  GtkWidget *entry = shell_find (fixture->popover, "search_entry");

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "search-changed");
}

static void
activate (Fixture *fixture,
          guint    position)
{
  g_signal_emit_by_name (shell_find (fixture->popover, "list_view"), "activate", position);
}

static gboolean
is_shown (Fixture    *fixture,
          const char *id)
{
  return gtk_widget_get_visible (shell_find (fixture->popover, id));
}

static gboolean
has_focus (Fixture   *fixture,
           GtkWidget *widget)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static void
test_button (Fixture       *fixture,
             gconstpointer  data)
{
  set_account (fixture, FEW);
  g_assert_cmpstr (get_text (fixture, "name_label"), ==, "Catalogue & Print");
  g_assert_cmpstr (get_text (fixture, "cloud_name_label"), ==, "\u2066cloud-print\u2069");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Product environment: Catalogue & Print");
  shell_assert_accessible (fixture->window);

  ac_environment_choice_set_environment (fixture->choice, ac_collection_lookup (fixture->collection, "web"));
  g_assert_cmpstr (get_text (fixture, "name_label"), ==, "Halden Web");

  /* A new name. */
  shell_expect_environments (fixture->server, "web=Halden Shop");
  ac_collection_load_async (fixture->collection, NULL, NULL, NULL);
  ac_test_wait_until (g_str_equal (get_text (fixture, "name_label"), "Halden Shop"));
  ac_test_wait_until (ac_collection_get_state (fixture->collection) == AC_COLLECTION_STATE_READY);

  /* The last one is deleted. */
  ac_collection_remove (fixture->collection, "web");
  g_assert_cmpstr (get_text (fixture, "name_label"), ==, "None yet");
  g_assert_false (gtk_widget_get_visible (shell_find (fixture->switcher, "cloud_name_label")));
}

static void
test_few (Fixture       *fixture,
          gconstpointer  data)
{
  ac_account_settings_set_mark (fixture->settings, "web", AC_MARK_PRODUCTION);
  set_account (fixture, FEW);
  ac_environment_choice_set_environment (fixture->choice, ac_collection_lookup (fixture->collection, "web"));
  open_popover (fixture);
  g_assert_false (is_shown (fixture, "search_entry"));
  g_assert_false (is_shown (fixture, "message"));
  ac_test_wait_until (g_list_model_get_n_items (get_rows (fixture)) == 3);
  assert_row (find_row (fixture, "Catalogue & Print", 0), "Catalogue & Print, cloud-print");
  assert_row (find_row (fixture, "Halden Web", 0), "Halden Web, cloud-web, production, current");
  assert_row (find_row (fixture, "Summer Campaign 2024", 0), "Summer Campaign 2024, cloud-summer, disabled");
  g_assert_nonnull (shell_find_label (find_row (fixture, "Summer Campaign 2024", 0), "Disabled"));
  g_assert_null (shell_find_label (find_row (fixture, "Halden Web", 0), "Disabled"));
  g_assert_nonnull (shell_find_label (find_row (fixture, "Halden Web", 0), "Production"));
  g_assert_cmpfloat (gtk_widget_get_opacity (shell_find (find_row (fixture, "Halden Web", 0), "check")), ==, 1);
  g_assert_cmpfloat (gtk_widget_get_opacity (shell_find (find_row (fixture, "Catalogue & Print", 0), "check")), ==, 0);
  g_assert_null (shell_find_label (fixture->popover, "Recent"));
  shell_assert_accessible (fixture->window);

  /* The current one has the focus. */
  g_assert_true (has_focus (fixture, find_row (fixture, "Halden Web", 0)));

  activate (fixture, 2);
  wait_closed (fixture);
  g_assert_cmpstr (get_choice (fixture), ==, "summer");
  g_assert_true (has_focus (fixture, fixture->button));
  g_assert_cmpstr (get_text (fixture, "name_label"), ==, "Summer Campaign 2024");

  open_popover (fixture);
  assert_row (find_row (fixture, "Summer Campaign 2024", 0), "Summer Campaign 2024, cloud-summer, disabled, current");
}

/* All rows have room, each time. */
static void
test_room (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *scroller = shell_find (fixture->popover, "scroller");

  set_account (fixture, FEW);
  for (guint i = 0; i < 3; i++)
    {
      open_popover (fixture);
      ac_test_wait_until (find_row (fixture, "Halden Web", 0) != NULL);
      ac_test_wait_until (gtk_widget_get_height (find_row (fixture, "Halden Web", 0)) > 0);
      shell_settle ();
      g_assert_cmpint (gtk_widget_get_height (scroller), >=, 3 * gtk_widget_get_height (find_row (fixture, "Halden Web", 0)));
      gtk_popover_popdown (GTK_POPOVER (fixture->popover));
      wait_closed (fixture);
    }
}

static void
test_recents (Fixture       *fixture,
              gconstpointer  data)
{
  set_account (fixture, NINE "|j=Juliett");
  open_popover (fixture);
  g_assert_true (is_shown (fixture, "search_entry"));
  g_assert_true (has_focus (fixture, shell_find (fixture->popover, "search_entry")));
  ac_test_wait_until (g_list_model_get_n_items (get_rows (fixture)) == 10);
  g_assert_null (shell_find_label (fixture->popover, "Recent"));
  gtk_popover_popdown (GTK_POPOVER (fixture->popover));
  wait_closed (fixture);

  ac_environment_choice_set_environment (fixture->choice, ac_collection_lookup (fixture->collection, "web"));
  ac_environment_choice_set_environment (fixture->choice, ac_collection_lookup (fixture->collection, "summer"));
  open_popover (fixture);
  ac_test_wait_until (g_list_model_get_n_items (get_rows (fixture)) == 12);
  g_assert_true (gtk_widget_is_ancestor (shell_find_label (fixture->popover, "Recent"), find_row (fixture, "Summer Campaign 2024", 0)));
  g_assert_true (gtk_widget_is_ancestor (shell_find_label (fixture->popover, "All"), find_row (fixture, "Catalogue & Print", 0)));
  assert_row (find_row (fixture, "Summer Campaign 2024", 1), "Summer Campaign 2024, cloud-summer, disabled, current");

  /* What is searched for is looked for once. */
  search (fixture, "HALDEN");
  ac_test_wait_until (g_list_model_get_n_items (get_rows (fixture)) == 1);
  g_assert_null (shell_find_label (fixture->popover, "Recent"));
  g_assert_null (shell_find_label (fixture->popover, "All"));
  search (fixture, "");
  ac_test_wait_until (g_list_model_get_n_items (get_rows (fixture)) == 12);
  g_assert_nonnull (shell_find_label (fixture->popover, "All"));

  /* One that is deleted meanwhile goes from both. */
  ac_collection_remove (fixture->collection, "web");
  ac_test_wait_until (g_list_model_get_n_items (get_rows (fixture)) == 10);

  assert_row (find_row (fixture, "Summer Campaign 2024", 0), "Summer Campaign 2024, cloud-summer, disabled, current");
  activate (fixture, 0);
  wait_closed (fixture);
  g_assert_cmpstr (get_choice (fixture), ==, "summer");
}

static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *entry = shell_find (fixture->popover, "search_entry");

  set_account (fixture, NINE);
  open_popover (fixture);
  search (fixture, "nothing like it");
  g_assert_false (is_shown (fixture, "scroller"));
  ac_test_wait_until (shell_find_label (fixture->popover, "No Results Found") != NULL);
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (gtk_widget_get_mapped (fixture->popover));
  shell_assert_accessible (fixture->window);

  /* Enter takes the first result, of a search and not before. */
  search (fixture, "");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpstr (get_choice (fixture), ==, "print");
  gtk_editable_set_text (GTK_EDITABLE (entry), "cloud-g");
  g_signal_emit_by_name (entry, "activate");
  wait_closed (fixture);
  g_assert_cmpstr (get_choice (fixture), ==, "g");

  /* The next time begins anew; Esc closes. */
  open_popover (fixture);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  ac_test_wait_until (g_list_model_get_n_items (get_rows (fixture)) == 10);
  g_signal_emit_by_name (entry, "stop-search");
  wait_closed (fixture);
  g_assert_cmpstr (get_choice (fixture), ==, "g");
}

static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GString) environments = g_string_new ("n00000=Environment 00000");
  g_autoptr(GTimer) timer = g_timer_new ();

  for (guint i = 1; i < 10000; i++)
    g_string_append_printf (environments, "|n%05u=Environment %05u", i, i);
  set_account (fixture, environments->str);
  ac_environment_choice_set_environment (fixture->choice, ac_collection_lookup (fixture->collection, "n07000"));

  g_timer_start (timer);
  open_popover (fixture);
  ac_test_wait_until (get_rows (fixture) != NULL && g_list_model_get_n_items (get_rows (fixture)) == 10001);
  search (fixture, "cloud-n0042");
  ac_test_wait_until (g_list_model_get_n_items (get_rows (fixture)) == 10);
  g_test_minimized_result (g_timer_elapsed (timer, NULL), "10,000 environments shown and searched");
  activate (fixture, 3);
  wait_closed (fixture);
  g_assert_cmpstr (get_choice (fixture), ==, "n00423");
}

static void
test_trouble (Fixture       *fixture,
              gconstpointer  data)
{
  ac_mock_reply_set_json (ac_mock_server_expect (fixture->server, "GET", SHELL_LIST), 400, "{}");
  ac_environment_choice_set_account (fixture->choice, fixture->account);
  ac_test_wait_until (ac_collection_get_state (fixture->collection) == AC_COLLECTION_STATE_FAILED);
  g_assert_cmpstr (get_text (fixture, "name_label"), ==, "Not loaded");

  /* Opening the list tries again, and so does the button. */
  ac_mock_reply_set_json (ac_mock_server_expect (fixture->server, "GET", SHELL_LIST), 400, "{}");
  open_popover (fixture);
  ac_test_wait_until (shell_find_label (fixture->popover, "Loading product environments…") != NULL);
  g_assert_cmpstr (get_text (fixture, "name_label"), ==, "Loading…");
  shell_assert_accessible (fixture->window);
  ac_test_wait_until (shell_find_label (fixture->popover, "Cloudinary didn’t accept the values.") != NULL);
  shell_assert_accessible (fixture->window);

  shell_expect_environments (fixture->server, "");
  ac_test_wait_until (shell_find_button (fixture->popover, "Try Again") != NULL);
  g_signal_emit_by_name (shell_find_button (fixture->popover, "Try Again"), "clicked");
  ac_test_wait_until (shell_find_label (fixture->popover, "No Product Environments") != NULL);
  g_assert_cmpstr (get_text (fixture, "name_label"), ==, "None yet");
  g_assert_nonnull (shell_find_button (fixture->popover, "All Product Environments"));

  /* While it is open the first ones are made. */
  shell_expect_environments (fixture->server, FEW);
  ac_collection_load_async (fixture->collection, NULL, NULL, NULL);
  ac_test_wait_until (find_row (fixture, "Halden Web", 0) != NULL);
  ac_test_wait_until (ac_collection_get_state (fixture->collection) == AC_COLLECTION_STATE_READY);
  g_assert_false (is_shown (fixture, "message"));
  ac_test_wait_until (has_focus (fixture, find_row (fixture, "Catalogue & Print", 0)));
}

/* What was waited for gets the focus when it comes. */
static void
test_late (Fixture       *fixture,
           gconstpointer  data)
{
  ac_mock_reply_set_hang (ac_mock_server_expect (fixture->server, "GET", SHELL_LIST));
  ac_environment_choice_set_account (fixture->choice, fixture->account);
  ac_test_wait_until (ac_collection_get_state (fixture->collection) == AC_COLLECTION_STATE_LOADING);
  open_popover (fixture);
  ac_test_wait_until (ac_mock_server_get_n_requests (fixture->server) == 1);
  ac_environment_choice_set_account (fixture->choice, NULL);
  wait_closed (fixture);
  ac_test_wait_until (ac_collection_get_state (fixture->collection) == AC_COLLECTION_STATE_IDLE);

  shell_expect_environments (fixture->server, NINE);
  ac_environment_choice_set_account (fixture->choice, fixture->account);
  open_popover (fixture);
  ac_test_wait_until (is_shown (fixture, "search_entry"));
  ac_test_wait_until (has_focus (fixture, shell_find (fixture->popover, "search_entry")));
}

/* Another account while the list is open. */
static void
test_signed_out (Fixture       *fixture,
                 gconstpointer  data)
{
  set_account (fixture, FEW);
  open_popover (fixture);
  ac_environment_choice_set_account (fixture->choice, NULL);
  wait_closed (fixture);
  g_assert_cmpstr (get_text (fixture, "name_label"), ==, "");

  ac_environment_choice_set_account (fixture->choice, fixture->account);
  open_popover (fixture);
  ac_test_wait_until (find_row (fixture, "Halden Web", 0) != NULL);
}

/* Closed with its window while it is open and still gets rows. */
static void
test_closed_while_open (Fixture       *fixture,
                        gconstpointer  data)
{
  set_account (fixture, NINE);
  open_popover (fixture);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/environment-switcher/button", test_button },
    { "/environment-switcher/few", test_few },
    { "/environment-switcher/room", test_room },
    { "/environment-switcher/recents", test_recents },
    { "/environment-switcher/search", test_search },
    { "/environment-switcher/many", test_many },
    { "/environment-switcher/trouble", test_trouble },
    { "/environment-switcher/late", test_late },
    { "/environment-switcher/signed-out", test_signed_out },
    { "/environment-switcher/closed-while-open", test_closed_while_open },
  };

  shell_test_init (&argc, &argv);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
