/* ac-environment-switcher.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environment-switcher"

#include "config.h"

#include <glib/gi18n.h>

#include "ac-environment-switcher.h"

#include "ac-account-settings.h"
#include "ac-environment-choice-row.h"
#include "ac-environment-list.h"
#include "ac-messages.h"
#include "ac-template.h"

/* Up to here one sees all at once. */
#define MAX_WITHOUT_SEARCH 8

struct _AcEnvironmentSwitcher
{
  GtkWidget parent_instance;

  AcEnvironmentChoice *choice;
  GSignalGroup *environment_signals;
  GSignalGroup *collection_signals;
  guint load_id;

  /* Until the list is opened for the first time it costs nothing; then it stays for the account. */
  AcAccountSettings *settings; /* (nullable) (owned) */
  AcEnvironmentIndex *index;   /* (nullable) (owned) */
  AcEnvironmentList *list;     /* (nullable) (owned) */
  GListStore *recents;         /* AcEnvironmentSlot: shown before the list */
  GtkSelectionModel *rows;     /* (nullable) (owned): recents and list */
  guint grow_id;
  gboolean wants_focus; /* opened before there was anything to choose */

  GtkMenuButton *button;
  GtkWidget *button_content;
  GtkLabel *name_label;
  GtkLabel *cloud_name_label;
  GtkPopover *popover;
  GtkSearchEntry *search_entry;
  GtkWidget *scroller;
  GtkListView *list_view;
  GtkWidget *message;
  GtkSpinner *spinner;
  GtkLabel *message_label;
  GtkWidget *try_again_button;
  GtkWidget *all_button;
};

G_DEFINE_FINAL_TYPE (AcEnvironmentSwitcher, ac_environment_switcher, GTK_TYPE_WIDGET)

static AcCollection *
get_collection (AcEnvironmentSwitcher *self)
{
  AcAccount *account = ac_environment_choice_get_account (self->choice);

  return account != NULL ? AC_COLLECTION (ac_account_get_environments (account)) : NULL;
}

/* The button */

/* What stands there in the place of a name. */
static const char *
get_placeholder (AcEnvironmentSwitcher *self)
{
  AcCollection *collection = get_collection (self);

  if (collection == NULL)
    return "";
  if (ac_collection_get_state (collection) == AC_COLLECTION_STATE_LOADING)
    return _("Loading…");
  if (ac_collection_get_loaded_at (collection) == NULL)
    /* Translators: in the place of a product environment’s name */
    return _("Not loaded");

  /* Translators: in the place of a product environment’s name, when there is none */
  return _("None yet");
}

