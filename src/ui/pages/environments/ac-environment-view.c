/* ac-environment-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environment-view"

#include "config.h"

#include <glib/gi18n.h>

#include "ac-environment-view.h"
#include "ac-dates.h"
#include "ac-messages.h"

#define SLOT_KEY "ac-environment-slot"

static gboolean
is_row (GtkWidget *widget)
{
  return g_strcmp0 (gtk_widget_get_css_name (widget), "row") == 0;
}

/* The content of the first cell, or of the row itself. */
static AcEnvironmentSlot *
find_slot_below (GtkWidget *row)
{
  for (GtkWidget *widget = gtk_widget_get_first_child (row); widget != NULL; widget = gtk_widget_get_first_child (widget))
    {
      AcEnvironmentSlot *slot = g_object_get_data (G_OBJECT (widget), SLOT_KEY);

      if (slot != NULL)
        return slot;
    }

  return NULL;
}

/* Switches and checks */

static gboolean
on_switch_state_set_cb (GtkSwitch *enabled_switch,
                        gboolean   state)
{
  AcEnvironment *environment = ac_environment_view_get_environment (GTK_WIDGET (enabled_switch));

  if (environment == NULL || ac_environment_get_enabled (environment) == state)
    return FALSE;

  /* It moves when the service has said yes, by the environment's notify. */
  g_signal_handlers_block_by_func (enabled_switch, on_switch_state_set_cb, NULL);
  gtk_switch_set_active (enabled_switch, !state);
  g_signal_handlers_unblock_by_func (enabled_switch, on_switch_state_set_cb, NULL);

  gtk_widget_activate_action (GTK_WIDGET (enabled_switch), "environments.set-enabled", "(sb)",
                              ac_environment_get_id (environment), state);

  return TRUE;
}

static void
on_check_toggled_cb (GtkCheckButton *check)
{
  AcEnvironment *environment = ac_environment_view_get_environment (GTK_WIDGET (check));

  if (environment != NULL)
    gtk_widget_activate_action (GTK_WIDGET (check), "environments.set-selected", "(sb)",
                                ac_environment_get_id (environment), gtk_check_button_get_active (check));
}

/**
 * ac_environment_view_folder_mode:
 * @environment: an environment
 *
 * Returns: (transfer none): “Dynamic”, “Fixed”, or a dash
 */
const char *
ac_environment_view_folder_mode (AcEnvironment *environment)
{
  switch (ac_environment_get_folder_mode (environment))
    {
    case AC_FOLDER_MODE_DYNAMIC:
      /* Translators: a folder mode */
      return C_("folder mode", "Dynamic");

    case AC_FOLDER_MODE_FIXED:
      /* Translators: a folder mode */
      return C_("folder mode", "Fixed");

    case AC_FOLDER_MODE_UNKNOWN:
    default:
      return "–";
    }
}

static const char *
get_folders (AcEnvironment *environment)
{
  switch (ac_environment_get_folder_mode (environment))
    {
    case AC_FOLDER_MODE_DYNAMIC:
      return _("Dynamic folders");

    case AC_FOLDER_MODE_FIXED:
      return _("Fixed folders");

    case AC_FOLDER_MODE_UNKNOWN:
    default:
      return NULL;
    }
}

static char *
format_keys (AcEnvironment *environment)
{
  guint n = ac_environment_get_enabled_keys (environment);

  return g_strdup_printf (ngettext ("%u key", "%u keys", n), n);
}

/**
 * ac_environment_view_summarize:
 * @environment: an environment
 *
 * Returns: (transfer full): “Dynamic folders · 3 keys”
 */
char *
ac_environment_view_summarize (AcEnvironment *environment)
{
  const char *folders = get_folders (environment);
  g_autofree char *keys = format_keys (environment);

  if (folders == NULL)
    return g_steal_pointer (&keys);

  /* Translators: %1$s is “Dynamic folders” or “Fixed folders”, %2$s is “3 keys” */
  return g_strdup_printf (_("%1$s · %2$s"), folders, keys);
}

/**
 * ac_environment_view_describe:
 * @self: a view
 * @environment: an environment
 *
 * Returns: (transfer full): all that its row says, as one line for screen readers
 */
char *
ac_environment_view_describe (AcEnvironmentView *self,
                              AcEnvironment     *environment)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  AcMark mark = ac_account_settings_get_mark (self->settings, ac_environment_get_id (environment));
  const char *folders = get_folders (environment);
  GDateTime *created = ac_environment_get_created_at (environment);

  g_ptr_array_add (parts, g_strdup (ac_environment_get_name (environment)));
  g_ptr_array_add (parts, g_strdup (ac_environment_get_cloud_name (environment)));
  if (mark != AC_MARK_NONE)
    g_ptr_array_add (parts, g_utf8_strdown (ac_mark_get_label (mark), -1));
  if (folders != NULL)
    g_ptr_array_add (parts, g_utf8_strdown (folders, -1));
  g_ptr_array_add (parts, format_keys (environment));
  if (created != NULL)
    {
      /* Translators: a day as screen readers say it, as “created March 12, 2023”; see g_date_time_format() */
      g_ptr_array_add (parts, ac_format_local (created, _("created %B %-d, %Y")));
    }
  g_ptr_array_add (parts, g_strdup (ac_environment_get_enabled (environment) ? _("enabled") : _("disabled")));

  g_ptr_array_add (parts, NULL);
  /* Translators: stands between the parts of a list that screen readers say */
  return g_strjoinv (C_("list separator", ", "), (char **) parts->pdata);
}

/**
 * ac_environment_view_create_badge:
 *
 * Returns: (transfer floating): a badge for a mark
 */
