/* test-account-settings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-account-settings.h"

#define ID "5c2e8a41-73d0-4b19-9e6f-a0d41c7be852"

static void
store_id_cb (AcAccountSettings *settings,
             const char        *environment_id,
             GString           *log)
{
  g_string_append_printf (log, "%s;", environment_id);
}

static void
test_marks (void)
{
  g_autoptr(GString) log = g_string_new (NULL);
  AcAccountSettings *settings = ac_account_settings_get (ID);

  g_signal_connect (settings, "mark-changed", G_CALLBACK (store_id_cb), log);
  g_assert_cmpint (ac_account_settings_get_mark (settings, "a"), ==, AC_MARK_NONE);

  ac_account_settings_set_mark (settings, "a", AC_MARK_PRODUCTION);
  ac_account_settings_set_mark (settings, "b", AC_MARK_TEST);
  ac_account_settings_set_mark (settings, "a", AC_MARK_PRODUCTION);
  g_assert_cmpstr (log->str, ==, "a;b;");
  g_assert_cmpint (ac_account_settings_get_mark (settings, "a"), ==, AC_MARK_PRODUCTION);
  g_assert_cmpint (ac_account_settings_get_mark (settings, "b"), ==, AC_MARK_TEST);

  ac_account_settings_set_mark (settings, "a", AC_MARK_STAGING);
  g_assert_cmpint (ac_account_settings_get_mark (settings, "a"), ==, AC_MARK_STAGING);
  ac_account_settings_set_mark (settings, "a", AC_MARK_NONE);
  g_assert_cmpint (ac_account_settings_get_mark (settings, "a"), ==, AC_MARK_NONE);
  g_assert_cmpint (ac_account_settings_get_mark (settings, "b"), ==, AC_MARK_TEST);

  g_string_truncate (log, 0);
  ac_account_settings_reset (settings);
  g_assert_cmpstr (log->str, ==, "b;");
  g_assert_cmpint (ac_account_settings_get_mark (settings, "b"), ==, AC_MARK_NONE);

  g_assert_finalize_object (settings);
}

static void
assert_purpose (AcAccountSettings *settings,
                const char        *key,
                const char        *expected)
{
  g_autofree char *purpose = ac_account_settings_get_purpose (settings, key);

  g_assert_cmpstr (purpose, ==, expected);
}

static void
test_purposes (void)
{
  g_autoptr(GString) log = g_string_new (NULL);
  AcAccountSettings *settings = ac_account_settings_get (ID);
  AcAccountSettings *other = ac_account_settings_get ("another/account");

  g_signal_connect (settings, "purpose-changed", G_CALLBACK (store_id_cb), log);
  assert_purpose (settings, "1", NULL);
  ac_account_settings_set_purpose (settings, "1", "Deploys the <shop> · חנות");
  ac_account_settings_set_purpose (settings, "2", "Newsletter");
  ac_account_settings_set_purpose (settings, "2", "Newsletter");
  g_assert_cmpstr (log->str, ==, "1;2;");
  assert_purpose (settings, "1", "Deploys the <shop> · חנות");
  assert_purpose (settings, "2", "Newsletter");
  assert_purpose (other, "1", NULL);

  /* Nothing written is nothing known. */
  ac_account_settings_set_purpose (settings, "1", "");
  assert_purpose (settings, "1", NULL);
  ac_account_settings_set_purpose (settings, "1", NULL);
  g_assert_cmpstr (log->str, ==, "1;2;1;");
  assert_purpose (settings, "2", "Newsletter");

  g_string_truncate (log, 0);
  ac_account_settings_reset (settings);
  g_assert_cmpstr (log->str, ==, "2;");
  assert_purpose (settings, "2", NULL);

  g_assert_finalize_object (settings);
  g_assert_finalize_object (other);
}

static void
test_one_object (void)
{
  AcAccountSettings *settings = ac_account_settings_get (ID);
  g_autoptr(AcAccountSettings) again = ac_account_settings_get (ID);
  AcAccountSettings *other = ac_account_settings_get ("another/account");

  g_assert_true (again == settings);
  g_assert_true (other != settings);
  ac_account_settings_set_mark (other, "a", AC_MARK_TEST);
  g_assert_cmpint (ac_account_settings_get_mark (settings, "a"), ==, AC_MARK_NONE);

  g_clear_object (&again);
  g_assert_finalize_object (settings);
  g_assert_finalize_object (other);
}

