/* ac-account-keys-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-account-keys-page"

#include "config.h"

#include "ac-account-keys-page.h"

#include <glib/gi18n.h>

#include "ac-connection-group.h"
#include "ac-connection-keys.h"
#include "ac-connections-group.h"
#include "ac-generate-key-dialog.h"
#include "ac-key-credentials.h"
#include "ac-key-dialogs.h"
#include "ac-key-list.h"
#include "ac-key-rotations.h"
#include "ac-web-console.h"
#include "ac-window.h"

struct _AcAccountKeysPage
{
  AcPage parent_instance;

  AcConnectionKeys *connection_keys; /* (nullable): where the service lists none, once the page is in a window */
  AcRotations *rotations;
  GSignalGroup *rotation_signals;    /* of the one that is done by hand */

  AcKeyCredentials *credentials;
  AcKeyList *list;
  GtkWidget *generate_button;
  GtkWidget *menu_button;
  AcConnectionGroup *connection_group;
  AcConnectionsGroup *connections_group;
  GtkWidget *console_group;
};

G_DEFINE_FINAL_TYPE (AcAccountKeysPage, ac_account_keys_page, AC_TYPE_PAGE)

/* Whether the service lists and changes keys of the account; Cloudinary's public API does not. */
static gboolean
has_keys (AcAccountKeysPage *self)
{
  return (ac_account_get_features (ac_page_get_account (AC_PAGE (self))) & AC_FEATURES_ACCOUNT_KEYS) != 0;
}

static AcApiKeys *
get_keys (AcAccountKeysPage *self)
{
  return AC_API_KEYS (ac_account_get_account_keys (ac_page_get_account (AC_PAGE (self))));
}

static void
generate_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  AcAccountKeysPage *self = AC_ACCOUNT_KEYS_PAGE (widget);

  ac_form_dialog_present (ac_generate_key_dialog_new (AC_PAGE (self), get_keys (self)), widget);
}

/* By hand: the one rotation that is under way, also of a key that is not in use any more. (transfer full) (nullable) */
static AcRotation *
find_open_rotation (AcAccountKeysPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rotations));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(AcRotation) rotation = g_list_model_get_item (G_LIST_MODEL (self->rotations), i);

      if (ac_rotation_get_environment_id (rotation) == NULL && ac_key_rotations_is_open (rotation))
        return g_steal_pointer (&rotation);
    }

  return NULL;
}

static void
update_rotation (AcAccountKeysPage *self)
{
  g_autoptr(AcRotation) rotation = find_open_rotation (self);

  g_signal_group_set_target (self->rotation_signals, rotation);
  ac_connection_group_show_rotation (self->connection_group, rotation);
}

static void
rotate_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  AcAccountKeysPage *self = AC_ACCOUNT_KEYS_PAGE (widget);
  AcClient *client = ac_account_get_client (ac_page_get_account (AC_PAGE (self)));
  g_autoptr(AcRotation) rotation = find_open_rotation (self);
  const char *number = rotation != NULL ? ac_rotation_get_old_key (rotation)
                                        : ac_credentials_get_key (ac_client_get_credentials (client));
  AcApiKey *known = ac_collection_lookup (AC_COLLECTION (self->connection_keys), number);
  g_autoptr(AcApiKey) key = known != NULL ? g_object_ref (known) : ac_api_key_new (number);

  ac_key_dialogs_rotate (AC_PAGE (self), AC_API_KEYS (self->connection_keys), key);
}

static void
show_in_console_action (GtkWidget  *widget,
                        const char *action_name,
                        GVariant   *parameter)
{
  ac_web_console_open (AC_PAGE (widget), NULL, "account-api-keys");
}

static void
on_editable_changed_cb (AcAccountKeysPage *self)
{
  gboolean editable = ac_page_get_editable (AC_PAGE (self));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "account-keys.generate", has_keys (self) && editable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "account-keys.rotate", self->connection_keys != NULL && editable);
}

static void
show_keys (AcAccountKeysPage *self)
{
  ac_key_credentials_set_keys (self->credentials, AC_PAGE (self), NULL, get_keys (self));
  ac_key_list_set_keys (self->list, AC_PAGE (self), get_keys (self));
  ac_page_follow_collection (AC_PAGE (self), AC_COLLECTION (get_keys (self)));
}

/* Nothing is to be loaded: what is known is the connection. */
static void
show_connection (AcAccountKeysPage *self)
{
  AcAccount *account = ac_page_get_account (AC_PAGE (self));
  AcClient *client = ac_account_get_client (account);

  ac_connection_group_set_account (self->connection_group, account);
  ac_connections_group_set_account (self->connections_group, account);
  update_rotation (self);
  ac_key_credentials_set_credentials (self->credentials, AC_PAGE (self), ac_client_get_credentials (client));
  ac_page_set_state (AC_PAGE (self), AC_PAGE_STATE_CONTENT);
}

static void
show_what_there_is (AcAccountKeysPage *self)
{
  gboolean live = has_keys (self);

  gtk_widget_set_visible (self->generate_button, live);
  gtk_widget_set_visible (self->menu_button, live);
  gtk_widget_set_visible (GTK_WIDGET (self->list), live);
  gtk_widget_set_visible (GTK_WIDGET (self->connection_group), !live);
  gtk_widget_set_visible (self->console_group, !live);
  on_editable_changed_cb (self);
  if (live)
    show_keys (self);
  else
    show_connection (self);
}

