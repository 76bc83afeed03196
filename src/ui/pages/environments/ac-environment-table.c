/* ac-environment-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environment-table"

#include "config.h"

#include "ac-environment-row.h"
#include "ac-environment-table-private.h"

enum
{
  PROP_0,
  PROP_EDITABLE,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (AcEnvironmentTable, ac_environment_table, ADW_TYPE_BIN)

static GParamSpec *properties[N_PROPS];

static AcEnvironmentList *
get_list (AcEnvironmentTable *self)
{
  return ac_environment_selection_get_list (self->view.selection);
}

/*< private >
 * ac_environment_table_get_rows_widget:
 * @self: a table
 *
 * Returns: (transfer none): the widget that has the rows as its children
 */
GtkWidget *
ac_environment_table_get_rows_widget (AcEnvironmentTable *self)
{
  if (ac_environment_table_get_narrow (self))
    return GTK_WIDGET (self->narrow_view);

  return gtk_widget_get_last_child (GTK_WIDGET (self->wide_view));
}

static GtkWidget *
find_row (AcEnvironmentTable *self,
          AcEnvironment      *environment)
{
  GtkWidget *row = gtk_widget_get_first_child (ac_environment_table_get_rows_widget (self));

  while (row != NULL && ac_environment_view_get_environment (row) != environment)
    row = gtk_widget_get_next_sibling (row);

  return row;
}

/* Focus */

static void
try_focus (AcEnvironmentTable *self)
{
  AcEnvironmentList *list = get_list (self);
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (list));
  g_autoptr(AcEnvironment) environment = NULL;
  guint position = 0;
  GtkWidget *row;

  if (!self->wants_focus || n_rows == 0 || self->attach_id != 0)
    return;

  g_set_object (&environment, self->focus_environment);
  if (environment == NULL || !ac_environment_list_find (list, environment, &position))
    g_set_object (&environment, ac_environment_list_get_environment (list, 0));
  /* It comes with one of the next frames. */
  if (position >= n_rows)
    return;

  gtk_widget_activate_action (ac_environment_table_get_rows_widget (self), "list.scroll-to-item", "u", position);
  row = find_row (self, environment);
  if (row != NULL && gtk_widget_grab_focus (row))
    {
      self->wants_focus = FALSE;
      g_clear_object (&self->focus_environment);
    }
}

/* Rows come some at a time */

static gboolean
on_grow_tick_cb (GtkWidget     *widget,
                 GdkFrameClock *clock,
                 gpointer       user_data)
{
  AcEnvironmentTable *self = AC_ENVIRONMENT_TABLE (widget);
  gboolean more = ac_environment_list_grow (get_list (self));

  try_focus (self);
  if (more || self->wants_focus)
    return G_SOURCE_CONTINUE;

  self->grow_id = 0;
  return G_SOURCE_REMOVE;
}

static void
queue_grow (AcEnvironmentTable *self)
{
  if (self->grow_id == 0)
    self->grow_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_grow_tick_cb, NULL, NULL);
}

/* Which rows can be seen: all are of the same height, or nearly so in the list. */
static void
on_scrolled_cb (AcEnvironmentTable *self,
                GtkAdjustment      *adjustment)
{
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (get_list (self)));
  double row_height = gtk_adjustment_get_upper (adjustment) / MAX (n_rows, 1);

  if (row_height >= 1)
    ac_environment_list_set_on_screen (get_list (self),
                                       (guint) (gtk_adjustment_get_value (adjustment) / row_height),
                                       (guint) (gtk_adjustment_get_page_size (adjustment) / row_height) + 2);
}

static void
follow_scrolling (AcEnvironmentTable *self,
                  GtkScrolledWindow  *window)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (window);

  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (on_scrolled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (on_scrolled_cb), self, G_CONNECT_SWAPPED);
}

static void
on_rearranged_cb (AcEnvironmentTable *self)
{
  if (ac_environment_list_is_growing (get_list (self)) || self->wants_focus)
    queue_grow (self);
}

