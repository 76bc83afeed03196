/* ac-sandbox-server.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-sandbox-server"

#include "config.h"

#include <libsoup/soup.h>
#include <stdio.h>

#include "ac-sandbox-auth.h"
#include "ac-sandbox-decisions.h"
#include "ac-sandbox-listener.h"
#include "ac-sandbox-mail.h"
#include "ac-sandbox-meter.h"
#include "ac-sandbox-router.h"
#include "ac-sandbox-server.h"

/* The largest request is a list of a hundred ids; a body of more than this is no request of a client. */
#define MAX_BODY (8 * 1024 * 1024)

#define JSON_TYPE "application/json; charset=utf-8"

struct _AcSandboxServer
{
  SoupServer *server;
  AcSandboxListener *listener; /* (nullable) */
  AcSandboxRouter *router;
  AcSandboxState *state;
  AcSandboxFaults *faults;
  AcSandboxRandom *request_ids; /* their own, so that the ids of objects don't hang on how many requests there were */
  GBytes *malformed; /* the body of libsoup's own refusals */
};

/* What is known of a message besides itself. */
typedef struct
{
  gint64 started;
  char *id;
  goffset body_length;
  guint timeout;         /* (nullable): the answer waits */
  gboolean answered;     /* the whole of it has been sent */
  AcSandboxServer *self; /* not owned */
} Exchange;

static G_DEFINE_QUARK (ac-sandbox-exchange, exchange)

static Exchange *
get_exchange (SoupServerMessage *message)
{
  return g_object_get_qdata (G_OBJECT (message), exchange_quark ());
}

static void
free_exchange (gpointer data)
{
  Exchange *exchange = data;

  g_clear_handle_id (&exchange->timeout, g_source_remove);
  g_free (exchange->id);
  g_free (exchange);
}

static void
set_body (SoupServerMessage *message,
          GBytes            *body)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Content-Type", JSON_TYPE);
  soup_message_body_truncate (soup_server_message_get_response_body (message));
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), body);
}

/* Set twice: libsoup drops the headers of an answer behind a "100 Continue". */
static void
set_request_id (SoupServerMessage *message)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "X-Request-Id", get_exchange (message)->id);
}

static GBytes *
make_error_body (const char *text)
{
  g_autoptr(AcSandboxWriter) writer = ac_sandbox_writer_new ();

  ac_sandbox_writer_begin_object (writer);
  ac_sandbox_writer_name (writer, "error");
  ac_sandbox_writer_begin_object (writer);
  ac_sandbox_writer_add_string (writer, "message", text);
  ac_sandbox_writer_end_object (writer);
  ac_sandbox_writer_end_object (writer);

  return ac_sandbox_writer_finish (writer);
}

static void
set_error (SoupServerMessage *message,
           guint              status,
           const char        *text)
{
  g_autoptr(GBytes) body = make_error_body (text);

  soup_server_message_set_status (message, status, NULL);
  set_body (message, body);
  if (status == AC_SANDBOX_ERROR_UNAUTHORIZED)
    soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                  "WWW-Authenticate", "Basic realm=\"Cloudinary\"");
}

/* An error that no handler has chosen is ours: it is logged, and the client learns no more than that. */
static void
answer_error (SoupServerMessage *message,
              const GError      *error)
{
  if (error->domain == AC_SANDBOX_ERROR && error->code != AC_SANDBOX_ERROR_INTERNAL)
    {
      set_error (message, error->code, error->message);
      return;
    }

  g_warning ("%s", error->message);
  set_error (message, AC_SANDBOX_ERROR_INTERNAL, AC_SANDBOX_TEXT_INTERNAL);
}

