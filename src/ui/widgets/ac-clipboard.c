/* ac-clipboard.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-clipboard"

#include "config.h"

#include "ac-clipboard.h"

#include "ac-secret-provider.h"

#define COPIED_SECRET "ac-copied-secret"

/* A secret that was put into a clipboard, until it is taken out again. Belongs to the clipboard. */
typedef struct
{
  GdkClipboard *clipboard;      /* (unowned): which owns this */
  GdkContentProvider *provider; /* (owned) */
  SecretValue *value;           /* (owned) */
  guint timeout_id;
  gulong shutdown_id;
  GApplication *application;    /* (owned) (nullable) */
} CopiedSecret;

static void
copied_secret_free (CopiedSecret *copied)
{
  g_clear_handle_id (&copied->timeout_id, g_source_remove);
  if (copied->application != NULL)
    g_clear_signal_handler (&copied->shutdown_id, copied->application);
  g_clear_object (&copied->application);
  g_clear_object (&copied->provider);
  g_clear_pointer (&copied->value, secret_value_unref);
  g_free (copied);
}

static void
forget_secret (GdkClipboard *clipboard)
{
  g_object_set_data (G_OBJECT (clipboard), COPIED_SECRET, NULL);
}

/* Somebody else owns the clipboard, which may be a clipboard manager that took over what we had put there. */
static void
on_text_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GdkClipboard *clipboard = GDK_CLIPBOARD (source);
  g_autoptr(SecretValue) value = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (clipboard, result, NULL);

  if (g_strcmp0 (text, secret_value_get_text (value)) == 0)
    gdk_clipboard_set_content (clipboard, NULL);

  if (text != NULL)
    secret_password_wipe (text);
}

static gboolean
on_time_over_cb (gpointer user_data)
{
  CopiedSecret *copied = user_data;
  GdkClipboard *clipboard = copied->clipboard;

  copied->timeout_id = 0;

  if (gdk_clipboard_get_content (clipboard) == copied->provider)
    gdk_clipboard_set_content (clipboard, NULL);
  else if (!gdk_clipboard_is_local (clipboard))
    gdk_clipboard_read_text_async (clipboard, NULL, on_text_read_cb, secret_value_ref (copied->value));

  forget_secret (clipboard);

  return G_SOURCE_REMOVE;
}

/* Runs before GTK hands the clipboard's content on to a clipboard manager. */
static void
on_application_shutdown_cb (GApplication *application,
                            gpointer      user_data)
{
  CopiedSecret *copied = user_data;

  if (gdk_clipboard_get_content (copied->clipboard) == copied->provider)
    gdk_clipboard_set_content (copied->clipboard, NULL);

  forget_secret (copied->clipboard);
}

/**
 * ac_clipboard_copy:
 * @widget: a widget of the window in which somebody copies
 * @text: what to copy; no secret
 */
void
ac_clipboard_copy (GtkWidget  *widget,
                   const char *text)
{
  GdkClipboard *clipboard;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (text != NULL);

  clipboard = gtk_widget_get_clipboard (widget);
  forget_secret (clipboard);
  gdk_clipboard_set_text (clipboard, text);
}

/**
 * ac_clipboard_copy_secret:
 * @widget: a widget of the window in which somebody copies
 * @secret: what to copy
 *
 * Copies a secret and takes it out again: after ac_clipboard_get_seconds(), and when the application ends, if it still
 * stands there. At the end of the application only what is still ours is taken out, for nobody can be asked then.
 */
void
ac_clipboard_copy_secret (GtkWidget  *widget,
                          const char *secret)
{
  GdkClipboard *clipboard;
  CopiedSecret *copied;
  guint seconds;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (secret != NULL);

  clipboard = gtk_widget_get_clipboard (widget);
  seconds = ac_clipboard_get_seconds ();

  copied = g_new0 (CopiedSecret, 1);
  copied->clipboard = clipboard;
  copied->value = secret_value_new (secret, -1, "text/plain");
  copied->provider = ac_secret_provider_new (copied->value);
  g_object_set_data_full (G_OBJECT (clipboard), COPIED_SECRET, copied, (GDestroyNotify) copied_secret_free);

  if (seconds > 0)
    {
      GApplication *application = g_application_get_default ();

      copied->timeout_id = g_timeout_add_seconds (seconds, on_time_over_cb, copied);
      if (application != NULL)
        {
          copied->application = g_object_ref (application);
          copied->shutdown_id = g_signal_connect (application, "shutdown",
                                                  G_CALLBACK (on_application_shutdown_cb), copied);
        }
    }

  gdk_clipboard_set_content (clipboard, copied->provider);
}

/**
 * ac_clipboard_get_seconds:
 *
 * Returns: after how many seconds a copied secret is taken out of the clipboard; 0: it stays
 */
guint
ac_clipboard_get_seconds (void)
{
  g_autoptr(GSettings) settings = g_settings_new (AC_BASE_ID);

  return g_settings_get_uint (settings, "clear-clipboard-after");
}
