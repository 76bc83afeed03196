/* ac-preferences-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-preferences-window"

#include "config.h"

#include <glib/gi18n.h>

#include "ac-preferences-window.h"

#include "ac-duration-row.h"
#include "ac-messages.h"
#include "ac-password-check.h"

#define ASK "ask-before-showing-secrets"

static const int hide_values[] = { 10, 30, 60, -1 };
static const int clear_values[] = { 30, 60, 120, 0, -1 };
static const int rotate_values[] = { 60, 90, 180, 0, -1 };
static const int overdue_values[] = { 90, 180, 365, 0, -1 };

struct _AcPreferencesWindow
{
  AdwPreferencesWindow parent_instance;

  GSettings *settings;
  GCancellable *cancellable; /* until the window is closed */
  gboolean can_ask;          /* the password can be asked for on this computer */

  AcDurationRow *hide_row;
  AcDurationRow *clear_row;
  AdwActionRow *ask_row;
  GtkSwitch *ask_switch;
  AcDurationRow *rotate_row;
  AcDurationRow *overdue_row;
};

/* (nullable) (unowned) */
static AcPreferencesWindow *open_window;

G_DEFINE_FINAL_TYPE (AcPreferencesWindow, ac_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

static const char *
get_reason (const GError *error)
{
  if (g_error_matches (error, AC_PASSWORD_ERROR, AC_PASSWORD_ERROR_NO_BUS))
    /* Translators: polkit is the name of a service; it asks for passwords */
    return _("This computer has no system bus, over which polkit could be asked.");
  if (g_error_matches (error, AC_PASSWORD_ERROR, AC_PASSWORD_ERROR_NOT_INSTALLED))
    return _("The rule for it is not installed on this computer.");

  return _("No polkit service runs on this computer.");
}

/* It can always be turned off where nobody can be asked: else no secret could ever be shown. */
static void
update_ask (AcPreferencesWindow *self)
{
  gboolean asks = g_settings_get_boolean (self->settings, ASK);

  gtk_switch_set_active (self->ask_switch, asks);
  gtk_switch_set_state (self->ask_switch, asks);
  gtk_widget_set_sensitive (GTK_WIDGET (self->ask_switch), self->can_ask || asks);
}

static void
on_found_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(AcPreferencesWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean can_ask = ac_password_check_find_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->can_ask = can_ask;
  adw_action_row_set_subtitle (self->ask_row, can_ask ? _("And before copying them") : get_reason (error));
  update_ask (self);
}

static void
on_asked_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(AcPreferencesWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (ac_password_check_ask_finish (result, &error))
    {
      g_settings_set_boolean (self->settings, ASK, FALSE);
      return;
    }
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  update_ask (self);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  sentence = ac_message_for_error (error);
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), adw_toast_new (sentence));
}

/* Who may not see secrets without the password may not turn the question off without it either. */
static gboolean
on_ask_state_set_cb (AcPreferencesWindow *self,
                     gboolean             state)
{
  if (state == g_settings_get_boolean (self->settings, ASK))
    return FALSE;

  if (state || !self->can_ask)
    g_settings_set_boolean (self->settings, ASK, state);
  else
    ac_password_check_ask_async (self->cancellable, on_asked_cb, g_object_ref (self));

  return TRUE;
}

static void
update_minimum (AcPreferencesWindow *self)
{
  ac_duration_row_set_minimum (self->overdue_row, g_settings_get_uint (self->settings, "rotate-keys-after"));
}

static void
on_rotate_chosen_cb (AcPreferencesWindow *self)
{
  update_minimum (self);
  ac_duration_row_raise (self->overdue_row);
}

/* It is closed. GTK lets go of it, but who is being asked for the password still holds it. */
static void
ac_preferences_window_unmap (GtkWidget *widget)
{
  AcPreferencesWindow *self = AC_PREFERENCES_WINDOW (widget);

  g_cancellable_cancel (self->cancellable);
  if (open_window == self)
    open_window = NULL;

  GTK_WIDGET_CLASS (ac_preferences_window_parent_class)->unmap (widget);
}

