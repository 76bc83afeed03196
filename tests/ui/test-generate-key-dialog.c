/* test-generate-key-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-account-keys-page.h"
#include "ac-account-settings.h"
#include "ac-environment-keys-page.h"
#include "ac-form-dialog.h"
#include "ac-generate-key-dialog.h"
#include "ac-key-fixture.h"
#include "ac-secret-label.h"
#include "ac-secret-row.h"

#define NEW "3001"
#define LIST AC_KEY_LIST (AC_UI_WEB_ID, "1")

typedef struct
{
  AcKeyFixture base;
  gboolean of_account;
  GtkWidget *dialog; /* (unowned) */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  account)
{
  char *key = ac_key_json ("1001", "Web", 3, TRUE, NULL);
  g_autofree char *list = account != NULL ? ac_key_account_list (key, NULL) : ac_key_environment_list (key, NULL);

  fixture->of_account = account != NULL;
  ac_ui_point_away ();
  ac_ui_fixture_set_up (&fixture->base.base, TRUE);
  ac_key_fixture_expect (&fixture->base, "GET", fixture->of_account ? AC_KEY_ACCOUNT_KEYS : LIST, 200, list);
  ac_key_fixture_open (&fixture->base, fixture->of_account ? AC_TYPE_ACCOUNT_KEYS_PAGE : AC_TYPE_ENVIRONMENT_KEYS_PAGE,
                       fixture->of_account ? NULL : AC_UI_WEB_ID);
  ac_key_fixture_wait_row (&fixture->base, "1001");
  ac_ui_click (GTK_WIDGET (fixture->base.page), "Generate Key…");
  fixture->dialog = ac_ui_wait_window (AC_TYPE_GENERATE_KEY_DIALOG);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  account)
{
  ac_key_fixture_tear_down (&fixture->base);
}

static AcFormDialog *
get_form (Fixture *fixture)
{
  return AC_FORM_DIALOG (fixture->dialog);
}

static AcMockReply *
expect_post (Fixture    *fixture,
             guint       status,
             const char *body)
{
  g_autofree char *json = ac_key_json (NEW, "Terraform & co", 0, TRUE, fixture->of_account ? ",\"role\":\"admin\"" : NULL);

  return ac_key_fixture_expect (&fixture->base, "POST", fixture->of_account ? AC_KEY_ACCOUNT_KEYS : AC_KEY_ENVIRONMENT_KEYS (AC_UI_WEB_ID),
                                status, body != NULL ? body : json);
}

static void
fill (Fixture *fixture)
{
  ac_ui_type (fixture->dialog, "Name", " Terraform & co ");
  ac_ui_type (fixture->dialog, "Purpose (kept on this computer)", "Builds <all>");
  if (fixture->of_account)
    adw_combo_row_set_selected (ADW_COMBO_ROW (ac_ui_get (fixture->dialog, ADW_TYPE_COMBO_ROW, "Account role")), 2);
}

static void
assert_kept (Fixture *fixture)
{
  GtkWidget *name = ac_ui_get (fixture->dialog, ADW_TYPE_ENTRY_ROW, "Name");

  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (name)), ==, " Terraform & co ");
  g_assert_true (gtk_widget_is_sensitive (name));
  g_assert_false (ac_form_dialog_get_busy (get_form (fixture)));
  g_assert_true (ac_form_dialog_get_valid (get_form (fixture)));
}

static void
test_required (Fixture       *fixture,
               gconstpointer  account)
{
  g_assert_false (ac_form_dialog_get_valid (get_form (fixture)));
  ac_ui_type (fixture->dialog, "Name", "  ");
  g_assert_false (ac_form_dialog_get_valid (get_form (fixture)));
  ac_ui_type (fixture->dialog, "Name", "Terraform");
  g_assert_true (ac_form_dialog_get_valid (get_form (fixture)) == !fixture->of_account);
  g_assert_true (gtk_widget_get_mapped (ac_ui_get (fixture->dialog, ADW_TYPE_COMBO_ROW, "Account role")) == fixture->of_account);
  ac_ui_assert_accessible (fixture->dialog);
  ac_ui_picture (fixture->dialog, fixture->of_account ? "generate-account-key" : "generate-environment-key");
  if (fixture->of_account)
    {
      adw_combo_row_set_selected (ADW_COMBO_ROW (ac_ui_get (fixture->dialog, ADW_TYPE_COMBO_ROW, "Account role")), 4);
      g_assert_true (ac_form_dialog_get_valid (get_form (fixture)));
      g_assert_true (ac_ui_shows (fixture->dialog, "Billing only."));
    }

  /* What was typed is not thrown away without a question. */
  gtk_window_close (GTK_WINDOW (fixture->dialog));
  ac_ui_click (ac_ui_wait_window (ADW_TYPE_MESSAGE_DIALOG), "Discard");
  ac_ui_wait_no_window (AC_TYPE_GENERATE_KEY_DIALOG);
}

