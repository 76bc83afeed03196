/* ac-environment-slots.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environment-slots"

#include "config.h"

#include "ac-environment-slots.h"

/* Their widgets take about 3 ms. */
#define SLOTS_AT_ONCE 15

struct _AcEnvironmentSlots
{
  AcEnvironmentSlotsLookup lookup;
  gpointer user_data;
  GHashTable *slots; /* position → AcEnvironmentSlot (not owned) */

  guint first;  /* what is on the screen */
  guint n_rows;
  GQueue later; /* AcEnvironmentSlot (owned): the others, the nearest first */
  guint later_id;
  gboolean refreshing;
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

/* How far from the screen a slot is, in rows. */
static guint
find_distance (AcEnvironmentSlots *self,
               AcEnvironmentSlot  *slot)
{
  guint position = ac_environment_slot_get_position (slot);

  if (position < self->first)
    return self->first - position;
  if (position - self->first < self->n_rows)
    return 0;

  return position - self->first - self->n_rows + 1;
}

static int
compare_distances (gconstpointer a,
                   gconstpointer b,
                   gpointer      user_data)
{
  guint first = find_distance (user_data, *(AcEnvironmentSlot * const *) a);
  guint second = find_distance (user_data, *(AcEnvironmentSlot * const *) b);

  return (first > second) - (first < second);
}

static void
update_slot (AcEnvironmentSlots *self,
             AcEnvironmentSlot  *slot)
{
  AcEnvironment *environment = self->lookup (ac_environment_slot_get_position (slot), self->user_data);

  if (environment != ac_environment_slot_get_environment (slot))
    ac_environment_slot_set_environment (slot, environment);
  else if (self->refreshing)
    ac_environment_slot_changed (slot);
}

static gboolean
on_later_cb (gpointer data)
{
  AcEnvironmentSlots *self = data;

  for (guint i = 0; i < SLOTS_AT_ONCE && !g_queue_is_empty (&self->later); i++)
    {
      g_autoptr(AcEnvironmentSlot) slot = g_queue_pop_head (&self->later);

      update_slot (self, slot);
    }

  if (!g_queue_is_empty (&self->later))
    return G_SOURCE_CONTINUE;

  self->later_id = 0;
  self->refreshing = FALSE;

  return G_SOURCE_REMOVE;
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
  self->n_rows = G_MAXUINT;
  g_queue_init (&self->later);

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

  g_clear_handle_id (&self->later_id, g_source_remove);
  g_queue_clear_full (&self->later, g_object_unref);

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
 * @refresh: whether a slot is to be looked at again also when it shows the same environment as before
 *
 * Puts into each slot what belongs there now: at once into those that are on the screen, into the others soon.
 */
void
ac_environment_slots_update (AcEnvironmentSlots *self,
                             gboolean            refresh)
{
  g_autoptr(GPtrArray) slots = NULL;

  g_return_if_fail (self != NULL);

  /* Those that wait still do, with the new ones. */
  self->refreshing = refresh || (self->refreshing && self->later_id != 0);
  g_queue_clear_full (&self->later, g_object_unref);

  slots = dup_slots (self);
  g_ptr_array_sort_with_data (slots, compare_distances, self);
  for (guint i = 0; i < slots->len; i++)
    {
      AcEnvironmentSlot *slot = g_ptr_array_index (slots, i);

      if (find_distance (self, slot) == 0)
        update_slot (self, slot);
      else
        g_queue_push_tail (&self->later, g_object_ref (slot));
    }

  if (!g_queue_is_empty (&self->later) && self->later_id == 0)
    self->later_id = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_later_cb, self, NULL);
}

/**
 * ac_environment_slots_set_on_screen:
 * @self: a keeper of slots
 * @first: the first row that can be seen
 * @n_rows: how many rows can be seen
 *
 * Until this is called all are.
 *
 * Returns: whether these are others than before
 */
gboolean
ac_environment_slots_set_on_screen (AcEnvironmentSlots *self,
                                    guint               first,
                                    guint               n_rows)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->first == first && self->n_rows == n_rows)
    return FALSE;

  self->first = first;
  self->n_rows = n_rows;

  return TRUE;
}

/**
 * ac_environment_slots_dup_on_screen:
 * @self: a keeper of slots
 *
 * Returns: (transfer full) (element-type AcEnvironment): what the slots show that are on the screen, in no order
 */
GPtrArray *
ac_environment_slots_dup_on_screen (AcEnvironmentSlots *self)
{
  GPtrArray *environments = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer slot;

  g_return_val_if_fail (self != NULL, environments);

  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, NULL, &slot))
    {
      AcEnvironment *environment = ac_environment_slot_get_environment (slot);

      if (environment != NULL && find_distance (self, slot) == 0)
        g_ptr_array_add (environments, g_object_ref (environment));
    }

  return environments;
}
