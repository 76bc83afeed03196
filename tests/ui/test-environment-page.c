/* test-environment-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-account-settings.h"
#include "ac-apply-row.h"
#include "ac-copy-row.h"
#include "ac-environment-dialogs.h"
#include "ac-environment-page.h"
#include "ac-form-dialog.h"
#include "ac-mock-authority.h"
#include "ac-new-environment-dialog.h"
#include "ac-ui-fixture.h"

#define WEB_PATH AC_UI_PROVISIONING "/sub_accounts/" AC_UI_WEB_ID
#define SUMMER_PATH AC_UI_PROVISIONING "/sub_accounts/" AC_UI_SUMMER_ID
#define KEYS(id) AC_UI_PROVISIONING "/sub_accounts/" id "/access_keys?page_size=100&page=1&sort_by=api_key&sort_order=asc"
#define ATTRIBUTES "{\"team\":\"web & shop\",\"budget\":1200,\"flags\":[\"a\",true]}"

typedef struct
{
  AcUiFixture base;
  AcEnvironment *environment; /* (unowned) */
  GtkWidget *page;            /* (unowned) */
} Fixture;

static GtkWidget *
get_window (Fixture *fixture)
{
  return GTK_WIDGET (fixture->base.window);
}

static void
open_page (Fixture    *fixture,
           const char *id)
{
  fixture->environment = ac_ui_fixture_lookup (&fixture->base, id);
  ac_page_push (fixture->base.page, ac_environment_page_new (fixture->base.account, fixture->environment));
  ac_test_wait_until (AC_IS_ENVIRONMENT_PAGE (ac_ui_fixture_get_visible (&fixture->base)));
  fixture->page = GTK_WIDGET (ac_ui_fixture_get_visible (&fixture->base));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  without_console)
{
  static const char * const keys_paths[] = { KEYS (AC_UI_WEB_ID), KEYS (AC_UI_PRINT_ID), KEYS (AC_UI_SUMMER_ID) };

  ac_ui_fixture_set_up (&fixture->base, without_console == NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (keys_paths); i++)
    ac_mock_reply_set_json (ac_mock_server_allow (fixture->base.server, "GET", keys_paths[i]), 200,
                            "{\"access_keys\":[{\"api_key\":\"1\",\"enabled\":true},{\"api_key\":\"2\",\"enabled\":false},{\"api_key\":\"3\",\"enabled\":true}],\"total\":3}");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  without_console)
{
  g_autoptr(AcAccountSettings) settings = ac_account_settings_get (AC_UI_ACCOUNT_ID);

  ac_account_settings_reset (settings);
  ac_ui_fixture_tear_down (&fixture->base);
  g_assert_null (ac_ui_find_window (GTK_TYPE_WINDOW));
}

static const AcMockRequest *
get_last_request (Fixture *fixture)
{
  return ac_mock_server_get_request (fixture->base.server, ac_mock_server_get_n_requests (fixture->base.server) - 1);
}

/* The service agrees: the environment is then so. */
static void
expect_put (Fixture    *fixture,
            const char *name,
            gboolean    enabled,
            const char *attributes)
{
  g_autofree char *json = ac_ui_environment_json (AC_UI_WEB_ID, name, "halden-web", enabled, "Online shop and blog, all markets",
                                                  attributes, "dynamic", "us");

  ac_mock_reply_set_json (ac_mock_server_expect (fixture->base.server, "PUT", WEB_PATH), 200, json);
}

static void
expect_put_failure (Fixture *fixture)
{
  ac_mock_reply_set_json (ac_mock_server_expect (fixture->base.server, "PUT", WEB_PATH), 500,
                          "{\"error\":{\"message\":\"<b>boom</b>\"}}");
}

static void
wait_put (Fixture    *fixture,
          guint       n,
          const char *body)
{
  ac_test_wait_until (ac_mock_server_count_requests (fixture->base.server, "PUT", WEB_PATH) == n);
  g_assert_cmpstr (get_last_request (fixture)->body, ==, body);
}

#define wait_toast(fixture, text) ac_test_wait_until (ac_ui_shows (get_window (fixture), text))

static AcApplyRow *
get_name_row (Fixture *fixture)
{
  return AC_APPLY_ROW (ac_ui_get (fixture->page, AC_TYPE_APPLY_ROW, "Display name"));
}

static const char *
get_name_text (Fixture *fixture)
{
  return gtk_editable_get_text (GTK_EDITABLE (get_name_row (fixture)));
}

/* As Enter does in the entry. */
static void
apply (AcApplyRow *row)
{
  g_signal_emit_by_name (gtk_editable_get_delegate (GTK_EDITABLE (row)), "activate");
}

static void
on_keys_wanted_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   char         **wanted)
{
  g_assert_null (*wanted);
  *wanted = g_variant_print (parameter, FALSE);
}