static void
ac_preferences_window_finalize (GObject *object)
{
  AcPreferencesWindow *self = AC_PREFERENCES_WINDOW (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (ac_preferences_window_parent_class)->finalize (object);
}

static void
ac_preferences_window_class_init (AcPreferencesWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = ac_preferences_window_finalize;
  widget_class->unmap = ac_preferences_window_unmap;

  g_type_ensure (AC_TYPE_DURATION_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, AC_RESOURCE_PATH "/shell/ac-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AcPreferencesWindow, hide_row);
  gtk_widget_class_bind_template_child (widget_class, AcPreferencesWindow, clear_row);
  gtk_widget_class_bind_template_child (widget_class, AcPreferencesWindow, ask_row);
  gtk_widget_class_bind_template_child (widget_class, AcPreferencesWindow, ask_switch);
  gtk_widget_class_bind_template_child (widget_class, AcPreferencesWindow, rotate_row);
  gtk_widget_class_bind_template_child (widget_class, AcPreferencesWindow, overdue_row);
  gtk_widget_class_bind_template_callback (widget_class, on_ask_state_set_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_rotate_chosen_cb);
}

static void
ac_preferences_window_init (AcPreferencesWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static AcPreferencesWindow *
create_window (GSettings *settings)
{
  AcPreferencesWindow *self = g_object_new (AC_TYPE_PREFERENCES_WINDOW, NULL);

  self->settings = g_object_ref (settings);
  ac_duration_row_bind (self->hide_row, settings, "hide-secrets-after", AC_DURATION_UNIT_SECONDS, hide_values);
  ac_duration_row_bind (self->clear_row, settings, "clear-clipboard-after", AC_DURATION_UNIT_SECONDS, clear_values);
  ac_duration_row_bind (self->rotate_row, settings, "rotate-keys-after", AC_DURATION_UNIT_DAYS, rotate_values);
  ac_duration_row_bind (self->overdue_row, settings, "keys-overdue-after", AC_DURATION_UNIT_DAYS, overdue_values);
  g_signal_connect_object (settings, "changed::rotate-keys-after", G_CALLBACK (update_minimum), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::" ASK, G_CALLBACK (update_ask), self, G_CONNECT_SWAPPED);
  update_minimum (self);
  update_ask (self);
  ac_password_check_find_async (self->cancellable, on_found_cb, g_object_ref (self));

  return self;
}

/* Not GTK's destroy-with-parent, which leaves a dangling parent (GTK 4.8) when somebody still holds the window. */
static void
on_parent_destroyed_cb (AcPreferencesWindow *self)
{
  gtk_window_set_transient_for (GTK_WINDOW (self), NULL);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
join_parent (AcPreferencesWindow *self,
             GtkWindow           *parent)
{
  int parent_width = gtk_widget_get_width (GTK_WIDGET (parent));
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (parent_width > 0 && parent_width < width)
    gtk_window_set_default_size (GTK_WINDOW (self), parent_width, height);
  gtk_window_set_transient_for (GTK_WINDOW (self), parent);
  g_signal_connect_object (parent, "destroy", G_CALLBACK (on_parent_destroyed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * ac_preferences_window_present:
 * @parent: (nullable): the window it belongs to
 * @settings: the settings of the program
 *
 * Shows the preferences. There is one window of them.
 */
void
ac_preferences_window_present (GtkWindow *parent,
                               GSettings *settings)
{
  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));
  g_return_if_fail (G_IS_SETTINGS (settings));

  if (open_window == NULL)
    {
      open_window = create_window (settings);
      if (parent != NULL)
        join_parent (open_window, parent);
    }
  gtk_window_present (GTK_WINDOW (open_window));
}
