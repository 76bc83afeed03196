/* test-rotations.c: rotations in their file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utime.h>

#include <glib/gstdio.h>

#include "ac-rotations.h"
#include "ac-test-utils.h"

#define ACCOUNT_ID "a/ccount"

/* What processes that this one starts do; see test_kill() and test_full_disk(). */
#define WRITER_OPTION "--writer"
#define FULL_DISK_OPTION "--full-disk"
#define N_KILLS 40

static const char *program;

static char *
get_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), AC_DEVELOPMENT ? "account-console-devel" : "account-console",
                           "rotations", NULL);
}

static char *
get_path (void)
{
  g_autofree char *folder = get_folder ();

  return g_build_filename (folder, "a%2Fccount.json", NULL);
}

static gboolean
load (AcRotations  *rotations,
      GError      **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ac_rotations_load_async (rotations, NULL, ac_test_store_result, &result);

  return ac_rotations_load_finish (rotations, ac_test_wait_result (&result), error);
}

static gboolean
save (AcRotations  *rotations,
      GError      **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ac_rotations_save_async (rotations, NULL, ac_test_store_result, &result);

  return ac_rotations_save_finish (rotations, ac_test_wait_result (&result), error);
}

static AcRotations *
open_rotations (void)
{
  AcRotations *rotations = ac_rotations_get (ACCOUNT_ID);
  g_autoptr (GError) error = NULL;

  load (rotations, &error);
  g_assert_no_error (error);

  return rotations;
}

static void
save_and_close (AcRotations *rotations)
{
  g_autoptr (GError) error = NULL;

  save (rotations, &error);
  g_assert_no_error (error);
  /* The autosave that the save made needless holds it no more. */
  g_assert_finalize_object (rotations);
}

static void
remove_folder (void)
{
  g_autofree char *folder = get_folder ();
  g_autofree char *command = g_strdup_printf ("rm -rf '%s'", folder);

  g_chmod (folder, 0700);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
}

static void
put_file (const char *text)
{
  g_autofree char *folder = get_folder ();
  g_autofree char *path = get_path ();

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static char *
get_file (void)
{
  g_autofree char *path = get_path ();
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);

  return text;
}

static guint
count_files (void)
{
  g_autofree char *path = get_folder ();
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  guint n_files = 0;

  while (folder != NULL && g_dir_read_name (folder) != NULL)
    n_files++;

  return n_files;
}

static void
assert_same_time (GDateTime *a,
                  GDateTime *b)
{
  g_assert_true (a == b || (a != NULL && b != NULL && g_date_time_equal (a, b)));
}

static void
assert_same (AcRotation *a,
             AcRotation *b)
{
  guint n_properties;
  g_autofree GParamSpec **properties = g_object_class_list_properties (G_OBJECT_GET_CLASS (a), &n_properties);

  g_assert_cmpuint (n_properties, >, 10);
  for (guint i = 0; i < n_properties; i++)
    {
      g_auto (GValue) first = G_VALUE_INIT;
      g_auto (GValue) second = G_VALUE_INIT;

      g_object_get_property (G_OBJECT (a), properties[i]->name, &first);
      g_object_get_property (G_OBJECT (b), properties[i]->name, &second);
      if (G_VALUE_HOLDS (&first, G_TYPE_DATE_TIME))
        assert_same_time (g_value_get_boxed (&first), g_value_get_boxed (&second));
      else if (!G_VALUE_HOLDS_OBJECT (&first))
        g_assert_cmpint (g_param_values_cmp (properties[i], &first, &second), ==, 0);
    }

  g_assert_cmpuint (g_list_model_get_n_items (ac_rotation_get_places (a)), ==,
                    g_list_model_get_n_items (ac_rotation_get_places (b)));
  for (guint i = 0; i < g_list_model_get_n_items (ac_rotation_get_places (a)); i++)
    {
      g_autoptr (AcRotationPlace) first = g_list_model_get_item (ac_rotation_get_places (a), i);
      g_autoptr (AcRotationPlace) second = g_list_model_get_item (ac_rotation_get_places (b), i);

      g_assert_cmpstr (ac_rotation_place_get_name (first), ==, ac_rotation_place_get_name (second));
      assert_same_time (ac_rotation_place_get_verified_at (first), ac_rotation_place_get_verified_at (second));
    }
}

