/* ac-environment-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environment-page"

#include "config.h"

#include "ac-environment-page-private.h"

#include <glib/gi18n.h>

#include "ac-cloud-name.h"
#include "ac-environment-dialogs.h"
#include "ac-environment-keys-link.h"
#include "ac-environment-texts.h"
#include "ac-dates.h"
#include "ac-messages.h"
#include "ac-web-console.h"

G_DEFINE_FINAL_TYPE (AcEnvironmentPage, ac_environment_page, AC_TYPE_PAGE)

static AcAccount *
get_account (AcEnvironmentPage *self)
{
  return ac_page_get_account (AC_PAGE (self));
}

static AcEnvironments *
get_environments (AcEnvironmentPage *self)
{
  return ac_account_get_environments (get_account (self));
}

/* What the object says */

static void
set_accessible_label (gpointer    widget,
                      const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
show_names (AcEnvironmentPage *self)
{
  const char *name = ac_environment_get_name (self->environment);
  const char *cloud_name = ac_environment_get_cloud_name (self->environment);
  g_autofree char *url = ac_cloud_name_create_delivery_url (cloud_name);
  /* Translators: %s is the name of a product environment */
  g_autofree char *more = g_strdup_printf (_("More actions for %s"), name);
  /* Translators: %s is the name of a product environment */
  g_autofree char *enable = g_strdup_printf (_("Enable %s"), name);

  ac_page_set_title (AC_PAGE (self), name);
  ac_apply_row_set_saved_text (self->name_row, name);
  ac_apply_row_set_saved_text (self->description_row, ac_environment_get_description (self->environment));
  ac_copy_row_set_value (self->cloud_name_row, cloud_name);
  ac_copy_row_set_value (self->delivery_row, url);
  ac_copy_row_set_value (self->id_row, ac_environment_get_id (self->environment));
  set_accessible_label (self->menu_button, more);
  set_accessible_label (self->enabled_switch, enable);
}

static void
show_times (AcEnvironmentPage *self)
{
  GDateTime *created_at = ac_environment_get_created_at (self->environment);
  GDateTime *updated_at = ac_environment_get_updated_at (self->environment);
  g_autofree char *created = ac_format_date (created_at);
  g_autofree char *updated = ac_format_when (updated_at);
  g_autofree char *created_exactly = ac_format_exact_time (created_at);
  g_autofree char *updated_exactly = ac_format_exact_time (updated_at);

  gtk_label_set_label (self->created_label, created);
  gtk_label_set_label (self->updated_label, updated);
  gtk_widget_set_tooltip_text (self->created_row, created_at != NULL ? created_exactly : NULL);
  gtk_widget_set_tooltip_text (self->updated_row, updated_at != NULL ? updated_exactly : NULL);
}

static void
show_storage (AcEnvironmentPage *self)
{
  AcFolderMode mode = ac_environment_get_folder_mode (self->environment);
  AcStorageLocation location = ac_environment_get_storage_location (self->environment);

  gtk_switch_set_active (self->folder_mode_switch, mode == AC_FOLDER_MODE_DYNAMIC);
  gtk_widget_set_visible (GTK_WIDGET (self->folder_mode_switch), mode != AC_FOLDER_MODE_UNKNOWN);
  gtk_widget_set_visible (self->folder_mode_label, mode == AC_FOLDER_MODE_UNKNOWN);
  gtk_widget_set_visible (self->support_button, mode == AC_FOLDER_MODE_FIXED);

  gtk_label_set_label (self->location_label, ac_storage_location_get_text (location));
  gtk_widget_set_visible (self->location_row, location != AC_STORAGE_LOCATION_UNKNOWN);
}

/* Only the enabled keys come with the environment; how many there are in all is asked for. */
static void
show_enabled_keys (AcEnvironmentPage *self)
{
  guint n_enabled = ac_environment_get_enabled_keys (self->environment);
  g_autofree char *text = g_strdup_printf (ngettext ("%u key enabled", "%u keys enabled", n_enabled), n_enabled);

  adw_action_row_set_subtitle (self->keys_row, text);
}

static void
on_keys_counted_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(AcEnvironmentPage) self = user_data;
  g_autofree char *text = NULL;
  guint n_keys, n_enabled;

  if (!ac_environments_count_keys_finish (AC_ENVIRONMENTS (source), result, &n_keys, &n_enabled, NULL))
    return;

  /* Translators: how many API keys there are, and how many of them are enabled */
  text = g_strdup_printf (ngettext ("%u key, %u enabled", "%u keys, %u enabled", n_keys), n_keys, n_enabled);
  adw_action_row_set_subtitle (self->keys_row, text);
  self->counted = TRUE;
}

