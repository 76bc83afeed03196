/* ac-environment-columns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environment-columns"

#include "config.h"

#include <glib/gi18n.h>

#include "ac-environment-columns.h"
#include "ac-dates.h"
#include "ac-messages.h"

#define NAME_WIDTH 240

typedef enum
{
  COLUMN_CHECK,
  COLUMN_NAME,
  COLUMN_FOLDER_MODE,
  COLUMN_KEYS,
  COLUMN_CREATED,
  COLUMN_ENABLED,
  COLUMN_MENU,
  N_COLUMNS
} ColumnId;

/* Of a cell and of a heading, in pixels; the theme's. */
#define CELL_PADDING 24
/* libadwaita's headings are smaller than the text. */
#define HEADING_SCALE 0.82
/* The arrow of the column that is sorted by, and the space before it. */
#define SORT_ARROW_WIDTH 22

typedef struct _Cell Cell;

/* What is different from column to column. */
typedef struct
{
  ColumnId id;
  const char *title;
  int sort;    /* AcEnvironmentSort, -1: can't be sorted by */
  int n_chars; /* width in characters; 0: the pixels of min_width */
  int min_width;
  void (*setup) (Cell *cell);
  void (*update) (Cell          *cell,
                  AcEnvironment *environment);
} Column;

struct _Cell
{
  AcEnvironmentView *view;
  const Column *column;
  GtkWidget *child;
  GtkWidget *labels[2];
  GtkWidget *badge;
  AcEnvironmentSlot *slot; /* (nullable) (owned) */
  gulong changed_id;
};

struct _AcEnvironmentColumns
{
  GtkColumnView *table;
  AcEnvironmentView *view;
  GtkColumnViewColumn *columns[N_COLUMNS];
  gulong update_id;

  const Column *probed; /* see ac_environment_columns_get_sort() */
  gboolean showing_sort;
};

/* The cells */

static GtkWidget *
create_label (const char *class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);

  return label;
}

static void
setup_text (Cell *cell)
{
  cell->child = cell->labels[0] = create_label ("numeric");
}

static void
setup_check (Cell *cell)
{
  cell->child = ac_environment_view_create_check ();
}

static void
setup_name (Cell *cell)
{
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  cell->labels[0] = create_label (NULL);
  cell->labels[1] = create_label ("caption");
  gtk_widget_add_css_class (cell->labels[1], "dim-label");
  cell->badge = ac_environment_view_create_badge ();

  gtk_box_append (GTK_BOX (first), cell->labels[0]);
  gtk_box_append (GTK_BOX (first), cell->badge);
  cell->child = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_valign (cell->child, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (cell->child), first);
  gtk_box_append (GTK_BOX (cell->child), cell->labels[1]);
}

static void
setup_switch (Cell *cell)
{
  cell->child = ac_environment_view_create_switch ();
}

static void
on_menu_clicked_cb (GtkWidget *button)
{
  AcEnvironment *environment = ac_environment_view_get_environment (button);

  if (environment != NULL)
    gtk_widget_activate_action (button, "table.show-menu", "s", ac_environment_get_id (environment));
}

