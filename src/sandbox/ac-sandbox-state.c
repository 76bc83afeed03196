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

/**
 * ac_sandbox_state_make_id:
 * @self: a state
 * @count_query: a query that counts the objects with the id that is its argument
 * @error: return location for an error
 *
 * A seeded generator begins again with each start, over a database that has its first ids already: those are skipped.
 *
 * Returns: (transfer full) (nullable): an id of 30 hexadecimal digits that no object has
 */
char *
ac_sandbox_state_make_id (AcSandboxState  *self,
                          const char      *count_query,
                          GError         **error)
{
  for (;;)
    {
      g_autofree char *id = ac_sandbox_random_hex (self->random, 30);
      gint64 count;

      if (!ac_sandbox_store_query_int (self->store, error, &count, count_query, "s", id))
        return NULL;
      if (count == 0)
        return g_steal_pointer (&id);
    }
}
