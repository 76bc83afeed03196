/* test-application.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libsecret/secret.h>

#include "ac-application.h"
#include "ac-preferences-window.h"
#include "ac-private-bus.h"
#include "ac-secret-label.h"
#include "ac-secret-row.h"
#include "ac-window.h"
#include "shell-helpers.h"

typedef struct
{
  AcApplication *application;
  AcWindow *window; /* (unowned) */
  GtkWindow *other; /* another window, with a secret */
  AcSecretRow *row; /* (unowned) */
  GtkWidget *entry; /* (unowned) */
} Fixture;

typedef void (*Body) (Fixture *fixture);

typedef struct
{
  Fixture fixture;
  Body body;
} Run;

static void
open_other (Fixture *fixture)
{
  GtkWidget *list = gtk_list_box_new ();

  fixture->row = g_object_new (AC_TYPE_SECRET_ROW, "title", "API secret", NULL);
  fixture->entry = adw_password_entry_row_new ();
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (fixture->row));
  gtk_list_box_append (GTK_LIST_BOX (list), fixture->entry);
  fixture->other = GTK_WINDOW (adw_window_new ());
  adw_window_set_content (ADW_WINDOW (fixture->other), list);
  gtk_window_present (fixture->other);
  ac_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (fixture->row)));
}

static gboolean
run_body_cb (gpointer data)
{
  Run *run = data;
  Fixture *fixture = &run->fixture;

  ac_test_wait_until ((fixture->window = shell_find_window (AC_TYPE_WINDOW)) != NULL);
  open_other (fixture);
  run->body (fixture);
  gtk_window_destroy (fixture->other);
  /* The program ends with its last window. */
  gtk_window_close (GTK_WINDOW (fixture->window));

  return G_SOURCE_REMOVE;
}

static void
test_with_application (gconstpointer data)
{
  char name[] = "account-console";
  char *argv[] = { name, NULL };
  Run run = { .body = data };

  run.fixture.application = ac_application_new (NULL);
  g_idle_add (run_body_cb, &run);
  g_assert_cmpint (g_application_run (G_APPLICATION (run.fixture.application), 1, argv), ==, 0);
  g_assert_finalize_object (run.fixture.application);
}

static void
fetch (gpointer             data,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  SecretValue *value = secret_value_new ("made-up", -1, "text/plain");

  g_task_return_pointer (task, secret_value_unref_to_password (value, NULL), (GDestroyNotify) secret_password_free);
}

static char *
finish (gpointer       data,
        GAsyncResult  *result,
        GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
is_shown (Fixture *fixture)
{
  return ac_secret_label_is_shown (AC_SECRET_LABEL (shell_find (fixture->row, "label")));
}

static gboolean
is_readable (Fixture *fixture)
{
  return gtk_text_get_visibility (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (fixture->entry))));
}

static void
show_all (Fixture *fixture)
{
  ac_secret_row_set_source (fixture->row, fetch, finish, NULL, NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->row), "row.reveal", NULL);
  gtk_editable_set_text (GTK_EDITABLE (fixture->entry), "made-up");
  gtk_text_set_visibility (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (fixture->entry))), TRUE);
  ac_test_wait_until (is_shown (fixture));
}

static void
test_hide_secrets (Fixture *fixture)
{
  g_auto(GStrv) accels = gtk_application_get_accels_for_action (GTK_APPLICATION (fixture->application), "app.hide-secrets");

  g_assert_cmpuint (g_strv_length (accels), ==, 1);
  g_assert_cmpstr (accels[0], ==, "<Control>l");

  show_all (fixture);
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "hide-secrets", NULL);
  g_assert_false (is_shown (fixture));
  g_assert_false (is_readable (fixture));
  /* What is being entered is not lost. */
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture->entry)), ==, "made-up");
}

/* A dialog, which has none of the application's keys, has this one. */
static gboolean
press_in_other (Fixture *fixture)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->other));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;

      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr(GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          g_autofree char *trigger = gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));

          if (g_str_equal (trigger, "<Control>l"))
            return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, GTK_WIDGET (fixture->other), NULL);
        }
    }

  return FALSE;
}

static void
test_hide_secrets_in_a_dialog (Fixture *fixture)
{
  show_all (fixture);
  g_assert_null (gtk_window_get_application (fixture->other));
  g_assert_true (press_in_other (fixture));
  g_assert_false (is_shown (fixture));
  g_assert_false (is_readable (fixture));
}

static void
test_screen_lock (Fixture *fixture)
{
  g_autoptr(GDBusConnection) desktop = ac_bus_connect (g_getenv ("DBUS_SESSION_BUS_ADDRESS"));
  g_autoptr(GError) error = NULL;

  ac_bus_own_name (desktop, "org.gnome.ScreenSaver");
  show_all (fixture);
  g_dbus_connection_emit_signal (desktop, NULL, "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged",
                                 g_variant_new ("(b)", TRUE), &error);
  g_assert_no_error (error);
  ac_test_wait_until (!is_shown (fixture));
  g_assert_false (is_readable (fixture));
}

static void
test_preferences (Fixture *fixture)
{
  g_auto(GStrv) accels = gtk_application_get_accels_for_action (GTK_APPLICATION (fixture->application), "app.preferences");
  GtkWindow *window;

  g_assert_cmpstr (accels[0], ==, "<Control>comma");
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "preferences", NULL);
  window = shell_find_window (AC_TYPE_PREFERENCES_WINDOW);
  g_assert_nonnull (window);
  g_assert_true (gtk_window_get_transient_for (window) == GTK_WINDOW (fixture->window));
  ac_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (window)));
  gtk_window_close (window);
  ac_test_wait_until (shell_find_window (AC_TYPE_PREFERENCES_WINDOW) == NULL);
}

int
main (int    argc,
      char **argv)
{
  shell_test_init (&argc, &argv);

  g_test_add_data_func ("/application/hide-secrets", test_hide_secrets, test_with_application);
  g_test_add_data_func ("/application/hide-secrets-in-a-dialog", test_hide_secrets_in_a_dialog, test_with_application);
  g_test_add_data_func ("/application/screen-lock", test_screen_lock, test_with_application);
  g_test_add_data_func ("/application/preferences", test_preferences, test_with_application);

  return g_test_run ();
}
