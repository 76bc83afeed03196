/* test-environment-limit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-environment-limit-private.h"
#include "ac-error.h"

#define NUMBERS "\"base\":3,\"additional\":2,\"used\":4,\"total\":5,\"max_additional\":5"

static AcEnvironmentLimit *
read_limit (const char  *text,
            GError     **error)
{
  g_autoptr (JsonNode) root = json_from_string (text, NULL);

  g_assert_nonnull (root);

  return ac_environment_limit_new_from_json (json_node_get_object (root), error);
}

static void
test_reasons (void)
{
  static const struct
  {
    const char *text;
    AcLimitReason reason;
    const char *bought_through;
  } cases[] = {
    { "{" NUMBERS ",\"changeable\":true,\"reason\":null,\"bought_through\":null}", AC_LIMIT_REASON_NONE, NULL },
    { "{" NUMBERS ",\"changeable\":false,\"reason\":\"free_plan\",\"bought_through\":null}", AC_LIMIT_REASON_FREE_PLAN, NULL },
    { "{" NUMBERS ",\"changeable\":false,\"reason\":\"marketplace\",\"bought_through\":\"Heroku\"}", AC_LIMIT_REASON_MARKETPLACE, "Heroku" },
    { "{" NUMBERS ",\"changeable\":false,\"reason\":\"enterprise\"}", AC_LIMIT_REASON_ENTERPRISE, NULL },
    { "{" NUMBERS ",\"changeable\":false,\"reason\":\"base_not_reached\"}", AC_LIMIT_REASON_BASE_NOT_REACHED, NULL },
    { "{" NUMBERS ",\"changeable\":false,\"reason\":\"weather\"}", AC_LIMIT_REASON_UNKNOWN, NULL },
    { "{" NUMBERS ",\"changeable\":false}", AC_LIMIT_REASON_UNKNOWN, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      AcEnvironmentLimit *limit = read_limit (cases[i].text, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (ac_environment_limit_get_base (limit), ==, 3);
      g_assert_cmpuint (ac_environment_limit_get_additional (limit), ==, 2);
      g_assert_cmpuint (ac_environment_limit_get_used (limit), ==, 4);
      g_assert_cmpuint (ac_environment_limit_get_total (limit), ==, 5);
      g_assert_cmpuint (ac_environment_limit_get_max_additional (limit), ==, 5);
      g_assert_cmpint (ac_environment_limit_get_reason (limit), ==, cases[i].reason);
      g_assert_cmpstr (ac_environment_limit_get_bought_through (limit), ==, cases[i].bought_through);
      g_assert_finalize_object (limit);
    }
}

static void
test_refused (void)
{
  static const char * const texts[] = {
    "{}",
    "{" NUMBERS "}",
    "{" NUMBERS ",\"changeable\":\"yes\"}",
    "{" NUMBERS ",\"changeable\":false,\"reason\":1}",
    "{" NUMBERS ",\"changeable\":false,\"bought_through\":1}",
    "{\"base\":-1,\"additional\":2,\"used\":4,\"total\":5,\"max_additional\":5,\"changeable\":true}",
    "{\"base\":1.5,\"additional\":2,\"used\":4,\"total\":5,\"max_additional\":5,\"changeable\":true}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_limit (texts[i], &error));
      g_assert_error (error, AC_ERROR, AC_ERROR_BAD_RESPONSE);
    }
}

static void
on_notify_cb (GString    *names,
              GParamSpec *pspec)
{
  g_string_append (names, pspec->name);
  g_string_append_c (names, ' ');
}

static void
test_update (void)
{
  AcEnvironmentLimit *limit = read_limit ("{" NUMBERS ",\"changeable\":true}", NULL);
  AcEnvironmentLimit *same = read_limit ("{" NUMBERS ",\"changeable\":true}", NULL);
  AcEnvironmentLimit *other = read_limit ("{\"base\":3,\"additional\":0,\"used\":3,\"total\":3,\"max_additional\":5,"
                                          "\"changeable\":false,\"reason\":\"marketplace\",\"bought_through\":\"Heroku\"}",
                                          NULL);
  g_autoptr (GString) names = g_string_new (NULL);

  g_signal_connect_swapped (limit, "notify", G_CALLBACK (on_notify_cb), names);
  ac_environment_limit_update (limit, same);
  g_assert_cmpstr (names->str, ==, "");

  ac_environment_limit_update (limit, other);
  g_assert_cmpstr (names->str, ==, "bought-through reason total used additional ");
  g_assert_cmpuint (ac_environment_limit_get_total (limit), ==, 3);

  g_assert_finalize_object (limit);
  g_assert_finalize_object (same);
  g_assert_finalize_object (other);
}

static void
test_properties (void)
{
  AcEnvironmentLimit *limit = read_limit ("{" NUMBERS ",\"changeable\":false,\"reason\":\"enterprise\",\"bought_through\":\"AWS Marketplace\"}", NULL);
  guint base, additional, used, total, max_additional;
  AcLimitReason reason;
  g_autofree char *bought_through = NULL;

  g_object_get (limit, "base", &base, "additional", &additional, "used", &used, "total", &total,
                "max-additional", &max_additional, "reason", &reason, "bought-through", &bought_through, NULL);
  g_assert_cmpuint (base, ==, 3);
  g_assert_cmpuint (additional, ==, 2);
  g_assert_cmpuint (used, ==, 4);
  g_assert_cmpuint (total, ==, 5);
  g_assert_cmpuint (max_additional, ==, 5);
  g_assert_cmpint (reason, ==, AC_LIMIT_REASON_ENTERPRISE);
  g_assert_cmpstr (bought_through, ==, "AWS Marketplace");
  g_assert_finalize_object (limit);
}

static void
test_patch (void)
{
  g_autoptr (JsonNode) patch = ac_environment_limit_build_patch (3);
  g_autofree char *text = json_to_string (patch, FALSE);

  g_assert_cmpstr (text, ==, "{\"additional\":3}");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/environment-limit/reasons", test_reasons);
  g_test_add_func ("/environment-limit/refused", test_refused);
  g_test_add_func ("/environment-limit/update", test_update);
  g_test_add_func ("/environment-limit/properties", test_properties);
  g_test_add_func ("/environment-limit/patch", test_patch);

  return g_test_run ();
}
