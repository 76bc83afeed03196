/* ac-client-fetch.c: one request until it is answered for good
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-client"

#include "config.h"

#include "ac-client-private.h"
#include "ac-error.h"
#include "ac-exchange-private.h"
#include "ac-request-private.h"

#define MAX_RETRY_AFTER 120

typedef struct
{
  AcRequest *request;         /* (owned) */
  AcCredentials *credentials; /* (nullable) (owned): others than the client's */
  AcReading how;
  GDestroyNotify parse_data_destroy;

  guint tries;
  gint64 sent_at;
  gboolean maybe_deleted; /* a DELETE went out, and nobody knows what became of it */

  GSource *wait; /* (nullable) (owned): it waits, until due */
  gint64 due;
} Fetch;

/* What a worker thread needs to read a large answer; nothing of it is anybody else's meanwhile. */
typedef struct
{
  AcAnswer *answer;
  AcReading how;
} LargeReading;

static void start_try (GTask *task);

static void
fetch_free (Fetch *fetch)
{
  g_assert (fetch->wait == NULL);

  ac_request_free (fetch->request);
  g_clear_pointer (&fetch->credentials, ac_credentials_unref);
  if (fetch->parse_data_destroy != NULL)
    fetch->parse_data_destroy (fetch->how.parse_data);
  g_free (fetch);
}

static void
large_reading_free (LargeReading *reading)
{
  ac_answer_free (reading->answer);
  g_free (reading);
}

/* Method, path, status, time and the service's id of it: no query, no header, no body. */
static void
log_try (Fetch          *fetch,
         const AcAnswer *answer,
         const GError   *error)
{
  gint64 milliseconds = (g_get_monotonic_time () - fetch->sent_at) / 1000;

  if (answer != NULL)
    g_debug ("%s %s: %u in %" G_GINT64_FORMAT " ms, request id %s",
             ac_request_get_method (fetch->request), ac_request_get_path (fetch->request),
             answer->status, milliseconds, answer->request_id != NULL ? answer->request_id : "none");
  else
    g_debug ("%s %s: %s after %" G_GINT64_FORMAT " ms",
             ac_request_get_method (fetch->request), ac_request_get_path (fetch->request),
             error->message, milliseconds);
}

static gboolean
is_unreachable (const GError *error)
{
  return g_error_matches (error, AC_ERROR, AC_ERROR_NETWORK) ||
         g_error_matches (error, AC_ERROR, AC_ERROR_TIMED_OUT);
}

static gboolean
is_delete (Fetch *fetch)
{
  return g_str_equal (ac_request_get_method (fetch->request), SOUP_METHOD_DELETE);
}

/* Statuses that mean: later. */
static gboolean
is_transient (const GError *error)
{
  guint status = ac_error_get_http_status (error);

  return g_error_matches (error, AC_ERROR, AC_ERROR_RATE_LIMITED) ||
         status == SOUP_STATUS_BAD_GATEWAY ||
         status == SOUP_STATUS_SERVICE_UNAVAILABLE ||
         status == SOUP_STATUS_GATEWAY_TIMEOUT;
}

/* What the service says wins; else it doubles each time, and is scattered so that requests that failed
 * together don't come back together. In milliseconds. */
static guint
get_delay (AcClient *self,
           Fetch    *fetch,
           int       retry_after)
{
  guint delay = self->retry_base << (fetch->tries - 1);

  if (retry_after >= 0)
    return (guint) MIN (retry_after, MAX_RETRY_AFTER) * 1000;

  return (guint) (delay * g_random_double_range (0.75, 1.25));
}

static void
stop_waiting (GTask *task)
{
  AcClient *self = g_task_get_source_object (task);
  Fetch *fetch = g_task_get_task_data (task);

  g_source_destroy (fetch->wait);
  g_clear_pointer (&fetch->wait, g_source_unref);
  ac_client_remove_waiting (self, task);
}

