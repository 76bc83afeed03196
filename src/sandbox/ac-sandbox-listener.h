/* ac-sandbox-listener.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* The socket of a server, and who sees to it that the server goes on listening. */
typedef struct _AcSandboxListener AcSandboxListener;

AcSandboxListener *ac_sandbox_listener_new      (SoupServer               *server,
                                                 GSocketAddress           *address,
                                                 SoupServerListenOptions   options,
                                                 GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
void               ac_sandbox_listener_free     (AcSandboxListener        *self);
char              *ac_sandbox_listener_get_host (AcSandboxListener        *self,
                                                 GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcSandboxListener, ac_sandbox_listener_free)

G_END_DECLS
