/* test-keyring-service.c: AcKeyring on a service that is locked, dead, slow or not there
 *
 * Run by tests/with-session, which gives each run a bus, a home and, for /keyring, a service of its own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyring-helpers.h"
#include "keyring-service.h"

/* In milliseconds: for what has to happen, and for what can't. */
#define LONG_TIME_LIMIT 60000
#define SHORT_TIME_LIMIT 300

static void
test_locked (void)
{
  g_autoptr (AcKeyring) keyring = ac_keyring_new ();
  g_autoptr (AcKnownAccount) account = keyring_test_new_account ("id", "1", "Alder");

  keyring_test_clear_items ();
  keyring_test_assert_store (keyring, account, "secret");
  keyring_service_lock ();

  /* With nobody to ask, whoever needs the secret is refused; what is known is still known. */
  keyring_test_assert_search (keyring);
  keyring_test_assert_list (keyring, "id 1 Alder (null) locked");
  keyring_test_assert_all_fail (keyring, account, AC_ERROR_KEYRING_LOCKED);
  keyring_test_assert_list (keyring, "id 1 Alder (null) locked");
  g_assert_true (ac_keyring_get_available (keyring));

  keyring_service_unlock ();
  keyring_test_assert_load (keyring, account, "secret");
  g_assert_false (ac_known_account_get_locked (account));
  keyring_test_assert_list (keyring, "id 1 Alder (null)");
}

static void
test_restarted (void)
{
  g_autoptr (AcKeyring) keyring = ac_keyring_new ();
  g_autoptr (AcKnownAccount) account = keyring_test_new_account ("id", "1", "Alder");

  keyring_test_clear_items ();
  keyring_test_assert_store (keyring, account, "secret");

  keyring_service_kill ();
  keyring_service_start ();
  keyring_test_assert_load (keyring, account, "secret");

  keyring_service_kill ();
  keyring_service_start ();
  keyring_test_assert_store (keyring, account, "new");

  keyring_service_kill ();
  keyring_service_start ();
  keyring_test_assert_store (keyring, account, NULL);

  keyring_service_kill ();
  keyring_service_start ();
  keyring_test_assert_search (keyring);
  keyring_test_assert_load (keyring, account, "new");

  keyring_service_kill ();
  keyring_service_start ();
  keyring_test_assert_forget (keyring, account);
  g_assert_cmpuint (keyring_test_count_items (), ==, 0);
  g_assert_true (ac_keyring_get_available (keyring));
}

/* The bus starts the service again, but nobody gives it the password. Then it doesn't even tell what it
 * has, as after a log-in without a password. */
static void
test_killed (void)
{
  g_autoptr (AcKeyring) keyring = ac_keyring_new ();
  g_autoptr (AcKeyring) fresh = ac_keyring_new ();
  g_autoptr (AcKnownAccount) account = keyring_test_new_account ("id", "1", "Alder");
  g_autoptr (AcKnownAccount) same_key = keyring_test_new_account ("id", "1", "Birch");
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;

  keyring_test_clear_items ();
  keyring_test_assert_store (keyring, account, "secret");
  g_assert_false (ac_keyring_get_locked (keyring));
  keyring_service_kill ();

  keyring_test_assert_search (fresh);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fresh)), ==, 0);
  g_assert_true (ac_keyring_get_locked (fresh));
  g_assert_false (keyring_test_unlock (fresh, &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_KEYRING_LOCKED);

  /* What was known stays so. */
  keyring_test_assert_search (keyring);
  before = keyring_test_describe (keyring);
  g_assert_cmpstr (before, ==, "id 1 Alder (null) locked");
  g_assert_true (ac_keyring_get_locked (keyring));
  keyring_test_assert_all_fail (keyring, account, AC_ERROR_KEYRING_LOCKED);
  g_assert_true (ac_keyring_get_available (keyring));

  keyring_service_unlock ();
  keyring_test_assert_load (keyring, account, "secret");
  g_clear_error (&error);
  g_assert_true (keyring_test_unlock (fresh, &error));
  g_assert_no_error (error);
  g_assert_false (ac_keyring_get_locked (fresh));
  keyring_test_assert_list (fresh, "id 1 Alder (null)");

  /* Written by a program that never saw the item that it replaces. */
  ac_known_account_set_user_email (same_key, "b@example.com");
  keyring_test_assert_store (fresh, same_key, "other");
  keyring_test_assert_search (keyring);
  keyring_test_assert_list (keyring, "id 1 Birch b@example.com");
  g_assert_cmpuint (keyring_test_count_items (), ==, 1);
}

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          guint      *n)
{
  (*n)++;
}

