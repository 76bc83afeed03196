/* ac-rotations-file.c: the file that rotations are kept in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-rotation"

#include "config.h"

#include <errno.h>
#include <string.h>

#include <glib/gstdio.h>

#include "ac-rotation-private.h"

#define FOLDER_MODE 0700
#define FILE_MODE 0600

/* The program never writes a file of this size. */
#define MAX_SIZE (16 * 1024 * 1024)

#define MAX_ASIDE 1000
#define ASIDE_PREFIX "broken-"

/* g_file_set_contents_full() writes NAME.XXXXXX first. What a killed process left is old; what is young may be
 * another process's. */
#define TEMPORARY_SUFFIX_LENGTH 6
#define TEMPORARY_MAX_AGE (60 * 60)

/* Several threads may want to write: the main one when the program ends, and the one that was at it. Two
 * processes don't know of each other: who writes last wins, as a whole. */
struct _AcRotationsFile
{
  gatomicrefcount ref_count;

  char *folder;
  char *path;

  GMutex mutex;
  guint64 written; /* the number of the latest state that was written */
};

/*< private >
 * ac_rotations_file_new:
 * @account_id: the ID of an account
 *
 * Knows where the rotations of an account are kept. Nothing is touched yet.
 *
 * Returns: (transfer full): the file
 */
AcRotationsFile *
ac_rotations_file_new (const char *account_id)
{
  AcRotationsFile *self = g_new0 (AcRotationsFile, 1);
  /* An account ID could contain a slash. */
  g_autofree char *escaped = g_uri_escape_string (account_id, NULL, FALSE);
  g_autofree char *name = g_strconcat (escaped, ".json", NULL);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  self->folder = g_build_filename (g_get_user_data_dir (),
                                   AC_DEVELOPMENT ? "account-console-devel" : "account-console",
                                   "rotations", NULL);
  self->path = g_build_filename (self->folder, name, NULL);

  return self;
}

/*< private >
 * ac_rotations_file_ref:
 * @self: a file
 *
 * Holds it, in any thread.
 *
 * Returns: (transfer full): the file
 */
AcRotationsFile *
ac_rotations_file_ref (AcRotationsFile *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/*< private >
 * ac_rotations_file_unref:
 * @self: (transfer full): a file
 *
 * Lets go of it, in any thread.
 */
void
ac_rotations_file_unref (AcRotationsFile *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_mutex_clear (&self->mutex);
  g_free (self->folder);
  g_free (self->path);
  g_free (self);
}

static gboolean
is_temporary (const char *suffix)
{
  if (strlen (suffix) != TEMPORARY_SUFFIX_LENGTH)
    return FALSE;

  for (const char *at = suffix; *at != '\0'; at++)
    if (!g_ascii_isalnum (*at))
      return FALSE;

  return TRUE;
}

static gboolean
is_aside (const char *suffix)
{
  guint64 number;

  return g_str_has_prefix (suffix, ASIDE_PREFIX) &&
         g_ascii_string_to_unsigned (suffix + strlen (ASIDE_PREFIX), 10, 1, MAX_ASIDE, &number, NULL);
}

static gboolean
is_old (const char *path)
{
  GStatBuf status;

  return g_lstat (path, &status) == 0 &&
         g_get_real_time () / G_USEC_PER_SEC - (gint64) status.st_mtime > TEMPORARY_MAX_AGE;
}

/* Removes what belongs to the file. @all: what was set aside, too, and what is young. */
static void
clean_up (AcRotationsFile *self,
          gboolean         all)
{
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);
  g_autofree char *base = g_path_get_basename (self->path);
  g_autofree char *prefix = g_strconcat (base, ".", NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);
      const char *suffix = g_str_has_prefix (name, prefix) ? name + strlen (prefix) : "";

      if (is_temporary (suffix) ? all || is_old (path) : all && is_aside (suffix))
        g_unlink (path);
    }
}

/*< private >
 * ac_rotations_file_load:
 * @self: a file
 * @length: (out): its bytes
 * @error: return location for an error: there is something that can't be read
 *
 * Reads the file.
 *
 * Returns: (transfer full) (nullable): its text; %NULL without an error: there is no such file
 */
