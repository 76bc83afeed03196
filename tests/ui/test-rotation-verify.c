/* test-rotation-verify.c: whether the new key works, and what happens to the old one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-account-settings.h"
#include "ac-rotation-dialog.h"
#include "ac-rotation-fixture.h"

#define TYPED "Type \342\201\246" ROTATION_OLD_NAME "\342\201\251 to confirm"

static gboolean
is_verified (void)
{
  return ac_rotation_get_verified_at (rotation_lookup ()) != NULL;
}

static GtkWidget *
wait_question (const char *heading)
{
  GtkWidget *question = ac_ui_wait_window (ADW_TYPE_MESSAGE_DIALOG);

  g_assert_true (ac_ui_shows (question, heading));

  return question;
}

static void
answer (const char *heading,
        const char *label)
{
  ac_ui_click (wait_question (heading), label);
  ac_ui_wait_no_window (ADW_TYPE_MESSAGE_DIALOG);
}

/* The test */

static void
test_accepted (AcRotationFixture *fixture,
               gconstpointer      in_environment)
{
  GtkWidget *dialog = rotation_to_verify (fixture);

  rotation_expect_test (fixture, 200);
  rotation_test (dialog);
  g_assert_true (ac_ui_shows (dialog, "Works"));
  g_assert_true (gtk_widget_has_css_class (rotation_get_child (dialog, "test_label"), "success"));
  g_assert_true (ac_ui_shows (dialog, "Test Again"));
  g_assert_true (is_verified ());
  g_assert_true (ac_form_dialog_get_valid (AC_FORM_DIALOG (dialog)));
  ac_test_wait_until (rotation_file_has ("verified_at"));
}

/* It is the new pair that is tried. */
static void
test_pair (AcRotationFixture *fixture,
           gconstpointer      in_environment)
{
  g_autofree char *encoded = NULL;
  g_autofree char *expected = NULL;
  GtkWidget *dialog = rotation_to_verify (fixture);

  rotation_expect_test (fixture, 200);
  rotation_test (dialog);
  encoded = g_base64_encode ((const guchar *) ROTATION_NEW ":" AC_KEY_SECRET "-" ROTATION_NEW,
                             strlen (ROTATION_NEW ":" AC_KEY_SECRET "-" ROTATION_NEW));
  expected = g_strconcat ("Basic ", encoded, NULL);
  g_assert_cmpstr (ac_key_fixture_get_last_request (&fixture->base)->authorization, ==, expected);
}

/* The role may not do that, but the service knows the pair. */
static void
test_not_permitted (AcRotationFixture *fixture,
                    gconstpointer      in_environment)
{
  GtkWidget *dialog = rotation_to_verify (fixture);

  rotation_expect_test (fixture, 403);
  rotation_test (dialog);
  g_assert_true (ac_ui_shows (dialog, "Works"));
  g_assert_true (ac_ui_shows (dialog, "The service accepts the key. Its role may not do what was tried, so nothing more could be tested."));
  g_assert_true (is_verified ());
  rotation_check_step (fixture, dialog, "not-permitted");
}

/* What was true once is taken back. */
static void
test_not_accepted (AcRotationFixture *fixture,
                   gconstpointer      in_environment)
{
  GtkWidget *dialog = rotation_to_verify (fixture);

  rotation_expect_test (fixture, 200);
  rotation_test (dialog);
  g_assert_true (is_verified ());
  rotation_expect_test (fixture, 401);
  rotation_test (dialog);
  g_assert_true (ac_ui_shows (dialog, "Not accepted"));
  g_assert_true (gtk_widget_has_css_class (rotation_get_child (dialog, "test_label"), "error"));
  g_assert_false (gtk_widget_has_css_class (rotation_get_child (dialog, "test_label"), "success"));
  g_assert_true (ac_ui_shows (dialog, "The service doesn’t accept the new key. Check whether it is enabled, and test again."));
  g_assert_false (is_verified ());
  rotation_assert_reason (dialog, "Test the new key first");
  g_assert_true (gtk_widget_get_visible (rotation_get_child (dialog, "continue_button")));
  rotation_check_step (fixture, dialog, "not-accepted");
  ac_test_wait_until (!rotation_file_has ("verified_at"));
}

