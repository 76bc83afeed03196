/* ac-application.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-application"

#include "config.h"

#include <glib/gi18n.h>

#include "ac-application.h"

#include "ac-about.h"
#include "ac-account-opener.h"
#include "ac-account-settings.h"
#include "ac-page-table.h"
#include "ac-preferences-window.h"
#include "ac-rotations.h"
#include "ac-screen-lock.h"
#include "ac-secrets.h"
#include "ac-window.h"

struct _AcApplication
{
  AdwApplication parent_instance;

  AcSession *session;  /* (nullable): in the process with the windows */
  AcAccountUrl *url;   /* (nullable): of the environment, until it is used */
  GSettings *settings; /* (nullable) */
  AcScreenLock *screen_lock; /* (nullable) */
  AcReminders *reminders;    /* (nullable) */
};

G_DEFINE_FINAL_TYPE (AcApplication, ac_application, ADW_TYPE_APPLICATION)

static const GOptionEntry option_entries[] = {
  { "sandbox", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Open the demo account"), NULL },
  { "account", 0, 0, G_OPTION_ARG_STRING, NULL, N_("Open the account with this ID"), N_("ID") },
  { "page", 0, 0, G_OPTION_ARG_STRING, NULL, N_("Show the page with this ID"), N_("ID") },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Print the version and quit"), NULL },
  { NULL },
};

static const struct
{
  const char *action;
  const char *accels[3];
} accels[] = {
  { "app.new-window", { "<Control><Shift>n" } },
  { "app.quit", { "<Control>q" } },
  { "window.close", { "<Control>w" } },
  { "app.preferences", { "<Control>comma" } },
  { "app.hide-secrets", { "<Control>l" } },
  { "win.show-help-overlay", { "<Control>question" } },
  { "win.reload", { "F5", "<Control>r" } },
  { "win.search", { "<Control>f" } },
  { "win.create", { "<Control>n" } },
  { "win.other-pane", { "F6" } },
  { "win.switch-account", { "<Control><Shift>a" } },
  { "win.switch-environment", { "<Control><Shift>e" } },
};

static AcWindow *
create_window (AcApplication *self)
{
  AcWindow *window = ac_window_new (GTK_APPLICATION (self), self->session);

  gtk_window_present (GTK_WINDOW (window));

  return window;
}

static AcWindow *
create_window_for_account (AcApplication *self)
{
  AcWindow *window = ac_window_new (GTK_APPLICATION (self), self->session);

  ac_window_present_soon (window);

  return window;
}

/* The window that was used last. */
static AcWindow *
find_window (AcApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (AC_IS_WINDOW (l->data))
      return l->data;

  return NULL;
}

/* Ctrl+Shift+N: the same account once more, to see two of its pages side by side. */
static void
new_window_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  AcApplication *self = AC_APPLICATION (user_data);
  AcWindow *before = find_window (self);
  AcWindow *window = create_window (self);
  AcAccount *account = before != NULL ? ac_window_get_account (before) : NULL;

  if (account == NULL)
    return;

  ac_window_show_page (window, ac_window_get_page_id (before));
  ac_environment_choice_copy (ac_window_get_environment_choice (window), ac_window_get_environment_choice (before));
  ac_window_set_account (window, account);
}

static void
about_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  AcApplication *self = AC_APPLICATION (user_data);

  ac_about_present (gtk_application_get_active_window (GTK_APPLICATION (self)), self->settings);
}

/* One window of preferences, over the one that is used. */
static void
preferences_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  AcApplication *self = AC_APPLICATION (user_data);

  ac_preferences_window_present (GTK_WINDOW (find_window (self)), self->settings);
}

static void
hide_secrets_action (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  ac_secrets_hide_all ();
}

/* Windows are closed one by one, so that each keeps its size. */
static void
quit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  g_autoptr(GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (user_data)));

  for (GList *l = windows; l != NULL; l = l->next)
    if (AC_IS_WINDOW (l->data))
      gtk_window_close (GTK_WINDOW (l->data));
}

/* The window that was used last of those with this account. */
static AcWindow *
find_window_of_account (AcApplication *self,
                        const char    *account_id)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    {
      AcAccount *account = AC_IS_WINDOW (l->data) ? ac_window_get_account (l->data) : NULL;

      if (account != NULL && g_str_equal (ac_account_get_id (account), account_id))
        return l->data;
    }

  return NULL;
}

