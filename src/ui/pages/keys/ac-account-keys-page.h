/* ac-account-keys-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-page.h"

G_BEGIN_DECLS

#define AC_TYPE_ACCOUNT_KEYS_PAGE (ac_account_keys_page_get_type ())

/* Account API Keys (console-settings.md 1.3): the account's keys, or, where the service has no Console API, the key of the
 * connection and the way to the web console. */
G_DECLARE_FINAL_TYPE (AcAccountKeysPage, ac_account_keys_page, AC, ACCOUNT_KEYS_PAGE, AcPage)

G_END_DECLS
