/* ac-window-actions.c: what the keys, menus and banners of a window do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-window"

#include "config.h"

#include <glib/gi18n.h>

#include "ac-confirm.h"
#include "ac-known-account-row.h"
#include "ac-messages.h"
#include "ac-page-private.h"
#include "ac-window-private.h"

static gboolean
is_account_shown (AcWindow *self)
{
  return self->account != NULL &&
         g_strcmp0 (gtk_stack_get_visible_child_name (self->main_stack), "account") == 0;
}

static void
toast_error (AcWindow     *self,
             const GError *error)
{
  g_autofree char *sentence = NULL;

  if (error->domain == AC_DEMO_ERROR)
    sentence = ac_demo_error_to_sentence (ac_session_get_demo (self->session), error);
  else
    sentence = ac_message_for_error (error);
  ac_toast_host_show (self->toast_host, sentence, ADW_TOAST_PRIORITY_HIGH);
}

/* The page */

static void
reload_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  ac_page_reload (ac_window_get_page (AC_WINDOW (widget)));
}

static void
search_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  ac_page_start_search (ac_window_get_page (AC_WINDOW (widget)), NULL);
}

static void
create_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  ac_page_create (ac_window_get_page (AC_WINDOW (widget)));
}

static void
select_all_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  ac_page_select_all (ac_window_get_page (AC_WINDOW (widget)));
}

static void
show_sidebar_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  adw_leaflet_navigate (AC_WINDOW (widget)->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  AcPage *page = ac_window_get_page (AC_WINDOW (widget));

  if (!ac_page_get_selection_mode (page))
    gtk_widget_activate_action (GTK_WIDGET (page), "page.back", NULL);
}

static void
escape_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  AcWindow *self = AC_WINDOW (widget);
  AcPage *page = ac_window_get_page (self);

  if (!ac_page_escape (page))
    ac_page_stack_go_back (AC_PAGE_STACK (gtk_stack_get_visible_child (self->pages)));
}

static void
page_number_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  AcWindow *self = AC_WINDOW (widget);
  const char *id = ac_sidebar_get_page_at (self->sidebar, g_variant_get_int32 (parameter) - 1);

  if (id != NULL)
    ac_window_go_to_page (self, id);
}

/* By its ID. */
static void
show_page_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  ac_window_go_to_page (AC_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

/* The ID of an environment, and that of a page about its settings. */
static void
show_environment_page_action (GtkWidget  *widget,
                              const char *name,
                              GVariant   *parameter)
{
  AcWindow *self = AC_WINDOW (widget);
  AcCollection *environments = AC_COLLECTION (ac_account_get_environments (self->account));
  AcEnvironment *environment;
  const char *environment_id, *page_id;

  g_variant_get (parameter, "(&s&s)", &environment_id, &page_id);
  environment = ac_collection_lookup (environments, environment_id);
  if (environment == NULL)
    return;

  ac_environment_choice_set_environment (self->choice, environment);
  ac_window_go_to_page (self, page_id);
}

/* F6 */
static void
other_pane_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  AcWindow *self = AC_WINDOW (widget);
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  gboolean in_sidebar = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->sidebar));
  GtkWidget *other = in_sidebar ? GTK_WIDGET (self->pages) : GTK_WIDGET (self->sidebar);

  adw_leaflet_set_visible_child (self->leaflet, other);
  gtk_widget_grab_focus (in_sidebar ? gtk_stack_get_visible_child (self->pages) : other);
}

/* Accounts */

static void
switch_account_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  AcWindow *self = AC_WINDOW (widget);

  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->sidebar));
  ac_sidebar_show_accounts (self->sidebar);
}

static void
switch_environment_action (GtkWidget  *widget,
                           const char *name,
                           GVariant   *parameter)
{
  AcWindow *self = AC_WINDOW (widget);

  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->sidebar));
  ac_sidebar_show_environments (self->sidebar);
}

static void
on_opened_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(AcWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(AcAccount) account = ac_session_open_finish (AC_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->switching);
  if (account != NULL)
    ac_window_set_account (self, account);
  else
    toast_error (self, error);
}

static void
open_account_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  AcWindow *self = AC_WINDOW (widget);
  AcKnownAccount *known = ac_session_find_connection (self->session, parameter);

  if (known == NULL)
    return;

  g_cancellable_cancel (self->switching);
  g_clear_object (&self->switching);
  self->switching = g_cancellable_new ();
  ac_session_open_async (self->session, known, self->switching, on_opened_cb, g_object_ref (self));
}

static void
open_account_in_new_window_action (GtkWidget  *widget,
                                   const char *name,
                                   GVariant   *parameter)
{
  AcWindow *self = AC_WINDOW (widget);
  AcKnownAccount *known = ac_session_find_connection (self->session, parameter);
  AcWindow *window;

  if (known == NULL)
    return;

  window = ac_window_new (gtk_window_get_application (GTK_WINDOW (self)), self->session);
  gtk_window_present (GTK_WINDOW (window));
  ac_window_open_known (window, known);
}

/* Built when it is asked for, which it rarely is. And as a help overlay GTK would keep it, hidden: GTK 4.8 crashes when a
 * screen reader asks for a window that was just closed while the last one of the list is hidden. */
static void
show_shortcuts_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  g_autoptr(GtkBuilder) builder = gtk_builder_new_from_resource (AC_RESOURCE_PATH "/shell/ac-shortcuts.ui");
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (shortcuts, GTK_WINDOW (widget));
  gtk_window_present (shortcuts);
}

