/* test-new-environment-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-cloud-name-row.h"
#include "ac-environment-combo-row.h"
#include "ac-environment-dialogs.h"
#include "ac-hint.h"
#include "ac-limit-dialog.h"
#include "ac-new-environment-dialog.h"
#include "ac-ui-fixture.h"

#define CREATE_PATH AC_UI_CONSOLE "/environments"
#define NEW_ID "77777777777777777777777777aaaa"

typedef struct
{
  AcUiFixture base;
  GtkWidget *dialog;
} Fixture;

static AcEnvironment *created;

static void
on_created (AcPage        *page,
            AcEnvironment *environment)
{
  g_set_object (&created, environment);
}

static void
open_dialog (Fixture       *fixture,
             AcEnvironment *base)
{
  ac_environment_dialogs_new (fixture->base.page, base, on_created);
  fixture->dialog = ac_ui_wait_window (AC_TYPE_NEW_ENVIRONMENT_DIALOG);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  without_console)
{
  ac_ui_fixture_set_up (&fixture->base, without_console == NULL);
  g_clear_object (&created);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  without_console)
{
  g_clear_object (&created);
  ac_ui_fixture_tear_down (&fixture->base);
  g_assert_null (ac_ui_find_window (GTK_TYPE_WINDOW));
}

static const char *
get_cloud_name (Fixture *fixture)
{
  return gtk_editable_get_text (GTK_EDITABLE (ac_ui_get (fixture->dialog, AC_TYPE_CLOUD_NAME_ROW, NULL)));
}

static gboolean
can_create (Fixture *fixture)
{
  return gtk_widget_is_sensitive (ac_ui_get (fixture->dialog, GTK_TYPE_BUTTON, "Create"));
}

static AcMockReply *
expect_create (Fixture *fixture)
{
  return ac_mock_server_expect (fixture->base.server, "POST", CREATE_PATH);
}

static const AcMockRequest *
get_last_request (Fixture *fixture)
{
  return ac_mock_server_get_request (fixture->base.server, ac_mock_server_get_n_requests (fixture->base.server) - 1);
}

static void
assert_sent (Fixture    *fixture,
             const char *expected)
{
  if (strstr (get_last_request (fixture)->body, expected) == NULL)
    g_error ("%s is not in %s", expected, get_last_request (fixture)->body);
}

static void
test_slug (Fixture       *fixture,
           gconstpointer  data)
{
  open_dialog (fixture, NULL);
  ac_ui_assert_accessible (fixture->dialog);
  g_assert_false (can_create (fixture));
  g_assert_true (ac_ui_shows (fixture->dialog, "Leave empty to get a generated name."));

  ac_ui_type (fixture->dialog, "Display name", "Halden Nørdic & Søn");
  g_assert_cmpstr (get_cloud_name (fixture), ==, "halden-noerdic-soen");
  g_assert_true (can_create (fixture));
  g_assert_true (ac_ui_shows (fixture->dialog, "Delivery URLs: \342\201\246res.cloudinary.com/halden-noerdic-soen/\342\201\251"));

  /* Once edited by hand it stays, until it is emptied. */
  ac_ui_type (fixture->dialog, "Cloud name", "mine");
  ac_ui_type (fixture->dialog, "Display name", "Other");
  g_assert_cmpstr (get_cloud_name (fixture), ==, "mine");
  ac_ui_type (fixture->dialog, "Cloud name", "");
  g_assert_true (can_create (fixture));
  ac_ui_type (fixture->dialog, "Display name", "Another");
  g_assert_cmpstr (get_cloud_name (fixture), ==, "another");

  ac_ui_type (fixture->dialog, "Display name", "   ");
  g_assert_false (can_create (fixture));
}

