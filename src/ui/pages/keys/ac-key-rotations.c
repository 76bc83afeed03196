/* ac-key-rotations.c: what rotations mean for keys
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-key-rotations"

#include "config.h"

#include "ac-key-rotations.h"

#include <glib/gi18n.h>

#include "ac-connection-keys.h"
#include "ac-environment-keys.h"
#include "ac-messages.h"

/* For so long a disabled key can be enabled again from its row (ui.md 6). */
#define RECENT (7 * G_TIME_SPAN_DAY)
/* After that long nobody asks any more by what a key was replaced. */
#define FORGOTTEN (90 * G_TIME_SPAN_DAY)

/* (nullable): of whom the keys are */
static const char *
get_environment_id (AcApiKeys *keys)
{
  if (!AC_IS_ENVIRONMENT_KEYS (keys))
    return NULL;

  return ac_environment_get_id (ac_environment_keys_get_environment (AC_ENVIRONMENT_KEYS (keys)));
}

static gboolean
is_of (AcRotation *rotation,
       const char *environment_id)
{
  return g_strcmp0 (ac_rotation_get_environment_id (rotation), environment_id) == 0;
}

static gboolean
is_past (GDateTime *time,
         GTimeSpan  distance)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  return time != NULL && g_date_time_difference (now, time) >= distance;
}

/**
 * ac_key_rotations_find:
 * @rotations: the rotations of the account
 * @keys: where the key is from
 * @key: a key
 *
 * Returns: (transfer none) (nullable): the rotation by which @key is being replaced, else the last one by which it was
 */
AcRotation *
ac_key_rotations_find (AcRotations *rotations,
                       AcApiKeys   *keys,
                       AcApiKey    *key)
{
  const char *environment_id = get_environment_id (keys);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (rotations));
  AcRotation *found = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(AcRotation) rotation = g_list_model_get_item (G_LIST_MODEL (rotations), i);

      if (is_of (rotation, environment_id) &&
          g_str_equal (ac_rotation_get_old_key (rotation), ac_api_key_get_api_key (key)) &&
          (found == NULL || !ac_key_rotations_is_open (found)))
        found = rotation;
    }

  return found;
}

/**
 * ac_key_rotations_is_open:
 * @rotation: (nullable): a rotation
 *
 * Returns: whether something is still to be done in it
 */
gboolean
ac_key_rotations_is_open (AcRotation *rotation)
{
  return rotation != NULL && ac_rotation_get_step (rotation) < AC_ROTATION_STEP_DONE;
}

/**
 * ac_key_rotations_format_badge:
 * @rotation: an open rotation
 *
 * Returns: (transfer full): how far it is
 */
char *
ac_key_rotations_format_badge (AcRotation *rotation)
{
  /* Translators: a badge: a key is being replaced by another */
  return g_strdup_printf (_("Rotating, step %d of %d"), (int) ac_rotation_get_step (rotation) + 1,
                          (int) AC_ROTATION_STEP_DONE);
}

/**
 * ac_key_rotations_is_recent:
 * @rotation: a rotation
 *
 * Returns: whether its old key was disabled within the last week
 */
gboolean
ac_key_rotations_is_recent (AcRotation *rotation)
{
  GDateTime *disabled_at = ac_rotation_get_disabled_at (rotation);

  return disabled_at != NULL && !is_past (disabled_at, RECENT);
}

/**
 * ac_key_rotations_is_to_delete:
 * @rotation: a rotation
 *
 * Returns: whether somebody wanted to be reminded to delete the old key, and it is time
 */
gboolean
ac_key_rotations_is_to_delete (AcRotation *rotation)
{
  return is_past (ac_rotation_get_delete_reminder_at (rotation), 0);
}

/* Without the new key the assistant is at its beginning again. */
static void
take_back (AcRotation *rotation)
{
  ac_rotation_set_new_key (rotation, NULL);
  ac_rotation_set_create_sent_at (rotation, NULL);
  ac_rotation_set_handed_over (rotation, FALSE);
  ac_rotation_set_step (rotation, AC_ROTATION_STEP_CREATE);
}

