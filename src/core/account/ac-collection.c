/* ac-collection.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-collection"

#include "config.h"

#include "ac-collection.h"
#include "ac-core-enums.h"
#include "ac-load-waiters-private.h"

typedef struct
{
  AcClient *client;
  char *account_id;

  GPtrArray *items;        /* (element-type GObject), in the order of the service */
  GHashTable *items_by_id; /* id of the item: the item; neither is owned here */

  AcCollectionState state;
  AcCollectionState state_before; /* what a load that nobody waits for any more goes back to */
  GError *error;                  /* (nullable) (owned) */
  GDateTime *loaded_at;           /* (nullable) (owned) */

  AcLoadWaiters *waiters;         /* (nullable) (owned): those who wait for it */
  GCancellable *load_cancellable; /* (nullable) (owned): a load is under way */
  gboolean changed_meanwhile;     /* the list that is on its way may be older than what we know */
} AcCollectionPrivate;

enum
{
  PROP_0,
  PROP_CLIENT,
  PROP_ACCOUNT_ID,
  PROP_STATE,
  PROP_ERROR,
  PROP_LOADED_AT,
  N_PROPS
};

static void ac_collection_list_model_init (GListModelInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (AcCollection, ac_collection, G_TYPE_OBJECT,
                                  G_ADD_PRIVATE (AcCollection)
                                  G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, ac_collection_list_model_init))

enum
{
  ITEM_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void start_load (AcCollection *self,
                        GTask        *task);

static AcCollectionPrivate *
get_private (AcCollection *self)
{
  return ac_collection_get_instance_private (self);
}

static void
set_state (AcCollection      *self,
           AcCollectionState  state)
{
  AcCollectionPrivate *priv = get_private (self);

  if (priv->state == state)
    return;

  priv->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
set_error (AcCollection *self,
           const GError *error)
{
  AcCollectionPrivate *priv = get_private (self);

  if (priv->error == NULL && error == NULL)
    return;

  g_clear_error (&priv->error);
  priv->error = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static void
set_loaded_now (AcCollection *self)
{
  AcCollectionPrivate *priv = get_private (self);

  g_clear_pointer (&priv->loaded_at, g_date_time_unref);
  priv->loaded_at = g_date_time_new_now_utc ();
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED_AT]);
}

static const char *
get_id (AcCollection *self,
        gpointer      item)
{
  return AC_COLLECTION_GET_CLASS (self)->get_item_id (item);
}

static void
update_item (AcCollection *self,
             gpointer      item,
             gpointer      fresh)
{
  if (AC_COLLECTION_GET_CLASS (self)->update_item (item, fresh))
    ac_collection_item_changed (self, item);
}

/* The usual reload: nothing came, went or moved. */
static gboolean
has_same_sequence (AcCollection *self,
                   GPtrArray    *fresh)
{
  AcCollectionPrivate *priv = get_private (self);

  if (fresh->len != priv->items->len)
    return FALSE;

  for (guint i = 0; i < fresh->len; i++)
    if (!g_str_equal (get_id (self, g_ptr_array_index (fresh, i)),
                      get_id (self, g_ptr_array_index (priv->items, i))))
      return FALSE;

  return TRUE;
}

/* Puts the items that stand here already in the places of the fresh ones with their ids. An id that comes
 * twice counts once. */
static GPtrArray *
merge (AcCollection *self,
       GPtrArray    *fresh,
       GHashTable   *merged_by_id)
{
  AcCollectionPrivate *priv = get_private (self);
  GPtrArray *merged = g_ptr_array_new_full (fresh->len, g_object_unref);

  for (guint i = 0; i < fresh->len; i++)
    {
      gpointer item = g_ptr_array_index (fresh, i);
      gpointer known = g_hash_table_lookup (priv->items_by_id, get_id (self, item));

      if (g_hash_table_contains (merged_by_id, get_id (self, item)))
        continue;

      if (known != NULL)
        {
          update_item (self, known, item);
          item = known;
        }
      g_ptr_array_add (merged, g_object_ref (item));
      g_hash_table_insert (merged_by_id, (char *) get_id (self, item), item);
    }

  return merged;
}

/* What is the same at the beginning and at the end of both. */
static void
find_changed_range (GPtrArray *before,
                    GPtrArray *after,
                    guint     *start,
                    guint     *n_removed,
                    guint     *n_added)
{
  guint shorter = MIN (before->len, after->len);
  guint head = 0;
  guint tail = 0;

  while (head < shorter && before->pdata[head] == after->pdata[head])
    head++;
  while (tail < shorter - head && before->pdata[before->len - 1 - tail] == after->pdata[after->len - 1 - tail])
    tail++;

  *start = head;
  *n_removed = before->len - head - tail;
  *n_added = after->len - head - tail;
}

static void
reconcile (AcCollection *self,
           GPtrArray    *fresh)
{
  AcCollectionPrivate *priv = get_private (self);
  g_autoptr (GPtrArray) before = NULL;
  GPtrArray *merged;
  GHashTable *merged_by_id;
  guint start, n_removed, n_added;

  if (has_same_sequence (self, fresh))
    {
      for (guint i = 0; i < fresh->len; i++)
        update_item (self, g_ptr_array_index (priv->items, i), g_ptr_array_index (fresh, i));
      return;
    }

  merged_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  merged = merge (self, fresh, merged_by_id);
  before = priv->items;
  priv->items = merged;
  g_hash_table_unref (priv->items_by_id);
  priv->items_by_id = merged_by_id;

  find_changed_range (before, priv->items, &start, &n_removed, &n_added);
  if (n_removed > 0 || n_added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), start, n_removed, n_added);
}