static gboolean
shows_arrow (GtkWidget *root)
{
  if (GTK_IS_IMAGE (root))
    return gtk_widget_is_visible (root) && g_strcmp0 (gtk_image_get_icon_name (GTK_IMAGE (root)), "go-next-symbolic") == 0;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (shows_arrow (child))
      return TRUE;

  return FALSE;
}

/* The window leads to the keys of the environment. */
static void
test_keys (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr(GSimpleAction) action = g_simple_action_new ("show-environment-page", G_VARIANT_TYPE ("(ss)"));
  g_autofree char *wanted = NULL;
  GtkWidget *row;

  g_signal_connect (action, "activate", G_CALLBACK (on_keys_wanted_cb), &wanted);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (action));
  gtk_widget_insert_action_group (get_window (fixture), "win", G_ACTION_GROUP (actions));

  open_page (fixture, AC_UI_WEB_ID);
  ac_test_wait_until (ac_ui_shows (fixture->page, "3 keys, 2 enabled"));
  row = ac_ui_get (fixture->page, ADW_TYPE_ACTION_ROW, "API Keys");
  g_assert_true (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (row)));
  g_assert_true (shows_arrow (row));
  g_assert_false (shows_arrow (ac_ui_get (fixture->page, ADW_TYPE_ACTION_ROW, "Created")));
  gtk_widget_activate (row);
  g_assert_cmpstr (wanted, ==, "('" AC_UI_WEB_ID "', 'environment-keys')");
}

static void
test_shows (Fixture       *fixture,
            gconstpointer  data)
{
  open_page (fixture, AC_UI_WEB_ID);

  g_assert_true (ac_ui_shows (get_window (fixture), "Halden Web"));
  g_assert_true (ac_ui_shows (get_window (fixture), "Product environment · Halden Outfitters"));
  g_assert_cmpstr (get_name_text (fixture), ==, "Halden Web");
  g_assert_true (ac_ui_shows (fixture->page, "Delivery, uploads and API calls work"));
  g_assert_true (ac_ui_shows (fixture->page, "The mark is kept on this computer. Production environments ask before every change."));
  g_assert_true (ac_ui_shows (fixture->page, "\342\201\246https://res.cloudinary.com/halden-web/\342\201\251"));
  g_assert_true (ac_ui_shows (fixture->page, "\342\201\246" AC_UI_WEB_ID "\342\201\251"));
  g_assert_true (ac_ui_shows (fixture->page, "Mar 12, 2023"));
  g_assert_true (ac_ui_shows (fixture->page, "United States"));
  g_assert_false (ac_ui_shows (fixture->page, "Contact Support"));
  ac_test_wait_until (ac_ui_shows (fixture->page, "3 keys, 2 enabled"));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (ac_ui_get (fixture->page, ADW_TYPE_ACTION_ROW, "Created")), ==,
                   "March 12, 2023, 09:14:52 UTC");

  ac_ui_assert_accessible (fixture->page);
  gtk_test_accessible_assert_property (ac_ui_get (fixture->page, GTK_TYPE_SWITCH, NULL),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Enable Halden Web");
  gtk_test_accessible_assert_property (ac_ui_get (fixture->page, GTK_TYPE_BUTTON, "Copy product environment ID"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Copy product environment ID");
  ac_ui_picture (get_window (fixture), "page");
  gtk_widget_child_focus (ac_ui_get (fixture->page, ADW_TYPE_ACTION_ROW, "Delete Product Environment…"), GTK_DIR_TAB_FORWARD);
  ac_ui_picture (get_window (fixture), "page-end");
}

static void
test_fixed (Fixture       *fixture,
            gconstpointer  data)
{
  open_page (fixture, AC_UI_PRINT_ID);

  /* Markup characters come out as they are. */
  g_assert_true (ac_ui_shows (get_window (fixture), "Catalogue & Print"));
  g_assert_true (ac_ui_shows (fixture->page, "Contact Support"));
  g_assert_true (ac_ui_shows (fixture->page, "No custom attributes"));
  g_assert_false (gtk_switch_get_active (GTK_SWITCH (ac_ui_get (ac_ui_get (fixture->page, ADW_TYPE_ACTION_ROW, "Dynamic folder mode"), GTK_TYPE_SWITCH, NULL))));
}

static void
test_public (Fixture       *fixture,
             gconstpointer  data)
{
  /* A service without the Console API: nothing is made up. */
  open_page (fixture, AC_UI_WEB_ID);
  g_assert_cmpint (gtk_widget_get_visible (ac_ui_get (fixture->page, AC_TYPE_APPLY_ROW, "Description")), ==, FALSE);
}

static void
test_name (Fixture       *fixture,
           gconstpointer  data)
{
  open_page (fixture, AC_UI_WEB_ID);
  expect_put (fixture, "Halden R&D", TRUE, ATTRIBUTES);
  expect_put (fixture, "Halden Web", TRUE, ATTRIBUTES);

  ac_ui_type (fixture->page, "Display name", "  Halden R&D ");
  apply (get_name_row (fixture));
  g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (get_name_row (fixture))));
  wait_toast (fixture, "Display name changed");
  g_assert_cmpstr (get_last_request (fixture)->body, ==, "{\"name\":\"Halden R&D\"}");
  g_assert_cmpstr (get_name_text (fixture), ==, "Halden R&D");
  g_assert_true (gtk_widget_is_sensitive (GTK_WIDGET (get_name_row (fixture))));
  g_assert_true (ac_ui_shows (get_window (fixture), "Halden R&D"));
  ac_ui_picture (get_window (fixture), "page-renamed");

  ac_ui_click (get_window (fixture), "Undo");
  wait_put (fixture, 2, "{\"name\":\"Halden Web\"}");
  ac_test_wait_until (g_str_equal (get_name_text (fixture), "Halden Web"));
  /* It came back by itself: there is nothing to apply. */
  g_assert_false (ac_ui_shows (GTK_WIDGET (get_name_row (fixture)), "Apply"));
}

