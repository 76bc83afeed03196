/* bare-server.c: the least that a SoupServer can do: one answer, always the same
 *
 * What the sandbox's speed is compared with. Usage: bare-server FILE, which holds the body to answer.
 * Prints its port and serves until it is ended.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libsoup/soup.h>

static void
on_request_cb (SoupServer        *server,
               SoupServerMessage *message,
               const char        *path,
               GHashTable        *query,
               gpointer           user_data)
{
  gsize size;
  const char *body = g_bytes_get_data (user_data, &size);

  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "application/json; charset=utf-8", SOUP_MEMORY_STATIC, body, size);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(SoupServer) server = soup_server_new (NULL, NULL);
  g_autoptr(GBytes) body = NULL;
  g_autofree char *text = NULL;
  gsize size;
  GSList *uris;

  if (argc != 2 || !g_file_get_contents (argv[1], &text, &size, &error))
    g_error ("Usage: bare-server FILE");
  body = g_bytes_new (text, size);
  soup_server_add_handler (server, NULL, on_request_cb, body, NULL);
  if (!soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error))
    g_error ("%s", error->message);
  uris = soup_server_get_uris (server);
  g_print ("%d\n", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  g_main_loop_run (loop);

  return 0;
}