static void
fill (AcRotation *rotation)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) later = g_date_time_add_days (now, 14);
  AcRotationPlace *place;

  ac_rotation_set_old_name (rotation, "CI \"deployments\" \\ {[");
  ac_rotation_set_new_name (rotation, "פריסות \342\200\256(2026-11)\n\t\x01");
  ac_rotation_set_new_key (rotation, "930118275540662");
  ac_rotation_set_role (rotation, "technical_admin");
  ac_rotation_set_step (rotation, AC_ROTATION_STEP_DISABLE_OLD);
  ac_rotation_set_create_sent_at (rotation, now);
  ac_rotation_set_handed_over (rotation, TRUE);
  ac_rotation_set_verified_at (rotation, now);
  ac_rotation_set_disabled_at (rotation, now);
  ac_rotation_set_delete_reminder_at (rotation, later);
  place = ac_rotation_add_place (rotation, "Terraform Cloud workspace “staging” 🚀");
  ac_rotation_place_set_verified_at (place, now);
  ac_rotation_add_place (rotation, "");
}

/* Everything is the same afterwards; a member that is added and not written would be seen here. */
static void
test_round_trip (void)
{
  g_autoptr (AcRotation) first = NULL;
  g_autoptr (AcRotation) second = NULL;
  AcRotations *rotations = open_rotations ();

  first = g_object_ref (ac_rotations_start (rotations, NULL, "111"));
  second = g_object_ref (ac_rotations_start (rotations, "env", "111"));
  fill (first);
  save_and_close (rotations);

  rotations = open_rotations ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (rotations)), ==, 2);
  assert_same (first, ac_rotations_lookup (rotations, NULL, "111"));
  assert_same (second, ac_rotations_lookup (rotations, "env", "111"));
  g_assert_finalize_object (rotations);
  remove_folder ();
}

static void
test_steps (void)
{
  for (int step = AC_ROTATION_STEP_CREATE; step <= AC_ROTATION_STEP_DONE; step++)
    {
      AcRotations *rotations = open_rotations ();

      ac_rotation_set_step (ac_rotations_start (rotations, NULL, "111"), (AcRotationStep) step);
      save_and_close (rotations);

      rotations = open_rotations ();
      g_assert_cmpint (ac_rotation_get_step (ac_rotations_lookup (rotations, NULL, "111")), ==, step);
      g_assert_finalize_object (rotations);
      remove_folder ();
    }
}

static void
test_thousand_places (void)
{
  AcRotations *rotations = open_rotations ();
  AcRotation *rotation = ac_rotations_start (rotations, NULL, "111");

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *name = g_strdup_printf ("Place “%u” of \"many\"", i);

      ac_rotation_add_place (rotation, name);
    }
  save_and_close (rotations);

  rotations = open_rotations ();
  rotation = ac_rotations_lookup (rotations, NULL, "111");
  g_assert_cmpuint (ac_rotation_count_unverified_places (rotation), ==, 1000);
  g_assert_finalize_object (rotations);
  remove_folder ();
}

static void
test_lookup (void)
{
  g_autoptr (AcRotations) rotations = open_rotations ();
  AcRotation *first = ac_rotations_start (rotations, NULL, "1");
  AcRotation *second, *other;

  g_assert_true (ac_rotations_start (rotations, NULL, "1") == first);
  ac_rotation_set_new_key (first, "2");
  g_assert_true (ac_rotations_lookup (rotations, NULL, "2") == first);
  g_assert_null (ac_rotations_lookup (rotations, "env", "1"));
  g_assert_null (ac_rotations_lookup (rotations, NULL, "3"));

  other = ac_rotations_start (rotations, "env", "1");
  g_assert_true (ac_rotations_lookup (rotations, "env", "1") == other);
  g_assert_cmpuint (ac_rotations_count_open (rotations), ==, 2);
  g_assert_cmpuint (ac_rotations_count_open_in (rotations, NULL), ==, 1);
  g_assert_cmpuint (ac_rotations_count_open_in (rotations, "env"), ==, 1);
  g_assert_cmpuint (ac_rotations_count_open_in (rotations, "other"), ==, 0);

  /* The new key's turn has come. */
  ac_rotation_set_step (first, AC_ROTATION_STEP_DONE);
  g_assert_cmpuint (ac_rotations_count_open (rotations), ==, 1);
  second = ac_rotations_start (rotations, NULL, "2");
  g_assert_true (second != first);
  g_assert_true (ac_rotations_lookup (rotations, NULL, "2") == second);
  g_assert_true (ac_rotations_lookup (rotations, NULL, "1") == first);

  /* The old one is enabled again, and replaced again. */
  g_assert_true (ac_rotations_start (rotations, NULL, "1") == ac_rotations_lookup (rotations, NULL, "1"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (rotations)), ==, 3);
  g_assert_cmpuint (ac_rotations_count_open (rotations), ==, 3);

  ac_rotations_remove (rotations, second);
  g_assert_null (ac_rotations_lookup (rotations, NULL, "2"));
  ac_rotations_forget (rotations);
  save (rotations, NULL);
}

