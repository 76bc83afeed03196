/* ac-mock-server.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-mock-server"

#include "config.h"

#include <string.h>

#include "ac-mock-server.h"

struct _AcMockReply
{
  char *method;
  char *target;
  gboolean repeats;
  gboolean used;

  guint status;
  char *content_type; /* (nullable) (owned) */
  GBytes *body;
  GPtrArray *headers; /* name, value, name, value, … */
  guint delay;
  gboolean hangs;
  char *raw; /* (nullable) (owned) */
};

/* A request that is answered later, or never. */
typedef struct
{
  AcMockServer *server; /* not owned: the server drops what waits before it goes */
  SoupServerMessage *message;
  AcMockReply *reply;
  guint source_id;
} Pending;

struct _AcMockServer
{
  GObject parent_instance;

  SoupServer *server;           /* (nullable) (owned): it is running */
  GSocketService *service;      /* (nullable) (owned): takes its connections */
  GTlsCertificate *certificate; /* (nullable) (owned) */
  guint16 port;                 /* 0: not chosen yet */
  char *host;
  GPtrArray *replies;           /* (element-type AcMockReply) */
  GPtrArray *requests;          /* (element-type AcMockRequest) */
  GPtrArray *pending;           /* (element-type Pending) */
};

G_DEFINE_FINAL_TYPE (AcMockServer, ac_mock_server, G_TYPE_OBJECT)

static void
reply_free (AcMockReply *reply)
{
  g_free (reply->method);
  g_free (reply->target);
  g_free (reply->content_type);
  g_free (reply->raw);
  g_bytes_unref (reply->body);
  g_ptr_array_unref (reply->headers);
  g_free (reply);
}

static void
request_free (AcMockRequest *request)
{
  g_free (request->method);
  g_free (request->target);
  g_free (request->authorization);
  g_free (request->content_type);
  g_free (request->user_agent);
  g_free (request->body);
  g_free (request);
}

static void
pending_free (Pending *pending)
{
  g_clear_handle_id (&pending->source_id, g_source_remove);
  g_clear_object (&pending->message);
  g_free (pending);
}

static char *
dup_target (SoupServerMessage *message)
{
  GUri *uri = soup_server_message_get_uri (message);
  const char *query = g_uri_get_query (uri);

  return g_strconcat (g_uri_get_path (uri), query != NULL ? "?" : "", query, NULL);
}

static AcMockRequest *
record (AcMockServer      *self,
        SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  AcMockRequest *request = g_new0 (AcMockRequest, 1);

  request->method = g_strdup (soup_server_message_get_method (message));
  request->target = dup_target (message);
  request->authorization = g_strdup (soup_message_headers_get_one (headers, "Authorization"));
  request->content_type = g_strdup (soup_message_headers_get_content_type (headers, NULL));
  request->user_agent = g_strdup (soup_message_headers_get_one (headers, "User-Agent"));
  request->body = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_ptr_array_add (self->requests, request);

  return request;
}

static AcMockReply *
find_reply (AcMockServer  *self,
            AcMockRequest *request)
{
  AcMockReply *repeated = NULL;

  for (guint i = 0; i < self->replies->len; i++)
    {
      AcMockReply *reply = g_ptr_array_index (self->replies, i);

      if (!g_str_equal (reply->method, request->method) || !g_str_equal (reply->target, request->target))
        continue;
      if (reply->repeats)
        repeated = reply;
      else if (!reply->used)
        return reply;
    }

  return repeated;
}

static void
answer (SoupServerMessage *message,
        AcMockReply       *reply)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_server_message_set_status (message, reply->status, NULL);
  for (guint i = 0; i + 1 < reply->headers->len; i += 2)
    soup_message_headers_append (headers, reply->headers->pdata[i], reply->headers->pdata[i + 1]);
  if (reply->content_type != NULL)
    soup_message_headers_set_content_type (headers, reply->content_type, NULL);
  if (g_bytes_get_size (reply->body) > 0)
    soup_message_body_append_bytes (soup_server_message_get_response_body (message), reply->body);
}

static void
write_raw (SoupServerMessage *message,
           AcMockReply       *reply)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (g_io_stream_get_output_stream (stream), reply->raw, strlen (reply->raw),
                             NULL, NULL, &error);
  g_assert_no_error (error);
  g_io_stream_close (stream, NULL, NULL);
}

