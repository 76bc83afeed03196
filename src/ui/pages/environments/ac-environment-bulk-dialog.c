/* ac-environment-bulk-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environment-bulk"

#include "config.h"

#include <glib/gi18n.h>

#include "ac-environment-bulk-dialog.h"
#include "ac-environment-bulk-row.h"

struct _AcEnvironmentBulkDialog
{
  AdwWindow parent_instance;

  AcEnvironmentBulk *bulk;

  GtkLabel *title_label;
  GtkLabel *progress_label;
  GtkProgressBar *progress_bar;
  GtkListView *list_view;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (AcEnvironmentBulkDialog, ac_environment_bulk_dialog, ADW_TYPE_WINDOW)

static char *
format_running_title (AcEnvironmentBulk *bulk)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (bulk));

  if (ac_environment_bulk_get_enabled (bulk))
    return g_strdup_printf (ngettext ("Enabling %'u product environment", "Enabling %'u product environments", n), n);

  return g_strdup_printf (ngettext ("Disabling %'u product environment", "Disabling %'u product environments", n), n);
}

static char *
format_progress (AcEnvironmentBulk *bulk,
                 guint              n,
                 guint              n_ended)
{
  guint n_failed = ac_environment_bulk_count (bulk, AC_ENVIRONMENT_BULK_STATE_FAILED);

  if (n_failed == 0)
    /* Translators: how many of all environments have been worked on */
    return g_strdup_printf (_("%1$'u of %2$'u"), n_ended, n);

  /* Translators: how many of all environments have been worked on, and for how many of these it failed */
  return g_strdup_printf (ngettext ("%1$'u of %2$'u, %3$'u failed", "%1$'u of %2$'u, %3$'u failed", n_failed),
                          n_ended, n, n_failed);
}

static void
update (AcEnvironmentBulkDialog *self)
{
  gboolean running = ac_environment_bulk_is_running (self->bulk);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->bulk));
  guint n_ended = ac_environment_bulk_count (self->bulk, AC_ENVIRONMENT_BULK_STATE_DONE) +
                  ac_environment_bulk_count (self->bulk, AC_ENVIRONMENT_BULK_STATE_FAILED);
  g_autofree char *title = running ? format_running_title (self->bulk) : g_strdup (_("Results"));
  g_autofree char *progress = running ? format_progress (self->bulk, n, n_ended)
                                      : ac_environment_bulk_dialog_summarize (self->bulk);

  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_label_set_label (self->title_label, title);
  gtk_label_set_label (self->progress_label, progress);
  gtk_widget_set_visible (GTK_WIDGET (self->progress_bar), running);
  gtk_progress_bar_set_fraction (self->progress_bar, n > 0 ? (double) n_ended / n : 1);

  gtk_button_set_label (self->button, running ? _("Stop") : _("Close"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "bulk.stop-or-close",
                                 !running || !ac_environment_bulk_is_stopped (self->bulk));
}

static void
stop_or_close_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

/* Closing while calls are under way is stopping: it closes when they have ended. */
static gboolean
ac_environment_bulk_dialog_close_request (GtkWindow *window)
{
  AcEnvironmentBulkDialog *self = AC_ENVIRONMENT_BULK_DIALOG (window);

  if (ac_environment_bulk_is_running (self->bulk))
    {
      ac_environment_bulk_stop (self->bulk);
      update (self);
      return TRUE;
    }

  return GTK_WINDOW_CLASS (ac_environment_bulk_dialog_parent_class)->close_request (window);
}

static void
on_setup_cb (AcEnvironmentBulkDialog *self,
             GtkListItem             *item)
{
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, ac_environment_bulk_row_new (ac_environment_bulk_get_enabled (self->bulk)));
}

static void
on_bind_cb (AcEnvironmentBulkDialog *self,
            GtkListItem             *item)
{
  ac_environment_bulk_row_set_item (AC_ENVIRONMENT_BULK_ROW (gtk_list_item_get_child (item)),
                                    gtk_list_item_get_item (item));
}

static void
on_unbind_cb (AcEnvironmentBulkDialog *self,
              GtkListItem             *item)
{
  ac_environment_bulk_row_set_item (AC_ENVIRONMENT_BULK_ROW (gtk_list_item_get_child (item)), NULL);
}

static gboolean
is_not_done (gpointer item,
             gpointer user_data)
{
  return ac_environment_bulk_item_get_state (item) != AC_ENVIRONMENT_BULK_STATE_DONE;
}