static void
update_button (AcEnvironmentSwitcher *self)
{
  AcEnvironment *environment = ac_environment_choice_get_environment (self->choice);
  const char *name = environment != NULL ? ac_environment_get_name (environment) : get_placeholder (self);
  g_autofree char *cloud_name = environment != NULL ? ac_isolate (ac_environment_get_cloud_name (environment)) : NULL;
  g_autofree char *label = NULL;

  /* Translators: %s is the name of a product environment */
  label = g_strdup_printf (_("Product environment: %s"), name);
  gtk_label_set_label (self->name_label, name);
  gtk_label_set_label (self->cloud_name_label, cloud_name != NULL ? cloud_name : "");
  gtk_widget_set_visible (GTK_WIDGET (self->cloud_name_label), cloud_name != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

/* The rows */

static AcEnvironment *
get_environment (GtkListItem *list_item)
{
  return ac_environment_slot_get_environment (gtk_list_item_get_item (list_item));
}

/* What stands above the row: the first of the recent ones and the first of all have a heading, when there are recent ones. */
static const char *
get_heading (AcEnvironmentSwitcher *self,
             guint                  position)
{
  guint n_recents = g_list_model_get_n_items (G_LIST_MODEL (self->recents));

  if (n_recents == 0)
    return NULL;
  if (position == 0)
    /* Translators: heading above the product environments that were chosen before */
    return C_("product environments", "Recent");
  if (position == n_recents)
    /* Translators: heading above all product environments */
    return C_("product environments", "All");

  return NULL;
}

static void
update_row (AcEnvironmentSwitcher *self,
            GtkListItem           *list_item)
{
  AcEnvironment *environment = get_environment (list_item);
  GtkWidget *row = gtk_list_item_get_child (list_item);
  gboolean is_current = environment == ac_environment_choice_get_environment (self->choice);
  g_autofree char *label = NULL;
  AcMark mark;

  if (environment == NULL)
    return;

  mark = ac_account_settings_get_mark (self->settings, ac_environment_get_id (environment));
  ac_environment_choice_row_show (AC_ENVIRONMENT_CHOICE_ROW (row), environment, mark, is_current,
                                  get_heading (self, gtk_list_item_get_position (list_item)));
  /* The list's own row has the focus, and no name in GTK 4.8. */
  label = ac_environment_choice_row_describe (environment, mark, is_current);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
on_slot_changed_cb (AcEnvironmentSlot *slot,
                    GtkListItem       *list_item)
{
  GtkWidget *view = gtk_widget_get_ancestor (gtk_list_item_get_child (list_item), AC_TYPE_ENVIRONMENT_SWITCHER);

  if (view != NULL)
    update_row (AC_ENVIRONMENT_SWITCHER (view), list_item);
}

static void
on_factory_setup_cb (GtkSignalListItemFactory *factory,
                     GtkListItem              *list_item)
{
  gtk_list_item_set_child (list_item, ac_environment_choice_row_new ());
}

static void
on_factory_bind_cb (AcEnvironmentSwitcher *self,
                    GtkListItem           *list_item)
{
  g_signal_connect (gtk_list_item_get_item (list_item), "changed", G_CALLBACK (on_slot_changed_cb), list_item);
  update_row (self, list_item);
}

static void
on_factory_unbind_cb (AcEnvironmentSwitcher *self,
                      GtkListItem           *list_item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), on_slot_changed_cb, list_item);
}

/* Rows come some at a time, so that no frame is late. */
static gboolean
on_grow_tick_cb (GtkWidget     *widget,
                 GdkFrameClock *clock,
                 gpointer       user_data)
{
  AcEnvironmentSwitcher *self = AC_ENVIRONMENT_SWITCHER (widget);

  if (self->list != NULL && ac_environment_list_grow (self->list))
    return G_SOURCE_CONTINUE;

  self->grow_id = 0;

  return G_SOURCE_REMOVE;
}

static void
queue_grow (AcEnvironmentSwitcher *self)
{
  if (self->grow_id == 0 && gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    self->grow_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_grow_tick_cb, NULL, NULL);
}

static guint
get_n_all (AcEnvironmentSwitcher *self)
{
  return self->index != NULL ? ac_environment_index_get_n_all (self->index) : 0;
}

/* Those that were chosen before come first, where one would have to search otherwise. */
static void
update_recents (AcEnvironmentSwitcher *self)
{
  gboolean wanted = get_n_all (self) > MAX_WITHOUT_SEARCH && !ac_environment_list_get_searching (self->list);
  g_autoptr(GPtrArray) recents = wanted ? ac_environment_choice_dup_recents (self->choice)
                                        : g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) slots = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < recents->len; i++)
    g_ptr_array_add (slots, ac_environment_slot_new (i, g_ptr_array_index (recents, i)));
  g_list_store_splice (self->recents, 0, g_list_model_get_n_items (G_LIST_MODEL (self->recents)), slots->pdata, slots->len);

  /* The heading above the others came or went. */
  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    {
      g_autoptr(AcEnvironmentSlot) first = g_list_model_get_item (G_LIST_MODEL (self->list), 0);

      ac_environment_slot_changed (first);
    }
}

static void
show_message (AcEnvironmentSwitcher *self,
              const char            *text,
              gboolean               busy,
              gboolean               retry)
{
  gtk_widget_set_visible (self->message, text != NULL);
  gtk_label_set_label (self->message_label, text != NULL ? text : "");
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (self->try_again_button, retry);
}

