/* test-environment-keys-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-account-settings.h"
#include "ac-environment-keys-page.h"
#include "ac-key-fixture.h"
#include "ac-page-private.h"
#include "ac-secret-label.h"
#include "ac-secret-row.h"
#include "ac-settings-page.h"

#define ROOT "2000"
#define STORE "2001"
#define CI "2002"
#define OLD "2003"
#define LIST(id) AC_KEY_LIST (id, "1")
#define KEY(number) AC_KEY_ENVIRONMENT_KEYS (AC_UI_WEB_ID) "/" number
#define WEBHOOKS ",\"dedicated_for\":[\"webhooks\"]"
#define N_MANY 1000

static GtkWidget *
get_page (AcKeyFixture *fixture)
{
  return GTK_WIDGET (fixture->page);
}

static char *
create_list (void)
{
  return ac_key_environment_list (ac_key_json (ROOT, "Root", 400, TRUE, ",\"root\":true"),
                                  ac_key_json (STORE, "Store & front", 30, TRUE, WEBHOOKS),
                                  ac_key_json (CI, "CI", 2, TRUE, NULL),
                                  ac_key_json (OLD, "Old", 12, FALSE, NULL),
                                  NULL);
}

static void
expect_list (AcKeyFixture *fixture,
             const char   *target,
             char         *list)
{
  ac_key_fixture_expect (fixture, "GET", target, 200, list);
  g_free (list);
}

static void
open_page (AcKeyFixture *fixture,
           char         *list)
{
  expect_list (fixture, LIST (AC_UI_WEB_ID), list);
  ac_key_fixture_open (fixture, AC_TYPE_ENVIRONMENT_KEYS_PAGE, AC_UI_WEB_ID);
  ac_test_wait_until (ac_page_get_state (fixture->page) == AC_PAGE_STATE_CONTENT);
}

static void
open_content (AcKeyFixture *fixture)
{
  open_page (fixture, create_list ());
  ac_key_fixture_wait_row (fixture, CI);
}

static void
choose (AcKeyFixture *fixture,
        const char   *id)
{
  ac_settings_page_set_environment (AC_SETTINGS_PAGE (fixture->page), ac_ui_fixture_lookup (&fixture->base, id));
}

static void
set_up (AcKeyFixture  *fixture,
        gconstpointer  without_console)
{
  ac_ui_point_away ();
  ac_ui_fixture_set_up (&fixture->base, without_console == NULL);
}

static void
tear_down (AcKeyFixture  *fixture,
           gconstpointer  without_console)
{
  g_autoptr(GSettings) settings = g_settings_new (AC_BASE_ID);

  g_settings_reset (settings, "rotate-keys-after");
  ac_key_fixture_tear_down (fixture);
}

static gboolean
has_order (AcKeyFixture *fixture,
           const char   *expected)
{
  g_autofree char *order = ac_key_fixture_dup_order (fixture);

  return g_str_equal (order, expected);
}

static gboolean
has_badges (AcKeyFixture *fixture,
            const char   *number,
            const char   *expected)
{
  g_autofree char *badges = ac_key_row_dup_badges (ac_key_fixture_find_row (fixture, number));

  return g_str_equal (badges, expected);
}

static void
expect_put (AcKeyFixture *fixture,
            const char   *number,
            const char   *name,
            gboolean      enabled,
            const char   *members)
{
  g_autofree char *target = g_strconcat (AC_KEY_ENVIRONMENT_KEYS (AC_UI_WEB_ID) "/", number, NULL);
  g_autofree char *json = ac_key_json (number, name, 2, enabled, members);

  ac_key_fixture_expect (fixture, "PUT", target, 200, json);
}

/* What the page shows */

