/* ac-secrets.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whatever secret can be read in any window can't be read after this (ui.md A.8). */
void ac_secrets_hide_all (void);

G_END_DECLS