/* What isn't known now was not proved wrong. */
static void
test_unknown (AcRotationFixture *fixture,
              gconstpointer      in_environment)
{
  GtkWidget *dialog = rotation_to_verify (fixture);
  g_autofree char *list = NULL;

  rotation_expect_test (fixture, 500);
  rotation_test (dialog);
  g_assert_true (ac_ui_shows (dialog, "Not tested"));
  g_assert_true (ac_ui_shows (dialog, "Cloudinary has a problem right now."));
  g_assert_false (is_verified ());
  rotation_assert_reason (dialog, "Test the new key first");

  rotation_expect_test (fixture, 200);
  rotation_test (dialog);
  rotation_expect_test (fixture, 500);
  rotation_test (dialog);
  g_assert_true (ac_ui_shows (dialog, "Not tested"));
  g_assert_true (is_verified ());
  g_assert_true (ac_form_dialog_get_valid (AC_FORM_DIALOG (dialog)));

  ac_mock_server_stop (fixture->base.base.server);
  rotation_test (dialog);
  g_assert_true (ac_ui_shows (dialog, "Not tested"));
  g_assert_true (is_verified ());
  rotation_check_step (fixture, dialog, "offline");

  /* The page loads everything anew when the service is back. */
  list = ac_key_account_list (rotation_old_json (fixture, TRUE), rotation_new_json (fixture, TRUE), NULL);
  ac_mock_reply_set_json (ac_mock_server_allow (fixture->base.base.server, "GET", AC_KEY_ACCOUNT_KEYS), 200, list);
  ac_mock_server_allow (fixture->base.base.server, "GET", "/");
  ac_mock_server_start (fixture->base.base.server);
}

static void
test_closed_meanwhile (AcRotationFixture *fixture,
                       gconstpointer      in_environment)
{
  GtkWidget *dialog = rotation_to_verify (fixture);
  gpointer watched = dialog;

  ac_mock_reply_set_hang (rotation_expect_test (fixture, 200));
  g_signal_emit_by_name (rotation_get_child (dialog, "test_button"), "clicked");
  ac_test_wait_until (ac_mock_server_count_requests (fixture->base.base.server, "GET",
                                                     fixture->in_environment ? "/v1_1/halden-web/ping"
                                                                             : AC_UI_PROVISIONING "/sub_accounts?ids=none") >
                      (fixture->in_environment ? 0 : 1));
  g_object_add_weak_pointer (G_OBJECT (dialog), &watched);
  rotation_finish_later (dialog);
  ac_test_wait_until (watched == NULL);
  g_assert_false (is_verified ());
}

/* Going on without */

/* Nothing is disabled that the next one wasn't verified for, unless it was told twice. */
static void
test_told_twice (AcRotationFixture *fixture,
                 gconstpointer      in_environment)
{
  GtkWidget *dialog = rotation_to_verify (fixture);

  ac_ui_click (dialog, "Continue Anyway…");
  answer ("Continue Without Verifying?", "Cancel");
  g_assert_true (rotation_is_at (dialog, "verify"));
  ac_ui_click (dialog, "Continue Anyway…");
  g_assert_true (ac_ui_shows (wait_question ("Continue Without Verifying?"),
                              "Tools that don’t have the new key yet stop working when the old one is disabled."));
  answer ("Continue Without Verifying?", "Continue");
  rotation_wait_step (dialog, "disable");
  g_assert_true (ac_ui_shows (dialog, "The new key was not tested, or the service did not accept it."));
  rotation_check_step (fixture, dialog, "disable-unverified");

  rotation_next (dialog);
  g_assert_true (ac_ui_shows (wait_question ("Disable " ROTATION_OLD_NAME "?"),
                              "It is not verified that the new key works everywhere. Every tool that still uses the old one stops working at once."));
  answer ("Disable " ROTATION_OLD_NAME "?", "Cancel");
  g_assert_cmpuint (rotation_count (fixture, "PUT"), ==, 0);
  g_assert_true (rotation_is_at (dialog, "disable"));

  rotation_next (dialog);
  g_assert_cmpuint (rotation_count (fixture, "PUT"), ==, 0);
  rotation_expect_put (fixture, ROTATION_OLD, 200, FALSE);
  answer ("Disable " ROTATION_OLD_NAME "?", "Disable");
  rotation_wait_step (dialog, "done");
  g_assert_cmpuint (rotation_count (fixture, "PUT"), ==, 1);
}

