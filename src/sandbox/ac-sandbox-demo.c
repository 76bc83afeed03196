/* ac-sandbox-demo.c: writing the demo account
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-sandbox-demo-data.h"
#include "ac-sandbox-seed-private.h"
#include "ac-sandbox-time.h"

#define DAY_SECONDS (24 * 60 * 60)

/* Of the account's creator, as the picture of My Profile shows them. */
#define CREATOR_PREFERENCES \
  "{\"monthly_usage_report\":true,\"usage_alert\":true,\"usage_alert_percent\":80,\"product_news\":false}"

/* Addresses that belong to other accounts. */
static const char *const taken_emails[] = { "noor@example.org", "taken@example.org", NULL };

/* A time on @day within office hours, by the generator of the seed. */
static char *
draw_time (AcSandboxState *state,
           const char     *day)
{
  guint hour = 7 + ac_sandbox_random_below (state->random, 10);
  guint minute = ac_sandbox_random_below (state->random, 60);
  guint second = ac_sandbox_random_below (state->random, 60);

  return g_strdup_printf ("%sT%02u:%02u:%02uZ", day, hour, minute, second);
}

/* With an add-on where the plan has one to buy; else the account has an agreement of its own. */
static gboolean
add_account (AcSandboxState          *state,
             const AcSandboxOptions  *options,
             GError                 **error)
{
  const AcSandboxPlan *plan = ac_sandbox_plan_find (options->plan);
  gboolean has_add_on = plan->paid && !plan->enterprise && g_str_equal (options->subscribed_through, "direct");
  g_autofree char *created_at = draw_time (state, AC_SANDBOX_DEMO_ACCOUNT_DAY);
  AcSandboxSeedAccount account = {
    .id = AC_SANDBOX_DEMO_ACCOUNT_ID,
    .name = AC_SANDBOX_DEMO_ACCOUNT_NAME,
    .base_environments = plan->environments,
    .base_users = plan->users,
    .additional_users = MAX (0, AC_SANDBOX_DEMO_SEATS - (int) plan->users),
    .created_at = created_at,
  };

  if (has_add_on)
    account.additional_environments = AC_SANDBOX_DEMO_ADDITIONAL;
  else
    account.base_environments = MAX (account.base_environments, AC_SANDBOX_DEMO_ENVIRONMENTS);

  return ac_sandbox_seed_add_account (state, options, &account, error);
}

static gboolean
add_account_keys (AcSandboxState  *state,
                  GError         **error)
{
  for (guint i = 0; i < ac_sandbox_demo_n_account_keys; i++)
    {
      const AcSandboxDemoAccountKey *row = &ac_sandbox_demo_account_keys[i];
      g_autofree char *created_at = draw_time (state, row->day);
      const AcSandboxSeedKey key = {
        .name = row->name,
        .key = row->key,
        .role = ac_sandbox_role_names[row->role],
        .enabled = row->enabled,
        .root = row->root,
        .created_at = created_at,
      };

      if (!ac_sandbox_seed_add_account_key (state, &key, error))
        return FALSE;
    }

  return TRUE;
}

/* Returns their ids, by AcSandboxDemoEnvironmentIndex. */
static GStrv
add_environments (AcSandboxState  *state,
                  GError         **error)
{
  g_autoptr(GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < AC_SANDBOX_DEMO_N_ENVIRONMENTS; i++)
    {
      const AcSandboxDemoEnvironment *row = &ac_sandbox_demo_environments[i];
      g_autofree char *drawn = ac_sandbox_random_hex (state->random, 30);
      g_autofree char *created_at = draw_time (state, row->day);
      const char *id = row->id != NULL ? row->id : drawn;

      if (!ac_sandbox_store_run (state->store, error,
                                 "INSERT INTO environments (id, name, cloud_name, enabled, description, folder_mode, storage_location,"
                                 " support_options, asset_count, custom_attributes, created_at, updated_at)"
                                 " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                 "sssisssiisss", id, row->name, row->cloud_name, (gint64) row->enabled, row->description,
                                 row->folder_mode, row->storage_location, (gint64) row->support_options, (gint64) row->assets,
                                 row->attributes, created_at, created_at))
        return NULL;
      g_strv_builder_add (ids, id);
    }

  return g_strv_builder_end (ids);
}

static gboolean
add_access_keys (AcSandboxState  *state,
                 GStrv            environment_ids,
                 GError         **error)
{
  for (guint i = 0; i < ac_sandbox_demo_n_keys; i++)
    {
      const AcSandboxDemoKey *row = &ac_sandbox_demo_keys[i];
      g_autofree char *created_at = draw_time (state, row->day);
      const AcSandboxSeedKey key = {
        .name = row->name,
        .key = row->key,
        .environment_id = environment_ids[row->environment],
        .dedicated_for = row->dedicated_for,
        .enabled = row->enabled,
        .root = row->root,
        .created_at = created_at,
      };

      if (!ac_sandbox_seed_add_access_key (state, &key, error))
        return FALSE;
    }

  return TRUE;
}

