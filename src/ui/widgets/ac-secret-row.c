/* ac-secret-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-secret-row"

#include "config.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>

#include "ac-secret-row.h"

#include "ac-clipboard.h"
#include "ac-secret-label.h"

/* Seconds in which the window may be in the background before what it shows is hidden (ui.md A.8). */
#define AWAY_SECONDS 10

struct _AcSecretRow
{
  AdwPreferencesRow parent_instance;

  AcSecretFetchFunc fetch;
  AcSecretFinishFunc finish;
  gpointer data;
  GDestroyNotify destroy;

  GCancellable *fetching; /* (nullable) (owned): while it comes */
  gboolean copies;        /* it comes to be copied */
  guint hide_id;
  guint away_id;
  GtkWindow *window; /* (nullable) (unowned): whose focus is followed while the secret is shown */

  AcSecretLabel *label;
  GtkStack *reveal_stack;
  GtkWidget *reveal_button;
  GtkWidget *copy_button;
};

enum
{
  COPIED,
  FAILED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AcSecretRow, ac_secret_row, ADW_TYPE_PREFERENCES_ROW)

static guint signals[N_SIGNALS];

/* (element-type AcSecretRow) (unowned): those that show their secret now */
static GPtrArray *shown_rows;

static void
set_button (GtkWidget  *button,
            const char *icon_name,
            const char *label)
{
  gtk_button_set_icon_name (GTK_BUTTON (button), icon_name);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
set_fetching (AcSecretRow  *self,
              GCancellable *cancellable)
{
  gboolean busy = cancellable != NULL;

  g_set_object (&self->fetching, cancellable);
  gtk_widget_set_sensitive (self->copy_button, !busy);
  gtk_stack_set_visible_child_name (self->reveal_stack, busy ? "busy" : "button");
}

static void
stop_fetching (AcSecretRow *self)
{
  if (self->fetching == NULL)
    return;

  g_cancellable_cancel (self->fetching);
  set_fetching (self, NULL);
}

static gboolean
on_hide_time_cb (gpointer data)
{
  AcSecretRow *self = data;

  self->hide_id = 0;
  ac_secret_row_hide (self);

  return G_SOURCE_REMOVE;
}

static gboolean
on_away_time_cb (gpointer data)
{
  AcSecretRow *self = data;

  self->away_id = 0;
  ac_secret_row_hide (self);

  return G_SOURCE_REMOVE;
}

static void
on_window_active_changed_cb (AcSecretRow *self)
{
  if (gtk_window_is_active (self->window))
    g_clear_handle_id (&self->away_id, g_source_remove);
  else if (self->away_id == 0)
    self->away_id = g_timeout_add_seconds (AWAY_SECONDS, on_away_time_cb, self);
}

static void
follow_window (AcSecretRow *self,
               GtkWindow   *window)
{
  if (self->window != NULL)
    g_signal_handlers_disconnect_by_func (self->window, on_window_active_changed_cb, self);
  g_set_weak_pointer (&self->window, window);
  g_clear_handle_id (&self->away_id, g_source_remove);
  if (window != NULL)
    g_signal_connect_object (window, "notify::is-active", G_CALLBACK (on_window_active_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
show_value (AcSecretRow *self,
            SecretValue *value)
{
  g_autoptr(GSettings) settings = g_settings_new (AC_BASE_ID);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  ac_secret_label_set_value (self->label, value);
  set_button (self->reveal_button, "view-conceal-symbolic", _("Hide Secret"));
  g_clear_handle_id (&self->hide_id, g_source_remove);
  self->hide_id = g_timeout_add_seconds (g_settings_get_uint (settings, "hide-secrets-after"), on_hide_time_cb, self);
  follow_window (self, root != NULL ? GTK_WINDOW (root) : NULL);

  if (shown_rows == NULL)
    shown_rows = g_ptr_array_new ();
  g_ptr_array_add (shown_rows, self);
}

static void
on_fetched_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(AcSecretRow) self = user_data;
  g_autoptr(GError) error = NULL;
  char *text;

  /* The row is gone; the text stays in the result, which wipes it. */
  if (self->finish == NULL)
    return;

  text = self->finish (self->data, result, &error);
  /* What comes for nobody any more is wiped at once. */
  if (self->fetching == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      secret_password_free (text);
      return;
    }

  set_fetching (self, NULL);
  if (text == NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, error);
    }
  else if (self->copies)
    {
      ac_clipboard_copy_secret (GTK_WIDGET (self), text);
      g_signal_emit (self, signals[COPIED], 0);
    }
  else
    {
      g_autoptr(SecretValue) value = secret_value_new (text, -1, "text/plain");

      show_value (self, value);
    }

  secret_password_free (text);
}

static void
start_fetching (AcSecretRow *self,
                gboolean     copies)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  if (self->fetch == NULL || self->fetching != NULL)
    return;

  self->copies = copies;
  set_fetching (self, cancellable);
  self->fetch (self->data, cancellable, on_fetched_cb, g_object_ref (self));
}

static void
copy_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  start_fetching (AC_SECRET_ROW (widget), TRUE);
}

