/* test-account-keys-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-account-keys-page.h"
#include "ac-account-settings.h"
#include "ac-apply-row.h"
#include "ac-form-dialog.h"
#include "ac-key-fixture.h"
#include "ac-page-private.h"
#include "ac-rename-key-dialog.h"
#include "ac-secret-row.h"

#define WEB "1001"
#define CI "1002"
#define OLD "1003"
#define PUT(number) AC_KEY_ACCOUNT_KEYS "/" number
#define ROOT_MEMBERS ",\"root\":true,\"role\":\"master_admin\""
#define BILLING ",\"role\":\"billing\""
#define SERVER_PROBLEM "Couldn’t save: Cloudinary has a problem right now."

static char *
create_list (void)
{
  return ac_key_account_list (ac_key_json (AC_KEY_IN_USE, "Root", 293, TRUE, ROOT_MEMBERS),
                              ac_key_json (WEB, "Web & <shop>", 100, TRUE, BILLING),
                              ac_key_json (CI, "CI", 0, TRUE, NULL),
                              ac_key_json (OLD, "Old", 12, FALSE, NULL),
                              NULL);
}

static GtkWidget *
get_page (AcKeyFixture *fixture)
{
  return GTK_WIDGET (fixture->page);
}

static void
wait_state (AcKeyFixture *fixture,
            AcPageState   state)
{
  ac_test_wait_until (ac_page_get_state (fixture->page) == state);
}

static AcMockReply *
expect_list (AcKeyFixture *fixture,
             guint         status,
             char         *body)
{
  AcMockReply *reply = ac_key_fixture_expect (fixture, "GET", AC_KEY_ACCOUNT_KEYS, status, body);

  g_free (body);

  return reply;
}

static void
open_page (AcKeyFixture *fixture)
{
  ac_key_fixture_open (fixture, AC_TYPE_ACCOUNT_KEYS_PAGE, NULL);
}

/* A page with four keys */
static void
open_content (AcKeyFixture *fixture)
{
  expect_list (fixture, 200, create_list ());
  open_page (fixture);
  ac_key_fixture_wait_row (fixture, CI);
}

static void
set_up (AcKeyFixture  *fixture,
        gconstpointer  without_console)
{
  ac_ui_fixture_set_up (&fixture->base, without_console == NULL);
}

static void
tear_down (AcKeyFixture  *fixture,
           gconstpointer  without_console)
{
  g_autoptr(GSettings) settings = g_settings_new (AC_BASE_ID);

  g_settings_reset (settings, "rotate-keys-after");
  g_settings_reset (settings, "keys-overdue-after");
  ac_key_fixture_tear_down (fixture);
}

static void
assert_order (AcKeyFixture *fixture,
              const char   *expected)
{
  g_autofree char *order = ac_key_fixture_dup_order (fixture);

  g_assert_cmpstr (order, ==, expected);
}

static gboolean
has_order (AcKeyFixture *fixture,
           const char   *expected)
{
  g_autofree char *order = ac_key_fixture_dup_order (fixture);

  return g_str_equal (order, expected);
}

static void
assert_badges (AcKeyFixture *fixture,
               const char   *number,
               const char   *expected)
{
  g_autofree char *badges = ac_key_row_dup_badges (ac_key_fixture_find_row (fixture, number));

  g_assert_cmpstr (badges, ==, expected);
}

/* The row or what stands in it. */
static gboolean
has_focus (AcKeyFixture *fixture,
           GtkWidget    *row)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->base.window));

  return focus != NULL && (focus == row || gtk_widget_is_ancestor (focus, row));
}

/* The service says what the key is like now. */
static AcMockReply *
expect_put (AcKeyFixture *fixture,
            const char   *number,
            const char   *name,
            int           days_old,
            gboolean      enabled)
{
  g_autofree char *target = g_strconcat (AC_KEY_ACCOUNT_KEYS "/", number, NULL);
  g_autofree char *json = ac_key_json (number, name, days_old, enabled, NULL);

  return ac_key_fixture_expect (fixture, "PUT", target, 200, json);
}

static void
wait_put (AcKeyFixture *fixture,
          const char   *target,
          guint         n,
          const char   *body)
{
  ac_test_wait_until (ac_mock_server_count_requests (fixture->base.server, "PUT", target) == n);
  g_assert_cmpstr (ac_key_fixture_get_last_request (fixture)->body, ==, body);
}

static void
undo (AcKeyFixture *fixture)
{
  ac_ui_click (GTK_WIDGET (fixture->base.window), "Undo");
}

