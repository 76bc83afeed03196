/* ac-key-age.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AcKeyAge:
 * @AC_KEY_AGE_PLAIN: young enough, or nobody knows
 * @AC_KEY_AGE_DUE: it should be rotated (amber)
 * @AC_KEY_AGE_OVERDUE: it should have been rotated (red)
 *
 * What the preferences say about the age of a key.
 */
typedef enum
{
  AC_KEY_AGE_PLAIN,
  AC_KEY_AGE_DUE,
  AC_KEY_AGE_OVERDUE,
} AcKeyAge;

/* @days: its age; negative: nobody knows. */
AcKeyAge    ac_key_age_from_days       (int      days);
/* Of a badge, beside "badge"; NULL: none. */
const char *ac_key_age_get_style_class (AcKeyAge age);

G_END_DECLS
