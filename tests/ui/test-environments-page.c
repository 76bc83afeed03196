/* test-environments-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "ac-account-settings.h"
#include "ac-environment-bulk-dialog.h"
#include "ac-environment-dialogs.h"
#include "ac-environments-page-private.h"
#include "ac-mock-authority.h"
#include "ac-ui-fixture.h"

#define LIMIT_PATH AC_UI_CONSOLE "/environment_limit"
#define PUT_PATH(id) AC_UI_PROVISIONING "/sub_accounts/" id

typedef struct
{
  AcUiFixture base;
  AcEnvironmentsPage *page;
} Fixture;

static void
open_page (Fixture *fixture)
{
  g_autofree char *limit = ac_ui_limit_json (5, 5, 3, NULL, NULL);

  ac_mock_reply_set_json (ac_mock_server_allow (fixture->base.server, "GET", LIMIT_PATH), 200, limit);
  fixture->page = g_object_new (AC_TYPE_ENVIRONMENTS_PAGE, "account", fixture->base.account, NULL);
  ac_page_push (fixture->base.page, AC_PAGE (fixture->page));
  ac_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (fixture->page)));
}

static GtkWidget *
find_row (Fixture    *fixture,
          const char *id)
{
  GtkWidget *label = ac_ui_find (GTK_WIDGET (fixture->page->table), GTK_TYPE_LABEL,
                                 ac_environment_get_name (ac_ui_fixture_lookup (&fixture->base, id)));

  while (label != NULL && g_strcmp0 (gtk_widget_get_css_name (label), "row") != 0)
    label = gtk_widget_get_parent (label);

  return label;
}

static GtkWidget *
wait_row (Fixture    *fixture,
          const char *id)
{
  GtkWidget *row = NULL;

  ac_test_wait_until ((row = find_row (fixture, id)) != NULL && gtk_widget_get_mapped (row) && gtk_widget_get_width (row) > 100);

  return row;
}

static gboolean
has_focus (GtkWidget *row)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (row));

  return focus == row;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  without_console)
{
  ac_ui_fixture_set_up (&fixture->base, without_console == NULL);
  open_page (fixture);
  if (without_console == NULL)
    wait_row (fixture, AC_UI_SUMMER_ID);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  without_console)
{
  ac_ui_fixture_tear_down (&fixture->base);
  g_assert_null (ac_ui_find_window (GTK_TYPE_WINDOW));
}

static void
activate (Fixture    *fixture,
          const char *action,
          const char *format,
          ...)
{
  g_autoptr(GVariant) parameter = NULL;

  if (format != NULL)
    {
      va_list arguments;

      va_start (arguments, format);
      parameter = g_variant_ref_sink (g_variant_new_va (format, NULL, &arguments));
      va_end (arguments);
    }

  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (fixture->page), action, parameter));
}

static AcMockReply *
expect_change (Fixture    *fixture,
               const char *path,
               const char *id,
               gboolean    enabled)
{
  AcEnvironment *environment = ac_ui_fixture_lookup (&fixture->base, id);
  AcMockReply *reply = ac_mock_server_expect (fixture->base.server, "PUT", path);
  g_autofree char *json = ac_ui_environment_json (id, ac_environment_get_name (environment),
                                                  ac_environment_get_cloud_name (environment), enabled,
                                                  "", "{}", "dynamic", "us");

  ac_mock_reply_set_json (reply, 200, json);

  return reply;
}

static void
refuse_change (Fixture    *fixture,
               const char *path)
{
  ac_mock_reply_set_json (ac_mock_server_expect (fixture->base.server, "PUT", path),
                          403, "{\"error\":{\"message\":\"no permission\"}}");
}

static gboolean
shows (Fixture    *fixture,
       const char *text)
{
  return ac_ui_shows (GTK_WIDGET (fixture->base.window), text);
}

/* What the page says */

static void
test_content (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);
  g_autofree char *full = ac_ui_limit_json (3, 0, 3, NULL, NULL);
  g_autofree char *enterprise = ac_ui_limit_json (50, 0, 3, "enterprise", NULL);

  ac_test_wait_until (ac_ui_shows (page, "3 of 10 product environments"));
  g_assert_true (ac_ui_shows (page, "5 in your plan + 5 from an add-on"));
  g_assert_false (ac_ui_shows (page, "The limit is reached."));
  g_assert_true (ac_ui_shows (page, "Catalogue & Print"));
  g_assert_true (ac_ui_shows (page, "Mar 12, 2023"));
  g_assert_true (ac_ui_shows (page, "Fixed"));
  ac_ui_picture (GTK_WIDGET (fixture->base.window), "environments");

  ac_ui_fixture_set_limit (&fixture->base, full);
  ac_test_wait_until (ac_ui_shows (page, "3 of 3 product environments"));
  g_assert_true (ac_ui_shows (page, "3 in your plan"));
  g_assert_true (ac_ui_shows (page, "The limit is reached."));
  g_assert_true (ac_ui_shows (page, "Change Limit…"));
  g_assert_true (gtk_widget_is_sensitive (ac_ui_get (page, GTK_TYPE_BUTTON, "New…")));

  ac_ui_fixture_set_limit (&fixture->base, enterprise);
  ac_test_wait_until (ac_ui_shows (page, "3 of 50 product environments"));
  g_assert_false (ac_ui_shows (page, "Change Limit…"));
}