/* States */

static void
test_loading (AcKeyFixture  *fixture,
              gconstpointer  data)
{
  ac_mock_reply_set_hang (expect_list (fixture, 200, create_list ()));
  open_page (fixture);
  g_assert_cmpint (ac_page_get_state (fixture->page), ==, AC_PAGE_STATE_LOADING);
  ac_key_wait_shown (fixture, "Loading account API keys…");
}

static void
test_empty (AcKeyFixture  *fixture,
            gconstpointer  data)
{
  expect_list (fixture, 200, g_strdup ("{\"account_keys\":[]}"));
  open_page (fixture);
  wait_state (fixture, AC_PAGE_STATE_EMPTY);
  ac_key_wait_shown (fixture, "No Keys");
  g_assert_true (ac_ui_shows (get_page (fixture), "Generate a key to let tools manage this account."));
  ac_ui_assert_accessible (get_page (fixture));
  ac_ui_picture (GTK_WIDGET (fixture->base.window), "account-keys-empty");

  ac_ui_click (get_page (fixture), "Generate Key…");
  ac_ui_click (ac_ui_wait_window (AC_TYPE_FORM_DIALOG), "Cancel");
  ac_ui_wait_no_window (AC_TYPE_FORM_DIALOG);
}

static void
test_error (AcKeyFixture  *fixture,
            gconstpointer  data)
{
  expect_list (fixture, 500, g_strdup ("{\"error\":{\"message\":\"<b>boom</b>\"}}"));
  open_page (fixture);
  wait_state (fixture, AC_PAGE_STATE_ERROR);
  ac_key_wait_shown (fixture, "Couldn’t Load Account API Keys");
  g_assert_true (ac_ui_shows (get_page (fixture), "Cloudinary has a problem right now."));

  expect_list (fixture, 200, create_list ());
  ac_ui_click (get_page (fixture), "Try Again");
  wait_state (fixture, AC_PAGE_STATE_CONTENT);
  ac_key_fixture_wait_row (fixture, CI);
}

static void
test_no_access (AcKeyFixture  *fixture,
                gconstpointer  data)
{
  expect_list (fixture, 403, g_strdup (AC_KEY_FORBIDDEN));
  open_page (fixture);
  wait_state (fixture, AC_PAGE_STATE_NO_ACCESS);
  ac_key_wait_shown (fixture, "No Access to Account API Keys");
  g_assert_true (ac_ui_shows (get_page (fixture), "Ask a Master admin, an Admin or a Technical admin."));
}

static void
test_offline (AcKeyFixture  *fixture,
              gconstpointer  data)
{
  g_autofree char *list = NULL;
  GtkWidget *row;
  g_autofree char *copied = NULL;

  open_content (fixture);
  row = ac_key_fixture_find_row (fixture, WEB);
  ac_key_row_expand (row, TRUE);
  ac_mock_server_stop (fixture->base.server);
  gtk_widget_activate_action (get_page (fixture), "page.reload", NULL);
  ac_test_wait_until (!ac_page_get_editable (fixture->page));

  g_assert_cmpint (ac_page_get_state (fixture->page), ==, AC_PAGE_STATE_CONTENT);
  g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (ac_key_row_get_switch (row))));
  g_assert_false (gtk_widget_is_sensitive (ac_ui_get (row, GTK_TYPE_BUTTON, "Rename…")));
  g_assert_false (gtk_widget_is_sensitive (ac_ui_get (get_page (fixture), GTK_TYPE_BUTTON, "Generate Key…")));
  ac_ui_click (get_page (fixture), "Copy account ID");
  ac_key_wait_shown (fixture, "Account ID copied");
  ac_ui_click (row, "Copy API key of Web & <shop>");
  ac_key_wait_shown (fixture, "API key copied");
  copied = ac_ui_read_clipboard (row);
  g_assert_cmpstr (copied, ==, WEB);

  /* The page loads everything anew when the service is back. */
  list = create_list ();
  ac_mock_reply_set_json (ac_mock_server_allow (fixture->base.server, "GET", AC_KEY_ACCOUNT_KEYS), 200, list);
  ac_mock_server_allow (fixture->base.server, "GET", "/");
  ac_mock_server_start (fixture->base.server);
  ac_test_wait_until (ac_page_get_editable (fixture->page));
  g_assert_true (gtk_widget_is_sensitive (GTK_WIDGET (ac_key_row_get_switch (row))));
  g_assert_true (gtk_widget_is_sensitive (ac_ui_get (row, GTK_TYPE_BUTTON, "Rename…")));
}

