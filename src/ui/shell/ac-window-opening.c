/* ac-window-opening.c: an account that is opened from the command line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-window"

#include "config.h"

#include <glib/gi18n.h>

#include "ac-window-private.h"

/* In milliseconds. An account of this computer or nearby is there sooner, and then the welcome view isn't flashed. */
#define PATIENCE 300

static gboolean
on_patience_ended_cb (gpointer data)
{
  AcWindow *self = data;

  self->patience_id = 0;
  gtk_window_present (GTK_WINDOW (self));

  return G_SOURCE_REMOVE;
}

/*< private >
 * ac_window_end_patience:
 * @self: a window
 *
 * Presents the window if it waits for an account to present itself with.
 */
void
ac_window_end_patience (AcWindow *self)
{
  if (self->patience_id == 0)
    return;

  g_clear_handle_id (&self->patience_id, g_source_remove);
  gtk_window_present (GTK_WINDOW (self));
}

/**
 * ac_window_present_soon:
 * @self: a new window, for which an account is being opened
 *
 * Presents the window as soon as it shows the account, or after a moment, whichever comes first.
 */
void
ac_window_present_soon (AcWindow *self)
{
  g_return_if_fail (AC_IS_WINDOW (self));

  if (self->patience_id == 0 && !gtk_widget_get_visible (GTK_WIDGET (self)))
    self->patience_id = g_timeout_add (PATIENCE, on_patience_ended_cb, self);
}

/**
 * ac_window_open_demo:
 * @self: a window
 *
 * Opens the demo account; the welcome view says when that doesn't work.
 */
void
ac_window_open_demo (AcWindow *self)
{
  g_return_if_fail (AC_IS_WINDOW (self));

  ac_welcome_view_open_demo (self->welcome);
}

/**
 * ac_window_open_known:
 * @self: a window
 * @known: an account of this computer
 *
 * Opens @known; the welcome view says when that doesn't work.
 */
void
ac_window_open_known (AcWindow       *self,
                      AcKnownAccount *known)
{
  g_return_if_fail (AC_IS_WINDOW (self));

  ac_welcome_view_open (self->welcome, known);
}

/**
 * ac_window_show_error:
 * @self: a window that shows the welcome view
 * @error: why an account can't be opened
 */
void
ac_window_show_error (AcWindow     *self,
                      const GError *error)
{
  g_return_if_fail (AC_IS_WINDOW (self));

  ac_welcome_view_set_error (self->welcome, error);
}

/**
 * ac_window_show_unknown:
 * @self: a window
 * @account_id: an account ID that this computer doesn't know
 *
 * Says so.
 */
void
ac_window_show_unknown (AcWindow   *self,
                        const char *account_id)
{
  g_autofree char *text = NULL;

  g_return_if_fail (AC_IS_WINDOW (self));
  g_return_if_fail (account_id != NULL);

  /* Translators: %s is the ID of an account */
  text = g_strdup_printf (_("There is no account “%s” on this computer."), account_id);
  ac_toast_host_show (self->toast_host, text, ADW_TOAST_PRIORITY_HIGH);
}
