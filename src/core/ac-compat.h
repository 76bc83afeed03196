/* ac-compat.h: what newer GLibs offer and ours does not have yet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#if !GLIB_CHECK_VERSION (2, 76, 0)

/* The same contract as GLib 2.76's: returns whether the string changed. */
static inline gboolean
g_set_str (char       **str_pointer,
           const char  *new_str)
{
  char *copy;

  if (*str_pointer == new_str ||
      (*str_pointer != NULL && new_str != NULL && g_str_equal (*str_pointer, new_str)))
    return FALSE;

  copy = g_strdup (new_str);
  g_free (*str_pointer);
  *str_pointer = copy;

  return TRUE;
}

#endif

G_END_DECLS
