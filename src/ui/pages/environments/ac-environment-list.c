/* ac-environment-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environment-list"

#include "config.h"

#include <string.h>

#include "ac-compat.h"
#include "ac-environment-list.h"
#include "ac-environment-slots.h"
#include "ac-ui-enums.h"

/* Why not GtkFilterListModel and GtkSortListModel: GTK 4.8 throws away and builds anew the widgets of each row whose item is
 * another one, and it keeps about 200 rows, which is 100 ms at each key that is typed. So the items are slots, which stay where
 * they are and show other environments; and what fills them is an array of numbers, which is searched and turned around within
 * some milliseconds for 100,000 environments. */

/* GTK builds the widgets of about so many rows, however many there are; a row takes about 0.4 ms, so a view that begins gets
 * some of them at each frame. */
#define BUILT_ROWS 210
#define STEP_ROWS 15

struct _AcEnvironmentList
{
  GObject parent_instance;

  AcEnvironmentIndex *index;
  AcEnvironmentSlots *slots;

  GArray *sorted; /* guint32 indexes: all, as they are sorted */
  GArray *shown;  /* guint32 indexes: those of sorted that search and status leave */

  char *search;   /* (nullable) casefolded */
  AcEnvironmentStatus status;
  AcEnvironmentSort sort;
  gboolean descending;

  gboolean stepwise;
  guint n_rows;   /* what the list model says */
};

enum
{
  PROP_0,
  PROP_INDEX,
  PROP_STATUS,
  PROP_SORT,
  PROP_DESCENDING,
  PROP_N_SHOWN,
  N_PROPS
};

enum
{
  REARRANGED,
  ROW_SHOWN,
  N_SIGNALS
};

static void ac_environment_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AcEnvironmentList, ac_environment_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, ac_environment_list_model_init))

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static AcEnvironment *
lookup_environment (guint    position,
                    gpointer user_data)
{
  return ac_environment_list_get_environment (user_data, position);
}

static void
set_n_rows (AcEnvironmentList *self,
            guint              n_rows)
{
  guint old = self->n_rows;

  self->n_rows = n_rows;
  if (n_rows < old)
    g_list_model_items_changed (G_LIST_MODEL (self), n_rows, old - n_rows, 0);
  else if (n_rows > old)
    g_list_model_items_changed (G_LIST_MODEL (self), old, 0, n_rows - old);
}

/* How many rows there can be now, so that a frame isn't late. */
static guint
find_n_rows (AcEnvironmentList *self)
{
  guint n = self->shown->len;

  if (!self->stepwise || n <= self->n_rows || self->n_rows >= BUILT_ROWS)
    return n;

  return MIN (n, self->n_rows + STEP_ROWS);
}

/* Makes the rows those of @self->shown. */
static void
update_rows (AcEnvironmentList *self)
{
  guint n_rows = find_n_rows (self);

  if (n_rows < self->n_rows)
    set_n_rows (self, n_rows);

  ac_environment_slots_update (self->slots, FALSE);
  set_n_rows (self, n_rows);
}

static gboolean
matches (AcEnvironmentList         *self,
         const AcEnvironmentRecord *record)
{
  if (self->status == AC_ENVIRONMENT_STATUS_ENABLED && !record->enabled)
    return FALSE;
  if (self->status == AC_ENVIRONMENT_STATUS_DISABLED && record->enabled)
    return FALSE;

  return self->search == NULL || strstr (ac_environment_get_search_text (record->environment), self->search) != NULL;
}

/* Shows those of @from that match; @from may be what is shown. */
static void
filter (AcEnvironmentList *self,
        GArray            *from)
{
  guint n_before = self->shown->len;
  guint n = from->len;
  guint kept = 0;

  if (from != self->shown)
    g_array_set_size (self->shown, n);

  for (guint i = 0; i < n; i++)
    {
      guint32 index = g_array_index (from, guint32, i);

      if (matches (self, ac_environment_index_get_record (self->index, index)))
        g_array_index (self->shown, guint32, kept++) = index;
    }

  g_array_set_size (self->shown, kept);

  update_rows (self);
  if (kept != n_before)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SHOWN]);
  g_signal_emit (self, signals[REARRANGED], 0);
}

static void
update (AcEnvironmentList *self)
{
  ac_environment_sort_index (self->index, self->sort, self->descending, self->sorted);
  filter (self, self->sorted);
}

/* The list model */

static GType
ac_environment_list_get_item_type (GListModel *model)
{
  return AC_TYPE_ENVIRONMENT_SLOT;
}

