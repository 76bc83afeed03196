/* ac-keyring.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "ac-credentials.h"
#include "ac-known-account.h"

G_BEGIN_DECLS

#define AC_TYPE_KEYRING (ac_keyring_get_type ())

/* The system keyring, where one item is kept for each key of each account. Implements GListModel of AcKnownAccount:
 * what the last search found; that search is the only list of known accounts.
 * Properties: available (gboolean, FALSE once an operation found no Secret Service), locked (gboolean, TRUE
 * when it holds accounts that can't even be listed before it is unlocked). */
G_DECLARE_FINAL_TYPE (AcKeyring, ac_keyring, AC, KEYRING, GObject)

AcKeyring     *ac_keyring_new           (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean       ac_keyring_get_available (AcKeyring           *self);
gboolean       ac_keyring_get_locked    (AcKeyring           *self);

/* Looks up the known accounts, without unlocking anything, and updates the list. */
void           ac_keyring_search_async  (AcKeyring           *self,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);
gboolean       ac_keyring_search_finish (AcKeyring           *self,
                                         GAsyncResult        *result,
                                         GError             **error);
/* The same, but asks to unlock the keyring when it is locked. */
void           ac_keyring_unlock_async  (AcKeyring           *self,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);
gboolean       ac_keyring_unlock_finish (AcKeyring           *self,
                                         GAsyncResult        *result,
                                         GError             **error);
/* Writes @account with @credentials, beside other keys of the account; with NULL credentials only its name and user e-mail change. */
void           ac_keyring_store_async   (AcKeyring           *self,
                                         AcKnownAccount      *account,
                                         AcCredentials       *credentials,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);
gboolean       ac_keyring_store_finish  (AcKeyring           *self,
                                         GAsyncResult        *result,
                                         GError             **error);
/* The credentials of a known account; asks to unlock the keyring when it is locked. */
void           ac_keyring_load_async    (AcKeyring           *self,
                                         AcKnownAccount      *account,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);
AcCredentials *ac_keyring_load_finish   (AcKeyring           *self,
                                         GAsyncResult        *result,
                                         GError             **error) G_GNUC_WARN_UNUSED_RESULT;
void           ac_keyring_forget_async  (AcKeyring           *self,
                                         AcKnownAccount      *account,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);
gboolean       ac_keyring_forget_finish (AcKeyring           *self,
                                         GAsyncResult        *result,
                                         GError             **error);

G_END_DECLS
