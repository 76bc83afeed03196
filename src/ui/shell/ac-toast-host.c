/* ac-toast-host.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-toast-host"

#include "config.h"

#include <glib/gi18n.h>

#include "ac-toast-host.h"

#define SECONDS_PLAIN 4
#define SECONDS_WITH_BUTTON 8

/* What one toast's button does; owned by the toast's signal connection. */
typedef struct
{
  void (*activated) (gpointer data);
  gpointer data;
  GDestroyNotify destroy;
} Offer;

struct _AcToastHost
{
  GtkWidget parent_instance;

  AdwToastOverlay *overlay;

  /* The toast with a button, while it is shown */
  AdwToast *offer_toast; /* (nullable) (owned) */
  Offer *offer;          /* (nullable): owned by offer_toast */
  gboolean offer_is_undo;
};

static void ac_toast_host_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AcToastHost, ac_toast_host, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, ac_toast_host_buildable_init))

enum
{
  PROP_0,
  PROP_CHILD,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static GtkBuildableIface *parent_buildable_iface;

static void
offer_free (gpointer  data,
            GClosure *closure)
{
  Offer *offer = data;

  if (offer->destroy != NULL)
    offer->destroy (offer->data);
  g_free (offer);
}

static void
offer_activate (Offer *offer)
{
  void (*activated) (gpointer data) = g_steal_pointer (&offer->activated);

  if (activated != NULL)
    activated (offer->data);
}

static void
on_toast_button_clicked_cb (AdwToast *toast,
                            Offer    *offer)
{
  offer_activate (offer);
}

static void
on_toast_dismissed_cb (AdwToast    *toast,
                       AcToastHost *self)
{
  if (toast != self->offer_toast)
    return;

  self->offer = NULL;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "toast.undo", FALSE);
  g_clear_object (&self->offer_toast);
}

static void
undo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  AcToastHost *self = AC_TOAST_HOST (widget);
  g_autoptr(AdwToast) toast = NULL;

  if (self->offer_toast == NULL || !self->offer_is_undo)
    return;

  /* Kept, for dismissing lets go of it and of the offer. */
  toast = g_object_ref (self->offer_toast);
  offer_activate (self->offer);
  adw_toast_dismiss (toast);
}

/* AdwToast parses its title as markup; a name like “Catalogue & Print” must come out as it is. */
static AdwToast *
create_toast (const char       *text,
              AdwToastPriority  priority,
              guint             seconds)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (escaped);

  adw_toast_set_priority (toast, priority);
  adw_toast_set_timeout (toast, seconds);

  return toast;
}

static void
ac_toast_host_add_child (GtkBuildable *buildable,
                         GtkBuilder   *builder,
                         GObject      *child,
                         const char   *type)
{
  if (GTK_IS_WIDGET (child))
    ac_toast_host_set_child (AC_TOAST_HOST (buildable), GTK_WIDGET (child));
  else
    parent_buildable_iface->add_child (buildable, builder, child, type);
}

static void
ac_toast_host_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable_iface = g_type_interface_peek_parent (iface);
  iface->add_child = ac_toast_host_add_child;
}

static void
ac_toast_host_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  AcToastHost *self = AC_TOAST_HOST (object);

  switch (prop_id)
    {
    case PROP_CHILD:
      g_value_set_object (value, ac_toast_host_get_child (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_toast_host_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  AcToastHost *self = AC_TOAST_HOST (object);

  switch (prop_id)
    {
    case PROP_CHILD:
      ac_toast_host_set_child (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_toast_host_dispose (GObject *object)
{
  AcToastHost *self = AC_TOAST_HOST (object);

  if (self->overlay != NULL)
    ac_toast_host_clear (self);
  g_clear_pointer ((GtkWidget **) &self->overlay, gtk_widget_unparent);

  G_OBJECT_CLASS (ac_toast_host_parent_class)->dispose (object);
}

static void
ac_toast_host_class_init (AcToastHostClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ac_toast_host_get_property;
  object_class->set_property = ac_toast_host_set_property;
  object_class->dispose = ac_toast_host_dispose;

  properties[PROP_CHILD] =
    g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                         (G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "toast.undo", NULL, undo_action);
}

static void
ac_toast_host_init (AcToastHost *self)
{
  GtkEventController *shortcuts;

  self->overlay = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->overlay), GTK_WIDGET (self));

  /* In the bubble phase: an entry that has the focus undoes its own text first. */
  shortcuts = gtk_shortcut_controller_new ();
  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (shortcuts), GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (shortcuts),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_z, GDK_CONTROL_MASK),
                                                          gtk_named_action_new ("toast.undo")));
  gtk_widget_add_controller (GTK_WIDGET (self), shortcuts);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "toast.undo", FALSE);
}

