/* ac-environment-selection.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environment-selection"

#include "config.h"

#include "ac-environment-selection.h"

struct _AcEnvironmentSelection
{
  GObject parent_instance;

  AcEnvironmentList *list;
  GHashTable *selected; /* set of AcEnvironment (owned) */
  gboolean active;
};

enum
{
  PROP_0,
  PROP_LIST,
  PROP_ACTIVE,
  PROP_N_SELECTED,
  N_PROPS
};

static void ac_environment_selection_list_model_init (GListModelInterface *iface);
static void ac_environment_selection_selection_model_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AcEnvironmentSelection, ac_environment_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, ac_environment_selection_list_model_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, ac_environment_selection_selection_model_init))

static GParamSpec *properties[N_PROPS];

static void
emit_changed (AcEnvironmentSelection *self,
              guint                   position,
              guint                   n_items)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self));

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SELECTED]);
  if (position < n)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), position, MIN (n_items, n - position));
}

static gboolean
change (AcEnvironmentSelection *self,
        AcEnvironment          *environment,
        gboolean                selected)
{
  if (selected)
    return g_hash_table_add (self->selected, g_object_ref (environment));

  return g_hash_table_remove (self->selected, environment);
}

static void
change_range (AcEnvironmentSelection *self,
              guint                   position,
              guint                   n_items,
              gboolean                selected)
{
  for (guint i = position; i < position + n_items; i++)
    {
      AcEnvironment *environment = ac_environment_list_get_environment (self->list, i);

      if (environment != NULL)
        change (self, environment, selected);
    }

  emit_changed (self, position, n_items);
}

/* The selection model */

static gboolean
ac_environment_selection_is_selected (GtkSelectionModel *model,
                                      guint              position)
{
  AcEnvironmentSelection *self = AC_ENVIRONMENT_SELECTION (model);
  AcEnvironment *environment;

  if (g_hash_table_size (self->selected) == 0)
    return FALSE;

  environment = ac_environment_list_get_environment (self->list, position);
  return environment != NULL && g_hash_table_contains (self->selected, environment);
}

static gboolean
ac_environment_selection_select_item (GtkSelectionModel *model,
                                      guint              position,
                                      gboolean           unselect_rest)
{
  AcEnvironmentSelection *self = AC_ENVIRONMENT_SELECTION (model);

  /* This is what moving the focus and clicking do by themselves; neither means to lose the selection. */
  if (unselect_rest)
    return FALSE;

  ac_environment_selection_set_active (self, TRUE);
  change_range (self, position, 1, TRUE);

  return TRUE;
}

static gboolean
ac_environment_selection_unselect_item (GtkSelectionModel *model,
                                        guint              position)
{
  change_range (AC_ENVIRONMENT_SELECTION (model), position, 1, FALSE);

  return TRUE;
}

static gboolean
ac_environment_selection_select_range (GtkSelectionModel *model,
                                       guint              position,
                                       guint              n_items,
                                       gboolean           unselect_rest)
{
  AcEnvironmentSelection *self = AC_ENVIRONMENT_SELECTION (model);

  /* Shift and a click or an arrow key: adds to the selection. */
  ac_environment_selection_set_active (self, TRUE);
  change_range (self, position, n_items, TRUE);

  return TRUE;
}

static gboolean
ac_environment_selection_unselect_range (GtkSelectionModel *model,
                                         guint              position,
                                         guint              n_items)
{
  change_range (AC_ENVIRONMENT_SELECTION (model), position, n_items, FALSE);

  return TRUE;
}

static gboolean
ac_environment_selection_select_all (GtkSelectionModel *model)
{
  AcEnvironmentSelection *self = AC_ENVIRONMENT_SELECTION (model);

  ac_environment_selection_set_active (self, TRUE);
  change_range (self, 0, ac_environment_list_get_n_shown (self->list), TRUE);

  return TRUE;
}

static gboolean
ac_environment_selection_unselect_all (GtkSelectionModel *model)
{
  AcEnvironmentSelection *self = AC_ENVIRONMENT_SELECTION (model);

  if (g_hash_table_size (self->selected) > 0)
    {
      g_hash_table_remove_all (self->selected);
      emit_changed (self, 0, G_MAXUINT);
    }

  return TRUE;
}

static void
ac_environment_selection_selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = ac_environment_selection_is_selected;
  iface->select_item = ac_environment_selection_select_item;
  iface->unselect_item = ac_environment_selection_unselect_item;
  iface->select_range = ac_environment_selection_select_range;
  iface->unselect_range = ac_environment_selection_unselect_range;
  iface->select_all = ac_environment_selection_select_all;
  iface->unselect_all = ac_environment_selection_unselect_all;
}

