/* ac-sandbox-router.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ac-sandbox-decisions.h"
#include "ac-sandbox-router.h"

typedef struct
{
  const AcSandboxRoute *route;
  GStrv segments; /* literals, and names without their braces in the same places */
  guint n_segments;
  guint32 variables; /* bit n: segment n is a name */
} Entry;

struct _AcSandboxRouter
{
  GArray *entries;
};

static void
clear_entry (gpointer data)
{
  Entry *entry = data;

  g_strfreev (entry->segments);
}

static void
add_route (AcSandboxRouter      *self,
           const AcSandboxRoute *route)
{
  Entry entry = { .route = route, .segments = g_strsplit (route->path + 1, "/", -1) };

  entry.n_segments = g_strv_length (entry.segments);
  g_assert (entry.n_segments <= AC_SANDBOX_MAX_SEGMENTS);
  for (guint i = 0; i < entry.n_segments; i++)
    {
      char *segment = entry.segments[i];

      if (*segment != '{')
        continue;
      entry.variables |= 1u << i;
      memmove (segment, segment + 1, strlen (segment));
      segment[strlen (segment) - 1] = '\0';
    }
  g_array_append_val (self->entries, entry);
}

/**
 * ac_sandbox_router_new:
 * @tables: (array zero-terminated=1): the route tables, which outlive the router
 *
 * Returns: (transfer full): a router
 */
AcSandboxRouter *
ac_sandbox_router_new (const AcSandboxRouteTable *const *tables)
{
  AcSandboxRouter *self = g_new0 (AcSandboxRouter, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, clear_entry);
  for (guint i = 0; tables[i] != NULL; i++)
    for (guint j = 0; j < tables[i]->n_routes; j++)
      add_route (self, &tables[i]->routes[j]);

  return self;
}

/**
 * ac_sandbox_router_free:
 * @self: (transfer full): a router
 */
void
ac_sandbox_router_free (AcSandboxRouter *self)
{
  g_array_unref (self->entries);
  g_free (self);
}

/* Splits first and decodes then: an encoded slash stays inside of its segment. A slash at the end means nothing.
 * NULL when a segment is no UTF-8 text, or has a NUL. */
static GStrv
split_path (const char *path)
{
  g_auto(GStrv) segments = g_strsplit (path + 1, "/", -1);
  guint count = g_strv_length (segments);

  if (count > 1 && *segments[count - 1] == '\0')
    g_clear_pointer (&segments[count - 1], g_free);

  for (guint i = 0; segments[i] != NULL; i++)
    {
      char *decoded = g_uri_unescape_string (segments[i], NULL);

      if (decoded == NULL || !g_utf8_validate (decoded, -1, NULL))
        {
          g_free (decoded);
          return NULL;
        }
      g_free (segments[i]);
      segments[i] = decoded;
    }

  return g_steal_pointer (&segments);
}

static gboolean
fits (const Entry       *entry,
      const char *const *segments,
      guint              n_segments)
{
  if (entry->n_segments != n_segments)
    return FALSE;

  for (guint i = 0; i < n_segments; i++)
    if ((entry->variables & (1u << i)) != 0 ? *segments[i] == '\0' : !g_str_equal (entry->segments[i], segments[i]))
      return FALSE;

  return TRUE;
}

/* HEAD is a GET whose body stays here (RFC 9110 9.3.2). */
static gboolean
has_method (const AcSandboxRoute *route,
            const char           *method)
{
  return g_str_equal (route->method, method) || (g_str_equal (method, "HEAD") && g_str_equal (route->method, "GET"));
}

static void
fill_request (AcSandboxRequest *request,
              const Entry      *entry,
              GStrv             segments)
{
  request->route = entry->route;
  for (guint i = 0; i < entry->n_segments; i++)
    if ((entry->variables & (1u << i)) != 0)
      {
        request->segment_names[request->n_segments] = entry->segments[i];
        request->segment_values[request->n_segments++] = g_strdup (segments[i]);
      }
}

/**
 * ac_sandbox_router_match:
 * @self: a router
 * @method: the method of a request
 * @path: its path, still encoded, with its leading slash
 * @request: (inout): gets its route and the segments of its path
 * @allow: (out) (nullable) (transfer full): for a 405: the methods that the path has
 * @error: return location for a 404 or a 405
 *
 * Returns: whether there is a route
 */
gboolean
ac_sandbox_router_match (AcSandboxRouter   *self,
                         const char        *method,
                         const char        *path,
                         AcSandboxRequest  *request,
                         char             **allow,
                         GError           **error)
{
  g_auto(GStrv) segments = *path == '/' ? split_path (path) : NULL;
  g_autoptr(GString) methods = g_string_new (NULL);
  guint n_segments = segments != NULL ? g_strv_length (segments) : 0;
  gboolean known = FALSE;

  *allow = NULL;
  for (guint i = 0; segments != NULL && i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);

      if (!fits (entry, (const char *const *) segments, n_segments))
        continue;
      if (has_method (entry->route, method))
        {
          fill_request (request, entry, segments);
          return TRUE;
        }
      known = TRUE;
      g_string_append_printf (methods, "%s%s, ", entry->route->method, g_str_equal (entry->route->method, "GET") ? ", HEAD" : "");
    }

  if (!known)
    return ac_sandbox_refuse_not_found (error);

  g_string_append (methods, "OPTIONS");
  *allow = g_string_free (g_steal_pointer (&methods), FALSE);
  return ac_sandbox_refuse (error, AC_SANDBOX_ERROR_METHOD, AC_SANDBOX_TEXT_METHOD);
}
