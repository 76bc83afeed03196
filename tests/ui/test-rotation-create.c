/* test-rotation-create.c: the first step, and what may go wrong in it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "ac-account-keys-page.h"
#include "ac-key-row.h"
#include "ac-rotation-dialog.h"
#include "ac-rotation-fixture.h"

#define SERVER_PROBLEM "Cloudinary has a problem right now."

static GtkEditable *
get_name (GtkWidget *dialog)
{
  return GTK_EDITABLE (rotation_get_child (dialog, "name_row"));
}

static const char *
get_notice (GtkWidget *dialog)
{
  return ac_form_dialog_get_notice (AC_FORM_DIALOG (dialog));
}

static GtkWidget *
open_dialog (AcRotationFixture *fixture)
{
  rotation_open_page (fixture, TRUE, NULL);

  return rotation_open (fixture);
}

/* The name that is proposed */

typedef struct
{
  const char *name; /* NULL: the key has none */
  const char *bare;
} Proposal;

static const Proposal proposals[] = {
  { "Web", "Web" },
  { "Web (2026-05)", "Web" },
  { "Web (2026-05) ", "Web (2026-05) " },
  { "(2026-05)", "(2026-05)" },
  { "Web (2026-5)", "Web (2026-5)" },
  { "Web (shop) (1999-12)", "Web (shop)" },
  { "\327\251\327\250\327\252 (2026-05)", "\327\251\327\250\327\252" },
  { NULL, ROTATION_OLD },
  { "", ROTATION_OLD },
};

static gboolean
has_name (AcRotationFixture *fixture,
          const char        *name)
{
  GtkWidget *row = ac_key_fixture_find_row (&fixture->base, ROTATION_OLD);

  return row != NULL && g_str_equal (ac_api_key_get_name (ac_key_row_get_key (AC_KEY_ROW (row))), name != NULL ? name : "");
}

static void
check_proposal (AcRotationFixture *fixture,
                const Proposal    *proposal)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *month = g_date_time_format (now, "%Y-%m");
  g_autofree char *expected = g_strdup_printf ("%s (%s)", proposal->bare, month);
  GtkWidget *dialog;

  rotation_expect_list (fixture, ac_key_json (ROTATION_OLD, proposal->name, 9, TRUE, NULL), NULL);
  ac_key_fixture_reload (&fixture->base);
  ac_test_wait_until (has_name (fixture, proposal->name));
  dialog = rotation_open (fixture);
  g_assert_cmpstr (gtk_editable_get_text (get_name (dialog)), ==, expected);
  ac_ui_click (dialog, "Cancel");
  ac_ui_wait_no_window (AC_TYPE_ROTATION_DIALOG);
}

static void
test_proposals (AcRotationFixture *fixture,
                gconstpointer      in_environment)
{
  rotation_open_page (fixture, TRUE, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (proposals); i++)
    check_proposal (fixture, &proposals[i]);
}

static void
test_valid (AcRotationFixture *fixture,
            gconstpointer      in_environment)
{
  GtkWidget *dialog;

  rotation_expect_list (fixture, ac_key_json (ROTATION_OLD, "Web", 9, TRUE, ",\"role\":\"<none>\""), NULL);
  ac_key_fixture_open (&fixture->base, AC_TYPE_ACCOUNT_KEYS_PAGE, NULL);
  ac_key_fixture_wait_row (&fixture->base, ROTATION_OLD);
  dialog = rotation_open (fixture);

  /* A role that isn't known has to be chosen. */
  g_assert_cmpuint (adw_combo_row_get_selected (rotation_get_child (dialog, "role_row")), ==, 0);
  g_assert_false (ac_form_dialog_get_valid (AC_FORM_DIALOG (dialog)));
  adw_combo_row_set_selected (rotation_get_child (dialog, "role_row"), 5);
  g_assert_true (ac_form_dialog_get_valid (AC_FORM_DIALOG (dialog)));
  g_assert_true (ac_ui_shows (dialog, "Dashboard and reports only."));
  gtk_editable_set_text (get_name (dialog), "   ");
  g_assert_false (ac_form_dialog_get_valid (AC_FORM_DIALOG (dialog)));
  gtk_editable_set_text (get_name (dialog), "  Another ");
  g_assert_true (ac_form_dialog_get_valid (AC_FORM_DIALOG (dialog)));

  rotation_expect_created (fixture);
  rotation_next (dialog);
  rotation_wait_step (dialog, "hand-over");
  g_assert_cmpstr (ac_key_fixture_get_last_request (&fixture->base)->body, ==, "{\"name\":\"Another\",\"role\":\"reports\"}");
}

