/* test-rotation-dialog.c: from the first step to the last, also with breaks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-account-settings.h"
#include "ac-copy-row.h"
#include "ac-environment-keys-page.h"
#include "ac-rotation-dialog.h"
#include "ac-rotation-fixture.h"
#include "ac-secret-row.h"

#define PLACE "GitHub <Actions> & co"
/* Hebrew */
#define RTL_PLACE "\327\251\327\250\327\252 1"

static GtkWidget *
get_row (AcRotationFixture *fixture,
         const char        *number)
{
  return ac_key_fixture_find_row (&fixture->base, number);
}

static void
assert_badges (AcRotationFixture *fixture,
               const char        *number,
               const char        *expected)
{
  g_autofree char *badges = ac_key_row_dup_badges (get_row (fixture, number));

  g_assert_cmpstr (badges, ==, expected);
}

/* What the button of the old key's row says. */
static void
assert_button (AcRotationFixture *fixture,
               const char        *label)
{
  GtkWidget *row = get_row (fixture, ROTATION_OLD);

  ac_key_row_expand (row, TRUE);
  g_assert_true (gtk_widget_get_visible (ac_ui_get (row, GTK_TYPE_BUTTON, label)));
}

static char *
dup_name (GtkWidget *dialog)
{
  return g_strdup (gtk_editable_get_text (rotation_get_child (dialog, "name_row")));
}

/* From step to step */

/* What is on the disk while nobody knows yet whether the service has made the key. */
static void
check_intent (void)
{
  g_autofree char *name = rotation_dup_new_name ();
  g_autofree char *text = rotation_read_file ();

  g_assert_nonnull (text);
  g_assert_nonnull (strstr (text, "\"step\" : \"create\""));
  g_assert_nonnull (strstr (text, "\"old_key\" : \"" ROTATION_OLD "\""));
  g_assert_nonnull (strstr (text, name));
  g_assert_nonnull (strstr (text, "\"create_sent_at\""));
  g_assert_null (strstr (text, ROTATION_NEW));
}

static void
create (AcRotationFixture *fixture,
        GtkWidget         *dialog)
{
  g_autofree char *expected = rotation_dup_new_name ();
  g_autofree char *name = dup_name (dialog);
  g_autofree char *target = rotation_dup_target (fixture, NULL);
  g_autofree char *body =
    g_strdup_printf (fixture->in_environment ? "{\"name\":\"%s\",\"enabled\":true}" : "{\"name\":\"%s\",\"role\":\"billing\"}",
                     expected);
  AcMockServer *server = fixture->base.base.server;

  g_assert_cmpstr (name, ==, expected);
  g_assert_cmpint (gtk_widget_get_visible (rotation_get_child (dialog, "role_group")), ==, !fixture->in_environment);
  if (!fixture->in_environment)
    g_assert_true (ac_ui_shows (rotation_get_child (dialog, "role_row"), "Billing"));
  rotation_check_step (fixture, dialog, "create");

  ac_mock_reply_set_delay (rotation_expect_created (fixture), 100);
  rotation_next (dialog);
  ac_test_wait_until (ac_mock_server_count_requests (server, "POST", target) == 1);
  g_assert_true (ac_form_dialog_get_busy (AC_FORM_DIALOG (dialog)));
  check_intent ();
  g_assert_cmpstr (ac_key_fixture_get_last_request (&fixture->base)->body, ==, body);
  rotation_wait_step (dialog, "hand-over");
  g_assert_true (rotation_file_has ("\"step\" : \"hand_over\""));
  g_assert_true (rotation_file_has ("\"new_key\" : \"" ROTATION_NEW "\""));
}

