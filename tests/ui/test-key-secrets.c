/* test-key-secrets.c: secrets on the pages of keys
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-account-keys-page.h"
#include "ac-environment-keys-page.h"
#include "ac-key-fixture.h"
#include "ac-page-private.h"
#include "ac-secret-label.h"
#include "ac-secret-row.h"

#define WEB "1001"
#define CI "1002"
#define SECRET AC_KEY_SECRET "-" WEB
#define ONE AC_KEY_ACCOUNT_KEYS "/" WEB
#define LIST AC_KEY_LIST (AC_UI_WEB_ID, "1")
#define IN_60_SECONDS " Removed from the clipboard in 60 seconds."

typedef struct
{
  AcKeyFixture base;
  gboolean of_account;
} Fixture;

static GtkWidget *
get_window (Fixture *fixture)
{
  return GTK_WIDGET (fixture->base.base.window);
}

static GtkWidget *
get_page (Fixture *fixture)
{
  return GTK_WIDGET (fixture->base.page);
}

static char *
create_list (Fixture *fixture)
{
  char *web = ac_key_json (WEB, "Web", 3, TRUE, NULL);
  char *ci = ac_key_json (CI, "CI", 9, TRUE, NULL);
  char *old = ac_key_json ("1003", "Old", 12, FALSE, NULL);

  return fixture->of_account ? ac_key_account_list (web, ci, old, NULL) : ac_key_environment_list (web, ci, old, NULL);
}

/* @fixture's page is about the keys of the account when there is data. */
static void
set_up (Fixture       *fixture,
        gconstpointer  account)
{
  g_autofree char *list = NULL;

  fixture->of_account = account != NULL;
  list = create_list (fixture);
  ac_ui_point_away ();
  ac_ui_fixture_set_up (&fixture->base.base, TRUE);
  ac_key_fixture_expect (&fixture->base, "GET", fixture->of_account ? AC_KEY_ACCOUNT_KEYS : LIST, 200, list);
  ac_key_fixture_open (&fixture->base, fixture->of_account ? AC_TYPE_ACCOUNT_KEYS_PAGE : AC_TYPE_ENVIRONMENT_KEYS_PAGE,
                       fixture->of_account ? NULL : AC_UI_WEB_ID);
  ac_key_row_expand (ac_key_fixture_wait_row (&fixture->base, WEB), TRUE);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  account)
{
  g_autoptr(GSettings) settings = g_settings_new (AC_BASE_ID);

  g_settings_reset (settings, "hide-secrets-after");
  g_settings_reset (settings, "clear-clipboard-after");
  ac_key_fixture_tear_down (&fixture->base);
}

/* The service is asked each time. */
static AcMockReply *
expect_secret (Fixture *fixture)
{
  g_autofree char *list = create_list (fixture);
  g_autofree char *key = ac_key_json (WEB, "Web", 3, TRUE, NULL);

  return ac_key_fixture_expect (&fixture->base, "GET", fixture->of_account ? ONE : LIST, 200, fixture->of_account ? key : list);
}

static GtkWidget *
get_secret_row (Fixture *fixture)
{
  return ac_ui_get (ac_key_fixture_find_row (&fixture->base, WEB), AC_TYPE_SECRET_ROW, "API secret");
}

static GtkWidget *
get_url_row (Fixture *fixture)
{
  return ac_ui_get (get_page (fixture), AC_TYPE_SECRET_ROW,
                    fixture->of_account ? "CLOUDINARY_ACCOUNT_URL" : "CLOUDINARY_URL");
}

static void
click (GtkWidget  *row,
       const char *button)
{
  GtkWidget *widget = GTK_WIDGET (gtk_widget_get_template_child (row, AC_TYPE_SECRET_ROW, button));

  g_assert_true (gtk_widget_get_mapped (widget));
  g_assert_true (gtk_widget_is_sensitive (widget));
  g_signal_emit_by_name (widget, "clicked");
}

static AcSecretLabel *
get_label (GtkWidget *row)
{
  return AC_SECRET_LABEL (ac_ui_get (row, AC_TYPE_SECRET_LABEL, NULL));
}

static gboolean
is_shown (GtkWidget *row)
{
  return ac_secret_label_is_shown (get_label (row));
}

static void
reveal (Fixture   *fixture,
        GtkWidget *row)
{
  expect_secret (fixture);
  click (row, "reveal_button");
  ac_test_wait_until (is_shown (row));
}