/* The service says no: nothing was made, and what was typed stays */

static void
test_name_taken (AcRotationFixture *fixture,
                 gconstpointer      in_environment)
{
  GtkWidget *dialog = open_dialog (fixture);
  GtkWidget *row = GTK_WIDGET (get_name (dialog));

  gtk_editable_set_text (get_name (dialog), "Other");
  rotation_expect_post (fixture, 409, "{\"error\":{\"message\":\"<b>taken</b>\"}}");
  rotation_next (dialog);
  ac_test_wait_until (ac_ui_shows (dialog, "Another key has this name. Choose a different one."));
  g_assert_true (rotation_is_at (dialog, "create"));
  g_assert_true (gtk_widget_has_css_class (row, "error"));
  g_assert_cmpstr (gtk_editable_get_text (get_name (dialog)), ==, "Other");
  g_assert_null (get_notice (dialog));
  rotation_check_step (fixture, dialog, "name-taken");
  ac_test_wait_until (!rotation_file_has ("create_sent_at"));

  /* The same key with another name, and not a look for one that was lost. */
  gtk_editable_set_text (get_name (dialog), "Web 2");
  g_assert_false (gtk_widget_has_css_class (row, "error"));
  rotation_expect_created (fixture);
  rotation_next (dialog);
  rotation_wait_step (dialog, "hand-over");
  g_assert_cmpuint (rotation_count (fixture, "POST"), ==, 2);
}

static void
test_refused (AcRotationFixture *fixture,
              gconstpointer      in_environment)
{
  static const struct
  {
    guint status;
    const char *sentence;
  } refusals[] = {
    { 400, "Cloudinary didn’t accept the values." },
    { 403, "This key has no permission for that." },
  };
  GtkWidget *dialog = open_dialog (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      rotation_expect_post (fixture, refusals[i].status, AC_KEY_FORBIDDEN);
      rotation_next (dialog);
      ac_test_wait_until (!ac_form_dialog_get_busy (AC_FORM_DIALOG (dialog)) && get_notice (dialog) != NULL);
      g_assert_cmpstr (get_notice (dialog), ==, refusals[i].sentence);
      g_assert_true (rotation_is_at (dialog, "create"));
      ac_test_wait_until (!rotation_file_has ("create_sent_at"));
    }

  rotation_expect_created (fixture);
  rotation_next (dialog);
  g_assert_null (get_notice (dialog));
  rotation_wait_step (dialog, "hand-over");
}

/* Nobody knows whether it was made */

/* The failure is said, and what was going to be made stays on the disk. */
static void
lose_answer (AcRotationFixture *fixture,
             GtkWidget         *dialog)
{
  rotation_next (dialog);
  ac_test_wait_until (!ac_form_dialog_get_busy (AC_FORM_DIALOG (dialog)) && get_notice (dialog) != NULL);
  g_assert_true (rotation_is_at (dialog, "create"));
  g_assert_nonnull (ac_rotation_get_create_sent_at (rotation_lookup ()));
  g_assert_true (rotation_file_has ("create_sent_at"));
}

/* It was made: the next click finds it. */
static void
test_found (AcRotationFixture *fixture,
            gconstpointer      in_environment)
{
  GtkWidget *dialog = open_dialog (fixture);

  rotation_expect_post (fixture, 500, AC_KEY_FORBIDDEN);
  lose_answer (fixture, dialog);
  g_assert_cmpstr (get_notice (dialog), ==, SERVER_PROBLEM);
  rotation_expect_list (fixture, rotation_old_json (fixture, TRUE), rotation_new_json (fixture, TRUE));
  rotation_next (dialog);
  rotation_wait_step (dialog, "hand-over");
  g_assert_cmpuint (rotation_count (fixture, "POST"), ==, 1);
  g_assert_cmpstr (ac_rotation_get_new_key (rotation_lookup ()), ==, ROTATION_NEW);
  g_assert_true (ac_ui_shows (dialog, "\342\201\246" ROTATION_NEW "\342\201\251"));
}

