/* ac-rotation-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-api-keys.h"
#include "ac-form-dialog.h"
#include "ac-page.h"
#include "ac-rotations.h"

G_BEGIN_DECLS

#define AC_TYPE_ROTATION_DIALOG (ac_rotation_dialog_get_type ())

/* Replaces a key by another in four steps (console-settings.md 7.8): create, hand over, verify, disable the old one. It can be left after
 * each of them, also by a crash, and goes on where it was. */
G_DECLARE_FINAL_TYPE (AcRotationDialog, ac_rotation_dialog, AC, ROTATION_DIALOG, AcFormDialog)

/* Begins or goes on with the rotation of @key; @rotations are loaded. */
AcFormDialog *ac_rotation_dialog_new (AcPage      *page,
                                      AcApiKeys   *keys,
                                      AcApiKey    *key,
                                      AcRotations *rotations);

G_END_DECLS
