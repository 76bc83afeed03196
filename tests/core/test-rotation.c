/* test-rotation.c: one rotation and its places
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-core-enums.h"
#include "ac-rotation.h"

static void
count_cb (guint *count)
{
  ++*count;
}

static GDateTime *
new_time (const char *text)
{
  GDateTime *time = g_date_time_new_from_iso8601 (text, NULL);

  g_assert_nonnull (time);

  return time;
}

static void
test_start (void)
{
  g_autoptr (GDateTime) before = g_date_time_new_now_utc ();
  g_autoptr (AcRotation) rotation = ac_rotation_new (NULL, "111");
  g_autoptr (AcRotation) other = ac_rotation_new ("env", "111");

  g_assert_null (ac_rotation_get_environment_id (rotation));
  g_assert_cmpstr (ac_rotation_get_environment_id (other), ==, "env");
  g_assert_cmpstr (ac_rotation_get_old_key (rotation), ==, "111");
  g_assert_cmpint (ac_rotation_get_step (rotation), ==, AC_ROTATION_STEP_CREATE);
  g_assert_cmpint (g_date_time_compare (ac_rotation_get_started_at (rotation), before), >=, 0);
  g_assert_null (ac_rotation_get_new_key (rotation));
  g_assert_null (ac_rotation_get_create_sent_at (rotation));
  g_assert_false (ac_rotation_get_handed_over (rotation));
  g_assert_false (ac_rotation_is_verified (rotation));
}

/* Each property is told of when it changes, and only then; and so is that there is something to save. */
static void
test_notify (void)
{
  g_autoptr (AcRotation) rotation = ac_rotation_new (NULL, "111");
  g_autoptr (GDateTime) time = new_time ("2026-11-24T10:00:00.5+02:00");
  g_autoptr (GDateTime) same = new_time ("2026-11-24T08:00:00.5Z");
  static const char * const texts[] = { "old-name", "new-name", "new-key", "role" };
  static const char * const times[] = { "started-at", "create-sent-at", "verified-at", "disabled-at", "delete-reminder-at" };
  guint n_changed = 0;
  guint n_notified = 0;

  g_signal_connect_swapped (rotation, "changed", G_CALLBACK (count_cb), &n_changed);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *signal = g_strconcat ("notify::", texts[i], NULL);
      g_autofree char *value = NULL;

      n_changed = n_notified = 0;
      g_signal_connect_swapped (rotation, signal, G_CALLBACK (count_cb), &n_notified);
      g_object_set (rotation, texts[i], "Ä “x”", NULL);
      g_object_set (rotation, texts[i], "Ä “x”", NULL);
      g_object_get (rotation, texts[i], &value, NULL);
      g_assert_cmpstr (value, ==, "Ä “x”");
      g_assert_cmpuint (n_notified, ==, 1);
      g_assert_cmpuint (n_changed, ==, 1);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *signal = g_strconcat ("notify::", times[i], NULL);
      g_autoptr (GDateTime) value = NULL;

      n_changed = n_notified = 0;
      g_signal_connect_swapped (rotation, signal, G_CALLBACK (count_cb), &n_notified);
      g_object_set (rotation, times[i], time, NULL);
      g_object_set (rotation, times[i], same, NULL);
      g_object_get (rotation, times[i], &value, NULL);
      g_assert_cmpint (g_date_time_compare (value, same), ==, 0);
      g_assert_cmpint (g_date_time_get_utc_offset (value), ==, 0);
      g_assert_cmpuint (n_notified, ==, 1);
      g_assert_cmpuint (n_changed, ==, 1);
    }

  n_changed = 0;
  ac_rotation_set_step (rotation, AC_ROTATION_STEP_VERIFY);
  ac_rotation_set_step (rotation, AC_ROTATION_STEP_VERIFY);
  ac_rotation_set_handed_over (rotation, 5);
  ac_rotation_set_handed_over (rotation, TRUE);
  g_assert_cmpuint (n_changed, ==, 2);
}

