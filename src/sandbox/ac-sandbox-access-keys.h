/* ac-sandbox-access-keys.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-sandbox-state.h"

G_BEGIN_DECLS

gboolean ac_sandbox_access_keys_create      (AcSandboxState  *state,
                                             const char      *environment_id,
                                             const char      *name,
                                             gboolean         enabled,
                                             gboolean         root,
                                             const char      *now,
                                             char           **api_key,
                                             GError         **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean ac_sandbox_access_keys_create_root (AcSandboxState  *state,
                                             const char      *environment_id,
                                             const char      *now,
                                             GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
