/* test-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-error.h"
#include "ac-page-private.h"
#include "ac-page-stack.h"
#include "shell-helpers.h"

#define ENVIRONMENT                                                                                      \
  "{\"id\":\"5d1c0b9f3a7e42886b20c4fd91e7a3\",\"name\":\"Catalogue & Print\",\"cloud_name\":\"halden-print\"," \
  "\"enabled\":true,\"created_at\":\"2023-03-12T09:00:00Z\",\"api_access_keys\":[]}"
#define NOTHING "{\"sub_accounts\":[]}"
#define ONE "{\"sub_accounts\":[" ENVIRONMENT "]}"

/* A page over the environments of an account. */
#define TEST_TYPE_PAGE (test_page_get_type ())
G_DECLARE_FINAL_TYPE (TestPage, test_page, TEST, PAGE, AcPage)

struct _TestPage
{
  AcPage parent_instance;

  guint n_activated;
  guint n_deactivated;
  guint n_escapes;
};

G_DEFINE_FINAL_TYPE (TestPage, test_page, AC_TYPE_PAGE)

static void
test_page_activate (AcPage *page)
{
  TEST_PAGE (page)->n_activated++;
  AC_PAGE_CLASS (test_page_parent_class)->activate (page);
}

static void
test_page_deactivate (AcPage *page)
{
  TEST_PAGE (page)->n_deactivated++;
}

static gboolean
test_page_escape (AcPage *page)
{
  TEST_PAGE (page)->n_escapes++;
  return FALSE;
}

static void
add (AcPage     *page,
     const char *type,
     gpointer    widget)
{
  GTK_BUILDABLE_GET_IFACE (page)->add_child (GTK_BUILDABLE (page), NULL, widget, type);
}

static void
test_page_class_init (TestPageClass *klass)
{
  AcPageClass *page_class = AC_PAGE_CLASS (klass);

  page_class->activate = test_page_activate;
  page_class->deactivate = test_page_deactivate;
  page_class->escape = test_page_escape;
}

static void
test_page_init (TestPage *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (content), gtk_button_new_with_label ("First"));
  gtk_box_append (GTK_BOX (content), gtk_button_new_with_label ("Second"));
  add (AC_PAGE (self), "start", gtk_button_new_with_label ("New…"));
  add (AC_PAGE (self), "end", gtk_button_new_with_label ("Export…"));
  add (AC_PAGE (self), "content", content);
  add (AC_PAGE (self), "bottom", gtk_label_new ("Bottom"));
}

typedef struct
{
  AcMockServer *server;
  AcAccount *account;
  AcCollection *collection; /* (unowned) */
  GtkWidget *window;
  AcPageStack *stack;       /* (unowned) */
  TestPage *page;           /* (unowned) */
} Fixture;

static TestPage *
create_page (Fixture    *fixture,
             const char *title)
{
  return g_object_new (TEST_TYPE_PAGE,
                       "account", fixture->account,
                       "title", title,
                       "subject", AC_SUBJECT_ENVIRONMENTS,
                       "loading-text", "Loading product environments…",
                       "error-title", "Couldn’t Load Product Environments",
                       "no-access-title", "No Access to Product Environments",
                       NULL);
}

static void
set_up_for (Fixture  *fixture,
            gboolean  demo)
{
  GtkWidget *host = ac_toast_host_new ();

  fixture->server = ac_mock_server_new ();
  fixture->account = shell_account_new (fixture->server, demo);
  fixture->collection = AC_COLLECTION (ac_account_get_environments (fixture->account));
  fixture->page = create_page (fixture, "Product Environments");
  fixture->stack = AC_PAGE_STACK (ac_page_stack_new (AC_PAGE (fixture->page)));
  fixture->window = adw_window_new ();
  ac_toast_host_set_child (AC_TOAST_HOST (host), GTK_WIDGET (fixture->stack));
  adw_window_set_content (ADW_WINDOW (fixture->window), host);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 700, 500);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  set_up_for (fixture, FALSE);
}

static void
set_up_demo (Fixture       *fixture,
             gconstpointer  data)
{
  set_up_for (fixture, TRUE);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  shell_assert_window_finalizes (fixture->window);
  ac_mock_server_assert_done (fixture->server);
  g_assert_finalize_object (fixture->account);
  shell_settle ();
  g_assert_finalize_object (fixture->server);
}

static AcMockReply *
expect_list (Fixture *fixture)
{
  return ac_mock_server_expect (fixture->server, "GET", SHELL_LIST);
}

