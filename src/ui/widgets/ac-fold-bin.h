/* ac-fold-bin.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define AC_TYPE_FOLD_BIN (ac_fold_bin_get_type ())

/* A child that can be made narrower than it is: when less than it needs is left, "folded" becomes TRUE, and whoever
 * owns the child makes it narrower. Without it a window could not be made smaller than its wide form.
 *
 * Properties: child (GtkWidget), folded (gboolean, read-only). */
G_DECLARE_FINAL_TYPE (AcFoldBin, ac_fold_bin, AC, FOLD_BIN, GtkWidget)

gboolean ac_fold_bin_get_folded (AcFoldBin *self);

G_END_DECLS
