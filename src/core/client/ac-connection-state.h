/* ac-connection-state.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AcConnectionState:
 * @AC_CONNECTION_STATE_CONNECTING: nothing has been answered yet
 * @AC_CONNECTION_STATE_CONNECTED: the last answer came from the service
 * @AC_CONNECTION_STATE_WAITING: a request waits for the rate limit or a retry; see retry-seconds
 * @AC_CONNECTION_STATE_OFFLINE: the service can't be reached; it is tried again by itself
 * @AC_CONNECTION_STATE_UNAUTHORIZED: the service no longer accepts the key
 */
typedef enum
{
  AC_CONNECTION_STATE_CONNECTING,
  AC_CONNECTION_STATE_CONNECTED,
  AC_CONNECTION_STATE_WAITING,
  AC_CONNECTION_STATE_OFFLINE,
  AC_CONNECTION_STATE_UNAUTHORIZED,
} AcConnectionState;

G_END_DECLS
