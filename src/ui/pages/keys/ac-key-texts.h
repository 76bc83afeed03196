/* ac-key-texts.h: what is said of keys and their roles
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-api-key.h"

G_BEGIN_DECLS

/* The roles of the legacy permission system, as the wire names them, the mightiest first. */
#define AC_N_ROLES 7
extern const char * const ac_role_names[AC_N_ROLES];

/* @role is a wire name. (transfer none) (nullable): NULL for one that isn't known */
const char *ac_role_get_label       (const char *role);
const char *ac_role_get_description (const char *role);

/* “85 days” (transfer full) */
char       *ac_key_age_format       (int         days) G_GNUC_WARN_UNUSED_RESULT;
/* “Feb 3, 2026 · 293 days ago” (transfer full) */
char       *ac_key_created_format   (AcApiKey   *key) G_GNUC_WARN_UNUSED_RESULT;
/* The age of @key in days today; -1 when nobody knows. */
int         ac_key_age_today        (AcApiKey   *key);
/* Whether it is a root key that nobody has named yet. */
gboolean    ac_key_has_generic_name (AcApiKey   *key);

G_END_DECLS