static void
test_content (AcKeyFixture  *fixture,
              gconstpointer  data)
{
  g_autoptr(GSettings) settings = g_settings_new (AC_BASE_ID);
  GtkWidget *row;

  open_content (fixture);
  g_assert_true (ac_key_fixture_shows (fixture, "API Keys"));
  g_assert_true (ac_key_fixture_shows (fixture, "Halden Web · \342\201\246halden-web\342\201\251"));
  g_assert_true (has_order (fixture, "CI | Store & front | Root | Old"));
  g_assert_true (has_badges (fixture, ROOT, "Root | 400 days.error"));
  g_assert_true (has_badges (fixture, STORE, "Webhooks.accent | 30 days"));
  g_assert_true (ac_ui_shows (get_page (fixture), "Rotate a key every 90 days: generate, deploy, verify, then disable the old one."));
  /* So few need no search. */
  g_assert_false (gtk_widget_get_mapped (ac_ui_get (get_page (fixture), GTK_TYPE_SEARCH_ENTRY, NULL)));
  g_assert_false (AC_PAGE_GET_CLASS (fixture->page)->start_search (fixture->page, NULL));

  row = ac_key_fixture_find_row (fixture, CI);
  ac_key_row_expand (row, TRUE);
  g_assert_null (ac_ui_find (row, ADW_TYPE_ACTION_ROW, "Role"));
  ac_ui_picture (GTK_WIDGET (fixture->base.window), "environment-keys");

  /* How often is what the preferences say. */
  g_settings_set_uint (settings, "rotate-keys-after", 1);
  ac_test_wait_until (ac_ui_shows (get_page (fixture), "Rotate a key every 1 day: generate, deploy, verify, then disable the old one."));
  g_settings_set_uint (settings, "rotate-keys-after", 0);
  ac_test_wait_until (ac_ui_shows (get_page (fixture), "To rotate a key, generate, deploy, verify, then disable the old one."));
}

/* Works against Cloudinary whole. */
static void
test_public (AcKeyFixture  *fixture,
             gconstpointer  without_console)
{
  open_content (fixture);
  g_assert_true (gtk_widget_is_sensitive (ac_ui_get (get_page (fixture), GTK_TYPE_BUTTON, "Generate Key…")));
  g_assert_true (gtk_widget_is_sensitive (GTK_WIDGET (ac_key_row_get_switch (ac_key_fixture_find_row (fixture, CI)))));
}

static void
test_empty (AcKeyFixture  *fixture,
            gconstpointer  data)
{
  expect_list (fixture, LIST (AC_UI_WEB_ID), g_strdup ("{\"access_keys\":[],\"total\":0}"));
  ac_key_fixture_open (fixture, AC_TYPE_ENVIRONMENT_KEYS_PAGE, AC_UI_WEB_ID);
  ac_test_wait_until (ac_page_get_state (fixture->page) == AC_PAGE_STATE_EMPTY);
  ac_key_wait_shown (fixture, "Generate a key to let tools use this product environment.");
}

static char *
create_many (guint first,
             guint n,
             guint total)
{
  g_autoptr(GString) keys = g_string_new (NULL);

  for (guint i = first; i < first + n; i++)
    {
      g_autofree char *number = g_strdup_printf ("9%05u", i);
      g_autofree char *name = g_strdup_printf ("Tool %u%s", i, i == 777 ? " Ærø" : "");
      g_autofree char *key = ac_key_json (number, name, (int) (i % 300), TRUE, NULL);

      g_string_append_printf (keys, "%s%s", keys->len > 0 ? "," : "", key);
    }

  return g_strdup_printf ("{\"access_keys\":[%s],\"total\":%u}", keys->str, total);
}

static GtkEditable *
get_search (AcKeyFixture *fixture)
{
  return GTK_EDITABLE (ac_ui_get (get_page (fixture), GTK_TYPE_SEARCH_ENTRY, NULL));
}

/* Nothing of the last environment stays. */
static void
test_change_environment (AcKeyFixture  *fixture,
                         gconstpointer  data)
{
  open_page (fixture, create_many (1, 21, 21));
  ac_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (get_search (fixture))));
  gtk_editable_set_text (get_search (fixture), "Tool 21");
  ac_test_wait_until (has_order (fixture, "Tool 21"));

  ac_mock_reply_set_delay (ac_key_fixture_expect (fixture, "GET", LIST (AC_UI_PRINT_ID), 200,
                                                  "{\"access_keys\":[{\"api_key\":\"31\",\"enabled\":true,\"name\":\"Printer\"}],\"total\":1}"), 50);
  choose (fixture, AC_UI_PRINT_ID);
  g_assert_cmpuint (ac_key_fixture_count_rows (fixture), ==, 0);
  g_assert_cmpstr (gtk_editable_get_text (get_search (fixture)), ==, "");
  g_assert_true (ac_key_fixture_shows (fixture, "Catalogue & Print · \342\201\246halden-print\342\201\251"));
  ac_test_wait_until (has_order (fixture, "Printer"));
  ac_test_wait_until (ac_page_get_state (fixture->page) == AC_PAGE_STATE_CONTENT);
  g_assert_true (ac_ui_shows (get_page (fixture), "\342\201\246halden-print\342\201\251"));
  g_assert_false (ac_ui_shows (get_page (fixture), "\342\201\246halden-web\342\201\251"));

  /* Of an environment that is gone nothing is left either. */
  ac_settings_page_set_environment (AC_SETTINGS_PAGE (fixture->page), NULL);
  g_assert_cmpuint (ac_key_fixture_count_rows (fixture), ==, 0);
  g_assert_false (gtk_widget_is_sensitive (ac_ui_get (get_page (fixture), GTK_TYPE_BUTTON, "Generate Key…")));
}

