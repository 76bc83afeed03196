/* test-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>

#include "ac-about.h"
#include "ac-account-switcher.h"
#include "ac-confirm.h"
#include "ac-environments-page.h"
#include "ac-error-caption.h"
#include "ac-known-account-row.h"
#include "ac-name-dialog.h"
#include "ac-page-private.h"
#include "ac-page-stack.h"
#include "ac-page-table.h"
#include "ac-primary-menu.h"
#include "ac-settings-page.h"
#include "ac-sidebar.h"
#include "ac-window-private.h"
#include "shell-helpers.h"

typedef struct
{
  AcSession *session;
  AcMockServer *server;
  AcWindow *window; /* (unowned) */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->server = ac_mock_server_new ();
  fixture->session = ac_session_new ();
  fixture->window = ac_window_new (NULL, fixture->session);
  gtk_window_present (GTK_WINDOW (fixture->window));
  ac_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (fixture->window)));
}

static void
on_forgotten_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  ac_session_forget_finish (AC_SESSION (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
forget_all (AcSession *session)
{
  GListModel *known_accounts = ac_session_get_known_accounts (session);

  while (g_list_model_get_n_items (known_accounts) > 0)
    {
      g_autoptr(AcKnownAccount) known = g_list_model_get_item (known_accounts, 0);
      gboolean forgotten = FALSE;

      ac_session_forget_async (session, known, NULL, on_forgotten_cb, &forgotten);
      ac_test_wait_until (forgotten);
    }
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gpointer session;

  if (fixture->window != NULL)
    shell_assert_window_finalizes (fixture->window);
  forget_all (fixture->session);
  session = fixture->session;
  g_object_add_weak_pointer (session, &session);
  g_object_unref (fixture->session);
  ac_test_wait_until (session == NULL);
  shell_settle ();
  g_assert_finalize_object (fixture->server);
}

static gboolean
is_view (AcWindow   *window,
         const char *name)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (window->main_stack), name) == 0;
}

static void
activate (gpointer    widget,
          const char *action)
{
  g_assert_true (gtk_widget_activate_action (widget, action, NULL));
}

static void
activate_row (gpointer list,
              int      index)
{
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, index));
}

/* The account of the mock server, by way of the form. */
static AcAccount *
connect_account (Fixture    *fixture,
                 const char *name)
{
  AcConnectView *view;

  shell_allow_connect (fixture->server, name);
  activate (fixture->window, "win.connect-account");
  view = fixture->window->connect;
  gtk_editable_set_text (shell_find (view, "account_id_row"), SHELL_ACCOUNT_ID);
  gtk_editable_set_text (shell_find (view, "key_row"), SHELL_KEY);
  gtk_editable_set_text (shell_find (view, "secret_row"), SHELL_SECRET);
  adw_combo_row_set_selected (shell_find (view, "region_row"), 3);
  gtk_editable_set_text (shell_find (view, "host_row"), ac_mock_server_get_host (fixture->server));
  activate (view, "connect.connect");
  ac_test_wait_until (ac_window_get_account (fixture->window) != NULL);

  return ac_window_get_account (fixture->window);
}

static void
open_demo (Fixture *fixture)
{
  adw_action_row_activate (shell_find (fixture->window->welcome, "demo_row"));
  ac_test_wait_until (ac_window_get_account (fixture->window) != NULL);
  ac_test_wait_until (ac_page_get_state (ac_window_get_page (fixture->window)) == AC_PAGE_STATE_CONTENT);
}

static void
answer (const char *response)
{
  AdwMessageDialog *dialog;

  ac_test_wait_until ((dialog = shell_find_window (ADW_TYPE_MESSAGE_DIALOG)) != NULL);
  shell_assert_accessible (dialog);
  adw_message_dialog_response (dialog, response);
  if (shell_find_window (ADW_TYPE_MESSAGE_DIALOG) == dialog)
    gtk_window_destroy (GTK_WINDOW (dialog));
  ac_test_wait_until (shell_find_window (ADW_TYPE_MESSAGE_DIALOG) == NULL);
}

