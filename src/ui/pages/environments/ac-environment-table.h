/* ac-environment-table.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ac-account-settings.h"
#include "ac-environment-selection.h"

G_BEGIN_DECLS

#define AC_TYPE_ENVIRONMENT_TABLE (ac_environment_table_get_type ())

/* The environments of a list as a table where there is room, as a list where there isn't (ui.md A.4).
 * Property: editable (gboolean): whether the switches may be used.
 *
 * It asks its page, by actions with the environment's id: environments.open, .rename, .delete, .copy-cloud-name,
 * .set-enabled (id, wanted), .set-selected (id, wanted). */
G_DECLARE_FINAL_TYPE (AcEnvironmentTable, ac_environment_table, AC, ENVIRONMENT_TABLE, AdwBin)

/* Once, before the table is shown. */
void           ac_environment_table_set_up       (AcEnvironmentTable     *self,
                                                  AcEnvironmentSelection *selection,
                                                  AcAccountSettings      *settings);
void           ac_environment_table_set_editable (AcEnvironmentTable     *self,
                                                  gboolean                editable);
/* Gives the focus to the row of @environment, or to the first one; as soon as there is one. */
void           ac_environment_table_focus        (AcEnvironmentTable     *self,
                                                  AcEnvironment          *environment);
void           ac_environment_table_scroll_up    (AcEnvironmentTable     *self);
gboolean       ac_environment_table_get_narrow   (AcEnvironmentTable     *self);

G_END_DECLS