static void
reload_environment (AcKeyFixture *fixture,
                    const char   *name,
                    const char   *cloud_name)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autofree char *json = ac_ui_environment_json (AC_UI_WEB_ID, name, cloud_name, TRUE, "", "{}", "dynamic", "us");
  g_autofree char *list = g_strdup_printf ("{\"environments\":[%s]}", json);

  ac_key_fixture_expect (fixture, "GET", AC_UI_CONSOLE "/environments", 200, list);
  ac_collection_load_async (AC_COLLECTION (fixture->base.environments), NULL, ac_test_store_result, &result);
  ac_test_wait_result (&result);
}

static void
test_environment_renamed (AcKeyFixture  *fixture,
                          gconstpointer  data)
{
  GtkWidget *url_row;
  AcSecretLabel *label;
  g_autofree char *url = NULL;

  open_content (fixture);
  reload_environment (fixture, "Halden R&D", "halden-brand");
  ac_key_wait_shown (fixture, "Halden R&D · \342\201\246halden-brand\342\201\251");
  g_assert_true (ac_ui_shows (get_page (fixture), "\342\201\246halden-brand\342\201\251"));
  g_assert_false (ac_ui_shows (get_page (fixture), "\342\201\246halden-web\342\201\251"));

  expect_list (fixture, LIST (AC_UI_WEB_ID), create_list ());
  url_row = ac_ui_get (get_page (fixture), AC_TYPE_SECRET_ROW, "CLOUDINARY_URL");
  label = AC_SECRET_LABEL (ac_ui_get (url_row, AC_TYPE_SECRET_LABEL, NULL));
  gtk_widget_activate_action (url_row, "row.reveal", NULL);
  ac_test_wait_until (ac_secret_label_is_shown (label));
  url = ac_key_dup_accessible (label, GTK_ACCESSIBLE_PROPERTY_LABEL);
  g_assert_nonnull (strstr (url, "cloudinary://" CI ":" AC_KEY_SECRET "-" CI "@halden-brand?"));
}

/* The mark for webhooks */

static GtkSwitch *
get_webhooks_switch (GtkWidget *row)
{
  return GTK_SWITCH (ac_ui_get (ac_ui_get (row, ADW_TYPE_ACTION_ROW, "Use for webhooks"), GTK_TYPE_SWITCH, NULL));
}

static void
test_designate (AcKeyFixture  *fixture,
                gconstpointer  data)
{
  GtkWidget *ci, *store;

  open_content (fixture);
  ci = ac_key_fixture_find_row (fixture, CI);
  store = ac_key_fixture_find_row (fixture, STORE);
  ac_key_row_expand (ci, TRUE);
  ac_key_row_expand (store, TRUE);
  g_assert_true (ac_ui_shows (ci, "Signs webhook notifications. Replaces “Store & front”."));
  g_assert_true (ac_ui_shows (store, "Signs webhook notifications. To change that, choose another key."));
  g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (get_webhooks_switch (store))));

  expect_put (fixture, CI, "CI", TRUE, WEBHOOKS);
  gtk_switch_set_active (get_webhooks_switch (ci), TRUE);
  ac_key_wait_shown (fixture, "CI signs webhooks now");
  g_assert_cmpstr (ac_key_fixture_get_last_request (fixture)->body, ==, "{\"dedicated_for\":\"webhooks\"}");
  ac_test_wait_until (has_badges (fixture, CI, "Webhooks.accent | 2 days"));
  ac_test_wait_until (has_badges (fixture, STORE, "30 days"));
  ac_test_wait_until (gtk_switch_get_active (get_webhooks_switch (ci)));
  g_assert_false (gtk_switch_get_active (get_webhooks_switch (store)));
  g_assert_true (ac_ui_shows (store, "Signs webhook notifications. Replaces “CI”."));

  expect_put (fixture, STORE, "Store & front", TRUE, WEBHOOKS);
  ac_ui_click (GTK_WIDGET (fixture->base.window), "Undo");
  ac_test_wait_until (gtk_switch_get_active (get_webhooks_switch (store)));
  ac_test_wait_until (!gtk_switch_get_active (get_webhooks_switch (ci)));
  ac_test_wait_until (gtk_widget_is_sensitive (GTK_WIDGET (get_webhooks_switch (ci))));

  /* Refused: nothing moved. */
  ac_key_fixture_expect (fixture, "PUT", KEY (CI), 403, AC_KEY_FORBIDDEN);
  gtk_switch_set_active (get_webhooks_switch (ci), TRUE);
  ac_key_wait_shown (fixture, "Couldn’t save: This key has no permission for that.");
  g_assert_false (gtk_switch_get_active (get_webhooks_switch (ci)));
  g_assert_true (gtk_switch_get_active (get_webhooks_switch (store)));
}