/* It was not: it is made now. */
static void
test_not_found (AcRotationFixture *fixture,
                gconstpointer      in_environment)
{
  GtkWidget *dialog = open_dialog (fixture);

  rotation_expect_post (fixture, 500, AC_KEY_FORBIDDEN);
  lose_answer (fixture, dialog);
  rotation_expect_list (fixture, rotation_old_json (fixture, TRUE), NULL);
  rotation_expect_created (fixture);
  rotation_next (dialog);
  ac_test_wait_until (!ac_form_dialog_get_busy (AC_FORM_DIALOG (dialog)));
  if (rotation_is_at (dialog, "create"))
    rotation_next (dialog);
  rotation_wait_step (dialog, "hand-over");
  g_assert_cmpuint (rotation_count (fixture, "POST"), ==, 2);
}

/* The connection drops after the service has done it; the program ends, too. */
static void
test_found_after_restart (AcRotationFixture *fixture,
                          gconstpointer      in_environment)
{
  GtkWidget *dialog = open_dialog (fixture);

  ac_mock_server_allow (fixture->base.base.server, "GET", "/");
  ac_mock_reply_set_raw (rotation_expect_created (fixture), "");
  lose_answer (fixture, dialog);
  rotation_restart (fixture);

  rotation_open_page (fixture, TRUE, rotation_new_json (fixture, TRUE));
  ac_test_wait_until (rotation_lookup () != NULL);
  rotation_expect_list (fixture, rotation_old_json (fixture, TRUE), rotation_new_json (fixture, TRUE));
  dialog = rotation_open (fixture);
  rotation_wait_step (dialog, "hand-over");
  g_assert_cmpuint (rotation_count (fixture, "POST"), ==, 0);
  g_assert_cmpstr (ac_rotation_get_new_key (rotation_lookup ()), ==, ROTATION_NEW);
}

/* One of that name that was there before, for an hour only, is another one. */
static void
test_older_key (AcRotationFixture *fixture,
                gconstpointer      in_environment)
{
  g_autofree char *name = rotation_dup_new_name ();
  GtkWidget *dialog = open_dialog (fixture);

  rotation_expect_post (fixture, 500, AC_KEY_FORBIDDEN);
  lose_answer (fixture, dialog);
  rotation_finish_later (dialog);

  rotation_expect_list (fixture, rotation_old_json (fixture, TRUE), ac_key_json (ROTATION_NEW, name, 0, TRUE, NULL));
  dialog = rotation_open (fixture);
  ac_test_wait_until (!ac_form_dialog_get_busy (AC_FORM_DIALOG (dialog)));
  g_assert_true (rotation_is_at (dialog, "create"));
  g_assert_cmpstr (gtk_editable_get_text (get_name (dialog)), ==, name);
  g_assert_null (ac_rotation_get_new_key (rotation_lookup ()));
}

/* While it isn't known nothing is made. */
static void
test_list_fails (AcRotationFixture *fixture,
                 gconstpointer      in_environment)
{
  GtkWidget *dialog = open_dialog (fixture);

  rotation_expect_post (fixture, 500, AC_KEY_FORBIDDEN);
  lose_answer (fixture, dialog);
  ac_mock_reply_set_json (rotation_expect_list (fixture, NULL, NULL), 403, AC_KEY_FORBIDDEN);
  rotation_next (dialog);
  ac_test_wait_until (!ac_form_dialog_get_busy (AC_FORM_DIALOG (dialog)));
  g_assert_cmpstr (get_notice (dialog), ==, "This key has no permission for that.");
  g_assert_true (rotation_is_at (dialog, "create"));
  g_assert_nonnull (ac_rotation_get_create_sent_at (rotation_lookup ()));
  g_assert_cmpuint (rotation_count (fixture, "POST"), ==, 1);
}

/* Left while the service is asked: what comes of it is kept all the same. */
static void
test_left (AcRotationFixture *fixture,
           gconstpointer      in_environment)
{
  GtkWidget *dialog = open_dialog (fixture);
  gpointer watched = dialog;

  ac_mock_reply_set_delay (rotation_expect_created (fixture), 200);
  g_object_add_weak_pointer (G_OBJECT (dialog), &watched);
  rotation_next (dialog);
  ac_test_wait_until (rotation_count (fixture, "POST") == 1);
  gtk_window_close (GTK_WINDOW (dialog));
  ac_ui_wait_no_window (AC_TYPE_ROTATION_DIALOG);
  ac_test_wait_until (rotation_file_has ("\"new_key\" : \"" ROTATION_NEW "\""));
  ac_test_wait_until (watched == NULL);
  g_assert_cmpint (ac_rotation_get_step (rotation_lookup ()), ==, AC_ROTATION_STEP_HAND_OVER);
  ac_test_wait_until (ac_key_fixture_find_row (&fixture->base, ROTATION_NEW) != NULL);

  dialog = rotation_open (fixture);
  g_assert_true (rotation_is_at (dialog, "hand-over"));
}