static gboolean
read_params (SoupServerMessage  *message,
             AcSandboxRequest   *request,
             GError            **error)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  g_autoptr(GBytes) body = NULL;

  if (get_exchange (message)->body_length > MAX_BODY)
    return ac_sandbox_refuse (error, AC_SANDBOX_ERROR_TOO_LARGE, AC_SANDBOX_TEXT_TOO_LARGE);

  body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  request->params = ac_sandbox_params_new (g_uri_get_query (soup_server_message_get_uri (message)),
                                           soup_message_headers_get_one (headers, "Content-Type"),
                                           body, error);

  return request->params != NULL;
}

/* Each request that may change something is one transaction. */
static gboolean
call_handler (AcSandboxRequest  *request,
              GError           **error)
{
  AcSandboxStore *store = request->state->store;

  if (g_str_equal (request->route->method, "GET"))
    return request->route->handler (request, error);

  if (!ac_sandbox_store_begin (store, error))
    return FALSE;
  if (!request->route->handler (request, error))
    {
      ac_sandbox_store_rollback (store);
      ac_sandbox_mail_drop (request->state);
      return FALSE;
    }
  if (!ac_sandbox_store_commit (store, error))
    {
      ac_sandbox_mail_drop (request->state);
      return FALSE;
    }
  ac_sandbox_mail_deliver (request->state);

  return TRUE;
}

static gboolean
run_request (SoupServerMessage  *message,
             AcSandboxRequest   *request,
             GError            **error)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  return ac_sandbox_auth_check (request, soup_message_headers_get_one (headers, "Authorization"), error) &&
         (request->route->guard != AC_SANDBOX_GUARD_ENVIRONMENT || ac_sandbox_meter_count (request, error)) &&
         read_params (message, request, error) &&
         call_handler (request, error);
}

static void
answer_unrouted (SoupServerMessage *message,
                 const char        *allow,
                 const GError      *error)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  if (allow != NULL)
    soup_message_headers_replace (headers, "Allow", allow);
  if (allow != NULL && g_str_equal (soup_server_message_get_method (message), "OPTIONS"))
    {
      soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
      soup_message_headers_remove (headers, "Content-Type");
      soup_message_body_truncate (soup_server_message_get_response_body (message));
    }
  else
    answer_error (message, error);
}

static void
serve (AcSandboxServer   *self,
       SoupServerMessage *message)
{
  AcSandboxRequest request = { .state = self->state, .answer = ac_sandbox_writer_new () };
  g_autoptr(GError) error = NULL;
  g_autofree char *allow = NULL;

  request.headers = soup_server_message_get_response_headers (message);
  if (!ac_sandbox_router_match (self->router,
                                soup_server_message_get_method (message),
                                g_uri_get_path (soup_server_message_get_uri (message)),
                                &request, &allow, &error))
    answer_unrouted (message, allow, error);
  else if (!run_request (message, &request, &error))
    answer_error (message, error);
  else
    {
      g_autoptr(GBytes) body = ac_sandbox_writer_finish (request.answer);

      soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
      set_body (message, body);
    }
  ac_sandbox_request_clear (&request);
}

/* The socket goes while the answer is still ours: the client sees the end of the connection and nothing before it. */
static void
drop_connection (SoupServerMessage *message)
{
  GSocket *socket = soup_server_message_get_socket (message);

  if (socket != NULL)
    g_socket_shutdown (socket, TRUE, TRUE, NULL);
}

static void
answer (AcSandboxServer   *self,
        SoupServerMessage *message)
{
  guint retry_after;
  g_autofree char *text = NULL;

  set_request_id (message);
  switch (ac_sandbox_faults_decide (self->faults, g_get_monotonic_time (), &retry_after))
    {
    case AC_SANDBOX_FAULT_RATE_LIMIT:
      text = g_strdup_printf ("%u", retry_after);
      soup_message_headers_replace (soup_server_message_get_response_headers (message), "Retry-After", text);
      g_free (text);
      text = g_strdup_printf (AC_SANDBOX_TEXT_RATE_LIMIT, retry_after);
      set_error (message, AC_SANDBOX_ERROR_TOO_MANY, text);
      break;
    case AC_SANDBOX_FAULT_INTERNAL:
      set_error (message, AC_SANDBOX_ERROR_INTERNAL, AC_SANDBOX_TEXT_INTERNAL);
      break;
    case AC_SANDBOX_FAULT_UNAVAILABLE:
      set_error (message, AC_SANDBOX_ERROR_UNAVAILABLE, AC_SANDBOX_TEXT_UNAVAILABLE);
      break;
    case AC_SANDBOX_FAULT_DROP_BEFORE:
      drop_connection (message);
      break;
    case AC_SANDBOX_FAULT_DROP_AFTER:
      serve (self, message);
      drop_connection (message);
      break;
    case AC_SANDBOX_FAULT_NONE:
    default:
      serve (self, message);
      break;
    }
}