static void
count_keys (AcEnvironmentPage *self)
{
  ac_environments_count_keys_async (get_environments (self), self->environment,
                                    ac_page_get_cancellable (AC_PAGE (self)),
                                    on_keys_counted_cb, g_object_ref (self));
}

static void
on_enabled_keys_changed_cb (AcEnvironmentPage *self)
{
  if (!self->counted)
    show_enabled_keys (self);
  else if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    count_keys (self);
}

static void
show_mark (AcEnvironmentPage *self)
{
  AcMark mark = ac_account_settings_get_mark (self->settings, ac_environment_get_id (self->environment));

  self->showing = TRUE;
  adw_combo_row_set_selected (self->mark_row, mark);
  self->showing = FALSE;
}

static void
on_mark_changed_cb (AcEnvironmentPage *self,
                    const char        *environment_id)
{
  if (g_str_equal (environment_id, ac_environment_get_id (self->environment)))
    show_mark (self);
}

static void
show_account (AcEnvironmentPage *self)
{
  AcAccount *account = get_account (self);
  const char *name = ac_account_get_name (account);
  /* Translators: %s is the name of an account */
  g_autofree char *subtitle = g_strdup_printf (_("Product environment · %s"),
                                               name != NULL ? name : ac_account_get_id (account));

  ac_page_set_subtitle (AC_PAGE (self), subtitle);
  gtk_widget_set_visible (GTK_WIDGET (self->description_row),
                          (ac_account_get_features (account) & AC_FEATURES_ENVIRONMENTS) != 0);
}

/* It left the account: somebody else deleted it, or this page did and has left already. */

static gboolean
on_gone_idle_cb (gpointer user_data)
{
  AcEnvironmentPage *self = user_data;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  self->gone_id = 0;
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return G_SOURCE_REMOVE;

  name = ac_quote_name (ac_environment_get_name (self->environment));
  /* Translators: %s is the name of a product environment */
  text = g_strdup_printf (_("%s no longer exists"), name);
  ac_page_toast (AC_PAGE (self), text);
  ac_page_pop (AC_PAGE (self));

  return G_SOURCE_REMOVE;
}

static void
on_environments_changed_cb (AcEnvironmentPage *self)
{
  gpointer found = ac_collection_lookup (AC_COLLECTION (get_environments (self)),
                                         ac_environment_get_id (self->environment));

  if (found == NULL && self->gone_id == 0)
    self->gone_id = g_idle_add (on_gone_idle_cb, self);
}

static void
on_deleted_cb (AcPage *page)
{
  AcEnvironmentPage *self = AC_ENVIRONMENT_PAGE (page);

  g_clear_handle_id (&self->gone_id, g_source_remove);
  ac_page_pop (page);
}

/* Other controls */

static void
on_mark_selected_cb (AcEnvironmentPage *self)
{
  if (self->showing || self->settings == NULL)
    return;

  ac_account_settings_set_mark (self->settings, ac_environment_get_id (self->environment),
                                adw_combo_row_get_selected (self->mark_row));
}

static void
on_cloud_name_copied_cb (AcEnvironmentPage *self)
{
  ac_page_toast (AC_PAGE (self), _("Cloud name copied"));
}

static void
on_delivery_url_copied_cb (AcEnvironmentPage *self)
{
  ac_page_toast (AC_PAGE (self), _("Delivery URL copied"));
}

static void
on_id_copied_cb (AcEnvironmentPage *self)
{
  ac_page_toast (AC_PAGE (self), _("Product environment ID copied"));
}

static void
on_keys_activated_cb (AcEnvironmentPage *self)
{
  ac_environment_keys_link_follow (GTK_WIDGET (self), self->environment);
}

static void
on_delete_activated_cb (AcEnvironmentPage *self)
{
  ac_environment_dialogs_delete (AC_PAGE (self), self->environment, on_deleted_cb);
}