static void
test_name_failure (Fixture       *fixture,
                   gconstpointer  data)
{
  open_page (fixture, AC_UI_WEB_ID);
  expect_put_failure (fixture);
  ac_ui_type (fixture->page, "Display name", "Typed");
  apply (get_name_row (fixture));

  wait_toast (fixture, "Couldn’t save: Cloudinary has a problem right now.");
  g_assert_true (ac_ui_shows (fixture->page, "Cloudinary has a problem right now."));
  g_assert_cmpstr (get_name_text (fixture), ==, "Typed");
  g_assert_cmpstr (ac_environment_get_name (fixture->environment), ==, "Halden Web");
  ac_ui_picture (get_window (fixture), "page-failed");

  /* Enter tries again. */
  expect_put (fixture, "Typed", TRUE, ATTRIBUTES);
  apply (get_name_row (fixture));
  wait_toast (fixture, "Display name changed");
  g_assert_false (ac_ui_shows (fixture->page, "Cloudinary has a problem right now."));
}

static void
test_name_required (Fixture       *fixture,
                    gconstpointer  data)
{
  open_page (fixture, AC_UI_WEB_ID);
  ac_ui_type (fixture->page, "Display name", "  ");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (get_name_row (fixture)), "error"));
  /* Nothing is sent, or the server would fail the test. */
  apply (get_name_row (fixture));
  ac_ui_type (fixture->page, "Display name", "Halden Web");
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (get_name_row (fixture)), "error"));
  apply (get_name_row (fixture));
  g_assert_false (ac_apply_row_get_saving (get_name_row (fixture)));
}

static void
reload (Fixture    *fixture,
        const char *name)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autofree char *json = ac_ui_environment_json (AC_UI_WEB_ID, name, "halden-web", TRUE, "", ATTRIBUTES, "dynamic", "us");
  g_autofree char *list = g_strdup_printf ("{\"environments\":[%s]}", json);

  ac_mock_reply_set_json (ac_mock_server_expect (fixture->base.server, "GET", AC_UI_CONSOLE "/environments"), 200, list);
  ac_collection_load_async (AC_COLLECTION (fixture->base.environments), NULL, ac_test_store_result, &result);
  ac_test_wait_result (&result);
}

static void
test_changed_elsewhere (Fixture       *fixture,
                        gconstpointer  data)
{
  open_page (fixture, AC_UI_WEB_ID);
  reload (fixture, "Renamed");
  g_assert_cmpstr (get_name_text (fixture), ==, "Renamed");
  g_assert_true (ac_ui_shows (get_window (fixture), "Renamed"));

  ac_ui_type (fixture->page, "Display name", "Typing");
  reload (fixture, "Renamed again");
  g_assert_cmpstr (get_name_text (fixture), ==, "Typing");
  g_assert_true (ac_ui_shows (get_window (fixture), "Renamed again"));
}

static void
test_description (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *json = ac_ui_environment_json (AC_UI_WEB_ID, "Halden Web", "halden-web", TRUE, "New", ATTRIBUTES, "dynamic", "us");
  AcApplyRow *row;

  open_page (fixture, AC_UI_WEB_ID);
  ac_mock_reply_set_json (ac_mock_server_expect (fixture->base.server, "PUT", AC_UI_CONSOLE "/environments/" AC_UI_WEB_ID), 200, json);
  row = AC_APPLY_ROW (ac_ui_get (fixture->page, AC_TYPE_APPLY_ROW, "Description"));
  g_assert_cmpstr (ac_apply_row_get_saved_text (row), ==, "Online shop and blog, all markets");
  ac_ui_type (fixture->page, "Description", "New");
  apply (row);
  wait_toast (fixture, "Description changed");
  g_assert_cmpstr (ac_environment_get_description (fixture->environment), ==, "New");
}

