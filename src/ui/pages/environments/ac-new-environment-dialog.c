/* ac-new-environment-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-new-environment-dialog"

#include "config.h"

#include "ac-new-environment-dialog.h"

#include <glib/gi18n.h>

#include "ac-cloud-name.h"
#include "ac-cloud-name-row.h"
#include "ac-environment-combo-row.h"
#include "ac-environment-keys-link.h"
#include "ac-environment-texts.h"
#include "ac-error.h"
#include "ac-hint.h"
#include "ac-limit-dialog.h"
#include "ac-messages.h"

#define HEIGHT_WITHOUT_BASE 500
#define HEIGHT_WITH_BASE 680

struct _AcNewEnvironmentDialog
{
  AcFormDialog parent_instance;

  AcPage *page; /* (owned) */
  AcEnvironmentCreatedFunc created;

  AcEnvironment *first_base; /* (nullable) (owned): preselected, no change of the person's */
  GSignalGroup *base_signals;
  GSignalGroup *limit_signals;
  gboolean cloud_name_edited; /* by hand: it no longer follows the display name */
  gboolean at_limit;

  AdwEntryRow *name_row;
  AcCloudNameRow *cloud_name_row;
  GtkWidget *description_row;
  AcEnvironmentComboRow *base_row;
  GtkWidget *base_hint;
  GtkWidget *folder_mode_group;
  AdwActionRow *folder_mode_row;
  GtkSwitch *folder_mode_switch;
  AdwPreferencesGroup *copied_group;
  GtkLabel *limits_label;
  GtkLabel *folder_mode_label;
  GtkLabel *location_label;
  GtkLabel *options_label;
  AcHint *copied_hint;
};

G_DEFINE_FINAL_TYPE (AcNewEnvironmentDialog, ac_new_environment_dialog, AC_TYPE_FORM_DIALOG)

static AcAccount *
get_account (AcNewEnvironmentDialog *self)
{
  return ac_page_get_account (self->page);
}

static char *
dup_stripped_text (gpointer row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static void
update_valid (AcNewEnvironmentDialog *self)
{
  g_autofree char *name = dup_stripped_text (self->name_row);

  ac_form_dialog_set_valid (AC_FORM_DIALOG (self),
                            *name != '\0' && !self->at_limit &&
                              ac_cloud_name_row_get_valid (self->cloud_name_row));
}

static void
update_dirty (AcNewEnvironmentDialog *self)
{
  gboolean typed = *gtk_editable_get_text (GTK_EDITABLE (self->name_row)) != '\0' ||
                   *gtk_editable_get_text (GTK_EDITABLE (self->cloud_name_row)) != '\0' ||
                   *gtk_editable_get_text (GTK_EDITABLE (self->description_row)) != '\0';
  gboolean chosen = ac_environment_combo_row_get_environment (self->base_row) != self->first_base ||
                    !gtk_switch_get_active (self->folder_mode_switch);

  ac_form_dialog_set_dirty (AC_FORM_DIALOG (self), typed || chosen);
}

static void
on_cloud_name_changed_cb (AcNewEnvironmentDialog *self)
{
  /* Emptied by hand, it follows the display name again. */
  self->cloud_name_edited = *gtk_editable_get_text (GTK_EDITABLE (self->cloud_name_row)) != '\0';
  update_dirty (self);
}

static void
on_name_changed_cb (AcNewEnvironmentDialog *self)
{
  if (!self->cloud_name_edited)
    {
      g_autofree char *slug = ac_cloud_name_from_display_name (gtk_editable_get_text (GTK_EDITABLE (self->name_row)));

      gtk_editable_set_text (GTK_EDITABLE (self->cloud_name_row), slug);
      self->cloud_name_edited = FALSE;
    }

  update_dirty (self);
  update_valid (self);
}

static void
on_folder_mode_changed_cb (AcNewEnvironmentDialog *self)
{
  adw_action_row_set_subtitle (self->folder_mode_row,
                               gtk_switch_get_active (self->folder_mode_switch)
                                 ? _("Moving and renaming in the Media Library never changes delivery URLs. Can’t be changed later.")
                                 : _("The folder path is part of the public ID. Moving or renaming can break links. Can’t be changed later."));
  update_dirty (self);
}

static void
show_copied (AcNewEnvironmentDialog *self,
             AcEnvironment          *base)
{
  g_autofree char *name = ac_quote_name (ac_environment_get_name (base));
  /* Translators: %s is the name of a product environment */
  g_autofree char *title = g_strdup_printf (_("Copied From %s"), name);
  g_autofree char *escaped_title = g_markup_escape_text (title, -1);
  /* Translators: %s is the name of a product environment */
  g_autofree char *limits = g_strdup_printf (_("Same as %s"), name);
  g_autofree char *options = ac_support_options_get_text (ac_environment_get_support_options (base));
  /* Translators: %s is the name of a product environment */
  g_autofree char *hint = g_strdup_printf (_("Folders, assets, API keys and upload presets are not copied. Review the settings of %s before you continue."), name);

  adw_preferences_group_set_title (self->copied_group, escaped_title);
  gtk_label_set_label (self->limits_label, limits);
  gtk_label_set_label (self->folder_mode_label, ac_folder_mode_get_text (ac_environment_get_folder_mode (base)));
  gtk_label_set_label (self->location_label,
                       ac_storage_location_get_text (ac_environment_get_storage_location (base)));
  gtk_label_set_label (self->options_label, options);
  ac_hint_set (self->copied_hint, AC_HINT_KIND_PLAIN, hint);
}

static void
on_base_properties_changed_cb (AcNewEnvironmentDialog *self)
{
  AcEnvironment *base = ac_environment_combo_row_get_environment (self->base_row);

  if (base != NULL)
    show_copied (self, base);
}

static void
update_base (AcNewEnvironmentDialog *self)
{
  AcEnvironment *base = ac_environment_combo_row_get_environment (self->base_row);
  gboolean has_details = (ac_account_get_features (get_account (self)) & AC_FEATURES_ENVIRONMENTS) != 0;

  g_signal_group_set_target (self->base_signals, base);
  if (base != NULL)
    {
      show_copied (self, base);
      ac_environments_want_folder_mode (ac_account_get_environments (get_account (self)), base);
    }

  gtk_widget_set_visible (self->base_hint, base == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->copied_group), base != NULL);
  gtk_widget_set_visible (self->folder_mode_group, base == NULL && has_details);
  gtk_widget_set_visible (self->description_row, has_details);
  ac_form_dialog_set_height (AC_FORM_DIALOG (self), base != NULL ? HEIGHT_WITH_BASE : HEIGHT_WITHOUT_BASE);
}

