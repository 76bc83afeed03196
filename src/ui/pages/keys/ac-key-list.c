/* ac-key-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-key-list"

#include "config.h"

#include "ac-key-list.h"

#include <glib/gi18n.h>

#include "ac-account-settings.h"
#include "ac-key-row.h"
#include "ac-ui-enums.h"

/* With more keys there is a search (ui.md 6). */
#define MANY 20
/* So many rows there are at first, and so near to the last one as many more are wanted; so many are built between two frames. */
#define STEP 40
#define NEAR 400
#define BATCH 6

struct _AcKeyList
{
  AdwPreferencesGroup parent_instance;

  AcPage *page;                /* (unowned) (nullable): which the list is in */
  AcApiKeys *keys;             /* (nullable) */
  GSignalGroup *keys_signals;
  AcAccountSettings *settings; /* (nullable) */
  GSettings *preferences;
  AcKeySort sort;
  GPtrArray *matching;         /* AcApiKey: all that the search leaves, in order */
  GHashTable *rows;            /* AcApiKey → AcKeyRow (both unowned: the list box has the rows, which have the keys) */
  guint n_wanted;              /* rows */
  guint refresh_id;
  guint build_id;
  GtkAdjustment *adjustment;   /* (nullable): of what scrolls */

  GtkSearchEntry *search_entry;
  GtkListBox *list_box;
  GtkWidget *no_match;
};

G_DEFINE_FINAL_TYPE (AcKeyList, ac_key_list, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  PROP_0,
  PROP_SORT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* What is shown, and in which order */

static char *
fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normal != NULL ? normal : text, -1);
}

static gboolean
contains (const char *text,
          const char *needle)
{
  g_autofree char *folded = text != NULL ? fold (text) : NULL;

  return folded != NULL && strstr (folded, needle) != NULL;
}

/* Of a number one knows the beginning (ui.md 2). */
static gboolean
matches (AcKeyList  *self,
         AcApiKey   *key,
         const char *needle)
{
  g_autofree char *purpose = NULL;

  if (*needle == '\0' || contains (ac_api_key_get_name (key), needle) ||
      g_str_has_prefix (ac_api_key_get_api_key (key), needle))
    return TRUE;

  purpose = ac_account_settings_get_purpose (self->settings, ac_api_key_get_api_key (key));

  return contains (purpose, needle);
}

static int
compare_times (AcApiKey *a,
               AcApiKey *b)
{
  GDateTime *a_time = ac_api_key_get_created_at (a);
  GDateTime *b_time = ac_api_key_get_created_at (b);

  if (a_time == NULL || b_time == NULL)
    return (a_time != NULL) - (b_time != NULL);

  return g_date_time_compare (a_time, b_time);
}

static int
compare_names (AcApiKey *a,
               AcApiKey *b)
{
  const char *a_name = ac_api_key_get_name (a);
  const char *b_name = ac_api_key_get_name (b);

  return g_utf8_collate (a_name != NULL ? a_name : "", b_name != NULL ? b_name : "");
}

static int
compare (gconstpointer first,
         gconstpointer second,
         gpointer      user_data)
{
  AcKeySort sort = ((AcKeyList *) user_data)->sort;
  AcApiKey *a = *(AcApiKey **) first;
  AcApiKey *b = *(AcApiKey **) second;
  int order = ac_api_key_get_enabled (b) - ac_api_key_get_enabled (a);

  if (order == 0 && sort == AC_KEY_SORT_NAME)
    order = compare_names (a, b);
  if (order == 0)
    order = sort == AC_KEY_SORT_OLDEST ? compare_times (a, b) : compare_times (b, a);
  if (order == 0)
    order = strcmp (ac_api_key_get_api_key (a), ac_api_key_get_api_key (b));

  return order;
}

static void
find_matching (AcKeyList *self)
{
  g_autofree char *needle = fold (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  guint n = self->keys != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->keys)) : 0;

  g_strstrip (needle);
  g_ptr_array_set_size (self->matching, 0);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(AcApiKey) key = g_list_model_get_item (G_LIST_MODEL (self->keys), i);

      if (matches (self, key, needle))
        g_ptr_array_add (self->matching, g_steal_pointer (&key));
    }

  g_ptr_array_sort_with_data (self->matching, compare, self);
}

/* The rows: one that stays where it is isn't touched, so that it keeps the focus */

