/* ac-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-window"

#include "config.h"

#include <glib/gi18n.h>

#include "ac-window.h"

#include "ac-known-account-row.h"
#include "ac-messages.h"
#include "ac-name-dialog.h"
#include "ac-page-private.h"
#include "ac-page-table.h"
#include "ac-settings-page.h"
#include "ac-window-private.h"

G_DEFINE_FINAL_TYPE (AcWindow, ac_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const char *
get_account_title (AcAccount *account)
{
  const char *name = ac_account_get_name (account);

  return name != NULL ? name : ac_known_account_get_title (ac_account_get_known_account (account));
}

static void
update_title (AcWindow *self)
{
  gtk_window_set_title (GTK_WINDOW (self),
                        self->account != NULL ? get_account_title (self->account) : _("Account Console"));
}

static AcPageStack *
get_page_stack (AcWindow *self)
{
  return (AcPageStack *) gtk_stack_get_visible_child (self->pages);
}

static void
remove_pages (AcWindow *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->pages))) != NULL)
    gtk_stack_remove (self->pages, child);
}

static void
create_page (AcWindow         *self,
             const AcPageInfo *info)
{
  AcPage *page = g_object_new (info->get_type (), "account", self->account, NULL);
  GtkWidget *stack = ac_page_stack_new (page);

  if (AC_IS_SETTINGS_PAGE (page))
    g_object_bind_property (self->choice, "environment", page, "environment", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->leaflet, "folded", stack, "folded", G_BINDING_SYNC_CREATE);
  gtk_stack_add_named (self->pages, stack, info->id);
}

/* The page with the ID that is kept, or the first when this version doesn't have it. */
static const AcPageInfo *
find_page (AcWindow *self)
{
  const AcPageInfo *info = ac_page_table_lookup (self->page_id);
  guint n_pages;

  return info != NULL ? info : ac_page_table_get (&n_pages);
}

static void
update_page (AcWindow *self)
{
  const AcPageInfo *info = find_page (self);

  if (gtk_stack_get_child_by_name (self->pages, info->id) == NULL)
    create_page (self, info);

  gtk_stack_set_visible_child_name (self->pages, info->id);
  ac_sidebar_select_page (self->sidebar, info->id);
  g_settings_set_string (self->settings, "last-page", info->id);
}

/* Shows a view of the window: "account", "connect" or "welcome". */
void
ac_window_show_view (AcWindow   *self,
                     const char *name)
{
  gtk_stack_set_visible_child_name (self->main_stack, name);
  ac_window_update_actions (self);

  if (g_str_equal (name, "account"))
    gtk_widget_grab_focus (GTK_WIDGET (get_page_stack (self)));
  else
    gtk_widget_grab_focus (gtk_stack_get_visible_child (self->main_stack));
}

static void
ask_for_name (AcWindow  *self,
              AcAccount *account)
{
  gtk_window_present (ac_name_dialog_new (GTK_WIDGET (self->toast_host), self->session,
                                          ac_account_get_known_account (account), _("Name This Account")));
}

/* What the service calls the account is its name on this computer too, until the person gives it another. */
static void
adopt_name (AcWindow  *self,
            AcAccount *account)
{
  AcKnownAccount *known = ac_session_find_known (self->session, ac_account_get_id (account));
  const char *name = ac_account_get_name (account);

  if (known != NULL && name != NULL && ac_known_account_get_name (known) == NULL && !ac_account_get_demo (account))
    ac_session_rename_async (self->session, known, name, NULL, NULL, NULL);
}

static void
on_connected_cb (AcWindow  *self,
                 AcAccount *account,
                 gboolean   remember)
{
  g_autofree char *name = ac_quote_name (get_account_title (account));
  g_autofree char *text = NULL;

  ac_window_set_account (self, account);

  if (remember && !ac_session_is_remembered (self->session, ac_account_get_known_account (account)))
    text = g_strdup (_("The key could not be stored. It is kept until you quit."));
  else
    /* Translators: %s is the name of an account */
    text = g_strdup_printf (_("Connected to %s"), name);
  ac_toast_host_show (self->toast_host, text, ADW_TOAST_PRIORITY_NORMAL);

  if (ac_account_get_name (account) == NULL)
    ask_for_name (self, account);
}

static void
on_connect_left_cb (AcWindow *self)
{
  ac_window_show_view (self, self->account != NULL ? "account" : "welcome");
}

/*< private >
 * ac_window_show_connect:
 * @self: a window
 * @known: (nullable): the account that gets other credentials; %NULL for another account
 *
 * Shows the view where credentials are entered, which is built for the first one who wants it.
 */
void
ac_window_show_connect (AcWindow       *self,
                        AcKnownAccount *known)
{
  if (self->connect == NULL)
    {
      self->connect = AC_CONNECT_VIEW (ac_connect_view_new (self->session));
      gtk_stack_add_named (self->main_stack, GTK_WIDGET (self->connect), "connect");
      g_signal_connect_swapped (self->connect, "connected", G_CALLBACK (on_connected_cb), self);
      g_signal_connect_swapped (self->connect, "left", G_CALLBACK (on_connect_left_cb), self);
    }

  ac_connect_view_begin (self->connect, known);
  ac_window_show_view (self, "connect");
}

