/* ac-demo.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-demo"

#include "config.h"

#include <errno.h>
#include <signal.h>
#include <string.h>

#include "ac-demo.h"

#include "ac-install.h"

#define START_SECONDS 20
#define READY_PREFIX "CLOUDINARY_ACCOUNT_URL="
/* An account URL is far shorter. */
#define READY_LINE_SIZE 4096

struct _AcDemo
{
  GObject parent_instance;

  char *database;
  guint timeout_seconds;
  /* The address of the last start: a service that crashed comes back where the client looks for it. */
  char *address; /* (nullable) */

  GSubprocess *process;       /* (nullable) */
  GCancellable *watch;        /* (nullable): ends what follows the process */
};

/* One start */
typedef struct
{
  GSubprocess *process;
  GCancellable *cancellable; /* ours: for the time limit and the caller's */
  GCancellable *outer;       /* (nullable) */
  gulong outer_id;
  guint timeout_id;
  gboolean timed_out;
  gsize length;
  /* The ready line holds a secret: read by ourselves, to be able to wipe it. */
  char line[READY_LINE_SIZE];
} Start;

G_DEFINE_FINAL_TYPE (AcDemo, ac_demo, G_TYPE_OBJECT)
G_DEFINE_QUARK (ac-demo-error-quark, ac_demo_error)

enum
{
  PROP_0,
  PROP_RUNNING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
start_free (gpointer data)
{
  Start *start = data;

  g_clear_handle_id (&start->timeout_id, g_source_remove);
  if (start->outer_id != 0)
    g_cancellable_disconnect (start->outer, start->outer_id);
  g_clear_object (&start->outer);
  g_clear_object (&start->cancellable);
  g_clear_object (&start->process);
  explicit_bzero (start->line, sizeof start->line);
  g_free (start);
}

static void
set_process (AcDemo      *self,
             GSubprocess *process)
{
  if (self->watch != NULL)
    g_cancellable_cancel (self->watch);
  g_clear_object (&self->watch);

  if (!g_set_object (&self->process, process))
    return;

  if (process != NULL)
    self->watch = g_cancellable_new ();
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

static void
on_process_ended_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  AcDemo *self;

  /* FALSE: nobody waits for it any more, and @user_data may be gone. */
  if (!g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL))
    return;

  self = AC_DEMO (user_data);
  g_debug ("The service of the demo account ended");
  set_process (self, NULL);
}

static void read_log_line (GDataInputStream *stream);

static void
on_log_line_read_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  GDataInputStream *stream = G_DATA_INPUT_STREAM (source);
  g_autofree char *line = g_data_input_stream_read_line_finish_utf8 (stream, result, NULL, NULL);

  if (line == NULL)
    return;

  g_debug ("%s", line);
  read_log_line (stream);
}

/* The service's log goes into ours; the stream lives as long as the process writes. */
static void
read_log_line (GDataInputStream *stream)
{
  g_data_input_stream_read_line_async (stream, G_PRIORITY_LOW, NULL, on_log_line_read_cb, NULL);
}

static void
fail (GTask       *task,
      GError      *io_error)
{
  g_autoptr(GError) error = io_error;
  Start *start = g_task_get_task_data (task);

  g_subprocess_force_exit (start->process);

  if (start->timed_out)
    g_task_return_new_error (task, AC_DEMO_ERROR, AC_DEMO_ERROR_TIMED_OUT, "Not ready in time");
  else if (g_task_return_error_if_cancelled (task))
    return;
  else
    g_task_return_new_error (task, AC_DEMO_ERROR, AC_DEMO_ERROR_FAILED, "%s",
                             error != NULL ? error->message : "It ended before it was ready");
}

