/* test-secret-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libsecret/secret.h>

#include "ac-error.h"
#include "ac-mock-authority.h"
#include "ac-password-check.h"
#include "ac-secret-label.h"
#include "ac-secret-row.h"
#include "ac-ui-fixture.h"

#define SECRET "vQ3mZ8rT1kLpX6nWc0JdYb4HsUe"

typedef struct
{
  GSettings *settings;
  GtkWindow *window;
  GtkStack *stack;
  AcSecretRow *row; /* (nullable): until it is gone */
  AcSecretLabel *label;
  GtkWidget *reveal;
  GtkWidget *copy;

  GTask *task; /* (nullable) (owned): what is being fetched */
  guint n_fetched;
  guint n_copied;
  guint n_failed;
  GError *error; /* (nullable) (owned): of the last failure */
  guint n_destroyed;
} Fixture;

static void
free_text (gpointer text)
{
  secret_password_free (text);
}

static void
fetch (gpointer             data,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  Fixture *fixture = data;

  g_assert_null (fixture->task);
  fixture->n_fetched++;
  fixture->task = g_task_new (NULL, cancellable, callback, user_data);
}

static char *
finish (gpointer       data,
        GAsyncResult  *result,
        GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
answer (Fixture *fixture)
{
  g_autoptr(GTask) task = g_steal_pointer (&fixture->task);
  SecretValue *value = secret_value_new (SECRET, -1, "text/plain");

  g_assert_nonnull (task);
  g_task_return_pointer (task, secret_value_unref_to_password (value, NULL), free_text);
}

static void
count_copied (Fixture *fixture)
{
  fixture->n_copied++;
}

static void
count_failed (Fixture      *fixture,
              const GError *error)
{
  g_clear_error (&fixture->error);
  fixture->error = g_error_copy (error);
  fixture->n_failed++;
}

static void
count_destroyed (gpointer data)
{
  ((Fixture *) data)->n_destroyed++;
}

static void
create_row (Fixture *fixture)
{
  fixture->row = g_object_new (AC_TYPE_SECRET_ROW, "title", "API secret <b>", NULL);
  g_object_add_weak_pointer (G_OBJECT (fixture->row), (gpointer *) &fixture->row);
  ac_secret_row_set_source (fixture->row, fetch, finish, fixture, count_destroyed);
  g_signal_connect_swapped (fixture->row, "copied", G_CALLBACK (count_copied), fixture);
  g_signal_connect_swapped (fixture->row, "failed", G_CALLBACK (count_failed), fixture);
}

static void
find_parts (Fixture *fixture)
{
  ac_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (fixture->row)));
  fixture->label = AC_SECRET_LABEL (ac_ui_get (GTK_WIDGET (fixture->row), AC_TYPE_SECRET_LABEL, NULL));
  fixture->reveal = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (fixture->row), AC_TYPE_SECRET_ROW, "reveal_button"));
  fixture->copy = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (fixture->row), AC_TYPE_SECRET_ROW, "copy_button"));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *list = gtk_list_box_new ();

  fixture->settings = g_settings_new (AC_BASE_ID);
  create_row (fixture);
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (fixture->row));

  fixture->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (fixture->stack, list, "page");
  gtk_stack_add_named (fixture->stack, gtk_label_new ("other"), "other");
  fixture->window = GTK_WINDOW (adw_window_new ());
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->stack));
  gtk_window_present (fixture->window);
  find_parts (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (fixture->window)), NULL);
  gtk_window_destroy (fixture->window);
  g_clear_object (&fixture->task);
  ac_test_wait_until (fixture->row == NULL);
  g_assert_cmpuint (fixture->n_destroyed, ==, 1);
  g_clear_error (&fixture->error);
  g_settings_reset (fixture->settings, "hide-secrets-after");
  g_settings_reset (fixture->settings, "ask-before-showing-secrets");
  g_object_unref (fixture->settings);
}

static void
reveal (Fixture *fixture)
{
  g_signal_emit_by_name (fixture->reveal, "clicked");
  answer (fixture);
  ac_test_wait_until (ac_secret_label_is_shown (fixture->label));
}

static void
assert_hidden (Fixture *fixture)
{
  g_assert_false (ac_secret_label_is_shown (fixture->label));
  gtk_test_accessible_assert_property (fixture->label, GTK_ACCESSIBLE_PROPERTY_LABEL, "Hidden");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (fixture->reveal), ==, "Show Secret");
}

