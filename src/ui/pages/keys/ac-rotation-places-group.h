/* ac-rotation-places-group.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ac-rotation.h"

G_BEGIN_DECLS

#define AC_TYPE_ROTATION_PLACES_GROUP (ac_rotation_places_group_get_type ())

/* The places where the old key of a rotation is used: to be noted, and, with tickable (gboolean), to be ticked. */
G_DECLARE_FINAL_TYPE (AcRotationPlacesGroup, ac_rotation_places_group, AC, ROTATION_PLACES_GROUP, AdwPreferencesGroup)

void ac_rotation_places_group_set_rotation (AcRotationPlacesGroup *self,
                                            AcRotation            *rotation);

G_END_DECLS