/* The list model: the list's own */

static GType
ac_environment_selection_get_item_type (GListModel *model)
{
  return AC_TYPE_ENVIRONMENT_SLOT;
}

static guint
ac_environment_selection_get_n_items (GListModel *model)
{
  AcEnvironmentSelection *self = AC_ENVIRONMENT_SELECTION (model);

  return self->list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->list)) : 0;
}

static gpointer
ac_environment_selection_get_item (GListModel *model,
                                   guint       position)
{
  AcEnvironmentSelection *self = AC_ENVIRONMENT_SELECTION (model);

  return self->list != NULL ? g_list_model_get_item (G_LIST_MODEL (self->list), position) : NULL;
}

static void
ac_environment_selection_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = ac_environment_selection_get_item_type;
  iface->get_n_items = ac_environment_selection_get_n_items;
  iface->get_item = ac_environment_selection_get_item;
}

/* Following the list */

static void
on_rearranged_cb (AcEnvironmentSelection *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self));

  /* Each row shows another environment, which may or may not be selected. */
  if (n > 0 && g_hash_table_size (self->selected) > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, n);
}

static void
on_removed_cb (AcEnvironmentSelection *self)
{
  AcEnvironmentIndex *index = ac_environment_list_get_index (self->list);
  guint n_before = g_hash_table_size (self->selected);
  g_autoptr(GHashTable) kept = NULL;

  if (n_before == 0)
    return;

  kept = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  for (guint i = 0; i < ac_environment_index_get_n_all (index); i++)
    {
      AcEnvironment *environment = ac_environment_index_get_record (index, i)->environment;

      if (g_hash_table_contains (self->selected, environment))
        g_hash_table_add (kept, g_object_ref (environment));
    }

  if (g_hash_table_size (kept) == n_before)
    return;

  g_hash_table_unref (self->selected);
  self->selected = g_steal_pointer (&kept);
  emit_changed (self, 0, G_MAXUINT);
}

