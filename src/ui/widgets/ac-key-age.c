/* ac-key-age.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-key-age"

#include "config.h"

#include <gio/gio.h>

#include "ac-key-age.h"

static gboolean
has_reached (int         days,
             GSettings  *settings,
             const char *name)
{
  guint limit = g_settings_get_uint (settings, name);

  return limit > 0 && (guint) days >= limit;
}

/**
 * ac_key_age_from_days:
 * @days: how many whole days the key is old; negative: nobody knows
 *
 * Judges the age of a key by “rotate-keys-after” and “keys-overdue-after”, either of which may be 0, never. Whoever
 * shows it follows the two settings, which can change at any time.
 *
 * Returns: whether it is time to rotate the key
 */
AcKeyAge
ac_key_age_from_days (int days)
{
  g_autoptr(GSettings) settings = g_settings_new (AC_BASE_ID);

  if (days < 0)
    return AC_KEY_AGE_PLAIN;
  if (has_reached (days, settings, "keys-overdue-after"))
    return AC_KEY_AGE_OVERDUE;
  if (has_reached (days, settings, "rotate-keys-after"))
    return AC_KEY_AGE_DUE;

  return AC_KEY_AGE_PLAIN;
}

/**
 * ac_key_age_get_style_class:
 * @age: an age
 *
 * Returns: (transfer none) (nullable): the style class of its badge beside "badge"; %NULL when it needs none
 */
const char *
ac_key_age_get_style_class (AcKeyAge age)
{
  switch (age)
    {
    case AC_KEY_AGE_PLAIN:
      return NULL;

    case AC_KEY_AGE_DUE:
      return "warning";

    case AC_KEY_AGE_OVERDUE:
      return "error";

    default:
      g_return_val_if_reached (NULL);
    }
}