static void
sign_out (Fixture *fixture)
{
  activate (fixture->window, "win.sign-out");
  answer ("verb");
  ac_test_wait_until (ac_window_get_account (fixture->window) == NULL);
}

static void
test_demo (Fixture       *fixture,
           gconstpointer  data)
{
  AcDemo *demo = ac_session_get_demo (fixture->session);
  gpointer account;

  shell_assert_accessible (fixture->window);
  g_assert_false (ac_demo_get_running (demo));
  open_demo (fixture);
  g_assert_true (ac_demo_get_running (demo));
  g_assert_true (is_view (fixture->window, "account"));
  g_assert_cmpstr (ac_window_get_page_id (fixture->window), ==, "environments");
  ac_test_wait_until (shell_find_button (fixture->window, "Leave Demo") != NULL);
  g_assert_nonnull (shell_find_label (fixture->window, "Demo account"));
  shell_assert_accessible (fixture->window);

  account = ac_window_get_account (fixture->window);
  g_object_add_weak_pointer (account, &account);
  g_signal_emit_by_name (shell_find_button (fixture->window, "Leave Demo"), "clicked");
  ac_test_wait_until (is_view (fixture->window, "welcome"));
  g_assert_null (ac_window_get_account (fixture->window));
  g_assert_false (ac_demo_get_running (demo));
  ac_test_wait_until (account == NULL);
  g_assert_cmpuint (g_list_model_get_n_items (ac_session_get_known_accounts (fixture->session)), ==, 0);
}

static void
on_first_shown_cb (AcWindow *window,
                   char     **view)
{
  *view = g_strdup (gtk_stack_get_visible_child_name (window->main_stack));
}

/* The welcome view isn't flashed before an account that is opened from the command line; nobody waits long either. */
static void
test_presented_with_account (Fixture       *fixture,
                             gconstpointer  data)
{
  AcWindow *quick = ac_window_new (NULL, fixture->session);
  AcWindow *slow = ac_window_new (NULL, fixture->session);
  g_autofree char *quick_view = NULL;
  g_autofree char *slow_view = NULL;

  g_signal_connect (quick, "show", G_CALLBACK (on_first_shown_cb), &quick_view);
  g_signal_connect (slow, "show", G_CALLBACK (on_first_shown_cb), &slow_view);

  open_demo (fixture);
  ac_window_present_soon (quick);
  ac_window_present_soon (slow);
  g_assert_null (quick_view);
  ac_window_set_account (quick, ac_window_get_account (fixture->window));
  g_assert_cmpstr (quick_view, ==, "account");

  ac_test_wait_until (slow_view != NULL);
  g_assert_cmpstr (slow_view, ==, "welcome");

  shell_assert_window_finalizes (quick);
  shell_assert_window_finalizes (slow);

  /* Closed while it waits. */
  slow = ac_window_new (NULL, fixture->session);
  ac_window_present_soon (slow);
  shell_assert_window_finalizes (slow);
}

static void
test_demo_crashes (Fixture       *fixture,
                   gconstpointer  data)
{
  AcDemo *demo = ac_session_get_demo (fixture->session);
  g_autofree char *option = NULL;
  AcBanner *banner;
  AcAccount *account;

  open_demo (fixture);
  account = ac_window_get_account (fixture->window);
  banner = shell_find (ac_window_get_page (fixture->window), "banner");

  option = g_strconcat ("--database=", ac_demo_get_database (demo), NULL);
  kill (shell_find_process (option), SIGKILL);
  ac_test_wait_until (!ac_demo_get_running (demo));
  ac_test_wait_until (g_str_has_prefix (ac_banner_get_text (banner), "You are offline."));

  ac_test_wait_until (shell_find_button (banner, "Try Again") != NULL);
  g_signal_emit_by_name (shell_find_button (banner, "Try Again"), "clicked");
  ac_test_wait_until (ac_demo_get_running (demo));
  ac_test_wait_until (g_str_has_prefix (ac_banner_get_text (banner), "This is the demo account."));
  g_assert_true (ac_window_get_account (fixture->window) == account);
}