static void
test_reveal_and_hide (Fixture       *fixture,
                      gconstpointer  data)
{
  assert_hidden (fixture);
  g_assert_cmpuint (fixture->n_fetched, ==, 0);
  ac_ui_assert_accessible (GTK_WIDGET (fixture->window));

  reveal (fixture);
  gtk_test_accessible_assert_property (fixture->label, GTK_ACCESSIBLE_PROPERTY_LABEL, SECRET);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (fixture->reveal), ==, "Hide Secret");
  ac_ui_assert_accessible (GTK_WIDGET (fixture->window));

  g_signal_emit_by_name (fixture->reveal, "clicked");
  assert_hidden (fixture);

  /* What was let go of has to be fetched again. */
  reveal (fixture);
  g_assert_cmpuint (fixture->n_fetched, ==, 2);
}

/* No property of any widget in the row holds it, shown or not. */
static void
assert_no_property_holds (GtkWidget  *widget,
                          const char *text)
{
  guint n_properties;
  g_autofree GParamSpec **specs = g_object_class_list_properties (G_OBJECT_GET_CLASS (widget), &n_properties);

  for (guint i = 0; i < n_properties; i++)
    {
      g_autofree char *value = NULL;

      if (G_PARAM_SPEC_VALUE_TYPE (specs[i]) != G_TYPE_STRING || !(specs[i]->flags & G_PARAM_READABLE))
        continue;
      g_object_get (widget, specs[i]->name, &value, NULL);
      g_assert_true (value == NULL || strstr (value, text) == NULL);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    assert_no_property_holds (child, text);
}

static void
test_no_property (Fixture       *fixture,
                  gconstpointer  data)
{
  reveal (fixture);
  assert_no_property_holds (GTK_WIDGET (fixture->window), SECRET);
}

static void
test_hides_by_itself (Fixture       *fixture,
                      gconstpointer  data)
{
  g_settings_set_uint (fixture->settings, "hide-secrets-after", 1);
  reveal (fixture);
  ac_test_wait_until (!ac_secret_label_is_shown (fixture->label));
  assert_hidden (fixture);
}

static void
test_hides_when_the_page_is_left (Fixture       *fixture,
                                  gconstpointer  data)
{
  reveal (fixture);
  gtk_stack_set_visible_child_name (fixture->stack, "other");
  ac_test_wait_until (!gtk_widget_get_mapped (GTK_WIDGET (fixture->row)));
  assert_hidden (fixture);
}

static void
test_all_are_hidden (Fixture       *fixture,
                     gconstpointer  data)
{
  ac_secret_row_hide_all ();
  reveal (fixture);
  ac_secret_row_hide_all ();
  assert_hidden (fixture);
  ac_secret_row_hide_all ();
}

/* Who hides all wants nothing to appear a moment later. */
static void
test_all_that_come_are_stopped (Fixture       *fixture,
                                gconstpointer  data)
{
  GtkWidget *buttons[] = { fixture->reveal, fixture->copy };

  for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      g_signal_emit_by_name (buttons[i], "clicked");
      ac_secret_row_hide_all ();
      g_assert_true (g_cancellable_is_cancelled (g_task_get_cancellable (fixture->task)));
      g_assert_true (gtk_widget_get_sensitive (fixture->copy));
      answer (fixture);
      ac_test_wait_until (!g_main_context_pending (NULL));
      assert_hidden (fixture);
    }
  g_assert_cmpuint (fixture->n_copied, ==, 0);
  g_assert_cmpuint (fixture->n_failed, ==, 0);
}

/* What was asked for before doesn't answer what is asked for now. */
static void
test_answers_do_not_mix (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(GTask) before = NULL;

  g_signal_emit_by_name (fixture->copy, "clicked");
  before = g_steal_pointer (&fixture->task);
  g_task_set_check_cancellable (before, FALSE);
  ac_secret_row_hide_all ();

  g_signal_emit_by_name (fixture->reveal, "clicked");
  g_task_return_pointer (before, g_strdup ("old"), g_free);
  ac_test_wait_until (!g_main_context_pending (NULL));
  assert_hidden (fixture);
  g_assert_cmpuint (fixture->n_copied, ==, 0);

  answer (fixture);
  ac_test_wait_until (ac_secret_label_is_shown (fixture->label));
  gtk_test_accessible_assert_property (fixture->label, GTK_ACCESSIBLE_PROPERTY_LABEL, SECRET);
}

