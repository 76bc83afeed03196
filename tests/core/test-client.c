/* test-client.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ac-answer-private.h"
#include "ac-client-private.h"
#include "ac-error.h"
#include "ac-json.h"
#include "ac-mock-server.h"
#include "ac-request-private.h"
#include "ac-test-utils.h"

#define PATH "/v1_1/thing"
#define QUICKLY 10

/* A network that a test switches on and off. */
#define TEST_TYPE_NETWORK (test_network_get_type ())
G_DECLARE_FINAL_TYPE (TestNetwork, test_network, TEST, NETWORK, GObject)

struct _TestNetwork
{
  GObject parent_instance;

  gboolean available;
};

enum
{
  PROP_0,
  PROP_NETWORK_AVAILABLE,
  PROP_NETWORK_METERED,
  PROP_CONNECTIVITY,
};

static gboolean
test_network_init_network (GInitable     *initable,
                           GCancellable  *cancellable,
                           GError       **error)
{
  return TRUE;
}

static void
test_network_initable_init (GInitableIface *iface)
{
  iface->init = test_network_init_network;
}

static void
test_network_monitor_init (GNetworkMonitorInterface *iface)
{
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestNetwork, test_network, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, test_network_initable_init)
                               G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR, test_network_monitor_init))

static void
test_network_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  TestNetwork *self = TEST_NETWORK (object);

  if (prop_id == PROP_CONNECTIVITY)
    g_value_set_enum (value, G_NETWORK_CONNECTIVITY_FULL);
  else
    g_value_set_boolean (value, prop_id == PROP_NETWORK_AVAILABLE && self->available);
}

static void
test_network_class_init (TestNetworkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = test_network_get_property;
  g_object_class_override_property (object_class, PROP_NETWORK_AVAILABLE, "network-available");
  g_object_class_override_property (object_class, PROP_NETWORK_METERED, "network-metered");
  g_object_class_override_property (object_class, PROP_CONNECTIVITY, "connectivity");
}

static void
test_network_init (TestNetwork *self)
{
}

static void
test_network_switch (TestNetwork *self,
                     gboolean     available)
{
  self->available = available;
  g_signal_emit_by_name (self, "network-changed", available);
}

typedef struct
{
  AcMockServer *server;
  AcClient *client;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (AcCredentials) credentials = ac_credentials_new ("key", "secret");

  fixture->server = ac_mock_server_new ();
  fixture->client = ac_client_new (ac_mock_server_get_host (fixture->server), credentials, NULL);
  ac_client_set_retry_base (fixture->client, QUICKLY);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  ac_mock_server_assert_done (fixture->server);
  g_assert_finalize_object (fixture->client);
  g_assert_finalize_object (fixture->server);
}

static gpointer
parse_name (JsonNode  *root,
            gpointer   user_data,
            GError   **error)
{
  JsonObject *object;
  const char *name = NULL;

  if (!ac_json_node_get_object (root, &object, error) ||
      !ac_json_get_string (object, "name", AC_JSON_REQUIRED, &name, error))
    return NULL;

  return g_strdup (name);
}

static AcRequest *
create_request (const char *method)
{
  return ac_request_new (method, "v1_1", "thing", NULL);
}

static void
start_fetch (AcClient      *client,
             const char    *method,
             GCancellable  *cancellable,
             GAsyncResult **result)
{
  ac_client_fetch_async (client, create_request (method), NULL, parse_name, NULL, NULL, g_free,
                         cancellable, ac_test_store_result, result);
}

static char *
finish_fetch (AcClient      *client,
              GAsyncResult **result,
              GError       **error)
{
  char *name = ac_client_fetch_finish (client, ac_test_wait_result (result), error);

  g_clear_object (result);

  return name;
}

static char *
fetch (AcClient    *client,
       const char  *method,
       GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  start_fetch (client, method, NULL, &result);

  return finish_fetch (client, &result, error);
}

static void
assert_fetch_fails (Fixture    *fixture,
                    const char *method,
                    AcError     code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = fetch (fixture->client, method, &error);

  g_assert_null (name);
  g_assert_error (error, AC_ERROR, (int) code);
  g_assert_null (strstr (error->message, "secret"));
}

static void
assert_fetch_succeeds (Fixture    *fixture,
                       const char *method)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = fetch (fixture->client, method, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (name, ==, "a");
}

static AcMockReply *
expect (Fixture    *fixture,
        const char *method,
        guint       status)
{
  AcMockReply *reply = ac_mock_server_expect (fixture->server, method, PATH);

  ac_mock_reply_set_json (reply, status,
                          status < 300 ? "{\"name\":\"a\"}" : "{\"error\":{\"message\":\"told so\"}}");

  return reply;
}

static void
test_success (Fixture       *fixture,
              gconstpointer  data)
{
  const AcMockRequest *request;

  g_assert_cmpint (ac_client_get_state (fixture->client), ==, AC_CONNECTION_STATE_CONNECTING);
  g_assert_cmpstr (ac_client_get_host (fixture->client), ==, ac_mock_server_get_host (fixture->server));

  expect (fixture, "GET", 200);
  assert_fetch_succeeds (fixture, "GET");

  g_assert_cmpint (ac_client_get_state (fixture->client), ==, AC_CONNECTION_STATE_CONNECTED);
  request = ac_mock_server_get_request (fixture->server, 0);
  g_assert_cmpstr (request->authorization, ==, "Basic a2V5OnNlY3JldA==");
  g_assert_cmpstr (request->user_agent, ==, "AccountConsole/" AC_VERSION);
  g_assert_null (request->content_type);
}

