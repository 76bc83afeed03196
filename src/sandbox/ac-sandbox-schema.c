/* ac-sandbox-schema.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-sandbox-decisions.h"
#include "ac-sandbox-schema.h"

/* Times are text in the API's own form, which sorts. fold () is g_utf8_casefold(): see ac-sandbox-store.c.
 * seq is the order of creation. Text that somebody else gives is only ever bound, never part of a statement. */

static const char version_1[] =
  "CREATE TABLE account ("
  "  id TEXT NOT NULL PRIMARY KEY,"
  "  name TEXT NOT NULL,"
  "  plan TEXT NOT NULL,"
  "  subscribed_through TEXT NOT NULL,"
  "  permissions TEXT NOT NULL,"
  "  base_environments INTEGER NOT NULL,"
  "  additional_environments INTEGER NOT NULL DEFAULT 0,"
  "  created_at TEXT NOT NULL);"

  "CREATE TABLE account_keys ("
  "  seq INTEGER PRIMARY KEY,"
  "  key TEXT NOT NULL UNIQUE,"
  "  secret TEXT NOT NULL,"
  "  name TEXT NOT NULL,"
  "  role TEXT NOT NULL,"
  "  enabled INTEGER NOT NULL DEFAULT 1,"
  "  root INTEGER NOT NULL DEFAULT 0,"
  "  created_at TEXT NOT NULL,"
  "  updated_at TEXT NOT NULL);"

  "CREATE TABLE environments ("
  "  seq INTEGER PRIMARY KEY,"
  "  id TEXT NOT NULL UNIQUE,"
  "  name TEXT NOT NULL,"
  "  cloud_name TEXT NOT NULL COLLATE NOCASE UNIQUE,"
  "  enabled INTEGER NOT NULL DEFAULT 1,"
  "  description TEXT NOT NULL DEFAULT '',"
  "  folder_mode TEXT NOT NULL DEFAULT 'dynamic',"
  "  storage_location TEXT NOT NULL DEFAULT 'us',"
  "  support_options INTEGER NOT NULL DEFAULT 0,"
  "  asset_count INTEGER NOT NULL DEFAULT 0,"
  "  custom_attributes TEXT,"
  "  created_at TEXT NOT NULL,"
  "  updated_at TEXT NOT NULL);"

  "CREATE TABLE access_keys ("
  "  seq INTEGER PRIMARY KEY,"
  "  environment_id TEXT NOT NULL REFERENCES environments (id) ON DELETE CASCADE,"
  "  api_key TEXT NOT NULL UNIQUE,"
  "  api_secret TEXT NOT NULL,"
  "  name TEXT NOT NULL,"
  "  enabled INTEGER NOT NULL DEFAULT 1,"
  "  root INTEGER NOT NULL DEFAULT 0,"
  "  dedicated_for TEXT,"
  "  created_at TEXT NOT NULL,"
  "  updated_at TEXT NOT NULL,"
  "  UNIQUE (environment_id, name));"
  /* In the order of creation within an environment, as the answers have them. */
  "CREATE INDEX access_keys_of ON access_keys (environment_id, seq);"

  /* Cloud names of other accounts than this one: they can't be had. */
  "CREATE TABLE taken_cloud_names (cloud_name TEXT NOT NULL COLLATE NOCASE PRIMARY KEY) WITHOUT ROWID;"

  /* What an environment used on one day (yyyy-mm-dd). storage_* is the level at the day's end in bytes, bandwidth_*
   * is bytes, the rest are counts. The Admin API's usage and the account's billing usage are both sums of these. */
  "CREATE TABLE usage_days ("
  "  environment_id TEXT NOT NULL REFERENCES environments (id) ON DELETE CASCADE,"
  "  day TEXT NOT NULL,"
  "  storage_image INTEGER NOT NULL DEFAULT 0,"
  "  storage_video INTEGER NOT NULL DEFAULT 0,"
  "  storage_raw INTEGER NOT NULL DEFAULT 0,"
  "  transformations_image INTEGER NOT NULL DEFAULT 0,"
  "  transformations_video INTEGER NOT NULL DEFAULT 0,"
  "  bandwidth_image INTEGER NOT NULL DEFAULT 0,"
  "  bandwidth_video INTEGER NOT NULL DEFAULT 0,"
  "  bandwidth_raw INTEGER NOT NULL DEFAULT 0,"
  "  image_impressions INTEGER NOT NULL DEFAULT 0,"
  "  video_seconds INTEGER NOT NULL DEFAULT 0,"
  "  requests INTEGER NOT NULL DEFAULT 0,"
  "  PRIMARY KEY (environment_id, day)) WITHOUT ROWID;";