static gboolean
answer_late (gpointer user_data)
{
  g_autoptr(SoupServerMessage) message = g_object_ref (user_data);
  Exchange *exchange = get_exchange (message);

  exchange->timeout = 0;
  answer (exchange->self, message);
  soup_server_message_unpause (message);

  return G_SOURCE_REMOVE;
}

/* The client left before its answer: a late answer would go nowhere. */
static void
on_disconnected (SoupServerMessage *message,
                 gpointer           user_data)
{
  g_clear_handle_id (&get_exchange (message)->timeout, g_source_remove);
}

static void
on_request (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  AcSandboxServer *self = user_data;
  guint latency = ac_sandbox_faults_get_latency (self->faults);

  if (latency == 0)
    {
      answer (self, message);
      return;
    }

  soup_server_message_pause (message);
  g_signal_connect (message, "disconnected", G_CALLBACK (on_disconnected), NULL);
  get_exchange (message)->timeout = g_timeout_add (latency, answer_late, message);
}

static void
on_got_chunk (SoupServerMessage *message,
              GBytes            *chunk,
              gpointer           user_data)
{
  Exchange *exchange = get_exchange (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  exchange->body_length += g_bytes_get_size (chunk);
  if (exchange->body_length <= MAX_BODY)
    return;

  /* The rest is read to its end, so that the client gets to the answer, but not kept. */
  soup_message_body_set_accumulate (body, FALSE);
  soup_message_body_truncate (body);
}

static void
on_got_headers (SoupServerMessage *message,
                gpointer           user_data)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  /* Most requests have no body, and each handler costs. */
  if (soup_message_headers_get_encoding (headers) != SOUP_ENCODING_NONE)
    g_signal_connect (message, "got-chunk", G_CALLBACK (on_got_chunk), NULL);
  /* Or libsoup would cut the answer. */
  soup_message_headers_remove (headers, "Range");
  /* A "100 Continue" may be next, with what stands here; it must not say that it is the end. */
  soup_message_headers_remove (soup_server_message_get_response_headers (message), "Connection");
}

static void
on_wrote_body (SoupServerMessage *message,
               gpointer           user_data)
{
  get_exchange (message)->answered = TRUE;
}

static void
on_request_started (SoupServer        *server,
                    SoupServerMessage *message,
                    gpointer           user_data)
{
  AcSandboxServer *self = user_data;
  Exchange *exchange = g_new0 (Exchange, 1);

  exchange->self = self;
  exchange->id = ac_sandbox_random_hex (self->request_ids, 32);
  exchange->started = g_get_monotonic_time ();
  g_object_set_qdata_full (G_OBJECT (message), exchange_quark (), exchange, free_exchange);
  g_signal_connect (message, "got-headers", G_CALLBACK (on_got_headers), NULL);
  g_signal_connect (message, "wrote-body", G_CALLBACK (on_wrote_body), NULL);
  set_request_id (message);
  /* libsoup answers a request that is no HTTP by itself, with a 400 and with what stands here then, and hangs up. */
  set_body (message, self->malformed);
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Connection", "close");
}

/* One line a request. The query is left out, as it may hold what people typed; headers and bodies always are. The
 * status of what nobody got says nothing. */
