/* ac-key-rotations.h: what rotations mean for keys
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-api-keys.h"
#include "ac-page.h"
#include "ac-rotations.h"

G_BEGIN_DECLS

/* The rotation by which @key is or was replaced. (transfer none) (nullable) */
AcRotation *ac_key_rotations_find         (AcRotations *rotations,
                                           AcApiKeys   *keys,
                                           AcApiKey    *key);
/* Whether something is still to be done in it. NULL: no. */
gboolean    ac_key_rotations_is_open      (AcRotation  *rotation);
/* “Rotating, step 3 of 4” (transfer full) */
char       *ac_key_rotations_format_badge (AcRotation  *rotation) G_GNUC_WARN_UNUSED_RESULT;
/* Whether it was disabled so recently that enabling it again is near at hand. */
gboolean    ac_key_rotations_is_recent    (AcRotation  *rotation);
/* Whether it is time to delete the old key. */
gboolean    ac_key_rotations_is_to_delete (AcRotation  *rotation);

/* Makes the rotations true to @keys, which are loaded: keys may have been deleted elsewhere. */
void        ac_key_rotations_reconcile    (AcRotations *rotations,
                                           AcApiKeys   *keys);
/* Loads the rotations of the page's account, once, and does that; a toast says why they can't be read. */
void        ac_key_rotations_load         (AcPage      *page,
                                           AcApiKeys   *keys);

G_END_DECLS
