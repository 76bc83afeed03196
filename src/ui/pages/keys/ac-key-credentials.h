/* ac-key-credentials.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ac-api-keys.h"
#include "ac-page.h"

G_BEGIN_DECLS

#define AC_TYPE_KEY_CREDENTIALS (ac_key_credentials_get_type ())

/* What tools need to sign in: the account or cloud, and the environment variable and snippets of the key that is chosen. */
G_DECLARE_FINAL_TYPE (AcKeyCredentials, ac_key_credentials, AC, KEY_CREDENTIALS, AdwPreferencesGroup)

/* One of the enabled @keys is chosen. @environment (nullable): whose keys they are; NULL: the account's. */
void ac_key_credentials_set_keys        (AcKeyCredentials *self,
                                         AcPage           *page,
                                         AcEnvironment    *environment,
                                         AcApiKeys        *keys);
/* The account's key is in hand. */
void ac_key_credentials_set_credentials (AcKeyCredentials *self,
                                         AcPage           *page,
                                         AcCredentials    *credentials);

G_END_DECLS
