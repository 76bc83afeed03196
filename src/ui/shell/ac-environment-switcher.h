/* ac-environment-switcher.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "ac-environment-choice.h"

G_BEGIN_DECLS

#define AC_TYPE_ENVIRONMENT_SWITCHER (ac_environment_switcher_get_type ())

/* The button in the sidebar with the product environment of the window, and the list in which one chooses another. */
G_DECLARE_FINAL_TYPE (AcEnvironmentSwitcher, ac_environment_switcher, AC, ENVIRONMENT_SWITCHER, GtkWidget)

/* Set once. */
void ac_environment_switcher_set_choice (AcEnvironmentSwitcher *self,
                                         AcEnvironmentChoice   *choice);
void ac_environment_switcher_popup      (AcEnvironmentSwitcher *self);

G_END_DECLS
