/* test-demo.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>

#include <glib/gstdio.h>

#include "ac-demo.h"
#include "shell-helpers.h"

/* A program that does what @script says, in the place of the service. */
static char *
pretend (const char *script)
{
  g_autofree char *text = g_strconcat ("#!/bin/sh\n", script, "\n", NULL);
  char *path = g_build_filename (g_get_tmp_dir (), "account-console-pretender-XXXXXX", NULL);
  g_autoptr(GError) error = NULL;

  g_close (g_mkstemp (path), &error);
  g_assert_no_error (error);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_chmod (path, 0700), ==, 0);
  g_setenv ("AC_SANDBOX", path, TRUE);

  return path;
}

static AcAccountUrl *
start (AcDemo        *demo,
       GCancellable  *cancellable,
       GError       **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  ac_demo_start_async (demo, cancellable, ac_test_store_result, &result);

  return ac_demo_start_finish (demo, ac_test_wait_result (&result), error);
}

/* The service that has our database open. */
static GPid
find_process (AcDemo *demo)
{
  g_autofree char *option = g_strconcat ("--database=", ac_demo_get_database (demo), NULL);

  return shell_find_process (option);
}

static void
test_start_and_stop (void)
{
  AcDemo *demo = ac_demo_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(AcAccountUrl) url = start (demo, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (ac_account_url_get_host (url), "http://127.0.0.1:"));
  g_assert_true (ac_demo_get_running (demo));
  g_assert_true (g_file_test (ac_demo_get_database (demo), G_FILE_TEST_EXISTS));
  g_assert_cmpint (find_process (demo), !=, 0);

  ac_demo_stop (demo);
  g_assert_false (ac_demo_get_running (demo));
  ac_test_wait_until (find_process (demo) == 0);
  g_assert_finalize_object (demo);
}

/* It comes back at the same address, with the same key, so that a client of it just goes on. */
static void
test_crash_and_restart (void)
{
  AcDemo *demo = ac_demo_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(AcAccountUrl) url = start (demo, NULL, &error);
  g_autoptr(AcAccountUrl) again = NULL;

  g_assert_no_error (error);
  kill (find_process (demo), SIGKILL);
  ac_test_wait_until (!ac_demo_get_running (demo));

  again = start (demo, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ac_account_url_get_host (again), ==, ac_account_url_get_host (url));
  g_assert_cmpstr (ac_account_url_get_key (again), ==, ac_account_url_get_key (url));
  g_assert_cmpstr (ac_account_url_get_account_id (again), ==, ac_account_url_get_account_id (url));

  g_assert_finalize_object (demo);
}

static void
test_ends_with_the_object (void)
{
  g_autoptr(AcDemo) other = ac_demo_new ();
  AcDemo *demo = ac_demo_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(AcAccountUrl) url = start (demo, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (url);
  g_assert_finalize_object (demo);
  ac_test_wait_until (find_process (other) == 0);
}

static void
assert_start_fails (const char  *script,
                    AcDemoError  code)
{
  g_autofree char *path = pretend (script);
  AcDemo *demo = ac_demo_new ();
  g_autoptr(GError) error = NULL;

  ac_demo_set_timeout (demo, 1);
  g_assert_null (start (demo, NULL, &error));
  g_assert_error (error, AC_DEMO_ERROR, (int) code);
  g_assert_null (strstr (error->message, "geheim"));
  g_assert_false (ac_demo_get_running (demo));

  g_assert_finalize_object (demo);
  g_unlink (path);
}

static void
test_failures (void)
{
  assert_start_fails ("exit 3", AC_DEMO_ERROR_FAILED);
  assert_start_fails ("echo hello", AC_DEMO_ERROR_FAILED);
  assert_start_fails ("echo CLOUDINARY_ACCOUNT_URL=account://key:geheim; sleep 9", AC_DEMO_ERROR_FAILED);
  assert_start_fails ("echo 'CLOUDINARY_ACCOUNT_URL=account://key:geheim@id?upload_prefix=http://example.org'; sleep 9",
                      AC_DEMO_ERROR_FAILED);
  assert_start_fails ("head -c 9999 /dev/zero; sleep 9", AC_DEMO_ERROR_FAILED);
  assert_start_fails ("exec sleep 9", AC_DEMO_ERROR_TIMED_OUT);
}

static void
test_not_there (void)
{
  g_autoptr(GError) error = NULL;
  AcDemo *demo = ac_demo_new ();

  g_setenv ("AC_SANDBOX", "/nowhere/account-console-sandbox", TRUE);
  g_assert_null (start (demo, NULL, &error));
  g_assert_error (error, AC_DEMO_ERROR, AC_DEMO_ERROR_NOT_FOUND);
  g_clear_error (&error);

  /* There, but nothing that the system can start. */
  g_setenv ("AC_SANDBOX", "/usr/bin", TRUE);
  g_assert_null (start (demo, NULL, &error));
  g_assert_error (error, AC_DEMO_ERROR, AC_DEMO_ERROR_FAILED);

  g_assert_finalize_object (demo);
}

static void
test_cancel (void)
{
  g_autofree char *path = pretend ("exec sleep 9");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  AcDemo *demo = ac_demo_new ();

  ac_demo_start_async (demo, cancellable, ac_test_store_result, &result);
  g_cancellable_cancel (cancellable);
  g_assert_null (ac_demo_start_finish (demo, ac_test_wait_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_clear_object (&result);
  g_assert_finalize_object (demo);
  g_unlink (path);
}

/* A child whose log nobody reads would wait for ever. */
static void
test_log_is_read (void)
{
  g_autofree char *path =
    pretend ("i=0; while [ $i -lt 3000 ]; do echo 'a line of the log that fills the pipe' >&2; i=$((i+1)); done;"
             "echo 'CLOUDINARY_ACCOUNT_URL=account://key:secret@id?upload_prefix=http://127.0.0.1:9'; exec sleep 9");
  g_autoptr(GError) error = NULL;
  AcDemo *demo = ac_demo_new ();
  g_autoptr(AcAccountUrl) url = start (demo, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (ac_account_url_get_host (url), ==, "http://127.0.0.1:9");
  g_assert_finalize_object (demo);
  g_unlink (path);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/demo/start-and-stop", test_start_and_stop);
  g_test_add_func ("/demo/crash-and-restart", test_crash_and_restart);
  g_test_add_func ("/demo/ends-with-the-object", test_ends_with_the_object);
  /* These put another program in the place of the service. */
  g_test_add_func ("/demo/failures", test_failures);
  g_test_add_func ("/demo/not-there", test_not_there);
  g_test_add_func ("/demo/cancel", test_cancel);
  g_test_add_func ("/demo/log-is-read", test_log_is_read);

  return g_test_run ();
}
