/* ac-secrets.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-secrets"

#include "config.h"

#include <adwaita.h>

#include "ac-secrets.h"

#include "ac-secret-row.h"

/* What is being entered stays, but can't be read. */
static void
mask_entries (GtkWidget *widget)
{
  GtkWidget *child;

  if (ADW_IS_PASSWORD_ENTRY_ROW (widget))
    {
      GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (widget));

      gtk_text_set_visibility (GTK_TEXT (text), FALSE);
      return;
    }

  for (child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    mask_entries (child);
}

/**
 * ac_secrets_hide_all:
 *
 * Hides every secret in every window and wipes what was fetched for showing. What was copied stays in the clipboard for
 * its time: somebody wanted it there.
 */
void
ac_secrets_hide_all (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  guint n_windows = g_list_model_get_n_items (windows);

  ac_secret_row_hide_all ();
  for (guint i = 0; i < n_windows; i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      mask_entries (window);
    }
}

static gboolean
on_shortcut_cb (GtkWidget *widget,
                GVariant  *arguments,
                gpointer   user_data)
{
  ac_secrets_hide_all ();

  return TRUE;
}

static void
on_windows_changed_cb (GListModel *windows,
                       guint       position,
                       guint       removed,
                       guint       added,
                       gpointer    user_data)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);
      GtkEventController *controller = gtk_shortcut_controller_new ();

      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                            gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_l, GDK_CONTROL_MASK),
                                                              gtk_callback_action_new (on_shortcut_cb, NULL, NULL)));
      gtk_widget_add_controller (window, controller);
    }
}

/**
 * ac_secrets_add_shortcut:
 *
 * The keys of the application's actions work in its own windows, and not in dialogs, which show secrets too.
 */
void
ac_secrets_add_shortcut (void)
{
  static gsize done;

  if (g_once_init_enter (&done))
    {
      g_signal_connect (gtk_window_get_toplevels (), "items-changed", G_CALLBACK (on_windows_changed_cb), NULL);
      g_once_init_leave (&done, 1);
    }
}