/* The same when it was accepted, but a place is not ticked; and a place can be forgotten about. */
static void
test_unticked (AcRotationFixture *fixture,
               gconstpointer      in_environment)
{
  GtkWidget *dialog = rotation_to_verify (fixture);

  rotation_expect_test (fixture, 200);
  rotation_test (dialog);
  g_assert_true (ac_form_dialog_get_valid (AC_FORM_DIALOG (dialog)));
  rotation_add_place (dialog, "<Server> & co");
  rotation_assert_reason (dialog, "1 place is not verified yet");
  rotation_tick (dialog, "<Server> & co");
  g_assert_true (ac_form_dialog_get_valid (AC_FORM_DIALOG (dialog)));
  rotation_tick (dialog, "<Server> & co");
  rotation_assert_reason (dialog, "1 place is not verified yet");
  ac_ui_click (rotation_get_child (dialog, "ticked_places"), "Remove <Server> & co");
  g_assert_true (ac_form_dialog_get_valid (AC_FORM_DIALOG (dialog)));
  rotation_add_place (dialog, "Laptop");

  ac_ui_click (dialog, "Continue Anyway…");
  answer ("Continue Without Verifying?", "Continue");
  rotation_wait_step (dialog, "disable");
  g_assert_true (ac_ui_shows (dialog, "Some places are not verified to work with the new key."));
  rotation_next (dialog);
  answer ("Disable " ROTATION_OLD_NAME "?", "Cancel");
  g_assert_cmpuint (rotation_count (fixture, "PUT"), ==, 0);
}

static void
test_production (AcRotationFixture *fixture,
                 gconstpointer      in_environment)
{
  g_autoptr(AcAccountSettings) settings = ac_account_settings_get (AC_UI_ACCOUNT_ID);
  GtkWidget *dialog, *question, *button;

  ac_account_settings_set_mark (settings, AC_UI_WEB_ID, AC_MARK_PRODUCTION);
  dialog = rotation_to_disable (fixture);
  rotation_next (dialog);
  question = wait_question ("Disable " ROTATION_OLD_NAME "?");
  button = ac_ui_get (question, GTK_TYPE_BUTTON, "Disable");
  g_assert_false (gtk_widget_is_sensitive (button));
  gtk_editable_set_text (GTK_EDITABLE (ac_ui_get (question, ADW_TYPE_ENTRY_ROW, TYPED)), ROTATION_BARE_NAME);
  g_assert_false (gtk_widget_is_sensitive (button));
  g_assert_cmpuint (rotation_count (fixture, "PUT"), ==, 0);
  rotation_expect_put (fixture, ROTATION_OLD, 200, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (ac_ui_get (question, ADW_TYPE_ENTRY_ROW, TYPED)), ROTATION_OLD_NAME);
  answer ("Disable " ROTATION_OLD_NAME "?", "Disable");
  rotation_wait_step (dialog, "done");
}

/* Disabling */

static void
test_failure (AcRotationFixture *fixture,
              gconstpointer      in_environment)
{
  GtkWidget *dialog = rotation_to_disable (fixture);

  rotation_expect_put (fixture, ROTATION_OLD, 500, TRUE);
  rotation_next (dialog);
  ac_test_wait_until (!ac_form_dialog_get_busy (AC_FORM_DIALOG (dialog)));
  g_assert_cmpstr (ac_form_dialog_get_notice (AC_FORM_DIALOG (dialog)), ==, "Cloudinary has a problem right now.");
  g_assert_true (rotation_is_at (dialog, "disable"));
  g_assert_null (ac_rotation_get_disabled_at (rotation_lookup ()));
  g_assert_cmpint (ac_rotation_get_step (rotation_lookup ()), ==, AC_ROTATION_STEP_DISABLE_OLD);

  rotation_expect_put (fixture, ROTATION_OLD, 200, FALSE);
  rotation_next (dialog);
  rotation_wait_step (dialog, "done");
}

