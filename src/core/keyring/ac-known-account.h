/* ac-known-account.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define AC_TYPE_KNOWN_ACCOUNT (ac_known_account_get_type ())

/* A connection to an account that this computer knows: what can be said of it without its secret. An account that is
 * known by several keys has one for each.
 * Properties: account-id, key, host (construct-only); name, user-email, locked (notify). */
G_DECLARE_FINAL_TYPE (AcKnownAccount, ac_known_account, AC, KNOWN_ACCOUNT, GObject)

AcKnownAccount *ac_known_account_new            (const char     *account_id,
                                                 const char     *key,
                                                 const char     *host) G_GNUC_WARN_UNUSED_RESULT;
const char     *ac_known_account_get_account_id (AcKnownAccount *self);
const char     *ac_known_account_get_key        (AcKnownAccount *self);
const char     *ac_known_account_get_host       (AcKnownAccount *self);
/* Whether both are one connection: the same key of the same account at the same server. */
gboolean        ac_known_account_is_same        (AcKnownAccount *self,
                                                 AcKnownAccount *other);
const char     *ac_known_account_get_name       (AcKnownAccount *self);
void            ac_known_account_set_name       (AcKnownAccount *self,
                                                 const char     *name);
const char     *ac_known_account_get_user_email (AcKnownAccount *self);
void            ac_known_account_set_user_email (AcKnownAccount *self,
                                                 const char     *user_email);
gboolean        ac_known_account_get_locked     (AcKnownAccount *self);
void            ac_known_account_set_locked     (AcKnownAccount *self,
                                                 gboolean        locked);

G_END_DECLS
