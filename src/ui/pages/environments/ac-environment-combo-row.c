/* ac-environment-combo-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environment-combo-row"

#include "config.h"

#include "ac-environment-combo-row.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>

/* Up to here one sees all at once. */
#define MAX_WITHOUT_SEARCH 8

struct _AcEnvironmentComboRow
{
  AdwActionRow parent_instance;

  GListModel *model;          /* (nullable) (owned) */
  AcEnvironment *environment; /* (nullable) (owned) */
  GSignalGroup *environment_signals;
  GSignalGroup *model_signals;

  /* None, then the environments by name as far as the search finds them. */
  GListStore *none;
  GtkSortListModel *sorted;
  GtkFilterListModel *filtered;
  GtkFilter *filter; /* (unowned): filtered's */
  GtkSelectionModel *choices;
  char *needle; /* casefolded */

  GtkLabel *value_label;
  GtkPopover *popover;
  GtkSearchEntry *search_entry;
  GtkListView *list_view;
  GtkWidget *empty_label;
};

G_DEFINE_FINAL_TYPE (AcEnvironmentComboRow, ac_environment_combo_row, ADW_TYPE_ACTION_ROW)

enum
{
  PROP_0,
  PROP_MODEL,
  PROP_ENVIRONMENT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
update_value (AcEnvironmentComboRow *self)
{
  const char *text = self->environment != NULL ? ac_environment_get_name (self->environment)
                                             : C_("base product environment", "None");

  gtk_label_set_label (self->value_label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->value_label), self->environment != NULL ? text : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

/* What was chosen may be deleted meanwhile; it can't be a base then. */
static void
on_model_items_changed_cb (AcEnvironmentComboRow *self)
{
  guint n_items;

  if (self->environment == NULL || self->model == NULL)
    return;

  n_items = g_list_model_get_n_items (self->model);
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(AcEnvironment) environment = g_list_model_get_item (self->model, i);

      if (environment == self->environment)
        return;
    }

  ac_environment_combo_row_set_environment (self, NULL);
}

static gboolean
matches (gpointer item,
         gpointer user_data)
{
  AcEnvironmentComboRow *self = user_data;

  return self->needle == NULL || strstr (ac_environment_get_search_text (item), self->needle) != NULL;
}

static void
set_needle (AcEnvironmentComboRow *self,
            const char            *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  gboolean has_none = g_list_model_get_n_items (G_LIST_MODEL (self->none)) > 0;

  g_clear_pointer (&self->needle, g_free);
  if (*stripped != '\0')
    self->needle = g_utf8_casefold (stripped, -1);

  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);

  /* None is no result of a search. */
  if (self->needle != NULL && has_none)
    {
      g_list_store_remove_all (self->none);
    }
  else if (self->needle == NULL && !has_none)
    {
      g_autoptr(GtkStringObject) none = gtk_string_object_new (C_("base product environment", "None"));

      g_list_store_append (self->none, none);
    }

  gtk_widget_set_visible (self->empty_label, g_list_model_get_n_items (G_LIST_MODEL (self->choices)) == 0);
}

static void
choose (AcEnvironmentComboRow *self,
        gpointer               item)
{
  /* A popover that goes while it has the focus hands it to whatever comes after the row. */
  gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_popover_popdown (self->popover);
  ac_environment_combo_row_set_environment (self, AC_IS_ENVIRONMENT (item) ? item : NULL);
}

static void
on_activated_cb (AcEnvironmentComboRow *self)
{
  guint n_items = self->model != NULL ? g_list_model_get_n_items (self->model) : 0;

  set_needle (self, "");
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_widget_set_visible (GTK_WIDGET (self->search_entry), n_items > MAX_WITHOUT_SEARCH);
  gtk_list_view_set_model (self->list_view, self->choices);
  gtk_popover_popup (self->popover);
}

/* The rows are let go: the next time they show the choice of then. */
static void
on_popover_visible_changed_cb (AcEnvironmentComboRow *self)
{
  gboolean visible = gtk_widget_get_visible (GTK_WIDGET (self->popover));

  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED, visible, -1);
  if (!visible)
    gtk_list_view_set_model (self->list_view, NULL);
}

