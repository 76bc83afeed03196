/* ac-form-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-form-dialog"

#include "config.h"

#include "ac-form-dialog-private.h"

#include <glib/gi18n.h>

#include "ac-compat.h"
#include "ac-confirm.h"
#include "ac-toast-host.h"

static void ac_form_dialog_buildable_init (GtkBuildableIface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (AcFormDialog, ac_form_dialog, ADW_TYPE_WINDOW,
                                  G_ADD_PRIVATE (AcFormDialog)
                                  G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, ac_form_dialog_buildable_init))

enum
{
  PROP_0,
  PROP_SUBTITLE,
  PROP_ACTION_LABEL,
  PROP_DESTRUCTIVE,
  PROP_VALID,
  PROP_DIRTY,
  PROP_BUSY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static GtkBuildableIface *parent_buildable_iface;

#define PRIV(self) ((AcFormDialogPrivate *) ac_form_dialog_get_instance_private (self))

AcFormDialogPrivate *
ac_form_dialog_get_private (AcFormDialog *self)
{
  return PRIV (self);
}

static void
update_action (AcFormDialog *self)
{
  AcFormDialogPrivate *priv = PRIV (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.submit", priv->valid && !priv->busy);
}

static void
update_cancel_label (AcFormDialog *self,
                     gboolean      has_action)
{
  AcFormDialogPrivate *priv = PRIV (self);
  const char *label = priv->cancel_label != NULL ? priv->cancel_label : _("_Cancel");

  gtk_button_set_label (priv->cancel_button, has_action ? label : _("_Close"));
}

/* Enter never does harm: only a harmless action is the default. */
static void
update_appearance (AcFormDialog *self)
{
  AcFormDialogPrivate *priv = PRIV (self);

  gtk_widget_remove_css_class (priv->action_button, priv->destructive ? "suggested-action" : "destructive-action");
  gtk_widget_add_css_class (priv->action_button, priv->destructive ? "destructive-action" : "suggested-action");
  gtk_window_set_default_widget (GTK_WINDOW (self), priv->destructive ? NULL : priv->action_button);
}

static void
cancel_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  ac_form_dialog_finish (AC_FORM_DIALOG (widget));
}

static void
submit_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  AcFormDialog *self = AC_FORM_DIALOG (widget);

  if (PRIV (self)->done)
    ac_form_dialog_finish (self);
  else if (PRIV (self)->valid && !PRIV (self)->busy)
    AC_FORM_DIALOG_GET_CLASS (self)->submit (self);
}

static gboolean
on_submit_key_cb (GtkWidget *widget,
                  GVariant  *args,
                  gpointer   user_data)
{
  if (PRIV (AC_FORM_DIALOG (widget))->destructive)
    return FALSE;

  return gtk_widget_activate_action (widget, "form.submit", NULL);
}

static void
on_discard_confirmed_cb (GObject      *source,
                         GAsyncResult *result,
                         gpointer      user_data)
{
  g_autoptr(AcFormDialog) self = user_data;

  PRIV (self)->asking = FALSE;
  if (ac_confirm_finish (result, NULL))
    ac_form_dialog_finish (self);
}

static void
ask_to_discard (AcFormDialog *self)
{
  AcConfirm question = { 0 };

  question.heading = _("Discard Changes?");
  question.body = _("What you typed is not saved.");
  question.verb = _("Discard");
  question.destructive = TRUE;

  PRIV (self)->asking = TRUE;
  ac_confirm_async (GTK_WIDGET (self), &question, PRIV (self)->cancellable,
                    on_discard_confirmed_cb, g_object_ref (self));
}

static gboolean
ac_form_dialog_close_request (GtkWindow *window)
{
  AcFormDialog *self = AC_FORM_DIALOG (window);
  AcFormDialogPrivate *priv = PRIV (self);

  if (priv->asking)
    return TRUE;

  if (priv->dirty && !priv->busy && !priv->finished && !priv->done)
    {
      ask_to_discard (self);
      return TRUE;
    }

  g_cancellable_cancel (priv->cancellable);

  return GTK_WINDOW_CLASS (ac_form_dialog_parent_class)->close_request (window);
}

/* GTK gives Enter to the default widget before a list's row sees it, but on a row it belongs to the row. */
static void
ac_form_dialog_activate_default (GtkWindow *window)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  if (!GTK_IS_LIST_BOX_ROW (focus) || !gtk_widget_activate (focus))
    GTK_WINDOW_CLASS (ac_form_dialog_parent_class)->activate_default (window);
}