/* Enter does no harm. */
static void
test_enter (AcRotationFixture *fixture,
            gconstpointer      in_environment)
{
  GtkWidget *dialog = rotation_to_disable (fixture);

  g_assert_null (gtk_window_get_default_widget (GTK_WINDOW (dialog)));
  ac_test_wait_until (gtk_window_is_active (GTK_WINDOW (dialog)));
  ac_ui_press ("ctrl+Return");
  ac_ui_press ("Escape");
  ac_ui_wait_no_window (AC_TYPE_ROTATION_DIALOG);
  g_assert_cmpuint (rotation_count (fixture, "PUT"), ==, 0);
}

/* Somebody disabled the new key meanwhile: nothing would work any more. */
static void
test_new_key_disabled (AcRotationFixture *fixture,
                       gconstpointer      in_environment)
{
  GtkWidget *dialog;

  rotation_to_disable (fixture);
  rotation_restart (fixture);
  rotation_open_page (fixture, TRUE, rotation_new_json (fixture, FALSE));
  ac_test_wait_until (rotation_lookup () != NULL);
  dialog = rotation_open (fixture);
  g_assert_true (rotation_is_at (dialog, "disable"));
  rotation_assert_reason (dialog, "The new key is disabled. Enable it first");
}

/* … while the dialog is open. */
static void
test_new_key_disabled_meanwhile (AcRotationFixture *fixture,
                                 gconstpointer      in_environment)
{
  GtkWidget *dialog = rotation_to_disable (fixture);

  g_assert_true (ac_form_dialog_get_valid (AC_FORM_DIALOG (dialog)));
  rotation_expect_list (fixture, rotation_old_json (fixture, TRUE), rotation_new_json (fixture, FALSE));
  ac_key_fixture_reload (&fixture->base);
  ac_test_wait_until (!gtk_widget_is_sensitive (rotation_get_action (dialog)));
  rotation_assert_reason (dialog, "The new key is disabled. Enable it first");
}

static void
test_old_key_disabled (AcRotationFixture *fixture,
                       gconstpointer      in_environment)
{
  GtkWidget *dialog;

  rotation_to_disable (fixture);
  rotation_restart (fixture);
  rotation_open_page (fixture, FALSE, rotation_new_json (fixture, TRUE));
  ac_test_wait_until (rotation_lookup () != NULL);
  dialog = rotation_open (fixture);
  g_assert_true (rotation_is_at (dialog, "disable"));
  g_assert_true (ac_ui_shows (dialog, ROTATION_OLD_NAME " is disabled already."));
  g_assert_false (gtk_widget_has_css_class (rotation_get_action (dialog), "destructive-action"));
  rotation_check_step (fixture, dialog, "disabled-already");
  ac_ui_click (dialog, "Finish");
  rotation_wait_step (dialog, "done");
  g_assert_cmpuint (rotation_count (fixture, "PUT"), ==, 0);
}