/* What there is to see in the popover: rows, or a sentence about why there is none. */
static void
update_content (AcEnvironmentSwitcher *self)
{
  AcCollection *collection = get_collection (self);
  guint n_all = get_n_all (self);
  gboolean has_rows = n_all > 0 && ac_environment_list_get_n_shown (self->list) > 0;
  g_autofree char *sentence = NULL;

  if (collection == NULL)
    return;

  gtk_widget_set_visible (GTK_WIDGET (self->search_entry), n_all > MAX_WITHOUT_SEARCH);
  gtk_search_entry_set_key_capture_widget (self->search_entry,
                                           n_all > MAX_WITHOUT_SEARCH ? GTK_WIDGET (self->list_view) : NULL);
  gtk_widget_set_visible (self->scroller, has_rows);
  if (has_rows)
    show_message (self, NULL, FALSE, FALSE);
  else if (n_all > 0)
    show_message (self, _("No Results Found"), FALSE, FALSE);
  else if (ac_collection_get_state (collection) == AC_COLLECTION_STATE_LOADING ||
           (self->index != NULL && ac_environment_index_get_pending (self->index)))
    show_message (self, _("Loading product environments…"), TRUE, FALSE);
  else if (ac_collection_get_error (collection) != NULL)
    {
      sentence = ac_message_for_error (ac_collection_get_error (collection));
      show_message (self, sentence, FALSE, TRUE);
    }
  else if (ac_collection_get_loaded_at (collection) == NULL)
    show_message (self, _("Loading was cancelled."), FALSE, TRUE);
  else
    show_message (self, _("No Product Environments"), FALSE, FALSE);
}

/* The row of the choice, while all rows are there. */
static GtkWidget *
find_current_row (AcEnvironmentSwitcher *self)
{
  AcEnvironment *current = ac_environment_choice_get_environment (self->choice);
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list_view));
  guint position;

  if (current == NULL || self->list == NULL || !ac_environment_list_find (self->list, current, &position))
    return row;

  for (guint i = 0; i < position && row != NULL; i++)
    row = gtk_widget_get_next_sibling (row);

  return row;
}

static void
grab_focus (AcEnvironmentSwitcher *self)
{
  GtkWidget *row = find_current_row (self);

  self->wants_focus = get_n_all (self) == 0;
  if (gtk_widget_get_visible (GTK_WIDGET (self->search_entry)))
    gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  else if (row == NULL || !gtk_widget_grab_focus (row))
    gtk_widget_grab_focus (self->all_button);
}

static void
on_rearranged_cb (AcEnvironmentSwitcher *self)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    return;

  update_recents (self);
  update_content (self);
  queue_grow (self);
  if (self->wants_focus)
    grab_focus (self);
}

static void
create_rows (AcEnvironmentSwitcher *self)
{
  AcCollection *collection = get_collection (self);
  g_autoptr(GListStore) parts = g_list_store_new (G_TYPE_LIST_MODEL);
  GtkFlattenListModel *flat;

  if (self->rows != NULL || collection == NULL)
    return;

  self->settings = ac_account_settings_get (ac_collection_get_account_id (collection));
  self->index = ac_environment_index_new (collection);
  self->list = ac_environment_list_new (self->index);
  ac_environment_list_set_stepwise (self->list, TRUE);
  g_signal_connect_object (self->list, "rearranged", G_CALLBACK (on_rearranged_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->index, "notify::pending", G_CALLBACK (update_content), self, G_CONNECT_SWAPPED);

  g_list_store_append (parts, self->recents);
  g_list_store_append (parts, self->list);
  flat = gtk_flatten_list_model_new (G_LIST_MODEL (g_steal_pointer (&parts)));
  self->rows = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (flat)));
}

static void
clear_rows (AcEnvironmentSwitcher *self)
{
  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  g_list_store_remove_all (self->recents);
  g_clear_object (&self->rows);
  g_clear_object (&self->list);
  g_clear_object (&self->index);
  g_clear_object (&self->settings);
}

/* The popover */

