/* ac-credentials-private.h: for AcKeyring and nobody else
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsecret/secret.h>

#include "ac-credentials.h"

G_BEGIN_DECLS

AcCredentials *ac_credentials_new_for_value (const char    *key,
                                             SecretValue   *secret) G_GNUC_WARN_UNUSED_RESULT;
SecretValue   *ac_credentials_peek_value    (AcCredentials *self);

G_END_DECLS
