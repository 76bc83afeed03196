/* ac-private-bus.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-private-bus.h"

#include <glib/gstdio.h>

#define ADDRESS "DBUS_SYSTEM_BUS_ADDRESS"

struct _AcPrivateBus
{
  GSubprocess *daemon;
  char *config;
  char *address;
};

static const char configuration[] =
  "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\""
  " \"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">"
  "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>"
  "<policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/><allow eavesdrop=\"true\"/>"
  "<allow own=\"*\"/></policy></busconfig>";

static char *
write_configuration (void)
{
  g_autoptr(GError) error = NULL;
  char *path;
  int file = g_file_open_tmp ("ac-bus-XXXXXX.conf", &path, &error);

  g_assert_no_error (error);
  g_close (file, NULL);
  g_file_set_contents (path, configuration, -1, &error);
  g_assert_no_error (error);

  return path;
}

AcPrivateBus *
ac_private_bus_new (void)
{
  AcPrivateBus *self = g_new0 (AcPrivateBus, 1);
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                                                       G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr(GDataInputStream) output = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *option = NULL;

  self->config = write_configuration ();
  option = g_strconcat ("--config-file=", self->config, NULL);
  /* With fatal warnings the daemon would die of its own. */
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  self->daemon = g_subprocess_launcher_spawn (launcher, &error, "dbus-daemon", option, "--nofork", "--print-address", NULL);
  g_assert_no_error (error);

  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->daemon));
  self->address = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (self->address);
  g_setenv (ADDRESS, self->address, TRUE);

  return self;
}

void
ac_private_bus_free (AcPrivateBus *self)
{
  g_subprocess_force_exit (self->daemon);
  g_assert_true (g_subprocess_wait (self->daemon, NULL, NULL));
  g_unlink (self->config);
  g_object_unref (self->daemon);
  g_free (self->config);
  g_free (self->address);
  g_free (self);
}

GDBusConnection *
ac_private_bus_connect (AcPrivateBus *self)
{
  return ac_bus_connect (self->address);
}

GDBusConnection *
ac_bus_connect (const char *address)
{
  g_autoptr(GError) error = NULL;
  GDBusConnection *connection;

  connection = g_dbus_connection_new_for_address_sync (address,
                                                       G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                       G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                       NULL, NULL, &error);
  g_assert_no_error (error);

  return connection;
}

static void
call_bus (GDBusConnection *connection,
          const char      *method,
          GVariant        *parameters)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) answer =
    g_dbus_connection_call_sync (connection, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", method,
                                 parameters, G_VARIANT_TYPE ("(u)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  guint said;

  g_assert_no_error (error);
  g_variant_get (answer, "(u)", &said);
  g_assert_cmpuint (said, ==, 1);
}

void
ac_bus_own_name (GDBusConnection *connection,
                 const char      *name)
{
  call_bus (connection, "RequestName", g_variant_new ("(su)", name, 0));
}

void
ac_bus_release_name (GDBusConnection *connection,
                     const char      *name)
{
  call_bus (connection, "ReleaseName", g_variant_new ("(s)", name));
}