/* … and opened again before the answer: the answer is waited for, and nothing is made twice. */
static void
test_opened_again (AcRotationFixture *fixture,
                   gconstpointer      in_environment)
{
  GtkWidget *dialog = open_dialog (fixture);

  ac_mock_reply_set_delay (rotation_expect_created (fixture), 500);
  rotation_next (dialog);
  ac_test_wait_until (rotation_count (fixture, "POST") == 1);
  gtk_window_close (GTK_WINDOW (dialog));
  ac_ui_wait_no_window (AC_TYPE_ROTATION_DIALOG);

  dialog = rotation_open (fixture);
  g_assert_true (ac_form_dialog_get_busy (AC_FORM_DIALOG (dialog)));
  rotation_wait_step (dialog, "hand-over");
  g_assert_cmpuint (rotation_count (fixture, "POST"), ==, 1);
}

/* … or there is none: then the list tells. */
static void
test_opened_again_lost (AcRotationFixture *fixture,
                        gconstpointer      in_environment)
{
  GtkWidget *dialog = open_dialog (fixture);
  AcMockReply *reply = rotation_expect_post (fixture, 500, AC_KEY_FORBIDDEN);

  ac_mock_reply_set_delay (reply, 300);
  rotation_next (dialog);
  ac_test_wait_until (rotation_count (fixture, "POST") == 1);
  gtk_window_close (GTK_WINDOW (dialog));
  ac_ui_wait_no_window (AC_TYPE_ROTATION_DIALOG);

  dialog = rotation_open (fixture);
  g_assert_true (ac_form_dialog_get_busy (AC_FORM_DIALOG (dialog)));
  rotation_expect_list (fixture, rotation_old_json (fixture, TRUE), rotation_new_json (fixture, TRUE));
  rotation_wait_step (dialog, "hand-over");
  g_assert_cmpuint (rotation_count (fixture, "POST"), ==, 1);
}

/* Nothing is asked of the service that isn't on the disk. */
static void
test_unwritable (AcRotationFixture *fixture,
                 gconstpointer      in_environment)
{
  g_autofree char *folder = rotation_dup_folder ();
  g_autofree char *aside = g_strconcat (folder, "-aside", NULL);
  g_autofree char *parent = g_path_get_dirname (folder);
  GtkWidget *dialog = open_dialog (fixture);

  /* Root may write into every folder, but not into a file. */
  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_rename (folder, aside);
  g_assert_true (g_file_set_contents (folder, "", 0, NULL));
  rotation_next (dialog);
  ac_test_wait_until (!ac_form_dialog_get_busy (AC_FORM_DIALOG (dialog)) && get_notice (dialog) != NULL);
  g_assert_cmpstr (get_notice (dialog), ==, "The key rotation could not be saved on this computer.");
  g_assert_true (rotation_is_at (dialog, "create"));
  g_assert_cmpuint (rotation_count (fixture, "POST"), ==, 0);
  g_assert_null (rotation_lookup ());
  rotation_check_step (fixture, dialog, "unwritable");

  g_assert_cmpint (g_unlink (folder), ==, 0);
  rotation_expect_created (fixture);
  rotation_next (dialog);
  rotation_wait_step (dialog, "hand-over");
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, in_environment, function) \
  g_test_add ("/rotation-create/" name, AcRotationFixture, in_environment, rotation_set_up, function, rotation_tear_down)
  ADD ("proposals", NULL, test_proposals);
  ADD ("valid", NULL, test_valid);
  ADD ("name-taken/account", NULL, test_name_taken);
  ADD ("name-taken/environment", "environment", test_name_taken);
  ADD ("refused", NULL, test_refused);
  ADD ("found/account", NULL, test_found);
  ADD ("found/environment", "environment", test_found);
  ADD ("not-found", NULL, test_not_found);
  ADD ("found-after-restart/account", NULL, test_found_after_restart);
  ADD ("found-after-restart/environment", "environment", test_found_after_restart);
  ADD ("older-key", NULL, test_older_key);
  ADD ("list-fails", NULL, test_list_fails);
  ADD ("left", NULL, test_left);
  ADD ("opened-again", NULL, test_opened_again);
  ADD ("opened-again-lost", NULL, test_opened_again_lost);
  ADD ("unwritable", NULL, test_unwritable);

  return g_test_run ();
}
