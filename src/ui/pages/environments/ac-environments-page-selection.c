/* ac-environments-page-selection.c: what is done to many environments
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environments-page"

#include "config.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>

#include "ac-clipboard.h"
#include "ac-confirm.h"
#include "ac-environment-bulk-dialog.h"
#include "ac-environment-bulk.h"
#include "ac-environment-dialogs.h"
#include "ac-environment-export.h"
#include "ac-environments-page-private.h"
#include "ac-messages.h"
#include "ac-password-check.h"

/* So many CLOUDINARY_URLs are fetched one after the other within some seconds. */
#define MAX_URLS 50

/* What a callback needs. The page may have left the window meanwhile. */
typedef struct
{
  AcEnvironmentsPage *page; /* (owned) */
  AcEnvironmentBulk *bulk;  /* (nullable) (owned) */
  GPtrArray *environments;  /* (nullable) (owned) */
  GFile *file;              /* (nullable) (owned) */
  GtkEntryBuffer *urls;     /* (nullable) (owned): this kind is in non-pageable memory */
  guint next;
  guint n_fetched;
} Work;

static Work *
create_work (AcEnvironmentsPage *page)
{
  Work *work = g_new0 (Work, 1);

  work->page = g_object_ref (page);

  return work;
}

static void
free_work (gpointer data)
{
  Work *work = data;

  g_clear_object (&work->bulk);
  g_clear_pointer (&work->environments, g_ptr_array_unref);
  g_clear_object (&work->file);
  g_clear_object (&work->urls);
  g_clear_object (&work->page);
  g_free (work);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Work, free_work)

static gboolean
is_in_window (AcEnvironmentsPage *self)
{
  return gtk_widget_get_root (GTK_WIDGET (self)) != NULL;
}

/* Enabling and disabling */

static void start_bulk (AcEnvironmentsPage *self,
                        GPtrArray          *environments,
                        gboolean            enabled);

static void
on_details_activated (gpointer data)
{
  Work *work = data;

  if (is_in_window (work->page))
    gtk_window_present (ac_environment_bulk_dialog_new (work->bulk, GTK_WIDGET (work->page)));
}

static void
on_undo_activated (gpointer data)
{
  Work *work = data;
  g_autoptr(GPtrArray) changed = ac_environment_bulk_dup_changed (work->bulk, TRUE);

  start_bulk (work->page, changed, !ac_environment_bulk_get_enabled (work->bulk));
}

static char *
format_success (AcEnvironmentBulk *bulk)
{
  guint n = ac_environment_bulk_count (bulk, AC_ENVIRONMENT_BULK_STATE_DONE);

  if (ac_environment_bulk_get_enabled (bulk))
    return g_strdup_printf (ngettext ("%'u product environment enabled", "%'u product environments enabled", n), n);

  return g_strdup_printf (ngettext ("%'u product environment disabled", "%'u product environments disabled", n), n);
}

static void
on_bulk_finished_cb (AcEnvironmentsPage *self,
                     AcEnvironmentBulk  *bulk)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (bulk));
  g_autoptr(GPtrArray) left = NULL;
  g_autofree char *text = NULL;
  Work *work;

  /* The window was closed meanwhile. */
  if (self->selection == NULL)
    return;

  work = create_work (self);
  work->bulk = g_object_ref (bulk);
  if (ac_environment_bulk_count (bulk, AC_ENVIRONMENT_BULK_STATE_DONE) == n)
    {
      text = format_success (bulk);
      ac_environment_selection_set_active (self->selection, FALSE);
      ac_page_toast_with_button (AC_PAGE (self), text, _("Undo"), on_undo_activated, work, free_work);
      return;
    }

  /* What was not changed stays selected, to be tried again. */
  text = ac_environment_bulk_dialog_summarize (bulk);
  left = ac_environment_bulk_dup_changed (bulk, FALSE);
  ac_environment_selection_set_active (self->selection, TRUE);
  ac_environment_selection_select_only (self->selection, left);
  ac_page_toast_with_button (AC_PAGE (self), text, _("Details"), on_details_activated, work, free_work);
}