static gpointer
parse_item (JsonNode  *element,
            gpointer   user_data,
            GError   **error)
{
  AcCollectionClass *klass = user_data;

  return klass->parse_item (element, error);
}

static void
on_list_fetched_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  GTask *task = user_data;
  GError *error = NULL;
  GPtrArray *fresh = ac_client_fetch_finish (AC_CLIENT (object), result, &error);

  ac_collection_take_list (g_task_get_source_object (task), task, fresh, error);
}

/* Takes @task. */
static void
start_load (AcCollection *self,
            GTask        *task)
{
  AcCollectionPrivate *priv = get_private (self);
  AcCollectionClass *klass = AC_COLLECTION_GET_CLASS (self);

  priv->changed_meanwhile = FALSE;
  if (klass->fetch_list != NULL)
    klass->fetch_list (self, task);
  else
    ac_client_fetch_list_async (priv->client, klass->create_list_request (self), klass->get_list_member (self),
                                parse_item, klass, g_object_unref,
                                g_task_get_cancellable (task), on_list_fetched_cb, task);
}

/* The last one who waited has gone: nobody needs the answer. */
static void
abandon_load (gpointer data)
{
  AcCollection *self = AC_COLLECTION (data);
  AcCollectionPrivate *priv = get_private (self);

  g_cancellable_cancel (priv->load_cancellable);
  g_clear_object (&priv->load_cancellable);
  g_clear_pointer (&priv->waiters, ac_load_waiters_free);
  set_state (self, priv->state_before);
}

static GType
ac_collection_get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
ac_collection_get_n_items (GListModel *model)
{
  return get_private (AC_COLLECTION (model))->items->len;
}

static gpointer
ac_collection_get_item (GListModel *model,
                        guint       position)
{
  AcCollectionPrivate *priv = get_private (AC_COLLECTION (model));

  if (position >= priv->items->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (priv->items, position));
}

static void
ac_collection_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = ac_collection_get_item_type;
  iface->get_n_items = ac_collection_get_n_items;
  iface->get_item = ac_collection_get_item;
}