static void
hand_over (AcRotationFixture *fixture,
           GtkWidget         *dialog)
{
  GtkWidget *group = rotation_get_child (dialog, "pair_group");
  g_autofree char *url = NULL;

  g_assert_cmpstr (ac_copy_row_get_value (AC_COPY_ROW (ac_ui_get (group, AC_TYPE_COPY_ROW, "API key"))), ==, ROTATION_NEW);
  rotation_assert_reason (dialog, "Say first that the new key is where it is needed");
  rotation_check_step (fixture, dialog, "hand-over");

  /* The pair is in hand: nobody is asked for it. */
  gtk_widget_activate_action (ac_ui_get (group, AC_TYPE_SECRET_ROW,
                                         fixture->in_environment ? "CLOUDINARY_URL" : "CLOUDINARY_ACCOUNT_URL"),
                              "row.copy", NULL);
  ac_test_wait_until (gdk_clipboard_get_content (gtk_widget_get_clipboard (dialog)) != NULL);
  url = ac_ui_read_clipboard (dialog);
  g_assert_true (g_str_has_prefix (url, fixture->in_environment
                                          ? "cloudinary://" ROTATION_NEW ":" AC_KEY_SECRET "-" ROTATION_NEW "@halden-web"
                                          : "account://" ROTATION_NEW ":" AC_KEY_SECRET "-" ROTATION_NEW "@" AC_UI_ACCOUNT_ID));
  ac_key_assert_nowhere (dialog, AC_KEY_SECRET);

  rotation_add_place (dialog, "  " PLACE "  ");
  rotation_add_place (dialog, RTL_PLACE);
  rotation_add_place (dialog, "Old laptop");
  rotation_add_place (dialog, "   ");
  g_assert_cmpuint (g_list_model_get_n_items (ac_rotation_get_places (rotation_lookup ())), ==, 3);
  ac_ui_click (rotation_get_child (dialog, "noted_places"), "Remove Old laptop");
  rotation_assert_reason (dialog, "Say first that the new key is where it is needed");
  gtk_check_button_set_active (rotation_get_child (dialog, "stored_check"), TRUE);
  rotation_next (dialog);
  rotation_wait_step (dialog, "verify");
  g_assert_true (rotation_file_has ("\"handed_over\" : true"));
}

static void
verify (AcRotationFixture *fixture,
        GtkWidget         *dialog)
{
  GtkWidget *places = rotation_get_child (dialog, "ticked_places");

  g_assert_true (ac_ui_shows (dialog, "Still enabled"));
  g_assert_cmpstr (ac_copy_row_get_value (rotation_get_child (dialog, "new_row")), ==, ROTATION_NEW);
  g_assert_true (ac_ui_shows (places, PLACE));
  g_assert_true (ac_ui_shows (places, RTL_PLACE));
  g_assert_false (ac_ui_shows (places, "Old laptop"));
  rotation_assert_reason (dialog, "Test the new key first");
  rotation_check_step (fixture, dialog, "verify");

  rotation_expect_test (fixture, 200);
  rotation_test (dialog);
  g_assert_true (ac_ui_shows (dialog, "Works"));
  rotation_assert_reason (dialog, "2 places are not verified yet");
  rotation_tick (dialog, PLACE);
  g_assert_false (ac_ui_shows (places, "Not verified yet") && gtk_widget_is_sensitive (rotation_get_action (dialog)));
  rotation_assert_reason (dialog, "1 place is not verified yet");
  rotation_tick (dialog, RTL_PLACE);
  g_assert_false (ac_ui_shows (places, "Not verified yet"));
  g_assert_false (gtk_widget_get_visible (rotation_get_child (dialog, "continue_button")));
  rotation_check_step (fixture, dialog, "verified");
  rotation_next (dialog);
  rotation_wait_step (dialog, "disable");
}

static void
disable (AcRotationFixture *fixture,
         GtkWidget         *dialog)
{
  g_assert_true (gtk_widget_has_css_class (rotation_get_action (dialog), "destructive-action"));
  g_assert_cmpint (gtk_widget_get_visible (rotation_get_child (dialog, "remind_row")), ==, fixture->in_environment);
  g_assert_false (gtk_widget_get_visible (rotation_get_child (dialog, "switch_row")));
  g_assert_cmpuint (rotation_count (fixture, "PUT"), ==, 0);
  rotation_check_step (fixture, dialog, "disable");

  rotation_expect_put (fixture, ROTATION_OLD, 200, FALSE);
  rotation_next (dialog);
  rotation_wait_step (dialog, "done");
  g_assert_null (ac_ui_find_window (ADW_TYPE_MESSAGE_DIALOG));
  g_assert_cmpstr (ac_key_fixture_get_last_request (&fixture->base)->body, ==, "{\"enabled\":false}");
  g_assert_true (ac_ui_shows (dialog, "Old Key Disabled"));
  g_assert_true (ac_ui_shows (dialog, "Nothing can sign in with " ROTATION_OLD_NAME " any more. If a tool was forgotten, enable it again."));
  rotation_check_step (fixture, dialog, "done");
  g_assert_true (rotation_file_has ("\"step\" : \"done\""));
}