static void
on_base_changed_cb (AcNewEnvironmentDialog *self)
{
  if (self->page == NULL)
    return;

  update_base (self);
  update_dirty (self);
}

/* Says so, and offers what is possible: the change, the web console, or whom to ask. */
static void
show_limit (AcNewEnvironmentDialog *self)
{
  AcAccount *account = get_account (self);
  AcEnvironmentLimit *limit = ac_account_get_environment_limit (account);
  g_autofree char *text = NULL;
  g_autofree char *refusal = NULL;
  g_autofree char *both = NULL;
  guint total;

  if (limit == NULL)
    {
      ac_form_dialog_set_notice (AC_FORM_DIALOG (self), _("The limit is reached."),
                                 _("Open Web Console"), "new-environment.change-limit");
      return;
    }

  total = ac_environment_limit_get_total (limit);
  text = g_strdup_printf (ngettext ("Your only product environment is in use.",
                                    "You use all %u product environments.",
                                    total),
                          total);
  refusal = ac_environment_limit_create_refusal (limit, ac_account_get_permissions (account));
  if (refusal == NULL)
    {
      ac_form_dialog_set_notice (AC_FORM_DIALOG (self), text, _("Change Limit…"), "new-environment.change-limit");
      return;
    }

  both = g_strconcat (text, " ", refusal, NULL);
  ac_form_dialog_set_notice (AC_FORM_DIALOG (self), both, NULL, NULL);
}

static void
on_limit_changed_cb (AcNewEnvironmentDialog *self)
{
  AcEnvironmentLimit *limit = ac_account_get_environment_limit (get_account (self));
  gboolean at_limit = limit != NULL &&
                      ac_environment_limit_get_used (limit) >= ac_environment_limit_get_total (limit);

  g_signal_group_set_target (self->limit_signals, limit);
  if (at_limit)
    show_limit (self);
  else if (self->at_limit)
    ac_form_dialog_set_notice (AC_FORM_DIALOG (self), NULL, NULL, NULL);

  self->at_limit = at_limit;
  update_valid (self);
}

