/* ac-save-connection-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-save-connection-row"

#include "config.h"

#include "ac-save-connection-row.h"

#include <glib/gi18n.h>

#include "ac-messages.h"
#include "ac-window.h"

struct _AcSaveConnectionRow
{
  AdwActionRow parent_instance;

  AcKeySecrets *secrets;

  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (AcSaveConnectionRow, ac_save_connection_row, ADW_TYPE_ACTION_ROW)

static void
show_saved (AcSaveConnectionRow *self)
{
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), _("Saved. The account switcher offers it from now on."));
  gtk_widget_set_visible (self->button, FALSE);
}

static gboolean
is_saved (AcSaveConnectionRow *self,
          AcSession           *session)
{
  AcAccount *account = ac_key_secrets_get_account (self->secrets);
  g_autoptr(GListModel) connections = ac_session_get_connections (session, ac_account_get_id (account));
  guint n = g_list_model_get_n_items (connections);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(AcKnownAccount) known = g_list_model_get_item (connections, i);

      if (g_str_equal (ac_known_account_get_key (known), ac_key_secrets_get_key (self->secrets)) &&
          ac_session_is_remembered (session, known))
        return TRUE;
    }

  return FALSE;
}

static void
show_failure (AcSaveConnectionRow *self,
              const GError        *error)
{
  g_autofree char *sentence = ac_message_for_error (error);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), sentence);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "connection.save", TRUE);
}

static void
on_saved_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(AcSaveConnectionRow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(AcKnownAccount) known = ac_session_save_connection_finish (AC_SESSION (source), result, &error);

  if (known == NULL)
    show_failure (self, error);
  else
    show_saved (self);
}

static void
on_secret_fetched_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(AcSaveConnectionRow) self = user_data;
  AcKeySecrets *secrets = AC_KEY_SECRETS (source);
  g_autoptr(GError) error = NULL;
  g_autoptr(AcCredentials) credentials = ac_key_secrets_fetch_finish (secrets, result, &error);
  AcSession *session = ac_window_find_session (GTK_WIDGET (self));

  if (credentials == NULL)
    show_failure (self, error);
  else if (session != NULL)
    ac_session_save_connection_async (session, ac_key_secrets_get_account (secrets), credentials, NULL,
                                      on_saved_cb, g_object_ref (self));
}

static void
save_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  AcSaveConnectionRow *self = AC_SAVE_CONNECTION_ROW (widget);

  gtk_widget_action_set_enabled (widget, "connection.save", FALSE);
  ac_key_secrets_fetch_async (self->secrets, NULL, on_secret_fetched_cb, g_object_ref (self));
}

/* Where no window has accounts there is nothing to save it to. */
static void
ac_save_connection_row_map (GtkWidget *widget)
{
  AcSaveConnectionRow *self = AC_SAVE_CONNECTION_ROW (widget);
  AcSession *session = ac_window_find_session (widget);

  gtk_widget_action_set_enabled (widget, "connection.save", session != NULL);
  if (session != NULL && is_saved (self, session))
    show_saved (self);

  GTK_WIDGET_CLASS (ac_save_connection_row_parent_class)->map (widget);
}

static void
ac_save_connection_row_finalize (GObject *object)
{
  g_clear_object (&AC_SAVE_CONNECTION_ROW (object)->secrets);

  G_OBJECT_CLASS (ac_save_connection_row_parent_class)->finalize (object);
}

static void
ac_save_connection_row_class_init (AcSaveConnectionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ac_save_connection_row_finalize;
  widget_class->map = ac_save_connection_row_map;

  gtk_widget_class_install_action (widget_class, "connection.save", NULL, save_action);
}

static void
ac_save_connection_row_init (AcSaveConnectionRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _("Save as a Connection"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), _("Keeps the key in the system keyring, to sign in with it later"));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 0);

  self->button = g_object_new (GTK_TYPE_BUTTON,
                               "label", _("Save"),
                               "valign", GTK_ALIGN_CENTER,
                               "action-name", "connection.save",
                               NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->button);
}

/**
 * ac_save_connection_row_new:
 * @secrets: the secret of a key of an account
 *
 * Returns: (transfer floating): a row that saves it
 */
GtkWidget *
ac_save_connection_row_new (AcKeySecrets *secrets)
{
  AcSaveConnectionRow *self;

  g_return_val_if_fail (AC_IS_KEY_SECRETS (secrets), NULL);

  self = g_object_new (AC_TYPE_SAVE_CONNECTION_ROW, NULL);
  self->secrets = g_object_ref (secrets);

  return GTK_WIDGET (self);
}