/**
 * ac_toast_host_new:
 *
 * Returns: (transfer floating): a host without a child
 */
GtkWidget *
ac_toast_host_new (void)
{
  return g_object_new (AC_TYPE_TOAST_HOST, NULL);
}

/**
 * ac_toast_host_find:
 * @widget: a widget
 *
 * Returns: (transfer none) (nullable): the toast host around @widget
 */
AcToastHost *
ac_toast_host_find (GtkWidget *widget)
{
  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  return (AcToastHost *) gtk_widget_get_ancestor (widget, AC_TYPE_TOAST_HOST);
}

/**
 * ac_toast_host_get_child:
 * @self: a toast host
 *
 * Returns: (transfer none) (nullable): what the toasts are shown over
 */
GtkWidget *
ac_toast_host_get_child (AcToastHost *self)
{
  g_return_val_if_fail (AC_IS_TOAST_HOST (self), NULL);

  return adw_toast_overlay_get_child (self->overlay);
}

/**
 * ac_toast_host_set_child:
 * @self: a toast host
 * @child: (nullable): what the toasts are shown over
 */
void
ac_toast_host_set_child (AcToastHost *self,
                         GtkWidget   *child)
{
  g_return_if_fail (AC_IS_TOAST_HOST (self));

  if (adw_toast_overlay_get_child (self->overlay) == child)
    return;

  adw_toast_overlay_set_child (self->overlay, child);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHILD]);
}

/**
 * ac_toast_host_show:
 * @self: a toast host
 * @text: plain text
 * @priority: %ADW_TOAST_PRIORITY_HIGH for failures, which are shown before what waits
 */
void
ac_toast_host_show (AcToastHost      *self,
                    const char       *text,
                    AdwToastPriority  priority)
{
  g_return_if_fail (AC_IS_TOAST_HOST (self));
  g_return_if_fail (text != NULL);

  adw_toast_overlay_add_toast (self->overlay, create_toast (text, priority, SECONDS_PLAIN));
}

/**
 * ac_toast_host_show_button:
 * @self: a toast host
 * @text: plain text
 * @button_label: the button's label; with the translation of “Undo” Ctrl+Z does the same
 * @activated: (closure data): what the button does; runs at most once
 * @data: for @activated
 * @destroy: (nullable): frees @data when the toast is gone
 */
void
ac_toast_host_show_button (AcToastHost     *self,
                           const char      *text,
                           const char      *button_label,
                           void           (*activated) (gpointer data),
                           gpointer         data,
                           GDestroyNotify   destroy)
{
  AdwToast *toast;
  Offer *offer;

  g_return_if_fail (AC_IS_TOAST_HOST (self));
  g_return_if_fail (text != NULL);
  g_return_if_fail (button_label != NULL);
  g_return_if_fail (activated != NULL);

  ac_toast_host_clear (self);

  offer = g_new0 (Offer, 1);
  offer->activated = activated;
  offer->data = data;
  offer->destroy = destroy;

  /* High, so that it doesn't wait behind others while Ctrl+Z would already undo. */
  toast = create_toast (text, ADW_TOAST_PRIORITY_HIGH, SECONDS_WITH_BUTTON);
  adw_toast_set_button_label (toast, button_label);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (on_toast_button_clicked_cb), offer, offer_free, 0);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (on_toast_dismissed_cb), self, 0);

  self->offer_toast = g_object_ref (toast);
  self->offer = offer;
  self->offer_is_undo = g_str_equal (button_label, _("Undo"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "toast.undo", self->offer_is_undo);

  adw_toast_overlay_add_toast (self->overlay, toast);
}

/**
 * ac_toast_host_clear:
 * @self: a toast host
 *
 * Takes away the toast with a button, if one is shown, without doing what it offers.
 */
void
ac_toast_host_clear (AcToastHost *self)
{
  g_autoptr(AdwToast) toast = NULL;

  g_return_if_fail (AC_IS_TOAST_HOST (self));

  toast = g_steal_pointer (&self->offer_toast);
  if (toast == NULL)
    return;

  self->offer = NULL;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "toast.undo", FALSE);
  adw_toast_dismiss (toast);
}
