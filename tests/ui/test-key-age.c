/* test-key-age.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>

#include "ac-key-age.h"

static void
test_levels (void)
{
  static const struct
  {
    guint rotate;
    guint overdue;
    int days;
    AcKeyAge age;
  } cases[] = {
    { 90, 180, -1, AC_KEY_AGE_PLAIN },
    { 90, 180, 0, AC_KEY_AGE_PLAIN },
    { 90, 180, 89, AC_KEY_AGE_PLAIN },
    { 90, 180, 90, AC_KEY_AGE_DUE },
    { 90, 180, 179, AC_KEY_AGE_DUE },
    { 90, 180, 180, AC_KEY_AGE_OVERDUE },
    { 90, 180, G_MAXINT, AC_KEY_AGE_OVERDUE },
    { 0, 180, 179, AC_KEY_AGE_PLAIN },
    { 0, 180, 180, AC_KEY_AGE_OVERDUE },
    { 90, 0, 10000, AC_KEY_AGE_DUE },
    { 0, 0, 10000, AC_KEY_AGE_PLAIN },
    { 0, 0, 0, AC_KEY_AGE_PLAIN },
    { G_MAXUINT, G_MAXUINT, G_MAXINT, AC_KEY_AGE_PLAIN },
    { 45, 45, 45, AC_KEY_AGE_OVERDUE },
  };
  g_autoptr(GSettings) settings = g_settings_new (AC_BASE_ID);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_settings_set_uint (settings, "rotate-keys-after", cases[i].rotate);
      g_settings_set_uint (settings, "keys-overdue-after", cases[i].overdue);
      g_assert_cmpint (ac_key_age_from_days (cases[i].days), ==, cases[i].age);
    }
}

static void
test_defaults (void)
{
  g_autoptr(GSettings) settings = g_settings_new (AC_BASE_ID);

  g_settings_reset (settings, "rotate-keys-after");
  g_settings_reset (settings, "keys-overdue-after");
  g_assert_cmpint (ac_key_age_from_days (90), ==, AC_KEY_AGE_DUE);
  g_assert_cmpint (ac_key_age_from_days (180), ==, AC_KEY_AGE_OVERDUE);
}

static void
test_style_classes (void)
{
  g_assert_null (ac_key_age_get_style_class (AC_KEY_AGE_PLAIN));
  g_assert_cmpstr (ac_key_age_get_style_class (AC_KEY_AGE_DUE), ==, "warning");
  g_assert_cmpstr (ac_key_age_get_style_class (AC_KEY_AGE_OVERDUE), ==, "error");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/key-age/levels", test_levels);
  g_test_add_func ("/key-age/defaults", test_defaults);
  g_test_add_func ("/key-age/style-classes", test_style_classes);

  return g_test_run ();
}
