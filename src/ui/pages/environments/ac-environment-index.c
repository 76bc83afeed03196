/* ac-environment-index.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environment-index"

#include "config.h"

#include "ac-environment-index.h"

/* Up to this many environments are sorted at once, in less than 10 ms; more in a thread. */
#define SORT_AT_ONCE 2000

/* And so many are read before something else gets its turn: about 3 ms. */
#define READ_AT_ONCE 4000

/* A change of at most this many environments is worked into the order. */
#define SMALL_CHANGE 16

/* A long list, read some at a time and sorted in a thread. */
typedef struct
{
  GArray *records;
  AcEnvironmentOrder *order;
} Load;

struct _AcEnvironmentIndex
{
  GObject parent_instance;

  AcCollection *source;
  Load *reading;             /* (nullable) (owned): a long list is being read */
  guint reading_id;
  GCancellable *cancellable; /* (nullable) of the sorting in a thread */

  GArray *records;           /* AcEnvironmentRecord, in the order of the source */
  AcEnvironmentOrder *order; /* of the records */
  GPtrArray *late;           /* AcEnvironment that changed while the order is made in a thread */

  guint n_enabled;
  gboolean pending;
  guint updated_id;
};

enum
{
  PROP_0,
  PROP_SOURCE,
  PROP_N_ALL,
  PROP_N_ENABLED,
  PROP_PENDING,
  N_PROPS
};

enum
{
  UPDATED,
  REMOVED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AcEnvironmentIndex, ac_environment_index, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
free_load (gpointer data)
{
  Load *load = data;

  g_clear_pointer (&load->records, g_array_unref);
  g_clear_pointer (&load->order, ac_environment_order_free);
  g_free (load);
}

static void
clear_record (gpointer data)
{
  AcEnvironmentRecord *record = data;

  g_clear_object (&record->environment);
}

static GArray *
create_records (guint n)
{
  GArray *records = g_array_sized_new (FALSE, FALSE, sizeof (AcEnvironmentRecord), n);

  g_array_set_clear_func (records, clear_record);

  return records;
}

static AcEnvironmentRecord *
get_record (AcEnvironmentIndex *self,
            guint               index)
{
  return &g_array_index (self->records, AcEnvironmentRecord, index);
}

static AcEnvironmentRecord
create_record (GListModel *model,
               guint       position)
{
  AcEnvironment *environment = g_list_model_get_item (model, position);

  return (AcEnvironmentRecord) {
    .environment = environment,
    .enabled = ac_environment_get_enabled (environment),
  };
}

static AcEnvironment *
lookup_environment (guint    index,
                    gpointer user_data)
{
  return get_record (user_data, index)->environment;
}

static guint
count_enabled (GArray *records)
{
  guint n = 0;

  for (guint i = 0; i < records->len; i++)
    if (g_array_index (records, AcEnvironmentRecord, i).enabled)
      n++;

  return n;
}

static void
set_n_enabled (AcEnvironmentIndex *self,
               guint               n_enabled)
{
  if (self->n_enabled == n_enabled)
    return;

  self->n_enabled = n_enabled;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ENABLED]);
}

static void
set_pending (AcEnvironmentIndex *self,
             gboolean            pending)
{
  if (self->pending == pending)
    return;

  self->pending = pending;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PENDING]);
}

static void
emit_updated (AcEnvironmentIndex *self)
{
  g_clear_handle_id (&self->updated_id, g_source_remove);
  g_signal_emit (self, signals[UPDATED], 0);
}

static gboolean
on_updated_idle_cb (gpointer data)
{
  AcEnvironmentIndex *self = data;

  self->updated_id = 0;
  g_signal_emit (self, signals[UPDATED], 0);

  return G_SOURCE_REMOVE;
}

/* One environment changed */

static void
update_record (AcEnvironmentIndex *self,
               guint               index)
{
  AcEnvironmentRecord *record = get_record (self, index);
  gboolean enabled = ac_environment_get_enabled (record->environment);

  if (record->enabled != enabled)
    {
      record->enabled = enabled;
      set_n_enabled (self, enabled ? self->n_enabled + 1 : self->n_enabled - 1);
    }

  ac_environment_order_place (self->order, index, lookup_environment, self);

  /* Many that change within one turn of the main loop are told together, before the next frame is drawn. */
  if (self->updated_id == 0)
    self->updated_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_updated_idle_cb, self, NULL);
}

static void
on_item_changed_cb (AcEnvironmentIndex *self,
                    AcEnvironment      *environment)
{
  guint index;

  if (self->pending)
    g_ptr_array_add (self->late, g_object_ref (environment));

  if (ac_environment_index_find (self, environment, &index))
    update_record (self, index);
}

/* Environments came or went */

static void
emit_items_changed (AcEnvironmentIndex *self,
                    guint               n_before,
                    gboolean            removed)
{
  /* First, because what was told before holds numbers of records that are gone. */
  emit_updated (self);

  if (self->records->len != n_before)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ALL]);
  set_n_enabled (self, count_enabled (self->records));
  if (removed)
    g_signal_emit (self, signals[REMOVED], 0);
}