static void
test_validation (Fixture       *fixture,
                 gconstpointer  data)
{
  static const struct
  {
    const char *cloud_name;
    const char *text;
    gboolean can_create;
  } rows[] = {
    { "9-nordic shop", "Start with a letter. Use letters, digits and hyphens only.", FALSE },
    { "under_score", "Start with a letter. Use letters, digits and hyphens only.", FALSE },
    { "a", "Use 2 to 128 characters.", FALSE },
    { "bucket-CLD", "Don’t end with -cld. That ending is for private storage buckets.", TRUE },
    { "good-1", "Delivery URLs: \342\201\246res.cloudinary.com/good-1/\342\201\251", TRUE },
  };

  open_dialog (fixture, NULL);
  ac_ui_type (fixture->dialog, "Display name", "X");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkWidget *row = ac_ui_get (fixture->dialog, AC_TYPE_CLOUD_NAME_ROW, NULL);
      gboolean is_error = !rows[i].can_create;

      ac_ui_type (fixture->dialog, "Cloud name", rows[i].cloud_name);
      g_assert_true (ac_ui_shows (fixture->dialog, rows[i].text));
      g_assert_cmpint (can_create (fixture), ==, rows[i].can_create);
      g_assert_cmpint (gtk_widget_has_css_class (row, "error"), ==, is_error);
      gtk_test_accessible_assert_state (row, GTK_ACCESSIBLE_STATE_INVALID,
                                        is_error ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE);
    }

  ac_ui_type (fixture->dialog, "Cloud name", "9-nordic shop");
  ac_ui_picture (fixture->dialog, "new-invalid");
}

static void
on_keys_wanted_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   char         **wanted)
{
  g_assert_null (*wanted);
  *wanted = g_variant_print (parameter, FALSE);
}

static void
test_success (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr(GSimpleAction) action = g_simple_action_new ("show-environment-page", G_VARIANT_TYPE ("(ss)"));
  g_autofree char *wanted = NULL;
  g_autofree char *json = ac_ui_environment_json (NEW_ID, "Fish <b>&</b> Chips", "fish-chips", TRUE, "d", "{}", "fixed", "us");

  open_dialog (fixture, NULL);
  ac_mock_reply_set_json (expect_create (fixture), 200, json);
  ac_ui_type (fixture->dialog, "Display name", "Fish <b>&</b> Chips");
  ac_ui_type (fixture->dialog, "Cloud name", "fish-chips");
  ac_ui_type (fixture->dialog, "Description", "d");
  gtk_switch_set_active (GTK_SWITCH (ac_ui_get (fixture->dialog, GTK_TYPE_SWITCH, NULL)), FALSE);
  g_assert_true (ac_ui_shows (fixture->dialog, "The folder path is part of the public ID. Moving or renaming can break links. Can’t be changed later."));
  ac_ui_click (fixture->dialog, "Create");
  g_assert_false (gtk_widget_is_sensitive (ac_ui_get (fixture->dialog, ADW_TYPE_ENTRY_ROW, "Display name")));

  ac_ui_wait_no_window (AC_TYPE_NEW_ENVIRONMENT_DIALOG);
  assert_sent (fixture, "\"name\":\"Fish <b>&</b> Chips\"");
  assert_sent (fixture, "\"cloud_name\":\"fish-chips\"");
  assert_sent (fixture, "\"description\":\"d\"");
  assert_sent (fixture, "\"folder_mode\":\"fixed\"");
  g_assert_cmpstr (ac_environment_get_id (created), ==, NEW_ID);
  ac_test_wait_until (ac_ui_shows (GTK_WIDGET (fixture->base.window), "Fish <b>&</b> Chips created"));

  /* What one needs of it next. */
  g_signal_connect (action, "activate", G_CALLBACK (on_keys_wanted_cb), &wanted);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (action));
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->base.window), "win", G_ACTION_GROUP (actions));
  ac_ui_click (GTK_WIDGET (fixture->base.window), "Show Keys");
  g_assert_cmpstr (wanted, ==, "('" NEW_ID "', 'environment-keys')");
}

