/* ac-environment-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environment-row"

#include "config.h"

#include "ac-environment-row.h"
#include "ac-messages.h"
#include "ac-template.h"

struct _AcEnvironmentRow
{
  GtkWidget parent_instance;

  AcEnvironmentView *view;
  AcEnvironmentSlot *slot; /* (nullable) (owned) */
  gulong changed_id;

  GtkWidget *check;
  GtkWidget *badge;
  GtkWidget *enabled_switch;
  GtkLabel *name_label;
  GtkLabel *cloud_name_label;
  GtkLabel *summary_label;
};

G_DEFINE_FINAL_TYPE (AcEnvironmentRow, ac_environment_row, GTK_TYPE_WIDGET)

static void
update (AcEnvironmentRow *self)
{
  AcEnvironment *environment = ac_environment_slot_get_environment (self->slot);
  g_autofree char *cloud_name = NULL;
  g_autofree char *summary = NULL;

  if (environment == NULL)
    return;

  cloud_name = ac_isolate (ac_environment_get_cloud_name (environment));
  summary = ac_environment_view_summarize (environment);
  gtk_label_set_label (self->name_label, ac_environment_get_name (environment));
  gtk_label_set_label (self->cloud_name_label, cloud_name);
  gtk_label_set_label (self->summary_label, summary);

  gtk_widget_set_visible (self->check, ac_environment_selection_get_active (self->view->selection));
  ac_environment_view_update_check (self->view, GTK_CHECK_BUTTON (self->check), environment);
  ac_environment_view_update_badge (self->view, GTK_LABEL (self->badge), environment);
  ac_environment_view_update_switch (self->view, GTK_SWITCH (self->enabled_switch), environment);
  ac_environment_view_label_row (self->view, GTK_WIDGET (self), environment);
}

static void
set_slot (AcEnvironmentRow  *self,
          AcEnvironmentSlot *slot)
{
  if (self->slot != NULL)
    g_clear_signal_handler (&self->changed_id, self->slot);
  g_set_object (&self->slot, slot);
  if (slot != NULL)
    self->changed_id = g_signal_connect_swapped (slot, "changed", G_CALLBACK (update), self);

  ac_environment_view_set_slot (GTK_WIDGET (self), slot);
}

static void
ac_environment_row_dispose (GObject *object)
{
  AcEnvironmentRow *self = AC_ENVIRONMENT_ROW (object);

  set_slot (self, NULL);
  ac_dispose_template (GTK_WIDGET (self), AC_TYPE_ENVIRONMENT_ROW);

  G_OBJECT_CLASS (ac_environment_row_parent_class)->dispose (object);
}

static void
ac_environment_row_class_init (AcEnvironmentRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ac_environment_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, AC_RESOURCE_PATH "/pages/environments/ac-environment-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentRow, cloud_name_label);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentRow, summary_label);
}

static void
ac_environment_row_init (AcEnvironmentRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->check = ac_environment_view_create_check ();
  gtk_widget_insert_after (self->check, GTK_WIDGET (self), NULL);
  self->badge = ac_environment_view_create_badge ();
  gtk_widget_insert_before (self->badge, GTK_WIDGET (self), NULL);
  self->enabled_switch = ac_environment_view_create_switch ();
  gtk_widget_insert_before (self->enabled_switch, GTK_WIDGET (self), NULL);
}

/**
 * ac_environment_row_new:
 * @view: what rows need; it must live as long as the row
 *
 * Returns: (transfer floating): a row of nothing yet
 */
GtkWidget *
ac_environment_row_new (AcEnvironmentView *view)
{
  AcEnvironmentRow *self = g_object_new (AC_TYPE_ENVIRONMENT_ROW, NULL);

  self->view = view;

  return GTK_WIDGET (self);
}

/**
 * ac_environment_row_set_slot:
 * @self: a row
 * @slot: (nullable): what it shows from now on
 */
void
ac_environment_row_set_slot (AcEnvironmentRow  *self,
                             AcEnvironmentSlot *slot)
{
  g_return_if_fail (AC_IS_ENVIRONMENT_ROW (self));
  g_return_if_fail (slot == NULL || AC_IS_ENVIRONMENT_SLOT (slot));

  set_slot (self, slot);
  if (slot != NULL)
    update (self);
}