static void
test_whole_way (AcRotationFixture *fixture,
                gconstpointer      in_environment)
{
  g_autoptr(AcAccountSettings) settings = ac_account_settings_get (AC_UI_ACCOUNT_ID);
  g_autofree char *purpose = NULL;
  g_autofree char *text = NULL;
  GtkWidget *dialog;

  ac_account_settings_set_purpose (settings, ROTATION_OLD, "Deploys the <shop>");
  rotation_open_page (fixture, TRUE, NULL);
  assert_button (fixture, "Rotate…");
  dialog = rotation_open (fixture);
  create (fixture, dialog);
  purpose = ac_account_settings_get_purpose (settings, ROTATION_NEW);
  g_assert_cmpstr (purpose, ==, "Deploys the <shop>");
  hand_over (fixture, dialog);
  verify (fixture, dialog);
  disable (fixture, dialog);

  ac_ui_click (dialog, "Done");
  ac_ui_wait_no_window (AC_TYPE_ROTATION_DIALOG);
  g_assert_true (ac_ui_shows (get_row (fixture, ROTATION_OLD), "Enable Again"));
  assert_badges (fixture, ROTATION_OLD, "200 days.error");
  g_assert_cmpint (ac_rotation_get_delete_reminder_at (rotation_lookup ()) != NULL, ==, in_environment != NULL);
  text = rotation_read_file ();
  g_assert_null (strstr (text, AC_KEY_SECRET));
}

/* Breaks */

/* The badge, the button, and the same step again: in this process, and in another one. */
static GtkWidget *
leave_and_continue (AcRotationFixture *fixture,
                    GtkWidget         *dialog,
                    const char        *step,
                    const char        *badges)
{
  rotation_finish_later (dialog);
  assert_badges (fixture, ROTATION_OLD, badges);
  assert_button (fixture, "Continue Rotation…");
  dialog = rotation_open (fixture);
  g_assert_true (rotation_is_at (dialog, step));

  rotation_finish_later (dialog);
  rotation_restart (fixture);
  rotation_open_page (fixture, TRUE, rotation_new_json (fixture, TRUE));
  ac_test_wait_until (rotation_lookup () != NULL);
  assert_badges (fixture, ROTATION_OLD, badges);
  assert_badges (fixture, ROTATION_NEW, "New");
  assert_button (fixture, "Continue Rotation…");
  dialog = rotation_open (fixture);
  g_assert_true (rotation_is_at (dialog, step));

  return dialog;
}

static void
test_breaks (AcRotationFixture *fixture,
             gconstpointer      in_environment)
{
  GtkWidget *dialog = rotation_to_hand_over (fixture);

  rotation_add_place (dialog, PLACE);
  dialog = leave_and_continue (fixture, dialog, "hand-over", "Rotating, step 2 of 4.accent | 200 days.error");
  g_assert_true (ac_ui_shows (dialog, PLACE));
  rotation_check_step (fixture, dialog, "hand-over-again");
  gtk_check_button_set_active (rotation_get_child (dialog, "stored_check"), TRUE);
  dialog = leave_and_continue (fixture, dialog, "hand-over", "Rotating, step 2 of 4.accent | 200 days.error");
  g_assert_true (gtk_check_button_get_active (rotation_get_child (dialog, "stored_check")));
  rotation_next (dialog);
  rotation_wait_step (dialog, "verify");
  rotation_expect_test (fixture, 200);
  rotation_test (dialog);
  rotation_tick (dialog, PLACE);
  dialog = leave_and_continue (fixture, dialog, "verify", "Rotating, step 3 of 4.accent | 200 days.error");
  g_assert_true (ac_ui_shows (dialog, "Works"));
  g_assert_false (ac_ui_shows (rotation_get_child (dialog, "ticked_places"), "Not verified yet"));
  rotation_next (dialog);
  rotation_wait_step (dialog, "disable");
  dialog = leave_and_continue (fixture, dialog, "disable", "Rotating, step 4 of 4.accent | 200 days.error");
  rotation_expect_put (fixture, ROTATION_OLD, 200, FALSE);
  rotation_next (dialog);
  rotation_wait_step (dialog, "done");
}

/* Esc does what Finish Later does. */
static void
test_escape (AcRotationFixture *fixture,
             gconstpointer      in_environment)
{
  GtkWidget *dialog = rotation_to_hand_over (fixture);

  gtk_window_close (GTK_WINDOW (dialog));
  ac_ui_wait_no_window (AC_TYPE_ROTATION_DIALOG);
  g_assert_null (ac_ui_find_window (ADW_TYPE_MESSAGE_DIALOG));
  assert_badges (fixture, ROTATION_OLD, "Rotating, step 2 of 4.accent | 200 days.error");
}