static void
show (Fixture *fixture)
{
  ac_page_follow_collection (AC_PAGE (fixture->page), fixture->collection);
  gtk_window_present (GTK_WINDOW (fixture->window));
  ac_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (fixture->page)));
}

static void
wait_state (Fixture     *fixture,
            AcPageState  state)
{
  ac_test_wait_until (ac_page_get_state (AC_PAGE (fixture->page)) == state);
}

static void
show_content (Fixture *fixture)
{
  ac_mock_reply_set_json (expect_list (fixture), 200, ONE);
  show (fixture);
  wait_state (fixture, AC_PAGE_STATE_CONTENT);
}

static void
test_loading (Fixture       *fixture,
              gconstpointer  data)
{
  gint64 began, appeared;

  ac_mock_reply_set_hang (expect_list (fixture));
  began = g_get_monotonic_time ();
  show (fixture);
  g_assert_cmpint (ac_page_get_state (AC_PAGE (fixture->page)), ==, AC_PAGE_STATE_LOADING);
  g_assert_null (shell_find_label (fixture->window, "Loading product environments…"));

  ac_test_wait_until (shell_find_label (fixture->window, "Loading product environments…") != NULL);
  appeared = g_get_monotonic_time ();
  g_assert_cmpint (appeared - began, >=, 190 * G_TIME_SPAN_MILLISECOND);
  shell_assert_accessible (fixture->window);

  /* Esc ends it. */
  ac_test_wait_until (ac_mock_server_get_n_requests (fixture->server) == 1);
  g_assert_true (ac_page_escape (AC_PAGE (fixture->page)));
  g_assert_cmpuint (fixture->page->n_escapes, ==, 1);
  g_assert_cmpint (ac_page_get_state (AC_PAGE (fixture->page)), ==, AC_PAGE_STATE_ERROR);
  ac_test_wait_until (shell_find_label (fixture->window, "Loading was cancelled.") != NULL);
  ac_test_wait_until (ac_collection_get_state (fixture->collection) == AC_COLLECTION_STATE_IDLE);
  g_assert_cmpint (ac_page_get_state (AC_PAGE (fixture->page)), ==, AC_PAGE_STATE_ERROR);

  ac_mock_reply_set_json (expect_list (fixture), 200, ONE);
  g_signal_emit_by_name (shell_find_button (fixture->window, "Try Again"), "clicked");
  wait_state (fixture, AC_PAGE_STATE_CONTENT);
}

static void
test_quick_load (Fixture       *fixture,
                 gconstpointer  data)
{
  show_content (fixture);
  g_assert_nonnull (shell_find_button (fixture->window, "First"));
  g_assert_nonnull (shell_find_button (fixture->window, "New…"));
  g_assert_nonnull (shell_find_button (fixture->window, "Export…"));
  g_assert_nonnull (shell_find_label (fixture->window, "Bottom"));
  g_assert_true (ac_page_get_editable (AC_PAGE (fixture->page)));
  shell_assert_accessible (fixture->window);
}

static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  add (AC_PAGE (fixture->page), "empty", gtk_label_new ("No Product Environments"));
  ac_mock_reply_set_json (expect_list (fixture), 200, NOTHING);
  show (fixture);
  wait_state (fixture, AC_PAGE_STATE_EMPTY);
  g_assert_nonnull (shell_find_label (fixture->window, "No Product Environments"));

  ac_mock_reply_set_json (expect_list (fixture), 200, ONE);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "page.reload", NULL);
  wait_state (fixture, AC_PAGE_STATE_CONTENT);
}

static void
test_error (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *expander;
  AcMockReply *reply = expect_list (fixture);

  ac_mock_reply_set_json (reply, 400, "{\"error\":{\"message\":\"Bad <b>& worse\"}}");
  ac_mock_reply_set_header (reply, "X-Request-Id", "0123456789abcdef");
  show (fixture);
  wait_state (fixture, AC_PAGE_STATE_ERROR);
  g_assert_nonnull (shell_find_label (fixture->window, "Couldn’t Load Product Environments"));
  g_assert_nonnull (shell_find_label (fixture->window, "Cloudinary didn’t accept the values."));
  shell_assert_accessible (fixture->window);

  expander = shell_find (fixture->page, "details_expander");
  g_assert_true (gtk_widget_get_visible (expander));
  gtk_expander_set_expanded (GTK_EXPANDER (expander), TRUE);
  g_assert_nonnull (strstr (gtk_label_get_label (shell_find (fixture->page, "details_label")), "Bad <b>& worse"));
  g_assert_nonnull (strstr (gtk_label_get_label (shell_find (fixture->page, "details_label")), "0123456789abcdef"));
  g_assert_true (gtk_label_get_selectable (shell_find (fixture->page, "details_label")));

  ac_mock_reply_set_json (expect_list (fixture), 200, ONE);
  g_signal_emit_by_name (shell_find_button (fixture->window, "Try Again"), "clicked");
  wait_state (fixture, AC_PAGE_STATE_CONTENT);
}

