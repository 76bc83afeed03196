/* test-confirm.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-confirm.h"
#include "ac-ui-fixture.h"

typedef struct
{
  GtkWidget *parent;
  GtkWidget *dialog;
  GCancellable *cancellable;
  GAsyncResult *result;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->cancellable = g_cancellable_new ();
  fixture->parent = adw_window_new ();
  gtk_window_present (GTK_WINDOW (fixture->parent));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->parent != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->parent));
  g_assert_null (ac_ui_find_window (GTK_TYPE_WINDOW));
  g_assert_finalize_object (fixture->result);
  g_assert_finalize_object (fixture->cancellable);
}

static void
ask (Fixture         *fixture,
     const AcConfirm *question)
{
  ac_confirm_async (fixture->parent, question, fixture->cancellable, ac_test_store_result, &fixture->result);
  fixture->dialog = ac_ui_wait_window (ADW_TYPE_MESSAGE_DIALOG);
}

static void
assert_answer (Fixture  *fixture,
               gboolean  yes)
{
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (ac_confirm_finish (ac_test_wait_result (&fixture->result), &error), ==, yes);
  if (!yes)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  ac_ui_wait_no_window (ADW_TYPE_MESSAGE_DIALOG);
}

static const AcConfirm destructive = { "Disable R&D <b>x</b>?", "Uploads & “calls” stop.", "Disable", TRUE, NULL, NULL };
static const AcConfirm harmless = { "Continue?", "In the browser.", "Open", FALSE, NULL, NULL };
static const AcConfirm typed = { "Delete X?", "All is gone.", "Delete", TRUE, "halden-summer24", NULL };
static const AcConfirm refused = { "Delete X?", "All is gone.", "Delete", TRUE, "halden-summer24", "Disable it first." };

static void
test_yes (Fixture       *fixture,
          gconstpointer  data)
{
  ask (fixture, &destructive);
  /* Plain text, whatever stands in it. */
  g_assert_true (ac_ui_shows (fixture->dialog, "Disable R&D <b>x</b>?"));
  g_assert_true (ac_ui_shows (fixture->dialog, "Uploads & “calls” stop."));
  ac_ui_assert_accessible (fixture->dialog);
  ac_ui_picture (fixture->dialog, "confirm");
  ac_ui_click (fixture->dialog, "Disable");
  assert_answer (fixture, TRUE);
}

static void
test_no (Fixture       *fixture,
         gconstpointer  data)
{
  ask (fixture, &destructive);
  ac_ui_click (fixture->dialog, "Cancel");
  assert_answer (fixture, FALSE);
}

static void
test_escape (Fixture       *fixture,
             gconstpointer  data)
{
  ask (fixture, &destructive);
  gtk_window_close (GTK_WINDOW (fixture->dialog));
  assert_answer (fixture, FALSE);
}

/* Enter: Cancel where the verb does harm, else the verb. */
static void
test_default (Fixture       *fixture,
              gconstpointer  data)
{
  const AcConfirm *question = data;

  ask (fixture, question);
  g_assert_cmpstr (adw_message_dialog_get_default_response (ADW_MESSAGE_DIALOG (fixture->dialog)), ==,
                   question == &harmless ? "verb" : "cancel");
  gtk_widget_activate_default (fixture->dialog);
  assert_answer (fixture, question == &harmless);
}

static void
assert_can_delete (Fixture  *fixture,
                   gboolean  can)
{
  g_assert_cmpint (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (fixture->dialog), "verb"), ==, can);
}

static void
test_typed (Fixture       *fixture,
            gconstpointer  data)
{
  static const char * const wrong[] = { "", "halden-summer2", "Halden-Summer24", "halden-summer24 ", " halden-summer24" };
  const char *title = "Type \342\201\246halden-summer24\342\201\251 to confirm";
  GtkWidget *row;

  ask (fixture, &typed);
  row = ac_ui_get (fixture->dialog, ADW_TYPE_ENTRY_ROW, title);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->dialog)), row));

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      gtk_editable_set_text (GTK_EDITABLE (row), wrong[i]);
      assert_can_delete (fixture, FALSE);
    }

  gtk_editable_set_text (GTK_EDITABLE (row), "halden-summer24");
  assert_can_delete (fixture, TRUE);
  ac_ui_picture (fixture->dialog, "confirm-typed");

  /* Enter in the entry does nothing, right as the text is. */
  g_signal_emit_by_name (gtk_editable_get_delegate (GTK_EDITABLE (row)), "activate");
  g_assert_true (ac_ui_find_window (ADW_TYPE_MESSAGE_DIALOG) == fixture->dialog);
  g_assert_null (fixture->result);

  ac_ui_click (fixture->dialog, "Delete");
  assert_answer (fixture, TRUE);
}

static void
test_refusal (Fixture       *fixture,
              gconstpointer  data)
{
  ask (fixture, &refused);
  g_assert_true (ac_ui_shows (fixture->dialog, "Disable it first."));
  g_assert_null (ac_ui_find (fixture->dialog, ADW_TYPE_ENTRY_ROW, NULL));
  g_assert_null (ac_ui_find (fixture->dialog, GTK_TYPE_BUTTON, "Delete"));
  ac_ui_picture (fixture->dialog, "confirm-refused");
  ac_ui_click (fixture->dialog, "Cancel");
  assert_answer (fixture, FALSE);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  ask (fixture, &typed);
  g_cancellable_cancel (fixture->cancellable);
  assert_answer (fixture, FALSE);
}

static void
test_cancelled_before (Fixture       *fixture,
                       gconstpointer  data)
{
  g_cancellable_cancel (fixture->cancellable);
  ac_confirm_async (fixture->parent, &typed, fixture->cancellable, ac_test_store_result, &fixture->result);
  assert_answer (fixture, FALSE);
}

static void
test_parent_gone (Fixture       *fixture,
                  gconstpointer  data)
{
  ask (fixture, &typed);
  gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&fixture->parent)));
  assert_answer (fixture, FALSE);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, data, function) \
  g_test_add ("/confirm/" name, Fixture, data, set_up, function, tear_down)
  ADD ("yes", NULL, test_yes);
  ADD ("no", NULL, test_no);
  ADD ("escape", NULL, test_escape);
  ADD ("default/destructive", &destructive, test_default);
  ADD ("default/harmless", &harmless, test_default);
  ADD ("default/refused", &refused, test_default);
  ADD ("typed", NULL, test_typed);
  ADD ("refusal", NULL, test_refusal);
  ADD ("cancelled", NULL, test_cancelled);
  ADD ("cancelled-before", NULL, test_cancelled_before);
  ADD ("parent-gone", NULL, test_parent_gone);

  return g_test_run ();
}