static void
test_shared (void)
{
  AcRotations *rotations = open_rotations ();
  g_autoptr (AcRotations) same = ac_rotations_get (ACCOUNT_ID);
  g_autoptr (AcRotations) other = ac_rotations_get ("b");

  g_assert_true (rotations == same);
  g_assert_true (rotations != other);
  g_object_unref (rotations);
}

/* Nobody waits, and nobody keeps the list: it is saved all the same. */
static void
test_autosave (void)
{
  AcRotations *rotations = open_rotations ();
  AcRotationPlace *place = ac_rotation_add_place (ac_rotations_start (rotations, NULL, "111"), "first");
  g_autofree char *path = get_path ();
  gpointer weak = rotations;

  g_object_add_weak_pointer (G_OBJECT (rotations), &weak);
  ac_rotation_place_set_name (place, "second");
  g_object_unref (rotations);
  g_assert_nonnull (weak);
  ac_test_wait_until (weak == NULL);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));

  rotations = open_rotations ();
  place = g_list_model_get_item (ac_rotation_get_places (ac_rotations_lookup (rotations, NULL, "111")), 0);
  g_assert_cmpstr (ac_rotation_place_get_name (place), ==, "second");
  g_object_unref (place);
  g_assert_finalize_object (rotations);
  remove_folder ();
}