static void
test_accessible (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(AcAccountSettings) settings = ac_account_settings_get (AC_UI_ACCOUNT_ID);
  GtkWidget *row = wait_row (fixture, AC_UI_WEB_ID);

  ac_account_settings_set_mark (settings, AC_UI_WEB_ID, AC_MARK_PRODUCTION);
  ac_test_wait_until (ac_ui_shows (row, "Production"));

  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Halden Web, halden-web, production, dynamic folders, 1 key, "
                                       "created March 12, 2023, enabled");
  gtk_test_accessible_assert_property (ac_ui_get (row, GTK_TYPE_SWITCH, NULL),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Enable Halden Web");
  gtk_test_accessible_assert_property (ac_ui_get (row, GTK_TYPE_BUTTON, NULL),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "More actions for Halden Web");
  ac_ui_assert_accessible (GTK_WIDGET (fixture->page));

  activate (fixture, "environments.select", NULL);
  row = wait_row (fixture, AC_UI_WEB_ID);
  gtk_test_accessible_assert_property (ac_ui_get (row, GTK_TYPE_CHECK_BUTTON, NULL),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Select Halden Web");
  ac_ui_assert_accessible (GTK_WIDGET (fixture->page));

  ac_account_settings_reset (settings);
  ac_test_wait_until (!ac_ui_shows (find_row (fixture, AC_UI_WEB_ID), "Production"));
}

/* Search, filter, sort */

static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);

  gtk_editable_set_text (fixture->page->search_entry, "& PRI");
  ac_test_wait_until (find_row (fixture, AC_UI_WEB_ID) == NULL);
  g_assert_nonnull (find_row (fixture, AC_UI_PRINT_ID));
  g_assert_cmpuint (ac_environment_list_get_n_shown (fixture->page->list), ==, 1);

  gtk_editable_set_text (fixture->page->search_entry, "<b>");
  ac_test_wait_until (ac_ui_shows (page, "No Results Found"));
  activate (fixture, "environments.show-all", NULL);
  ac_test_wait_until (find_row (fixture, AC_UI_WEB_ID) != NULL);
  g_assert_cmpstr (gtk_editable_get_text (fixture->page->search_entry), ==, "");
}

static void
test_status (Fixture       *fixture,
             gconstpointer  data)
{
  g_assert_cmpstr (gtk_label_get_label (fixture->page->all_count), ==, "3");
  g_assert_cmpstr (gtk_label_get_label (fixture->page->enabled_count), ==, "2");
  g_assert_cmpstr (gtk_label_get_label (fixture->page->disabled_count), ==, "1");

  activate (fixture, "rows.status", "s", "disabled");
  ac_test_wait_until (find_row (fixture, AC_UI_WEB_ID) == NULL);
  g_assert_nonnull (find_row (fixture, AC_UI_SUMMER_ID));

  /* The drop-down of narrow windows says the same. */
  g_assert_cmpuint (gtk_drop_down_get_selected (fixture->page->filter_drop_down), ==, AC_ENVIRONMENT_STATUS_DISABLED);

  /* Enabled, it is no longer among the disabled. */
  expect_change (fixture, PUT_PATH (AC_UI_SUMMER_ID), AC_UI_SUMMER_ID, TRUE);
  activate (fixture, "environments.set-enabled", "(sb)", AC_UI_SUMMER_ID, TRUE);
  ac_test_wait_until (shows (fixture, "No Results Found"));
  ac_test_wait_until (g_str_equal (gtk_label_get_label (fixture->page->enabled_count), "3"));
  g_assert_cmpstr (gtk_label_get_label (fixture->page->disabled_count), ==, "0");
}

static void
test_sort (Fixture       *fixture,
           gconstpointer  data)
{
  AcEnvironmentList *list = fixture->page->list;
  GtkColumnView *table = GTK_COLUMN_VIEW (ac_ui_get (GTK_WIDGET (fixture->page->table), GTK_TYPE_COLUMN_VIEW, NULL));
  GListModel *columns = gtk_column_view_get_columns (table);
  g_autoptr(GtkColumnViewColumn) created = g_list_model_get_item (columns, 3);

  g_assert_cmpint (ac_environment_list_get_sort (list), ==, AC_ENVIRONMENT_SORT_NAME);

  /* As the heading does when it is clicked. */
  gtk_column_view_sort_by_column (table, created, GTK_SORT_DESCENDING);
  g_assert_cmpint (ac_environment_list_get_sort (list), ==, AC_ENVIRONMENT_SORT_CREATED);
  g_assert_true (ac_environment_list_get_descending (list));

  /* What has no heading, and then one again. */
  activate (fixture, "rows.sort", "s", "cloud-name");
  g_assert_cmpint (ac_environment_list_get_sort (list), ==, AC_ENVIRONMENT_SORT_CLOUD_NAME);
  activate (fixture, "rows.sort", "s", "status");
  activate (fixture, "rows.descending", NULL);
  g_assert_false (ac_environment_list_get_descending (list));
  g_assert_cmpint (ac_environment_list_get_sort (list), ==, AC_ENVIRONMENT_SORT_STATUS);
  g_assert_cmpstr (ac_environment_get_id (ac_environment_list_get_environment (list, 2)), ==, AC_UI_SUMMER_ID);
}

/* One environment */

