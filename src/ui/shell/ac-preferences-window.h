/* ac-preferences-window.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define AC_TYPE_PREFERENCES_WINDOW (ac_preferences_window_get_type ())

/* What can be set for the whole program, at once (ui.md 2). */
G_DECLARE_FINAL_TYPE (AcPreferencesWindow, ac_preferences_window, AC, PREFERENCES_WINDOW, AdwPreferencesWindow)

/* @parent (nullable). Shows the window that is open, if one is. */
void ac_preferences_window_present (GtkWindow *parent,
                                    GSettings *settings);

G_END_DECLS
