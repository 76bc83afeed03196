/* ac-attribute-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-attribute-dialog"

#include "config.h"

#include "ac-attribute-dialog.h"

#include <glib/gi18n.h>

#include "ac-attributes.h"
#include "ac-hint.h"

struct _AcAttributeDialog
{
  AcFormDialog parent_instance;

  AcPage *page;                /* (owned) */
  AcEnvironment *environment;  /* (owned) */
  AcCustomAttribute *original; /* (nullable) (owned): it is a new one */
  GPtrArray *former;           /* (nullable) (owned): what Undo puts back, while saving */

  GtkWidget *name_row;
  GtkWidget *value_row;
  AcHint *hint;
};

G_DEFINE_FINAL_TYPE (AcAttributeDialog, ac_attribute_dialog, AC_TYPE_FORM_DIALOG)

static const char *
get_text (GtkWidget *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static gboolean
is_taken (AcAttributeDialog *self,
          const char        *name)
{
  if (self->original != NULL && g_str_equal (name, self->original->name))
    return FALSE;

  return ac_attributes_find (ac_environment_get_custom_attributes (self->environment), name) != NULL;
}

static gboolean
is_value_changed (AcAttributeDialog *self)
{
  return self->original == NULL || !g_str_equal (get_text (self->value_row), self->original->value);
}

static void
update_hint (AcAttributeDialog *self,
             gboolean           taken)
{
  if (taken)
    ac_hint_set (self->hint, AC_HINT_KIND_ERROR, _("An attribute with this name exists."));
  else if (self->original != NULL && !self->original->is_text && is_value_changed (self))
    ac_hint_set (self->hint, AC_HINT_KIND_WARNING, _("The value was not text. It is saved as text now."));
  else if (self->original != NULL && !self->original->is_text)
    ac_hint_set (self->hint, AC_HINT_KIND_PLAIN, _("The value is not text, but JSON. It stays so unless you change it."));
  else
    ac_hint_set (self->hint, AC_HINT_KIND_PLAIN, NULL);
}

static void
on_changed_cb (AcAttributeDialog *self)
{
  g_autofree char *name = NULL;
  gboolean taken, changed;

  if (self->environment == NULL)
    return;

  name = g_strstrip (g_strdup (get_text (self->name_row)));
  taken = is_taken (self, name);
  changed = is_value_changed (self) || !g_str_equal (name, self->original->name);

  update_hint (self, taken);
  ac_hint_mark (self->hint, self->name_row, taken);
  ac_form_dialog_set_dirty (AC_FORM_DIALOG (self),
                            self->original != NULL ? changed
                                                   : *get_text (self->name_row) != '\0' ||
                                                       *get_text (self->value_row) != '\0');
  ac_form_dialog_set_valid (AC_FORM_DIALOG (self), *name != '\0' && !taken && changed);
}

/* All attributes as they shall be: only the one that is edited differs. */
static GPtrArray *
create_attributes (AcAttributeDialog *self)
{
  GPtrArray *attributes = ac_attributes_copy (self->environment);
  g_autofree char *name = g_strstrip (g_strdup (get_text (self->name_row)));
  AcCustomAttribute *edited = NULL;

  if (self->original != NULL)
    edited = ac_attributes_find (attributes, self->original->name);

  if (edited == NULL)
    {
      gboolean is_text = self->original == NULL || self->original->is_text || is_value_changed (self);

      g_ptr_array_add (attributes, ac_custom_attribute_new (name, get_text (self->value_row), is_text));
      return attributes;
    }

  g_free (edited->name);
  edited->name = g_steal_pointer (&name);
  if (is_value_changed (self))
    {
      g_free (edited->value);
      edited->value = g_strdup (get_text (self->value_row));
      edited->is_text = TRUE;
    }

  return attributes;
}

static void
on_saved_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  AcAttributeDialog *self = user_data;
  g_autoptr(AcAttributeDialog) alive = NULL;
  AcEnvironments *environments = AC_ENVIRONMENTS (source);
  g_autoptr(GError) error = NULL;
  gboolean saved = ac_environments_change_finish (environments, result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      /* The dialog is gone. Nobody knows whether the service had begun: look. */
      ac_collection_load_async (AC_COLLECTION (environments), NULL, NULL, NULL);
      return;
    }

  alive = g_object_ref (self);
  ac_form_dialog_set_busy (AC_FORM_DIALOG (self), FALSE);
  if (!saved)
    {
      ac_form_dialog_show_error (AC_FORM_DIALOG (self), error);
      return;
    }

  ac_form_dialog_finish (AC_FORM_DIALOG (self));
  ac_attributes_offer_undo (self->page, self->environment,
                            self->original != NULL ? _("Attribute changed") : _("Attribute added"),
                            self->former);
}