static gboolean
on_wait_ended_cb (gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (G_TASK (user_data));

  stop_waiting (task);
  if (!g_task_return_error_if_cancelled (task))
    start_try (task);

  return G_SOURCE_REMOVE;
}

/* Until the time is up, or the cancellable ends it. */
static void
wait_for_retry (GTask *task,
                guint  delay)
{
  AcClient *self = g_task_get_source_object (task);
  Fetch *fetch = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  fetch->due = g_get_monotonic_time () + delay * (gint64) 1000;
  fetch->wait = g_timeout_source_new (delay);

  if (cancellable != NULL)
    {
      g_autoptr (GSource) cancelled = g_cancellable_source_new (cancellable);

      g_source_set_dummy_callback (cancelled);
      g_source_add_child_source (fetch->wait, cancelled);
    }

  g_task_attach_source (task, fetch->wait, on_wait_ended_cb);
  ac_client_add_waiting (self, task);
}

/* How to free what was read and nobody took. */
static GDestroyNotify
get_result_destroy (const AcReading *how)
{
  return how->list_member != NULL ? (GDestroyNotify) g_ptr_array_unref : how->result_destroy;
}

static void
read_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  LargeReading *reading = task_data;
  GError *error = NULL;
  gpointer result;

  result = ac_answer_parse (reading->answer, &reading->how, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, get_result_destroy (&reading->how));
}

static void
on_answer_read_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Fetch *fetch = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer value;

  value = g_task_propagate_pointer (G_TASK (result), &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, value, get_result_destroy (&fetch->how));
}

/* A task of its own, which knows neither the client nor what belongs to the caller: its last reference may be
 * dropped by the worker thread. */
static void
read_large_answer (GTask    *task,
                   AcAnswer *answer)
{
  Fetch *fetch = g_task_get_task_data (task);
  g_autoptr (GTask) reader = g_task_new (NULL, NULL, on_answer_read_cb, g_object_ref (task));
  LargeReading *reading = g_new0 (LargeReading, 1);

  reading->answer = answer;
  reading->how = fetch->how;

  g_task_set_source_tag (reader, read_large_answer);
  g_task_set_task_data (reader, reading, (GDestroyNotify) large_reading_free);
  g_task_run_in_thread (reader, read_in_thread);
}

static void
read_answer (GTask    *task,
             AcAnswer *answer)
{
  g_autoptr (AcAnswer) owned = answer;
  Fetch *fetch = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer value;

  if (owned->length > AC_ANSWER_INLINE_SIZE)
    {
      read_large_answer (task, g_steal_pointer (&owned));
      return;
    }

  value = ac_answer_parse (owned, &fetch->how, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, value, get_result_destroy (&fetch->how));
}

/* No answer came, or not the whole of it. Takes @error. */
static void
handle_failure (GTask  *task,
                GError *error)
{
  g_autoptr (GError) failure = error;
  AcClient *self = g_task_get_source_object (task);
  Fetch *fetch = g_task_get_task_data (task);

  if (!is_unreachable (failure))
    {
      g_task_return_error (task, g_steal_pointer (&failure));
      return;
    }

  fetch->maybe_deleted |= is_delete (fetch);

  /* When the service is known to be out of reach, the probe asks for it, and nobody has to wait here. Whoever waited
   * for an answer until the time was up has waited long enough. */
  if (fetch->tries < self->max_tries &&
      !g_error_matches (failure, AC_ERROR, AC_ERROR_TIMED_OUT) &&
      self->reached != AC_CONNECTION_STATE_OFFLINE &&
      ac_request_is_repeatable (fetch->request))
    {
      wait_for_retry (task, get_delay (self, fetch, -1));
      return;
    }

  ac_client_note_failure (self);
  g_task_return_error (task, g_steal_pointer (&failure));
}

