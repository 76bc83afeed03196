/* ac-session-known.c: what this computer keeps about an account
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-session"

#include "config.h"

#include "ac-session-private.h"

#include "ac-account-settings.h"
#include "ac-rotations.h"

static void
on_renamed_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (ac_keyring_store_finish (AC_KEYRING (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * ac_session_rename_async:
 * @self: a session
 * @known: one of the known accounts
 * @name: its name on this computer
 * @cancellable: (nullable): ends it
 * @callback: (scope async): called when it is done
 * @user_data: for @callback
 */
void
ac_session_rename_async (AcSession           *self,
                         AcKnownAccount      *known,
                         const char          *name,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  AcAccount *account;
  const char *id;

  g_return_if_fail (AC_IS_SESSION (self));
  g_return_if_fail (AC_IS_KNOWN_ACCOUNT (known));
  g_return_if_fail (name != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ac_session_rename_async);

  ac_known_account_set_name (known, name);
  /* The live account may have been made from an earlier search's object. */
  id = ac_known_account_get_account_id (known);
  account = ac_session_lookup (self, id);
  if (account != NULL)
    ac_known_account_set_name (ac_account_get_known_account (account), name);

  if (ac_session_is_remembered (self, known))
    ac_keyring_store_async (self->keyring, known, NULL, cancellable, on_renamed_cb, g_object_ref (task));
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * ac_session_rename_finish:
 * @self: a session
 * @result: what the callback got
 * @error: (nullable): return location for an error
 *
 * Returns: whether the name is kept
 */
gboolean
ac_session_rename_finish (AcSession     *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ac_session_rename_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
finish_forgetting (GTask *task)
{
  AcSession *self = g_task_get_source_object (task);
  AcKnownAccount *known = g_task_get_task_data (task);
  const char *id = ac_known_account_get_account_id (known);
  g_autoptr(AcAccountSettings) settings = ac_account_settings_get (id);
  g_autoptr(AcRotations) rotations = ac_rotations_get (id);
  AcAccount *account = ac_session_lookup (self, id);

  ac_account_settings_reset (settings);
  ac_rotations_forget (rotations);
  if (account != NULL)
    ac_session_sign_out (self, account);
  g_task_return_boolean (task, TRUE);
}

static void
on_forgotten_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (ac_keyring_forget_finish (AC_KEYRING (source), result, &error))
    finish_forgetting (task);
  else
    g_task_return_error (task, error);
}

/**
 * ac_session_forget_async:
 * @self: a session
 * @known: one of the known accounts
 * @cancellable: (nullable): ends it
 * @callback: (scope async): called when it is done
 * @user_data: for @callback
 *
 * Removes from this computer what it keeps about an account. The account itself is not changed.
 */
void
ac_session_forget_async (AcSession           *self,
                         AcKnownAccount      *known,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (AC_IS_SESSION (self));
  g_return_if_fail (AC_IS_KNOWN_ACCOUNT (known));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ac_session_forget_async);
  g_task_set_task_data (task, g_object_ref (known), g_object_unref);

  if (ac_session_is_remembered (self, known))
    ac_keyring_forget_async (self->keyring, known, cancellable, on_forgotten_cb, g_object_ref (task));
  else
    finish_forgetting (task);
}

/**
 * ac_session_forget_finish:
 * @self: a session
 * @result: what the callback got
 * @error: (nullable): return location for an error
 *
 * Returns: whether nothing is kept any more
 */
gboolean
ac_session_forget_finish (AcSession     *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ac_session_forget_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
