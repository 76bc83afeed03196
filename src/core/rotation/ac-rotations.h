/* ac-rotations.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-rotation.h"

G_BEGIN_DECLS

/**
 * AcRotationsError:
 * @AC_ROTATIONS_ERROR_BROKEN: the file was not one of ours, and was set aside; the rotations start empty
 * @AC_ROTATIONS_ERROR_UNREADABLE: the file can't be read, and could not be set aside: nothing is saved
 * @AC_ROTATIONS_ERROR_NEWER: a newer program wrote the file: nothing is saved
 * @AC_ROTATIONS_ERROR_NO_SPACE: the disk is full
 * @AC_ROTATIONS_ERROR_NOT_WRITABLE: the file can't be written for another reason
 *
 * Why rotations were not loaded or saved.
 */
typedef enum
{
  AC_ROTATIONS_ERROR_BROKEN,
  AC_ROTATIONS_ERROR_UNREADABLE,
  AC_ROTATIONS_ERROR_NEWER,
  AC_ROTATIONS_ERROR_NO_SPACE,
  AC_ROTATIONS_ERROR_NOT_WRITABLE,
} AcRotationsError;

#define AC_ROTATIONS_ERROR (ac_rotations_error_quark ())

GQuark       ac_rotations_error_quark   (void);

#define AC_TYPE_ROTATIONS (ac_rotations_get_type ())

/* The rotations of an account's keys, which survive the end of the program in a file without secrets. Implements
 * GListModel of AcRotation. What changes in one of them is saved soon after by itself.
 * Properties: account-id (construct-only), loaded, n-open, save-error (GError, nullable: why the last save failed). */
G_DECLARE_FINAL_TYPE (AcRotations, ac_rotations, AC, ROTATIONS, GObject)

/* The one object for @account_id in this process. (transfer full) */
AcRotations  *ac_rotations_get            (const char           *account_id) G_GNUC_WARN_UNUSED_RESULT;

/* Reads the file, once. */
void          ac_rotations_load_async     (AcRotations          *self,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean      ac_rotations_load_finish    (AcRotations          *self,
                                           GAsyncResult         *result,
                                           GError              **error);
gboolean      ac_rotations_get_loaded     (AcRotations          *self);
/* Ends when everything as it is now is on the disk. */
void          ac_rotations_save_async     (AcRotations          *self,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean      ac_rotations_save_finish    (AcRotations          *self,
                                           GAsyncResult         *result,
                                           GError              **error);
const GError *ac_rotations_get_save_error (AcRotations          *self);

/* The one of @old_key that is open, else a new one. Only after it was loaded. (transfer none) */
AcRotation   *ac_rotations_start          (AcRotations          *self,
                                           const char           *environment_id,
                                           const char           *old_key);
/* By the old or the new key. (transfer none) (nullable) */
AcRotation   *ac_rotations_lookup         (AcRotations          *self,
                                           const char           *environment_id,
                                           const char           *key);
void          ac_rotations_remove         (AcRotations          *self,
                                           AcRotation           *rotation);
/* All that aren't done. */
guint         ac_rotations_count_open     (AcRotations          *self);
/* Those of one environment, or with NULL those of the account's own keys. */
guint         ac_rotations_count_open_in  (AcRotations          *self,
                                           const char           *environment_id);
/* Removes all, and the file. */
void          ac_rotations_forget         (AcRotations          *self);
/* Writes what is not saved yet, and waits for it: when the program ends. */
void          ac_rotations_flush_all      (void);

G_END_DECLS
