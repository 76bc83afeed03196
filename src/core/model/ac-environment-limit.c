/* ac-environment-limit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environment-limit"

#include "config.h"

#include "ac-compat.h"
#include "ac-core-enums.h"
#include "ac-environment-limit-private.h"
#include "ac-json.h"

struct _AcEnvironmentLimit
{
  GObject parent_instance;

  guint base;
  guint additional;
  guint used;
  guint total;
  guint max_additional;
  AcLimitReason reason;
  char *bought_through; /* (nullable) (owned) */
};

enum
{
  PROP_0,
  PROP_BASE,
  PROP_ADDITIONAL,
  PROP_USED,
  PROP_TOTAL,
  PROP_MAX_ADDITIONAL,
  PROP_REASON,
  PROP_BOUGHT_THROUGH,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (AcEnvironmentLimit, ac_environment_limit, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

static const AcJsonWord reasons[] = {
  { "free_plan", AC_LIMIT_REASON_FREE_PLAN },
  { "marketplace", AC_LIMIT_REASON_MARKETPLACE },
  { "enterprise", AC_LIMIT_REASON_ENTERPRISE },
  { "base_not_reached", AC_LIMIT_REASON_BASE_NOT_REACHED },
  { NULL, 0 },
};

static void
update_number (AcEnvironmentLimit *self,
               guint              *field,
               guint               fresh,
               guint               property)
{
  if (*field == fresh)
    return;

  *field = fresh;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static gboolean
read_reason (AcEnvironmentLimit  *self,
             JsonObject          *object,
             GError             **error)
{
  gboolean changeable = FALSE;
  int reason = AC_LIMIT_REASON_UNKNOWN;

  if (!ac_json_get_bool (object, "changeable", AC_JSON_REQUIRED, &changeable, error) ||
      !ac_json_get_word (object, "reason", AC_JSON_NULLABLE, reasons, &reason, error))
    return FALSE;

  self->reason = changeable ? AC_LIMIT_REASON_NONE : (AcLimitReason) reason;

  return TRUE;
}

static void
ac_environment_limit_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  AcEnvironmentLimit *self = AC_ENVIRONMENT_LIMIT (object);

  switch (prop_id)
    {
    case PROP_BASE:
      g_value_set_uint (value, self->base);
      break;
    case PROP_ADDITIONAL:
      g_value_set_uint (value, self->additional);
      break;
    case PROP_USED:
      g_value_set_uint (value, self->used);
      break;
    case PROP_TOTAL:
      g_value_set_uint (value, self->total);
      break;
    case PROP_MAX_ADDITIONAL:
      g_value_set_uint (value, self->max_additional);
      break;
    case PROP_REASON:
      g_value_set_enum (value, (int) self->reason);
      break;
    case PROP_BOUGHT_THROUGH:
      g_value_set_string (value, self->bought_through);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_environment_limit_finalize (GObject *object)
{
  AcEnvironmentLimit *self = AC_ENVIRONMENT_LIMIT (object);

  g_free (self->bought_through);

  G_OBJECT_CLASS (ac_environment_limit_parent_class)->finalize (object);
}

static void
ac_environment_limit_class_init (AcEnvironmentLimitClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ac_environment_limit_get_property;
  object_class->finalize = ac_environment_limit_finalize;

  properties[PROP_BASE] = g_param_spec_uint ("base", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_ADDITIONAL] = g_param_spec_uint ("additional", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_USED] = g_param_spec_uint ("used", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_TOTAL] = g_param_spec_uint ("total", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_MAX_ADDITIONAL] = g_param_spec_uint ("max-additional", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_REASON] = g_param_spec_enum ("reason", NULL, NULL,
                                               AC_TYPE_LIMIT_REASON, AC_LIMIT_REASON_NONE, flags);
  properties[PROP_BOUGHT_THROUGH] = g_param_spec_string ("bought-through", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ac_environment_limit_init (AcEnvironmentLimit *self)
{
}

/*< private >
 * ac_environment_limit_new_from_json:
 * @object: a limit of the Console API
 *
 * Makes a limit of what the service says.
 *
 * Returns: (transfer full): the limit; on failure %NULL with %AC_ERROR_BAD_RESPONSE
 */
AcEnvironmentLimit *
ac_environment_limit_new_from_json (JsonObject  *object,
                                    GError     **error)
{
  g_autoptr (AcEnvironmentLimit) self = g_object_new (AC_TYPE_ENVIRONMENT_LIMIT, NULL);
  const char *bought_through = NULL;

  if (!ac_json_get_uint (object, "base", AC_JSON_REQUIRED, &self->base, error) ||
      !ac_json_get_uint (object, "additional", AC_JSON_REQUIRED, &self->additional, error) ||
      !ac_json_get_uint (object, "used", AC_JSON_REQUIRED, &self->used, error) ||
      !ac_json_get_uint (object, "total", AC_JSON_REQUIRED, &self->total, error) ||
      !ac_json_get_uint (object, "max_additional", AC_JSON_REQUIRED, &self->max_additional, error) ||
      !ac_json_get_string (object, "bought_through", AC_JSON_NULLABLE, &bought_through, error) ||
      !read_reason (self, object, error))
    return NULL;

  self->bought_through = g_strdup (bought_through);

  return g_steal_pointer (&self);
}

/*< private >
 * ac_environment_limit_update:
 * @self: a limit
 * @fresh: the same one, just read
 *
 * Takes over what @fresh says and notifies about what changed.
 */
void
ac_environment_limit_update (AcEnvironmentLimit *self,
                             AcEnvironmentLimit *fresh)
{
  g_return_if_fail (AC_IS_ENVIRONMENT_LIMIT (self));
  g_return_if_fail (AC_IS_ENVIRONMENT_LIMIT (fresh));

  g_object_freeze_notify (G_OBJECT (self));

  update_number (self, &self->base, fresh->base, PROP_BASE);
  update_number (self, &self->additional, fresh->additional, PROP_ADDITIONAL);
  update_number (self, &self->used, fresh->used, PROP_USED);
  update_number (self, &self->total, fresh->total, PROP_TOTAL);
  update_number (self, &self->max_additional, fresh->max_additional, PROP_MAX_ADDITIONAL);

  if (self->reason != fresh->reason)
    {
      self->reason = fresh->reason;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REASON]);
    }

  if (g_set_str (&self->bought_through, fresh->bought_through))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BOUGHT_THROUGH]);

  g_object_thaw_notify (G_OBJECT (self));
}

/*< private >
 * ac_environment_limit_build_patch:
 * @additional: environments on top of the plan's
 *
 * Returns: (transfer full): the body that changes the limit
 */
JsonNode *
ac_environment_limit_build_patch (guint additional)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "additional", additional);