static void
test_switch (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *row = wait_row (fixture, AC_UI_SUMMER_ID);
  GtkSwitch *enabled = GTK_SWITCH (ac_ui_get (row, GTK_TYPE_SWITCH, NULL));
  AcMockReply *reply;

  /* Refused: it never moved. */
  refuse_change (fixture, PUT_PATH (AC_UI_SUMMER_ID));
  gtk_switch_set_active (enabled, TRUE);
  g_assert_false (gtk_switch_get_active (enabled));
  ac_test_wait_until (shows (fixture, "Couldn’t save: This key has no permission for that."));
  g_assert_false (gtk_switch_get_active (enabled));

  /* Agreed: it moves then. */
  reply = expect_change (fixture, PUT_PATH (AC_UI_SUMMER_ID), AC_UI_SUMMER_ID, TRUE);
  ac_mock_reply_set_delay (reply, 50);
  gtk_switch_set_active (enabled, TRUE);
  g_assert_false (gtk_switch_get_active (enabled));
  ac_test_wait_until (gtk_switch_get_active (enabled));
  g_assert_true (gtk_switch_get_state (enabled));
  ac_test_wait_until (shows (fixture, "Summer Campaign 2024 enabled"));

  /* Off asks first, and Cancel leaves it. */
  gtk_switch_set_active (enabled, FALSE);
  g_assert_true (gtk_switch_get_active (enabled));
  ac_ui_click (ac_ui_wait_window (ADW_TYPE_MESSAGE_DIALOG), "Cancel");
  ac_ui_wait_no_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_true (gtk_switch_get_active (enabled));
}

static void
collect_labels (GMenuModel *menu,
                GString    *labels)
{
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr(GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);
      g_autofree char *label = NULL;

      if (section != NULL)
        {
          collect_labels (section, labels);
          g_string_append (labels, "| ");
        }
      else if (g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_LABEL, "s", &label))
        g_string_append_printf (labels, "%s ", label);
    }
}

static void
test_menu (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *row = wait_row (fixture, AC_UI_SUMMER_ID);
  g_autoptr(GString) labels = g_string_new (NULL);
  GtkWidget *popover;

  g_signal_emit_by_name (ac_ui_get (row, GTK_TYPE_BUTTON, NULL), "clicked");
  ac_test_wait_until ((popover = ac_ui_find (GTK_WIDGET (fixture->page->table), GTK_TYPE_POPOVER_MENU, NULL)) != NULL &&
                      gtk_widget_get_mapped (popover));
  collect_labels (gtk_popover_menu_get_menu_model (GTK_POPOVER_MENU (popover)), labels);
  g_assert_cmpstr (labels->str, ==,
                   "Edit Copy Cloud Name Copy ID Copy CLOUDINARY__URL Use as Base for New… Show in Web Console | "
                   "Enable | Delete… | ");
  ac_ui_picture (GTK_WIDGET (fixture->base.window), "environments-menu");
  gtk_popover_popdown (GTK_POPOVER (popover));
  ac_test_wait_until (!gtk_widget_get_mapped (popover));

  activate (fixture, "environments.copy-cloud-name", "s", AC_UI_PRINT_ID);
  ac_test_wait_until (shows (fixture, "Cloud name copied"));
  activate (fixture, "environments.copy-id", "s", AC_UI_PRINT_ID);
  ac_test_wait_until (shows (fixture, "Product environment ID copied"));

  activate (fixture, "environments.open", "s", AC_UI_PRINT_ID);
  ac_test_wait_until (ac_ui_fixture_get_visible (&fixture->base) != AC_PAGE (fixture->page));
  ac_page_pop (ac_ui_fixture_get_visible (&fixture->base));
  ac_test_wait_until (ac_ui_fixture_get_visible (&fixture->base) == AC_PAGE (fixture->page));
}

static void
confirm_deletion (Fixture *fixture)
{
  GtkWidget *dialog;

  activate (fixture, "environments.delete", "s", AC_UI_SUMMER_ID);
  dialog = ac_ui_wait_window (ADW_TYPE_MESSAGE_DIALOG);
  gtk_editable_set_text (GTK_EDITABLE (ac_ui_get (dialog, GTK_TYPE_EDITABLE, NULL)), "halden-summer24");
  ac_ui_click (dialog, "Delete");
}

static void
test_delete_refused (Fixture       *fixture,
                     gconstpointer  data)
{
  ac_mock_reply_set_json (ac_mock_server_expect (fixture->base.server, "DELETE", PUT_PATH (AC_UI_SUMMER_ID)),
                          403, "{\"error\":{\"message\":\"no\"}}");
  confirm_deletion (fixture);
  ac_test_wait_until (shows (fixture, "Couldn’t delete Summer Campaign 2024. This key has no permission for that."));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->base.environments)), ==, 3);
}

static void
test_delete (Fixture       *fixture,
             gconstpointer  data)
{
  guint n_limits = ac_mock_server_count_requests (fixture->base.server, "GET", LIMIT_PATH);
  GtkWidget *row;

  ac_mock_reply_set_json (ac_mock_server_expect (fixture->base.server, "DELETE", PUT_PATH (AC_UI_SUMMER_ID)),
                          200, "{\"message\":\"ok\"}");
  confirm_deletion (fixture);
  ac_test_wait_until (g_list_model_get_n_items (G_LIST_MODEL (fixture->base.environments)) == 2);

  /* The focus goes to the row that came in its place. */
  row = wait_row (fixture, AC_UI_WEB_ID);
  ac_test_wait_until (has_focus (row));
  ac_test_wait_until (ac_ui_shows (GTK_WIDGET (fixture->page), "2 of 10 product environments"));
  /* What the service says of the limit may be another now. */
  ac_test_wait_until (ac_mock_server_count_requests (fixture->base.server, "GET", LIMIT_PATH) > n_limits);
}

