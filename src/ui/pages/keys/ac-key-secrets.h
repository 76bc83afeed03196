/* ac-key-secrets.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-account.h"
#include "ac-secret-row.h"

G_BEGIN_DECLS

/**
 * AcKeyForm:
 * @AC_KEY_FORM_SECRET: the secret by itself
 * @AC_KEY_FORM_URL: the value of CLOUDINARY_ACCOUNT_URL or CLOUDINARY_URL
 * @AC_KEY_FORM_SNIPPET: the first of the forms of #AcSnippet, in their order
 *
 * What a secret is shown and copied as.
 */
typedef enum
{
  AC_KEY_FORM_SECRET,
  AC_KEY_FORM_URL,
  AC_KEY_FORM_SNIPPET,
} AcKeyForm;

#define AC_TYPE_KEY_SECRETS (ac_key_secrets_get_type ())

/* A key whose secret can be had when a person asks for it, in every form. */
G_DECLARE_FINAL_TYPE (AcKeySecrets, ac_key_secrets, AC, KEY_SECRETS, GObject)

/* The service is asked for the secret each time, unless the key is in use here. @environment (nullable): whose key it is; NULL: the account's. */
AcKeySecrets  *ac_key_secrets_new                 (AcAccount            *account,
                                                   AcEnvironment        *environment,
                                                   AcApiKeys            *keys,
                                                   AcApiKey             *key) G_GNUC_WARN_UNUSED_RESULT;
/* The secret is in hand. */
AcKeySecrets  *ac_key_secrets_new_for_credentials (AcAccount            *account,
                                                   AcEnvironment        *environment,
                                                   AcCredentials        *credentials) G_GNUC_WARN_UNUSED_RESULT;
const char    *ac_key_secrets_get_key             (AcKeySecrets         *self);
AcAccount     *ac_key_secrets_get_account         (AcKeySecrets         *self);
AcEnvironment *ac_key_secrets_get_environment     (AcKeySecrets         *self);
/* “CLOUDINARY_ACCOUNT_URL” or “CLOUDINARY_URL” */
const char    *ac_key_secrets_get_variable        (AcKeySecrets         *self);

void           ac_key_secrets_fetch_async         (AcKeySecrets         *self,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
AcCredentials *ac_key_secrets_fetch_finish        (AcKeySecrets         *self,
                                                   GAsyncResult         *result,
                                                   GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/* Makes @row show and copy @form, and tell in a toast what was copied, or why not. Once a row. */
void           ac_key_secrets_bind                (AcKeySecrets         *self,
                                                   AcSecretRow          *row,
                                                   AcKeyForm             form);

G_END_DECLS