/* Only the view that is seen has the rows, or each would be built and updated twice. */
static void
attach (AcEnvironmentTable *self)
{
  gboolean narrow = ac_environment_table_get_narrow (self);
  GtkSelectionModel *model = GTK_SELECTION_MODEL (self->view.selection);
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
  gpointer attached = narrow ? (gpointer) gtk_list_view_get_model (self->narrow_view)
                             : (gpointer) gtk_column_view_get_model (self->wide_view);

  if (attached == model)
    return;

  gtk_column_view_set_model (self->wide_view, NULL);
  gtk_list_view_set_model (self->narrow_view, NULL);
  ac_environment_list_start_again (get_list (self));
  if (narrow)
    gtk_list_view_set_model (self->narrow_view, model);
  else
    gtk_column_view_set_model (self->wide_view, model);
  ac_environment_list_grow (get_list (self));

  if (had_focus)
    ac_environment_table_focus (self, NULL);
  queue_grow (self);
}

static gboolean
on_attach_idle_cb (gpointer data)
{
  AcEnvironmentTable *self = data;

  self->attach_id = 0;
  attach (self);

  return G_SOURCE_REMOVE;
}

static void
on_visible_child_changed_cb (AcEnvironmentTable *self)
{
  /* This is told in the middle of the allocation of sizes, when nothing else may be asked for. */
  if (self->view.selection != NULL && self->attach_id == 0)
    self->attach_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_attach_idle_cb, self, NULL);
}

static gboolean
on_widths_idle_cb (gpointer data)
{
  AcEnvironmentTable *self = data;
  int width = ac_environment_columns_update_widths (self->columns);

  self->widths_id = 0;
  gtk_widget_set_size_request (self->wide_card, width, -1);

  return G_SOURCE_REMOVE;
}

static void
ac_environment_table_css_changed (GtkWidget         *widget,
                                  GtkCssStyleChange *change)
{
  AcEnvironmentTable *self = AC_ENVIRONMENT_TABLE (widget);

  GTK_WIDGET_CLASS (ac_environment_table_parent_class)->css_changed (widget, change);

  /* Perhaps the font. */
  if (self->columns != NULL && self->widths_id == 0)
    self->widths_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_widths_idle_cb, self, NULL);
}

/* Sorting and selecting */

static void
on_sort_changed_cb (AcEnvironmentTable *self)
{
  AcEnvironmentList *list = get_list (self);

  ac_environment_columns_show_sort (self->columns,
                                    ac_environment_list_get_sort (list),
                                    ac_environment_list_get_descending (list));
  ac_environment_table_scroll_up (self);
}

static void
on_selecting_changed_cb (AcEnvironmentTable *self)
{
  ac_environment_columns_set_selecting (self->columns, ac_environment_selection_get_active (self->view.selection));
  ac_environment_list_refresh (get_list (self));
}

static void
on_selection_changed_cb (AcEnvironmentTable *self)
{
  ac_environment_list_refresh (get_list (self));
}

static void
on_row_setup_cb (AcEnvironmentTable *self,
                 GtkListItem        *item)
{
  gtk_list_item_set_child (item, ac_environment_row_new (&self->view));
}

