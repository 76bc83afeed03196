/* test-client-proxy.c: which way a client's requests go where the desktop has a proxy
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-client.h"
#include "ac-mock-server.h"
#include "ac-request.h"
#include "ac-test-utils.h"

#define PATH "/v1_1/thing"

static SoupSession *
create_session_with_proxy (const char *proxy)
{
  SoupSession *session = ac_client_create_session ();
  g_autoptr (GProxyResolver) resolver = g_simple_proxy_resolver_new (proxy, NULL);

  soup_session_set_proxy_resolver (session, resolver);

  return session;
}

/* Plain http with the credentials in it: it must not leave this machine, and a proxy could not find the way back. */
static void
test_loopback (void)
{
  AcMockServer *server = ac_mock_server_new ();
  AcMockServer *proxy = ac_mock_server_new ();
  g_autoptr (SoupSession) session = create_session_with_proxy (ac_mock_server_get_host (proxy));
  g_autoptr (AcCredentials) credentials = ac_credentials_new ("key", "secret");
  AcClient *client = ac_client_new (ac_mock_server_get_host (server), credentials, session);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ac_mock_server_expect (server, "GET", PATH);
  ac_client_fetch_async (client, ac_request_new ("GET", "v1_1", "thing", NULL), NULL, NULL, NULL, NULL, NULL,
                         NULL, ac_test_store_result, &result);
  g_assert_null (ac_client_fetch_finish (client, ac_test_wait_result (&result), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (ac_mock_server_get_n_requests (proxy), ==, 0);
  ac_mock_server_assert_done (server);

  g_clear_object (&result);
  g_assert_finalize_object (client);
  g_assert_finalize_object (server);
  g_assert_finalize_object (proxy);
}

static void
test_others (void)
{
  g_autoptr (SoupSession) session = create_session_with_proxy ("http://proxy.example.com:8080");
  GProxyResolver *resolver = soup_session_get_proxy_resolver (session);
  g_autoptr (AcCredentials) credentials = ac_credentials_new ("key", "secret");
  AcClient *client = ac_client_new ("https://api.example.com", credentials, session);

  g_assert_nonnull (resolver);
  g_assert_true (soup_session_get_proxy_resolver (session) == resolver);
  g_assert_finalize_object (client);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client-proxy/loopback", test_loopback);
  g_test_add_func ("/client-proxy/others", test_others);

  return g_test_run ();
}