/* Deleting */

static GtkWidget *
ask_to_delete (AcKeyFixture *fixture,
               const char   *number)
{
  GtkWidget *row = ac_key_fixture_find_row (fixture, number);

  ac_key_row_expand (row, TRUE);
  g_assert_true (gtk_widget_activate_action (ac_ui_get (row, GTK_TYPE_MENU_BUTTON, "More Actions"), "key.delete", NULL));

  return ac_ui_wait_window (ADW_TYPE_MESSAGE_DIALOG);
}

static gboolean
can_delete (GtkWidget *question)
{
  return gtk_widget_is_sensitive (ac_ui_get (question, GTK_TYPE_BUTTON, "Delete"));
}

static void
cancel (GtkWidget *question)
{
  ac_ui_click (question, "Cancel");
  ac_ui_wait_no_window (ADW_TYPE_MESSAGE_DIALOG);
}

static void
confirm (GtkWidget  *question,
         const char *typed,
         const char *verb)
{
  GtkWidget *entry = ac_ui_get (question, ADW_TYPE_ENTRY_ROW, NULL);

  gtk_editable_set_text (GTK_EDITABLE (entry), typed);
  ac_ui_click (question, verb);
  ac_ui_wait_no_window (ADW_TYPE_MESSAGE_DIALOG);
}

static void
test_delete (AcKeyFixture  *fixture,
             gconstpointer  data)
{
  GtkWidget *question, *entry, *row;

  open_content (fixture);
  question = ask_to_delete (fixture, STORE);
  g_assert_true (ac_ui_shows (question, "Delete Store & front?"));
  g_assert_true (ac_ui_shows (question, "Every tool that uses this key stops working at once. This can’t be undone.\n\nIt signs webhook notifications."));
  entry = ac_ui_get (question, ADW_TYPE_ENTRY_ROW, NULL);
  g_assert_false (can_delete (question));
  gtk_editable_set_text (GTK_EDITABLE (entry), "store & front");
  g_assert_false (can_delete (question));
  gtk_editable_set_text (GTK_EDITABLE (entry), "Store & front");
  g_assert_true (can_delete (question));
  ac_ui_picture (question, "key-delete");
  cancel (question);

  /* The service refuses, and the key stays. */
  ac_key_fixture_expect (fixture, "DELETE", KEY (STORE), 400, "{\"error\":{\"message\":\"<b>no</b>\"}}");
  confirm (ask_to_delete (fixture, STORE), "Store & front", "Delete");
  ac_key_wait_shown (fixture, "Cloudinary refused to delete Store & front.");
  g_assert_nonnull (ac_key_fixture_find_row (fixture, STORE));

  /* Then it is gone, and the next one has the focus. */
  ac_key_fixture_expect (fixture, "DELETE", KEY (STORE), 200, "{\"message\":\"ok\"}");
  gtk_widget_grab_focus (ac_key_fixture_find_row (fixture, STORE));
  confirm (ask_to_delete (fixture, STORE), "Store & front", "Delete");
  ac_test_wait_until (has_order (fixture, "CI | Root | Old"));
  row = ac_key_fixture_find_row (fixture, ROOT);
  ac_test_wait_until (gtk_root_get_focus (GTK_ROOT (fixture->base.window)) != NULL &&
                      gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->base.window)), row));
  ac_key_wait_shown (fixture, "Store & front deleted");
}

