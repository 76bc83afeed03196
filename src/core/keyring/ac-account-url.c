/* ac-account-url.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-account-url"

#include "config.h"

#include "ac-account-url-private.h"
#include "ac-host-private.h"
#include "ac-secret-text-private.h"

struct _AcAccountUrl
{
  gatomicrefcount ref_count;
  AcAccountUrlParts parts;
};

static AcAccountUrl *
create (void)
{
  AcAccountUrl *self = g_new0 (AcAccountUrl, 1);

  g_atomic_ref_count_init (&self->ref_count);

  return self;
}

static void
format (AcAccountUrl *self,
        const char   *secret,
        AcSecretText *url)
{
  const AcAccountUrlParts *parts = &self->parts;

  ac_secret_text_append_url (url, AC_ACCOUNT_SCHEME, secret_value_get_text (parts->key), secret, parts->account_id, parts->host);
}

/**
 * ac_account_url_parse:
 * @text: an account URL; spaces, quotes, `export` and `CLOUDINARY_ACCOUNT_URL=` around it are accepted
 * @error: return location for an error of %AC_ACCOUNT_URL_ERROR
 *
 * Parses `account://KEY:SECRET@ACCOUNT_ID[?upload_prefix=URL]`, as Cloudinary's console shows it.
 *
 * The key and the secret are percent-decoded and may be any UTF-8 without control characters; the key
 * has no colon. Other pairs of the query than `upload_prefix` are ignored. The rules are those that
 * Cloudinary's own SDKs have in common.
 *
 * Errors tell what is wrong and where, and never quote anything of @text.
 *
 * Returns: (transfer full): the URL's parts, or %NULL with @error set
 */
AcAccountUrl *
ac_account_url_parse (const char  *text,
                      GError     **error)
{
  g_autoptr (AcAccountUrl) self = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  self = create ();
  if (!ac_account_url_parts_parse (&self->parts, text, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * ac_account_url_new:
 * @key: the API key
 * @secret: the API secret
 * @account_id: the account's ID
 * @host: (nullable): the server as for ac_account_url_check_host(); %NULL is Cloudinary's usual one
 * @error: return location for an error of %AC_ACCOUNT_URL_ERROR
 *
 * Puts together what was typed part by part. Space around a part is dropped; nothing is percent-decoded.
 *
 * Returns: (transfer full): the parts, or %NULL with @error set
 */
AcAccountUrl *
ac_account_url_new (const char  *key,
                    const char  *secret,
                    const char  *account_id,
                    const char  *host,
                    GError     **error)
{
  g_autoptr (AcAccountUrl) self = NULL;

  g_return_val_if_fail (key != NULL, NULL);
  g_return_val_if_fail (secret != NULL, NULL);
  g_return_val_if_fail (account_id != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (host == NULL)
    host = AC_DEFAULT_HOST;

  self = create ();
  if (!ac_account_url_parts_check (&self->parts, key, secret, account_id, host, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * ac_account_url_ref:
 * @self: an account URL
 *
 * Holds the URL. This may be done from any thread.
 *
 * Returns: (transfer full): @self
 */
AcAccountUrl *
ac_account_url_ref (AcAccountUrl *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * ac_account_url_unref:
 * @self: (transfer full): an account URL
 *
 * Lets go of the URL. With the last holder it is freed, and its key and secret are wiped.
 */
void
ac_account_url_unref (AcAccountUrl *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  ac_account_url_parts_clear (&self->parts);
  g_free (self);
}

/**
 * ac_account_url_get_key:
 * @self: an account URL
 *
 * Returns: (transfer none): the API key, decoded
 */
const char *
ac_account_url_get_key (AcAccountUrl *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return secret_value_get_text (self->parts.key);
}

/**
 * ac_account_url_peek_secret:
 * @self: an account URL
 *
 * Gives the secret for making credentials of it. Don't copy it.
 *
 * Returns: (transfer none): the API secret, decoded, in non-pageable memory that lives as long as @self
 */
const char *
ac_account_url_peek_secret (AcAccountUrl *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return secret_value_get_text (self->parts.secret);
}

/**
 * ac_account_url_get_account_id:
 * @self: an account URL
 *
 * Returns: (transfer none): the account's ID, in the case that it was given in
 */
const char *
ac_account_url_get_account_id (AcAccountUrl *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->parts.account_id;
}

/**
 * ac_account_url_get_host:
 * @self: an account URL
 *
 * Returns: (transfer none): the server, as ac_account_url_check_host() gives it
 */
const char *
ac_account_url_get_host (AcAccountUrl *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->parts.host;
}

/**
 * ac_account_url_format:
 * @self: an account URL
 *
 * Writes the URL in its normal form. Parsing it gives the same parts.
 *
 * Returns: (transfer full): the URL with its secret, in non-pageable memory: free it with
 *   secret_password_free()
 */
char *
ac_account_url_format (AcAccountUrl *self)
{
  g_auto (AcSecretText) url = { NULL, 0, 0 };

  g_return_val_if_fail (self != NULL, NULL);

  format (self, secret_value_get_text (self->parts.secret), &url);

  return ac_secret_text_to_password (&url);
}

/**
 * ac_account_url_format_masked:
 * @self: an account URL
 *
 * Writes the URL for the screen. The bullets are always eight.
 *
 * Returns: (transfer full): the URL with bullets in the secret's place
 */
char *
ac_account_url_format_masked (AcAccountUrl *self)
{
  g_auto (AcSecretText) url = { NULL, 0, 0 };

  g_return_val_if_fail (self != NULL, NULL);

  format (self, NULL, &url);

  return g_strndup (url.data, url.length);
}

/**
 * ac_account_url_check_host:
 * @host: a server: `scheme://host[:port]`, or only `host[:port]`, which means https
 * @error: return location for an error of %AC_ACCOUNT_URL_ERROR
 *
 * Checks that credentials may be sent to a server: by https, or by http on this computer
 * (127.0.0.0/8, ::1, localhost). The address has no user, path, query or fragment.
 *
 * Returns: (transfer full): its normal form, with a scheme, in lower case, without the usual port and
 *   without a slash at the end; or %NULL with @error set
 */
char *
ac_account_url_check_host (const char  *host,
                           GError     **error)
{
  AcAccountUrlError code;
  const char *reason;
  char *normal;

  g_return_val_if_fail (host != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  normal = ac_host_normalize (host, &code, &reason);
  if (normal == NULL)
    g_set_error (error, AC_ACCOUNT_URL_ERROR, (int) code, "the host %s", reason);

  return normal;
}
