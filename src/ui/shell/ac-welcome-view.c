/* ac-welcome-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-welcome-view"

#include "config.h"

#include <glib/gi18n.h>

#include "ac-welcome-view.h"

#include "ac-error-caption.h"
#include "ac-error.h"
#include "ac-known-account-row.h"
#include "ac-messages.h"
#include "ac-primary-menu.h"
#include "ac-template.h"

struct _AcWelcomeView
{
  GtkWidget parent_instance;

  AcSession *session;
  GtkFilterListModel *known_accounts;
  GCancellable *opening; /* (nullable): while an account is on its way */
  AcKnownAccount *opened; /* (nullable): that account, unless it is the demo */
  gboolean unlocking; /* the keyring, and no account, is what is on its way */

  GtkImage *app_icon;
  GtkWidget *known_group;
  GtkListBox *known_list;
  GtkWidget *locked_list;
  GtkWidget *locked_row;
  GtkSpinner *unlock_spinner;
  GtkWidget *start_list;
  GtkWidget *connect_row;
  GtkSpinner *demo_spinner;
  AcErrorCaption *error_caption;
};

G_DEFINE_FINAL_TYPE (AcWelcomeView, ac_welcome_view, GTK_TYPE_WIDGET)

enum
{
  OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static AcKnownAccountRow *
find_row (AcWelcomeView  *self,
          AcKnownAccount *known)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->known_list));

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    if (AC_IS_KNOWN_ACCOUNT_ROW (child) &&
        ac_known_account_row_get_known_account (AC_KNOWN_ACCOUNT_ROW (child)) == known)
      return AC_KNOWN_ACCOUNT_ROW (child);

  return NULL;
}

static void
set_busy (AcWelcomeView  *self,
          AcKnownAccount *known,
          gboolean        busy)
{
  AcKnownAccountRow *row;

  if (self->unlocking)
    gtk_spinner_set_spinning (self->unlock_spinner, busy);
  else if (known == NULL)
    gtk_spinner_set_spinning (self->demo_spinner, busy);
  else if ((row = find_row (self, known)) != NULL)
    ac_known_account_row_set_busy (row, busy);
}

static void
stop (AcWelcomeView *self)
{
  if (self->opening == NULL)
    return;

  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  set_busy (self, self->opened, FALSE);
  self->unlocking = FALSE;
  g_clear_object (&self->opened);
}

static GCancellable *
start (AcWelcomeView  *self,
       AcKnownAccount *known,
       gboolean        unlocking)
{
  stop (self);
  self->unlocking = unlocking;
  ac_error_caption_set_text (self->error_caption, NULL);
  self->opening = g_cancellable_new ();
  g_set_object (&self->opened, known);
  set_busy (self, known, TRUE);

  return self->opening;
}

static void
on_opened_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(AcWelcomeView) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(AcAccount) account = ac_session_open_finish (AC_SESSION (source), result, &error);
  g_autoptr(AcKnownAccount) known = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  set_busy (self, self->opened, FALSE);
  g_clear_object (&self->opening);
  known = g_steal_pointer (&self->opened);

  if (account != NULL)
    {
      g_signal_emit (self, signals[OPENED], 0, account);
      return;
    }

  ac_welcome_view_set_error (self, error);
  if (known != NULL && g_error_matches (error, AC_ERROR, AC_ERROR_UNAUTHORIZED))
    ac_error_caption_set_action (self->error_caption, _("Change Credentials…"), "win.change-credentials-of",
                                 ac_connection_to_variant (known));
}

static void
on_known_list_row_activated_cb (AcWelcomeView     *self,
                                AcKnownAccountRow *row)
{
  ac_welcome_view_open (self, ac_known_account_row_get_known_account (row));
}

static void
on_unlocked_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(AcWelcomeView) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean unlocked = ac_keyring_unlock_finish (AC_KEYRING (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  stop (self);
  if (unlocked)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  else if (g_error_matches (error, AC_ERROR, AC_ERROR_KEYRING_LOCKED))
    ac_error_caption_set_text (self->error_caption, _("Unlock the keyring to see the accounts on this computer."));
  else
    ac_welcome_view_set_error (self, error);
}

static void
on_locked_row_activated_cb (AcWelcomeView *self)
{
  ac_keyring_unlock_async (ac_session_get_keyring (self->session), start (self, NULL, TRUE),
                           on_unlocked_cb, g_object_ref (self));
}

static void
on_connect_row_activated_cb (AcWelcomeView *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.connect-account", NULL);
}

static void
cancel_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  stop (AC_WELCOME_VIEW (widget));
}