static void
test_error_with_content (Fixture       *fixture,
                         gconstpointer  data)
{
  show_content (fixture);
  ac_mock_reply_set_json (expect_list (fixture), 400, "{\"error\":{\"message\":\"No\"}}");
  ac_page_reload (AC_PAGE (fixture->page));
  ac_test_wait_until (shell_find_label (fixture->window, "Cloudinary didn’t accept the values.") != NULL);
  g_assert_cmpint (ac_page_get_state (AC_PAGE (fixture->page)), ==, AC_PAGE_STATE_CONTENT);
}

static void
test_reload_spinner (Fixture       *fixture,
                     gconstpointer  data)
{
  GtkSpinner *spinner = shell_find (fixture->page, "reload_spinner");

  show_content (fixture);
  g_assert_false (gtk_spinner_get_spinning (spinner));
  ac_mock_reply_set_json (expect_list (fixture), 200, ONE);
  ac_page_reload (AC_PAGE (fixture->page));
  g_assert_true (gtk_spinner_get_spinning (spinner));
  g_assert_cmpint (ac_page_get_state (AC_PAGE (fixture->page)), ==, AC_PAGE_STATE_CONTENT);
  ac_test_wait_until (!gtk_spinner_get_spinning (spinner));
}

static void
test_no_access_by_answer (Fixture       *fixture,
                          gconstpointer  data)
{
  ac_mock_reply_set_json (expect_list (fixture), 403, "{\"error\":{\"message\":\"Forbidden\"}}");
  show (fixture);
  wait_state (fixture, AC_PAGE_STATE_NO_ACCESS);
  g_assert_nonnull (shell_find_label (fixture->window, "No Access to Product Environments"));
  g_assert_nonnull (shell_find_label (fixture->window, "This key has no permission for that. Ask a Master admin."));
  shell_assert_accessible (fixture->window);
}

static void
test_no_access_by_role (Fixture       *fixture,
                        gconstpointer  data)
{
  static const char * const billing[] = { "billing", NULL };
  static const char * const master[] = { "master_admin", NULL };

  g_object_set (fixture->page, "subject", AC_SUBJECT_USERS, "no-access-text", "Ask “R&D”.", NULL);
  show_content (fixture);
  ac_permissions_set_roles (ac_account_get_permissions (fixture->account), billing);
  wait_state (fixture, AC_PAGE_STATE_NO_ACCESS);
  ac_test_wait_until (shell_find_label (fixture->window, "Ask “R&D”.") != NULL);
  g_assert_false (ac_page_get_editable (AC_PAGE (fixture->page)));

  ac_mock_reply_set_json (expect_list (fixture), 200, ONE);
  ac_permissions_set_roles (ac_account_get_permissions (fixture->account), master);
  wait_state (fixture, AC_PAGE_STATE_CONTENT);
  g_assert_true (ac_page_get_editable (AC_PAGE (fixture->page)));
}

static void
test_offline (Fixture       *fixture,
              gconstpointer  data)
{
  AcBanner *banner = shell_find (fixture->page, "banner");

  show_content (fixture);
  g_assert_null (ac_banner_get_text (banner));

  ac_mock_server_stop (fixture->server);
  ac_page_reload (AC_PAGE (fixture->page));
  /* The client's own retries first; they need not be waited for. */
  while (ac_account_get_connection_state (fixture->account) != AC_CONNECTION_STATE_OFFLINE)
    {
      g_main_context_iteration (NULL, TRUE);
      ac_account_retry_now (fixture->account);
    }
  ac_test_wait_until (ac_banner_get_text (banner) != NULL);
  g_assert_true (g_regex_match_simple ("^You are offline\\. This is what the account looked like today at \\d\\d:\\d\\d\\.$",
                                       ac_banner_get_text (banner), 0, 0));
  g_assert_cmpint (ac_page_get_state (AC_PAGE (fixture->page)), ==, AC_PAGE_STATE_CONTENT);
  g_assert_false (ac_page_get_editable (AC_PAGE (fixture->page)));
  shell_assert_accessible (fixture->window);

  ac_mock_server_start (fixture->server);
  ac_mock_reply_set_json (ac_mock_server_allow (fixture->server, "GET", SHELL_LIST), 200, ONE);
  ac_mock_reply_set_json (ac_mock_server_allow (fixture->server, "GET", "/"), 404, "{}");
  ac_test_wait_until (shell_find_button (fixture->window, "Try Again") != NULL);
  g_signal_emit_by_name (shell_find_button (fixture->window, "Try Again"), "clicked");
  ac_test_wait_until (ac_banner_get_text (banner) == NULL);
  ac_test_wait_until (ac_collection_get_state (fixture->collection) == AC_COLLECTION_STATE_READY);
  g_assert_true (ac_page_get_editable (AC_PAGE (fixture->page)));
}

