/* ac-session.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-account-url.h"
#include "ac-account.h"
#include "ac-demo.h"
#include "ac-keyring.h"

G_BEGIN_DECLS

#define AC_TYPE_SESSION (ac_session_get_type ())

/* The accounts of this run of the program, for all windows: those of the keyring, those that were connected for
 * this run only, and the demo account.
 * Signals: account-opened (AcAccount *account): it is connected; account-replaced (AcAccount *old, AcAccount *new): the same account with other credentials;
 * signed-out (AcAccount *account): every window has to let go of it. */
G_DECLARE_FINAL_TYPE (AcSession, ac_session, AC, SESSION, GObject)

AcSession  *ac_session_new                (void) G_GNUC_WARN_UNUSED_RESULT;
AcKeyring  *ac_session_get_keyring        (AcSession            *self);
AcDemo     *ac_session_get_demo           (AcSession            *self);
/* AcKnownAccount, one for each key of each account: of the keyring and of this run, the demo account among them while it
 * is open. (transfer none) */
GListModel *ac_session_get_known_accounts (AcSession            *self);
/* Whether the keyring has the key of @known. */
gboolean    ac_session_is_remembered      (AcSession            *self,
                                           AcKnownAccount       *known);
/* Whether the account is connected with exactly this key. Changes with both signals. */
gboolean    ac_session_is_in_use          (AcSession            *self,
                                           AcKnownAccount       *known);
/* The keys of one account: AcKnownAccount, kept up to date. (transfer full) */
GListModel *ac_session_get_connections    (AcSession            *self,
                                           const char           *account_id) G_GNUC_WARN_UNUSED_RESULT;
/* The connection in use, else the one that was used last, else any. (transfer none) (nullable) */
AcKnownAccount *ac_session_find_known     (AcSession            *self,
                                           const char           *account_id);
/* A connection as the parameter of an action, (sss). */
GVariant   *ac_connection_to_variant      (AcKnownAccount       *known);
/* (transfer none) (nullable) */
AcKnownAccount *ac_session_find_connection (AcSession           *self,
                                            GVariant            *variant);
/* An account that is connected. (transfer none) (nullable) */
AcAccount  *ac_session_lookup             (AcSession            *self,
                                           const char           *account_id);

/* Connects with the key that is known, unless it is in use. Another key of the account that is in use is
 * replaced by it once the service has accepted it. */
void        ac_session_open_async         (AcSession            *self,
                                           AcKnownAccount       *known,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
/* For all that open an account. (transfer full) */
AcAccount  *ac_session_open_finish        (AcSession            *self,
                                           GAsyncResult         *result,
                                           GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* Connects with a key that was entered; only when the service accepted it is it kept in the keyring. */
void        ac_session_connect_async      (AcSession            *self,
                                           AcAccountUrl         *url,
                                           gboolean              remember,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
/* The same, and @known, another key of the same account, is not kept any more once the new one is. */
void        ac_session_change_credentials_async (AcSession           *self,
                                                 AcKnownAccount      *known,
                                                 AcAccountUrl        *url,
                                                 gboolean             remember,
                                                 GCancellable        *cancellable,
                                                 GAsyncReadyCallback  callback,
                                                 gpointer             user_data);
/* Goes on with another key of @account, for this run unless the keyring has it. Before it is accepted nothing changes. */
void        ac_session_switch_async       (AcSession            *self,
                                           AcAccount            *account,
                                           AcCredentials        *credentials,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
void        ac_session_open_demo_async    (AcSession            *self,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);

/* Keeps another key of @account in the keyring, without connecting. */
void        ac_session_save_connection_async (AcSession           *self,
                                              AcAccount           *account,
                                              AcCredentials       *credentials,
                                              GCancellable        *cancellable,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);
/* (transfer full): the connection. */
AcKnownAccount *ac_session_save_connection_finish (AcSession      *self,
                                                   GAsyncResult   *result,
                                                   GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/* The pair of a connection, without connecting. */
void        ac_session_load_credentials_async (AcSession           *self,
                                               AcKnownAccount      *known,
                                               GCancellable        *cancellable,
                                               GAsyncReadyCallback  callback,
                                               gpointer             user_data);
AcCredentials *ac_session_load_credentials_finish (AcSession       *self,
                                                   GAsyncResult    *result,
                                                   GError         **error) G_GNUC_WARN_UNUSED_RESULT;

/* Gives the account a name on this computer: all its connections. */
void        ac_session_rename_async       (AcSession            *self,
                                           AcKnownAccount       *known,
                                           const char           *name,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean    ac_session_rename_finish      (AcSession            *self,
                                           GAsyncResult         *result,
                                           GError              **error);
/* Takes the key out of the keyring, and signs out when it is in use. With the last key of the account goes everything
 * else that this computer keeps about it. */
void        ac_session_forget_async       (AcSession            *self,
                                           AcKnownAccount       *known,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean    ac_session_forget_finish      (AcSession            *self,
                                           GAsyncResult         *result,
                                           GError              **error);
void        ac_session_sign_out           (AcSession            *self,
                                           AcAccount            *account);

G_END_DECLS
