/* ac-environments-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environments-page"

#include "config.h"

#include <glib/gi18n.h>

#include "ac-account-settings.h"
#include "ac-environments-page-private.h"

/* Rows that only pass by are not asked for, in milliseconds. */
#define MODES_DELAY 150
#define WIDE_MARGIN 18
#define NARROW_MARGIN 12

G_DEFINE_FINAL_TYPE (AcEnvironmentsPage, ac_environments_page, AC_TYPE_PAGE)

/* The limit card */

/* Whoever may change environments may not always buy more of them. */
static void
update_change_limit (AcEnvironmentsPage *self)
{
  AcPermissions *permissions = ac_account_get_permissions (ac_page_get_account (AC_PAGE (self)));
  gboolean allowed = ac_permissions_get_access (permissions, AC_SUBJECT_ENVIRONMENT_LIMIT) >= AC_ACCESS_EDIT;

  ac_environment_limit_card_set_refusal (self->limit_card,
                                         allowed ? NULL : _("Only Master admins can change the limit."));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "environments.change-limit",
                                 allowed && ac_page_get_editable (AC_PAGE (self)));
}

static void
update_limit_card (AcEnvironmentsPage *self)
{
  AcAccount *account = ac_page_get_account (AC_PAGE (self));

  ac_environment_limit_card_update (self->limit_card,
                                    ac_environment_index_get_n_all (self->index),
                                    ac_account_get_environment_limit (account));
  update_change_limit (self);
}

/* Whether the limit may be changed depends on how many environments there are, and only the service knows the rule. */
static void
load_limit (AcEnvironmentsPage *self)
{
  AcAccount *account = ac_page_get_account (AC_PAGE (self));

  if ((ac_account_get_features (account) & AC_FEATURES_ENVIRONMENT_LIMIT) != 0 &&
      gtk_widget_get_mapped (GTK_WIDGET (self)))
    ac_account_load_limit_async (account, ac_page_get_cancellable (AC_PAGE (self)), NULL, NULL);
}

/* Search and filter */

static void
set_label (GtkLabel *label,
           guint     number)
{
  g_autofree char *text = g_strdup_printf ("%'u", number);

  gtk_label_set_label (label, text);
}

static void
update_filter_names (AcEnvironmentsPage *self,
                     guint               n_all,
                     guint               n_enabled)
{
  /* Translators: a filter, and how many it leaves */
  g_autofree char *all = g_strdup_printf (C_("filter", "All %'u"), n_all);
  /* Translators: a filter, and how many it leaves */
  g_autofree char *enabled = g_strdup_printf (C_("filter", "Enabled %'u"), n_enabled);
  /* Translators: a filter, and how many it leaves */
  g_autofree char *disabled = g_strdup_printf (C_("filter", "Disabled %'u"), n_all - n_enabled);
  const char *names[] = { all, enabled, disabled, NULL };
  guint n_before = g_list_model_get_n_items (G_LIST_MODEL (self->filter_names));

  gtk_string_list_splice (self->filter_names, 0, n_before, names);
  gtk_drop_down_set_selected (self->filter_drop_down, ac_environment_list_get_status (self->list));
}

static void
update_counts (AcEnvironmentsPage *self)
{
  guint n_all = ac_environment_index_get_n_all (self->index);
  guint n_enabled = ac_environment_index_get_n_enabled (self->index);

  set_label (self->all_count, n_all);
  set_label (self->enabled_count, n_enabled);
  set_label (self->disabled_count, n_all - n_enabled);
  update_filter_names (self, n_all, n_enabled);
  update_limit_card (self);
}

static gboolean
on_counts_idle_cb (gpointer data)
{
  AcEnvironmentsPage *self = data;

  self->counts_id = 0;
  update_counts (self);

  return G_SOURCE_REMOVE;
}

static void
queue_counts (AcEnvironmentsPage *self)
{
  if (self->counts_id == 0)
    self->counts_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_counts_idle_cb, self, NULL);
}

static void
on_n_all_changed_cb (AcEnvironmentsPage *self)
{
  queue_counts (self);
  load_limit (self);
}

static void
on_filter_selected_cb (AcEnvironmentsPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->filter_drop_down);

  /* While the names are exchanged nothing, or the first, is selected. */
  if (self->list != NULL && self->counts_id == 0 && selected <= AC_ENVIRONMENT_STATUS_DISABLED &&
      gtk_widget_get_child_visible (self->narrow_filter))
    ac_environment_list_set_status (self->list, (AcEnvironmentStatus) selected);
}