static void
change_limit_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  ac_limit_dialog_open (AC_NEW_ENVIRONMENT_DIALOG (widget)->page, GTK_WINDOW (widget));
}

static AcEnvironmentDraft *
create_draft (AcNewEnvironmentDialog *self)
{
  AcEnvironmentDraft *draft = ac_environment_draft_new ();
  AcEnvironment *base = ac_environment_combo_row_get_environment (self->base_row);
  const char *cloud_name = gtk_editable_get_text (GTK_EDITABLE (self->cloud_name_row));
  g_autofree char *description = dup_stripped_text (self->description_row);

  draft->name = dup_stripped_text (self->name_row);
  draft->cloud_name = *cloud_name != '\0' ? g_strdup (cloud_name) : NULL;
  draft->base_id = base != NULL ? g_strdup (ac_environment_get_id (base)) : NULL;
  if (gtk_widget_get_visible (self->description_row) && *description != '\0')
    draft->description = g_steal_pointer (&description);
  if (gtk_widget_get_visible (self->folder_mode_group))
    draft->folder_mode = gtk_switch_get_active (self->folder_mode_switch) ? AC_FOLDER_MODE_DYNAMIC
                                                                          : AC_FOLDER_MODE_FIXED;

  return draft;
}

static void
show_failure (AcNewEnvironmentDialog *self,
              const GError           *error)
{
  gboolean names_cloud = *gtk_editable_get_text (GTK_EDITABLE (self->cloud_name_row)) != '\0';

  if (g_error_matches (error, AC_ERROR, AC_ERROR_CONFLICT) && names_cloud)
    ac_cloud_name_row_show_taken (self->cloud_name_row);
  else if (g_error_matches (error, AC_ERROR, AC_ERROR_LIMIT_REACHED))
    show_limit (self);
  else
    ac_form_dialog_show_error (AC_FORM_DIALOG (self), error);
}

static void
on_created_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  AcNewEnvironmentDialog *self = user_data;
  g_autoptr(AcNewEnvironmentDialog) alive = NULL;
  AcEnvironments *environments = AC_ENVIRONMENTS (source);
  g_autoptr(GError) error = NULL;
  g_autoptr(AcEnvironment) environment = ac_environments_create_finish (environments, result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      /* The dialog is gone. Nobody knows whether the service had begun: look. */
      ac_collection_load_async (AC_COLLECTION (environments), NULL, NULL, NULL);
      return;
    }

  alive = g_object_ref (self);
  ac_form_dialog_set_busy (AC_FORM_DIALOG (self), FALSE);
  if (environment == NULL)
    {
      show_failure (self, error);
      return;
    }

  ac_form_dialog_finish (AC_FORM_DIALOG (self));
  if (self->created != NULL)
    self->created (self->page, environment);
  ac_environment_keys_link_toast_created (self->page, environment);
}

static void
ac_new_environment_dialog_submit (AcFormDialog *dialog)
{
  AcNewEnvironmentDialog *self = AC_NEW_ENVIRONMENT_DIALOG (dialog);
  g_autoptr(AcEnvironmentDraft) draft = create_draft (self);

  ac_form_dialog_set_notice (dialog, NULL, NULL, NULL);
  ac_form_dialog_set_busy (dialog, TRUE);
  ac_environments_create_async (ac_account_get_environments (get_account (self)), draft,
                                ac_form_dialog_get_cancellable (dialog), on_created_cb, self);
}

static void
ac_new_environment_dialog_dispose (GObject *object)
{
  AcNewEnvironmentDialog *self = AC_NEW_ENVIRONMENT_DIALOG (object);

  g_clear_object (&self->base_signals);
  g_clear_object (&self->limit_signals);
  g_clear_object (&self->first_base);

  G_OBJECT_CLASS (ac_new_environment_dialog_parent_class)->dispose (object);
}

