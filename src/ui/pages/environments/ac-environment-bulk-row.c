/* ac-environment-bulk-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environment-bulk"

#include "config.h"

#include <glib/gi18n.h>

#include "ac-environment-bulk-row.h"
#include "ac-messages.h"
#include "ac-template.h"

struct _AcEnvironmentBulkRow
{
  GtkWidget parent_instance;

  gboolean enabled;
  AcEnvironmentBulkItem *item; /* (nullable) (owned) */
  gulong notify_id;

  GtkLabel *name_label;
  GtkLabel *state_label;
  GtkImage *image;
};

G_DEFINE_FINAL_TYPE (AcEnvironmentBulkRow, ac_environment_bulk_row, GTK_TYPE_WIDGET)

static char *
describe (AcEnvironmentBulkRow   *self,
          AcEnvironmentBulkState  state)
{
  switch (state)
    {
    case AC_ENVIRONMENT_BULK_STATE_WAITING:
      return g_strdup (_("Waiting"));

    case AC_ENVIRONMENT_BULK_STATE_RUNNING:
      return g_strdup (self->enabled ? _("Enabling…") : _("Disabling…"));

    case AC_ENVIRONMENT_BULK_STATE_DONE:
      return g_strdup (self->enabled ? _("Enabled") : _("Disabled"));

    case AC_ENVIRONMENT_BULK_STATE_FAILED:
      return ac_message_for_error (ac_environment_bulk_item_get_error (self->item));

    case AC_ENVIRONMENT_BULK_STATE_SKIPPED:
      return g_strdup (_("Not tried"));

    default:
      g_assert_not_reached ();
    }
}

static const char *
find_icon (AcEnvironmentBulkState state)
{
  switch (state)
    {
    case AC_ENVIRONMENT_BULK_STATE_DONE:
      return "emblem-ok-symbolic";

    case AC_ENVIRONMENT_BULK_STATE_FAILED:
      return "dialog-error-symbolic";

    case AC_ENVIRONMENT_BULK_STATE_RUNNING:
      return "content-loading-symbolic";

    case AC_ENVIRONMENT_BULK_STATE_WAITING:
    case AC_ENVIRONMENT_BULK_STATE_SKIPPED:
    default:
      return NULL;
    }
}

static const char *
find_class (AcEnvironmentBulkState state)
{
  switch (state)
    {
    case AC_ENVIRONMENT_BULK_STATE_DONE:
      return "success";

    case AC_ENVIRONMENT_BULK_STATE_FAILED:
      return "error";

    case AC_ENVIRONMENT_BULK_STATE_WAITING:
    case AC_ENVIRONMENT_BULK_STATE_RUNNING:
    case AC_ENVIRONMENT_BULK_STATE_SKIPPED:
    default:
      return "dim-label";
    }
}

static void
update (AcEnvironmentBulkRow *self)
{
  AcEnvironmentBulkState state = ac_environment_bulk_item_get_state (self->item);
  g_autofree char *text = describe (self, state);
  gboolean failed = state == AC_ENVIRONMENT_BULK_STATE_FAILED;
  const char *image_classes[] = { find_class (state), NULL };
  const char *label_classes[] = { "caption", failed ? "error-caption" : "dim-label", NULL };

  gtk_label_set_label (self->state_label, text);
  gtk_image_set_from_icon_name (self->image, find_icon (state));
  gtk_widget_set_css_classes (GTK_WIDGET (self->image), image_classes);
  gtk_widget_set_css_classes (GTK_WIDGET (self->state_label), label_classes);
}

static void
set_item (AcEnvironmentBulkRow  *self,
          AcEnvironmentBulkItem *item)
{
  if (self->item != NULL)
    g_clear_signal_handler (&self->notify_id, self->item);
  g_set_object (&self->item, item);
  if (item != NULL)
    self->notify_id = g_signal_connect_swapped (item, "notify::state", G_CALLBACK (update), self);
}

static void
ac_environment_bulk_row_dispose (GObject *object)
{
  set_item (AC_ENVIRONMENT_BULK_ROW (object), NULL);
  ac_dispose_template (GTK_WIDGET (object), AC_TYPE_ENVIRONMENT_BULK_ROW);

  G_OBJECT_CLASS (ac_environment_bulk_row_parent_class)->dispose (object);
}

static void
ac_environment_bulk_row_class_init (AcEnvironmentBulkRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ac_environment_bulk_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               AC_RESOURCE_PATH "/pages/environments/ac-environment-bulk-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentBulkRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentBulkRow, state_label);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentBulkRow, image);
}

static void
ac_environment_bulk_row_init (AcEnvironmentBulkRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ac_environment_bulk_row_new:
 * @enabled: what the environments shall be
 *
 * Returns: (transfer floating): a row of nothing yet
 */
GtkWidget *
ac_environment_bulk_row_new (gboolean enabled)
{
  AcEnvironmentBulkRow *self = g_object_new (AC_TYPE_ENVIRONMENT_BULK_ROW, NULL);

  self->enabled = enabled;

  return GTK_WIDGET (self);
}

/**
 * ac_environment_bulk_row_set_item:
 * @self: a row
 * @item: (nullable): what it shows from now on
 */
void
ac_environment_bulk_row_set_item (AcEnvironmentBulkRow  *self,
                                  AcEnvironmentBulkItem *item)
{
  AcEnvironment *environment;

  g_return_if_fail (AC_IS_ENVIRONMENT_BULK_ROW (self));

  set_item (self, item);
  if (item == NULL)
    return;

  environment = ac_environment_bulk_item_get_environment (item);
  gtk_label_set_label (self->name_label, ac_environment_get_name (environment));
  update (self);
}
