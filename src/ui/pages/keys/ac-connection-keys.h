/* ac-connection-keys.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-account.h"
#include "ac-api-keys.h"
#include "ac-session.h"

G_BEGIN_DECLS

#define AC_TYPE_CONNECTION_KEYS (ac_connection_keys_get_type ())

/* The keys of an account that this computer knows, where the service lists none: Cloudinary has no API for account keys. They can be
 * rotated by hand, in the web console. */
G_DECLARE_FINAL_TYPE (AcConnectionKeys, ac_connection_keys, AC, CONNECTION_KEYS, AcApiKeys)

AcConnectionKeys *ac_connection_keys_new (AcSession *session,
                                          AcAccount *account) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