/* The key that this program is signed in with can't be disabled; here is no window that could sign in with another. */
static void
test_in_use (AcRotationFixture *fixture,
             gconstpointer      in_environment)
{
  GtkWidget *dialog;
  AcRotation *rotation;

  rotation_open_page (fixture, TRUE, rotation_new_json (fixture, TRUE));
  ac_test_wait_until (ac_rotations_get_loaded (g_object_get_data (G_OBJECT (fixture->base.page), "rotations")));
  rotation = ac_rotations_start (g_object_get_data (G_OBJECT (fixture->base.page), "rotations"), NULL, AC_KEY_IN_USE);
  ac_rotation_set_new_key (rotation, ROTATION_NEW);
  ac_rotation_set_step (rotation, AC_ROTATION_STEP_DISABLE_OLD);
  gtk_widget_activate_action (ac_key_fixture_find_row (&fixture->base, AC_KEY_IN_USE), "key.rotate", NULL);
  dialog = ac_ui_wait_window (AC_TYPE_ROTATION_DIALOG);
  g_assert_true (rotation_is_at (dialog, "disable"));
  rotation_assert_reason (dialog, "This app is signed in with the old key");
  g_assert_true (gtk_widget_get_mapped (ac_ui_get (dialog, GTK_TYPE_BUTTON, "Use New Key")));
  rotation_check_step (fixture, dialog, "in-use");
}

/* Afterwards */

static void
test_enable_again (AcRotationFixture *fixture,
                   gconstpointer      in_environment)
{
  GtkWidget *dialog = rotation_to_disable (fixture);

  rotation_expect_put (fixture, ROTATION_OLD, 200, FALSE);
  rotation_next (dialog);
  rotation_wait_step (dialog, "done");

  rotation_expect_put (fixture, ROTATION_OLD, 500, TRUE);
  ac_ui_click (dialog, "Enable Again");
  ac_test_wait_until (ac_form_dialog_get_notice (AC_FORM_DIALOG (dialog)) != NULL);
  g_assert_true (rotation_is_at (dialog, "done"));
  g_assert_nonnull (ac_rotation_get_disabled_at (rotation_lookup ()));

  rotation_expect_put (fixture, ROTATION_OLD, 200, TRUE);
  ac_ui_click (dialog, "Enable Again");
  ac_ui_wait_no_window (AC_TYPE_ROTATION_DIALOG);
  ac_key_wait_shown (&fixture->base, "Key enabled");
  g_assert_cmpstr (ac_key_fixture_get_last_request (&fixture->base)->body, ==, "{\"enabled\":true}");
  g_assert_null (ac_rotation_get_disabled_at (rotation_lookup ()));
  g_assert_null (ac_rotation_get_delete_reminder_at (rotation_lookup ()));

  /* It goes on with the test. */
  dialog = rotation_open (fixture);
  g_assert_true (rotation_is_at (dialog, "verify"));
}

/* From the row, in the days after. */
static void
test_enable_from_row (AcRotationFixture *fixture,
                      gconstpointer      in_environment)
{
  GtkWidget *dialog = rotation_to_disable (fixture);
  GtkWidget *row;

  rotation_expect_put (fixture, ROTATION_OLD, 200, FALSE);
  rotation_next (dialog);
  rotation_wait_step (dialog, "done");
  ac_ui_click (dialog, "Done");
  ac_ui_wait_no_window (AC_TYPE_ROTATION_DIALOG);
  row = ac_key_fixture_find_row (&fixture->base, ROTATION_OLD);
  g_assert_true (gtk_widget_get_visible (ac_ui_get (row, GTK_TYPE_BUTTON, "Enable Again")));
  rotation_expect_put (fixture, ROTATION_OLD, 200, TRUE);
  ac_ui_click (row, "Enable Again");
  ac_key_wait_shown (&fixture->base, "Key enabled");
  g_assert_false (gtk_widget_get_visible (ac_ui_get (row, ADW_TYPE_ACTION_ROW, "Rotated")));
  g_assert_true (gtk_widget_get_visible (ac_ui_get (row, GTK_TYPE_BUTTON, "Rotate…")));
}

static void
test_reminder (AcRotationFixture *fixture,
               gconstpointer      remind)
{
  GtkWidget *dialog = rotation_to_disable (fixture);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  GDateTime *due;

  if (!fixture->in_environment)
    {
      g_assert_false (gtk_widget_get_visible (rotation_get_child (dialog, "remind_row")));
      return;
    }

  g_assert_true (gtk_switch_get_active (rotation_get_child (dialog, "remind_switch")));
  rotation_expect_put (fixture, ROTATION_OLD, 200, FALSE);
  rotation_next (dialog);
  rotation_wait_step (dialog, "done");
  due = ac_rotation_get_delete_reminder_at (rotation_lookup ());
  g_assert_nonnull (due);
  g_assert_cmpint (g_date_time_difference (due, now) / G_TIME_SPAN_HOUR, ==, 14 * 24);
  ac_test_wait_until (rotation_file_has ("delete_reminder_at"));
}