static void
succeed (GTask *task)
{
  AcDemo *self = g_task_get_source_object (task);
  Start *start = g_task_get_task_data (task);
  g_autoptr(AcAccountUrl) url = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GUri) host = NULL;

  if (g_str_has_prefix (start->line, READY_PREFIX))
    url = ac_account_url_parse (start->line + strlen (READY_PREFIX), &error);

  /* The line itself stays out of every message: it holds a secret. */
  if (url == NULL)
    {
      fail (task, error != NULL ? g_steal_pointer (&error) : NULL);
      return;
    }

  host = g_uri_parse (ac_account_url_get_host (url), G_URI_FLAGS_NONE, NULL);
  if (host != NULL)
    {
      g_free (self->address);
      self->address = g_strdup_printf ("%s:%d", g_uri_get_host (host), g_uri_get_port (host));
    }

  set_process (self, start->process);
  g_subprocess_wait_async (self->process, self->watch, on_process_ended_cb, self);
  g_task_return_pointer (task, g_steal_pointer (&url), (GDestroyNotify) ac_account_url_unref);
}

static void read_ready_line (GTask *task);

static void
on_ready_line_read_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Start *start = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  gssize n_read;
  char *end;

  n_read = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);
  if (n_read <= 0)
    {
      fail (task, g_steal_pointer (&error));
      return;
    }

  start->length += n_read;
  end = memchr (start->line, '\n', start->length);
  if (end != NULL)
    {
      *end = '\0';
      succeed (task);
    }
  else if (start->length + 1 >= sizeof start->line)
    fail (task, NULL);
  else
    read_ready_line (g_steal_pointer (&task));
}

static void
read_ready_line (GTask *task)
{
  Start *start = g_task_get_task_data (task);

  g_input_stream_read_async (g_subprocess_get_stdout_pipe (start->process),
                             start->line + start->length,
                             sizeof start->line - start->length - 1,
                             G_PRIORITY_DEFAULT, start->cancellable,
                             on_ready_line_read_cb, task);
}

static gboolean
on_start_timeout_cb (gpointer user_data)
{
  Start *start = user_data;

  start->timeout_id = 0;
  start->timed_out = TRUE;
  g_cancellable_cancel (start->cancellable);

  return G_SOURCE_REMOVE;
}

static void
on_outer_cancelled_cb (GCancellable *outer,
                       GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);
}

static GSubprocess *
spawn (AcDemo  *self,
       GError **error)
{
  g_autofree char *program = ac_install_find_sandbox ();
  g_autofree char *folder = g_path_get_dirname (self->database);
  g_autofree char *database_option = g_strconcat ("--database=", self->database, NULL);
  g_autofree char *listen_option = NULL;
  g_autoptr(GError) spawn_error = NULL;
  GSubprocess *process;

  if (program == NULL)
    {
      g_set_error_literal (error, AC_DEMO_ERROR, AC_DEMO_ERROR_NOT_FOUND, "There is no account-console-sandbox");
      return NULL;
    }

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, AC_DEMO_ERROR, AC_DEMO_ERROR_FAILED, "%s can't be made: %s", folder, g_strerror (errno));
      return NULL;
    }

  listen_option = g_strconcat ("--listen=", self->address != NULL ? self->address : "127.0.0.1:0", NULL);
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &spawn_error,
                              program, "--end-with-parent", "--seed=demo", database_option, listen_option, NULL);
  if (process == NULL)
    g_set_error (error, AC_DEMO_ERROR, AC_DEMO_ERROR_FAILED, "%s: %s", program, spawn_error->message);

  return process;
}

