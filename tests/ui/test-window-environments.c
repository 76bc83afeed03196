/* test-window-environments.c: the pages of the sidebar's section “Product environment” in a window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ac-account-settings.h"
#include "ac-environment-switcher.h"
#include "ac-environments-page.h"
#include "ac-page-private.h"
#include "ac-page-stack.h"
#include "ac-page-table-private.h"
#include "ac-window-private.h"
#include "shell-helpers.h"
#include "shell-pages.h"

#define THREE "web=Halden Web|summer!=Summer Campaign 2024|print=Catalogue & Print"
#define NO_KEYS "{\"access_keys\":[],\"total\":0}"

static const AcPageInfo table[] = {
  { "environments", N_("Product Environments"), "weather-overcast-symbolic",
    AC_PAGE_SECTION_ACCOUNT, ac_environments_page_get_type, AC_SUBJECT_ENVIRONMENTS },
  { "environment-keys", N_("API Keys"), "dialog-password-symbolic",
    AC_PAGE_SECTION_ENVIRONMENT, shell_page_get_type, AC_SUBJECT_ENVIRONMENT_SETTINGS },
  { "upload", N_("Upload"), "send-to-symbolic",
    AC_PAGE_SECTION_ENVIRONMENT, shell_other_page_get_type, AC_SUBJECT_ENVIRONMENT_SETTINGS },
};

typedef struct
{
  AcSession *session;
  AcMockServer *server;
  AcAccount *account;
  AcCollection *collection; /* (unowned) */
  AcWindow *window;         /* (unowned) */
} Fixture;

static void
allow_keys (Fixture    *fixture,
            const char *id)
{
  g_autofree char *target =
    g_strconcat (SHELL_LIST "/", id, "/access_keys?page_size=100&page=1&sort_by=api_key&sort_order=asc", NULL);

  ac_mock_reply_set_json (ac_mock_server_allow (fixture->server, "GET", target), 200, NO_KEYS);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(AcAccountSettings) settings = ac_account_settings_get (SHELL_ACCOUNT_ID);
  g_autofree char *json = shell_list_json (THREE);

  ac_account_settings_reset (settings);
  fixture->server = ac_mock_server_new ();
  ac_mock_reply_set_json (ac_mock_server_allow (fixture->server, "GET", SHELL_LIST), 200, json);
  ac_mock_reply_set_json (ac_mock_server_allow (fixture->server, "GET", "/v1_1/cloud-web/config?settings=true"), 404, "{}");
  allow_keys (fixture, "web");
  allow_keys (fixture, "print");
  allow_keys (fixture, "summer");

  fixture->account = shell_account_new (fixture->server, FALSE);
  fixture->collection = AC_COLLECTION (ac_account_get_environments (fixture->account));
  fixture->session = ac_session_new ();
  fixture->window = ac_window_new (NULL, fixture->session);
  gtk_window_present (GTK_WINDOW (fixture->window));
  ac_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (fixture->window)));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gpointer account = fixture->account;
  gpointer session = fixture->session;

  shell_assert_window_finalizes (fixture->window);
  g_object_add_weak_pointer (account, &account);
  g_object_unref (fixture->account);
  ac_test_wait_until (account == NULL);
  g_object_add_weak_pointer (session, &session);
  g_object_unref (fixture->session);
  ac_test_wait_until (session == NULL);
  shell_settle ();
  g_assert_finalize_object (fixture->server);
}

static AcEnvironment *
lookup (Fixture    *fixture,
        const char *id)
{
  AcEnvironment *environment = ac_collection_lookup (fixture->collection, id);

  g_assert_nonnull (environment);

  return environment;
}

/* The environment that the page on the screen of @window is about. */
static const char *
get_shown (AcWindow *window)
{
  AcPage *page = ac_window_get_page (window);
  AcEnvironment *environment = ac_settings_page_get_environment (AC_SETTINGS_PAGE (page));

  return environment != NULL ? ac_environment_get_id (environment) : NULL;
}

static void
show_keys (Fixture *fixture)
{
  ac_window_show_page (fixture->window, "environment-keys");
  ac_window_set_account (fixture->window, fixture->account);
  ac_test_wait_until (g_strcmp0 (get_shown (fixture->window), "print") == 0);
  ac_test_wait_until (ac_page_get_state (ac_window_get_page (fixture->window)) == AC_PAGE_STATE_EMPTY);
}

