/* ac-environment-bulk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environment-bulk"

#include "config.h"

#include "ac-environment-bulk.h"

/* ui.md, screen 3 */
#define MAX_RUNNING 4

struct _AcEnvironmentBulk
{
  GObject parent_instance;

  AcEnvironments *environments;
  GPtrArray *items; /* AcEnvironmentBulkItem */
  gboolean enabled;

  guint counts[AC_ENVIRONMENT_BULK_STATE_SKIPPED + 1];
  guint next;       /* the first item that waits */
  gboolean started;
  gboolean stopped;
};

enum
{
  PROGRESS,
  FINISHED,
  N_SIGNALS
};

static void ac_environment_bulk_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AcEnvironmentBulk, ac_environment_bulk, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, ac_environment_bulk_list_model_init))

static guint signals[N_SIGNALS];

/* One call that is under way. */
typedef struct
{
  AcEnvironmentBulk *self;
  AcEnvironmentBulkItem *item;
} Call;

static void
free_call (Call *call)
{
  g_object_unref (call->self);
  g_object_unref (call->item);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, free_call)

static void
set_state (AcEnvironmentBulk      *self,
           AcEnvironmentBulkItem  *item,
           AcEnvironmentBulkState  state,
           const GError           *error)
{
  self->counts[ac_environment_bulk_item_get_state (item)]--;
  self->counts[state]++;
  ac_environment_bulk_item_set_state (item, state, error);
}

static void run_next (AcEnvironmentBulk *self);

static void
finish_one (AcEnvironmentBulk *self)
{
  run_next (self);
  g_signal_emit (self, signals[PROGRESS], 0);

  if (!ac_environment_bulk_is_running (self))
    g_signal_emit (self, signals[FINISHED], 0);
}

static void
on_changed_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(Call) call = user_data;
  g_autoptr(GError) error = NULL;

  if (ac_environments_change_finish (AC_ENVIRONMENTS (object), result, &error))
    set_state (call->self, call->item, AC_ENVIRONMENT_BULK_STATE_DONE, NULL);
  else
    set_state (call->self, call->item, AC_ENVIRONMENT_BULK_STATE_FAILED, error);

  finish_one (call->self);
}

static void
run (AcEnvironmentBulk     *self,
     AcEnvironmentBulkItem *item)
{
  Call *call = g_new (Call, 1);

  call->self = g_object_ref (self);
  call->item = g_object_ref (item);
  set_state (self, item, AC_ENVIRONMENT_BULK_STATE_RUNNING, NULL);

  /* It isn't cancelled: what was sent to the service is to be known. */
  ac_environments_set_enabled_async (self->environments, ac_environment_bulk_item_get_environment (item),
                                     self->enabled, NULL, on_changed_cb, call);
}

static void
run_next (AcEnvironmentBulk *self)
{
  while (!self->stopped &&
         self->next < self->items->len &&
         self->counts[AC_ENVIRONMENT_BULK_STATE_RUNNING] < MAX_RUNNING)
    run (self, g_ptr_array_index (self->items, self->next++));
}

/* The list model */

static GType
ac_environment_bulk_get_item_type (GListModel *model)
{
  return AC_TYPE_ENVIRONMENT_BULK_ITEM;
}

static guint
ac_environment_bulk_get_n_items (GListModel *model)
{
  return AC_ENVIRONMENT_BULK (model)->items->len;
}

static gpointer
ac_environment_bulk_get_item (GListModel *model,
                              guint       position)
{
  AcEnvironmentBulk *self = AC_ENVIRONMENT_BULK (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position)) : NULL;
}

static void
ac_environment_bulk_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = ac_environment_bulk_get_item_type;
  iface->get_n_items = ac_environment_bulk_get_n_items;
  iface->get_item = ac_environment_bulk_get_item;
}

static void
ac_environment_bulk_finalize (GObject *object)
{
  AcEnvironmentBulk *self = AC_ENVIRONMENT_BULK (object);

  g_clear_object (&self->environments);
  g_ptr_array_unref (self->items);

  G_OBJECT_CLASS (ac_environment_bulk_parent_class)->finalize (object);
}