static void
assert_hidden (Fixture   *fixture,
               GtkWidget *row)
{
  g_assert_false (is_shown (row));
  gtk_test_accessible_assert_property (get_label (row), GTK_ACCESSIBLE_PROPERTY_LABEL, "Hidden");
  ac_key_assert_nowhere (get_window (fixture), AC_KEY_SECRET);
}

static char *
create_url (Fixture *fixture)
{
  const char *host = ac_mock_server_get_host (fixture->base.base.server);

  if (fixture->of_account)
    return g_strdup_printf ("account://" WEB ":" SECRET "@" AC_UI_ACCOUNT_ID "?upload_prefix=%s", host);

  return g_strdup_printf ("cloudinary://" WEB ":" SECRET "@halden-web?upload_prefix=%s", host);
}

static void
test_reveal (Fixture       *fixture,
             gconstpointer  account)
{
  GtkWidget *secret_row = get_secret_row (fixture);
  GtkWidget *url_row = get_url_row (fixture);
  g_autofree char *url = create_url (fixture);

  assert_hidden (fixture, secret_row);
  assert_hidden (fixture, url_row);

  reveal (fixture, secret_row);
  gtk_test_accessible_assert_property (get_label (secret_row), GTK_ACCESSIBLE_PROPERTY_LABEL, SECRET);
  g_assert_false (is_shown (url_row));
  reveal (fixture, url_row);
  gtk_test_accessible_assert_property (get_label (url_row), GTK_ACCESSIBLE_PROPERTY_LABEL, url);
  ac_ui_assert_accessible (get_page (fixture));
  ac_ui_picture (get_window (fixture), fixture->of_account ? "account-keys-shown" : "environment-keys-shown");

  click (url_row, "reveal_button");
  g_assert_true (is_shown (secret_row));
  click (secret_row, "reveal_button");
  assert_hidden (fixture, secret_row);
  assert_hidden (fixture, url_row);
}

static void
test_hides (Fixture       *fixture,
            gconstpointer  account)
{
  g_autoptr(GSettings) settings = g_settings_new (AC_BASE_ID);
  GtkWidget *row = ac_key_fixture_find_row (&fixture->base, WEB);
  GtkWidget *secret_row = get_secret_row (fixture);
  AcPage *other;

  /* What is folded isn't seen. */
  reveal (fixture, secret_row);
  ac_key_row_expand (row, FALSE);
  ac_test_wait_until (!is_shown (secret_row));
  assert_hidden (fixture, secret_row);
  ac_key_row_expand (row, TRUE);
  ac_test_wait_until (gtk_widget_get_mapped (secret_row));
  assert_hidden (fixture, secret_row);

  /* Ctrl+L and the screen's lock */
  reveal (fixture, secret_row);
  reveal (fixture, get_url_row (fixture));
  ac_secret_row_hide_all ();
  assert_hidden (fixture, secret_row);
  assert_hidden (fixture, get_url_row (fixture));

  /* Its time is over. */
  g_settings_set_uint (settings, "hide-secrets-after", 1);
  reveal (fixture, secret_row);
  ac_test_wait_until (!is_shown (secret_row));
  assert_hidden (fixture, secret_row);
  g_settings_reset (settings, "hide-secrets-after");

  /* The page is left. */
  reveal (fixture, secret_row);
  reveal (fixture, get_url_row (fixture));
  if (!fixture->of_account)
    ac_mock_reply_set_json (ac_mock_server_allow (fixture->base.base.server, "GET", AC_KEY_ACCOUNT_KEYS), 200, "{\"account_keys\":[]}");
  other = g_object_new (AC_TYPE_ACCOUNT_KEYS_PAGE, "account", fixture->base.base.account, NULL);
  ac_page_push (fixture->base.page, other);
  ac_test_wait_until (!gtk_widget_get_mapped (get_page (fixture)));
  assert_hidden (fixture, secret_row);
  assert_hidden (fixture, get_url_row (fixture));
  ac_page_pop (other);
  ac_test_wait_until (gtk_widget_get_mapped (get_page (fixture)));
  assert_hidden (fixture, secret_row);
}

/* Copying */

/* Waits for what is in the clipboard and not for the toast, which may have to wait for the one before. */
static void
click_copy (Fixture   *fixture,
            GtkWidget *row)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (row);
  GdkContentProvider *before;

  gdk_clipboard_set_text (clipboard, "before");
  before = gdk_clipboard_get_content (clipboard);
  click (row, "copy_button");
  ac_test_wait_until (gdk_clipboard_get_content (clipboard) != before);
}

