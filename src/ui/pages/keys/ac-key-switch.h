/* ac-key-switch.h: signing in with another key of the account
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-api-keys.h"
#include "ac-form-dialog.h"
#include "ac-page.h"

G_BEGIN_DECLS

/* This program goes on with @key once the service has accepted it; then the pages of the account are built anew, and @dialog is closed. */
void ac_key_switch_to (AcFormDialog *dialog,
                       AcPage       *page,
                       AcApiKeys    *keys,
                       AcApiKey     *key);

G_END_DECLS