/* A source may stop by itself: the row is then as it was. */
static void
test_source_stops (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GTask) task = NULL;

  g_signal_emit_by_name (fixture->reveal, "clicked");
  g_assert_false (gtk_widget_get_sensitive (fixture->copy));
  task = g_steal_pointer (&fixture->task);
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "stopped");
  ac_test_wait_until (gtk_widget_get_sensitive (fixture->copy));
  assert_hidden (fixture);
  g_assert_cmpuint (fixture->n_failed, ==, 0);
}

static void
test_labels (Fixture       *fixture,
             gconstpointer  data)
{
  gtk_test_accessible_assert_property (fixture->reveal, GTK_ACCESSIBLE_PROPERTY_LABEL, "Show Secret");
  gtk_test_accessible_assert_property (fixture->copy, GTK_ACCESSIBLE_PROPERTY_LABEL, "Copy Secret");

  ac_secret_row_set_labels (fixture->row, "Show secret of CI", "Hide secret of CI", "Copy secret of CI");
  gtk_test_accessible_assert_property (fixture->reveal, GTK_ACCESSIBLE_PROPERTY_LABEL, "Show secret of CI");
  gtk_test_accessible_assert_property (fixture->copy, GTK_ACCESSIBLE_PROPERTY_LABEL, "Copy secret of CI");
  assert_hidden (fixture);

  reveal (fixture);
  gtk_test_accessible_assert_property (fixture->reveal, GTK_ACCESSIBLE_PROPERTY_LABEL, "Hide secret of CI");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (fixture->reveal), ==, "Hide Secret");
  ac_secret_row_hide (fixture->row);
  gtk_test_accessible_assert_property (fixture->reveal, GTK_ACCESSIBLE_PROPERTY_LABEL, "Show secret of CI");
}

static void
test_copied_only (Fixture       *fixture,
                  gconstpointer  data)
{
  reveal (fixture);
  g_object_set (fixture->row, "revealable", FALSE, NULL);
  assert_hidden (fixture);
  g_assert_false (gtk_widget_get_mapped (fixture->reveal));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (fixture->copy), ==, "Copy");

  gtk_widget_activate_action (GTK_WIDGET (fixture->row), "row.reveal", NULL);
  g_assert_null (fixture->task);
  g_signal_emit_by_name (fixture->copy, "clicked");
  answer (fixture);
  ac_test_wait_until (fixture->n_copied == 1);

  ac_secret_row_set_revealable (fixture->row, TRUE);
  ac_test_wait_until (gtk_widget_get_mapped (fixture->reveal));
  reveal (fixture);
}

static void
remove_row (Fixture *fixture)
{
  gtk_list_box_remove (GTK_LIST_BOX (gtk_widget_get_parent (GTK_WIDGET (fixture->row))), GTK_WIDGET (fixture->row));
  ac_test_wait_until (fixture->row == NULL);
}

/* A row inside one that is folded. */
static void
test_hides_when_folded (Fixture       *fixture,
                        gconstpointer  data)
{
  GtkWidget *list = gtk_widget_get_parent (GTK_WIDGET (fixture->row));
  GtkWidget *expander = adw_expander_row_new ();

  remove_row (fixture);
  fixture->n_destroyed = 0;
  create_row (fixture);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), GTK_WIDGET (fixture->row));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (expander), TRUE);
  gtk_list_box_append (GTK_LIST_BOX (list), expander);
  find_parts (fixture);

  reveal (fixture);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (expander), FALSE);
  ac_test_wait_until (!ac_secret_label_is_shown (fixture->label));
  assert_hidden (fixture);
}

/* A dialog that is closed, and stays alive for being referenced. */
static void
test_hides_when_its_dialog_closes (Fixture       *fixture,
                                   gconstpointer  data)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWindow *dialog = GTK_WINDOW (adw_window_new ());

  remove_row (fixture);
  fixture->n_destroyed = 0;
  create_row (fixture);
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (fixture->row));
  adw_window_set_content (ADW_WINDOW (dialog), list);
  gtk_window_set_transient_for (dialog, fixture->window);
  gtk_window_set_hide_on_close (dialog, TRUE);
  gtk_window_present (dialog);
  find_parts (fixture);

  reveal (fixture);
  gtk_window_close (dialog);
  ac_test_wait_until (!ac_secret_label_is_shown (fixture->label));
  assert_hidden (fixture);
  gtk_window_destroy (dialog);
}