static void
copy_url_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  ac_environment_dialogs_copy_url (AC_PAGE (widget), AC_ENVIRONMENT_PAGE (widget)->environment);
}

static void
use_as_base_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  ac_environment_dialogs_new (AC_PAGE (widget), AC_ENVIRONMENT_PAGE (widget)->environment, NULL);
}

static void
show_in_console_action (GtkWidget  *widget,
                        const char *action_name,
                        GVariant   *parameter)
{
  ac_environment_dialogs_show_in_console (AC_PAGE (widget), AC_ENVIRONMENT_PAGE (widget)->environment);
}

static void
change_cloud_name_action (GtkWidget  *widget,
                          const char *action_name,
                          GVariant   *parameter)
{
  ac_environment_dialogs_change_cloud_name (AC_PAGE (widget), AC_ENVIRONMENT_PAGE (widget)->environment);
}

static void
contact_support_action (GtkWidget  *widget,
                        const char *action_name,
                        GVariant   *parameter)
{
  ac_web_console_show_uri (AC_PAGE (widget), AC_SUPPORT_URL);
}

static void
on_editable_changed_cb (AcEnvironmentPage *self)
{
  gboolean editable = ac_page_get_editable (AC_PAGE (self));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "environment.use-as-base", editable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "environment.change-cloud-name", editable);
  ac_environment_page_update_enabled_row (self);
}

static void
ac_environment_page_activate (AcPage *page)
{
  AcEnvironmentPage *self = AC_ENVIRONMENT_PAGE (page);

  AC_PAGE_CLASS (ac_environment_page_parent_class)->activate (page);

  ac_environments_want_folder_mode (get_environments (self), self->environment);
  count_keys (self);
}

static void
ac_environment_page_reload (AcPage *page)
{
  AC_PAGE_CLASS (ac_environment_page_parent_class)->reload (page);

  count_keys (AC_ENVIRONMENT_PAGE (page));
}

static void
ac_environment_page_dispose (GObject *object)
{
  AcEnvironmentPage *self = AC_ENVIRONMENT_PAGE (object);

  g_clear_handle_id (&self->gone_id, g_source_remove);
  g_clear_handle_id (&self->switch_id, g_source_remove);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (ac_environment_page_parent_class)->dispose (object);
}

static void
ac_environment_page_finalize (GObject *object)
{
  g_clear_object (&AC_ENVIRONMENT_PAGE (object)->environment);

  G_OBJECT_CLASS (ac_environment_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentPage, name_row);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentPage, description_row);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentPage, details_hint);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentPage, enabled_row);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentPage, enabled_spinner);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentPage, enabled_switch);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentPage, mark_row);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentPage, cloud_name_row);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentPage, delivery_row);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentPage, id_row);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentPage, created_row);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentPage, created_label);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentPage, updated_row);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentPage, updated_label);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentPage, support_button);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentPage, folder_mode_switch);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentPage, folder_mode_label);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentPage, location_row);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentPage, location_label);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentPage, keys_row);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentPage, keys_arrow);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentPage, attributes_group);
}

static void
bind_callbacks (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, ac_environment_page_save_name);
  gtk_widget_class_bind_template_callback (widget_class, ac_environment_page_save_description);
  gtk_widget_class_bind_template_callback (widget_class, ac_environment_page_set_enabled);
  gtk_widget_class_bind_template_callback (widget_class, on_mark_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_cloud_name_copied_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_delivery_url_copied_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_id_copied_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_keys_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_delete_activated_cb);
}

static void
ac_environment_page_class_init (AcEnvironmentPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  AcPageClass *page_class = AC_PAGE_CLASS (klass);

  object_class->dispose = ac_environment_page_dispose;
  object_class->finalize = ac_environment_page_finalize;

  page_class->activate = ac_environment_page_activate;
  page_class->reload = ac_environment_page_reload;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               AC_RESOURCE_PATH "/pages/environments/ac-environment-page.ui");
  bind_children (widget_class);
  bind_callbacks (widget_class);

  gtk_widget_class_install_action (widget_class, "environment.copy-url", NULL, copy_url_action);
  gtk_widget_class_install_action (widget_class, "environment.use-as-base", NULL, use_as_base_action);
  gtk_widget_class_install_action (widget_class, "environment.show-in-console", NULL, show_in_console_action);
  gtk_widget_class_install_action (widget_class, "environment.change-cloud-name", NULL, change_cloud_name_action);
  gtk_widget_class_install_action (widget_class, "environment.contact-support", NULL, contact_support_action);

  g_type_ensure (AC_TYPE_APPLY_ROW);
  g_type_ensure (AC_TYPE_ATTRIBUTES_GROUP);
  g_type_ensure (AC_TYPE_COPY_ROW);
  g_type_ensure (AC_TYPE_HINT);
}