static void
handle_answer (GTask    *task,
               AcAnswer *answer)
{
  g_autoptr (AcAnswer) owned = answer;
  g_autoptr (GError) error = NULL;
  AcClient *self = g_task_get_source_object (task);
  Fetch *fetch = g_task_get_task_data (task);

  ac_client_note_answer (self, owned->status, fetch->credentials == NULL);

  if (ac_answer_check (owned, &error))
    read_answer (task, g_steal_pointer (&owned));
  else if (is_transient (error) && fetch->tries < self->max_tries && ac_request_is_repeatable (fetch->request))
    {
      /* A gateway gave up; the service behind it may have gone on. */
      fetch->maybe_deleted |= is_delete (fetch) && (owned->status == SOUP_STATUS_BAD_GATEWAY ||
                                                    owned->status == SOUP_STATUS_GATEWAY_TIMEOUT);
      wait_for_retry (task, get_delay (self, fetch, owned->retry_after));
    }
  else if (fetch->maybe_deleted && fetch->how.parse == NULL && g_error_matches (error, AC_ERROR, AC_ERROR_NOT_FOUND))
    g_task_return_pointer (task, NULL, NULL); /* an earlier try did it */
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_exchanged_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Fetch *fetch = g_task_get_task_data (task);
  GError *error = NULL;
  AcAnswer *answer;

  answer = ac_exchange_run_finish (SOUP_SESSION (object), result, &error);
  log_try (fetch, answer, error);

  if (answer != NULL)
    handle_answer (task, answer);
  else
    handle_failure (task, error);
}

static SoupMessage *
create_message (AcClient *self,
                Fetch    *fetch)
{
  g_autofree char *target = ac_request_dup_target (fetch->request);
  g_autofree char *address = g_strconcat (self->host, target, NULL);
  g_autoptr (GBytes) body = ac_request_create_body (fetch->request);
  SoupMessage *message;

  message = soup_message_new (ac_request_get_method (fetch->request), address);
  if (message == NULL)
    return NULL;

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  /* On a connection that the server just closed a POST would be lost, and it isn't sent again. */
  if (!ac_request_is_repeatable (fetch->request))
    soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);

  soup_message_headers_replace (soup_message_get_request_headers (message), "Accept", "application/json");
  if (body != NULL)
    soup_message_set_request_body_from_bytes (message, "application/json", body);
  ac_credentials_apply (fetch->credentials != NULL ? fetch->credentials : self->credentials, message);

  return message;
}

static void
start_try (GTask *task)
{
  AcClient *self = g_task_get_source_object (task);
  Fetch *fetch = g_task_get_task_data (task);
  g_autoptr (SoupMessage) message = NULL;

  if (self->refusal != NULL)
    {
      g_task_return_error (task, g_error_copy (self->refusal));
      return;
    }

  message = create_message (self, fetch);
  if (message == NULL)
    {
      g_task_return_new_error (task, AC_ERROR, AC_ERROR_NETWORK, "The service's address is no URL");
      return;
    }

  fetch->tries++;
  fetch->sent_at = g_get_monotonic_time ();
  ac_exchange_run_async (self->session, message, g_task_get_cancellable (task),
                         on_exchanged_cb, g_object_ref (task));
}

/*< private >
 * ac_client_fetch_get_due:
 * @task: a fetch that waits
 *
 * Returns: when it is sent again, in the microseconds of g_get_monotonic_time()
 */
gint64
ac_client_fetch_get_due (GTask *task)
{
  Fetch *fetch = g_task_get_task_data (task);

  return fetch->due;
}

/*< private >
 * ac_client_fetch_retry_now:
 * @task: a fetch that waits
 *
 * Sends it now.
 */
void
ac_client_fetch_retry_now (GTask *task)
{
  Fetch *fetch = g_task_get_task_data (task);

  if (fetch->wait == NULL)
    return;

  stop_waiting (task);
  start_try (task);
}