static void
test_copy (Fixture       *fixture,
           gconstpointer  data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->window));
  g_autoptr(GAsyncResult) result = NULL;
  g_autofree char *text = NULL;

  g_signal_emit_by_name (fixture->copy, "clicked");
  answer (fixture);
  ac_test_wait_until (fixture->n_copied == 1);
  assert_hidden (fixture);

  gdk_clipboard_read_text_async (clipboard, NULL, ac_test_store_result, &result);
  text = gdk_clipboard_read_text_finish (clipboard, ac_test_wait_result (&result), NULL);
  g_assert_cmpstr (text, ==, SECRET);
}

static void
test_failure (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GTask) task = NULL;

  g_signal_emit_by_name (fixture->reveal, "clicked");
  task = g_steal_pointer (&fixture->task);
  g_task_return_new_error (task, AC_ERROR, AC_ERROR_FORBIDDEN, "no");
  ac_test_wait_until (fixture->n_failed == 1);
  g_assert_error (fixture->error, AC_ERROR, AC_ERROR_FORBIDDEN);
  assert_hidden (fixture);
  g_assert_true (gtk_widget_get_sensitive (fixture->copy));

  reveal (fixture);
}

/* It came too late: for a page that was left, or a row that is gone. */
static void
test_too_late (Fixture       *fixture,
               gconstpointer  data)
{
  g_signal_emit_by_name (fixture->reveal, "clicked");
  gtk_stack_set_visible_child_name (fixture->stack, "other");
  ac_test_wait_until (!gtk_widget_get_mapped (GTK_WIDGET (fixture->row)));
  g_assert_true (g_cancellable_is_cancelled (g_task_get_cancellable (fixture->task)));
  answer (fixture);
  ac_test_wait_until (!g_main_context_pending (NULL));
  assert_hidden (fixture);

  gtk_stack_set_visible_child_name (fixture->stack, "page");
  ac_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (fixture->row)));
  g_signal_emit_by_name (fixture->copy, "clicked");
  gtk_list_box_remove (GTK_LIST_BOX (gtk_widget_get_parent (GTK_WIDGET (fixture->row))), GTK_WIDGET (fixture->row));
  answer (fixture);
  ac_test_wait_until (fixture->n_destroyed == 1);
  g_assert_cmpuint (fixture->n_copied, ==, 0);
}

/* Nothing is fetched before the password was given, be it to be shown or to be copied. */
static void
test_password_allowed (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(AcPrivateBus) bus = ac_private_bus_new ();
  g_autoptr(AcMockAuthority) authority = ac_mock_authority_new (bus);

  g_settings_set_boolean (fixture->settings, "ask-before-showing-secrets", TRUE);
  g_signal_emit_by_name (fixture->reveal, "clicked");
  g_assert_null (fixture->task);
  ac_test_wait_until (fixture->task != NULL);
  g_assert_cmpuint (ac_mock_authority_get_n_asked (authority), ==, 1);
  answer (fixture);
  ac_test_wait_until (ac_secret_label_is_shown (fixture->label));

  /* Hiding is free. */
  g_signal_emit_by_name (fixture->reveal, "clicked");
  assert_hidden (fixture);
  g_assert_cmpuint (ac_mock_authority_get_n_asked (authority), ==, 1);

  g_signal_emit_by_name (fixture->copy, "clicked");
  g_assert_null (fixture->task);
  ac_test_wait_until (fixture->task != NULL);
  g_assert_cmpuint (ac_mock_authority_get_n_asked (authority), ==, 2);
  answer (fixture);
  ac_test_wait_until (fixture->n_copied == 1);
}