static void
choose (AcEnvironmentSwitcher *self,
        AcEnvironment         *environment)
{
  gpointer known = ac_collection_lookup (get_collection (self), ac_environment_get_id (environment));

  gtk_popover_popdown (self->popover);
  /* It may have been deleted a moment ago. */
  if (known == environment)
    ac_environment_choice_set_environment (self->choice, environment);
}

static void
on_list_activated_cb (AcEnvironmentSwitcher *self,
                      guint                  position)
{
  g_autoptr(AcEnvironmentSlot) slot = g_list_model_get_item (G_LIST_MODEL (self->rows), position);
  AcEnvironment *environment = slot != NULL ? ac_environment_slot_get_environment (slot) : NULL;

  if (environment != NULL)
    choose (self, environment);
}

static void
on_search_changed_cb (AcEnvironmentSwitcher *self)
{
  if (self->list == NULL)
    return;

  ac_environment_list_set_search (self->list, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  /* Or the recent ones come back above what is in view. */
  if (g_list_model_get_n_items (G_LIST_MODEL (self->rows)) > 0)
    gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", 0);
}

/* Enter takes the first result. */
static void
on_search_activated_cb (AcEnvironmentSwitcher *self)
{
  on_search_changed_cb (self);
  if (self->list != NULL && ac_environment_list_get_searching (self->list) && ac_environment_list_get_n_shown (self->list) > 0)
    choose (self, ac_environment_list_get_environment (self->list, 0));
}

static void
on_try_again_clicked_cb (AcEnvironmentSwitcher *self)
{
  AcAccount *account = ac_environment_choice_get_account (self->choice);

  ac_account_retry_now (account);
  ac_environment_choice_load (self->choice);
}

static void
on_popover_visible_changed_cb (AcEnvironmentSwitcher *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  /* The rows are let go: the next time they show the choice of then. One that had the focus would hand it to what comes next. */
  if (!gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    {
      if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->popover)))
        gtk_widget_grab_focus (GTK_WIDGET (self->button));
      gtk_list_view_set_model (self->list_view, NULL);
      if (self->list != NULL)
        ac_environment_list_start_again (self->list);
      return;
    }

  queue_grow (self);
  grab_focus (self);
}

/* Before the popover is shown: rows that come afterwards may not make it larger (GTK 4.8). */
static void
prepare_popover (GtkMenuButton *button,
                 gpointer       user_data)
{
  AcEnvironmentSwitcher *self = user_data;

  ac_environment_choice_load (self->choice);
  create_rows (self);
  if (self->rows == NULL)
    return;

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  ac_environment_list_set_search (self->list, NULL);
  ac_environment_list_grow (self->list);
  update_recents (self);
  update_content (self);
  gtk_list_view_set_model (self->list_view, self->rows);
}

/* The choice */

static void
on_collection_changed_cb (AcEnvironmentSwitcher *self)
{
  update_button (self);
  update_content (self);
}

static void
on_environment_changed_cb (AcEnvironmentSwitcher *self)
{
  g_signal_group_set_target (self->environment_signals, ac_environment_choice_get_environment (self->choice));
  update_button (self);
}

static gboolean
on_load_idle_cb (gpointer data)
{
  AcEnvironmentSwitcher *self = data;

  self->load_id = 0;
  ac_environment_choice_load (self->choice);

  return G_SOURCE_REMOVE;
}

/* Later: a page that shows the list loads it itself, and stops that with Esc. */
static void
queue_load (AcEnvironmentSwitcher *self)
{
  if (self->load_id == 0 && self->choice != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->load_id = g_idle_add (on_load_idle_cb, self);
}

static void
on_account_changed_cb (AcEnvironmentSwitcher *self)
{
  gtk_popover_popdown (self->popover);
  clear_rows (self);
  g_signal_group_set_target (self->collection_signals, get_collection (self));
  update_button (self);
  queue_load (self);
}

static void
ac_environment_switcher_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ac_environment_switcher_parent_class)->map (widget);

  queue_load (AC_ENVIRONMENT_SWITCHER (widget));
}