static void
test_unauthorized (Fixture       *fixture,
                   gconstpointer  data)
{
  show_content (fixture);
  ac_mock_reply_set_json (expect_list (fixture), 401, "{\"error\":{\"message\":\"Unauthorized\"}}");
  ac_page_reload (AC_PAGE (fixture->page));
  ac_test_wait_until (shell_find_button (fixture->window, "Change Credentials…") != NULL);
  g_assert_cmpstr (ac_banner_get_text (shell_find (fixture->page, "banner")), ==,
                   "The API key of this account is no longer accepted.");
  g_assert_false (ac_page_get_editable (AC_PAGE (fixture->page)));
}

static void
test_rate_limit (Fixture       *fixture,
                 gconstpointer  data)
{
  AcMockReply *reply;

  show_content (fixture);
  reply = expect_list (fixture);
  ac_mock_reply_set_json (reply, 429, "{\"error\":{\"message\":\"Slow down\"}}");
  ac_mock_reply_set_header (reply, "Retry-After", "12");
  ac_page_reload (AC_PAGE (fixture->page));
  ac_test_wait_until (shell_find_label (fixture->window, "Cloudinary asks us to slow down. Retrying in 12 s.") != NULL);

  ac_mock_reply_set_json (expect_list (fixture), 200, ONE);
  ac_account_retry_now (fixture->account);
  ac_test_wait_until (ac_collection_get_state (fixture->collection) == AC_COLLECTION_STATE_READY);
}

static void
test_demo_banner (Fixture       *fixture,
                  gconstpointer  data)
{
  show_content (fixture);
  g_assert_cmpstr (ac_banner_get_text (shell_find (fixture->page, "banner")), ==,
                   "This is the demo account. Changes stay on this computer.");
  g_assert_nonnull (shell_find_button (fixture->window, "Leave Demo"));
}

static void
test_subpages (Fixture       *fixture,
               gconstpointer  data)
{
  TestPage *subpage, *deeper;
  GtkWidget *second;

  show_content (fixture);
  second = shell_find_button (fixture->window, "Second");
  gtk_widget_grab_focus (second);
  g_assert_cmpuint (fixture->page->n_activated, ==, 1);
  g_assert_false (gtk_widget_get_visible (shell_find (fixture->page, "back_button")));

  subpage = create_page (fixture, "Halden Web");
  g_object_add_weak_pointer (G_OBJECT (subpage), (gpointer *) &subpage);
  ac_page_push (AC_PAGE (fixture->page), AC_PAGE (subpage));
  ac_page_set_state (AC_PAGE (subpage), AC_PAGE_STATE_CONTENT);
  ac_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (subpage)));
  ac_test_wait_until (fixture->page->n_deactivated == 1);
  g_assert_true (ac_page_stack_get_visible (fixture->stack) == AC_PAGE (subpage));
  g_assert_true (gtk_widget_get_visible (shell_find (subpage, "back_button")));
  shell_assert_accessible (fixture->window);

  deeper = create_page (fixture, "Attributes");
  g_object_add_weak_pointer (G_OBJECT (deeper), (gpointer *) &deeper);
  ac_page_push (AC_PAGE (subpage), AC_PAGE (deeper));
  g_assert_true (ac_page_stack_get_visible (fixture->stack) == AC_PAGE (deeper));

  /* Both go, as the lower one does. */
  ac_page_pop (AC_PAGE (subpage));
  ac_test_wait_until (ac_page_stack_get_visible (fixture->stack) == AC_PAGE (fixture->page));
  ac_test_wait_until (subpage == NULL && deeper == NULL);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) == second);
  g_assert_cmpuint (fixture->page->n_activated, ==, 2);

  /* The root stays. */
  ac_page_pop (AC_PAGE (fixture->page));
  g_assert_false (ac_page_stack_go_back (fixture->stack));

  subpage = create_page (fixture, "Halden Web");
  g_object_add_weak_pointer (G_OBJECT (subpage), (gpointer *) &subpage);
  ac_page_push (AC_PAGE (fixture->page), AC_PAGE (subpage));
  gtk_widget_activate_action (GTK_WIDGET (subpage), "page.back", NULL);
  ac_test_wait_until (subpage == NULL);
}

