/* ac-error-caption.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-error-caption"

#include "config.h"

#include "ac-error-caption.h"

#include "ac-compat.h"

struct _AcErrorCaption
{
  GtkWidget parent_instance;

  char *text;        /* (nullable) */
  GtkWidget *box;    /* (nullable): made anew for each text, so that it is announced */
  GtkWidget *body;   /* in box */
};

G_DEFINE_FINAL_TYPE (AcErrorCaption, ac_error_caption, GTK_TYPE_WIDGET)

static void
create_box (AcErrorCaption *self)
{
  GtkWidget *icon, *label;

  self->box = g_object_new (GTK_TYPE_BOX,
                            "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT,
                            "spacing", 8,
                            NULL);
  icon = g_object_new (GTK_TYPE_IMAGE,
                       "icon-name", "dialog-error-symbolic",
                       "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                       "valign", GTK_ALIGN_CENTER,
                       NULL);
  label = g_object_new (GTK_TYPE_LABEL,
                        "label", self->text,
                        "wrap", TRUE,
                        "wrap-mode", PANGO_WRAP_WORD_CHAR,
                        "xalign", 0.0f,
                        NULL);
  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_hexpand (self->body, TRUE);
  gtk_widget_add_css_class (icon, "error-caption");
  gtk_widget_add_css_class (label, "error-caption");

  gtk_box_append (GTK_BOX (self->body), label);
  gtk_box_append (GTK_BOX (self->box), icon);
  gtk_box_append (GTK_BOX (self->box), self->body);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->box),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL,
                                  -1);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

static void
append_button (AcErrorCaption *self,
               GtkWidget      *button)
{
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->body), button);
}

/* Not a layout manager's: GTK 4.8 keeps the mode that was found without a text, and a long one would not wrap. */
static GtkSizeRequestMode
ac_error_caption_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
ac_error_caption_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  AcErrorCaption *self = AC_ERROR_CAPTION (widget);

  if (self->box != NULL)
    gtk_widget_measure (self->box, orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);
}

static void
ac_error_caption_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  AcErrorCaption *self = AC_ERROR_CAPTION (widget);

  if (self->box != NULL)
    gtk_widget_allocate (self->box, width, height, baseline, NULL);
}

static void
ac_error_caption_dispose (GObject *object)
{
  AcErrorCaption *self = AC_ERROR_CAPTION (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (ac_error_caption_parent_class)->dispose (object);
}

static void
ac_error_caption_finalize (GObject *object)
{
  AcErrorCaption *self = AC_ERROR_CAPTION (object);

  g_free (self->text);

  G_OBJECT_CLASS (ac_error_caption_parent_class)->finalize (object);
}

static void
ac_error_caption_class_init (AcErrorCaptionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ac_error_caption_dispose;
  object_class->finalize = ac_error_caption_finalize;

  widget_class->get_request_mode = ac_error_caption_get_request_mode;
  widget_class->measure = ac_error_caption_measure;
  widget_class->size_allocate = ac_error_caption_size_allocate;
}

static void
ac_error_caption_init (AcErrorCaption *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * ac_error_caption_get_text:
 * @self: a caption
 *
 * Returns: (transfer none) (nullable): what it says
 */
const char *
ac_error_caption_get_text (AcErrorCaption *self)
{
  g_return_val_if_fail (AC_IS_ERROR_CAPTION (self), NULL);

  return self->text;
}

/**
 * ac_error_caption_set_text:
 * @self: a caption
 * @text: (nullable): plain text; %NULL takes the caption away
 */
void
ac_error_caption_set_text (AcErrorCaption *self,
                           const char     *text)
{
  g_return_if_fail (AC_IS_ERROR_CAPTION (self));

  g_clear_pointer (&self->box, gtk_widget_unparent);
  self->body = NULL;
  g_set_str (&self->text, text);
  if (text != NULL)
    create_box (self);
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
}

/**
 * ac_error_caption_set_action:
 * @self: a caption with a text
 * @label: what can be done
 * @action_name: the action that does it
 * @action_target: (nullable): the parameter of the action
 */
void
ac_error_caption_set_action (AcErrorCaption *self,
                             const char     *label,
                             const char     *action_name,
                             GVariant       *action_target)
{
  g_autoptr(GVariant) target = action_target != NULL ? g_variant_ref_sink (action_target) : NULL;
  GtkWidget *button;

  g_return_if_fail (AC_IS_ERROR_CAPTION (self));
  g_return_if_fail (self->box != NULL);

  button = gtk_button_new_with_label (label);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action_name);
  append_button (self, button);
}

/**
 * ac_error_caption_set_link:
 * @self: a caption with a text
 * @label: what the page is about
 * @uri: its address
 */
void
ac_error_caption_set_link (AcErrorCaption *self,
                           const char     *label,
                           const char     *uri)
{
  g_return_if_fail (AC_IS_ERROR_CAPTION (self));
  g_return_if_fail (self->box != NULL);

  append_button (self, gtk_link_button_new_with_label (uri, label));
}
