/* ac-key-pair-rows.h: a key that was just made, to be copied
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ac-key-secrets.h"

G_BEGIN_DECLS

/* Adds rows for key, secret and environment variable, a row of snippets and a hint. @revealed: the secret is shown at once, unless
 * the person wants to be asked first. */
void ac_key_pair_rows_add (AdwPreferencesGroup *group,
                           AcKeySecrets        *secrets,
                           gboolean             revealed);

G_END_DECLS
