/* keyring-service.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>
#include <signal.h>
#include <string.h>

#include "keyring-service.h"

#define NAME "org.freedesktop.secrets"
#define PATH "/org/freedesktop/secrets"
#define COLLECTION PATH "/collection/login"

/* What tests/with-session made the keyring with. */
#define PASSWORD "test"

/* In milliseconds */
#define PATIENCE 60000

static pid_t stopped_pid;

static GVariant *
call (const char *name,
      const char *path,
      const char *interface,
      const char *method,
      GVariant   *parameters)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  GVariant *answer;

  g_assert_no_error (error);
  answer = g_dbus_connection_call_sync (bus, name, path, interface, method, parameters, NULL,
                                        G_DBUS_CALL_FLAGS_NONE, PATIENCE, NULL, &error);
  g_assert_no_error (error);

  return answer;
}

static pid_t
get_pid (void)
{
  g_autoptr (GVariant) answer = call ("org.freedesktop.DBus", "/", "org.freedesktop.DBus",
                                      "GetConnectionUnixProcessID", g_variant_new ("(s)", NAME));
  guint32 pid;

  g_variant_get (answer, "(u)", &pid);

  return (pid_t) pid;
}

static gboolean
is_running (void)
{
  g_autoptr (GVariant) answer = call ("org.freedesktop.DBus", "/", "org.freedesktop.DBus",
                                      "NameHasOwner", g_variant_new ("(s)", NAME));
  gboolean has_owner;

  g_variant_get (answer, "(b)", &has_owner);

  return has_owner;
}

static void
wait_until_running (gboolean running)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE * (G_USEC_PER_SEC / 1000);

  while (is_running () != running)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_thread_yield ();
    }
}

/* Locks the keyring that everything is stored in. */
void
keyring_service_lock (void)
{
  static const char * const collections[] = { COLLECTION, NULL };
  g_autoptr (GVariant) answer = call (NAME, PATH, "org.freedesktop.Secret.Service", "Lock",
                                      g_variant_new ("(^ao)", collections));
}

/* Unlocks it without a prompt, by gnome-keyring's own interface. */
void
keyring_service_unlock (void)
{
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GVariant) session = NULL;
  g_autofree char *path = NULL;
  GVariant *secret;

  session = call (NAME, PATH, "org.freedesktop.Secret.Service", "OpenSession",
                  g_variant_new ("(sv)", "plain", g_variant_new_string ("")));
  g_variant_get (session, "(vo)", NULL, &path);

  secret = g_variant_new ("(o@ay@ays)", path,
                          g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, "", 0, 1),
                          g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, PASSWORD, strlen (PASSWORD), 1),
                          "text/plain");
  answer = call (NAME, PATH, "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface",
                 "UnlockWithMasterPassword", g_variant_new ("(o@(oayays))", COLLECTION, secret));
}

/* Kills the service and waits until the bus noticed. The bus may start a new one, which is locked. */
void
keyring_service_kill (void)
{
  kill (get_pid (), SIGKILL);
  wait_until_running (FALSE);
}

/* Starts the service again, unlocked. */
void
keyring_service_start (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GSubprocess) process = NULL;

  /* Its warnings aren't ours. */
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  process = g_subprocess_launcher_spawn (launcher, &error, "gnome-keyring-daemon",
                                         "--unlock", "--components=secrets", "--daemonize", NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, PASSWORD, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  wait_until_running (TRUE);
}

/* Makes the service answer nothing until keyring_service_go_on(). */
void
keyring_service_stop (void)
{
  stopped_pid = get_pid ();
  kill (stopped_pid, SIGSTOP);
}

void
keyring_service_go_on (void)
{
  kill (stopped_pid, SIGCONT);
}