static GtkSwitch *
get_switch (Fixture *fixture)
{
  return GTK_SWITCH (ac_ui_get (ac_ui_get (fixture->page, ADW_TYPE_ACTION_ROW, "Enabled"), GTK_TYPE_SWITCH, NULL));
}

/* The row waits for the service, and shows it. */
static gboolean
is_saving_enabled (Fixture *fixture)
{
  GtkWidget *row = GTK_WIDGET (ac_ui_get (fixture->page, ADW_TYPE_ACTION_ROW, "Enabled"));
  GtkWidget *spinner = ac_ui_find (row, GTK_TYPE_SPINNER, NULL);
  gboolean saving = spinner != NULL && gtk_spinner_get_spinning (GTK_SPINNER (spinner));

  g_assert_true (gtk_widget_get_sensitive (row) == !saving);

  return saving;
}

static GtkWidget *
turn_off (Fixture *fixture)
{
  GtkWidget *question;

  gtk_switch_set_active (get_switch (fixture), FALSE);
  question = ac_ui_wait_window (ADW_TYPE_MESSAGE_DIALOG);
  /* It moves when the service has agreed. */
  ac_test_wait_until (gtk_switch_get_active (get_switch (fixture)));
  g_assert_true (gtk_switch_get_state (get_switch (fixture)));
  gtk_test_accessible_assert_state (get_switch (fixture), GTK_ACCESSIBLE_STATE_CHECKED, GTK_ACCESSIBLE_TRISTATE_TRUE);

  return question;
}

static void
test_disable (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *question;

  open_page (fixture, AC_UI_WEB_ID);
  question = turn_off (fixture);
  g_assert_true (ac_ui_shows (question, "Disable Halden Web?"));
  g_assert_true (ac_ui_shows (question, "Uploads and API calls with \342\201\246halden-web\342\201\251 stop, and no new transformations are made. You can enable it again at any time."));
  ac_ui_picture (question, "disable");
  ac_ui_click (question, "Cancel");
  ac_ui_wait_no_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_true (gtk_switch_get_active (get_switch (fixture)));

  expect_put (fixture, "Halden Web", FALSE, ATTRIBUTES);
  expect_put (fixture, "Halden Web", TRUE, ATTRIBUTES);
  g_assert_false (is_saving_enabled (fixture));
  ac_ui_click (turn_off (fixture), "Disable");
  ac_test_wait_until (is_saving_enabled (fixture));
  wait_toast (fixture, "Halden Web disabled");
  g_assert_false (is_saving_enabled (fixture));
  g_assert_cmpstr (get_last_request (fixture)->body, ==, "{\"enabled\":false}");
  g_assert_false (gtk_switch_get_active (get_switch (fixture)));
  g_assert_true (ac_ui_shows (fixture->page, "Uploads and API calls are refused"));

  ac_ui_click (get_window (fixture), "Undo");
  wait_put (fixture, 2, "{\"enabled\":true}");
  ac_test_wait_until (gtk_switch_get_active (get_switch (fixture)));
}

static void
test_disable_failure (Fixture       *fixture,
                      gconstpointer  data)
{
  open_page (fixture, AC_UI_WEB_ID);
  expect_put_failure (fixture);
  ac_ui_click (turn_off (fixture), "Disable");
  wait_toast (fixture, "Couldn’t save: Cloudinary has a problem right now.");
  g_assert_true (gtk_switch_get_active (get_switch (fixture)));
  g_assert_false (is_saving_enabled (fixture));
}

static void
test_enable (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *json = ac_ui_environment_json (AC_UI_SUMMER_ID, "Summer Campaign 2024", "halden-summer24", TRUE, "", "{}", "dynamic", "us");

  open_page (fixture, AC_UI_SUMMER_ID);
  ac_mock_reply_set_json (ac_mock_server_expect (fixture->base.server, "PUT", SUMMER_PATH), 200, json);
  gtk_switch_set_active (get_switch (fixture), TRUE);
  wait_toast (fixture, "Summer Campaign 2024 enabled");
  g_assert_true (gtk_switch_get_state (get_switch (fixture)));
}

static void
test_production (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(AcAccountSettings) settings = ac_account_settings_get (AC_UI_ACCOUNT_ID);
  GtkWidget *question;

  open_page (fixture, AC_UI_WEB_ID);
  adw_combo_row_set_selected (ADW_COMBO_ROW (ac_ui_get (fixture->page, ADW_TYPE_COMBO_ROW, "Mark as")), AC_MARK_PRODUCTION);
  g_assert_cmpint (ac_account_settings_get_mark (settings, AC_UI_WEB_ID), ==, AC_MARK_PRODUCTION);

  /* What asks elsewhere wants the name typed here. */
  question = turn_off (fixture);
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (question), "verb"));
  gtk_editable_set_text (GTK_EDITABLE (ac_ui_get (question, ADW_TYPE_ENTRY_ROW, NULL)), "halden-web");
  expect_put (fixture, "Halden Web", FALSE, ATTRIBUTES);
  ac_ui_click (question, "Disable");
  wait_toast (fixture, "Halden Web disabled");

  /* Another window changes the mark. */
  ac_account_settings_set_mark (settings, AC_UI_WEB_ID, AC_MARK_TEST);
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (ac_ui_get (fixture->page, ADW_TYPE_COMBO_ROW, "Mark as"))), ==, AC_MARK_TEST);
}