/* A page that is built already follows, as one that is not. */
static void
test_pages_follow (Fixture       *fixture,
                   gconstpointer  data)
{
  AcEnvironmentChoice *choice = ac_window_get_environment_choice (fixture->window);
  AcPage *keys;

  show_keys (fixture);
  keys = ac_window_get_page (fixture->window);
  g_assert_true (SHELL_IS_PAGE (keys));
  shell_assert_accessible (fixture->window);

  ac_window_show_page (fixture->window, "upload");
  g_assert_cmpstr (get_shown (fixture->window), ==, "print");
  g_assert_cmpint (ac_page_get_state (ac_window_get_page (fixture->window)), ==, AC_PAGE_STATE_CONTENT);

  ac_environment_choice_set_environment (choice, lookup (fixture, "web"));
  g_assert_cmpstr (get_shown (fixture->window), ==, "web");
  g_assert_true (ac_settings_page_get_environment (AC_SETTINGS_PAGE (keys)) == lookup (fixture, "web"));
  ac_window_show_page (fixture->window, "environment-keys");
  g_assert_true (ac_window_get_page (fixture->window) == keys);
  ac_test_wait_until (ac_page_get_state (keys) == AC_PAGE_STATE_EMPTY);

  /* The list is only asked for once. */
  g_assert_cmpuint (ac_mock_server_count_requests (fixture->server, "GET", SHELL_LIST), ==, 1);
}

static void
test_signed_out (Fixture       *fixture,
                 gconstpointer  data)
{
  show_keys (fixture);
  ac_window_set_account (fixture->window, NULL);
  g_assert_null (ac_environment_choice_get_environment (ac_window_get_environment_choice (fixture->window)));

  ac_window_set_account (fixture->window, fixture->account);
  g_assert_cmpstr (get_shown (fixture->window), ==, "print");
}

static void
test_show_environment_page (Fixture       *fixture,
                            gconstpointer  data)
{
  ac_window_set_account (fixture->window, fixture->account);
  ac_test_wait_until (g_list_model_get_n_items (G_LIST_MODEL (fixture->collection)) == 3);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (ac_window_get_page (fixture->window)), "win.show-environment-page",
                                             "(ss)", "summer", "environment-keys"));
  g_assert_cmpstr (ac_window_get_page_id (fixture->window), ==, "environment-keys");
  g_assert_cmpstr (get_shown (fixture->window), ==, "summer");
  ac_test_wait_until (g_strcmp0 (ac_banner_get_text (shell_find (ac_window_get_page (fixture->window), "banner")),
                                 "This product environment is disabled.") == 0);

  /* One that is gone. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-environment-page", "(ss)", "nothing", "upload");
  g_assert_cmpstr (ac_window_get_page_id (fixture->window), ==, "environment-keys");

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-page", "s", "environments");
  g_assert_cmpstr (ac_window_get_page_id (fixture->window), ==, "environments");
}

/* Without any environment the page leads to where one makes them. */
static void
test_no_environments (Fixture       *fixture,
                      gconstpointer  data)
{
  ac_mock_reply_set_json (ac_mock_server_expect (fixture->server, "GET", SHELL_LIST), 200, "{\"sub_accounts\":[]}");
  ac_window_show_page (fixture->window, "upload");
  ac_window_set_account (fixture->window, fixture->account);
  ac_test_wait_until (ac_page_get_state (ac_window_get_page (fixture->window)) == AC_PAGE_STATE_EMPTY);
  shell_assert_accessible (fixture->window);

  ac_test_wait_until (shell_find_button (fixture->window->pages, "Product Environments") != NULL);
  g_signal_emit_by_name (shell_find_button (fixture->window->pages, "Product Environments"), "clicked");
  g_assert_cmpstr (ac_window_get_page_id (fixture->window), ==, "environments");
}