GtkWidget *
ac_environment_view_create_badge (void)
{
  GtkWidget *badge = gtk_label_new (NULL);

  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (badge, "badge");
  gtk_widget_hide (badge);

  return badge;
}

/**
 * ac_environment_view_update_badge:
 * @self: a view
 * @badge: a badge
 * @environment: an environment
 *
 * Shows the mark of @environment, if it has one.
 */
void
ac_environment_view_update_badge (AcEnvironmentView *self,
                                  GtkLabel          *badge,
                                  AcEnvironment     *environment)
{
  AcMark mark = ac_account_settings_get_mark (self->settings, ac_environment_get_id (environment));
  const char *classes[3] = { "badge", NULL, NULL };

  gtk_widget_set_visible (GTK_WIDGET (badge), mark != AC_MARK_NONE);
  if (mark == AC_MARK_NONE)
    return;

  classes[1] = ac_mark_get_style_class (mark);
  gtk_widget_set_css_classes (GTK_WIDGET (badge), classes);
  gtk_label_set_label (badge, ac_mark_get_label (mark));
}

/**
 * ac_environment_view_create_switch:
 *
 * Returns: (transfer floating): a switch that asks the page to enable or disable, and moves when that was done
 */
GtkWidget *
ac_environment_view_create_switch (void)
{
  GtkWidget *enabled_switch = gtk_switch_new ();

  /* A row that has something focusable in it never gets the focus itself (GTK 4.8): the row has the keys of all of it. */
  gtk_widget_set_focusable (enabled_switch, FALSE);
  gtk_widget_set_halign (enabled_switch, GTK_ALIGN_START);
  gtk_widget_set_valign (enabled_switch, GTK_ALIGN_CENTER);
  g_signal_connect (enabled_switch, "state-set", G_CALLBACK (on_switch_state_set_cb), NULL);

  return enabled_switch;
}

/**
 * ac_environment_view_update_switch:
 * @self: a view
 * @enabled_switch: a switch
 * @environment: an environment
 */
void
ac_environment_view_update_switch (AcEnvironmentView *self,
                                   GtkSwitch         *enabled_switch,
                                   AcEnvironment     *environment)
{
  gboolean enabled = ac_environment_get_enabled (environment);
  /* Translators: %s is the name of a product environment */
  g_autofree char *label = g_strdup_printf (_("Enable %s"), ac_environment_get_name (environment));

  if (gtk_switch_get_active (enabled_switch) != enabled || gtk_switch_get_state (enabled_switch) != enabled)
    {
      g_signal_handlers_block_by_func (enabled_switch, on_switch_state_set_cb, NULL);
      gtk_switch_set_active (enabled_switch, enabled);
      gtk_switch_set_state (enabled_switch, enabled);
      g_signal_handlers_unblock_by_func (enabled_switch, on_switch_state_set_cb, NULL);
    }

  gtk_widget_set_sensitive (GTK_WIDGET (enabled_switch),
                            self->editable && !ac_environment_selection_get_active (self->selection));
  gtk_accessible_update_property (GTK_ACCESSIBLE (enabled_switch), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/**
 * ac_environment_view_create_check:
 *
 * Returns: (transfer floating): a round check button for selection mode
 */
GtkWidget *
ac_environment_view_create_check (void)
{
  GtkWidget *check = gtk_check_button_new ();

  gtk_widget_set_focusable (check, FALSE);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (check, "selection-mode");
  g_signal_connect (check, "toggled", G_CALLBACK (on_check_toggled_cb), NULL);

  return check;
}

/**
 * ac_environment_view_update_check:
 * @self: a view
 * @check: a check button
 * @environment: an environment
 */
void
ac_environment_view_update_check (AcEnvironmentView *self,
                                  GtkCheckButton    *check,
                                  AcEnvironment     *environment)
{
  /* Translators: %s is the name of a product environment */
  g_autofree char *label = g_strdup_printf (_("Select %s"), ac_environment_get_name (environment));

  g_signal_handlers_block_by_func (check, on_check_toggled_cb, NULL);
  gtk_check_button_set_active (check, ac_environment_selection_contains (self->selection, environment));
  g_signal_handlers_unblock_by_func (check, on_check_toggled_cb, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/**
 * ac_environment_view_label_row:
 * @self: a view
 * @child: the content of a row, or of a cell of it
 * @environment: what it shows
 *
 * GTK 4.8 has no call for this, so the row is found above its content.
 */
void
ac_environment_view_label_row (AcEnvironmentView *self,
                               GtkWidget         *child,
                               AcEnvironment     *environment)
{
  GtkWidget *row = gtk_widget_get_parent (child);
  g_autofree char *label = NULL;

  while (row != NULL && !is_row (row))
    row = gtk_widget_get_parent (row);
  if (row == NULL)
    return;

  label = ac_environment_view_describe (self, environment);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/**
 * ac_environment_view_set_slot:
 * @child: the content of a row, or of a cell
 * @slot: (nullable): what it shows
 */
void
ac_environment_view_set_slot (GtkWidget         *child,
                              AcEnvironmentSlot *slot)
{
  g_object_set_data_full (G_OBJECT (child), SLOT_KEY,
                          slot != NULL ? g_object_ref (slot) : NULL, g_object_unref);
}

/**
 * ac_environment_view_get_environment:
 * @widget: (nullable): anything in a row, or the row itself
 *
 * Returns: (transfer none) (nullable): the environment that the row shows
 */
AcEnvironment *
ac_environment_view_get_environment (GtkWidget *widget)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      AcEnvironmentSlot *slot = g_object_get_data (G_OBJECT (widget), SLOT_KEY);

      if (slot == NULL && is_row (widget))
        slot = find_slot_below (widget);
      if (slot != NULL)
        return ac_environment_slot_get_environment (slot);
    }

  return NULL;
}
