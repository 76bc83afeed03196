/* ac-sandbox-server.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "ac-sandbox-faults.h"
#include "ac-sandbox-state.h"

G_BEGIN_DECLS

/* The HTTP front: from a message to the handler of its route and back. */
typedef struct _AcSandboxServer AcSandboxServer;

AcSandboxServer *ac_sandbox_server_new    (AcSandboxState           *state,
                                           const AcSandboxFaultPlan *faults) G_GNUC_WARN_UNUSED_RESULT;
void             ac_sandbox_server_free   (AcSandboxServer          *self);
char            *ac_sandbox_server_listen (AcSandboxServer          *self,
                                           GSocketAddress           *address,
                                           GTlsCertificate          *certificate,
                                           GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcSandboxServer, ac_sandbox_server_free)

G_END_DECLS
