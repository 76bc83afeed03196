/* ac-private-bus.h: a message bus of the test's own, in the place of the system bus
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _AcPrivateBus AcPrivateBus;

/* Starts a bus on which nothing can be activated; from now on it is this process's system bus. */
AcPrivateBus    *ac_private_bus_new     (void) G_GNUC_WARN_UNUSED_RESULT;
/* Ends the bus; its address stays. */
void             ac_private_bus_free    (AcPrivateBus    *self);
/* For a service: a connection that the program under test doesn't share. (transfer full) */
GDBusConnection *ac_private_bus_connect (AcPrivateBus    *self) G_GNUC_WARN_UNUSED_RESULT;

/* The same for the bus at @address. (transfer full) */
GDBusConnection *ac_bus_connect         (const char      *address) G_GNUC_WARN_UNUSED_RESULT;
void             ac_bus_own_name        (GDBusConnection *connection,
                                         const char      *name);
void             ac_bus_release_name    (GDBusConnection *connection,
                                         const char      *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcPrivateBus, ac_private_bus_free)

G_END_DECLS
