/* test-limit-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-environment-dialogs.h"
#include "ac-limit-dialog.h"
#include "ac-ui-fixture.h"
#include "ac-web-console.h"

#define LIMIT_PATH AC_UI_CONSOLE "/environment_limit"

typedef struct
{
  AcUiFixture base;
  GtkWidget *dialog;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  without_console)
{
  ac_ui_fixture_set_up (&fixture->base, without_console == NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  ac_ui_fixture_tear_down (&fixture->base);
  g_assert_null (ac_ui_find_window (GTK_TYPE_WINDOW));
}

static void
open_dialog (Fixture *fixture,
             char    *limit)
{
  g_autofree char *json = limit;

  ac_ui_fixture_set_limit (&fixture->base, json);
  ac_environment_dialogs_change_limit (fixture->base.page);
  fixture->dialog = ac_ui_wait_window (AC_TYPE_LIMIT_DIALOG);
}

static GtkWidget *
get_row (Fixture    *fixture,
         const char *title)
{
  return ac_ui_get (fixture->dialog, ADW_TYPE_ACTION_ROW, title);
}

static void
choose (Fixture    *fixture,
        const char *title)
{
  adw_action_row_activate (ADW_ACTION_ROW (get_row (fixture, title)));
}

static gboolean
is_sensitive (Fixture    *fixture,
              const char *label)
{
  return gtk_widget_is_sensitive (ac_ui_get (fixture->dialog, GTK_TYPE_BUTTON, label));
}

static void
expect_change (Fixture *fixture,
               guint    status,
               char    *limit)
{
  g_autofree char *json = limit;

  ac_mock_reply_set_json (ac_mock_server_expect (fixture->base.server, "PUT", LIMIT_PATH), status, json);
}

static const char *
get_last_body (Fixture *fixture)
{
  return ac_mock_server_get_request (fixture->base.server, ac_mock_server_get_n_requests (fixture->base.server) - 1)->body;
}

static GtkWidget *
ask (Fixture    *fixture,
     const char *label)
{
  ac_ui_click (fixture->dialog, label);

  return ac_ui_wait_window (ADW_TYPE_MESSAGE_DIALOG);
}

static void
test_choices (Fixture       *fixture,
              gconstpointer  data)
{
  open_dialog (fixture, ac_ui_limit_json (5, 5, 7, NULL, NULL));

  g_assert_true (ac_ui_shows (fixture->dialog, "Halden Outfitters"));
  g_assert_true (ac_ui_shows (fixture->dialog, "Your plan includes 5. An add-on is counted on top of that."));
  g_assert_true (ac_ui_shows (fixture->dialog, "Need more than 5?"));
  g_assert_true (ac_ui_shows (get_row (fixture, "No add-on"), "7 environments are in use"));
  g_assert_false (gtk_widget_is_sensitive (get_row (fixture, "No add-on")));
  g_assert_false (gtk_widget_is_sensitive (get_row (fixture, "1 more")));
  g_assert_true (gtk_widget_is_sensitive (get_row (fixture, "2 more")));
  g_assert_true (ac_ui_shows (get_row (fixture, "2 more"), "7 in total"));
  g_assert_true (ac_ui_shows (get_row (fixture, "5 more"), "Your current add-on"));
  g_assert_false (is_sensitive (fixture, "Change to 10…"));
  g_assert_false (ac_ui_shows (fixture->dialog, "The new add-on replaces your current one (5 more). It isn’t added to it."));
  ac_ui_assert_accessible (fixture->dialog);

  choose (fixture, "3 more");
  g_assert_true (is_sensitive (fixture, "Change to 8…"));
  g_assert_true (ac_ui_shows (fixture->dialog, "The new add-on replaces your current one (5 more). It isn’t added to it."));
  ac_ui_picture (fixture->dialog, "limit");

  choose (fixture, "5 more");
  g_assert_false (is_sensitive (fixture, "Change to 10…"));
}

static void
test_change (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *question;

  open_dialog (fixture, ac_ui_limit_json (5, 5, 7, NULL, NULL));
  choose (fixture, "3 more");
  question = ask (fixture, "Change to 8…");
  g_assert_true (ac_ui_shows (question, "Change the limit from 10 to 8?"));
  g_assert_true (ac_ui_shows (question, "The add-on “5 more” is replaced by “3 more”."));
  ac_ui_click (question, "Cancel");
  ac_ui_wait_no_window (ADW_TYPE_MESSAGE_DIALOG);

  expect_change (fixture, 200, ac_ui_limit_json (5, 3, 7, NULL, NULL));
  expect_change (fixture, 200, ac_ui_limit_json (5, 5, 7, NULL, NULL));
  ac_ui_click (ask (fixture, "Change to 8…"), "Change");
  ac_ui_wait_no_window (AC_TYPE_LIMIT_DIALOG);
  ac_test_wait_until (ac_ui_shows (GTK_WIDGET (fixture->base.window), "Limit changed to 8"));
  g_assert_cmpstr (get_last_body (fixture), ==, "{\"additional\":3}");

  ac_ui_click (GTK_WIDGET (fixture->base.window), "Undo");
  ac_test_wait_until (ac_environment_limit_get_total (ac_account_get_environment_limit (fixture->base.account)) == 10);
  g_assert_cmpstr (get_last_body (fixture), ==, "{\"additional\":5}");
}

static void
test_add_and_end (Fixture       *fixture,
                  gconstpointer  data)
{
  GtkWidget *question;
  g_autofree char *added = ac_ui_limit_json (5, 2, 5, NULL, NULL);

  open_dialog (fixture, ac_ui_limit_json (5, 0, 5, NULL, NULL));
  choose (fixture, "2 more");
  question = ask (fixture, "Change to 7…");
  g_assert_true (ac_ui_shows (question, "The add-on “2 more” is added."));
  ac_ui_click (question, "Cancel");
  ac_ui_wait_no_window (ADW_TYPE_MESSAGE_DIALOG);

  /* Somebody else adds it meanwhile: the choice that was made is the current one now. */
  ac_ui_fixture_set_limit (&fixture->base, added);
  g_assert_false (is_sensitive (fixture, "Change to 7…"));
  choose (fixture, "No add-on");
  g_assert_true (ac_ui_shows (fixture->dialog, "Your current add-on (2 more) ends."));
  question = ask (fixture, "Change to 5…");
  g_assert_true (ac_ui_shows (question, "The add-on “2 more” ends."));
  ac_ui_click (question, "Cancel");
}

