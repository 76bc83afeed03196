/* ac-environment-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-environment-view.h"

G_BEGIN_DECLS

#define AC_TYPE_ENVIRONMENT_ROW (ac_environment_row_get_type ())

/* The content of a row of the narrow list: name, cloud name, folders and keys, badge, switch. */
G_DECLARE_FINAL_TYPE (AcEnvironmentRow, ac_environment_row, AC, ENVIRONMENT_ROW, GtkWidget)

GtkWidget *ac_environment_row_new      (AcEnvironmentView *view) G_GNUC_WARN_UNUSED_RESULT;
void       ac_environment_row_set_slot (AcEnvironmentRow  *self,
                                        AcEnvironmentSlot *slot);

G_END_DECLS