static void
on_row_bind_cb (AcEnvironmentTable *self,
                GtkListItem        *item)
{
  ac_environment_row_set_slot (AC_ENVIRONMENT_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

static void
on_row_unbind_cb (AcEnvironmentTable *self,
                  GtkListItem        *item)
{
  ac_environment_row_set_slot (AC_ENVIRONMENT_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
set_up_narrow (AcEnvironmentTable *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_swapped (factory, "setup", G_CALLBACK (on_row_setup_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (on_row_bind_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (on_row_unbind_cb), self);
  gtk_list_view_set_factory (self->narrow_view, factory);
}

static void
ac_environment_table_dispose (GObject *object)
{
  AcEnvironmentTable *self = AC_ENVIRONMENT_TABLE (object);

  g_clear_handle_id (&self->attach_id, g_source_remove);
  g_clear_handle_id (&self->widths_id, g_source_remove);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_object (&self->menu_environment);
  g_clear_object (&self->focus_environment);

  if (self->columns != NULL)
    {
      /* The rows first: they look at what is cleared below. */
      gtk_column_view_set_model (self->wide_view, NULL);
      gtk_list_view_set_model (self->narrow_view, NULL);
      gtk_list_view_set_factory (self->narrow_view, NULL);
      g_clear_pointer (&self->columns, ac_environment_columns_free);
    }

  G_OBJECT_CLASS (ac_environment_table_parent_class)->dispose (object);

  g_clear_object (&self->view.selection);
  g_clear_object (&self->view.settings);
}

static void
ac_environment_table_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  AcEnvironmentTable *self = AC_ENVIRONMENT_TABLE (object);

  switch (prop_id)
    {
    case PROP_EDITABLE:
      g_value_set_boolean (value, self->view.editable);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_environment_table_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  AcEnvironmentTable *self = AC_ENVIRONMENT_TABLE (object);

  switch (prop_id)
    {
    case PROP_EDITABLE:
      ac_environment_table_set_editable (self, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_environment_table_class_init (AcEnvironmentTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ac_environment_table_dispose;
  object_class->get_property = ac_environment_table_get_property;
  object_class->set_property = ac_environment_table_set_property;
  widget_class->css_changed = ac_environment_table_css_changed;

  properties[PROP_EDITABLE] =
    g_param_spec_boolean ("editable", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, AC_RESOURCE_PATH "/pages/environments/ac-environment-table.ui");
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentTable, squeezer);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentTable, wide_card);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentTable, wide_window);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentTable, wide_view);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentTable, narrow_card);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentTable, narrow_window);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentTable, narrow_view);
  gtk_widget_class_bind_template_callback (widget_class, on_visible_child_changed_cb);

  ac_environment_table_install_input (widget_class);
}

static void
ac_environment_table_init (AcEnvironmentTable *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  ac_environment_table_add_input (self);
}

/**
 * ac_environment_table_set_up:
 * @self: a new table
 * @selection: the rows and which of them are selected
 * @settings: the marks
 */
void
ac_environment_table_set_up (AcEnvironmentTable     *self,
                             AcEnvironmentSelection *selection,
                             AcAccountSettings      *settings)
{
  AcEnvironmentList *list;

  g_return_if_fail (AC_IS_ENVIRONMENT_TABLE (self));
  g_return_if_fail (AC_IS_ENVIRONMENT_SELECTION (selection));
  g_return_if_fail (self->view.selection == NULL);

  self->view.selection = g_object_ref (selection);
  self->view.settings = g_object_ref (settings);
  self->columns = ac_environment_columns_new (self->wide_view, &self->view);
  set_up_narrow (self);

  list = get_list (self);
  ac_environment_list_set_stepwise (list, TRUE);
  g_signal_connect_object (list, "rearranged", G_CALLBACK (on_rearranged_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "notify::sort", G_CALLBACK (on_sort_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "notify::descending", G_CALLBACK (on_sort_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (selection, "notify::active", G_CALLBACK (on_selecting_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (selection, "selection-changed", G_CALLBACK (on_selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "mark-changed", G_CALLBACK (ac_environment_list_refresh), list, G_CONNECT_SWAPPED);

  follow_scrolling (self, self->wide_window);
  follow_scrolling (self, self->narrow_window);
  on_sort_changed_cb (self);
  on_widths_idle_cb (self);
  on_visible_child_changed_cb (self);
}

/**
 * ac_environment_table_set_editable:
 * @self: a table
 * @editable: whether the switches may be used
 */
void
ac_environment_table_set_editable (AcEnvironmentTable *self,
                                   gboolean            editable)
{
  g_return_if_fail (AC_IS_ENVIRONMENT_TABLE (self));

  if (self->view.editable == editable)
    return;

  self->view.editable = editable;
  if (self->view.selection != NULL)
    ac_environment_list_refresh (get_list (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITABLE]);
}

/**
 * ac_environment_table_focus:
 * @self: a table
 * @environment: (nullable): which row; %NULL: the first one
 *
 * Scrolls to the row of @environment and gives it the focus, as soon as there is one. When search or filter hide it, the first
 * row gets it.
 */
void
ac_environment_table_focus (AcEnvironmentTable *self,
                            AcEnvironment      *environment)
{
  g_return_if_fail (AC_IS_ENVIRONMENT_TABLE (self));

  self->wants_focus = TRUE;
  g_set_object (&self->focus_environment, environment);
  try_focus (self);
  if (self->wants_focus)
    queue_grow (self);
}

/**
 * ac_environment_table_scroll_up:
 * @self: a table
 *
 * Shows the first row.
 */
void
ac_environment_table_scroll_up (AcEnvironmentTable *self)
{
  g_return_if_fail (AC_IS_ENVIRONMENT_TABLE (self));

  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->wide_window), 0);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->narrow_window), 0);
}

/**
 * ac_environment_table_get_narrow:
 * @self: a table
 *
 * Returns: whether it is a list now
 */
gboolean
ac_environment_table_get_narrow (AcEnvironmentTable *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_TABLE (self), FALSE);

  return adw_squeezer_get_visible_child (self->squeezer) == self->narrow_card;
}
