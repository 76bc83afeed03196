/* ac-rotation-private.h: what the parts of rotations share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "ac-rotations.h"

G_BEGIN_DECLS

struct _AcRotation
{
  GObject parent_instance;

  char *environment_id; /* (nullable) (owned): NULL: a key of the account */
  char *old_key;
  char *old_name; /* (nullable) (owned) */
  char *new_name; /* (nullable) (owned) */
  char *new_key;  /* (nullable) (owned) */
  char *role;     /* (nullable) (owned) */
  AcRotationStep step;
  gboolean handed_over;
  GDateTime *started_at;
  GDateTime *create_sent_at;     /* (nullable) (owned) */
  GDateTime *verified_at;        /* (nullable) (owned) */
  GDateTime *disabled_at;        /* (nullable) (owned) */
  GDateTime *delete_reminder_at; /* (nullable) (owned) */

  GListStore *places; /* AcRotationPlace */
  guint n_unverified;
  gboolean verified;
};

typedef struct _AcRotationsFile AcRotationsFile;

struct _AcRotations
{
  GObject parent_instance;

  char *account_id;
  AcRotationsFile *file;
  GPtrArray *items; /* AcRotation */
  guint n_open;

  gboolean loaded;
  GPtrArray *load_tasks; /* those who wait for it */
  GError *refusal; /* (nullable) (owned): why nothing is saved: the file is not ours to overwrite */

  guint64 state;   /* counts the changes */
  guint64 saved;   /* the latest one that is on the disk */
  guint64 removed; /* at this one the file is to be deleted */
  gboolean saving;
  GPtrArray *save_tasks; /* those who wait for it; the data of each is the state that it wants */
  guint autosave_id;
  GError *save_error; /* (nullable) (owned) */
};

/* ac-rotation-place.c */
gboolean   ac_rotation_set_time       (GDateTime   **time,
                                       GDateTime    *value);
gboolean   ac_rotation_set_text       (char        **text,
                                       const char   *value);

/* ac-rotation.c */
void       ac_rotation_update_verified        (AcRotation      *self);
void       ac_rotation_emit_changed           (AcRotation      *self);

/* ac-rotation-places.c */
void       ac_rotation_take_place             (AcRotation      *self,
                                               AcRotationPlace *place);
guint      ac_rotation_count_places_to_verify (AcRotation      *self);
void       ac_rotation_take_back_verification (AcRotation      *self);

/* ac-rotation-json.c */
char      *ac_rotations_write         (GListModel   *rotations,
                                       gsize        *length) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *ac_rotations_read          (char         *text,
                                       gsize         length,
                                       GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* ac-rotations.c */
void       ac_rotations_take_loaded    (AcRotations  *self,
                                        GPtrArray    *read);
void       ac_rotations_set_save_error (AcRotations  *self,
                                        const GError *error);
GList     *ac_rotations_list_instances (void) G_GNUC_WARN_UNUSED_RESULT;

/* ac-rotations-keep.c */
void       ac_rotations_note_change    (AcRotations  *self);
void       ac_rotations_start_saving   (AcRotations  *self);

/* ac-rotations-file.c */
AcRotationsFile *ac_rotations_file_new       (const char       *account_id) G_GNUC_WARN_UNUSED_RESULT;
AcRotationsFile *ac_rotations_file_ref       (AcRotationsFile  *self);
void             ac_rotations_file_unref     (AcRotationsFile  *self);
/* These block. */
char            *ac_rotations_file_load      (AcRotationsFile  *self,
                                              gsize            *length,
                                              GError          **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean         ac_rotations_file_set_aside (AcRotationsFile  *self,
                                              GError          **error);
gboolean         ac_rotations_file_save      (AcRotationsFile  *self,
                                              guint64           number,
                                              const char       *text,
                                              gsize             length,
                                              GError          **error);
gboolean         ac_rotations_file_remove    (AcRotationsFile  *self,
                                              guint64           number,
                                              GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcRotationsFile, ac_rotations_file_unref)

G_END_DECLS
