/* ac-rotation-places.c: where the old key of a rotation is used
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-rotation"

#include "config.h"

#include "ac-rotation-private.h"

static void
on_place_changed_cb (AcRotation *self)
{
  ac_rotation_update_verified (self);
  ac_rotation_emit_changed (self);
}

/*< private >
 * ac_rotation_count_places_to_verify:
 * @self: a rotation
 *
 * Returns: how many places are not ticked
 */
guint
ac_rotation_count_places_to_verify (AcRotation *self)
{
  guint n_places = g_list_model_get_n_items (G_LIST_MODEL (self->places));
  guint n_unverified = 0;

  for (guint i = 0; i < n_places; i++)
    {
      g_autoptr (AcRotationPlace) place = g_list_model_get_item (G_LIST_MODEL (self->places), i);

      n_unverified += ac_rotation_place_get_verified_at (place) == NULL;
    }

  return n_unverified;
}

/*< private >
 * ac_rotation_take_back_verification:
 * @self: a rotation with another new key than before
 *
 * What worked with one key says nothing about another.
 */
void
ac_rotation_take_back_verification (AcRotation *self)
{
  guint n_places = g_list_model_get_n_items (G_LIST_MODEL (self->places));

  ac_rotation_set_handed_over (self, FALSE);
  ac_rotation_set_verified_at (self, NULL);
  for (guint i = 0; i < n_places; i++)
    {
      g_autoptr (AcRotationPlace) place = g_list_model_get_item (G_LIST_MODEL (self->places), i);

      ac_rotation_place_set_verified_at (place, NULL);
    }
}

/**
 * ac_rotation_get_places:
 * @self: a rotation
 *
 * Lists where the old key is used, as somebody noted it.
 *
 * Returns: (transfer none): #AcRotationPlace items
 */
GListModel *
ac_rotation_get_places (AcRotation *self)
{
  g_return_val_if_fail (AC_IS_ROTATION (self), NULL);

  return G_LIST_MODEL (self->places);
}

/*< private >
 * ac_rotation_take_place:
 * @self: a rotation
 * @place: (transfer full): a place
 *
 * Adds a place at the end.
 */
void
ac_rotation_take_place (AcRotation      *self,
                        AcRotationPlace *place)
{
  g_signal_connect_object (place, "notify", G_CALLBACK (on_place_changed_cb), self, G_CONNECT_SWAPPED);
  g_list_store_append (self->places, place);
  g_object_unref (place);
  on_place_changed_cb (self);
}

/**
 * ac_rotation_add_place:
 * @self: a rotation
 * @name: what somebody calls the place
 *
 * Adds a place at the end, which doesn't work with the new key yet.
 *
 * Returns: (transfer none): the place
 */
AcRotationPlace *
ac_rotation_add_place (AcRotation *self,
                       const char *name)
{
  AcRotationPlace *place;

  g_return_val_if_fail (AC_IS_ROTATION (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  place = ac_rotation_place_new (name);
  ac_rotation_take_place (self, place);

  return place;
}

/**
 * ac_rotation_remove_place:
 * @self: a rotation
 * @place: one of its places
 *
 * Removes a place.
 */
void
ac_rotation_remove_place (AcRotation      *self,
                          AcRotationPlace *place)
{
  guint position;

  g_return_if_fail (AC_IS_ROTATION (self));
  g_return_if_fail (AC_IS_ROTATION_PLACE (place));

  if (!g_list_store_find (self->places, place, &position))
    return;

  g_signal_handlers_disconnect_by_data (place, self);
  g_list_store_remove (self->places, position);
  on_place_changed_cb (self);
}

/**
 * ac_rotation_count_unverified_places:
 * @self: a rotation
 *
 * Counts the places that don't work with the new key yet, as far as somebody noted it.
 *
 * Returns: how many
 */
guint
ac_rotation_count_unverified_places (AcRotation *self)
{
  g_return_val_if_fail (AC_IS_ROTATION (self), 0);

  return self->n_unverified;
}

/**
 * ac_rotation_is_verified:
 * @self: a rotation
 *
 * Says whether the old key can be disabled without asking twice.
 *
 * Returns: whether the service accepted the new pair, and every place works with it
 */
gboolean
ac_rotation_is_verified (AcRotation *self)
{
  g_return_val_if_fail (AC_IS_ROTATION (self), FALSE);

  return self->verified;
}
