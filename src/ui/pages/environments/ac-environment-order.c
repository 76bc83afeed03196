/* ac-environment-order.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environment-order"

#include "config.h"

#include <string.h>

#include "ac-environment-order.h"

#define N_KINDS (AC_ENVIRONMENT_ORDER_LAST + 1)

/* What is compared: the key of one order first, and what makes it unambiguous after it. */
typedef struct
{
  const char *primary;
  const char *secondary;
  const char *id;
  guint32 index;
} Entry;

/* Where the texts of one environment stand in the arena. */
typedef struct
{
  gsize name;
  gsize cloud_name;
  gsize id;
} Texts;

struct _AcEnvironmentOrder
{
  /* Until ac_environment_order_sort(): copies, which a thread may read while the objects change. */
  GString *arena;
  GArray *texts;

  GArray *orders[N_KINDS]; /* guint32: rank → index */
  GArray *ranks[N_KINDS];  /* guint32: index → rank */
};

/* “Web 2” before “Web 10”, and “apple” before “Zebra” in every locale. */
static char *
create_key (const char             *text,
            AcEnvironmentOrderKind  kind)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  /* A cloud name is ASCII, and is read by machines as it stands. */
  if (kind == AC_ENVIRONMENT_ORDER_CLOUD_NAME)
    return g_steal_pointer (&folded);

  return g_utf8_collate_key_for_filename (folded, -1);
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const Entry *first = a;
  const Entry *second = b;
  int result;

  result = strcmp (first->primary, second->primary);
  if (result == 0)
    result = strcmp (first->secondary, second->secondary);
  if (result == 0)
    result = strcmp (first->id, second->id);

  return result;
}

static int
compare_environments (AcEnvironment          *a,
                      AcEnvironment          *b,
                      AcEnvironmentOrderKind  kind)
{
  gboolean by_name = kind == AC_ENVIRONMENT_ORDER_NAME;
  g_autofree char *first = create_key (by_name ? ac_environment_get_name (a) : ac_environment_get_cloud_name (a), kind);
  g_autofree char *second = create_key (by_name ? ac_environment_get_name (b) : ac_environment_get_cloud_name (b), kind);
  Entry entries[2] = {
    { first, ac_environment_get_cloud_name (a), ac_environment_get_id (a), 0 },
    { second, ac_environment_get_cloud_name (b), ac_environment_get_id (b), 1 },
  };

  return compare_entries (&entries[0], &entries[1]);
}

static gsize
add_text (AcEnvironmentOrder *self,
          const char         *text)
{
  gsize offset = self->arena->len;

  /* With its end, so that each is a string of its own. */
  g_string_append_len (self->arena, text, strlen (text) + 1);

  return offset;
}

static void
update_ranks (AcEnvironmentOrder     *self,
              AcEnvironmentOrderKind  kind,
              guint                   from,
              guint                   to)
{
  const guint32 *order = (const guint32 *) (gpointer) self->orders[kind]->data;
  guint32 *ranks = (guint32 *) (gpointer) self->ranks[kind]->data;

  for (guint rank = from; rank < to; rank++)
    ranks[order[rank]] = rank;
}

static void
sort_kind (AcEnvironmentOrder     *self,
           AcEnvironmentOrderKind  kind)
{
  guint n = self->texts->len;
  g_autofree Entry *entries = g_new (Entry, n);
  g_autoptr(GPtrArray) keys = g_ptr_array_new_full (n, g_free);

  for (guint i = 0; i < n; i++)
    {
      const Texts *texts = &g_array_index (self->texts, Texts, i);
      const char *arena = self->arena->str;
      gboolean by_name = kind == AC_ENVIRONMENT_ORDER_NAME;
      char *key = create_key (arena + (by_name ? texts->name : texts->cloud_name), kind);

      g_ptr_array_add (keys, key);
      entries[i] = (Entry) { key, arena + texts->cloud_name, arena + texts->id, i };
    }

  /* Of an empty array there may be no address, which qsort() must not be given. */
  if (n > 0)
    qsort (entries, n, sizeof (Entry), compare_entries);

  g_array_set_size (self->orders[kind], n);
  g_array_set_size (self->ranks[kind], n);
  for (guint rank = 0; rank < n; rank++)
    g_array_index (self->orders[kind], guint32, rank) = entries[rank].index;
  update_ranks (self, kind, 0, n);
}

