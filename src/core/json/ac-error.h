/* ac-error.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AcError:
 * @AC_ERROR_NETWORK: the server could not be reached
 * @AC_ERROR_TIMED_OUT: the server did not answer in time
 * @AC_ERROR_INSECURE: the connection was refused because it wouldn't be encrypted (plain http to another machine)
 * @AC_ERROR_CERTIFICATE: the connection was refused because the server could not prove who it is
 * @AC_ERROR_REDIRECTED: the server pointed to another address; credentials don't follow
 * @AC_ERROR_UNAUTHORIZED: 401, the key or its secret was not accepted
 * @AC_ERROR_FORBIDDEN: 403, the key may not do this
 * @AC_ERROR_NOT_FOUND: 404, the object is gone
 * @AC_ERROR_CONFLICT: 409, the name is taken
 * @AC_ERROR_INVALID: 400 and other 4xx, the service didn't accept the values
 * @AC_ERROR_LIMIT_REACHED: the plan's number of environments or users is used up
 * @AC_ERROR_RATE_LIMITED: 420 or 429, and retrying did not help
 * @AC_ERROR_SERVER: 5xx
 * @AC_ERROR_BAD_RESPONSE: the answer is not what the API promises (not JSON, wrong type, truncated)
 * @AC_ERROR_TOO_LARGE: the answer is larger than what we read
 * @AC_ERROR_KEYRING_UNAVAILABLE: there is no keyring, or it went away
 * @AC_ERROR_KEYRING_LOCKED: the keyring is locked and was not unlocked
 *
 * What went wrong in core. The messages are for logs, in English; sentences for people are made in
 * the interface, in one place. A cancelled operation is %G_IO_ERROR_CANCELLED as everywhere.
 */
typedef enum
{
  AC_ERROR_NETWORK,
  AC_ERROR_TIMED_OUT,
  AC_ERROR_INSECURE,
  AC_ERROR_CERTIFICATE,
  AC_ERROR_REDIRECTED,
  AC_ERROR_UNAUTHORIZED,
  AC_ERROR_FORBIDDEN,
  AC_ERROR_NOT_FOUND,
  AC_ERROR_CONFLICT,
  AC_ERROR_INVALID,
  AC_ERROR_LIMIT_REACHED,
  AC_ERROR_RATE_LIMITED,
  AC_ERROR_SERVER,
  AC_ERROR_BAD_RESPONSE,
  AC_ERROR_TOO_LARGE,
  AC_ERROR_KEYRING_UNAVAILABLE,
  AC_ERROR_KEYRING_LOCKED,
} AcError;

#define AC_ERROR (ac_error_quark ())

GQuark      ac_error_quark              (void);
GError     *ac_error_new_for_answer     (AcError       code,
                                         guint         http_status,
                                         const char   *server_message,
                                         const char   *request_id) G_GNUC_WARN_UNUSED_RESULT;
/* Adds to an error about an answer's content which answer it was. */
void        ac_error_set_answer         (GError       *error,
                                         guint         http_status,
                                         const char   *request_id);
guint       ac_error_get_http_status    (const GError *error);
const char *ac_error_get_server_message (const GError *error);
const char *ac_error_get_request_id     (const GError *error);

G_END_DECLS
