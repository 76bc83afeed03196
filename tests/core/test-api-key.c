/* test-api-key.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-api-key-private.h"
#include "ac-error.h"

#define ACCOUNT_KEY \
  "{\"name\":\"CI\",\"api_key\":\"123\",\"api_secret\":\"hush\",\"role\":\"billing\",\"enabled\":true,\"root\":true," \
  "\"created_at\":\"2026-02-11T09:14:52Z\",\"updated_at\":\"2026-03-01T00:00:00Z\"}"

static AcApiKey *
read_key (const char  *text,
          GError     **error)
{
  g_autoptr (JsonNode) root = json_from_string (text, NULL);

  g_assert_nonnull (root);

  return ac_api_key_new_from_json (json_node_get_object (root), error);
}

static void
test_whole (void)
{
  g_autoptr (GError) error = NULL;
  AcApiKey *key = read_key (ACCOUNT_KEY, &error);
  g_autofree char *created = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (ac_api_key_get_api_key (key), ==, "123");
  g_assert_cmpstr (ac_api_key_get_name (key), ==, "CI");
  g_assert_cmpstr (ac_api_key_get_role (key), ==, "billing");
  g_assert_true (ac_api_key_get_enabled (key));
  g_assert_true (ac_api_key_get_root (key));
  g_assert_false (ac_api_key_get_dedicated_for_webhooks (key));
  created = g_date_time_format_iso8601 (ac_api_key_get_created_at (key));
  g_assert_cmpstr (created, ==, "2026-02-11T09:14:52Z");
  g_assert_finalize_object (key);
}

static void
test_tolerance (void)
{
  static const struct
  {
    const char *members;
    gboolean webhooks;
    const char *role;
  } cases[] = {
    { "", FALSE, NULL },
    { ",\"dedicated_for\":null,\"root\":null,\"name\":null,\"role\":null,\"created_at\":null", FALSE, NULL },
    { ",\"dedicated_for\":[]", FALSE, NULL },
    { ",\"dedicated_for\":[\"webhooks\"]", TRUE, NULL },
    { ",\"dedicated_for\":[\"moon\",7,null,{},\"webhooks\"]", TRUE, NULL },
    { ",\"dedicated_for\":[\"moon\"]", FALSE, NULL },
    { ",\"dedicated_for\":\"webhooks\"", TRUE, NULL },
    { ",\"dedicated_for\":\"\"", FALSE, NULL },
    { ",\"role\":\"master_admin\"", FALSE, "master_admin" },
    { ",\"role\":\"emperor\"", FALSE, NULL },
    { ",\"created_at\":\"yesterday\",\"more\":{\"of\":[\"it\"]}", FALSE, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"api_key\":\"1\",\"enabled\":false%s}", cases[i].members);
      g_autoptr (GError) error = NULL;
      AcApiKey *key = read_key (text, &error);

      g_assert_no_error (error);
      g_assert_cmpint (ac_api_key_get_dedicated_for_webhooks (key), ==, cases[i].webhooks);
      g_assert_cmpstr (ac_api_key_get_role (key), ==, cases[i].role);
      g_assert_cmpstr (ac_api_key_get_name (key), ==, "");
      g_assert_false (ac_api_key_get_enabled (key));
      g_assert_false (ac_api_key_get_root (key));
      g_assert_null (ac_api_key_get_created_at (key));
      g_assert_finalize_object (key);
    }
}

static void
test_refused (void)
{
  static const char * const texts[] = {
    "{}",
    "{\"enabled\":true}",
    "{\"api_key\":\"1\"}",
    "{\"api_key\":\"\",\"enabled\":true}",
    "{\"api_key\":1,\"enabled\":true}",
    "{\"api_key\":\"1\",\"enabled\":\"yes\"}",
    "{\"api_key\":\"1\",\"enabled\":true,\"root\":\"yes\"}",
    "{\"api_key\":\"1\",\"enabled\":true,\"name\":[]}",
    "{\"api_key\":\"1\",\"enabled\":true,\"role\":{}}",
    "{\"api_key\":\"1\",\"enabled\":true,\"created_at\":7}",
    "{\"api_key\":\"1\",\"enabled\":true,\"dedicated_for\":{}}",
    "{\"api_key\":\"1\",\"enabled\":true,\"dedicated_for\":7}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_key (texts[i], &error));
      g_assert_error (error, AC_ERROR, AC_ERROR_BAD_RESPONSE);
    }
}

static void
on_notify_cb (AcApiKey   *key,
              GParamSpec *pspec,
              GString    *names)
{
  g_string_append_printf (names, "%s ", g_param_spec_get_name (pspec));
}

static void
test_update (void)
{
  AcApiKey *key = read_key (ACCOUNT_KEY, NULL);
  g_autoptr (AcApiKey) same = read_key (ACCOUNT_KEY, NULL);
  g_autoptr (AcApiKey) other = read_key ("{\"name\":\"X\",\"api_key\":\"123\",\"role\":\"admin\",\"enabled\":false,\"root\":false,"
                                         "\"created_at\":\"2026-02-12T09:14:52Z\",\"dedicated_for\":[\"webhooks\"]}", NULL);
  g_autoptr (GDateTime) updated_at = g_date_time_ref (ac_api_key_get_updated_at (key));
  g_autoptr (GString) names = g_string_new (NULL);

  g_signal_connect (key, "notify", G_CALLBACK (on_notify_cb), names);
  g_assert_false (ac_api_key_update (key, same));
  g_assert_cmpstr (names->str, ==, "");

  g_assert_true (ac_api_key_update (key, other));
  g_assert_cmpstr (names->str, ==, "name role enabled root dedicated-for-webhooks created-at ");
  g_assert_cmpstr (ac_api_key_get_name (key), ==, "X");
  g_assert_cmpstr (ac_api_key_get_role (key), ==, "admin");
  g_assert_false (ac_api_key_get_enabled (key));
  g_assert_true (ac_api_key_get_dedicated_for_webhooks (key));
  g_assert_true (g_date_time_equal (ac_api_key_get_updated_at (key), updated_at));

  g_string_truncate (names, 0);
  g_assert_false (ac_api_key_set_dedicated_for_webhooks (key, TRUE));
  g_assert_true (ac_api_key_set_dedicated_for_webhooks (key, FALSE));
  g_assert_cmpstr (names->str, ==, "dedicated-for-webhooks ");

  g_assert_finalize_object (key);
}

static void
test_age (void)
{
  static const struct
  {
    const char *now;
    int days;
  } cases[] = {
    { "2026-02-11T09:14:52Z", 0 },
    { "2026-02-12T09:14:51Z", 0 },
    { "2026-02-12T09:14:52Z", 1 },
    { "2026-02-12T14:14:52+05:00", 1 },
    { "2026-05-12T12:00:00Z", 90 },
    { "2027-02-11T10:00:00Z", 365 },
    { "2026-02-11T09:00:00Z", 0 },
    { "2020-01-01T00:00:00Z", 0 },
  };
  AcApiKey *key = read_key (ACCOUNT_KEY, NULL);
  AcApiKey *ageless = read_key ("{\"api_key\":\"1\",\"enabled\":true}", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 (cases[i].now, NULL);

      g_assert_cmpint (ac_api_key_get_age (key, now), ==, cases[i].days);
      g_assert_cmpint (ac_api_key_get_age (ageless, now), ==, -1);
    }

  g_assert_finalize_object (key);
  g_assert_finalize_object (ageless);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/api-key/whole", test_whole);
  g_test_add_func ("/api-key/tolerance", test_tolerance);
  g_test_add_func ("/api-key/refused", test_refused);
  g_test_add_func ("/api-key/update", test_update);
  g_test_add_func ("/api-key/age", test_age);

  return g_test_run ();
}