static void
copy (Fixture    *fixture,
      GtkWidget  *row,
      const char *text,
      const char *toast)
{
  g_autofree char *copied = NULL;

  expect_secret (fixture);
  click_copy (fixture, row);
  copied = ac_ui_read_clipboard (row);
  g_assert_cmpstr (copied, ==, text);
  if (toast != NULL)
    ac_key_wait_shown (&fixture->base, toast);
  /* Copying shows nothing. */
  assert_hidden (fixture, row);
}

static void
test_copy (Fixture       *fixture,
           gconstpointer  account)
{
  g_autofree char *url = create_url (fixture);
  g_autofree char *toast = g_strconcat (fixture->of_account ? "CLOUDINARY_ACCOUNT_URL" : "CLOUDINARY_URL",
                                        " copied." IN_60_SECONDS, NULL);

  copy (fixture, get_secret_row (fixture), SECRET, "API secret copied." IN_60_SECONDS);
  copy (fixture, get_url_row (fixture), url, toast);
}

static GtkWidget *
get_snippet_row (Fixture    *fixture,
                 const char *title)
{
  GtkWidget *snippets = ac_ui_get (get_page (fixture), ADW_TYPE_EXPANDER_ROW, "Ready to Paste");
  GtkWidget *row = ac_ui_get (snippets, AC_TYPE_SECRET_ROW, title);

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (snippets), TRUE);
  ac_test_wait_until (gtk_widget_get_mapped (row));

  return row;
}

static void
copy_snippet (Fixture    *fixture,
              const char *title,
              char       *text)
{
  GtkWidget *row = get_snippet_row (fixture, title);

  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (gtk_widget_get_template_child (row, AC_TYPE_SECRET_ROW, "reveal_button"))));
  copy (fixture, row, text, g_str_equal (title, "Shell") ? "Snippet copied." IN_60_SECONDS : NULL);
  g_free (text);
}

static void
test_snippets (Fixture       *fixture,
               gconstpointer  account)
{
  const char *host = ac_mock_server_get_host (fixture->base.base.server);
  const char *variable = fixture->of_account ? "CLOUDINARY_ACCOUNT_URL" : "CLOUDINARY_URL";
  g_autofree char *url = create_url (fixture);

  copy_snippet (fixture, "Shell", g_strdup_printf ("export %s='%s'", variable, url));
  copy_snippet (fixture, ".env file", g_strdup_printf ("%s=%s", variable, url));
  copy_snippet (fixture, "Node.js", g_strdup_printf ("process.env.%s = '%s';\nconst cloudinary = require('cloudinary').v2;", variable, url));
  if (fixture->of_account)
    {
      copy_snippet (fixture, "Python",
                    g_strdup_printf ("import cloudinary\nimport cloudinary.provisioning\n\ncloudinary.config(\n    upload_prefix='%s',\n)\n"
                                     "cloudinary.provisioning.account_config(\n    account_id='" AC_UI_ACCOUNT_ID "',\n"
                                     "    provisioning_api_key='" WEB "',\n    provisioning_api_secret='" SECRET "',\n)",
                                     host));
      copy_snippet (fixture, "curl", g_strdup_printf ("curl --user '" WEB ":" SECRET "' '%s" AC_UI_PROVISIONING "/sub_accounts'", host));
      return;
    }

  copy_snippet (fixture, "Python",
                g_strdup_printf ("import cloudinary\n\ncloudinary.config(\n    upload_prefix='%s',\n)\ncloudinary.config(\n"
                                 "    cloud_name='halden-web',\n    api_key='" WEB "',\n    api_secret='" SECRET "',\n)",
                                 host));
  copy_snippet (fixture, "curl", g_strdup_printf ("curl --user '" WEB ":" SECRET "' '%s/v1_1/halden-web/ping'", host));
}

/* For ever, when somebody wants it so. */
static void
test_copy_to_stay (Fixture       *fixture,
                   gconstpointer  account)
{
  g_autoptr(GSettings) settings = g_settings_new (AC_BASE_ID);

  g_settings_set_uint (settings, "clear-clipboard-after", 0);
  copy (fixture, get_secret_row (fixture), SECRET, "API secret copied.");

  g_settings_set_uint (settings, "clear-clipboard-after", 1);
  expect_secret (fixture);
  click_copy (fixture, get_secret_row (fixture));
  ac_key_wait_shown (&fixture->base, "API secret copied. Removed from the clipboard in 1 second.");
  ac_test_wait_until (gdk_clipboard_get_content (gtk_widget_get_clipboard (get_page (fixture))) == NULL);
}