static void
ac_attribute_dialog_submit (AcFormDialog *dialog)
{
  AcAttributeDialog *self = AC_ATTRIBUTE_DIALOG (dialog);
  g_autoptr(GPtrArray) attributes = create_attributes (self);

  g_clear_pointer (&self->former, g_ptr_array_unref);
  self->former = ac_attributes_copy (self->environment);

  ac_form_dialog_set_notice (dialog, NULL, NULL, NULL);
  ac_form_dialog_set_busy (dialog, TRUE);
  ac_environments_set_attributes_async (ac_account_get_environments (ac_page_get_account (self->page)),
                                        self->environment, attributes,
                                        ac_form_dialog_get_cancellable (dialog), on_saved_cb, self);
}

static void
ac_attribute_dialog_finalize (GObject *object)
{
  AcAttributeDialog *self = AC_ATTRIBUTE_DIALOG (object);

  g_clear_object (&self->page);
  g_clear_object (&self->environment);
  g_clear_pointer (&self->original, ac_custom_attribute_free);
  g_clear_pointer (&self->former, g_ptr_array_unref);

  G_OBJECT_CLASS (ac_attribute_dialog_parent_class)->finalize (object);
}

static void
ac_attribute_dialog_class_init (AcAttributeDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  AcFormDialogClass *dialog_class = AC_FORM_DIALOG_CLASS (klass);

  object_class->finalize = ac_attribute_dialog_finalize;

  dialog_class->submit = ac_attribute_dialog_submit;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               AC_RESOURCE_PATH "/pages/environments/ac-attribute-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AcAttributeDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, AcAttributeDialog, value_row);
  gtk_widget_class_bind_template_child (widget_class, AcAttributeDialog, hint);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);

  g_type_ensure (AC_TYPE_HINT);
}

static void
ac_attribute_dialog_init (AcAttributeDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ac_attribute_dialog_new:
 * @page: the page on which it is opened; it gets the toast
 * @environment: whose attribute it is
 * @name: (nullable): the attribute that is edited; %NULL: a new one
 *
 * Returns: (transfer none): the dialog; show it with ac_form_dialog_present()
 */
AcFormDialog *
ac_attribute_dialog_new (AcPage        *page,
                         AcEnvironment *environment,
                         const char    *name)
{
  AcAttributeDialog *self;
  AcCustomAttribute *attribute = NULL;

  g_return_val_if_fail (AC_IS_PAGE (page), NULL);
  g_return_val_if_fail (AC_IS_ENVIRONMENT (environment), NULL);

  self = g_object_new (AC_TYPE_ATTRIBUTE_DIALOG, NULL);
  if (name != NULL)
    attribute = ac_attributes_find (ac_environment_get_custom_attributes (environment), name);
  if (attribute != NULL)
    {
      self->original = ac_custom_attribute_copy (attribute);
      gtk_editable_set_text (GTK_EDITABLE (self->name_row), attribute->name);
      gtk_editable_set_text (GTK_EDITABLE (self->value_row), attribute->value);
    }
  gtk_window_set_focus (GTK_WINDOW (self), attribute != NULL ? self->value_row : self->name_row);

  gtk_window_set_title (GTK_WINDOW (self), attribute != NULL ? _("Edit Attribute") : _("Add Attribute"));
  ac_form_dialog_set_subtitle (AC_FORM_DIALOG (self), ac_environment_get_name (environment));
  ac_form_dialog_set_action_label (AC_FORM_DIALOG (self), attribute != NULL ? _("Save") : _("Add"));
  self->page = g_object_ref (page);
  self->environment = g_object_ref (environment);
  on_changed_cb (self);

  return AC_FORM_DIALOG (self);
}