static void
on_sidebar_page_chosen_cb (AcWindow   *self,
                           const char *id,
                           gboolean    activated)
{
  if (activated)
    ac_window_go_to_page (self, id);
  else
    ac_window_show_page (self, id);
}

static void
on_leaflet_changed_cb (AcWindow *self)
{
  if (adw_leaflet_get_folded (self->leaflet) &&
      adw_leaflet_get_visible_child (self->leaflet) == GTK_WIDGET (self->sidebar))
    gtk_widget_grab_focus (GTK_WIDGET (self->sidebar));
}

static void
on_account_replaced_cb (AcWindow  *self,
                        AcAccount *before,
                        AcAccount *after)
{
  if (self->account == before)
    ac_window_set_account (self, after);
}

static void
on_signed_out_cb (AcWindow  *self,
                  AcAccount *account)
{
  if (self->account == account)
    ac_window_set_account (self, NULL);
}

static void
save_size (AcWindow *self)
{
  int width, height;

  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  if (gtk_window_is_maximized (GTK_WINDOW (self)) || gtk_window_is_fullscreen (GTK_WINDOW (self)))
    return;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (width <= 0 || height <= 0)
    return;

  g_settings_set_int (self->settings, "window-width", MAX (width, 360));
  g_settings_set_int (self->settings, "window-height", MAX (height, 294));
}