static const char version_2[] =
  "ALTER TABLE account ADD COLUMN base_users INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE account ADD COLUMN additional_users INTEGER NOT NULL DEFAULT 0;"

  /* providers and email_preferences are JSON. */
  "CREATE TABLE users ("
  "  seq INTEGER PRIMARY KEY,"
  "  id TEXT NOT NULL UNIQUE,"
  "  name TEXT NOT NULL,"
  "  first_name TEXT NOT NULL,"
  "  last_name TEXT NOT NULL,"
  "  role TEXT NOT NULL,"
  "  email TEXT NOT NULL COLLATE NOCASE UNIQUE,"
  "  pending INTEGER NOT NULL DEFAULT 0,"
  "  enabled INTEGER NOT NULL DEFAULT 1,"
  "  all_environments INTEGER NOT NULL DEFAULT 1,"
  "  root INTEGER NOT NULL DEFAULT 0,"
  "  two_factor INTEGER NOT NULL DEFAULT 0,"
  "  providers TEXT NOT NULL DEFAULT '[]',"
  "  email_preferences TEXT NOT NULL DEFAULT '" AC_SANDBOX_EMAIL_PREFERENCES "',"
  "  created_at TEXT NOT NULL,"
  "  updated_at TEXT NOT NULL,"
  "  last_login TEXT);"

  /* The environments of users who don't have all of them, in the order that they were given in. */
  "CREATE TABLE user_environments ("
  "  seq INTEGER PRIMARY KEY,"
  "  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,"
  "  environment_id TEXT NOT NULL REFERENCES environments (id) ON DELETE CASCADE,"
  "  UNIQUE (user_id, environment_id));"
  "CREATE INDEX user_environments_by_environment ON user_environments (environment_id);"

  "CREATE TABLE user_groups ("
  "  seq INTEGER PRIMARY KEY,"
  "  id TEXT NOT NULL UNIQUE,"
  "  name TEXT NOT NULL,"
  "  created_at TEXT NOT NULL,"
  "  updated_at TEXT NOT NULL);"

  "CREATE TABLE group_members ("
  "  seq INTEGER PRIMARY KEY,"
  "  group_id TEXT NOT NULL REFERENCES user_groups (id) ON DELETE CASCADE,"
  "  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,"
  "  UNIQUE (group_id, user_id));"
  "CREATE INDEX group_members_by_user ON group_members (user_id);"

  /* Addresses of users of other accounts than this one: they can't be had. */
  "CREATE TABLE taken_emails (email TEXT NOT NULL COLLATE NOCASE PRIMARY KEY) WITHOUT ROWID;"

  /* Which plan the account paid for when; to_day is NULL for the running one. */
  "CREATE TABLE subscriptions ("
  "  seq INTEGER PRIMARY KEY,"
  "  plan_name TEXT NOT NULL,"
  "  credits INTEGER NOT NULL,"
  "  annual INTEGER NOT NULL,"
  "  counts_impressions INTEGER NOT NULL,"
  "  from_day TEXT NOT NULL,"
  "  to_day TEXT);"
  "CREATE INDEX usage_days_by_day ON usage_days (day);";

/* What environments used that are no more: it has been billed. environment_seq keeps their order. */
static const char version_3[] =
  "CREATE TABLE past_usage_days ("
  "  environment_seq INTEGER NOT NULL,"
  "  cloud_name TEXT NOT NULL,"
  "  day TEXT NOT NULL,"
  "  storage_image INTEGER NOT NULL,"
  "  storage_video INTEGER NOT NULL,"
  "  storage_raw INTEGER NOT NULL,"
  "  transformations_image INTEGER NOT NULL,"
  "  transformations_video INTEGER NOT NULL,"
  "  bandwidth_image INTEGER NOT NULL,"
  "  bandwidth_video INTEGER NOT NULL,"
  "  bandwidth_raw INTEGER NOT NULL,"
  "  image_impressions INTEGER NOT NULL,"
  "  video_seconds INTEGER NOT NULL);"
  "CREATE INDEX past_usage_days_by_day ON past_usage_days (day);";

const char *const ac_sandbox_schema_steps[] = {
  version_1,
  version_2,
  version_3,
  NULL,
};
