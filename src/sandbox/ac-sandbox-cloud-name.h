/* ac-sandbox-cloud-name.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-sandbox-state.h"

G_BEGIN_DECLS

char *ac_sandbox_cloud_name_claim    (AcSandboxState  *state,
                                      const char      *cloud_name,
                                      const char      *id,
                                      GError         **error) G_GNUC_WARN_UNUSED_RESULT;
char *ac_sandbox_cloud_name_generate (AcSandboxState  *state,
                                      const char      *name,
                                      GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