static void
setup_menu (Cell *cell)
{
  cell->child = gtk_button_new_from_icon_name ("view-more-symbolic");
  gtk_widget_set_focusable (cell->child, FALSE);
  gtk_widget_set_halign (cell->child, GTK_ALIGN_END);
  gtk_widget_set_valign (cell->child, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (cell->child, "flat");
  gtk_widget_set_tooltip_text (cell->child, _("More Actions"));
  g_signal_connect (cell->child, "clicked", G_CALLBACK (on_menu_clicked_cb), NULL);
}

static void
update_check (Cell          *cell,
              AcEnvironment *environment)
{
  ac_environment_view_update_check (cell->view, GTK_CHECK_BUTTON (cell->child), environment);
}

static void
update_name (Cell          *cell,
             AcEnvironment *environment)
{
  g_autofree char *cloud_name = ac_isolate (ac_environment_get_cloud_name (environment));

  gtk_label_set_label (GTK_LABEL (cell->labels[0]), ac_environment_get_name (environment));
  gtk_label_set_label (GTK_LABEL (cell->labels[1]), cloud_name);
  ac_environment_view_update_badge (cell->view, GTK_LABEL (cell->badge), environment);
  ac_environment_view_label_row (cell->view, cell->child, environment);
}

static void
update_folder_mode (Cell          *cell,
                    AcEnvironment *environment)
{
  gtk_label_set_label (GTK_LABEL (cell->labels[0]), ac_environment_view_folder_mode (environment));
}

static void
update_keys (Cell          *cell,
             AcEnvironment *environment)
{
  g_autofree char *text = g_strdup_printf ("%'u", ac_environment_get_enabled_keys (environment));

  gtk_label_set_label (GTK_LABEL (cell->labels[0]), text);
}

static void
update_created (Cell          *cell,
                AcEnvironment *environment)
{
  GDateTime *created = ac_environment_get_created_at (environment);
  g_autofree char *text = created != NULL ? ac_format_date (created) : NULL;

  gtk_label_set_label (GTK_LABEL (cell->labels[0]), text != NULL ? text : "–");
}

static void
update_switch (Cell          *cell,
               AcEnvironment *environment)
{
  ac_environment_view_update_switch (cell->view, GTK_SWITCH (cell->child), environment);
}

static void
update_menu (Cell          *cell,
             AcEnvironment *environment)
{
  /* Translators: %s is the name of a product environment */
  g_autofree char *label = g_strdup_printf (_("More actions for %s"), ac_environment_get_name (environment));

  gtk_accessible_update_property (GTK_ACCESSIBLE (cell->child), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static const Column columns[N_COLUMNS] = {
  { COLUMN_CHECK, NULL, -1, 0, 44, setup_check, update_check },
  { COLUMN_NAME, N_("Name"), AC_ENVIRONMENT_SORT_NAME, 0, 0, setup_name, update_name },
  { COLUMN_FOLDER_MODE, N_("Folder mode"), AC_ENVIRONMENT_SORT_FOLDER_MODE, 11, 0, setup_text, update_folder_mode },
  { COLUMN_KEYS, N_("API keys"), AC_ENVIRONMENT_SORT_KEYS, 8, 0, setup_text, update_keys },
  { COLUMN_CREATED, N_("Created"), AC_ENVIRONMENT_SORT_CREATED, 12, 0, setup_text, update_created },
  { COLUMN_ENABLED, N_("Enabled"), AC_ENVIRONMENT_SORT_STATUS, 9, 80, setup_switch, update_switch },
  { COLUMN_MENU, NULL, -1, 0, 56, setup_menu, update_menu },
};

/* The factory */

static void
update_cell (Cell *cell)
{
  AcEnvironment *environment = ac_environment_slot_get_environment (cell->slot);

  if (environment != NULL)
    cell->column->update (cell, environment);
}

static void
set_cell_slot (Cell              *cell,
               AcEnvironmentSlot *slot)
{
  if (cell->slot != NULL)
    g_clear_signal_handler (&cell->changed_id, cell->slot);
  g_set_object (&cell->slot, slot);
  if (slot != NULL)
    cell->changed_id = g_signal_connect_swapped (slot, "changed", G_CALLBACK (update_cell), cell);
}

static void
free_cell (gpointer data)
{
  Cell *cell = data;

  set_cell_slot (cell, NULL);
  g_free (cell);
}

static Cell *
get_cell (GtkListItem *item)
{
  return g_object_get_data (G_OBJECT (item), "ac-cell");
}

static void
on_setup_cb (GtkListItemFactory   *factory,
             GtkListItem          *item,
             AcEnvironmentColumns *self)
{
  Cell *cell = g_new0 (Cell, 1);

  cell->view = self->view;
  cell->column = g_object_get_data (G_OBJECT (factory), "ac-column");
  cell->column->setup (cell);

  g_object_set_data_full (G_OBJECT (item), "ac-cell", cell, free_cell);
  gtk_list_item_set_child (item, cell->child);
}

static void
on_bind_cb (GtkListItemFactory *factory,
            GtkListItem        *item)
{
  Cell *cell = get_cell (item);
  AcEnvironmentSlot *slot = gtk_list_item_get_item (item);

  ac_environment_view_set_slot (cell->child, slot);
  set_cell_slot (cell, slot);
  update_cell (cell);
}

static void
on_unbind_cb (GtkListItemFactory *factory,
              GtkListItem        *item)
{
  Cell *cell = get_cell (item);

  set_cell_slot (cell, NULL);
  ac_environment_view_set_slot (cell->child, NULL);
}

static void
on_teardown_cb (GtkListItemFactory *factory,
                GtkListItem        *item)
{
  g_object_set_data (G_OBJECT (item), "ac-cell", NULL);
}

static GtkListItemFactory *
create_factory (AcEnvironmentColumns *self,
                const Column         *column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_object_set_data (G_OBJECT (factory), "ac-column", (gpointer) column);
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind_cb), NULL);
  g_signal_connect (factory, "teardown", G_CALLBACK (on_teardown_cb), NULL);

  return factory;
}

/* Sorting: the list sorts; the headings only say by what. The sorters of the columns take part in nothing but the question which of
 * them the column view would use, for which GTK 4.8 has no call. */

typedef struct
{
  AcEnvironmentColumns *columns;
  const Column *column;
} Probe;

static int
probe_column (gconstpointer a,
              gconstpointer b,
              gpointer      user_data)
{
  Probe *probe = user_data;

  if (probe->columns->probed == NULL)
    probe->columns->probed = probe->column;

  return -1;
}

static GtkSorter *
create_sorter (AcEnvironmentColumns *self,
               const Column         *column)
{
  Probe *probe = g_new (Probe, 1);

  *probe = (Probe) { self, column };

  return GTK_SORTER (gtk_custom_sorter_new (probe_column, probe, g_free));
}

static void
on_sorter_changed_cb (AcEnvironmentColumns *self)
{
  AcEnvironmentSort sort;
  gboolean descending;

  if (self->showing_sort)
    return;

  if (ac_environment_columns_get_sort (self, &sort, &descending))
    ac_environment_list_set_sort (ac_environment_selection_get_list (self->view->selection), sort, descending);
}

static void
add_column (AcEnvironmentColumns *self,
            const Column         *column)
{
  const char *title = column->title != NULL ? _(column->title) : NULL;
  GtkColumnViewColumn *made = gtk_column_view_column_new (title, create_factory (self, column));

  if (column->sort >= 0)
    {
      g_autoptr(GtkSorter) sorter = create_sorter (self, column);

      gtk_column_view_column_set_sorter (made, sorter);
    }

  gtk_column_view_column_set_expand (made, column->id == COLUMN_NAME);
  if (column->id != COLUMN_CHECK)
    gtk_column_view_append_column (self->table, made);
  self->columns[column->id] = made;
}

static gboolean
has_column (AcEnvironmentColumns *self,
            ColumnId              id)
{
  return gtk_column_view_column_get_column_view (self->columns[id]) != NULL;
}

static void
remove_column (AcEnvironmentColumns *self,
               ColumnId              id)
{
  if (has_column (self, id))
    gtk_column_view_remove_column (self->table, self->columns[id]);
}

/**
 * ac_environment_columns_new:
 * @table: a column view without columns
 * @view: what the cells need
 *
 * Gives @table its columns, and lets its headings sort the list of @view.
 *
 * Returns: (transfer full): the columns
 */
AcEnvironmentColumns *
ac_environment_columns_new (GtkColumnView     *table,
                            AcEnvironmentView *view)
{
  AcEnvironmentColumns *self = g_new0 (AcEnvironmentColumns, 1);

  self->table = g_object_ref (table);
  self->view = view;
  for (guint i = 0; i < N_COLUMNS; i++)
    add_column (self, &columns[i]);

  self->update_id = g_signal_connect_swapped (gtk_column_view_get_sorter (table), "changed",
                                              G_CALLBACK (on_sorter_changed_cb), self);

  return self;
}

/**
 * ac_environment_columns_free:
 * @self: (transfer full): columns
 *
 * Takes them out of their table.
 */
void
ac_environment_columns_free (AcEnvironmentColumns *self)
{
  g_return_if_fail (self != NULL);

  g_clear_signal_handler (&self->update_id, gtk_column_view_get_sorter (self->table));
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      remove_column (self, (ColumnId) i);
      g_object_unref (self->columns[i]);
    }
  g_object_unref (self->table);
  g_free (self);
}

