/* ac-sandbox-seed-rows.c: writing the rows of a seed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-sandbox-decisions.h"
#include "ac-sandbox-seed-private.h"
#include "ac-sandbox-users.h"

/**
 * ac_sandbox_seed_add_account:
 * @state: the program's state
 * @options: what the command line says about the account
 * @account: the rest of it
 * @error: return location for an error
 *
 * Returns: whether it was written
 */
gboolean
ac_sandbox_seed_add_account (AcSandboxState              *state,
                             const AcSandboxOptions      *options,
                             const AcSandboxSeedAccount  *account,
                             GError                     **error)
{
  /* Bulk data comes on top of what the account may have, so that there is still room for more. */
  return ac_sandbox_store_run (state->store, error,
                               "INSERT INTO account (id, name, plan, subscribed_through, permissions, base_environments,"
                               " additional_environments, base_users, additional_users, created_at)"
                               " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                               "sssssiiiis", account->id, account->name, options->plan, options->subscribed_through,
                               options->permissions, account->base_environments + options->n_environments,
                               account->additional_environments, account->base_users + options->n_users,
                               account->additional_users, account->created_at);
}

/**
 * ac_sandbox_seed_add_account_key:
 * @state: the program's state
 * @key: a key of the account
 * @error: return location for an error
 *
 * Returns: whether it was written
 */
gboolean
ac_sandbox_seed_add_account_key (AcSandboxState          *state,
                                 const AcSandboxSeedKey  *key,
                                 GError                 **error)
{
  g_autofree char *drawn = key->key == NULL ? ac_sandbox_random_api_key (state->random) : NULL;
  g_autofree char *secret = ac_sandbox_random_api_secret (state->random);

  return ac_sandbox_store_run (state->store, error,
                               "INSERT INTO account_keys (key, secret, name, role, enabled, root, created_at, updated_at)"
                               " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                               "ssssiiss", key->key != NULL ? key->key : drawn, secret, key->name, key->role,
                               (gint64) key->enabled, (gint64) key->root, key->created_at, key->created_at);
}

/**
 * ac_sandbox_seed_add_access_key:
 * @state: the program's state
 * @key: a key of an environment
 * @error: return location for an error
 *
 * Returns: whether it was written
 */
gboolean
ac_sandbox_seed_add_access_key (AcSandboxState          *state,
                                const AcSandboxSeedKey  *key,
                                GError                 **error)
{
  g_autofree char *drawn = key->key == NULL ? ac_sandbox_random_api_key (state->random) : NULL;
  g_autofree char *secret = ac_sandbox_random_api_secret (state->random);

  return ac_sandbox_store_run (state->store, error,
                               "INSERT INTO access_keys (environment_id, api_key, api_secret, name, enabled, root, dedicated_for,"
                               " created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                               "ssssiisss", key->environment_id, key->key != NULL ? key->key : drawn, secret, key->name,
                               (gint64) key->enabled, (gint64) key->root, key->dedicated_for, key->created_at, key->created_at);
}

/**
 * ac_sandbox_seed_add_user:
 * @state: the program's state
 * @user: a user
 * @error: return location for an error
 *
 * Returns: whether it was written
 */
gboolean
ac_sandbox_seed_add_user (AcSandboxState           *state,
                          const AcSandboxSeedUser  *user,
                          GError                  **error)
{
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  ac_sandbox_users_split_name (user->name, &first, &last);

  return ac_sandbox_store_run (state->store, error,
                               "INSERT INTO users (id, name, first_name, last_name, role, email, pending, enabled, all_environments,"
                               " root, two_factor, providers, email_preferences, created_at, updated_at, last_login)"
                               " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                               "ssssssiiiiisssss", user->id, user->name, first, last, user->role, user->email,
                               (gint64) user->pending, (gint64) user->enabled, (gint64) user->all_environments,
                               (gint64) user->root, (gint64) user->two_factor, user->providers,
                               user->email_preferences != NULL ? user->email_preferences : AC_SANDBOX_EMAIL_PREFERENCES,
                               user->created_at, user->created_at, user->last_login);
}

/**
 * ac_sandbox_seed_add_access:
 * @state: the program's state
 * @user_id: a user who doesn't have all environments
 * @environment_id: one that the user has
 * @error: return location for an error
 *
 * Returns: whether it was written
 */
gboolean
ac_sandbox_seed_add_access (AcSandboxState  *state,
                            const char      *user_id,
                            const char      *environment_id,
                            GError         **error)
{
  return ac_sandbox_store_run (state->store, error,
                               "INSERT OR IGNORE INTO user_environments (user_id, environment_id) VALUES (?, ?)",
                               "ss", user_id, environment_id);
}

/**
 * ac_sandbox_seed_add_group:
 * @state: the program's state
 * @id: its id
 * @name: its name
 * @created_at: when it was made
 * @error: return location for an error
 *
 * Returns: whether it was written
 */
gboolean
ac_sandbox_seed_add_group (AcSandboxState  *state,
                           const char      *id,
                           const char      *name,
                           const char      *created_at,
                           GError         **error)
{
  return ac_sandbox_store_run (state->store, error, "INSERT INTO user_groups (id, name, created_at, updated_at) VALUES (?, ?, ?, ?)",
                               "ssss", id, name, created_at, created_at);
}

/**
 * ac_sandbox_seed_add_member:
 * @state: the program's state
 * @group_id: a group
 * @user_id: who is in it
 * @error: return location for an error
 *
 * Returns: whether it was written
 */
gboolean
ac_sandbox_seed_add_member (AcSandboxState  *state,
                            const char      *group_id,
                            const char      *user_id,
                            GError         **error)
{
  return ac_sandbox_store_run (state->store, error, "INSERT OR IGNORE INTO group_members (group_id, user_id) VALUES (?, ?)",
                               "ss", group_id, user_id);
}
