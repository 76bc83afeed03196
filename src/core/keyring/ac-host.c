/* ac-host.c: which servers may be talked to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-host"

#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "ac-host-private.h"

/* The limits of DNS (RFC 1035, 2.3.4), in bytes. */
#define MAX_HOST_LENGTH 253
#define MAX_LABEL_LENGTH 63

static gboolean
is_host_character (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '_';
}

/* The name must be one for DNS. One whose last label is a number would be read as an IPv4 address by
 * some resolvers ("127.1", "0177.0.0.1"), so only whole dotted quads count, which the caller looked for. */
static gboolean
is_host_name (const char *host)
{
  g_auto (GStrv) labels = NULL;
  gsize length = strlen (host);
  guint n_labels;

  if (length == 0 || length > MAX_HOST_LENGTH)
    return FALSE;

  labels = g_strsplit (host, ".", -1);
  n_labels = g_strv_length (labels);

  for (guint i = 0; i < n_labels; i++)
    {
      gsize label_length = strlen (labels[i]);

      if (label_length == 0 || label_length > MAX_LABEL_LENGTH)
        return FALSE;

      for (gsize j = 0; j < label_length; j++)
        {
          if (!is_host_character (labels[i][j]))
            return FALSE;
        }
    }

  return !g_ascii_isdigit (labels[n_labels - 1][0]);
}

/* What a server's address may have in it, before it is taken apart. */
static const char *
find_stray_part (const char *text)
{
  const char *authority;
  const char *path;

  if (!g_utf8_validate (text, -1, NULL))
    return "is not valid UTF-8";

  for (const char *c = text; *c != '\0'; c++)
    {
      if ((guchar) *c <= ' ' || *c == 0x7f || *c == '\\' || *c == '%')
        return "contains a character that no host has";
    }

  if (strchr (text, '@') != NULL)
    return "may not contain a user name";
  if (strchr (text, '?') != NULL)
    return "may not contain a query";
  if (strchr (text, '#') != NULL)
    return "may not contain a fragment";

  authority = strstr (text, "://") + strlen ("://");
  path = strchr (authority, '/');
  if (path != NULL && path[strspn (path, "/")] != '\0')
    return "may not contain a path";

  return NULL;
}

static char *
join (const char *scheme,
      const char *host,
      int         port)
{
  const char *open = strchr (host, ':') != NULL ? "[" : "";
  const char *close = *open != '\0' ? "]" : "";
  int default_port = g_str_equal (scheme, "http") ? 80 : 443;

  if (port == -1 || port == default_port)
    return g_strdup_printf ("%s://%s%s%s", scheme, open, host, close);

  return g_strdup_printf ("%s://%s%s%s:%d", scheme, open, host, close, port);
}

/* Returns the normal form of @host: lower case, or the shortest way to write an address. */
static char *
normalize_name (const char *host,
                gboolean   *is_loopback)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);
  g_autofree char *lower = NULL;

  if (address != NULL)
    {
      *is_loopback = g_inet_address_get_is_loopback (address);
      return g_inet_address_to_string (address);
    }

  lower = g_ascii_strdown (host, -1);
  if (!is_host_name (lower))
    return NULL;

  *is_loopback = g_str_equal (lower, "localhost");

  return g_steal_pointer (&lower);
}

static char *
normalize_url (const char         *url,
               AcAccountUrlError  *code,
               const char        **reason)
{
  g_autofree char *scheme = NULL;
  g_autofree char *host = NULL;
  g_autofree char *name = NULL;
  gboolean is_loopback = FALSE;
  int port = -1;

  *code = AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX;

  *reason = find_stray_part (url);
  if (*reason != NULL)
    return NULL;

  *reason = "is not an address";
  if (!g_uri_split_network (url, G_URI_FLAGS_NONE, &scheme, &host, &port, NULL) || port == 0)
    return NULL;

  if (g_ascii_strcasecmp (scheme, "https") != 0 && g_ascii_strcasecmp (scheme, "http") != 0)
    {
      *reason = "does not begin with https://";
      return NULL;
    }

  *reason = "has no valid host name";
  name = normalize_name (host, &is_loopback);
  if (name == NULL)
    return NULL;

  if (g_ascii_strcasecmp (scheme, "https") == 0)
    return join ("https", name, port);

  if (!is_loopback)
    {
      *code = AC_ACCOUNT_URL_ERROR_INSECURE;
      *reason = "is plain http, and not on this computer";
      return NULL;
    }

  return join ("http", name, port);
}

/*< private >
 * ac_host_normalize:
 * @text: a server: `scheme://host[:port]`, or only `host[:port]`, which means https
 * @code: (out): what is wrong, when %NULL is returned
 * @reason: (out): the same in words that go after “it”; they never quote @text
 *
 * Checks that credentials may be sent to a server and gives the address its normal form: lower case,
 * no default port, no slash at the end, a name of other scripts in its ASCII form.
 *
 * Returns: (transfer full) (nullable): the normal form
 */
char *
ac_host_normalize (const char         *text,
                   AcAccountUrlError  *code,
                   const char        **reason)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  g_autofree char *url = NULL;

  if (*trimmed == '\0')
    {
      *code = AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX;
      *reason = "is empty";
      return NULL;
    }

  if (strstr (trimmed, "://") == NULL)
    url = g_strconcat ("https://", trimmed, NULL);
  else
    url = g_steal_pointer (&trimmed);

  return normalize_url (url, code, reason);
}