/* Whether these can be deleted the service decides; people are told before. */
static void
test_delete_warnings (AcKeyFixture  *fixture,
                      gconstpointer  data)
{
  GtkWidget *question;

  open_page (fixture, ac_key_environment_list (ac_key_json (ROOT, "Root", 400, FALSE, ",\"root\":true"),
                                               ac_key_json (CI, NULL, 2, TRUE, NULL),
                                               NULL));
  ac_key_fixture_wait_row (fixture, CI);
  question = ask_to_delete (fixture, ROOT);
  g_assert_true (ac_ui_shows (question, "Every tool that uses this key stops working at once. This can’t be undone.\n\n"
                                        "This is the root key. Cloudinary may refuse to delete it."));
  cancel (question);

  /* Without a name its number is typed. */
  question = ask_to_delete (fixture, CI);
  g_assert_true (ac_ui_shows (question, "Every tool that uses this key stops working at once. This can’t be undone.\n\n"
                                        "This is the last enabled key: without it no tool reaches the product environment. "
                                        "Cloudinary may refuse to delete it."));
  ac_key_fixture_expect (fixture, "DELETE", KEY (CI), 409, "{\"error\":{\"message\":\"last\"}}");
  confirm (question, CI, "Delete");
  ac_key_wait_shown (fixture, "Cloudinary refused to delete \342\201\246" CI "\342\201\251.");
  g_assert_nonnull (ac_key_fixture_find_row (fixture, CI));
}

/* Disabling */

static void
test_disable_in_production (AcKeyFixture  *fixture,
                            gconstpointer  data)
{
  g_autoptr(AcAccountSettings) settings = ac_account_settings_get (AC_UI_ACCOUNT_ID);
  GtkSwitch *enabled;
  GtkWidget *question;

  open_content (fixture);
  enabled = ac_key_row_get_switch (ac_key_fixture_find_row (fixture, CI));
  ac_account_settings_set_mark (settings, AC_UI_WEB_ID, AC_MARK_PRODUCTION);
  gtk_switch_set_active (enabled, FALSE);
  question = ac_ui_wait_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_false (gtk_widget_is_sensitive (ac_ui_get (question, GTK_TYPE_BUTTON, "Disable")));
  expect_put (fixture, CI, "CI", FALSE, NULL);
  confirm (question, "CI", "Disable");
  ac_key_wait_shown (fixture, "Key disabled");
  ac_test_wait_until (!gtk_switch_get_active (enabled));

  /* One that isn't marked so asks a simple question. */
  ac_account_settings_set_mark (settings, AC_UI_WEB_ID, AC_MARK_TEST);
  gtk_switch_set_active (ac_key_row_get_switch (ac_key_fixture_find_row (fixture, STORE)), FALSE);
  question = ac_ui_wait_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_true (gtk_widget_is_sensitive (ac_ui_get (question, GTK_TYPE_BUTTON, "Disable")));
  cancel (question);
}

/* Search */

static void
search (AcKeyFixture *fixture,
        const char   *text,
        const char   *order)
{
  gtk_editable_set_text (get_search (fixture), text);
  ac_test_wait_until (has_order (fixture, order));
}

static void
test_search (AcKeyFixture  *fixture,
             gconstpointer  data)
{
  g_autoptr(AcAccountSettings) settings = ac_account_settings_get (AC_UI_ACCOUNT_ID);

  ac_account_settings_set_purpose (settings, "900765", "Newsletter <b>");
  open_page (fixture, create_many (760, 21, 21));
  ac_test_wait_until (ac_key_fixture_count_rows (fixture) == 21);
  ac_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (get_search (fixture))));

  g_assert_true (AC_PAGE_GET_CLASS (fixture->page)->start_search (fixture->page, "tool 761"));
  ac_test_wait_until (has_order (fixture, "Tool 761"));
  search (fixture, "ærø", "Tool 777 Ærø");
  search (fixture, "900780", "Tool 780");
  search (fixture, " NEWSLETTER <", "Tool 765");
  /* A number is known by its beginning. */
  search (fixture, "00780", "");
  g_assert_true (ac_ui_shows (get_page (fixture), "No Results Found"));
  ac_ui_picture (GTK_WIDGET (fixture->base.window), "environment-keys-no-match");

  /* Esc shows all again. */
  g_assert_true (AC_PAGE_GET_CLASS (fixture->page)->escape (fixture->page));
  ac_test_wait_until (ac_key_fixture_count_rows (fixture) == 21);
  g_assert_cmpstr (gtk_editable_get_text (get_search (fixture)), ==, "");
  g_assert_false (ac_ui_shows (get_page (fixture), "No Results Found"));
  g_assert_false (AC_PAGE_GET_CLASS (fixture->page)->escape (fixture->page));
}

