/* ac-sandbox-meter.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-sandbox-request.h"

G_BEGIN_DECLS

gboolean ac_sandbox_meter_count (AcSandboxRequest  *request,
                                 GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