static void
ac_new_environment_dialog_finalize (GObject *object)
{
  g_clear_object (&AC_NEW_ENVIRONMENT_DIALOG (object)->page);

  G_OBJECT_CLASS (ac_new_environment_dialog_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, AcNewEnvironmentDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, AcNewEnvironmentDialog, cloud_name_row);
  gtk_widget_class_bind_template_child (widget_class, AcNewEnvironmentDialog, description_row);
  gtk_widget_class_bind_template_child (widget_class, AcNewEnvironmentDialog, base_row);
  gtk_widget_class_bind_template_child (widget_class, AcNewEnvironmentDialog, base_hint);
  gtk_widget_class_bind_template_child (widget_class, AcNewEnvironmentDialog, folder_mode_group);
  gtk_widget_class_bind_template_child (widget_class, AcNewEnvironmentDialog, folder_mode_row);
  gtk_widget_class_bind_template_child (widget_class, AcNewEnvironmentDialog, folder_mode_switch);
  gtk_widget_class_bind_template_child (widget_class, AcNewEnvironmentDialog, copied_group);
  gtk_widget_class_bind_template_child (widget_class, AcNewEnvironmentDialog, limits_label);
  gtk_widget_class_bind_template_child (widget_class, AcNewEnvironmentDialog, folder_mode_label);
  gtk_widget_class_bind_template_child (widget_class, AcNewEnvironmentDialog, location_label);
  gtk_widget_class_bind_template_child (widget_class, AcNewEnvironmentDialog, options_label);
  gtk_widget_class_bind_template_child (widget_class, AcNewEnvironmentDialog, copied_hint);
}

static void
ac_new_environment_dialog_class_init (AcNewEnvironmentDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  AcFormDialogClass *dialog_class = AC_FORM_DIALOG_CLASS (klass);

  object_class->dispose = ac_new_environment_dialog_dispose;
  object_class->finalize = ac_new_environment_dialog_finalize;

  dialog_class->submit = ac_new_environment_dialog_submit;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               AC_RESOURCE_PATH "/pages/environments/ac-new-environment-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, update_valid);
  gtk_widget_class_bind_template_callback (widget_class, update_dirty);
  gtk_widget_class_bind_template_callback (widget_class, on_name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_cloud_name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_base_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_folder_mode_changed_cb);

  gtk_widget_class_install_action (widget_class, "new-environment.change-limit", NULL, change_limit_action);

  g_type_ensure (AC_TYPE_CLOUD_NAME_ROW);
  g_type_ensure (AC_TYPE_ENVIRONMENT_COMBO_ROW);
  g_type_ensure (AC_TYPE_HINT);
}

static void
ac_new_environment_dialog_init (AcNewEnvironmentDialog *self)
{
  self->base_signals = g_signal_group_new (AC_TYPE_ENVIRONMENT);
  g_signal_group_connect_swapped (self->base_signals, "notify",
                                  G_CALLBACK (on_base_properties_changed_cb), self);
  self->limit_signals = g_signal_group_new (AC_TYPE_ENVIRONMENT_LIMIT);
  g_signal_group_connect_swapped (self->limit_signals, "notify", G_CALLBACK (on_limit_changed_cb), self);

  gtk_widget_init_template (GTK_WIDGET (self));
  /* AdwEntryRow has no such property in libadwaita 1.2. */
  gtk_text_set_max_length (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (self->description_row))),
                           AC_DESCRIPTION_MAX_LENGTH);
  on_folder_mode_changed_cb (self);
}

/**
 * ac_new_environment_dialog_new:
 * @page: the page on which it is opened; kept
 * @base: (nullable): what is chosen as the base at first
 * @created: (nullable) (scope async): called with the new environment, before the toast
 *
 * Returns: (transfer none): the dialog; show it with ac_form_dialog_present()
 */
AcFormDialog *
ac_new_environment_dialog_new (AcPage                   *page,
                               AcEnvironment            *base,
                               AcEnvironmentCreatedFunc  created)
{
  AcNewEnvironmentDialog *self;
  AcAccount *account;

  g_return_val_if_fail (AC_IS_PAGE (page), NULL);
  g_return_val_if_fail (base == NULL || AC_IS_ENVIRONMENT (base), NULL);

  self = g_object_new (AC_TYPE_NEW_ENVIRONMENT_DIALOG, NULL);
  account = ac_page_get_account (page);
  self->page = g_object_ref (page);
  self->created = created;
  g_set_object (&self->first_base, base);

  ac_environment_combo_row_set_model (self->base_row, G_LIST_MODEL (ac_account_get_environments (account)));
  ac_environment_combo_row_set_environment (self->base_row, base);
  update_base (self);
  update_dirty (self);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->name_row));

  g_signal_connect_object (account, "notify::environment-limit",
                           G_CALLBACK (on_limit_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (account, "notify::features", G_CALLBACK (update_base), self, G_CONNECT_SWAPPED);
  on_limit_changed_cb (self);

  return AC_FORM_DIALOG (self);
}
