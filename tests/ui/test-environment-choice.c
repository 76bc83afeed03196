/* test-environment-choice.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-account-settings.h"
#include "ac-environment-choice.h"
#include "shell-helpers.h"
#include "shell-pages.h"

#define THREE "web=Halden Web|summer!=A Summer Campaign|print=Catalogue & Print"

typedef struct
{
  AcMockServer *server;
  AcAccount *account;
  AcCollection *collection; /* (unowned) */
  AcEnvironmentChoice *choice;
  guint n_notified;
} Fixture;

static void
count_cb (Fixture *fixture)
{
  fixture->n_notified++;
}

static void
reset_settings (void)
{
  g_autoptr(AcAccountSettings) settings = ac_account_settings_get (SHELL_ACCOUNT_ID);

  ac_account_settings_reset (settings);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  reset_settings ();
  fixture->server = ac_mock_server_new ();
  fixture->account = shell_account_new (fixture->server, FALSE);
  fixture->collection = AC_COLLECTION (ac_account_get_environments (fixture->account));
  fixture->choice = ac_environment_choice_new ();
  g_signal_connect_swapped (fixture->choice, "notify::environment", G_CALLBACK (count_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->choice);
  ac_mock_server_assert_done (fixture->server);
  shell_settle ();
  g_assert_finalize_object (fixture->account);
  shell_settle ();
  g_assert_finalize_object (fixture->server);
}

static void
load (Fixture    *fixture,
      const char *environments)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  shell_expect_environments (fixture->server, environments);
  ac_collection_load_async (fixture->collection, NULL, ac_test_store_result, &result);
  ac_collection_load_finish (fixture->collection, ac_test_wait_result (&result), &error);
  g_assert_no_error (error);
}

static const char *
get_id (AcEnvironmentChoice *choice)
{
  AcEnvironment *environment = ac_environment_choice_get_environment (choice);

  return environment != NULL ? ac_environment_get_id (environment) : NULL;
}

static void
choose (Fixture    *fixture,
        const char *id)
{
  ac_environment_choice_set_environment (fixture->choice, ac_collection_lookup (fixture->collection, id));
}

static char *
join_recents (AcEnvironmentChoice *choice)
{
  g_autoptr(GPtrArray) recents = ac_environment_choice_dup_recents (choice);
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < recents->len; i++)
    g_string_append_printf (joined, "%s ", ac_environment_get_id (g_ptr_array_index (recents, i)));

  return g_string_free (joined, FALSE);
}

/* Nothing is asked for until somebody wants it, and then once. */
static void
test_load (Fixture       *fixture,
           gconstpointer  data)
{
  ac_environment_choice_load (fixture->choice);
  ac_environment_choice_set_account (fixture->choice, fixture->account);
  shell_settle ();
  g_assert_cmpuint (ac_mock_server_get_n_requests (fixture->server), ==, 0);
  g_assert_null (get_id (fixture->choice));

  shell_expect_environments (fixture->server, THREE);
  ac_environment_choice_load (fixture->choice);
  ac_environment_choice_load (fixture->choice);
  ac_test_wait_until (get_id (fixture->choice) != NULL);
  ac_environment_choice_load (fixture->choice);
  g_assert_cmpstr (get_id (fixture->choice), ==, "print");
  g_assert_cmpuint (fixture->n_notified, ==, 1);
}

/* What failed is tried again when it is wanted again. */
static void
test_load_fails (Fixture       *fixture,
                 gconstpointer  data)
{
  ac_environment_choice_set_account (fixture->choice, fixture->account);
  ac_mock_reply_set_json (ac_mock_server_expect (fixture->server, "GET", SHELL_LIST), 400, "{}");
  ac_environment_choice_load (fixture->choice);
  ac_test_wait_until (ac_collection_get_state (fixture->collection) == AC_COLLECTION_STATE_FAILED);
  g_assert_null (get_id (fixture->choice));

  shell_expect_environments (fixture->server, THREE);
  ac_environment_choice_load (fixture->choice);
  ac_test_wait_until (get_id (fixture->choice) != NULL);
}

/* The window is closed while the service doesn't answer. */
static void
test_gone_while_loading (Fixture       *fixture,
                         gconstpointer  data)
{
  ac_environment_choice_set_account (fixture->choice, fixture->account);
  ac_mock_reply_set_hang (ac_mock_server_expect (fixture->server, "GET", SHELL_LIST));
  ac_environment_choice_load (fixture->choice);
  ac_test_wait_until (ac_mock_server_get_n_requests (fixture->server) == 1);
  ac_environment_choice_set_account (fixture->choice, NULL);
  ac_test_wait_until (ac_collection_get_state (fixture->collection) == AC_COLLECTION_STATE_IDLE);
}

static void
test_first (Fixture       *fixture,
            gconstpointer  data)
{
  /* A list that is there already. */
  load (fixture, "b!=Alpha|c!=Beta");
  ac_environment_choice_set_account (fixture->choice, fixture->account);
  g_assert_cmpstr (get_id (fixture->choice), ==, "b");

  /* The first choice isn't what somebody wanted: the next start finds out anew. */
  g_object_unref (fixture->choice);
  fixture->choice = ac_environment_choice_new ();
  load (fixture, "b!=Alpha|c!=Beta|z=zeta|y=Éta");
  ac_environment_choice_set_account (fixture->choice, fixture->account);
  g_assert_cmpstr (get_id (fixture->choice), ==, "z");
}