static void
on_status_changed_cb (AcEnvironmentsPage *self)
{
  gtk_drop_down_set_selected (self->filter_drop_down, ac_environment_list_get_status (self->list));
  ac_environment_table_scroll_up (self->table);
}

static void
on_search_changed_cb (AcEnvironmentsPage *self)
{
  ac_environment_list_set_search (self->list, gtk_editable_get_text (self->search_entry));
  ac_environment_table_scroll_up (self->table);
}

static void
on_stop_search_cb (AcEnvironmentsPage *self)
{
  /* First the text goes, then the focus. */
  if (*gtk_editable_get_text (self->search_entry) != '\0')
    gtk_editable_set_text (self->search_entry, "");
  else
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* The rows */

static gboolean
needs_folder_modes (AcEnvironmentsPage *self)
{
  AcAccount *account = ac_page_get_account (AC_PAGE (self));

  return (ac_account_get_features (account) & AC_FEATURES_ENVIRONMENTS) == 0;
}

/* Asks for the folder modes of what rows show, and no longer for those that scrolled away. */
static void
update_wanted_modes (AcEnvironmentsPage *self)
{
  AcEnvironments *environments = ac_environments_page_get_environments (self);
  g_autoptr(GHashTable) before = self->wanted_modes;
  g_autoptr(GPtrArray) seen = NULL;
  GHashTableIter iter;
  gpointer environment;

  self->wanted_modes = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  if (needs_folder_modes (self))
    {
      seen = ac_environment_list_dup_on_screen (self->list);
      for (guint i = 0; i < seen->len; i++)
        {
          environment = g_ptr_array_index (seen, i);
          g_hash_table_add (self->wanted_modes, g_object_ref (environment));
          if (!g_hash_table_contains (before, environment))
            ac_environments_want_folder_mode (environments, environment);
        }
    }

  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &environment, NULL))
    if (!g_hash_table_contains (self->wanted_modes, environment))
      ac_environments_unwant_folder_mode (environments, environment);
}

static gboolean
on_modes_timeout_cb (gpointer data)
{
  AcEnvironmentsPage *self = data;

  self->modes_id = 0;
  update_wanted_modes (self);

  return G_SOURCE_REMOVE;
}

static void
queue_wanted_modes (AcEnvironmentsPage *self)
{
  if (self->modes_id == 0 && needs_folder_modes (self))
    self->modes_id = g_timeout_add (MODES_DELAY, on_modes_timeout_cb, self);
}

static void
update_stack (AcEnvironmentsPage *self)
{
  gboolean no_match = ac_environment_index_get_n_all (self->index) > 0 &&
                      ac_environment_list_get_n_shown (self->list) == 0;

  gtk_stack_set_visible_child_name (self->stack, no_match ? "no-match" : "table");
}

/* Narrow and wide: one has to fit, the filter or the whole page; the rest follows. */

static gboolean
is_narrow (AcEnvironmentsPage *self)
{
  return ac_page_get_narrow (AC_PAGE (self)) ||
         adw_squeezer_get_visible_child (self->filter_squeezer) == self->narrow_filter;
}

static void
set_narrow (AcEnvironmentsPage *self,
            gboolean            narrow)
{
  int margin = narrow ? NARROW_MARGIN : WIDE_MARGIN;

  gtk_widget_set_visible (self->new_label, !narrow);
  ac_environment_limit_card_set_narrow (self->limit_card, narrow);
  gtk_widget_set_visible (self->select_button, !narrow);
  gtk_menu_button_set_menu_model (self->menu_button, narrow ? self->narrow_menu : self->wide_menu);
  gtk_widget_set_visible (self->copy_urls_button, !narrow);
  gtk_widget_set_visible (self->export_button, !narrow);
  gtk_widget_set_visible (self->bottom_menu_button, narrow);

  gtk_widget_set_margin_start (self->box, margin);
  gtk_widget_set_margin_end (self->box, margin);
  gtk_widget_set_margin_top (self->box, margin);
  gtk_widget_set_margin_bottom (self->box, margin);
  gtk_box_set_spacing (GTK_BOX (self->box), margin);

  g_object_set (self->search_entry,
                "placeholder-text", narrow ? _("Search") : _("Search by name or cloud name"),
                NULL);
}

static gboolean
on_narrow_idle_cb (gpointer data)
{
  AcEnvironmentsPage *self = data;

  self->narrow_id = 0;
  set_narrow (self, is_narrow (self));

  return G_SOURCE_REMOVE;
}

/* At once: in the next frame the page's least width counts again, and the window would grow to it. */
static void
on_narrow_changed_cb (AcEnvironmentsPage *self)
{
  if (self->list != NULL)
    set_narrow (self, is_narrow (self));
}