static void
test_demo_missing (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *sandbox = g_strdup (g_getenv ("AC_SANDBOX"));
  AcErrorCaption *caption = shell_find (fixture->window->welcome, "error_caption");

  g_setenv ("AC_SANDBOX", "/nowhere", TRUE);
  adw_action_row_activate (shell_find (fixture->window->welcome, "demo_row"));
  ac_test_wait_until (ac_error_caption_get_text (caption) != NULL);
  g_assert_cmpstr (ac_error_caption_get_text (caption), ==,
                   "The demo account’s service is not installed. Install Account Console again.");
  g_assert_false (gtk_spinner_get_spinning (shell_find (fixture->window->welcome, "demo_spinner")));
  shell_assert_accessible (fixture->window);
  g_setenv ("AC_SANDBOX", sandbox, TRUE);
}

static void
test_connect_and_sign_out (Fixture       *fixture,
                           gconstpointer  data)
{
  AcAccount *account;
  gpointer weak;

  activate (fixture->window, "win.connect-account");
  g_assert_true (is_view (fixture->window, "connect"));
  shell_assert_accessible (fixture->window);
  g_signal_emit_by_name (shell_find (fixture->window->connect, "back_button"), "clicked");
  g_assert_true (is_view (fixture->window, "welcome"));

  account = connect_account (fixture, "Fjordlight & Media");
  ac_test_wait_until (shell_find_label (fixture->window, "Connected to Fjordlight & Media") != NULL);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Fjordlight & Media");
  g_assert_nonnull (shell_find_label (fixture->window->sidebar, "Fjordlight & Media"));
  g_assert_null (shell_find_window (ADW_TYPE_MESSAGE_DIALOG));

  /* Cancel keeps everything. */
  activate (fixture->window, "win.sign-out");
  answer ("cancel");
  g_assert_true (ac_window_get_account (fixture->window) == account);

  weak = account;
  g_object_add_weak_pointer (G_OBJECT (account), &weak);
  sign_out (fixture);
  ac_test_wait_until (weak == NULL);

  /* The keyring has it: it is there to be opened again. */
  ac_test_wait_until (shell_find_type (fixture->window->welcome, AC_TYPE_KNOWN_ACCOUNT_ROW) != NULL);
  /* By the name that the service gave. */
  g_assert_cmpstr (adw_preferences_row_get_title (shell_find_type (fixture->window->welcome, AC_TYPE_KNOWN_ACCOUNT_ROW)), ==, "Fjordlight & Media");
  shell_assert_accessible (fixture->window);
  activate_row (shell_find (fixture->window->welcome, "known_list"), 0);
  ac_test_wait_until (ac_window_get_account (fixture->window) != NULL);
}

/* The sidebar is as wide as ever (ui.md A.2). */
static void
test_long_account_name (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autofree char *name = g_strnfill (200, 'W');
  int width;

  connect_account (fixture, name);
  gtk_widget_measure (GTK_WIDGET (fixture->window->sidebar), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  g_assert_cmpint (width, ==, 268);
}

static void
test_name_is_asked (Fixture       *fixture,
                    gconstpointer  data)
{
  AcAccount *account = connect_account (fixture, NULL);
  GtkWidget *dialog;

  ac_test_wait_until ((dialog = shell_find_window (AC_TYPE_NAME_DIALOG)) != NULL);
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "save"));
  gtk_editable_set_text (shell_find_type (dialog, ADW_TYPE_ENTRY_ROW), "  Halden & Sons ");
  g_assert_true (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "save"));
  answer ("save");

  ac_test_wait_until (g_strcmp0 (ac_account_get_name (account), "Halden & Sons") == 0);
  ac_test_wait_until (shell_find_label (fixture->window->sidebar, "Halden & Sons") != NULL);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Halden & Sons");
}

/* Asked for each time: the row is made anew when the account comes from the keyring. */
static gpointer
get_known_row (Fixture *fixture)
{
  return shell_find_type (fixture->window->welcome, AC_TYPE_KNOWN_ACCOUNT_ROW);
}