/* Each of those who wait is answered once its state is there; what comes meanwhile is not lost. */
static void
test_many_saves (void)
{
  AcRotations *rotations = open_rotations ();
  AcRotation *rotation = ac_rotations_start (rotations, NULL, "111");
  GAsyncResult *results[50] = { NULL };
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autofree char *name = g_strdup_printf ("name %u", i);

      ac_rotation_set_new_name (rotation, name);
      ac_rotations_save_async (rotations, NULL, ac_test_store_result, &results[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_assert_true (ac_rotations_save_finish (rotations, ac_test_wait_result (&results[i]), NULL));
      g_object_unref (results[i]);
    }

  text = get_file ();
  g_assert_nonnull (strstr (text, "name 49"));
  g_assert_finalize_object (rotations);
  remove_folder ();
}

static void
test_cancelled (void)
{
  AcRotations *rotations = open_rotations ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  ac_rotations_start (rotations, NULL, "111");
  ac_rotations_save_async (rotations, cancellable, ac_test_store_result, &result);
  g_cancellable_cancel (cancellable);
  g_assert_false (ac_rotations_save_finish (rotations, ac_test_wait_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  /* It was only the waiting. */
  text = get_file ();
  g_assert_nonnull (strstr (text, "111"));
  g_clear_object (&result);
  g_assert_finalize_object (rotations);
  remove_folder ();
}

/* The program ends while something is not saved, or is being saved in a thread. */
static void
test_flush (void)
{
  for (guint i = 0; i < 20; i++)
    {
      AcRotations *rotations = open_rotations ();
      AcRotation *rotation = ac_rotations_start (rotations, NULL, "111");
      g_autofree char *name = g_strdup_printf ("name %u", i);
      g_autofree char *text = NULL;
      gpointer weak = rotations;

      ac_rotation_set_new_name (rotation, "being saved");
      if (i % 2 == 0)
        ac_rotations_save_async (rotations, NULL, NULL, NULL);
      ac_rotation_set_new_name (rotation, name);
      ac_rotations_flush_all ();

      text = get_file ();
      g_assert_nonnull (strstr (text, name));

      /* What runs still is older, and must not win. */
      g_object_add_weak_pointer (G_OBJECT (rotations), &weak);
      g_object_unref (rotations);
      ac_test_wait_until (weak == NULL);
      g_clear_pointer (&text, g_free);
      text = get_file ();
      g_assert_nonnull (strstr (text, name));
    }
  remove_folder ();
}

static guint
get_mode (const char *path)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);

  return status.st_mode & 0777;
}

/* Only the person can read it, whatever was there before. */
static void
test_modes (void)
{
  g_autofree char *folder = get_folder ();
  g_autofree char *path = get_path ();
  mode_t mask = umask (0);

  for (guint i = 0; i < 2; i++)
    {
      AcRotations *rotations = open_rotations ();
      AcRotation *rotation = ac_rotations_start (rotations, NULL, "111");

      ac_rotation_add_place (rotation, "x");
      save_and_close (rotations);
      g_assert_cmpuint (get_mode (folder), ==, 0700);
      g_assert_cmpuint (get_mode (path), ==, 0600);
      g_chmod (folder, 0777);
      g_chmod (path, 0666);
    }
  umask (mask);
  remove_folder ();
}

typedef struct
{
  const char *text;
  int code;
} Bad;

#define HEAD "{\"version\":1,\"rotations\":[{\"old_key\":\"1\",\"step\":\"verify\",\"handed_over\":false," \
             "\"started_at\":\"2026-11-24T08:00:00Z\",\"places\":[]"

/* What is none of ours is never overwritten: it gets another name each time, and a newer program's stays. */
static void
test_bad_files (void)
{
  static const Bad bad[] = {
    { "", AC_ROTATIONS_ERROR_BROKEN },
    { "{", AC_ROTATIONS_ERROR_BROKEN },
    { "[]", AC_ROTATIONS_ERROR_BROKEN },
    { "{}", AC_ROTATIONS_ERROR_BROKEN },
    { "{\"version\":\"1\",\"rotations\":[]}", AC_ROTATIONS_ERROR_BROKEN },
    { "{\"version\":0,\"rotations\":[]}", AC_ROTATIONS_ERROR_BROKEN },
    { "{\"version\":1}", AC_ROTATIONS_ERROR_BROKEN },
    { "{\"version\":1,\"rotations\":{}}", AC_ROTATIONS_ERROR_BROKEN },
    { "{\"version\":1,\"rotations\":[1]}", AC_ROTATIONS_ERROR_BROKEN },
    { "{\"version\":1,\"rotations\":[{}]}", AC_ROTATIONS_ERROR_BROKEN },
    { HEAD ",\"new_key\":5}]}", AC_ROTATIONS_ERROR_BROKEN },
    { HEAD ",\"new_key\":null}]}", AC_ROTATIONS_ERROR_BROKEN },
    { HEAD ",\"verified_at\":\"yesterday\"}]}", AC_ROTATIONS_ERROR_BROKEN },
    { HEAD "}]", AC_ROTATIONS_ERROR_BROKEN },
    { "{\"version\":1,\"rotations\":[{\"old_key\":\"1\",\"step\":\"verify\",\"handed_over\":false,"
      "\"started_at\":\"2026-11-24T08:00:00Z\",\"places\":[{\"name\":null}]}]}", AC_ROTATIONS_ERROR_BROKEN },
    { "{\"version\":1,\"rotations\":[{\"old_key\":\"1\",\"step\":\"verify\",\"handed_over\":\"no\","
      "\"started_at\":\"2026-11-24T08:00:00Z\",\"places\":[]}]}", AC_ROTATIONS_ERROR_BROKEN },
    { "{\"version\":2,\"rotations\":\"in another form\"}", AC_ROTATIONS_ERROR_NEWER },
    { "{\"version\":1,\"rotations\":[],\"colour\":\"red\"}", AC_ROTATIONS_ERROR_NEWER },
    { HEAD ",\"colour\":\"red\"}]}", AC_ROTATIONS_ERROR_NEWER },
    { "{\"version\":1,\"rotations\":[{\"old_key\":\"1\",\"step\":\"celebrate\",\"handed_over\":false,"
      "\"started_at\":\"2026-11-24T08:00:00Z\",\"places\":[]}]}", AC_ROTATIONS_ERROR_NEWER },
    { "{\"version\":1,\"rotations\":[{\"old_key\":\"1\",\"step\":\"verify\",\"handed_over\":false,"
      "\"started_at\":\"2026-11-24T08:00:00Z\",\"places\":[{\"name\":\"x\",\"colour\":\"red\"}]}]}",
      AC_ROTATIONS_ERROR_NEWER },
  };
  guint n_aside = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      AcRotations *rotations = ac_rotations_get (ACCOUNT_ID);
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) save_error = NULL;
      g_autofree char *text = NULL;

      g_test_message ("%s", bad[i].text);
      put_file (bad[i].text);
      g_assert_false (load (rotations, &error));
      g_assert_error (error, AC_ROTATIONS_ERROR, bad[i].code);
      g_assert_true (ac_rotations_get_loaded (rotations));
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (rotations)), ==, 0);

      /* It goes on with a new one. */
      ac_rotations_start (rotations, NULL, "new");
      if (bad[i].code == AC_ROTATIONS_ERROR_BROKEN)
        {
          g_autofree char *path = get_path ();
          g_autofree char *aside = g_strdup_printf ("%s.broken-%u", path, ++n_aside);
          g_autofree char *kept = NULL;

          g_assert_true (save (rotations, NULL));
          g_assert_null (ac_rotations_get_save_error (rotations));
          g_assert_true (g_file_get_contents (aside, &kept, NULL, NULL));
          g_assert_cmpstr (kept, ==, bad[i].text);
        }
      else
        {
          g_assert_false (save (rotations, &save_error));
          g_assert_error (save_error, AC_ROTATIONS_ERROR, AC_ROTATIONS_ERROR_NEWER);
          g_assert_error (ac_rotations_get_save_error (rotations), AC_ROTATIONS_ERROR, AC_ROTATIONS_ERROR_NEWER);
          ac_rotations_flush_all ();
          text = get_file ();
          g_assert_cmpstr (text, ==, bad[i].text);
        }
      g_assert_finalize_object (rotations);
    }

  remove_folder ();
}