/* While accounts are listed, each of them can unlock the keyring as well. */
static void
on_known_accounts_changed_cb (AcWelcomeView *self)
{
  AcKeyring *keyring = ac_session_get_keyring (self->session);
  gboolean has_accounts = g_list_model_get_n_items (G_LIST_MODEL (self->known_accounts)) > 0;
  gboolean is_hidden = ac_keyring_get_locked (keyring) && g_list_model_get_n_items (G_LIST_MODEL (keyring)) == 0;

  gtk_widget_set_visible (GTK_WIDGET (self->known_list), has_accounts);
  gtk_widget_set_visible (self->locked_list, is_hidden);
  gtk_widget_set_visible (self->known_group, has_accounts || is_hidden);
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  AcWelcomeView *self = AC_WELCOME_VIEW (user_data);

  return ac_known_account_row_new (self->session, item);
}

/* The demo account has a row of its own. */
static gboolean
is_no_demo (gpointer item,
            gpointer user_data)
{
  AcSession *session = AC_SESSION (user_data);
  AcAccount *account = ac_session_lookup (session, ac_known_account_get_account_id (item));

  return account == NULL || !ac_account_get_demo (account);
}

static gboolean
ac_welcome_view_grab_focus (GtkWidget *widget)
{
  AcWelcomeView *self = AC_WELCOME_VIEW (widget);

  if (gtk_widget_get_visible (GTK_WIDGET (self->known_list)))
    return gtk_widget_child_focus (GTK_WIDGET (self->known_list), GTK_DIR_TAB_FORWARD);
  if (gtk_widget_get_visible (self->locked_list))
    return gtk_widget_grab_focus (self->locked_row);

  return gtk_widget_grab_focus (self->connect_row);
}

static void
ac_welcome_view_unmap (GtkWidget *widget)
{
  AcWelcomeView *self = AC_WELCOME_VIEW (widget);

  stop (self);
  ac_error_caption_set_text (self->error_caption, NULL);

  GTK_WIDGET_CLASS (ac_welcome_view_parent_class)->unmap (widget);
}

static void
ac_welcome_view_dispose (GObject *object)
{
  AcWelcomeView *self = AC_WELCOME_VIEW (object);

  if (self->opening != NULL)
    g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  g_clear_object (&self->opened);

  /* GTK 4.8 may leak a list whose focused row went; at least the accounts shall not go with it. */
  if (self->known_list != NULL)
    gtk_list_box_bind_model (self->known_list, NULL, NULL, NULL, NULL);
  ac_dispose_template (GTK_WIDGET (self), AC_TYPE_WELCOME_VIEW);
  g_clear_object (&self->known_accounts);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ac_welcome_view_parent_class)->dispose (object);
}

static void
ac_welcome_view_class_init (AcWelcomeViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ac_welcome_view_dispose;
  widget_class->unmap = ac_welcome_view_unmap;
  widget_class->grab_focus = ac_welcome_view_grab_focus;

  signals[OPENED] =
    g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, AC_TYPE_ACCOUNT);

  g_type_ensure (AC_TYPE_ERROR_CAPTION);
  g_type_ensure (AC_TYPE_PRIMARY_MENU);
  gtk_widget_class_set_template_from_resource (widget_class, AC_RESOURCE_PATH "/shell/ac-welcome-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AcWelcomeView, app_icon);
  gtk_widget_class_bind_template_child (widget_class, AcWelcomeView, known_group);
  gtk_widget_class_bind_template_child (widget_class, AcWelcomeView, known_list);
  gtk_widget_class_bind_template_child (widget_class, AcWelcomeView, locked_list);
  gtk_widget_class_bind_template_child (widget_class, AcWelcomeView, locked_row);
  gtk_widget_class_bind_template_child (widget_class, AcWelcomeView, unlock_spinner);
  gtk_widget_class_bind_template_child (widget_class, AcWelcomeView, start_list);
  gtk_widget_class_bind_template_child (widget_class, AcWelcomeView, connect_row);
  gtk_widget_class_bind_template_child (widget_class, AcWelcomeView, demo_spinner);
  gtk_widget_class_bind_template_child (widget_class, AcWelcomeView, error_caption);
  gtk_widget_class_bind_template_callback (widget_class, on_known_list_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_connect_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, ac_welcome_view_open_demo);
  gtk_widget_class_bind_template_callback (widget_class, on_locked_row_activated_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);

  gtk_widget_class_install_action (widget_class, "welcome.cancel", NULL, cancel_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "welcome.cancel", NULL);
}