static void
test_known_account (Fixture       *fixture,
                    gconstpointer  data)
{
  GtkWidget *dialog;

  connect_account (fixture, NULL);
  answer ("cancel");
  sign_out (fixture);
  ac_test_wait_until (get_known_row (fixture) != NULL);
  g_assert_cmpstr (adw_preferences_row_get_title (get_known_row (fixture)), ==, SHELL_ACCOUNT_ID);
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (get_known_row (fixture)), "Opened today"));

  activate (get_known_row (fixture), "account.rename");
  ac_test_wait_until ((dialog = shell_find_window (AC_TYPE_NAME_DIALOG)) != NULL);
  gtk_editable_set_text (shell_find_type (dialog, ADW_TYPE_ENTRY_ROW), "R&D <b>");
  answer ("save");
  ac_test_wait_until (shell_find_label (fixture->window->welcome, "R&D <b>") != NULL);

  activate (get_known_row (fixture), "account.copy-id");
  ac_test_wait_until (shell_find_label (fixture->window, "Account ID copied") != NULL);

  activate (get_known_row (fixture), "account.change-credentials");
  g_assert_true (is_view (fixture->window, "connect"));
  g_assert_cmpstr (gtk_editable_get_text (shell_find (fixture->window->connect, "key_row")), ==, SHELL_KEY);
  activate (fixture->window->connect, "connect.leave");

  activate (get_known_row (fixture), "account.forget");
  answer ("cancel");
  g_assert_nonnull (ac_session_find_known (fixture->session, SHELL_ACCOUNT_ID));
  activate (get_known_row (fixture), "account.forget");
  answer ("verb");
  ac_test_wait_until (ac_session_find_known (fixture->session, SHELL_ACCOUNT_ID) == NULL);
  ac_test_wait_until (!gtk_widget_get_visible (shell_find (fixture->window->welcome, "known_group")));
}

static void
test_key_no_longer_accepted (Fixture       *fixture,
                             gconstpointer  data)
{
  AcErrorCaption *caption = shell_find (fixture->window->welcome, "error_caption");

  connect_account (fixture, "Fjordlight Media");
  sign_out (fixture);

  ac_mock_reply_set_json (ac_mock_server_expect (fixture->server, "GET", SHELL_CHECK), 401,
                          "{\"error\":{\"message\":\"Unauthorized\"}}");
  ac_test_wait_until (shell_find_type (fixture->window->welcome, AC_TYPE_KNOWN_ACCOUNT_ROW) != NULL);
  activate_row (shell_find (fixture->window->welcome, "known_list"), 0);
  ac_test_wait_until (ac_error_caption_get_text (caption) != NULL);
  g_assert_cmpstr (ac_error_caption_get_text (caption), ==, "The API key of this account is no longer accepted.");
  shell_assert_accessible (fixture->window);
  g_signal_emit_by_name (shell_find_button (caption, "Change Credentials…"), "clicked");
  g_assert_true (is_view (fixture->window, "connect"));
}

static void
test_switcher (Fixture       *fixture,
               gconstpointer  data)
{
  AcAccount *account = connect_account (fixture, "Fjordlight Media");
  GtkWidget *popover = shell_find (fixture->window->sidebar, "popover");
  AcAccount *demo;

  activate (fixture->window, "win.connect-account");
  g_signal_emit_by_name (shell_find (fixture->window->connect, "back_button"), "clicked");
  g_assert_true (is_view (fixture->window, "account"));

  ac_window_set_account (fixture->window, NULL);
  open_demo (fixture);
  demo = ac_window_get_account (fixture->window);
  g_assert_true (demo != account);

  activate (fixture->window, "win.switch-account");
  ac_test_wait_until (gtk_widget_get_mapped (popover));
  ac_test_wait_until (shell_find_label (popover, "Fjordlight Media") != NULL);
  g_assert_nonnull (shell_find_label (popover, "Sign Out…"));
  shell_assert_accessible (popover);

  activate_row (shell_find (popover, "list"), 0);
  ac_test_wait_until (ac_window_get_account (fixture->window) == account);
  g_assert_true (ac_session_lookup (fixture->session, ac_account_get_id (demo)) == demo);
}

