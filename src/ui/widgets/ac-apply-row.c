/* ac-apply-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-apply-row"

#include "config.h"

#include "ac-apply-row.h"

#include <glib/gi18n.h>

#include "ac-compat.h"

struct _AcApplyRow
{
  AdwEntryRow parent_instance;

  char *saved_text;
  gboolean saving;
  gboolean required;
  gboolean had_focus; /* before saving */

  GtkSpinner *spinner;
};

G_DEFINE_FINAL_TYPE (AcApplyRow, ac_apply_row, ADW_TYPE_ENTRY_ROW)

enum
{
  PROP_0,
  PROP_SAVED_TEXT,
  PROP_SAVING,
  PROP_REQUIRED,
  N_PROPS
};

enum
{
  SAVE,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static const char *
get_text (AcApplyRow *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self));
}

static gboolean
is_edited (AcApplyRow *self)
{
  return !g_str_equal (get_text (self), self->saved_text);
}

/* AdwEntryRow takes each change of text for typing as long as it has the focus; this one isn't. */
static void
set_text_silently (AcApplyRow *self,
                   const char *text)
{
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self), text);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self), TRUE);
}

/* The row shows its button only after a change: so the last character is typed once more. */
static void
offer_again (AcApplyRow *self)
{
  g_autofree char *text = g_strdup (get_text (self));

  gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_editable_set_text (GTK_EDITABLE (self), "");
  gtk_editable_set_text (GTK_EDITABLE (self), text);
  gtk_editable_set_position (GTK_EDITABLE (self), -1);
}

static gboolean
has_focus_within (AcApplyRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

/* What was not saved can be applied again; else the focus comes back, unless it went elsewhere meanwhile. */
static void
restore_after_saving (AcApplyRow *self)
{
  if (is_edited (self))
    offer_again (self);
  else if (self->had_focus && gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))) == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
apply (AcApplyRow *self)
{
  g_autofree char *text = g_strstrip (g_strdup (get_text (self)));

  if (self->saving || g_str_equal (text, self->saved_text) || (self->required && *text == '\0'))
    return;

  g_signal_emit (self, signals[SAVE], 0, text);
}

static void
on_changed_cb (AcApplyRow *self)
{
  g_autofree char *text = g_strstrip (g_strdup (get_text (self)));
  gboolean is_wrong = self->required && *text == '\0' && *self->saved_text != '\0';

  if (is_wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               is_wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
ac_apply_row_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  AcApplyRow *self = AC_APPLY_ROW (object);

  switch (prop_id)
    {
    case PROP_SAVED_TEXT:
      g_value_set_string (value, self->saved_text);
      break;
    case PROP_SAVING:
      g_value_set_boolean (value, self->saving);
      break;
    case PROP_REQUIRED:
      g_value_set_boolean (value, self->required);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_apply_row_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  AcApplyRow *self = AC_APPLY_ROW (object);

  switch (prop_id)
    {
    case PROP_SAVED_TEXT:
      ac_apply_row_set_saved_text (self, g_value_get_string (value));
      break;
    case PROP_SAVING:
      ac_apply_row_set_saving (self, g_value_get_boolean (value));
      break;
    case PROP_REQUIRED:
      if (self->required != g_value_get_boolean (value))
        {
          self->required = g_value_get_boolean (value);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_apply_row_finalize (GObject *object)
{
  g_free (AC_APPLY_ROW (object)->saved_text);

  G_OBJECT_CLASS (ac_apply_row_parent_class)->finalize (object);
}

static void
ac_apply_row_class_init (AcApplyRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ac_apply_row_get_property;
  object_class->set_property = ac_apply_row_set_property;
  object_class->finalize = ac_apply_row_finalize;

  properties[PROP_SAVED_TEXT] =
    g_param_spec_string ("saved-text", NULL, NULL, "",
                         (G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));
  properties[PROP_SAVING] =
    g_param_spec_boolean ("saving", NULL, NULL, FALSE,
                          (G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));
  properties[PROP_REQUIRED] =
    g_param_spec_boolean ("required", NULL, NULL, FALSE,
                          (G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * AcApplyRow::save:
   * @self: the row
   * @text: what shall be saved, without white space around it
   */
  signals[SAVE] =
    g_signal_new ("save", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
ac_apply_row_init (AcApplyRow *self)
{
  self->saved_text = g_strdup ("");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self), TRUE);

  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spinner), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Saving"), -1);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), GTK_WIDGET (self->spinner));

  g_signal_connect (self, "apply", G_CALLBACK (apply), NULL);
  /* Enter, when the button isn't shown. */
  g_signal_connect (self, "entry-activated", G_CALLBACK (apply), NULL);
  g_signal_connect (self, "changed", G_CALLBACK (on_changed_cb), NULL);
}

/**
 * ac_apply_row_get_saved_text:
 * @self: a row
 *
 * Returns: (transfer none): what is saved; "" when nothing is
 */
const char *
ac_apply_row_get_saved_text (AcApplyRow *self)
{
  g_return_val_if_fail (AC_IS_APPLY_ROW (self), NULL);

  return self->saved_text;
}

/**
 * ac_apply_row_set_saved_text:
 * @self: a row
 * @saved_text: (nullable): what is saved
 *
 * Shows @saved_text, unless something else was typed and waits to be applied.
 */
void
ac_apply_row_set_saved_text (AcApplyRow *self,
                             const char *saved_text)
{
  gboolean edited;

  g_return_if_fail (AC_IS_APPLY_ROW (self));

  saved_text = saved_text != NULL ? saved_text : "";
  edited = is_edited (self) && !self->saving;
  if (!g_set_str (&self->saved_text, saved_text))
    return;

  if (!edited && is_edited (self))
    set_text_silently (self, saved_text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVED_TEXT]);
}

/**
 * ac_apply_row_get_saving:
 * @self: a row
 *
 * Returns: whether the text is being saved
 */
gboolean
ac_apply_row_get_saving (AcApplyRow *self)
{
  g_return_val_if_fail (AC_IS_APPLY_ROW (self), FALSE);

  return self->saving;
}

/**
 * ac_apply_row_set_saving:
 * @self: a row
 * @saving: whether the text is being saved
 */
void
ac_apply_row_set_saving (AcApplyRow *self,
                         gboolean    saving)
{
  g_return_if_fail (AC_IS_APPLY_ROW (self));

  if (self->saving == saving)
    return;

  self->saving = saving;
  /* An entry that becomes insensitive is never told that it lost the focus (GTK 4.8). */
  if (saving)
    {
      self->had_focus = has_focus_within (self);
      if (self->had_focus)
        gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self), !saving);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), saving);
  gtk_spinner_set_spinning (self->spinner, saving);
  if (!saving && gtk_widget_get_mapped (GTK_WIDGET (self)))
    restore_after_saving (self);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVING]);
}