/* Takes @records and @order. */
static void
take_records (AcEnvironmentIndex *self,
              GArray             *records,
              AcEnvironmentOrder *order)
{
  g_autoptr(GArray) old = self->records;

  self->records = records;
  g_clear_pointer (&self->order, ac_environment_order_free);
  self->order = order;

  emit_items_changed (self, old->len, old->len > 0);
}

static void
sort_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Load *load = task_data;

  ac_environment_order_sort (load->order);
  g_task_return_boolean (task, TRUE);
}

static void
on_sorted_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  AcEnvironmentIndex *self;
  Load *load = g_task_get_task_data (G_TASK (result));
  g_autoptr(GPtrArray) late = NULL;

  /* Cancelled: the source changed again meanwhile, or the index is gone. */
  if (!g_task_propagate_boolean (G_TASK (result), NULL))
    return;

  self = user_data;
  late = g_steal_pointer (&self->late);
  self->late = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < load->records->len; i++)
    {
      AcEnvironmentRecord *record = &g_array_index (load->records, AcEnvironmentRecord, i);

      record->enabled = ac_environment_get_enabled (record->environment);
    }
  take_records (self, g_steal_pointer (&load->records), g_steal_pointer (&load->order));
  set_pending (self, FALSE);

  for (guint i = 0; i < late->len; i++)
    on_item_changed_cb (self, g_ptr_array_index (late, i));
}

static void
read_records (AcEnvironmentIndex *self,
              GArray             *records,
              AcEnvironmentOrder *order,
              guint               end)
{
  for (guint i = records->len; i < end; i++)
    {
      AcEnvironmentRecord record = create_record (G_LIST_MODEL (self->source), i);

      ac_environment_order_append (order, record.environment);
      g_array_append_val (records, record);
    }
}

static gboolean
on_reading_cb (gpointer user_data)
{
  AcEnvironmentIndex *self = user_data;
  Load *load = self->reading;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->source));
  g_autoptr(GTask) task = NULL;

  read_records (self, load->records, load->order, MIN (load->records->len + READ_AT_ONCE, n));
  if (load->records->len < n)
    return G_SOURCE_CONTINUE;

  self->reading_id = 0;
  self->cancellable = g_cancellable_new ();
  task = g_task_new (NULL, self->cancellable, on_sorted_cb, self);
  g_task_set_source_tag (task, on_reading_cb);
  g_task_set_task_data (task, g_steal_pointer (&self->reading), free_load);
  g_task_run_in_thread (task, sort_in_thread);

  return G_SOURCE_REMOVE;
}

static void
begin_reading (AcEnvironmentIndex *self,
               guint               n)
{
  self->reading = g_new0 (Load, 1);
  self->reading->records = create_records (n);
  self->reading->order = ac_environment_order_new (n);
  self->reading_id = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_reading_cb, self, NULL);
  set_pending (self, TRUE);
}

/* What is under way is about a list that is no more. */
static void
stop_reading (AcEnvironmentIndex *self)
{
  g_clear_handle_id (&self->reading_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->reading, free_load);
  g_ptr_array_set_size (self->late, 0);
}

static void
load_records (AcEnvironmentIndex *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->source));
  g_autoptr(AcEnvironmentOrder) order = NULL;
  g_autoptr(GArray) records = NULL;

  stop_reading (self);
  if (n > SORT_AT_ONCE)
    {
      begin_reading (self, n);
      return;
    }

  order = ac_environment_order_new (n);
  records = create_records (n);
  read_records (self, records, order, n);
  ac_environment_order_sort (order);
  take_records (self, g_steal_pointer (&records), g_steal_pointer (&order));
  set_pending (self, FALSE);
}

static void
splice_records (AcEnvironmentIndex *self,
                guint               position,
                guint               n_removed,
                guint               n_added)
{
  guint n_before = self->records->len;

  if (n_removed > 0)
    g_array_remove_range (self->records, position, n_removed);

  for (guint i = 0; i < n_added; i++)
    {
      AcEnvironmentRecord record = create_record (G_LIST_MODEL (self->source), position + i);

      g_array_insert_val (self->records, position + i, record);
    }

  ac_environment_order_splice (self->order, position, n_removed, n_added, lookup_environment, self);
  emit_items_changed (self, n_before, n_removed > 0);
}

static void
on_items_changed_cb (AcEnvironmentIndex *self,
                     guint               position,
                     guint               n_removed,
                     guint               n_added)
{
  if (!self->pending && n_removed + n_added <= SMALL_CHANGE)
    splice_records (self, position, n_removed, n_added);
  else
    load_records (self);
}