/* A folder that nothing can be written to, and then can. */
static void
test_not_writable (void)
{
  g_autofree char *folder = get_folder ();
  AcRotations *rotations = open_rotations ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  ac_rotations_start (rotations, NULL, "111");
  /* For root, too, a file is no folder. */
  g_assert_true (g_file_set_contents (folder, "", 0, NULL));
  g_assert_false (save (rotations, &error));
  g_assert_error (error, AC_ROTATIONS_ERROR, AC_ROTATIONS_ERROR_NOT_WRITABLE);
  g_assert_error (ac_rotations_get_save_error (rotations), AC_ROTATIONS_ERROR, AC_ROTATIONS_ERROR_NOT_WRITABLE);

  g_assert_cmpint (g_unlink (folder), ==, 0);
  g_assert_true (save (rotations, NULL));
  g_assert_null (ac_rotations_get_save_error (rotations));
  text = get_file ();
  g_assert_nonnull (strstr (text, "111"));
  g_assert_finalize_object (rotations);
  remove_folder ();
}

/* Something that can't be read where the file would be: it is put out of the way. And what can't be is left alone. */
static void
test_not_readable (void)
{
  g_autofree char *path = get_path ();
  g_autofree char *folder = get_folder ();
  AcRotations *rotations = ac_rotations_get (ACCOUNT_ID);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) load_error = NULL;
  g_autoptr (GError) save_error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  g_assert_false (load (rotations, &error));
  g_assert_error (error, AC_ROTATIONS_ERROR, AC_ROTATIONS_ERROR_BROKEN);
  ac_rotations_start (rotations, NULL, "111");
  save_and_close (rotations);

  remove_folder ();
  g_assert_true (g_file_set_contents (folder, "", 0, NULL));
  rotations = ac_rotations_get (ACCOUNT_ID);
  g_assert_false (load (rotations, &load_error));
  g_assert_error (load_error, AC_ROTATIONS_ERROR, AC_ROTATIONS_ERROR_UNREADABLE);
  ac_rotations_start (rotations, NULL, "111");
  g_assert_false (save (rotations, &save_error));
  g_assert_error (save_error, AC_ROTATIONS_ERROR, AC_ROTATIONS_ERROR_UNREADABLE);
  g_assert_finalize_object (rotations);
  remove_folder ();
}