static void
ac_demo_get_property (GObject    *object,
                      guint       prop_id,
                      GValue     *value,
                      GParamSpec *pspec)
{
  AcDemo *self = AC_DEMO (object);

  switch (prop_id)
    {
    case PROP_RUNNING:
      g_value_set_boolean (value, self->process != NULL);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_demo_dispose (GObject *object)
{
  ac_demo_stop (AC_DEMO (object));

  G_OBJECT_CLASS (ac_demo_parent_class)->dispose (object);
}

static void
ac_demo_finalize (GObject *object)
{
  AcDemo *self = AC_DEMO (object);

  g_free (self->database);
  g_free (self->address);

  G_OBJECT_CLASS (ac_demo_parent_class)->finalize (object);
}

static void
ac_demo_class_init (AcDemoClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ac_demo_get_property;
  object_class->dispose = ac_demo_dispose;
  object_class->finalize = ac_demo_finalize;

  properties[PROP_RUNNING] =
    g_param_spec_boolean ("running", NULL, NULL, FALSE, (G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ac_demo_init (AcDemo *self)
{
  self->database = g_build_filename (g_get_user_data_dir (), "account-console", "demo.db", NULL);
  self->timeout_seconds = START_SECONDS;
}

/**
 * ac_demo_new:
 *
 * Returns: (transfer full): the service, not running yet
 */
AcDemo *
ac_demo_new (void)
{
  return g_object_new (AC_TYPE_DEMO, NULL);
}

/**
 * ac_demo_get_running:
 * @self: the service
 *
 * Returns: whether the service was started and has not ended since
 */
gboolean
ac_demo_get_running (AcDemo *self)
{
  g_return_val_if_fail (AC_IS_DEMO (self), FALSE);

  return self->process != NULL;
}

/**
 * ac_demo_get_database:
 * @self: the service
 *
 * Returns: (transfer none): the path of the file that keeps the demo account
 */
const char *
ac_demo_get_database (AcDemo *self)
{
  g_return_val_if_fail (AC_IS_DEMO (self), NULL);

  return self->database;
}

/**
 * ac_demo_set_timeout:
 * @self: the service
 * @seconds: how long a start may take until it has failed
 */
void
ac_demo_set_timeout (AcDemo *self,
                     guint   seconds)
{
  g_return_if_fail (AC_IS_DEMO (self));

  self->timeout_seconds = seconds;
}

/**
 * ac_demo_start_async:
 * @self: the service, not running
 * @cancellable: (nullable): ends the process again
 * @callback: (scope async): called when the service listens, or failed
 * @user_data: for @callback
 *
 * Starts the service. After a crash it listens at the address that it had before.
 */
void
ac_demo_start_async (AcDemo              *self,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GDataInputStream) log = NULL;
  GError *error = NULL;
  Start *start;

  g_return_if_fail (AC_IS_DEMO (self));
  g_return_if_fail (self->process == NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ac_demo_start_async);

  process = spawn (self, &error);
  if (process == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  log = g_data_input_stream_new (g_subprocess_get_stderr_pipe (process));
  read_log_line (log);

  start = g_new0 (Start, 1);
  start->process = g_steal_pointer (&process);
  start->cancellable = g_cancellable_new ();
  start->timeout_id = g_timeout_add_seconds (self->timeout_seconds, on_start_timeout_cb, start);
  g_task_set_task_data (task, start, start_free);
  if (cancellable != NULL)
    {
      start->outer = g_object_ref (cancellable);
      start->outer_id = g_cancellable_connect (cancellable, G_CALLBACK (on_outer_cancelled_cb),
                                               g_object_ref (start->cancellable), g_object_unref);
    }

  read_ready_line (g_steal_pointer (&task));
}

/**
 * ac_demo_start_finish:
 * @self: the service
 * @result: what the callback got
 * @error: (nullable): return location for an error of %AC_DEMO_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the URL of the demo account, or %NULL with @error set
 */
AcAccountUrl *
ac_demo_start_finish (AcDemo        *self,
                      GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (AC_IS_DEMO (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ac_demo_start_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ac_demo_stop:
 * @self: the service
 *
 * Asks the service to end, if it runs. What was changed stays in its file.
 */
void
ac_demo_stop (AcDemo *self)
{
  g_return_if_fail (AC_IS_DEMO (self));

  if (self->process == NULL)
    return;

  g_subprocess_send_signal (self->process, SIGTERM);
  set_process (self, NULL);
}
