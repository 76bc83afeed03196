/* ac-sandbox-seed.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-sandbox-options.h"
#include "ac-sandbox-state.h"

G_BEGIN_DECLS

gboolean ac_sandbox_seed_account (AcSandboxState          *state,
                                  const AcSandboxOptions  *options,
                                  GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
char    *ac_sandbox_seed_get_url (AcSandboxState          *state,
                                  const char              *role,
                                  const char              *host,
                                  GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
