/* ac-sandbox-environments-edit.c: creating, changing and removing product environments
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ac-sandbox-access-keys.h"
#include "ac-sandbox-cloud-name.h"
#include "ac-sandbox-decisions.h"
#include "ac-sandbox-environments.h"
#include "ac-sandbox-request.h"
#include "ac-sandbox-time.h"

static gboolean
check_limit (AcSandboxState  *state,
             GError         **error)
{
  gint64 count, limit;

  if (!ac_sandbox_store_query_int (state->store, error, &count, "SELECT count (*) FROM environments", "") ||
      !ac_sandbox_store_query_int (state->store, error, &limit,
                                   "SELECT base_environments + additional_environments FROM account", ""))
    return FALSE;

  return count < limit ||
         ac_sandbox_refuse (error, AC_SANDBOX_ERROR_BAD_REQUEST, AC_SANDBOX_TEXT_MAX_ENVIRONMENTS, (guint) limit);
}

static gboolean
check_base (AcSandboxState  *state,
            const char      *base_id,
            GError         **error)
{
  gint64 count;

  if (base_id == NULL)
    return TRUE;
  if (!ac_sandbox_store_query_int (state->store, error, &count, "SELECT count (*) FROM environments WHERE id = ?", "s", base_id))
    return FALSE;

  return count > 0 ||
         ac_sandbox_refuse (error, AC_SANDBOX_ERROR_BAD_REQUEST, AC_SANDBOX_TEXT_NO_BASE, base_id);
}

/* `{}` is the same as none. */
static const char *
attributes_or_null (const char *json)
{
  return json == NULL || g_str_equal (json, "{}") ? NULL : json;
}

/* What a base gives: folder mode, storage location, Support's options. Not its attributes, keys or assets. */
static gboolean
copy_base (AcSandboxState  *state,
           const char      *id,
           const char      *base_id,
           GError         **error)
{
  return base_id == NULL ||
         ac_sandbox_store_run (state->store, error,
                               "UPDATE environments SET (folder_mode, storage_location, support_options) ="
                               " (SELECT folder_mode, storage_location, support_options FROM environments WHERE id = ?) WHERE id = ?",
                               "ss", base_id, id);
}

/**
 * ac_sandbox_environments_create:
 * @state: the program's state
 * @environment: what the new one is; its texts have been checked
 * @id: (out) (transfer full): the new one's id
 * @error: return location for a refusal: its cloud name, its base, the account's limit
 *
 * Makes the environment and its root access key.
 *
 * Returns: whether it was made
 */
gboolean
ac_sandbox_environments_create (AcSandboxState                 *state,
                                const AcSandboxNewEnvironment  *environment,
                                char                          **id,
                                GError                        **error)
{
  g_autofree char *now = ac_sandbox_time_now ();
  g_autofree char *cloud_name = NULL;
  g_autofree char *new_id = NULL;

  if (!check_base (state, environment->base_id, error) || !check_limit (state, error))
    return FALSE;

  cloud_name = environment->cloud_name != NULL
                   ? ac_sandbox_cloud_name_claim (state, environment->cloud_name, NULL, error)
                   : ac_sandbox_cloud_name_generate (state, environment->name, error);
  if (cloud_name == NULL)
    return FALSE;
  new_id = ac_sandbox_state_make_id (state, "SELECT count (*) FROM environments WHERE id = ?", error);
  if (new_id == NULL)
    return FALSE;
  if (!ac_sandbox_store_run (state->store, error,
                             "INSERT INTO environments (id, name, cloud_name, enabled, description, folder_mode, custom_attributes,"
                             " created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                             "sssisssss",
                             new_id, environment->name, cloud_name, (gint64) environment->enabled,
                             environment->description != NULL ? environment->description : "",
                             environment->folder_mode != NULL ? environment->folder_mode : "dynamic",
                             attributes_or_null (environment->custom_attributes), now, now) ||
      !copy_base (state, new_id, environment->base_id, error) ||
      !ac_sandbox_access_keys_create_root (state, new_id, now, error))
    return FALSE;

  *id = g_steal_pointer (&new_id);
  return TRUE;
}

/* Fewer than 1000 assets: else the answer is @text. */
static gboolean
check_assets (AcSandboxState  *state,
              const char      *id,
              const char      *text,
              GError         **error)
{
  gint64 assets;

  if (!ac_sandbox_store_query_int (state->store, error, &assets, "SELECT asset_count FROM environments WHERE id = ?", "s", id))
    return FALSE;

  return assets < AC_SANDBOX_MANY_ASSETS ||
         ac_sandbox_refuse (error, AC_SANDBOX_ERROR_BAD_REQUEST, "%s", text);
}

