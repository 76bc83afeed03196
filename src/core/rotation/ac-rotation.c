/* ac-rotation.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-rotation"

#include "config.h"

#include "ac-compat.h"
#include "ac-core-enums.h"
#include "ac-rotation-private.h"

enum
{
  PROP_0,
  PROP_ENVIRONMENT_ID,
  PROP_OLD_KEY,
  PROP_OLD_NAME,
  PROP_NEW_NAME,
  PROP_NEW_KEY,
  PROP_ROLE,
  PROP_STEP,
  PROP_STARTED_AT,
  PROP_CREATE_SENT_AT,
  PROP_HANDED_OVER,
  PROP_VERIFIED_AT,
  PROP_DISABLED_AT,
  PROP_DELETE_REMINDER_AT,
  PROP_PLACES,
  PROP_N_UNVERIFIED_PLACES,
  PROP_VERIFIED,
  N_PROPS
};

enum
{
  CHANGED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AcRotation, ac_rotation, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
notify (AcRotation *self,
        guint       property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
note_change (AcRotation *self,
             guint       property)
{
  notify (self, property);
  ac_rotation_emit_changed (self);
}

static void
ac_rotation_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  AcRotation *self = AC_ROTATION (object);

  switch (prop_id)
    {
    case PROP_ENVIRONMENT_ID:
      ac_rotation_set_text (&self->environment_id, g_value_get_string (value));
      break;
    case PROP_OLD_KEY:
      ac_rotation_set_text (&self->old_key, g_value_get_string (value));
      break;
    case PROP_OLD_NAME:
      ac_rotation_set_old_name (self, g_value_get_string (value));
      break;
    case PROP_NEW_NAME:
      ac_rotation_set_new_name (self, g_value_get_string (value));
      break;
    case PROP_NEW_KEY:
      ac_rotation_set_new_key (self, g_value_get_string (value));
      break;
    case PROP_ROLE:
      ac_rotation_set_role (self, g_value_get_string (value));
      break;
    case PROP_STEP:
      ac_rotation_set_step (self, (AcRotationStep) g_value_get_enum (value));
      break;
    case PROP_STARTED_AT:
      ac_rotation_set_started_at (self, g_value_get_boxed (value));
      break;
    case PROP_CREATE_SENT_AT:
      ac_rotation_set_create_sent_at (self, g_value_get_boxed (value));
      break;
    case PROP_HANDED_OVER:
      ac_rotation_set_handed_over (self, g_value_get_boolean (value));
      break;
    case PROP_VERIFIED_AT:
      ac_rotation_set_verified_at (self, g_value_get_boxed (value));
      break;
    case PROP_DISABLED_AT:
      ac_rotation_set_disabled_at (self, g_value_get_boxed (value));
      break;
    case PROP_DELETE_REMINDER_AT:
      ac_rotation_set_delete_reminder_at (self, g_value_get_boxed (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_rotation_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  AcRotation *self = AC_ROTATION (object);

  switch (prop_id)
    {
    case PROP_ENVIRONMENT_ID:
      g_value_set_string (value, self->environment_id);
      break;
    case PROP_OLD_KEY:
      g_value_set_string (value, self->old_key);
      break;
    case PROP_OLD_NAME:
      g_value_set_string (value, self->old_name);
      break;
    case PROP_NEW_NAME:
      g_value_set_string (value, self->new_name);
      break;
    case PROP_NEW_KEY:
      g_value_set_string (value, self->new_key);
      break;
    case PROP_ROLE:
      g_value_set_string (value, self->role);
      break;
    case PROP_STEP:
      g_value_set_enum (value, (int) self->step);
      break;
    case PROP_STARTED_AT:
      g_value_set_boxed (value, self->started_at);
      break;
    case PROP_CREATE_SENT_AT:
      g_value_set_boxed (value, self->create_sent_at);
      break;
    case PROP_HANDED_OVER:
      g_value_set_boolean (value, self->handed_over);
      break;
    case PROP_VERIFIED_AT:
      g_value_set_boxed (value, self->verified_at);
      break;
    case PROP_DISABLED_AT:
      g_value_set_boxed (value, self->disabled_at);
      break;
    case PROP_DELETE_REMINDER_AT:
      g_value_set_boxed (value, self->delete_reminder_at);
      break;
    case PROP_PLACES:
      g_value_set_object (value, self->places);
      break;
    case PROP_N_UNVERIFIED_PLACES:
      g_value_set_uint (value, self->n_unverified);
      break;
    case PROP_VERIFIED:
      g_value_set_boolean (value, self->verified);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_rotation_dispose (GObject *object)
{
  AcRotation *self = AC_ROTATION (object);

  g_list_store_remove_all (self->places);

  G_OBJECT_CLASS (ac_rotation_parent_class)->dispose (object);
}

static void
ac_rotation_finalize (GObject *object)
{
  AcRotation *self = AC_ROTATION (object);

  g_free (self->environment_id);
  g_free (self->old_key);
  g_free (self->old_name);
  g_free (self->new_name);
  g_free (self->new_key);
  g_free (self->role);
  g_date_time_unref (self->started_at);
  g_clear_pointer (&self->create_sent_at, g_date_time_unref);
  g_clear_pointer (&self->verified_at, g_date_time_unref);
  g_clear_pointer (&self->disabled_at, g_date_time_unref);
  g_clear_pointer (&self->delete_reminder_at, g_date_time_unref);
  g_object_unref (self->places);

  G_OBJECT_CLASS (ac_rotation_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags read_flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags construct_flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  properties[PROP_ENVIRONMENT_ID] = g_param_spec_string ("environment-id", NULL, NULL, NULL, construct_flags);
  properties[PROP_OLD_KEY] = g_param_spec_string ("old-key", NULL, NULL, NULL, construct_flags);
  properties[PROP_OLD_NAME] = g_param_spec_string ("old-name", NULL, NULL, NULL, flags);
  properties[PROP_NEW_NAME] = g_param_spec_string ("new-name", NULL, NULL, NULL, flags);
  properties[PROP_NEW_KEY] = g_param_spec_string ("new-key", NULL, NULL, NULL, flags);
  properties[PROP_ROLE] = g_param_spec_string ("role", NULL, NULL, NULL, flags);
  properties[PROP_STEP] =
    g_param_spec_enum ("step", NULL, NULL, AC_TYPE_ROTATION_STEP, AC_ROTATION_STEP_CREATE, flags);
  properties[PROP_STARTED_AT] = g_param_spec_boxed ("started-at", NULL, NULL, G_TYPE_DATE_TIME, flags);
  properties[PROP_CREATE_SENT_AT] = g_param_spec_boxed ("create-sent-at", NULL, NULL, G_TYPE_DATE_TIME, flags);
  properties[PROP_HANDED_OVER] = g_param_spec_boolean ("handed-over", NULL, NULL, FALSE, flags);
  properties[PROP_VERIFIED_AT] = g_param_spec_boxed ("verified-at", NULL, NULL, G_TYPE_DATE_TIME, flags);
  properties[PROP_DISABLED_AT] = g_param_spec_boxed ("disabled-at", NULL, NULL, G_TYPE_DATE_TIME, flags);
  properties[PROP_DELETE_REMINDER_AT] =
    g_param_spec_boxed ("delete-reminder-at", NULL, NULL, G_TYPE_DATE_TIME, flags);
  properties[PROP_PLACES] = g_param_spec_object ("places", NULL, NULL, G_TYPE_LIST_MODEL, read_flags);
  properties[PROP_N_UNVERIFIED_PLACES] =
    g_param_spec_uint ("n-unverified-places", NULL, NULL, 0, G_MAXUINT, 0, read_flags);
  properties[PROP_VERIFIED] = g_param_spec_boolean ("verified", NULL, NULL, FALSE, read_flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ac_rotation_class_init (AcRotationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = ac_rotation_set_property;
  object_class->get_property = ac_rotation_get_property;
  object_class->dispose = ac_rotation_dispose;
  object_class->finalize = ac_rotation_finalize;

  install_properties (object_class);

  /**
   * AcRotation::changed:
   * @self: a rotation
   *
   * Is emitted when something that is to be kept changed, in the rotation or in one of its places.
   */
  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
