/* ac-collection.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "ac-client.h"

G_BEGIN_DECLS

/**
 * AcCollectionState:
 * @AC_COLLECTION_STATE_IDLE: never loaded
 * @AC_COLLECTION_STATE_LOADING: a load is under way; items of an earlier load stay
 * @AC_COLLECTION_STATE_READY: loaded
 * @AC_COLLECTION_STATE_FAILED: the last load failed, see error; items of an earlier load stay
 */
typedef enum
{
  AC_COLLECTION_STATE_IDLE,
  AC_COLLECTION_STATE_LOADING,
  AC_COLLECTION_STATE_READY,
  AC_COLLECTION_STATE_FAILED,
} AcCollectionState;

#define AC_TYPE_COLLECTION (ac_collection_get_type ())

/* Abstract GListModel of the objects of one resource, by id.
 * Properties: client (construct-only), account-id (construct-only), state, error (GError, nullable),
 * loaded-at (GDateTime, nullable). One items-changed a load. Emits ::item-changed (item) after an item notified that something
 * about it is another: who follows many items needs no handler for each. */
G_DECLARE_DERIVABLE_TYPE (AcCollection, ac_collection, AC, COLLECTION, GObject)

struct _AcCollectionClass
{
  GObjectClass parent_class;

  /* The request that lists everything; not needed, as the next two, where there is fetch_list. */
  AcRequest  *(*create_list_request) (AcCollection  *self);
  /* The member of its answer that is the list: a static string. */
  const char *(*get_list_member)     (AcCollection  *self);
  /* In a worker thread for large answers: the JSON of one element to a new item. No access to the instance. */
  gpointer    (*parse_item)          (JsonNode      *element,
                                      GError       **error);
  const char *(*get_item_id)         (gpointer       item);
  /* Takes over what @fresh says into @item, which has the same id, and notifies. Whether anything is another now. */
  gboolean    (*update_item)         (gpointer       item,
                                      gpointer       fresh);
  /* (nullable) Takes the answer to a change into the collection, if more is to be done than ac_collection_upsert(). */
  void        (*take_over)           (AcCollection  *self,
                                      gpointer       fresh);
  /* (nullable) Takes out what is gone, if more is to be done than ac_collection_remove(). */
  void        (*take_out)            (AcCollection  *self,
                                      gpointer       item);
  /* (nullable) Fetches a list that doesn't come in one answer; ends with ac_collection_take_list(). */
  void        (*fetch_list)          (AcCollection  *self,
                                      GTask         *task);
  /* (nullable) After the list came: what else a load needs before it is done; ends with ac_collection_load_done(). */
  void        (*load_more)           (AcCollection  *self,
                                      GTask         *task);
};

AcClient          *ac_collection_get_client     (AcCollection         *self);
const char        *ac_collection_get_account_id (AcCollection         *self);
AcCollectionState  ac_collection_get_state      (AcCollection         *self);
const GError      *ac_collection_get_error      (AcCollection         *self);
GDateTime         *ac_collection_get_loaded_at  (AcCollection         *self);
/* (transfer none) (nullable) */
gpointer           ac_collection_lookup         (AcCollection         *self,
                                                 const char           *id);
/* A load that is under way serves every caller. */
void               ac_collection_load_async     (AcCollection         *self,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
gboolean           ac_collection_load_finish    (AcCollection         *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);

/* For subclasses. (transfer none): the item now in the collection, which is not @fresh when it stood there already. */
gpointer           ac_collection_upsert         (AcCollection         *self,
                                                 gpointer              fresh);
void               ac_collection_remove         (AcCollection         *self,
                                                 const char           *id);
void               ac_collection_item_changed   (AcCollection         *self,
                                                 gpointer              item);
/* An answer that is on its way may be older than what is known now: a list that is being loaded is asked for again. */
void               ac_collection_touch          (AcCollection         *self);
void               ac_collection_take_list      (AcCollection         *self,
                                                 GTask                *task,
                                                 GPtrArray            *fresh,
                                                 GError               *error);
void               ac_collection_load_done      (AcCollection         *self,
                                                 GTask                *task,
                                                 GError               *error);

/* The verbs of subclasses that change or delete @item. Take @request and @body; both end with
 * ac_collection_change_finish(). An item that the service doesn't know any more is taken out. */
void               ac_collection_change_async   (AcCollection         *self,
                                                 gpointer              item,
                                                 AcRequest            *request,
                                                 JsonNode             *body,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
void               ac_collection_delete_async   (AcCollection         *self,
                                                 gpointer              item,
                                                 AcRequest            *request,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
gboolean           ac_collection_change_finish  (AcCollection         *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);
void               ac_collection_handle_gone    (AcCollection         *self,
                                                 gpointer              item,
                                                 const GError         *error);

G_END_DECLS
