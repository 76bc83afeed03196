/* shell-pages.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "shell-helpers.h"
#include "shell-pages.h"

char *
shell_list_json (const char *text)
{
  g_auto(GStrv) parts = g_strsplit (text, "|", -1);
  GString *json = g_string_new ("{\"sub_accounts\":[");

  for (guint i = 0; parts[i] != NULL && *text != '\0'; i++)
    {
      g_auto(GStrv) pair = g_strsplit (parts[i], "=", 2);
      gboolean enabled = !g_str_has_suffix (pair[0], "!");

      if (!enabled)
        pair[0][strlen (pair[0]) - 1] = '\0';
      g_string_append_printf (json,
                              "%s{\"id\":\"%s\",\"name\":\"%s\",\"cloud_name\":\"cloud-%s\",\"enabled\":%s,"
                              "\"created_at\":\"2023-03-12T09:00:00Z\",\"api_access_keys\":[]}",
                              i > 0 ? "," : "", pair[0], pair[1], pair[0], enabled ? "true" : "false");
    }
  g_string_append (json, "]}");

  return g_string_free (json, FALSE);
}

void
shell_expect_environments (AcMockServer *server,
                           const char   *text)
{
  g_autofree char *json = shell_list_json (text);

  ac_mock_reply_set_json (ac_mock_server_expect (server, "GET", SHELL_LIST), 200, json);
}

G_DEFINE_FINAL_TYPE (ShellPage, shell_page, AC_TYPE_SETTINGS_PAGE)

static void
shell_page_environment_changed (AcSettingsPage *page)
{
  ShellPage *self = SHELL_PAGE (page);
  AcEnvironment *environment = ac_settings_page_get_environment (page);
  AcEnvironments *environments = ac_account_get_environments (ac_page_get_account (AC_PAGE (page)));
  g_autoptr(AcEnvironmentKeys) keys = NULL;

  self->n_changes++;
  if (self->follows_nothing)
    {
      AC_SETTINGS_PAGE_CLASS (shell_page_parent_class)->environment_changed (page);
      return;
    }

  if (environment == NULL)
    return;

  keys = ac_environments_get_keys (environments, environment);
  ac_page_follow_collection (AC_PAGE (page), AC_COLLECTION (keys));
}

static void
add (ShellPage  *self,
     const char *type,
     gpointer    widget)
{
  GTK_BUILDABLE_GET_IFACE (self)->add_child (GTK_BUILDABLE (self), NULL, widget, type);
}

static void
shell_page_class_init (ShellPageClass *klass)
{
  AC_SETTINGS_PAGE_CLASS (klass)->environment_changed = shell_page_environment_changed;
}

static void
shell_page_init (ShellPage *self)
{
  g_object_set (self,
                "title", "API Keys",
                "subject", AC_SUBJECT_ENVIRONMENT_SETTINGS,
                "loading-text", "Loading keys…",
                "error-title", "Couldn’t Load Keys",
                "no-access-title", "No Access to Keys",
                NULL);
  add (self, "content", gtk_button_new_with_label ("Content"));
  add (self, "empty", gtk_label_new ("No Keys"));
  add (self, "end", gtk_button_new_with_label ("Menu"));
}

struct _ShellOtherPage
{
  AcSettingsPage parent_instance;
};

G_DEFINE_FINAL_TYPE (ShellOtherPage, shell_other_page, AC_TYPE_SETTINGS_PAGE)

static void
shell_other_page_class_init (ShellOtherPageClass *klass)
{
}

static void
shell_other_page_init (ShellOtherPage *self)
{
  g_object_set (self, "title", "Upload", NULL);
  GTK_BUILDABLE_GET_IFACE (self)->add_child (GTK_BUILDABLE (self), NULL,
                                             G_OBJECT (gtk_button_new_with_label ("Other")), "content");
}