static void
start_bulk (AcEnvironmentsPage *self,
            GPtrArray          *environments,
            gboolean            enabled)
{
  g_autoptr(AcEnvironmentBulk) bulk =
    ac_environment_bulk_new (ac_environments_page_get_environments (self), environments, enabled);

  if (g_list_model_get_n_items (G_LIST_MODEL (bulk)) == 0)
    {
      ac_page_toast (AC_PAGE (self), enabled ? _("They are enabled already") : _("They are disabled already"));
      return;
    }

  /* The calls that are under way keep it. */
  g_signal_connect_object (bulk, "finished", G_CALLBACK (on_bulk_finished_cb), self, G_CONNECT_SWAPPED);
  ac_environment_bulk_start (bulk);
  if (is_in_window (self))
    gtk_window_present (ac_environment_bulk_dialog_new (bulk, GTK_WIDGET (self)));
}

static void
on_disabling_confirmed_cb (GObject      *object,
                           GAsyncResult *result,
                           gpointer      user_data)
{
  g_autoptr(Work) work = user_data;

  if (ac_confirm_finish (result, NULL) && work->page->selection != NULL)
    start_bulk (work->page, work->environments, FALSE);
}

static void
confirm_disabling (AcEnvironmentsPage *self,
                   GPtrArray          *environments)
{
  guint n = environments->len;
  g_autofree char *number = g_strdup_printf ("%u", n);
  g_autofree char *heading =
    g_strdup_printf (ngettext ("Disable %'u Product Environment?", "Disable %'u Product Environments?", n), n);
  const AcConfirm question = {
    .heading = heading,
    .body = _("Uploads and API calls with them stop, and no new transformations are made. "
              "You can enable them again at any time."),
    .verb = _("Disable"),
    .destructive = TRUE,
    .typed = number,
  };
  Work *work = create_work (self);

  work->environments = g_ptr_array_ref (environments);
  ac_confirm_async (GTK_WIDGET (self), &question, ac_page_get_cancellable (AC_PAGE (self)),
                    on_disabling_confirmed_cb, work);
}

/* Those that are not so already. */
static GPtrArray *
dup_to_change (AcEnvironmentsPage *self,
               gboolean            enabled)
{
  g_autoptr(GPtrArray) selected = ac_environment_selection_dup_selected (self->selection);
  GPtrArray *to_change = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < selected->len; i++)
    {
      AcEnvironment *environment = g_ptr_array_index (selected, i);

      if (ac_environment_get_enabled (environment) != enabled)
        g_ptr_array_add (to_change, g_object_ref (environment));
    }

  return to_change;
}

static void
set_selected_enabled (AcEnvironmentsPage *self,
                      gboolean            enabled)
{
  g_autoptr(GPtrArray) to_change = dup_to_change (self, enabled);

  if (to_change->len == 1)
    ac_environment_dialogs_set_enabled (AC_PAGE (self), g_ptr_array_index (to_change, 0), enabled, NULL);
  else if (to_change->len > 1 && !enabled)
    confirm_disabling (self, to_change);
  else
    start_bulk (self, to_change, enabled);
}

static void
enable_selected_action (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  set_selected_enabled (AC_ENVIRONMENTS_PAGE (widget), TRUE);
}

static void
disable_selected_action (GtkWidget  *widget,
                         const char *name,
                         GVariant   *parameter)
{
  set_selected_enabled (AC_ENVIRONMENTS_PAGE (widget), FALSE);
}

/* CLOUDINARY_URLs */

static void fetch_next_url (Work *work);

static void
finish_urls (Work *work)
{
  guint seconds = ac_clipboard_get_seconds ();
  guint n = work->n_fetched;
  g_autofree char *copied = NULL;
  g_autofree char *text = NULL;

  if (n == 0)
    return;

  ac_clipboard_copy_secret (GTK_WIDGET (work->page), gtk_entry_buffer_get_text (work->urls));
  if (n < work->environments->len)
    {
      text = g_strdup_printf (_("%1$'u of %2$'u CLOUDINARY_URLs copied"), n, work->environments->len);
      ac_page_toast (AC_PAGE (work->page), text);
      return;
    }

  copied = g_strdup_printf (ngettext ("%'u CLOUDINARY_URL copied.", "%'u CLOUDINARY_URLs copied.", n), n);
  if (seconds == 0)
    text = g_strdup (copied);
  else
    /* Translators: %1$s is a sentence as “3 CLOUDINARY_URLs copied.” */
    text = g_strdup_printf (ngettext ("%1$s Removed from the clipboard in %2$u second.",
                                      "%1$s Removed from the clipboard in %2$u seconds.", seconds),
                            copied, seconds);
  ac_page_toast (AC_PAGE (work->page), text);
}

