/* ac-connections-group.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ac-account.h"

G_BEGIN_DECLS

#define AC_TYPE_CONNECTIONS_GROUP (ac_connections_group_get_type ())

/* All keys of an account that this computer knows. Activating one signs in with it. */
G_DECLARE_FINAL_TYPE (AcConnectionsGroup, ac_connections_group, AC, CONNECTIONS_GROUP, AdwPreferencesGroup)

void ac_connections_group_set_account (AcConnectionsGroup *self,
                                       AcAccount          *account);

G_END_DECLS