static void
activate_row (Fixture    *fixture,
              const char *title)
{
  adw_action_row_activate (ADW_ACTION_ROW (ac_ui_get (fixture->page, ADW_TYPE_ACTION_ROW, title)));
}

static void
test_delete_enabled (Fixture       *fixture,
                     gconstpointer  data)
{
  GtkWidget *question;

  open_page (fixture, AC_UI_WEB_ID);
  activate_row (fixture, "Delete Product Environment…");
  question = ac_ui_wait_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_true (ac_ui_shows (question, "Disable it first."));
  ac_ui_click (question, "Cancel");
}

static GtkWidget *
ask_to_delete (Fixture *fixture)
{
  GtkWidget *question;

  activate_row (fixture, "Delete Product Environment…");
  question = ac_ui_wait_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_true (ac_ui_shows (question, "Delete Summer Campaign 2024?"));
  g_assert_true (ac_ui_shows (question, "All assets, folders, presets, API keys and past usage figures of \342\201\246halden-summer24\342\201\251 are deleted, and its delivery URLs stop working. This can’t be undone."));
  gtk_editable_set_text (GTK_EDITABLE (ac_ui_get (question, ADW_TYPE_ENTRY_ROW, NULL)), "halden-summer24");

  return question;
}

static void
test_delete (Fixture       *fixture,
             gconstpointer  data)
{
  open_page (fixture, AC_UI_SUMMER_ID);
  ac_mock_reply_set_json (ac_mock_server_expect (fixture->base.server, "DELETE", SUMMER_PATH), 500, "{}");
  ac_ui_click (ask_to_delete (fixture), "Delete");
  wait_toast (fixture, "Couldn’t delete Summer Campaign 2024. Cloudinary has a problem right now.");
  g_assert_true (GTK_WIDGET (ac_ui_fixture_get_visible (&fixture->base)) == fixture->page);
  ac_ui_wait_no_window (ADW_TYPE_MESSAGE_DIALOG);

  ac_mock_reply_set_json (ac_mock_server_expect (fixture->base.server, "DELETE", SUMMER_PATH), 200, "{\"message\":\"ok\"}");
  ac_ui_click (ask_to_delete (fixture), "Delete");
  ac_test_wait_until (ac_ui_fixture_get_visible (&fixture->base) == fixture->base.page);
  wait_toast (fixture, "Summer Campaign 2024 deleted");
  g_assert_false (ac_ui_shows (get_window (fixture), "Summer Campaign 2024 no longer exists"));
}

static void
test_gone (Fixture       *fixture,
           gconstpointer  data)
{
  open_page (fixture, AC_UI_WEB_ID);
  ac_ui_fixture_remove (&fixture->base, AC_UI_WEB_ID);
  ac_test_wait_until (ac_ui_fixture_get_visible (&fixture->base) == fixture->base.page);
  wait_toast (fixture, "Halden Web no longer exists");
}

/* It turns out to be gone when something is saved. */
static void
test_gone_while_saving (Fixture       *fixture,
                        gconstpointer  data)
{
  open_page (fixture, AC_UI_WEB_ID);
  ac_mock_reply_set_json (ac_mock_server_expect (fixture->base.server, "PUT", WEB_PATH), 404, "{\"error\":{\"message\":\"not found\"}}");
  ac_ui_type (fixture->page, "Display name", "Typed");
  apply (get_name_row (fixture));
  ac_test_wait_until (ac_ui_fixture_get_visible (&fixture->base) == fixture->base.page);
  wait_toast (fixture, "Halden Web no longer exists");
}

static void
test_leave_while_saving (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autofree char *json = ac_ui_environment_json (AC_UI_WEB_ID, "Typed", "halden-web", TRUE, "", ATTRIBUTES, "dynamic", "us");
  AcMockReply *reply;

  open_page (fixture, AC_UI_WEB_ID);
  reply = ac_mock_server_expect (fixture->base.server, "PUT", WEB_PATH);
  ac_mock_reply_set_json (reply, 200, json);
  ac_mock_reply_set_delay (reply, 50);
  ac_ui_type (fixture->page, "Display name", "Typed");
  apply (get_name_row (fixture));
  ac_page_pop (AC_PAGE (fixture->page));

  /* What was begun is finished, and told where one is now. */
  wait_toast (fixture, "Display name changed");
  g_assert_cmpstr (ac_environment_get_name (fixture->environment), ==, "Typed");
}

