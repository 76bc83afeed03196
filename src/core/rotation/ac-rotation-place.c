/* ac-rotation-place.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-rotation"

#include "config.h"

#include "ac-compat.h"
#include "ac-rotation-private.h"

struct _AcRotationPlace
{
  GObject parent_instance;

  char *name;
  GDateTime *verified_at; /* (nullable) (owned) */
};

enum
{
  PROP_0,
  PROP_NAME,
  PROP_VERIFIED_AT,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (AcRotationPlace, ac_rotation_place, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

/*< private >
 * ac_rotation_set_time:
 * @time: (inout) (nullable): a field
 * @value: (nullable): its value from now on
 *
 * Times are kept in UTC, so that one that was written and read is the same.
 *
 * Returns: whether it changed
 */
gboolean
ac_rotation_set_time (GDateTime **time,
                      GDateTime  *value)
{
  if (*time == value || (*time != NULL && value != NULL && g_date_time_equal (*time, value)))
    return FALSE;

  g_clear_pointer (time, g_date_time_unref);
  if (value != NULL)
    *time = g_date_time_to_utc (value);

  return TRUE;
}

/*< private >
 * ac_rotation_set_text:
 * @text: (inout) (nullable): a field
 * @value: (nullable): its value from now on
 *
 * JSON is UTF-8, so what isn't is made so.
 *
 * Returns: whether it changed
 */
gboolean
ac_rotation_set_text (char       **text,
                      const char  *value)
{
  g_autofree char *valid = value != NULL ? g_utf8_make_valid (value, -1) : NULL;

  return g_set_str (text, valid);
}

static void
ac_rotation_place_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  AcRotationPlace *self = AC_ROTATION_PLACE (object);

  switch (prop_id)
    {
    case PROP_NAME:
      ac_rotation_place_set_name (self, g_value_get_string (value));
      break;
    case PROP_VERIFIED_AT:
      ac_rotation_place_set_verified_at (self, g_value_get_boxed (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_rotation_place_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  AcRotationPlace *self = AC_ROTATION_PLACE (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_VERIFIED_AT:
      g_value_set_boxed (value, self->verified_at);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_rotation_place_finalize (GObject *object)
{
  AcRotationPlace *self = AC_ROTATION_PLACE (object);

  g_free (self->name);
  g_clear_pointer (&self->verified_at, g_date_time_unref);

  G_OBJECT_CLASS (ac_rotation_place_parent_class)->finalize (object);
}

static void
ac_rotation_place_class_init (AcRotationPlaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->set_property = ac_rotation_place_set_property;
  object_class->get_property = ac_rotation_place_get_property;
  object_class->finalize = ac_rotation_place_finalize;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", flags);
  properties[PROP_VERIFIED_AT] = g_param_spec_boxed ("verified-at", NULL, NULL, G_TYPE_DATE_TIME, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ac_rotation_place_init (AcRotationPlace *self)
{
  self->name = g_strdup ("");
}

/**
 * ac_rotation_place_new:
 * @name: what somebody calls it
 *
 * Makes a place that doesn't work with the new key yet.
 *
 * Returns: (transfer full): the place
 */
AcRotationPlace *
ac_rotation_place_new (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  return g_object_new (AC_TYPE_ROTATION_PLACE, "name", name, NULL);
}

/**
 * ac_rotation_place_get_name:
 * @self: a place
 *
 * Names it.
 *
 * Returns: (transfer none): its name
 */
const char *
ac_rotation_place_get_name (AcRotationPlace *self)
{
  g_return_val_if_fail (AC_IS_ROTATION_PLACE (self), NULL);

  return self->name;
}

/**
 * ac_rotation_place_set_name:
 * @self: a place
 * @name: its name from now on
 *
 * Renames it.
 */
void
ac_rotation_place_set_name (AcRotationPlace *self,
                            const char      *name)
{
  g_return_if_fail (AC_IS_ROTATION_PLACE (self));
  g_return_if_fail (name != NULL);

  if (ac_rotation_set_text (&self->name, name))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

/**
 * ac_rotation_place_get_verified_at:
 * @self: a place
 *
 * Says when somebody found that it works with the new key.
 *
 * Returns: (transfer none) (nullable): the moment, in UTC; %NULL: not yet
 */
GDateTime *
ac_rotation_place_get_verified_at (AcRotationPlace *self)
{
  g_return_val_if_fail (AC_IS_ROTATION_PLACE (self), NULL);

  return self->verified_at;
}

/**
 * ac_rotation_place_set_verified_at:
 * @self: a place
 * @verified_at: (nullable): when it was found to work with the new key; %NULL: not yet
 *
 * Keeps that it works, or doesn't.
 */
void
ac_rotation_place_set_verified_at (AcRotationPlace *self,
                                   GDateTime       *verified_at)
{
  g_return_if_fail (AC_IS_ROTATION_PLACE (self));

  if (ac_rotation_set_time (&self->verified_at, verified_at))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VERIFIED_AT]);
}