static void
on_url_fetched_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(Work) work = user_data;
  g_autoptr(GError) error = NULL;
  char *url = ac_environments_fetch_url_finish (AC_ENVIRONMENTS (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (url == NULL)
    ac_page_toast_failure (AC_PAGE (work->page), _("Couldn’t copy CLOUDINARY_URL."), error);
  else
    {
      if (work->n_fetched++ > 0)
        gtk_entry_buffer_insert_text (work->urls, G_MAXUINT, "\n", -1);
      gtk_entry_buffer_insert_text (work->urls, G_MAXUINT, url, -1);
      secret_password_free (url);
    }

  fetch_next_url (g_steal_pointer (&work));
}

/* Takes @work. One after the other, so that they are in the order of the rows. */
static void
fetch_next_url (Work *work)
{
  AcEnvironmentsPage *self = work->page;

  if (self->selection == NULL || work->next == work->environments->len)
    {
      if (self->selection != NULL)
        finish_urls (work);
      free_work (work);
      return;
    }

  ac_environments_fetch_url_async (ac_environments_page_get_environments (self),
                                   g_ptr_array_index (work->environments, work->next++),
                                   ac_page_get_cancellable (AC_PAGE (self)),
                                   on_url_fetched_cb, work);
}

static void
on_copy_allowed_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(Work) work = user_data;
  g_autoptr(GError) error = NULL;

  if (ac_password_check_ask_finish (result, &error))
    fetch_next_url (g_steal_pointer (&work));
  else
    ac_page_toast_failure (AC_PAGE (work->page), _("Couldn’t copy CLOUDINARY_URL."), error);
}

static void
copy_selected_urls_action (GtkWidget  *widget,
                           const char *name,
                           GVariant   *parameter)
{
  AcEnvironmentsPage *self = AC_ENVIRONMENTS_PAGE (widget);
  g_autoptr(GPtrArray) selected = ac_environment_selection_dup_selected (self->selection);
  Work *work;

  if (selected->len == 1)
    {
      ac_environment_dialogs_copy_url (AC_PAGE (self), g_ptr_array_index (selected, 0));
      return;
    }

  work = create_work (self);
  work->environments = g_steal_pointer (&selected);
  work->urls = gtk_password_entry_buffer_new ();
  ac_password_check_allow_async (ac_page_get_cancellable (AC_PAGE (self)), on_copy_allowed_cb, work);
}

/* Export */

static void
on_show_activated (gpointer data)
{
  Work *work = data;
  g_autoptr(GFile) folder = g_file_get_parent (work->file);
  g_autofree char *uri = g_file_get_uri (folder != NULL ? folder : work->file);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (work->page));

  gtk_show_uri (root != NULL ? GTK_WINDOW (root) : NULL, uri, GDK_CURRENT_TIME);
}

static void
on_exported_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(Work) work = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *file_name = NULL;
  g_autofree char *text = NULL;
  AcPage *page = AC_PAGE (work->page);

  if (!ac_environment_export_finish (result, &error))
    {
      ac_page_toast_error (page, error);
      return;
    }

  file_name = g_file_get_basename (work->file);
  /* Translators: %s is the name of a file */
  text = g_strdup_printf (_("Exported to %s"), file_name);
  ac_page_toast_with_button (page, text, C_("show a file", "Show"), on_show_activated, g_steal_pointer (&work), free_work);
}

/**
 * ac_environments_page_export:
 * @self: the page
 * @environments: (element-type AcEnvironment): what to write
 * @file: where to
 *
 * Writes them, and says so.
 */
void
ac_environments_page_export (AcEnvironmentsPage *self,
                             GPtrArray          *environments,
                             GFile              *file)
{
  Work *work = create_work (self);

  work->file = g_object_ref (file);
  ac_environment_export_async (environments, file, NULL, on_exported_cb, work);
}

static void
on_export_response_cb (Work                 *work,
                       int                   response,
                       GtkFileChooserNative *chooser)
{
  g_autoptr(GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file != NULL)
    ac_environments_page_export (work->page, work->environments, file);

  g_object_unref (chooser);
}

/* “halden-outfitters-environments.csv” */
static char *
suggest_name (AcEnvironmentsPage *self)
{
  const char *account = ac_account_get_name (ac_page_get_account (AC_PAGE (self)));
  g_autofree char *ascii = g_str_to_ascii (account != NULL ? account : "", "C");
  g_autofree char *lower = g_ascii_strdown (ascii, -1);
  g_autofree char *slug = g_strcanon (g_strdup (lower), "abcdefghijklmnopqrstuvwxyz0123456789", '-');

  return *slug != '\0' ? g_strconcat (slug, "-environments.csv", NULL) : g_strdup ("environments.csv");
}