static void
test_offline (Fixture       *fixture,
              gconstpointer  data)
{
  open_page (fixture, AC_UI_WEB_ID);
  ac_test_wait_until (ac_ui_shows (fixture->page, "3 keys, 2 enabled"));
  ac_mock_server_stop (fixture->base.server);
  gtk_widget_activate_action (fixture->page, "page.reload", NULL);
  ac_test_wait_until (!ac_page_get_editable (AC_PAGE (fixture->page)));

  g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (get_name_row (fixture))));
  g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (get_switch (fixture))));
  g_assert_false (gtk_widget_is_sensitive (ac_ui_get (fixture->page, GTK_TYPE_BUTTON, "Change…")));
  g_assert_false (gtk_widget_is_sensitive (ac_ui_get (fixture->page, ADW_TYPE_ACTION_ROW, "Delete Product Environment…")));
  g_assert_false (gtk_widget_is_sensitive (ac_ui_get (fixture->page, GTK_TYPE_BUTTON, "Add Attribute…")));
  g_assert_true (gtk_widget_is_sensitive (ac_ui_get (fixture->page, GTK_TYPE_BUTTON, "Copy cloud name")));
  ac_ui_click (fixture->page, "Copy cloud name");
  wait_toast (fixture, "Cloud name copied");

  /* The client asks by itself whether the service is back. */
  ac_mock_server_allow (fixture->base.server, "GET", "/");
  ac_mock_server_start (fixture->base.server);
  ac_test_wait_until (ac_page_get_editable (AC_PAGE (fixture->page)));
  g_assert_true (gtk_widget_is_sensitive (GTK_WIDGET (get_name_row (fixture))));
}

static void
test_copy_url (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *json = ac_ui_environment_json (AC_UI_WEB_ID, "Halden Web", "halden-web", TRUE, "", ATTRIBUTES, "dynamic", "us");
  g_autofree char *expected = NULL;
  g_autofree char *text = NULL;

  open_page (fixture, AC_UI_WEB_ID);
  ac_mock_reply_set_json (ac_mock_server_expect (fixture->base.server, "GET", WEB_PATH), 200, json);
  ac_mock_reply_set_json (ac_mock_server_allow (fixture->base.server, "GET", WEB_PATH), 200,
                          "{\"cloud_name\":\"halden-web\",\"api_access_keys\":[]}");
  gtk_widget_activate_action (fixture->page, "environment.copy-url", NULL);
  wait_toast (fixture, "CLOUDINARY_URL copied. Removed from the clipboard in 60 seconds.");
  text = ac_ui_read_clipboard (get_window (fixture));
  expected = g_strdup_printf ("cloudinary://482915073364128:made-up-secret@halden-web?upload_prefix=%s",
                              ac_mock_server_get_host (fixture->base.server));
  g_assert_cmpstr (text, ==, expected);
  g_assert_null (ac_ui_find (get_window (fixture), GTK_TYPE_LABEL, text));

  gtk_widget_activate_action (fixture->page, "environment.copy-url", NULL);
  wait_toast (fixture, "This product environment has no enabled API key.");
  gdk_clipboard_set_content (gtk_widget_get_clipboard (get_window (fixture)), NULL);
}

static void
test_copy_url_failure (Fixture       *fixture,
                       gconstpointer  data)
{
  open_page (fixture, AC_UI_WEB_ID);
  ac_mock_reply_set_json (ac_mock_server_expect (fixture->base.server, "GET", WEB_PATH), 403, "{\"error\":{\"message\":\"no\"}}");
  gtk_widget_activate_action (fixture->page, "environment.copy-url", NULL);
  wait_toast (fixture, "Couldn’t copy: This key has no permission for that.");
}

/* Nothing is fetched before the password was given, where the preferences want it. */
static void
test_copy_url_asks (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *json = ac_ui_environment_json (AC_UI_WEB_ID, "Halden Web", "halden-web", TRUE, "", ATTRIBUTES, "dynamic", "us");
  g_autoptr(GSettings) settings = g_settings_new (AC_BASE_ID);
  g_autoptr(AcPrivateBus) bus = ac_private_bus_new ();
  g_autoptr(AcMockAuthority) authority = ac_mock_authority_new (bus);

  open_page (fixture, AC_UI_WEB_ID);
  g_settings_set_boolean (settings, "ask-before-showing-secrets", TRUE);
  ac_mock_authority_set_answer (authority, AC_MOCK_ANSWER_REFUSED);
  gtk_widget_activate_action (fixture->page, "environment.copy-url", NULL);
  wait_toast (fixture, "Couldn’t copy: The password was not accepted.");
  g_assert_cmpuint (ac_mock_server_count_requests (fixture->base.server, "GET", WEB_PATH), ==, 0);

  ac_mock_reply_set_json (ac_mock_server_expect (fixture->base.server, "GET", WEB_PATH), 200, json);
  ac_mock_authority_set_answer (authority, AC_MOCK_ANSWER_ALLOWED);
  gtk_widget_activate_action (fixture->page, "environment.copy-url", NULL);
  wait_toast (fixture, "CLOUDINARY_URL copied. Removed from the clipboard in 60 seconds.");
  g_assert_cmpuint (ac_mock_authority_get_n_asked (authority), ==, 2);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (get_window (fixture)), NULL);
  g_settings_reset (settings, "ask-before-showing-secrets");
}