  return ac_json_node_new_object (object);
}

/**
 * ac_environment_limit_get_base:
 * @self: a limit
 *
 * Says how many environments the plan has.
 *
 * Returns: their number
 */
guint
ac_environment_limit_get_base (AcEnvironmentLimit *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_LIMIT (self), 0);

  return self->base;
}

/**
 * ac_environment_limit_get_additional:
 * @self: a limit
 *
 * Says how many environments were bought on top.
 *
 * Returns: their number
 */
guint
ac_environment_limit_get_additional (AcEnvironmentLimit *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_LIMIT (self), 0);

  return self->additional;
}

/**
 * ac_environment_limit_get_used:
 * @self: a limit
 *
 * Says how many environments there are.
 *
 * Returns: their number
 */
guint
ac_environment_limit_get_used (AcEnvironmentLimit *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_LIMIT (self), 0);

  return self->used;
}

/**
 * ac_environment_limit_get_total:
 * @self: a limit
 *
 * Says how many environments there may be.
 *
 * Returns: their number
 */
guint
ac_environment_limit_get_total (AcEnvironmentLimit *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_LIMIT (self), 0);

  return self->total;
}

/**
 * ac_environment_limit_get_max_additional:
 * @self: a limit
 *
 * Says how many environments the add-on can have at most.
 *
 * Returns: their number
 */
guint
ac_environment_limit_get_max_additional (AcEnvironmentLimit *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_LIMIT (self), 0);

  return self->max_additional;
}

/**
 * ac_environment_limit_get_reason:
 * @self: a limit
 *
 * Says why the limit can't be changed.
 *
 * Returns: the reason, %AC_LIMIT_REASON_NONE when it can
 */
AcLimitReason
ac_environment_limit_get_reason (AcEnvironmentLimit *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_LIMIT (self), AC_LIMIT_REASON_UNKNOWN);

  return self->reason;
}

/**
 * ac_environment_limit_get_bought_through:
 * @self: a limit
 *
 * Names the company through which the account was bought.
 *
 * Returns: (transfer none) (nullable): its name, %NULL when the account was bought from the service itself
 */
const char *
ac_environment_limit_get_bought_through (AcEnvironmentLimit *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_LIMIT (self), NULL);

  return self->bought_through;
}