static guint
ac_environment_list_get_n_items (GListModel *model)
{
  return AC_ENVIRONMENT_LIST (model)->n_rows;
}

static gpointer
ac_environment_list_get_item (GListModel *model,
                              guint       position)
{
  AcEnvironmentList *self = AC_ENVIRONMENT_LIST (model);

  if (position >= self->n_rows)
    return NULL;

  g_signal_emit (self, signals[ROW_SHOWN], 0);

  return ac_environment_slots_get (self->slots, position);
}

static void
ac_environment_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = ac_environment_list_get_item_type;
  iface->get_n_items = ac_environment_list_get_n_items;
  iface->get_item = ac_environment_list_get_item;
}

static void
ac_environment_list_constructed (GObject *object)
{
  AcEnvironmentList *self = AC_ENVIRONMENT_LIST (object);

  G_OBJECT_CLASS (ac_environment_list_parent_class)->constructed (object);

  g_signal_connect_object (self->index, "updated", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
ac_environment_list_dispose (GObject *object)
{
  AcEnvironmentList *self = AC_ENVIRONMENT_LIST (object);

  g_array_set_size (self->shown, 0);
  self->n_rows = 0;
  g_clear_pointer (&self->slots, ac_environment_slots_free);
  g_clear_object (&self->index);

  G_OBJECT_CLASS (ac_environment_list_parent_class)->dispose (object);
}

static void
ac_environment_list_finalize (GObject *object)
{
  AcEnvironmentList *self = AC_ENVIRONMENT_LIST (object);

  g_array_unref (self->sorted);
  g_array_unref (self->shown);
  g_free (self->search);

  G_OBJECT_CLASS (ac_environment_list_parent_class)->finalize (object);
}

static void
ac_environment_list_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  AcEnvironmentList *self = AC_ENVIRONMENT_LIST (object);

  switch (prop_id)
    {
    case PROP_INDEX:
      g_value_set_object (value, self->index);
      break;

    case PROP_STATUS:
      g_value_set_enum (value, self->status);
      break;

    case PROP_SORT:
      g_value_set_enum (value, self->sort);
      break;

    case PROP_DESCENDING:
      g_value_set_boolean (value, self->descending);
      break;

    case PROP_N_SHOWN:
      g_value_set_uint (value, self->shown->len);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_environment_list_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  AcEnvironmentList *self = AC_ENVIRONMENT_LIST (object);

  switch (prop_id)
    {
    case PROP_INDEX:
      self->index = g_value_dup_object (value);
      break;

    case PROP_STATUS:
      ac_environment_list_set_status (self, g_value_get_enum (value));
      break;

    case PROP_SORT:
      ac_environment_list_set_sort (self, g_value_get_enum (value), self->descending);
      break;

    case PROP_DESCENDING:
      ac_environment_list_set_sort (self, self->sort, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_environment_list_class_init (AcEnvironmentListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = ac_environment_list_constructed;
  object_class->dispose = ac_environment_list_dispose;
  object_class->finalize = ac_environment_list_finalize;
  object_class->get_property = ac_environment_list_get_property;
  object_class->set_property = ac_environment_list_set_property;

  properties[PROP_INDEX] =
    g_param_spec_object ("index", NULL, NULL, AC_TYPE_ENVIRONMENT_INDEX,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_STATUS] =
    g_param_spec_enum ("status", NULL, NULL, AC_TYPE_ENVIRONMENT_STATUS, AC_ENVIRONMENT_STATUS_ALL, writable);
  properties[PROP_SORT] =
    g_param_spec_enum ("sort", NULL, NULL, AC_TYPE_ENVIRONMENT_SORT, AC_ENVIRONMENT_SORT_NAME, writable);
  properties[PROP_DESCENDING] =
    g_param_spec_boolean ("descending", NULL, NULL, FALSE, writable);
  properties[PROP_N_SHOWN] =
    g_param_spec_uint ("n-shown", NULL, NULL, 0, G_MAXUINT, 0,
                       G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[REARRANGED] = g_signal_new ("rearranged", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                      0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ROW_SHOWN] = g_signal_new ("row-shown", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                     0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ac_environment_list_init (AcEnvironmentList *self)
{
  self->slots = ac_environment_slots_new (lookup_environment, self);
  self->sorted = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->shown = g_array_new (FALSE, FALSE, sizeof (guint32));
}

/**
 * ac_environment_list_new:
 * @index: environments
 *
 * Returns: (transfer full): the rows of a table of @index
 */
AcEnvironmentList *
ac_environment_list_new (AcEnvironmentIndex *index)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_INDEX (index), NULL);

  return g_object_new (AC_TYPE_ENVIRONMENT_LIST, "index", index, NULL);
}

/**
 * ac_environment_list_get_index:
 * @self: a list
 *
 * Returns: (transfer none): what it shows
 */
AcEnvironmentIndex *
ac_environment_list_get_index (AcEnvironmentList *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_LIST (self), NULL);

  return self->index;
}

/**
 * ac_environment_list_set_search:
 * @self: a list
 * @text: (nullable): as it was typed
 *
 * Leaves the environments whose name, cloud name or ID contains @text, in any case.
 */
void
ac_environment_list_set_search (AcEnvironmentList *self,
                                const char        *text)
{
  g_autofree char *stripped = NULL;
  g_autofree char *folded = NULL;
  gboolean stricter;

  g_return_if_fail (AC_IS_ENVIRONMENT_LIST (self));

  stripped = g_strstrip (g_strdup (text != NULL ? text : ""));
  if (*stripped != '\0')
    folded = g_utf8_casefold (stripped, -1);

  /* What doesn't match now doesn't match a longer text either. */
  stricter = folded != NULL && (self->search == NULL || strstr (folded, self->search) != NULL);
  if (g_set_str (&self->search, folded))
    filter (self, stricter ? self->shown : self->sorted);
}

/**
 * ac_environment_list_get_searching:
 * @self: a list
 *
 * Returns: whether something is searched for
 */
gboolean
ac_environment_list_get_searching (AcEnvironmentList *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_LIST (self), FALSE);

  return self->search != NULL;
}

/**
 * ac_environment_list_set_status:
 * @self: a list
 * @status: which environments to leave
 */
void
ac_environment_list_set_status (AcEnvironmentList   *self,
                                AcEnvironmentStatus  status)
{
  g_return_if_fail (AC_IS_ENVIRONMENT_LIST (self));

  if (self->status == status)
    return;

  self->status = status;
  filter (self, self->sorted);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUS]);
}

/**
 * ac_environment_list_get_status:
 * @self: a list
 *
 * Returns: which environments are left
 */
AcEnvironmentStatus
ac_environment_list_get_status (AcEnvironmentList *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_LIST (self), AC_ENVIRONMENT_STATUS_ALL);

  return self->status;
}

/**
 * ac_environment_list_set_sort:
 * @self: a list
 * @sort: what to sort by
 * @descending: whether the largest comes first
 */
void
ac_environment_list_set_sort (AcEnvironmentList *self,
                              AcEnvironmentSort  sort,
                              gboolean           descending)
{
  gboolean other_sort;
  gboolean other_direction;

  g_return_if_fail (AC_IS_ENVIRONMENT_LIST (self));

  other_sort = self->sort != sort;
  other_direction = self->descending != descending;
  if (!other_sort && !other_direction)
    return;

  self->sort = sort;
  self->descending = descending;
  update (self);

  if (other_sort)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SORT]);
  if (other_direction)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESCENDING]);
}