static void
ac_form_dialog_add_child (GtkBuildable *buildable,
                          GtkBuilder   *builder,
                          GObject      *child,
                          const char   *type)
{
  AcFormDialogPrivate *priv = PRIV (AC_FORM_DIALOG (buildable));

  if (GTK_IS_WIDGET (child) && priv->form_bin != NULL)
    adw_bin_set_child (priv->form_bin, GTK_WIDGET (child));
  else
    parent_buildable_iface->add_child (buildable, builder, child, type);
}

static void
ac_form_dialog_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable_iface = g_type_interface_peek_parent (iface);
  iface->add_child = ac_form_dialog_add_child;
}

static void
ac_form_dialog_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  AcFormDialogPrivate *priv = PRIV (AC_FORM_DIALOG (object));

  switch (prop_id)
    {
    case PROP_SUBTITLE:
      g_value_set_string (value, adw_window_title_get_subtitle (priv->window_title));
      break;
    case PROP_ACTION_LABEL:
      g_value_set_string (value, gtk_label_get_label (priv->action_label));
      break;
    case PROP_DESTRUCTIVE:
      g_value_set_boolean (value, priv->destructive);
      break;
    case PROP_VALID:
      g_value_set_boolean (value, priv->valid);
      break;
    case PROP_DIRTY:
      g_value_set_boolean (value, priv->dirty);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, priv->busy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_form_dialog_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  AcFormDialog *self = AC_FORM_DIALOG (object);

  switch (prop_id)
    {
    case PROP_SUBTITLE:
      ac_form_dialog_set_subtitle (self, g_value_get_string (value));
      break;
    case PROP_ACTION_LABEL:
      ac_form_dialog_set_action_label (self, g_value_get_string (value));
      break;
    case PROP_DESTRUCTIVE:
      ac_form_dialog_set_destructive (self, g_value_get_boolean (value));
      break;
    case PROP_VALID:
      ac_form_dialog_set_valid (self, g_value_get_boolean (value));
      break;
    case PROP_DIRTY:
      ac_form_dialog_set_dirty (self, g_value_get_boolean (value));
      break;
    case PROP_BUSY:
      ac_form_dialog_set_busy (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_form_dialog_dispose (GObject *object)
{
  AcFormDialog *self = AC_FORM_DIALOG (object);
  AcFormDialogPrivate *priv = PRIV (self);

  g_cancellable_cancel (priv->cancellable);
  g_clear_weak_pointer (&priv->saved_focus);

  G_OBJECT_CLASS (ac_form_dialog_parent_class)->dispose (object);
}

static void
ac_form_dialog_finalize (GObject *object)
{
  AcFormDialog *self = AC_FORM_DIALOG (object);

  g_free (PRIV (self)->cancel_label);
  g_clear_object (&PRIV (self)->cancellable);

  G_OBJECT_CLASS (ac_form_dialog_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, flags);
  properties[PROP_ACTION_LABEL] = g_param_spec_string ("action-label", NULL, NULL, NULL, flags);
  properties[PROP_DESTRUCTIVE] = g_param_spec_boolean ("destructive", NULL, NULL, FALSE, flags);
  properties[PROP_VALID] = g_param_spec_boolean ("valid", NULL, NULL, FALSE, flags);
  properties[PROP_DIRTY] = g_param_spec_boolean ("dirty", NULL, NULL, FALSE, flags);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ac_form_dialog_class_init (AcFormDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkWindowClass *window_class = GTK_WINDOW_CLASS (klass);

  object_class->get_property = ac_form_dialog_get_property;
  object_class->set_property = ac_form_dialog_set_property;
  object_class->dispose = ac_form_dialog_dispose;
  object_class->finalize = ac_form_dialog_finalize;

  window_class->activate_default = ac_form_dialog_activate_default;
  window_class->close_request = ac_form_dialog_close_request;

  install_properties (object_class);

  g_type_ensure (AC_TYPE_TOAST_HOST);
  gtk_widget_class_set_template_from_resource (widget_class, AC_RESOURCE_PATH "/widgets/ac-form-dialog.ui");
  gtk_widget_class_bind_template_child_private (widget_class, AcFormDialog, window_title);
  gtk_widget_class_bind_template_child_private (widget_class, AcFormDialog, cancel_button);
  gtk_widget_class_bind_template_child_private (widget_class, AcFormDialog, action_button);
  gtk_widget_class_bind_template_child_private (widget_class, AcFormDialog, action_stack);
  gtk_widget_class_bind_template_child_private (widget_class, AcFormDialog, action_label);
  gtk_widget_class_bind_template_child_private (widget_class, AcFormDialog, spinner);
  gtk_widget_class_bind_template_child_private (widget_class, AcFormDialog, notice_revealer);
  gtk_widget_class_bind_template_child_private (widget_class, AcFormDialog, notice_label);
  gtk_widget_class_bind_template_child_private (widget_class, AcFormDialog, notice_box);
  gtk_widget_class_bind_template_child_private (widget_class, AcFormDialog, notice_button);
  gtk_widget_class_bind_template_child_private (widget_class, AcFormDialog, form_bin);

  gtk_widget_class_install_action (widget_class, "form.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "form.submit", NULL, submit_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, on_submit_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, on_submit_key_cb, NULL);
}

static void
ac_form_dialog_init (AcFormDialog *self)
{
  AcFormDialogPrivate *priv = PRIV (self);

  priv->cancellable = g_cancellable_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  update_appearance (self);
  update_action (self);
}

/**
 * ac_form_dialog_set_subtitle:
 * @self: a dialog
 * @subtitle: (nullable): the object that it is about; plain text
 */
void
ac_form_dialog_set_subtitle (AcFormDialog *self,
                             const char   *subtitle)
{
  AcFormDialogPrivate *priv;

  g_return_if_fail (AC_IS_FORM_DIALOG (self));

  priv = PRIV (self);
  subtitle = subtitle != NULL ? subtitle : "";
  if (g_strcmp0 (subtitle, adw_window_title_get_subtitle (priv->window_title)) == 0)
    return;

  adw_window_title_set_subtitle (priv->window_title, subtitle);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUBTITLE]);
}

/**
 * ac_form_dialog_set_action_label:
 * @self: a dialog
 * @action_label: (nullable): what it does; %NULL: nothing, and Cancel becomes Close
 */
void
ac_form_dialog_set_action_label (AcFormDialog *self,
                                 const char   *action_label)
{
  AcFormDialogPrivate *priv;

  g_return_if_fail (AC_IS_FORM_DIALOG (self));

  priv = PRIV (self);
  gtk_widget_set_visible (priv->action_button, action_label != NULL);
  update_cancel_label (self, action_label != NULL);
  if (g_strcmp0 (action_label, gtk_label_get_label (priv->action_label)) == 0)
    return;

  gtk_label_set_label (priv->action_label, action_label != NULL ? action_label : "");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTION_LABEL]);
}

/**
 * ac_form_dialog_get_valid:
 * @self: a dialog
 *
 * Returns: whether the action can be done with what was entered
 */
gboolean
ac_form_dialog_get_valid (AcFormDialog *self)
{
  g_return_val_if_fail (AC_IS_FORM_DIALOG (self), FALSE);

  return PRIV (self)->valid;
}

/**
 * ac_form_dialog_set_valid:
 * @self: a dialog
 * @valid: whether the action can be done with what was entered
 */
void
ac_form_dialog_set_valid (AcFormDialog *self,
                          gboolean      valid)
{
  g_return_if_fail (AC_IS_FORM_DIALOG (self));

  if (PRIV (self)->valid == valid)
    return;

  PRIV (self)->valid = valid;
  update_action (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALID]);
}

