/* ac-language.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* First thing in main(), before GTK and before any thread. */
void  ac_language_init   (void);
/* The first of @wanted that there is a catalogue for in @locale_dir, else "en". (transfer full) */
char *ac_language_choose (const char * const *wanted,
                          const char         *locale_dir) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
