/* ac-sandbox-account.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-sandbox-account.h"
#include "ac-sandbox-error.h"

/**
 * ac_sandbox_account_load:
 * @state: the program's state
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the account
 */
AcSandboxAccount *
ac_sandbox_account_load (AcSandboxState  *state,
                         GError         **error)
{
  g_autoptr(AcSandboxAccount) self = g_new0 (AcSandboxAccount, 1);
  g_autoptr(AcSandboxRows) rows = NULL;

  rows = ac_sandbox_store_query (state->store, error,
                                 "SELECT id, name, plan, subscribed_through, permissions, base_environments, additional_environments,"
                                 " (SELECT count (*) FROM environments), created_at FROM account",
                                 "");
  if (rows == NULL || !ac_sandbox_rows_next (rows, error))
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, AC_SANDBOX_ERROR, AC_SANDBOX_ERROR_INTERNAL, "The database has no account");
      return NULL;
    }

  self->id = g_strdup (ac_sandbox_rows_get_text (rows, 0));
  self->name = g_strdup (ac_sandbox_rows_get_text (rows, 1));
  self->plan = ac_sandbox_plan_find (ac_sandbox_rows_get_text (rows, 2));
  self->subscribed_through = g_strdup (ac_sandbox_rows_get_text (rows, 3));
  self->permissions = g_strdup (ac_sandbox_rows_get_text (rows, 4));
  self->base_environments = ac_sandbox_rows_get_int (rows, 5);
  self->additional_environments = ac_sandbox_rows_get_int (rows, 6);
  self->used_environments = ac_sandbox_rows_get_int (rows, 7);
  self->created_at = g_strdup (ac_sandbox_rows_get_text (rows, 8));

  return g_steal_pointer (&self);
}

/**
 * ac_sandbox_account_free:
 * @self: (transfer full): an account
 */
void
ac_sandbox_account_free (AcSandboxAccount *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->subscribed_through);
  g_free (self->permissions);
  g_free (self->created_at);
  g_free (self);
}