ac_rotation_init (AcRotation *self)
{
  self->started_at = g_date_time_new_now_utc ();
  self->places = g_list_store_new (AC_TYPE_ROTATION_PLACE);
}

/**
 * ac_rotation_new:
 * @environment_id: (nullable): the ID of a product environment; %NULL: a key of the account
 * @old_key: the key that is to be replaced
 *
 * Makes a rotation that starts now.
 *
 * Returns: (transfer full): the rotation
 */
AcRotation *
ac_rotation_new (const char *environment_id,
                 const char *old_key)
{
  g_return_val_if_fail (old_key != NULL, NULL);

  return g_object_new (AC_TYPE_ROTATION,
                       "environment-id", environment_id,
                       "old-key", old_key,
                       NULL);
}

/**
 * ac_rotation_get_environment_id:
 * @self: a rotation
 *
 * Says whose key it is.
 *
 * Returns: (transfer none) (nullable): the ID of a product environment; %NULL: a key of the account
 */
const char *
ac_rotation_get_environment_id (AcRotation *self)
{
  g_return_val_if_fail (AC_IS_ROTATION (self), NULL);

  return self->environment_id;
}

/**
 * ac_rotation_get_old_key:
 * @self: a rotation
 *
 * Says which key is replaced.
 *
 * Returns: (transfer none): the key, without its secret
 */
