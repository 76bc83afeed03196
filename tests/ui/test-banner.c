/* test-banner.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-banner.h"
#include "shell-helpers.h"

static guint n_activated;

static void
activated_cb (void)
{
  n_activated++;
}

static AcBanner *
create_banner (GtkWidget **window)
{
  static const GActionEntry entries[] = { { "do", (void *) activated_cb } };
  g_autoptr(GSimpleActionGroup) actions = g_simple_action_group_new ();
  AcBanner *banner = AC_BANNER (ac_banner_new ());

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), NULL);
  *window = adw_window_new ();
  gtk_widget_insert_action_group (*window, "test", G_ACTION_GROUP (actions));
  adw_window_set_content (ADW_WINDOW (*window), GTK_WIDGET (banner));
  gtk_window_present (GTK_WINDOW (*window));

  return banner;
}

static void
test_order (void)
{
  GtkWidget *window;
  AcBanner *banner = create_banner (&window);

  g_assert_null (ac_banner_get_text (banner));

  ac_banner_add (banner, AC_BANNER_DEMO, "demo", NULL, NULL);
  g_assert_cmpstr (ac_banner_get_text (banner), ==, "demo");
  ac_banner_add (banner, AC_BANNER_OFFLINE, "offline", NULL, NULL);
  g_assert_cmpstr (ac_banner_get_text (banner), ==, "offline");
  ac_banner_add (banner, AC_BANNER_ACCOUNT_DISABLED, "disabled", NULL, NULL);
  g_assert_cmpstr (ac_banner_get_text (banner), ==, "disabled");
  ac_banner_add (banner, AC_BANNER_UNAUTHORIZED, "unauthorized", NULL, NULL);
  g_assert_cmpstr (ac_banner_get_text (banner), ==, "disabled");
  ac_test_wait_until (shell_find_label (window, "disabled") != NULL);
  g_assert_null (shell_find_label (window, "demo"));

  ac_banner_remove (banner, AC_BANNER_ACCOUNT_DISABLED);
  ac_test_wait_until (shell_find_label (window, "unauthorized") != NULL);
  ac_banner_remove (banner, AC_BANNER_UNAUTHORIZED);
  ac_banner_remove (banner, AC_BANNER_OFFLINE);
  ac_test_wait_until (shell_find_label (window, "demo") != NULL);
  ac_banner_remove (banner, AC_BANNER_DEMO);
  ac_test_wait_until (shell_find_label (window, "demo") == NULL);
  g_assert_null (ac_banner_get_text (banner));

  shell_assert_window_finalizes (window);
}

static void
test_role (void)
{
  GtkWidget *window;
  AcBanner *banner = create_banner (&window);
  GtkWidget *bar;

  ac_banner_add (banner, AC_BANNER_DEMO, "demo", NULL, NULL);
  ac_test_wait_until ((bar = shell_find_label (window, "demo")) != NULL);
  gtk_test_accessible_assert_role (gtk_widget_get_parent (bar), GTK_ACCESSIBLE_ROLE_GROUP);

  ac_banner_add (banner, AC_BANNER_OFFLINE, "offline", NULL, NULL);
  ac_test_wait_until ((bar = shell_find_label (window, "offline")) != NULL);
  gtk_test_accessible_assert_role (gtk_widget_get_parent (bar), GTK_ACCESSIBLE_ROLE_ALERT);

  shell_assert_window_finalizes (window);
}

static void
test_button (void)
{
  GtkWidget *window;
  AcBanner *banner = create_banner (&window);
  GtkWidget *button;

  n_activated = 0;
  ac_banner_add (banner, AC_BANNER_OFFLINE, "Catalogue & Print <b>", "Try Again", "test.do");
  ac_test_wait_until ((button = shell_find_button (window, "Try Again")) != NULL);
  g_assert_nonnull (shell_find_label (window, "Catalogue & Print <b>"));
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpuint (n_activated, ==, 1);
  shell_assert_accessible (window);

  /* The same again: the button in use stays as it is. */
  ac_banner_add (banner, AC_BANNER_OFFLINE, "Catalogue & Print <b>", "Try Again", "test.do");
  g_assert_true (shell_find_button (window, "Try Again") == button);

  shell_assert_window_finalizes (window);
}

int
main (int   argc,
      char *argv[])
{
  shell_test_init (&argc, &argv);

  g_test_add_func ("/banner/order", test_order);
  g_test_add_func ("/banner/role", test_role);
  g_test_add_func ("/banner/button", test_button);

  return g_test_run ();
}
