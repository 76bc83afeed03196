/* ac-sandbox-seed.c: what a new account begins with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libsecret/secret.h>

#include "ac-account-url.h"
#include "ac-sandbox-environments.h"
#include "ac-sandbox-plans.h"
#include "ac-sandbox-seed.h"
#include "ac-sandbox-seed-private.h"
#include "ac-sandbox-subscriptions.h"
#include "ac-sandbox-time.h"

/* Ids, keys and secrets of a seed are the same at each start and on each machine. */
#define SEED G_GUINT64_CONSTANT (0x48616c64656e)

/* Names that are Cloudinary's own or somebody else's, and those that the paths of the APIs begin with. */
static const char *const taken_cloud_names[] = {
  "demo", "sample", "samples", "cloudinary", "test", "example", "provisioning", "console", "accounts", NULL,
};

static gboolean
add_taken_cloud_names (AcSandboxState  *state,
                       GError         **error)
{
  for (guint i = 0; taken_cloud_names[i] != NULL; i++)
    if (!ac_sandbox_store_run (state->store, error, "INSERT INTO taken_cloud_names (cloud_name) VALUES (?)", "s", taken_cloud_names[i]))
      return FALSE;

  return TRUE;
}

static gboolean
add_first_environment (AcSandboxState  *state,
                       GError         **error)
{
  const AcSandboxNewEnvironment environment = { .name = "Main", .cloud_name = "sandbox-main", .enabled = TRUE };
  g_autofree char *id = NULL;

  return ac_sandbox_environments_create (state, &environment, &id, error);
}

static gboolean
add_first_user (AcSandboxState  *state,
                const char      *now,
                GError         **error)
{
  g_autofree char *id = ac_sandbox_random_hex (state->random, 30);
  const AcSandboxSeedUser user = {
    .id = id,
    .name = "Alex Root",
    .email = "alex.root@example.org",
    .role = "master_admin",
    .enabled = TRUE,
    .all_environments = TRUE,
    .root = TRUE,
    .providers = "[]",
    .created_at = now,
  };

  return ac_sandbox_seed_add_user (state, &user, error);
}

static gboolean
start_subscription (AcSandboxState          *state,
                    const AcSandboxOptions  *options,
                    GError                 **error)
{
  GDate today;

  ac_sandbox_day_today (&today);

  return ac_sandbox_subscriptions_start (state, options->plan, &today, error);
}

static gboolean
fill_empty (AcSandboxState          *state,
            const AcSandboxOptions  *options,
            GError                 **error)
{
  g_autofree char *now = ac_sandbox_time_now ();
  g_autofree char *id = ac_sandbox_random_uuid (state->random);
  const AcSandboxPlan *plan = ac_sandbox_plan_find (options->plan);
  const AcSandboxSeedAccount account = {
    .id = id,
    .name = "Sandbox",
    .base_environments = plan->environments,
    .base_users = plan->users,
    .created_at = now,
  };
  const AcSandboxSeedKey key = { .name = "Root", .role = "master_admin", .enabled = TRUE, .root = TRUE, .created_at = now };

  return ac_sandbox_seed_add_account (state, options, &account, error) &&
         ac_sandbox_seed_add_account_key (state, &key, error) &&
         add_first_environment (state, error) &&
         add_first_user (state, now, error) &&
         start_subscription (state, options, error);
}

static gboolean
fill (AcSandboxState          *state,
      const AcSandboxOptions  *options,
      GError                 **error)
{
  gboolean is_demo = g_str_equal (options->seed, "demo");

  return (is_demo ? ac_sandbox_seed_demo (state, options, error) : fill_empty (state, options, error)) &&
         add_taken_cloud_names (state, error) &&
         ac_sandbox_seed_bulk (state, options, error);
}

/* In one transaction, with the generator of the seeds in place of the state's. */
static gboolean
fill_database (AcSandboxState          *state,
               const AcSandboxOptions  *options,
               GError                 **error)
{
  g_autoptr(AcSandboxRandom) random = ac_sandbox_random_new_seeded (SEED);
  AcSandboxRandom *own = state->random;
  gboolean ok;

  if (!ac_sandbox_store_begin (state->store, error))
    return FALSE;

  state->random = random;
  ok = fill (state, options, error);
  state->random = own;
  if (ok)
    return ac_sandbox_store_commit (state->store, error);

  ac_sandbox_store_rollback (state->store);
  return FALSE;
}

static gboolean
ensure_key_of_role (AcSandboxState  *state,
                    const char      *role,
                    GError         **error)
{
  g_autofree char *now = ac_sandbox_time_now ();
  g_autofree char *name = g_strdup_printf ("Sandbox %s", role);
  const AcSandboxSeedKey key = { .name = name, .role = role, .enabled = TRUE, .created_at = now };
  gint64 count;

  if (!ac_sandbox_store_query_int (state->store, error, &count,
                                   "SELECT count (*) FROM account_keys WHERE role = ? AND enabled", "s", role))
    return FALSE;

  return count > 0 || ac_sandbox_seed_add_account_key (state, &key, error);
}

/**
 * ac_sandbox_seed_account:
 * @state: the program's state
 * @options: what a new account is
 * @error: return location for an error
 *
 * Fills an empty database. One that has an account keeps it as it is; the options for new accounts don't apply to it.
 *
 * Returns: whether there is an account now
 */
gboolean
ac_sandbox_seed_account (AcSandboxState          *state,
                         const AcSandboxOptions  *options,
                         GError                 **error)
{
  gint64 count;

  if (!ac_sandbox_store_query_int (state->store, error, &count, "SELECT count (*) FROM account", ""))
    return FALSE;
  if (count == 0 && !fill_database (state, options, error))
    return FALSE;

  return ensure_key_of_role (state, options->role, error);
}

/**
 * ac_sandbox_seed_get_url:
 * @state: the program's state, with an account
 * @role: the role that the URL's key has
 * @host: where the server listens
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the account URL; free it with secret_password_free()
 */
char *
ac_sandbox_seed_get_url (AcSandboxState  *state,
                         const char      *role,
                         const char      *host,
                         GError         **error)
{
  g_autoptr(AcSandboxRows) rows = NULL;
  g_autoptr(AcAccountUrl) url = NULL;

  /* The root key for as long as it is enabled, then the oldest one that is. */
  rows = ac_sandbox_store_query (state->store, error,
                                 "SELECT k.key, k.secret, a.id FROM account_keys k, account a WHERE k.role = ? AND k.enabled"
                                 " ORDER BY k.root DESC, k.seq LIMIT 1",
                                 "s", role);
  if (rows == NULL || !ac_sandbox_rows_next (rows, error))
    return NULL;

  url = ac_account_url_new (ac_sandbox_rows_get_text (rows, 0), ac_sandbox_rows_get_text (rows, 1),
                            ac_sandbox_rows_get_text (rows, 2), host, error);

  return url != NULL ? ac_account_url_format (url) : NULL;
}
