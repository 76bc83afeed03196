/* sandbox-helpers.h: the real sandbox, for tests of core
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-account-url.h"
#include "ac-client.h"

G_BEGIN_DECLS

/* @listen: a port, "0" for any. @option: one more than the usual ones, or NULL. */
GSubprocess *sandbox_helpers_start         (const char    *listen,
                                            const char    *option,
                                            AcAccountUrl **url);
void         sandbox_helpers_stop          (GSubprocess  **sandbox);
AcClient    *sandbox_helpers_create_client (AcAccountUrl  *url,
                                            const char    *secret);

G_END_DECLS