static void
test_password_not_given (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(AcPrivateBus) bus = ac_private_bus_new ();
  g_autoptr(AcMockAuthority) authority = ac_mock_authority_new (bus);
  GtkWidget *buttons[] = { fixture->reveal, fixture->copy };

  g_settings_set_boolean (fixture->settings, "ask-before-showing-secrets", TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      ac_mock_authority_set_answer (authority, AC_MOCK_ANSWER_REFUSED);
      g_signal_emit_by_name (buttons[i], "clicked");
      ac_test_wait_until (fixture->n_failed == 2 * i + 1);
      g_assert_error (fixture->error, AC_PASSWORD_ERROR, AC_PASSWORD_ERROR_REFUSED);

      /* Who dismisses the question knows it. */
      ac_mock_authority_set_answer (authority, AC_MOCK_ANSWER_DISMISSED);
      g_signal_emit_by_name (buttons[i], "clicked");
      ac_test_wait_until (gtk_widget_get_sensitive (fixture->copy));
      g_assert_cmpuint (fixture->n_failed, ==, 2 * i + 1);

      ac_mock_authority_set_installed (authority, FALSE);
      g_signal_emit_by_name (buttons[i], "clicked");
      ac_test_wait_until (fixture->n_failed == 2 * i + 2);
      g_assert_error (fixture->error, AC_PASSWORD_ERROR, AC_PASSWORD_ERROR_NOT_INSTALLED);
      ac_mock_authority_set_installed (authority, TRUE);
    }

  g_assert_cmpuint (ac_mock_authority_get_n_asked (authority), ==, 4);
  g_assert_cmpuint (fixture->n_fetched, ==, 0);
  g_assert_cmpuint (fixture->n_copied, ==, 0);
  assert_hidden (fixture);
}

/* While somebody is asked, all are hidden: the question goes away, and what is answered then shows nothing. */
static void
test_password_taken_back (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr(AcPrivateBus) bus = ac_private_bus_new ();
  g_autoptr(AcMockAuthority) authority = ac_mock_authority_new (bus);

  g_settings_set_boolean (fixture->settings, "ask-before-showing-secrets", TRUE);
  ac_mock_authority_set_answer (authority, AC_MOCK_ANSWER_NONE);
  g_signal_emit_by_name (fixture->reveal, "clicked");
  ac_test_wait_until (ac_mock_authority_get_n_asked (authority) == 1);
  ac_secret_row_hide_all ();
  ac_test_wait_until (ac_mock_authority_get_n_cancelled (authority) == 1);
  g_assert_true (gtk_widget_get_sensitive (fixture->copy));

  ac_mock_authority_set_answer (authority, AC_MOCK_ANSWER_ALLOWED);
  g_signal_emit_by_name (fixture->reveal, "clicked");
  ac_test_wait_until (fixture->task != NULL);
  answer (fixture);
  ac_test_wait_until (ac_secret_label_is_shown (fixture->label));
  g_assert_cmpuint (fixture->n_fetched, ==, 1);
  g_assert_cmpuint (fixture->n_failed, ==, 0);
}

/* Nothing that could ask: no secret, rather than one without a question. */
static void
test_password_nobody_asks (Fixture       *fixture,
                           gconstpointer  data)
{
  g_settings_set_boolean (fixture->settings, "ask-before-showing-secrets", TRUE);
  g_signal_emit_by_name (fixture->reveal, "clicked");
  ac_test_wait_until (fixture->n_failed == 1);
  g_assert_error (fixture->error, AC_PASSWORD_ERROR, AC_PASSWORD_ERROR_NO_BUS);
  g_assert_cmpuint (fixture->n_fetched, ==, 0);
  assert_hidden (fixture);
}

#define ADD(name, test) g_test_add ("/secret-row/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("reveal-and-hide", test_reveal_and_hide);
  ADD ("no-property", test_no_property);
  ADD ("hides-by-itself", test_hides_by_itself);
  ADD ("hides-when-the-page-is-left", test_hides_when_the_page_is_left);
  ADD ("all-are-hidden", test_all_are_hidden);
  ADD ("all-that-come-are-stopped", test_all_that_come_are_stopped);
  ADD ("answers-do-not-mix", test_answers_do_not_mix);
  ADD ("source-stops", test_source_stops);
  ADD ("labels", test_labels);
  ADD ("copied-only", test_copied_only);
  ADD ("hides-when-folded", test_hides_when_folded);
  ADD ("hides-when-its-dialog-closes", test_hides_when_its_dialog_closes);
  ADD ("copy", test_copy);
  ADD ("failure", test_failure);
  ADD ("too-late", test_too_late);
  ADD ("password/allowed", test_password_allowed);
  ADD ("password/not-given", test_password_not_given);
  ADD ("password/taken-back", test_password_taken_back);
  ADD ("password/nobody-asks", test_password_nobody_asks);

  return g_test_run ();
}