/* Many */

static gboolean
on_tick_cb (gpointer user_data)
{
  gint64 *times = user_data; /* of the last tick; the longest pause */
  gint64 now = g_get_monotonic_time ();

  times[1] = MAX (times[1], now - times[0]);
  times[0] = now;

  return G_SOURCE_CONTINUE;
}

static void
report (const char *what,
        gint64     *times)
{
  /* What was done in this very moment has had no tick after it. */
  on_tick_cb (times);
  g_test_message ("%s: the longest stall was %.1f ms", what, (double) times[1] / 1000);
  times[0] = g_get_monotonic_time ();
  times[1] = 0;
}

static GtkAdjustment *
get_adjustment (AcKeyFixture *fixture)
{
  GtkWidget *row = ac_ui_get (get_page (fixture), ADW_TYPE_EXPANDER_ROW, NULL);

  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (row, GTK_TYPE_SCROLLED_WINDOW)));
}

static void
test_many (AcKeyFixture  *fixture,
           gconstpointer  data)
{
  gint64 times[2] = { g_get_monotonic_time (), 0 };
  guint tick_id = g_timeout_add (1, on_tick_cb, times);
  GtkAdjustment *adjustment;
  guint n_rows;

  for (guint i = 0; i < N_MANY / 100; i++)
    {
      g_autofree char *target = g_strdup_printf (AC_KEY_ENVIRONMENT_KEYS (AC_UI_WEB_ID)
                                                 "?page_size=100&page=%u&sort_by=api_key&sort_order=asc", i + 1);

      expect_list (fixture, target, create_many (i * 100, 100, N_MANY));
    }
  report ("Setting up", times);
  ac_key_fixture_open (fixture, AC_TYPE_ENVIRONMENT_KEYS_PAGE, AC_UI_WEB_ID);
  ac_test_wait_until (ac_key_fixture_count_rows (fixture) > 0);
  adjustment = get_adjustment (fixture);
  ac_test_wait_until (gtk_adjustment_get_upper (adjustment) > 2 * gtk_adjustment_get_page_size (adjustment));
  report ("Loading 1,000 keys", times);
  n_rows = ac_key_fixture_count_rows (fixture);
  g_assert_cmpuint (n_rows, <=, 80);

  for (guint i = 0; i < 3; i++)
    {
      double upper = gtk_adjustment_get_upper (adjustment);

      gtk_adjustment_set_value (adjustment, upper);
      ac_test_wait_until (ac_key_fixture_count_rows (fixture) > n_rows);
      ac_test_wait_until (gtk_adjustment_get_upper (adjustment) > upper);
      g_assert_cmpuint (ac_key_fixture_count_rows (fixture), <=, n_rows + 80);
      n_rows = ac_key_fixture_count_rows (fixture);
    }
  report ("Scrolling", times);

  for (const char *c = "tool 99"; *c != '\0'; c++)
    {
      int position = -1;

      gtk_editable_insert_text (get_search (fixture), c, 1, &position);
      ac_test_iterate (ac_test_get_deadline (), "typing");
    }
  ac_test_wait_until (ac_key_fixture_count_rows (fixture) == 11);
  report ("Typing", times);
  gtk_editable_set_text (get_search (fixture), "");
  ac_test_wait_until (ac_key_fixture_count_rows (fixture) > 11);
  report ("Showing all again", times);
  g_assert_cmpuint (ac_key_fixture_count_rows (fixture), <=, 80);

  g_source_remove (tick_id);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, function) \
  g_test_add ("/environment-keys-page/" name, AcKeyFixture, NULL, set_up, function, tear_down)
  ADD ("content", test_content);
  ADD ("empty", test_empty);
  ADD ("change-environment", test_change_environment);
  ADD ("environment-renamed", test_environment_renamed);
  ADD ("designate", test_designate);
  ADD ("delete", test_delete);
  ADD ("delete-warnings", test_delete_warnings);
  ADD ("disable-in-production", test_disable_in_production);
  ADD ("search", test_search);
  ADD ("many", test_many);
  g_test_add ("/environment-keys-page/public", AcKeyFixture, "public", set_up, test_public, tear_down);

  return g_test_run ();
}