static void
test_taken (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *row;

  open_dialog (fixture, NULL);
  ac_mock_reply_set_json (expect_create (fixture), 409, "{\"error\":{\"message\":\"cloud_name is taken\"}}");
  ac_ui_type (fixture->dialog, "Display name", "Halden Nordic");
  ac_ui_type (fixture->dialog, "Description", "typed");
  ac_ui_click (fixture->dialog, "Create");

  ac_test_wait_until (ac_ui_shows (fixture->dialog, "This cloud name is already used by another Cloudinary account. Cloud names are unique worldwide."));
  row = ac_ui_get (fixture->dialog, AC_TYPE_CLOUD_NAME_ROW, NULL);
  g_assert_true (gtk_widget_has_css_class (row, "error"));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->dialog)), row));
  g_assert_false (can_create (fixture));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (ac_ui_get (fixture->dialog, ADW_TYPE_ENTRY_ROW, "Description"))), ==, "typed");
  ac_ui_picture (fixture->dialog, "new-taken");

  /* Another name can be tried. */
  ac_ui_type (fixture->dialog, "Cloud name", "halden-nordic-2");
  g_assert_true (can_create (fixture));
}

static void
assert_failure_keeps (Fixture    *fixture,
                      const char *sentence)
{
  ac_ui_type (fixture->dialog, "Display name", "Halden Nordic");
  ac_ui_click (fixture->dialog, "Create");

  ac_test_wait_until (g_strcmp0 (ac_form_dialog_get_notice (AC_FORM_DIALOG (fixture->dialog)), sentence) == 0);
  g_assert_true (can_create (fixture));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (ac_ui_get (fixture->dialog, ADW_TYPE_ENTRY_ROW, "Display name"))), ==, "Halden Nordic");
  g_assert_null (created);
}

static void
test_server_error (Fixture       *fixture,
                   gconstpointer  data)
{
  open_dialog (fixture, NULL);
  ac_mock_reply_set_json (expect_create (fixture), 500, "{\"error\":{\"message\":\"boom\"}}");
  assert_failure_keeps (fixture, "Cloudinary has a problem right now.");

  /* The next try takes the sentence away. */
  ac_mock_reply_set_hang (expect_create (fixture));
  ac_ui_click (fixture->dialog, "Create");
  g_assert_null (ac_form_dialog_get_notice (AC_FORM_DIALOG (fixture->dialog)));
  ac_test_wait_until (ac_mock_server_count_requests (fixture->base.server, "POST", CREATE_PATH) == 2);
}

static void
test_offline (Fixture       *fixture,
              gconstpointer  data)
{
  open_dialog (fixture, NULL);
  ac_mock_server_stop (fixture->base.server);
  assert_failure_keeps (fixture, "The server could not be reached.");
  ac_mock_server_start (fixture->base.server);
}

static void
test_time_out (Fixture       *fixture,
               gconstpointer  data)
{
  open_dialog (fixture, NULL);
  ac_ui_fixture_make_impatient (&fixture->base);
  ac_mock_reply_set_hang (expect_create (fixture));
  assert_failure_keeps (fixture, "The server did not answer in time.");

  /* Nobody knows whether it was made: what is there now is looked at. */
  ac_test_wait_until (ac_mock_server_count_requests (fixture->base.server, "GET", CREATE_PATH) == 2);
}

/* As large as its text wants it, also when it grows. */
static void
test_text_size (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(AcEnvironment) base = g_object_ref (ac_collection_lookup (AC_COLLECTION (fixture->base.environments), AC_UI_WEB_ID));
  int dpi, width, height;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024 * 5 / 4, NULL);

  open_dialog (fixture, NULL);
  gtk_window_get_default_size (GTK_WINDOW (fixture->dialog), &width, &height);
  g_assert_cmpint (width, ==, 675);
  g_assert_cmpint (height, ==, 625);

  ac_environment_combo_row_set_environment (AC_ENVIRONMENT_COMBO_ROW (ac_ui_get (fixture->dialog, AC_TYPE_ENVIRONMENT_COMBO_ROW, NULL)), base);
  gtk_window_get_default_size (GTK_WINDOW (fixture->dialog), &width, &height);
  g_assert_cmpint (width, ==, 675);
  g_assert_cmpint (height, ==, 850);

  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", dpi, NULL);
}

