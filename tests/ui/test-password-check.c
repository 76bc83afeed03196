/* test-password-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-mock-authority.h"
#include "ac-password-check.h"
#include "ac-test-utils.h"

typedef struct
{
  AcPrivateBus *bus;
  GDBusConnection *connection;
  AcMockAuthority *authority;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->bus = ac_private_bus_new ();
  /* One connection for the whole test, so that it can be seen how it ends. */
  fixture->connection = g_bus_get_sync (G_BUS_TYPE_SYSTEM, NULL, NULL);
  g_assert_nonnull (fixture->connection);
  fixture->authority = ac_mock_authority_new (fixture->bus);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_pointer (&fixture->authority, ac_mock_authority_free);
  g_dbus_connection_set_exit_on_close (fixture->connection, FALSE);
  g_clear_pointer (&fixture->bus, ac_private_bus_free);
  ac_test_wait_until (g_dbus_connection_is_closed (fixture->connection));
  /* Who works with it in another thread lets go of it too. */
  g_object_add_weak_pointer (G_OBJECT (fixture->connection), (gpointer *) &fixture->connection);
  g_object_unref (fixture->connection);
  ac_test_wait_until (fixture->connection == NULL);
}

static GError *
find (void)
{
  g_autoptr(GAsyncResult) result = NULL;
  GError *error = NULL;

  ac_password_check_find_async (NULL, ac_test_store_result, &result);
  g_assert_cmpint (ac_password_check_find_finish (ac_test_wait_result (&result), &error), ==, error == NULL);

  return error;
}

static GError *
ask (void)
{
  g_autoptr(GAsyncResult) result = NULL;
  GError *error = NULL;

  ac_password_check_ask_async (NULL, ac_test_store_result, &result);
  g_assert_cmpint (ac_password_check_ask_finish (ac_test_wait_result (&result), &error), ==, error == NULL);

  return error;
}

static void
test_allowed (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) found = find ();
  g_autoptr(GError) first = NULL;
  g_autoptr(GError) second = NULL;

  g_assert_no_error (found);
  g_assert_cmpuint (ac_mock_authority_get_n_asked (fixture->authority), ==, 0);
  g_assert_false (g_dbus_connection_get_exit_on_close (fixture->connection));

  first = ask ();
  g_assert_no_error (first);
  g_assert_cmpuint (ac_mock_authority_get_n_asked (fixture->authority), ==, 1);

  /* It is polkit that remembers, not we. */
  ac_mock_authority_set_answer (fixture->authority, AC_MOCK_ANSWER_REFUSED);
  second = ask ();
  g_assert_error (second, AC_PASSWORD_ERROR, AC_PASSWORD_ERROR_REFUSED);
  g_assert_cmpuint (ac_mock_authority_get_n_asked (fixture->authority), ==, 2);
}

static void
test_dismissed (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  ac_mock_authority_set_answer (fixture->authority, AC_MOCK_ANSWER_DISMISSED);
  error = ask ();
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_no_agent (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  ac_mock_authority_set_answer (fixture->authority, AC_MOCK_ANSWER_NO_AGENT);
  error = ask ();
  g_assert_error (error, AC_PASSWORD_ERROR, AC_PASSWORD_ERROR_NO_AGENT);
}

static void
test_not_installed (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(GError) found = NULL;
  g_autoptr(GError) asked = NULL;

  ac_mock_authority_set_installed (fixture->authority, FALSE);
  found = find ();
  g_assert_error (found, AC_PASSWORD_ERROR, AC_PASSWORD_ERROR_NOT_INSTALLED);
  asked = ask ();
  g_assert_error (asked, AC_PASSWORD_ERROR, AC_PASSWORD_ERROR_NOT_INSTALLED);
  g_assert_cmpuint (ac_mock_authority_get_n_asked (fixture->authority), ==, 0);
}

static void
test_no_authority (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GError) found = NULL;
  g_autoptr(GError) asked = NULL;
  g_autoptr(GError) back = NULL;

  g_clear_pointer (&fixture->authority, ac_mock_authority_free);
  found = find ();
  g_assert_error (found, AC_PASSWORD_ERROR, AC_PASSWORD_ERROR_NO_AUTHORITY);
  asked = ask ();
  g_assert_error (asked, AC_PASSWORD_ERROR, AC_PASSWORD_ERROR_NO_AUTHORITY);

  fixture->authority = ac_mock_authority_new (fixture->bus);
  back = ask ();
  g_assert_no_error (back);
}

static void
test_authority_dies (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  ac_mock_authority_set_answer (fixture->authority, AC_MOCK_ANSWER_NONE);
  ac_password_check_ask_async (NULL, ac_test_store_result, &result);
  ac_test_wait_until (ac_mock_authority_get_n_asked (fixture->authority) == 1);
  g_clear_pointer (&fixture->authority, ac_mock_authority_free);
  g_assert_false (ac_password_check_ask_finish (ac_test_wait_result (&result), &error));
  g_assert_error (error, AC_PASSWORD_ERROR, AC_PASSWORD_ERROR_NO_AUTHORITY);
}

static void
test_taken_back (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) found = NULL;

  ac_mock_authority_set_answer (fixture->authority, AC_MOCK_ANSWER_NONE);
  ac_password_check_ask_async (cancellable, ac_test_store_result, &result);
  ac_test_wait_until (ac_mock_authority_get_n_asked (fixture->authority) == 1);
  g_cancellable_cancel (cancellable);
  g_assert_false (ac_password_check_ask_finish (ac_test_wait_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  /* The authority is told, so that its dialog goes away. */
  ac_test_wait_until (ac_mock_authority_get_n_cancelled (fixture->authority) == 1);
  found = find ();
  g_assert_no_error (found);
}

static void
test_bus_ends (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GError) found = find ();
  g_autoptr(GError) asked = NULL;
  g_autoptr(GError) found_then = NULL;

  g_assert_no_error (found);
  g_clear_pointer (&fixture->authority, ac_mock_authority_free);
  g_clear_pointer (&fixture->bus, ac_private_bus_free);
  ac_test_wait_until (g_dbus_connection_is_closed (fixture->connection));
  asked = ask ();
  g_assert_error (asked, AC_PASSWORD_ERROR, AC_PASSWORD_ERROR_NO_BUS);
  found_then = find ();
  g_assert_error (found_then, AC_PASSWORD_ERROR, AC_PASSWORD_ERROR_NO_BUS);
}

static void
test_no_bus (void)
{
  g_autoptr(GError) found = find ();
  g_autoptr(GError) asked = ask ();

  g_assert_error (found, AC_PASSWORD_ERROR, AC_PASSWORD_ERROR_NO_BUS);
  g_assert_error (asked, AC_PASSWORD_ERROR, AC_PASSWORD_ERROR_NO_BUS);
}

#define ADD(name, test) g_test_add ("/password-check/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("allowed", test_allowed);
  ADD ("dismissed", test_dismissed);
  ADD ("no-agent", test_no_agent);
  ADD ("not-installed", test_not_installed);
  ADD ("no-authority", test_no_authority);
  ADD ("authority-dies", test_authority_dies);
  ADD ("taken-back", test_taken_back);
  ADD ("bus-ends", test_bus_ends);
  /* Last: GLib keeps a connection that failed for a moment. */
  g_test_add_func ("/password-check/no-bus", test_no_bus);

  return g_test_run ();
}
