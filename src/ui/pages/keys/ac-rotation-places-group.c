/* ac-rotation-places-group.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-rotation-places-group"

#include "config.h"

#include "ac-rotation-places-group.h"

#include <glib/gi18n.h>

#include "ac-dates.h"

struct _AcRotationPlacesGroup
{
  AdwPreferencesGroup parent_instance;

  AcRotation *rotation; /* (nullable) */
  gboolean tickable;

  GtkListBox *list_box;
  GtkEditable *add_row;
};

G_DEFINE_FINAL_TYPE (AcRotationPlacesGroup, ac_rotation_places_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  PROP_0,
  PROP_TICKABLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
on_check_toggled_cb (GtkCheckButton  *check,
                     AcRotationPlace *place)
{
  g_autoptr(GDateTime) now = gtk_check_button_get_active (check) ? g_date_time_new_now_utc () : NULL;

  if ((now != NULL) != (ac_rotation_place_get_verified_at (place) != NULL))
    ac_rotation_place_set_verified_at (place, now);
}

static void
on_remove_clicked_cb (AcRotationPlacesGroup *self,
                      GtkButton             *button)
{
  ac_rotation_remove_place (self->rotation, g_object_get_data (G_OBJECT (button), "place"));
}

static void
show_place (GtkWidget       *row,
            AcRotationPlace *place)
{
  GDateTime *verified_at = ac_rotation_place_get_verified_at (place);
  g_autofree char *when = ac_format_when (verified_at);
  g_autofree char *text = NULL;

  if (verified_at != NULL)
    /* Translators: %s is a time, as “today, 09:42” or “Mar 12, 2023” */
    text = g_strdup_printf (_("Verified %s"), when);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), ac_rotation_place_get_name (place));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text != NULL ? text : _("Not verified yet"));
}

static void
on_place_changed_cb (GtkWidget       *row,
                     GParamSpec      *pspec,
                     AcRotationPlace *place)
{
  show_place (row, place);
}

static GtkWidget *
create_check (AcRotationPlace *place)
{
  GtkWidget *check = g_object_new (GTK_TYPE_CHECK_BUTTON,
                                   "valign", GTK_ALIGN_CENTER,
                                   "active", ac_rotation_place_get_verified_at (place) != NULL,
                                   NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (check),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, ac_rotation_place_get_name (place),
                                  -1);
  g_signal_connect_object (check, "toggled", G_CALLBACK (on_check_toggled_cb), place, G_CONNECT_DEFAULT);

  return check;
}

static GtkWidget *
create_remove_button (AcRotationPlacesGroup *self,
                      AcRotationPlace       *place)
{
  /* Translators: %s is the name of a place where a key is used */
  g_autofree char *label = g_strdup_printf (_("Remove %s"), ac_rotation_place_get_name (place));
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data (G_OBJECT (button), "place", place);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_remove_clicked_cb), self, G_CONNECT_SWAPPED);

  return button;
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  AcRotationPlacesGroup *self = user_data;
  AcRotationPlace *place = item;
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);

  if (self->tickable)
    {
      GtkWidget *check = create_check (place);

      adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
      show_place (row, place);
      g_signal_connect_object (place, "notify", G_CALLBACK (on_place_changed_cb), row, G_CONNECT_SWAPPED);
    }
  else
    {
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), ac_rotation_place_get_name (place));
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_remove_button (self, place));

  return row;
}

static void
on_add_applied_cb (AcRotationPlacesGroup *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->add_row)));

  if (*name == '\0' || self->rotation == NULL)
    return;

  ac_rotation_add_place (self->rotation, name);

  /* AdwEntryRow takes each change of text for typing as long as it has the focus; this one isn't. */
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->add_row), FALSE);
  gtk_editable_set_text (self->add_row, "");
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->add_row), TRUE);
}

/* An empty list would be a line. */
static void
on_places_changed_cb (AcRotationPlacesGroup *self)
{
  GListModel *places = self->rotation != NULL ? ac_rotation_get_places (self->rotation) : NULL;

  if (self->list_box != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->list_box), places != NULL && g_list_model_get_n_items (places) > 0);
}

static void
show_rotation (AcRotationPlacesGroup *self)
{
  GListModel *places = self->rotation != NULL ? ac_rotation_get_places (self->rotation) : NULL;

  gtk_list_box_bind_model (self->list_box, places, create_row, self, NULL);
  if (places != NULL)
    g_signal_connect_object (places, "items-changed", G_CALLBACK (on_places_changed_cb), self, G_CONNECT_SWAPPED);
  on_places_changed_cb (self);
}

static void
set_tickable (AcRotationPlacesGroup *self,
              gboolean               tickable)
{
  self->tickable = tickable;
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self),
                                         tickable ? _("Tick each place after it works with the new key. The list is kept on this computer.")
                                                  : _("Note each place, so that none is forgotten. The list is kept on this computer."));
}

static void
ac_rotation_places_group_set_property (GObject      *object,
                                       guint         prop_id,
                                       const GValue *value,
                                       GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_TICKABLE:
      set_tickable (AC_ROTATION_PLACES_GROUP (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* What was typed isn't lost when one goes on. */
static void
ac_rotation_places_group_unmap (GtkWidget *widget)
{
  on_add_applied_cb (AC_ROTATION_PLACES_GROUP (widget));

  GTK_WIDGET_CLASS (ac_rotation_places_group_parent_class)->unmap (widget);
}

static void
ac_rotation_places_group_dispose (GObject *object)
{
  AcRotationPlacesGroup *self = AC_ROTATION_PLACES_GROUP (object);

  if (self->list_box != NULL)
    gtk_list_box_bind_model (g_steal_pointer (&self->list_box), NULL, NULL, NULL, NULL);
  g_clear_object (&self->rotation);

  G_OBJECT_CLASS (ac_rotation_places_group_parent_class)->dispose (object);
}

static void
ac_rotation_places_group_class_init (AcRotationPlacesGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = ac_rotation_places_group_set_property;
  object_class->dispose = ac_rotation_places_group_dispose;
  widget_class->unmap = ac_rotation_places_group_unmap;

  properties[PROP_TICKABLE] =
    g_param_spec_boolean ("tickable", NULL, NULL, FALSE,
                          (G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, AC_RESOURCE_PATH "/pages/keys/ac-rotation-places-group.ui");
  gtk_widget_class_bind_template_child (widget_class, AcRotationPlacesGroup, list_box);
  gtk_widget_class_bind_template_child (widget_class, AcRotationPlacesGroup, add_row);
  gtk_widget_class_bind_template_callback (widget_class, on_add_applied_cb);
}

static void
ac_rotation_places_group_init (AcRotationPlacesGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ac_rotation_places_group_set_rotation:
 * @self: a group
 * @rotation: (nullable): whose places it shows
 */
void
ac_rotation_places_group_set_rotation (AcRotationPlacesGroup *self,
                                       AcRotation            *rotation)
{
  g_return_if_fail (AC_IS_ROTATION_PLACES_GROUP (self));
  g_return_if_fail (rotation == NULL || AC_IS_ROTATION (rotation));

  if (g_set_object (&self->rotation, rotation))
    show_rotation (self);
}