static void
test_failure (Fixture       *fixture,
              gconstpointer  data)
{
  open_dialog (fixture, ac_ui_limit_json (5, 5, 7, NULL, NULL));
  choose (fixture, "3 more");
  expect_change (fixture, 500, g_strdup ("{}"));
  ac_ui_click (ask (fixture, "Change to 8…"), "Change");
  ac_test_wait_until (g_strcmp0 (ac_form_dialog_get_notice (AC_FORM_DIALOG (fixture->dialog)), "Cloudinary has a problem right now.") == 0);
  g_assert_true (is_sensitive (fixture, "Change to 8…"));
}

static void
test_time_out (Fixture       *fixture,
               gconstpointer  data)
{
  open_dialog (fixture, ac_ui_limit_json (5, 5, 7, NULL, NULL));
  ac_ui_fixture_make_impatient (&fixture->base);
  choose (fixture, "3 more");
  /* A change that may be made twice is tried again some times. */
  ac_mock_reply_set_hang (ac_mock_server_allow (fixture->base.server, "PUT", LIMIT_PATH));
  ac_ui_click (ask (fixture, "Change to 8…"), "Change");
  ac_test_wait_until (g_strcmp0 (ac_form_dialog_get_notice (AC_FORM_DIALOG (fixture->dialog)), "The server did not answer in time.") == 0);
  g_assert_true (is_sensitive (fixture, "Change to 8…"));
}

/* The service tells the limit and can't change it. */
static void
test_hand_off (Fixture       *fixture,
               gconstpointer  data)
{
  GtkWidget *question;

  open_dialog (fixture, ac_ui_limit_json (5, 5, 7, NULL, NULL));
  choose (fixture, "3 more");
  expect_change (fixture, 404, g_strdup ("{\"error\":{\"message\":\"not found\"}}"));
  ac_ui_click (ask (fixture, "Change to 8…"), "Change");
  ac_ui_wait_no_window (AC_TYPE_LIMIT_DIALOG);
  ac_test_wait_until ((question = ac_ui_find_window (ADW_TYPE_MESSAGE_DIALOG)) != NULL &&
                      ac_ui_shows (question, "Continue in the Web Console?"));
  g_assert_true (ac_ui_shows (question, "Changing the limit from 10 to 8 product environments changes your bill. The web console shows the price and asks for confirmation.\n\n"
                                        "Choose “Add 3 product environments” there."));
  ac_ui_picture (question, "limit-handoff");
  ac_ui_click (question, "Cancel");
}