static gboolean
on_due_cb (gpointer user_data)
{
  Pending *pending = user_data;
  g_autoptr (SoupServerMessage) message = g_steal_pointer (&pending->message);
  AcMockReply *reply = pending->reply;

  pending->source_id = 0;
  g_ptr_array_remove_fast (pending->server->pending, pending);

  if (reply->raw != NULL)
    {
      write_raw (g_steal_pointer (&message), reply);
      return G_SOURCE_REMOVE;
    }

  answer (message, reply);
  soup_server_message_unpause (message);

  return G_SOURCE_REMOVE;
}

static void
postpone (AcMockServer      *self,
          SoupServerMessage *message,
          AcMockReply       *reply)
{
  Pending *pending = g_new0 (Pending, 1);

  soup_server_message_pause (message);
  pending->server = self;
  pending->message = g_object_ref (message);
  pending->reply = reply;
  if (!reply->hangs)
    pending->source_id = g_timeout_add (reply->delay, on_due_cb, pending);
  g_ptr_array_add (self->pending, pending);
}

static void
on_request_cb (SoupServer        *server,
               SoupServerMessage *message,
               const char        *path,
               GHashTable        *query,
               gpointer           user_data)
{
  AcMockServer *self = user_data;
  AcMockRequest *request = record (self, message);
  AcMockReply *reply = find_reply (self, request);

  if (reply == NULL)
    {
      g_test_message ("Nothing was set up for %s %s", request->method, request->target);
      g_test_fail ();
      soup_server_message_set_status (message, SOUP_STATUS_NOT_IMPLEMENTED, NULL);
      return;
    }

  reply->used = TRUE;
  if (reply->hangs || reply->delay > 0 || reply->raw != NULL)
    postpone (self, message, reply);
  else
    answer (message, reply);
}

static gboolean
on_incoming_cb (AcMockServer      *self,
                GSocketConnection *connection)
{
  g_autoptr (GIOStream) stream = g_object_ref (G_IO_STREAM (connection));
  g_autoptr (GSocketAddress) local = g_socket_connection_get_local_address (connection, NULL);
  g_autoptr (GSocketAddress) remote = g_socket_connection_get_remote_address (connection, NULL);
  g_autoptr (GError) error = NULL;

  if (self->certificate != NULL)
    {
      g_clear_object (&stream);
      stream = g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, &error);
      g_assert_no_error (error);
    }

  soup_server_accept_iostream (self->server, stream, local, remote, &error);
  g_assert_no_error (error);

  return TRUE;
}

/* SoupServer's own listening loses a socket and its address each time (seen with libsoup 3.2.3), which would hide
 * the losses that tests look for; so the connections are handed to it. */
static void
listen_on_loopback (AcMockServer *self)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, self->port);
  g_autoptr (GSocketAddress) effective = NULL;
  g_autoptr (GError) error = NULL;

  self->service = g_socket_service_new ();
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), wanted, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &effective, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));

  g_signal_connect_object (self->service, "incoming", G_CALLBACK (on_incoming_cb), self, G_CONNECT_SWAPPED);
  g_socket_service_start (self->service);
}

static AcMockReply *
add_reply (AcMockServer *self,
           const char   *method,
           const char   *target,
           gboolean      repeats)
{
  AcMockReply *reply = g_new0 (AcMockReply, 1);

  reply->method = g_strdup (method);
  reply->target = g_strdup (target);
  reply->repeats = repeats;
  reply->body = g_bytes_new_static (NULL, 0);
  reply->headers = g_ptr_array_new_with_free_func (g_free);
  ac_mock_reply_set_json (reply, SOUP_STATUS_OK, "{}");
  g_ptr_array_add (self->replies, reply);

  return reply;
}

static void
ac_mock_server_dispose (GObject *object)
{
  AcMockServer *self = AC_MOCK_SERVER (object);

  ac_mock_server_stop (self);
  g_clear_object (&self->certificate);

  G_OBJECT_CLASS (ac_mock_server_parent_class)->dispose (object);
}

static void
ac_mock_server_finalize (GObject *object)
{
  AcMockServer *self = AC_MOCK_SERVER (object);

  g_ptr_array_unref (self->pending);
  g_ptr_array_unref (self->replies);
  g_ptr_array_unref (self->requests);
  g_free (self->host);

  G_OBJECT_CLASS (ac_mock_server_parent_class)->finalize (object);
}

static void
ac_mock_server_class_init (AcMockServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ac_mock_server_dispose;
  object_class->finalize = ac_mock_server_finalize;
}