/* The list */

static void
test_content (AcKeyFixture  *fixture,
              gconstpointer  data)
{
  GtkWidget *row;

  open_content (fixture);
  row = ac_key_fixture_find_row (fixture, WEB);
  g_assert_true (ac_ui_shows (get_page (fixture), "\342\201\246" AC_UI_ACCOUNT_ID "\342\201\251"));
  /* Markup characters come out as they are. */
  g_assert_true (ac_ui_shows (row, "Web & <shop>"));
  g_assert_true (ac_ui_shows (row, "\342\201\246" WEB "\342\201\251"));
  g_assert_true (ac_ui_shows (ac_key_fixture_find_row (fixture, AC_KEY_IN_USE),
                              "\342\201\246" AC_KEY_IN_USE "\342\201\251 · Rename it, so that everybody knows what it is for"));
  g_assert_null (ac_ui_find (get_page (fixture), GTK_TYPE_BUTTON, "Delete"));

  ac_key_row_expand (row, TRUE);
  g_assert_true (ac_ui_shows (row, "Billing"));
  g_assert_null (ac_ui_find (row, GTK_TYPE_MENU_BUTTON, NULL));
  ac_ui_picture (GTK_WIDGET (fixture->base.window), "account-keys");
  /* A role that this program doesn't know, or none, isn't made up. */
  row = ac_key_fixture_find_row (fixture, CI);
  ac_key_row_expand (row, TRUE);
  g_assert_false (gtk_widget_get_visible (ac_ui_get (row, ADW_TYPE_ACTION_ROW, "Role")));
}

static void
test_order (AcKeyFixture  *fixture,
            gconstpointer  data)
{
  g_autofree char *list = ac_key_account_list (ac_key_json ("1", "b", 3, TRUE, NULL),
                                               ac_key_json ("2", "a", 5, FALSE, NULL),
                                               ac_key_json ("3", "é", 9, TRUE, NULL),
                                               ac_key_json ("4", "c", 1, FALSE, NULL),
                                               ac_key_json ("5", "a", 3, TRUE, NULL),
                                               NULL);

  expect_list (fixture, 200, g_strdup (list));
  open_page (fixture);
  ac_key_fixture_wait_row (fixture, "1");
  assert_order (fixture, "b | a | é | c | a");

  gtk_widget_activate_action (get_page (fixture), "keys.sort", "s", "oldest");
  ac_test_wait_until (has_order (fixture, "é | b | a | a | c"));
  gtk_widget_activate_action (get_page (fixture), "keys.sort", "s", "name");
  ac_test_wait_until (has_order (fixture, "a | b | é | a | c"));
  gtk_widget_activate_action (get_page (fixture), "keys.sort", "s", "newest");
  ac_test_wait_until (has_order (fixture, "b | a | é | c | a"));
}

static void
test_badges (AcKeyFixture  *fixture,
             gconstpointer  data)
{
  g_autoptr(GSettings) settings = g_settings_new (AC_BASE_ID);

  open_content (fixture);
  assert_badges (fixture, AC_KEY_IN_USE, "In use here.accent | Root | 293 days.error");
  assert_badges (fixture, WEB, "100 days.warning");
  assert_badges (fixture, CI, "New");
  assert_badges (fixture, OLD, "12 days");
  gtk_test_accessible_assert_property (ac_key_fixture_find_row (fixture, AC_KEY_IN_USE), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Root, " AC_KEY_IN_USE ", In use here, Root, 293 days, enabled");
  gtk_test_accessible_assert_property (ac_key_fixture_find_row (fixture, OLD), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Old, " OLD ", 12 days, disabled");

  /* The preferences are changed while the page is seen. */
  g_settings_set_uint (settings, "keys-overdue-after", 0);
  assert_badges (fixture, AC_KEY_IN_USE, "In use here.accent | Root | 293 days.warning");
  g_settings_set_uint (settings, "rotate-keys-after", 10);
  assert_badges (fixture, OLD, "12 days.warning");
}

/* What was changed elsewhere is seen when the page is loaded again. */
static void
test_reload (AcKeyFixture  *fixture,
             gconstpointer  data)
{
  GtkWidget *row;

  open_content (fixture);
  row = ac_key_fixture_find_row (fixture, WEB);
  ac_key_row_expand (row, TRUE);
  gtk_widget_grab_focus (row);
  g_assert_true (has_focus (fixture, row));
  expect_list (fixture, 200, ac_key_account_list (ac_key_json (AC_KEY_IN_USE, "Root", 293, TRUE, ROOT_MEMBERS),
                                                  ac_key_json (WEB, "Shop", 100, FALSE, BILLING),
                                                  ac_key_json ("1009", "Another", 3, TRUE, NULL),
                                                  ac_key_json (OLD, "Old", 12, FALSE, NULL),
                                                  NULL));
  ac_key_fixture_reload (fixture);
  ac_test_wait_until (has_order (fixture, "Another | Root | Old | Shop"));
  g_assert_true (ac_key_fixture_find_row (fixture, WEB) == row);
  g_assert_true (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)));
  g_assert_true (has_focus (fixture, row));
  g_assert_false (gtk_switch_get_active (ac_key_row_get_switch (row)));

  /* The one with the focus is gone: the next one has it. */
  expect_list (fixture, 200, ac_key_account_list (ac_key_json (AC_KEY_IN_USE, "Root", 293, TRUE, ROOT_MEMBERS),
                                                  ac_key_json (OLD, "Old", 12, FALSE, NULL),
                                                  NULL));
  ac_key_fixture_reload (fixture);
  ac_test_wait_until (has_order (fixture, "Root | Old"));
  row = ac_key_fixture_find_row (fixture, OLD);
  g_assert_true (has_focus (fixture, row));
}

