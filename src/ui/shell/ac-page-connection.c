/* ac-page-connection.c: what the account's connection and permissions mean for a page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-page"

#include "config.h"

#include <glib/gi18n.h>

#include "ac-page-private.h"
#include "ac-dates.h"

/* Seconds. The client's own pauses between tries are shorter; one this long was asked for by the service. */
#define ASKED_WAIT 6

/* “… today at 09:12.”: when what is shown came from the service. */
static char *
format_offline_text (GDateTime *loaded_at)
{
  g_autoptr(GDateTime) local = NULL;
  g_autoptr(GDateTime) now = NULL;
  g_autoptr(GDateTime) yesterday = NULL;
  g_autofree char *time = NULL;
  g_autofree char *day = NULL;

  if (loaded_at == NULL)
    return g_strdup (_("You are offline."));

  local = g_date_time_to_local (loaded_at);
  now = g_date_time_new_now_local ();
  yesterday = g_date_time_add_days (now, -1);
  /* Translators: a time of the day, as 09:12; see g_date_time_format() */
  time = g_date_time_format (local, _("%H:%M"));

  if (g_date_time_get_year (local) == g_date_time_get_year (now) &&
      g_date_time_get_day_of_year (local) == g_date_time_get_day_of_year (now))
    /* Translators: %s is a time of the day, as 09:12 */
    return g_strdup_printf (_("You are offline. This is what the account looked like today at %s."), time);

  if (g_date_time_get_year (local) == g_date_time_get_year (yesterday) &&
      g_date_time_get_day_of_year (local) == g_date_time_get_day_of_year (yesterday))
    /* Translators: %s is a time of the day, as 09:12 */
    return g_strdup_printf (_("You are offline. This is what the account looked like yesterday at %s."), time);

  day = ac_format_date (local);
  /* Translators: %1$s is a day, as Mar 12, 2023, and %2$s a time of it, as 09:12 */
  return g_strdup_printf (_("You are offline. This is what the account looked like on %1$s at %2$s."), day, time);
}

static void
update_banner (AcPage *self)
{
  AcPagePrivate *priv = ac_page_get_private (self);
  AcConnectionState state = ac_account_get_connection_state (priv->account);

  if (state == AC_CONNECTION_STATE_UNAUTHORIZED)
    ac_banner_add (priv->banner, AC_BANNER_UNAUTHORIZED,
                   _("The API key of this account is no longer accepted."),
                   _("Change Credentials…"), "win.change-credentials");
  else
    ac_banner_remove (priv->banner, AC_BANNER_UNAUTHORIZED);

  /* Without content the error page says it, and has the same button. */
  if (state == AC_CONNECTION_STATE_OFFLINE &&
      (priv->state == AC_PAGE_STATE_CONTENT || priv->state == AC_PAGE_STATE_EMPTY))
    {
      g_autofree char *text =
        format_offline_text (priv->collection != NULL ? ac_collection_get_loaded_at (priv->collection) : NULL);

      ac_banner_add (priv->banner, AC_BANNER_OFFLINE, text, _("Try Again"), "page.try-again");
    }
  else
    ac_banner_remove (priv->banner, AC_BANNER_OFFLINE);

  if (ac_account_get_demo (priv->account))
    ac_banner_add (priv->banner, AC_BANNER_DEMO,
                   _("This is the demo account. Changes stay on this computer."),
                   _("Leave Demo"), "win.leave-demo");
  else
    ac_banner_remove (priv->banner, AC_BANNER_DEMO);
}

static void
update_no_access (AcPage *self)
{
  AcPagePrivate *priv = ac_page_get_private (self);
  AcPermissions *permissions = ac_account_get_permissions (priv->account);
  const char *text = priv->no_access_text;
  g_autofree char *escaped = NULL;

  if (text == NULL)
    text = _("This key has no permission for that. Ask a Master admin.");
  escaped = g_markup_escape_text (text, -1);
  adw_status_page_set_description (priv->no_access_page, escaped);

  if (ac_permissions_get_access (permissions, priv->subject) == AC_ACCESS_NONE)
    ac_page_set_state (self, AC_PAGE_STATE_NO_ACCESS);
}

