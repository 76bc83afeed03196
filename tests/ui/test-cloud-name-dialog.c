/* test-cloud-name-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-cloud-name-dialog.h"
#include "ac-cloud-name-row.h"
#include "ac-environment-dialogs.h"
#include "ac-ui-fixture.h"

#define WEB_PATH AC_UI_PROVISIONING "/sub_accounts/" AC_UI_WEB_ID
#define KEYS_PATH WEB_PATH "/access_keys?page_size=100&page=1&sort_by=api_key&sort_order=asc"
#define ISOLATED(text) "\342\201\246" text "\342\201\251"

typedef struct
{
  AcUiFixture base;
  GtkWidget *dialog;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  ac_ui_fixture_set_up (&fixture->base, TRUE);
  ac_mock_reply_set_json (ac_mock_server_allow (fixture->base.server, "GET", KEYS_PATH), 200,
                          "{\"access_keys\":[{\"api_key\":\"1\",\"enabled\":true},{\"api_key\":\"2\",\"enabled\":false}],\"total\":2}");
  ac_environment_dialogs_change_cloud_name (fixture->base.page, ac_ui_fixture_lookup (&fixture->base, AC_UI_WEB_ID));
  fixture->dialog = ac_ui_wait_window (AC_TYPE_CLOUD_NAME_DIALOG);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  ac_ui_fixture_tear_down (&fixture->base);
  g_assert_null (ac_ui_find_window (GTK_TYPE_WINDOW));
}

static GtkWidget *
get_typed_row (Fixture *fixture)
{
  return ac_ui_get (fixture->dialog, ADW_TYPE_ENTRY_ROW, "Type " ISOLATED ("halden-web") " to confirm");
}

static void
fill (Fixture *fixture)
{
  ac_ui_type (fixture->dialog, "New cloud name", "halden-brand");
  gtk_editable_set_text (GTK_EDITABLE (get_typed_row (fixture)), "halden-web");
}

static gboolean
can_change (Fixture *fixture)
{
  return gtk_widget_is_sensitive (ac_ui_get (fixture->dialog, GTK_TYPE_BUTTON, "Change"));
}

static AcMockReply *
expect (Fixture *fixture)
{
  return ac_mock_server_expect (fixture->base.server, "PUT", WEB_PATH);
}

static void
test_shows (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->dialog));

  g_assert_true (ac_ui_shows (fixture->dialog, "Halden Web"));
  g_assert_true (ac_ui_shows (fixture->dialog, ISOLATED ("halden-web")));
  g_assert_true (ac_ui_shows (fixture->dialog, "Every link that contains " ISOLATED ("res.cloudinary.com/halden-web/")));
  g_assert_true (ac_ui_shows (fixture->dialog, "Scripts that call " ISOLATED ("/v1_1/halden-web/") " and webhook receivers"));
  ac_test_wait_until (ac_ui_shows (fixture->dialog, "Sites, apps and SDKs that use the 2 API keys of this environment"));
  g_assert_true (gtk_widget_is_ancestor (focus, ac_ui_get (fixture->dialog, AC_TYPE_CLOUD_NAME_ROW, NULL)));
  ac_ui_assert_accessible (fixture->dialog);
  /* Nothing here is done by Enter. */
  g_assert_null (gtk_window_get_default_widget (GTK_WINDOW (fixture->dialog)));
}

static void
test_valid (Fixture       *fixture,
            gconstpointer  data)
{
  GtkEditable *typed = GTK_EDITABLE (get_typed_row (fixture));

  g_assert_false (can_change (fixture));
  ac_ui_type (fixture->dialog, "New cloud name", "halden-brand");
  g_assert_false (can_change (fixture));
  gtk_editable_set_text (typed, "halden-we");
  g_assert_false (can_change (fixture));
  gtk_editable_set_text (typed, "Halden-web");
  g_assert_false (can_change (fixture));
  ac_ui_picture (fixture->dialog, "rename");
  gtk_editable_set_text (typed, "halden-web");
  g_assert_true (can_change (fixture));

  ac_ui_type (fixture->dialog, "New cloud name", "halden-web");
  g_assert_false (can_change (fixture));
  ac_ui_type (fixture->dialog, "New cloud name", "9");
  g_assert_false (can_change (fixture));
  g_assert_true (ac_ui_shows (fixture->dialog, "Start with a letter. Use letters, digits and hyphens only."));
  ac_ui_type (fixture->dialog, "New cloud name", "");
  g_assert_false (can_change (fixture));
  g_assert_false (ac_ui_shows (fixture->dialog, "Leave empty to get a generated name."));
}

static char *
read_clipboard (Fixture *fixture)
{
  g_autoptr(GAsyncResult) result = NULL;
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->base.window));

  gdk_clipboard_read_text_async (clipboard, NULL, ac_test_store_result, &result);

  return gdk_clipboard_read_text_finish (clipboard, ac_test_wait_result (&result), NULL);
}

