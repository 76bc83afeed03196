/* ac-step-strip.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-step-strip"

#include "config.h"

#include "ac-step-strip.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _AcStepStrip
{
  GtkWidget parent_instance;

  char **titles; /* (nullable) */
  guint current;
  GtkWidget *squeezer;
};

G_DEFINE_FINAL_TYPE (AcStepStrip, ac_step_strip, GTK_TYPE_WIDGET)

static GtkWidget *
create_circle (AcStepStrip *self,
               guint        step)
{
  g_autofree char *number = g_strdup_printf ("%u", step + 1);
  GtkWidget *circle;

  if (step < self->current)
    circle = gtk_image_new_from_icon_name ("emblem-ok-symbolic");
  else
    circle = gtk_label_new (number);
  gtk_widget_add_css_class (circle, "step-circle");
  if (step < self->current)
    gtk_widget_add_css_class (circle, "done");
  else if (step == self->current)
    gtk_widget_add_css_class (circle, "current");
  gtk_widget_set_valign (circle, GTK_ALIGN_CENTER);

  return circle;
}

static char *
describe (AcStepStrip *self,
          guint        step)
{
  guint n = g_strv_length (self->titles);

  if (step < self->current)
    /* Translators: for screen readers: %s is the title of a step */
    return g_strdup_printf (_("%s, done"), self->titles[step]);
  if (step == self->current)
    /* Translators: for screen readers: %1$s is the title of a step */
    return g_strdup_printf (_("%1$s, step %2$u of %3$u, current"), self->titles[step], step + 1, n);

  /* Translators: for screen readers: %1$s is the title of a step */
  return g_strdup_printf (_("%1$s, step %2$u of %3$u"), self->titles[step], step + 1, n);
}

static GtkWidget *
create_step (AcStepStrip *self,
             guint        step,
             gboolean     compact)
{
  g_autofree char *description = describe (self, step);
  GtkWidget *box = g_object_new (GTK_TYPE_BOX,
                                 "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM,
                                 "spacing", 6,
                                 NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, description, -1);
  gtk_box_append (GTK_BOX (box), create_circle (self, step));
  if (!compact || step == self->current)
    {
      GtkWidget *label = gtk_label_new (self->titles[step]);

      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, step == self->current ? "heading" : "dim-label");
      gtk_box_append (GTK_BOX (box), label);
    }

  return box;
}

static GtkWidget *
create_line (AcStepStrip *self,
             gboolean     compact)
{
  GtkWidget *line = g_object_new (GTK_TYPE_BOX,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_LIST,
                                  "halign", GTK_ALIGN_CENTER,
                                  "spacing", compact ? 6 : 12,
                                  NULL);

  for (guint i = 0; self->titles[i] != NULL; i++)
    {
      if (i > 0)
        gtk_box_append (GTK_BOX (line), g_object_new (GTK_TYPE_SEPARATOR,
                                                      "valign", GTK_ALIGN_CENTER,
                                                      "width-request", compact ? 8 : 24,
                                                      NULL));
      gtk_box_append (GTK_BOX (line), create_step (self, i, compact));
    }

  return line;
}

static void
rebuild (AcStepStrip *self)
{
  g_clear_pointer (&self->squeezer, gtk_widget_unparent);
  if (self->titles == NULL)
    return;

  self->squeezer = adw_squeezer_new ();
  adw_squeezer_set_homogeneous (ADW_SQUEEZER (self->squeezer), FALSE);
  adw_squeezer_set_switch_threshold_policy (ADW_SQUEEZER (self->squeezer), ADW_FOLD_THRESHOLD_POLICY_NATURAL);
  adw_squeezer_add (ADW_SQUEEZER (self->squeezer), create_line (self, FALSE));
  adw_squeezer_add (ADW_SQUEEZER (self->squeezer), create_line (self, TRUE));
  gtk_widget_set_parent (self->squeezer, GTK_WIDGET (self));
}

static void
ac_step_strip_dispose (GObject *object)
{
  g_clear_pointer (&AC_STEP_STRIP (object)->squeezer, gtk_widget_unparent);

  G_OBJECT_CLASS (ac_step_strip_parent_class)->dispose (object);
}

static void
ac_step_strip_finalize (GObject *object)
{
  g_strfreev (AC_STEP_STRIP (object)->titles);

  G_OBJECT_CLASS (ac_step_strip_parent_class)->finalize (object);
}

static void
ac_step_strip_class_init (AcStepStripClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ac_step_strip_dispose;
  object_class->finalize = ac_step_strip_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
ac_step_strip_init (AcStepStrip *self)
{
}

/**
 * ac_step_strip_set_titles:
 * @self: a strip
 * @titles: (array zero-terminated=1): the titles of the steps, translated
 */
void
ac_step_strip_set_titles (AcStepStrip        *self,
                          const char * const *titles)
{
  g_return_if_fail (AC_IS_STEP_STRIP (self));
  g_return_if_fail (titles != NULL);

  g_strfreev (self->titles);
  self->titles = g_strdupv ((char **) titles);
  rebuild (self);
}

/**
 * ac_step_strip_set_current:
 * @self: a strip
 * @current: the step that one is at, from 0; those before are done
 */
void
ac_step_strip_set_current (AcStepStrip *self,
                           guint        current)
{
  g_return_if_fail (AC_IS_STEP_STRIP (self));

  if (self->current == current)
    return;

  self->current = current;
  rebuild (self);
}