/* The child: its files may not get longer than a limit, as on a disk that is full. */
static int
run_on_full_disk (void)
{
  AcRotations *rotations = open_rotations ();
  AcRotation *rotation = ac_rotations_start (rotations, NULL, "111");
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_true (save (rotations, NULL));
  before = get_file ();

  for (guint i = 0; i < 100; i++)
    ac_rotation_add_place (rotation, "A place with a name that is not short, so that the file gets long");
  g_assert_false (save (rotations, &error));
  g_assert_error (error, AC_ROTATIONS_ERROR, AC_ROTATIONS_ERROR_NOT_WRITABLE);
  after = get_file ();
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (count_files (), ==, 1);
  g_assert_finalize_object (rotations);

  return 0;
}

static void
test_full_disk (void)
{
  g_autofree char *command = g_strdup_printf ("sh -c \"ulimit -f 2; exec '%s' " FULL_DISK_OPTION "\"", program);
  int status = 0;

  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, &status, NULL));
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  remove_folder ();
}

/* Of everything that belongs to the account, and of nothing else. */
static void
test_forget (void)
{
  g_autofree char *folder = get_folder ();
  g_autofree char *path = get_path ();
  g_autofree char *temporary = g_strconcat (path, ".A1b2C3", NULL);
  g_autofree char *foreign = g_strconcat (path, ".json", NULL);
  g_autofree char *backup = g_strconcat (path, ".bak", NULL);
  AcRotations *rotations = ac_rotations_get (ACCOUNT_ID);
  gpointer weak;
  g_autofree char *text = NULL;

  put_file ("broken");
  g_assert_false (load (rotations, NULL));
  g_assert_true (g_file_set_contents (temporary, "x", 1, NULL));
  g_assert_true (g_file_set_contents (foreign, "x", 1, NULL));
  g_assert_true (g_file_set_contents (backup, "x", 1, NULL));
  ac_rotations_start (rotations, NULL, "111");
  g_assert_true (save (rotations, NULL));
  g_assert_cmpuint (count_files (), ==, 5);

  ac_rotations_forget (rotations);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (rotations)), ==, 0);
  g_assert_cmpuint (ac_rotations_count_open (rotations), ==, 0);
  g_assert_true (save (rotations, NULL));
  g_assert_cmpuint (count_files (), ==, 2);
  g_assert_true (g_file_test (foreign, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (backup, G_FILE_TEST_EXISTS));

  /* And it can begin anew. */
  ac_rotations_start (rotations, NULL, "222");
  g_assert_true (save (rotations, NULL));
  text = get_file ();
  g_assert_nonnull (strstr (text, "222"));
  g_assert_finalize_object (rotations);

  /* Without having read it, a newer program's as well. */
  put_file ("{\"version\":7}");
  weak = rotations = ac_rotations_get (ACCOUNT_ID);
  ac_rotations_forget (rotations);
  ac_rotations_flush_all ();
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_object_add_weak_pointer (G_OBJECT (rotations), &weak);
  g_object_unref (rotations);
  ac_test_wait_until (weak == NULL);
  g_assert_cmpuint (count_files (), ==, 2);
  remove_folder ();
}

/* What a killed process left is removed some time later, but not what another may be writing now. */
static void
test_left_overs (void)
{
  g_autofree char *path = get_path ();
  g_autofree char *old = g_strconcat (path, ".A1b2C3", NULL);
  g_autofree char *young = g_strconcat (path, ".D4e5F6", NULL);
  g_autoptr (AcRotations) rotations = NULL;
  struct utimbuf times = { 1000000000, 1000000000 };

  put_file ("{\"version\":1,\"rotations\":[]}");
  g_assert_true (g_file_set_contents (old, "x", 1, NULL));
  g_assert_true (g_file_set_contents (young, "x", 1, NULL));
  g_assert_cmpint (g_utime (old, &times), ==, 0);

  rotations = open_rotations ();
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (young, G_FILE_TEST_EXISTS));
  remove_folder ();
}