static void
test_keyboard (Fixture       *fixture,
               gconstpointer  data)
{
  AcEnvironmentSelection *selection = fixture->page->selection;

  /* The first row has the focus on arrival. */
  gtk_widget_grab_focus (GTK_WIDGET (fixture->page));
  ac_test_wait_until (has_focus (wait_row (fixture, AC_UI_PRINT_ID)));

  ac_ui_press ("Down");
  ac_test_wait_until (has_focus (find_row (fixture, AC_UI_WEB_ID)));
  g_assert_false (ac_environment_selection_get_active (selection));

  ac_ui_press ("ctrl+c");
  ac_test_wait_until (shows (fixture, "Cloud name copied"));

  ac_ui_press ("shift+F10");
  ac_test_wait_until (ac_ui_find (GTK_WIDGET (fixture->page->table), GTK_TYPE_POPOVER_MENU, NULL) != NULL &&
                      gtk_widget_get_mapped (ac_ui_find (GTK_WIDGET (fixture->page->table), GTK_TYPE_POPOVER_MENU, NULL)));
  ac_ui_press ("Escape");
  ac_test_wait_until (!gtk_widget_get_mapped (ac_ui_find (GTK_WIDGET (fixture->page->table), GTK_TYPE_POPOVER_MENU, NULL)));
  ac_test_wait_until (has_focus (find_row (fixture, AC_UI_WEB_ID)));

  ac_ui_press ("Delete");
  ac_test_wait_until (ac_ui_shows (ac_ui_wait_window (ADW_TYPE_MESSAGE_DIALOG), "Disable it first."));
  ac_ui_click (ac_ui_wait_window (ADW_TYPE_MESSAGE_DIALOG), "Cancel");
  ac_ui_wait_no_window (ADW_TYPE_MESSAGE_DIALOG);

  /* The space bar is the switch, which asks. */
  ac_test_wait_until (has_focus (find_row (fixture, AC_UI_WEB_ID)));
  ac_ui_press ("space");
  ac_test_wait_until (ac_ui_shows (ac_ui_wait_window (ADW_TYPE_MESSAGE_DIALOG), "Disable Halden Web?"));
  ac_ui_click (ac_ui_wait_window (ADW_TYPE_MESSAGE_DIALOG), "Cancel");
  ac_ui_wait_no_window (ADW_TYPE_MESSAGE_DIALOG);

  /* With Ctrl it begins to select; then it and Enter go on. */
  ac_test_wait_until (has_focus (find_row (fixture, AC_UI_WEB_ID)));
  ac_ui_press ("ctrl+space");
  ac_test_wait_until (ac_environment_selection_get_n_selected (selection) == 1);
  ac_ui_press ("Up");
  ac_test_wait_until (has_focus (find_row (fixture, AC_UI_PRINT_ID)));
  ac_ui_press ("Return");
  ac_test_wait_until (ac_environment_selection_get_n_selected (selection) == 2);
  ac_environment_selection_set_active (selection, FALSE);

  ac_ui_press ("Return");
  ac_test_wait_until (ac_ui_fixture_get_visible (&fixture->base) != AC_PAGE (fixture->page));
}

static void
test_pointer (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *row = wait_row (fixture, AC_UI_WEB_ID);
  const char *click[] = { "xdotool", "mousemove", NULL, NULL, "click", "1", NULL };
  graphene_rect_t bounds;
  g_autofree char *x = NULL;
  g_autofree char *y = NULL;

  /* Anywhere on the row, outside of its controls. */
  g_assert_true (gtk_widget_compute_bounds (row, GTK_WIDGET (fixture->base.window), &bounds));
  click[2] = x = g_strdup_printf ("%d", (int) (bounds.origin.x + bounds.size.width / 2));
  click[3] = y = g_strdup_printf ("%d", (int) (bounds.origin.y + bounds.size.height / 2));
  g_assert_true (g_spawn_sync (NULL, (char **) click, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL));
  ac_test_wait_until (ac_ui_fixture_get_visible (&fixture->base) != AC_PAGE (fixture->page));
}

/* Many environments */

static void
select_three (Fixture *fixture)
{
  static const char * const ids[] = { AC_UI_WEB_ID, AC_UI_PRINT_ID, AC_UI_SUMMER_ID };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    activate (fixture, "environments.set-selected", "(sb)", ids[i], TRUE);
}

static void
test_select (Fixture       *fixture,
             gconstpointer  data)
{
  activate (fixture, "environments.select", NULL);
  ac_test_wait_until (shows (fixture, "Select Items"));
  activate (fixture, "environments.set-selected", "(sb)", AC_UI_WEB_ID, TRUE);
  ac_test_wait_until (shows (fixture, "1 Selected"));
  ac_test_wait_until (gtk_check_button_get_active (GTK_CHECK_BUTTON (ac_ui_get (find_row (fixture, AC_UI_WEB_ID),
                                                                                GTK_TYPE_CHECK_BUTTON, NULL))));
  g_assert_false (gtk_widget_is_sensitive (ac_ui_get (find_row (fixture, AC_UI_WEB_ID), GTK_TYPE_SWITCH, NULL)));
  ac_ui_picture (GTK_WIDGET (fixture->base.window), "environments-selection");

  activate (fixture, "environments.select-all", NULL);
  ac_test_wait_until (shows (fixture, "3 Selected"));
  g_assert_true (ac_page_get_selection_mode (AC_PAGE (fixture->page)));

  activate (fixture, "environments.cancel-selection", NULL);
  ac_test_wait_until (!ac_page_get_selection_mode (AC_PAGE (fixture->page)));
  g_assert_cmpuint (ac_environment_selection_get_n_selected (fixture->page->selection), ==, 0);
  ac_test_wait_until (gtk_widget_is_sensitive (ac_ui_get (find_row (fixture, AC_UI_WEB_ID), GTK_TYPE_SWITCH, NULL)));
}