static void
test_two_windows (Fixture       *fixture,
                  gconstpointer  data)
{
  AcWindow *second = ac_window_new (NULL, fixture->session);
  AcAccount *account = connect_account (fixture, "Fjordlight Media");

  gtk_window_present (GTK_WINDOW (second));
  ac_window_set_account (second, account);
  g_assert_true (ac_window_get_page (second) != ac_window_get_page (fixture->window));

  /* Other credentials in one window are the account's in both. */
  activate (second, "win.change-credentials");
  gtk_editable_set_text (shell_find (second->connect, "secret_row"), "another");
  activate (second->connect, "connect.connect");
  ac_test_wait_until (ac_window_get_account (second) != account);
  g_assert_true (ac_window_get_account (second) == ac_window_get_account (fixture->window));

  activate (second, "win.sign-out");
  answer ("verb");
  ac_test_wait_until (ac_window_get_account (second) == NULL);
  g_assert_null (ac_window_get_account (fixture->window));

  shell_assert_window_finalizes (second);
}

static void
test_keys (Fixture       *fixture,
           gconstpointer  data)
{
  AcWindow *window = fixture->window;
  GtkWidget *focus;

  open_demo (fixture);
  activate (window, "win.other-pane");
  focus = gtk_root_get_focus (GTK_ROOT (window));
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (window->sidebar)));
  activate (window, "win.other-pane");
  focus = gtk_root_get_focus (GTK_ROOT (window));
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (window->pages)));

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.page-number", "i", 1));
  g_assert_cmpstr (ac_window_get_page_id (window), ==, "account-keys");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.page-number", "i", 2));
  g_assert_cmpstr (ac_window_get_page_id (window), ==, "environments");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.page-number", "i", 9));
  g_assert_cmpstr (ac_window_get_page_id (window), ==, "environments");

  activate (window, "win.reload");
  ac_test_wait_until (ac_collection_get_state (AC_COLLECTION (ac_account_get_environments (ac_window_get_account (window)))) ==
                      AC_COLLECTION_STATE_READY);
  activate (window, "win.search");
  activate (window, "win.select-all");
  activate (window, "win.escape");
  activate (window, "win.back");
  g_assert_true (is_view (window, "account"));
}

/* What is begun is told in the sidebar, in every window of the account. */
static void
test_rotations (Fixture       *fixture,
                gconstpointer  data)
{
  AcWindow *window = fixture->window;
  g_autoptr(AcRotations) rotations = NULL;
  AcRotation *rotation;
  const char *environment_id;

  open_demo (fixture);
  rotations = ac_rotations_get (ac_account_get_id (ac_window_get_account (window)));
  ac_test_wait_until (ac_rotations_get_loaded (rotations));
  g_assert_null (shell_find_label (window->sidebar, "1"));

  rotation = ac_rotations_start (rotations, NULL, "111");
  ac_test_wait_until (shell_find_label (window->sidebar, "1") != NULL);
  ac_rotations_start (rotations, NULL, "222");
  ac_test_wait_until (shell_find_label (window->sidebar, "2") != NULL);

  /* Of another environment than the one that is chosen. */
  ac_rotations_start (rotations, "another", "333");
  ac_test_wait_until (ac_environment_choice_get_environment (window->choice) != NULL);
  environment_id = ac_environment_get_id (ac_environment_choice_get_environment (window->choice));
  g_assert_null (shell_find_label (window->sidebar, "1"));
  ac_rotations_start (rotations, environment_id, "444");
  ac_test_wait_until (shell_find_label (window->sidebar, "1") != NULL);

  ac_rotation_set_step (rotation, AC_ROTATION_STEP_DONE);
  ac_test_wait_until (shell_find_label (window->sidebar, "2") == NULL);
  ac_rotations_forget (rotations);
  ac_test_wait_until (shell_find_label (window->sidebar, "1") == NULL);
}

