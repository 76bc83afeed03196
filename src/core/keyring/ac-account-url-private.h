/* ac-account-url-private.h: what the parts of the account URL share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsecret/secret.h>

#include "ac-account-url.h"

G_BEGIN_DECLS

#define AC_ACCOUNT_SCHEME "account://"
#define AC_UPLOAD_PREFIX "upload_prefix"

/* What an account URL says, checked and in its normal form. */
typedef struct
{
  SecretValue *key;
  SecretValue *secret;
  char        *account_id;
  char        *host;
} AcAccountUrlParts;

/* A part of the URL: what it is called in messages, and the code when it is wrong. */
typedef struct
{
  const char        *name;
  AcAccountUrlError  code;
} AcAccountUrlPart;

/* What is wrong and where. All texts are constants: nothing of the input gets into an error. */
typedef struct
{
  AcAccountUrlError  code;
  const char        *subject;
  const char        *reason;
  const char        *at;
} AcAccountUrlProblem;

gboolean ac_account_url_problem_set       (AcAccountUrlProblem        *self,
                                           const AcAccountUrlPart     *part,
                                           const char                 *at,
                                           const char                 *reason);
void     ac_account_url_problem_propagate (const AcAccountUrlProblem  *self,
                                           const char                 *text,
                                           GError                    **error);

gboolean ac_account_url_parts_parse       (AcAccountUrlParts          *self,
                                           const char                 *text,
                                           GError                    **error);
gboolean ac_account_url_parts_check       (AcAccountUrlParts          *self,
                                           const char                 *key,
                                           const char                 *secret,
                                           const char                 *account_id,
                                           const char                 *host,
                                           GError                    **error);
void     ac_account_url_parts_clear       (AcAccountUrlParts          *self);

G_END_DECLS