static void
test_stopped (void)
{
  g_autoptr (AcKeyring) keyring = g_object_new (AC_TYPE_KEYRING, "time-limit", SHORT_TIME_LIMIT, NULL);
  g_autoptr (AcKeyring) patient = ac_keyring_new ();
  g_autoptr (AcKnownAccount) account = keyring_test_new_account ("id", "1", "Alder");
  g_autoptr (GError) error = NULL;
  guint n_notified = 0;

  keyring_test_clear_items ();
  keyring_test_assert_store (patient, account, "secret");
  g_signal_connect (keyring, "notify::available", G_CALLBACK (count_cb), &n_notified);

  keyring_service_stop ();
  g_assert_false (keyring_test_search (keyring, &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_KEYRING_UNAVAILABLE);
  keyring_test_assert_all_fail (keyring, account, AC_ERROR_KEYRING_UNAVAILABLE);
  g_assert_false (ac_keyring_get_available (keyring));
  g_assert_cmpuint (n_notified, ==, 1);

  keyring_service_go_on ();
  keyring_test_assert_search (patient);
  keyring_test_assert_list (patient, "id 1 Alder (null)");
  keyring_test_assert_load (patient, account, "secret");
}

static void
test_slow (void)
{
  g_autoptr (AcKeyring) keyring = g_object_new (AC_TYPE_KEYRING, "time-limit", LONG_TIME_LIMIT, NULL);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;
  guint time_limit;

  g_object_get (keyring, "time-limit", &time_limit, NULL);
  g_assert_cmpuint (time_limit, ==, LONG_TIME_LIMIT);

  /* A service that is only slow is waited for. */
  keyring_service_stop ();
  ac_keyring_search_async (keyring, NULL, keyring_test_answer_cb, &answer);
  g_main_context_iteration (NULL, FALSE);
  g_assert_null (answer);
  keyring_service_go_on ();
  keyring_test_wait_for (&answer);
  g_assert_true (ac_keyring_search_finish (keyring, answer, &error));
  g_assert_no_error (error);
  g_assert_true (ac_keyring_get_available (keyring));
}

static void
test_cancel (void)
{
  g_autoptr (AcKeyring) keyring = ac_keyring_new ();
  g_autoptr (AcKnownAccount) account = keyring_test_new_account ("id", "1", "Alder");
  g_autoptr (GCancellable) before = g_cancellable_new ();
  g_autoptr (GCancellable) during = g_cancellable_new ();
  g_autoptr (GAsyncResult) search_answer = NULL;
  g_autoptr (GAsyncResult) load_answer = NULL;
  g_autoptr (GError) search_error = NULL;
  g_autoptr (GError) load_error = NULL;
  guint time_out;

  keyring_test_clear_items ();
  keyring_test_assert_store (keyring, account, "secret");

  g_cancellable_cancel (before);
  ac_keyring_search_async (keyring, before, keyring_test_answer_cb, &search_answer);
  keyring_test_wait_for (&search_answer);
  g_assert_false (ac_keyring_search_finish (keyring, search_answer, &search_error));
  g_assert_error (search_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  keyring_service_stop ();
  ac_keyring_load_async (keyring, account, during, keyring_test_answer_cb, &load_answer);
  time_out = g_timeout_add (SHORT_TIME_LIMIT, (GSourceFunc) (void (*) (void)) g_cancellable_cancel, during);
  g_assert_cmpuint (time_out, !=, 0);
  keyring_test_wait_for (&load_answer);
  g_assert_null (ac_keyring_load_finish (keyring, load_answer, &load_error));
  g_assert_error (load_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  keyring_service_go_on ();

  /* Giving up says nothing about the keyring, and the next one works. */
  g_assert_true (ac_keyring_get_available (keyring));
  keyring_test_assert_load (keyring, account, "secret");
  g_clear_object (&search_answer);
  g_clear_object (&load_answer);
  g_assert_finalize_object (g_steal_pointer (&keyring));
}

static void
test_absent (void)
{
  g_autoptr (AcKeyring) keyring = ac_keyring_new ();
  g_autoptr (AcKnownAccount) account = keyring_test_new_account ("id", "1", "Alder");
  g_autoptr (GError) error = NULL;

  g_assert_true (ac_keyring_get_available (keyring));
  g_assert_false (keyring_test_search (keyring, &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_KEYRING_UNAVAILABLE);
  g_assert_false (ac_keyring_get_available (keyring));
  keyring_test_assert_all_fail (keyring, account, AC_ERROR_KEYRING_UNAVAILABLE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (keyring)), ==, 0);

  g_assert_finalize_object (g_steal_pointer (&keyring));
}

/* There is a service, but no keyring to write into and nobody to ask for a new one's password. */
static void
test_no_collection (void)
{
  g_autoptr (AcKeyring) keyring = ac_keyring_new ();
  g_autoptr (AcKnownAccount) account = keyring_test_new_account ("id", "1", "Alder");
  g_autoptr (GError) error = NULL;

  keyring_test_assert_search (keyring);
  keyring_test_assert_list (keyring, "");
  g_assert_false (keyring_test_store (keyring, account, "secret", &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_KEYRING_UNAVAILABLE);
  keyring_test_assert_list (keyring, "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/keyring/service/locked", test_locked);
  g_test_add_func ("/keyring/service/restarted", test_restarted);
  g_test_add_func ("/keyring/service/killed", test_killed);
  g_test_add_func ("/keyring/service/stopped", test_stopped);
  g_test_add_func ("/keyring/service/slow", test_slow);
  g_test_add_func ("/keyring/service/cancel", test_cancel);
  g_test_add_func ("/absent", test_absent);
  g_test_add_func ("/no-collection", test_no_collection);

  return g_test_run ();
}