static void
confirm_disabling (const char *number)
{
  GtkWidget *dialog = ac_ui_wait_window (ADW_TYPE_MESSAGE_DIALOG);

  /* The number has to be typed. */
  g_assert_false (gtk_widget_is_sensitive (ac_ui_get (dialog, GTK_TYPE_BUTTON, "Disable")));
  gtk_editable_set_text (GTK_EDITABLE (ac_ui_get (dialog, GTK_TYPE_EDITABLE, NULL)), number);
  ac_ui_click (dialog, "Disable");
}

static void
test_bulk (Fixture       *fixture,
           gconstpointer  data)
{
  /* Two are enabled; the third needs no call. */
  expect_change (fixture, PUT_PATH (AC_UI_WEB_ID), AC_UI_WEB_ID, FALSE);
  expect_change (fixture, PUT_PATH (AC_UI_PRINT_ID), AC_UI_PRINT_ID, FALSE);
  select_three (fixture);
  activate (fixture, "environments.disable-selected", NULL);
  confirm_disabling ("2");
  ac_test_wait_until (shows (fixture, "2 product environments disabled"));
  ac_ui_wait_no_window (AC_TYPE_ENVIRONMENT_BULK_DIALOG);
  g_assert_false (ac_page_get_selection_mode (AC_PAGE (fixture->page)));
  ac_test_wait_until (g_str_equal (gtk_label_get_label (fixture->page->disabled_count), "3"));

  /* And back. */
  expect_change (fixture, PUT_PATH (AC_UI_WEB_ID), AC_UI_WEB_ID, TRUE);
  expect_change (fixture, PUT_PATH (AC_UI_PRINT_ID), AC_UI_PRINT_ID, TRUE);
  ac_ui_click (GTK_WIDGET (fixture->base.window), "Undo");
  ac_test_wait_until (shows (fixture, "2 product environments enabled"));
  ac_test_wait_until (g_str_equal (gtk_label_get_label (fixture->page->disabled_count), "1"));
}

static void
test_bulk_failures (Fixture       *fixture,
                    gconstpointer  data)
{
  GtkWidget *dialog;

  expect_change (fixture, PUT_PATH (AC_UI_WEB_ID), AC_UI_WEB_ID, FALSE);
  refuse_change (fixture, PUT_PATH (AC_UI_PRINT_ID));
  select_three (fixture);
  activate (fixture, "environments.disable-selected", NULL);
  confirm_disabling ("2");
  ac_test_wait_until (shows (fixture, "1 of 2 disabled, 1 failed"));

  /* What failed is what is selected. */
  g_assert_cmpuint (ac_environment_selection_get_n_selected (fixture->page->selection), ==, 1);
  g_assert_true (ac_environment_selection_contains (fixture->page->selection,
                                                    ac_ui_fixture_lookup (&fixture->base, AC_UI_PRINT_ID)));

  ac_ui_click (GTK_WIDGET (fixture->base.window), "Details");
  dialog = ac_ui_wait_window (AC_TYPE_ENVIRONMENT_BULK_DIALOG);
  ac_test_wait_until (ac_ui_shows (dialog, "Catalogue & Print"));
  g_assert_true (ac_ui_shows (dialog, "This key has no permission for that."));
  g_assert_false (ac_ui_shows (dialog, "Halden Web"));
  ac_ui_picture (dialog, "environments-results");
  ac_ui_click (dialog, "Close");
  ac_ui_wait_no_window (AC_TYPE_ENVIRONMENT_BULK_DIALOG);
}

/* Six, so that two wait. */
static void
load_six (Fixture *fixture)
{
  g_autoptr(GString) json = g_string_new ("{\"environments\":[");
  g_autoptr(GAsyncResult) result = NULL;

  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *id = g_strdup_printf ("id-%u", i);
      g_autofree char *one = ac_ui_environment_json (id, id, id, FALSE, "", "{}", "dynamic", "us");

      g_string_append_printf (json, "%s%s", i > 0 ? "," : "", one);
    }
  g_string_append (json, "]}");
  ac_mock_reply_set_json (ac_mock_server_expect (fixture->base.server, "GET", AC_UI_CONSOLE "/environments"), 200, json->str);
  ac_collection_load_async (AC_COLLECTION (fixture->base.environments), NULL, ac_test_store_result, &result);
  g_assert_true (ac_collection_load_finish (AC_COLLECTION (fixture->base.environments), ac_test_wait_result (&result), NULL));
}

static void
test_bulk_stop (Fixture       *fixture,
                gconstpointer  data)
{
  GtkWidget *dialog;

  load_six (fixture);
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *id = g_strdup_printf ("id-%u", i);
      g_autofree char *path = g_strconcat (AC_UI_PROVISIONING "/sub_accounts/", id, NULL);

      ac_mock_reply_set_delay (expect_change (fixture, path, id, TRUE), 300);
    }

  activate (fixture, "environments.select-all", NULL);
  activate (fixture, "environments.enable-selected", NULL);
  dialog = ac_ui_wait_window (AC_TYPE_ENVIRONMENT_BULK_DIALOG);
  g_assert_true (ac_ui_shows (dialog, "Enabling 6 product environments"));
  ac_ui_click (dialog, "Stop");

  /* The four that were under way end; the other two are never asked for, or the server would fail the test. */
  ac_test_wait_until (shows (fixture, "4 of 6 enabled, then stopped"));
  ac_ui_wait_no_window (AC_TYPE_ENVIRONMENT_BULK_DIALOG);
  g_assert_cmpuint (ac_environment_selection_get_n_selected (fixture->page->selection), ==, 2);
  g_assert_cmpuint (ac_environment_index_get_n_enabled (fixture->page->index), ==, 4);
}

