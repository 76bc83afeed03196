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
#include "ac-compat.h"
#include "ac-password-check.h"
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
  gboolean active;        /* among the active rows */
  gboolean revealable;
  char *show_text;        /* (nullable) (owned): of the buttons, for screen readers */
  char *hide_text;
  char *copy_text;
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
  PROP_0,
  PROP_REVEALABLE,
  N_PROPS
};

enum
{
  COPIED,
  FAILED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AcSecretRow, ac_secret_row, ADW_TYPE_PREFERENCES_ROW)

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* (element-type AcSecretRow) (unowned): those that show their secret now, or fetch it */
static GPtrArray *active_rows;

/* A secret that is under way. */
typedef struct
{
  AcSecretRow *row;          /* (owned) */
  GCancellable *cancellable; /* (owned) */
  gboolean copies;
} Request;

static void
request_free (Request *request)
{
  g_object_unref (request->row);
  g_object_unref (request->cancellable);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static void
set_button (GtkWidget  *button,
            const char *icon_name,
            const char *tooltip,
            const char *label)
{
  gtk_button_set_icon_name (GTK_BUTTON (button), icon_name);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label != NULL ? label : tooltip,
                                  -1);
}

static void
update_buttons (AcSecretRow *self)
{
  if (ac_secret_label_is_shown (self->label))
    set_button (self->reveal_button, "view-conceal-symbolic", _("Hide Secret"), self->hide_text);
  else
    set_button (self->reveal_button, "view-reveal-symbolic", _("Show Secret"), self->show_text);
  set_button (self->copy_button, "edit-copy-symbolic",
              self->revealable ? _("Copy Secret") : _("Copy"), self->copy_text);
}

static void
update_active (AcSecretRow *self)
{
  gboolean active = self->fetching != NULL || ac_secret_label_is_shown (self->label);

  if (self->active == active)
    return;

  self->active = active;
  if (active_rows == NULL)
    active_rows = g_ptr_array_new ();
  if (active)
    g_ptr_array_add (active_rows, self);
  else
    g_ptr_array_remove_fast (active_rows, self);
}

static void
set_fetching (AcSecretRow  *self,
              GCancellable *cancellable)
{
  gboolean busy = cancellable != NULL;

  g_set_object (&self->fetching, cancellable);
  gtk_widget_set_sensitive (self->copy_button, !busy);
  gtk_stack_set_visible_child_name (self->reveal_stack, busy ? "busy" : "button");
  update_active (self);
}

static void
stop_fetching (AcSecretRow *self)
{
  if (self->fetching == NULL)
    return;

  g_cancellable_cancel (self->fetching);
  set_fetching (self, NULL);
}

/* It was shown for long enough, or not looked at for too long. */
static gboolean
on_time_over_cb (gpointer data)
{
  ac_secret_row_hide (AC_SECRET_ROW (data));

  return G_SOURCE_REMOVE;
}

static void
on_window_active_changed_cb (AcSecretRow *self)
{
  if (gtk_window_is_active (self->window))
    g_clear_handle_id (&self->away_id, g_source_remove);
  else if (self->away_id == 0)
    self->away_id = g_timeout_add_seconds (AWAY_SECONDS, on_time_over_cb, self);
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
  update_buttons (self);
  update_active (self);
  g_clear_handle_id (&self->hide_id, g_source_remove);
  self->hide_id = g_timeout_add_seconds (g_settings_get_uint (settings, "hide-secrets-after"), on_time_over_cb, self);
  follow_window (self, root != NULL ? GTK_WINDOW (root) : NULL);
}

static void
on_fetched_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(Request) request = user_data;
  g_autoptr(GError) error = NULL;
  AcSecretRow *self = request->row;
  char *text;

  /* Nobody waits for it any more: the text stays in the result, which wipes it. */
  if (self->fetching != request->cancellable)
    return;

  text = self->finish (self->data, result, &error);
  set_fetching (self, NULL);
  if (text == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_signal_emit (self, signals[FAILED], 0, error);
    }
  else if (request->copies)
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
request_secret (Request *request)
{
  AcSecretRow *self = request->row;

  self->fetch (self->data, request->cancellable, on_fetched_cb, request);
}

