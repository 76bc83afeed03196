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
