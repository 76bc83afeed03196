/* ac-environment-limit-card.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environment-limit-card"

#include "config.h"

#include <glib/gi18n.h>

#include "ac-environment-limit-card.h"

#define WIDE_MARGIN 16
#define NARROW_MARGIN 14

struct _AcEnvironmentLimitCard
{
  AdwBin parent_instance;

  GtkGrid *grid;
  GtkLabel *title_label;
  GtkLabel *plan_label;
  GtkWidget *change_button;
  GtkLevelBar *level_bar;
  GtkWidget *full_label;
};

G_DEFINE_FINAL_TYPE (AcEnvironmentLimitCard, ac_environment_limit_card, ADW_TYPE_BIN)

static void
remove_offsets (GtkLevelBar *level_bar)
{
  /* Their colours would say something that isn't so. */
  gtk_level_bar_remove_offset_value (level_bar, GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (level_bar, GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (level_bar, GTK_LEVEL_BAR_OFFSET_FULL);
}

static char *
format_title (guint               used,
              AcEnvironmentLimit *limit)
{
  guint total;

  if (limit == NULL)
    return g_strdup_printf (ngettext ("%'u product environment", "%'u product environments", used), used);

  total = ac_environment_limit_get_total (limit);
  /* Translators: %1$u are used, %2$u is the limit, which the plural is for */
  return g_strdup_printf (ngettext ("%1$'u of %2$'u product environment", "%1$'u of %2$'u product environments", total),
                          used, total);
}

static char *
format_plan (AcEnvironmentLimit *limit)
{
  guint base = ac_environment_limit_get_base (limit);
  guint additional = ac_environment_limit_get_additional (limit);

  if (additional == 0)
    return g_strdup_printf (_("%'u in your plan"), base);

  /* Translators: how many product environments the account may have: of the plan, and of what is bought in addition */
  return g_strdup_printf (_("%1$'u in your plan + %2$'u from an add-on"), base, additional);
}

static void
update_bar (AcEnvironmentLimitCard *self,
            guint                   used,
            guint                   total)
{
  gboolean full = used >= total;

  gtk_level_bar_set_max_value (self->level_bar, MAX (total, 1));
  gtk_level_bar_set_value (self->level_bar, MIN (used, total));
  gtk_widget_set_visible (self->full_label, full);
  if (full)
    gtk_widget_add_css_class (GTK_WIDGET (self->level_bar), "full");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->level_bar), "full");
}

static void
ac_environment_limit_card_class_init (AcEnvironmentLimitCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               AC_RESOURCE_PATH "/pages/environments/ac-environment-limit-card.ui");
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentLimitCard, grid);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentLimitCard, title_label);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentLimitCard, plan_label);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentLimitCard, change_button);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentLimitCard, level_bar);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentLimitCard, full_label);
}

static void
ac_environment_limit_card_init (AcEnvironmentLimitCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  remove_offsets (self->level_bar);
}

/**
 * ac_environment_limit_card_update:
 * @self: a card
 * @used: how many environments there are
 * @limit: (nullable): how many there may be; %NULL: the service doesn't say
 */
void
ac_environment_limit_card_update (AcEnvironmentLimitCard *self,
                                  guint                   used,
                                  AcEnvironmentLimit     *limit)
{
  g_autofree char *title = NULL;
  g_autofree char *plan = NULL;

  g_return_if_fail (AC_IS_ENVIRONMENT_LIMIT_CARD (self));
  g_return_if_fail (limit == NULL || AC_IS_ENVIRONMENT_LIMIT (limit));

  title = format_title (used, limit);
  gtk_label_set_label (self->title_label, title);

  gtk_widget_set_visible (GTK_WIDGET (self->plan_label), limit != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->level_bar), limit != NULL);
  gtk_widget_set_visible (self->change_button,
                          limit != NULL && ac_environment_limit_get_reason (limit) == AC_LIMIT_REASON_NONE);
  if (limit == NULL)
    {
      gtk_widget_hide (self->full_label);
      return;
    }

  plan = format_plan (limit);
  gtk_label_set_label (self->plan_label, plan);
  update_bar (self, used, ac_environment_limit_get_total (limit));
}

/**
 * ac_environment_limit_card_set_refusal:
 * @self: a card
 * @refusal: (nullable): why the person may not change the limit; %NULL: they may
 */
void
ac_environment_limit_card_set_refusal (AcEnvironmentLimitCard *self,
                                       const char             *refusal)
{
  g_return_if_fail (AC_IS_ENVIRONMENT_LIMIT_CARD (self));

  gtk_widget_set_tooltip_text (self->change_button, refusal);
  if (refusal != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->change_button),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, refusal, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self->change_button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

/**
 * ac_environment_limit_card_set_narrow:
 * @self: a card
 * @narrow: whether there is little room: the button then stands below everything else
 */
void
ac_environment_limit_card_set_narrow (AcEnvironmentLimitCard *self,
                                      gboolean                narrow)
{
  GtkLayoutManager *layout;
  GtkLayoutChild *place;

  g_return_if_fail (AC_IS_ENVIRONMENT_LIMIT_CARD (self));

  layout = gtk_widget_get_layout_manager (GTK_WIDGET (self->grid));
  place = gtk_layout_manager_get_layout_child (layout, self->change_button);
  g_object_set (place,
                "column", narrow ? 0 : 1,
                "row", narrow ? 3 : 0,
                "column-span", narrow ? 2 : 1,
                NULL);
  gtk_widget_set_margin_start (GTK_WIDGET (self->grid), narrow ? NARROW_MARGIN : WIDE_MARGIN);
  gtk_widget_set_margin_end (GTK_WIDGET (self->grid), narrow ? NARROW_MARGIN : WIDE_MARGIN);
}