static void
on_text_read_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
}

static void
test_copy_urls (Fixture       *fixture,
                gconstpointer  data)
{
  static const char * const ids[] = { AC_UI_PRINT_ID, AC_UI_WEB_ID };
  g_auto(GStrv) lines = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      AcEnvironment *environment = ac_ui_fixture_lookup (&fixture->base, ids[i]);
      g_autofree char *path = g_strconcat (AC_UI_PROVISIONING "/sub_accounts/", ids[i], NULL);
      g_autofree char *json = ac_ui_environment_json (ids[i], ac_environment_get_name (environment),
                                                      ac_environment_get_cloud_name (environment), TRUE,
                                                      "", "{}", "dynamic", "us");

      ac_mock_reply_set_json (ac_mock_server_expect (fixture->base.server, "GET", path), 200, json);
      activate (fixture, "environments.set-selected", "(sb)", ids[i], TRUE);
    }

  activate (fixture, "environments.copy-selected-urls", NULL);
  ac_test_wait_until (shows (fixture, "2 CLOUDINARY_URLs copied. Removed from the clipboard in 60 seconds."));
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (fixture->page)), NULL, on_text_read_cb, &text);
  ac_test_wait_until (text != NULL);
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 2);
  g_assert_nonnull (strstr (lines[0], "@halden-print?upload_prefix=http://127.0.0.1:"));
  g_assert_nonnull (strstr (lines[1], "@halden-web?upload_prefix=http://127.0.0.1:"));
}

/* Asked once for all of them, before any is fetched: the server would refuse what nobody expects. */
static void
test_copy_urls_asks (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(GSettings) settings = g_settings_new (AC_BASE_ID);
  g_autoptr(AcPrivateBus) bus = ac_private_bus_new ();
  g_autoptr(AcMockAuthority) authority = ac_mock_authority_new (bus);

  activate (fixture, "environments.set-selected", "(sb)", AC_UI_PRINT_ID, TRUE);
  activate (fixture, "environments.set-selected", "(sb)", AC_UI_WEB_ID, TRUE);
  g_settings_set_boolean (settings, "ask-before-showing-secrets", TRUE);
  ac_mock_authority_set_answer (authority, AC_MOCK_ANSWER_REFUSED);
  activate (fixture, "environments.copy-selected-urls", NULL);
  ac_test_wait_until (shows (fixture, "Couldn’t copy CLOUDINARY_URL. The password was not accepted."));
  g_assert_cmpuint (ac_mock_authority_get_n_asked (authority), ==, 1);
  g_settings_reset (settings, "ask-before-showing-secrets");
}

static void
test_export (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("ac-export-XXXXXX", &error);
  g_autoptr(GFile) file = g_file_new_build_filename (folder, "environments.csv", NULL);
  g_autoptr(GPtrArray) all = ac_environment_list_dup_all (fixture->page->list);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  ac_environments_page_export (fixture->page, all, file);
  ac_test_wait_until (shows (fixture, "Exported to environments.csv"));
  g_assert_true (g_file_load_contents (file, NULL, &text, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (text, "id,name,cloud_name,description,enabled,"));
  g_assert_nonnull (strstr (text, AC_UI_PRINT_ID ",Catalogue & Print,halden-print,,true,fixed,eu,1,2023-03-12T09:14:52Z,"));
  g_assert_null (strstr (text, "made-up-secret"));
  g_file_delete (file, NULL, NULL);

  /* A folder that isn't there. */
  g_rmdir (folder);
  ac_environments_page_export (fixture->page, all, file);
  ac_test_wait_until (!shows (fixture, "Exported to environments.csv"));
}

/* Layout and connection */

/* Nothing of @widget is cut off. */
static gboolean
fits (gpointer widget)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, gtk_widget_get_width (widget), &minimum, NULL, NULL, NULL);

  return gtk_widget_get_height (widget) >= minimum;
}

