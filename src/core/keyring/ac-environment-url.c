/* ac-environment-url.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environment-url"

#include "config.h"

#include "ac-credentials-private.h"
#include "ac-environment-url.h"
#include "ac-secret-text-private.h"

/**
 * ac_environment_url_format:
 * @credentials: a key of a product environment and its secret
 * @cloud_name: the environment's cloud name
 * @host: (nullable): the server in its normal form; %NULL: Cloudinary's usual one
 *
 * Writes the environment's CLOUDINARY_URL (wire reference 11.2). A server that is not the usual one is named in it, or
 * tools would take the key elsewhere.
 *
 * Returns: (transfer full): the URL with its secret, in non-pageable memory: free it with secret_password_free()
 */
char *
ac_environment_url_format (AcCredentials *credentials,
                           const char    *cloud_name,
                           const char    *host)
{
  g_auto (AcSecretText) url = { NULL, 0, 0 };

  g_return_val_if_fail (credentials != NULL, NULL);
  g_return_val_if_fail (cloud_name != NULL, NULL);

  ac_secret_text_append_url (&url, AC_ENVIRONMENT_SCHEME, ac_credentials_get_key (credentials),
                             secret_value_get_text (ac_credentials_peek_value (credentials)), cloud_name, host);

  return ac_secret_text_to_password (&url);
}

/**
 * ac_environment_url_format_masked:
 * @key: a key of a product environment
 * @cloud_name: the environment's cloud name
 * @host: (nullable): the server in its normal form; %NULL: Cloudinary's usual one
 *
 * Writes the URL for the screen. The bullets are always eight.
 *
 * Returns: (transfer full): the URL with bullets in the secret's place
 */
char *
ac_environment_url_format_masked (const char *key,
                                  const char *cloud_name,
                                  const char *host)
{
  g_auto (AcSecretText) url = { NULL, 0, 0 };

  g_return_val_if_fail (key != NULL, NULL);
  g_return_val_if_fail (cloud_name != NULL, NULL);

  ac_secret_text_append_url (&url, AC_ENVIRONMENT_SCHEME, key, NULL, cloud_name, host);

  return g_strndup (url.data, url.length);
}
