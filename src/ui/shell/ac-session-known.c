/* ac-session-known.c: what this computer keeps about an account
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-session"

#include "config.h"

#include "ac-session-private.h"

#include "ac-account-settings.h"
#include "ac-rotations.h"

static void rename_next (GTask *task);

static void
on_renamed_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (ac_keyring_store_finish (AC_KEYRING (source), result, &error))
    rename_next (task);
  else
    g_task_return_error (task, error);
}

/* The name of an account is written with each of its keys. */
static void
rename_next (GTask *task)
{
  AcSession *self = g_task_get_source_object (task);
  GPtrArray *left = g_task_get_task_data (task);
  g_autoptr(AcKnownAccount) known = NULL;

  if (left->len == 0)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  known = g_ptr_array_steal_index (left, left->len - 1);
  ac_keyring_store_async (self->keyring, known, NULL, g_task_get_cancellable (task), on_renamed_cb, g_object_ref (task));
}

/**
 * ac_session_rename_async:
 * @self: a session
 * @known: one of the known accounts
 * @name: its name on this computer
 * @cancellable: (nullable): ends it
 * @callback: (scope async): called when it is done
 * @user_data: for @callback
 *
 * Gives the account of @known, by whichever key it is known, a name on this computer.
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
  g_autoptr(GListModel) connections = NULL;
  GPtrArray *stored = g_ptr_array_new_with_free_func (g_object_unref);
  AcAccount *account;
  const char *id;

  g_return_if_fail (AC_IS_SESSION (self));
  g_return_if_fail (AC_IS_KNOWN_ACCOUNT (known));
  g_return_if_fail (name != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ac_session_rename_async);
  g_task_set_task_data (task, stored, (GDestroyNotify) g_ptr_array_unref);

  ac_known_account_set_name (known, name);
  /* The live account may have been made from an earlier search's object. */
  id = ac_known_account_get_account_id (known);
  account = ac_session_lookup (self, id);
  if (account != NULL)
    ac_known_account_set_name (ac_account_get_known_account (account), name);

  connections = ac_session_get_connections (self, id);
  for (guint i = 0; i < g_list_model_get_n_items (connections); i++)
    {
      g_autoptr(AcKnownAccount) connection = g_list_model_get_item (connections, i);

      ac_known_account_set_name (connection, name);
      if (ac_session_is_remembered (self, connection))
        g_ptr_array_add (stored, g_steal_pointer (&connection));
    }
  rename_next (task);
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

  if (ac_session_is_in_use (self, known))
    ac_session_sign_out (self, ac_session_lookup (self, id));
  ac_session_drop_run_only (self, known);

  if (ac_session_find_known (self, id) == NULL)
    {
      g_autoptr(AcAccountSettings) settings = ac_account_settings_get (id);
      g_autoptr(AcRotations) rotations = ac_rotations_get (id);

      ac_account_settings_reset (settings);
      ac_rotations_forget (rotations);
    }
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
 * Removes a key of an account from this computer; it signs out when that is in use. With the last one it removes all
 * that it keeps about the account. The account itself is not changed.
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