static void
test_places (void)
{
  g_autoptr (AcRotation) rotation = ac_rotation_new (NULL, "111");
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  AcRotationPlace *first, *second;
  guint n_changed = 0;
  guint n_counted = 0;
  guint n_verified = 0;

  g_signal_connect_swapped (rotation, "changed", G_CALLBACK (count_cb), &n_changed);
  g_signal_connect_swapped (rotation, "notify::n-unverified-places", G_CALLBACK (count_cb), &n_counted);
  g_signal_connect_swapped (rotation, "notify::verified", G_CALLBACK (count_cb), &n_verified);

  first = ac_rotation_add_place (rotation, "GitHub Actions");
  second = ac_rotation_add_place (rotation, "cron-02");
  g_assert_cmpuint (n_changed, ==, 2);
  g_assert_cmpuint (n_counted, ==, 2);
  g_assert_cmpuint (ac_rotation_count_unverified_places (rotation), ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (ac_rotation_get_places (rotation)), ==, 2);

  ac_rotation_set_verified_at (rotation, now);
  g_assert_false (ac_rotation_is_verified (rotation));
  ac_rotation_place_set_verified_at (first, now);
  g_assert_false (ac_rotation_is_verified (rotation));
  ac_rotation_place_set_verified_at (second, now);
  g_assert_true (ac_rotation_is_verified (rotation));
  g_assert_cmpuint (n_verified, ==, 1);

  ac_rotation_place_set_verified_at (second, NULL);
  g_assert_false (ac_rotation_is_verified (rotation));
  g_assert_cmpuint (ac_rotation_count_unverified_places (rotation), ==, 1);

  n_changed = 0;
  ac_rotation_place_set_name (second, "cron-03");
  ac_rotation_place_set_name (second, "cron-03");
  g_assert_cmpuint (n_changed, ==, 1);

  /* What was removed is nobody's any more. */
  g_object_ref (second);
  ac_rotation_remove_place (rotation, second);
  g_assert_true (ac_rotation_is_verified (rotation));
  n_changed = 0;
  ac_rotation_place_set_name (second, "gone");
  ac_rotation_remove_place (rotation, second);
  g_assert_cmpuint (n_changed, ==, 0);
  g_assert_finalize_object (second);
}

/* What was seen with one new key says nothing about another: the old one must not be disabled for it. */
static void
test_another_new_key (void)
{
  g_autoptr (AcRotation) rotation = ac_rotation_new (NULL, "111");
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  AcRotationPlace *place = ac_rotation_add_place (rotation, "x");

  ac_rotation_set_new_key (rotation, "222");
  ac_rotation_set_handed_over (rotation, TRUE);
  ac_rotation_set_verified_at (rotation, now);
  ac_rotation_place_set_verified_at (place, now);
  g_assert_true (ac_rotation_is_verified (rotation));

  ac_rotation_set_new_key (rotation, "222");
  g_assert_true (ac_rotation_is_verified (rotation));

  ac_rotation_set_new_key (rotation, "333");
  g_assert_false (ac_rotation_is_verified (rotation));
  g_assert_false (ac_rotation_get_handed_over (rotation));
  g_assert_null (ac_rotation_get_verified_at (rotation));
  g_assert_null (ac_rotation_place_get_verified_at (place));
}

/* Nobody who keeps a place keeps the rotation. */
static void
test_lifetime (void)
{
  AcRotation *rotation = ac_rotation_new (NULL, "111");
  AcRotationPlace *place = g_object_ref (ac_rotation_add_place (rotation, "x"));

  g_assert_finalize_object (rotation);
  ac_rotation_place_set_name (place, "y");
  g_assert_finalize_object (place);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rotation/start", test_start);
  g_test_add_func ("/rotation/notify", test_notify);
  g_test_add_func ("/rotation/places", test_places);
  g_test_add_func ("/rotation/another-new-key", test_another_new_key);
  g_test_add_func ("/rotation/lifetime", test_lifetime);

  return g_test_run ();
}
