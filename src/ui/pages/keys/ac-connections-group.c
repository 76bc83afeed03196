/* ac-connections-group.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-connections-group"

#include "config.h"

#include "ac-connections-group.h"

#include "ac-known-account-row.h"
#include "ac-window.h"

struct _AcConnectionsGroup
{
  AdwPreferencesGroup parent_instance;

  AcAccount *account;      /* (nullable) */
  AcSession *session;      /* (nullable) (owned): once it is in a window */
  GListModel *connections; /* (nullable) */

  GtkListBox *list_box;
};

G_DEFINE_FINAL_TYPE (AcConnectionsGroup, ac_connections_group, ADW_TYPE_PREFERENCES_GROUP)

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  AcConnectionsGroup *self = user_data;

  return ac_known_account_row_new (self->session, item);
}

static void
on_connections_changed_cb (AcConnectionsGroup *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), g_list_model_get_n_items (self->connections) > 0);
}

static void
on_row_activated_cb (AcConnectionsGroup *self,
                     GtkListBoxRow      *row)
{
  AcKnownAccount *known = ac_known_account_row_get_known_account (AC_KNOWN_ACCOUNT_ROW (row));
  g_autoptr(GVariant) connection = g_variant_ref_sink (ac_connection_to_variant (known));

  gtk_widget_activate_action_variant (GTK_WIDGET (self), "win.open-account", connection);
}

static void
fill (AcConnectionsGroup *self)
{
  AcSession *session = ac_window_find_session (GTK_WIDGET (self));

  if (self->account == NULL || session == NULL || self->session == session)
    return;

  g_set_object (&self->session, session);
  self->connections = ac_session_get_connections (session, ac_account_get_id (self->account));
  gtk_list_box_bind_model (self->list_box, self->connections, create_row, self, NULL);
  g_signal_connect_object (self->connections, "items-changed", G_CALLBACK (on_connections_changed_cb), self,
                           G_CONNECT_SWAPPED);
  on_connections_changed_cb (self);
}

static void
ac_connections_group_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ac_connections_group_parent_class)->root (widget);

  fill (AC_CONNECTIONS_GROUP (widget));
}

static void
ac_connections_group_dispose (GObject *object)
{
  AcConnectionsGroup *self = AC_CONNECTIONS_GROUP (object);

  if (self->list_box != NULL)
    gtk_list_box_bind_model (g_steal_pointer (&self->list_box), NULL, NULL, NULL, NULL);
  g_clear_object (&self->connections);
  g_clear_object (&self->session);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (ac_connections_group_parent_class)->dispose (object);
}

static void
ac_connections_group_class_init (AcConnectionsGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ac_connections_group_dispose;
  widget_class->root = ac_connections_group_root;

  gtk_widget_class_set_template_from_resource (widget_class, AC_RESOURCE_PATH "/pages/keys/ac-connections-group.ui");
  gtk_widget_class_bind_template_child (widget_class, AcConnectionsGroup, list_box);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
}

static void
ac_connections_group_init (AcConnectionsGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ac_connections_group_set_account:
 * @self: a group
 * @account: the account whose connections it shows
 */
void
ac_connections_group_set_account (AcConnectionsGroup *self,
                                  AcAccount          *account)
{
  g_return_if_fail (AC_IS_CONNECTIONS_GROUP (self));
  g_return_if_fail (AC_IS_ACCOUNT (account));

  if (g_set_object (&self->account, account))
    fill (self);
}