static void
test_limit_answer (Fixture       *fixture,
                   gconstpointer  data)
{
  open_dialog (fixture, NULL);
  ac_mock_reply_set_json (expect_create (fixture), 403, "{\"error\":{\"message\":\"max_sub_accounts reached\"}}");
  assert_failure_keeps (fixture, "The limit is reached.");
  /* Nobody knows how it is changed here; the web console does. */
  g_assert_nonnull (ac_ui_get (fixture->dialog, GTK_TYPE_BUTTON, "Open Web Console"));
}

/* Where the limit can't be changed here it says why, and offers no change. */
static void
test_limit_refused (Fixture       *fixture,
                    gconstpointer  data)
{
  static const struct { const char *reason; const char *through; const char *notice; } cases[] = {
    { "free_plan", NULL, "Your only product environment is in use. More product environments are part of paid plans." },
    { "marketplace", "Heroku", "Your only product environment is in use. Your account was bought through Heroku. Change it there." },
    { "enterprise", NULL, "Your only product environment is in use. Enterprise plans: ask your Customer Success Manager." },
  };

  open_dialog (fixture, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = ac_ui_limit_json (1, 0, 1, cases[i].reason, cases[i].through);

      ac_ui_fixture_set_limit (&fixture->base, json);
      g_assert_cmpstr (ac_form_dialog_get_notice (AC_FORM_DIALOG (fixture->dialog)), ==, cases[i].notice);
      g_assert_null (ac_ui_find (fixture->dialog, GTK_TYPE_BUTTON, "Change Limit…"));
    }
}

static void
test_limit (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *full = ac_ui_limit_json (5, 5, 10, NULL, NULL);
  g_autofree char *free_again = ac_ui_limit_json (5, 5, 9, NULL, NULL);

  ac_ui_fixture_set_limit (&fixture->base, full);
  open_dialog (fixture, NULL);
  g_assert_cmpstr (ac_form_dialog_get_notice (AC_FORM_DIALOG (fixture->dialog)), ==, "You use all 10 product environments.");
  ac_ui_type (fixture->dialog, "Display name", "Halden Nordic");
  g_assert_false (can_create (fixture));
  ac_ui_picture (fixture->dialog, "new-limit");

  /* The limit's window takes its place, and gives it back. */
  ac_ui_click (fixture->dialog, "Change Limit…");
  ac_ui_click (ac_ui_wait_window (AC_TYPE_LIMIT_DIALOG), "Cancel");
  g_assert_true (ac_ui_wait_window (AC_TYPE_NEW_ENVIRONMENT_DIALOG) == fixture->dialog);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (ac_ui_get (fixture->dialog, ADW_TYPE_ENTRY_ROW, "Display name"))), ==, "Halden Nordic");

  ac_ui_fixture_set_limit (&fixture->base, free_again);
  g_assert_null (ac_form_dialog_get_notice (AC_FORM_DIALOG (fixture->dialog)));
  g_assert_true (can_create (fixture));
}

