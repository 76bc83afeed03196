/* ac-connect-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-connect-view"

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "ac-connect-view-private.h"

#include "ac-known-account-row.h"
#include "ac-messages.h"
#include "ac-primary-menu.h"
#include "ac-template.h"

#define HTTPS "https://"

enum
{
  REGION_DEFAULT,
  REGION_EUROPE,
  REGION_ASIA_PACIFIC,
  REGION_OTHER,
};

/* By region (wire reference 1); the last has an entry. */
static const char * const region_hosts[] = {
  AC_DEFAULT_HOST,
  "https://api-eu.cloudinary.com",
  "https://api-ap.cloudinary.com",
};

G_DEFINE_FINAL_TYPE (AcConnectView, ac_connect_view, GTK_TYPE_WIDGET)

enum
{
  CONNECTED,
  LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The form */

static void
update_region (AcConnectView *self)
{
  guint region = adw_combo_row_get_selected (self->region_row);

  gtk_widget_set_visible (GTK_WIDGET (self->host_row), region == REGION_OTHER);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->region_row),
                               region < G_N_ELEMENTS (region_hosts) ? region_hosts[region] + strlen (HTTPS) : "");
}

static void
set_host (AcConnectView *self,
          const char    *host)
{
  guint region = 0;

  while (region < G_N_ELEMENTS (region_hosts) && !g_str_equal (region_hosts[region], host))
    region++;

  gtk_editable_set_text (self->host_row, region == REGION_OTHER ? host : "");
  adw_combo_row_set_selected (self->region_row, region);
  update_region (self);
}

static char *
dup_host (AcConnectView *self)
{
  guint region = adw_combo_row_get_selected (self->region_row);
  const char *host = gtk_editable_get_text (self->host_row);

  if (region < G_N_ELEMENTS (region_hosts))
    return g_strdup (region_hosts[region]);

  return strstr (host, "://") != NULL ? g_strdup (host) : g_strconcat (HTTPS, host, NULL);
}

static void
fill_parts (AcConnectView *self,
            AcAccountUrl  *url)
{
  self->filling = TRUE;
  gtk_editable_set_text (self->account_id_row, ac_account_url_get_account_id (url));
  gtk_editable_set_text (self->key_row, ac_account_url_get_key (url));
  gtk_editable_set_text (self->secret_row, ac_account_url_peek_secret (url));
  set_host (self, ac_account_url_get_host (url));
  self->filling = FALSE;
}

/* Whether @text may become an account URL by typing on. */
static gboolean
is_beginning (const char *text)
{
  const char *scheme = "account://";
  gsize length = MIN (strlen (text), strlen (scheme));

  return g_ascii_strncasecmp (text, scheme, length) == 0;
}

static void
parse_url (AcConnectView *self,
           gboolean       is_complete)
{
  const char *text = gtk_editable_get_text (self->url_row);
  g_autoptr(AcAccountUrl) url = NULL;
  g_autoptr(GError) error = NULL;

  url = ac_account_url_parse (text, &error);
  if (url != NULL)
    fill_parts (self, url);
  else if (*text != '\0' && (is_complete || !is_beginning (text)))
    ac_connect_view_complain_about_url (self, error);
}

static void
on_url_row_changed_cb (AcConnectView *self)
{
  if (self->filling)
    return;

  ac_connect_view_clear_errors (self);
  parse_url (self, FALSE);
}

static void
on_part_changed_cb (AcConnectView *self)
{
  if (self->filling)
    return;

  ac_connect_view_clear_errors (self);
  self->filling = TRUE;
  gtk_editable_set_text (self->url_row, "");
  self->filling = FALSE;
}

static void
on_region_selected_cb (AcConnectView *self)
{
  if (self->region_row == NULL || self->host_row == NULL)
    return;

  update_region (self);
  on_part_changed_cb (self);
}

static void
on_clipboard_read_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(AcConnectView) self = user_data;
  char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (text == NULL)
    return;

  if (self->url_row != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      gtk_editable_set_text (self->url_row, text);
      parse_url (self, TRUE);
    }

  explicit_bzero (text, strlen (text));
  g_free (text);
}

static void
paste_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, on_clipboard_read_cb, g_object_ref (widget));
}

/* Connecting */

static void
update_sensitivity (AcConnectView *self)
{
  gboolean busy = self->connecting != NULL;
  gboolean has_keyring = ac_keyring_get_available (ac_session_get_keyring (self->session));

  gtk_widget_set_sensitive (self->form, !busy);
  gtk_widget_set_visible (self->back_button, !busy);
  gtk_widget_set_visible (self->cancel_button, busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "connect.connect", !busy);
  gtk_spinner_set_spinning (self->connect_spinner, busy);
  gtk_label_set_label (self->connect_label, busy ? _("Connecting…") : _("Connect"));

  gtk_widget_set_sensitive (GTK_WIDGET (self->remember_row), has_keyring);
  adw_action_row_set_subtitle (self->remember_row,
                               has_keyring ? _("Stores the API secret in the system keyring")
                                           : _("No keyring is available. The key is kept until you quit."));
  if (!has_keyring)
    gtk_switch_set_active (self->remember_switch, FALSE);
}

