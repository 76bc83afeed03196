/* ac-sandbox-error.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AcSandboxError:
 *
 * What a request can be refused with. The code is the HTTP status of the answer and the error's message is
 * its text, so a handler refuses with one g_set_error(). An error of any other domain becomes a 500.
 */
typedef enum
{
  AC_SANDBOX_ERROR_BAD_REQUEST = 400,
  AC_SANDBOX_ERROR_UNAUTHORIZED = 401,
  AC_SANDBOX_ERROR_FORBIDDEN = 403,
  AC_SANDBOX_ERROR_NOT_FOUND = 404,
  AC_SANDBOX_ERROR_METHOD = 405,
  AC_SANDBOX_ERROR_CONFLICT = 409,
  AC_SANDBOX_ERROR_TOO_LARGE = 413,
  AC_SANDBOX_ERROR_USAGE_EXCEEDED = 420,
  AC_SANDBOX_ERROR_TOO_MANY = 429,
  AC_SANDBOX_ERROR_INTERNAL = 500,
  AC_SANDBOX_ERROR_UNAVAILABLE = 503,
} AcSandboxError;

#define AC_SANDBOX_ERROR (ac_sandbox_error_quark ())

GQuark ac_sandbox_error_quark (void);

G_END_DECLS
