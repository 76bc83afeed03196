/* ac-sidebar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-sidebar"

#include "config.h"

#include <glib/gi18n.h>

#include "ac-sidebar.h"

#include "ac-account-switcher.h"
#include "ac-environment-switcher.h"
#include "ac-page-table.h"
#include "ac-primary-menu.h"
#include "ac-template.h"

struct _AcSidebar
{
  GtkWidget parent_instance;

  AcAccount *account; /* (nullable) */
  GSignalGroup *permissions_signals;
  const AcPageInfo *selected; /* (nullable) */
  gboolean folded;
  gboolean selecting; /* by ourselves */

  AdwHeaderBar *header;
  AcAccountSwitcher *switcher;
  AcEnvironmentSwitcher *environment_switcher; /* (nullable): without pages that are about an environment */
  GtkBox *sections;
  GtkListBox *lists[AC_N_PAGE_SECTIONS]; /* (nullable): a section without pages has none */
};

G_DEFINE_FINAL_TYPE (AcSidebar, ac_sidebar, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_FOLDED,
  N_PROPS
};

enum
{
  PAGE_CHOSEN,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static const AcPageInfo *
get_info (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "page");
}

static GtkListBoxRow *
find_row (AcSidebar        *self,
          const AcPageInfo *info)
{
  GtkListBoxRow *row;

  if (info == NULL || self->lists[info->section] == NULL)
    return NULL;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->lists[info->section], i)) != NULL; i++)
    if (get_info (row) == info)
      return row;

  return NULL;
}

/* The selection is one over all lists. Folded, the sidebar is a menu: nothing is selected in it. */
static void
update_selection (AcSidebar *self)
{
  self->selecting = TRUE;

  for (guint section = 0; section < AC_N_PAGE_SECTIONS; section++)
    {
      GtkListBox *list = self->lists[section];

      if (list == NULL)
        continue;

      gtk_list_box_set_selection_mode (list, self->folded ? GTK_SELECTION_NONE : GTK_SELECTION_SINGLE);
      if (self->folded)
        continue;

      if (self->selected != NULL && self->selected->section == section)
        gtk_list_box_select_row (list, find_row (self, self->selected));
      else
        gtk_list_box_unselect_all (list);
    }

  self->selecting = FALSE;
}

static void
on_row_selected_cb (AcSidebar     *self,
                    GtkListBoxRow *row)
{
  if (self->selecting || row == NULL)
    return;

  self->selected = get_info (row);
  update_selection (self);
  g_signal_emit (self, signals[PAGE_CHOSEN], 0, self->selected->id, FALSE);
}

static void
on_row_activated_cb (AcSidebar     *self,
                     GtkListBoxRow *row)
{
  self->selected = get_info (row);
  update_selection (self);
  g_signal_emit (self, signals[PAGE_CHOSEN], 0, self->selected->id, TRUE);
}

static gboolean
is_locked (AcSidebar        *self,
           const AcPageInfo *info)
{
  return self->account != NULL &&
         ac_permissions_get_access (ac_account_get_permissions (self->account), info->subject) == AC_ACCESS_NONE;
}

/* What a screen reader says after the title of a row: “No access”, “2 rotations in progress”. */
static void
update_description (AcSidebar        *self,
                    const AcPageInfo *info)
{
  GtkListBoxRow *row = find_row (self, info);
  const char *description = g_object_get_data (G_OBJECT (row), "badge-description");

  if (is_locked (self, info))
    description = _("No access");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description != NULL ? description : "",
                                  -1);
}

static void
update_locks (AcSidebar *self)
{
  guint n_pages;
  const AcPageInfo *pages = ac_page_table_get (&n_pages);

  for (guint i = 0; i < n_pages; i++)
    {
      GtkListBoxRow *row = find_row (self, &pages[i]);

      gtk_widget_set_visible (g_object_get_data (G_OBJECT (row), "lock"), is_locked (self, &pages[i]));
      update_description (self, &pages[i]);
    }
}

static GtkWidget *
create_row (const AcPageInfo *info)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label, *badge, *lock;

  label = g_object_new (GTK_TYPE_LABEL,
                        "label", _(info->title),
                        "xalign", 0.0f,
                        "hexpand", TRUE,
                        "ellipsize", PANGO_ELLIPSIZE_END,
                        NULL);
  badge = g_object_new (GTK_TYPE_LABEL,
                        "visible", FALSE,
                        "valign", GTK_ALIGN_CENTER,
                        "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                        NULL);
  gtk_widget_add_css_class (badge, "badge");
  gtk_widget_add_css_class (badge, "numeric");
  lock = g_object_new (GTK_TYPE_IMAGE,
                       "icon-name", "changes-prevent-symbolic",
                       "pixel-size", 12,
                       "visible", FALSE,
                       "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                       NULL);
  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_IMAGE,
                                               "icon-name", info->icon_name,
                                               "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                               NULL));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), badge);
  gtk_box_append (GTK_BOX (box), lock);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "page", (gpointer) info);
  g_object_set_data (G_OBJECT (row), "badge", badge);
  g_object_set_data (G_OBJECT (row), "lock", lock);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL,
                                  -1);

  return row;
}

