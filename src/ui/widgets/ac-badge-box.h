/* ac-badge-box.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define AC_TYPE_BADGE_BOX (ac_badge_box_get_type ())

/* Badges, or other small things as buttons, beside each other, or below each other where they don't fit. */
G_DECLARE_FINAL_TYPE (AcBadgeBox, ac_badge_box, AC, BADGE_BOX, GtkWidget)

GtkWidget *ac_badge_box_new   (void) G_GNUC_WARN_UNUSED_RESULT;
void       ac_badge_box_clear (AcBadgeBox *self);
/* @style_class (nullable): "accent", "success", "warning" or "error". */
GtkWidget *ac_badge_box_add   (AcBadgeBox *self,
                               const char *text,
                               const char *style_class);
/* Takes a floating @child. */
void       ac_badge_box_append (AcBadgeBox *self,
                                GtkWidget  *child);

G_END_DECLS
