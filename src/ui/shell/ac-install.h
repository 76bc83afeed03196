/* ac-install.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where the program's own files are: installed, or still in the tree that it was built in. */
gboolean  ac_install_is_installed   (void);
/* (transfer full) */
char     *ac_install_get_locale_dir (void) G_GNUC_WARN_UNUSED_RESULT;
/* The demo account's service. (transfer full) (nullable) */
char     *ac_install_find_sandbox   (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
