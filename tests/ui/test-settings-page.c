/* test-settings-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-account-settings.h"
#include "ac-page-private.h"
#include "ac-page-stack.h"
#include "shell-helpers.h"
#include "shell-pages.h"

#define TWO "web=Catalogue & Print|summer!=Summer Campaign 2024"
#define KEY                                                                                                \
  "{\"api_key\":\"814814814814814\",\"api_secret\":\"made-up\",\"name\":\"CI\",\"enabled\":true,"              \
  "\"created_at\":\"2023-03-12T09:00:00Z\",\"updated_at\":\"2023-03-12T09:00:00Z\"}"
#define ONE_KEY "{\"access_keys\":[" KEY "],\"total\":1}"
#define NO_KEYS "{\"access_keys\":[],\"total\":0}"

typedef struct
{
  AcMockServer *server;
  AcAccount *account;
  AcCollection *collection; /* (unowned) */
  AcAccountSettings *settings;
  GtkWidget *window;
  ShellPage *page;          /* (unowned) */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *host = ac_toast_host_new ();

  fixture->server = ac_mock_server_new ();
  fixture->account = shell_account_new (fixture->server, FALSE);
  fixture->collection = AC_COLLECTION (ac_account_get_environments (fixture->account));
  fixture->settings = ac_account_settings_get (SHELL_ACCOUNT_ID);
  ac_account_settings_reset (fixture->settings);
  fixture->page = g_object_new (SHELL_TYPE_PAGE, "account", fixture->account, NULL);
  ac_toast_host_set_child (AC_TOAST_HOST (host), ac_page_stack_new (AC_PAGE (fixture->page)));
  fixture->window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (fixture->window), host);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 700, 500);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  shell_assert_window_finalizes (fixture->window);
  ac_mock_server_assert_done (fixture->server);
  g_clear_object (&fixture->settings);
  shell_settle ();
  g_assert_finalize_object (fixture->account);
  shell_settle ();
  g_assert_finalize_object (fixture->server);
}

static AcMockReply *
expect_keys (Fixture    *fixture,
             const char *id)
{
  g_autofree char *target = g_strconcat (SHELL_LIST "/", id, "/access_keys?page_size=100&page=1&sort_by=api_key&sort_order=asc", NULL);

  return ac_mock_server_expect (fixture->server, "GET", target);
}

static void
load (Fixture *fixture)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  shell_expect_environments (fixture->server, TWO);
  ac_collection_load_async (fixture->collection, NULL, ac_test_store_result, &result);
  ac_collection_load_finish (fixture->collection, ac_test_wait_result (&result), &error);
  g_assert_no_error (error);
}

static void
show (Fixture *fixture)
{
  gtk_window_present (GTK_WINDOW (fixture->window));
  ac_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (fixture->page)));
}

static void
set_environment (Fixture    *fixture,
                 const char *id)
{
  ac_settings_page_set_environment (AC_SETTINGS_PAGE (fixture->page),
                                    id != NULL ? ac_collection_lookup (fixture->collection, id) : NULL);
}

static void
wait_state (Fixture     *fixture,
            AcPageState  state)
{
  ac_test_wait_until (ac_page_get_state (AC_PAGE (fixture->page)) == state);
}

static const char *
get_subtitle (Fixture *fixture)
{
  return adw_window_title_get_subtitle (shell_find (fixture->page, "window_title"));
}

/* Without an environment the page is about the list of them. */
static void
test_no_environment (Fixture       *fixture,
                     gconstpointer  data)
{
  ac_mock_reply_set_json (ac_mock_server_expect (fixture->server, "GET", SHELL_LIST), 400, "{}");
  show (fixture);
  wait_state (fixture, AC_PAGE_STATE_ERROR);
  g_assert_nonnull (shell_find_label (fixture->window, "Couldn’t Load Product Environments"));
  g_assert_cmpuint (fixture->page->n_changes, ==, 0);
  shell_assert_accessible (fixture->window);

  shell_expect_environments (fixture->server, "");
  g_signal_emit_by_name (shell_find_button (fixture->window, "Try Again"), "clicked");
  wait_state (fixture, AC_PAGE_STATE_EMPTY);
  ac_test_wait_until (shell_find_label (fixture->window, "No Product Environments") != NULL);
  g_assert_nonnull (shell_find_button (fixture->window, "Product Environments"));
  g_assert_null (shell_find_label (fixture->window, "No Keys"));
  shell_assert_accessible (fixture->window);
}

static void
test_loading (Fixture       *fixture,
              gconstpointer  data)
{
  ac_mock_reply_set_hang (ac_mock_server_expect (fixture->server, "GET", SHELL_LIST));
  show (fixture);
  ac_test_wait_until (shell_find_label (fixture->window, "Loading product environments…") != NULL);
}

