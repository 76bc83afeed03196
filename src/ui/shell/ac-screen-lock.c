/* ac-screen-lock.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-screen-lock"

#include "config.h"

#include "ac-screen-lock.h"

#define LOGIND "org.freedesktop.login1"
#define LOGIND_SESSION LOGIND ".Session"

/* Of the desktops that have a saver of their own; its interface has the name under which it is on the bus. */
static const char * const screen_savers[] = {
  "org.gnome.ScreenSaver",
  "org.freedesktop.ScreenSaver",
  "org.cinnamon.ScreenSaver",
  "org.mate.ScreenSaver",
  "org.xfce.ScreenSaver",
};

struct _AcScreenLock
{
  GObject parent_instance;

  GCancellable *cancellable;
  GDBusConnection *session_bus; /* (nullable) */
  GDBusConnection *system_bus;  /* (nullable) */
  guint saver_ids[G_N_ELEMENTS (screen_savers)];
  guint lock_id;
  guint properties_id;
};

enum
{
  LOCKED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AcScreenLock, ac_screen_lock, G_TYPE_OBJECT)

static guint signals[N_SIGNALS];

static void
on_active_changed_cb (GDBusConnection *bus,
                      const char      *sender,
                      const char      *path,
                      const char      *interface,
                      const char      *name,
                      GVariant        *parameters,
                      gpointer         user_data)
{
  gboolean active = FALSE;

  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    g_variant_get (parameters, "(b)", &active);
  if (active)
    g_signal_emit (user_data, signals[LOCKED], 0);
}

static void
on_lock_cb (GDBusConnection *bus,
            const char      *sender,
            const char      *path,
            const char      *interface,
            const char      *name,
            GVariant        *parameters,
            gpointer         user_data)
{
  g_signal_emit (user_data, signals[LOCKED], 0);
}

static void
on_properties_changed_cb (GDBusConnection *bus,
                          const char      *sender,
                          const char      *path,
                          const char      *interface,
                          const char      *name,
                          GVariant        *parameters,
                          gpointer         user_data)
{
  g_autoptr(GVariant) changed = NULL;
  gboolean hint = FALSE;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(sa{sv}as)")))
    return;

  changed = g_variant_get_child_value (parameters, 1);
  if (g_variant_lookup (changed, "LockedHint", "b", &hint) && hint)
    g_signal_emit (user_data, signals[LOCKED], 0);
}

static void
on_session_found_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  GDBusConnection *bus = G_DBUS_CONNECTION (source);
  g_autoptr(AcScreenLock) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) answer = g_dbus_connection_call_finish (bus, result, &error);
  const char *path;

  /* No logind, or none that knows our session; or nobody listens any more. */
  if (answer == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;

  g_variant_get (answer, "(&o)", &path);
  self->lock_id =
    g_dbus_connection_signal_subscribe (bus, LOGIND, LOGIND_SESSION, "Lock", path, NULL,
                                        G_DBUS_SIGNAL_FLAGS_NONE, on_lock_cb, self, NULL);
  self->properties_id =
    g_dbus_connection_signal_subscribe (bus, LOGIND, "org.freedesktop.DBus.Properties", "PropertiesChanged", path,
                                        LOGIND_SESSION, G_DBUS_SIGNAL_FLAGS_NONE, on_properties_changed_cb, self, NULL);
}

static void
on_system_bus_got_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(AcScreenLock) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GDBusConnection) bus = g_bus_get_finish (result, &error);
  const char *id = g_getenv ("XDG_SESSION_ID");

  /* The program can do without, also when nobody listens any more: it doesn't end when the bus does. */
  if (bus != NULL)
    g_dbus_connection_set_exit_on_close (bus, FALSE);
  if (bus == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;

  self->system_bus = g_object_ref (bus);
  g_dbus_connection_call (bus, LOGIND, "/org/freedesktop/login1", LOGIND ".Manager", "GetSession",
                          g_variant_new ("(s)", id != NULL ? id : "auto"), G_VARIANT_TYPE ("(o)"),
                          G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, self->cancellable,
                          on_session_found_cb, g_object_ref (self));
}

static void
unsubscribe (GDBusConnection *bus,
             guint           *id)
{
  if (*id != 0)
    g_dbus_connection_signal_unsubscribe (bus, *id);
  *id = 0;
}

static void
ac_screen_lock_dispose (GObject *object)
{
  AcScreenLock *self = AC_SCREEN_LOCK (object);

  g_cancellable_cancel (self->cancellable);
  for (gsize i = 0; i < G_N_ELEMENTS (screen_savers); i++)
    unsubscribe (self->session_bus, &self->saver_ids[i]);
  unsubscribe (self->system_bus, &self->lock_id);
  unsubscribe (self->system_bus, &self->properties_id);
  g_clear_object (&self->session_bus);
  g_clear_object (&self->system_bus);

  G_OBJECT_CLASS (ac_screen_lock_parent_class)->dispose (object);
}

static void
ac_screen_lock_finalize (GObject *object)
{
  AcScreenLock *self = AC_SCREEN_LOCK (object);

  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (ac_screen_lock_parent_class)->finalize (object);
}

static void
ac_screen_lock_class_init (AcScreenLockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ac_screen_lock_dispose;
  object_class->finalize = ac_screen_lock_finalize;

  /**
   * AcScreenLock::locked:
   * @self: what notices it
   *
   * The screen is locked, or about to be.
   */
  signals[LOCKED] =
    g_signal_new ("locked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
ac_screen_lock_init (AcScreenLock *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * ac_screen_lock_new:
 * @session_bus: (nullable): the session bus
 *
 * Listens to the screen saver of the desktop on @session_bus, and on the system bus to what logind says of our session.
 *
 * Returns: (transfer full): what notices that the screen is locked
 */
AcScreenLock *
ac_screen_lock_new (GDBusConnection *session_bus)
{
  AcScreenLock *self;

  g_return_val_if_fail (session_bus == NULL || G_IS_DBUS_CONNECTION (session_bus), NULL);

  self = g_object_new (AC_TYPE_SCREEN_LOCK, NULL);
  g_set_object (&self->session_bus, session_bus);
  for (gsize i = 0; session_bus != NULL && i < G_N_ELEMENTS (screen_savers); i++)
    self->saver_ids[i] =
      g_dbus_connection_signal_subscribe (session_bus, screen_savers[i], screen_savers[i], "ActiveChanged", NULL, NULL,
                                          G_DBUS_SIGNAL_FLAGS_NONE, on_active_changed_cb, self, NULL);
  g_bus_get (G_BUS_TYPE_SYSTEM, NULL, on_system_bus_got_cb, g_object_ref (self));

  return self;
}
