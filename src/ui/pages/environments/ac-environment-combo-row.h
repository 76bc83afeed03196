/* ac-environment-combo-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ac-environment.h"

G_BEGIN_DECLS

#define AC_TYPE_ENVIRONMENT_COMBO_ROW (ac_environment_combo_row_get_type ())

/* Chooses one of the account's environments, or none; with a search when there are more than 8 (AdwComboRow has none in libadwaita 1.2).
 * Properties: model (GListModel of AcEnvironment, followed live), environment (AcEnvironment, nullable: none). */
G_DECLARE_FINAL_TYPE (AcEnvironmentComboRow, ac_environment_combo_row, AC, ENVIRONMENT_COMBO_ROW, AdwActionRow)

AcEnvironment *ac_environment_combo_row_get_environment (AcEnvironmentComboRow *self);
void           ac_environment_combo_row_set_environment (AcEnvironmentComboRow *self,
                                                         AcEnvironment         *environment);
void           ac_environment_combo_row_set_model       (AcEnvironmentComboRow *self,
                                                         GListModel            *model);

G_END_DECLS