/* With one everything is the page's own: texts, empty page, what reload() loads. */
static void
test_environment (Fixture       *fixture,
                  gconstpointer  data)
{
  load (fixture);
  set_environment (fixture, "web");
  ac_mock_reply_set_json (expect_keys (fixture, "web"), 200, ONE_KEY);
  show (fixture);
  wait_state (fixture, AC_PAGE_STATE_CONTENT);
  ac_test_wait_until (shell_find_button (fixture->window, "Content") != NULL);
  g_assert_cmpuint (fixture->page->n_changes, ==, 1);
  g_assert_cmpstr (get_subtitle (fixture), ==, "Catalogue & Print · \u2066cloud-web\u2069");

  ac_mock_reply_set_json (expect_keys (fixture, "web"), 200, NO_KEYS);
  ac_page_reload (AC_PAGE (fixture->page));
  wait_state (fixture, AC_PAGE_STATE_EMPTY);
  g_assert_nonnull (shell_find_label (fixture->window, "No Keys"));
}

/* Nothing of the last one stays, whatever state it was in. */
static void
test_change (Fixture       *fixture,
             gconstpointer  data)
{
  AcMockReply *slow;

  load (fixture);
  set_environment (fixture, "web");
  ac_mock_reply_set_json (expect_keys (fixture, "web"), 400, "{}");
  show (fixture);
  wait_state (fixture, AC_PAGE_STATE_ERROR);
  g_assert_nonnull (shell_find_label (fixture->window, "Couldn’t Load Keys"));

  /* The error goes at once. */
  slow = expect_keys (fixture, "summer");
  ac_mock_reply_set_hang (slow);
  set_environment (fixture, "summer");
  g_assert_cmpint (ac_page_get_state (AC_PAGE (fixture->page)), ==, AC_PAGE_STATE_LOADING);
  g_assert_null (shell_find_label (fixture->window, "Couldn’t Load Keys"));
  ac_test_wait_until (shell_find_label (fixture->window, "Loading keys…") != NULL);

  /* What failed before is tried again; what is still on its way elsewhere doesn't spin here. */
  ac_mock_reply_set_json (expect_keys (fixture, "web"), 200, ONE_KEY);
  set_environment (fixture, "web");
  wait_state (fixture, AC_PAGE_STATE_CONTENT);
  g_assert_false (gtk_spinner_get_spinning (shell_find (fixture->page, "reload_spinner")));
  g_assert_false (gtk_spinner_get_spinning (shell_find (fixture->page, "loading_spinner")));

  /* And back: the load is still under way. */
  set_environment (fixture, "summer");
  g_assert_cmpint (ac_page_get_state (AC_PAGE (fixture->page)), ==, AC_PAGE_STATE_LOADING);
  set_environment (fixture, "web");
}

/* An environment is chosen while the page isn't on the screen. */
static void
test_change_unseen (Fixture       *fixture,
                    gconstpointer  data)
{
  load (fixture);
  set_environment (fixture, "web");
  set_environment (fixture, "summer");
  g_assert_cmpint (ac_page_get_state (AC_PAGE (fixture->page)), ==, AC_PAGE_STATE_LOADING);
  shell_settle ();
  g_assert_cmpuint (ac_mock_server_get_n_requests (fixture->server), ==, 1);

  ac_mock_reply_set_json (expect_keys (fixture, "summer"), 200, ONE_KEY);
  show (fixture);
  wait_state (fixture, AC_PAGE_STATE_CONTENT);
  g_assert_cmpstr (get_subtitle (fixture), ==, "Summer Campaign 2024 · \u2066cloud-summer\u2069");
}

/* The last one is deleted. */
static void
test_gone (Fixture       *fixture,
           gconstpointer  data)
{
  load (fixture);
  set_environment (fixture, "web");
  ac_mock_reply_set_json (expect_keys (fixture, "web"), 200, ONE_KEY);
  show (fixture);
  wait_state (fixture, AC_PAGE_STATE_CONTENT);

  ac_collection_remove (fixture->collection, "web");
  ac_collection_remove (fixture->collection, "summer");
  set_environment (fixture, NULL);
  g_assert_cmpint (ac_page_get_state (AC_PAGE (fixture->page)), ==, AC_PAGE_STATE_EMPTY);
  g_assert_nonnull (shell_find_label (fixture->window, "No Product Environments"));
  g_assert_cmpstr (get_subtitle (fixture), ==, ac_account_get_id (fixture->account));

  /* F5 asks whether there is one now. */
  shell_expect_environments (fixture->server, TWO);
  ac_page_reload (AC_PAGE (fixture->page));
  ac_test_wait_until (g_list_model_get_n_items (G_LIST_MODEL (fixture->collection)) == 2);
  ac_test_wait_until (ac_collection_get_state (fixture->collection) == AC_COLLECTION_STATE_READY);
}