/* Before the first step is done there is nothing to be continued. */
static void
test_cancel (AcRotationFixture *fixture,
             gconstpointer      in_environment)
{
  GtkWidget *dialog;

  rotation_open_page (fixture, TRUE, NULL);
  dialog = rotation_open (fixture);
  g_assert_false (gtk_widget_get_visible (rotation_get_child (dialog, "stop_button")));
  ac_ui_click (dialog, "Cancel");
  ac_ui_wait_no_window (AC_TYPE_ROTATION_DIALOG);
  g_assert_null (rotation_lookup ());
  assert_button (fixture, "Rotate…");
}

static void
test_stop (AcRotationFixture *fixture,
           gconstpointer      in_environment)
{
  GtkWidget *dialog = rotation_to_verify (fixture);

  ac_ui_click (dialog, "Stop This Rotation…");
  ac_ui_click (ac_ui_wait_window (ADW_TYPE_MESSAGE_DIALOG), "Cancel");
  ac_ui_wait_no_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (rotation_lookup ());

  ac_ui_click (dialog, "Stop This Rotation…");
  ac_ui_click (ac_ui_wait_window (ADW_TYPE_MESSAGE_DIALOG), "Stop");
  ac_ui_wait_no_window (AC_TYPE_ROTATION_DIALOG);
  ac_key_wait_shown (&fixture->base, "Rotation stopped. Both keys stay as they are.");
  assert_badges (fixture, ROTATION_OLD, "200 days.error");
  assert_button (fixture, "Rotate…");
  ac_test_wait_until (!rotation_file_has (ROTATION_OLD));
  g_assert_cmpuint (rotation_count (fixture, "PUT"), ==, 0);
}

/* Keys that were deleted elsewhere */

static void
test_old_key_gone (AcRotationFixture *fixture,
                   gconstpointer      in_environment)
{
  rotation_to_verify (fixture);
  rotation_restart (fixture);
  rotation_expect_list (fixture, NULL, rotation_new_json (fixture, TRUE));
  ac_key_fixture_open (&fixture->base, AC_TYPE_ENVIRONMENT_KEYS_PAGE, AC_UI_WEB_ID);
  ac_key_fixture_wait_row (&fixture->base, ROTATION_NEW);
  /* There is nothing left to be done. */
  ac_test_wait_until (rotation_lookup () == NULL && !rotation_file_has (ROTATION_OLD));
}

static void
test_new_key_gone (AcRotationFixture *fixture,
                   gconstpointer      in_environment)
{
  g_autofree char *expected = rotation_dup_new_name ();
  g_autofree char *name = NULL;
  GtkWidget *dialog;

  rotation_to_verify (fixture);
  rotation_restart (fixture);
  rotation_open_page (fixture, TRUE, NULL);
  ac_test_wait_until (rotation_lookup () != NULL);
  dialog = rotation_open (fixture);
  g_assert_true (rotation_is_at (dialog, "create"));
  name = dup_name (dialog);
  g_assert_cmpstr (name, ==, expected);
  assert_badges (fixture, ROTATION_OLD, "Rotating, step 1 of 4.accent | 200 days.error");

  /* What was handed over and tested was the other one. */
  rotation_expect_created (fixture);
  rotation_next (dialog);
  rotation_wait_step (dialog, "hand-over");
  g_assert_false (gtk_check_button_get_active (rotation_get_child (dialog, "stored_check")));
  g_assert_null (ac_rotation_get_verified_at (rotation_lookup ()));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, in_environment, function) \
  g_test_add ("/rotation-dialog/" name, AcRotationFixture, in_environment, rotation_set_up, function, rotation_tear_down)
  ADD ("whole-way/account", NULL, test_whole_way);
  ADD ("whole-way/environment", "environment", test_whole_way);
  ADD ("breaks/account", NULL, test_breaks);
  ADD ("breaks/environment", "environment", test_breaks);
  ADD ("escape", NULL, test_escape);
  ADD ("cancel", NULL, test_cancel);
  ADD ("stop", NULL, test_stop);
  ADD ("old-key-gone", "environment", test_old_key_gone);
  ADD ("new-key-gone", NULL, test_new_key_gone);

  return g_test_run ();
}