static void
test_narrow (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GSettings) settings = g_settings_new (AC_BASE_ID);
  AcWindow *window;

  shell_assert_window_finalizes (fixture->window);
  g_settings_set_int (settings, "window-width", 360);
  window = fixture->window = ac_window_new (NULL, fixture->session);
  gtk_window_present (GTK_WINDOW (window));
  shell_assert_accessible (window);

  open_demo (fixture);
  ac_test_wait_until (adw_leaflet_get_folded (window->leaflet));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), <=, 360);
  g_assert_true (adw_leaflet_get_visible_child (window->leaflet) == GTK_WIDGET (window->pages));
  g_assert_true (gtk_widget_get_visible (shell_find (ac_window_get_page (window), "back_button")));
  shell_assert_accessible (window);

  g_signal_emit_by_name (shell_find (ac_window_get_page (window), "back_button"), "clicked");
  ac_test_wait_until (adw_leaflet_get_visible_child (window->leaflet) == GTK_WIDGET (window->sidebar));
  shell_assert_accessible (window);

  activate_row (shell_find_type (window->sidebar, GTK_TYPE_LIST_BOX), 0);
  ac_test_wait_until (adw_leaflet_get_visible_child (window->leaflet) == GTK_WIDGET (window->pages));

  gtk_window_set_default_size (GTK_WINDOW (window), 1100, 720);
  ac_test_wait_until (!adw_leaflet_get_folded (window->leaflet));
  g_settings_reset (settings, "window-width");
}

static void
test_locked_page (Fixture       *fixture,
                  gconstpointer  data)
{
  static const char * const nobody[] = { "media_library_user", NULL };
  AcAccount *account = connect_account (fixture, "Fjordlight Media");
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (shell_find_type (fixture->window->sidebar, GTK_TYPE_LIST_BOX), 0);
  GtkWidget *lock = g_object_get_data (G_OBJECT (row), "lock");

  g_assert_false (gtk_widget_get_visible (lock));
  ac_permissions_set_roles (ac_account_get_permissions (account), nobody);
  g_assert_true (gtk_widget_get_visible (lock));
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "No access");
  g_assert_cmpint (ac_page_get_state (ac_window_get_page (fixture->window)), ==, AC_PAGE_STATE_NO_ACCESS);
}

static void
test_closed_while_opening (Fixture       *fixture,
                           gconstpointer  data)
{
  connect_account (fixture, "Fjordlight Media");
  sign_out (fixture);

  ac_mock_reply_set_hang (ac_mock_server_expect (fixture->server, "GET", SHELL_CHECK));
  ac_test_wait_until (shell_find_type (fixture->window->welcome, AC_TYPE_KNOWN_ACCOUNT_ROW) != NULL);
  activate_row (shell_find (fixture->window->welcome, "known_list"), 0);
  ac_test_wait_until (ac_mock_server_count_requests (fixture->server, "GET", SHELL_CHECK) == 2);
  shell_assert_window_finalizes (fixture->window);
  fixture->window = NULL;
  g_assert_null (ac_session_lookup (fixture->session, SHELL_ACCOUNT_ID));
}

/* Nothing of an account stays behind, however often one comes back. */
static void
test_cycles (Fixture       *fixture,
             gconstpointer  data)
{
  connect_account (fixture, "Fjordlight Media");

  for (guint i = 0; i < 10; i++)
    {
      gpointer account = ac_window_get_account (fixture->window);
      gpointer page = ac_window_get_page (fixture->window);

      g_object_add_weak_pointer (account, &account);
      g_object_add_weak_pointer (page, &page);
      ac_session_sign_out (fixture->session, account);
      ac_test_wait_until (account == NULL && page == NULL);

      ac_test_wait_until (shell_find_type (fixture->window->welcome, AC_TYPE_KNOWN_ACCOUNT_ROW) != NULL);
      activate_row (shell_find (fixture->window->welcome, "known_list"), 0);
      ac_test_wait_until (ac_window_get_account (fixture->window) != NULL);
    }
}