static gboolean
is_obsolete (AcRotation   *rotation,
             AcCollection *keys)
{
  /* Where this computer's own keys are all that is known, it may have forgotten the old one meanwhile. */
  if (!AC_IS_CONNECTION_KEYS (keys) && ac_collection_lookup (keys, ac_rotation_get_old_key (rotation)) == NULL)
    return TRUE;

  return !ac_key_rotations_is_open (rotation) && ac_rotation_get_delete_reminder_at (rotation) == NULL &&
         is_past (ac_rotation_get_disabled_at (rotation), FORGOTTEN);
}

/**
 * ac_key_rotations_reconcile:
 * @rotations: the rotations of the account, loaded
 * @keys: keys, loaded
 *
 * What was kept may be days old. A rotation whose old key is gone has nothing left to do. When the new key is gone, another
 * one has to be made.
 */
void
ac_key_rotations_reconcile (AcRotations *rotations,
                            AcApiKeys   *keys)
{
  AcCollection *collection = AC_COLLECTION (keys);
  const char *environment_id = get_environment_id (keys);

  if (!ac_rotations_get_loaded (rotations) || ac_collection_get_state (collection) != AC_COLLECTION_STATE_READY)
    return;

  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (rotations)); i > 0; i--)
    {
      g_autoptr(AcRotation) rotation = g_list_model_get_item (G_LIST_MODEL (rotations), i - 1);
      const char *new_key = ac_rotation_get_new_key (rotation);

      if (!is_of (rotation, environment_id))
        continue;
      if (is_obsolete (rotation, collection))
        ac_rotations_remove (rotations, rotation);
      else if (ac_key_rotations_is_open (rotation) && new_key != NULL && ac_collection_lookup (collection, new_key) == NULL)
        take_back (rotation);
    }
}

typedef struct
{
  AcPage *page;
  AcApiKeys *keys;
} Loading;

/* The page holds the rotations: as long as no key is shown nobody else does. */
static void
on_keys_state_cb (AcPage     *page,
                  GParamSpec *pspec,
                  AcApiKeys  *keys)
{
  ac_key_rotations_reconcile (g_object_get_data (G_OBJECT (page), "rotations"), keys);
}

static void
on_loaded_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Loading *loading = user_data;
  g_autoptr(AcPage) page = loading->page;
  g_autoptr(AcApiKeys) keys = loading->keys;
  g_autoptr(GError) error = NULL;
  g_autofree char *sentence = NULL;

  g_free (loading);
  if (!ac_rotations_load_finish (AC_ROTATIONS (source), result, &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;
      sentence = ac_message_for_error (error);
      ac_page_toast (page, sentence);
    }

  ac_key_rotations_reconcile (AC_ROTATIONS (source), keys);
}

/**
 * ac_key_rotations_load:
 * @page: a page of the account
 * @keys: keys that the page shows
 *
 * Loads what is kept about rotations, unless it is there, and reconciles it with @keys, now and whenever they are loaded. A toast of
 * @page says why it can't be read.
 */
void
ac_key_rotations_load (AcPage    *page,
                       AcApiKeys *keys)
{
  g_autoptr(AcRotations) rotations = NULL;
  Loading *loading;

  g_return_if_fail (AC_IS_PAGE (page));
  g_return_if_fail (AC_IS_API_KEYS (keys));

  rotations = ac_rotations_get (ac_account_get_id (ac_page_get_account (page)));
  g_object_set_data_full (G_OBJECT (page), "rotations", g_object_ref (rotations), g_object_unref);
  g_signal_handlers_disconnect_by_func (keys, on_keys_state_cb, page);
  g_signal_connect_object (keys, "notify::state", G_CALLBACK (on_keys_state_cb), page, G_CONNECT_SWAPPED);

  loading = g_new0 (Loading, 1);
  loading->page = g_object_ref (page);
  loading->keys = g_object_ref (keys);
  ac_rotations_load_async (rotations, ac_page_get_cancellable (page), on_loaded_cb, loading);
}