static void
stop (AcConnectView *self)
{
  g_cancellable_cancel (self->connecting);
  g_clear_object (&self->connecting);
  update_sensitivity (self);
}

static void
clear_secrets (AcConnectView *self)
{
  self->filling = TRUE;
  gtk_editable_set_text (self->url_row, "");
  gtk_editable_set_text (self->secret_row, "");
  self->filling = FALSE;
}

static void
on_connected_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(AcConnectView) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(AcAccount) account = ac_session_open_finish (AC_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->connecting);
  update_sensitivity (self);

  if (account == NULL)
    {
      /* Unless a row is wrong, which then takes it. */
      gtk_widget_grab_focus (self->connect_button);
      ac_connect_view_complain_about_answer (self, error);
      return;
    }

  clear_secrets (self);
  g_signal_emit (self, signals[CONNECTED], 0, account, gtk_switch_get_active (self->remember_switch));
}

static GtkEditable *
find_empty_row (AcConnectView *self)
{
  GtkEditable *rows[] = { self->account_id_row, self->key_row, self->secret_row };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (*gtk_editable_get_text (rows[i]) == '\0')
      return rows[i];

  return NULL;
}

static AcAccountUrl *
create_url (AcConnectView *self)
{
  GtkEditable *empty_row = find_empty_row (self);
  g_autofree char *host = dup_host (self);
  g_autoptr(GError) error = NULL;
  AcAccountUrl *url;

  if (*gtk_editable_get_text (self->url_row) != '\0')
    {
      url = ac_account_url_parse (gtk_editable_get_text (self->url_row), &error);
      if (url == NULL)
        {
          ac_connect_view_complain_about_url (self, error);
          gtk_widget_grab_focus (GTK_WIDGET (self->url_row));
        }
      return url;
    }

  if (empty_row == self->account_id_row)
    ac_connect_view_complain (self, empty_row, _("Enter the account ID."));
  else if (empty_row == self->key_row)
    ac_connect_view_complain (self, empty_row, _("Enter the API key."));
  else if (empty_row == self->secret_row)
    ac_connect_view_complain (self, empty_row, _("Enter the API secret."));
  if (empty_row != NULL)
    return NULL;

  url = ac_account_url_new (gtk_editable_get_text (self->key_row),
                            gtk_editable_get_text (self->secret_row),
                            gtk_editable_get_text (self->account_id_row),
                            host, &error);
  if (url == NULL)
    ac_connect_view_complain_about_part (self, error);

  return url;
}

static void
connect_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  AcConnectView *self = AC_CONNECT_VIEW (widget);
  g_autoptr(AcAccountUrl) url = NULL;

  if (self->connecting != NULL)
    return;

  ac_connect_view_clear_errors (self);
  url = create_url (self);
  if (url == NULL)
    return;

  self->connecting = g_cancellable_new ();
  /* Before the form is insensitive: an entry that is made so with the focus in it is not told that it lost it (GTK 4.8). */
  gtk_widget_show (self->cancel_button);
  gtk_widget_grab_focus (self->cancel_button);
  update_sensitivity (self);
  if (self->known != NULL)
    ac_session_change_credentials_async (self->session, self->known, url, gtk_switch_get_active (self->remember_switch),
                                         self->connecting, on_connected_cb, g_object_ref (self));
  else
    ac_session_connect_async (self->session, url, gtk_switch_get_active (self->remember_switch),
                              self->connecting, on_connected_cb, g_object_ref (self));
}

static void
on_entry_activated_cb (AcConnectView *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "connect.connect", NULL);
}

/* Back, Cancel, Esc, Alt+Left */
static void
leave_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  AcConnectView *self = AC_CONNECT_VIEW (widget);

  if (self->connecting != NULL)
    {
      stop (self);
      gtk_widget_grab_focus (GTK_WIDGET (self->key_row));
    }
  else
    g_signal_emit (self, signals[LEFT], 0);
}

static gboolean
ac_connect_view_grab_focus (GtkWidget *widget)
{
  AcConnectView *self = AC_CONNECT_VIEW (widget);

  return gtk_widget_grab_focus (GTK_WIDGET (self->known != NULL ? self->secret_row : self->url_row));
}

static void
ac_connect_view_unmap (GtkWidget *widget)
{
  AcConnectView *self = AC_CONNECT_VIEW (widget);

  stop (self);
  clear_secrets (self);

  GTK_WIDGET_CLASS (ac_connect_view_parent_class)->unmap (widget);
}