static void
test_opened (void)
{
  AcAccountSettings *settings = ac_account_settings_get (ID);
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autoptr(GDateTime) opened = NULL;
  g_autofree char *last_key = NULL;

  g_assert_null (ac_account_settings_get_last_opened (settings));
  g_assert_null (ac_account_settings_dup_last_key (settings));
  ac_account_settings_set_opened_now (settings, "930118275540662");
  last_key = ac_account_settings_dup_last_key (settings);
  g_assert_cmpstr (last_key, ==, "930118275540662");
  opened = ac_account_settings_get_last_opened (settings);
  g_assert_nonnull (opened);
  g_assert_cmpint (ABS (g_date_time_difference (now, opened)), <, G_TIME_SPAN_MINUTE);

  ac_account_settings_reset (settings);
  g_assert_null (ac_account_settings_dup_last_key (settings));
  g_assert_null (ac_account_settings_get_last_opened (settings));
  g_assert_finalize_object (settings);
}

static void
test_told_to_delete (void)
{
  AcAccountSettings *settings = ac_account_settings_get (ID);

  g_assert_false (ac_account_settings_get_told_to_delete (settings, "1"));
  ac_account_settings_set_told_to_delete (settings, "1");
  ac_account_settings_set_told_to_delete (settings, "22");
  ac_account_settings_set_told_to_delete (settings, "1");
  g_assert_true (ac_account_settings_get_told_to_delete (settings, "1"));
  g_assert_true (ac_account_settings_get_told_to_delete (settings, "22"));
  g_assert_false (ac_account_settings_get_told_to_delete (settings, "2"));

  ac_account_settings_reset (settings);
  g_assert_false (ac_account_settings_get_told_to_delete (settings, "1"));
  g_assert_false (ac_account_settings_get_told_to_delete (settings, "22"));
  g_assert_finalize_object (settings);
}

static char *
join_recent (AcAccountSettings *settings)
{
  g_auto(GStrv) recent = ac_account_settings_dup_recent_environments (settings);

  return g_strjoinv (" ", recent);
}

static void
test_environment (void)
{
  static const char * const ids[] = { "a", "b", "c", "b", "d", "e", "f" };
  AcAccountSettings *settings = ac_account_settings_get (ID);
  g_autofree char *chosen = NULL;
  g_autofree char *recent = NULL;
  g_autofree char *nothing = NULL;

  g_assert_null (ac_account_settings_dup_environment (settings));
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    ac_account_settings_set_environment (settings, ids[i]);

  chosen = ac_account_settings_dup_environment (settings);
  recent = join_recent (settings);
  g_assert_cmpstr (chosen, ==, "f");
  g_assert_cmpstr (recent, ==, "f e d b c");

  ac_account_settings_reset (settings);
  nothing = join_recent (settings);
  g_assert_null (ac_account_settings_dup_environment (settings));
  g_assert_cmpstr (nothing, ==, "");
  g_assert_finalize_object (settings);
}

static void
test_labels (void)
{
  g_assert_null (ac_mark_get_label (AC_MARK_NONE));
  g_assert_null (ac_mark_get_style_class (AC_MARK_NONE));
  g_assert_cmpstr (ac_mark_get_label (AC_MARK_PRODUCTION), ==, "Production");
  g_assert_cmpstr (ac_mark_get_label (AC_MARK_STAGING), ==, "Staging");
  g_assert_cmpstr (ac_mark_get_label (AC_MARK_TEST), ==, "Test");
  g_assert_cmpstr (ac_mark_get_style_class (AC_MARK_PRODUCTION), ==, "accent");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/account-settings/marks", test_marks);
  g_test_add_func ("/account-settings/purposes", test_purposes);
  g_test_add_func ("/account-settings/one-object", test_one_object);
  g_test_add_func ("/account-settings/opened", test_opened);
  g_test_add_func ("/account-settings/told-to-delete", test_told_to_delete);
  g_test_add_func ("/account-settings/environment", test_environment);
  g_test_add_func ("/account-settings/labels", test_labels);

  return g_test_run ();
}