static GtkListBox *
create_list (AcSidebar     *self,
             AcPageSection  section)
{
  GtkWidget *heading = g_object_new (GTK_TYPE_LABEL,
                                     "label", ac_page_section_get_title (section),
                                     "xalign", 0.0f,
                                     "margin-start", 12,
                                     "margin-top", 12,
                                     "margin-bottom", 6,
                                     "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING,
                                     NULL);
  GtkWidget *list = gtk_list_box_new ();

  gtk_widget_add_css_class (heading, "section-heading");
  gtk_widget_add_css_class (list, "navigation-sidebar");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (list),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, heading, NULL,
                                  -1);
  g_signal_connect_swapped (list, "row-selected", G_CALLBACK (on_row_selected_cb), self);
  g_signal_connect_swapped (list, "row-activated", G_CALLBACK (on_row_activated_cb), self);

  gtk_box_append (self->sections, heading);
  if (section == AC_PAGE_SECTION_ENVIRONMENT)
    {
      self->environment_switcher = g_object_new (AC_TYPE_ENVIRONMENT_SWITCHER,
                                                 "margin-start", 8,
                                                 "margin-end", 8,
                                                 "margin-bottom", 4,
                                                 NULL);
      gtk_box_append (self->sections, GTK_WIDGET (self->environment_switcher));
    }
  gtk_box_append (self->sections, list);

  return GTK_LIST_BOX (list);
}

/* In the order of the table, which is sorted by section. */
static void
create_sections (AcSidebar *self)
{
  guint n_pages;
  const AcPageInfo *pages = ac_page_table_get (&n_pages);

  for (guint i = 0; i < n_pages; i++)
    {
      AcPageSection section = pages[i].section;

      if (self->lists[section] == NULL)
        self->lists[section] = create_list (self, section);
      gtk_list_box_append (self->lists[section], create_row (&pages[i]));
    }
}

static void
set_folded (AcSidebar *self,
            gboolean   folded)
{
  if (self->folded == folded)
    return;

  self->folded = folded;
  adw_header_bar_set_show_end_title_buttons (self->header, folded);
  update_selection (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);
}

static gboolean
ac_sidebar_grab_focus (GtkWidget *widget)
{
  AcSidebar *self = AC_SIDEBAR (widget);
  GtkListBoxRow *row = find_row (self, self->selected);

  if (row != NULL)
    return gtk_widget_grab_focus (GTK_WIDGET (row));

  return gtk_widget_child_focus (GTK_WIDGET (self->sections), GTK_DIR_TAB_FORWARD);
}