static void
test_generate (Fixture       *fixture,
               gconstpointer  account)
{
  g_autoptr(AcAccountSettings) settings = ac_account_settings_get (AC_UI_ACCOUNT_ID);
  g_autofree char *purpose = NULL;
  g_autofree char *secret = NULL;
  AcSecretLabel *label;

  expect_post (fixture, 200, NULL);
  fill (fixture);
  ac_ui_click (fixture->dialog, "Generate");
  ac_test_wait_until (ac_ui_shows (fixture->dialog, "Key Generated"));
  g_assert_cmpstr (ac_key_fixture_get_last_request (&fixture->base)->body, ==,
                   fixture->of_account ? "{\"name\":\"Terraform & co\",\"role\":\"admin\"}"
                                       : "{\"name\":\"Terraform & co\",\"enabled\":true}");
  /* And not in the form that is no longer seen. */
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->dialog)) == ac_ui_get (fixture->dialog, GTK_TYPE_BUTTON, "Done"));
  g_assert_true (ac_ui_shows (fixture->dialog, fixture->of_account ? "“Terraform & co” is enabled and has the role Admin."
                                                                   : "“Terraform & co” is enabled."));
  purpose = ac_account_settings_get_purpose (settings, NEW);
  g_assert_cmpstr (purpose, ==, "Builds <all>");
  g_assert_true (ac_ui_shows (fixture->dialog, "\342\201\246" NEW "\342\201\251"));

  /* The secret is seen at once, without being asked for again, and the page behind knows nothing of it. */
  label = AC_SECRET_LABEL (ac_ui_get (ac_ui_get (fixture->dialog, AC_TYPE_SECRET_ROW, "API secret"), AC_TYPE_SECRET_LABEL, NULL));
  ac_test_wait_until (ac_secret_label_is_shown (label));
  secret = ac_key_dup_accessible (label, GTK_ACCESSIBLE_PROPERTY_LABEL);
  g_assert_nonnull (strstr (secret, AC_KEY_SECRET "-" NEW));
  ac_key_assert_nowhere (GTK_WIDGET (fixture->base.base.window), AC_KEY_SECRET);
  ac_ui_assert_accessible (fixture->dialog);
  ac_ui_picture (fixture->dialog, fixture->of_account ? "account-key-generated" : "environment-key-generated");
  ac_key_fixture_wait_row (&fixture->base, NEW);
  ac_secret_row_hide_all ();
  ac_key_assert_nowhere (fixture->dialog, AC_KEY_SECRET);

  /* Nothing can be lost any more: Esc asks nothing. */
  gtk_window_close (GTK_WINDOW (fixture->dialog));
  ac_ui_wait_no_window (AC_TYPE_GENERATE_KEY_DIALOG);
  g_assert_null (ac_ui_find_window (ADW_TYPE_MESSAGE_DIALOG));
}

static void
test_failure (Fixture       *fixture,
              gconstpointer  account)
{
  GtkWidget *name = ac_ui_get (fixture->dialog, ADW_TYPE_ENTRY_ROW, "Name");
  static const struct
  {
    guint status;
    const char *sentence;
  } failures[] = {
    { 403, "This key has no permission for that." },
    { 500, "Cloudinary has a problem right now." },
  };

  fill (fixture);
  expect_post (fixture, 409, "{\"error\":{\"message\":\"taken\"}}");
  ac_ui_click (fixture->dialog, "Generate");
  ac_test_wait_until (ac_ui_shows (fixture->dialog, "Another key has this name. Choose a different one."));
  g_assert_true (gtk_widget_has_css_class (name, "error"));
  assert_kept (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      expect_post (fixture, failures[i].status, "{\"error\":{\"message\":\"<b>no</b>\"}}");
      ac_ui_click (fixture->dialog, "Generate");
      ac_test_wait_until (!ac_form_dialog_get_busy (get_form (fixture)));
      g_assert_cmpstr (ac_form_dialog_get_notice (get_form (fixture)), ==, failures[i].sentence);
      assert_kept (fixture);
    }

  /* And then it works, and Done closes it. */
  expect_post (fixture, 200, NULL);
  ac_ui_click (fixture->dialog, "Generate");
  ac_test_wait_until (ac_ui_shows (fixture->dialog, "Key Generated"));
  ac_ui_click (fixture->dialog, "Done");
  ac_ui_wait_no_window (AC_TYPE_GENERATE_KEY_DIALOG);
}

/* The key is made all the same. */
static void
test_closed_while_busy (Fixture       *fixture,
                        gconstpointer  account)
{
  fill (fixture);
  ac_mock_reply_set_delay (expect_post (fixture, 200, NULL), 100);
  ac_ui_click (fixture->dialog, "Generate");
  g_assert_true (ac_form_dialog_get_busy (get_form (fixture)));
  gtk_window_close (GTK_WINDOW (fixture->dialog));
  ac_ui_wait_no_window (AC_TYPE_GENERATE_KEY_DIALOG);
  ac_key_wait_shown (&fixture->base, "Key generated");
  ac_key_fixture_wait_row (&fixture->base, NEW);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, function) \
  g_test_add ("/generate-key-dialog/account/" name, Fixture, "account", set_up, function, tear_down); \
  g_test_add ("/generate-key-dialog/environment/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("required", test_required);
  ADD ("generate", test_generate);
  ADD ("failure", test_failure);
  ADD ("closed-while-busy", test_closed_while_busy);

  return g_test_run ();
}
