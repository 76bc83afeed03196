/* ac-keyring-item.h: how a known account is written in the keyring; private to AcKeyring
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsecret/secret.h>

#include "ac-known-account.h"

G_BEGIN_DECLS

const SecretSchema *ac_keyring_item_get_schema        (void);
const SecretSchema *ac_keyring_item_get_search_schema (void);
GHashTable         *ac_keyring_item_match             (const char        *account_id,
                                                       const char        *host,
                                                       const char        *key) G_GNUC_WARN_UNUSED_RESULT;
GHashTable         *ac_keyring_item_describe          (AcKnownAccount    *account) G_GNUC_WARN_UNUSED_RESULT;
const char         *ac_keyring_item_get_label         (AcKnownAccount    *account);
GHashTable         *ac_keyring_item_dup_attributes    (SecretRetrievable *item) G_GNUC_WARN_UNUSED_RESULT;
AcKnownAccount     *ac_keyring_item_read              (SecretRetrievable *item) G_GNUC_WARN_UNUSED_RESULT;
gboolean            ac_keyring_item_is_locked         (SecretRetrievable *item);

G_END_DECLS
