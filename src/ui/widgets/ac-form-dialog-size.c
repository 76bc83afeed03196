/* ac-form-dialog-size.c: how large the dialog is, and over which window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-form-dialog"

#include "config.h"

#include "ac-form-dialog-private.h"

/* What “gtk-xft-dpi” is with text of the ordinary size. */
#define ORDINARY_DPI (96 * 1024)

/* Not GTK's destroy-with-parent, which leaves a dangling parent (GTK 4.8) when somebody still holds the dialog; and what
 * is under way has to end. */
static void
on_parent_destroyed_cb (AcFormDialog *self)
{
  g_cancellable_cancel (ac_form_dialog_get_private (self)->cancellable);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* @pixels are for text of the ordinary size. */
static int
scale (int pixels)
{
  int dpi = 0;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);

  return dpi > ORDINARY_DPI ? (int) ((gint64) pixels * dpi / ORDINARY_DPI) : pixels;
}

static void
give_size (AcFormDialog *self,
           int           width,
           int           height)
{
  AcFormDialogPrivate *priv = ac_form_dialog_get_private (self);

  priv->given_width = width;
  priv->given_height = height;
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
}

/**
 * ac_form_dialog_set_height:
 * @self: a dialog
 * @height: what the form needs now, in pixels, with text of the ordinary size
 *
 * Makes the dialog so high, unless it fills a narrow window or the person gave it another size.
 */
void
ac_form_dialog_set_height (AcFormDialog *self,
                           int           height)
{
  AcFormDialogPrivate *priv;
  int width, current;

  g_return_if_fail (AC_IS_FORM_DIALOG (self));

  priv = ac_form_dialog_get_private (self);
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &current);
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  else if (!priv->fills_parent && width == priv->given_width && current == priv->given_height)
    give_size (self, width, scale (height));
}

/**
 * ac_form_dialog_present:
 * @self: a dialog
 * @parent: a widget of the window that it belongs to
 *
 * Shows the dialog over @parent's window, as large as the size of the text wants it. In a narrow window it is as large as
 * that window.
 */
void
ac_form_dialog_present (AcFormDialog *self,
                        GtkWidget    *parent)
{
  GtkRoot *root;
  int width, height;

  g_return_if_fail (AC_IS_FORM_DIALOG (self));
  g_return_if_fail (GTK_IS_WIDGET (parent));

  root = gtk_widget_get_root (parent);
  if (GTK_IS_WINDOW (root))
    {
      gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
      g_signal_connect_object (root, "destroy", G_CALLBACK (on_parent_destroyed_cb), self, G_CONNECT_SWAPPED);
      gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
      ac_form_dialog_get_private (self)->fills_parent = gtk_widget_get_width (GTK_WIDGET (root)) > 0 &&
                                  gtk_widget_get_width (GTK_WIDGET (root)) < scale (width);
      if (ac_form_dialog_get_private (self)->fills_parent)
        give_size (self, gtk_widget_get_width (GTK_WIDGET (root)), gtk_widget_get_height (GTK_WIDGET (root)));
      else
        give_size (self, scale (width), scale (height));
    }

  gtk_window_present (GTK_WINDOW (self));
}