static void
test_narrow (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);

  g_assert_false (ac_environment_table_get_narrow (fixture->page->table));
  activate (fixture, "environments.set-selected", "(sb)", AC_UI_WEB_ID, TRUE);

  /* In one step as narrow as a telephone. */
  gtk_window_set_default_size (fixture->base.window, 360, 720);
  ac_test_wait_until (gtk_widget_get_width (page) == 360);
  ac_test_wait_until (ac_environment_table_get_narrow (fixture->page->table));
  wait_row (fixture, AC_UI_WEB_ID);
  ac_test_wait_until (!gtk_widget_get_visible (fixture->page->select_button));
  g_assert_false (gtk_widget_get_visible (fixture->page->new_label));
  g_assert_true (gtk_widget_get_visible (fixture->page->bottom_menu_button));
  g_assert_true (ac_ui_shows (page, "Dynamic folders · 1 key"));
  g_assert_cmpint (gtk_widget_get_width (page), ==, 360);
  ac_test_wait_until (fits (fixture->page->limit_card));

  /* What was selected still is. */
  ac_test_wait_until (gtk_check_button_get_active (GTK_CHECK_BUTTON (ac_ui_get (find_row (fixture, AC_UI_WEB_ID),
                                                                                GTK_TYPE_CHECK_BUTTON, NULL))));
  ac_environment_selection_set_active (fixture->page->selection, FALSE);
  ac_ui_assert_accessible (page);
  ac_ui_picture (GTK_WIDGET (fixture->base.window), "environments-narrow");

  /* The drop-down filters, and the part of it that has the focus says what it is. */
  gtk_test_accessible_assert_property (gtk_widget_get_first_child (GTK_WIDGET (fixture->page->filter_drop_down)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Show");
  gtk_drop_down_set_selected (fixture->page->filter_drop_down, AC_ENVIRONMENT_STATUS_DISABLED);
  ac_test_wait_until (find_row (fixture, AC_UI_WEB_ID) == NULL);
  g_assert_nonnull (find_row (fixture, AC_UI_SUMMER_ID));

  gtk_window_set_default_size (fixture->base.window, 1000, 720);
  ac_test_wait_until (!ac_environment_table_get_narrow (fixture->page->table));
  wait_row (fixture, AC_UI_SUMMER_ID);
  ac_test_wait_until (gtk_widget_get_visible (fixture->page->select_button));
}

/* Headings have room for themselves and for the arrow of sorting, at each size of text. */
static void
assert_headings_fit (GtkWidget *widget)
{
  graphene_rect_t bounds;
  int natural;

  if (!gtk_widget_get_mapped (widget))
    return;
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkColumnViewTitle"))
    {
      gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
      g_assert_true (gtk_widget_compute_bounds (widget, widget, &bounds));
      g_assert_cmpfloat (bounds.size.width, >=, natural);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    assert_headings_fit (child);
}

static void
test_headings (Fixture       *fixture,
               gconstpointer  data)
{
  assert_headings_fit (GTK_WIDGET (fixture->page));
}

/* Half as large again, and still as narrow as a telephone. */
static void
test_text_size (Fixture       *fixture,
                gconstpointer  data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);
  int dpi;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", dpi * 3 / 2, NULL);

  for (guint i = 0; i < 3; i++)
    {
      gtk_window_set_default_size (fixture->base.window, 1400, 720);
      ac_test_wait_until (gtk_widget_get_visible (fixture->page->select_button) && !ac_page_get_narrow (AC_PAGE (page)));
      assert_headings_fit (page);

      gtk_window_set_default_size (fixture->base.window, 360, 720);
      ac_test_wait_until (ac_page_get_narrow (AC_PAGE (page)));
      ac_test_wait_until (gtk_widget_get_width (page) == 360);
      ac_test_wait_until (fits (fixture->page->limit_card));
    }

  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", dpi, NULL);
}

/* Whoever may change environments may not buy more of them. */
static void
test_limit_permission (Fixture       *fixture,
                       gconstpointer  data)
{
  static const char * const admin[] = { "admin", NULL };
  static const char * const master_admin[] = { "master_admin", NULL };
  AcPermissions *permissions = ac_account_get_permissions (fixture->base.account);
  g_autofree char *full = ac_ui_limit_json (5, 0, 5, NULL, NULL);
  GtkWidget *button;

  ac_ui_fixture_set_limit (&fixture->base, full);
  ac_test_wait_until (ac_ui_find (GTK_WIDGET (fixture->page->limit_card), GTK_TYPE_BUTTON, "Change Limit…") != NULL);
  button = ac_ui_get (GTK_WIDGET (fixture->page->limit_card), GTK_TYPE_BUTTON, "Change Limit…");
  g_assert_true (gtk_widget_is_sensitive (button));

  ac_permissions_set_roles (permissions, admin);
  g_assert_false (gtk_widget_is_sensitive (button));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "Only Master admins can change the limit.");
  g_assert_true (ac_page_get_editable (AC_PAGE (fixture->page)));

  ac_permissions_set_roles (permissions, master_admin);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_assert_null (gtk_widget_get_tooltip_text (button));
}

static void
test_offline (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *row = wait_row (fixture, AC_UI_WEB_ID);
  GtkWidget *enabled = ac_ui_get (row, GTK_TYPE_SWITCH, NULL);

  g_assert_true (gtk_widget_is_sensitive (enabled));
  /* With this the client finds out that the service is back. */
  ac_mock_server_allow (fixture->base.server, "GET", "/");
  ac_mock_server_stop (fixture->base.server);
  ac_collection_load_async (AC_COLLECTION (fixture->base.environments), NULL, NULL, NULL);
  ac_test_wait_until (!ac_page_get_editable (AC_PAGE (fixture->page)));
  ac_test_wait_until (!gtk_widget_is_sensitive (enabled));
  g_assert_false (gtk_widget_is_sensitive (ac_ui_get (GTK_WIDGET (fixture->page), GTK_TYPE_BUTTON, "New…")));
  g_assert_nonnull (find_row (fixture, AC_UI_WEB_ID));
  ac_ui_picture (GTK_WIDGET (fixture->base.window), "environments-offline");

  /* Searching and copying work. */
  gtk_editable_set_text (fixture->page->search_entry, "summer");
  ac_test_wait_until (find_row (fixture, AC_UI_WEB_ID) == NULL);
  gtk_editable_set_text (fixture->page->search_entry, "");

  ac_mock_server_start (fixture->base.server);
  ac_account_retry_now (fixture->base.account);
  ac_test_wait_until (ac_page_get_editable (AC_PAGE (fixture->page)));
  ac_test_wait_until (gtk_widget_is_sensitive (ac_ui_get (find_row (fixture, AC_UI_WEB_ID), GTK_TYPE_SWITCH, NULL)));
}

/* The window goes while the list is on its way: nothing is left over, and nothing falls over. */
static void
test_closed (Fixture       *fixture,
             gconstpointer  data)
{
  ac_mock_reply_set_hang (ac_mock_server_expect (fixture->base.server, "GET", AC_UI_CONSOLE "/environments"));
  ac_collection_load_async (AC_COLLECTION (fixture->base.environments),
                            ac_page_get_cancellable (AC_PAGE (fixture->page)), NULL, NULL);
  ac_test_wait_until (ac_mock_server_count_requests (fixture->base.server, "GET", AC_UI_CONSOLE "/environments") == 2);
}