static void
queue_narrow (AcEnvironmentsPage *self)
{
  /* Sizes are being allocated, when nothing else may be asked for; or the page is going. */
  if (self->list != NULL && self->narrow_id == 0)
    self->narrow_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_narrow_idle_cb, self, NULL);
}

/* What the window asks of a page */

static gboolean
ac_environments_page_grab_focus (GtkWidget *widget)
{
  AcEnvironmentsPage *self = AC_ENVIRONMENTS_PAGE (widget);

  if (ac_page_get_state (AC_PAGE (self)) != AC_PAGE_STATE_CONTENT ||
      ac_environment_list_get_n_shown (self->list) == 0)
    return GTK_WIDGET_CLASS (ac_environments_page_parent_class)->grab_focus (widget);

  ac_environment_table_focus (self->table, NULL);

  return TRUE;
}

static void
ac_environments_page_activate (AcPage *page)
{
  AC_PAGE_CLASS (ac_environments_page_parent_class)->activate (page);

  load_limit (AC_ENVIRONMENTS_PAGE (page));
}

static void
ac_environments_page_reload (AcPage *page)
{
  AC_PAGE_CLASS (ac_environments_page_parent_class)->reload (page);

  load_limit (AC_ENVIRONMENTS_PAGE (page));
}

static gboolean
ac_environments_page_start_search (AcPage     *page,
                                   const char *text)
{
  AcEnvironmentsPage *self = AC_ENVIRONMENTS_PAGE (page);

  if (text != NULL)
    gtk_editable_set_text (self->search_entry, text);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  gtk_editable_set_position (self->search_entry, -1);

  return TRUE;
}

static void
ac_environments_page_real_create (AcPage *page)
{
  ac_environments_page_create (AC_ENVIRONMENTS_PAGE (page), NULL);
}

static void
ac_environments_page_select_all (AcPage *page)
{
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (AC_ENVIRONMENTS_PAGE (page)->selection));
}

static gboolean
ac_environments_page_escape (AcPage *page)
{
  AcEnvironmentsPage *self = AC_ENVIRONMENTS_PAGE (page);

  if (ac_environment_selection_get_active (self->selection))
    ac_environment_selection_set_active (self->selection, FALSE);
  else if (*gtk_editable_get_text (self->search_entry) != '\0')
    gtk_editable_set_text (self->search_entry, "");
  else
    return FALSE;

  return TRUE;
}

static void
on_editable_changed_cb (AcEnvironmentsPage *self)
{
  static const char * const changing[] = {
    "environments.new",
    "environments.set-enabled",
    "environments.use-as-base",
    "environments.delete",
  };
  gboolean editable = ac_page_get_editable (AC_PAGE (self));

  for (guint i = 0; i < G_N_ELEMENTS (changing); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), changing[i], editable);
  update_change_limit (self);
  ac_environments_page_update_selection (self);
}

/* Construction */

static void
set_up_rows (AcEnvironmentsPage *self)
{
  AcAccount *account = ac_page_get_account (AC_PAGE (self));
  AcCollection *collection = AC_COLLECTION (ac_account_get_environments (account));
  g_autoptr(AcAccountSettings) settings = ac_account_settings_get (ac_account_get_id (account));
  g_autoptr(GSimpleActionGroup) actions = g_simple_action_group_new ();
  static const char * const names[] = { "status", "sort", "descending" };

  self->index = ac_environment_index_new (collection);
  self->list = ac_environment_list_new (self->index);
  self->selection = ac_environment_selection_new (self->list);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(GPropertyAction) action = g_property_action_new (names[i], self->list, names[i]);

      g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (action));
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "rows", G_ACTION_GROUP (actions));

  ac_environment_table_set_up (self->table, self->selection, settings);
  ac_page_follow_collection (AC_PAGE (self), collection);
}