static void
test_body (Fixture       *fixture,
           gconstpointer  data)
{
  AcRequest *request = create_request ("POST");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  expect (fixture, "POST", 200);
  ac_request_take_body (request, json_from_string ("{\"name\":\"b\"}", NULL));
  ac_client_fetch_async (fixture->client, request, NULL, parse_name, NULL, NULL, g_free,
                         NULL, ac_test_store_result, &result);
  name = finish_fetch (fixture->client, &result, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (ac_mock_server_get_request (fixture->server, 0)->body, ==, "{\"name\":\"b\"}");
  g_assert_cmpstr (ac_mock_server_get_request (fixture->server, 0)->content_type, ==, "application/json");
}

static void
fetch_without_parse (Fixture     *fixture,
                     const char  *method,
                     GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ac_client_fetch_async (fixture->client, create_request (method), NULL, NULL, NULL, NULL, NULL,
                         NULL, ac_test_store_result, &result);
  g_assert_null (finish_fetch (fixture->client, &result, error));
}

static void
test_no_content (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  ac_mock_reply_take_body (expect (fixture, "DELETE", 204), 204, NULL, g_bytes_new_static ("", 0));
  fetch_without_parse (fixture, "DELETE", &error);
  g_assert_no_error (error);

  ac_mock_reply_take_body (expect (fixture, "GET", 204), 204, NULL, g_bytes_new_static ("", 0));
  assert_fetch_fails (fixture, "GET", AC_ERROR_BAD_RESPONSE);
}

static void
test_statuses (Fixture       *fixture,
               gconstpointer  data)
{
  static const struct
  {
    guint status;
    AcError code;
    guint n_tries;
  } cases[] = {
    { 300, AC_ERROR_REDIRECTED, 1 }, { 301, AC_ERROR_REDIRECTED, 1 }, { 302, AC_ERROR_REDIRECTED, 1 },
    { 307, AC_ERROR_REDIRECTED, 1 }, { 400, AC_ERROR_INVALID, 1 }, { 401, AC_ERROR_UNAUTHORIZED, 1 },
    { 402, AC_ERROR_INVALID, 1 }, { 403, AC_ERROR_FORBIDDEN, 1 }, { 404, AC_ERROR_NOT_FOUND, 1 },
    { 409, AC_ERROR_CONFLICT, 1 }, { 420, AC_ERROR_RATE_LIMITED, 3 }, { 422, AC_ERROR_INVALID, 1 },
    { 429, AC_ERROR_RATE_LIMITED, 3 }, { 500, AC_ERROR_SERVER, 1 }, { 501, AC_ERROR_SERVER, 1 },
    { 502, AC_ERROR_SERVER, 3 }, { 503, AC_ERROR_SERVER, 3 }, { 504, AC_ERROR_SERVER, 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *name = NULL;

      g_test_message ("status %u", cases[i].status);
      for (guint n = 0; n < cases[i].n_tries; n++)
        {
          AcMockReply *reply = expect (fixture, "GET", cases[i].status);

          ac_mock_reply_set_header (reply, "X-Request-Id", "0123abcd");
          ac_mock_reply_set_header (reply, "Location", "https://elsewhere.example/");
        }

      name = fetch (fixture->client, "GET", &error);
      g_assert_null (name);
      g_assert_error (error, AC_ERROR, (int) cases[i].code);
      g_assert_cmpuint (ac_error_get_http_status (error), ==, cases[i].status);
      g_assert_cmpstr (ac_error_get_server_message (error), ==, "told so");
      g_assert_cmpstr (ac_error_get_request_id (error), ==, "0123abcd");
      g_assert_cmpint (ac_client_get_state (fixture->client), ==,
                       cases[i].status == 401 ? AC_CONNECTION_STATE_UNAUTHORIZED : AC_CONNECTION_STATE_CONNECTED);
    }
}

static void
test_limit_reached (Fixture       *fixture,
                    gconstpointer  data)
{
  ac_mock_reply_set_json (expect (fixture, "POST", 400), 400, "{\"error\":{\"message\":\"over max_sub_accounts\"}}");
  assert_fetch_fails (fixture, "POST", AC_ERROR_LIMIT_REACHED);
  ac_mock_reply_set_json (expect (fixture, "POST", 409), 409, "{\"error\":{\"message\":\"max_users reached\"}}");
  assert_fetch_fails (fixture, "POST", AC_ERROR_LIMIT_REACHED);
  ac_mock_reply_set_json (expect (fixture, "POST", 500), 500, "{\"error\":{\"message\":\"max_users reached\"}}");
  assert_fetch_fails (fixture, "POST", AC_ERROR_SERVER);
}

static void
test_error_bodies (Fixture       *fixture,
                   gconstpointer  data)
{
  static const char * const bodies[] = { "", "<html>", "[]", "{}", "{\"error\":1}", "{\"error\":{\"message\":1}}", "{\"error\":" };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *name = NULL;

      ac_mock_reply_set_json (expect (fixture, "GET", 404), 404, bodies[i]);
      name = fetch (fixture->client, "GET", &error);
      g_assert_error (error, AC_ERROR, AC_ERROR_NOT_FOUND);
      g_assert_null (ac_error_get_server_message (error));
    }
}

static void
test_bad_answers (Fixture       *fixture,
                  gconstpointer  data)
{
  static const struct
  {
    const char *type;
    const char *body;
  } cases[] = {
    { "application/json", "" },
    { "application/json", "{\"name\":" },
    { "application/json", "<html></html>" },
    { "application/json", "\"a\"" },
    { "application/json", "[]" },
    { "application/json", "{}" },
    { "application/json", "{\"name\":null}" },
    { "application/json", "{\"name\":1}" },
    { "text/html", "{\"name\":\"a\"}" },
    { "text/plain", "{\"name\":\"a\"}" },
    { NULL, "{\"name\":\"a\"}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AcMockReply *reply = expect (fixture, "GET", 200);
      g_autoptr (GError) error = NULL;
      g_autofree char *name = NULL;

      g_test_message ("case %u", i);
      ac_mock_reply_take_body (reply, 200, cases[i].type, g_bytes_new (cases[i].body, strlen (cases[i].body)));
      ac_mock_reply_set_header (reply, "X-Request-Id", "4567");
      name = fetch (fixture->client, "GET", &error);
      g_assert_null (name);
      g_assert_error (error, AC_ERROR, AC_ERROR_BAD_RESPONSE);
    }
}

static void
test_request_id_of_bad_answer (Fixture       *fixture,
                               gconstpointer  data)
{
  AcMockReply *reply = expect (fixture, "GET", 200);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  ac_mock_reply_set_json (reply, 200, "{\"name\":1}");
  ac_mock_reply_set_header (reply, "X-Request-Id", "89ab");
  name = fetch (fixture->client, "GET", &error);
  g_assert_error (error, AC_ERROR, AC_ERROR_BAD_RESPONSE);
  g_assert_cmpstr (ac_error_get_request_id (error), ==, "89ab");
  g_assert_cmpuint (ac_error_get_http_status (error), ==, 200);
}

static void
test_json_types (Fixture       *fixture,
                 gconstpointer  data)
{
  static const char * const types[] = { "application/json; charset=utf-8", "Application/JSON", "application/problem+json" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      ac_mock_reply_take_body (expect (fixture, "GET", 200), 200, types[i], g_bytes_new_static ("{\"name\":\"a\"}", 12));
      assert_fetch_succeeds (fixture, "GET");
    }
}

static void
test_deep_nesting (Fixture       *fixture,
                   gconstpointer  data)
{
  static const guint depths[] = { 1000, 100000, 1000000 };

  for (guint i = 0; i < G_N_ELEMENTS (depths); i++)
    {
      char *text = g_malloc (depths[i]);

      memset (text, '[', depths[i]);
      ac_mock_reply_take_body (expect (fixture, "GET", 200), 200, "application/json", g_bytes_new_take (text, depths[i]));
      assert_fetch_fails (fixture, "GET", AC_ERROR_BAD_RESPONSE);
    }
}

/* An object with a name and enough padding that it is read in a worker thread. */
static GBytes *
create_large_body (gsize size)
{
  GString *text = g_string_sized_new (size + 32);

  g_string_append (text, "{\"name\":\"a\",\"padding\":\"");
  while (text->len < size)
    g_string_append_c (text, 'x');
  g_string_append (text, "\"}");

  return g_string_free_to_bytes (text);
}

static void
test_large (Fixture       *fixture,
            gconstpointer  data)
{
  ac_mock_reply_take_body (expect (fixture, "GET", 200), 200, "application/json", create_large_body (3 * 1024 * 1024));
  assert_fetch_succeeds (fixture, "GET");

  ac_mock_reply_take_body (expect (fixture, "GET", 200), 200, "application/json",
                           g_bytes_new_take (g_strnfill (300 * 1024, 'x'), 300 * 1024));
  assert_fetch_fails (fixture, "GET", AC_ERROR_BAD_RESPONSE);
}

static void
test_too_large (Fixture       *fixture,
                gconstpointer  data)
{
  ac_mock_reply_take_body (expect (fixture, "GET", 200), 200, "application/json",
                           create_large_body (AC_ANSWER_MAX_SIZE + 1));
  assert_fetch_fails (fixture, "GET", AC_ERROR_TOO_LARGE);
}

static void
test_too_large_without_length (Fixture       *fixture,
                               gconstpointer  data)
{
  AcMockReply *reply = expect (fixture, "GET", 200);

  ac_mock_reply_take_body (reply, 200, "application/json", create_large_body (AC_ANSWER_MAX_SIZE + 1));
  ac_mock_reply_set_header (reply, "Transfer-Encoding", "chunked");
  assert_fetch_fails (fixture, "GET", AC_ERROR_TOO_LARGE);
}

static void
test_truncated (Fixture       *fixture,
                gconstpointer  data)
{
  /* The probe of a client that has given up may get through. */
  ac_mock_server_allow (fixture->server, "GET", "/");

  /* Closed in the middle: tried again. */
  for (guint i = 0; i < 2; i++)
    ac_mock_reply_set_raw (expect (fixture, "GET", 200),
                           "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 12\r\n\r\n{\"name\"");
  expect (fixture, "GET", 200);
  assert_fetch_succeeds (fixture, "GET");

  /* No more than three times. */
  for (guint i = 0; i < 3; i++)
    ac_mock_reply_set_raw (expect (fixture, "GET", 200), "HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n");
  assert_fetch_fails (fixture, "GET", AC_ERROR_NETWORK);

  /* A length that is too short, and none at all. */
  ac_mock_reply_set_raw (expect (fixture, "GET", 200),
                         "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 7\r\n\r\n{\"name\":\"a\"}");
  assert_fetch_fails (fixture, "GET", AC_ERROR_BAD_RESPONSE);
  ac_mock_reply_set_raw (expect (fixture, "GET", 200),
                         "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"name\"");
  assert_fetch_fails (fixture, "GET", AC_ERROR_BAD_RESPONSE);
}

static void
test_not_http (Fixture       *fixture,
               gconstpointer  data)
{
  ac_mock_reply_set_raw (expect (fixture, "POST", 200), "SSH-2.0-OpenSSH_9.2\r\n\r\n");
  assert_fetch_fails (fixture, "POST", AC_ERROR_BAD_RESPONSE);
}

static void
test_dropped (Fixture       *fixture,
              gconstpointer  data)
{
  ac_mock_reply_set_raw (expect (fixture, "GET", 200), "");
  expect (fixture, "GET", 200);
  assert_fetch_succeeds (fixture, "GET");
}

static void
test_post_not_repeated (Fixture       *fixture,
                        gconstpointer  data)
{
  static const struct
  {
    guint status;
    AcError code;
  } cases[] = {
    { 420, AC_ERROR_RATE_LIMITED }, { 429, AC_ERROR_RATE_LIMITED },
    { 502, AC_ERROR_SERVER }, { 503, AC_ERROR_SERVER }, { 504, AC_ERROR_SERVER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ac_mock_reply_set_header (expect (fixture, "POST", cases[i].status), "Retry-After", "0");
      assert_fetch_fails (fixture, "POST", cases[i].code);
    }

  ac_mock_server_allow (fixture->server, "GET", "/");
  ac_mock_reply_set_raw (expect (fixture, "POST", 200), "");
  assert_fetch_fails (fixture, "POST", AC_ERROR_NETWORK);
  g_assert_cmpuint (ac_mock_server_count_requests (fixture->server, "POST", PATH), ==, G_N_ELEMENTS (cases) + 1);
}

static void
test_put_repeated (Fixture       *fixture,
                   gconstpointer  data)
{
  AcRequest *request = create_request ("PUT");
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *name = NULL;

  expect (fixture, "PUT", 503);
  expect (fixture, "PUT", 200);
  ac_request_take_body (request, json_from_string ("{\"name\":\"a\"}", NULL));
  ac_client_fetch_async (fixture->client, request, NULL, parse_name, NULL, NULL, g_free,
                         NULL, ac_test_store_result, &result);
  name = finish_fetch (fixture->client, &result, NULL);
  g_assert_cmpstr (name, ==, "a");
  g_assert_cmpstr (ac_mock_server_get_request (fixture->server, 1)->body, ==, "{\"name\":\"a\"}");
}

static void
test_delete_whose_answer_was_lost (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  ac_mock_reply_set_raw (expect (fixture, "DELETE", 200), "");
  expect (fixture, "DELETE", 404);
  fetch_without_parse (fixture, "DELETE", &error);
  g_assert_no_error (error);

  /* A gateway didn't wait for it. */
  expect (fixture, "DELETE", 504);
  expect (fixture, "DELETE", 404);
  fetch_without_parse (fixture, "DELETE", &error);
  g_assert_no_error (error);

  expect (fixture, "DELETE", 503);
  expect (fixture, "DELETE", 404);
  fetch_without_parse (fixture, "DELETE", &error);
  g_assert_error (error, AC_ERROR, AC_ERROR_NOT_FOUND);
}

/* How long a fetch took whose first answer asks to wait, in milliseconds. */
static gint64
measure_retry (Fixture    *fixture,
               guint       status,
               const char *retry_after)
{
  gint64 start = g_get_monotonic_time ();

  ac_mock_reply_set_header (expect (fixture, "GET", status), "Retry-After", retry_after);
  expect (fixture, "GET", 200);
  assert_fetch_succeeds (fixture, "GET");

  return (g_get_monotonic_time () - start) / 1000;
}

/* A service whose clock is an hour behind says how long to wait by that clock. */
static void
test_retry_after_by_another_clock (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) date = g_date_time_add_hours (now, -1);
  g_autoptr (GDateTime) later = g_date_time_add_seconds (date, 1);
  g_autofree char *date_text = soup_date_time_to_string (date, SOUP_DATE_HTTP);
  g_autofree char *later_text = soup_date_time_to_string (later, SOUP_DATE_HTTP);
  g_autofree char *raw = g_strdup_printf ("HTTP/1.1 503 Later\r\nDate: %s\r\nRetry-After: %s\r\nContent-Length: 0\r\n\r\n",
                                          date_text, later_text);
  gint64 start = g_get_monotonic_time ();

  ac_mock_reply_set_raw (expect (fixture, "GET", 503), raw);
  expect (fixture, "GET", 200);
  assert_fetch_succeeds (fixture, "GET");
  g_assert_cmpint (g_get_monotonic_time () - start, >=, G_USEC_PER_SEC);
}

static void
test_retry_after (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) later = g_date_time_add_seconds (now, 2);
  g_autoptr (GDateTime) earlier = g_date_time_add_days (now, -1);
  g_autofree char *later_text = soup_date_time_to_string (later, SOUP_DATE_HTTP);
  g_autofree char *earlier_text = soup_date_time_to_string (earlier, SOUP_DATE_HTTP);

  /* A date, which has lost its fraction of a second, and seconds: not the back-off, which is much shorter here. */
  g_assert_cmpint (measure_retry (fixture, 503, later_text), >=, 900);
  g_assert_cmpint (measure_retry (fixture, 429, "1"), >=, 990);
  g_assert_cmpint (measure_retry (fixture, 420, "1"), >=, 990);

  /* At once, or as if it were not there. */
  g_assert_cmpint (measure_retry (fixture, 429, "0"), <, 900);
  g_assert_cmpint (measure_retry (fixture, 503, earlier_text), <, 900);
  g_assert_cmpint (measure_retry (fixture, 503, "soon"), <, 900);
  g_assert_cmpint (measure_retry (fixture, 503, "-1"), <, 900);
}

static void
on_notify_cb (GPtrArray *seen,
              GParamSpec *pspec,
              AcClient   *client)
{
  g_ptr_array_add (seen, GINT_TO_POINTER (ac_client_get_state (client) == AC_CONNECTION_STATE_WAITING
                                            ? (int) ac_client_get_retry_seconds (client)
                                            : -1));
}

static void
test_waiting_is_visible (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr (GPtrArray) seen = g_ptr_array_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *name = NULL;

  ac_mock_reply_set_header (expect (fixture, "GET", 429), "Retry-After", "2");
  expect (fixture, "GET", 200);
  g_signal_connect_swapped (fixture->client, "notify::retry-seconds", G_CALLBACK (on_notify_cb), seen);
  start_fetch (fixture->client, "GET", NULL, &result);

  ac_test_wait_until (ac_client_get_state (fixture->client) == AC_CONNECTION_STATE_WAITING);
  g_assert_cmpuint (ac_client_get_retry_seconds (fixture->client), ==, 2);
  ac_test_wait_until (ac_client_get_retry_seconds (fixture->client) == 1);

  name = finish_fetch (fixture->client, &result, NULL);
  g_assert_cmpstr (name, ==, "a");
  g_assert_cmpint (ac_client_get_state (fixture->client), ==, AC_CONNECTION_STATE_CONNECTED);
  g_assert_cmpuint (ac_client_get_retry_seconds (fixture->client), ==, 0);
  g_assert_cmpuint (seen->len, ==, 3);
  g_signal_handlers_disconnect_by_data (fixture->client, seen);
}

static void
test_retry_now (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;

  for (guint i = 0; i < 2; i++)
    ac_mock_reply_set_header (expect (fixture, "GET", 429), "Retry-After", "1000000");
  start_fetch (fixture->client, "GET", NULL, &first);
  start_fetch (fixture->client, "GET", NULL, &second);
  ac_test_wait_until (fixture->client->waiting->len == 2);
  g_assert_cmpuint (ac_client_get_retry_seconds (fixture->client), ==, 120);

  expect (fixture, "GET", 200);
  expect (fixture, "GET", 200);
  ac_client_retry_now (fixture->client);
  g_assert_cmpuint (ac_client_get_retry_seconds (fixture->client), ==, 0);
  one = finish_fetch (fixture->client, &first, NULL);
  other = finish_fetch (fixture->client, &second, NULL);
  g_assert_cmpstr (one, ==, "a");
  g_assert_cmpstr (other, ==, "a");
}

static void
assert_cancelled (Fixture       *fixture,
                  GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = finish_fetch (fixture->client, result, &error);

  g_assert_null (name);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_cancel_before (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;

  g_cancellable_cancel (cancellable);
  start_fetch (fixture->client, "GET", cancellable, &result);
  assert_cancelled (fixture, &result);
  g_assert_cmpuint (ac_mock_server_get_n_requests (fixture->server), ==, 0);
}

static void
test_cancel_during (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;

  ac_mock_reply_set_hang (expect (fixture, "GET", 200));
  start_fetch (fixture->client, "GET", cancellable, &result);
  ac_test_wait_until (ac_mock_server_get_n_requests (fixture->server) == 1);
  g_cancellable_cancel (cancellable);
  assert_cancelled (fixture, &result);
  g_assert_cmpint (ac_client_get_state (fixture->client), ==, AC_CONNECTION_STATE_CONNECTING);
}

static void
test_cancel_while_waiting (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;

  ac_mock_reply_set_header (expect (fixture, "GET", 429), "Retry-After", "100");
  start_fetch (fixture->client, "GET", cancellable, &result);
  ac_test_wait_until (ac_client_get_state (fixture->client) == AC_CONNECTION_STATE_WAITING);
  g_cancellable_cancel (cancellable);
  assert_cancelled (fixture, &result);
  g_assert_cmpint (ac_client_get_state (fixture->client), ==, AC_CONNECTION_STATE_CONNECTED);
  g_assert_cmpuint (fixture->client->tick_id, ==, 0);
}

static void
test_cancel_while_reading (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;

  ac_mock_reply_take_body (expect (fixture, "GET", 200), 200, "application/json", create_large_body (1024 * 1024));
  start_fetch (fixture->client, "GET", cancellable, &result);
  ac_test_wait_until (ac_client_get_state (fixture->client) == AC_CONNECTION_STATE_CONNECTED);
  g_cancellable_cancel (cancellable);
  assert_cancelled (fixture, &result);
}

/* The work has ended, but nobody has looked at its result. */
static void
test_cancel_after (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;

  expect (fixture, "GET", 200);
  start_fetch (fixture->client, "GET", cancellable, &result);
  ac_test_wait_result (&result);
  g_cancellable_cancel (cancellable);
  assert_cancelled (fixture, &result);
}

static void
test_timeout (Fixture       *fixture,
              gconstpointer  data)
{
  ac_mock_server_allow (fixture->server, "GET", "/");
  g_object_set (fixture->client->session, "timeout", 1, NULL);
  ac_mock_reply_set_hang (expect (fixture, "POST", 200));
  assert_fetch_fails (fixture, "POST", AC_ERROR_TIMED_OUT);
  g_assert_cmpint (ac_client_get_state (fixture->client), ==, AC_CONNECTION_STATE_OFFLINE);

  /* What may be repeated isn't either: who waited in vain for half a minute hears of it. */
  ac_mock_reply_set_hang (expect (fixture, "GET", 200));
  assert_fetch_fails (fixture, "GET", AC_ERROR_TIMED_OUT);
  g_assert_cmpint (ac_client_get_state (fixture->client), ==, AC_CONNECTION_STATE_OFFLINE);
  ac_mock_server_assert_done (fixture->server);
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  ac_mock_server_stop (fixture->server);
  assert_fetch_fails (fixture, "GET", AC_ERROR_NETWORK);
  g_assert_cmpint (ac_client_get_state (fixture->client), ==, AC_CONNECTION_STATE_OFFLINE);
}

static void
test_offline_and_back (Fixture       *fixture,
                       gconstpointer  data)
{
  guint n_requests;

  expect (fixture, "GET", 200);
  assert_fetch_succeeds (fixture, "GET");
  g_assert_cmpuint (fixture->client->probe_id, ==, 0);

  ac_mock_server_stop (fixture->server);
  assert_fetch_fails (fixture, "GET", AC_ERROR_NETWORK);
  g_assert_cmpint (ac_client_get_state (fixture->client), ==, AC_CONNECTION_STATE_OFFLINE);

  ac_mock_server_start (fixture->server);
  ac_mock_reply_set_json (ac_mock_server_expect (fixture->server, "GET", "/"), 404, "{}");
  ac_test_wait_until (ac_client_get_state (fixture->client) == AC_CONNECTION_STATE_CONNECTED);

  /* The probe went without credentials, and nothing asks any more. */
  n_requests = ac_mock_server_get_n_requests (fixture->server);
  g_assert_null (ac_mock_server_get_request (fixture->server, n_requests - 1)->authorization);
  g_assert_cmpuint (fixture->client->probe_id, ==, 0);
  g_assert_null (fixture->client->probe_cancellable);
}

static void
test_offline_ends_with_any_answer (Fixture       *fixture,
                                   gconstpointer  data)
{
  ac_client_set_retry_base (fixture->client, 100000);
  ac_mock_server_stop (fixture->server);
  assert_fetch_fails (fixture, "POST", AC_ERROR_NETWORK);
  g_assert_cmpuint (fixture->client->probe_id, !=, 0);

  /* While it is out of reach, nobody waits for a second try. */
  assert_fetch_fails (fixture, "GET", AC_ERROR_NETWORK);

  ac_mock_server_start (fixture->server);
  expect (fixture, "GET", 404);
  assert_fetch_fails (fixture, "GET", AC_ERROR_NOT_FOUND);
  g_assert_cmpint (ac_client_get_state (fixture->client), ==, AC_CONNECTION_STATE_CONNECTED);
  g_assert_cmpuint (fixture->client->probe_id, ==, 0);
}

static void
test_offline_retry_now (Fixture       *fixture,
                        gconstpointer  data)
{
  ac_client_set_retry_base (fixture->client, 100000);
  ac_mock_server_stop (fixture->server);
  assert_fetch_fails (fixture, "POST", AC_ERROR_NETWORK);

  ac_mock_server_start (fixture->server);
  ac_mock_server_expect (fixture->server, "GET", "/");
  ac_client_retry_now (fixture->client);
  ac_test_wait_until (ac_client_get_state (fixture->client) == AC_CONNECTION_STATE_CONNECTED);
}

/* No network, no service; but this computer is always there. */
static void
test_network_monitor (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (AcCredentials) credentials = ac_credentials_new ("key", "secret");
  AcClient *remote = ac_client_new ("https://service.invalid", credentials, NULL);
  TestNetwork *network = g_object_new (TEST_TYPE_NETWORK, NULL);

  ac_client_set_network_monitor (remote, G_NETWORK_MONITOR (network));
  ac_client_set_network_monitor (fixture->client, G_NETWORK_MONITOR (network));

  test_network_switch (network, FALSE);
  g_assert_cmpint (ac_client_get_state (remote), ==, AC_CONNECTION_STATE_OFFLINE);
  g_assert_cmpuint (remote->probe_id, !=, 0);
  g_assert_cmpint (ac_client_get_state (fixture->client), ==, AC_CONNECTION_STATE_CONNECTING);

  /* Asked at once when there is a network again. */
  test_network_switch (network, TRUE);
  g_assert_nonnull (remote->probe_cancellable);
  g_assert_cmpuint (remote->probe_id, ==, 0);

  g_assert_finalize_object (remote);
  g_assert_finalize_object (fixture->client);
  g_assert_finalize_object (network);
  fixture->client = ac_client_new (ac_mock_server_get_host (fixture->server), credentials, NULL);
}

static void
test_unauthorized_and_back (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr (AcCredentials) others = ac_credentials_new ("other", "one");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  expect (fixture, "GET", 200);
  assert_fetch_succeeds (fixture, "GET");

  /* What an environment's key is told says nothing about the account's. */
  expect (fixture, "GET", 401);
  ac_client_fetch_async (fixture->client, create_request ("GET"), others, parse_name, NULL, NULL, g_free,
                         NULL, ac_test_store_result, &result);
  g_assert_null (finish_fetch (fixture->client, &result, &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_UNAUTHORIZED);
  g_assert_cmpint (ac_client_get_state (fixture->client), ==, AC_CONNECTION_STATE_CONNECTED);
  g_assert_cmpstr (ac_mock_server_get_request (fixture->server, 1)->authorization, ==, "Basic b3RoZXI6b25l");

  expect (fixture, "GET", 401);
  assert_fetch_fails (fixture, "GET", AC_ERROR_UNAUTHORIZED);
  g_assert_cmpint (ac_client_get_state (fixture->client), ==, AC_CONNECTION_STATE_UNAUTHORIZED);

  expect (fixture, "GET", 200);
  assert_fetch_succeeds (fixture, "GET");
  g_assert_cmpint (ac_client_get_state (fixture->client), ==, AC_CONNECTION_STATE_CONNECTED);
}

static void
test_two_accounts (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (AcCredentials) credentials = ac_credentials_new ("second", "account");
  AcClient *second = ac_client_new (ac_mock_server_get_host (fixture->server), credentials, NULL);

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *name = NULL;

      /* A 401 is what made libsoup mix them up. */
      expect (fixture, "GET", 401);
      assert_fetch_fails (fixture, "GET", AC_ERROR_UNAUTHORIZED);
      expect (fixture, "GET", 200);
      name = fetch (second, "GET", NULL);
      g_assert_cmpstr (name, ==, "a");
      g_assert_cmpstr (ac_mock_server_get_request (fixture->server, 2 * i)->authorization, ==, "Basic a2V5OnNlY3JldA==");
      g_assert_cmpstr (ac_mock_server_get_request (fixture->server, 2 * i + 1)->authorization, ==, "Basic c2Vjb25kOmFjY291bnQ=");
    }

  g_assert_finalize_object (second);
}

static gpointer
parse_secret (JsonNode  *root,
              gpointer   user_data,
              GError   **error)
{
  JsonObject *object;
  const char *secret = NULL;

  if (!ac_json_node_get_object (root, &object, error) ||
      !ac_json_get_string (object, "secret", AC_JSON_REQUIRED, &secret, error))
    return NULL;

  return g_strdup (secret);
}

static void
test_secrets (Fixture       *fixture,
              gconstpointer  data)
{
  static const char * const seen[] = { "***", "top" };

  for (guint i = 0; i < G_N_ELEMENTS (seen); i++)
    {
      AcRequest *request = create_request ("GET");
      g_autoptr (GAsyncResult) result = NULL;
      g_autofree char *secret = NULL;

      ac_mock_reply_set_json (expect (fixture, "GET", 200), 200, "{\"secret\":\"top\"}");
      if (i == 1)
        ac_request_want_secrets (request);
      ac_client_fetch_async (fixture->client, request, NULL, parse_secret, NULL, NULL, g_free,
                             NULL, ac_test_store_result, &result);
      secret = finish_fetch (fixture->client, &result, NULL);
      g_assert_cmpstr (secret, ==, seen[i]);
    }
}

static void
count_free (gpointer data)
{
  (*(int *) data)++;
}

static void
test_parse_data (Fixture       *fixture,
                 gconstpointer  data)
{
  int n_freed = 0;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *name = NULL;

  expect (fixture, "GET", 200);
  ac_client_fetch_async (fixture->client, create_request ("GET"), NULL, parse_name, &n_freed, count_free, g_free,
                         NULL, ac_test_store_result, &result);
  name = finish_fetch (fixture->client, &result, NULL);
  ac_test_wait_until (n_freed == 1);
}

static void
test_log (Fixture       *fixture,
          gconstpointer  data)
{
  AcRequest *request = create_request ("GET");
  AcMockReply *reply;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *secret = NULL;

  g_test_expect_message ("ac-client", G_LOG_LEVEL_DEBUG, "GET /v1_1/thing: 200 in * ms, request id 77");
  reply = ac_mock_server_expect (fixture->server, "GET", PATH "?prefix=hidden");
  ac_mock_reply_set_json (reply, 200, "{\"secret\":\"top\"}");
  ac_mock_reply_set_header (reply, "X-Request-Id", "77");
  ac_request_add_query (request, "prefix", "hidden");
  ac_client_fetch_async (fixture->client, request, NULL, parse_secret, NULL, NULL, g_free,
                         NULL, ac_test_store_result, &result);
  secret = finish_fetch (fixture->client, &result, NULL);
  g_test_assert_expected_messages ();
}

static AcClient *
create_tls_client (AcMockServer *server,
                   gboolean      trusting)
{
  g_autoptr (AcCredentials) credentials = ac_credentials_new ("key", "secret");
  g_autoptr (SoupSession) session = ac_client_create_session ();
  g_autoptr (GTlsDatabase) database = NULL;

  if (trusting)
    {
      database = ac_mock_server_create_tls_database ();
      g_object_set (session, "tls-database", database, NULL);
    }

  return ac_client_new (ac_mock_server_get_host (server), credentials, session);
}

static void
test_certificate_refused (void)
{
  AcMockServer *server = ac_mock_server_new_tls ();
  AcClient *client = create_tls_client (server, FALSE);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = fetch (client, "GET", &error);

  g_assert_null (name);
  g_assert_error (error, AC_ERROR, AC_ERROR_CERTIFICATE);
  g_assert_cmpstr (error->message, ==, "The server's certificate was refused: it is not signed by a known authority");
  g_assert_cmpuint (ac_mock_server_get_n_requests (server), ==, 0);
  g_assert_finalize_object (client);
  g_assert_finalize_object (server);
}

static void
test_certificate_accepted (void)
{
  AcMockServer *server = ac_mock_server_new_tls ();
  AcClient *client = create_tls_client (server, TRUE);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  ac_mock_reply_set_json (ac_mock_server_expect (server, "GET", PATH), 200, "{\"name\":\"a\"}");
  name = fetch (client, "GET", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (name, ==, "a");
  g_assert_finalize_object (client);
  g_assert_finalize_object (server);
}

static void
test_plain_http_refused (void)
{
  static const struct
  {
    const char *host;
    AcError code;
  } cases[] = {
    { "http://api.example.com", AC_ERROR_INSECURE },
    { "http://192.0.2.1:8080", AC_ERROR_INSECURE },
    { "http://127.0.0.1.example.com", AC_ERROR_INSECURE },
    { "ftp://127.0.0.1", AC_ERROR_NETWORK },
    { "https://", AC_ERROR_NETWORK },
  };
  g_autoptr (AcCredentials) credentials = ac_credentials_new ("key", "secret");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AcClient *client = ac_client_new (cases[i].host, credentials, NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *name = fetch (client, "GET", &error);

      g_test_message ("%s", cases[i].host);
      g_assert_null (name);
      g_assert_error (error, AC_ERROR, (int) cases[i].code);
      g_assert_finalize_object (client);
    }
}

static void
test_session (void)
{
  g_autoptr (SoupSession) session = ac_client_create_session ();

  g_assert_false (soup_session_has_feature (session, SOUP_TYPE_AUTH_MANAGER));
  g_assert_false (soup_session_has_feature (session, SOUP_TYPE_COOKIE_JAR));
  g_assert_cmpuint (soup_session_get_timeout (session), ==, 30);
  g_assert_cmpuint (soup_session_get_idle_timeout (session), ==, 60);
}

#define add(path, function) \
  g_test_add ("/client/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("success", test_success);
  add ("body", test_body);
  add ("no-content", test_no_content);
  add ("statuses", test_statuses);
  add ("limit-reached", test_limit_reached);
  add ("error-bodies", test_error_bodies);
  add ("bad-answers", test_bad_answers);
  add ("request-id-of-bad-answer", test_request_id_of_bad_answer);
  add ("json-types", test_json_types);
  add ("deep-nesting", test_deep_nesting);
  add ("large", test_large);
  add ("too-large", test_too_large);
  add ("too-large-without-length", test_too_large_without_length);
  add ("truncated", test_truncated);
  add ("not-http", test_not_http);
  add ("dropped", test_dropped);
  add ("post-not-repeated", test_post_not_repeated);
  add ("put-repeated", test_put_repeated);
  add ("delete-whose-answer-was-lost", test_delete_whose_answer_was_lost);
  add ("retry-after", test_retry_after);
  add ("retry-after-by-another-clock", test_retry_after_by_another_clock);
  add ("waiting-is-visible", test_waiting_is_visible);
  add ("retry-now", test_retry_now);
  add ("cancel/before", test_cancel_before);
  add ("cancel/during", test_cancel_during);
  add ("cancel/while-waiting", test_cancel_while_waiting);
  add ("cancel/while-reading", test_cancel_while_reading);
  add ("cancel/after", test_cancel_after);
  add ("timeout", test_timeout);
  add ("refused", test_refused);
  add ("offline/and-back", test_offline_and_back);
  add ("offline/ends-with-any-answer", test_offline_ends_with_any_answer);
  add ("offline/retry-now", test_offline_retry_now);
  add ("offline/network-monitor", test_network_monitor);
  add ("unauthorized-and-back", test_unauthorized_and_back);
  add ("two-accounts", test_two_accounts);
  add ("secrets", test_secrets);
  add ("parse-data", test_parse_data);
  add ("log", test_log);
  g_test_add_func ("/client/certificate/refused", test_certificate_refused);
  g_test_add_func ("/client/certificate/accepted", test_certificate_accepted);
  g_test_add_func ("/client/plain-http-refused", test_plain_http_refused);
  g_test_add_func ("/client/session", test_session);

  return g_test_run ();
}
