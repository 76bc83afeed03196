/* ac-rotations-keep.c: when rotations are read and written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-rotation"

#include "config.h"

#include "ac-rotation-private.h"

/* What changes by itself soon after, as places that are ticked one after the other, is saved once. In ms. */
#define AUTOSAVE_DELAY 200

/* What a thread needs to save, or to load, and what it found. Threads don't hold the rotations: they could be the last
 * to let go of them. */
typedef struct
{
  AcRotationsFile *file;
  guint64 state;
  char *text; /* (nullable): NULL: the file is to be deleted */
  gsize length;

  GPtrArray *read; /* (nullable) */
  gboolean refused;
} Job;

static void
job_free (Job *job)
{
  ac_rotations_file_unref (job->file);
  g_free (job->text);
  g_clear_pointer (&job->read, g_ptr_array_unref);
  g_free (job);
}

static Job *
job_new (AcRotations *self)
{
  Job *job = g_new0 (Job, 1);

  job->file = ac_rotations_file_ref (self->file);
  job->state = self->state;

  return job;
}

static gboolean
on_autosave_due_cb (gpointer user_data)
{
  AcRotations *self = AC_ROTATIONS (user_data);

  self->autosave_id = 0;
  ac_rotations_start_saving (self);

  return G_SOURCE_REMOVE;
}

/*< private >
 * ac_rotations_note_change:
 * @self: rotations
 *
 * Has them saved soon. The source holds the list, so that nobody else has to until it is saved.
 */
void
ac_rotations_note_change (AcRotations *self)
{
  self->state++;
  if (self->autosave_id == 0)
    self->autosave_id = g_timeout_add_full (G_PRIORITY_DEFAULT, AUTOSAVE_DELAY, on_autosave_due_cb,
                                            g_object_ref (self), g_object_unref);
}

static void
return_result (GTask        *task,
               const GError *error)
{
  if (error != NULL)
    g_task_return_error (task, g_error_copy (error));
  else
    g_task_return_boolean (task, TRUE);
}

/* Answers those whose state the save was of, or an earlier one. */
static void
return_saved (AcRotations  *self,
              guint64       state,
              const GError *error)
{
  g_autoptr (GPtrArray) done = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->save_tasks->len;)
    {
      guint64 *wanted = g_task_get_task_data (self->save_tasks->pdata[i]);

      if (*wanted <= state)
        g_ptr_array_add (done, g_ptr_array_steal_index (self->save_tasks, i));
      else
        i++;
    }

  for (guint i = 0; i < done->len; i++)
    return_result (done->pdata[i], error);
}

static void
on_saved_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (AcRotations) self = AC_ROTATIONS (user_data);
  Job *job = g_task_get_task_data (G_TASK (result));
  guint64 state = job->state;
  g_autoptr (GError) error = NULL;

  self->saving = FALSE;
  if (g_task_propagate_boolean (G_TASK (result), &error))
    self->saved = MAX (self->saved, state);
  else
    g_debug ("The rotations could not be saved: %s", error->message);

  ac_rotations_set_save_error (self, error);
  return_saved (self, state, error);
  if (self->state > state && (self->autosave_id == 0 || self->save_tasks->len > 0))
    ac_rotations_start_saving (self);
}

static void
save_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;

  if (job->text != NULL
        ? ac_rotations_file_save (job->file, job->state, job->text, job->length, &error)
        : ac_rotations_file_remove (job->file, job->state, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* What is to be written: all that there is, or nothing at all when it was forgotten and nothing came since. */
static Job *
create_save_job (AcRotations *self)
{
  Job *job = job_new (self);

  if (self->removed != self->state)
    job->text = ac_rotations_write (G_LIST_MODEL (self), &job->length);

  return job;
}

/*< private >
 * ac_rotations_start_saving:
 * @self: rotations
 *
 * Saves now. One save comes after the other; what changes meanwhile is in the next one.
 */
void
ac_rotations_start_saving (AcRotations *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->saving)
    return;

  g_clear_handle_id (&self->autosave_id, g_source_remove);
  if (self->refusal != NULL)
    {
      ac_rotations_set_save_error (self, self->refusal);
      return_saved (self, self->state, self->refusal);
      return;
    }

  self->saving = TRUE;
  task = g_task_new (NULL, NULL, on_saved_cb, g_object_ref (self));
  g_task_set_task_data (task, create_save_job (self), (GDestroyNotify) job_free);
  g_task_run_in_thread (task, save_in_thread);
}

/* What can't be used is put out of the way; what can't be is left alone from now on. */
static void
load_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Job *job = task_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) aside_error = NULL;

  job->text = ac_rotations_file_load (job->file, &job->length, &error);
  if (job->text != NULL)
    job->read = ac_rotations_read (job->text, job->length, &error);

  if (error == NULL)
    g_task_return_boolean (task, TRUE);
  else if (g_error_matches (error, AC_ROTATIONS_ERROR, AC_ROTATIONS_ERROR_NEWER))
    {
      job->refused = TRUE;
      g_task_return_error (task, g_steal_pointer (&error));
    }
  else if (ac_rotations_file_set_aside (job->file, &aside_error))
    g_task_return_new_error (task, AC_ROTATIONS_ERROR, AC_ROTATIONS_ERROR_BROKEN, "%s", error->message);
  else
    {
      job->refused = TRUE;
      g_task_return_new_error (task, AC_ROTATIONS_ERROR, AC_ROTATIONS_ERROR_UNREADABLE, "%s; %s",
                               error->message, aside_error->message);
    }
}