static GtkWidget *
take_row (AcKeyList *self,
          AcApiKey  *key)
{
  GtkWidget *row = g_hash_table_lookup (self->rows, key);

  if (row == NULL)
    {
      row = ac_key_row_new (self->page, self->keys, key);
      g_hash_table_insert (self->rows, key, row);
      return g_object_ref_sink (row);
    }

  g_object_ref (row);
  gtk_list_box_remove (self->list_box, row);

  return row;
}

static void
remove_rows_after (AcKeyList *self,
                   guint      n)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list_box, (int) n)) != NULL)
    {
      g_hash_table_remove (self->rows, ac_key_row_get_key (AC_KEY_ROW (row)));
      gtk_list_box_remove (self->list_box, GTK_WIDGET (row));
    }
}

static void
remove_row (AcKeyList *self,
            guint      position)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list_box, (int) position);

  g_hash_table_remove (self->rows, ac_key_row_get_key (AC_KEY_ROW (row)));
  gtk_list_box_remove (self->list_box, GTK_WIDGET (row));
}

static gboolean
is_wanted (AcKeyList *self,
           AcApiKey  *key,
           guint      n)
{
  guint position;

  return g_ptr_array_find (self->matching, key, &position) && position < n;
}

static void
remove_unwanted (AcKeyList *self,
                 guint      n)
{
  GtkListBoxRow *row;
  guint i = 0;

  while ((row = gtk_list_box_get_row_at_index (self->list_box, (int) i)) != NULL)
    if (is_wanted (self, ac_key_row_get_key (AC_KEY_ROW (row)), n))
      i++;
    else
      remove_row (self, i);
}

/* Builds no more than @n_new rows; returns whether there are more to build. */
static gboolean
show_rows (AcKeyList *self,
           guint      n_new)
{
  guint n = MIN (self->n_wanted, self->matching->len);

  remove_unwanted (self, n);
  for (guint i = 0; i < n; i++)
    {
      AcApiKey *key = g_ptr_array_index (self->matching, i);
      GtkListBoxRow *there = gtk_list_box_get_row_at_index (self->list_box, (int) i);
      g_autoptr(GtkWidget) row = NULL;

      if (there != NULL && ac_key_row_get_key (AC_KEY_ROW (there)) == key)
        continue;
      if (!g_hash_table_contains (self->rows, key) && n_new-- == 0)
        return TRUE;

      row = take_row (self, key);
      gtk_list_box_insert (self->list_box, row, (int) i);
    }

  return FALSE;
}

static gboolean
on_build_idle_cb (gpointer user_data)
{
  AcKeyList *self = user_data;

  if (show_rows (self, BATCH))
    return G_SOURCE_CONTINUE;

  self->build_id = 0;

  return G_SOURCE_REMOVE;
}

/* The first ones at once, and the others between frames. */
static void
build_rows (AcKeyList *self)
{
  g_clear_handle_id (&self->build_id, g_source_remove);
  if (show_rows (self, BATCH))
    self->build_id = g_idle_add (on_build_idle_cb, self);
}

/* (nullable): the row with the focus, and where it is */
static GtkWidget *
find_focus_row (AcKeyList *self,
                int       *position)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list_box)))
    row = AC_IS_KEY_ROW (focus) ? focus : gtk_widget_get_ancestor (focus, AC_TYPE_KEY_ROW);
  if (row != NULL)
    *position = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));

  return row;
}

/* After a row that had the focus went away, the next one gets it (ui.md A.15); one that moved keeps it. GTK lets go of
 * it only with the next frame, so whether it is still there says nothing. */
static void
restore_focus (AcKeyList *self,
               GtkWidget *focus,
               AcApiKey  *key,
               int        position)
{
  GtkWidget *row = g_hash_table_lookup (self->rows, key);

  if (row != NULL && gtk_widget_grab_focus (focus))
    return;

  for (; row == NULL && position >= 0; position--)
    row = (GtkWidget *) gtk_list_box_get_row_at_index (self->list_box, position);
  if (row != NULL)
    gtk_widget_grab_focus (row);
}