static void
ac_sidebar_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  AcSidebar *self = AC_SIDEBAR (object);

  switch (prop_id)
    {
    case PROP_FOLDED:
      g_value_set_boolean (value, self->folded);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_sidebar_set_property (GObject      *object,
                         guint         prop_id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  AcSidebar *self = AC_SIDEBAR (object);

  switch (prop_id)
    {
    case PROP_FOLDED:
      set_folded (self, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_sidebar_dispose (GObject *object)
{
  AcSidebar *self = AC_SIDEBAR (object);

  g_clear_object (&self->permissions_signals);
  g_clear_object (&self->account);
  ac_dispose_template (GTK_WIDGET (self), AC_TYPE_SIDEBAR);

  G_OBJECT_CLASS (ac_sidebar_parent_class)->dispose (object);
}

static void
ac_sidebar_class_init (AcSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ac_sidebar_get_property;
  object_class->set_property = ac_sidebar_set_property;
  object_class->dispose = ac_sidebar_dispose;
  widget_class->grab_focus = ac_sidebar_grab_focus;

  properties[PROP_FOLDED] =
    g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                          (G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * AcSidebar::page-chosen:
   * @self: the sidebar
   * @id: the page
   * @activated: by a click or Enter, not just by moving through the list
   */
  signals[PAGE_CHOSEN] =
    g_signal_new ("page-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);

  g_type_ensure (AC_TYPE_ACCOUNT_SWITCHER);
  g_type_ensure (AC_TYPE_PRIMARY_MENU);
  gtk_widget_class_set_template_from_resource (widget_class, AC_RESOURCE_PATH "/shell/ac-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, AcSidebar, header);
  gtk_widget_class_bind_template_child (widget_class, AcSidebar, switcher);
  gtk_widget_class_bind_template_child (widget_class, AcSidebar, sections);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ac_sidebar_init (AcSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->permissions_signals = g_signal_group_new (AC_TYPE_PERMISSIONS);
  g_signal_group_connect_swapped (self->permissions_signals, "changed", G_CALLBACK (update_locks), self);
  create_sections (self);
}

/**
 * ac_sidebar_set_session:
 * @self: a sidebar
 * @session: where the accounts come from; set once
 */
void
ac_sidebar_set_session (AcSidebar *self,
                        AcSession *session)
{
  g_return_if_fail (AC_IS_SIDEBAR (self));

  ac_account_switcher_set_session (self->switcher, session);
}

/**
 * ac_sidebar_set_account:
 * @self: a sidebar with a session
 * @account: (nullable): the account of the window
 */
void
ac_sidebar_set_account (AcSidebar *self,
                        AcAccount *account)
{
  g_return_if_fail (AC_IS_SIDEBAR (self));
  g_return_if_fail (account == NULL || AC_IS_ACCOUNT (account));

  if (!g_set_object (&self->account, account))
    return;

  ac_account_switcher_set_account (self->switcher, account);
  g_signal_group_set_target (self->permissions_signals,
                             account != NULL ? ac_account_get_permissions (account) : NULL);
  update_locks (self);
}

/**
 * ac_sidebar_set_environment_choice:
 * @self: a sidebar
 * @choice: which environment the window is about; set once
 */
void
ac_sidebar_set_environment_choice (AcSidebar           *self,
                                   AcEnvironmentChoice *choice)
{
  g_return_if_fail (AC_IS_SIDEBAR (self));
  g_return_if_fail (AC_IS_ENVIRONMENT_CHOICE (choice));

  if (self->environment_switcher != NULL)
    ac_environment_switcher_set_choice (self->environment_switcher, choice);
}

/**
 * ac_sidebar_select_page:
 * @self: a sidebar
 * @id: (nullable): the page that is shown
 */
void
ac_sidebar_select_page (AcSidebar  *self,
                        const char *id)
{
  g_return_if_fail (AC_IS_SIDEBAR (self));

  self->selected = ac_page_table_lookup (id);
  update_selection (self);
}

/**
 * ac_sidebar_get_page_at:
 * @self: a sidebar
 * @position: from 0, over all sections
 *
 * Returns: (transfer none) (nullable): the ID of the page there
 */
const char *
ac_sidebar_get_page_at (AcSidebar *self,
                        guint      position)
{
  guint n_pages;
  const AcPageInfo *pages = ac_page_table_get (&n_pages);

  g_return_val_if_fail (AC_IS_SIDEBAR (self), NULL);

  return position < n_pages ? pages[position].id : NULL;
}

/**
 * ac_sidebar_set_badge:
 * @self: a sidebar
 * @page_id: the page that has something to do
 * @count: how much; 0 takes the badge away
 * @description: (nullable): what that is, for screen readers: “2 rotations in progress”
 */
void
ac_sidebar_set_badge (AcSidebar  *self,
                      const char *page_id,
                      guint       count,
                      const char *description)
{
  const AcPageInfo *info = ac_page_table_lookup (page_id);
  GtkListBoxRow *row;
  GtkWidget *badge;
  g_autofree char *text = NULL;

  g_return_if_fail (AC_IS_SIDEBAR (self));

  row = find_row (self, info);
  if (row == NULL)
    return;

  text = g_strdup_printf ("%u", count);
  badge = g_object_get_data (G_OBJECT (row), "badge");
  gtk_label_set_label (GTK_LABEL (badge), text);
  gtk_widget_set_visible (badge, count > 0);
  g_object_set_data_full (G_OBJECT (row), "badge-description", count > 0 ? g_strdup (description) : NULL, g_free);
  update_description (self, info);
}

/**
 * ac_sidebar_show_accounts:
 * @self: a sidebar
 *
 * Opens the list of accounts.
 */
void
ac_sidebar_show_accounts (AcSidebar *self)
{
  g_return_if_fail (AC_IS_SIDEBAR (self));

  ac_account_switcher_popup (self->switcher);
}

/**
 * ac_sidebar_has_environments:
 * @self: a sidebar
 *
 * Returns: whether some pages are about an environment that is chosen here
 */
gboolean
ac_sidebar_has_environments (AcSidebar *self)
{
  g_return_val_if_fail (AC_IS_SIDEBAR (self), FALSE);

  return self->environment_switcher != NULL;
}

/**
 * ac_sidebar_show_environments:
 * @self: a sidebar that has environments
 *
 * Opens the list of environments.
 */
void
ac_sidebar_show_environments (AcSidebar *self)
{
  g_return_if_fail (AC_IS_SIDEBAR (self));
  g_return_if_fail (self->environment_switcher != NULL);

  ac_environment_switcher_popup (self->environment_switcher);
}