static void
test_use_as_base (Fixture       *fixture,
                  gconstpointer  data)
{
  open_page (fixture, AC_UI_WEB_ID);
  gtk_widget_activate_action (fixture->page, "environment.use-as-base", NULL);
  g_assert_true (ac_ui_shows (ac_ui_wait_window (AC_TYPE_NEW_ENVIRONMENT_DIALOG), "Copied From Halden Web"));
}

/* Nothing on this machine opens addresses. */
static void
test_console_failure (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autofree char *limit = ac_ui_limit_json (5, 5, 3, NULL, NULL);

  open_page (fixture, AC_UI_WEB_ID);
  /* Coming back to the window loads what may have been changed over there. */
  ac_mock_reply_set_json (ac_mock_server_allow (fixture->base.server, "GET", AC_UI_CONSOLE "/environment_limit"), 200, limit);
  gtk_widget_activate_action (fixture->page, "environment.show-in-console", NULL);
  wait_toast (fixture, "The browser could not be opened.");
}

/* Attributes */

static void
test_attributes (Fixture       *fixture,
                 gconstpointer  data)
{
  open_page (fixture, AC_UI_WEB_ID);
  g_assert_true (ac_ui_shows (fixture->page, "web & shop"));
  g_assert_true (ac_ui_shows (fixture->page, "1200"));
  g_assert_true (ac_ui_shows (fixture->page, "[\"a\",true]"));
  g_assert_false (ac_ui_shows (fixture->page, "No custom attributes"));
  gtk_test_accessible_assert_property (ac_ui_get (fixture->page, GTK_TYPE_BUTTON, "Remove team"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Remove team");
}

static void
test_attribute_add (Fixture       *fixture,
                    gconstpointer  data)
{
  GtkWidget *dialog;

  open_page (fixture, AC_UI_WEB_ID);
  ac_ui_click (fixture->page, "Add Attribute…");
  dialog = ac_ui_wait_window (AC_TYPE_FORM_DIALOG);
  ac_ui_assert_accessible (dialog);
  g_assert_false (gtk_widget_is_sensitive (ac_ui_get (dialog, GTK_TYPE_BUTTON, "Add")));
  ac_ui_type (dialog, "Value", "v");
  ac_ui_type (dialog, "Name", "  ");
  g_assert_false (gtk_widget_is_sensitive (ac_ui_get (dialog, GTK_TYPE_BUTTON, "Add")));
  ac_ui_type (dialog, "Name", "team");
  g_assert_true (ac_ui_shows (dialog, "An attribute with this name exists."));
  g_assert_false (gtk_widget_is_sensitive (ac_ui_get (dialog, GTK_TYPE_BUTTON, "Add")));
  ac_ui_picture (dialog, "attribute-taken");
  ac_ui_type (dialog, "Name", "cost <center>");

  /* What fails keeps what was typed. */
  expect_put_failure (fixture);
  ac_ui_click (dialog, "Add");
  ac_test_wait_until (g_strcmp0 (ac_form_dialog_get_notice (AC_FORM_DIALOG (dialog)), "Cloudinary has a problem right now.") == 0);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (ac_ui_get (dialog, ADW_TYPE_ENTRY_ROW, "Name"))), ==, "cost <center>");
  ac_ui_picture (dialog, "attribute-failed");

  expect_put (fixture, "Halden Web", TRUE, "{\"team\":\"web & shop\",\"budget\":1200,\"flags\":[\"a\",true],\"cost <center>\":\"v\"}");
  expect_put (fixture, "Halden Web", TRUE, ATTRIBUTES);
  ac_ui_click (dialog, "Add");
  wait_toast (fixture, "Attribute added");
  g_assert_cmpstr (get_last_request (fixture)->body, ==,
                   "{\"custom_attributes\":{\"team\":\"web & shop\",\"budget\":1200,\"flags\":[\"a\",true],\"cost <center>\":\"v\"}}");
  g_assert_true (ac_ui_shows (fixture->page, "cost <center>"));

  ac_ui_click (get_window (fixture), "Undo");
  wait_put (fixture, 3, "{\"custom_attributes\":" ATTRIBUTES "}");
  ac_test_wait_until (!ac_ui_shows (fixture->page, "cost <center>"));
}