const char *
ac_rotation_get_old_key (AcRotation *self)
{
  g_return_val_if_fail (AC_IS_ROTATION (self), NULL);

  return self->old_key;
}

/**
 * ac_rotation_get_old_name:
 * @self: a rotation
 *
 * Names the old key, for when it is gone.
 *
 * Returns: (transfer none) (nullable): how the old key was called
 */
const char *
ac_rotation_get_old_name (AcRotation *self)
{
  g_return_val_if_fail (AC_IS_ROTATION (self), NULL);

  return self->old_name;
}

/**
 * ac_rotation_set_old_name:
 * @self: a rotation
 * @old_name: (nullable): how the old key was called
 *
 * Keeps it.
 */
void
ac_rotation_set_old_name (AcRotation *self,
                          const char *old_name)
{
  g_return_if_fail (AC_IS_ROTATION (self));

  if (ac_rotation_set_text (&self->old_name, old_name))
    note_change (self, PROP_OLD_NAME);
}

/**
 * ac_rotation_get_new_name:
 * @self: a rotation
 *
 * Names the new key.
 *
 * Returns: (transfer none) (nullable): what the new key is called, or shall be
 */
const char *
ac_rotation_get_new_name (AcRotation *self)
{
  g_return_val_if_fail (AC_IS_ROTATION (self), NULL);

  return self->new_name;
}

/**
 * ac_rotation_set_new_name:
 * @self: a rotation
 * @new_name: (nullable): what the new key is called, or shall be
 *
 * Keeps it.
 */
void
ac_rotation_set_new_name (AcRotation *self,
                          const char *new_name)
{
  g_return_if_fail (AC_IS_ROTATION (self));

  if (ac_rotation_set_text (&self->new_name, new_name))
    note_change (self, PROP_NEW_NAME);
}

/**
 * ac_rotation_get_new_key:
 * @self: a rotation
 *
 * Says which key takes the place of the old one.
 *
 * Returns: (transfer none) (nullable): the key, without its secret; %NULL: it isn't known
 */
const char *
ac_rotation_get_new_key (AcRotation *self)
{
  g_return_val_if_fail (AC_IS_ROTATION (self), NULL);

  return self->new_key;
}

/**
 * ac_rotation_set_new_key:
 * @self: a rotation
 * @new_key: (nullable): the key that takes the place of the old one
 *
 * Keeps the key. When there was another, what was handed over and verified with that counts no more.
 */
