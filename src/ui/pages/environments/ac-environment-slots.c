/* ac-environment-slots.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environment-slots"

#include "config.h"

#include "ac-environment-slots.h"

struct _AcEnvironmentSlots
{
  AcEnvironmentSlotsLookup lookup;
  gpointer user_data;
  GHashTable *slots; /* position → AcEnvironmentSlot (not owned) */
};

static void
on_slot_finalized (gpointer  data,
                   GObject  *where_it_was)
{
  AcEnvironmentSlots *self = data;
  GHashTableIter iter;
  gpointer slot;

  /* The slot can no longer tell its position. There are about 200. */
  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, NULL, &slot))
    if (slot == (gpointer) where_it_was)
      {
        g_hash_table_iter_remove (&iter);
        return;
      }
}

/* Owned, because whoever listens to a slot may make others go. */
static GPtrArray *
dup_slots (AcEnvironmentSlots *self)
{
  GPtrArray *slots = g_ptr_array_new_full (g_hash_table_size (self->slots), g_object_unref);
  GHashTableIter iter;
  gpointer slot;

  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, NULL, &slot))
    g_ptr_array_add (slots, g_object_ref (slot));

  return slots;
}

/**
 * ac_environment_slots_new:
 * @lookup: (scope notified): says what belongs where
 * @user_data: for @lookup
 *
 * Returns: (transfer full): a keeper of slots
 */
AcEnvironmentSlots *
ac_environment_slots_new (AcEnvironmentSlotsLookup lookup,
                          gpointer                 user_data)
{
  AcEnvironmentSlots *self = g_new0 (AcEnvironmentSlots, 1);

  self->lookup = lookup;
  self->user_data = user_data;
  self->slots = g_hash_table_new (NULL, NULL);

  return self;
}

/**
 * ac_environment_slots_free:
 * @self: (transfer full): a keeper of slots
 *
 * Slots that somebody still holds stay as they are.
 */
void
ac_environment_slots_free (AcEnvironmentSlots *self)
{
  GHashTableIter iter;
  gpointer slot;

  g_return_if_fail (self != NULL);

  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, NULL, &slot))
    g_object_weak_unref (slot, on_slot_finalized, self);

  g_hash_table_unref (self->slots);
  g_free (self);
}

/**
 * ac_environment_slots_get:
 * @self: a keeper of slots
 * @position: a row
 *
 * Returns: (transfer full): the slot of that row; the same one while somebody holds it
 */
AcEnvironmentSlot *
ac_environment_slots_get (AcEnvironmentSlots *self,
                          guint               position)
{
  AcEnvironmentSlot *slot;

  g_return_val_if_fail (self != NULL, NULL);

  slot = g_hash_table_lookup (self->slots, GUINT_TO_POINTER (position));
  if (slot != NULL)
    return g_object_ref (slot);

  slot = ac_environment_slot_new (position, self->lookup (position, self->user_data));
  g_object_weak_ref (G_OBJECT (slot), on_slot_finalized, self);
  g_hash_table_insert (self->slots, GUINT_TO_POINTER (position), slot);

  return slot;
}

/**
 * ac_environment_slots_update:
 * @self: a keeper of slots
 *
 * Puts into each slot what belongs there now.
 */
void
ac_environment_slots_update (AcEnvironmentSlots *self)
{
  g_autoptr(GPtrArray) slots = NULL;

  g_return_if_fail (self != NULL);

  slots = dup_slots (self);
  for (guint i = 0; i < slots->len; i++)
    {
      AcEnvironmentSlot *slot = g_ptr_array_index (slots, i);
      guint position = ac_environment_slot_get_position (slot);

      ac_environment_slot_set_environment (slot, self->lookup (position, self->user_data));
    }
}

/**
 * ac_environment_slots_refresh:
 * @self: a keeper of slots
 *
 * Lets every slot be looked at again.
 */
void
ac_environment_slots_refresh (AcEnvironmentSlots *self)
{
  g_autoptr(GPtrArray) slots = NULL;

  g_return_if_fail (self != NULL);

  slots = dup_slots (self);
  for (guint i = 0; i < slots->len; i++)
    ac_environment_slot_changed (g_ptr_array_index (slots, i));
}

/**
 * ac_environment_slots_dup_environments:
 * @self: a keeper of slots
 *
 * Returns: (transfer full) (element-type AcEnvironment): what the slots show, in no order
 */
GPtrArray *
ac_environment_slots_dup_environments (AcEnvironmentSlots *self)
{
  GPtrArray *environments = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer slot;

  g_return_val_if_fail (self != NULL, environments);

  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, NULL, &slot))
    {
      AcEnvironment *environment = ac_environment_slot_get_environment (slot);

      if (environment != NULL)
        g_ptr_array_add (environments, g_object_ref (environment));
    }

  return environments;
}
