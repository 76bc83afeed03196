/* test-cloud-name.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-cloud-name.h"

static void
test_check (void)
{
  static const struct
  {
    const char *name;
    AcCloudNameProblem problem;
  } rows[] = {
    { "ab", AC_CLOUD_NAME_PROBLEM_NONE },
    { "Halden-9", AC_CLOUD_NAME_PROBLEM_NONE },
    { "", AC_CLOUD_NAME_PROBLEM_CHARACTERS },
    { "9a", AC_CLOUD_NAME_PROBLEM_CHARACTERS },
    { "-a", AC_CLOUD_NAME_PROBLEM_CHARACTERS },
    { "a b", AC_CLOUD_NAME_PROBLEM_CHARACTERS },
    { "a_b", AC_CLOUD_NAME_PROBLEM_CHARACTERS },
    { "sön", AC_CLOUD_NAME_PROBLEM_CHARACTERS },
    { "a", AC_CLOUD_NAME_PROBLEM_LENGTH },
    { "a-cld", AC_CLOUD_NAME_PROBLEM_RESERVED_END },
    { "a-CLD", AC_CLOUD_NAME_PROBLEM_RESERVED_END },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      AcCloudNameProblem problem = ac_cloud_name_check (rows[i].name);

      g_assert_cmpint (problem, ==, rows[i].problem);
      g_assert_cmpint (ac_cloud_name_problem_get_text (problem) != NULL, ==, problem != AC_CLOUD_NAME_PROBLEM_NONE);
      g_assert_cmpint (ac_cloud_name_problem_blocks (problem), ==,
                       problem == AC_CLOUD_NAME_PROBLEM_CHARACTERS || problem == AC_CLOUD_NAME_PROBLEM_LENGTH);
    }
}

static void
test_length (void)
{
  g_autofree char *longest = g_strnfill (128, 'a');
  g_autofree char *too_long = g_strnfill (129, 'a');

  g_assert_cmpint (ac_cloud_name_check (longest), ==, AC_CLOUD_NAME_PROBLEM_NONE);
  g_assert_cmpint (ac_cloud_name_check (too_long), ==, AC_CLOUD_NAME_PROBLEM_LENGTH);
}

static void
test_slug (void)
{
  static const struct
  {
    const char *display_name;
    const char *slug;
  } rows[] = {
    { "Halden Web", "halden-web" },
    { "Catalogue & Print", "catalogue-print" },
    { "2024 Summer", "summer" },
    { "  --Kids' Shop!! ", "kids-shop" },
    { "Café Ünïque", "cafe-unique" },
    { "日本", "" },
    { "A", "" },
    { "", "" },
    { "a  9", "a-9" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *slug = ac_cloud_name_from_display_name (rows[i].display_name);

      g_assert_cmpstr (slug, ==, rows[i].slug);
      if (*slug != '\0')
        g_assert_false (ac_cloud_name_problem_blocks (ac_cloud_name_check (slug)));
    }
}

static void
test_long_slug (void)
{
  g_autofree char *words = g_strnfill (127, 'a');
  g_autofree char *name = g_strconcat (words, " bcd", NULL);
  g_autofree char *slug = ac_cloud_name_from_display_name (name);

  /* The cut leaves no hyphen at the end. */
  g_assert_cmpstr (slug, ==, words);
}

static void
test_delivery_url (void)
{
  g_autofree char *url = ac_cloud_name_create_delivery_url ("halden-web");

  g_assert_cmpstr (url, ==, "https://res.cloudinary.com/halden-web/");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cloud-name/check", test_check);
  g_test_add_func ("/cloud-name/length", test_length);
  g_test_add_func ("/cloud-name/slug", test_slug);
  g_test_add_func ("/cloud-name/long-slug", test_long_slug);
  g_test_add_func ("/cloud-name/delivery-url", test_delivery_url);

  return g_test_run ();
}