static void
reveal_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  AcSecretRow *self = AC_SECRET_ROW (widget);

  if (ac_secret_label_is_shown (self->label))
    ac_secret_row_hide (self);
  else
    start_fetching (self, FALSE);
}

static void
ac_secret_row_unmap (GtkWidget *widget)
{
  AcSecretRow *self = AC_SECRET_ROW (widget);

  stop_fetching (self);
  ac_secret_row_hide (self);

  GTK_WIDGET_CLASS (ac_secret_row_parent_class)->unmap (widget);
}

static void
ac_secret_row_dispose (GObject *object)
{
  AcSecretRow *self = AC_SECRET_ROW (object);

  if (self->label != NULL)
    {
      stop_fetching (self);
      ac_secret_row_hide (self);
    }
  gtk_widget_dispose_template (GTK_WIDGET (self), AC_TYPE_SECRET_ROW);
  ac_secret_row_set_source (self, NULL, NULL, NULL, NULL);

  G_OBJECT_CLASS (ac_secret_row_parent_class)->dispose (object);
}

static void
ac_secret_row_class_init (AcSecretRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ac_secret_row_dispose;
  widget_class->unmap = ac_secret_row_unmap;

  /**
   * AcSecretRow::copied:
   * @self: the row
   *
   * The secret stands in the clipboard now: a page says so, and for how long.
   */
  signals[COPIED] =
    g_signal_new ("copied", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  /**
   * AcSecretRow::failed:
   * @self: the row
   * @error: why the secret could not be fetched
   */
  signals[FAILED] =
    g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_ERROR);

  gtk_widget_class_install_action (widget_class, "row.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "row.reveal", NULL, reveal_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "row.copy", NULL);

  g_type_ensure (AC_TYPE_SECRET_LABEL);
  gtk_widget_class_set_template_from_resource (widget_class, AC_RESOURCE_PATH "/widgets/ac-secret-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AcSecretRow, label);
  gtk_widget_class_bind_template_child (widget_class, AcSecretRow, reveal_stack);
  gtk_widget_class_bind_template_child (widget_class, AcSecretRow, reveal_button);
  gtk_widget_class_bind_template_child (widget_class, AcSecretRow, copy_button);
}

static void
ac_secret_row_init (AcSecretRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_button (self->reveal_button, "view-reveal-symbolic", _("Show Secret"));
}

/**
 * ac_secret_row_set_mask:
 * @self: a row
 * @mask: (nullable): what stands there while the secret is hidden; %NULL: bullets
 */
void
ac_secret_row_set_mask (AcSecretRow *self,
                        const char  *mask)
{
  g_return_if_fail (AC_IS_SECRET_ROW (self));

  ac_secret_label_set_mask (self->label, mask);
}

/**
 * ac_secret_row_set_source:
 * @self: a row
 * @fetch: (nullable): begins to fetch the text
 * @finish: (nullable): gives the text
 * @data: for both
 * @destroy: (nullable): frees @data
 *
 * Says where the secret comes from when somebody wants to see or to copy it.
 */
void
ac_secret_row_set_source (AcSecretRow        *self,
                          AcSecretFetchFunc   fetch,
                          AcSecretFinishFunc  finish,
                          gpointer            data,
                          GDestroyNotify      destroy)
{
  g_return_if_fail (AC_IS_SECRET_ROW (self));
  g_return_if_fail (self->fetching == NULL);

  if (self->destroy != NULL)
    self->destroy (self->data);
  self->fetch = fetch;
  self->finish = finish;
  self->data = data;
  self->destroy = destroy;
}

/**
 * ac_secret_row_hide:
 * @self: a row
 *
 * Masks the secret and wipes it from memory. Does nothing when it isn't shown.
 */
void
ac_secret_row_hide (AcSecretRow *self)
{
  g_return_if_fail (AC_IS_SECRET_ROW (self));

  if (!ac_secret_label_is_shown (self->label))
    return;

  ac_secret_label_set_value (self->label, NULL);
  set_button (self->reveal_button, "view-reveal-symbolic", _("Show Secret"));
  g_clear_handle_id (&self->hide_id, g_source_remove);
  follow_window (self, NULL);
  g_ptr_array_remove_fast (shown_rows, self);
}

/**
 * ac_secret_row_hide_all:
 *
 * Masks every secret that is shown, in all windows.
 */
void
ac_secret_row_hide_all (void)
{
  while (shown_rows != NULL && shown_rows->len > 0)
    ac_secret_row_hide (g_ptr_array_index (shown_rows, 0));
}