static void
test_remembered (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(AcEnvironmentChoice) other = ac_environment_choice_new ();
  g_autofree char *recents = NULL;

  load (fixture, THREE);
  ac_environment_choice_set_account (fixture->choice, fixture->account);
  recents = join_recents (fixture->choice);
  g_assert_cmpstr (recents, ==, "");
  choose (fixture, "web");
  choose (fixture, "web");
  g_assert_cmpuint (fixture->n_notified, ==, 2);
  choose (fixture, "summer");

  g_free (recents);
  recents = join_recents (fixture->choice);
  g_assert_cmpstr (recents, ==, "summer web ");

  /* Another window begins with it, and goes its own way. */
  ac_environment_choice_set_account (other, fixture->account);
  g_assert_cmpstr (get_id (other), ==, "summer");
  ac_environment_choice_set_environment (other, ac_collection_lookup (fixture->collection, "print"));
  g_assert_cmpstr (get_id (fixture->choice), ==, "summer");

  g_free (recents);
  recents = join_recents (fixture->choice);
  g_assert_cmpstr (recents, ==, "print summer web ");
}

static void
test_deleted (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *recents = NULL;

  load (fixture, THREE);
  ac_environment_choice_set_account (fixture->choice, fixture->account);
  choose (fixture, "web");

  /* Another one going means nothing. */
  fixture->n_notified = 0;
  ac_collection_remove (fixture->collection, "summer");
  g_assert_cmpuint (fixture->n_notified, ==, 0);

  ac_collection_remove (fixture->collection, "web");
  g_assert_cmpstr (get_id (fixture->choice), ==, "print");
  g_assert_cmpuint (fixture->n_notified, ==, 1);
  recents = join_recents (fixture->choice);
  g_assert_cmpstr (recents, ==, "");

  ac_collection_remove (fixture->collection, "print");
  g_assert_null (get_id (fixture->choice));
  g_assert_cmpuint (fixture->n_notified, ==, 2);

  /* The first new one. */
  load (fixture, "new!=New One");
  g_assert_cmpstr (get_id (fixture->choice), ==, "new");
}

/* A list that is read again has the same objects, and changes nothing. */
static void
test_reloaded (Fixture       *fixture,
               gconstpointer  data)
{
  load (fixture, THREE);
  ac_environment_choice_set_account (fixture->choice, fixture->account);
  fixture->n_notified = 0;
  load (fixture, "a=AAA|" THREE);
  g_assert_cmpstr (get_id (fixture->choice), ==, "print");
  g_assert_cmpuint (fixture->n_notified, ==, 0);
}

static void
test_signed_out (Fixture       *fixture,
                 gconstpointer  data)
{
  AcAccount *again = shell_account_new (fixture->server, FALSE);
  g_autoptr(AcEnvironmentChoice) other = ac_environment_choice_new ();

  load (fixture, THREE);
  ac_environment_choice_set_account (fixture->choice, fixture->account);
  choose (fixture, "web");
  ac_environment_choice_set_account (other, fixture->account);
  ac_environment_choice_set_environment (other, ac_collection_lookup (fixture->collection, "summer"));

  /* The same account with another key: each window keeps what it shows. */
  ac_environment_choice_set_account (fixture->choice, again);
  g_assert_null (get_id (fixture->choice));
  shell_expect_environments (fixture->server, THREE);
  ac_environment_choice_load (fixture->choice);
  ac_test_wait_until (get_id (fixture->choice) != NULL);
  g_assert_cmpstr (get_id (fixture->choice), ==, "web");

  /* Signed out, and back again: what was chosen last in any window. */
  ac_environment_choice_set_account (fixture->choice, NULL);
  g_assert_null (get_id (fixture->choice));
  ac_environment_choice_set_account (fixture->choice, again);
  g_assert_cmpstr (get_id (fixture->choice), ==, "summer");

  ac_environment_choice_set_account (fixture->choice, NULL);
  shell_settle ();
  g_assert_finalize_object (again);
}

static void
test_copy (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(AcEnvironmentChoice) other = ac_environment_choice_new ();
  g_autoptr(AcEnvironmentChoice) copy = ac_environment_choice_new ();

  /* Of a window that has nothing. */
  ac_environment_choice_copy (copy, fixture->choice);
  g_assert_null (get_id (copy));

  load (fixture, THREE);
  ac_environment_choice_set_account (fixture->choice, fixture->account);
  choose (fixture, "web");
  ac_environment_choice_set_account (other, fixture->account);
  ac_environment_choice_set_environment (other, ac_collection_lookup (fixture->collection, "summer"));

  ac_environment_choice_copy (copy, fixture->choice);
  g_assert_true (ac_environment_choice_get_account (copy) == fixture->account);
  g_assert_cmpstr (get_id (copy), ==, "web");
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/environment-choice/load", test_load },
    { "/environment-choice/load-fails", test_load_fails },
    { "/environment-choice/gone-while-loading", test_gone_while_loading },
    { "/environment-choice/first", test_first },
    { "/environment-choice/remembered", test_remembered },
    { "/environment-choice/deleted", test_deleted },
    { "/environment-choice/reloaded", test_reloaded },
    { "/environment-choice/signed-out", test_signed_out },
    { "/environment-choice/copy", test_copy },
  };

  shell_test_init (&argc, &argv);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
