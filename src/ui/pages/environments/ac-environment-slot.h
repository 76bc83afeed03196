/* ac-environment-slot.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-environment.h"

G_BEGIN_DECLS

#define AC_TYPE_ENVIRONMENT_SLOT (ac_environment_slot_get_type ())

/* A row of the table: a place whose environment changes, while the place and its widgets stay.
 * Emits ::changed when it shows another environment, or when something about its environment is another. */
G_DECLARE_FINAL_TYPE (AcEnvironmentSlot, ac_environment_slot, AC, ENVIRONMENT_SLOT, GObject)

AcEnvironmentSlot *ac_environment_slot_new             (guint              position,
                                                        AcEnvironment     *environment) G_GNUC_WARN_UNUSED_RESULT;
guint              ac_environment_slot_get_position    (AcEnvironmentSlot *self);
AcEnvironment     *ac_environment_slot_get_environment (AcEnvironmentSlot *self);
void               ac_environment_slot_set_environment (AcEnvironmentSlot *self,
                                                        AcEnvironment     *environment);
void               ac_environment_slot_changed         (AcEnvironmentSlot *self);

G_END_DECLS