static void
ac_welcome_view_init (AcWelcomeView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_image_set_from_icon_name (self->app_icon, AC_BASE_ID);
}

/**
 * ac_welcome_view_new:
 * @session: the session
 *
 * Returns: (transfer floating): the view
 */
GtkWidget *
ac_welcome_view_new (AcSession *session)
{
  AcWelcomeView *self;
  GtkFilter *filter;

  g_return_val_if_fail (AC_IS_SESSION (session), NULL);

  self = g_object_new (AC_TYPE_WELCOME_VIEW, NULL);
  self->session = g_object_ref (session);

  filter = GTK_FILTER (gtk_custom_filter_new (is_no_demo, g_object_ref (session), g_object_unref));
  self->known_accounts =
    gtk_filter_list_model_new (g_object_ref (ac_session_get_known_accounts (session)), filter);
  g_signal_connect_object (self->known_accounts, "items-changed",
                           G_CALLBACK (on_known_accounts_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ac_session_get_keyring (session), "notify::locked",
                           G_CALLBACK (on_known_accounts_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_bind_model (self->known_list, G_LIST_MODEL (self->known_accounts), create_row, self, NULL);
  on_known_accounts_changed_cb (self);

  return GTK_WIDGET (self);
}

/**
 * ac_welcome_view_open:
 * @self: the view
 * @known: an account of this computer
 *
 * Opens @known, and emits ::opened when it is connected.
 */
void
ac_welcome_view_open (AcWelcomeView  *self,
                      AcKnownAccount *known)
{
  g_return_if_fail (AC_IS_WELCOME_VIEW (self));
  g_return_if_fail (AC_IS_KNOWN_ACCOUNT (known));

  ac_session_open_async (self->session, known, start (self, known, FALSE), on_opened_cb, g_object_ref (self));
}

/**
 * ac_welcome_view_open_demo:
 * @self: the view
 *
 * Opens the demo account, and emits ::opened when it is connected.
 */
void
ac_welcome_view_open_demo (AcWelcomeView *self)
{
  g_return_if_fail (AC_IS_WELCOME_VIEW (self));

  ac_session_open_demo_async (self->session, start (self, NULL, FALSE), on_opened_cb, g_object_ref (self));
}

/**
 * ac_welcome_view_set_error:
 * @self: the view
 * @error: why an account can't be opened
 */
void
ac_welcome_view_set_error (AcWelcomeView *self,
                           const GError  *error)
{
  g_autofree char *sentence = NULL;

  g_return_if_fail (AC_IS_WELCOME_VIEW (self));
  g_return_if_fail (error != NULL);

  if (error->domain == AC_DEMO_ERROR)
    sentence = ac_demo_error_to_sentence (ac_session_get_demo (self->session), error);
  else
    sentence = ac_message_for_error (error);
  ac_error_caption_set_text (self->error_caption, sentence);
}

/**
 * ac_demo_error_to_sentence:
 * @demo: the service of the demo account
 * @error: an error of %AC_DEMO_ERROR
 *
 * Returns: (transfer full): plain text that says what is wrong and what to do
 */
char *
ac_demo_error_to_sentence (AcDemo       *demo,
                           const GError *error)
{
  g_return_val_if_fail (AC_IS_DEMO (demo), NULL);
  g_return_val_if_fail (error != NULL, NULL);

  switch ((AcDemoError) error->code)
    {
    case AC_DEMO_ERROR_NOT_FOUND:
      return g_strdup (_("The demo account’s service is not installed. Install Account Console again."));

    case AC_DEMO_ERROR_TIMED_OUT:
      return g_strdup (_("The demo account’s service did not start in time. Try again."));

    case AC_DEMO_ERROR_FAILED:
    default:
      /* Translators: %s is the path of a file */
      return g_strdup_printf (_("The demo account’s service could not be started. If it happens again, remove %s "
                                "to start with fresh sample data."),
                              ac_demo_get_database (demo));
    }
}