/* The heading in its own font. */
static int
measure_heading (AcEnvironmentColumns *self,
                 GtkColumnViewColumn  *column)
{
  g_autoptr(PangoLayout) layout =
    gtk_widget_create_pango_layout (GTK_WIDGET (self->table), gtk_column_view_column_get_title (column));
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();
  int width;

  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_attr_list_insert (attributes, pango_attr_scale_new (HEADING_SCALE));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_get_pixel_size (layout, &width, NULL);

  return width + SORT_ARROW_WIDTH + CELL_PADDING;
}

/**
 * ac_environment_columns_update_widths:
 * @self: columns
 *
 * Makes the columns as wide as the font needs: pixels that fit one size of text cut another.
 *
 * Returns: the least width of the table, in pixels
 */
int
ac_environment_columns_update_widths (AcEnvironmentColumns *self)
{
  PangoContext *context;
  PangoFontMetrics *metrics;
  int sum = NAME_WIDTH;
  int char_width;
  int digit_width;

  g_return_val_if_fail (self != NULL, 0);

  context = gtk_widget_get_pango_context (GTK_WIDGET (self->table));
  metrics = pango_context_get_metrics (context, NULL, NULL);
  char_width = pango_font_metrics_get_approximate_char_width (metrics);
  digit_width = pango_font_metrics_get_approximate_digit_width (metrics);
  pango_font_metrics_unref (metrics);

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      const Column *column = &columns[i];
      int width = column->min_width;

      if (column->id == COLUMN_NAME)
        continue;
      if (column->n_chars > 0)
        width = MAX (width, PANGO_PIXELS_CEIL (column->n_chars * (column->id == COLUMN_CREATED ? digit_width : char_width)) + CELL_PADDING);
      if (column->title != NULL)
        width = MAX (width, measure_heading (self, self->columns[i]));

      gtk_column_view_column_set_fixed_width (self->columns[i], width);
      /* Either the check or the menu is there. */
      if (column->id != COLUMN_CHECK)
        sum += width;
    }

  return sum;
}

