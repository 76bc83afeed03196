/* ac-secret-label.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-secret-label"

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "ac-secret-label.h"

#include "ac-compat.h"

/* 26 bullets: about as long as a secret, and always the same (ui.md A.8) */
#define MASK "••••••••••••••••••••••••••"
#define MINIMUM_CHARACTERS 8

struct _AcSecretLabel
{
  GtkWidget parent_instance;

  char *mask;
  SecretValue *value; /* (nullable) (owned): while it is shown */
};

G_DEFINE_FINAL_TYPE (AcSecretLabel, ac_secret_label, GTK_TYPE_WIDGET)

static const char *
get_text (AcSecretLabel *self)
{
  return self->value != NULL ? secret_value_get_text (self->value) : self->mask;
}

/* Keys and URLs are read from left to right in every language. */
static PangoLayout *
create_layout (AcSecretLabel *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, NULL);

  pango_context_set_base_dir (pango_layout_get_context (layout), PANGO_DIRECTION_LTR);
  pango_layout_set_auto_dir (layout, FALSE);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, get_text (self), -1);

  return layout;
}

/* A layout has a copy of its text, in common memory. */
static void
free_layout (AcSecretLabel *self,
             PangoLayout   *layout)
{
  char *text = (char *) pango_layout_get_text (layout);

  if (self->value != NULL)
    explicit_bzero (text, strlen (text));
  g_object_unref (layout);
}

static void
ac_secret_label_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  AcSecretLabel *self = AC_SECRET_LABEL (widget);
  PangoLayout *layout = create_layout (self);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = height;
    }
  else
    {
      PangoContext *context = pango_layout_get_context (layout);
      PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
      int character = PANGO_PIXELS_CEIL (pango_font_metrics_get_approximate_char_width (metrics));

      *minimum = MIN (width, MINIMUM_CHARACTERS * character);
      *natural = width;
      pango_font_metrics_unref (metrics);
    }

  free_layout (self, layout);
}

static void
ac_secret_label_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  AcSecretLabel *self = AC_SECRET_LABEL (widget);
  PangoLayout *layout = create_layout (self);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_alignment (layout, rtl ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  pango_layout_set_width (layout, gtk_widget_get_width (widget) * PANGO_SCALE);
  gtk_snapshot_render_layout (snapshot, gtk_widget_get_style_context (widget), 0, 0, layout);

  free_layout (self, layout);
}

/* Who listens to the screen hears what stands on it, and no more. */
static void
update_accessible (AcSecretLabel *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, self->value != NULL ? get_text (self) : _("Hidden"),
                                  -1);
}

static void
ac_secret_label_finalize (GObject *object)
{
  AcSecretLabel *self = AC_SECRET_LABEL (object);

  g_clear_pointer (&self->value, secret_value_unref);
  g_free (self->mask);

  G_OBJECT_CLASS (ac_secret_label_parent_class)->finalize (object);
}

static void
ac_secret_label_class_init (AcSecretLabelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = ac_secret_label_finalize;
  widget_class->measure = ac_secret_label_measure;
  widget_class->snapshot = ac_secret_label_snapshot;

  gtk_widget_class_set_css_name (widget_class, "label");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
ac_secret_label_init (AcSecretLabel *self)
{
  self->mask = g_strdup (MASK);
  gtk_widget_add_css_class (GTK_WIDGET (self), "monospace-value");
  update_accessible (self);
}

/**
 * ac_secret_label_set_mask:
 * @self: a label
 * @mask: (nullable): what stands there while the secret is hidden; %NULL: bullets
 */
void
ac_secret_label_set_mask (AcSecretLabel *self,
                          const char    *mask)
{
  g_return_if_fail (AC_IS_SECRET_LABEL (self));

  if (g_set_str (&self->mask, mask != NULL ? mask : MASK))
    gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * ac_secret_label_set_value:
 * @self: a label
 * @value: (nullable): the secret, text; %NULL hides it
 *
 * Shows a secret. What was shown before is let go of.
 */
void
ac_secret_label_set_value (AcSecretLabel *self,
                           SecretValue   *value)
{
  g_return_if_fail (AC_IS_SECRET_LABEL (self));

  if (self->value == value)
    return;

  g_clear_pointer (&self->value, secret_value_unref);
  self->value = value != NULL ? secret_value_ref (value) : NULL;
  update_accessible (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * ac_secret_label_is_shown:
 * @self: a label
 *
 * Returns: whether the secret can be read
 */
gboolean
ac_secret_label_is_shown (AcSecretLabel *self)
{
  g_return_val_if_fail (AC_IS_SECRET_LABEL (self), FALSE);

  return self->value != NULL;
}
