/* ac-collection-edit.c: changing and deleting one item of a collection
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-collection"

#include "config.h"

#include "ac-collection.h"
#include "ac-error.h"

static const char *
get_id (AcCollection *self,
        gpointer      item)
{
  return AC_COLLECTION_GET_CLASS (self)->get_item_id (item);
}

static gpointer
parse_answer (JsonNode  *root,
              gpointer   user_data,
              GError   **error)
{
  AcCollectionClass *klass = user_data;

  return klass->parse_item (root, error);
}

/* What was changed may have been deleted meanwhile: then it is told, but not put back. */
static void
take_over (AcCollection *self,
           gpointer      item,
           gpointer      fresh)
{
  AcCollectionClass *klass = AC_COLLECTION_GET_CLASS (self);

  if (ac_collection_lookup (self, get_id (self, item)) != item)
    klass->update_item (item, fresh);
  else if (klass->take_over != NULL)
    klass->take_over (self, fresh);
  else
    ac_collection_upsert (self, fresh);
}

static void
take_out (AcCollection *self,
          gpointer      item)
{
  AcCollectionClass *klass = AC_COLLECTION_GET_CLASS (self);

  if (klass->take_out != NULL)
    klass->take_out (self, item);
  else
    ac_collection_remove (self, get_id (self, item));
}

static void
on_changed_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  AcCollection *self = g_task_get_source_object (task);
  gpointer item = g_task_get_task_data (task);
  g_autoptr (GObject) fresh = NULL;
  GError *error = NULL;

  fresh = ac_client_fetch_finish (AC_CLIENT (object), result, &error);
  if (fresh == NULL)
    {
      ac_collection_handle_gone (self, item, error);
      g_task_return_error (task, error);
      return;
    }

  if (g_strcmp0 (get_id (self, fresh), get_id (self, item)) != 0)
    {
      g_task_return_new_error (task, AC_ERROR, AC_ERROR_BAD_RESPONSE, "The answer is about something else");
      return;
    }

  take_over (self, item, fresh);
  g_task_return_boolean (task, TRUE);
}

static void
on_deleted_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  AcCollection *self = g_task_get_source_object (task);
  gpointer item = g_task_get_task_data (task);
  GError *error = NULL;

  if (ac_client_fetch_finish (AC_CLIENT (object), result, &error) == NULL && error != NULL)
    {
      ac_collection_handle_gone (self, item, error);
      g_task_return_error (task, error);
      return;
    }

  take_out (self, item);
  g_task_return_boolean (task, TRUE);
}

static GTask *
create_task (AcCollection        *self,
             gpointer             item,
             GCancellable        *cancellable,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, ac_collection_change_finish);
  g_task_set_task_data (task, g_object_ref (item), g_object_unref);

  return task;
}

/**
 * ac_collection_handle_gone:
 * @self: a collection
 * @item: the item that was asked for
 * @error: (nullable): what came of it
 *
 * Takes the item out when the service no longer knows it. For subclasses.
 */
void
ac_collection_handle_gone (AcCollection *self,
                           gpointer      item,
                           const GError *error)
{
  g_return_if_fail (AC_IS_COLLECTION (self));

  if (g_error_matches (error, AC_ERROR, AC_ERROR_NOT_FOUND))
    take_out (self, item);
}

/**
 * ac_collection_change_async:
 * @self: a collection
 * @item: one of its items
 * @request: (transfer full): what changes it; its answer is the item as it is then
 * @body: (transfer full): what becomes of it
 * @cancellable: (nullable): stops the waiting
 * @callback: called when it is changed
 * @user_data: (closure): for @callback
 *
 * Changes an item. For subclasses.
 */
void
ac_collection_change_async (AcCollection        *self,
                            gpointer             item,
                            AcRequest           *request,
                            JsonNode            *body,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (AC_IS_COLLECTION (self));
  g_return_if_fail (G_IS_OBJECT (item));

  ac_request_take_body (request, body);
  ac_client_fetch_async (ac_collection_get_client (self), request, NULL,
                         parse_answer, AC_COLLECTION_GET_CLASS (self), NULL, g_object_unref, cancellable, on_changed_cb,
                         create_task (self, item, cancellable, callback, user_data));
}

/**
 * ac_collection_delete_async:
 * @self: a collection
 * @item: one of its items
 * @request: (transfer full): what deletes it
 * @cancellable: (nullable): stops the waiting
 * @callback: called when it is gone
 * @user_data: (closure): for @callback
 *
 * Deletes an item. For subclasses.
 */
void
ac_collection_delete_async (AcCollection        *self,
                            gpointer             item,
                            AcRequest           *request,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (AC_IS_COLLECTION (self));
  g_return_if_fail (G_IS_OBJECT (item));

  ac_client_fetch_async (ac_collection_get_client (self), request, NULL,
                         NULL, NULL, NULL, NULL, cancellable, on_deleted_cb,
                         create_task (self, item, cancellable, callback, user_data));
}

/**
 * ac_collection_change_finish:
 * @self: a collection
 * @result: what the callback got
 * @error: return location for an error of %AC_ERROR (%AC_ERROR_NOT_FOUND: the item was gone, and no longer is in the
 *   collection), or %G_IO_ERROR_CANCELLED
 *
 * Ends ac_collection_change_async() and ac_collection_delete_async(). For subclasses.
 *
 * Returns: whether it is done
 */
gboolean
ac_collection_change_finish (AcCollection  *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (AC_IS_COLLECTION (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ac_collection_change_finish), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
