/* ac-environment-slot.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environment-slot"

#include "config.h"

#include "ac-environment-slot.h"

struct _AcEnvironmentSlot
{
  GObject parent_instance;

  guint position;
  AcEnvironment *environment; /* (nullable) (owned) */
  gulong notify_id;
};

enum
{
  CHANGED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AcEnvironmentSlot, ac_environment_slot, G_TYPE_OBJECT)

static guint signals[N_SIGNALS];

static void
set_environment (AcEnvironmentSlot *self,
                 AcEnvironment     *environment)
{
  if (self->environment != NULL)
    g_clear_signal_handler (&self->notify_id, self->environment);

  g_set_object (&self->environment, environment);

  if (environment != NULL)
    self->notify_id = g_signal_connect_swapped (environment, "notify",
                                                G_CALLBACK (ac_environment_slot_changed), self);
}

static void
ac_environment_slot_dispose (GObject *object)
{
  set_environment (AC_ENVIRONMENT_SLOT (object), NULL);

  G_OBJECT_CLASS (ac_environment_slot_parent_class)->dispose (object);
}

static void
ac_environment_slot_class_init (AcEnvironmentSlotClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ac_environment_slot_dispose;

  signals[CHANGED] = g_signal_new ("changed",
                                   G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
ac_environment_slot_init (AcEnvironmentSlot *self)
{
}

/**
 * ac_environment_slot_new:
 * @position: where in the table it stands
 * @environment: (nullable): what it shows
 *
 * Returns: (transfer full): a row of the table
 */
AcEnvironmentSlot *
ac_environment_slot_new (guint          position,
                         AcEnvironment *environment)
{
  AcEnvironmentSlot *self = g_object_new (AC_TYPE_ENVIRONMENT_SLOT, NULL);

  self->position = position;
  set_environment (self, environment);

  return self;
}

/**
 * ac_environment_slot_get_position:
 * @self: a slot
 *
 * Returns: where in the table it stands; this never changes
 */
guint
ac_environment_slot_get_position (AcEnvironmentSlot *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_SLOT (self), 0);

  return self->position;
}

/**
 * ac_environment_slot_get_environment:
 * @self: a slot
 *
 * Returns: (transfer none) (nullable): what it shows; %NULL while the row is about to go
 */
AcEnvironment *
ac_environment_slot_get_environment (AcEnvironmentSlot *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_SLOT (self), NULL);

  return self->environment;
}

/**
 * ac_environment_slot_set_environment:
 * @self: a slot
 * @environment: (nullable): what it shows from now on
 */
void
ac_environment_slot_set_environment (AcEnvironmentSlot *self,
                                     AcEnvironment     *environment)
{
  g_return_if_fail (AC_IS_ENVIRONMENT_SLOT (self));
  g_return_if_fail (environment == NULL || AC_IS_ENVIRONMENT (environment));

  if (self->environment == environment)
    return;

  set_environment (self, environment);
  ac_environment_slot_changed (self);
}

/**
 * ac_environment_slot_changed:
 * @self: a slot
 *
 * Lets everything that shows @self look again.
 */
void
ac_environment_slot_changed (AcEnvironmentSlot *self)
{
  g_return_if_fail (AC_IS_ENVIRONMENT_SLOT (self));

  g_signal_emit (self, signals[CHANGED], 0);
}