static void
ac_environments_page_constructed (GObject *object)
{
  AcEnvironmentsPage *self = AC_ENVIRONMENTS_PAGE (object);
  AcAccount *account;

  G_OBJECT_CLASS (ac_environments_page_parent_class)->constructed (object);

  account = ac_page_get_account (AC_PAGE (self));
  set_up_rows (self);

  self->limit_signals = g_signal_group_new (AC_TYPE_ENVIRONMENT_LIMIT);
  g_signal_group_connect_swapped (self->limit_signals, "notify", G_CALLBACK (queue_counts), self);
  g_object_bind_property (account, "environment-limit", self->limit_signals, "target", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (account, "notify::environment-limit", G_CALLBACK (queue_counts), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (account, "notify::features", G_CALLBACK (load_limit), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ac_account_get_permissions (account), "changed",
                           G_CALLBACK (update_change_limit), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->index, "notify::n-all", G_CALLBACK (on_n_all_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->index, "notify::n-enabled", G_CALLBACK (queue_counts), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify::status", G_CALLBACK (on_status_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "rearranged", G_CALLBACK (update_stack), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "rearranged", G_CALLBACK (queue_wanted_modes), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "row-shown", G_CALLBACK (queue_wanted_modes), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::n-selected",
                           G_CALLBACK (ac_environments_page_update_selection), self, G_CONNECT_SWAPPED);
  g_object_bind_property (self->selection, "active", self, "selection-mode",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_signal_connect (self, "notify::editable", G_CALLBACK (on_editable_changed_cb), NULL);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (on_narrow_changed_cb), NULL);

  on_editable_changed_cb (self);
  update_counts (self);
  update_stack (self);
}

static void
ac_environments_page_dispose (GObject *object)
{
  AcEnvironmentsPage *self = AC_ENVIRONMENTS_PAGE (object);

  g_clear_handle_id (&self->counts_id, g_source_remove);
  g_clear_handle_id (&self->narrow_id, g_source_remove);
  g_clear_handle_id (&self->modes_id, g_source_remove);
  g_clear_object (&self->limit_signals);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->index);

  /* The parent class disposes of the template: GTK 4.8 can do that for one class of an object only. */
  G_OBJECT_CLASS (ac_environments_page_parent_class)->dispose (object);
}

static void
ac_environments_page_finalize (GObject *object)
{
  AcEnvironmentsPage *self = AC_ENVIRONMENTS_PAGE (object);

  g_hash_table_unref (self->wanted_modes);

  G_OBJECT_CLASS (ac_environments_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               AC_RESOURCE_PATH "/pages/environments/ac-environments-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentsPage, new_label);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentsPage, select_button);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentsPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentsPage, wide_menu);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentsPage, narrow_menu);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentsPage, selection_title);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentsPage, box);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentsPage, limit_card);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentsPage, filter_squeezer);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentsPage, narrow_filter);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentsPage, all_count);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentsPage, enabled_count);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentsPage, disabled_count);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentsPage, filter_drop_down);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentsPage, filter_names);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentsPage, table);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentsPage, copy_urls_button);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentsPage, export_button);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentsPage, bottom_menu_button);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, queue_narrow);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_selected_cb);
}

static void
ac_environments_page_class_init (AcEnvironmentsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  AcPageClass *page_class = AC_PAGE_CLASS (klass);

  object_class->constructed = ac_environments_page_constructed;
  object_class->dispose = ac_environments_page_dispose;
  object_class->finalize = ac_environments_page_finalize;
  widget_class->grab_focus = ac_environments_page_grab_focus;
  page_class->activate = ac_environments_page_activate;
  page_class->reload = ac_environments_page_reload;
  page_class->start_search = ac_environments_page_start_search;
  page_class->create = ac_environments_page_real_create;
  page_class->select_all = ac_environments_page_select_all;
  page_class->escape = ac_environments_page_escape;

  bind_template (widget_class);
  ac_environments_page_install_actions (widget_class);
  ac_environments_page_install_selection_actions (widget_class);

  g_type_ensure (AC_TYPE_ENVIRONMENT_LIMIT_CARD);
  g_type_ensure (AC_TYPE_ENVIRONMENT_TABLE);
}

/* GTK 4.8 never lets go of what is below a menu that had a popover, so that each page would leave its menus behind: all
 * have those of the first one. */
static GMenuModel *
share_menu (GMenuModel **shared,
            GMenuModel  *menu)
{
  if (*shared == NULL)
    *shared = g_object_ref (menu);

  return *shared;
}

static void
ac_environments_page_init (AcEnvironmentsPage *self)
{
  static GMenuModel *wide_menu;
  static GMenuModel *narrow_menu;

  self->wanted_modes = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);

  gtk_widget_init_template (GTK_WIDGET (self));

  /* The button inside has the focus, and no name of its own in GTK 4.8. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->filter_drop_down))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, C_("filter", "Show"),
                                  -1);

  self->wide_menu = share_menu (&wide_menu, self->wide_menu);
  self->narrow_menu = share_menu (&narrow_menu, self->narrow_menu);
  gtk_menu_button_set_menu_model (self->menu_button, self->wide_menu);
}

/* The environments of the page's account. */
AcEnvironments *
ac_environments_page_get_environments (AcEnvironmentsPage *self)
{
  return ac_account_get_environments (ac_page_get_account (AC_PAGE (self)));
}