static void
test_follows_environment (Fixture       *fixture,
                          gconstpointer  data)
{
  AcBanner *banner = shell_find (fixture->page, "banner");

  load (fixture);
  fixture->page->follows_nothing = TRUE;
  set_environment (fixture, "web");
  show (fixture);
  wait_state (fixture, AC_PAGE_STATE_CONTENT);
  g_assert_null (ac_banner_get_text (banner));

  shell_expect_environments (fixture->server, "web!=Halden Web");
  ac_collection_load_async (fixture->collection, NULL, NULL, NULL);
  ac_test_wait_until (g_strcmp0 (get_subtitle (fixture), "Halden Web · \u2066cloud-web\u2069") == 0);
  ac_test_wait_until (g_strcmp0 (ac_banner_get_text (banner), "This product environment is disabled.") == 0);
  ac_test_wait_until (ac_collection_get_state (fixture->collection) == AC_COLLECTION_STATE_READY);
  shell_assert_accessible (fixture->window);

  shell_expect_environments (fixture->server, "web=Halden Web");
  ac_collection_load_async (fixture->collection, NULL, NULL, NULL);
  ac_test_wait_until (ac_banner_get_text (banner) == NULL);
  ac_test_wait_until (ac_collection_get_state (fixture->collection) == AC_COLLECTION_STATE_READY);
}

static void
test_mark (Fixture       *fixture,
           gconstpointer  data)
{
  load (fixture);
  fixture->page->follows_nothing = TRUE;
  ac_account_settings_set_mark (fixture->settings, "web", AC_MARK_PRODUCTION);
  set_environment (fixture, "web");
  show (fixture);
  g_assert_nonnull (shell_find_label (fixture->window, "Production"));
  g_assert_true (gtk_widget_has_css_class (shell_find_label (fixture->window, "Production"), "accent"));

  ac_account_settings_set_mark (fixture->settings, "summer", AC_MARK_TEST);
  g_assert_nonnull (shell_find_label (fixture->window, "Production"));
  ac_account_settings_set_mark (fixture->settings, "web", AC_MARK_STAGING);
  g_assert_null (shell_find_label (fixture->window, "Production"));
  g_assert_nonnull (shell_find_label (fixture->window, "Staging"));
  set_environment (fixture, "summer");
  g_assert_nonnull (shell_find_label (fixture->window, "Test"));
  ac_account_settings_set_mark (fixture->settings, "summer", AC_MARK_NONE);
  g_assert_null (shell_find_label (fixture->window, "Test"));
}

/* In a narrow window the badge leaves the header bar to the title. */
static void
test_mark_narrow (Fixture       *fixture,
                  gconstpointer  data)
{
  GtkWidget *headers = shell_find (fixture->page, "headers");

  load (fixture);
  fixture->page->follows_nothing = TRUE;
  ac_account_settings_set_mark (fixture->settings, "web", AC_MARK_PRODUCTION);
  set_environment (fixture, "web");
  show (fixture);
  ac_test_wait_until (shell_find_label (fixture->window, "Production") != NULL);
  g_assert_true (gtk_widget_is_ancestor (shell_find_label (fixture->window, "Production"), headers));

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 500);
  ac_test_wait_until (ac_page_get_narrow (AC_PAGE (fixture->page)));
  ac_test_wait_until (shell_find_label (fixture->window, "Production") != NULL);
  g_assert_false (gtk_widget_is_ancestor (shell_find_label (fixture->window, "Production"), headers));
  ac_test_wait_until (gtk_widget_get_width (fixture->window) == 360);

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 700, 500);
  ac_test_wait_until (!ac_page_get_narrow (AC_PAGE (fixture->page)));
  ac_test_wait_until (shell_find_label (headers, "Production") != NULL);
}

/* What the role of the key forbids stands above everything. */
static void
test_no_access (Fixture       *fixture,
                gconstpointer  data)
{
  static const char * const billing[] = { "billing", NULL };

  load (fixture);
  fixture->page->follows_nothing = TRUE;
  ac_permissions_set_roles (ac_account_get_permissions (fixture->account), billing);
  set_environment (fixture, "web");
  g_assert_cmpint (ac_page_get_state (AC_PAGE (fixture->page)), ==, AC_PAGE_STATE_NO_ACCESS);
  show (fixture);
  set_environment (fixture, "summer");
  g_assert_cmpint (ac_page_get_state (AC_PAGE (fixture->page)), ==, AC_PAGE_STATE_NO_ACCESS);
  g_assert_nonnull (shell_find_label (fixture->window, "No Access to Keys"));
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
    { "/settings-page/no-environment", test_no_environment },
    { "/settings-page/loading", test_loading },
    { "/settings-page/environment", test_environment },
    { "/settings-page/change", test_change },
    { "/settings-page/change-unseen", test_change_unseen },
    { "/settings-page/gone", test_gone },
    { "/settings-page/follows-environment", test_follows_environment },
    { "/settings-page/mark", test_mark },
    { "/settings-page/mark-narrow", test_mark_narrow },
    { "/settings-page/no-access", test_no_access },
  };

  shell_test_init (&argc, &argv);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