/* The switch */

static GtkWidget *
turn_off (GtkWidget *row)
{
  GtkSwitch *enabled = ac_key_row_get_switch (row);
  GtkWidget *question;

  gtk_switch_set_active (enabled, FALSE);
  question = ac_ui_wait_window (ADW_TYPE_MESSAGE_DIALOG);
  /* It moves when the service has agreed. */
  ac_test_wait_until (gtk_switch_get_active (enabled));
  g_assert_true (gtk_switch_get_state (enabled));
  gtk_test_accessible_assert_state (enabled, GTK_ACCESSIBLE_STATE_CHECKED, GTK_ACCESSIBLE_TRISTATE_TRUE);

  return question;
}

static void
test_disable (AcKeyFixture  *fixture,
              gconstpointer  data)
{
  GtkWidget *row, *question;
  GtkSwitch *enabled;

  open_content (fixture);
  row = ac_key_fixture_find_row (fixture, WEB);
  enabled = ac_key_row_get_switch (row);
  question = turn_off (row);
  g_assert_true (ac_ui_shows (question, "Disable Web & <shop>?"));
  g_assert_true (ac_ui_shows (question, "Every tool that uses this key stops working at once. Rotate it instead if it is still in use."));
  ac_ui_picture (question, "key-disable");
  ac_ui_click (question, "Cancel");
  ac_ui_wait_no_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_true (gtk_switch_get_active (enabled));

  ac_mock_reply_set_delay (expect_put (fixture, WEB, "Web & <shop>", 100, FALSE), 50);
  ac_ui_click (turn_off (row), "Disable");
  ac_test_wait_until (ac_key_row_is_busy (row));
  g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (enabled)));
  g_assert_true (gtk_switch_get_active (enabled));
  ac_key_wait_shown (fixture, "Key disabled");
  wait_put (fixture, PUT (WEB), 1, "{\"enabled\":false}");
  g_assert_false (ac_key_row_is_busy (row));
  g_assert_false (gtk_switch_get_active (enabled));
  ac_test_wait_until (has_order (fixture, "CI | Root | Old | Web & <shop>"));

  expect_put (fixture, WEB, "Web & <shop>", 100, TRUE);
  undo (fixture);
  wait_put (fixture, PUT (WEB), 2, "{\"enabled\":true}");
  ac_test_wait_until (gtk_switch_get_active (enabled));
  ac_test_wait_until (has_order (fixture, "CI | Web & <shop> | Root | Old"));
  ac_test_wait_until (!ac_key_fixture_shows (fixture, "Key disabled"));
}

static void
test_enable (AcKeyFixture  *fixture,
             gconstpointer  data)
{
  GtkSwitch *enabled;

  open_content (fixture);
  enabled = ac_key_row_get_switch (ac_key_fixture_find_row (fixture, OLD));
  expect_put (fixture, OLD, "Old", 12, TRUE);
  gtk_switch_set_active (enabled, TRUE);
  ac_key_wait_shown (fixture, "Key enabled");
  g_assert_true (gtk_switch_get_active (enabled));
  g_assert_null (ac_ui_find_window (ADW_TYPE_MESSAGE_DIALOG));

  /* Ctrl+Z undoes what the toast says. */
  expect_put (fixture, OLD, "Old", 12, FALSE);
  ac_ui_press ("ctrl+z");
  wait_put (fixture, PUT (OLD), 2, "{\"enabled\":false}");
  ac_test_wait_until (!gtk_switch_get_active (enabled));
}