/* A click on a notification, which may have been there longer than this process. */
static void
open_page_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  AcApplication *self = AC_APPLICATION (user_data);
  const char *account_id, *page_id, *environment_id;
  AcAccount *account;
  AcWindow *window;

  g_variant_get (parameter, "(&s&s&s)", &account_id, &page_id, &environment_id);
  if (*account_id == '\0' || ac_page_table_lookup (page_id) == NULL)
    return;

  /* Where nobody knows the environments yet, it is the one that is chosen first. */
  if (*environment_id != '\0')
    {
      g_autoptr(AcAccountSettings) settings = ac_account_settings_get (account_id);

      ac_account_settings_set_environment (settings, environment_id);
    }

  window = find_window_of_account (self, account_id);
  if (window != NULL)
    {
      gtk_window_present (GTK_WINDOW (window));
      if (*environment_id == '\0' ||
          !gtk_widget_activate_action (GTK_WIDGET (window), "win.show-environment-page", "(ss)", environment_id, page_id))
        gtk_widget_activate_action (GTK_WIDGET (window), "win.show-page", "s", page_id);
      return;
    }

  /* A window that shows the welcome view is as good as a new one. */
  account = ac_session_lookup (self->session, account_id);
  window = find_window (self);
  if (window != NULL && ac_window_get_account (window) == NULL)
    gtk_window_present (GTK_WINDOW (window));
  else
    window = account != NULL ? create_window (self) : create_window_for_account (self);

  ac_window_show_page (window, page_id);
  if (account != NULL)
    ac_window_set_account (window, account);
  else
    ac_account_opener_open (window, account_id);
}

static gboolean
style_variant_to_color_scheme (GValue   *value,
                               GVariant *variant,
                               gpointer  user_data)
{
  const char *name = g_variant_get_string (variant, NULL);

  if (g_str_equal (name, "light"))
    g_value_set_enum (value, ADW_COLOR_SCHEME_FORCE_LIGHT);
  else if (g_str_equal (name, "dark"))
    g_value_set_enum (value, ADW_COLOR_SCHEME_FORCE_DARK);
  else
    g_value_set_enum (value, ADW_COLOR_SCHEME_DEFAULT);

  return TRUE;
}

static void
add_actions (AcApplication *self)
{
  static const GActionEntry entries[] = {
    { "new-window", new_window_action },
    { "preferences", preferences_action },
    { "hide-secrets", hide_secrets_action },
    { "about", about_action },
    { "quit", quit_action },
    { "open-page", open_page_action, "(sss)" },
  };
  g_autoptr(GAction) style_variant = g_settings_create_action (self->settings, "style-variant");

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_action_map_add_action (G_ACTION_MAP (self), style_variant);
}

static void
set_accels (AcApplication *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accels[i].action, accels[i].accels);

  for (int number = 1; number <= 9; number++)
    {
      g_autofree char *action = g_strdup_printf ("win.page-number(%d)", number);
      g_autofree char *accel = g_strdup_printf ("<Alt>%d", number);
      const char *page_accels[] = { accel, NULL };

      gtk_application_set_accels_for_action (GTK_APPLICATION (self), action, page_accels);
    }
}

static void
ac_application_startup (GApplication *application)
{
  AcApplication *self = AC_APPLICATION (application);

  G_APPLICATION_CLASS (ac_application_parent_class)->startup (application);

  self->settings = g_settings_new (AC_BASE_ID);
  self->session = ac_session_new ();
  self->reminders = ac_reminders_new (GTK_APPLICATION (self), self->session);
  self->screen_lock = ac_screen_lock_new (g_application_get_dbus_connection (application));
  g_signal_connect (self->screen_lock, "locked", G_CALLBACK (ac_secrets_hide_all), NULL);

  g_settings_bind_with_mapping (self->settings, "style-variant",
                                adw_style_manager_get_default (), "color-scheme",
                                G_SETTINGS_BIND_GET,
                                style_variant_to_color_scheme, NULL, NULL, NULL);
  gtk_window_set_default_icon_name (AC_BASE_ID);
  ac_secrets_add_shortcut ();
  add_actions (self);
  set_accels (self);
}

static void
ac_application_activate (GApplication *application)
{
  AcApplication *self = AC_APPLICATION (application);
  AcWindow *window = find_window (self);

  if (window != NULL)
    gtk_window_present (GTK_WINDOW (window));
  else
    create_window (self);
}

static void
on_url_connected_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(AcWindow) window = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(AcAccount) account = ac_session_open_finish (AC_SESSION (source), result, &error);

  if (account != NULL)
    ac_window_set_account (window, account);
  else
    ac_window_show_error (window, error);
}

static void
open_url (AcApplication *self,
          AcWindow      *window)
{
  g_autoptr(AcAccountUrl) url = g_steal_pointer (&self->url);

  ac_session_connect_async (self->session, url, FALSE, NULL, on_url_connected_cb, g_object_ref (window));
}