static void
ac_environment_bulk_class_init (AcEnvironmentBulkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ac_environment_bulk_finalize;

  signals[PROGRESS] = g_signal_new ("progress", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                    0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FINISHED] = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                    0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ac_environment_bulk_init (AcEnvironmentBulk *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * ac_environment_bulk_new:
 * @environments: the environments of an account
 * @chosen: (element-type AcEnvironment): which of them
 * @enabled: what they shall be
 *
 * What is so already is left out.
 *
 * Returns: (transfer full): a change of many environments, which has not begun
 */
AcEnvironmentBulk *
ac_environment_bulk_new (AcEnvironments *environments,
                         GPtrArray      *chosen,
                         gboolean        enabled)
{
  AcEnvironmentBulk *self;

  g_return_val_if_fail (AC_IS_ENVIRONMENTS (environments), NULL);

  self = g_object_new (AC_TYPE_ENVIRONMENT_BULK, NULL);
  self->environments = g_object_ref (environments);
  self->enabled = enabled;
  for (guint i = 0; i < chosen->len; i++)
    {
      AcEnvironment *environment = g_ptr_array_index (chosen, i);

      if (ac_environment_get_enabled (environment) != enabled)
        g_ptr_array_add (self->items, ac_environment_bulk_item_new (environment));
    }
  self->counts[AC_ENVIRONMENT_BULK_STATE_WAITING] = self->items->len;

  return self;
}

/**
 * ac_environment_bulk_start:
 * @self: a change that has not begun
 *
 * Makes one call for each environment, at most four at a time. It ends, and is told, also when nobody holds @self any more.
 */
void
ac_environment_bulk_start (AcEnvironmentBulk *self)
{
  g_return_if_fail (AC_IS_ENVIRONMENT_BULK (self));
  g_return_if_fail (!self->started);

  self->started = TRUE;
  run_next (self);
}

/**
 * ac_environment_bulk_stop:
 * @self: a change
 *
 * Begins no more calls. Those that are under way end, and then ::finished is emitted.
 */
void
ac_environment_bulk_stop (AcEnvironmentBulk *self)
{
  g_return_if_fail (AC_IS_ENVIRONMENT_BULK (self));

  if (self->stopped || !ac_environment_bulk_is_running (self))
    return;

  self->stopped = TRUE;
  for (; self->next < self->items->len; self->next++)
    set_state (self, g_ptr_array_index (self->items, self->next), AC_ENVIRONMENT_BULK_STATE_SKIPPED, NULL);
}

/**
 * ac_environment_bulk_get_enabled:
 * @self: a change
 *
 * Returns: what the environments shall be
 */
gboolean
ac_environment_bulk_get_enabled (AcEnvironmentBulk *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_BULK (self), FALSE);

  return self->enabled;
}

/**
 * ac_environment_bulk_is_running:
 * @self: a change
 *
 * Returns: whether calls are under way
 */
gboolean
ac_environment_bulk_is_running (AcEnvironmentBulk *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_BULK (self), FALSE);

  return self->counts[AC_ENVIRONMENT_BULK_STATE_RUNNING] > 0;
}

/**
 * ac_environment_bulk_is_stopped:
 * @self: a change
 *
 * Returns: whether somebody stopped it before all was tried
 */
gboolean
ac_environment_bulk_is_stopped (AcEnvironmentBulk *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_BULK (self), FALSE);

  return self->stopped;
}

/**
 * ac_environment_bulk_count:
 * @self: a change
 * @state: a state
 *
 * Returns: how many environments are in @state
 */
guint
ac_environment_bulk_count (AcEnvironmentBulk      *self,
                           AcEnvironmentBulkState  state)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_BULK (self), 0);
  g_return_val_if_fail (state < G_N_ELEMENTS (self->counts), 0);

  return self->counts[state];
}

/**
 * ac_environment_bulk_dup_changed:
 * @self: a change
 * @changed: which to return
 *
 * Returns: (transfer full) (element-type AcEnvironment): the environments that were changed, or those that were not
 */
GPtrArray *
ac_environment_bulk_dup_changed (AcEnvironmentBulk *self,
                                 gboolean           changed)
{
  GPtrArray *environments = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (AC_IS_ENVIRONMENT_BULK (self), environments);

  for (guint i = 0; i < self->items->len; i++)
    {
      AcEnvironmentBulkItem *item = g_ptr_array_index (self->items, i);
      gboolean done = ac_environment_bulk_item_get_state (item) == AC_ENVIRONMENT_BULK_STATE_DONE;

      if (done == changed)
        g_ptr_array_add (environments, g_object_ref (ac_environment_bulk_item_get_environment (item)));
    }

  return environments;
}