/* The focus stays where somebody works, wherever the row goes. */
static void
test_switch_by_keyboard (AcKeyFixture  *fixture,
                         gconstpointer  data)
{
  GtkWidget *row, *enabled;

  open_content (fixture);
  row = ac_key_fixture_find_row (fixture, WEB);
  enabled = GTK_WIDGET (ac_key_row_get_switch (row));
  gtk_widget_grab_focus (enabled);
  ac_ui_press ("space");
  ac_ui_wait_window (ADW_TYPE_MESSAGE_DIALOG);
  ac_mock_reply_set_delay (expect_put (fixture, WEB, "Web & <shop>", 100, FALSE), 50);
  ac_ui_click (ac_ui_wait_window (ADW_TYPE_MESSAGE_DIALOG), "Disable");
  ac_ui_wait_no_window (ADW_TYPE_MESSAGE_DIALOG);
  ac_test_wait_until (ac_key_row_is_busy (row));
  ac_test_wait_until (has_order (fixture, "CI | Root | Old | Web & <shop>"));
  ac_test_wait_until (gtk_root_get_focus (GTK_ROOT (fixture->base.window)) == enabled);

  /* As good as at first. */
  expect_put (fixture, WEB, "Web & <shop>", 100, TRUE);
  ac_ui_press ("space");
  ac_test_wait_until (has_order (fixture, "CI | Web & <shop> | Root | Old"));
  ac_test_wait_until (gtk_root_get_focus (GTK_ROOT (fixture->base.window)) == enabled);
}

static void
test_switch_failure (AcKeyFixture  *fixture,
                     gconstpointer  data)
{
  GtkWidget *row;

  open_content (fixture);
  row = ac_key_fixture_find_row (fixture, WEB);
  ac_key_fixture_expect (fixture, "PUT", PUT (WEB), 500, "{\"error\":{\"message\":\"<b>boom</b>\"}}");
  ac_ui_click (turn_off (row), "Disable");
  ac_key_wait_shown (fixture, SERVER_PROBLEM);
  g_assert_true (gtk_switch_get_active (ac_key_row_get_switch (row)));
  g_assert_true (gtk_switch_get_state (ac_key_row_get_switch (row)));
  g_assert_true (gtk_widget_is_sensitive (GTK_WIDGET (ac_key_row_get_switch (row))));
  g_assert_false (ac_key_row_is_busy (row));

  /* The service knows of fewer enabled keys than we do. */
  ac_key_fixture_expect (fixture, "PUT", PUT (WEB), 409, "{\"error\":{\"message\":\"last\"}}");
  ac_ui_click (turn_off (row), "Disable");
  ac_key_wait_shown (fixture, "The last enabled key can’t be disabled");
  g_assert_true (gtk_switch_get_active (ac_key_row_get_switch (row)));

  ac_key_fixture_expect (fixture, "PUT", PUT (OLD), 403, AC_KEY_FORBIDDEN);
  gtk_switch_set_active (ac_key_row_get_switch (ac_key_fixture_find_row (fixture, OLD)), TRUE);
  ac_key_wait_shown (fixture, "Couldn’t save: This key has no permission for that.");
  g_assert_false (gtk_switch_get_active (ac_key_row_get_switch (ac_key_fixture_find_row (fixture, OLD))));
}

/* Somebody else took it away meanwhile. */
static void
test_gone (AcKeyFixture  *fixture,
           gconstpointer  data)
{
  open_content (fixture);
  ac_key_fixture_expect (fixture, "PUT", PUT (WEB), 404, "{\"error\":{\"message\":\"not found\"}}");
  ac_ui_click (turn_off (ac_key_fixture_find_row (fixture, WEB)), "Disable");
  ac_test_wait_until (ac_key_fixture_find_row (fixture, WEB) == NULL);
  ac_key_wait_shown (fixture, "Couldn’t save: It no longer exists. The list was reloaded.");
  assert_order (fixture, "CI | Root | Old");
}

static void
assert_refused (GtkWidget  *row,
                const char *why)
{
  GtkSwitch *enabled = ac_key_row_get_switch (row);

  g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (enabled)));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (GTK_WIDGET (enabled)), ==, why);
  gtk_test_accessible_assert_property (enabled, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, why);
}