static void
on_connections_loaded_cb (GObject      *source,
                          GAsyncResult *result,
                          gpointer      user_data)
{
  g_autoptr(AcAccountKeysPage) self = user_data;

  if (ac_collection_load_finish (AC_COLLECTION (source), result, NULL))
    ac_key_rotations_load (AC_PAGE (self), AC_API_KEYS (source));
}

/* The accounts are known to the window that the page is in. */
static void
load_connections (AcAccountKeysPage *self)
{
  AcSession *session = ac_window_find_session (GTK_WIDGET (self));

  if (session == NULL)
    return;

  if (self->connection_keys == NULL)
    self->connection_keys = ac_connection_keys_new (session, ac_page_get_account (AC_PAGE (self)));
  on_editable_changed_cb (self);
  ac_collection_load_async (AC_COLLECTION (self->connection_keys), NULL, on_connections_loaded_cb, g_object_ref (self));
}

static void
ac_account_keys_page_activate (AcPage *page)
{
  AcAccountKeysPage *self = AC_ACCOUNT_KEYS_PAGE (page);

  AC_PAGE_CLASS (ac_account_keys_page_parent_class)->activate (page);

  if (has_keys (self))
    ac_key_rotations_load (page, get_keys (self));
  else
    load_connections (self);
}

static gboolean
ac_account_keys_page_start_search (AcPage     *page,
                                   const char *text)
{
  return ac_key_list_start_search (AC_ACCOUNT_KEYS_PAGE (page)->list, text);
}

static gboolean
ac_account_keys_page_escape (AcPage *page)
{
  return ac_key_list_end_search (AC_ACCOUNT_KEYS_PAGE (page)->list);
}

static void
ac_account_keys_page_create (AcPage *page)
{
  gtk_widget_activate_action (GTK_WIDGET (page), "account-keys.generate", NULL);
}

static void
ac_account_keys_page_constructed (GObject *object)
{
  AcAccountKeysPage *self = AC_ACCOUNT_KEYS_PAGE (object);

  G_OBJECT_CLASS (ac_account_keys_page_parent_class)->constructed (object);

  self->rotations = ac_rotations_get (ac_account_get_id (ac_page_get_account (AC_PAGE (self))));
  self->rotation_signals = g_signal_group_new (AC_TYPE_ROTATION);
  g_signal_group_connect_swapped (self->rotation_signals, "changed", G_CALLBACK (update_rotation), self);
  g_signal_connect_object (self->rotations, "items-changed", G_CALLBACK (update_rotation), self, G_CONNECT_SWAPPED);

  ac_key_list_insert_actions (self->list, GTK_WIDGET (self));
  g_signal_connect (self, "notify::editable", G_CALLBACK (on_editable_changed_cb), NULL);
  g_signal_connect_object (ac_page_get_account (AC_PAGE (self)), "notify::features",
                           G_CALLBACK (show_what_there_is), self, G_CONNECT_SWAPPED);
  show_what_there_is (self);
}

static void
ac_account_keys_page_dispose (GObject *object)
{
  AcAccountKeysPage *self = AC_ACCOUNT_KEYS_PAGE (object);

  g_clear_object (&self->rotation_signals);
  g_clear_object (&self->rotations);
  g_clear_object (&self->connection_keys);

  G_OBJECT_CLASS (ac_account_keys_page_parent_class)->dispose (object);
}

static void
ac_account_keys_page_class_init (AcAccountKeysPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  AcPageClass *page_class = AC_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = ac_account_keys_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = ac_account_keys_page_dispose;

  page_class->activate = ac_account_keys_page_activate;
  page_class->start_search = ac_account_keys_page_start_search;
  page_class->escape = ac_account_keys_page_escape;
  page_class->create = ac_account_keys_page_create;

  g_type_ensure (AC_TYPE_CONNECTION_GROUP);
  g_type_ensure (AC_TYPE_CONNECTIONS_GROUP);
  g_type_ensure (AC_TYPE_KEY_CREDENTIALS);
  g_type_ensure (AC_TYPE_KEY_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, AC_RESOURCE_PATH "/pages/keys/ac-account-keys-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AcAccountKeysPage, credentials);
  gtk_widget_class_bind_template_child (widget_class, AcAccountKeysPage, list);
  gtk_widget_class_bind_template_child (widget_class, AcAccountKeysPage, generate_button);
  gtk_widget_class_bind_template_child (widget_class, AcAccountKeysPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, AcAccountKeysPage, connection_group);
  gtk_widget_class_bind_template_child (widget_class, AcAccountKeysPage, connections_group);
  gtk_widget_class_bind_template_child (widget_class, AcAccountKeysPage, console_group);

  gtk_widget_class_install_action (widget_class, "account-keys.generate", NULL, generate_action);
  gtk_widget_class_install_action (widget_class, "account-keys.rotate", NULL, rotate_action);
  gtk_widget_class_install_action (widget_class, "account-keys.show-in-console", NULL, show_in_console_action);
}

static void
ac_account_keys_page_init (AcAccountKeysPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
