/* ac-connection-group.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-connection-group"

#include "config.h"

#include "ac-connection-group.h"

#include <glib/gi18n.h>

#include "ac-dates.h"
#include "ac-error.h"
#include "ac-key-rotations.h"
#include "ac-messages.h"
#include "ac-window.h"

struct _AcConnectionGroup
{
  AdwPreferencesGroup parent_instance;

  AcAccount *account;        /* (nullable) */
  GCancellable *cancellable; /* (nullable): while it is tested */

  AdwActionRow *status_row;
  GtkSpinner *spinner;
  AdwActionRow *kept_row;
  AdwActionRow *rotate_row;
  GtkButton *rotate_button;
};

G_DEFINE_FINAL_TYPE (AcConnectionGroup, ac_connection_group, ADW_TYPE_PREFERENCES_GROUP)

/* @sentence: what was found out now. */
static void
show_status (AcConnectionGroup *self,
             const char        *sentence)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *when = ac_format_when (now);
  /* Translators: %1$s is a whole sentence, and %2$s a time, as “today, 09:42” */
  g_autofree char *text = g_strdup_printf (_("%1$s Checked %2$s."), sentence, when);

  adw_action_row_set_subtitle (self->status_row, text);
}

static void
on_tested_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(AcConnectionGroup) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *sentence = NULL;
  AcKeyTest answer = ac_account_test_key_finish (AC_ACCOUNT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  gtk_spinner_set_spinning (self->spinner, FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "connection.test", TRUE);
  if (error != NULL)
    sentence = ac_message_for_error (error);
  else if (answer == AC_KEY_TEST_NOT_PERMITTED)
    sentence = g_strdup (_("The key works, but its role may not list product environments."));
  else
    sentence = g_strdup (_("The key works."));
  show_status (self, sentence);
}

static void
test_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  AcConnectionGroup *self = AC_CONNECTION_GROUP (widget);
  AcClient *client = ac_account_get_client (self->account);

  self->cancellable = g_cancellable_new ();
  gtk_widget_action_set_enabled (widget, "connection.test", FALSE);
  gtk_spinner_set_spinning (self->spinner, TRUE);
  ac_account_test_key_async (self->account, ac_client_get_credentials (client), NULL, self->cancellable,
                             on_tested_cb, g_object_ref (self));
}

static void
show_kept (AcConnectionGroup *self)
{
  AcSession *session = ac_window_find_session (GTK_WIDGET (self));
  gboolean remembered = session != NULL &&
                        ac_session_is_remembered (session, ac_account_get_known_account (self->account));

  adw_action_row_set_subtitle (self->kept_row,
                               remembered ? _("In the system keyring") : _("In this program’s memory, until you quit"));
}

static void
ac_connection_group_map (GtkWidget *widget)
{
  AcConnectionGroup *self = AC_CONNECTION_GROUP (widget);

  GTK_WIDGET_CLASS (ac_connection_group_parent_class)->map (widget);

  if (self->account != NULL)
    show_kept (self);
}

static void
ac_connection_group_dispose (GObject *object)
{
  AcConnectionGroup *self = AC_CONNECTION_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (ac_connection_group_parent_class)->dispose (object);
}

static void
ac_connection_group_class_init (AcConnectionGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ac_connection_group_dispose;
  widget_class->map = ac_connection_group_map;

  gtk_widget_class_set_template_from_resource (widget_class, AC_RESOURCE_PATH "/pages/keys/ac-connection-group.ui");
  gtk_widget_class_bind_template_child (widget_class, AcConnectionGroup, status_row);
  gtk_widget_class_bind_template_child (widget_class, AcConnectionGroup, spinner);
  gtk_widget_class_bind_template_child (widget_class, AcConnectionGroup, kept_row);
  gtk_widget_class_bind_template_child (widget_class, AcConnectionGroup, rotate_row);
  gtk_widget_class_bind_template_child (widget_class, AcConnectionGroup, rotate_button);
  gtk_widget_class_install_action (widget_class, "connection.test", NULL, test_action);
}

static void
ac_connection_group_init (AcConnectionGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ac_connection_group_set_account:
 * @self: a group
 * @account: a connected account
 */
void
ac_connection_group_set_account (AcConnectionGroup *self,
                                 AcAccount         *account)
{
  g_return_if_fail (AC_IS_CONNECTION_GROUP (self));
  g_return_if_fail (AC_IS_ACCOUNT (account));

  if (!g_set_object (&self->account, account))
    return;

  /* It was accepted when the program connected. */
  show_status (self, _("The key works."));
}

/**
 * ac_connection_group_show_rotation:
 * @self: a group
 * @rotation: (nullable): the rotation of an account key that is under way
 */
void
ac_connection_group_show_rotation (AcConnectionGroup *self,
                                   AcRotation        *rotation)
{
  gboolean open = ac_key_rotations_is_open (rotation);
  g_autofree char *badge = open ? ac_key_rotations_format_badge (rotation) : NULL;

  g_return_if_fail (AC_IS_CONNECTION_GROUP (self));

  adw_action_row_set_subtitle (self->rotate_row, open ? badge : _("Replaces it by a new one in four steps"));
  gtk_button_set_label (self->rotate_button, open ? _("Continue Rotation…") : _("Rotate…"));
}
