/* ac-secret-provider.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-secret-provider"

#include "config.h"

#include "ac-secret-provider.h"

/* What KDE's clipboard history, and others after it, look at before they keep something (KDE Klipper, historymodel). */
#define PASSWORD_HINT "x-kde-passwordManagerHint"

static const char *mime_types[] = { "text/plain;charset=utf-8", "text/plain", PASSWORD_HINT };

struct _AcSecretProvider
{
  GdkContentProvider parent_instance;

  SecretValue *value; /* (owned) */
};

G_DEFINE_FINAL_TYPE (AcSecretProvider, ac_secret_provider, GDK_TYPE_CONTENT_PROVIDER)

static GdkContentFormats *
ac_secret_provider_ref_formats (GdkContentProvider *provider)
{
  return gdk_content_formats_new (mime_types, G_N_ELEMENTS (mime_types));
}

/* None: when the program ends, nothing is handed to a clipboard manager. */
static GdkContentFormats *
ac_secret_provider_ref_storable_formats (GdkContentProvider *provider)
{
  return gdk_content_formats_new (NULL, 0);
}

static void
on_written_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
ac_secret_provider_write_mime_type_async (GdkContentProvider  *provider,
                                          const char          *mime_type,
                                          GOutputStream       *stream,
                                          int                  io_priority,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data)
{
  AcSecretProvider *self = AC_SECRET_PROVIDER (provider);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  const char *text = "secret";
  gsize length = strlen (text);

  g_task_set_source_tag (task, ac_secret_provider_write_mime_type_async);
  g_task_set_priority (task, io_priority);
  /* Whoever reads while the clipboard is emptied still reads from living memory. */
  g_task_set_task_data (task, secret_value_ref (self->value), (GDestroyNotify) secret_value_unref);

  if (!g_str_equal (mime_type, PASSWORD_HINT))
    text = secret_value_get (self->value, &length);

  g_output_stream_write_all_async (stream, text, length, io_priority, cancellable,
                                   on_written_cb, g_steal_pointer (&task));
}

static gboolean
ac_secret_provider_write_mime_type_finish (GdkContentProvider  *provider,
                                           GAsyncResult        *result,
                                           GError             **error)
{
  g_return_val_if_fail (g_task_is_valid (result, provider), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ac_secret_provider_write_mime_type_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
ac_secret_provider_finalize (GObject *object)
{
  AcSecretProvider *self = AC_SECRET_PROVIDER (object);

  g_clear_pointer (&self->value, secret_value_unref);

  G_OBJECT_CLASS (ac_secret_provider_parent_class)->finalize (object);
}

static void
ac_secret_provider_class_init (AcSecretProviderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS (klass);

  object_class->finalize = ac_secret_provider_finalize;

  provider_class->ref_formats = ac_secret_provider_ref_formats;
  provider_class->ref_storable_formats = ac_secret_provider_ref_storable_formats;
  provider_class->write_mime_type_async = ac_secret_provider_write_mime_type_async;
  provider_class->write_mime_type_finish = ac_secret_provider_write_mime_type_finish;
}

static void
ac_secret_provider_init (AcSecretProvider *self)
{
}

/**
 * ac_secret_provider_new:
 * @value: the secret; a reference is kept
 *
 * Returns: (transfer full): what gdk_clipboard_set_content() takes
 */
GdkContentProvider *
ac_secret_provider_new (SecretValue *value)
{
  AcSecretProvider *self;

  g_return_val_if_fail (value != NULL, NULL);

  self = g_object_new (AC_TYPE_SECRET_PROVIDER, NULL);
  self->value = secret_value_ref (value);

  return GDK_CONTENT_PROVIDER (self);
}