static void
test_base (Fixture       *fixture,
           gconstpointer  data)
{
  AcEnvironment *print = ac_ui_fixture_lookup (&fixture->base, AC_UI_PRINT_ID);
  g_autofree char *json = ac_ui_environment_json (NEW_ID, "Next", "next", TRUE, "", "{}", "fixed", "eu");
  AcEnvironmentComboRow *row;

  open_dialog (fixture, print);
  row = AC_ENVIRONMENT_COMBO_ROW (ac_ui_get (fixture->dialog, AC_TYPE_ENVIRONMENT_COMBO_ROW, NULL));
  g_assert_true (ac_ui_shows (fixture->dialog, "Copied From Catalogue & Print"));
  g_assert_true (ac_ui_shows (fixture->dialog, "Same as Catalogue & Print"));
  g_assert_true (ac_ui_shows (fixture->dialog, "Fixed folders"));
  g_assert_true (ac_ui_shows (fixture->dialog, "Europe"));
  g_assert_true (ac_ui_shows (fixture->dialog, "2 options"));
  g_assert_true (ac_ui_shows (fixture->dialog, "Folders, assets, API keys and upload presets are not copied. Review the settings of Catalogue & Print before you continue."));
  g_assert_false (ac_ui_shows (fixture->dialog, "Dynamic folder mode"));
  g_assert_false (ac_form_dialog_get_dirty (AC_FORM_DIALOG (fixture->dialog)));
  ac_ui_type (fixture->dialog, "Display name", "Next");
  ac_ui_picture (fixture->dialog, "new-base");

  ac_environment_combo_row_set_environment (row, NULL);
  g_assert_true (ac_ui_shows (fixture->dialog, "Dynamic folder mode"));
  g_assert_false (ac_ui_shows (fixture->dialog, "Copied From Catalogue & Print"));
  ac_ui_picture (fixture->dialog, "new");

  ac_environment_combo_row_set_environment (row, print);
  ac_mock_reply_set_json (expect_create (fixture), 200, json);
  ac_ui_click (fixture->dialog, "Create");
  ac_ui_wait_no_window (AC_TYPE_NEW_ENVIRONMENT_DIALOG);
  assert_sent (fixture, "\"base_sub_account_id\":\"" AC_UI_PRINT_ID "\"");
  g_assert_null (strstr (get_last_request (fixture)->body, "folder_mode"));
}

static void
test_base_gone (Fixture       *fixture,
                gconstpointer  data)
{
  AcEnvironment *print = ac_ui_fixture_lookup (&fixture->base, AC_UI_PRINT_ID);

  open_dialog (fixture, print);
  ac_ui_fixture_remove (&fixture->base, AC_UI_PRINT_ID);
  g_assert_null (ac_environment_combo_row_get_environment (AC_ENVIRONMENT_COMBO_ROW (ac_ui_get (fixture->dialog, AC_TYPE_ENVIRONMENT_COMBO_ROW, NULL))));
  g_assert_true (ac_ui_shows (fixture->dialog, "Dynamic folder mode"));
}

static void
test_public (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *json = ac_ui_environment_json (NEW_ID, "Next", "next", TRUE, "", "{}", "fixed", "eu");

  open_dialog (fixture, NULL);
  g_assert_false (gtk_widget_get_visible (ac_ui_get (fixture->dialog, ADW_TYPE_ENTRY_ROW, "Description")));
  g_assert_false (ac_ui_shows (fixture->dialog, "Dynamic folder mode"));

  ac_mock_reply_set_json (ac_mock_server_expect (fixture->base.server, "POST", AC_UI_PROVISIONING "/sub_accounts"), 200, json);
  ac_ui_type (fixture->dialog, "Display name", "Next");
  ac_ui_type (fixture->dialog, "Cloud name", "");
  ac_ui_click (fixture->dialog, "Create");
  ac_ui_wait_no_window (AC_TYPE_NEW_ENVIRONMENT_DIALOG);
  g_assert_null (strstr (get_last_request (fixture)->body, "cloud_name"));
  g_assert_null (strstr (get_last_request (fixture)->body, "folder_mode"));
}

