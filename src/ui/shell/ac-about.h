/* ac-about.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void  ac_about_present           (GtkWindow *parent,
                                  GSettings *settings);
/* What helps to find a fault: versions, and settings that differ from their defaults. No secrets. (transfer full) */
char *ac_about_create_debug_info (GSettings *settings) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