#define PLAIN_JSON "{\"id\":\"id-plain\",\"name\":\"Plain\",\"cloud_name\":\"plain\",\"enabled\":true," \
                   "\"api_access_keys\":[{\"key\":\"482915073364128\",\"secret\":\"made-up-secret\",\"enabled\":true}]," \
                   "\"created_at\":\"2023-03-12T09:14:52Z\",\"updated_at\":\"2023-03-12T09:14:52Z\",\"custom_attributes\":{}}"

/* Without the Console API the folder modes of the rows are asked for, and the limit isn't known. */
static void
test_public_api (Fixture       *fixture,
                 gconstpointer  data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);
  AcMockServer *server = fixture->base.server;
  g_autoptr(GAsyncResult) result = NULL;

  ac_test_wait_until (ac_ui_shows (page, "3 product environments"));
  g_assert_false (ac_ui_shows (page, "Change Limit…"));

  ac_mock_reply_set_json (ac_mock_server_expect (server, "GET", AC_UI_PROVISIONING "/sub_accounts"),
                          200, "{\"sub_accounts\":[" PLAIN_JSON "]}");
  ac_mock_reply_set_json (ac_mock_server_expect (server, "GET", PUT_PATH ("id-plain")), 200, PLAIN_JSON);
  ac_mock_reply_set_json (ac_mock_server_expect (server, "GET", "/v1_1/plain/config?settings=true"), 200,
                          "{\"cloud_name\":\"plain\",\"settings\":{\"folder_mode\":\"fixed\"}}");
  ac_collection_load_async (AC_COLLECTION (fixture->base.environments), NULL, ac_test_store_result, &result);
  g_assert_true (ac_collection_load_finish (AC_COLLECTION (fixture->base.environments), ac_test_wait_result (&result), NULL));
  ac_test_wait_until (ac_ui_shows (wait_row (fixture, "id-plain"), "Fixed"));
}

#define N_MANY 300

/* Of many rows only those that can be seen are asked for, at their own keys. */
static void
test_folder_modes_in_view (Fixture       *fixture,
                           gconstpointer  data)
{
  AcMockServer *server = fixture->base.server;
  g_autoptr(GString) list = g_string_new ("{\"sub_accounts\":[");
  g_autoptr(GAsyncResult) result = NULL;
  guint n_asked = 0;

  for (guint i = 0; i < N_MANY; i++)
    {
      g_autofree char *path = g_strdup_printf (PUT_PATH ("id-%03u"), i);

      g_string_append_printf (list, "%s{\"id\":\"id-%03u\",\"name\":\"Shop %03u\",\"cloud_name\":\"shop-%03u\",\"enabled\":true}",
                              i > 0 ? "," : "", i, i, i);
      ac_mock_server_allow (server, "GET", path);
    }
  g_string_append (list, "]}");
  ac_mock_reply_set_json (ac_mock_server_expect (server, "GET", AC_UI_PROVISIONING "/sub_accounts"), 200, list->str);
  ac_collection_load_async (AC_COLLECTION (fixture->base.environments), NULL, ac_test_store_result, &result);
  g_assert_true (ac_collection_load_finish (AC_COLLECTION (fixture->base.environments), ac_test_wait_result (&result), NULL));

  ac_test_wait_until (ac_mock_server_count_requests (server, "GET", PUT_PATH ("id-000")) > 0);
  ac_environment_table_focus (fixture->page->table, ac_collection_lookup (AC_COLLECTION (fixture->base.environments), "id-299"));
  ac_test_wait_until (ac_mock_server_count_requests (server, "GET", PUT_PATH ("id-299")) > 0);
  for (guint i = 0; i < N_MANY; i++)
    {
      g_autofree char *path = g_strdup_printf (PUT_PATH ("id-%03u"), i);

      n_asked += ac_mock_server_count_requests (server, "GET", path) > 0;
    }
  g_assert_cmpuint (n_asked, <, 60);
  g_assert_cmpuint (ac_mock_server_count_requests (server, "GET", PUT_PATH ("id-150")), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, function) g_test_add ("/environments-page/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("content", test_content);
  ADD ("accessible", test_accessible);
  ADD ("search", test_search);
  ADD ("status", test_status);
  ADD ("sort", test_sort);
  ADD ("switch", test_switch);
  ADD ("menu", test_menu);
  ADD ("delete", test_delete);
  ADD ("delete-refused", test_delete_refused);
  ADD ("keyboard", test_keyboard);
  ADD ("pointer", test_pointer);
  ADD ("select", test_select);
  ADD ("bulk", test_bulk);
  ADD ("bulk-failures", test_bulk_failures);
  ADD ("bulk-stop", test_bulk_stop);
  ADD ("copy-urls", test_copy_urls);
  ADD ("copy-urls-asks", test_copy_urls_asks);
  ADD ("export", test_export);
  ADD ("narrow", test_narrow);
  ADD ("headings", test_headings);
  ADD ("text-size", test_text_size);
  ADD ("limit-permission", test_limit_permission);
  ADD ("offline", test_offline);
  ADD ("closed", test_closed);
  g_test_add ("/environments-page/public-api", Fixture, "without Console API", set_up, test_public_api, tear_down);
  g_test_add ("/environments-page/folder-modes-in-view", Fixture, "without Console API", set_up, test_folder_modes_in_view,
              tear_down);

  return g_test_run ();
}