static void
on_asked_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Request) request = user_data;
  g_autoptr(GError) error = NULL;
  AcSecretRow *self = request->row;
  gboolean allowed = ac_password_check_ask_finish (result, &error);

  if (self->fetching != request->cancellable)
    return;

  if (allowed)
    {
      request_secret (g_steal_pointer (&request));
      return;
    }

  set_fetching (self, NULL);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error);
}

/* A secret that was copied can be read wherever it is pasted: copying asks like showing does. */
static void
start_fetching (AcSecretRow *self,
                gboolean     copies)
{
  g_autoptr(GCancellable) cancellable = NULL;
  Request *request;

  if (self->fetch == NULL || self->fetching != NULL)
    return;

  cancellable = g_cancellable_new ();
  request = g_new0 (Request, 1);
  request->row = g_object_ref (self);
  request->cancellable = g_object_ref (cancellable);
  request->copies = copies;
  set_fetching (self, cancellable);
  if (ac_password_check_is_wanted ())
    ac_password_check_ask_async (cancellable, on_asked_cb, request);
  else
    request_secret (request);
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
ac_secret_row_finalize (GObject *object)
{
  AcSecretRow *self = AC_SECRET_ROW (object);

  g_free (self->show_text);
  g_free (self->hide_text);
  g_free (self->copy_text);

  G_OBJECT_CLASS (ac_secret_row_parent_class)->finalize (object);
}

static void
ac_secret_row_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  AcSecretRow *self = AC_SECRET_ROW (object);

  switch (prop_id)
    {
    case PROP_REVEALABLE:
      g_value_set_boolean (value, self->revealable);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_secret_row_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  AcSecretRow *self = AC_SECRET_ROW (object);

  switch (prop_id)
    {
    case PROP_REVEALABLE:
      ac_secret_row_set_revealable (self, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_secret_row_class_init (AcSecretRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ac_secret_row_dispose;
  object_class->finalize = ac_secret_row_finalize;
  object_class->get_property = ac_secret_row_get_property;
  object_class->set_property = ac_secret_row_set_property;
  widget_class->unmap = ac_secret_row_unmap;

  /**
   * AcSecretRow:revealable:
   *
   * Whether it can be shown; otherwise it can be copied only.
   */
  properties[PROP_REVEALABLE] =
    g_param_spec_boolean ("revealable", NULL, NULL, TRUE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

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
   * @error: why the secret could not be fetched, or may not be shown
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
  self->revealable = TRUE;
  update_buttons (self);
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
 * ac_secret_row_set_labels:
 * @self: a row
 * @show: (nullable): says what the button shows, “Show secret of CI deployments”
 * @hide: (nullable): the same for hiding
 * @copy: (nullable): the same for copying
 *
 * Names the object for those who hear the buttons and don't see the row; %NULL: what the tooltip says.
 */
void
ac_secret_row_set_labels (AcSecretRow *self,
                          const char  *show,
                          const char  *hide,
                          const char  *copy)
{
  g_return_if_fail (AC_IS_SECRET_ROW (self));

  g_set_str (&self->show_text, show);
  g_set_str (&self->hide_text, hide);
  g_set_str (&self->copy_text, copy);
  update_buttons (self);
}

/**
 * ac_secret_row_set_revealable:
 * @self: a row
 * @revealable: whether it can be shown
 *
 * A row that can't be shown only copies: for texts of several lines.
 */
void
ac_secret_row_set_revealable (AcSecretRow *self,
                              gboolean     revealable)
{
  g_return_if_fail (AC_IS_SECRET_ROW (self));

  revealable = !!revealable;
  if (self->revealable == revealable)
    return;

  self->revealable = revealable;
  if (!revealable)
    ac_secret_row_hide (self);
  gtk_widget_set_visible (GTK_WIDGET (self->reveal_stack), revealable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.reveal", revealable);
  update_buttons (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REVEALABLE]);
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
  update_buttons (self);
  update_active (self);
  g_clear_handle_id (&self->hide_id, g_source_remove);
  follow_window (self, NULL);
}

/**
 * ac_secret_row_hide_all:
 *
 * Masks every secret that is shown, in all windows, and lets go of those that are under way. What was copied before
 * stays in the clipboard for its time.
 */
void
ac_secret_row_hide_all (void)
{
  while (active_rows != NULL && active_rows->len > 0)
    {
      AcSecretRow *row = g_ptr_array_index (active_rows, 0);

      stop_fetching (row);
      ac_secret_row_hide (row);
    }
}
