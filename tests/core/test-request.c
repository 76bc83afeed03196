/* test-request.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-json.h"
#include "ac-request-private.h"

static void
test_path (void)
{
  static const struct
  {
    const char *segment;
    const char *path;
  } cases[] = {
    { "harbor-staging", "/v1_1/harbor-staging" },
    { "a/b", "/v1_1/a%2Fb" },
    { "a b?c#d%e", "/v1_1/a%20b%3Fc%23d%25e" },
    { "é", "/v1_1/%C3%A9" },
    { ".", "/v1_1/%2E" },
    { "..", "/v1_1/%2E%2E" },
    { "...", "/v1_1/..." },
    { "~user_1", "/v1_1/~user_1" },
    { "a;b=c&d+e:f@g", "/v1_1/a%3Bb%3Dc%26d%2Be%3Af%40g" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AcRequest) request = ac_request_new ("GET", "v1_1", cases[i].segment, NULL);

      g_assert_cmpstr (ac_request_get_path (request), ==, cases[i].path);
    }
}

static void
test_query (void)
{
  g_autoptr (AcRequest) request = ac_request_new ("GET", "v1_1", NULL);
  g_autofree char *without = ac_request_dup_target (request);
  g_autofree char *with = NULL;

  g_assert_cmpstr (without, ==, "/v1_1");

  ac_request_add_query (request, "prefix", "R&D +1");
  ac_request_add_query (request, "ids", "a=b");
  ac_request_add_query (request, "ids", "é");
  with = ac_request_dup_target (request);
  g_assert_cmpstr (with, ==, "/v1_1?prefix=R%26D%20%2B1&ids=a%3Db&ids=%C3%A9");
  g_assert_cmpstr (ac_request_get_path (request), ==, "/v1_1");
}

static void
test_body (void)
{
  g_autoptr (AcRequest) request = ac_request_new ("PUT", "v1_1", NULL);
  JsonObject *object = json_object_new ();
  g_autoptr (GBytes) body = NULL;

  g_assert_null (ac_request_create_body (request));

  json_object_set_boolean_member (object, "enabled", FALSE);
  ac_request_take_body (request, ac_json_node_new_object (object));
  body = ac_request_create_body (request);
  g_assert_cmpmem (g_bytes_get_data (body, NULL), g_bytes_get_size (body), "{\"enabled\":false}", 17);

  ac_request_take_body (request, json_from_string ("{}", NULL));
  g_bytes_unref (body);
  body = ac_request_create_body (request);
  g_assert_cmpmem (g_bytes_get_data (body, NULL), g_bytes_get_size (body), "{}", 2);
}

static void
test_repeatable (void)
{
  static const struct
  {
    const char *method;
    gboolean repeatable;
  } cases[] = {
    { "GET", TRUE }, { "PUT", TRUE }, { "DELETE", TRUE }, { "POST", FALSE }, { "PATCH", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AcRequest) request = ac_request_new (cases[i].method, "v1_1", NULL);

      g_assert_cmpint (ac_request_is_repeatable (request), ==, cases[i].repeatable);
    }
}

static void
test_secrets (void)
{
  g_autoptr (AcRequest) request = ac_request_new ("GET", "v1_1", NULL);

  g_assert_false (ac_request_keeps_secrets (request));
  ac_request_want_secrets (request);
  g_assert_true (ac_request_keeps_secrets (request));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/request/path", test_path);
  g_test_add_func ("/request/query", test_query);
  g_test_add_func ("/request/body", test_body);
  g_test_add_func ("/request/repeatable", test_repeatable);
  g_test_add_func ("/request/secrets", test_secrets);

  return g_test_run ();
}