/**
 * ac_environment_list_get_sort:
 * @self: a list
 *
 * Returns: what the rows are sorted by
 */
AcEnvironmentSort
ac_environment_list_get_sort (AcEnvironmentList *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_LIST (self), AC_ENVIRONMENT_SORT_NAME);

  return self->sort;
}

/**
 * ac_environment_list_get_descending:
 * @self: a list
 *
 * Returns: whether the largest comes first
 */
gboolean
ac_environment_list_get_descending (AcEnvironmentList *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_LIST (self), FALSE);

  return self->descending;
}

/**
 * ac_environment_list_set_stepwise:
 * @self: a list
 * @stepwise: whether rows are added some at a time
 *
 * Set by a view of widgets, which then calls ac_environment_list_grow() at each frame.
 */
void
ac_environment_list_set_stepwise (AcEnvironmentList *self,
                                  gboolean           stepwise)
{
  g_return_if_fail (AC_IS_ENVIRONMENT_LIST (self));

  self->stepwise = stepwise;
  set_n_rows (self, find_n_rows (self));
}

/**
 * ac_environment_list_grow:
 * @self: a list
 *
 * Adds the next rows.
 *
 * Returns: whether there are more
 */
gboolean
ac_environment_list_grow (AcEnvironmentList *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_LIST (self), FALSE);

  set_n_rows (self, find_n_rows (self));

  return ac_environment_list_is_growing (self);
}

/**
 * ac_environment_list_is_growing:
 * @self: a list
 *
 * Returns: whether some of the shown environments aren't rows yet
 */
gboolean
ac_environment_list_is_growing (AcEnvironmentList *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_LIST (self), FALSE);

  return self->n_rows < self->shown->len;
}

