/* ac-secrets.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whatever secret can be read in any window can't be read after this (ui.md A.8). */
void ac_secrets_hide_all     (void);
/* Makes Ctrl+L do that in every window that is to come, dialogs among them. */
void ac_secrets_add_shortcut (void);

G_END_DECLS