static void
refresh (AcKeyList *self)
{
  guint n_keys = self->keys != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->keys)) : 0;
  gboolean searching = *gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) != '\0';
  int position = -1;
  GtkWidget *focus_row = find_focus_row (self, &position);
  g_autoptr(GtkWidget) focus = NULL;
  g_autoptr(AcApiKey) focus_key = NULL;

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  if (focus_row != NULL)
    {
      focus = g_object_ref (gtk_root_get_focus (gtk_widget_get_root (focus_row)));
      focus_key = g_object_ref (ac_key_row_get_key (AC_KEY_ROW (focus_row)));
    }

  find_matching (self);
  build_rows (self);
  gtk_widget_set_visible (GTK_WIDGET (self->search_entry), n_keys > MANY || searching);
  gtk_widget_set_visible (GTK_WIDGET (self->list_box), self->matching->len > 0);
  gtk_widget_set_visible (self->no_match, searching && self->matching->len == 0);

  if (focus_key != NULL)
    restore_focus (self, focus, focus_key, position);
}

static gboolean
on_refresh_idle_cb (gpointer user_data)
{
  AcKeyList *self = user_data;

  self->refresh_id = 0;
  refresh (self);
  /* What one key is like may matter to others: the last one that is enabled can't be disabled. */
  ac_key_list_update (self);

  return G_SOURCE_REMOVE;
}

static void
refresh_soon (AcKeyList *self)
{
  if (self->refresh_id == 0)
    self->refresh_id = g_idle_add (on_refresh_idle_cb, self);
}

/* More rows, when somebody comes near to the last one */

static void
on_scrolled_cb (AcKeyList *self)
{
  double left = gtk_adjustment_get_upper (self->adjustment) - gtk_adjustment_get_page_size (self->adjustment) -
                gtk_adjustment_get_value (self->adjustment);

  if (left > NEAR || self->n_wanted >= self->matching->len)
    return;

  self->n_wanted += STEP;
  if (self->build_id == 0)
    self->build_id = g_idle_add (on_build_idle_cb, self);
}

static void
follow_adjustment (AcKeyList *self)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment =
    scrolled != NULL ? gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)) : NULL;

  if (self->adjustment == adjustment)
    return;

  if (self->adjustment != NULL)
    g_signal_handlers_disconnect_by_data (self->adjustment, self);
  g_set_object (&self->adjustment, adjustment);
  if (adjustment != NULL)
    {
      g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (on_scrolled_cb), self);
      g_signal_connect_swapped (adjustment, "changed", G_CALLBACK (on_scrolled_cb), self);
    }
}

static void
on_search_changed_cb (AcKeyList *self)
{
  self->n_wanted = STEP;
  refresh (self);
}

static void
on_search_stopped_cb (AcKeyList *self)
{
  ac_key_list_end_search (self);
}

static void
ac_key_list_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ac_key_list_parent_class)->map (widget);

  follow_adjustment (AC_KEY_LIST (widget));
  /* It may have become another day. */
  ac_key_list_update (AC_KEY_LIST (widget));
}