/* Takes @environments. */
static void
ask_for_file (AcEnvironmentsPage *self,
              GPtrArray          *environments)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (_("Export Product Environments"), window, GTK_FILE_CHOOSER_ACTION_SAVE,
                                 _("Export"), _("Cancel"));
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();
  g_autofree char *name = suggest_name (self);
  Work *work = create_work (self);

  gtk_file_filter_set_name (filter, _("CSV and JSON files"));
  gtk_file_filter_add_suffix (filter, "csv");
  gtk_file_filter_add_suffix (filter, "json");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);

  work->environments = environments;
  g_signal_connect_data (chooser, "response", G_CALLBACK (on_export_response_cb), work,
                         (GClosureNotify) free_work, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  AcEnvironmentsPage *self = AC_ENVIRONMENTS_PAGE (widget);

  ask_for_file (self, ac_environment_list_dup_shown (self->list));
}

static void
export_selected_action (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  AcEnvironmentsPage *self = AC_ENVIRONMENTS_PAGE (widget);

  ask_for_file (self, ac_environment_selection_dup_selected (self->selection));
}

/* Selecting */

static void
select_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  AcEnvironmentsPage *self = AC_ENVIRONMENTS_PAGE (widget);

  ac_environment_selection_set_active (self->selection, TRUE);
  ac_environment_table_focus (self->table, NULL);
}

static void
cancel_selection_action (GtkWidget  *widget,
                         const char *name,
                         GVariant   *parameter)
{
  ac_environment_selection_set_active (AC_ENVIRONMENTS_PAGE (widget)->selection, FALSE);
}

static void
select_all_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (AC_ENVIRONMENTS_PAGE (widget)->selection));
}

static void
set_selected_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  AcEnvironmentsPage *self = AC_ENVIRONMENTS_PAGE (widget);
  AcCollection *environments = AC_COLLECTION (ac_environments_page_get_environments (self));
  AcEnvironment *environment;
  const char *id;
  gboolean selected;

  g_variant_get (parameter, "(&sb)", &id, &selected);
  environment = ac_collection_lookup (environments, id);
  if (environment != NULL)
    ac_environment_selection_set_selected (self->selection, environment, selected);
}

/**
 * ac_environments_page_update_selection:
 * @self: the page
 *
 * Makes title and actions say what is selected.
 */
void
ac_environments_page_update_selection (AcEnvironmentsPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  guint n = ac_environment_selection_get_n_selected (self->selection);
  gboolean editable = ac_page_get_editable (AC_PAGE (self));
  g_autofree char *text = NULL;
  g_autofree char *tooltip = NULL;

  if (n == 0)
    text = g_strdup (_("Select Items"));
  else
    text = g_strdup_printf (ngettext ("%'u Selected", "%'u Selected", n), n);
  gtk_label_set_label (self->selection_title, text);

  gtk_widget_action_set_enabled (widget, "environments.enable-selected", n > 0 && editable);
  gtk_widget_action_set_enabled (widget, "environments.disable-selected", n > 0 && editable);
  gtk_widget_action_set_enabled (widget, "environments.copy-selected-urls", n > 0 && n <= MAX_URLS);
  gtk_widget_action_set_enabled (widget, "environments.export-selected", n > 0);

  tooltip = n > MAX_URLS ? g_strdup_printf (_("At most %u can be copied at once"), MAX_URLS) : NULL;
  gtk_widget_set_tooltip_text (self->copy_urls_button, tooltip);
}

/**
 * ac_environments_page_install_selection_actions:
 * @widget_class: the class of the page
 */
void
ac_environments_page_install_selection_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "environments.select", NULL, select_action);
  gtk_widget_class_install_action (widget_class, "environments.cancel-selection", NULL, cancel_selection_action);
  gtk_widget_class_install_action (widget_class, "environments.select-all", NULL, select_all_action);
  gtk_widget_class_install_action (widget_class, "environments.set-selected", "(sb)", set_selected_action);
  gtk_widget_class_install_action (widget_class, "environments.enable-selected", NULL, enable_selected_action);
  gtk_widget_class_install_action (widget_class, "environments.disable-selected", NULL, disable_selected_action);
  gtk_widget_class_install_action (widget_class, "environments.copy-selected-urls", NULL, copy_selected_urls_action);
  gtk_widget_class_install_action (widget_class, "environments.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "environments.export-selected", NULL, export_selected_action);
}