/* What goes wrong */

static void
fail (Fixture    *fixture,
      guint       status,
      const char *sentence)
{
  static const char * const buttons[] = { "reveal_button", "copy_button" };
  GtkWidget *rows[] = { get_secret_row (fixture), get_url_row (fixture) };

  for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      ac_key_fixture_expect (&fixture->base, "GET", fixture->of_account ? ONE : LIST, status, "{\"error\":{\"message\":\"<b>no</b>\"}}");
      click (rows[i], buttons[i]);
      ac_key_wait_shown (&fixture->base, sentence);
      assert_hidden (fixture, rows[i]);
      ac_test_wait_until (gtk_widget_is_sensitive (GTK_WIDGET (gtk_widget_get_template_child (rows[i], AC_TYPE_SECRET_ROW, "copy_button"))));
    }
}

static void
test_failure (Fixture       *fixture,
              gconstpointer  account)
{
  fail (fixture, 500, "Cloudinary has a problem right now.");
  fail (fixture, 403, "This key has no permission for that.");
  g_assert_null (gdk_clipboard_get_content (gtk_widget_get_clipboard (get_page (fixture))));

  /* And then it works. */
  reveal (fixture, get_secret_row (fixture));
}

static void
test_offline (Fixture       *fixture,
              gconstpointer  account)
{
  g_autofree char *list = create_list (fixture);

  ac_mock_server_stop (fixture->base.base.server);
  click (get_secret_row (fixture), "reveal_button");
  ac_key_wait_shown (&fixture->base, "The server could not be reached.");
  assert_hidden (fixture, get_secret_row (fixture));

  /* Everything is loaded anew when the service is back. */
  ac_mock_server_allow (fixture->base.base.server, "GET", "/");
  ac_mock_reply_set_json (ac_mock_server_allow (fixture->base.base.server, "GET", fixture->of_account ? AC_KEY_ACCOUNT_KEYS : LIST),
                          200, list);
  ac_mock_server_start (fixture->base.base.server);
  ac_test_wait_until (ac_page_get_editable (fixture->base.page));
  if (fixture->of_account)
    expect_secret (fixture);
  click (get_secret_row (fixture), "reveal_button");
  ac_test_wait_until (is_shown (get_secret_row (fixture)));
}

/* The key went away meanwhile, and so does its row. */
static void
test_gone (Fixture       *fixture,
           gconstpointer  account)
{
  if (fixture->of_account)
    ac_key_fixture_expect (&fixture->base, "GET", ONE, 404, "{\"error\":{\"message\":\"not found\"}}");
  else
    {
      g_autofree char *list = ac_key_environment_list (ac_key_json (CI, "CI", 9, TRUE, NULL), NULL);

      ac_key_fixture_expect (&fixture->base, "GET", LIST, 200, list);
    }
  click (get_secret_row (fixture), "reveal_button");
  ac_test_wait_until (ac_key_fixture_find_row (&fixture->base, WEB) == NULL);
  ac_key_wait_shown (&fixture->base, "It no longer exists. The list was reloaded.");
  ac_key_assert_nowhere (get_window (fixture), AC_KEY_SECRET);
}

static void
wait_asked (Fixture *fixture,
            guint    n)
{
  /* The list of an environment's keys was asked for when the page was opened. */
  if (!fixture->of_account)
    n++;
  ac_test_wait_until (ac_mock_server_count_requests (fixture->base.base.server, "GET", fixture->of_account ? ONE : LIST) == n);
}

/* The answer comes when nobody waits any more. */
static void
test_too_late (Fixture       *fixture,
               gconstpointer  account)
{
  GtkWidget *secret_row = get_secret_row (fixture);

  ac_mock_reply_set_delay (expect_secret (fixture), 50);
  click (secret_row, "reveal_button");
  wait_asked (fixture, 1);
  ac_secret_row_hide_all ();
  ac_mock_reply_set_delay (expect_secret (fixture), 100);
  click (secret_row, "copy_button");
  wait_asked (fixture, 2);
  ac_key_row_expand (ac_key_fixture_find_row (&fixture->base, WEB), FALSE);
  ac_test_wait_until (!gtk_widget_get_mapped (secret_row));
  ac_key_row_expand (ac_key_fixture_find_row (&fixture->base, WEB), TRUE);
  reveal (fixture, get_url_row (fixture));
  g_assert_false (is_shown (secret_row));
  g_assert_false (ac_key_fixture_shows (&fixture->base, "API secret copied." IN_60_SECONDS));
}