static void
ac_key_list_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SORT:
      g_value_set_enum (value, AC_KEY_LIST (object)->sort);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_key_list_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  AcKeyList *self = AC_KEY_LIST (object);

  switch (prop_id)
    {
    case PROP_SORT:
      if (self->sort != (AcKeySort) g_value_get_enum (value))
        {
          self->sort = g_value_get_enum (value);
          refresh (self);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_key_list_dispose (GObject *object)
{
  AcKeyList *self = AC_KEY_LIST (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_handle_id (&self->build_id, g_source_remove);
  if (self->adjustment != NULL)
    g_signal_handlers_disconnect_by_data (self->adjustment, self);
  g_clear_object (&self->adjustment);
  g_clear_object (&self->keys_signals);
  g_clear_object (&self->settings);
  g_clear_object (&self->preferences);
  g_clear_object (&self->keys);

  G_OBJECT_CLASS (ac_key_list_parent_class)->dispose (object);
}

static void
ac_key_list_finalize (GObject *object)
{
  AcKeyList *self = AC_KEY_LIST (object);

  g_clear_pointer (&self->matching, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_hash_table_unref);

  G_OBJECT_CLASS (ac_key_list_parent_class)->finalize (object);
}

static void
ac_key_list_class_init (AcKeyListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ac_key_list_get_property;
  object_class->set_property = ac_key_list_set_property;
  object_class->dispose = ac_key_list_dispose;
  object_class->finalize = ac_key_list_finalize;
  widget_class->map = ac_key_list_map;

  properties[PROP_SORT] =
    g_param_spec_enum ("sort", NULL, NULL, AC_TYPE_KEY_SORT, AC_KEY_SORT_NEWEST,
                       (G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, AC_RESOURCE_PATH "/pages/keys/ac-key-list.ui");
  gtk_widget_class_bind_template_child (widget_class, AcKeyList, search_entry);
  gtk_widget_class_bind_template_child (widget_class, AcKeyList, list_box);
  gtk_widget_class_bind_template_child (widget_class, AcKeyList, no_match);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_stopped_cb);
}

static void
ac_key_list_init (AcKeyList *self)
{
  self->matching = g_ptr_array_new_with_free_func (g_object_unref);
  self->rows = g_hash_table_new (NULL, NULL);
  self->n_wanted = STEP;

  gtk_widget_init_template (GTK_WIDGET (self));

  self->preferences = g_settings_new (AC_BASE_ID);
  g_signal_connect_object (self->preferences, "changed::rotate-keys-after", G_CALLBACK (ac_key_list_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->preferences, "changed::keys-overdue-after", G_CALLBACK (ac_key_list_update), self,
                           G_CONNECT_SWAPPED);
  self->keys_signals = g_signal_group_new (AC_TYPE_API_KEYS);
  g_signal_group_connect_swapped (self->keys_signals, "items-changed", G_CALLBACK (refresh_soon), self);
  g_signal_group_connect_swapped (self->keys_signals, "item-changed", G_CALLBACK (refresh_soon), self);
}

/**
 * ac_key_list_set_keys:
 * @self: a list
 * @page: the page that the list is in
 * @keys: (nullable): what to show
 *
 * Shows other keys; a search is ended.
 */
void
ac_key_list_set_keys (AcKeyList *self,
                      AcPage    *page,
                      AcApiKeys *keys)
{
  g_return_if_fail (AC_IS_KEY_LIST (self));
  g_return_if_fail (AC_IS_PAGE (page));
  g_return_if_fail (keys == NULL || AC_IS_API_KEYS (keys));

  if (self->keys == keys)
    return;

  if (self->settings == NULL)
    self->settings = ac_account_settings_get (ac_account_get_id (ac_page_get_account (page)));
  remove_rows_after (self, 0);
  self->page = page;
  self->n_wanted = STEP;
  g_set_object (&self->keys, keys);
  g_signal_group_set_target (self->keys_signals, keys);
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  refresh (self);
}

/**
 * ac_key_list_insert_actions:
 * @self: a list
 * @widget: a widget around it, with the menu
 *
 * Gives @widget the action “keys.sort”, for a menu.
 */
void
ac_key_list_insert_actions (AcKeyList *self,
                            GtkWidget *widget)
{
  g_autoptr(GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr(GPropertyAction) sort = NULL;

  g_return_if_fail (AC_IS_KEY_LIST (self));
  g_return_if_fail (GTK_IS_WIDGET (widget));

  sort = g_property_action_new ("sort", self, "sort");
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (sort));
  gtk_widget_insert_action_group (widget, "keys", G_ACTION_GROUP (actions));
}

/**
 * ac_key_list_start_search:
 * @self: a list
 * @text: (nullable): what is typed already
 *
 * Returns: whether there are so many keys that there is a search
 */
gboolean
ac_key_list_start_search (AcKeyList  *self,
                          const char *text)
{
  g_return_val_if_fail (AC_IS_KEY_LIST (self), FALSE);

  if (!gtk_widget_get_visible (GTK_WIDGET (self->search_entry)))
    return FALSE;

  if (text != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), text);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  gtk_editable_set_position (GTK_EDITABLE (self->search_entry), -1);

  return TRUE;
}

/**
 * ac_key_list_end_search:
 * @self: a list
 *
 * Shows all keys again.
 *
 * Returns: whether there was a search
 */
gboolean
ac_key_list_end_search (AcKeyList *self)
{
  GtkListBoxRow *first;

  g_return_val_if_fail (AC_IS_KEY_LIST (self), FALSE);

  if (*gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) == '\0')
    return FALSE;

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  on_search_changed_cb (self);
  first = gtk_list_box_get_row_at_index (self->list_box, 0);
  if (first != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (first));

  return TRUE;
}

/**
 * ac_key_list_update:
 * @self: a list
 *
 * Says again what depends on other keys, the day and the preferences.
 */
void
ac_key_list_update (AcKeyList *self)
{
  GtkListBoxRow *row;

  g_return_if_fail (AC_IS_KEY_LIST (self));

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list_box, i)) != NULL; i++)
    ac_key_row_update (AC_KEY_ROW (row));
}
