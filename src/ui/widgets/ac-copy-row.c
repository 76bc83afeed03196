/* ac-copy-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-copy-row"

#include "config.h"

#include "ac-copy-row.h"

#include "ac-clipboard.h"
#include "ac-compat.h"
#include "ac-messages.h"

struct _AcCopyRow
{
  AdwActionRow parent_instance;

  char *value;
  gboolean is_plain; /* the labels take text as it is */
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (AcCopyRow, ac_copy_row, ADW_TYPE_ACTION_ROW)

enum
{
  PROP_0,
  PROP_VALUE,
  PROP_COPY_LABEL,
  N_PROPS
};

enum
{
  COPIED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
copy_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  AcCopyRow *self = AC_COPY_ROW (widget);

  if (self->value == NULL)
    return;

  ac_clipboard_copy (widget, self->value);
  g_signal_emit (self, signals[COPIED], 0);
}

static void
update_subtitle (AcCopyRow *self)
{
  g_autofree char *isolated = NULL;

  if (!self->is_plain)
    return;

  isolated = ac_isolate (self->value != NULL ? self->value : "");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), self->value != NULL ? isolated : NULL);
}

/* The labels hear of it when the row is made and no earlier, for until then notifications wait. */
static void
on_use_markup_changed_cb (AcCopyRow *self)
{
  self->is_plain = !adw_preferences_row_get_use_markup (ADW_PREFERENCES_ROW (self));
  update_subtitle (self);
}

static void
set_copy_label (AcCopyRow  *self,
                const char *label)
{
  if (g_strcmp0 (label, gtk_widget_get_tooltip_text (self->button)) == 0)
    return;

  gtk_widget_set_tooltip_text (self->button, label);
  if (label != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                    -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COPY_LABEL]);
}

static void
ac_copy_row_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  AcCopyRow *self = AC_COPY_ROW (object);

  switch (prop_id)
    {
    case PROP_VALUE:
      g_value_set_string (value, self->value);
      break;
    case PROP_COPY_LABEL:
      g_value_set_string (value, gtk_widget_get_tooltip_text (self->button));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_copy_row_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  AcCopyRow *self = AC_COPY_ROW (object);

  switch (prop_id)
    {
    case PROP_VALUE:
      ac_copy_row_set_value (self, g_value_get_string (value));
      break;
    case PROP_COPY_LABEL:
      set_copy_label (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_copy_row_finalize (GObject *object)
{
  AcCopyRow *self = AC_COPY_ROW (object);

  g_clear_pointer (&self->value, g_free);

  G_OBJECT_CLASS (ac_copy_row_parent_class)->finalize (object);
}

static void
ac_copy_row_class_init (AcCopyRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ac_copy_row_get_property;
  object_class->set_property = ac_copy_row_set_property;
  object_class->finalize = ac_copy_row_finalize;

  properties[PROP_VALUE] =
    g_param_spec_string ("value", NULL, NULL, NULL,
                         (G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));
  properties[PROP_COPY_LABEL] =
    g_param_spec_string ("copy-label", NULL, NULL, NULL,
                         (G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * AcCopyRow::copied:
   * @self: the row
   *
   * The value stands in the clipboard now: a page says so.
   */
  signals[COPIED] =
    g_signal_new ("copied", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "row.copy", NULL, copy_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "row.copy", NULL);
}

static void
ac_copy_row_init (AcCopyRow *self)
{
  g_signal_connect (self, "notify::use-markup", G_CALLBACK (on_use_markup_changed_cb), NULL);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 1);
  gtk_widget_add_css_class (GTK_WIDGET (self), "monospace-value");

  self->button = g_object_new (GTK_TYPE_BUTTON,
                               "icon-name", "edit-copy-symbolic",
                               "valign", GTK_ALIGN_CENTER,
                               "action-name", "row.copy",
                               NULL);
  gtk_widget_add_css_class (self->button, "flat");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->button);
}

/**
 * ac_copy_row_get_value:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what one copies
 */
const char *
ac_copy_row_get_value (AcCopyRow *self)
{
  g_return_val_if_fail (AC_IS_COPY_ROW (self), NULL);

  return self->value;
}

/**
 * ac_copy_row_set_value:
 * @self: a row
 * @value: (nullable): what one copies; no secret
 */
void
ac_copy_row_set_value (AcCopyRow  *self,
                       const char *value)
{
  g_return_if_fail (AC_IS_COPY_ROW (self));

  if (!g_set_str (&self->value, value))
    return;

  update_subtitle (self);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), value);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.copy", value != NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}