/* The child: saves for ever. Both names are always the same in one state. */
static int
run_writer (void)
{
  g_autoptr (AcRotations) rotations = open_rotations ();
  AcRotation *rotation = ac_rotations_start (rotations, NULL, "111");

  for (guint i = 0; ; i++)
    {
      g_autofree char *name = g_strdup_printf ("name %u", i);
      g_autoptr (GError) error = NULL;

      ac_rotation_set_old_name (rotation, name);
      ac_rotation_add_place (rotation, name);
      ac_rotation_set_new_name (rotation, name);
      save (rotations, &error);
      g_assert_no_error (error);
      if (i == 0)
        {
          g_print ("ready\n");
          fflush (stdout);
        }
    }

  return 1;
}

/* Killed in the middle of a save, many times: what is read afterwards is one whole state, and never an older one than
 * the first that was waited for. */
static void
test_kill (void)
{
  g_autofree char *path = get_path ();

  for (guint i = 0; i < N_KILLS; i++)
    {
      const char *argv[] = { program, WRITER_OPTION, NULL };
      g_autoptr (GError) error = NULL;
      g_autoptr (AcRotations) rotations = NULL;
      AcRotation *rotation;
      g_autoptr (AcRotationPlace) place = NULL;
      GListModel *places;
      int out;
      GPid pid;
      char byte;

      g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid,
                                NULL, &out, NULL, &error);
      g_assert_no_error (error);
      /* It has saved once, and goes on; each time it is somewhere else. */
      g_assert_cmpint (read (out, &byte, 1), ==, 1);
      g_usleep ((gulong) g_test_rand_int_range (0, 20000));
      g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
      g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
      close (out);

      rotations = open_rotations ();
      rotation = ac_rotations_lookup (rotations, NULL, "111");
      g_assert_nonnull (rotation);
      g_assert_cmpstr (ac_rotation_get_old_name (rotation), ==, ac_rotation_get_new_name (rotation));
      places = ac_rotation_get_places (rotation);
      place = g_list_model_get_item (places, g_list_model_get_n_items (places) - 1);
      g_assert_cmpstr (ac_rotation_place_get_name (place), ==, ac_rotation_get_new_name (rotation));
    }
  remove_folder ();
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *home = NULL;
  int status;

  program = argv[0];
  if (argc == 2 && g_str_equal (argv[1], WRITER_OPTION))
    return run_writer ();
  if (argc == 2 && g_str_equal (argv[1], FULL_DISK_OPTION))
    return run_on_full_disk ();

  /* The processes that are started here share it. */
  if (g_getenv ("AC_TEST_HOME") == NULL)
    {
      home = g_dir_make_tmp ("ac-rotations-XXXXXX", NULL);
      g_setenv ("AC_TEST_HOME", home, TRUE);
      g_setenv ("XDG_DATA_HOME", home, TRUE);
    }

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rotations/round-trip", test_round_trip);
  g_test_add_func ("/rotations/steps", test_steps);
  g_test_add_func ("/rotations/thousand-places", test_thousand_places);
  g_test_add_func ("/rotations/lookup", test_lookup);
  g_test_add_func ("/rotations/shared", test_shared);
  g_test_add_func ("/rotations/autosave", test_autosave);
  g_test_add_func ("/rotations/many-saves", test_many_saves);
  g_test_add_func ("/rotations/cancelled", test_cancelled);
  g_test_add_func ("/rotations/flush", test_flush);
  g_test_add_func ("/rotations/modes", test_modes);
  g_test_add_func ("/rotations/bad-files", test_bad_files);
  g_test_add_func ("/rotations/not-writable", test_not_writable);
  g_test_add_func ("/rotations/not-readable", test_not_readable);
  g_test_add_func ("/rotations/full-disk", test_full_disk);
  g_test_add_func ("/rotations/forget", test_forget);
  g_test_add_func ("/rotations/left-overs", test_left_overs);
  g_test_add_func ("/rotations/kill", test_kill);

  status = g_test_run ();
  if (home != NULL)
    {
      g_autofree char *command = g_strdup_printf ("rm -rf '%s'", home);

      g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
    }

  return status;
}
