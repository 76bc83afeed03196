/* ac-account.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-account-keys.h"
#include "ac-client.h"
#include "ac-environment-limit.h"
#include "ac-environments.h"
#include "ac-known-account.h"
#include "ac-permissions.h"

G_BEGIN_DECLS

/**
 * AcFeatures:
 *
 * Which parts of the Console API the service announces (src/sandbox/README.md).
 */
typedef enum
{
  AC_FEATURES_NONE = 0,
  AC_FEATURES_ACCOUNT = 1 << 0,
  AC_FEATURES_ENVIRONMENTS = 1 << 1,
  AC_FEATURES_ENVIRONMENT_LIMIT = 1 << 2,
  AC_FEATURES_ACCOUNT_KEYS = 1 << 3,
} AcFeatures;

/**
 * AcKeyTest:
 * @AC_KEY_TEST_UNKNOWN: nobody knows whether the pair is right, or it isn't
 * @AC_KEY_TEST_ACCEPTED: the service accepts it
 * @AC_KEY_TEST_NOT_PERMITTED: the service accepts it, but its role may not do what was tried
 *
 * What the service said of a pair of key and secret.
 */
typedef enum
{
  AC_KEY_TEST_UNKNOWN,
  AC_KEY_TEST_ACCEPTED,
  AC_KEY_TEST_NOT_PERMITTED,
} AcKeyTest;

#define AC_TYPE_ACCOUNT (ac_account_get_type ())

/* What is live for one connected account.
 * Properties: known-account, client, demo (construct-only); name, plan-name (nullable), features,
 * connection-state (AcConnectionState), retry-seconds (guint), environment-limit (nullable): notified. */
G_DECLARE_FINAL_TYPE (AcAccount, ac_account, AC, ACCOUNT, GObject)

AcAccount          *ac_account_new                   (AcKnownAccount       *known_account,
                                                      AcClient             *client,
                                                      gboolean              demo) G_GNUC_WARN_UNUSED_RESULT;
/* Checks the key, and learns what the service offers and how the account is called. */
void                ac_account_connect_async         (AcAccount            *self,
                                                      GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              user_data);
gboolean            ac_account_connect_finish        (AcAccount            *self,
                                                      GAsyncResult         *result,
                                                      GError              **error);

AcKnownAccount     *ac_account_get_known_account     (AcAccount            *self);
AcClient           *ac_account_get_client            (AcAccount            *self);
gboolean            ac_account_get_demo              (AcAccount            *self);
const char         *ac_account_get_id                (AcAccount            *self);
/* The service's name of the account, else the one given on this computer, else NULL. */
const char         *ac_account_get_name              (AcAccount            *self);
const char         *ac_account_get_plan_name         (AcAccount            *self);
AcFeatures          ac_account_get_features          (AcAccount            *self);
AcConnectionState   ac_account_get_connection_state  (AcAccount            *self);
guint               ac_account_get_retry_seconds     (AcAccount            *self);
void                ac_account_retry_now             (AcAccount            *self);
AcPermissions      *ac_account_get_permissions       (AcAccount            *self);
AcEnvironments     *ac_account_get_environments      (AcAccount            *self);
/* Made when it is first asked for; of use with AC_FEATURES_ACCOUNT_KEYS only. */
AcAccountKeys      *ac_account_get_account_keys      (AcAccount            *self);

AcEnvironmentLimit *ac_account_get_environment_limit (AcAccount            *self);
void                ac_account_load_limit_async      (AcAccount            *self,
                                                      GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              user_data);
gboolean            ac_account_load_limit_finish     (AcAccount            *self,
                                                      GAsyncResult         *result,
                                                      GError              **error);
/* Replaces the add-on by one of @additional environments; 0: none. */
void                ac_account_change_limit_async    (AcAccount            *self,
                                                      guint                 additional,
                                                      GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              user_data);
gboolean            ac_account_change_limit_finish   (AcAccount            *self,
                                                      GAsyncResult         *result,
                                                      GError              **error);

/* Tries a pair, of the account or with @environment (nullable) of that, without changing anything. */
void                ac_account_test_key_async        (AcAccount            *self,
                                                      AcCredentials        *credentials,
                                                      AcEnvironment        *environment,
                                                      GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              user_data);
/* AC_ERROR_UNAUTHORIZED: it is not accepted. Other errors: it isn't known. */
AcKeyTest           ac_account_test_key_finish       (AcAccount            *self,
                                                      GAsyncResult         *result,
                                                      GError              **error);

G_END_DECLS