/**
 * ac_form_dialog_set_destructive:
 * @self: a dialog
 * @destructive: whether the action does harm; then Enter doesn't act
 */
void
ac_form_dialog_set_destructive (AcFormDialog *self,
                                gboolean      destructive)
{
  AcFormDialogPrivate *priv;

  g_return_if_fail (AC_IS_FORM_DIALOG (self));

  priv = PRIV (self);
  if (priv->destructive == destructive)
    return;

  priv->destructive = destructive;
  update_appearance (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESTRUCTIVE]);
}

/**
 * ac_form_dialog_set_cancel_label:
 * @self: a dialog
 * @cancel_label: what the button that leaves it says instead of Cancel, when nothing is lost by that
 */
void
ac_form_dialog_set_cancel_label (AcFormDialog *self,
                                 const char   *cancel_label)
{
  g_return_if_fail (AC_IS_FORM_DIALOG (self));
  g_return_if_fail (cancel_label != NULL);

  g_set_str (&PRIV (self)->cancel_label, cancel_label);
  update_cancel_label (self, TRUE);
}

/**
 * ac_form_dialog_set_action_reason:
 * @self: a dialog
 * @reason: (nullable): why the action can't be used
 */
void
ac_form_dialog_set_action_reason (AcFormDialog *self,
                                  const char   *reason)
{
  GtkWidget *button;

  g_return_if_fail (AC_IS_FORM_DIALOG (self));

  button = PRIV (self)->action_button;
  gtk_widget_set_tooltip_text (button, reason);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, reason != NULL ? reason : "",
                                  -1);
}

