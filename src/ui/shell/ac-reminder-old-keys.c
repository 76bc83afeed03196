/* ac-reminder-old-keys.c: keys that crossed a threshold of age
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-reminders"

#include "config.h"

#include "ac-reminder.h"

#include "ac-account-settings.h"

typedef struct
{
  GPtrArray *found;  /* (element-type AcReminder) (owned) */
  GPtrArray *failed; /* (element-type AcCollection) (unowned) */
  GDateTime *now;    /* (owned) */
} Search;

static void
add (Search        *search,
     AcAccount     *account,
     AcEnvironment *environment,
     AcCollection  *keys,
     AcKeyAge       age,
     AcApiKey      *key,
     int            days)
{
  AcReminder *reminder = NULL;

  for (guint i = 0; i < search->found->len && reminder == NULL; i++)
    {
      AcReminder *candidate = g_ptr_array_index (search->found, i);

      if (candidate->collection == keys && candidate->age == age)
        reminder = candidate;
    }

  if (reminder == NULL)
    {
      reminder = ac_reminder_new (account, environment, keys, age);
      g_ptr_array_add (search->found, reminder);
    }
  ac_reminder_add_key (reminder, key, days);
}

static void
collect (Search        *search,
         AcAccount     *account,
         AcEnvironment *environment,
         AcCollection  *keys)
{
  g_autoptr(AcAccountSettings) settings = ac_account_settings_get (ac_account_get_id (account));
  guint n_keys = g_list_model_get_n_items (G_LIST_MODEL (keys));

  if (ac_collection_get_state (keys) != AC_COLLECTION_STATE_READY || g_ptr_array_find (search->failed, keys, NULL))
    return;

  for (guint i = 0; i < n_keys; i++)
    {
      g_autoptr(AcApiKey) key = g_list_model_get_item (G_LIST_MODEL (keys), i);
      int days = ac_api_key_get_age (key, search->now);
      AcKeyAge age = ac_key_age_from_days (days);

      if (ac_api_key_get_enabled (key) && age != AC_KEY_AGE_PLAIN &&
          ac_account_settings_get_reminded (settings, ac_api_key_get_api_key (key)) < age)
        add (search, account, environment, keys, age, key, days);
    }
}

static void
collect_of_account (Search    *search,
                    AcAccount *account)
{
  g_autoptr(GPtrArray) held = ac_environments_list_keys (ac_account_get_environments (account));

  if (ac_account_get_features (account) & AC_FEATURES_ACCOUNT_KEYS)
    collect (search, account, NULL, AC_COLLECTION (ac_account_get_account_keys (account)));

  for (guint i = 0; i < held->len; i++)
    {
      AcEnvironmentKeys *keys = g_ptr_array_index (held, i);

      collect (search, account, ac_environment_keys_get_environment (keys), AC_COLLECTION (keys));
    }
}

/**
 * ac_reminder_find_old_keys:
 * @accounts: (element-type AcAccount): accounts
 * @failed: (element-type AcCollection): where not to look
 * @now: seconds since 1970
 *
 * Looks at the keys that are loaded. What is worse goes first; what is left comes another day.
 *
 * Returns: (transfer full) (nullable): keys of one place that are too old, and that weren't told of yet
 */
AcReminder *
ac_reminder_find_old_keys (GList     *accounts,
                           GPtrArray *failed,
                           gint64     now)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) ac_reminder_free);
  g_autoptr(GDateTime) date_time = g_date_time_new_from_unix_utc (now);
  Search search = { found, failed, date_time };
  guint chosen = 0;

  for (GList *l = accounts; l != NULL; l = l->next)
    collect_of_account (&search, l->data);

  for (guint i = 1; i < found->len; i++)
    {
      AcReminder *reminder = g_ptr_array_index (found, i);
      AcReminder *best = g_ptr_array_index (found, chosen);

      if (reminder->age > best->age || (reminder->age == best->age && reminder->days > best->days))
        chosen = i;
    }
  return found->len > 0 ? g_ptr_array_steal_index_fast (found, chosen) : NULL;
}
