/* ac-environment-bulk-item.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environment-bulk"

#include "config.h"

#include "ac-environment-bulk.h"
#include "ac-ui-enums.h"

struct _AcEnvironmentBulkItem
{
  GObject parent_instance;

  AcEnvironment *environment;
  AcEnvironmentBulkState state;
  GError *error; /* (nullable) (owned) */
};

enum
{
  PROP_0,
  PROP_STATE,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (AcEnvironmentBulkItem, ac_environment_bulk_item, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

static void
ac_environment_bulk_item_finalize (GObject *object)
{
  AcEnvironmentBulkItem *self = AC_ENVIRONMENT_BULK_ITEM (object);

  g_clear_object (&self->environment);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (ac_environment_bulk_item_parent_class)->finalize (object);
}

static void
ac_environment_bulk_item_get_property (GObject    *object,
                                       guint       prop_id,
                                       GValue     *value,
                                       GParamSpec *pspec)
{
  AcEnvironmentBulkItem *self = AC_ENVIRONMENT_BULK_ITEM (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_environment_bulk_item_class_init (AcEnvironmentBulkItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ac_environment_bulk_item_finalize;
  object_class->get_property = ac_environment_bulk_item_get_property;

  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL,
                       AC_TYPE_ENVIRONMENT_BULK_STATE, AC_ENVIRONMENT_BULK_STATE_WAITING,
                       G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ac_environment_bulk_item_init (AcEnvironmentBulkItem *self)
{
}

/**
 * ac_environment_bulk_item_new:
 * @environment: what is to be changed
 *
 * Returns: (transfer full): an item that waits
 */
AcEnvironmentBulkItem *
ac_environment_bulk_item_new (AcEnvironment *environment)
{
  AcEnvironmentBulkItem *self = g_object_new (AC_TYPE_ENVIRONMENT_BULK_ITEM, NULL);

  self->environment = g_object_ref (environment);

  return self;
}

/**
 * ac_environment_bulk_item_get_environment:
 * @self: an item
 *
 * Returns: (transfer none): what is to be changed
 */
AcEnvironment *
ac_environment_bulk_item_get_environment (AcEnvironmentBulkItem *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_BULK_ITEM (self), NULL);

  return self->environment;
}

/**
 * ac_environment_bulk_item_get_state:
 * @self: an item
 *
 * Returns: what became of it until now
 */
AcEnvironmentBulkState
ac_environment_bulk_item_get_state (AcEnvironmentBulkItem *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_BULK_ITEM (self), AC_ENVIRONMENT_BULK_STATE_WAITING);

  return self->state;
}

/**
 * ac_environment_bulk_item_get_error:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): why it failed
 */
const GError *
ac_environment_bulk_item_get_error (AcEnvironmentBulkItem *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_BULK_ITEM (self), NULL);

  return self->error;
}

/**
 * ac_environment_bulk_item_set_state:
 * @self: an item
 * @state: what became of it
 * @error: (nullable): why it failed
 */
void
ac_environment_bulk_item_set_state (AcEnvironmentBulkItem  *self,
                                    AcEnvironmentBulkState  state,
                                    const GError           *error)
{
  g_return_if_fail (AC_IS_ENVIRONMENT_BULK_ITEM (self));

  if (self->state == state)
    return;

  self->state = state;
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}