/* Which key */

static void
test_choose_key (Fixture       *fixture,
                 gconstpointer  account)
{
  AdwComboRow *combo = ADW_COMBO_ROW (ac_ui_get (get_page (fixture), ADW_TYPE_COMBO_ROW, "Key"));
  g_autofree char *json = ac_key_json (CI, "CI", 9, TRUE, NULL);
  g_autofree char *list = create_list (fixture);
  g_autofree char *shown = NULL;
  g_autofree char *copied = NULL;

  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (combo)));
  /* The youngest first, and none that doesn't work. */
  g_assert_cmpstr (ac_api_key_get_name (adw_combo_row_get_selected_item (combo)), ==, "Web");
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (combo)), ==, 2);
  reveal (fixture, get_url_row (fixture));

  adw_combo_row_set_selected (combo, 1);
  ac_test_wait_until (gtk_widget_get_mapped (get_url_row (fixture)));
  assert_hidden (fixture, get_url_row (fixture));
  ac_key_fixture_expect (&fixture->base, "GET", fixture->of_account ? AC_KEY_ACCOUNT_KEYS "/" CI : LIST, 200,
                         fixture->of_account ? json : list);
  click (get_url_row (fixture), "reveal_button");
  ac_test_wait_until (is_shown (get_url_row (fixture)));
  shown = ac_key_dup_accessible (get_label (get_url_row (fixture)), GTK_ACCESSIBLE_PROPERTY_LABEL);
  g_assert_nonnull (strstr (shown, "://" CI ":" AC_KEY_SECRET "-" CI "@"));

  ac_key_fixture_expect (&fixture->base, "GET", fixture->of_account ? AC_KEY_ACCOUNT_KEYS "/" CI : LIST, 200,
                         fixture->of_account ? json : list);
  click_copy (fixture, get_snippet_row (fixture, "curl"));
  copied = ac_ui_read_clipboard (get_page (fixture));
  g_assert_true (g_str_has_prefix (copied, "curl --user '" CI ":" AC_KEY_SECRET "-" CI "' "));
}

/* One that is chosen and no longer works gives way. */
static void
test_none_enabled (Fixture       *fixture,
                   gconstpointer  account)
{
  char *web = ac_key_json (WEB, "Web", 3, FALSE, NULL);
  g_autofree char *list = fixture->of_account ? ac_key_account_list (web, NULL) : ac_key_environment_list (web, NULL);
  GtkWidget *row = ac_ui_get (get_page (fixture), ADW_TYPE_ACTION_ROW, "No key is enabled");

  reveal (fixture, get_url_row (fixture));
  g_assert_false (gtk_widget_get_mapped (row));
  ac_key_fixture_expect (&fixture->base, "GET", fixture->of_account ? AC_KEY_ACCOUNT_KEYS : LIST, 200, list);
  ac_page_reload (fixture->base.page);
  ac_test_wait_until (gtk_widget_get_mapped (row));
  g_assert_true (ac_ui_shows (row, "Enable or generate a key to let tools sign in."));
  g_assert_false (gtk_widget_get_mapped (ac_ui_get (get_page (fixture), ADW_TYPE_COMBO_ROW, "Key")));
  g_assert_null (ac_ui_find (get_page (fixture), AC_TYPE_SECRET_ROW, fixture->of_account ? "CLOUDINARY_ACCOUNT_URL" : "CLOUDINARY_URL"));
  g_assert_null (ac_ui_find (get_page (fixture), ADW_TYPE_EXPANDER_ROW, "Ready to Paste"));
  ac_key_assert_nowhere (get_window (fixture), AC_KEY_SECRET);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, function) \
  g_test_add ("/key-secrets/account/" name, Fixture, "account", set_up, function, tear_down); \
  g_test_add ("/key-secrets/environment/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("reveal", test_reveal);
  ADD ("hides", test_hides);
  ADD ("copy", test_copy);
  ADD ("snippets", test_snippets);
  ADD ("copy-to-stay", test_copy_to_stay);
  ADD ("failure", test_failure);
  ADD ("offline", test_offline);
  ADD ("gone", test_gone);
  ADD ("too-late", test_too_late);
  ADD ("choose-key", test_choose_key);
  ADD ("none-enabled", test_none_enabled);

  return g_test_run ();
}
