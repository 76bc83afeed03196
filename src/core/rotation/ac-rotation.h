/* ac-rotation.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-rotation-place.h"

G_BEGIN_DECLS

/**
 * AcRotationStep:
 * @AC_ROTATION_STEP_CREATE: the new key is to be created, or it isn't known whether it was
 * @AC_ROTATION_STEP_HAND_OVER: it is to be brought to where it is needed
 * @AC_ROTATION_STEP_VERIFY: it is to be tried
 * @AC_ROTATION_STEP_DISABLE_OLD: the old key is to be disabled
 * @AC_ROTATION_STEP_DONE: it is; what is left is to delete it some day
 *
 * What comes next.
 */
typedef enum
{
  AC_ROTATION_STEP_CREATE,
  AC_ROTATION_STEP_HAND_OVER,
  AC_ROTATION_STEP_VERIFY,
  AC_ROTATION_STEP_DISABLE_OLD,
  AC_ROTATION_STEP_DONE,
} AcRotationStep;

#define AC_TYPE_ROTATION (ac_rotation_get_type ())

/* How far the replacement of one key by another is. There is no secret in it.
 * Properties: environment-id (nullable: a key of the account), old-key (construct-only); old-name, new-name, new-key,
 * role (all nullable), step, started-at, create-sent-at, handed-over, verified-at, disabled-at, delete-reminder-at
 * (GDateTime, nullable but started-at); n-unverified-places, verified (read-only). All but the first two notify.
 * Signals: changed: something that is to be kept changed, here or in a place. */
G_DECLARE_FINAL_TYPE (AcRotation, ac_rotation, AC, ROTATION, GObject)

/* Starts now, at %AC_ROTATION_STEP_CREATE. Rotations that are kept are made by ac_rotations_start(). */
AcRotation     *ac_rotation_new                     (const char      *environment_id,
                                                     const char      *old_key) G_GNUC_WARN_UNUSED_RESULT;
const char     *ac_rotation_get_environment_id      (AcRotation      *self);
const char     *ac_rotation_get_old_key             (AcRotation      *self);
const char     *ac_rotation_get_old_name            (AcRotation      *self);
void            ac_rotation_set_old_name            (AcRotation      *self,
                                                     const char      *old_name);
/* What the new key shall be called; to be saved before the service is asked to create it. */
const char     *ac_rotation_get_new_name            (AcRotation      *self);
void            ac_rotation_set_new_name            (AcRotation      *self,
                                                     const char      *new_name);
/* NULL until it is known. Another key than before takes back what was verified with that. */
const char     *ac_rotation_get_new_key             (AcRotation      *self);
void            ac_rotation_set_new_key             (AcRotation      *self,
                                                     const char      *new_key);
/* The role that the new key of an account shall have, by its wire name. */
const char     *ac_rotation_get_role                (AcRotation      *self);
void            ac_rotation_set_role                (AcRotation      *self,
                                                     const char      *role);
AcRotationStep  ac_rotation_get_step                (AcRotation      *self);
void            ac_rotation_set_step                (AcRotation      *self,
                                                     AcRotationStep   step);
GDateTime      *ac_rotation_get_started_at          (AcRotation      *self);
void            ac_rotation_set_started_at          (AcRotation      *self,
                                                     GDateTime       *started_at);
/* When the service was asked for the new key. With no new key known, a key of that name that is not older (by the
 * service's clock, so allow for some minutes) is very likely the one. */
GDateTime      *ac_rotation_get_create_sent_at      (AcRotation      *self);
void            ac_rotation_set_create_sent_at      (AcRotation      *self,
                                                     GDateTime       *create_sent_at);
gboolean        ac_rotation_get_handed_over         (AcRotation      *self);
void            ac_rotation_set_handed_over         (AcRotation      *self,
                                                     gboolean         handed_over);
/* When the service accepted the new pair. */
GDateTime      *ac_rotation_get_verified_at         (AcRotation      *self);
void            ac_rotation_set_verified_at         (AcRotation      *self,
                                                     GDateTime       *verified_at);
GDateTime      *ac_rotation_get_disabled_at         (AcRotation      *self);
void            ac_rotation_set_disabled_at         (AcRotation      *self,
                                                     GDateTime       *disabled_at);
GDateTime      *ac_rotation_get_delete_reminder_at  (AcRotation      *self);
void            ac_rotation_set_delete_reminder_at  (AcRotation      *self,
                                                     GDateTime       *delete_reminder_at);

/* AcRotationPlace; rename one, or say that it works, by its own functions. (transfer none) */
GListModel      *ac_rotation_get_places              (AcRotation      *self);
AcRotationPlace *ac_rotation_add_place               (AcRotation      *self,
                                                      const char      *name);
void             ac_rotation_remove_place            (AcRotation      *self,
                                                      AcRotationPlace *place);
guint            ac_rotation_count_unverified_places (AcRotation      *self);
/* The service accepted the new pair, and every place works with it. */
gboolean         ac_rotation_is_verified             (AcRotation      *self);

G_END_DECLS