static void
connect_account_action (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  AcWindow *self = AC_WINDOW (widget);

  ac_window_show_connect (self, NULL);
}

static void
change_credentials_action (GtkWidget  *widget,
                           const char *name,
                           GVariant   *parameter)
{
  AcWindow *self = AC_WINDOW (widget);

  ac_window_show_connect (self, ac_account_get_known_account (self->account));
}

static void
change_credentials_of_action (GtkWidget  *widget,
                              const char *name,
                              GVariant   *parameter)
{
  AcWindow *self = AC_WINDOW (widget);
  AcKnownAccount *known = ac_session_find_connection (self->session, parameter);

  if (known != NULL)
    ac_window_show_connect (self, known);
}

static void
on_sign_out_confirmed_cb (GObject      *source,
                          GAsyncResult *result,
                          gpointer      user_data)
{
  g_autoptr(AcWindow) self = user_data;

  if (ac_confirm_finish (result, NULL) && self->account != NULL)
    ac_session_sign_out (self->session, self->account);
}

static void
sign_out_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  AcWindow *self = AC_WINDOW (widget);
  AcKnownAccount *known = ac_account_get_known_account (self->account);
  const char *account_name = ac_account_get_name (self->account);
  g_autofree char *title = ac_quote_name (account_name != NULL ? account_name : ac_known_account_get_title (known));
  g_autofree char *heading = NULL;
  AcConfirm question = { .verb = _("_Sign Out") };

  if (ac_account_get_demo (self->account))
    {
      ac_session_sign_out (self->session, self->account);
      return;
    }

  /* Translators: %s is the name of an account */
  heading = g_strdup_printf (_("Sign out of %s?"), title);
  question.heading = heading;
  if (ac_session_is_remembered (self->session, known))
    question.body = _("The key stays in the keyring, so that you can open the account again.");
  else
    question.body = _("The key is not stored on this computer. To open the account again you need its account URL.");
  ac_confirm_async (widget, &question, NULL, on_sign_out_confirmed_cb, g_object_ref (self));
}

static void
leave_demo_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  AcWindow *self = AC_WINDOW (widget);

  if (ac_account_get_demo (self->account))
    ac_session_sign_out (self->session, self->account);
}

static void
on_demo_restarted_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(AcWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(AcAccount) account = ac_session_open_finish (AC_SESSION (source), result, &error);

  if (account == NULL)
    toast_error (self, error);
  else if (self->account == account)
    ac_page_reload (ac_window_get_page (self));
}

static void
retry_connection_action (GtkWidget  *widget,
                         const char *name,
                         GVariant   *parameter)
{
  AcWindow *self = AC_WINDOW (widget);

  if (ac_account_get_demo (self->account) && !ac_demo_get_running (ac_session_get_demo (self->session)))
    ac_session_open_demo_async (self->session, NULL, on_demo_restarted_cb, g_object_ref (self));
  else
    ac_account_retry_now (self->account);
}

/* What needs an account is off while none is shown. */
void
ac_window_update_actions (AcWindow *self)
{
  static const char * const names[] = {
    "win.reload", "win.search", "win.create", "win.select-all", "win.show-sidebar", "win.back", "win.escape",
    "win.page-number", "win.show-page", "win.show-environment-page", "win.other-pane", "win.switch-account", "win.open-account", "win.change-credentials",
    "win.sign-out", "win.leave-demo", "win.retry-connection",
  };
  gboolean enabled = is_account_shown (self);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), names[i], enabled);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.switch-environment",
                                 enabled && ac_sidebar_has_environments (self->sidebar));
}

/* The actions of the class, named win.… */
void
ac_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.reload", NULL, reload_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.create", NULL, create_action);
  gtk_widget_class_install_action (widget_class, "win.select-all", NULL, select_all_action);
  gtk_widget_class_install_action (widget_class, "win.show-sidebar", NULL, show_sidebar_action);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "win.escape", NULL, escape_action);
  gtk_widget_class_install_action (widget_class, "win.page-number", "i", page_number_action);
  gtk_widget_class_install_action (widget_class, "win.show-page", "s", show_page_action);
  gtk_widget_class_install_action (widget_class, "win.show-environment-page", "(ss)", show_environment_page_action);
  gtk_widget_class_install_action (widget_class, "win.other-pane", NULL, other_pane_action);
  gtk_widget_class_install_action (widget_class, "win.switch-account", NULL, switch_account_action);
  gtk_widget_class_install_action (widget_class, "win.switch-environment", NULL, switch_environment_action);
  gtk_widget_class_install_action (widget_class, "win.open-account", "(sss)", open_account_action);
  gtk_widget_class_install_action (widget_class, "win.open-account-in-new-window", "(sss)",
                                   open_account_in_new_window_action);
  gtk_widget_class_install_action (widget_class, "win.show-help-overlay", NULL, show_shortcuts_action);
  gtk_widget_class_install_action (widget_class, "win.connect-account", NULL, connect_account_action);
  gtk_widget_class_install_action (widget_class, "win.change-credentials", NULL, change_credentials_action);
  gtk_widget_class_install_action (widget_class, "win.change-credentials-of", "(sss)", change_credentials_of_action);
  gtk_widget_class_install_action (widget_class, "win.sign-out", NULL, sign_out_action);
  gtk_widget_class_install_action (widget_class, "win.leave-demo", NULL, leave_demo_action);
  gtk_widget_class_install_action (widget_class, "win.retry-connection", NULL, retry_connection_action);
}
