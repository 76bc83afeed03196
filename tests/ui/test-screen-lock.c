/* test-screen-lock.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>

#include "ac-private-bus.h"
#include "ac-screen-lock.h"
#include "ac-test-utils.h"

#define LOGIND "org.freedesktop.login1"
#define OUR_SESSION "/org/freedesktop/login1/session/_32"
#define OTHER_SESSION "/org/freedesktop/login1/session/_33"

typedef struct
{
  GDBusConnection *session; /* of the program */
  GDBusConnection *desktop; /* of the screen saver, on the same bus */
  AcPrivateBus *system;
  GDBusConnection *logind;  /* (nullable) */
  guint registration;
  guint n_asked;
  AcScreenLock *lock;
  guint n_locked;
} Fixture;

static void
count_locked (Fixture *fixture)
{
  fixture->n_locked++;
}

static void
on_method_call_cb (GDBusConnection       *connection,
                   const char            *sender,
                   const char            *path,
                   const char            *interface,
                   const char            *method,
                   GVariant              *parameters,
                   GDBusMethodInvocation *invocation,
                   gpointer               user_data)
{
  Fixture *fixture = user_data;
  const char *id;

  g_variant_get (parameters, "(&s)", &id);
  g_assert_cmpstr (id, ==, "2");
  fixture->n_asked++;
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", OUR_SESSION));
}

static void
start_logind (Fixture *fixture)
{
  static const GDBusInterfaceVTable vtable = { on_method_call_cb };
  g_autoptr(GError) error = NULL;
  g_autoptr(GDBusNodeInfo) node =
    g_dbus_node_info_new_for_xml ("<node><interface name='" LOGIND ".Manager'><method name='GetSession'>"
                                  "<arg type='s' direction='in'/><arg type='o' direction='out'/>"
                                  "</method></interface></node>", &error);

  g_assert_no_error (error);
  fixture->logind = ac_private_bus_connect (fixture->system);
  fixture->registration =
    g_dbus_connection_register_object (fixture->logind, "/org/freedesktop/login1", node->interfaces[0],
                                       &vtable, fixture, NULL, &error);
  g_assert_no_error (error);
  ac_bus_own_name (fixture->logind, LOGIND);
}

static void
start_listening (Fixture *fixture)
{
  fixture->lock = ac_screen_lock_new (fixture->session);
  g_signal_connect_swapped (fixture->lock, "locked", G_CALLBACK (count_locked), fixture);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  const char *address = g_getenv ("DBUS_SESSION_BUS_ADDRESS");

  fixture->session = ac_bus_connect (address);
  fixture->desktop = ac_bus_connect (address);
  fixture->system = ac_private_bus_new ();
  g_setenv ("XDG_SESSION_ID", "2", TRUE);
}

static void
set_true (gpointer data)
{
  *(gboolean *) data = TRUE;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->lock != NULL)
    {
      gboolean is_gone = FALSE;

      /* A weak pointer would be cleared by the disposal already. */
      g_object_set_data_full (G_OBJECT (fixture->lock), "is-gone", &is_gone, set_true);
      g_object_run_dispose (G_OBJECT (fixture->lock));
      g_object_unref (fixture->lock);
      ac_test_wait_until (is_gone);
    }
  if (fixture->logind != NULL)
    g_dbus_connection_unregister_object (fixture->logind, fixture->registration);
  g_clear_object (&fixture->logind);
  g_clear_pointer (&fixture->system, ac_private_bus_free);
  g_object_unref (fixture->session);
  g_object_unref (fixture->desktop);
}

/* Sends a signal once the bus knows what @to listens to, and waits until it has arrived there. */
static void
emit (GDBusConnection *from,
      GDBusConnection *to,
      const char      *path,
      const char      *interface,
      const char      *name,
      GVariant        *parameters)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GVariant) id = NULL;
  g_autoptr(GVariant) answer = NULL;
  g_autoptr(GError) error = NULL;

  id = g_dbus_connection_call_sync (to, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "GetId",
                                    NULL, NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_emit_signal (from, NULL, path, interface, name, parameters, &error);
  g_assert_no_error (error);
  g_assert_true (g_dbus_connection_flush_sync (from, NULL, &error));
  g_dbus_connection_call (to, g_dbus_connection_get_unique_name (from), "/", "org.freedesktop.DBus.Peer", "Ping",
                          NULL, NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, ac_test_store_result, &result);
  answer = g_dbus_connection_call_finish (to, ac_test_wait_result (&result), &error);
  g_assert_no_error (error);
}

