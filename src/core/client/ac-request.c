/* ac-request.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-request"

#include "config.h"

#include <stdarg.h>
#include <string.h>

#include "ac-request-private.h"

struct _AcRequest
{
  char *method;
  GString *path;
  GString *query;
  JsonNode *body; /* (nullable) (owned) */
  gboolean keeps_secrets;
};

/* A segment that is "." or ".." would climb the path of a server that resolves it. */
static void
append_segment (GString    *path,
                const char *segment)
{
  g_string_append_c (path, '/');

  if (g_str_equal (segment, "."))
    g_string_append (path, "%2E");
  else if (g_str_equal (segment, ".."))
    g_string_append (path, "%2E%2E");
  else
    g_string_append_uri_escaped (path, segment, NULL, FALSE);
}

/**
 * ac_request_new:
 * @method: an HTTP method, in capitals
 * @first_segment: the first segment of the path
 * @...: the others, %NULL at the end
 *
 * Makes a request. Segments are given as they are, slashes in them included: each is percent-encoded here.
 *
 * Returns: (transfer full): the request
 */
AcRequest *
ac_request_new (const char *method,
                const char *first_segment,
                ...)
{
  AcRequest *self;
  va_list segments;

  g_return_val_if_fail (method != NULL, NULL);
  g_return_val_if_fail (first_segment != NULL, NULL);

  self = g_new0 (AcRequest, 1);
  self->method = g_strdup (method);
  self->path = g_string_new (NULL);
  self->query = g_string_new (NULL);

  va_start (segments, first_segment);
  for (const char *segment = first_segment; segment != NULL; segment = va_arg (segments, const char *))
    append_segment (self->path, segment);
  va_end (segments);

  return self;
}

/**
 * ac_request_free:
 * @self: (transfer full): a request
 *
 * Frees a request.
 */
void
ac_request_free (AcRequest *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->method);
  g_string_free (self->path, TRUE);
  g_string_free (self->query, TRUE);
  g_clear_pointer (&self->body, json_node_unref);
  g_free (self);
}

/**
 * ac_request_add_query:
 * @self: a request
 * @name: the name of a parameter
 * @value: its value, UTF-8
 *
 * Adds a parameter to the query. Both are percent-encoded here. A name may come more than once.
 */
void
ac_request_add_query (AcRequest  *self,
                      const char *name,
                      const char *value)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL);
  g_return_if_fail (value != NULL);

  if (self->query->len > 0)
    g_string_append_c (self->query, '&');
  g_string_append_uri_escaped (self->query, name, NULL, FALSE);
  g_string_append_c (self->query, '=');
  g_string_append_uri_escaped (self->query, value, NULL, FALSE);
}

/**
 * ac_request_take_body:
 * @self: a request
 * @body: (transfer full): what is sent as JSON
 *
 * Gives the request a body.
 */
void
ac_request_take_body (AcRequest *self,
                      JsonNode  *body)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (body != NULL);

  g_clear_pointer (&self->body, json_node_unref);
  self->body = body;
}

/**
 * ac_request_want_secrets:
 * @self: a request
 *
 * Asks for the secrets in the answer. Without this they are overwritten as soon as the answer is read, and the
 * parse function finds asterisks; with it they are there until the parse function returns, and wiped then.
 */
void
ac_request_want_secrets (AcRequest *self)
{
  g_return_if_fail (self != NULL);

  self->keeps_secrets = TRUE;
}

/*< private >
 * ac_request_get_method:
 * @self: a request
 *
 * Returns: (transfer none): the method
 */
const char *
ac_request_get_method (AcRequest *self)
{
  return self->method;
}

/*< private >
 * ac_request_get_path:
 * @self: a request
 *
 * Returns: (transfer none): the encoded path, without the query: what may be logged
 */
const char *
ac_request_get_path (AcRequest *self)
{
  return self->path->str;
}

/*< private >
 * ac_request_dup_target:
 * @self: a request
 *
 * Returns: (transfer full): path and query
 */
char *
ac_request_dup_target (AcRequest *self)
{
  return g_strconcat (self->path->str, self->query->len > 0 ? "?" : "", self->query->str, NULL);
}

/*< private >
 * ac_request_create_body:
 * @self: a request
 *
 * Returns: (transfer full) (nullable): the body as JSON
 */
GBytes *
ac_request_create_body (AcRequest *self)
{
  char *text;

  if (self->body == NULL)
    return NULL;

  text = json_to_string (self->body, FALSE);

  return g_bytes_new_take (text, strlen (text));
}

/*< private >
 * ac_request_keeps_secrets:
 * @self: a request
 *
 * Returns: whether the answer's secrets are wanted
 */
gboolean
ac_request_keeps_secrets (AcRequest *self)
{
  return self->keeps_secrets;
}

/*< private >
 * ac_request_is_repeatable:
 * @self: a request
 *
 * Says whether sending the request twice does the same as sending it once (RFC 9110, 9.2.2).
 *
 * Returns: whether it may be repeated
 */
gboolean
ac_request_is_repeatable (AcRequest *self)
{
  return g_str_equal (self->method, "GET") ||
         g_str_equal (self->method, "PUT") ||
         g_str_equal (self->method, "DELETE");
}
