/* ac-account-url.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The address that is meant when an account URL names none (wire reference 1). */
#define AC_DEFAULT_HOST "https://api.cloudinary.com"

/**
 * AcAccountUrlError:
 * @AC_ACCOUNT_URL_ERROR_EMPTY: no text
 * @AC_ACCOUNT_URL_ERROR_SCHEME: it doesn't begin with account://
 * @AC_ACCOUNT_URL_ERROR_ENVIRONMENT_URL: it is a CLOUDINARY_URL (cloudinary://), of one product environment
 * @AC_ACCOUNT_URL_ERROR_KEY: the API key is missing or malformed
 * @AC_ACCOUNT_URL_ERROR_SECRET: the API secret is missing or malformed
 * @AC_ACCOUNT_URL_ERROR_ACCOUNT_ID: the account ID is missing or malformed
 * @AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX: upload_prefix is no usable address
 * @AC_ACCOUNT_URL_ERROR_INSECURE: upload_prefix is plain http and not a loopback address
 */
typedef enum
{
  AC_ACCOUNT_URL_ERROR_EMPTY,
  AC_ACCOUNT_URL_ERROR_SCHEME,
  AC_ACCOUNT_URL_ERROR_ENVIRONMENT_URL,
  AC_ACCOUNT_URL_ERROR_KEY,
  AC_ACCOUNT_URL_ERROR_SECRET,
  AC_ACCOUNT_URL_ERROR_ACCOUNT_ID,
  AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX,
  AC_ACCOUNT_URL_ERROR_INSECURE,
} AcAccountUrlError;

#define AC_ACCOUNT_URL_ERROR (ac_account_url_error_quark ())

/* Immutable; the key and the secret are in non-pageable memory. */
typedef struct _AcAccountUrl AcAccountUrl;

GQuark        ac_account_url_error_quark (void);
/* Where in the text it is wrong, in characters, the first being 1; 0 when it is nowhere in particular. */
guint         ac_account_url_error_get_position (const GError *error);

AcAccountUrl *ac_account_url_parse       (const char          *text,
                                          GError             **error) G_GNUC_WARN_UNUSED_RESULT;
AcAccountUrl *ac_account_url_new         (const char          *key,
                                          const char          *secret,
                                          const char          *account_id,
                                          const char          *host,
                                          GError             **error) G_GNUC_WARN_UNUSED_RESULT;
AcAccountUrl *ac_account_url_ref         (AcAccountUrl        *self);
void          ac_account_url_unref       (AcAccountUrl        *self);

const char   *ac_account_url_get_key     (AcAccountUrl        *self);
const char   *ac_account_url_peek_secret (AcAccountUrl        *self);
const char   *ac_account_url_get_account_id (AcAccountUrl     *self);
const char   *ac_account_url_get_host    (AcAccountUrl        *self);
/* The whole URL with its secret: free with secret_password_free(). */
char         *ac_account_url_format      (AcAccountUrl        *self) G_GNUC_WARN_UNUSED_RESULT;
/* The same with bullets in the secret's place: for the screen; free with g_free(). */
char         *ac_account_url_format_masked (AcAccountUrl      *self) G_GNUC_WARN_UNUSED_RESULT;

/* Whether @host (scheme://host[:port], no path) may be talked to, and its normal form. */
char         *ac_account_url_check_host  (const char          *host,
                                          GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcAccountUrl, ac_account_url_unref)

G_END_DECLS
