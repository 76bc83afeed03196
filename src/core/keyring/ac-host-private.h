/* ac-host-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-account-url.h"

G_BEGIN_DECLS

char *ac_host_normalize (const char         *text,
                         AcAccountUrlError  *code,
                         const char        **reason) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
