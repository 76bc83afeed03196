/* ac-sandbox-state.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-sandbox-state.h"

/**
 * ac_sandbox_state_new:
 * @store: (transfer full): the database
 * @random: (transfer full): where new ids and keys come from
 * @mail_dir: (nullable): the Maildir that mails are dropped into; %NULL for no mails
 *
 * Returns: (transfer full): the state
 */
AcSandboxState *
ac_sandbox_state_new (AcSandboxStore  *store,
                      AcSandboxRandom *random,
                      const char      *mail_dir)
{
  AcSandboxState *self = g_new0 (AcSandboxState, 1);

  self->store = store;
  self->random = random;
  self->mail_dir = g_strdup (mail_dir);
  self->outbox = g_ptr_array_new_with_free_func (g_free);
  self->meters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

/**
 * ac_sandbox_state_free:
 * @self: (transfer full): a state
 */
void
ac_sandbox_state_free (AcSandboxState *self)
{
  ac_sandbox_store_close (self->store);
  ac_sandbox_random_free (self->random);
  g_ptr_array_unref (self->outbox);
  g_hash_table_unref (self->meters);
  g_free (self->mail_dir);
  g_free (self);
}
