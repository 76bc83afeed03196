/* ac-hint.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-hint"

#include "config.h"

#include "ac-hint.h"

#include "ac-compat.h"
#include "ac-ui-enums.h"

struct _AcHint
{
  GtkWidget parent_instance;

  AcHintKind kind;
  char *text;

  /* The role of a widget can't be changed, so there is one for each: what explains, and what alerts. */
  GtkLabel *plain;
  GtkWidget *alert;
  GtkWidget *icon;
  GtkLabel *alert_label;
};

G_DEFINE_FINAL_TYPE (AcHint, ac_hint, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_TEXT,
  PROP_KIND,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GtkLabel *
create_label (void)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "xalign", 0.0,
                                   "hexpand", TRUE,
                                   NULL);

  gtk_widget_add_css_class (label, "caption");

  return GTK_LABEL (label);
}

static void
set_class (GtkWidget  *widget,
           const char *name,
           gboolean    wanted)
{
  if (wanted)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
update (AcHint *self)
{
  const char *text = self->text != NULL ? self->text : "";
  gboolean is_plain = self->kind == AC_HINT_KIND_PLAIN;

  gtk_widget_set_visible (GTK_WIDGET (self), *text != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->plain), is_plain);
  gtk_widget_set_visible (self->alert, !is_plain);
  gtk_widget_set_visible (self->icon, self->kind == AC_HINT_KIND_WARNING);
  set_class (self->alert, "error-caption", self->kind == AC_HINT_KIND_ERROR);
  set_class (self->alert, "warning-caption", self->kind == AC_HINT_KIND_WARNING);

  gtk_label_set_label (self->plain, is_plain ? text : "");
  gtk_label_set_label (self->alert_label, is_plain ? "" : text);
}

static void
ac_hint_get_property (GObject    *object,
                      guint       prop_id,
                      GValue     *value,
                      GParamSpec *pspec)
{
  AcHint *self = AC_HINT (object);

  switch (prop_id)
    {
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_hint_set_property (GObject      *object,
                      guint         prop_id,
                      const GValue *value,
                      GParamSpec   *pspec)
{
  AcHint *self = AC_HINT (object);

  switch (prop_id)
    {
    case PROP_TEXT:
      ac_hint_set (self, self->kind, g_value_get_string (value));
      break;
    case PROP_KIND:
      ac_hint_set (self, g_value_get_enum (value), self->text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_hint_dispose (GObject *object)
{
  AcHint *self = AC_HINT (object);

  g_clear_pointer ((GtkWidget **) &self->plain, gtk_widget_unparent);
  g_clear_pointer (&self->alert, gtk_widget_unparent);

  G_OBJECT_CLASS (ac_hint_parent_class)->dispose (object);
}

static void
ac_hint_finalize (GObject *object)
{
  AcHint *self = AC_HINT (object);

  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (ac_hint_parent_class)->finalize (object);
}

static void
ac_hint_class_init (AcHintClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ac_hint_get_property;
  object_class->set_property = ac_hint_set_property;
  object_class->dispose = ac_hint_dispose;
  object_class->finalize = ac_hint_finalize;

  properties[PROP_TEXT] =
    g_param_spec_string ("text", NULL, NULL, NULL,
                         (G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));
  properties[PROP_KIND] =
    g_param_spec_enum ("kind", NULL, NULL, AC_TYPE_HINT_KIND, AC_HINT_KIND_PLAIN,
                       (G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "achint");
}

static void
ac_hint_init (AcHint *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  self->plain = create_label ();
  gtk_widget_add_css_class (GTK_WIDGET (self->plain), "dim-label");
  gtk_widget_set_parent (GTK_WIDGET (self->plain), widget);

  self->alert = g_object_new (GTK_TYPE_BOX,
                              "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT,
                              "spacing", 6,
                              NULL);
  self->icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  gtk_widget_set_valign (self->icon, GTK_ALIGN_START);
  self->alert_label = create_label ();
  gtk_box_append (GTK_BOX (self->alert), self->icon);
  gtk_box_append (GTK_BOX (self->alert), GTK_WIDGET (self->alert_label));
  gtk_widget_set_parent (self->alert, widget);

  gtk_widget_set_margin_top (widget, 8);
  gtk_widget_set_margin_start (widget, 12);
  gtk_widget_set_margin_end (widget, 12);
  update (self);
}

/**
 * ac_hint_get_text:
 * @self: a hint
 *
 * Returns: (transfer none) (nullable): what it says
 */
const char *
ac_hint_get_text (AcHint *self)
{
  g_return_val_if_fail (AC_IS_HINT (self), NULL);

  return self->text;
}

/**
 * ac_hint_get_kind:
 * @self: a hint
 *
 * Returns: how it is meant
 */
AcHintKind
ac_hint_get_kind (AcHint *self)
{
  g_return_val_if_fail (AC_IS_HINT (self), AC_HINT_KIND_PLAIN);

  return self->kind;
}

/**
 * ac_hint_set:
 * @self: a hint
 * @kind: how it is meant
 * @text: (nullable): plain text; %NULL or "": it takes no room
 */
void
ac_hint_set (AcHint     *self,
             AcHintKind  kind,
             const char *text)
{
  gboolean text_changed;
  gboolean kind_changed;

  g_return_if_fail (AC_IS_HINT (self));

  text_changed = g_set_str (&self->text, text);
  kind_changed = self->kind != kind;
  self->kind = kind;

  if (text_changed || kind_changed)
    update (self);
  if (text_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
  if (kind_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KIND]);
}

/**
 * ac_hint_mark:
 * @self: a hint
 * @field: an entry of the list above it
 * @wrong: whether what stands in @field is wrong
 *
 * Gives @field the look and the accessible state of an error, whose message is @self.
 */
void
ac_hint_mark (AcHint    *self,
              GtkWidget *field,
              gboolean   wrong)
{
  GtkAccessible *accessible;

  g_return_if_fail (AC_IS_HINT (self));
  g_return_if_fail (GTK_IS_WIDGET (field));

  accessible = GTK_ACCESSIBLE (field);
  set_class (field, "error", wrong);
  gtk_accessible_update_state (accessible,
                               GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  /* One widget, not a list of them: no NULL after it. */
  if (wrong)
    gtk_accessible_update_relation (accessible, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE, self, -1);
  else
    gtk_accessible_reset_relation (accessible, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE);
}
