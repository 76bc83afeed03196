/* ac-attributes-group.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-attributes-group"

#include "config.h"

#include "ac-attributes-group.h"

#include <glib/gi18n.h>

#include "ac-attribute-dialog.h"
#include "ac-attributes.h"

#define ATTRIBUTE_NAME "ac-attribute-name"

struct _AcAttributesGroup
{
  AdwPreferencesGroup parent_instance;

  AcPage *page;               /* (unowned): which this is a child of */
  AcEnvironment *environment; /* (nullable) (owned) */
  GPtrArray *rows;            /* (element-type GtkWidget) (unowned) */

  GtkWidget *add_button;
  GtkWidget *empty_row;
};

G_DEFINE_FINAL_TYPE (AcAttributesGroup, ac_attributes_group, ADW_TYPE_PREFERENCES_GROUP)

/* A removal under way. */
typedef struct
{
  AcPage *page;
  AcEnvironment *environment;
  GPtrArray *former;
  GtkWidget *row;
} Removal;

static void
removal_free (Removal *removal)
{
  g_object_unref (removal->page);
  g_object_unref (removal->environment);
  g_ptr_array_unref (removal->former);
  g_object_unref (removal->row);
  g_free (removal);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Removal, removal_free)

static void
on_removed_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(Removal) removal = user_data;
  g_autoptr(GError) error = NULL;

  if (ac_environments_change_finish (AC_ENVIRONMENTS (source), result, &error))
    {
      ac_attributes_offer_undo (removal->page, removal->environment, _("Attribute removed"), removal->former);
      return;
    }

  gtk_widget_set_sensitive (removal->row, TRUE);
  ac_page_toast_error (removal->page, error);
}

static void
on_remove_clicked_cb (GtkWidget         *button,
                      AcAttributesGroup *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW);
  const char *name = g_object_get_data (G_OBJECT (row), ATTRIBUTE_NAME);
  g_autoptr(GPtrArray) attributes = ac_attributes_copy (self->environment);
  AcCustomAttribute *attribute = ac_attributes_find (attributes, name);
  Removal *removal;

  if (attribute == NULL)
    return;

  g_ptr_array_remove (attributes, attribute);
  removal = g_new0 (Removal, 1);
  removal->page = g_object_ref (self->page);
  removal->environment = g_object_ref (self->environment);
  removal->former = ac_attributes_copy (self->environment);
  removal->row = g_object_ref (row);
  gtk_widget_set_sensitive (row, FALSE);
  ac_environments_set_attributes_async (ac_account_get_environments (ac_page_get_account (self->page)),
                                        self->environment, attributes, NULL, on_removed_cb, removal);
}

static void
open_dialog (AcAttributesGroup *self,
             const char        *name)
{
  ac_form_dialog_present (ac_attribute_dialog_new (self->page, self->environment, name), GTK_WIDGET (self));
}

static void
on_row_activated_cb (GtkWidget         *row,
                     AcAttributesGroup *self)
{
  open_dialog (self, g_object_get_data (G_OBJECT (row), ATTRIBUTE_NAME));
}

static void
on_add_clicked_cb (AcAttributesGroup *self)
{
  open_dialog (self, NULL);
}

static GtkWidget *
create_remove_button (AcAttributesGroup *self,
                      const char        *name)
{
  /* Translators: %s is the name of a custom attribute */
  g_autofree char *label = g_strdup_printf (_("Remove %s"), name);
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON,
                                    "icon-name", "list-remove-symbolic",
                                    "tooltip-text", label,
                                    "valign", GTK_ALIGN_CENTER,
                                    NULL);

  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (on_remove_clicked_cb), self);

  return button;
}

static GtkWidget *
create_row (AcAttributesGroup       *self,
            const AcCustomAttribute *attribute)
{
  GtkWidget *row = adw_action_row_new ();

  /* First of all, and not in g_object_new(), where the labels wouldn't hear of it before they get a text. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), attribute->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), attribute->value);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  if (!attribute->is_text)
    gtk_widget_add_css_class (row, "monospace-value");
  g_object_set_data_full (G_OBJECT (row), ATTRIBUTE_NAME, g_strdup (attribute->name), g_free);
  g_signal_connect (row, "activated", G_CALLBACK (on_row_activated_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_remove_button (self, attribute->name));

  return row;
}

static gboolean
holds_focus (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, widget);
}

static void
fill (AcAttributesGroup *self)
{
  GPtrArray *attributes = ac_environment_get_custom_attributes (self->environment);
  gboolean had_focus = holds_focus (GTK_WIDGET (self));

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);

  for (guint i = 0; attributes != NULL && i < attributes->len; i++)
    {
      GtkWidget *row = create_row (self, g_ptr_array_index (attributes, i));

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_ptr_array_add (self->rows, row);
    }

  gtk_widget_set_visible (self->empty_row, self->rows->len == 0);
  /* Rows are made anew: the keyboard must not be thrown out of the group. */
  if (had_focus)
    gtk_widget_grab_focus (self->add_button);
}

static void
ac_attributes_group_dispose (GObject *object)
{
  AcAttributesGroup *self = AC_ATTRIBUTES_GROUP (object);

  g_clear_object (&self->environment);

  G_OBJECT_CLASS (ac_attributes_group_parent_class)->dispose (object);
}

static void
ac_attributes_group_finalize (GObject *object)
{
  g_clear_pointer (&AC_ATTRIBUTES_GROUP (object)->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (ac_attributes_group_parent_class)->finalize (object);
}

static void
ac_attributes_group_class_init (AcAttributesGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ac_attributes_group_dispose;
  object_class->finalize = ac_attributes_group_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               AC_RESOURCE_PATH "/pages/environments/ac-attributes-group.ui");
  gtk_widget_class_bind_template_child (widget_class, AcAttributesGroup, add_button);
  gtk_widget_class_bind_template_child (widget_class, AcAttributesGroup, empty_row);
  gtk_widget_class_bind_template_callback (widget_class, on_add_clicked_cb);
}

static void
ac_attributes_group_init (AcAttributesGroup *self)
{
  self->rows = g_ptr_array_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ac_attributes_group_show:
 * @self: a group
 * @page: the page that it is a child of
 * @environment: whose attributes are shown from now on
 */
void
ac_attributes_group_show (AcAttributesGroup *self,
                          AcPage            *page,
                          AcEnvironment     *environment)
{
  g_return_if_fail (AC_IS_ATTRIBUTES_GROUP (self));
  g_return_if_fail (AC_IS_PAGE (page));
  g_return_if_fail (AC_IS_ENVIRONMENT (environment));
  g_return_if_fail (self->environment == NULL);

  self->page = page;
  self->environment = g_object_ref (environment);
  g_signal_connect_object (environment, "notify::custom-attributes", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
}
