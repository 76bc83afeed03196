/* ac-sandbox-resources.h: the route table of each resource file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-sandbox-request.h"

G_BEGIN_DECLS

extern const AcSandboxRouteTable ac_sandbox_access_key_routes;
extern const AcSandboxRouteTable ac_sandbox_account_key_routes;
extern const AcSandboxRouteTable ac_sandbox_admin_routes;
extern const AcSandboxRouteTable ac_sandbox_console_routes;
extern const AcSandboxRouteTable ac_sandbox_billing_usage_routes;
extern const AcSandboxRouteTable ac_sandbox_group_routes;
extern const AcSandboxRouteTable ac_sandbox_sub_account_routes;
extern const AcSandboxRouteTable ac_sandbox_user_routes;

G_END_DECLS