void
ac_rotation_set_new_key (AcRotation *self,
                         const char *new_key)
{
  gboolean was_set;

  g_return_if_fail (AC_IS_ROTATION (self));

  was_set = self->new_key != NULL;
  if (!ac_rotation_set_text (&self->new_key, new_key))
    return;

  if (was_set)
    ac_rotation_take_back_verification (self);
  note_change (self, PROP_NEW_KEY);
}

/**
 * ac_rotation_get_role:
 * @self: a rotation
 *
 * Says which role the new key gets.
 *
 * Returns: (transfer none) (nullable): the role that the new key of an account shall have, by its wire name
 */
const char *
ac_rotation_get_role (AcRotation *self)
{
  g_return_val_if_fail (AC_IS_ROTATION (self), NULL);

  return self->role;
}

/**
 * ac_rotation_set_role:
 * @self: a rotation
 * @role: (nullable): the role that the new key of an account shall have, by its wire name
 *
 * Keeps it.
 */
void
ac_rotation_set_role (AcRotation *self,
                      const char *role)
{
  g_return_if_fail (AC_IS_ROTATION (self));

  if (ac_rotation_set_text (&self->role, role))
    note_change (self, PROP_ROLE);
}

/**
 * ac_rotation_get_step:
 * @self: a rotation
 *
 * Says what comes next.
 *
 * Returns: the step
 */
AcRotationStep
ac_rotation_get_step (AcRotation *self)
{
  g_return_val_if_fail (AC_IS_ROTATION (self), AC_ROTATION_STEP_CREATE);

  return self->step;
}

/**
 * ac_rotation_set_step:
 * @self: a rotation
 * @step: what comes next
 *
 * Goes to a step.
 */
void
ac_rotation_set_step (AcRotation     *self,
                      AcRotationStep  step)
{
  g_return_if_fail (AC_IS_ROTATION (self));
  g_return_if_fail (step <= AC_ROTATION_STEP_DONE);

  if (self->step == step)
    return;

  self->step = step;
  note_change (self, PROP_STEP);
}

/**
 * ac_rotation_get_handed_over:
 * @self: a rotation
 *
 * Says whether somebody said that the new key is where it is needed.
 *
 * Returns: whether it is
 */
gboolean
ac_rotation_get_handed_over (AcRotation *self)
{
  g_return_val_if_fail (AC_IS_ROTATION (self), FALSE);

  return self->handed_over;
}

/**
 * ac_rotation_set_handed_over:
 * @self: a rotation
 * @handed_over: whether the new key is where it is needed
 *
 * Keeps it.
 */
void
ac_rotation_set_handed_over (AcRotation *self,
                             gboolean    handed_over)
{
  g_return_if_fail (AC_IS_ROTATION (self));

  if (self->handed_over == !!handed_over)
    return;

  self->handed_over = !!handed_over;
  note_change (self, PROP_HANDED_OVER);
}

/**
 * ac_rotation_get_started_at:
 * @self: a rotation
 *
 * Says when it was started.
 *
 * Returns: (transfer none): the moment, in UTC
 */
GDateTime *
ac_rotation_get_started_at (AcRotation *self)
{
  g_return_val_if_fail (AC_IS_ROTATION (self), NULL);

  return self->started_at;
}

/**
 * ac_rotation_set_started_at:
 * @self: a rotation
 * @started_at: when it was started
 *
 * Keeps it.
 */
void
ac_rotation_set_started_at (AcRotation *self,
                            GDateTime  *started_at)
{
  g_return_if_fail (AC_IS_ROTATION (self));
  g_return_if_fail (started_at != NULL);

  if (ac_rotation_set_time (&self->started_at, started_at))
    note_change (self, PROP_STARTED_AT);
}

/**
 * ac_rotation_get_create_sent_at:
 * @self: a rotation
 *
 * Says when the service was asked for the new key.
 *
 * Returns: (transfer none) (nullable): the moment, in UTC
 */
GDateTime *
ac_rotation_get_create_sent_at (AcRotation *self)
{
  g_return_val_if_fail (AC_IS_ROTATION (self), NULL);

  return self->create_sent_at;
}

/**
 * ac_rotation_set_create_sent_at:
 * @self: a rotation
 * @create_sent_at: (nullable): when the service was asked for the new key
 *
 * Keeps it.
 */
