/* ac-about.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-about"

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <libsecret/secret.h>
#include <libsoup/soup.h>

#include "ac-about.h"

#include "ac-install.h"

static void
append_versions (GString *info)
{
  g_string_append_printf (info, "Account Console %s%s%s\n\n", AC_VERSION,
                          AC_DEVELOPMENT ? ", development" : "",
                          ac_install_is_installed () ? "" : ", not installed");
  g_string_append (info, "Libraries (running, compiled with)\n");
  g_string_append_printf (info, "- GLib %u.%u.%u, %d.%d.%d\n",
                          glib_major_version, glib_minor_version, glib_micro_version,
                          GLIB_MAJOR_VERSION, GLIB_MINOR_VERSION, GLIB_MICRO_VERSION);
  g_string_append_printf (info, "- GTK %u.%u.%u, %d.%d.%d\n",
                          gtk_get_major_version (), gtk_get_minor_version (), gtk_get_micro_version (),
                          GTK_MAJOR_VERSION, GTK_MINOR_VERSION, GTK_MICRO_VERSION);
  g_string_append_printf (info, "- libadwaita %u.%u.%u, %s\n",
                          adw_get_major_version (), adw_get_minor_version (), adw_get_micro_version (),
                          ADW_VERSION_S);
  g_string_append_printf (info, "- libsoup %u.%u.%u, %d.%d.%d\n",
                          soup_get_major_version (), soup_get_minor_version (), soup_get_micro_version (),
                          SOUP_MAJOR_VERSION, SOUP_MINOR_VERSION, SOUP_MICRO_VERSION);
  /* These two don't say what is running. */
  g_string_append_printf (info, "- JSON-GLib %s\n", JSON_VERSION_S);
  g_string_append_printf (info, "- libsecret %d.%d.%d\n\n",
                          SECRET_MAJOR_VERSION, SECRET_MINOR_VERSION, SECRET_MICRO_VERSION);
}

static void
append_surroundings (GString *info)
{
  GdkDisplay *display = gdk_display_get_default ();
  g_autofree char *os = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);

  g_string_append_printf (info, "System: %s\n", os != NULL ? os : "unknown");
  g_string_append_printf (info, "Desktop: %s\n", g_getenv ("XDG_CURRENT_DESKTOP") != NULL ? g_getenv ("XDG_CURRENT_DESKTOP") : "unknown");
  g_string_append_printf (info, "Display: %s\n", display != NULL ? G_OBJECT_TYPE_NAME (display) : "none");
  g_string_append_printf (info, "Languages: %s\n\n", g_get_language_names ()[0]);
}

static void
append_settings (GString   *info,
                 GSettings *settings)
{
  g_autoptr(GSettingsSchema) schema = NULL;
  g_auto(GStrv) keys = NULL;

  g_object_get (settings, "settings-schema", &schema, NULL);
  keys = g_settings_schema_list_keys (schema);

  g_string_append (info, "Settings that differ from the defaults\n");
  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autoptr(GVariant) value = g_settings_get_user_value (settings, keys[i]);
      g_autofree char *text = NULL;

      if (value == NULL)
        continue;

      text = g_variant_print (value, FALSE);
      g_string_append_printf (info, "- %s: %s\n", keys[i], text);
    }
}

/**
 * ac_about_create_debug_info:
 * @settings: the settings of the program
 *
 * Returns: (transfer full): plain text in English, for a report
 */
char *
ac_about_create_debug_info (GSettings *settings)
{
  GString *info = g_string_new (NULL);

  append_versions (info);
  append_surroundings (info);
  append_settings (info, settings);

  return g_string_free (info, FALSE);
}

/**
 * ac_about_present:
 * @parent: (nullable): the window it belongs to
 * @settings: the settings of the program
 *
 * Shows what the program is.
 */
void
ac_about_present (GtkWindow *parent,
                  GSettings *settings)
{
  g_autofree char *debug_info = ac_about_create_debug_info (settings);

  adw_show_about_window (parent,
                         "application-name", _("Account Console"),
                         "application-icon", AC_BASE_ID,
                         "version", AC_VERSION,
                         "developer-name", _("The Account Console developers"),
                         "copyright", "© 2026 The Account Console developers",
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "comments", _("Manage the settings of your Cloudinary accounts. "
                                       "This program is not made by Cloudinary."),
                         /* Translators: your name and e-mail address, a line each */
                         "translator-credits", _("translator-credits"),
                         "debug-info", debug_info,
                         "debug-info-filename", "account-console-debug-info.txt",
                         NULL);
}
