/* test-toast-host.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-toast-host.h"
#include "shell-helpers.h"

typedef struct
{
  guint n_activated;
  guint n_destroyed;
} Counts;

static void
activated_cb (gpointer data)
{
  ((Counts *) data)->n_activated++;
}

static void
destroyed_cb (gpointer data)
{
  ((Counts *) data)->n_destroyed++;
}

static AcToastHost *
create_host (GtkWidget **window)
{
  AcToastHost *host = AC_TOAST_HOST (ac_toast_host_new ());

  *window = adw_window_new ();
  ac_toast_host_set_child (host, gtk_entry_new ());
  adw_window_set_content (ADW_WINDOW (*window), GTK_WIDGET (host));
  gtk_window_set_default_size (GTK_WINDOW (*window), 400, 300);
  gtk_window_present (GTK_WINDOW (*window));

  return host;
}

static void
test_plain_text (void)
{
  GtkWidget *window;
  AcToastHost *host = create_host (&window);

  ac_toast_host_show (host, "“Catalogue & Print” <b>enabled</b>", ADW_TOAST_PRIORITY_NORMAL);
  ac_test_wait_until (shell_find_label (window, "“Catalogue & Print” <b>enabled</b>") != NULL);
  g_assert_true (ac_toast_host_find (ac_toast_host_get_child (host)) == host);
  shell_assert_accessible (window);

  shell_assert_window_finalizes (window);
}

static void
test_button (void)
{
  Counts counts = { 0, 0 };
  GtkWidget *window;
  AcToastHost *host = create_host (&window);
  GtkWidget *button;

  ac_toast_host_show_button (host, "Mobile App disabled", "Undo", activated_cb, &counts, destroyed_cb);
  ac_test_wait_until ((button = shell_find_button (window, "Undo")) != NULL);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpuint (counts.n_activated, ==, 1);
  ac_test_wait_until (counts.n_destroyed == 1);

  /* It is over. */
  gtk_widget_activate_action (GTK_WIDGET (host), "toast.undo", NULL);
  g_assert_cmpuint (counts.n_activated, ==, 1);

  shell_assert_window_finalizes (window);
  g_assert_cmpuint (counts.n_destroyed, ==, 1);
}

static void
test_undo_key (void)
{
  Counts counts = { 0, 0 };
  GtkWidget *window;
  AcToastHost *host = create_host (&window);

  gtk_widget_activate_action (GTK_WIDGET (host), "toast.undo", NULL);

  ac_toast_host_show_button (host, "Mobile App disabled", "Undo", activated_cb, &counts, destroyed_cb);
  gtk_widget_activate_action (GTK_WIDGET (host), "toast.undo", NULL);
  g_assert_cmpuint (counts.n_activated, ==, 1);
  ac_test_wait_until (counts.n_destroyed == 1);
  gtk_widget_activate_action (GTK_WIDGET (host), "toast.undo", NULL);
  g_assert_cmpuint (counts.n_activated, ==, 1);

  /* Ctrl+Z is for undoing only. */
  ac_toast_host_show_button (host, "Exported", "Show", activated_cb, &counts, destroyed_cb);
  gtk_widget_activate_action (GTK_WIDGET (host), "toast.undo", NULL);
  g_assert_cmpuint (counts.n_activated, ==, 1);

  shell_assert_window_finalizes (window);
  g_assert_cmpuint (counts.n_destroyed, ==, 2);
}

static void
test_one_undo_at_a_time (void)
{
  Counts first = { 0, 0 }, second = { 0, 0 };
  GtkWidget *window;
  AcToastHost *host = create_host (&window);

  ac_toast_host_show_button (host, "First disabled", "Undo", activated_cb, &first, destroyed_cb);
  ac_toast_host_show_button (host, "Second disabled", "Undo", activated_cb, &second, destroyed_cb);
  ac_test_wait_until (first.n_destroyed == 1);
  ac_test_wait_until (shell_find_label (window, "Second disabled") != NULL);
  ac_test_wait_until (shell_find_label (window, "First disabled") == NULL);

  gtk_widget_activate_action (GTK_WIDGET (host), "toast.undo", NULL);
  g_assert_cmpuint (first.n_activated, ==, 0);
  g_assert_cmpuint (second.n_activated, ==, 1);

  shell_assert_window_finalizes (window);
}

static void
test_clear (void)
{
  Counts counts = { 0, 0 };
  GtkWidget *window;
  AcToastHost *host = create_host (&window);

  ac_toast_host_show_button (host, "Mobile App disabled", "Undo", activated_cb, &counts, destroyed_cb);
  ac_toast_host_clear (host);
  ac_test_wait_until (counts.n_destroyed == 1);
  gtk_widget_activate_action (GTK_WIDGET (host), "toast.undo", NULL);
  g_assert_cmpuint (counts.n_activated, ==, 0);

  shell_assert_window_finalizes (window);
}

int
main (int   argc,
      char *argv[])
{
  shell_test_init (&argc, &argv);

  g_test_add_func ("/toast-host/plain-text", test_plain_text);
  g_test_add_func ("/toast-host/button", test_button);
  g_test_add_func ("/toast-host/undo-key", test_undo_key);
  g_test_add_func ("/toast-host/one-undo-at-a-time", test_one_undo_at_a_time);
  g_test_add_func ("/toast-host/clear", test_clear);

  return g_test_run ();
}