static Fetch *
fetch_new (AcRequest       *request,
           const AcReading *how)
{
  Fetch *fetch = g_new0 (Fetch, 1);

  fetch->request = request;
  fetch->how = *how;
  fetch->how.keeps_secrets = ac_request_keeps_secrets (request);

  return fetch;
}

/* Takes @fetch. */
static void
run (AcClient            *self,
     Fetch               *fetch,
     GCancellable        *cancellable,
     GAsyncReadyCallback  callback,
     gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, ac_client_fetch_async);
  g_task_set_task_data (task, fetch, (GDestroyNotify) fetch_free);

  if (!g_task_return_error_if_cancelled (task))
    start_try (task);
}

/**
 * ac_client_fetch_async:
 * @self: a client
 * @request: (transfer full): what to ask for
 * @credentials: (nullable): others than the client's; then an answer of 401 says nothing about the account key
 * @parse: (nullable): turns the answer's JSON into the result; %NULL: any JSON object will do, or none with 204
 * @parse_data: (closure parse): for @parse; must not be changed before @callback is called
 * @parse_data_destroy: (nullable): frees @parse_data
 * @result_destroy: (nullable): frees a result that nobody took
 * @cancellable: (nullable): stops it, also while it waits
 * @callback: called when it is answered for good
 * @user_data: (closure callback): for @callback
 *
 * Sends a request. One that may be repeated is sent up to three times when the service says "later" (420, 429,
 * 502, 503, 504) or the connection fails, but not when no answer came in time. While it waits, #AcClient:state and
 * #AcClient:retry-seconds say so.
 * A POST is sent once.
 *
 * An answer over 256 KiB is read in a worker thread, @parse included.
 */
void
ac_client_fetch_async (AcClient            *self,
                       AcRequest           *request,
                       AcCredentials       *credentials,
                       AcParseFunc          parse,
                       gpointer             parse_data,
                       GDestroyNotify       parse_data_destroy,
                       GDestroyNotify       result_destroy,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  AcReading how = { parse, parse_data, result_destroy, NULL, FALSE };
  Fetch *fetch;

  g_return_if_fail (AC_IS_CLIENT (self));
  g_return_if_fail (request != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  fetch = fetch_new (request, &how);
  fetch->credentials = credentials != NULL ? ac_credentials_ref (credentials) : NULL;
  fetch->parse_data_destroy = parse_data_destroy;

  run (self, fetch, cancellable, callback, user_data);
}

/**
 * ac_client_fetch_list_async:
 * @self: a client
 * @request: (transfer full): what to ask for
 * @member: the member of the answer that is the list; a static string
 * @parse: turns the JSON of one element into an item
 * @parse_data: (closure parse): for @parse; must not be changed before @callback is called
 * @item_destroy: frees an item
 * @cancellable: (nullable): stops it, also while it waits
 * @callback: called when it is answered for good
 * @user_data: (closure callback): for @callback
 *
 * Does what ac_client_fetch_async() does, for answers with a list that may be long: only one element of it is a
 * tree at a time. The result is a #GPtrArray of items.
 */
void
ac_client_fetch_list_async (AcClient            *self,
                            AcRequest           *request,
                            const char          *member,
                            AcParseFunc          parse,
                            gpointer             parse_data,
                            GDestroyNotify       item_destroy,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  AcReading how = { parse, parse_data, item_destroy, member, FALSE };

  g_return_if_fail (AC_IS_CLIENT (self));
  g_return_if_fail (request != NULL);
  g_return_if_fail (member != NULL);
  g_return_if_fail (parse != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  run (self, fetch_new (request, &how), cancellable, callback, user_data);
}

/**
 * ac_client_fetch_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location for an error of %AC_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Ends ac_client_fetch_async() or ac_client_fetch_list_async(). Without a parse function the result is %NULL also on success: look at @error.
 *
 * Returns: (transfer full) (nullable): what the parse function returned
 */
gpointer
ac_client_fetch_finish (AcClient      *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (AC_IS_CLIENT (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ac_client_fetch_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
