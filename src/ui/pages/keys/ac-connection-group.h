/* ac-connection-group.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ac-account.h"
#include "ac-rotation.h"

G_BEGIN_DECLS

#define AC_TYPE_CONNECTION_GROUP (ac_connection_group_get_type ())

/* The key that this program is connected with: whether it works, and where it is kept. */
G_DECLARE_FINAL_TYPE (AcConnectionGroup, ac_connection_group, AC, CONNECTION_GROUP, AdwPreferencesGroup)

void ac_connection_group_set_account (AcConnectionGroup *self,
                                      AcAccount         *account);
/* (nullable): the rotation that is under way. */
void ac_connection_group_show_rotation (AcConnectionGroup *self,
                                        AcRotation        *rotation);

G_END_DECLS