/**
 * ac_environment_list_start_again:
 * @self: a list
 *
 * Takes all rows away, for another view that is going to show them stepwise.
 */
void
ac_environment_list_start_again (AcEnvironmentList *self)
{
  g_return_if_fail (AC_IS_ENVIRONMENT_LIST (self));

  set_n_rows (self, 0);
}

/**
 * ac_environment_list_get_n_shown:
 * @self: a list
 *
 * Returns: how many environments search and filter leave, whether or not all of them are rows yet
 */
guint
ac_environment_list_get_n_shown (AcEnvironmentList *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_LIST (self), 0);

  return self->shown->len;
}

/**
 * ac_environment_list_get_environment:
 * @self: a list
 * @position: a row
 *
 * Returns: (transfer none) (nullable): the environment of that row; %NULL when there is no such row
 */
AcEnvironment *
ac_environment_list_get_environment (AcEnvironmentList *self,
                                     guint              position)
{
  guint32 index;

  g_return_val_if_fail (AC_IS_ENVIRONMENT_LIST (self), NULL);

  if (position >= self->shown->len)
    return NULL;

  index = g_array_index (self->shown, guint32, position);
  return ac_environment_index_get_record (self->index, index)->environment;
}

/**
 * ac_environment_list_find:
 * @self: a list
 * @environment: an environment
 * @position: (out): the row that shows it
 *
 * Returns: whether search and filter leave @environment
 */
gboolean
ac_environment_list_find (AcEnvironmentList *self,
                          AcEnvironment     *environment,
                          guint             *position)
{
  guint index;

  g_return_val_if_fail (AC_IS_ENVIRONMENT_LIST (self), FALSE);
  g_return_val_if_fail (position != NULL, FALSE);

  if (!ac_environment_index_find (self->index, environment, &index))
    return FALSE;

  for (guint i = 0; i < self->shown->len; i++)
    if (g_array_index (self->shown, guint32, i) == index)
      {
        *position = i;
        return TRUE;
      }

  return FALSE;
}

static GPtrArray *
dup_environments (AcEnvironmentList *self,
                  GArray            *indexes)
{
  GPtrArray *environments = g_ptr_array_new_full (indexes->len, g_object_unref);

  for (guint i = 0; i < indexes->len; i++)
    {
      guint32 index = g_array_index (indexes, guint32, i);

      g_ptr_array_add (environments, g_object_ref (ac_environment_index_get_record (self->index, index)->environment));
    }

  return environments;
}

/**
 * ac_environment_list_dup_all:
 * @self: a list
 *
 * Returns: (transfer full) (element-type AcEnvironment): all environments, as they are sorted
 */
GPtrArray *
ac_environment_list_dup_all (AcEnvironmentList *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_LIST (self), NULL);

  return dup_environments (self, self->sorted);
}

/**
 * ac_environment_list_dup_shown:
 * @self: a list
 *
 * Returns: (transfer full) (element-type AcEnvironment): what search and filter leave, as it is sorted
 */
GPtrArray *
ac_environment_list_dup_shown (AcEnvironmentList *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_LIST (self), NULL);

  return dup_environments (self, self->shown);
}

/**
 * ac_environment_list_dup_on_screen:
 * @self: a list
 *
 * Returns: (transfer full) (element-type AcEnvironment): what rows show that can be seen
 */
GPtrArray *
ac_environment_list_dup_on_screen (AcEnvironmentList *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_LIST (self), NULL);

  return ac_environment_slots_dup_on_screen (self->slots);
}

/**
 * ac_environment_list_refresh:
 * @self: a list
 *
 * Lets all rows look again, because something that the environments don't tell is another: marks, permissions.
 */
void
ac_environment_list_refresh (AcEnvironmentList *self)
{
  g_return_if_fail (AC_IS_ENVIRONMENT_LIST (self));

  ac_environment_slots_update (self->slots, TRUE);
}

/**
 * ac_environment_list_set_on_screen:
 * @self: a list
 * @first: the first row that can be seen
 * @n_rows: how many rows can be seen
 *
 * Tells which rows have to show at once what belongs there; the others follow within some frames. Until this is called it is all
 * of them.
 */
void
ac_environment_list_set_on_screen (AcEnvironmentList *self,
                                   guint              first,
                                   guint              n_rows)
{
  g_return_if_fail (AC_IS_ENVIRONMENT_LIST (self));

  if (ac_environment_slots_set_on_screen (self->slots, first, n_rows))
    g_signal_emit (self, signals[ROW_SHOWN], 0);
}
