/* ac-web-console.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-web-console"

#include "config.h"

#include "ac-web-console.h"

#include <glib/gi18n.h>

/**
 * ac_web_console_create_url:
 * @environment_id: (nullable): the environment that shall be selected there
 * @settings_page: the last part of a settings page's address
 *
 * Addresses are those of console-settings.md 0.1: the ID of an environment, after “c-”, selects it.
 *
 * Returns: (transfer full): the address of a page of Cloudinary's web console
 */
char *
ac_web_console_create_url (const char *environment_id,
                           const char *settings_page)
{
  g_autofree char *escaped = NULL;

  g_return_val_if_fail (settings_page != NULL, NULL);

  if (environment_id == NULL)
    return g_strconcat ("https://console.cloudinary.com/app/settings/", settings_page, NULL);

  escaped = g_uri_escape_string (environment_id, NULL, FALSE);

  return g_strconcat ("https://console.cloudinary.com/app/c-", escaped, "/settings/", settings_page, NULL);
}

static void
on_shown_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(AcPage) page = user_data;
  g_autoptr(GError) error = NULL;

  if (gtk_show_uri_full_finish (GTK_WINDOW (source), result, &error) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_debug ("Opening the browser failed: %s", error->message);
  ac_page_toast (page, _("The browser could not be opened."));
}

/**
 * ac_web_console_show_uri:
 * @page: a page in a window
 * @uri: an address
 *
 * Opens @uri in the browser; a toast of @page says so when that failed.
 */
void
ac_web_console_show_uri (AcPage     *page,
                         const char *uri)
{
  GtkRoot *root;

  g_return_if_fail (AC_IS_PAGE (page));
  g_return_if_fail (uri != NULL);

  root = gtk_widget_get_root (GTK_WIDGET (page));
  g_return_if_fail (GTK_IS_WINDOW (root));

  gtk_show_uri_full (GTK_WINDOW (root), uri, GDK_CURRENT_TIME, NULL, on_shown_cb, g_object_ref (page));
}

static void
on_window_active_changed_cb (GtkWindow  *window,
                             GParamSpec *pspec,
                             AcPage     *page)
{
  AcAccount *account = ac_page_get_account (page);

  if (!gtk_window_is_active (window))
    return;

  g_signal_handlers_disconnect_by_func (window, on_window_active_changed_cb, page);
  ac_collection_load_async (AC_COLLECTION (ac_account_get_environments (account)), NULL, NULL, NULL);
  if ((ac_account_get_features (account) & AC_FEATURES_ENVIRONMENT_LIMIT) != 0)
    ac_account_load_limit_async (account, NULL, NULL, NULL);
}

/**
 * ac_web_console_open:
 * @page: a page in a window
 * @environment_id: (nullable): the environment that shall be selected there
 * @settings_page: the last part of a settings page's address
 *
 * Opens a page of the web console. The demo account is in no web console, which is said instead.
 */
void
ac_web_console_open (AcPage     *page,
                     const char *environment_id,
                     const char *settings_page)
{
  g_autofree char *url = NULL;
  GtkRoot *root;

  g_return_if_fail (AC_IS_PAGE (page));

  if (ac_account_get_demo (ac_page_get_account (page)))
    {
      ac_page_toast (page, _("The demo account is not in the web console."));
      return;
    }

  /* Only once, however often it is opened before somebody comes back. */
  root = gtk_widget_get_root (GTK_WIDGET (page));
  g_return_if_fail (GTK_IS_WINDOW (root));
  g_signal_handlers_disconnect_by_func (root, on_window_active_changed_cb, page);
  g_signal_connect_object (root, "notify::is-active", G_CALLBACK (on_window_active_changed_cb), page,
                           G_CONNECT_DEFAULT);

  url = ac_web_console_create_url (environment_id, settings_page);
  ac_web_console_show_uri (page, url);
}
