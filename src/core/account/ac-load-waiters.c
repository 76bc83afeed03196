/* ac-load-waiters.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-collection"

#include "config.h"

#include "ac-load-waiters-private.h"

struct _AcLoadWaiters
{
  GPtrArray *waiters; /* (element-type Waiter) */
  AcLoadAbandonedFunc abandoned;
  gpointer user_data;
};

typedef struct
{
  AcLoadWaiters *owner;
  GTask *task;        /* (owned) */
  GSource *cancelled; /* (nullable) (owned) */
} Waiter;

static void
waiter_free (Waiter *waiter)
{
  if (waiter->cancelled != NULL)
    g_source_destroy (waiter->cancelled);
  g_clear_pointer (&waiter->cancelled, g_source_unref);
  g_clear_object (&waiter->task);
  g_free (waiter);
}

/* The others go on waiting. */
static gboolean
on_cancelled_cb (GCancellable *cancellable,
                 gpointer      user_data)
{
  Waiter *waiter = user_data;
  AcLoadWaiters *self = waiter->owner;
  g_autoptr (GTask) task = g_object_ref (waiter->task);

  g_ptr_array_remove (self->waiters, waiter);
  if (self->waiters->len == 0)
    self->abandoned (self->user_data);
  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

/*< private >
 * ac_load_waiters_new:
 * @abandoned: called when all have gone before the end
 * @user_data: (closure): for @abandoned
 *
 * Makes the list of those who wait for a load.
 *
 * Returns: (transfer full): the list, empty
 */
AcLoadWaiters *
ac_load_waiters_new (AcLoadAbandonedFunc abandoned,
                     gpointer            user_data)
{
  AcLoadWaiters *self = g_new0 (AcLoadWaiters, 1);

  self->waiters = g_ptr_array_new_with_free_func ((GDestroyNotify) waiter_free);
  self->abandoned = abandoned;
  self->user_data = user_data;

  return self;
}

/*< private >
 * ac_load_waiters_free:
 * @self: (transfer full): waiters
 *
 * Frees the list.
 */
void
ac_load_waiters_free (AcLoadWaiters *self)
{
  g_ptr_array_unref (self->waiters);
  g_free (self);
}

/*< private >
 * ac_load_waiters_add:
 * @self: waiters
 * @task: (transfer full): one more; it returns a boolean
 *
 * Lets one more wait, until its cancellable ends that.
 */
void
ac_load_waiters_add (AcLoadWaiters *self,
                     GTask         *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Waiter *waiter = g_new0 (Waiter, 1);

  waiter->owner = self;
  waiter->task = task;
  if (cancellable != NULL)
    {
      waiter->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (waiter->cancelled, G_SOURCE_FUNC (on_cancelled_cb), waiter, NULL);
      g_source_attach (waiter->cancelled, g_task_get_context (task));
    }
  g_ptr_array_add (self->waiters, waiter);
}

/*< private >
 * ac_load_waiters_return:
 * @self: waiters
 * @error: (nullable): why the load failed
 *
 * Tells everybody how the load ended.
 */
void
ac_load_waiters_return (AcLoadWaiters *self,
                        const GError  *error)
{
  for (guint i = 0; i < self->waiters->len; i++)
    {
      Waiter *waiter = g_ptr_array_index (self->waiters, i);

      if (error != NULL)
        g_task_return_error (waiter->task, g_error_copy (error));
      else
        g_task_return_boolean (waiter->task, TRUE);
    }
}