static void
test_no_reminder (AcRotationFixture *fixture,
                  gconstpointer      in_environment)
{
  GtkWidget *dialog = rotation_to_disable (fixture);

  gtk_switch_set_active (rotation_get_child (dialog, "remind_switch"), FALSE);
  rotation_expect_put (fixture, ROTATION_OLD, 200, FALSE);
  rotation_next (dialog);
  rotation_wait_step (dialog, "done");
  g_assert_null (ac_rotation_get_delete_reminder_at (rotation_lookup ()));
}

/* Somebody deletes one of the keys while the assistant is open. */
static void
test_new_key_gone (AcRotationFixture *fixture,
                   gconstpointer      in_environment)
{
  GtkWidget *dialog = rotation_to_verify (fixture);

  g_assert_true (rotation_is_at (dialog, "verify"));
  rotation_expect_list (fixture, rotation_old_json (fixture, TRUE), NULL);
  ac_key_fixture_reload (&fixture->base);
  ac_ui_wait_no_window (AC_TYPE_ROTATION_DIALOG);
  g_assert_cmpint (ac_rotation_get_step (rotation_lookup ()), ==, AC_ROTATION_STEP_CREATE);
}

static void
test_old_key_gone (AcRotationFixture *fixture,
                   gconstpointer      in_environment)
{
  rotation_to_verify (fixture);
  rotation_expect_list (fixture, NULL, rotation_new_json (fixture, TRUE));
  ac_key_fixture_reload (&fixture->base);
  ac_ui_wait_no_window (AC_TYPE_ROTATION_DIALOG);
  g_assert_null (rotation_lookup ());
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, in_environment, function) \
  g_test_add ("/rotation-verify/" name, AcRotationFixture, in_environment, rotation_set_up, function, rotation_tear_down)
  ADD ("accepted/account", NULL, test_accepted);
  ADD ("accepted/environment", "environment", test_accepted);
  ADD ("pair/account", NULL, test_pair);
  ADD ("pair/environment", "environment", test_pair);
  ADD ("not-permitted/account", NULL, test_not_permitted);
  ADD ("not-permitted/environment", "environment", test_not_permitted);
  ADD ("not-accepted/account", NULL, test_not_accepted);
  ADD ("not-accepted/environment", "environment", test_not_accepted);
  ADD ("unknown", NULL, test_unknown);
  ADD ("closed-meanwhile/account", NULL, test_closed_meanwhile);
  ADD ("closed-meanwhile/environment", "environment", test_closed_meanwhile);
  ADD ("told-twice/account", NULL, test_told_twice);
  ADD ("told-twice/environment", "environment", test_told_twice);
  ADD ("unticked", NULL, test_unticked);
  ADD ("production", "environment", test_production);
  ADD ("failure", NULL, test_failure);
  ADD ("enter", NULL, test_enter);
  ADD ("new-key-disabled", NULL, test_new_key_disabled);
  ADD ("new-key-disabled-meanwhile", NULL, test_new_key_disabled_meanwhile);
  ADD ("old-key-disabled", NULL, test_old_key_disabled);
  ADD ("in-use", NULL, test_in_use);
  ADD ("enable-again/account", NULL, test_enable_again);
  ADD ("enable-again/environment", "environment", test_enable_again);
  ADD ("enable-from-row", NULL, test_enable_from_row);
  ADD ("reminder/account", NULL, test_reminder);
  ADD ("reminder/environment", "environment", test_reminder);
  ADD ("no-reminder", "environment", test_no_reminder);
  ADD ("new-key-gone", NULL, test_new_key_gone);
  ADD ("old-key-gone", "environment", test_old_key_gone);

  return g_test_run ();
}
