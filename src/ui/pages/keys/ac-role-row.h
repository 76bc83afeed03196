/* ac-role-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define AC_TYPE_ROLE_ROW (ac_role_row_get_type ())

/* Chooses one of the legacy roles for a key; none at first. Follow notify::selected. */
G_DECLARE_FINAL_TYPE (AcRoleRow, ac_role_row, AC, ROLE_ROW, AdwComboRow)

/* A wire name. (transfer none) (nullable): NULL: none is chosen */
const char *ac_role_row_get_role (AcRoleRow  *self);
/* @role (nullable): a wire name; one that isn't known is none. */
void        ac_role_row_set_role (AcRoleRow  *self,
                                  const char *role);

G_END_DECLS