static void
ac_collection_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  AcCollectionPrivate *priv = get_private (AC_COLLECTION (object));

  switch (prop_id)
    {
    case PROP_CLIENT:
      priv->client = g_value_dup_object (value);
      break;
    case PROP_ACCOUNT_ID:
      priv->account_id = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_collection_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  AcCollectionPrivate *priv = get_private (AC_COLLECTION (object));

  switch (prop_id)
    {
    case PROP_CLIENT:
      g_value_set_object (value, priv->client);
      break;
    case PROP_ACCOUNT_ID:
      g_value_set_string (value, priv->account_id);
      break;
    case PROP_STATE:
      g_value_set_enum (value, (int) priv->state);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, priv->error);
      break;
    case PROP_LOADED_AT:
      g_value_set_boxed (value, priv->loaded_at);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_collection_dispose (GObject *object)
{
  AcCollectionPrivate *priv = get_private (AC_COLLECTION (object));

  /* A load that is under way holds the collection: there is none here. */
  g_assert (priv->load_cancellable == NULL);

  g_hash_table_remove_all (priv->items_by_id);
  g_ptr_array_set_size (priv->items, 0);
  g_clear_object (&priv->client);

  G_OBJECT_CLASS (ac_collection_parent_class)->dispose (object);
}

static void
ac_collection_finalize (GObject *object)
{
  AcCollectionPrivate *priv = get_private (AC_COLLECTION (object));

  g_hash_table_unref (priv->items_by_id);
  g_ptr_array_unref (priv->items);
  g_clear_error (&priv->error);
  g_clear_pointer (&priv->loaded_at, g_date_time_unref);
  g_free (priv->account_id);

  G_OBJECT_CLASS (ac_collection_parent_class)->finalize (object);
}

static void
ac_collection_class_init (AcCollectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags construct_flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->set_property = ac_collection_set_property;
  object_class->get_property = ac_collection_get_property;
  object_class->dispose = ac_collection_dispose;
  object_class->finalize = ac_collection_finalize;

  properties[PROP_CLIENT] = g_param_spec_object ("client", NULL, NULL, AC_TYPE_CLIENT, construct_flags);
  properties[PROP_ACCOUNT_ID] = g_param_spec_string ("account-id", NULL, NULL, NULL, construct_flags);
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL,
                                              AC_TYPE_COLLECTION_STATE, AC_COLLECTION_STATE_IDLE, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_LOADED_AT] = g_param_spec_boxed ("loaded-at", NULL, NULL, G_TYPE_DATE_TIME, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[ITEM_CHANGED] = g_signal_new ("item-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                        0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_OBJECT);
}

static void
ac_collection_init (AcCollection *self)
{
  AcCollectionPrivate *priv = get_private (self);

  priv->items = g_ptr_array_new_with_free_func (g_object_unref);
  priv->items_by_id = g_hash_table_new (g_str_hash, g_str_equal);
}

/**
 * ac_collection_get_client:
 * @self: a collection
 *
 * Gives the client through which the collection talks.
 *
 * Returns: (transfer none): the client
 */
AcClient *
ac_collection_get_client (AcCollection *self)
{
  g_return_val_if_fail (AC_IS_COLLECTION (self), NULL);

  return get_private (self)->client;
}

/**
 * ac_collection_get_account_id:
 * @self: a collection
 *
 * Gives the id of the account whose objects these are.
 *
 * Returns: (transfer none): the id
 */
const char *
ac_collection_get_account_id (AcCollection *self)
{
  g_return_val_if_fail (AC_IS_COLLECTION (self), NULL);

  return get_private (self)->account_id;
}

/**
 * ac_collection_get_state:
 * @self: a collection
 *
 * Says how the last load went, or that one is under way.
 *
 * Returns: the state
 */
AcCollectionState
ac_collection_get_state (AcCollection *self)
{
  g_return_val_if_fail (AC_IS_COLLECTION (self), AC_COLLECTION_STATE_IDLE);

  return get_private (self)->state;
}

/**
 * ac_collection_get_error:
 * @self: a collection
 *
 * Says why the last load failed. While the next one is under way the error stays.
 *
 * Returns: (transfer none) (nullable): the error
 */
const GError *
ac_collection_get_error (AcCollection *self)
{
  g_return_val_if_fail (AC_IS_COLLECTION (self), NULL);

  return get_private (self)->error;
}

/**
 * ac_collection_get_loaded_at:
 * @self: a collection
 *
 * Says when the collection was loaded last; a failed load doesn't count.
 *
 * Returns: (transfer none) (nullable): the moment, in UTC
 */
GDateTime *
ac_collection_get_loaded_at (AcCollection *self)
{
  g_return_val_if_fail (AC_IS_COLLECTION (self), NULL);

  return get_private (self)->loaded_at;
}

/**
 * ac_collection_lookup:
 * @self: a collection
 * @id: an id
 *
 * Looks an object up.
 *
 * Returns: (transfer none) (nullable): the object
 */
gpointer
ac_collection_lookup (AcCollection *self,
                      const char   *id)
{
  g_return_val_if_fail (AC_IS_COLLECTION (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return g_hash_table_lookup (get_private (self)->items_by_id, id);
}

/**
 * ac_collection_load_async:
 * @self: a collection
 * @cancellable: (nullable): stops the waiting; the load itself goes on when others wait for it
 * @callback: called when the collection is loaded
 * @user_data: (closure): for @callback
 *
 * Loads the collection. A load that is under way serves every caller. Objects that are known stay the same and are
 * updated; when objects came, went or moved there is one #GListModel::items-changed, else none.
 */
void
ac_collection_load_async (AcCollection        *self,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  AcCollectionPrivate *priv;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (AC_IS_COLLECTION (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  priv = get_private (self);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ac_collection_load_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  if (priv->waiters != NULL)
    {
      ac_load_waiters_add (priv->waiters, g_steal_pointer (&task));
      return;
    }

  priv->waiters = ac_load_waiters_new (abandon_load, self);
  ac_load_waiters_add (priv->waiters, g_steal_pointer (&task));
  priv->load_cancellable = g_cancellable_new ();
  priv->state_before = priv->state;
  set_state (self, AC_COLLECTION_STATE_LOADING);
  start_load (self, g_task_new (self, priv->load_cancellable, NULL, NULL));
}

/**
 * ac_collection_load_finish:
 * @self: a collection
 * @result: what the callback got
 * @error: return location for an error of %AC_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Ends ac_collection_load_async().
 *
 * Returns: whether the collection is loaded
 */
gboolean
ac_collection_load_finish (AcCollection  *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (AC_IS_COLLECTION (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ac_collection_load_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ac_collection_upsert:
 * @self: a collection
 * @fresh: (transfer none): an object, just read
 *
 * Takes over what @fresh says into the object with its id, or adds @fresh at the end. For subclasses.
 *
 * Returns: (transfer none): the object that now is in the collection
 */
gpointer
ac_collection_upsert (AcCollection *self,
                      gpointer      fresh)
{
  AcCollectionPrivate *priv;
  gpointer known;

  g_return_val_if_fail (AC_IS_COLLECTION (self), NULL);
  g_return_val_if_fail (G_IS_OBJECT (fresh), NULL);

  priv = get_private (self);
  priv->changed_meanwhile = TRUE;

  known = g_hash_table_lookup (priv->items_by_id, get_id (self, fresh));
  if (known != NULL)
    {
      update_item (self, known, fresh);
      return known;
    }

  g_ptr_array_add (priv->items, g_object_ref (fresh));
  g_hash_table_insert (priv->items_by_id, (char *) get_id (self, fresh), fresh);
  g_list_model_items_changed (G_LIST_MODEL (self), priv->items->len - 1, 0, 1);

  return fresh;
}

/**
 * ac_collection_item_changed:
 * @self: a collection
 * @item: one of its items
 *
 * Tells who follows the collection that something about @item is another. For subclasses that change items by themselves.
 */
void
ac_collection_item_changed (AcCollection *self,
                            gpointer      item)
{
  g_return_if_fail (AC_IS_COLLECTION (self));

  g_signal_emit (self, signals[ITEM_CHANGED], 0, item);
}

/**
 * ac_collection_remove:
 * @self: a collection
 * @id: an id
 *
 * Takes an object out, if it is there. For subclasses.
 */
void
ac_collection_remove (AcCollection *self,
                      const char   *id)
{
  AcCollectionPrivate *priv;
  gpointer item;
  guint position;

  g_return_if_fail (AC_IS_COLLECTION (self));
  g_return_if_fail (id != NULL);

  priv = get_private (self);
  priv->changed_meanwhile = TRUE;

  item = g_hash_table_lookup (priv->items_by_id, id);
  if (item == NULL || !g_ptr_array_find (priv->items, item, &position))
    return;

  /* The id may be the item's own. */
  g_hash_table_remove (priv->items_by_id, id);
  g_ptr_array_remove_index (priv->items, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

/**
 * ac_collection_touch:
 * @self: a collection
 *
 * Tells that something about an item became known by another way than this collection's lists. A list that is on its way may
 * be older than that: it is asked for again. For subclasses.
 */
void
ac_collection_touch (AcCollection *self)
{
  g_return_if_fail (AC_IS_COLLECTION (self));

  get_private (self)->changed_meanwhile = TRUE;
}

/**
 * ac_collection_take_list:
 * @self: a collection
 * @task: (transfer full): what #AcCollectionClass.fetch_list got
 * @fresh: (transfer full) (nullable) (element-type GObject): all items, just read; %NULL with @error
 * @error: (transfer full) (nullable): why there is no list
 *
 * Goes on with a load when its list has come. For subclasses.
 */
void
ac_collection_take_list (AcCollection *self,
                         GTask        *task,
                         GPtrArray    *fresh,
                         GError       *error)
{
  g_autoptr (GPtrArray) items = fresh;
  AcCollectionClass *klass;

  g_return_if_fail (AC_IS_COLLECTION (self));
  g_return_if_fail (G_IS_TASK (task));

  klass = AC_COLLECTION_GET_CLASS (self);
  if (items == NULL)
    {
      ac_collection_load_done (self, task, error);
      return;
    }

  if (get_private (self)->changed_meanwhile)
    {
      start_load (self, task);
      return;
    }

  reconcile (self, items);
  if (klass->load_more != NULL)
    klass->load_more (self, task);
  else
    ac_collection_load_done (self, task, NULL);
}

/**
 * ac_collection_load_done:
 * @self: a collection
 * @task: (transfer full): what #AcCollectionClass.load_more got
 * @error: (transfer full) (nullable): why the load failed
 *
 * Ends a load. For subclasses.
 */
void
ac_collection_load_done (AcCollection *self,
                         GTask        *task,
                         GError       *error)
{
  g_autoptr (GTask) load = task;
  g_autoptr (GError) problem = error;
  g_autoptr (AcLoadWaiters) waiters = NULL;
  AcCollectionPrivate *priv;

  g_return_if_fail (AC_IS_COLLECTION (self));
  g_return_if_fail (G_IS_TASK (task));

  priv = get_private (self);

  /* It was abandoned, and another one may be under way since. */
  if (g_task_get_cancellable (load) != priv->load_cancellable)
    {
      g_task_return_boolean (load, FALSE);
      return;
    }

  g_clear_object (&priv->load_cancellable);
  waiters = g_steal_pointer (&priv->waiters);

  if (problem == NULL)
    set_loaded_now (self);
  set_error (self, problem);
  set_state (self, problem == NULL ? AC_COLLECTION_STATE_READY : AC_COLLECTION_STATE_FAILED);

  ac_load_waiters_return (waiters, problem);
  g_task_return_boolean (load, problem == NULL);
}