static GStrv
add_groups (AcSandboxState  *state,
            GError         **error)
{
  g_autoptr(GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < ac_sandbox_demo_n_groups; i++)
    {
      g_autofree char *id = ac_sandbox_random_hex (state->random, 30);
      g_autofree char *created_at = draw_time (state, ac_sandbox_demo_groups[i].day);

      if (!ac_sandbox_seed_add_group (state, id, ac_sandbox_demo_groups[i].name, created_at, error))
        return NULL;
      g_strv_builder_add (ids, id);
    }

  return g_strv_builder_end (ids);
}

/* Some minutes before this time of day, so that nobody was here in the future. */
static char *
format_login (const AcSandboxDemoUser *row,
              guint                    index)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  if (row->login < 0)
    return NULL;

  return ac_sandbox_time_format (now - (gint64) row->login * DAY_SECONDS - 60 * (index % 7) - index);
}

static const char *
get_providers (const AcSandboxDemoUser *row)
{
  if (row->state & AC_SANDBOX_DEMO_GOOGLE)
    return "[\"google\"]";

  return row->state & AC_SANDBOX_DEMO_GITHUB ? "[\"github\"]" : "[]";
}

static gboolean
add_user (AcSandboxState           *state,
          const AcSandboxDemoUser  *row,
          const char               *id,
          const char               *last_login,
          GError                  **error)
{
  g_autofree char *email = g_strconcat (row->mailbox, "@example.org", NULL);
  g_autofree char *created_at = draw_time (state, row->day);
  const AcSandboxSeedUser user = {
    .id = id,
    .name = row->name,
    .email = email,
    .role = ac_sandbox_role_names[row->role],
    .pending = (row->state & AC_SANDBOX_DEMO_PENDING) != 0,
    .enabled = (row->state & AC_SANDBOX_DEMO_DISABLED) == 0,
    .all_environments = row->environments == 0,
    .root = (row->state & AC_SANDBOX_DEMO_ROOT) != 0,
    .two_factor = (row->state & AC_SANDBOX_DEMO_TWO_FACTOR) != 0,
    .providers = get_providers (row),
    .email_preferences = row->state & AC_SANDBOX_DEMO_ROOT ? CREATOR_PREFERENCES : NULL,
    .created_at = created_at,
    .last_login = last_login,
  };

  return ac_sandbox_seed_add_user (state, &user, error);
}

static gboolean
add_users (AcSandboxState  *state,
           GStrv            environment_ids,
           GStrv            group_ids,
           GError         **error)
{
  for (guint i = 0; i < ac_sandbox_demo_n_users; i++)
    {
      const AcSandboxDemoUser *row = &ac_sandbox_demo_users[i];
      g_autofree char *id = ac_sandbox_random_hex (state->random, 30);
      g_autofree char *last_login = format_login (row, i);

      if (!add_user (state, row, id, last_login, error))
        return FALSE;
      for (guint j = 0; environment_ids[j] != NULL; j++)
        if ((row->environments & (1 << j)) != 0 && !ac_sandbox_seed_add_access (state, id, environment_ids[j], error))
          return FALSE;
      for (guint j = 0; group_ids[j] != NULL; j++)
        if ((row->groups & (1 << j)) != 0 && !ac_sandbox_seed_add_member (state, group_ids[j], id, error))
          return FALSE;
    }

  return TRUE;
}

static gboolean
add_taken_emails (AcSandboxState  *state,
                  GError         **error)
{
  for (guint i = 0; taken_emails[i] != NULL; i++)
    if (!ac_sandbox_store_run (state->store, error, "INSERT INTO taken_emails (email) VALUES (?)", "s", taken_emails[i]))
      return FALSE;

  return TRUE;
}

/**
 * ac_sandbox_seed_demo:
 * @state: the program's state
 * @options: what the command line says about the account
 * @error: return location for an error
 *
 * Writes Halden Outfitters. Ids, keys, secrets and the dates of creation are the same at each start; logins and
 * usage end with today.
 *
 * Returns: whether it was written
 */
gboolean
ac_sandbox_seed_demo (AcSandboxState          *state,
                      const AcSandboxOptions  *options,
                      GError                 **error)
{
  g_auto(GStrv) environment_ids = NULL;
  g_auto(GStrv) group_ids = NULL;

  if (!add_account (state, options, error) || !add_account_keys (state, error))
    return FALSE;
  environment_ids = add_environments (state, error);
  if (environment_ids == NULL || !add_access_keys (state, environment_ids, error))
    return FALSE;
  group_ids = add_groups (state, error);

  return group_ids != NULL &&
         add_users (state, environment_ids, group_ids, error) &&
         add_taken_emails (state, error) &&
         ac_sandbox_seed_demo_usage (state, (const char *const *) environment_ids, options, error);
}