static void
show_results (AcEnvironmentBulkDialog *self)
{
  GListModel *model = G_LIST_MODEL (g_object_ref (self->bulk));
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr(GtkSelectionModel) selection = NULL;

  /* Afterwards only what needs to be looked at. */
  if (!ac_environment_bulk_is_running (self->bulk))
    {
      GtkFilter *filter = GTK_FILTER (gtk_custom_filter_new (is_not_done, NULL, NULL));

      model = G_LIST_MODEL (gtk_filter_list_model_new (model, filter));
    }

  g_signal_connect_swapped (factory, "setup", G_CALLBACK (on_setup_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (on_bind_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (on_unbind_cb), self);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (model));
  gtk_list_view_set_factory (self->list_view, factory);
  gtk_list_view_set_model (self->list_view, selection);
}

static void
ac_environment_bulk_dialog_dispose (GObject *object)
{
  AcEnvironmentBulkDialog *self = AC_ENVIRONMENT_BULK_DIALOG (object);

  if (self->list_view != NULL)
    {
      gtk_list_view_set_model (self->list_view, NULL);
      gtk_list_view_set_factory (self->list_view, NULL);
    }
  g_clear_object (&self->bulk);

  G_OBJECT_CLASS (ac_environment_bulk_dialog_parent_class)->dispose (object);
}

static void
ac_environment_bulk_dialog_class_init (AcEnvironmentBulkDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkWindowClass *window_class = GTK_WINDOW_CLASS (klass);

  object_class->dispose = ac_environment_bulk_dialog_dispose;
  window_class->close_request = ac_environment_bulk_dialog_close_request;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               AC_RESOURCE_PATH "/pages/environments/ac-environment-bulk-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentBulkDialog, title_label);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentBulkDialog, progress_label);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentBulkDialog, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentBulkDialog, list_view);
  gtk_widget_class_bind_template_child (widget_class, AcEnvironmentBulkDialog, button);

  gtk_widget_class_install_action (widget_class, "bulk.stop-or-close", NULL, stop_or_close_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ac_environment_bulk_dialog_init (AcEnvironmentBulkDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ac_environment_bulk_dialog_new:
 * @bulk: a change that has begun, or has ended
 * @parent: a widget of the window that it belongs to
 *
 * While @bulk is under way this shows how it gets on, and closes by itself when it has ended. Afterwards it shows what was not
 * changed.
 *
 * Returns: (transfer none): a window, not shown yet
 */
GtkWindow *
ac_environment_bulk_dialog_new (AcEnvironmentBulk *bulk,
                                GtkWidget         *parent)
{
  AcEnvironmentBulkDialog *self;
  GtkRoot *root;

  g_return_val_if_fail (AC_IS_ENVIRONMENT_BULK (bulk), NULL);

  root = gtk_widget_get_root (parent);
  self = g_object_new (AC_TYPE_ENVIRONMENT_BULK_DIALOG, "transient-for", root, NULL);
  self->bulk = g_object_ref (bulk);
  show_results (self);
  if (ac_environment_bulk_is_running (bulk))
    {
      g_signal_connect_object (bulk, "progress", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (bulk, "finished", G_CALLBACK (gtk_window_destroy), self, G_CONNECT_SWAPPED);
    }
  update (self);

  return GTK_WINDOW (self);
}

/**
 * ac_environment_bulk_dialog_summarize:
 * @bulk: a change that has ended
 *
 * Returns: (transfer full): what became of it: “2 of 3 disabled, 1 failed”
 */
char *
ac_environment_bulk_dialog_summarize (AcEnvironmentBulk *bulk)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (bulk));
  guint n_done = ac_environment_bulk_count (bulk, AC_ENVIRONMENT_BULK_STATE_DONE);
  guint n_failed = ac_environment_bulk_count (bulk, AC_ENVIRONMENT_BULK_STATE_FAILED);
  gboolean enabled = ac_environment_bulk_get_enabled (bulk);

  if (n_failed == 0)
    /* Translators: somebody stopped it before all was done */
    return enabled ? g_strdup_printf (_("%1$'u of %2$'u enabled, then stopped"), n_done, n)
                   : g_strdup_printf (_("%1$'u of %2$'u disabled, then stopped"), n_done, n);

  if (enabled)
    /* Translators: the plural is for the number that failed */
    return g_strdup_printf (ngettext ("%1$'u of %2$'u enabled, %3$'u failed",
                                      "%1$'u of %2$'u enabled, %3$'u failed", n_failed),
                            n_done, n, n_failed);

  /* Translators: the plural is for the number that failed */
  return g_strdup_printf (ngettext ("%1$'u of %2$'u disabled, %3$'u failed",
                                    "%1$'u of %2$'u disabled, %3$'u failed", n_failed),
                          n_done, n, n_failed);
}
