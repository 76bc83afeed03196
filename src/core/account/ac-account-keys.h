/* ac-account-keys.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-api-keys.h"

G_BEGIN_DECLS

#define AC_TYPE_ACCOUNT_KEYS (ac_account_keys_get_type ())

/* The keys of the account, by the Console API (AC_FEATURES_ACCOUNT_KEYS). They can be disabled, never deleted. */
G_DECLARE_FINAL_TYPE (AcAccountKeys, ac_account_keys, AC, ACCOUNT_KEYS, AcApiKeys)

AcAccountKeys *ac_account_keys_new            (AcClient             *client,
                                               const char           *account_id) G_GNUC_WARN_UNUSED_RESULT;
/* @role: one of the wire's names. Ends with ac_api_keys_generate_finish(). */
void           ac_account_keys_generate_async (AcAccountKeys        *self,
                                               const char           *name,
                                               const char           *role,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);

G_END_DECLS
