/* ac-environment-slots.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-environment-slot.h"

G_BEGIN_DECLS

/* The slots that widgets show now, by position. Plain data; it doesn't keep the slots alive. */
typedef struct _AcEnvironmentSlots AcEnvironmentSlots;

/* (transfer none) (nullable): what belongs into the slot at @position. */
typedef AcEnvironment *(*AcEnvironmentSlotsLookup) (guint    position,
                                                    gpointer user_data);

AcEnvironmentSlots *ac_environment_slots_new              (AcEnvironmentSlotsLookup  lookup,
                                                           gpointer                  user_data) G_GNUC_WARN_UNUSED_RESULT;
void                ac_environment_slots_free             (AcEnvironmentSlots       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcEnvironmentSlots, ac_environment_slots_free)

AcEnvironmentSlot  *ac_environment_slots_get              (AcEnvironmentSlots       *self,
                                                           guint                     position) G_GNUC_WARN_UNUSED_RESULT;
/* Of all slots, or of those that are on the screen now and of the others some at a time afterwards. */
void                ac_environment_slots_update           (AcEnvironmentSlots       *self,
                                                           gboolean                  refresh);
gboolean            ac_environment_slots_set_on_screen    (AcEnvironmentSlots       *self,
                                                           guint                     first,
                                                           guint                     n_rows);
GPtrArray          *ac_environment_slots_dup_on_screen    (AcEnvironmentSlots       *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
