/* ac-sandbox-auth.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ac-sandbox-auth.h"
#include "ac-sandbox-decisions.h"

/* Takes as long for a secret that is wrong at its first character as for one that is wrong at its last. */
static gboolean
equal_in_constant_time (const char *given,
                        const char *right)
{
  gsize given_length = strlen (given);
  gsize right_length = strlen (right);
  volatile guchar difference = given_length != right_length;

  for (gsize i = 0; i < given_length; i++)
    difference |= (guchar) given[i] ^ (guchar) right[right_length > 0 ? i % right_length : 0];

  return difference == 0;
}

static gboolean
refuse_credentials (GError **error)
{
  return ac_sandbox_refuse (error, AC_SANDBOX_ERROR_UNAUTHORIZED, "Invalid credentials");
}

/* Basic credentials (RFC 7617). The Ruby gem encodes them with the URL-safe alphabet (wire reference 10). */
static gboolean
decode_basic (const char  *authorization,
              char       **key,
              char       **secret)
{
  g_autofree char *text = NULL;
  g_autofree char *decoded = NULL;
  gsize length;
  char *colon;

  if (authorization == NULL || g_ascii_strncasecmp (authorization, "Basic ", 6) != 0)
    return FALSE;

  text = g_strstrip (g_strdup (authorization + 6));
  g_strdelimit (text, "-", '+');
  g_strdelimit (text, "_", '/');
  decoded = (char *) g_base64_decode (text, &length);
  if (!g_utf8_validate_len (decoded, length, NULL))
    return FALSE;

  g_free (text);
  text = g_strndup (decoded, length);
  colon = strchr (text, ':');
  if (colon == NULL)
    return FALSE;

  *key = g_strndup (text, colon - text);
  *secret = g_strdup (colon + 1);
  explicit_bzero (text, strlen (text));
  explicit_bzero (decoded, length);

  return TRUE;
}

static gboolean
check_account_key (AcSandboxRequest  *request,
                   const char        *key,
                   const char        *secret,
                   GError           **error)
{
  g_autoptr(AcSandboxRows) rows = NULL;
  const char *account_id = ac_sandbox_request_get_segment (request, "account_id");

  /* Account ids are compared without case: two SDKs lower the host of the account URL (wire reference 11.1). */
  rows = ac_sandbox_store_query (request->state->store, error,
                                 "SELECT k.secret, k.role, a.id FROM account_keys k, account a WHERE k.key = ? AND k.enabled", "s", key);
  if (rows == NULL)
    return FALSE;
  if (!ac_sandbox_rows_next (rows, NULL) ||
      !equal_in_constant_time (secret, ac_sandbox_rows_get_text (rows, 0)) ||
      g_ascii_strcasecmp (account_id, ac_sandbox_rows_get_text (rows, 2)) != 0 ||
      !ac_sandbox_role_from_name (ac_sandbox_rows_get_text (rows, 1), &request->role))
    return refuse_credentials (error);
  if (!ac_sandbox_role_may (request->role, request->route->subject, request->route->level))
    return ac_sandbox_refuse (error, AC_SANDBOX_ERROR_FORBIDDEN, AC_SANDBOX_TEXT_FORBIDDEN);

  return TRUE;
}

static gboolean
check_access_key (AcSandboxRequest  *request,
                  const char        *key,
                  const char        *secret,
                  GError           **error)
{
  g_autoptr(AcSandboxRows) rows = NULL;

  rows = ac_sandbox_store_query (request->state->store, error,
                                 "SELECT k.api_secret, e.id, e.enabled FROM access_keys k JOIN environments e ON e.id = k.environment_id"
                                 " WHERE k.api_key = ? AND k.enabled AND e.cloud_name = ?",
                                 "ss", key, ac_sandbox_request_get_segment (request, "cloud_name"));
  if (rows == NULL)
    return FALSE;
  if (!ac_sandbox_rows_next (rows, NULL) ||
      !equal_in_constant_time (secret, ac_sandbox_rows_get_text (rows, 0)))
    return refuse_credentials (error);
  if (!ac_sandbox_rows_get_int (rows, 2))
    return ac_sandbox_refuse (error, AC_SANDBOX_ERROR_UNAUTHORIZED, AC_SANDBOX_TEXT_CLOUD_DISABLED);
  request->environment_id = g_strdup (ac_sandbox_rows_get_text (rows, 1));

  return TRUE;
}

/**
 * ac_sandbox_auth_check:
 * @request: a request with its route; gets the role, or the environment, of who asks
 * @authorization: (nullable): the header
 * @error: return location for a 401 or a 403
 *
 * Returns: whether the request may go on
 */
gboolean
ac_sandbox_auth_check (AcSandboxRequest  *request,
                       const char        *authorization,
                       GError           **error)
{
  g_autofree char *key = NULL;
  g_autofree char *secret = NULL;
  gboolean ok;

  if (!decode_basic (authorization, &key, &secret))
    return refuse_credentials (error);

  ok = request->route->guard == AC_SANDBOX_GUARD_ACCOUNT
           ? check_account_key (request, key, secret, error)
           : check_access_key (request, key, secret, error);
  explicit_bzero (secret, strlen (secret));

  return ok;
}