/**
 * ac_environment_columns_set_selecting:
 * @self: columns
 * @selecting: whether rows are being selected
 *
 * Shows checks, or menus.
 */
void
ac_environment_columns_set_selecting (AcEnvironmentColumns *self,
                                      gboolean              selecting)
{
  g_return_if_fail (self != NULL);

  if (has_column (self, COLUMN_CHECK) == selecting)
    return;

  /* GTK 4.8 keeps room for a fixed column that is only made invisible. */
  if (selecting)
    {
      gtk_column_view_insert_column (self->table, 0, self->columns[COLUMN_CHECK]);
      remove_column (self, COLUMN_MENU);
    }
  else
    {
      remove_column (self, COLUMN_CHECK);
      gtk_column_view_append_column (self->table, self->columns[COLUMN_MENU]);
    }
}

/**
 * ac_environment_columns_show_sort:
 * @self: columns
 * @sort: what the list is sorted by
 * @descending: whether the largest comes first
 *
 * Lets the headings say that.
 */
void
ac_environment_columns_show_sort (AcEnvironmentColumns *self,
                                  AcEnvironmentSort     sort,
                                  gboolean              descending)
{
  AcEnvironmentSort shown;
  gboolean shown_descending;
  GtkColumnViewColumn *column = NULL;

  g_return_if_fail (self != NULL);

  if (ac_environment_columns_get_sort (self, &shown, &shown_descending) &&
      shown == sort && shown_descending == descending)
    return;

  for (guint i = 0; i < N_COLUMNS; i++)
    if (columns[i].sort == (int) sort)
      column = self->columns[i];

  self->showing_sort = TRUE;
  gtk_column_view_sort_by_column (self->table, NULL, GTK_SORT_ASCENDING);
  if (column != NULL)
    gtk_column_view_sort_by_column (self->table, column, descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  self->showing_sort = FALSE;
}

/**
 * ac_environment_columns_get_sort:
 * @self: columns
 * @sort: (out): what the headings say that is sorted by
 * @descending: (out): whether the largest comes first
 *
 * Returns: whether a heading says so
 */
gboolean
ac_environment_columns_get_sort (AcEnvironmentColumns *self,
                                 AcEnvironmentSort    *sort,
                                 gboolean             *descending)
{
  GtkOrdering ordering;

  g_return_val_if_fail (self != NULL, FALSE);

  /* Each sorter says "smaller" of any two objects; the column view turns that around when it is descending. */
  self->probed = NULL;
  ordering = gtk_sorter_compare (gtk_column_view_get_sorter (self->table), self->columns[0], self->columns[1]);
  if (self->probed == NULL)
    return FALSE;

  *sort = self->probed->sort;
  *descending = ordering == GTK_ORDERING_LARGER;

  return TRUE;
}