static void
on_search_changed_cb (AcEnvironmentComboRow *self)
{
  set_needle (self, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

/* Enter takes the first result. */
static void
on_search_activated_cb (AcEnvironmentComboRow *self)
{
  g_autoptr(GObject) first = NULL;

  set_needle (self, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  if (self->needle == NULL)
    return;

  first = g_list_model_get_item (G_LIST_MODEL (self->filtered), 0);
  if (first != NULL)
    choose (self, first);
}

static void
on_search_stopped_cb (AcEnvironmentComboRow *self)
{
  gtk_popover_popdown (self->popover);
}

static void
on_list_activated_cb (AcEnvironmentComboRow *self,
                      guint                  position)
{
  g_autoptr(GObject) item = g_list_model_get_item (G_LIST_MODEL (self->choices), position);

  choose (self, item);
}

static GtkWidget *
create_label (const char *style_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "xalign", 0.0,
                                   "ellipsize", PANGO_ELLIPSIZE_END,
                                   "max-width-chars", 40,
                                   NULL);

  if (style_class != NULL)
    {
      gtk_widget_add_css_class (label, style_class);
      gtk_widget_add_css_class (label, "dim-label");
    }

  return label;
}

static void
on_factory_setup_cb (GtkSignalListItemFactory *factory,
                     GtkListItem              *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), create_label (NULL));
  gtk_box_append (GTK_BOX (texts), create_label ("caption"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Chosen"), -1);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_list_item_set_child (list_item, box);
}

static void
on_factory_bind_cb (GtkSignalListItemFactory *factory,
                    GtkListItem              *list_item)
{
  GtkWidget *box = gtk_list_item_get_child (list_item);
  GtkWidget *name = gtk_widget_get_first_child (gtk_widget_get_first_child (box));
  GtkWidget *cloud_name = gtk_widget_get_next_sibling (name);
  AcEnvironmentComboRow *self = AC_ENVIRONMENT_COMBO_ROW (gtk_widget_get_ancestor (box, AC_TYPE_ENVIRONMENT_COMBO_ROW));
  gpointer item = gtk_list_item_get_item (list_item);
  gboolean is_environment = AC_IS_ENVIRONMENT (item);
  gboolean is_chosen = self != NULL && (is_environment ? item == self->environment : self->environment == NULL);
  const char *text = is_environment ? ac_environment_get_name (item)
                                    : gtk_string_object_get_string (GTK_STRING_OBJECT (item));

  gtk_label_set_label (GTK_LABEL (name), text);
  /* The row has the focus, and no name of its own in GTK 4.8. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_label_set_label (GTK_LABEL (cloud_name), is_environment ? ac_environment_get_cloud_name (item) : "");
  gtk_widget_set_visible (cloud_name, is_environment);
  gtk_widget_set_opacity (gtk_widget_get_last_child (box), is_chosen ? 1.0 : 0.0);
}

static void
ac_environment_combo_row_get_property (GObject    *object,
                                       guint       prop_id,
                                       GValue     *value,
                                       GParamSpec *pspec)
{
  AcEnvironmentComboRow *self = AC_ENVIRONMENT_COMBO_ROW (object);

  switch (prop_id)
    {
    case PROP_MODEL:
      g_value_set_object (value, self->model);
      break;
    case PROP_ENVIRONMENT:
      g_value_set_object (value, self->environment);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_environment_combo_row_set_property (GObject      *object,
                                       guint         prop_id,
                                       const GValue *value,
                                       GParamSpec   *pspec)
{
  AcEnvironmentComboRow *self = AC_ENVIRONMENT_COMBO_ROW (object);

  switch (prop_id)
    {
    case PROP_MODEL:
      ac_environment_combo_row_set_model (self, g_value_get_object (value));
      break;
    case PROP_ENVIRONMENT:
      ac_environment_combo_row_set_environment (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_environment_combo_row_dispose (GObject *object)
{
  AcEnvironmentComboRow *self = AC_ENVIRONMENT_COMBO_ROW (object);

  g_clear_object (&self->environment_signals);
  g_clear_object (&self->model_signals);
  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  g_clear_object (&self->choices);
  g_clear_object (&self->filtered);
  g_clear_object (&self->sorted);
  g_clear_object (&self->none);
  g_clear_object (&self->environment);
  g_clear_object (&self->model);
  gtk_widget_dispose_template (GTK_WIDGET (self), AC_TYPE_ENVIRONMENT_COMBO_ROW);

  G_OBJECT_CLASS (ac_environment_combo_row_parent_class)->dispose (object);
}

static void
ac_environment_combo_row_finalize (GObject *object)
{
  g_free (AC_ENVIRONMENT_COMBO_ROW (object)->needle);

  G_OBJECT_CLASS (ac_environment_combo_row_parent_class)->finalize (object);
}

static void
ac_environment_combo_row_class_init (AcEnvironmentComboRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ac_environment_combo_row_get_property;
  object_class->set_property = ac_environment_combo_row_set_property;
  object_class->dispose = ac_environment_combo_row_dispose;
  object_class->finalize = ac_environment_combo_row_finalize;

  properties[PROP_MODEL] =
    g_param_spec_object ("model", NULL, NULL, G_TYPE_LIST_MODEL,
                         (G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));
  properties[PROP_ENVIRONMENT] =
    g_param_spec_object ("environment", NULL, NULL, AC_TYPE_ENVIRONMENT,
                         (G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               AC_RESOURCE_PATH "/pages/environments/ac-environment-combo-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentComboRow, value_label);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentComboRow, popover);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentComboRow, search_entry);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentComboRow, list_view);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentComboRow, empty_label);
  gtk_widget_class_bind_template_callback (widget_class, on_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_popover_visible_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_list_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_factory_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_factory_bind_cb);
}

static void
create_choices (AcEnvironmentComboRow *self)
{
  g_autoptr(GListStore) parts = g_list_store_new (G_TYPE_LIST_MODEL);
  GtkExpression *name = gtk_property_expression_new (AC_TYPE_ENVIRONMENT, NULL, "name");
  GtkSorter *sorter = GTK_SORTER (gtk_string_sorter_new (name));
  g_autoptr(GtkFlattenListModel) flat = NULL;
  GtkSingleSelection *selection;

  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  self->none = g_list_store_new (GTK_TYPE_STRING_OBJECT);
  self->sorted = gtk_sort_list_model_new (NULL, sorter);
  self->filtered = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->sorted)), self->filter);
  g_list_store_append (parts, self->none);
  g_list_store_append (parts, self->filtered);

  flat = gtk_flatten_list_model_new (G_LIST_MODEL (g_object_ref (parts)));
  selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  gtk_single_selection_set_model (selection, G_LIST_MODEL (flat));
  self->choices = GTK_SELECTION_MODEL (selection);
}

static void
ac_environment_combo_row_init (AcEnvironmentComboRow *self)
{
  create_choices (self);

  self->environment_signals = g_signal_group_new (AC_TYPE_ENVIRONMENT);
  g_signal_group_connect_swapped (self->environment_signals, "notify::name", G_CALLBACK (update_value), self);
  self->model_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->model_signals, "items-changed",
                                  G_CALLBACK (on_model_items_changed_cb), self);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE, -1);
  update_value (self);
}

/**
 * ac_environment_combo_row_get_environment:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what is chosen; %NULL: none
 */
AcEnvironment *
ac_environment_combo_row_get_environment (AcEnvironmentComboRow *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_COMBO_ROW (self), NULL);

  return self->environment;
}

/**
 * ac_environment_combo_row_set_environment:
 * @self: a row
 * @environment: (nullable): what is chosen; %NULL: none
 */
void
ac_environment_combo_row_set_environment (AcEnvironmentComboRow *self,
                                          AcEnvironment         *environment)
{
  g_return_if_fail (AC_IS_ENVIRONMENT_COMBO_ROW (self));
  g_return_if_fail (environment == NULL || AC_IS_ENVIRONMENT (environment));

  if (!g_set_object (&self->environment, environment))
    return;

  g_signal_group_set_target (self->environment_signals, environment);
  update_value (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENVIRONMENT]);
}

/**
 * ac_environment_combo_row_set_model:
 * @self: a row
 * @model: (nullable): the environments, in any order
 */
void
ac_environment_combo_row_set_model (AcEnvironmentComboRow *self,
                                    GListModel            *model)
{
  g_return_if_fail (AC_IS_ENVIRONMENT_COMBO_ROW (self));
  g_return_if_fail (model == NULL || G_IS_LIST_MODEL (model));

  if (!g_set_object (&self->model, model))
    return;

  gtk_sort_list_model_set_model (self->sorted, model);
  g_signal_group_set_target (self->model_signals, model);
  on_model_items_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODEL]);
}