static int
ac_application_command_line (GApplication            *application,
                             GApplicationCommandLine *command_line)
{
  AcApplication *self = AC_APPLICATION (application);
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);
  AcWindow *window = find_window (self);
  const char *account_id = NULL;
  const char *page_id = NULL;
  gboolean sandbox = FALSE;
  gboolean opens_account;

  g_variant_dict_lookup (options, "account", "&s", &account_id);
  g_variant_dict_lookup (options, "page", "&s", &page_id);
  g_variant_dict_lookup (options, "sandbox", "b", &sandbox);

  if (page_id != NULL && ac_page_table_lookup (page_id) == NULL)
    {
      g_application_command_line_printerr (command_line, _("There is no page “%s”.\n"), page_id);
      return 1;
    }

  /* Its service starts while the window is built. */
  if (sandbox)
    ac_session_open_demo_async (self->session, NULL, NULL, NULL);

  /* An account is opened in a window that has none yet. */
  opens_account = account_id != NULL || sandbox || self->url != NULL;
  if (opens_account && (window == NULL || ac_window_get_account (window) != NULL))
    window = create_window_for_account (self);
  else if (window == NULL)
    window = create_window (self);
  else
    gtk_window_present (GTK_WINDOW (window));

  if (page_id != NULL)
    ac_window_show_page (window, page_id);

  if (sandbox)
    ac_window_open_demo (window);
  else if (account_id != NULL)
    ac_account_opener_open (window, account_id);
  else if (self->url != NULL)
    open_url (self, window);

  return 0;
}

static int
ac_application_handle_local_options (GApplication *application,
                                     GVariantDict *options)
{
  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("account-console %s\n", AC_VERSION);
      return 0;
    }

  if (g_variant_dict_contains (options, "sandbox") && g_variant_dict_contains (options, "account"))
    {
      g_printerr ("%s\n", _("--sandbox and --account can’t be used together."));
      return 1;
    }

  return G_APPLICATION_CLASS (ac_application_parent_class)->handle_local_options (application, options);
}

static void
ac_application_shutdown (GApplication *application)
{
  AcApplication *self = AC_APPLICATION (application);

  ac_rotations_flush_all ();
  if (self->reminders != NULL)
    g_object_run_dispose (G_OBJECT (self->reminders));
  g_clear_object (&self->reminders);
  /* Ends the demo account's service. */
  g_clear_object (&self->session);
  if (self->screen_lock != NULL)
    g_object_run_dispose (G_OBJECT (self->screen_lock));
  g_clear_object (&self->screen_lock);
  g_clear_object (&self->settings);

  G_APPLICATION_CLASS (ac_application_parent_class)->shutdown (application);
}

static void
ac_application_finalize (GObject *object)
{
  AcApplication *self = AC_APPLICATION (object);

  g_clear_pointer (&self->url, ac_account_url_unref);

  G_OBJECT_CLASS (ac_application_parent_class)->finalize (object);
}

static void
ac_application_class_init (AcApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->finalize = ac_application_finalize;

  application_class->startup = ac_application_startup;
  application_class->activate = ac_application_activate;
  application_class->command_line = ac_application_command_line;
  application_class->handle_local_options = ac_application_handle_local_options;
  application_class->shutdown = ac_application_shutdown;
}

static void
ac_application_init (AcApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), option_entries);
  g_application_set_option_context_summary (G_APPLICATION (self),
                                            _("Manage the settings of your Cloudinary accounts"));
}

/**
 * ac_application_new:
 * @url: (nullable): an account to connect to for this run only
 *
 * Returns: (transfer full): the application. With @url it doesn't hand over to one that runs already, so that
 *   the key stays in this process.
 */
AcApplication *
ac_application_new (AcAccountUrl *url)
{
  AcApplication *self;

  self = g_object_new (AC_TYPE_APPLICATION,
                       "application-id", AC_APPLICATION_ID,
                       "resource-base-path", AC_RESOURCE_PATH,
                       "flags", G_APPLICATION_HANDLES_COMMAND_LINE |
                                (url != NULL ? G_APPLICATION_NON_UNIQUE : G_APPLICATION_DEFAULT_FLAGS),
                       NULL);
  if (url != NULL)
    self->url = ac_account_url_ref (url);

  return self;
}

/**
 * ac_application_get_session:
 * @self: the application, started
 *
 * Returns: (transfer none) (nullable): the accounts
 */
AcSession *
ac_application_get_session (AcApplication *self)
{
  g_return_val_if_fail (AC_IS_APPLICATION (self), NULL);

  return self->session;
}

/**
 * ac_application_get_reminders:
 * @self: the application, started
 *
 * Returns: (transfer none) (nullable): what looks after old keys
 */
AcReminders *
ac_application_get_reminders (AcApplication *self)
{
  g_return_val_if_fail (AC_IS_APPLICATION (self), NULL);

  return self->reminders;
}