static gboolean
find_editable (AcPage *self)
{
  AcPagePrivate *priv = ac_page_get_private (self);
  AcPermissions *permissions = ac_account_get_permissions (priv->account);

  if (ac_permissions_get_access (permissions, priv->subject) < AC_ACCESS_EDIT)
    return FALSE;

  switch (ac_account_get_connection_state (priv->account))
    {
    case AC_CONNECTION_STATE_OFFLINE:
    case AC_CONNECTION_STATE_UNAUTHORIZED:
      return FALSE;

    case AC_CONNECTION_STATE_CONNECTING:
    case AC_CONNECTION_STATE_CONNECTED:
    case AC_CONNECTION_STATE_WAITING:
      return TRUE;

    default:
      g_assert_not_reached ();
    }
}

static void
toast_waiting (AcPage *self)
{
  AcPagePrivate *priv = ac_page_get_private (self);
  guint seconds = ac_account_get_retry_seconds (priv->account);
  g_autofree char *text = NULL;

  if (seconds < ASKED_WAIT || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  text = g_strdup_printf (ngettext ("Cloudinary asks us to slow down. Retrying in %u s.",
                                    "Cloudinary asks us to slow down. Retrying in %u s.",
                                    seconds),
                          seconds);
  ac_page_toast (self, text);
}

static void
on_account_connection_changed_cb (AcPage *self)
{
  AcPagePrivate *priv = ac_page_get_private (self);
  AcConnectionState before = priv->connection_state;
  AcConnectionState now = ac_account_get_connection_state (priv->account);

  priv->connection_state = now;
  ac_page_connection_update (self);

  if (now == AC_CONNECTION_STATE_WAITING && before != now)
    toast_waiting (self);

  /* Back online: what is shown may be old, unless it is just coming. */
  if (before == AC_CONNECTION_STATE_OFFLINE && now == AC_CONNECTION_STATE_CONNECTED &&
      gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      (priv->collection == NULL || ac_collection_get_state (priv->collection) != AC_COLLECTION_STATE_LOADING))
    ac_page_reload (self);
}

static void
on_permissions_changed_cb (AcPage *self)
{
  AcPagePrivate *priv = ac_page_get_private (self);
  AcPermissions *permissions = ac_account_get_permissions (priv->account);

  if (priv->state == AC_PAGE_STATE_NO_ACCESS &&
      ac_permissions_get_access (permissions, priv->subject) != AC_ACCESS_NONE)
    {
      ac_page_set_state (self, AC_PAGE_STATE_LOADING);
      if (gtk_widget_get_mapped (GTK_WIDGET (self)))
        ac_page_reload (self);
    }

  ac_page_connection_update (self);
}

/* Begins to follow the account; called once. */
void
ac_page_connection_init (AcPage *self)
{
  AcPagePrivate *priv = ac_page_get_private (self);

  priv->connection_state = ac_account_get_connection_state (priv->account);
  g_signal_connect_object (priv->account, "notify::connection-state",
                           G_CALLBACK (on_account_connection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ac_account_get_permissions (priv->account), "changed",
                           G_CALLBACK (on_permissions_changed_cb), self, G_CONNECT_SWAPPED);
  ac_page_connection_update (self);
}

/* Makes banner, editable and the no access page say what is true now. */
void
ac_page_connection_update (AcPage *self)
{
  AcPagePrivate *priv = ac_page_get_private (self);

  /* The template may set properties before the account is there. */
  if (priv->account == NULL)
    return;

  update_banner (self);
  update_no_access (self);
  ac_page_set_editable (self, find_editable (self));
}