/* The rank that @index, which stands at no rank now, belongs to. */
static guint
find_rank (AcEnvironmentOrder       *self,
           AcEnvironmentOrderKind    kind,
           guint                     index,
           AcEnvironmentOrderLookup  lookup,
           gpointer                  user_data)
{
  AcEnvironment *environment = lookup (index, user_data);
  guint low = 0;
  guint high = self->orders[kind]->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      guint32 other = g_array_index (self->orders[kind], guint32, middle);

      if (compare_environments (lookup (other, user_data), environment, kind) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static void
insert (AcEnvironmentOrder       *self,
        AcEnvironmentOrderKind    kind,
        guint                     index,
        AcEnvironmentOrderLookup  lookup,
        gpointer                  user_data)
{
  guint rank = find_rank (self, kind, index, lookup, user_data);
  guint32 value = index;

  g_array_insert_val (self->orders[kind], rank, value);
  update_ranks (self, kind, rank, self->orders[kind]->len);
}

static gboolean
is_in_place (AcEnvironmentOrder       *self,
             AcEnvironmentOrderKind    kind,
             guint                     index,
             AcEnvironmentOrderLookup  lookup,
             gpointer                  user_data)
{
  guint rank = g_array_index (self->ranks[kind], guint32, index);
  AcEnvironment *environment = lookup (index, user_data);

  if (rank > 0)
    {
      guint32 previous = g_array_index (self->orders[kind], guint32, rank - 1);

      if (compare_environments (lookup (previous, user_data), environment, kind) > 0)
        return FALSE;
    }

  if (rank + 1 < self->orders[kind]->len)
    {
      guint32 next = g_array_index (self->orders[kind], guint32, rank + 1);

      if (compare_environments (environment, lookup (next, user_data), kind) > 0)
        return FALSE;
    }

  return TRUE;
}

/**
 * ac_environment_order_new:
 * @n_expected: how many environments will probably be appended
 *
 * Returns: (transfer full): an order of nothing yet
 */
AcEnvironmentOrder *
ac_environment_order_new (guint n_expected)
{
  AcEnvironmentOrder *self = g_new0 (AcEnvironmentOrder, 1);

  self->arena = g_string_sized_new ((gsize) n_expected * 64);
  self->texts = g_array_sized_new (FALSE, FALSE, sizeof (Texts), n_expected);
  for (guint kind = 0; kind < N_KINDS; kind++)
    {
      self->orders[kind] = g_array_new (FALSE, FALSE, sizeof (guint32));
      self->ranks[kind] = g_array_new (FALSE, FALSE, sizeof (guint32));
    }

  return self;
}

/**
 * ac_environment_order_free:
 * @self: (transfer full): an order
 */
void
ac_environment_order_free (AcEnvironmentOrder *self)
{
  g_return_if_fail (self != NULL);

  g_string_free (self->arena, TRUE);
  g_array_unref (self->texts);
  for (guint kind = 0; kind < N_KINDS; kind++)
    {
      g_array_unref (self->orders[kind]);
      g_array_unref (self->ranks[kind]);
    }
  g_free (self);
}

/**
 * ac_environment_order_append:
 * @self: an order that has not been sorted
 * @environment: what stands at the next index
 *
 * Copies the names of @environment.
 */
void
ac_environment_order_append (AcEnvironmentOrder *self,
                             AcEnvironment      *environment)
{
  Texts texts;

  g_return_if_fail (self != NULL);
  g_return_if_fail (AC_IS_ENVIRONMENT (environment));

  texts.name = add_text (self, ac_environment_get_name (environment));
  texts.cloud_name = add_text (self, ac_environment_get_cloud_name (environment));
  texts.id = add_text (self, ac_environment_get_id (environment));
  g_array_append_val (self->texts, texts);
}

/**
 * ac_environment_order_sort:
 * @self: an order
 *
 * Sorts what was appended. This is what takes time (about 3 ms for each 1,000 environments), and it
 * touches nothing but @self, so that it can be done in a thread.
 */
void
ac_environment_order_sort (AcEnvironmentOrder *self)
{
  g_return_if_fail (self != NULL);

  for (guint kind = 0; kind < N_KINDS; kind++)
    sort_kind (self, kind);

  g_string_set_size (self->arena, 0);
  g_array_set_size (self->texts, 0);
}

/**
 * ac_environment_order_get_size:
 * @self: a sorted order
 *
 * Returns: how many environments it is of
 */
guint
ac_environment_order_get_size (AcEnvironmentOrder *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->orders[0]->len;
}

/**
 * ac_environment_order_peek:
 * @self: a sorted order
 * @kind: which order
 *
 * Returns: (transfer none): the indexes in that order
 */
const guint32 *
ac_environment_order_peek (AcEnvironmentOrder     *self,
                           AcEnvironmentOrderKind  kind)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (kind < N_KINDS, NULL);

  return (const guint32 *) (gpointer) self->orders[kind]->data;
}

/**
 * ac_environment_order_ranks:
 * @self: a sorted order
 * @kind: which order
 *
 * Returns: (transfer none): for each index its place in that order, counted from 0
 */
const guint32 *
ac_environment_order_ranks (AcEnvironmentOrder     *self,
                            AcEnvironmentOrderKind  kind)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (kind < N_KINDS, NULL);

  return (const guint32 *) (gpointer) self->ranks[kind]->data;
}