static void
on_items_changed_cb (AcEnvironmentSelection *self,
                     guint                   position,
                     guint                   n_removed,
                     guint                   n_added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

static void
ac_environment_selection_constructed (GObject *object)
{
  AcEnvironmentSelection *self = AC_ENVIRONMENT_SELECTION (object);
  AcEnvironmentIndex *index = ac_environment_list_get_index (self->list);

  G_OBJECT_CLASS (ac_environment_selection_parent_class)->constructed (object);

  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (on_items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "rearranged", G_CALLBACK (on_rearranged_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (index, "removed", G_CALLBACK (on_removed_cb), self, G_CONNECT_SWAPPED);
}

static void
ac_environment_selection_dispose (GObject *object)
{
  AcEnvironmentSelection *self = AC_ENVIRONMENT_SELECTION (object);

  g_hash_table_remove_all (self->selected);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (ac_environment_selection_parent_class)->dispose (object);
}

static void
ac_environment_selection_finalize (GObject *object)
{
  AcEnvironmentSelection *self = AC_ENVIRONMENT_SELECTION (object);

  g_hash_table_unref (self->selected);

  G_OBJECT_CLASS (ac_environment_selection_parent_class)->finalize (object);
}

static void
ac_environment_selection_get_property (GObject    *object,
                                       guint       prop_id,
                                       GValue     *value,
                                       GParamSpec *pspec)
{
  AcEnvironmentSelection *self = AC_ENVIRONMENT_SELECTION (object);

  switch (prop_id)
    {
    case PROP_LIST:
      g_value_set_object (value, self->list);
      break;

    case PROP_ACTIVE:
      g_value_set_boolean (value, self->active);
      break;

    case PROP_N_SELECTED:
      g_value_set_uint (value, g_hash_table_size (self->selected));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_environment_selection_set_property (GObject      *object,
                                       guint         prop_id,
                                       const GValue *value,
                                       GParamSpec   *pspec)
{
  AcEnvironmentSelection *self = AC_ENVIRONMENT_SELECTION (object);

  switch (prop_id)
    {
    case PROP_LIST:
      self->list = g_value_dup_object (value);
      break;

    case PROP_ACTIVE:
      ac_environment_selection_set_active (self, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_environment_selection_class_init (AcEnvironmentSelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = ac_environment_selection_constructed;
  object_class->dispose = ac_environment_selection_dispose;
  object_class->finalize = ac_environment_selection_finalize;
  object_class->get_property = ac_environment_selection_get_property;
  object_class->set_property = ac_environment_selection_set_property;

  properties[PROP_LIST] =
    g_param_spec_object ("list", NULL, NULL, AC_TYPE_ENVIRONMENT_LIST,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ACTIVE] =
    g_param_spec_boolean ("active", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_SELECTED] =
    g_param_spec_uint ("n-selected", NULL, NULL, 0, G_MAXUINT, 0,
                       G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ac_environment_selection_init (AcEnvironmentSelection *self)
{
  self->selected = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}

/**
 * ac_environment_selection_new:
 * @list: rows
 *
 * Returns: (transfer full): a selection of nothing
 */
AcEnvironmentSelection *
ac_environment_selection_new (AcEnvironmentList *list)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_LIST (list), NULL);

  return g_object_new (AC_TYPE_ENVIRONMENT_SELECTION, "list", list, NULL);
}

/**
 * ac_environment_selection_get_list:
 * @self: a selection
 *
 * Returns: (transfer none): the rows it is of
 */
AcEnvironmentList *
ac_environment_selection_get_list (AcEnvironmentSelection *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_SELECTION (self), NULL);

  return self->list;
}

/**
 * ac_environment_selection_get_active:
 * @self: a selection
 *
 * Returns: whether environments are being selected
 */
gboolean
ac_environment_selection_get_active (AcEnvironmentSelection *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_SELECTION (self), FALSE);

  return self->active;
}

/**
 * ac_environment_selection_set_active:
 * @self: a selection
 * @active: whether environments are being selected
 *
 * Turning it off unselects everything.
 */
void
ac_environment_selection_set_active (AcEnvironmentSelection *self,
                                     gboolean                active)
{
  g_return_if_fail (AC_IS_ENVIRONMENT_SELECTION (self));

  if (self->active == active)
    return;

  self->active = active;
  if (!active)
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
}

/**
 * ac_environment_selection_get_n_selected:
 * @self: a selection
 *
 * Returns: how many environments are selected, whether or not search and filter show them
 */
guint
ac_environment_selection_get_n_selected (AcEnvironmentSelection *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_SELECTION (self), 0);

  return g_hash_table_size (self->selected);
}

/**
 * ac_environment_selection_contains:
 * @self: a selection
 * @environment: an environment
 *
 * Returns: whether @environment is selected
 */
gboolean
ac_environment_selection_contains (AcEnvironmentSelection *self,
                                   AcEnvironment          *environment)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_SELECTION (self), FALSE);

  return g_hash_table_contains (self->selected, environment);
}

/**
 * ac_environment_selection_set_selected:
 * @self: a selection
 * @environment: an environment of the list
 * @selected: whether to select it
 */
void
ac_environment_selection_set_selected (AcEnvironmentSelection *self,
                                       AcEnvironment          *environment,
                                       gboolean                selected)
{
  guint position;

  g_return_if_fail (AC_IS_ENVIRONMENT_SELECTION (self));
  g_return_if_fail (AC_IS_ENVIRONMENT (environment));

  if (selected)
    ac_environment_selection_set_active (self, TRUE);
  if (!change (self, environment, selected))
    return;

  if (ac_environment_list_find (self->list, environment, &position))
    emit_changed (self, position, 1);
  else
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SELECTED]);
}

/**
 * ac_environment_selection_select_only:
 * @self: a selection
 * @environments: (element-type AcEnvironment): what to select
 *
 * Selects these and nothing else.
 */
void
ac_environment_selection_select_only (AcEnvironmentSelection *self,
                                      GPtrArray              *environments)
{
  g_return_if_fail (AC_IS_ENVIRONMENT_SELECTION (self));

  g_hash_table_remove_all (self->selected);
  for (guint i = 0; i < environments->len; i++)
    change (self, g_ptr_array_index (environments, i), TRUE);

  emit_changed (self, 0, G_MAXUINT);
}

/**
 * ac_environment_selection_dup_selected:
 * @self: a selection
 *
 * Returns: (transfer full) (element-type AcEnvironment): what is selected, in the order of the rows
 */
GPtrArray *
ac_environment_selection_dup_selected (AcEnvironmentSelection *self)
{
  g_autoptr(GPtrArray) all = NULL;
  GPtrArray *selected;

  g_return_val_if_fail (AC_IS_ENVIRONMENT_SELECTION (self), NULL);

  all = ac_environment_list_dup_all (self->list);
  selected = g_ptr_array_new_full (g_hash_table_size (self->selected), g_object_unref);
  for (guint i = 0; i < all->len; i++)
    if (g_hash_table_contains (self->selected, g_ptr_array_index (all, i)))
      g_ptr_array_add (selected, g_object_ref (g_ptr_array_index (all, i)));

  return selected;
}
