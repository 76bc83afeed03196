/* ac-environment-choice-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environment-choice-row"

#include "config.h"

#include <glib/gi18n.h>

#include "ac-environment-choice-row.h"

#include "ac-messages.h"
#include "ac-template.h"

struct _AcEnvironmentChoiceRow
{
  GtkWidget parent_instance;

  GtkLabel *heading_label;
  GtkLabel *name_label;
  GtkLabel *cloud_name_label;
  GtkLabel *mark_badge;
  GtkWidget *disabled_badge;
  GtkWidget *check;
};

G_DEFINE_FINAL_TYPE (AcEnvironmentChoiceRow, ac_environment_choice_row, GTK_TYPE_WIDGET)

static void
ac_environment_choice_row_dispose (GObject *object)
{
  ac_dispose_template (GTK_WIDGET (object), AC_TYPE_ENVIRONMENT_CHOICE_ROW);

  G_OBJECT_CLASS (ac_environment_choice_row_parent_class)->dispose (object);
}

static void
ac_environment_choice_row_class_init (AcEnvironmentChoiceRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ac_environment_choice_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, AC_RESOURCE_PATH "/shell/ac-environment-choice-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentChoiceRow, heading_label);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentChoiceRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentChoiceRow, cloud_name_label);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentChoiceRow, mark_badge);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentChoiceRow, disabled_badge);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentChoiceRow, check);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ac_environment_choice_row_init (AcEnvironmentChoiceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ac_environment_choice_row_new:
 *
 * Returns: (transfer floating): a row of nothing yet
 */
GtkWidget *
ac_environment_choice_row_new (void)
{
  return g_object_new (AC_TYPE_ENVIRONMENT_CHOICE_ROW, NULL);
}

/**
 * ac_environment_choice_row_show:
 * @self: a row
 * @environment: what it is about from now on
 * @mark: its mark
 * @current: whether it is the choice
 * @heading: (nullable): what stands above it
 */
void
ac_environment_choice_row_show (AcEnvironmentChoiceRow *self,
                                AcEnvironment          *environment,
                                AcMark                  mark,
                                gboolean                current,
                                const char             *heading)
{
  g_autofree char *cloud_name = NULL;
  const char *classes[] = { "badge", ac_mark_get_style_class (mark), NULL };

  g_return_if_fail (AC_IS_ENVIRONMENT_CHOICE_ROW (self));
  g_return_if_fail (AC_IS_ENVIRONMENT (environment));

  cloud_name = ac_isolate (ac_environment_get_cloud_name (environment));
  gtk_label_set_label (self->heading_label, heading != NULL ? heading : "");
  gtk_widget_set_visible (GTK_WIDGET (self->heading_label), heading != NULL);
  gtk_label_set_label (self->name_label, ac_environment_get_name (environment));
  gtk_label_set_label (self->cloud_name_label, cloud_name);

  gtk_widget_set_css_classes (GTK_WIDGET (self->mark_badge), classes);
  gtk_label_set_label (self->mark_badge, mark != AC_MARK_NONE ? ac_mark_get_label (mark) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->mark_badge), mark != AC_MARK_NONE);
  gtk_widget_set_visible (self->disabled_badge, !ac_environment_get_enabled (environment));
  /* Its room is kept, so that the badges of all rows stand below each other. */
  gtk_widget_set_opacity (self->check, current ? 1.0 : 0.0);
}

/**
 * ac_environment_choice_row_describe:
 * @environment: an environment
 * @mark: its mark
 * @current: whether it is the choice
 *
 * Returns: (transfer full): “Halden Web, halden-web, production, disabled, current”
 */
char *
ac_environment_choice_row_describe (AcEnvironment *environment,
                                    AcMark         mark,
                                    gboolean       current)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (AC_IS_ENVIRONMENT (environment), NULL);

  g_ptr_array_add (parts, g_strdup (ac_environment_get_name (environment)));
  g_ptr_array_add (parts, g_strdup (ac_environment_get_cloud_name (environment)));
  if (mark != AC_MARK_NONE)
    g_ptr_array_add (parts, g_utf8_strdown (ac_mark_get_label (mark), -1));
  if (!ac_environment_get_enabled (environment))
    g_ptr_array_add (parts, g_strdup (_("disabled")));
  if (current)
    /* Translators: what a screen reader says of the product environment that is chosen */
    g_ptr_array_add (parts, g_strdup (C_("product environment", "current")));
  g_ptr_array_add (parts, NULL);

  /* Translators: stands between the parts of a list that screen readers say */
  return g_strjoinv (C_("list separator", ", "), (char **) parts->pdata);
}