static void
on_loaded_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (AcRotations) self = AC_ROTATIONS (user_data);
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GPtrArray) read = g_steal_pointer (&job->read);
  g_autoptr (GPtrArray) tasks = g_steal_pointer (&self->load_tasks);
  g_autoptr (GError) error = NULL;

  self->load_tasks = g_ptr_array_new_with_free_func (g_object_unref);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_debug ("The rotations could not be loaded: %s", error->message);

  /* Else it was all forgotten meanwhile. */
  if (!self->loaded)
    {
      if (job->refused)
        self->refusal = g_error_copy (error);
      ac_rotations_take_loaded (self, read);
    }

  for (guint i = 0; i < tasks->len; i++)
    return_result (tasks->pdata[i], error);
}

/**
 * ac_rotations_load_async:
 * @self: rotations
 * @cancellable: (nullable): ends the waiting
 * @callback: (scope async): called when they are loaded
 * @user_data: for @callback
 *
 * Reads what was kept, the first time that it is called. A file that is none of ours gets another name, and the
 * rotations start empty; one of a newer program is left alone.
 */
void
ac_rotations_load_async (AcRotations         *self,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GTask) thread = NULL;

  g_return_if_fail (AC_IS_ROTATIONS (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ac_rotations_load_async);
  if (self->loaded)
    {
      return_result (task, self->refusal);
      return;
    }

  g_ptr_array_add (self->load_tasks, g_steal_pointer (&task));
  if (self->load_tasks->len > 1)
    return;

  thread = g_task_new (NULL, NULL, on_loaded_cb, g_object_ref (self));
  g_task_set_task_data (thread, job_new (self), (GDestroyNotify) job_free);
  g_task_run_in_thread (thread, load_in_thread);
}

/**
 * ac_rotations_load_finish:
 * @self: rotations
 * @result: what the callback got
 * @error: return location for an error of %AC_ROTATIONS_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Ends ac_rotations_load_async(). After an error the rotations are empty, and may be used.
 *
 * Returns: whether what was kept is there
 */
gboolean
ac_rotations_load_finish (AcRotations   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (AC_IS_ROTATIONS (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ac_rotations_load_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ac_rotations_save_async:
 * @self: rotations
 * @cancellable: (nullable): ends the waiting, not the saving
 * @callback: (scope async): called when everything as it is now is on the disk
 * @user_data: for @callback
 *
 * Saves at once, in a thread.
 */
void
ac_rotations_save_async (AcRotations         *self,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (AC_IS_ROTATIONS (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ac_rotations_save_async);
  if (self->saved == self->state)
    {
      return_result (task, self->refusal);
      return;
    }

  g_task_set_task_data (task, g_memdup2 (&self->state, sizeof self->state), g_free);
  g_ptr_array_add (self->save_tasks, g_steal_pointer (&task));
  ac_rotations_start_saving (self);
}

/**
 * ac_rotations_save_finish:
 * @self: rotations
 * @result: what the callback got
 * @error: return location for an error of %AC_ROTATIONS_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Ends ac_rotations_save_async().
 *
 * Returns: whether it is on the disk
 */
gboolean
ac_rotations_save_finish (AcRotations   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (AC_IS_ROTATIONS (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ac_rotations_save_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ac_rotations_flush_all:
 *
 * Writes what is not on the disk yet, of all accounts, and waits for it. For when the program ends: the main loop
 * doesn't run any more then.
 */
void
ac_rotations_flush_all (void)
{
  g_autoptr (GList) all = ac_rotations_list_instances ();

  for (GList *l = all; l != NULL; l = l->next)
    {
      AcRotations *self = l->data;
      g_autoptr (GError) error = NULL;
      Job *job;

      if (self->saved == self->state || self->refusal != NULL)
        continue;

      job = create_save_job (self);
      if (job->text != NULL
            ? !ac_rotations_file_save (job->file, job->state, job->text, job->length, &error)
            : !ac_rotations_file_remove (job->file, job->state, &error))
        g_warning ("The rotations could not be saved: %s", error->message);
      job_free (job);
    }
}
