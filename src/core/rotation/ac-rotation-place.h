/* ac-rotation-place.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define AC_TYPE_ROTATION_PLACE (ac_rotation_place_get_type ())

/* A place where a key is used, as somebody noted it.
 * Properties: name; verified-at (GDateTime, nullable: it doesn't work with the new key yet). Both notify. */
G_DECLARE_FINAL_TYPE (AcRotationPlace, ac_rotation_place, AC, ROTATION_PLACE, GObject)

AcRotationPlace *ac_rotation_place_new             (const char      *name) G_GNUC_WARN_UNUSED_RESULT;
const char      *ac_rotation_place_get_name        (AcRotationPlace *self);
void             ac_rotation_place_set_name        (AcRotationPlace *self,
                                                    const char      *name);
GDateTime       *ac_rotation_place_get_verified_at (AcRotationPlace *self);
void             ac_rotation_place_set_verified_at (AcRotationPlace *self,
                                                    GDateTime       *verified_at);

G_END_DECLS
