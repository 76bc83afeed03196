/* ac-cloud-name-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-cloud-name-dialog"

#include "config.h"

#include "ac-cloud-name-dialog.h"

#include <glib/gi18n.h>

#include "ac-clipboard.h"
#include "ac-cloud-name.h"
#include "ac-cloud-name-row.h"
#include "ac-error.h"
#include "ac-hint.h"
#include "ac-messages.h"

struct _AcCloudNameDialog
{
  AcFormDialog parent_instance;

  AcPage *page;               /* (owned) */
  AcEnvironment *environment; /* (owned) */
  char *current;              /* the name that is to be typed */

  GtkStack *stack;
  AdwActionRow *current_row;
  AcCloudNameRow *new_row;
  AdwActionRow *delivery_row;
  AdwActionRow *keys_row;
  AdwActionRow *paths_row;
  AdwEntryRow *typed_row;
};

G_DEFINE_FINAL_TYPE (AcCloudNameDialog, ac_cloud_name_dialog, AC_TYPE_FORM_DIALOG)

/* What the toast's button needs. */
typedef struct
{
  AcPage *page;
  char *url;
} Copy;

static void
copy_free (Copy *copy)
{
  g_object_unref (copy->page);
  g_free (copy->url);
  g_free (copy);
}

static void
copy_new_url (gpointer data)
{
  Copy *copy = data;

  ac_clipboard_copy (GTK_WIDGET (copy->page), copy->url);
}

static void
on_changed_cb (AcCloudNameDialog *self)
{
  const char *new_name = gtk_editable_get_text (GTK_EDITABLE (self->new_row));
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->typed_row));

  if (self->current == NULL)
    return;

  ac_form_dialog_set_dirty (AC_FORM_DIALOG (self), *new_name != '\0' || *typed != '\0');
  ac_form_dialog_set_valid (AC_FORM_DIALOG (self),
                            ac_cloud_name_row_get_valid (self->new_row) &&
                              !g_str_equal (new_name, self->current) &&
                              g_str_equal (typed, self->current));
}

static void
set_number_of_keys (AcCloudNameDialog *self,
                    guint              n_keys)
{
  g_autofree char *text =
    g_strdup_printf (ngettext ("Sites, apps and SDKs that use the API key of this environment",
                               "Sites, apps and SDKs that use the %u API keys of this environment",
                               n_keys),
                     n_keys);

  adw_action_row_set_subtitle (self->keys_row, text);
}

/* Shows @self->current everywhere. The webhooks' number isn't known to the Provisioning API. */
static void
fill (AcCloudNameDialog *self)
{
  g_autofree char *current = ac_isolate (self->current);
  g_autofree char *address = g_strconcat ("res.cloudinary.com/", self->current, "/", NULL);
  g_autofree char *path = g_strconcat ("/v1_1/", self->current, "/", NULL);
  g_autofree char *isolated_address = ac_isolate (address);
  g_autofree char *isolated_path = ac_isolate (path);
  /* Translators: %s is the beginning of an address */
  g_autofree char *delivery = g_strdup_printf (_("Every link that contains %s"), isolated_address);
  /* Translators: %s is the beginning of an API's path */
  g_autofree char *paths = g_strdup_printf (_("Scripts that call %s and webhook receivers"), isolated_path);
  /* Translators: %s is a name that has to be typed exactly so */
  g_autofree char *title = g_strdup_printf (_("Type %s to confirm"), current);

  adw_action_row_set_subtitle (self->current_row, current);
  adw_action_row_set_subtitle (self->delivery_row, delivery);
  adw_action_row_set_subtitle (self->paths_row, paths);
  set_number_of_keys (self, ac_environment_get_enabled_keys (self->environment));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->typed_row), title);
}

/* Somebody else changed the name meanwhile: then that one has to be typed. */
static void
on_environment_renamed_cb (AcCloudNameDialog *self)
{
  if (ac_form_dialog_get_busy (AC_FORM_DIALOG (self)))
    return;

  g_clear_pointer (&self->current, g_free);
  self->current = g_strdup (ac_environment_get_cloud_name (self->environment));
  fill (self);
  on_changed_cb (self);
}

/* The service says how many assets are too many only in its own words (wire reference 2.5). */
static gboolean
is_about_assets (const GError *error)
{
  const char *message = ac_error_get_server_message (error);

  return g_error_matches (error, AC_ERROR, AC_ERROR_INVALID) && message != NULL &&
         (strstr (message, "1000") != NULL || strstr (message, "1,000") != NULL);
}

static void
show_failure (AcCloudNameDialog *self,
              const GError      *error)
{
  if (g_error_matches (error, AC_ERROR, AC_ERROR_CONFLICT))
    {
      ac_cloud_name_row_show_taken (self->new_row);
    }
  else if (is_about_assets (error))
    {
      gtk_stack_set_visible_child_name (self->stack, "refused");
      ac_form_dialog_set_action_label (AC_FORM_DIALOG (self), NULL);
      ac_form_dialog_set_valid (AC_FORM_DIALOG (self), FALSE);
      ac_form_dialog_set_dirty (AC_FORM_DIALOG (self), FALSE);
    }
  else
    {
      ac_form_dialog_show_error (AC_FORM_DIALOG (self), error);
    }
}

