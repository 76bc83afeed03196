/* ac-sandbox-access-keys.c: the access keys of a product environment in the store
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-sandbox-access-keys.h"

/* A seeded generator begins again with each start, over a database that has its first keys already. */
static gboolean
new_api_key (AcSandboxState  *state,
             char           **api_key,
             GError         **error)
{
  for (;;)
    {
      g_autofree char *key = ac_sandbox_random_api_key (state->random);
      gint64 count;

      if (!ac_sandbox_store_query_int (state->store, error, &count, "SELECT count (*) FROM access_keys WHERE api_key = ?", "s", key))
        return FALSE;
      if (count == 0)
        {
          *api_key = g_steal_pointer (&key);
          return TRUE;
        }
    }
}

/**
 * ac_sandbox_access_keys_create:
 * @state: the program's state
 * @environment_id: the environment that gets the key
 * @name: its name, which no other key of the environment has
 * @enabled: whether it works
 * @root: whether it is the one that is made with the environment
 * @now: the time
 * @api_key: (out) (optional) (transfer full): the new key
 * @error: return location for an error
 *
 * Returns: whether it was made
 */
gboolean
ac_sandbox_access_keys_create (AcSandboxState  *state,
                               const char      *environment_id,
                               const char      *name,
                               gboolean         enabled,
                               gboolean         root,
                               const char      *now,
                               char           **api_key,
                               GError         **error)
{
  g_autofree char *key = NULL;
  g_autofree char *secret = ac_sandbox_random_api_secret (state->random);

  if (!new_api_key (state, &key, error) ||
      !ac_sandbox_store_run (state->store, error,
                             "INSERT INTO access_keys (environment_id, api_key, api_secret, name, enabled, root, created_at, updated_at)"
                             " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                             "ssssiiss", environment_id, key, secret, name, (gint64) enabled, (gint64) root, now, now))
    return FALSE;

  if (api_key != NULL)
    *api_key = g_steal_pointer (&key);
  return TRUE;
}

/**
 * ac_sandbox_access_keys_create_root:
 * @state: the program's state
 * @environment_id: a new environment
 * @now: the time
 * @error: return location for an error
 *
 * Makes the key that each environment begins with (wire reference 3.1).
 *
 * Returns: whether it was made
 */
gboolean
ac_sandbox_access_keys_create_root (AcSandboxState  *state,
                                    const char      *environment_id,
                                    const char      *now,
                                    GError         **error)
{
  return ac_sandbox_access_keys_create (state, environment_id, "Root", TRUE, TRUE, now, NULL, error);
}