void
ac_rotation_set_create_sent_at (AcRotation *self,
                                GDateTime  *create_sent_at)
{
  g_return_if_fail (AC_IS_ROTATION (self));

  if (ac_rotation_set_time (&self->create_sent_at, create_sent_at))
    note_change (self, PROP_CREATE_SENT_AT);
}

/**
 * ac_rotation_get_verified_at:
 * @self: a rotation
 *
 * Says when the service accepted the new pair.
 *
 * Returns: (transfer none) (nullable): the moment, in UTC
 */
GDateTime *
ac_rotation_get_verified_at (AcRotation *self)
{
  g_return_val_if_fail (AC_IS_ROTATION (self), NULL);

  return self->verified_at;
}

/**
 * ac_rotation_set_verified_at:
 * @self: a rotation
 * @verified_at: (nullable): when the service accepted the new pair
 *
 * Keeps it.
 */
void
ac_rotation_set_verified_at (AcRotation *self,
                             GDateTime  *verified_at)
{
  g_return_if_fail (AC_IS_ROTATION (self));

  if (ac_rotation_set_time (&self->verified_at, verified_at))
    {
      note_change (self, PROP_VERIFIED_AT);
      ac_rotation_update_verified (self);
    }
}

/**
 * ac_rotation_get_disabled_at:
 * @self: a rotation
 *
 * Says when the old key was disabled.
 *
 * Returns: (transfer none) (nullable): the moment, in UTC
 */
GDateTime *
ac_rotation_get_disabled_at (AcRotation *self)
{
  g_return_val_if_fail (AC_IS_ROTATION (self), NULL);

  return self->disabled_at;
}

/**
 * ac_rotation_set_disabled_at:
 * @self: a rotation
 * @disabled_at: (nullable): when the old key was disabled
 *
 * Keeps it.
 */
void
ac_rotation_set_disabled_at (AcRotation *self,
                             GDateTime  *disabled_at)
{
  g_return_if_fail (AC_IS_ROTATION (self));

  if (ac_rotation_set_time (&self->disabled_at, disabled_at))
    note_change (self, PROP_DISABLED_AT);
}

/**
 * ac_rotation_get_delete_reminder_at:
 * @self: a rotation
 *
 * Says when somebody wants to be reminded to delete the old key.
 *
 * Returns: (transfer none) (nullable): the moment, in UTC
 */
GDateTime *
ac_rotation_get_delete_reminder_at (AcRotation *self)
{
  g_return_val_if_fail (AC_IS_ROTATION (self), NULL);

  return self->delete_reminder_at;
}

/**
 * ac_rotation_set_delete_reminder_at:
 * @self: a rotation
 * @delete_reminder_at: (nullable): when somebody wants to be reminded to delete the old key
 *
 * Keeps it.
 */
void
ac_rotation_set_delete_reminder_at (AcRotation *self,
                                    GDateTime  *delete_reminder_at)
{
  g_return_if_fail (AC_IS_ROTATION (self));

  if (ac_rotation_set_time (&self->delete_reminder_at, delete_reminder_at))
    note_change (self, PROP_DELETE_REMINDER_AT);
}

/*< private >
 * ac_rotation_update_verified:
 * @self: a rotation one of whose places changed, or what was said of the new key
 *
 * Tells what follows from other values, after all of those are set.
 */
void
ac_rotation_update_verified (AcRotation *self)
{
  guint n_unverified = ac_rotation_count_places_to_verify (self);
  gboolean verified = self->verified_at != NULL && n_unverified == 0;
  gboolean n_changed = self->n_unverified != n_unverified;
  gboolean verified_changed = self->verified != verified;

  self->n_unverified = n_unverified;
  self->verified = verified;
  if (n_changed)
    notify (self, PROP_N_UNVERIFIED_PLACES);
  if (verified_changed)
    notify (self, PROP_VERIFIED);
}

/*< private >
 * ac_rotation_emit_changed:
 * @self: a rotation
 *
 * Tells that something is to be kept.
 */
void
ac_rotation_emit_changed (AcRotation *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}