static void
test_folded (Fixture       *fixture,
             gconstpointer  data)
{
  AdwHeaderBar *header = shell_find (fixture->page, "header");

  show_content (fixture);
  g_assert_false (adw_header_bar_get_show_start_title_buttons (header));
  ac_page_stack_set_folded (fixture->stack, TRUE);
  g_assert_true (adw_header_bar_get_show_start_title_buttons (header));
  g_assert_true (gtk_widget_get_visible (shell_find (fixture->page, "back_button")));
  shell_assert_accessible (fixture->window);
}

static void
test_selection_mode (Fixture       *fixture,
                     gconstpointer  data)
{
  GtkWidget *selection_header = adw_header_bar_new ();

  adw_header_bar_pack_start (ADW_HEADER_BAR (selection_header), gtk_label_new ("3 Selected"));
  add (AC_PAGE (fixture->page), "selection-header", selection_header);
  show_content (fixture);
  g_assert_null (shell_find_label (fixture->window, "3 Selected"));

  ac_page_set_selection_mode (AC_PAGE (fixture->page), TRUE);
  ac_test_wait_until (shell_find_label (fixture->window, "3 Selected") != NULL);
  g_assert_null (shell_find_button (fixture->window, "New…"));
  g_assert_true (ac_page_escape (AC_PAGE (fixture->page)));
  g_assert_false (ac_page_get_selection_mode (AC_PAGE (fixture->page)));
  ac_test_wait_until (shell_find_button (fixture->window, "New…") != NULL);
  g_assert_false (ac_page_escape (AC_PAGE (fixture->page)));
}

static void
test_toasts (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GError) error = g_error_new (AC_ERROR, AC_ERROR_CONFLICT, "Conflict");
  g_autoptr(GError) cancelled = g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");

  show_content (fixture);
  ac_page_toast_error (AC_PAGE (fixture->page), cancelled);
  ac_page_toast_error (AC_PAGE (fixture->page), error);
  ac_test_wait_until (shell_find_label (fixture->window, "Couldn’t save: The name is already in use.") != NULL);
}

static void
test_cancellable (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = NULL;

  show_content (fixture);
  cancellable = g_object_ref (ac_page_get_cancellable (AC_PAGE (fixture->page)));
  g_assert_false (g_cancellable_is_cancelled (cancellable));
  gtk_widget_set_visible (fixture->window, FALSE);
  ac_test_wait_until (g_cancellable_is_cancelled (cancellable));
  g_assert_true (ac_page_get_cancellable (AC_PAGE (fixture->page)) != cancellable);
}

/* Ends with the window while the service doesn't answer: tear_down() sees whether anything is left. */
static void
test_closed_while_loading (Fixture       *fixture,
                           gconstpointer  data)
{
  ac_mock_reply_set_hang (expect_list (fixture));
  show (fixture);
  ac_test_wait_until (ac_mock_server_get_n_requests (fixture->server) == 1);
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
    { "/page/loading", test_loading },
    { "/page/quick-load", test_quick_load },
    { "/page/empty", test_empty },
    { "/page/error", test_error },
    { "/page/error-with-content", test_error_with_content },
    { "/page/reload-spinner", test_reload_spinner },
    { "/page/no-access-by-answer", test_no_access_by_answer },
    { "/page/no-access-by-role", test_no_access_by_role },
    { "/page/offline", test_offline },
    { "/page/unauthorized", test_unauthorized },
    { "/page/rate-limit", test_rate_limit },
    { "/page/subpages", test_subpages },
    { "/page/folded", test_folded },
    { "/page/selection-mode", test_selection_mode },
    { "/page/toasts", test_toasts },
    { "/page/cancellable", test_cancellable },
    { "/page/closed-while-loading", test_closed_while_loading },
  };

  shell_test_init (&argc, &argv);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  g_test_add ("/page/demo-banner", Fixture, NULL, set_up_demo, test_demo_banner, tear_down);

  return g_test_run ();
}