static void
show_success (AcCloudNameDialog *self)
{
  const char *cloud_name = ac_environment_get_cloud_name (self->environment);
  g_autofree char *isolated = ac_isolate (cloud_name);
  /* Translators: %s is a cloud name */
  g_autofree char *text = g_strdup_printf (_("Cloud name changed to %s"), isolated);
  Copy *copy = g_new0 (Copy, 1);

  copy->page = g_object_ref (self->page);
  copy->url = ac_cloud_name_create_delivery_url (cloud_name);
  ac_page_toast_with_button (self->page, text, _("Copy New URL"), copy_new_url, copy, (GDestroyNotify) copy_free);
}

static void
on_renamed_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  AcCloudNameDialog *self = user_data;
  g_autoptr(AcCloudNameDialog) alive = NULL;
  AcEnvironments *environments = AC_ENVIRONMENTS (source);
  g_autoptr(GError) error = NULL;
  gboolean renamed = ac_environments_change_finish (environments, result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      /* The dialog is gone. Nobody knows whether the service had begun: look. */
      ac_collection_load_async (AC_COLLECTION (environments), NULL, NULL, NULL);
      return;
    }

  alive = g_object_ref (self);
  ac_form_dialog_set_busy (AC_FORM_DIALOG (self), FALSE);
  if (!renamed)
    {
      show_failure (self, error);
      return;
    }

  ac_form_dialog_finish (AC_FORM_DIALOG (self));
  show_success (self);
}

static void
ac_cloud_name_dialog_submit (AcFormDialog *dialog)
{
  AcCloudNameDialog *self = AC_CLOUD_NAME_DIALOG (dialog);

  ac_form_dialog_set_notice (dialog, NULL, NULL, NULL);
  ac_form_dialog_set_busy (dialog, TRUE);
  ac_environments_set_cloud_name_async (ac_account_get_environments (ac_page_get_account (self->page)),
                                        self->environment, gtk_editable_get_text (GTK_EDITABLE (self->new_row)),
                                        ac_form_dialog_get_cancellable (dialog), on_renamed_cb, self);
}

static void
on_keys_counted_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  guint n_keys;

  /* Without an answer the enabled keys that came with the environment stand there. */
  if (ac_environments_count_keys_finish (AC_ENVIRONMENTS (source), result, &n_keys, NULL, NULL))
    set_number_of_keys (user_data, n_keys);
}

static void
ac_cloud_name_dialog_finalize (GObject *object)
{
  AcCloudNameDialog *self = AC_CLOUD_NAME_DIALOG (object);

  g_clear_object (&self->page);
  g_clear_object (&self->environment);
  g_clear_pointer (&self->current, g_free);

  G_OBJECT_CLASS (ac_cloud_name_dialog_parent_class)->finalize (object);
}

static void
ac_cloud_name_dialog_class_init (AcCloudNameDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  AcFormDialogClass *dialog_class = AC_FORM_DIALOG_CLASS (klass);

  object_class->finalize = ac_cloud_name_dialog_finalize;

  dialog_class->submit = ac_cloud_name_dialog_submit;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               AC_RESOURCE_PATH "/pages/environments/ac-cloud-name-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AcCloudNameDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, AcCloudNameDialog, current_row);
  gtk_widget_class_bind_template_child (widget_class, AcCloudNameDialog, new_row);
  gtk_widget_class_bind_template_child (widget_class, AcCloudNameDialog, delivery_row);
  gtk_widget_class_bind_template_child (widget_class, AcCloudNameDialog, keys_row);
  gtk_widget_class_bind_template_child (widget_class, AcCloudNameDialog, paths_row);
  gtk_widget_class_bind_template_child (widget_class, AcCloudNameDialog, typed_row);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);

  g_type_ensure (AC_TYPE_CLOUD_NAME_ROW);
  g_type_ensure (AC_TYPE_HINT);
}

static void
ac_cloud_name_dialog_init (AcCloudNameDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ac_cloud_name_dialog_new:
 * @page: the page on which it is opened; it gets the toast
 * @environment: what gets another cloud name
 *
 * Returns: (transfer none): the dialog; show it with ac_form_dialog_present()
 */
AcFormDialog *
ac_cloud_name_dialog_new (AcPage        *page,
                          AcEnvironment *environment)
{
  AcCloudNameDialog *self;

  g_return_val_if_fail (AC_IS_PAGE (page), NULL);
  g_return_val_if_fail (AC_IS_ENVIRONMENT (environment), NULL);

  self = g_object_new (AC_TYPE_CLOUD_NAME_DIALOG, NULL);
  self->page = g_object_ref (page);
  self->environment = g_object_ref (environment);
  self->current = g_strdup (ac_environment_get_cloud_name (environment));
  fill (self);

  ac_form_dialog_set_subtitle (AC_FORM_DIALOG (self), ac_environment_get_name (environment));
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->new_row));
  g_signal_connect_object (environment, "notify::cloud-name",
                           G_CALLBACK (on_environment_renamed_cb), self, G_CONNECT_SWAPPED);
  ac_environments_count_keys_async (ac_account_get_environments (ac_page_get_account (page)), environment,
                                    ac_form_dialog_get_cancellable (AC_FORM_DIALOG (self)),
                                    on_keys_counted_cb, self);

  return AC_FORM_DIALOG (self);
}
