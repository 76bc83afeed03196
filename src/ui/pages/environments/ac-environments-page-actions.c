/* ac-environments-page-actions.c: what is done to one environment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environments-page"

#include "config.h"

#include <glib/gi18n.h>

#include "ac-clipboard.h"
#include "ac-environment-dialogs.h"
#include "ac-environments-page-private.h"

/* (nullable): it may be gone since the menu was opened. */
static AcEnvironment *
lookup (GtkWidget *widget,
        GVariant  *id)
{
  AcEnvironments *environments = ac_environments_page_get_environments (AC_ENVIRONMENTS_PAGE (widget));

  return ac_collection_lookup (AC_COLLECTION (environments), g_variant_get_string (id, NULL));
}

static void
show_all (AcEnvironmentsPage *self)
{
  gtk_editable_set_text (self->search_entry, "");
  ac_environment_list_set_search (self->list, NULL);
  ac_environment_list_set_status (self->list, AC_ENVIRONMENT_STATUS_ALL);
}

static void
on_created (AcPage        *page,
            AcEnvironment *environment)
{
  AcEnvironmentsPage *self = AC_ENVIRONMENTS_PAGE (page);
  guint position;

  if (!ac_environment_list_find (self->list, environment, &position))
    show_all (self);
  ac_environment_table_focus (self->table, environment);
}

static void
on_deleted (AcPage *page)
{
  AcEnvironmentsPage *self = AC_ENVIRONMENTS_PAGE (page);
  guint n_shown = ac_environment_list_get_n_shown (self->list);

  if (n_shown > 0)
    ac_environment_table_focus (self->table,
                                ac_environment_list_get_environment (self->list, MIN (self->next_position, n_shown - 1)));
}

static void
new_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  ac_environments_page_create (AC_ENVIRONMENTS_PAGE (widget), NULL);
}

static void
show_all_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  AcEnvironmentsPage *self = AC_ENVIRONMENTS_PAGE (widget);

  show_all (self);
  ac_environment_table_focus (self->table, NULL);
}

static void
change_limit_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  ac_environment_dialogs_change_limit (AC_PAGE (widget));
}

/* Does something with the environment that the menu, or the row, names. */
static void
act_on (GtkWidget *widget,
        GVariant  *id,
        void     (*act) (AcPage        *page,
                         AcEnvironment *environment))
{
  AcEnvironment *environment = lookup (widget, id);

  if (environment != NULL)
    act (AC_PAGE (widget), environment);
}

static void
open_details (AcPage        *page,
              AcEnvironment *environment)
{
  ac_page_push (page, ac_environment_page_new (ac_page_get_account (page), environment));
}

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *id)
{
  act_on (widget, id, open_details);
}

static void
copy_cloud_name (AcPage        *page,
                 AcEnvironment *environment)
{
  ac_clipboard_copy (GTK_WIDGET (page), ac_environment_get_cloud_name (environment));
  ac_page_toast (page, _("Cloud name copied"));
}

static void
copy_cloud_name_action (GtkWidget  *widget,
                        const char *name,
                        GVariant   *id)
{
  act_on (widget, id, copy_cloud_name);
}

static void
copy_id (AcPage        *page,
         AcEnvironment *environment)
{
  ac_clipboard_copy (GTK_WIDGET (page), ac_environment_get_id (environment));
  ac_page_toast (page, _("Product environment ID copied"));
}

static void
copy_id_action (GtkWidget  *widget,
                const char *name,
                GVariant   *id)
{
  act_on (widget, id, copy_id);
}

static void
copy_url_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *id)
{
  act_on (widget, id, ac_environment_dialogs_copy_url);
}

static void
use_as_base (AcPage        *page,
             AcEnvironment *environment)
{
  ac_environments_page_create (AC_ENVIRONMENTS_PAGE (page), environment);
}

static void
use_as_base_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *id)
{
  act_on (widget, id, use_as_base);
}

static void
show_in_console_action (GtkWidget  *widget,
                        const char *name,
                        GVariant   *id)
{
  act_on (widget, id, ac_environment_dialogs_show_in_console);
}

static void
set_enabled_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  g_autoptr(GVariant) id = g_variant_get_child_value (parameter, 0);
  g_autoptr(GVariant) enabled = g_variant_get_child_value (parameter, 1);
  AcEnvironment *environment = lookup (widget, id);

  if (environment != NULL)
    ac_environment_dialogs_set_enabled (AC_PAGE (widget), environment, g_variant_get_boolean (enabled), NULL);
}

static void
delete_action (GtkWidget  *widget,
               const char *name,
               GVariant   *id)
{
  AcEnvironmentsPage *self = AC_ENVIRONMENTS_PAGE (widget);
  AcEnvironment *environment = lookup (widget, id);

  if (environment == NULL)
    return;

  self->next_position = 0;
  ac_environment_list_find (self->list, environment, &self->next_position);
  ac_environment_dialogs_delete (AC_PAGE (widget), environment, on_deleted);
}

/**
 * ac_environments_page_create:
 * @self: the page
 * @base: (nullable): what the new environment begins as
 */
void
ac_environments_page_create (AcEnvironmentsPage *self,
                             AcEnvironment      *base)
{
  ac_environment_dialogs_new (AC_PAGE (self), base, on_created);
}

/**
 * ac_environments_page_install_actions:
 * @widget_class: the class of the page
 */
void
ac_environments_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "environments.new", NULL, new_action);
  gtk_widget_class_install_action (widget_class, "environments.show-all", NULL, show_all_action);
  gtk_widget_class_install_action (widget_class, "environments.change-limit", NULL, change_limit_action);
  gtk_widget_class_install_action (widget_class, "environments.open", "s", open_action);
  /* The details begin with the name. */
  gtk_widget_class_install_action (widget_class, "environments.rename", "s", open_action);
  gtk_widget_class_install_action (widget_class, "environments.copy-cloud-name", "s", copy_cloud_name_action);
  gtk_widget_class_install_action (widget_class, "environments.copy-id", "s", copy_id_action);
  gtk_widget_class_install_action (widget_class, "environments.copy-url", "s", copy_url_action);
  gtk_widget_class_install_action (widget_class, "environments.use-as-base", "s", use_as_base_action);
  gtk_widget_class_install_action (widget_class, "environments.show-in-console", "s", show_in_console_action);
  gtk_widget_class_install_action (widget_class, "environments.set-enabled", "(sb)", set_enabled_action);
  gtk_widget_class_install_action (widget_class, "environments.delete", "s", delete_action);
}