static void
test_success (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *json = ac_ui_environment_json (AC_UI_WEB_ID, "Halden Web", "halden-brand", TRUE, "", "{}", "dynamic", "us");
  g_autofree char *url = NULL;

  ac_mock_reply_set_json (expect (fixture), 200, json);
  fill (fixture);
  ac_ui_click (fixture->dialog, "Change");
  ac_ui_wait_no_window (AC_TYPE_CLOUD_NAME_DIALOG);
  ac_test_wait_until (ac_ui_shows (GTK_WIDGET (fixture->base.window), "Cloud name changed to " ISOLATED ("halden-brand")));
  g_assert_cmpstr (ac_mock_server_get_request (fixture->base.server, ac_mock_server_get_n_requests (fixture->base.server) - 1)->body,
                   ==, "{\"cloud_name\":\"halden-brand\"}");

  ac_ui_click (GTK_WIDGET (fixture->base.window), "Copy New URL");
  url = read_clipboard (fixture);
  g_assert_cmpstr (url, ==, "https://res.cloudinary.com/halden-brand/");
  g_assert_null (ac_ui_find (GTK_WIDGET (fixture->base.window), GTK_TYPE_BUTTON, "Undo"));
}

static void
test_taken (Fixture       *fixture,
            gconstpointer  data)
{
  ac_mock_reply_set_json (expect (fixture), 409, "{\"error\":{\"message\":\"taken\"}}");
  fill (fixture);
  ac_ui_click (fixture->dialog, "Change");
  ac_test_wait_until (ac_ui_shows (fixture->dialog, "This cloud name is already used by another Cloudinary account. Cloud names are unique worldwide."));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->dialog)),
                                         ac_ui_get (fixture->dialog, AC_TYPE_CLOUD_NAME_ROW, NULL)));
  g_assert_false (can_change (fixture));
}

static void
test_too_many_assets (Fixture       *fixture,
                      gconstpointer  message)
{
  g_autofree char *json = g_strdup_printf ("{\"error\":{\"message\":\"%s\"}}", (const char *) message);

  ac_mock_reply_set_json (expect (fixture), 400, json);
  fill (fixture);
  ac_ui_click (fixture->dialog, "Change");
  ac_test_wait_until (ac_ui_shows (fixture->dialog, "Can’t Be Changed"));
  g_assert_true (ac_ui_shows (fixture->dialog, "Only environments with fewer than 1,000 images can get a new cloud name."));
  ac_ui_picture (fixture->dialog, "rename-refused");
  /* There is nothing to lose any more. */
  gtk_window_close (GTK_WINDOW (fixture->dialog));
  ac_ui_wait_no_window (AC_TYPE_CLOUD_NAME_DIALOG);
}

static void
test_failure (Fixture       *fixture,
              gconstpointer  data)
{
  ac_mock_reply_set_json (expect (fixture), 400, "{\"error\":{\"message\":\"cloud_name is bad\"}}");
  fill (fixture);
  ac_ui_click (fixture->dialog, "Change");
  ac_test_wait_until (g_strcmp0 (ac_form_dialog_get_notice (AC_FORM_DIALOG (fixture->dialog)), "Cloudinary didn’t accept the values.") == 0);
  g_assert_true (can_change (fixture));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (ac_ui_get (fixture->dialog, AC_TYPE_CLOUD_NAME_ROW, NULL))), ==, "halden-brand");
}

static void
test_close_while_saving (Fixture       *fixture,
                         gconstpointer  data)
{
  guint n_lists = ac_mock_server_count_requests (fixture->base.server, "GET", AC_UI_CONSOLE "/environments");

  ac_mock_reply_set_hang (expect (fixture));
  fill (fixture);
  ac_ui_click (fixture->dialog, "Change");
  ac_test_wait_until (ac_mock_server_count_requests (fixture->base.server, "PUT", WEB_PATH) == 1);
  ac_ui_click (fixture->dialog, "Cancel");
  ac_ui_wait_no_window (AC_TYPE_CLOUD_NAME_DIALOG);
  ac_test_wait_until (ac_mock_server_count_requests (fixture->base.server, "GET", AC_UI_CONSOLE "/environments") > n_lists);
  ac_test_wait_until (ac_collection_get_state (AC_COLLECTION (fixture->base.environments)) == AC_COLLECTION_STATE_READY);
}

static void
test_renamed_elsewhere (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autofree char *json = ac_ui_environment_json (AC_UI_WEB_ID, "Halden Web", "halden-other", TRUE, "", "{}", "dynamic", "us");
  g_autofree char *list = g_strdup_printf ("{\"environments\":[%s]}", json);

  fill (fixture);
  g_assert_true (can_change (fixture));
  ac_mock_reply_set_json (ac_mock_server_expect (fixture->base.server, "GET", AC_UI_CONSOLE "/environments"), 200, list);
  ac_collection_load_async (AC_COLLECTION (fixture->base.environments), NULL, ac_test_store_result, &result);
  ac_test_wait_result (&result);

  /* What is there now has to be typed. */
  g_assert_false (can_change (fixture));
  gtk_editable_set_text (GTK_EDITABLE (ac_ui_get (fixture->dialog, ADW_TYPE_ENTRY_ROW, "Type " ISOLATED ("halden-other") " to confirm")), "halden-other");
  g_assert_true (can_change (fixture));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, data, function) \
  g_test_add ("/cloud-name-dialog/" name, Fixture, data, set_up, function, tear_down)
  ADD ("shows", NULL, test_shows);
  ADD ("valid", NULL, test_valid);
  ADD ("success", NULL, test_success);
  ADD ("taken", NULL, test_taken);
  ADD ("too-many-assets/plain", "Can only be changed with fewer than 1000 images", test_too_many_assets);
  ADD ("too-many-assets/comma", "more than 1,000 assets", test_too_many_assets);
  ADD ("failure", NULL, test_failure);
  ADD ("close-while-saving", NULL, test_close_while_saving);
  ADD ("renamed-elsewhere", NULL, test_renamed_elsewhere);

  return g_test_run ();
}
