/* ac-sandbox-router.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-sandbox-request.h"

G_BEGIN_DECLS

/* Finds the route of a method and a path. */
typedef struct _AcSandboxRouter AcSandboxRouter;

AcSandboxRouter *ac_sandbox_router_new   (const AcSandboxRouteTable *const *tables) G_GNUC_WARN_UNUSED_RESULT;
void             ac_sandbox_router_free  (AcSandboxRouter  *self);

gboolean         ac_sandbox_router_match (AcSandboxRouter  *self,
                                          const char       *method,
                                          const char       *path,
                                          AcSandboxRequest *request,
                                          char            **allow,
                                          GError          **error) G_GNUC_WARN_UNUSED_RESULT;

/* All of them; ac-sandbox-routes.c is the one list. */
extern const AcSandboxRouteTable *const ac_sandbox_route_tables[];

void             ac_sandbox_routes_print (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcSandboxRouter, ac_sandbox_router_free)

G_END_DECLS