static void
log_exchange (SoupServerMessage *message)
{
  Exchange *exchange = get_exchange (message);
  GUri *uri = soup_server_message_get_uri (message);
  const char *method = soup_server_message_get_method (message);
  guint tenths = (guint) ((g_get_monotonic_time () - exchange->started) / 100);
  char status[16] = "-";

  if (exchange->answered)
    g_snprintf (status, sizeof status, "%u", soup_server_message_get_status (message));

  fprintf (stderr, "%s %s %s %u.%u ms%s\n",
           method != NULL ? method : "-",
           uri != NULL ? g_uri_get_path (uri) : "-",
           status, tenths / 10, tenths % 10,
           exchange->answered ? "" : " (no answer)");
}

static void
on_request_finished (SoupServer        *server,
                     SoupServerMessage *message,
                     gpointer           user_data)
{
  log_exchange (message);
}

static void
on_request_aborted (SoupServer        *server,
                    SoupServerMessage *message,
                    gpointer           user_data)
{
  /* libsoup means answers of 500 as well. A connection that ends between two requests is no request. */
  if (soup_server_message_get_method (message) != NULL && soup_server_message_get_uri (message) != NULL)
    log_exchange (message);
}

/**
 * ac_sandbox_server_new:
 * @state: what the handlers work with; it outlives the server
 * @faults: what goes wrong
 *
 * Returns: (transfer full): a server that doesn't listen yet
 */
AcSandboxServer *
ac_sandbox_server_new (AcSandboxState           *state,
                       const AcSandboxFaultPlan *faults)
{
  AcSandboxServer *self = g_new0 (AcSandboxServer, 1);

  self->state = state;
  self->faults = ac_sandbox_faults_new (faults);
  self->router = ac_sandbox_router_new (ac_sandbox_route_tables);
  self->request_ids = ac_sandbox_random_new ();
  self->malformed = make_error_body (AC_SANDBOX_TEXT_MALFORMED);
  self->server = soup_server_new ("server-header", "account-console-sandbox", "raw-paths", TRUE, NULL);
  g_signal_connect (self->server, "request-started", G_CALLBACK (on_request_started), self);
  g_signal_connect (self->server, "request-finished", G_CALLBACK (on_request_finished), self);
  g_signal_connect (self->server, "request-aborted", G_CALLBACK (on_request_aborted), self);
  soup_server_add_handler (self->server, NULL, on_request, self, NULL);

  return self;
}

/**
 * ac_sandbox_server_free:
 * @self: (transfer full): a server; its connections are closed
 */
void
ac_sandbox_server_free (AcSandboxServer *self)
{
  g_clear_pointer (&self->listener, ac_sandbox_listener_free);
  soup_server_disconnect (self->server);
  /* Connections close in steps. */
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_signal_handlers_disconnect_by_data (self->server, self);
  g_object_unref (self->server);
  ac_sandbox_router_free (self->router);
  ac_sandbox_faults_free (self->faults);
  ac_sandbox_random_free (self->request_ids);
  g_bytes_unref (self->malformed);
  g_free (self);
}

/**
 * ac_sandbox_server_listen:
 * @self: a server
 * @address: a loopback address; port 0 lets the kernel choose
 * @certificate: (nullable): for https
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): where it listens now: `http://127.0.0.1:40123`
 */
char *
ac_sandbox_server_listen (AcSandboxServer  *self,
                          GSocketAddress   *address,
                          GTlsCertificate  *certificate,
                          GError          **error)
{
  SoupServerListenOptions options = 0;

  if (certificate != NULL)
    {
      soup_server_set_tls_certificate (self->server, certificate);
      options |= SOUP_SERVER_LISTEN_HTTPS;
    }
  self->listener = ac_sandbox_listener_new (self->server, address, options, error);

  return self->listener != NULL ? ac_sandbox_listener_get_host (self->listener, error) : NULL;
}
