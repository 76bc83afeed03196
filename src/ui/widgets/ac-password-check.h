/* ac-password-check.h: asks who sits here for the password, through polkit
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * AcPasswordError:
 * @AC_PASSWORD_ERROR_NO_BUS: there is no system bus
 * @AC_PASSWORD_ERROR_NO_AUTHORITY: there is no polkit authority, or it went away
 * @AC_PASSWORD_ERROR_NOT_INSTALLED: the authority doesn't know our action
 * @AC_PASSWORD_ERROR_NO_AGENT: the session has nothing that asks for passwords
 * @AC_PASSWORD_ERROR_REFUSED: the password was wrong, or a rule of this computer says no
 *
 * Why the password was not given. Who dismisses the question gets %G_IO_ERROR_CANCELLED.
 */
typedef enum
{
  AC_PASSWORD_ERROR_NO_BUS,
  AC_PASSWORD_ERROR_NO_AUTHORITY,
  AC_PASSWORD_ERROR_NOT_INSTALLED,
  AC_PASSWORD_ERROR_NO_AGENT,
  AC_PASSWORD_ERROR_REFUSED,
} AcPasswordError;

#define AC_PASSWORD_ERROR (ac_password_error_quark ())
GQuark   ac_password_error_quark      (void);

/* Whether the password can be asked for on this computer: the first three errors. Nobody is asked. */
void     ac_password_check_find_async (GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
gboolean ac_password_check_find_finish (GAsyncResult        *result,
                                        GError             **error);
/* Asks. polkit remembers the answer for some minutes. */
void     ac_password_check_ask_async  (GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
gboolean ac_password_check_ask_finish (GAsyncResult         *result,
                                       GError              **error);

/* For all that show or copy a secret otherwise than by AcSecretRow: asks only where the preferences say so. Ends with
 * ac_password_check_ask_finish(). */
void     ac_password_check_allow_async (GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
gboolean ac_password_check_is_wanted   (void);

G_END_DECLS
