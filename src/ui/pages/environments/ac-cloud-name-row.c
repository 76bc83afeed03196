/* ac-cloud-name-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-cloud-name-row"

#include "config.h"

#include "ac-cloud-name-row.h"

#include <glib/gi18n.h>

#include "ac-cloud-name.h"
#include "ac-messages.h"

struct _AcCloudNameRow
{
  AdwEntryRow parent_instance;

  AcHint *hint; /* (nullable) (owned) */
  GtkWidget *icon;
  gboolean allow_empty;
  gboolean valid;
};

G_DEFINE_FINAL_TYPE (AcCloudNameRow, ac_cloud_name_row, ADW_TYPE_ENTRY_ROW)

enum
{
  PROP_0,
  PROP_HINT,
  PROP_ALLOW_EMPTY,
  PROP_VALID,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_valid (AcCloudNameRow *self,
           gboolean        valid)
{
  if (self->valid == valid)
    return;

  self->valid = valid;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALID]);
}

/* @icon_name (nullable), @style_class (nullable). */
static void
show_icon (AcCloudNameRow *self,
           const char     *icon_name,
           const char     *style_class)
{
  static const char * const classes[] = { "success", "warning", "error" };

  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (self->icon, classes[i]);

  gtk_widget_set_visible (self->icon, icon_name != NULL);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), icon_name);
  if (style_class != NULL)
    gtk_widget_add_css_class (self->icon, style_class);
}

static void
show_error (AcCloudNameRow *self,
            const char     *text)
{
  show_icon (self, "dialog-warning-symbolic", "error");
  if (self->hint != NULL)
    {
      ac_hint_mark (self->hint, GTK_WIDGET (self), TRUE);
      ac_hint_set (self->hint, AC_HINT_KIND_ERROR, text);
    }
  set_valid (self, FALSE);
}

static void
clear_error (AcCloudNameRow *self)
{
  if (self->hint != NULL)
    ac_hint_mark (self->hint, GTK_WIDGET (self), FALSE);
}

static void
show_empty (AcCloudNameRow *self)
{
  clear_error (self);
  show_icon (self, NULL, NULL);
  if (self->hint != NULL)
    ac_hint_set (self->hint, AC_HINT_KIND_PLAIN,
                 self->allow_empty ? _("Leave empty to get a generated name.") : NULL);
  set_valid (self, self->allow_empty);
}

static void
show_good (AcCloudNameRow *self,
           const char     *cloud_name)
{
  g_autofree char *address = g_strconcat ("res.cloudinary.com/", cloud_name, "/", NULL);
  g_autofree char *isolated = ac_isolate (address);
  /* Translators: %s is the beginning of an address */
  g_autofree char *text = g_strdup_printf (_("Delivery URLs: %s"), isolated);

  clear_error (self);
  show_icon (self, "emblem-ok-symbolic", "success");
  if (self->hint != NULL)
    ac_hint_set (self->hint, AC_HINT_KIND_PLAIN, text);
  set_valid (self, TRUE);
}

static void
show_warning (AcCloudNameRow *self,
              const char     *text)
{
  clear_error (self);
  show_icon (self, "dialog-warning-symbolic", "warning");
  if (self->hint != NULL)
    ac_hint_set (self->hint, AC_HINT_KIND_WARNING, text);
  set_valid (self, TRUE);
}

static void
check (AcCloudNameRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self));
  AcCloudNameProblem problem;

  if (*text == '\0')
    {
      show_empty (self);
      return;
    }

  problem = ac_cloud_name_check (text);
  if (ac_cloud_name_problem_blocks (problem))
    show_error (self, ac_cloud_name_problem_get_text (problem));
  else if (problem != AC_CLOUD_NAME_PROBLEM_NONE)
    show_warning (self, ac_cloud_name_problem_get_text (problem));
  else
    show_good (self, text);
}

static void
ac_cloud_name_row_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  AcCloudNameRow *self = AC_CLOUD_NAME_ROW (object);

  switch (prop_id)
    {
    case PROP_HINT:
      g_value_set_object (value, self->hint);
      break;
    case PROP_ALLOW_EMPTY:
      g_value_set_boolean (value, self->allow_empty);
      break;
    case PROP_VALID:
      g_value_set_boolean (value, self->valid);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_cloud_name_row_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  AcCloudNameRow *self = AC_CLOUD_NAME_ROW (object);
  gboolean changed = FALSE;

  switch (prop_id)
    {
    case PROP_HINT:
      changed = g_set_object (&self->hint, g_value_get_object (value));
      break;
    case PROP_ALLOW_EMPTY:
      changed = self->allow_empty != g_value_get_boolean (value);
      self->allow_empty = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }

  if (changed)
    {
      check (self);
      g_object_notify_by_pspec (object, pspec);
    }
}

static void
ac_cloud_name_row_dispose (GObject *object)
{
  AcCloudNameRow *self = AC_CLOUD_NAME_ROW (object);

  g_clear_object (&self->hint);

  G_OBJECT_CLASS (ac_cloud_name_row_parent_class)->dispose (object);
}

static void
ac_cloud_name_row_class_init (AcCloudNameRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ac_cloud_name_row_get_property;
  object_class->set_property = ac_cloud_name_row_set_property;
  object_class->dispose = ac_cloud_name_row_dispose;

  properties[PROP_HINT] =
    g_param_spec_object ("hint", NULL, NULL, AC_TYPE_HINT,
                         (G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));
  properties[PROP_ALLOW_EMPTY] =
    g_param_spec_boolean ("allow-empty", NULL, NULL, FALSE,
                          (G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));
  properties[PROP_VALID] =
    g_param_spec_boolean ("valid", NULL, NULL, FALSE,
                          (G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ac_cloud_name_row_init (AcCloudNameRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_entry_row_set_input_hints (ADW_ENTRY_ROW (self),
                                 GTK_INPUT_HINT_NO_SPELLCHECK | GTK_INPUT_HINT_NO_EMOJI | GTK_INPUT_HINT_LOWERCASE);

  /* What it shows is said by the hint, so that it is nothing to a screen reader. */
  self->icon = g_object_new (GTK_TYPE_IMAGE,
                             "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                             "visible", FALSE,
                             NULL);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), self->icon);

  g_signal_connect (self, "changed", G_CALLBACK (check), NULL);
}

/**
 * ac_cloud_name_row_get_valid:
 * @self: a row
 *
 * Returns: whether what stands in the row can be sent
 */
gboolean
ac_cloud_name_row_get_valid (AcCloudNameRow *self)
{
  g_return_val_if_fail (AC_IS_CLOUD_NAME_ROW (self), FALSE);

  return self->valid;
}

/**
 * ac_cloud_name_row_show_taken:
 * @self: a row
 *
 * Says that another account has the cloud name, which only the service can know.
 */
void
ac_cloud_name_row_show_taken (AcCloudNameRow *self)
{
  g_return_if_fail (AC_IS_CLOUD_NAME_ROW (self));

  show_error (self, _("This cloud name is already used by another Cloudinary account. Cloud names are unique worldwide."));
  gtk_widget_grab_focus (GTK_WIDGET (self));
}
