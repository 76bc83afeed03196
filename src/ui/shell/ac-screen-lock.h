/* ac-screen-lock.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define AC_TYPE_SCREEN_LOCK (ac_screen_lock_get_type ())

/* Notices that the screen is locked. It only listens: nothing is started for it, and where there is nobody to listen to,
 * it is silent. Emits ::locked. */
G_DECLARE_FINAL_TYPE (AcScreenLock, ac_screen_lock, AC, SCREEN_LOCK, GObject)

/* @session_bus (nullable): none. The system bus is found by itself. */
AcScreenLock *ac_screen_lock_new (GDBusConnection *session_bus) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