char *
ac_rotations_file_load (AcRotationsFile  *self,
                        gsize            *length,
                        GError          **error)
{
  g_autoptr (GError) local_error = NULL;
  GStatBuf status;
  char *text = NULL;

  clean_up (self, FALSE);

  if (g_stat (self->path, &status) == 0 && status.st_size > MAX_SIZE)
    g_set_error_literal (error, AC_ROTATIONS_ERROR, AC_ROTATIONS_ERROR_BROKEN, "The file is too large");
  else if (!g_file_get_contents (self->path, &text, length, &local_error) &&
           !g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_propagate_error (error, g_steal_pointer (&local_error));

  return text;
}

/*< private >
 * ac_rotations_file_set_aside:
 * @self: a file
 * @error: return location for an error
 *
 * Gives the file another name, which no file has yet.
 *
 * Returns: whether it is out of the way
 */
gboolean
ac_rotations_file_set_aside (AcRotationsFile  *self,
                             GError          **error)
{
  GStatBuf status;

  for (guint i = 1; i <= MAX_ASIDE; i++)
    {
      g_autofree char *aside = g_strdup_printf ("%s." ASIDE_PREFIX "%u", self->path, i);

      if (g_lstat (aside, &status) == 0)
        continue;
      if (g_rename (self->path, aside) == 0)
        return TRUE;

      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s", g_strerror (errno));
      return FALSE;
    }

  g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_EXIST, "Too many files were set aside");
  return FALSE;
}

static gboolean
make_folder (AcRotationsFile  *self,
             GError          **error)
{
  /* It may have been made by somebody else, for others to see. */
  if (g_mkdir_with_parents (self->folder, FOLDER_MODE) == 0 && g_chmod (self->folder, FOLDER_MODE) == 0)
    return TRUE;

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s", g_strerror (errno));
  return FALSE;
}

static gboolean
write_locked (AcRotationsFile  *self,
              const char       *text,
              gsize             length,
              GError          **error)
{
  g_autoptr (GError) local_error = NULL;

  if (make_folder (self, &local_error) &&
      g_file_set_contents_full (self->path, text, (gssize) length,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                FILE_MODE, &local_error))
    return TRUE;

  g_set_error (error, AC_ROTATIONS_ERROR,
               g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOSPC)
                 ? AC_ROTATIONS_ERROR_NO_SPACE : AC_ROTATIONS_ERROR_NOT_WRITABLE,
               "%s", local_error->message);
  return FALSE;
}

/*< private >
 * ac_rotations_file_save:
 * @self: a file
 * @number: the number of this state; a later state has a higher one
 * @text: its text
 * @length: the bytes of @text
 * @error: return location for an error of %AC_ROTATIONS_ERROR
 *
 * Replaces the file. A kill or a power cut at any moment leaves the former one or the new one.
 *
 * Returns: whether this state, or a later one, is on the disk
 */
gboolean
ac_rotations_file_save (AcRotationsFile  *self,
                        guint64           number,
                        const char       *text,
                        gsize             length,
                        GError          **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (number <= self->written)
    return TRUE;
  if (!write_locked (self, text, length, error))
    return FALSE;

  self->written = number;

  return TRUE;
}

/*< private >
 * ac_rotations_file_remove:
 * @self: a file
 * @number: the number of this state; a later state has a higher one
 * @error: return location for an error of %AC_ROTATIONS_ERROR
 *
 * Deletes the file, and those that were set aside.
 *
 * Returns: whether there is none, or one of a later state
 */
gboolean
ac_rotations_file_remove (AcRotationsFile  *self,
                          guint64           number,
                          GError          **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (number <= self->written)
    return TRUE;
  clean_up (self, TRUE);
  if (g_unlink (self->path) != 0 && errno != ENOENT && errno != ENOTDIR)
    {
      g_set_error (error, AC_ROTATIONS_ERROR, AC_ROTATIONS_ERROR_NOT_WRITABLE, "%s", g_strerror (errno));
      return FALSE;
    }

  self->written = number;

  return TRUE;
}