/* Two windows show two environments of one account; a new one begins with that of the window it comes from. */
static void
test_two_windows (Fixture       *fixture,
                  gconstpointer  data)
{
  AcWindow *other = ac_window_new (NULL, fixture->session);

  show_keys (fixture);
  ac_environment_choice_copy (ac_window_get_environment_choice (other), ac_window_get_environment_choice (fixture->window));
  ac_window_show_page (other, "upload");
  ac_window_set_account (other, fixture->account);
  gtk_window_present (GTK_WINDOW (other));
  g_assert_cmpstr (get_shown (other), ==, "print");

  ac_environment_choice_set_environment (ac_window_get_environment_choice (other), lookup (fixture, "web"));
  g_assert_cmpstr (get_shown (other), ==, "web");
  g_assert_cmpstr (get_shown (fixture->window), ==, "print");
  shell_assert_window_finalizes (other);
}

static void
test_switcher (Fixture       *fixture,
               gconstpointer  data)
{
  GtkWidget *switcher, *popover;

  show_keys (fixture);
  switcher = shell_find_type (fixture->window->sidebar, AC_TYPE_ENVIRONMENT_SWITCHER);
  g_assert_nonnull (switcher);
  popover = shell_find (switcher, "popover");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.switch-environment", NULL);
  ac_test_wait_until (gtk_widget_get_mapped (popover));
  ac_test_wait_until (shell_find_label (popover, "Halden Web") != NULL);
  shell_assert_accessible (fixture->window);
  /* By name: Catalogue & Print, Halden Web. */
  g_signal_emit_by_name (shell_find (popover, "list_view"), "activate", 1);
  ac_test_wait_until (g_strcmp0 (get_shown (fixture->window), "web") == 0);
  ac_test_wait_until (!gtk_widget_get_mapped (popover));

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.switch-environment", NULL);
  ac_test_wait_until (gtk_widget_get_mapped (popover));
  g_signal_emit_by_name (shell_find_button (popover, "All Product Environments"), "clicked");
  ac_test_wait_until (!gtk_widget_get_mapped (popover));
  g_assert_cmpstr (ac_window_get_page_id (fixture->window), ==, "environments");
}

/* Where no page is about an environment there is nothing to choose. */
static void
test_no_section (Fixture       *fixture,
                 gconstpointer  data)
{
  AcWindow *other;

  ac_page_table_set (table, 1);
  other = ac_window_new (NULL, fixture->session);
  ac_window_set_account (other, fixture->account);
  gtk_window_present (GTK_WINDOW (other));
  ac_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (other)));
  g_assert_null (shell_find_type (other->sidebar, AC_TYPE_ENVIRONMENT_SWITCHER));
  gtk_widget_activate_action (GTK_WIDGET (other), "win.switch-environment", NULL);
  shell_assert_window_finalizes (other);
  ac_page_table_set (table, G_N_ELEMENTS (table));
}

static void
test_badge (Fixture       *fixture,
            gconstpointer  data)
{
  AcSidebar *sidebar = fixture->window->sidebar;
  GtkWidget *row;

  show_keys (fixture);
  g_assert_null (shell_find_label (sidebar, "2"));
  ac_sidebar_set_badge (sidebar, "environment-keys", 2, "2 rotations in progress");
  ac_test_wait_until (shell_find_label (sidebar, "2") != NULL);
  row = gtk_widget_get_ancestor (shell_find_label (sidebar, "2"), GTK_TYPE_LIST_BOX_ROW);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "2 rotations in progress");

  ac_sidebar_set_badge (sidebar, "environment-keys", 0, NULL);
  g_assert_null (shell_find_label (sidebar, "2"));
  g_assert_null (shell_find_label (sidebar, "0"));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "");

  /* A page that this version doesn't have. */
  ac_sidebar_set_badge (sidebar, "nothing", 3, NULL);
  g_assert_null (shell_find_label (sidebar, "3"));
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
    { "/window-environments/pages-follow", test_pages_follow },
    { "/window-environments/signed-out", test_signed_out },
    { "/window-environments/show-environment-page", test_show_environment_page },
    { "/window-environments/no-environments", test_no_environments },
    { "/window-environments/two-windows", test_two_windows },
    { "/window-environments/switcher", test_switcher },
    { "/window-environments/no-section", test_no_section },
    { "/window-environments/badge", test_badge },
  };

  shell_test_init (&argc, &argv);
  ac_page_table_set (table, G_N_ELEMENTS (table));

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
