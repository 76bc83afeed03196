/* ac-keyring-operation.h: one thing done with the keyring; private to AcKeyring
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsecret/secret.h>

#include "ac-known-account.h"

G_BEGIN_DECLS

typedef enum
{
  AC_KEYRING_SEARCH,
  AC_KEYRING_UNLOCK,
  AC_KEYRING_STORE,
  AC_KEYRING_LOAD,
  AC_KEYRING_FORGET,
} AcKeyringKind;

typedef struct _AcKeyringOperation AcKeyringOperation;

AcKeyringOperation *ac_keyring_operation_new         (AcKeyringKind         kind,
                                                      AcKnownAccount       *account,
                                                      SecretValue          *secret,
                                                      guint                 time_limit) G_GNUC_WARN_UNUSED_RESULT;
void                ac_keyring_operation_free        (AcKeyringOperation   *self);
/* Takes @self, which then lives as long as the result. */
void                ac_keyring_operation_run_async   (AcKeyringOperation   *self,
                                                      GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              user_data);
gboolean            ac_keyring_operation_run_finish  (GAsyncResult         *result,
                                                      GError              **error);
AcKeyringOperation *ac_keyring_operation_from_result (GAsyncResult         *result);
AcKeyringKind       ac_keyring_operation_get_kind    (AcKeyringOperation   *self);
AcKnownAccount     *ac_keyring_operation_get_account (AcKeyringOperation   *self);
GList              *ac_keyring_operation_get_found   (AcKeyringOperation   *self);
SecretValue        *ac_keyring_operation_get_secret  (AcKeyringOperation   *self);

G_END_DECLS
