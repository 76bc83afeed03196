/* ac-step-strip.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define AC_TYPE_STEP_STRIP (ac_step_strip_get_type ())

/* Where one is in something that takes several steps. Where there is little room, only the current step has its title. */
G_DECLARE_FINAL_TYPE (AcStepStrip, ac_step_strip, AC, STEP_STRIP, GtkWidget)

/* Titles, translated; NULL-terminated. */
void ac_step_strip_set_titles  (AcStepStrip        *self,
                                const char * const *titles);
/* From 0; the number of titles: all are done. */
void ac_step_strip_set_current (AcStepStrip        *self,
                                guint               current);

G_END_DECLS