/**
 * ac_environment_order_splice:
 * @self: a sorted order
 * @position: the first index that changed
 * @n_removed: how many environments went there
 * @n_added: how many came instead
 * @lookup: (scope call): finds an environment by its new index
 * @user_data: for @lookup
 *
 * Follows a small change of the source without sorting anew.
 */
void
ac_environment_order_splice (AcEnvironmentOrder       *self,
                             guint                     position,
                             guint                     n_removed,
                             guint                     n_added,
                             AcEnvironmentOrderLookup  lookup,
                             gpointer                  user_data)
{
  guint n_old;

  g_return_if_fail (self != NULL);

  n_old = ac_environment_order_get_size (self);
  g_return_if_fail (position + n_removed <= n_old);

  for (guint kind = 0; kind < N_KINDS; kind++)
    {
      GArray *order = self->orders[kind];
      guint kept = 0;

      for (guint rank = 0; rank < n_old; rank++)
        {
          guint32 index = g_array_index (order, guint32, rank);

          if (index >= position && index < position + n_removed)
            continue;
          if (index >= position)
            index = index - n_removed + n_added;
          g_array_index (order, guint32, kept++) = index;
        }

      g_array_set_size (order, kept);
      g_array_set_size (self->ranks[kind], n_old - n_removed + n_added);
      update_ranks (self, kind, 0, kept);

      for (guint i = 0; i < n_added; i++)
        insert (self, kind, position + i, lookup, user_data);
    }
}

/**
 * ac_environment_order_place:
 * @self: a sorted order
 * @index: an environment whose names may have changed
 * @lookup: (scope call): finds an environment by its index
 * @user_data: for @lookup
 *
 * Moves one environment to where its names belong.
 *
 * Returns: whether it stood elsewhere
 */
gboolean
ac_environment_order_place (AcEnvironmentOrder       *self,
                            guint                     index,
                            AcEnvironmentOrderLookup  lookup,
                            gpointer                  user_data)
{
  gboolean moved = FALSE;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (index < ac_environment_order_get_size (self), FALSE);

  for (guint kind = 0; kind < N_KINDS; kind++)
    {
      guint rank;

      if (is_in_place (self, kind, index, lookup, user_data))
        continue;

      rank = g_array_index (self->ranks[kind], guint32, index);
      g_array_remove_index (self->orders[kind], rank);
      update_ranks (self, kind, rank, self->orders[kind]->len);
      insert (self, kind, index, lookup, user_data);
      moved = TRUE;
    }

  return moved;
}