/* What would lock everybody out isn't even asked. */
static void
test_refused (AcKeyFixture  *fixture,
              gconstpointer  data)
{
  GtkSwitch *enabled;

  open_content (fixture);
  enabled = ac_key_row_get_switch (ac_key_fixture_find_row (fixture, WEB));
  assert_refused (ac_key_fixture_find_row (fixture, AC_KEY_IN_USE), "This app is signed in with this key");
  g_assert_true (gtk_widget_is_sensitive (GTK_WIDGET (enabled)));
  g_assert_null (gtk_widget_get_tooltip_text (GTK_WIDGET (enabled)));
  gtk_test_accessible_assert_property (enabled, GTK_ACCESSIBLE_PROPERTY_LABEL, "Enable Web & <shop>");

  /* Nor by the key Delete. */
  gtk_widget_grab_focus (ac_key_fixture_find_row (fixture, AC_KEY_IN_USE));
  ac_ui_press ("Delete");
  gtk_widget_grab_focus (ac_key_fixture_find_row (fixture, WEB));
  ac_ui_press ("Delete");
  g_assert_true (ac_ui_shows (ac_ui_wait_window (ADW_TYPE_MESSAGE_DIALOG), "Disable Web & <shop>?"));
  ac_ui_click (ac_ui_wait_window (ADW_TYPE_MESSAGE_DIALOG), "Cancel");
  ac_ui_wait_no_window (ADW_TYPE_MESSAGE_DIALOG);
}

static void
test_last_enabled (AcKeyFixture  *fixture,
                   gconstpointer  data)
{
  GtkWidget *row;

  expect_list (fixture, 200, ac_key_account_list (ac_key_json (WEB, "Web", 100, TRUE, NULL),
                                                  ac_key_json (OLD, "Old", 12, FALSE, NULL),
                                                  NULL));
  open_page (fixture);
  row = ac_key_fixture_wait_row (fixture, WEB);
  assert_refused (row, "The last enabled key can’t be disabled");
  g_assert_true (gtk_widget_is_sensitive (GTK_WIDGET (ac_key_row_get_switch (ac_key_fixture_find_row (fixture, OLD)))));

  /* Another one works: it is no longer the last one. */
  expect_put (fixture, OLD, "Old", 12, TRUE);
  gtk_switch_set_active (ac_key_row_get_switch (ac_key_fixture_find_row (fixture, OLD)), TRUE);
  ac_key_wait_shown (fixture, "Key enabled");
  ac_test_wait_until (gtk_widget_is_sensitive (GTK_WIDGET (ac_key_row_get_switch (row))));
  g_assert_null (gtk_widget_get_tooltip_text (GTK_WIDGET (ac_key_row_get_switch (row))));
}

/* Renaming */

static GtkWidget *
open_rename (AcKeyFixture *fixture)
{
  GtkWidget *row = ac_key_fixture_find_row (fixture, WEB);

  ac_key_row_expand (row, TRUE);
  ac_ui_click (row, "Rename…");

  return ac_ui_wait_window (AC_TYPE_RENAME_KEY_DIALOG);
}

static void
test_rename (AcKeyFixture  *fixture,
             gconstpointer  data)
{
  GtkWidget *dialog, *row;

  open_content (fixture);
  row = ac_key_fixture_find_row (fixture, WEB);
  dialog = open_rename (fixture);
  g_assert_true (ac_ui_shows (dialog, "Web & <shop>"));
  g_assert_false (ac_form_dialog_get_valid (AC_FORM_DIALOG (dialog)));
  ac_ui_type (dialog, "Name", "   ");
  g_assert_false (ac_form_dialog_get_valid (AC_FORM_DIALOG (dialog)));
  ac_ui_type (dialog, "Name", " Shop ");
  g_assert_true (ac_form_dialog_get_valid (AC_FORM_DIALOG (dialog)));
  ac_ui_picture (dialog, "key-rename");

  expect_put (fixture, WEB, "Shop", 100, TRUE);
  ac_ui_click (dialog, "Rename");
  ac_ui_wait_no_window (AC_TYPE_RENAME_KEY_DIALOG);
  wait_put (fixture, PUT (WEB), 1, "{\"name\":\"Shop\"}");
  ac_key_wait_shown (fixture, "Key renamed");
  g_assert_true (ac_ui_shows (row, "Shop"));
  gtk_test_accessible_assert_property (ac_key_row_get_switch (row), GTK_ACCESSIBLE_PROPERTY_LABEL, "Enable Shop");
  /* What stands in the row tells its new name too. */
  g_assert_nonnull (ac_ui_find (row, GTK_TYPE_BUTTON, "Copy API key of Shop"));

  expect_put (fixture, WEB, "Web & <shop>", 100, TRUE);
  undo (fixture);
  wait_put (fixture, PUT (WEB), 2, "{\"name\":\"Web & <shop>\"}");
  ac_test_wait_until (ac_ui_shows (row, "Web & <shop>"));
}

