/* ac-keyring-list.h: known accounts among each other; private to AcKeyring
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-known-account.h"

G_BEGIN_DECLS

void            ac_keyring_list_sort         (GPtrArray      *accounts);
gboolean        ac_keyring_list_contains     (GPtrArray      *accounts,
                                              AcKnownAccount *account);
AcKnownAccount *ac_keyring_list_merge        (GPtrArray      *accounts,
                                              AcKnownAccount *account) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray      *ac_keyring_list_copy_without (GPtrArray      *accounts,
                                              AcKnownAccount *account) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray      *ac_keyring_list_read         (GPtrArray      *accounts,
                                              GList          *items,
                                              gboolean       *hidden) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
