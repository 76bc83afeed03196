/* test-key-access.c: pages and dialogs of keys for those who don't see them, and for narrow windows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-account-keys-page.h"
#include "ac-environment-keys-page.h"
#include "ac-form-dialog.h"
#include "ac-generate-key-dialog.h"
#include "ac-key-fixture.h"
#include "ac-rename-key-dialog.h"

#define NARROW 360
#define LONG "A name that is longer than any list of keys has room for, with Donaudampfschifffahrtsgesellschaftskapitän"

static void
set_up (AcKeyFixture  *fixture,
        gconstpointer  account)
{
  char *key = ac_key_json ("482915073364128", LONG, 1200, TRUE,
                           account != NULL ? ",\"root\":true,\"role\":\"media_library_admin\""
                                           : ",\"root\":true,\"dedicated_for\":[\"webhooks\"]");
  char *other = ac_key_json ("482915073364129", "CI", 2, TRUE, NULL);
  g_autofree char *list = account != NULL ? ac_key_account_list (key, other, NULL) : ac_key_environment_list (key, other, NULL);

  ac_ui_point_away ();
  ac_ui_fixture_set_up (&fixture->base, TRUE);
  ac_key_fixture_expect (fixture, "GET", account != NULL ? AC_KEY_ACCOUNT_KEYS : AC_KEY_LIST (AC_UI_WEB_ID, "1"), 200, list);
  ac_key_fixture_open (fixture, account != NULL ? AC_TYPE_ACCOUNT_KEYS_PAGE : AC_TYPE_ENVIRONMENT_KEYS_PAGE,
                       account != NULL ? NULL : AC_UI_WEB_ID);
  ac_key_row_expand (ac_key_fixture_wait_row (fixture, "482915073364128"), TRUE);
  ac_key_row_expand (ac_key_fixture_wait_row (fixture, "482915073364129"), TRUE);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (ac_ui_get (GTK_WIDGET (fixture->page), ADW_TYPE_EXPANDER_ROW, "Ready to Paste")), TRUE);
}

static void
tear_down (AcKeyFixture  *fixture,
           gconstpointer  account)
{
  ac_key_fixture_tear_down (fixture);
}

static void
test_page (AcKeyFixture  *fixture,
           gconstpointer  account)
{
  GtkWidget *row = ac_key_fixture_find_row (fixture, "482915073364129");

  ac_ui_assert_accessible (GTK_WIDGET (fixture->page));
  gtk_test_accessible_assert_property (ac_key_row_get_switch (row), GTK_ACCESSIBLE_PROPERTY_LABEL, "Enable CI");
  g_assert_nonnull (ac_ui_find (row, GTK_TYPE_BUTTON, "Copy API key of CI"));
  g_assert_cmpint (ac_key_get_minimum_width (GTK_WIDGET (fixture->page)), <=, NARROW);
  g_assert_cmpint (ac_key_get_minimum_width (ac_key_fixture_find_row (fixture, "482915073364128")), <=, NARROW - 24);
}

static void
test_dialogs (AcKeyFixture  *fixture,
              gconstpointer  account)
{
  GtkWidget *dialog;

  ac_ui_click (ac_key_fixture_find_row (fixture, "482915073364128"), "Rename…");
  dialog = ac_ui_wait_window (AC_TYPE_RENAME_KEY_DIALOG);
  ac_ui_assert_accessible (dialog);
  g_assert_cmpint (ac_key_get_minimum_width (dialog), <=, NARROW);
  ac_ui_click (dialog, "Cancel");
  ac_ui_wait_no_window (AC_TYPE_FORM_DIALOG);

  ac_ui_click (GTK_WIDGET (fixture->page), "Generate Key…");
  dialog = ac_ui_wait_window (AC_TYPE_GENERATE_KEY_DIALOG);
  ac_ui_assert_accessible (dialog);
  g_assert_cmpint (ac_key_get_minimum_width (dialog), <=, NARROW);
  ac_ui_click (dialog, "Cancel");
  ac_ui_wait_no_window (AC_TYPE_FORM_DIALOG);

  gtk_switch_set_active (ac_key_row_get_switch (ac_key_fixture_find_row (fixture, "482915073364128")), FALSE);
  dialog = ac_ui_wait_window (ADW_TYPE_MESSAGE_DIALOG);
  ac_ui_assert_accessible (dialog);
  g_assert_cmpint (ac_key_get_minimum_width (dialog), <=, NARROW);
  ac_ui_click (dialog, "Cancel");
  ac_ui_wait_no_window (ADW_TYPE_MESSAGE_DIALOG);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, function) \
  g_test_add ("/key-access/account/" name, AcKeyFixture, "account", set_up, function, tear_down); \
  g_test_add ("/key-access/environment/" name, AcKeyFixture, NULL, set_up, function, tear_down)
  ADD ("page", test_page);
  ADD ("dialogs", test_dialogs);

  return g_test_run ();
}