static void
test_size_is_kept (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GSettings) settings = g_settings_new (AC_BASE_ID);

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 800, 640);
  gtk_window_close (GTK_WINDOW (fixture->window));
  fixture->window = NULL;
  g_assert_cmpint (g_settings_get_int (settings, "window-width"), ==, 800);
  g_assert_cmpint (g_settings_get_int (settings, "window-height"), ==, 640);
  g_settings_reset (settings, "window-width");
  g_settings_reset (settings, "window-height");
  shell_settle ();
}

/* A class that a template names must be there, and make a widget by itself. */
static void
test_classes (void)
{
  const GType types[] = {
    AC_TYPE_ACCOUNT_SWITCHER, AC_TYPE_BANNER, AC_TYPE_CONNECT_VIEW, AC_TYPE_ERROR_CAPTION, AC_TYPE_KNOWN_ACCOUNT_ROW,
    AC_TYPE_PAGE_STACK, AC_TYPE_PRIMARY_MENU, AC_TYPE_SIDEBAR, AC_TYPE_TOAST_HOST, AC_TYPE_WELCOME_VIEW,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      GtkWidget *widget = g_object_ref_sink (g_object_new (types[i], NULL));

      g_assert_finalize_object (widget);
    }
}

static void
test_page_table (void)
{
  guint n_pages;
  const AcPageInfo *pages = ac_page_table_get (&n_pages);
  AcMockServer *server = ac_mock_server_new ();
  AcAccount *account = shell_account_new (server, FALSE);

  g_assert_cmpuint (n_pages, >, 0);
  g_assert_null (ac_page_table_lookup ("nothing"));
  g_assert_null (ac_page_table_lookup (NULL));

  for (guint i = 0; i < n_pages; i++)
    {
      GtkWidget *page = g_object_ref_sink (g_object_new (pages[i].get_type (), "account", account, NULL));

      g_assert_true (ac_page_table_lookup (pages[i].id) == &pages[i]);
      g_assert_cmpstr (adw_window_title_get_title (shell_find (page, "window_title")), ==, pages[i].title);
      if (i > 0)
        g_assert_cmpint (pages[i].section, >=, pages[i - 1].section);
      if (pages[i].section == AC_PAGE_SECTION_ENVIRONMENT)
        g_assert_true (AC_IS_SETTINGS_PAGE (page));
      g_assert_finalize_object (page);
    }

  g_assert_finalize_object (account);
  g_assert_finalize_object (server);
}

static void
test_debug_info (void)
{
  g_autoptr(GSettings) settings = g_settings_new (AC_BASE_ID);
  g_autofree char *info = NULL;

  g_settings_set_string (settings, "style-variant", "dark");
  info = ac_about_create_debug_info (settings);
  g_assert_nonnull (strstr (info, "GTK 4."));
  g_assert_nonnull (strstr (info, "- style-variant: 'dark'"));
  g_assert_null (strstr (info, "- clear-clipboard-after"));
  g_settings_reset (settings, "style-variant");
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
    { "/window/presented-with-account", test_presented_with_account },
    { "/window/demo", test_demo },
    { "/window/demo-crashes", test_demo_crashes },
    { "/window/demo-missing", test_demo_missing },
    { "/window/connect-and-sign-out", test_connect_and_sign_out },
    { "/window/long-account-name", test_long_account_name },
    { "/window/name-is-asked", test_name_is_asked },
    { "/window/known-account", test_known_account },
    { "/window/key-no-longer-accepted", test_key_no_longer_accepted },
    { "/window/switcher", test_switcher },
    { "/window/two-windows", test_two_windows },
    { "/window/keys", test_keys },
    { "/window/rotations", test_rotations },
    { "/window/narrow", test_narrow },
    { "/window/locked-page", test_locked_page },
    { "/window/closed-while-opening", test_closed_while_opening },
    { "/window/cycles", test_cycles },
    { "/window/size-is-kept", test_size_is_kept },
  };

  shell_test_init (&argc, &argv);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  g_test_add_func ("/window/classes", test_classes);
  g_test_add_func ("/window/page-table", test_page_table);
  g_test_add_func ("/window/debug-info", test_debug_info);

  return g_test_run ();
}