static void
test_rename_failure (AcKeyFixture  *fixture,
                     gconstpointer  data)
{
  GtkWidget *dialog, *name;

  open_content (fixture);
  dialog = open_rename (fixture);
  name = ac_ui_get (dialog, ADW_TYPE_ENTRY_ROW, "Name");
  ac_ui_type (dialog, "Name", "CI");
  ac_key_fixture_expect (fixture, "PUT", PUT (WEB), 409, "{\"error\":{\"message\":\"taken\"}}");
  ac_ui_click (dialog, "Rename");
  ac_test_wait_until (ac_ui_shows (dialog, "Another key has this name. Choose a different one."));
  g_assert_true (gtk_widget_has_css_class (name, "error"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (name)), ==, "CI");
  g_assert_true (gtk_widget_is_sensitive (name));
  ac_ui_picture (dialog, "key-rename-taken");

  ac_ui_type (dialog, "Name", "CI 2");
  g_assert_false (gtk_widget_has_css_class (name, "error"));
  ac_key_fixture_expect (fixture, "PUT", PUT (WEB), 500, "{\"error\":{\"message\":\"<b>boom</b>\"}}");
  ac_ui_click (dialog, "Rename");
  ac_test_wait_until (ac_form_dialog_get_notice (AC_FORM_DIALOG (dialog)) != NULL);
  g_assert_cmpstr (ac_form_dialog_get_notice (AC_FORM_DIALOG (dialog)), ==, "Cloudinary has a problem right now.");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (name)), ==, "CI 2");

  /* Enter tries again. */
  expect_put (fixture, WEB, "CI 2", 100, TRUE);
  gtk_widget_activate_default (name);
  ac_ui_wait_no_window (AC_TYPE_RENAME_KEY_DIALOG);
  g_assert_true (ac_ui_shows (ac_key_fixture_find_row (fixture, WEB), "CI 2"));
}

static void
test_rename_key (AcKeyFixture  *fixture,
                 gconstpointer  data)
{
  GtkWidget *row, *dialog;

  open_content (fixture);
  row = ac_key_fixture_find_row (fixture, WEB);
  gtk_widget_grab_focus (row);
  ac_ui_press ("F2");
  dialog = ac_ui_wait_window (AC_TYPE_RENAME_KEY_DIALOG);
  ac_test_wait_until (gtk_window_is_active (GTK_WINDOW (dialog)));
  ac_ui_press ("Escape");
  ac_ui_wait_no_window (AC_TYPE_RENAME_KEY_DIALOG);
  g_assert_true (has_focus (fixture, row));

  /* Ctrl+C copies the key; both belong to the entry while somebody types. */
  ac_ui_press ("ctrl+c");
  ac_key_wait_shown (fixture, "API key copied");
  ac_key_row_expand (row, TRUE);
  gtk_widget_grab_focus (ac_ui_get (row, AC_TYPE_APPLY_ROW, NULL));
  ac_test_wait_until (GTK_IS_EDITABLE (gtk_root_get_focus (GTK_ROOT (fixture->base.window))));
  ac_ui_press ("Delete");
  ac_ui_press ("F2");
  ac_ui_press ("x");
  ac_test_wait_until (g_str_equal (gtk_editable_get_text (GTK_EDITABLE (ac_ui_get (row, AC_TYPE_APPLY_ROW, NULL))), "x"));
  g_assert_null (ac_ui_find_window (ADW_TYPE_MESSAGE_DIALOG));
  g_assert_null (ac_ui_find_window (AC_TYPE_FORM_DIALOG));
}

/* Purposes */