static void
restore_size (AcWindow *self)
{
  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

static gboolean
ac_window_close_request (GtkWindow *window)
{
  save_size (AC_WINDOW (window));

  return GTK_WINDOW_CLASS (ac_window_parent_class)->close_request (window);
}

static void
ac_window_constructed (GObject *object)
{
  AcWindow *self = AC_WINDOW (object);

  G_OBJECT_CLASS (ac_window_parent_class)->constructed (object);

  ac_sidebar_set_session (self->sidebar, self->session);
  ac_sidebar_set_environment_choice (self->sidebar, self->choice);
  ac_window_init_rotations (self);

  self->welcome = AC_WELCOME_VIEW (ac_welcome_view_new (self->session));
  gtk_stack_add_named (self->main_stack, GTK_WIDGET (self->welcome), "welcome");
  g_signal_connect_swapped (self->welcome, "opened", G_CALLBACK (ac_window_set_account), self);


  g_signal_connect_object (self->session, "account-replaced",
                           G_CALLBACK (on_account_replaced_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "signed-out",
                           G_CALLBACK (on_signed_out_cb), self, G_CONNECT_SWAPPED);

  restore_size (self);
  ac_window_show_view (self, "welcome");
}

static void
ac_window_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  AcWindow *self = AC_WINDOW (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_window_set_property (GObject      *object,
                        guint         prop_id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  AcWindow *self = AC_WINDOW (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_window_dispose (GObject *object)
{
  AcWindow *self = AC_WINDOW (object);

  g_clear_handle_id (&self->patience_id, g_source_remove);
  g_cancellable_cancel (self->switching);
  g_clear_object (&self->switching);

  gtk_widget_dispose_template (GTK_WIDGET (self), AC_TYPE_WINDOW);
  g_clear_object (&self->rotation_signals);
  g_clear_object (&self->rotations);
  g_clear_object (&self->choice);
  g_clear_object (&self->account);
  g_clear_object (&self->settings);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ac_window_parent_class)->dispose (object);
}

static void
ac_window_finalize (GObject *object)
{
  AcWindow *self = AC_WINDOW (object);

  g_free (self->page_id);

  G_OBJECT_CLASS (ac_window_parent_class)->finalize (object);
}

static void
ac_window_class_init (AcWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkWindowClass *window_class = GTK_WINDOW_CLASS (klass);

  object_class->constructed = ac_window_constructed;
  object_class->get_property = ac_window_get_property;
  object_class->set_property = ac_window_set_property;
  object_class->dispose = ac_window_dispose;
  object_class->finalize = ac_window_finalize;
  window_class->close_request = ac_window_close_request;

  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, AC_TYPE_SESSION,
                         (G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (AC_TYPE_SIDEBAR);
  g_type_ensure (AC_TYPE_TOAST_HOST);
  gtk_widget_class_set_template_from_resource (widget_class, AC_RESOURCE_PATH "/shell/ac-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AcWindow, toast_host);
  gtk_widget_class_bind_template_child (widget_class, AcWindow, main_stack);
  gtk_widget_class_bind_template_child (widget_class, AcWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, AcWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, AcWindow, pages);
  gtk_widget_class_bind_template_callback (widget_class, on_sidebar_page_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_leaflet_changed_cb);

  ac_window_install_actions (widget_class);
}

static void
ac_window_init (AcWindow *self)
{
  self->choice = ac_environment_choice_new ();
  self->settings = g_settings_new (AC_BASE_ID);
  self->page_id = g_settings_get_string (self->settings, "last-page");

  gtk_widget_init_template (GTK_WIDGET (self));

  if (AC_DEVELOPMENT)
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");
}

/**
 * ac_window_new:
 * @application: the application
 * @session: its accounts
 *
 * Returns: (transfer none): a window that shows the welcome view
 */
AcWindow *
ac_window_new (GtkApplication *application,
               AcSession      *session)
{
  g_return_val_if_fail (AC_IS_SESSION (session), NULL);

  return g_object_new (AC_TYPE_WINDOW,
                       "application", application,
                       "session", session,
                       NULL);
}

/**
 * ac_window_get_session:
 * @self: a window
 *
 * Returns: (transfer none): the accounts
 */
AcSession *
ac_window_get_session (AcWindow *self)
{
  g_return_val_if_fail (AC_IS_WINDOW (self), NULL);

  return self->session;
}

/**
 * ac_window_find_session:
 * @widget: a widget of a window, or of a dialog of one
 *
 * Returns: (transfer none) (nullable): the accounts; %NULL where there is no #AcWindow
 */
AcSession *
ac_window_find_session (GtkWidget *widget)
{
  GtkWidget *root;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  root = GTK_WIDGET (gtk_widget_get_root (widget));
  while (root != NULL && !AC_IS_WINDOW (root))
    root = GTK_IS_WINDOW (root) ? GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (root))) : NULL;

  return root != NULL ? AC_WINDOW (root)->session : NULL;
}

/**
 * ac_window_get_account:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the account that is shown
 */
AcAccount *
ac_window_get_account (AcWindow *self)
{
  g_return_val_if_fail (AC_IS_WINDOW (self), NULL);

  return self->account;
}

/**
 * ac_window_set_account:
 * @self: a window
 * @account: (nullable): a connected account, or %NULL for the welcome view
 *
 * Shows the pages of @account. What could be undone for another account can't be undone any more.
 */
void
ac_window_set_account (AcWindow  *self,
                       AcAccount *account)
{
  g_return_if_fail (AC_IS_WINDOW (self));
  g_return_if_fail (account == NULL || AC_IS_ACCOUNT (account));

  if (self->account != account)
    {
      if (self->account != NULL)
        g_signal_handlers_disconnect_by_func (self->account, update_title, self);

      ac_toast_host_clear (self->toast_host);
      remove_pages (self);
      g_set_object (&self->account, account);
      /* Before the pages: what they follow in the list of environments the choice has to know first. */
      ac_environment_choice_set_account (self->choice, account);
      ac_sidebar_set_account (self->sidebar, account);
      ac_window_follow_rotations (self);

      if (account != NULL)
        g_signal_connect_object (account, "notify::name", G_CALLBACK (update_title), self, G_CONNECT_SWAPPED);
    }

  update_title (self);
  if (account != NULL)
    {
      adopt_name (self, account);
      update_page (self);
      adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->pages));
    }
  ac_window_show_view (self, account != NULL ? "account" : "welcome");
  if (account != NULL)
    ac_window_end_patience (self);
}

/**
 * ac_window_get_page_id:
 * @self: a window
 *
 * Returns: (transfer none): the ID of the page that is shown, or will be
 */
const char *
ac_window_get_page_id (AcWindow *self)
{
  g_return_val_if_fail (AC_IS_WINDOW (self), NULL);

  return find_page (self)->id;
}

/**
 * ac_window_show_page:
 * @self: a window
 * @id: the ID of a page of the page table
 *
 * Shows the page, now or when there is an account.
 */
void
ac_window_show_page (AcWindow   *self,
                     const char *id)
{
  g_return_if_fail (AC_IS_WINDOW (self));
  g_return_if_fail (id != NULL);

  g_free (self->page_id);
  self->page_id = g_strdup (id);

  if (self->account == NULL)
    return;

  update_page (self);
  ac_window_update_actions (self);
}

/*< private >
 * ac_window_go_to_page:
 * @self: a window with an account
 * @id: the ID of a page of the page table
 *
 * Shows the page, also when the sidebar covers it, and gives it the focus.
 */
void
ac_window_go_to_page (AcWindow   *self,
                      const char *id)
{
  ac_window_show_page (self, id);
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->pages));
  gtk_widget_grab_focus (GTK_WIDGET (get_page_stack (self)));
}

/**
 * ac_window_get_environment_choice:
 * @self: a window
 *
 * Returns: (transfer none): which product environment the window is about
 */
AcEnvironmentChoice *
ac_window_get_environment_choice (AcWindow *self)
{
  g_return_val_if_fail (AC_IS_WINDOW (self), NULL);

  return self->choice;
}

/**
 * ac_window_get_page:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the page or subpage on the screen
 */
AcPage *
ac_window_get_page (AcWindow *self)
{
  AcPageStack *stack;

  g_return_val_if_fail (AC_IS_WINDOW (self), NULL);

  stack = get_page_stack (self);

  return stack != NULL ? ac_page_stack_get_visible (stack) : NULL;
}
