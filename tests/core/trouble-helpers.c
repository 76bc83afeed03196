/* trouble-helpers.c: each way in which an answer goes wrong, for each thing that is done with a collection
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ac-client-private.h"
#include "ac-error.h"
#include "trouble-helpers.h"

#define HEAD "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
#define REASON "{\"error\":{\"message\":\"because\"}}"

/* What comes instead of the answer. */
typedef struct
{
  const char *name;
  const char *raw;  /* (nullable): the whole of it */
  const char *type; /* (nullable): else a body of this type */
  const char *body;
  guint status;
  AcError code;
  guint n_tries;       /* of what may be repeated */
  gboolean any_object; /* for a DELETE that is an answer as good as any */
} Trouble;

static const Trouble troubles[] = {
  { "bad-request", NULL, "application/json", REASON, 400, AC_ERROR_INVALID, 1, FALSE },
  { "unauthorized", NULL, "application/json", REASON, 401, AC_ERROR_UNAUTHORIZED, 1, FALSE },
  { "forbidden", NULL, "application/json", REASON, 403, AC_ERROR_FORBIDDEN, 1, FALSE },
  { "not-allowed", NULL, "application/json", REASON, 405, AC_ERROR_INVALID, 1, FALSE },
  { "conflict", NULL, "application/json", REASON, 409, AC_ERROR_CONFLICT, 1, FALSE },
  { "server-error", NULL, "application/json", REASON, 500, AC_ERROR_SERVER, 1, FALSE },
  { "broken-server", NULL, "text/html", "<h1>Oops</h1>", 500, AC_ERROR_SERVER, 1, FALSE },
  { "redirect", NULL, "text/html", "", 302, AC_ERROR_REDIRECTED, 1, FALSE },
  { "dropped", "", NULL, NULL, 0, AC_ERROR_NETWORK, 3, FALSE },
  { "truncated", HEAD "100\r\n\r\n{\"sub_acc", NULL, NULL, 0, AC_ERROR_NETWORK, 3, FALSE },
  { "huge", HEAD "99999999999\r\n\r\n{", NULL, NULL, 0, AC_ERROR_TOO_LARGE, 1, FALSE },
  { "web-page", NULL, "text/html", "<html><body>Welcome</body></html>", 200, AC_ERROR_BAD_RESPONSE, 1, FALSE },
  { "no-body", NULL, "application/json", "", 200, AC_ERROR_BAD_RESPONSE, 1, FALSE },
  { "half", NULL, "application/json", "{\"sub_acc", 200, AC_ERROR_BAD_RESPONSE, 1, FALSE },
  { "array", NULL, "application/json", "[]", 200, AC_ERROR_BAD_RESPONSE, 1, FALSE },
  { "nothing-in-it", NULL, "application/json", "{}", 200, AC_ERROR_BAD_RESPONSE, 1, TRUE },
  { "wrong-types", NULL, "application/json",
    "{\"sub_accounts\":{},\"account_keys\":7,\"access_keys\":[7],\"total\":\"x\",\"id\":7,\"name\":[],\"cloud_name\":{},"
    "\"enabled\":\"y\",\"api_access_keys\":1,\"api_key\":7,\"api_secret\":[]}",
    200, AC_ERROR_BAD_RESPONSE, 1, TRUE },
};

typedef struct
{
  const TroubleSuite *suite;
  const TroubleVerb *verb;
  const Trouble *trouble; /* (nullable) */
} Case;

/* One test, as it runs. */
typedef struct
{
  const Case *one;
  const TroubleVerb *verb;
  TroubleFixture *fixture;
  guint n_before; /* requests like the verb's that set_up made */
} Run;

static guint
count_tries (Run *run)
{
  return ac_mock_server_count_requests (run->fixture->server, run->verb->method, run->verb->target) - run->n_before;
}

static void
begin (Run        *run,
       const Case *one)
{
  g_autoptr (AcCredentials) credentials = ac_credentials_new ("key", "secret");

  run->one = one;
  run->verb = one->verb;
  run->n_before = 0;
  run->fixture = g_malloc0 (one->suite->fixture_size);
  run->fixture->server = ac_mock_server_new ();
  run->fixture->client = ac_client_new (ac_mock_server_get_host (run->fixture->server), credentials, NULL);
  ac_client_set_retry_base (run->fixture->client, 1);
  ac_mock_server_allow (run->fixture->server, "GET", "/");
  one->suite->set_up (run->fixture, one->verb);
  run->n_before = count_tries (run);
}

static void
end (Run *run)
{
  ac_mock_server_assert_done (run->fixture->server);
  run->one->suite->tear_down (run->fixture);
  g_assert_finalize_object (run->fixture->client);
  g_assert_finalize_object (run->fixture->server);
  g_free (run->fixture);
}