/* A popover that goes away while it is open leaves GTK 4.8 with a tooltip to show in it, which it then complains of. */
static void
ac_environment_switcher_unmap (GtkWidget *widget)
{
  gtk_popover_popdown (AC_ENVIRONMENT_SWITCHER (widget)->popover);

  GTK_WIDGET_CLASS (ac_environment_switcher_parent_class)->unmap (widget);
}

static void
ac_environment_switcher_dispose (GObject *object)
{
  AcEnvironmentSwitcher *self = AC_ENVIRONMENT_SWITCHER (object);

  g_clear_handle_id (&self->load_id, g_source_remove);
  g_clear_object (&self->environment_signals);
  g_clear_object (&self->collection_signals);
  if (self->recents != NULL)
    clear_rows (self);
  g_clear_object (&self->recents);

  ac_dispose_template (GTK_WIDGET (self), AC_TYPE_ENVIRONMENT_SWITCHER);
  g_clear_object (&self->choice);

  G_OBJECT_CLASS (ac_environment_switcher_parent_class)->dispose (object);
}

static void
ac_environment_switcher_class_init (AcEnvironmentSwitcherClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ac_environment_switcher_dispose;
  widget_class->map = ac_environment_switcher_map;
  widget_class->unmap = ac_environment_switcher_unmap;

  gtk_widget_class_set_template_from_resource (widget_class, AC_RESOURCE_PATH "/shell/ac-environment-switcher.ui");
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentSwitcher, button);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentSwitcher, button_content);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentSwitcher, name_label);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentSwitcher, cloud_name_label);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentSwitcher, popover);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentSwitcher, search_entry);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentSwitcher, scroller);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentSwitcher, list_view);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentSwitcher, message);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentSwitcher, spinner);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentSwitcher, message_label);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentSwitcher, try_again_button);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentSwitcher, all_button);
  gtk_widget_class_bind_template_callback (widget_class, on_popover_visible_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_list_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_factory_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_factory_bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_factory_unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_try_again_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, gtk_popover_popdown);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ac_environment_switcher_init (AcEnvironmentSwitcher *self)
{
  self->recents = g_list_store_new (AC_TYPE_ENVIRONMENT_SLOT);
  self->environment_signals = g_signal_group_new (AC_TYPE_ENVIRONMENT);
  g_signal_group_connect_swapped (self->environment_signals, "notify::name", G_CALLBACK (update_button), self);
  g_signal_group_connect_swapped (self->environment_signals, "notify::cloud-name", G_CALLBACK (update_button), self);
  self->collection_signals = g_signal_group_new (AC_TYPE_COLLECTION);
  g_signal_group_connect_swapped (self->collection_signals, "notify::state", G_CALLBACK (on_collection_changed_cb), self);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->button, prepare_popover, self, NULL);
  /* The menu button centres what it shows; this is as wide as the sidebar. */
  gtk_widget_set_halign (gtk_widget_get_parent (self->button_content), GTK_ALIGN_FILL);
}

/**
 * ac_environment_switcher_set_choice:
 * @self: a switcher
 * @choice: the choice of the window; set once
 */
void
ac_environment_switcher_set_choice (AcEnvironmentSwitcher *self,
                                    AcEnvironmentChoice   *choice)
{
  g_return_if_fail (AC_IS_ENVIRONMENT_SWITCHER (self));
  g_return_if_fail (AC_IS_ENVIRONMENT_CHOICE (choice));
  g_return_if_fail (self->choice == NULL);

  self->choice = g_object_ref (choice);
  g_signal_connect_object (choice, "notify::environment", G_CALLBACK (on_environment_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (choice, "notify::account", G_CALLBACK (on_account_changed_cb), self, G_CONNECT_SWAPPED);
  on_account_changed_cb (self);
  on_environment_changed_cb (self);
}

/**
 * ac_environment_switcher_popup:
 * @self: a switcher
 *
 * Opens the list of environments.
 */
void
ac_environment_switcher_popup (AcEnvironmentSwitcher *self)
{
  g_return_if_fail (AC_IS_ENVIRONMENT_SWITCHER (self));

  gtk_menu_button_popup (self->button);
}
