/* test-key-texts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gtk/gtk.h>

#include "ac-api-key-private.h"
#include "ac-key-texts.h"

static AcApiKey *
create_key (const char *members)
{
  g_autofree char *json = g_strdup_printf ("{\"api_key\":\"123\",\"enabled\":true%s}", members);
  g_autoptr(JsonNode) root = json_from_string (json, NULL);
  g_autoptr(GError) error = NULL;
  AcApiKey *key = ac_api_key_new_from_json (json_node_get_object (root), &error);

  g_assert_no_error (error);

  return key;
}

/* Made so long ago, on the second. */
static AcApiKey *
create_old_key (GTimeSpan age)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) created_at = g_date_time_add (now, -age);
  g_autofree char *time = g_date_time_format (created_at, ",\"created_at\":\"%Y-%m-%dT%H:%M:%SZ\"");

  return create_key (time);
}

static void
test_roles (void)
{
  static const char * const labels[] = {
    "Master admin", "Admin", "Technical admin", "Billing", "Reports", "Media Library admin", "Media Library user",
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (labels) == AC_N_ROLES);
  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_assert_cmpstr (ac_role_get_label (ac_role_names[i]), ==, labels[i]);
      g_assert_true (g_str_has_suffix (ac_role_get_description (ac_role_names[i]), "."));
    }
  g_assert_cmpstr (ac_role_get_description ("billing"), ==, "Billing only.");

  /* What isn't known isn't made up. */
  g_assert_null (ac_role_get_label (NULL));
  g_assert_null (ac_role_get_label ("moon"));
  g_assert_null (ac_role_get_description (NULL));
  g_assert_null (ac_role_get_description ("Admin"));
}

static void
test_age (void)
{
  static const struct
  {
    int days;
    const char *text;
  } cases[] = {
    { 0, "New" }, { -1, "New" }, { 1, "1 day" }, { 2, "2 days" }, { 85, "85 days" }, { 1200, "1200 days" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = ac_key_age_format (cases[i].days);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_age_today (void)
{
  g_autoptr(AcApiKey) unknown = create_key ("");
  g_autoptr(AcApiKey) fresh = create_old_key (G_TIME_SPAN_HOUR);
  g_autoptr(AcApiKey) almost = create_old_key (G_TIME_SPAN_DAY - G_TIME_SPAN_HOUR);
  g_autoptr(AcApiKey) day = create_old_key (G_TIME_SPAN_DAY + G_TIME_SPAN_HOUR);
  g_autoptr(AcApiKey) old = create_old_key (90 * G_TIME_SPAN_DAY + G_TIME_SPAN_HOUR);

  g_assert_cmpint (ac_key_age_today (unknown), ==, -1);
  g_assert_cmpint (ac_key_age_today (fresh), ==, 0);
  g_assert_cmpint (ac_key_age_today (almost), ==, 0);
  g_assert_cmpint (ac_key_age_today (day), ==, 1);
  g_assert_cmpint (ac_key_age_today (old), ==, 90);
}

static void
assert_created (AcApiKey   *key,
                const char *ending)
{
  g_autofree char *text = ac_key_created_format (key);
  g_autofree char *date = g_date_time_format (ac_api_key_get_created_at (key), "%b %-d, %Y");
  g_autofree char *expected = g_strconcat (date, ending, NULL);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_created (void)
{
  g_autoptr(AcApiKey) unknown = create_key ("");
  g_autoptr(AcApiKey) fresh = create_old_key (G_TIME_SPAN_SECOND);
  g_autoptr(AcApiKey) day = create_old_key (G_TIME_SPAN_DAY + G_TIME_SPAN_HOUR);
  g_autoptr(AcApiKey) old = create_old_key (293 * G_TIME_SPAN_DAY + G_TIME_SPAN_HOUR);
  g_autofree char *unknown_text = ac_key_created_format (unknown);
  g_autofree char *fresh_text = ac_key_created_format (fresh);

  assert_created (day, " · 1 day ago");
  assert_created (old, " · 293 days ago");
  /* Of today the time of the day says more; a second ago it was yesterday at times. */
  g_assert_true (g_str_has_prefix (fresh_text, "today, ") || g_str_has_prefix (fresh_text, "yesterday, "));
  /* Nothing is made up, and something stands there. */
  g_assert_cmpstr (unknown_text, ==, "–");
}

static void
test_generic_name (void)
{
  static const struct
  {
    const char *members;
    gboolean generic;
  } cases[] = {
    { ",\"root\":true", TRUE },
    { ",\"root\":true,\"name\":null", TRUE },
    { ",\"root\":true,\"name\":\"\"", TRUE },
    { ",\"root\":true,\"name\":\"Root\"", TRUE },
    { ",\"root\":true,\"name\":\"ROOT KEY\"", TRUE },
    { ",\"root\":true,\"name\":\"123\"", TRUE },
    { ",\"root\":true,\"name\":\"Rooted\"", FALSE },
    { ",\"root\":true,\"name\":\"CI\"", FALSE },
    { ",\"root\":false,\"name\":\"Root\"", FALSE },
    { "", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AcApiKey) key = create_key (cases[i].members);

      g_test_message ("%s", cases[i].members);
      g_assert_true (ac_key_has_generic_name (key) == cases[i].generic);
    }
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/key-texts/roles", test_roles);
  g_test_add_func ("/key-texts/age", test_age);
  g_test_add_func ("/key-texts/age-today", test_age_today);
  g_test_add_func ("/key-texts/created", test_created);
  g_test_add_func ("/key-texts/generic-name", test_generic_name);

  return g_test_run ();
}