/* The next try of the same goes well. */
static void
assert_goes_on (Run *run)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ac_mock_reply_set_json (ac_mock_server_expect (run->fixture->server, run->verb->method, run->verb->target),
                          200, run->verb->answer);
  run->verb->start (run->fixture, NULL, &result);
  g_assert_true (run->verb->finish (run->fixture, ac_test_wait_result (&result), &error));
  g_assert_no_error (error);
  g_assert_cmpint (ac_client_get_state (run->fixture->client), ==, AC_CONNECTION_STATE_CONNECTED);
}

static void
expect_trouble (Run           *run,
                const Trouble *trouble)
{
  gboolean is_post = g_str_equal (run->verb->method, "POST");

  for (guint i = 0; i < (is_post ? 1 : trouble->n_tries); i++)
    {
      AcMockReply *reply = ac_mock_server_expect (run->fixture->server, run->verb->method, run->verb->target);

      if (trouble->raw != NULL)
        ac_mock_reply_set_raw (reply, trouble->raw);
      else
        ac_mock_reply_take_body (reply, trouble->status, trouble->type,
                                 g_bytes_new_static (trouble->body, strlen (trouble->body)));
      if (trouble->code == AC_ERROR_REDIRECTED)
        ac_mock_reply_set_header (reply, "Location", "http://192.0.2.1/");
    }
}

static void
test_trouble (gconstpointer data)
{
  const Trouble *trouble = ((const Case *) data)->trouble;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Run run;

  begin (&run, data);
  expect_trouble (&run, trouble);
  run.verb->start (run.fixture, NULL, &result);

  if (trouble->any_object && g_str_equal (run.verb->method, "DELETE"))
    {
      g_assert_true (run.verb->finish (run.fixture, ac_test_wait_result (&result), &error));
    }
  else
    {
      g_assert_false (run.verb->finish (run.fixture, ac_test_wait_result (&result), &error));
      g_assert_error (error, AC_ERROR, (int) trouble->code);
      g_assert_null (strstr (error->message, "hush"));
      g_assert_cmpstr (ac_error_get_server_message (error), ==, g_strcmp0 (trouble->body, REASON) == 0 ? "because" : NULL);
      ac_mock_server_assert_done (run.fixture->server);
      run.one->suite->assert_unchanged (run.fixture);
      assert_goes_on (&run);
    }

  g_clear_object (&result);
  end (&run);
}

static void
test_not_found (gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Run run;

  begin (&run, data);
  ac_mock_reply_set_json (ac_mock_server_expect (run.fixture->server, run.verb->method, run.verb->target), 404, REASON);
  run.verb->start (run.fixture, NULL, &result);
  g_assert_false (run.verb->finish (run.fixture, ac_test_wait_result (&result), &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_NOT_FOUND);
  run.one->suite->assert_not_found (run.fixture, run.verb);

  g_clear_object (&result);
  end (&run);
}

static void
test_server_gone (gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Run run;

  begin (&run, data);
  ac_mock_reply_set_hang (ac_mock_server_expect (run.fixture->server, run.verb->method, run.verb->target));
  run.verb->start (run.fixture, NULL, &result);
  ac_test_wait_until (count_tries (&run) == 1);
  ac_mock_server_stop (run.fixture->server);
  g_assert_false (run.verb->finish (run.fixture, ac_test_wait_result (&result), &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_NETWORK);
  g_assert_cmpint (ac_client_get_state (run.fixture->client), ==, AC_CONNECTION_STATE_OFFLINE);
  run.one->suite->assert_unchanged (run.fixture);

  ac_mock_server_start (run.fixture->server);
  assert_goes_on (&run);
  g_clear_object (&result);
  end (&run);
}

static void
test_slow (gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Run run;

  begin (&run, data);
  ac_mock_reply_set_hang (ac_mock_server_expect (run.fixture->server, run.verb->method, run.verb->target));
  run.verb->start (run.fixture, cancellable, &result);
  ac_test_wait_until (count_tries (&run) == 1);
  g_assert_null (result);
  g_cancellable_cancel (cancellable);
  g_assert_false (run.verb->finish (run.fixture, ac_test_wait_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  run.one->suite->assert_unchanged (run.fixture);
  assert_goes_on (&run);
  g_clear_object (&result);
  end (&run);
}

static void
add (const TroubleSuite *suite,
     const TroubleVerb  *verb,
     const Trouble      *trouble,
     const char         *name,
     GTestDataFunc       func)
{
  g_autofree char *path = g_strdup_printf ("/%s/%s/%s", suite->name, verb->name, name);
  Case *one = g_new0 (Case, 1);

  *one = (Case) { suite, verb, trouble };
  g_test_add_data_func_full (path, one, func, g_free);
}

void
trouble_add_suite (const TroubleSuite *suite)
{
  for (const TroubleVerb *verb = suite->verbs; verb < suite->verbs + suite->n_verbs; verb++)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (troubles); i++)
        add (suite, verb, &troubles[i], troubles[i].name, test_trouble);
      add (suite, verb, NULL, "not-found", test_not_found);
      add (suite, verb, NULL, "server-gone", test_server_gone);
      add (suite, verb, NULL, "slow", test_slow);
    }
}
