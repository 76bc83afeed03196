/* ac-environment-keys-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environment-keys-page"

#include "config.h"

#include "ac-environment-keys-page.h"

#include <glib/gi18n.h>

#include "ac-generate-key-dialog.h"
#include "ac-key-credentials.h"
#include "ac-key-list.h"
#include "ac-key-rotations.h"
#include "ac-web-console.h"

struct _AcEnvironmentKeysPage
{
  AcSettingsPage parent_instance;

  AcEnvironmentKeys *keys; /* (nullable): of the environment that is chosen */

  GSettings *settings;

  AcKeyCredentials *credentials;
  AcKeyList *list;
};

G_DEFINE_FINAL_TYPE (AcEnvironmentKeysPage, ac_environment_keys_page, AC_TYPE_SETTINGS_PAGE)

static void
generate_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  AcEnvironmentKeysPage *self = AC_ENVIRONMENT_KEYS_PAGE (widget);

  ac_form_dialog_present (ac_generate_key_dialog_new (AC_PAGE (self), AC_API_KEYS (self->keys)), widget);
}

static void
show_in_console_action (GtkWidget  *widget,
                        const char *action_name,
                        GVariant   *parameter)
{
  AcEnvironment *environment = ac_settings_page_get_environment (AC_SETTINGS_PAGE (widget));

  ac_web_console_open (AC_PAGE (widget), ac_environment_get_id (environment), "api-keys");
}

static void
update_actions (AcEnvironmentKeysPage *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "environment-keys.generate",
                                 self->keys != NULL && ac_page_get_editable (AC_PAGE (self)));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "environment-keys.show-in-console", self->keys != NULL);
}

/* How often is the person's choice (Preferences). */
static void
show_advice (AcEnvironmentKeysPage *self)
{
  guint days = g_settings_get_uint (self->settings, "rotate-keys-after");
  g_autofree char *text = NULL;

  if (days > 0)
    text = g_strdup_printf (ngettext ("Rotate a key every %u day: generate, deploy, verify, then disable the old one.",
                                      "Rotate a key every %u days: generate, deploy, verify, then disable the old one.",
                                      days),
                            days);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->list),
                                         text != NULL ? text : _("To rotate a key, generate, deploy, verify, then disable the old one."));
}

static void
load_rotations (AcEnvironmentKeysPage *self)
{
  if (self->keys != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    ac_key_rotations_load (AC_PAGE (self), AC_API_KEYS (self->keys));
}

static void
ac_environment_keys_page_environment_changed (AcSettingsPage *page)
{
  AcEnvironmentKeysPage *self = AC_ENVIRONMENT_KEYS_PAGE (page);
  AcEnvironments *environments = ac_account_get_environments (ac_page_get_account (AC_PAGE (page)));
  AcEnvironment *environment = ac_settings_page_get_environment (page);

  g_clear_object (&self->keys);
  if (environment != NULL)
    {
      self->keys = ac_environments_get_keys (environments, environment);
      ac_key_credentials_set_keys (self->credentials, AC_PAGE (self), environment, AC_API_KEYS (self->keys));
    }
  ac_key_list_set_keys (self->list, AC_PAGE (self), (AcApiKeys *) self->keys);
  update_actions (self);
  if (self->keys != NULL)
    ac_page_follow_collection (AC_PAGE (self), AC_COLLECTION (self->keys));
  load_rotations (self);
}

static void
ac_environment_keys_page_activate (AcPage *page)
{
  AC_PAGE_CLASS (ac_environment_keys_page_parent_class)->activate (page);

  load_rotations (AC_ENVIRONMENT_KEYS_PAGE (page));
}

static gboolean
ac_environment_keys_page_start_search (AcPage     *page,
                                   const char *text)
{
  return ac_key_list_start_search (AC_ENVIRONMENT_KEYS_PAGE (page)->list, text);
}

static gboolean
ac_environment_keys_page_escape (AcPage *page)
{
  return ac_key_list_end_search (AC_ENVIRONMENT_KEYS_PAGE (page)->list);
}

static void
ac_environment_keys_page_create (AcPage *page)
{
  gtk_widget_activate_action (GTK_WIDGET (page), "environment-keys.generate", NULL);
}

static void
ac_environment_keys_page_dispose (GObject *object)
{
  AcEnvironmentKeysPage *self = AC_ENVIRONMENT_KEYS_PAGE (object);

  g_clear_object (&self->keys);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (ac_environment_keys_page_parent_class)->dispose (object);
}

static void
ac_environment_keys_page_class_init (AcEnvironmentKeysPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  AcPageClass *page_class = AC_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ac_environment_keys_page_dispose;
  AC_SETTINGS_PAGE_CLASS (klass)->environment_changed = ac_environment_keys_page_environment_changed;

  page_class->activate = ac_environment_keys_page_activate;
  page_class->start_search = ac_environment_keys_page_start_search;
  page_class->escape = ac_environment_keys_page_escape;
  page_class->create = ac_environment_keys_page_create;

  g_type_ensure (AC_TYPE_KEY_CREDENTIALS);
  g_type_ensure (AC_TYPE_KEY_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, AC_RESOURCE_PATH "/pages/keys/ac-environment-keys-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentKeysPage, credentials);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentKeysPage, list);

  gtk_widget_class_install_action (widget_class, "environment-keys.generate", NULL, generate_action);
  gtk_widget_class_install_action (widget_class, "environment-keys.show-in-console", NULL, show_in_console_action);
}

static void
ac_environment_keys_page_init (AcEnvironmentKeysPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ac_key_list_insert_actions (self->list, GTK_WIDGET (self));
  g_signal_connect (self, "notify::editable", G_CALLBACK (update_actions), NULL);
  self->settings = g_settings_new (AC_BASE_ID);
  g_signal_connect_object (self->settings, "changed::rotate-keys-after", G_CALLBACK (show_advice), self, G_CONNECT_SWAPPED);
  show_advice (self);
  update_actions (self);
}
