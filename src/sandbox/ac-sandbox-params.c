/* ac-sandbox-params.c: reading query and body
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ac-sandbox-decisions.h"
#include "ac-sandbox-error.h"
#include "ac-sandbox-json-check.h"
#include "ac-sandbox-params-private.h"

/* As many pairs as a JSON body may have values. */
#define MAX_PAIRS 10000

static void
add_member (JsonObject *into,
            const char *name,
            const char *text)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);

  json_node_set_string (node, text);
  json_object_set_member (into, name, node);
}

/* The array under @name; a value that stood there before becomes its first element. */
static JsonArray *
array_member (JsonObject *object,
              const char *name)
{
  JsonNode *old = json_object_get_member (object, name);
  JsonArray *array;

  if (old != NULL && JSON_NODE_HOLDS_ARRAY (old))
    return json_node_get_array (old);

  array = json_array_new ();
  if (old != NULL)
    json_array_add_element (array, json_node_copy (old));
  json_object_set_array_member (object, name, array);

  return array;
}

static JsonObject *
object_member (JsonObject *object,
               const char *name)
{
  JsonNode *old = json_object_get_member (object, name);
  JsonObject *inner;

  if (old != NULL && JSON_NODE_HOLDS_OBJECT (old))
    return json_node_get_object (old);

  inner = json_object_new ();
  json_object_set_object_member (object, name, inner);

  return inner;
}

/* One pair of a query or a form: `a`, `a` again, `a[]`, `a[0]` and `a[b]`. */
static void
add_pair (JsonObject *object,
          const char *name,
          const char *value)
{
  const char *bracket = strchr (name, '[');
  g_autofree char *base = NULL;
  g_autofree char *inside = NULL;

  if (bracket == NULL || bracket == name || !g_str_has_suffix (name, "]"))
    {
      if (json_object_has_member (object, name))
        json_array_add_string_element (array_member (object, name), value);
      else
        add_member (object, name, value);
      return;
    }

  base = g_strndup (name, bracket - name);
  inside = g_strndup (bracket + 1, strlen (bracket) - 2);
  if (strspn (inside, "0123456789") == strlen (inside))
    json_array_add_string_element (array_member (object, base), value);
  else
    add_member (object_member (object, base), inside, value);
}

static char *
decode_part (const char *start,
             gsize       length)
{
  g_autofree char *text = g_strndup (start, length);
  g_autofree char *decoded = NULL;

  g_strdelimit (text, "+", ' ');
  /* NULL for %00 and for a percent sign without two digits. */
  decoded = g_uri_unescape_string (text, NULL);
  if (decoded == NULL || !g_utf8_validate (decoded, -1, NULL))
    return NULL;

  return g_steal_pointer (&decoded);
}

static gboolean
add_pairs (JsonObject  *object,
           const char  *text,
           GError     **error)
{
  guint n_pairs = 0;

  while (*text != '\0')
    {
      gsize length = strcspn (text, "&");
      gsize name_length = MIN (strcspn (text, "="), length);
      gsize value_start = MIN (name_length + 1, length);
      g_autofree char *name = decode_part (text, name_length);
      g_autofree char *value = decode_part (text + value_start, length - value_start);

      if (name == NULL || value == NULL || ++n_pairs > MAX_PAIRS)
        {
          g_set_error_literal (error, AC_SANDBOX_ERROR, AC_SANDBOX_ERROR_BAD_REQUEST, AC_SANDBOX_TEXT_NOT_FORM);
          return FALSE;
        }
      if (*name != '\0')
        add_pair (object, name, value);
      text += length;
      text += *text == '&';
    }

  return TRUE;
}

static void
copy_member (JsonObject *object,
             const char *name,
             JsonNode   *node,
             gpointer    user_data)
{
  JsonObject *into = user_data;
  g_autofree char *base = NULL;

  /* Python sends `ids[]` in a query only, but a JSON body with that name means the same. */
  if (g_str_has_suffix (name, "[]"))
    base = g_strndup (name, strlen (name) - 2);
  json_object_set_member (into, base != NULL ? base : name, json_node_copy (node));
}