static gboolean
rename_cloud (AcSandboxState  *state,
              const char      *id,
              const char      *cloud_name,
              GError         **error)
{
  g_autofree char *claimed = NULL;
  gint64 same;

  /* Its own name again is no change: an SDK may send the whole object back. */
  if (!ac_sandbox_store_query_int (state->store, error, &same,
                                   "SELECT count (*) FROM environments WHERE id = ? AND cloud_name = ? COLLATE BINARY", "ss", id, cloud_name))
    return FALSE;
  if (same > 0)
    return TRUE;

  claimed = ac_sandbox_cloud_name_claim (state, cloud_name, id, error);

  return claimed != NULL &&
         check_assets (state, id, AC_SANDBOX_TEXT_RENAME_ASSETS, error) &&
         ac_sandbox_store_run (state->store, error, "UPDATE environments SET cloud_name = ? WHERE id = ?", "ss", claimed, id);
}

/**
 * ac_sandbox_environments_change:
 * @state: the program's state
 * @id: which environment
 * @change: what becomes of it; its texts have been checked
 * @error: return location for a refusal: there is none, its cloud name, its assets
 *
 * Returns: whether it was changed
 */
gboolean
ac_sandbox_environments_change (AcSandboxState                    *state,
                                const char                        *id,
                                const AcSandboxEnvironmentChange  *change,
                                GError                           **error)
{
  g_autofree char *now = ac_sandbox_time_now ();

  if (!ac_sandbox_environments_check (state, id, error))
    return FALSE;
  if (change->cloud_name != NULL && !rename_cloud (state, id, change->cloud_name, error))
    return FALSE;
  if (change->custom_attributes != NULL &&
      !ac_sandbox_store_run (state->store, error, "UPDATE environments SET custom_attributes = ? WHERE id = ?", "ss",
                             attributes_or_null (change->custom_attributes), id))
    return FALSE;

  return ac_sandbox_store_run (state->store, error,
                               "UPDATE environments SET name = ifnull (?, name), description = ifnull (?, description),"
                               " enabled = iif (?3 < 0, enabled, ?3), updated_at = ? WHERE id = ?",
                               "ssiss", change->name, change->description, (gint64) change->enabled, now, id);
}

/* What has been used is billed, whatever becomes of the environment. */
static gboolean
keep_usage (AcSandboxState  *state,
            const char      *id,
            GError         **error)
{
  return ac_sandbox_store_run (state->store, error,
                               "INSERT INTO past_usage_days (environment_seq, cloud_name, day, storage_image, storage_video, storage_raw,"
                               " transformations_image, transformations_video, bandwidth_image, bandwidth_video, bandwidth_raw,"
                               " image_impressions, video_seconds)"
                               " SELECT e.seq, e.cloud_name, u.day, u.storage_image, u.storage_video, u.storage_raw,"
                               " u.transformations_image, u.transformations_video, u.bandwidth_image, u.bandwidth_video, u.bandwidth_raw,"
                               " u.image_impressions, u.video_seconds"
                               " FROM usage_days u JOIN environments e ON e.id = u.environment_id WHERE e.id = ?",
                               "s", id);
}

/**
 * ac_sandbox_environments_remove:
 * @state: the program's state
 * @id: which environment
 * @error: return location for a refusal: there is none, it has many assets, it is the last one
 *
 * Removes it with all that belongs to it. The account's billing usage keeps what it used.
 *
 * Returns: whether it was removed
 */
gboolean
ac_sandbox_environments_remove (AcSandboxState  *state,
                                const char      *id,
                                GError         **error)
{
  gint64 count;

  if (!ac_sandbox_environments_check (state, id, error) ||
      !check_assets (state, id, AC_SANDBOX_TEXT_DELETE_ASSETS, error) ||
      !ac_sandbox_store_query_int (state->store, error, &count, "SELECT count (*) FROM environments", ""))
    return FALSE;
  if (count == 1)
    return ac_sandbox_refuse (error, AC_SANDBOX_ERROR_BAD_REQUEST, AC_SANDBOX_TEXT_DELETE_LAST);

  return keep_usage (state, id, error) &&
         ac_sandbox_store_run (state->store, error, "DELETE FROM environments WHERE id = ?", "s", id);
}
