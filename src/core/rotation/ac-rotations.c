/* ac-rotations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-rotation"

#include "config.h"

#include "ac-rotation-private.h"

enum
{
  PROP_0,
  PROP_ACCOUNT_ID,
  PROP_LOADED,
  PROP_N_OPEN,
  PROP_SAVE_ERROR,
  N_PROPS
};

static void ac_rotations_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AcRotations, ac_rotations, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, ac_rotations_list_model_init))

G_DEFINE_QUARK (ac-rotations-error-quark, ac_rotations_error)

static GParamSpec *properties[N_PROPS];

/* account id → AcRotations (not owned): one list, and one writer of the file. */
static GHashTable *instances;

static void
notify (AcRotations *self,
        guint        property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static gboolean
is_open (AcRotation *rotation)
{
  return ac_rotation_get_step (rotation) != AC_ROTATION_STEP_DONE;
}

static void
update_n_open (AcRotations *self)
{
  guint n_open = 0;

  for (guint i = 0; i < self->items->len; i++)
    n_open += is_open (self->items->pdata[i]);
  if (self->n_open == n_open)
    return;

  self->n_open = n_open;
  notify (self, PROP_N_OPEN);
}

static void
on_rotation_changed_cb (AcRotations *self)
{
  update_n_open (self);
  ac_rotations_note_change (self);
}

static void
take_item (AcRotations *self,
           AcRotation  *rotation)
{
  g_signal_connect_object (rotation, "changed", G_CALLBACK (on_rotation_changed_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->items, rotation);
}

static GType
ac_rotations_get_item_type (GListModel *model)
{
  return AC_TYPE_ROTATION;
}

static guint
ac_rotations_get_n_items (GListModel *model)
{
  return AC_ROTATIONS (model)->items->len;
}

static gpointer
ac_rotations_get_item (GListModel *model,
                       guint       position)
{
  AcRotations *self = AC_ROTATIONS (model);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
ac_rotations_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = ac_rotations_get_item_type;
  iface->get_n_items = ac_rotations_get_n_items;
  iface->get_item = ac_rotations_get_item;
}

static void
ac_rotations_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  AcRotations *self = AC_ROTATIONS (object);

  switch (prop_id)
    {
    case PROP_ACCOUNT_ID:
      self->account_id = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_rotations_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  AcRotations *self = AC_ROTATIONS (object);

  switch (prop_id)
    {
    case PROP_ACCOUNT_ID:
      g_value_set_string (value, self->account_id);
      break;
    case PROP_LOADED:
      g_value_set_boolean (value, self->loaded);
      break;
    case PROP_N_OPEN:
      g_value_set_uint (value, self->n_open);
      break;
    case PROP_SAVE_ERROR:
      g_value_set_boxed (value, self->save_error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_rotations_constructed (GObject *object)
{
  AcRotations *self = AC_ROTATIONS (object);

  G_OBJECT_CLASS (ac_rotations_parent_class)->constructed (object);

  self->file = ac_rotations_file_new (self->account_id);
}

static void
ac_rotations_finalize (GObject *object)
{
  AcRotations *self = AC_ROTATIONS (object);

  g_hash_table_remove (instances, self->account_id);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->load_tasks);
  g_ptr_array_unref (self->save_tasks);
  g_clear_error (&self->refusal);
  g_clear_error (&self->save_error);
  ac_rotations_file_unref (self->file);
  g_free (self->account_id);

  G_OBJECT_CLASS (ac_rotations_parent_class)->finalize (object);
}

static void
ac_rotations_class_init (AcRotationsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->set_property = ac_rotations_set_property;
  object_class->get_property = ac_rotations_get_property;
  object_class->constructed = ac_rotations_constructed;
  object_class->finalize = ac_rotations_finalize;

  properties[PROP_ACCOUNT_ID] =
    g_param_spec_string ("account-id", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  properties[PROP_N_OPEN] = g_param_spec_uint ("n-open", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_SAVE_ERROR] = g_param_spec_boxed ("save-error", NULL, NULL, G_TYPE_ERROR, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  instances = g_hash_table_new (g_str_hash, g_str_equal);
}

static void
ac_rotations_init (AcRotations *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->load_tasks = g_ptr_array_new_with_free_func (g_object_unref);
  self->save_tasks = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * ac_rotations_get:
 * @account_id: the ID of an account
 *
 * Everybody who asks for an account gets the same object, for as long as somebody holds it.
 *
 * Returns: (transfer full): the rotations of the account's keys, empty until they are loaded
 */
AcRotations *
ac_rotations_get (const char *account_id)
{
  AcRotations *self;

  g_return_val_if_fail (account_id != NULL, NULL);

  if (instances != NULL && (self = g_hash_table_lookup (instances, account_id)) != NULL)
    return g_object_ref (self);

  self = g_object_new (AC_TYPE_ROTATIONS, "account-id", account_id, NULL);
  g_hash_table_insert (instances, self->account_id, self);

  return self;
}

/**
 * ac_rotations_get_loaded:
 * @self: rotations
 *
 * Says whether the file was read, however that went.
 *
 * Returns: whether it was
 */
gboolean
ac_rotations_get_loaded (AcRotations *self)
{
  g_return_val_if_fail (AC_IS_ROTATIONS (self), FALSE);

  return self->loaded;
}

/**
 * ac_rotations_get_save_error:
 * @self: rotations
 *
 * Says how the last save went, also of those that nobody waited for.
 *
 * Returns: (transfer none) (nullable): why it failed, %NULL when it didn't
 */
const GError *
ac_rotations_get_save_error (AcRotations *self)
{
  g_return_val_if_fail (AC_IS_ROTATIONS (self), NULL);

  return self->save_error;
}

static AcRotation *
find (AcRotations *self,
      const char  *environment_id,
      const char  *key,
      gboolean     open,
      const char *(*get_key) (AcRotation *rotation))
{
  /* The latest is the last. */
  for (guint i = self->items->len; i > 0; i--)
    {
      AcRotation *rotation = self->items->pdata[i - 1];

      if (is_open (rotation) == open &&
          g_strcmp0 (ac_rotation_get_environment_id (rotation), environment_id) == 0 &&
          g_strcmp0 (get_key (rotation), key) == 0)
        return rotation;
    }

  return NULL;
}

/**
 * ac_rotations_start:
 * @self: rotations, loaded
 * @environment_id: (nullable): the ID of a product environment; %NULL: a key of the account
 * @old_key: the key that is to be replaced
 *
 * Starts to replace a key. When that is under way already, it goes on; when it was done once, and the old key was
 * enabled again, the new rotation takes the place of that one.
 *
 * Returns: (transfer none): the rotation
 */
AcRotation *
ac_rotations_start (AcRotations *self,
                    const char  *environment_id,
                    const char  *old_key)
{
  AcRotation *rotation;
  AcRotation *before;

  g_return_val_if_fail (AC_IS_ROTATIONS (self), NULL);
  g_return_val_if_fail (self->loaded, NULL);
  g_return_val_if_fail (old_key != NULL, NULL);

  rotation = find (self, environment_id, old_key, TRUE, ac_rotation_get_old_key);
  if (rotation != NULL)
    return rotation;

  before = find (self, environment_id, old_key, FALSE, ac_rotation_get_old_key);
  if (before != NULL)
    ac_rotations_remove (self, before);
  rotation = ac_rotation_new (environment_id, old_key);
  take_item (self, rotation);
  g_list_model_items_changed (G_LIST_MODEL (self), self->items->len - 1, 0, 1);
  on_rotation_changed_cb (self);

  return rotation;
}

/**
 * ac_rotations_lookup:
 * @self: rotations
 * @environment_id: (nullable): the ID of a product environment; %NULL: a key of the account
 * @key: a key
 *
 * Finds the rotation that a key has a part in: rather an open one than one that is done, and rather one that replaces
 * @key than one that @key is the new key of.
 *
 * Returns: (transfer none) (nullable): the rotation
 */
AcRotation *
ac_rotations_lookup (AcRotations *self,
                     const char  *environment_id,
                     const char  *key)
{
  AcRotation *rotation;

  g_return_val_if_fail (AC_IS_ROTATIONS (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  rotation = find (self, environment_id, key, TRUE, ac_rotation_get_old_key);
  if (rotation == NULL)
    rotation = find (self, environment_id, key, TRUE, ac_rotation_get_new_key);
  if (rotation == NULL)
    rotation = find (self, environment_id, key, FALSE, ac_rotation_get_old_key);
  if (rotation == NULL)
    rotation = find (self, environment_id, key, FALSE, ac_rotation_get_new_key);

  return rotation;
}

/**
 * ac_rotations_remove:
 * @self: rotations
 * @rotation: one of them
 *
 * Forgets one.
 */
void
ac_rotations_remove (AcRotations *self,
                     AcRotation  *rotation)
{
  guint position;

  g_return_if_fail (AC_IS_ROTATIONS (self));
  g_return_if_fail (AC_IS_ROTATION (rotation));

  if (!g_ptr_array_find (self->items, rotation, &position))
    return;

  g_signal_handlers_disconnect_by_data (rotation, self);
  g_ptr_array_remove_index (self->items, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  on_rotation_changed_cb (self);
}

/**
 * ac_rotations_count_open:
 * @self: rotations
 *
 * Counts what is under way.
 *
 * Returns: how many aren't done
 */
guint
ac_rotations_count_open (AcRotations *self)
{
  g_return_val_if_fail (AC_IS_ROTATIONS (self), 0);

  return self->n_open;
}

/**
 * ac_rotations_count_open_in:
 * @self: rotations
 * @environment_id: (nullable): the ID of a product environment; %NULL: the account's own keys
 *
 * Counts what is under way in one place.
 *
 * Returns: how many aren't done
 */
guint
ac_rotations_count_open_in (AcRotations *self,
                            const char  *environment_id)
{
  guint n_open = 0;

  g_return_val_if_fail (AC_IS_ROTATIONS (self), 0);

  for (guint i = 0; i < self->items->len; i++)
    n_open += is_open (self->items->pdata[i]) &&
              g_strcmp0 (ac_rotation_get_environment_id (self->items->pdata[i]), environment_id) == 0;

  return n_open;
}

/**
 * ac_rotations_forget:
 * @self: rotations
 *
 * Removes all of them, and the file, also one that could not be read.
 */
void
ac_rotations_forget (AcRotations *self)
{
  guint n_items;

  g_return_if_fail (AC_IS_ROTATIONS (self));

  n_items = self->items->len;
  for (guint i = 0; i < n_items; i++)
    g_signal_handlers_disconnect_by_data (self->items->pdata[i], self);
  g_ptr_array_set_size (self->items, 0);
  if (n_items > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_items, 0);
  update_n_open (self);

  g_clear_error (&self->refusal);
  if (!self->loaded)
    {
      self->loaded = TRUE;
      notify (self, PROP_LOADED);
    }

  self->removed = ++self->state;
  ac_rotations_start_saving (self);
}

/*< private >
 * ac_rotations_take_loaded:
 * @self: rotations that aren't loaded yet
 * @read: (nullable) (element-type AcRotation): what was in the file
 *
 * Fills the list.
 */
void
ac_rotations_take_loaded (AcRotations *self,
                          GPtrArray   *read)
{
  guint n_read = read != NULL ? read->len : 0;

  for (guint i = 0; i < n_read; i++)
    take_item (self, g_object_ref (read->pdata[i]));
  if (n_read > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, n_read);
  update_n_open (self);
  self->loaded = TRUE;
  notify (self, PROP_LOADED);
}

/*< private >
 * ac_rotations_set_save_error:
 * @self: rotations
 * @error: (nullable): why they could not be saved
 *
 * Keeps how the last save went.
 */
void
ac_rotations_set_save_error (AcRotations  *self,
                             const GError *error)
{
  if (self->save_error == NULL && error == NULL)
    return;

  g_clear_error (&self->save_error);
  if (error != NULL)
    self->save_error = g_error_copy (error);
  notify (self, PROP_SAVE_ERROR);
}

/*< private >
 * ac_rotations_list_instances:
 *
 * Lists what is alive.
 *
 * Returns: (transfer container) (nullable) (element-type AcRotations): the rotations of every account, %NULL: none ever was
 */
GList *
ac_rotations_list_instances (void)
{
  return instances != NULL ? g_hash_table_get_values (instances) : NULL;
}