/* The body's members go over those of the query. */
static gboolean
add_json (JsonObject  *object,
          const char  *text,
          gsize        length,
          GError     **error)
{
  g_autoptr(JsonParser) parser = NULL;
  JsonNode *root;

  if (!ac_sandbox_json_check (text, length))
    {
      g_set_error_literal (error, AC_SANDBOX_ERROR, AC_SANDBOX_ERROR_BAD_REQUEST, AC_SANDBOX_TEXT_NOT_JSON);
      return FALSE;
    }

  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, text, length, NULL))
    {
      g_set_error_literal (error, AC_SANDBOX_ERROR, AC_SANDBOX_ERROR_BAD_REQUEST, AC_SANDBOX_TEXT_NOT_JSON);
      return FALSE;
    }

  root = json_parser_get_root (parser);
  if (root == NULL || JSON_NODE_HOLDS_NULL (root))
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, AC_SANDBOX_ERROR, AC_SANDBOX_ERROR_BAD_REQUEST, AC_SANDBOX_TEXT_NOT_OBJECT);
      return FALSE;
    }
  json_object_foreach_member (json_node_get_object (root), copy_member, object);

  return TRUE;
}

/* The form's pairs go over those of the query, too: they are gathered alone first. */
static gboolean
add_form (JsonObject  *object,
          const char  *text,
          GError     **error)
{
  g_autoptr(JsonObject) form = json_object_new ();

  if (!add_pairs (form, text, error))
    return FALSE;
  json_object_foreach_member (form, copy_member, object);

  return TRUE;
}

static gboolean
is_type (const char *content_type,
         const char *type)
{
  gsize length = strlen (type);

  return content_type != NULL && g_ascii_strncasecmp (content_type, type, length) == 0 &&
         (content_type[length] == '\0' || strchr ("; \t", content_type[length]) != NULL);
}

static gboolean
add_body (JsonObject  *object,
          const char  *content_type,
          GBytes      *body,
          GError     **error)
{
  gsize length;
  const char *data = g_bytes_get_data (body, &length);
  g_autofree char *text = NULL;
  gboolean is_form = is_type (content_type, "application/x-www-form-urlencoded");
  const char *first;

  if (!g_utf8_validate_len (data, length, NULL))
    {
      g_set_error_literal (error, AC_SANDBOX_ERROR, AC_SANDBOX_ERROR_BAD_REQUEST,
                           is_form ? AC_SANDBOX_TEXT_NOT_FORM : AC_SANDBOX_TEXT_NOT_JSON);
      return FALSE;
    }

  text = g_strndup (data, length);
  first = text + strspn (text, " \t\r\n");
  if (*first == '\0')
    return TRUE;
  if (is_form)
    return add_form (object, text, error);
  if (is_type (content_type, "application/json") || *first == '{')
    return add_json (object, text, length, error);

  g_set_error_literal (error, AC_SANDBOX_ERROR, AC_SANDBOX_ERROR_BAD_REQUEST, AC_SANDBOX_TEXT_BODY_TYPE);
  return FALSE;
}

/**
 * ac_sandbox_params_new:
 * @query: (nullable): the query of the request, still encoded
 * @content_type: (nullable): the type that the request names for its body
 * @body: (nullable): the body, which any method may have: the Ruby SDK sends one with GET
 * @error: return location for a 400
 *
 * Returns: (transfer full) (nullable): what was given, the body's members over those of the query
 */
AcSandboxParams *
ac_sandbox_params_new (const char  *query,
                       const char  *content_type,
                       GBytes      *body,
                       GError     **error)
{
  g_autoptr(AcSandboxParams) self = g_new0 (AcSandboxParams, 1);

  self->members = json_object_new ();
  if (query != NULL && !add_pairs (self->members, query, error))
    return NULL;
  if (body != NULL && g_bytes_get_size (body) > 0 && !add_body (self->members, content_type, body, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * ac_sandbox_params_free:
 * @self: (transfer full): parameters
 */
void
ac_sandbox_params_free (AcSandboxParams *self)
{
  g_clear_pointer (&self->members, json_object_unref);
  g_free (self);
}