static void
test_screen_savers (Fixture       *fixture,
                    gconstpointer  data)
{
  static const char * const names[] = { "org.gnome.ScreenSaver", "org.freedesktop.ScreenSaver", "org.cinnamon.ScreenSaver",
                                        "org.mate.ScreenSaver", "org.xfce.ScreenSaver" };

  start_listening (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      ac_bus_own_name (fixture->desktop, names[i]);
      emit (fixture->desktop, fixture->session, "/anywhere", names[i], "ActiveChanged", g_variant_new ("(b)", FALSE));
      emit (fixture->desktop, fixture->session, "/anywhere", names[i], "ActiveChanged", g_variant_new ("(s)", "true"));
      g_assert_cmpuint (fixture->n_locked, ==, i);
      emit (fixture->desktop, fixture->session, "/anywhere", names[i], "ActiveChanged", g_variant_new ("(b)", TRUE));
      g_assert_cmpuint (fixture->n_locked, ==, i + 1);
    }

  /* Nobody who listens any more is called. */
  g_object_run_dispose (G_OBJECT (fixture->lock));
  emit (fixture->desktop, fixture->session, "/anywhere", names[0], "ActiveChanged", g_variant_new ("(b)", TRUE));
  g_assert_cmpuint (fixture->n_locked, ==, G_N_ELEMENTS (names));
}

static void
change_hint (Fixture    *fixture,
             const char *path,
             gboolean    locked)
{
  g_autoptr(GDBusConnection) program = g_bus_get_sync (G_BUS_TYPE_SYSTEM, NULL, NULL);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sv}"));
  g_variant_builder_add (&builder, "{sv}", "LockedHint", g_variant_new_boolean (locked));
  emit (fixture->logind, program, path, "org.freedesktop.DBus.Properties", "PropertiesChanged",
        g_variant_new ("(sa{sv}as)", LOGIND ".Session", &builder, NULL));
}

static void
test_logind (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GDBusConnection) program = NULL;

  start_logind (fixture);
  start_listening (fixture);
  ac_test_wait_until (fixture->n_asked == 1);
  program = g_bus_get_sync (G_BUS_TYPE_SYSTEM, NULL, NULL);
  g_assert_false (g_dbus_connection_get_exit_on_close (program));

  /* The first signal may come before the answer was looked at. */
  change_hint (fixture, OTHER_SESSION, TRUE);
  g_assert_cmpuint (fixture->n_locked, ==, 0);
  change_hint (fixture, OUR_SESSION, TRUE);
  g_assert_cmpuint (fixture->n_locked, ==, 1);
  change_hint (fixture, OUR_SESSION, FALSE);
  g_assert_cmpuint (fixture->n_locked, ==, 1);
  emit (fixture->logind, program, OTHER_SESSION, LOGIND ".Session", "Lock", NULL);
  g_assert_cmpuint (fixture->n_locked, ==, 1);
  emit (fixture->logind, program, OUR_SESSION, LOGIND ".Session", "Lock", NULL);
  g_assert_cmpuint (fixture->n_locked, ==, 2);
}

/* A bus on which nobody is, and a bus that ends: warnings would be fatal here. */
static void
test_bus_ends (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GDBusConnection) program = NULL;

  start_listening (fixture);
  program = g_bus_get_sync (G_BUS_TYPE_SYSTEM, NULL, NULL);
  ac_test_wait_until (!g_dbus_connection_get_exit_on_close (program));
  g_clear_pointer (&fixture->system, ac_private_bus_free);
  ac_test_wait_until (g_dbus_connection_is_closed (program));

  ac_bus_own_name (fixture->desktop, "org.gnome.ScreenSaver");
  emit (fixture->desktop, fixture->session, "/", "org.gnome.ScreenSaver", "ActiveChanged", g_variant_new ("(b)", TRUE));
  g_assert_cmpuint (fixture->n_locked, ==, 1);
}

static void
test_no_bus (Fixture       *fixture,
             gconstpointer  data)
{
  g_clear_pointer (&fixture->system, ac_private_bus_free);
  fixture->lock = ac_screen_lock_new (NULL);
  ac_test_wait_until (!g_main_context_pending (NULL));
}

/* Dropped while the bus is still being looked for. */
static void
test_short_life (Fixture       *fixture,
                 gconstpointer  data)
{
  start_logind (fixture);
  fixture->lock = ac_screen_lock_new (fixture->session);
}

#define ADD(name, test) g_test_add ("/screen-lock/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("screen-savers", test_screen_savers);
  ADD ("logind", test_logind);
  ADD ("bus-ends", test_bus_ends);
  ADD ("no-bus", test_no_bus);
  ADD ("short-life", test_short_life);

  return g_test_run ();
}
