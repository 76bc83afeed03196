/* ac-toast-host.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define AC_TYPE_TOAST_HOST (ac_toast_host_get_type ())

/* What shows the toasts of a window (ui.md A.7), and undoes with Ctrl+Z while one with a button is shown.
 * Property: child. */
G_DECLARE_FINAL_TYPE (AcToastHost, ac_toast_host, AC, TOAST_HOST, GtkWidget)

GtkWidget *ac_toast_host_new         (void) G_GNUC_WARN_UNUSED_RESULT;
/* The host that @widget is in, or NULL. */
AcToastHost *ac_toast_host_find      (GtkWidget        *widget);
GtkWidget *ac_toast_host_get_child   (AcToastHost      *self);
void       ac_toast_host_set_child   (AcToastHost      *self,
                                      GtkWidget        *child);
/* @text is plain. */
void       ac_toast_host_show        (AcToastHost      *self,
                                      const char       *text,
                                      AdwToastPriority  priority);
/* @activated runs at most once; @data is freed with @destroy (both nullable) when the toast is gone. It takes the place
 * of the toast with a button that is shown. */
void       ac_toast_host_show_button (AcToastHost      *self,
                                      const char       *text,
                                      const char       *button_label,
                                      void            (*activated) (gpointer data),
                                      gpointer          data,
                                      GDestroyNotify    destroy);
/* Takes the toast with a button away, so that what it would undo can't be undone any more. */
void       ac_toast_host_clear       (AcToastHost      *self);

G_END_DECLS