/**
 * ac_form_dialog_get_dirty:
 * @self: a dialog
 *
 * Returns: whether something was typed that would be lost
 */
gboolean
ac_form_dialog_get_dirty (AcFormDialog *self)
{
  g_return_val_if_fail (AC_IS_FORM_DIALOG (self), FALSE);

  return PRIV (self)->dirty;
}

/**
 * ac_form_dialog_set_dirty:
 * @self: a dialog
 * @dirty: whether something was typed that would be lost
 */
void
ac_form_dialog_set_dirty (AcFormDialog *self,
                          gboolean      dirty)
{
  g_return_if_fail (AC_IS_FORM_DIALOG (self));

  if (PRIV (self)->dirty == dirty)
    return;

  PRIV (self)->dirty = dirty;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DIRTY]);
}

/**
 * ac_form_dialog_get_busy:
 * @self: a dialog
 *
 * Returns: whether the action is under way
 */
gboolean
ac_form_dialog_get_busy (AcFormDialog *self)
{
  g_return_val_if_fail (AC_IS_FORM_DIALOG (self), FALSE);

  return PRIV (self)->busy;
}

/**
 * ac_form_dialog_set_busy:
 * @self: a dialog
 * @busy: whether the action is under way
 */
void
ac_form_dialog_set_busy (AcFormDialog *self,
                         gboolean      busy)
{
  AcFormDialogPrivate *priv;

  g_return_if_fail (AC_IS_FORM_DIALOG (self));

  priv = PRIV (self);
  if (priv->busy == busy)
    return;

  priv->busy = busy;
  if (busy)
    {
      /* An entry that becomes insensitive is never told that it lost the focus (GTK 4.8); and Cancel is what
       * can be done now. */
      g_set_weak_pointer (&priv->saved_focus, gtk_window_get_focus (GTK_WINDOW (self)));
      gtk_widget_grab_focus (GTK_WIDGET (priv->cancel_button));
    }

  gtk_widget_set_sensitive (GTK_WIDGET (priv->form_bin), !busy);
  gtk_spinner_set_spinning (priv->spinner, busy);
  gtk_stack_set_visible_child_name (priv->action_stack, busy ? "busy" : "label");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_BUSY, busy, -1);
  update_action (self);

  if (!busy && priv->saved_focus != NULL)
    gtk_widget_grab_focus (priv->saved_focus);
  if (!busy)
    g_clear_weak_pointer (&priv->saved_focus);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/**
 * ac_form_dialog_get_cancellable:
 * @self: a dialog
 *
 * Returns: (transfer none): what is cancelled when the dialog goes away
 */
GCancellable *
ac_form_dialog_get_cancellable (AcFormDialog *self)
{
  g_return_val_if_fail (AC_IS_FORM_DIALOG (self), NULL);

  return PRIV (self)->cancellable;
}

/**
 * ac_form_dialog_set_done:
 * @self: a dialog
 * @close_label: what the button that closes it says: “Done”
 *
 * Says that what the dialog is for has been done. There is nothing to cancel or to discard any more.
 */
void
ac_form_dialog_set_done (AcFormDialog *self,
                         const char   *close_label)
{
  AcFormDialogPrivate *priv;

  g_return_if_fail (AC_IS_FORM_DIALOG (self));
  g_return_if_fail (close_label != NULL);

  priv = PRIV (self);
  priv->done = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (priv->cancel_button), FALSE);
  ac_form_dialog_set_destructive (self, FALSE);
  ac_form_dialog_set_notice (self, NULL, NULL, NULL);
  /* What had the focus is of the form that was, and may still be seen while the next one comes. */
  g_clear_weak_pointer (&priv->saved_focus);
  ac_form_dialog_set_busy (self, FALSE);
  ac_form_dialog_set_valid (self, TRUE);
  ac_form_dialog_set_action_label (self, close_label);
  gtk_widget_grab_focus (GTK_WIDGET (priv->action_button));
}

/**
 * ac_form_dialog_finish:
 * @self: a dialog
 *
 * Closes the dialog, whatever was typed.
 */
void
ac_form_dialog_finish (AcFormDialog *self)
{
  g_return_if_fail (AC_IS_FORM_DIALOG (self));

  PRIV (self)->finished = TRUE;
  PRIV (self)->asking = FALSE;
  gtk_window_close (GTK_WINDOW (self));
}