static void
ac_mock_server_init (AcMockServer *self)
{
  self->replies = g_ptr_array_new_with_free_func ((GDestroyNotify) reply_free);
  self->requests = g_ptr_array_new_with_free_func ((GDestroyNotify) request_free);
  self->pending = g_ptr_array_new_with_free_func ((GDestroyNotify) pending_free);
}

AcMockServer *
ac_mock_server_new (void)
{
  AcMockServer *self = g_object_new (AC_TYPE_MOCK_SERVER, NULL);

  ac_mock_server_start (self);

  return self;
}

AcMockServer *
ac_mock_server_new_tls (void)
{
  AcMockServer *self = g_object_new (AC_TYPE_MOCK_SERVER, NULL);
  g_autoptr (GError) error = NULL;

  self->certificate = g_tls_certificate_new_from_files (AC_TEST_TLS_DIR "/certificate.pem",
                                                        AC_TEST_TLS_DIR "/key.pem", &error);
  g_assert_no_error (error);
  ac_mock_server_start (self);

  return self;
}

GTlsDatabase *
ac_mock_server_create_tls_database (void)
{
  g_autoptr (GError) error = NULL;
  GTlsDatabase *database = g_tls_file_database_new (AC_TEST_TLS_DIR "/certificate.pem", &error);

  g_assert_no_error (error);

  return database;
}

const char *
ac_mock_server_get_host (AcMockServer *self)
{
  return self->host;
}

AcMockReply *
ac_mock_server_expect (AcMockServer *self,
                       const char   *method,
                       const char   *target)
{
  return add_reply (self, method, target, FALSE);
}

AcMockReply *
ac_mock_server_allow (AcMockServer *self,
                      const char   *method,
                      const char   *target)
{
  return add_reply (self, method, target, TRUE);
}

void
ac_mock_server_assert_done (AcMockServer *self)
{
  for (guint i = 0; i < self->replies->len; i++)
    {
      AcMockReply *reply = g_ptr_array_index (self->replies, i);

      if (!reply->used && !reply->repeats)
        g_error ("%s %s was never asked for", reply->method, reply->target);
    }
}

guint
ac_mock_server_get_n_requests (AcMockServer *self)
{
  return self->requests->len;
}

const AcMockRequest *
ac_mock_server_get_request (AcMockServer *self,
                            guint         index)
{
  g_assert_cmpuint (index, <, self->requests->len);

  return g_ptr_array_index (self->requests, index);
}

guint
ac_mock_server_count_requests (AcMockServer *self,
                               const char   *method,
                               const char   *target)
{
  guint n = 0;

  for (guint i = 0; i < self->requests->len; i++)
    {
      AcMockRequest *request = g_ptr_array_index (self->requests, i);

      if (g_str_equal (request->method, method) && g_str_equal (request->target, target))
        n++;
    }

  return n;
}

void
ac_mock_server_stop (AcMockServer *self)
{
  if (self->server == NULL)
    return;

  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_clear_object (&self->service);

  g_ptr_array_set_size (self->pending, 0);
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
}

void
ac_mock_server_start (AcMockServer *self)
{
  g_assert_null (self->server);

  self->server = soup_server_new ("server-header", "Mock ", NULL);
  soup_server_add_handler (self->server, NULL, on_request_cb, self, NULL);
  listen_on_loopback (self);

  g_free (self->host);
  self->host = g_strdup_printf ("%s://127.0.0.1:%u", self->certificate != NULL ? "https" : "http", self->port);
}

void
ac_mock_reply_set_json (AcMockReply *self,
                        guint        status,
                        const char  *body)
{
  ac_mock_reply_take_body (self, status, "application/json; charset=utf-8", g_bytes_new (body, strlen (body)));
}

void
ac_mock_reply_take_body (AcMockReply *self,
                         guint        status,
                         const char  *content_type,
                         GBytes      *body)
{
  self->status = status;
  g_free (self->content_type);
  self->content_type = g_strdup (content_type);
  g_bytes_unref (self->body);
  self->body = body;
}

void
ac_mock_reply_set_header (AcMockReply *self,
                          const char  *name,
                          const char  *value)
{
  g_ptr_array_add (self->headers, g_strdup (name));
  g_ptr_array_add (self->headers, g_strdup (value));
}

void
ac_mock_reply_set_delay (AcMockReply *self,
                         guint        milliseconds)
{
  self->delay = milliseconds;
}

void
ac_mock_reply_set_hang (AcMockReply *self)
{
  self->hangs = TRUE;
}

void
ac_mock_reply_set_raw (AcMockReply *self,
                       const char  *text)
{
  g_free (self->raw);
  self->raw = g_strdup (text);
}