static void
test_attribute_not_text (Fixture       *fixture,
                         gconstpointer  data)
{
  GtkWidget *dialog;

  open_page (fixture, AC_UI_WEB_ID);
  activate_row (fixture, "budget");
  dialog = ac_ui_wait_window (AC_TYPE_FORM_DIALOG);
  g_assert_true (ac_ui_shows (dialog, "The value is not text, but JSON. It stays so unless you change it."));
  g_assert_false (gtk_widget_is_sensitive (ac_ui_get (dialog, GTK_TYPE_BUTTON, "Save")));

  /* Another name, and the same number as before. */
  ac_ui_type (dialog, "Name", "money");
  expect_put (fixture, "Halden Web", TRUE, "{\"team\":\"web & shop\",\"money\":1200,\"flags\":[\"a\",true]}");
  ac_ui_click (dialog, "Save");
  wait_toast (fixture, "Attribute changed");
  g_assert_cmpstr (get_last_request (fixture)->body, ==,
                   "{\"custom_attributes\":{\"team\":\"web & shop\",\"money\":1200,\"flags\":[\"a\",true]}}");
  ac_ui_wait_no_window (AC_TYPE_FORM_DIALOG);

  activate_row (fixture, "money");
  dialog = ac_ui_wait_window (AC_TYPE_FORM_DIALOG);
  ac_ui_type (dialog, "Value", "1300");
  g_assert_true (ac_ui_shows (dialog, "The value was not text. It is saved as text now."));
  ac_ui_picture (dialog, "attribute-json");
  expect_put (fixture, "Halden Web", TRUE, "{\"team\":\"web & shop\",\"money\":\"1300\",\"flags\":[\"a\",true]}");
  ac_ui_click (dialog, "Save");
  ac_ui_wait_no_window (AC_TYPE_FORM_DIALOG);
  g_assert_cmpstr (get_last_request (fixture)->body, ==,
                   "{\"custom_attributes\":{\"team\":\"web & shop\",\"money\":\"1300\",\"flags\":[\"a\",true]}}");
}

static void
test_attribute_remove (Fixture       *fixture,
                       gconstpointer  data)
{
  open_page (fixture, AC_UI_WEB_ID);
  expect_put_failure (fixture);
  ac_ui_click (fixture->page, "Remove budget");
  wait_toast (fixture, "Couldn’t save: Cloudinary has a problem right now.");
  g_assert_true (gtk_widget_is_sensitive (ac_ui_get (fixture->page, GTK_TYPE_BUTTON, "Remove budget")));

  expect_put (fixture, "Halden Web", TRUE, "{\"team\":\"web & shop\",\"flags\":[\"a\",true]}");
  expect_put (fixture, "Halden Web", TRUE, ATTRIBUTES);
  ac_ui_click (fixture->page, "Remove budget");
  wait_toast (fixture, "Attribute removed");
  g_assert_cmpstr (get_last_request (fixture)->body, ==, "{\"custom_attributes\":{\"team\":\"web & shop\",\"flags\":[\"a\",true]}}");
  ac_ui_click (get_window (fixture), "Undo");
  wait_put (fixture, 3, "{\"custom_attributes\":" ATTRIBUTES "}");
  ac_test_wait_until (ac_ui_find (fixture->page, GTK_TYPE_BUTTON, "Remove budget") != NULL);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, function) \
  g_test_add ("/environment-page/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("shows", test_shows);
  ADD ("keys", test_keys);
  ADD ("fixed", test_fixed);
  ADD ("name", test_name);
  ADD ("name-failure", test_name_failure);
  ADD ("name-required", test_name_required);
  ADD ("changed-elsewhere", test_changed_elsewhere);
  ADD ("description", test_description);
  ADD ("disable", test_disable);
  ADD ("disable-failure", test_disable_failure);
  ADD ("enable", test_enable);
  ADD ("production", test_production);
  ADD ("delete-enabled", test_delete_enabled);
  ADD ("delete", test_delete);
  ADD ("gone", test_gone);
  ADD ("gone-while-saving", test_gone_while_saving);
  ADD ("leave-while-saving", test_leave_while_saving);
  ADD ("offline", test_offline);
  ADD ("copy-url", test_copy_url);
  ADD ("copy-url-asks", test_copy_url_asks);
  ADD ("copy-url-failure", test_copy_url_failure);
  ADD ("use-as-base", test_use_as_base);
  ADD ("console-failure", test_console_failure);
  ADD ("attributes", test_attributes);
  ADD ("attribute-add", test_attribute_add);
  ADD ("attribute-not-text", test_attribute_not_text);
  ADD ("attribute-remove", test_attribute_remove);
  g_test_add ("/environment-page/public", Fixture, "public", set_up, test_public, tear_down);

  return g_test_run ();
}