static void
test_purpose (AcKeyFixture  *fixture,
              gconstpointer  data)
{
  g_autoptr(AcAccountSettings) settings = ac_account_settings_get (AC_UI_ACCOUNT_ID);
  g_autofree char *saved = NULL;
  g_autofree char *undone = NULL;
  AcApplyRow *purpose;
  GtkWidget *row;

  ac_account_settings_set_purpose (settings, WEB, "Deploys the <shop>");
  open_content (fixture);
  row = ac_key_fixture_find_row (fixture, WEB);
  ac_key_row_expand (row, TRUE);
  purpose = AC_APPLY_ROW (ac_ui_get (row, AC_TYPE_APPLY_ROW, "Purpose (kept on this computer)"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (purpose)), ==, "Deploys the <shop>");

  ac_ui_type (row, "Purpose (kept on this computer)", "Deploys the blog");
  g_signal_emit_by_name (gtk_editable_get_delegate (GTK_EDITABLE (purpose)), "activate");
  ac_key_wait_shown (fixture, "Purpose changed");
  saved = ac_account_settings_get_purpose (settings, WEB);
  g_assert_cmpstr (saved, ==, "Deploys the blog");
  g_assert_false (ac_apply_row_get_saving (purpose));
  g_assert_true (gtk_widget_is_sensitive (GTK_WIDGET (purpose)));

  undo (fixture);
  undone = ac_account_settings_get_purpose (settings, WEB);
  g_assert_cmpstr (undone, ==, "Deploys the <shop>");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (purpose)), ==, "Deploys the <shop>");
}

/* Without the Console API */

static void
test_public (AcKeyFixture  *fixture,
             gconstpointer  data)
{
  static const char * const rows[] = { "Generate a key", "Rename a key", "Enable or disable a key" };

  open_page (fixture);
  g_assert_cmpint (ac_page_get_state (fixture->page), ==, AC_PAGE_STATE_CONTENT);
  g_assert_true (ac_ui_shows (get_page (fixture), "\342\201\246" AC_UI_ACCOUNT_ID "\342\201\251"));
  g_assert_true (ac_ui_shows (get_page (fixture), "CLOUDINARY_ACCOUNT_URL"));
  g_assert_false (ac_ui_shows (get_page (fixture), "Keys"));
  g_assert_cmpuint (ac_key_fixture_count_rows (fixture), ==, 0);
  g_assert_false (gtk_widget_get_mapped (ac_ui_get (get_page (fixture), GTK_TYPE_BUTTON, "Generate Key…")));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkWidget *row = ac_ui_get (get_page (fixture), ADW_TYPE_ACTION_ROW, rows[i]);

      g_assert_true (gtk_widget_get_mapped (row));
      g_assert_true (gtk_widget_is_sensitive (row));
      g_assert_true (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (row)));
    }
  ac_ui_assert_accessible (get_page (fixture));
  ac_ui_picture (GTK_WIDGET (fixture->base.window), "account-keys-public");

  /* Ctrl+N makes nothing either. */
  AC_PAGE_GET_CLASS (fixture->page)->create (fixture->page);
  g_assert_null (ac_ui_find_window (AC_TYPE_FORM_DIALOG));
}

/* The service isn't asked for what the program signs in with. */
static void
test_secret_in_use (AcKeyFixture  *fixture,
                    gconstpointer  data)
{
  GtkWidget *row;
  g_autofree char *copied = NULL;

  open_content (fixture);
  row = ac_key_fixture_find_row (fixture, AC_KEY_IN_USE);
  ac_key_row_expand (row, TRUE);
  ac_mock_server_stop (fixture->base.server);
  gtk_widget_activate_action (ac_ui_get (row, AC_TYPE_SECRET_ROW, "API secret"), "row.copy", NULL);
  ac_key_wait_shown (fixture, "API secret copied. Removed from the clipboard in 60 seconds.");
  copied = ac_ui_read_clipboard (GTK_WIDGET (fixture->base.window));
  g_assert_cmpstr (copied, ==, "made-up-secret");
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, function) \
  g_test_add ("/account-keys-page/" name, AcKeyFixture, NULL, set_up, function, tear_down)
  ADD ("loading", test_loading);
  ADD ("empty", test_empty);
  ADD ("error", test_error);
  ADD ("no-access", test_no_access);
  ADD ("offline", test_offline);
  ADD ("content", test_content);
  ADD ("order", test_order);
  ADD ("badges", test_badges);
  ADD ("reload", test_reload);
  ADD ("disable", test_disable);
  ADD ("enable", test_enable);
  ADD ("switch-by-keyboard", test_switch_by_keyboard);
  ADD ("switch-failure", test_switch_failure);
  ADD ("gone", test_gone);
  ADD ("refused", test_refused);
  ADD ("last-enabled", test_last_enabled);
  ADD ("rename", test_rename);
  ADD ("rename-failure", test_rename_failure);
  ADD ("rename-key", test_rename_key);
  ADD ("purpose", test_purpose);
  ADD ("secret-in-use", test_secret_in_use);
  g_test_add ("/account-keys-page/public", AcKeyFixture, "public", set_up, test_public, tear_down);

  return g_test_run ();
}
