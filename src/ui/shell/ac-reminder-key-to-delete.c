/* ac-reminder-key-to-delete.c: a key that was replaced, and that somebody wanted to be reminded to delete
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-reminders"

#include "config.h"

#include "ac-reminder.h"

#include "ac-account-settings.h"
#include "ac-rotations.h"

#define DAY (24 * 60 * 60)

static gboolean
is_due (AcRotation *rotation,
        gint64      now)
{
  GDateTime *delete_at = ac_rotation_get_delete_reminder_at (rotation);

  return ac_rotation_get_step (rotation) == AC_ROTATION_STEP_DONE && ac_rotation_get_environment_id (rotation) != NULL &&
         ac_rotation_get_disabled_at (rotation) != NULL && delete_at != NULL && g_date_time_to_unix (delete_at) <= now;
}

/* Until the keys are loaded it has none: whether the key is still there, and disabled, is seen then. (transfer full) (nullable) */
static AcReminder *
create_reminder (AcAccount  *account,
                 AcRotation *rotation,
                 GPtrArray  *failed,
                 gint64      now)
{
  AcEnvironments *environments = ac_account_get_environments (account);
  AcEnvironment *environment = ac_collection_lookup (AC_COLLECTION (environments), ac_rotation_get_environment_id (rotation));
  gint64 seconds = now - g_date_time_to_unix (ac_rotation_get_disabled_at (rotation));
  g_autoptr(AcCollection) keys = NULL;
  g_autoptr(AcReminder) reminder = NULL;
  AcApiKey *key;

  if (environment == NULL)
    return NULL;

  keys = AC_COLLECTION (ac_environments_get_keys (environments, environment));
  if (g_ptr_array_find (failed, keys, NULL))
    return NULL;

  reminder = ac_reminder_new (account, environment, keys, AC_KEY_AGE_PLAIN);
  if (ac_collection_get_state (keys) != AC_COLLECTION_STATE_READY)
    return g_steal_pointer (&reminder);

  key = ac_collection_lookup (keys, ac_rotation_get_old_key (rotation));
  if (key == NULL || ac_api_key_get_enabled (key))
    return NULL;

  ac_reminder_add_key (reminder, key, (int) MAX (seconds / DAY, 0));

  return g_steal_pointer (&reminder);
}

static AcReminder *
find_of_account (AcAccount *account,
                 GPtrArray *failed,
                 gint64     now)
{
  const char *account_id = ac_account_get_id (account);
  g_autoptr(AcAccountSettings) settings = ac_account_settings_get (account_id);
  g_autoptr(AcRotations) rotations = ac_rotations_get (account_id);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (rotations));
  AcReminder *reminder = NULL;

  if (!ac_rotations_get_loaded (rotations) ||
      ac_permissions_get_access (ac_account_get_permissions (account), AC_SUBJECT_ENVIRONMENT_SETTINGS) < AC_ACCESS_VIEW)
    return NULL;

  for (guint i = 0; i < n && reminder == NULL; i++)
    {
      g_autoptr(AcRotation) rotation = g_list_model_get_item (G_LIST_MODEL (rotations), i);

      if (is_due (rotation, now) &&
          !ac_account_settings_get_told_to_delete (settings, ac_rotation_get_old_key (rotation)))
        reminder = create_reminder (account, rotation, failed, now);
    }

  return reminder;
}

/**
 * ac_reminder_find_key_to_delete:
 * @accounts: (element-type AcAccount): accounts
 * @failed: (element-type AcCollection): where not to look
 * @now: seconds since 1970
 *
 * Looks at the rotations and environments that are loaded. One key goes first, the next one comes another day.
 *
 * Returns: (transfer full) (nullable): a key that it is time to delete, and that wasn't told of yet; or without the key
 * the collection that is to be loaded to know
 */
AcReminder *
ac_reminder_find_key_to_delete (GList     *accounts,
                                GPtrArray *failed,
                                gint64     now)
{
  AcReminder *reminder = NULL;

  for (GList *l = accounts; l != NULL && reminder == NULL; l = l->next)
    reminder = find_of_account (l->data, failed, now);

  return reminder;
}