static void
test_discard (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *question;

  /* Nothing typed: it just closes. */
  open_dialog (fixture, NULL);
  gtk_window_close (GTK_WINDOW (fixture->dialog));
  ac_ui_wait_no_window (AC_TYPE_NEW_ENVIRONMENT_DIALOG);

  open_dialog (fixture, NULL);
  ac_ui_type (fixture->dialog, "Display name", "Halden Nordic");
  gtk_window_close (GTK_WINDOW (fixture->dialog));
  question = ac_ui_wait_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (question)), ==, "Discard Changes?");
  ac_ui_click (question, "Cancel");
  ac_ui_wait_no_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (ac_ui_find_window (AC_TYPE_NEW_ENVIRONMENT_DIALOG));

  /* The answer may still be on its way. */
  ac_test_wait_until ((gtk_window_close (GTK_WINDOW (fixture->dialog)), ac_ui_find_window (ADW_TYPE_MESSAGE_DIALOG) != NULL));
  question = ac_ui_wait_window (ADW_TYPE_MESSAGE_DIALOG);
  ac_ui_click (question, "Discard");
  ac_ui_wait_no_window (AC_TYPE_NEW_ENVIRONMENT_DIALOG);
}

static void
test_close_while_saving (Fixture       *fixture,
                         gconstpointer  data)
{
  guint n_lists = ac_mock_server_count_requests (fixture->base.server, "GET", CREATE_PATH);

  open_dialog (fixture, NULL);
  ac_mock_reply_set_hang (expect_create (fixture));
  ac_ui_type (fixture->dialog, "Display name", "Halden Nordic");
  ac_ui_click (fixture->dialog, "Create");
  ac_test_wait_until (ac_mock_server_count_requests (fixture->base.server, "POST", CREATE_PATH) == 1);

  ac_ui_click (fixture->dialog, "Cancel");
  ac_ui_wait_no_window (AC_TYPE_NEW_ENVIRONMENT_DIALOG);
  /* Nobody knows what became of it: the list is loaded again. */
  ac_test_wait_until (ac_mock_server_count_requests (fixture->base.server, "GET", CREATE_PATH) > n_lists);
  ac_test_wait_until (ac_collection_get_state (AC_COLLECTION (fixture->base.environments)) == AC_COLLECTION_STATE_READY);
  g_assert_null (created);
}

static void
test_enter (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *json = ac_ui_environment_json (NEW_ID, "Next", "next", TRUE, "", "{}", "dynamic", "eu");
  GtkWidget *row;

  open_dialog (fixture, NULL);
  row = ac_ui_get (fixture->dialog, ADW_TYPE_ENTRY_ROW, "Display name");

  /* Not valid yet: nothing is sent, or the server would fail the test. */
  gtk_widget_activate_default (row);
  ac_ui_type (fixture->dialog, "Display name", "Next");
  ac_mock_reply_set_json (expect_create (fixture), 200, json);
  g_signal_emit_by_name (gtk_editable_get_delegate (GTK_EDITABLE (row)), "activate");
  ac_ui_wait_no_window (AC_TYPE_NEW_ENVIRONMENT_DIALOG);
}

static void
test_window_gone (Fixture       *fixture,
                  gconstpointer  data)
{
  open_dialog (fixture, NULL);
  ac_mock_reply_set_hang (expect_create (fixture));
  ac_ui_type (fixture->dialog, "Display name", "Halden Nordic");
  ac_ui_click (fixture->dialog, "Create");
  ac_test_wait_until (ac_mock_server_count_requests (fixture->base.server, "POST", CREATE_PATH) == 1);
  /* The rest is the teardown: window, page and account go while the service still thinks. */
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, function) \
  g_test_add ("/new-environment-dialog/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("slug", test_slug);
  ADD ("validation", test_validation);
  ADD ("success", test_success);
  ADD ("taken", test_taken);
  ADD ("server-error", test_server_error);
  ADD ("offline", test_offline);
  ADD ("time-out", test_time_out);
  ADD ("text-size", test_text_size);
  ADD ("limit-answer", test_limit_answer);
  ADD ("limit", test_limit);
  ADD ("limit-refused", test_limit_refused);
  ADD ("base", test_base);
  ADD ("base-gone", test_base_gone);
  ADD ("discard", test_discard);
  ADD ("close-while-saving", test_close_while_saving);
  ADD ("enter", test_enter);
  ADD ("window-gone", test_window_gone);
  g_test_add ("/new-environment-dialog/public", Fixture, "public", set_up, test_public, tear_down);

  return g_test_run ();
}