static void
ac_connect_view_dispose (GObject *object)
{
  AcConnectView *self = AC_CONNECT_VIEW (object);

  g_cancellable_cancel (self->connecting);
  g_clear_object (&self->connecting);
  g_clear_object (&self->known);

  ac_dispose_template (GTK_WIDGET (self), AC_TYPE_CONNECT_VIEW);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ac_connect_view_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, AC_RESOURCE_PATH "/shell/ac-connect-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AcConnectView, back_button);
  gtk_widget_class_bind_template_child (widget_class, AcConnectView, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, AcConnectView, title_label);
  gtk_widget_class_bind_template_child (widget_class, AcConnectView, form);
  gtk_widget_class_bind_template_child (widget_class, AcConnectView, url_row);
  gtk_widget_class_bind_template_child (widget_class, AcConnectView, url_caption);
  gtk_widget_class_bind_template_child (widget_class, AcConnectView, account_id_row);
  gtk_widget_class_bind_template_child (widget_class, AcConnectView, key_row);
  gtk_widget_class_bind_template_child (widget_class, AcConnectView, secret_row);
  gtk_widget_class_bind_template_child (widget_class, AcConnectView, region_row);
  gtk_widget_class_bind_template_child (widget_class, AcConnectView, host_row);
  gtk_widget_class_bind_template_child (widget_class, AcConnectView, remember_row);
  gtk_widget_class_bind_template_child (widget_class, AcConnectView, remember_switch);
  gtk_widget_class_bind_template_child (widget_class, AcConnectView, caption);
  gtk_widget_class_bind_template_child (widget_class, AcConnectView, connect_button);
  gtk_widget_class_bind_template_child (widget_class, AcConnectView, connect_spinner);
  gtk_widget_class_bind_template_child (widget_class, AcConnectView, connect_label);
  gtk_widget_class_bind_template_callback (widget_class, on_url_row_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_part_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_region_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activated_cb);
}

static void
ac_connect_view_class_init (AcConnectViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ac_connect_view_dispose;
  widget_class->unmap = ac_connect_view_unmap;
  widget_class->grab_focus = ac_connect_view_grab_focus;

  signals[CONNECTED] =
    g_signal_new ("connected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, AC_TYPE_ACCOUNT, G_TYPE_BOOLEAN);
  signals[LEFT] =
    g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  g_type_ensure (AC_TYPE_ERROR_CAPTION);
  g_type_ensure (AC_TYPE_PRIMARY_MENU);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);

  gtk_widget_class_install_action (widget_class, "connect.paste", NULL, paste_action);
  gtk_widget_class_install_action (widget_class, "connect.connect", NULL, connect_action);
  gtk_widget_class_install_action (widget_class, "connect.leave", NULL, leave_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "connect.leave", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "connect.leave", NULL);
}

/* A shown secret would be kept in the entry's undo history, in ordinary memory. */
static void
disable_undo (GtkEditable *row)
{
  g_object_set (gtk_editable_get_delegate (row), "enable-undo", FALSE, NULL);
}

static void
ac_connect_view_init (AcConnectView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  disable_undo (self->url_row);
  disable_undo (self->secret_row);
  update_region (self);
}

/**
 * ac_connect_view_new:
 * @session: the session
 *
 * Returns: (transfer floating): the view
 */
GtkWidget *
ac_connect_view_new (AcSession *session)
{
  AcConnectView *self;

  g_return_val_if_fail (AC_IS_SESSION (session), NULL);

  self = g_object_new (AC_TYPE_CONNECT_VIEW, NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (ac_session_get_keyring (session), "notify::available",
                           G_CALLBACK (update_sensitivity), self, G_CONNECT_SWAPPED);
  ac_connect_view_begin (self, NULL);

  return GTK_WIDGET (self);
}

/**
 * ac_connect_view_begin:
 * @self: the view
 * @known: (nullable): the account whose credentials shall be changed, or %NULL for another account
 *
 * Empties the form, or fills it with what is known of @known.
 */
void
ac_connect_view_begin (AcConnectView  *self,
                       AcKnownAccount *known)
{
  g_return_if_fail (AC_IS_CONNECT_VIEW (self));
  g_return_if_fail (known == NULL || AC_IS_KNOWN_ACCOUNT (known));

  stop (self);
  ac_connect_view_clear_errors (self);
  clear_secrets (self);
  g_set_object (&self->known, known);

  self->filling = TRUE;
  gtk_editable_set_text (self->account_id_row, known != NULL ? ac_known_account_get_account_id (known) : "");
  gtk_editable_set_text (self->key_row, known != NULL ? ac_known_account_get_key (known) : "");
  set_host (self, known != NULL ? ac_known_account_get_host (known) : AC_DEFAULT_HOST);
  self->filling = FALSE;

  gtk_switch_set_active (self->remember_switch, TRUE);
  update_sensitivity (self);

  if (known == NULL)
    gtk_label_set_label (self->title_label, _("Connect an Account"));
  else
    {
      g_autofree char *name = ac_quote_name (ac_known_account_get_title (known));
      g_autofree char *title = NULL;

      /* Translators: %s is the name of an account */
      title = g_strdup_printf (_("New Credentials for %s"), name);
      gtk_label_set_label (self->title_label, title);
    }
}