static void
test_unknown (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *question;

  ac_environment_dialogs_change_limit (fixture->base.page);
  question = ac_ui_wait_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_true (ac_ui_shows (question, "Continue in the Web Console?"));
  g_assert_true (ac_ui_shows (question, "Changing the limit changes your bill. The web console shows the price and asks for confirmation."));

  /* Nothing on this machine opens addresses. Coming back loads the list again. */
  ac_ui_click (question, "Open Web Console");
  ac_test_wait_until (ac_ui_shows (GTK_WIDGET (fixture->base.window), "The browser could not be opened."));
}

/* Not known yet: it is loaded first. */
static void
test_not_loaded (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *limit = ac_ui_limit_json (5, 5, 7, NULL, NULL);

  ac_mock_reply_set_json (ac_mock_server_expect (fixture->base.server, "GET", LIMIT_PATH), 200, limit);
  ac_environment_dialogs_change_limit (fixture->base.page);
  fixture->dialog = ac_ui_wait_window (AC_TYPE_LIMIT_DIALOG);
  g_assert_true (ac_ui_shows (fixture->dialog, "5 more"));
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct
  {
    const char *reason;
    const char *through;
    const char *text;
  } rows[] = {
    { "free_plan", NULL, "More product environments are part of paid plans." },
    { "marketplace", "Heroku", "Your account was bought through Heroku. Change it there." },
    { "enterprise", NULL, "Enterprise plans: ask your Customer Success Manager." },
    { "base_not_reached", NULL, "Available when all 5 environments of your plan are in use." },
    { "something_new", NULL, "Cloudinary doesn’t offer it for this account." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      open_dialog (fixture, ac_ui_limit_json (5, 0, 3, rows[i].reason, rows[i].through));
      g_assert_true (ac_ui_shows (fixture->dialog, "The Limit Can’t Be Changed Here"));
      g_assert_true (ac_ui_shows (fixture->dialog, rows[i].text));
      if (i == 1)
        ac_ui_picture (fixture->dialog, "limit-refused");
      ac_ui_click (fixture->dialog, "Close");
      ac_ui_wait_no_window (AC_TYPE_LIMIT_DIALOG);
    }
}

static void
test_permission (Fixture       *fixture,
                 gconstpointer  data)
{
  static const char * const roles[] = { "technical_admin", NULL };

  ac_permissions_set_roles (ac_account_get_permissions (fixture->base.account), roles);
  open_dialog (fixture, ac_ui_limit_json (5, 5, 7, NULL, NULL));
  g_assert_true (ac_ui_shows (fixture->dialog, "Only Master admins can change the limit."));
}

static void
test_urls (void)
{
  g_autofree char *plain = ac_web_console_create_url (NULL, "product-environments");
  g_autofree char *scoped = ac_web_console_create_url (AC_UI_WEB_ID, "product-environments");
  g_autofree char *odd = ac_web_console_create_url ("a/b c", "account");

  g_assert_cmpstr (plain, ==, "https://console.cloudinary.com/app/settings/product-environments");
  g_assert_cmpstr (scoped, ==, "https://console.cloudinary.com/app/c-" AC_UI_WEB_ID "/settings/product-environments");
  g_assert_cmpstr (odd, ==, "https://console.cloudinary.com/app/c-a%2Fb%20c/settings/account");
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, data, function) \
  g_test_add ("/limit-dialog/" name, Fixture, data, set_up, function, tear_down)
  ADD ("choices", NULL, test_choices);
  ADD ("change", NULL, test_change);
  ADD ("add-and-end", NULL, test_add_and_end);
  ADD ("failure", NULL, test_failure);
  ADD ("time-out", NULL, test_time_out);
  ADD ("hand-off", NULL, test_hand_off);
  ADD ("unknown", "public", test_unknown);
  ADD ("not-loaded", NULL, test_not_loaded);
  ADD ("refused", NULL, test_refused);
  ADD ("permission", NULL, test_permission);
  g_test_add_func ("/limit-dialog/urls", test_urls);

  return g_test_run ();
}