static void
fill_marks (AcEnvironmentPage *self)
{
  g_autoptr(GtkStringList) marks = gtk_string_list_new (NULL);

  /* In the order of AcMark. */
  gtk_string_list_append (marks, _("No mark"));
  for (AcMark mark = AC_MARK_PRODUCTION; mark <= AC_MARK_TEST; mark++)
    gtk_string_list_append (marks, ac_mark_get_label (mark));

  self->showing = TRUE;
  adw_combo_row_set_model (self->mark_row, G_LIST_MODEL (marks));
  self->showing = FALSE;
}

static void
ac_environment_page_init (AcEnvironmentPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* AdwEntryRow has no such property in libadwaita 1.2. */
  gtk_text_set_max_length (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (self->description_row))),
                           AC_DESCRIPTION_MAX_LENGTH);
  fill_marks (self);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->keys_row), ac_environment_keys_link_get_available ());
  gtk_widget_set_visible (self->keys_arrow, ac_environment_keys_link_get_available ());
}

static void
follow (AcEnvironmentPage *self,
        const char        *signal,
        GCallback          callback)
{
  g_signal_connect_object (self->environment, signal, callback, self, G_CONNECT_SWAPPED);
}

static void
follow_environment (AcEnvironmentPage *self)
{
  follow (self, "notify::name", G_CALLBACK (show_names));
  follow (self, "notify::cloud-name", G_CALLBACK (show_names));
  follow (self, "notify::description", G_CALLBACK (show_names));
  follow (self, "notify::enabled", G_CALLBACK (ac_environment_page_show_enabled));
  follow (self, "notify::updated-at", G_CALLBACK (show_times));
  follow (self, "notify::folder-mode", G_CALLBACK (show_storage));
  follow (self, "notify::storage-location", G_CALLBACK (show_storage));
  follow (self, "notify::enabled-keys", G_CALLBACK (on_enabled_keys_changed_cb));

  show_names (self);
  ac_environment_page_show_enabled (self);
  show_times (self);
  show_storage (self);
  show_enabled_keys (self);
}

static void
follow_account (AcEnvironmentPage *self)
{
  AcAccount *account = get_account (self);

  g_signal_connect_object (account, "notify::name", G_CALLBACK (show_account), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (account, "notify::features", G_CALLBACK (show_account), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ac_account_get_environments (account), "items-changed",
                           G_CALLBACK (on_environments_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "mark-changed", G_CALLBACK (on_mark_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::editable", G_CALLBACK (on_editable_changed_cb), NULL);

  show_account (self);
  show_mark (self);
  on_editable_changed_cb (self);
}

/**
 * ac_environment_page_new:
 * @account: the account
 * @environment: one of its environments
 *
 * Returns: (transfer floating): the subpage about @environment
 */
AcPage *
ac_environment_page_new (AcAccount     *account,
                         AcEnvironment *environment)
{
  AcEnvironmentPage *self;

  g_return_val_if_fail (AC_IS_ACCOUNT (account), NULL);
  g_return_val_if_fail (AC_IS_ENVIRONMENT (environment), NULL);

  self = g_object_new (AC_TYPE_ENVIRONMENT_PAGE, "account", account, NULL);
  self->environment = g_object_ref (environment);
  self->settings = ac_account_settings_get (ac_account_get_id (account));

  follow_environment (self);
  follow_account (self);
  ac_attributes_group_show (self->attributes_group, AC_PAGE (self), environment);
  ac_page_follow_collection (AC_PAGE (self), AC_COLLECTION (ac_account_get_environments (account)));

  return AC_PAGE (self);
}
