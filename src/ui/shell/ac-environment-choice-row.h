/* ac-environment-choice-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "ac-account-settings.h"
#include "ac-environment.h"

G_BEGIN_DECLS

#define AC_TYPE_ENVIRONMENT_CHOICE_ROW (ac_environment_choice_row_get_type ())

/* A row of the environment switcher's list: name, cloud name, badges, a check on the current one, and above the first of a part its heading. */
G_DECLARE_FINAL_TYPE (AcEnvironmentChoiceRow, ac_environment_choice_row, AC, ENVIRONMENT_CHOICE_ROW, GtkWidget)

GtkWidget *ac_environment_choice_row_new      (void) G_GNUC_WARN_UNUSED_RESULT;
/* @heading: NULL: none. */
void       ac_environment_choice_row_show     (AcEnvironmentChoiceRow *self,
                                               AcEnvironment          *environment,
                                               AcMark                  mark,
                                               gboolean                current,
                                               const char             *heading);
/* All that it says, in one line for screen readers. */
char      *ac_environment_choice_row_describe (AcEnvironment          *environment,
                                               AcMark                  mark,
                                               gboolean                current) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
