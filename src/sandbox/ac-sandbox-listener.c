/* ac-sandbox-listener.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-sandbox-server"

#include "config.h"

#include <fcntl.h>
#include <unistd.h>

#include "ac-sandbox-listener.h"

/* How many connections wait while an answer is made; those beyond would wait for a second. */
#define BACKLOG 128
/* While no descriptor is left, it is asked again that often whether there is one. */
#define PAUSE_MS 100

struct _AcSandboxListener
{
  SoupServer *server; /* not owned */
  GSocket *socket;
  SoupServerListenOptions options;
  GSource *watch; /* (nullable) */
  guint pause;
};

static void watch (AcSandboxListener *self);

/* A socket of ours, as libsoup 3.2 loses the address of one of its own when it is asked for it. It never blocks: an
 * accept that finds nobody must not stop the service. */
static GSocket *
open_socket (GSocketAddress  *address,
             GError         **error)
{
  g_autoptr(GSocket) socket = g_socket_new (g_socket_address_get_family (address), G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);

  if (socket == NULL)
    return NULL;
  g_socket_set_blocking (socket, FALSE);
  g_socket_set_listen_backlog (socket, BACKLOG);
  if (!g_socket_bind (socket, address, TRUE, error) || !g_socket_listen (socket, error))
    return NULL;

  return g_steal_pointer (&socket);
}

static gboolean
has_descriptor_left (AcSandboxListener *self)
{
  int fd = fcntl (g_socket_get_fd (self->socket), F_DUPFD_CLOEXEC, 0);

  if (fd < 0)
    return FALSE;

  close (fd);
  return TRUE;
}

static gboolean
on_pause_ended (gpointer user_data)
{
  AcSandboxListener *self = user_data;

  self->pause = 0;
  watch (self);

  return G_SOURCE_REMOVE;
}

/* libsoup takes a waiting connection before this can see it, unless it has stopped listening: it does so for good
 * when it couldn't take one, as when the process had no descriptor left. */
static gboolean
on_waiting_connection (GSocket      *socket,
                       GIOCondition  condition,
                       gpointer      user_data)
{
  AcSandboxListener *self = user_data;
  g_autoptr(GError) error = NULL;

  if (has_descriptor_left (self))
    {
      if (!soup_server_listen_socket (self->server, socket, self->options, &error))
        g_warning ("The server can't listen again: %s", error->message);
      return G_SOURCE_CONTINUE;
    }

  g_clear_pointer (&self->watch, g_source_unref);
  self->pause = g_timeout_add (PAUSE_MS, on_pause_ended, self);

  return G_SOURCE_REMOVE;
}

static void
watch (AcSandboxListener *self)
{
  self->watch = g_socket_create_source (self->socket, G_IO_IN, NULL);
  g_source_set_priority (self->watch, G_PRIORITY_DEFAULT + 1);
  g_source_set_callback (self->watch, G_SOURCE_FUNC (on_waiting_connection), self, NULL);
  g_source_attach (self->watch, NULL);
}

/**
 * ac_sandbox_listener_new:
 * @server: a server; it outlives the listener
 * @address: a loopback address; port 0 lets the kernel choose
 * @options: how the server listens
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what keeps the server listening
 */
AcSandboxListener *
ac_sandbox_listener_new (SoupServer               *server,
                         GSocketAddress           *address,
                         SoupServerListenOptions   options,
                         GError                  **error)
{
  g_autoptr(GSocket) socket = open_socket (address, error);
  AcSandboxListener *self;

  if (socket == NULL || !soup_server_listen_socket (server, socket, options, error))
    return NULL;

  self = g_new0 (AcSandboxListener, 1);
  self->server = server;
  self->socket = g_steal_pointer (&socket);
  self->options = options;
  watch (self);

  return self;
}

/**
 * ac_sandbox_listener_free:
 * @self: (transfer full): a listener; the server itself goes on
 */
void
ac_sandbox_listener_free (AcSandboxListener *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  if (self->watch != NULL)
    g_source_destroy (self->watch);
  g_clear_pointer (&self->watch, g_source_unref);
  g_object_unref (self->socket);
  g_free (self);
}

/**
 * ac_sandbox_listener_get_host:
 * @self: a listener
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): where it listens: `http://127.0.0.1:40123`
 */
char *
ac_sandbox_listener_get_host (AcSandboxListener  *self,
                              GError            **error)
{
  g_autoptr(GSocketAddress) address = g_socket_get_local_address (self->socket, error);
  const char *scheme = (self->options & SOUP_SERVER_LISTEN_HTTPS) != 0 ? "https" : "http";
  g_autofree char *host = NULL;

  if (address == NULL)
    return NULL;

  host = g_inet_address_to_string (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));

  return g_strdup_printf (g_socket_address_get_family (address) == G_SOCKET_FAMILY_IPV6 ? "%s://[%s]:%u" : "%s://%s:%u",
                          scheme, host, g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)));
}