static void
ac_environment_index_constructed (GObject *object)
{
  AcEnvironmentIndex *self = AC_ENVIRONMENT_INDEX (object);

  G_OBJECT_CLASS (ac_environment_index_parent_class)->constructed (object);

  g_signal_connect_object (self->source, "items-changed", G_CALLBACK (on_items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->source, "item-changed", G_CALLBACK (on_item_changed_cb), self, G_CONNECT_SWAPPED);
  load_records (self);
}

static void
ac_environment_index_dispose (GObject *object)
{
  AcEnvironmentIndex *self = AC_ENVIRONMENT_INDEX (object);

  stop_reading (self);
  g_clear_handle_id (&self->updated_id, g_source_remove);
  g_clear_object (&self->source);

  G_OBJECT_CLASS (ac_environment_index_parent_class)->dispose (object);
}

static void
ac_environment_index_finalize (GObject *object)
{
  AcEnvironmentIndex *self = AC_ENVIRONMENT_INDEX (object);

  g_clear_pointer (&self->order, ac_environment_order_free);
  g_array_unref (self->records);
  g_ptr_array_unref (self->late);

  G_OBJECT_CLASS (ac_environment_index_parent_class)->finalize (object);
}

static void
ac_environment_index_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  AcEnvironmentIndex *self = AC_ENVIRONMENT_INDEX (object);

  switch (prop_id)
    {
    case PROP_SOURCE:
      g_value_set_object (value, self->source);
      break;

    case PROP_N_ALL:
      g_value_set_uint (value, self->records->len);
      break;

    case PROP_N_ENABLED:
      g_value_set_uint (value, self->n_enabled);
      break;

    case PROP_PENDING:
      g_value_set_boolean (value, self->pending);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_environment_index_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  AcEnvironmentIndex *self = AC_ENVIRONMENT_INDEX (object);

  switch (prop_id)
    {
    case PROP_SOURCE:
      self->source = g_value_dup_object (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_environment_index_class_init (AcEnvironmentIndexClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = ac_environment_index_constructed;
  object_class->dispose = ac_environment_index_dispose;
  object_class->finalize = ac_environment_index_finalize;
  object_class->get_property = ac_environment_index_get_property;
  object_class->set_property = ac_environment_index_set_property;

  properties[PROP_SOURCE] =
    g_param_spec_object ("source", NULL, NULL, AC_TYPE_COLLECTION,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_ALL] = g_param_spec_uint ("n-all", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_N_ENABLED] = g_param_spec_uint ("n-enabled", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_PENDING] = g_param_spec_boolean ("pending", NULL, NULL, FALSE, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[UPDATED] = g_signal_new ("updated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ac_environment_index_init (AcEnvironmentIndex *self)
{
  self->records = create_records (0);
  self->order = ac_environment_order_new (0);
  self->late = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * ac_environment_index_new:
 * @source: the environments of an account
 *
 * Returns: (transfer full): an index that follows @source
 */
AcEnvironmentIndex *
ac_environment_index_new (AcCollection *source)
{
  g_return_val_if_fail (AC_IS_COLLECTION (source), NULL);

  return g_object_new (AC_TYPE_ENVIRONMENT_INDEX, "source", source, NULL);
}

/**
 * ac_environment_index_get_n_all:
 * @self: an index
 *
 * Returns: how many environments there are
 */
guint
ac_environment_index_get_n_all (AcEnvironmentIndex *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_INDEX (self), 0);

  return self->records->len;
}

/**
 * ac_environment_index_get_n_enabled:
 * @self: an index
 *
 * Returns: how many environments are enabled; this is counted on, not counted anew
 */
guint
ac_environment_index_get_n_enabled (AcEnvironmentIndex *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_INDEX (self), 0);

  return self->n_enabled;
}

/**
 * ac_environment_index_get_pending:
 * @self: an index
 *
 * Returns: whether a long list is being sorted, and the records are those of before
 */
gboolean
ac_environment_index_get_pending (AcEnvironmentIndex *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_INDEX (self), FALSE);

  return self->pending;
}

/**
 * ac_environment_index_get_record:
 * @self: an index
 * @index: below n-all
 *
 * Returns: (transfer none): an environment; valid until ::updated
 */
const AcEnvironmentRecord *
ac_environment_index_get_record (AcEnvironmentIndex *self,
                                 guint               index)
{
  return get_record (self, index);
}

/**
 * ac_environment_index_get_order:
 * @self: an index
 *
 * Returns: (transfer none): the alphabetical orders of the records; valid until ::updated
 */
AcEnvironmentOrder *
ac_environment_index_get_order (AcEnvironmentIndex *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_INDEX (self), NULL);

  return self->order;
}

/**
 * ac_environment_index_find:
 * @self: an index
 * @environment: an environment
 * @index: (out): where it stands
 *
 * Returns: whether @environment is there
 */
gboolean
ac_environment_index_find (AcEnvironmentIndex *self,
                           AcEnvironment      *environment,
                           guint              *index)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_INDEX (self), FALSE);
  g_return_val_if_fail (index != NULL, FALSE);

  for (guint i = 0; i < self->records->len; i++)
    if (get_record (self, i)->environment == environment)
      {
        *index = i;
        return TRUE;
      }

  return FALSE;
}
