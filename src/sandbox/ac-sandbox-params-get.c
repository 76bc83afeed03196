/* ac-sandbox-params-get.c: one parameter, as a checked value
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ac-sandbox-decisions.h"
#include "ac-sandbox-error.h"
#include "ac-sandbox-params-private.h"
#include "ac-sandbox-time.h"

/**
 * ac_sandbox_set_invalid:
 * @error: return location for a 400
 * @name: which parameter
 * @why: what is wrong with it: an end of a sentence
 */
void
ac_sandbox_set_invalid (GError     **error,
                        const char  *name,
                        const char  *why)
{
  g_set_error (error, AC_SANDBOX_ERROR, AC_SANDBOX_ERROR_BAD_REQUEST, AC_SANDBOX_TEXT_INVALID, name, why);
}

/* NULL when it is absent: not given, null, or "". */
static JsonNode *
find (AcSandboxParams *self,
      const char      *name)
{
  JsonNode *node = json_object_get_member (self->members, name);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING &&
      *json_node_get_string (node) == '\0')
    return NULL;

  return node;
}

static gboolean
holds (JsonNode *node,
       GType     type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

/**
 * ac_sandbox_params_has:
 * @self: parameters
 * @name: which one
 *
 * Returns: whether it was given a value
 */
gboolean
ac_sandbox_params_has (AcSandboxParams *self,
                       const char      *name)
{
  return find (self, name) != NULL;
}

/**
 * ac_sandbox_params_get_string:
 * @self: parameters
 * @name: which one
 * @max_characters: the most that are allowed
 * @value: (out) (nullable) (transfer none): the text, owned by @self; %NULL when absent
 * @error: return location for a 400
 *
 * Returns: whether the request is right
 */
gboolean
ac_sandbox_params_get_string (AcSandboxParams  *self,
                              const char       *name,
                              guint             max_characters,
                              const char      **value,
                              GError          **error)
{
  JsonNode *node = find (self, name);

  *value = NULL;
  if (node == NULL)
    return TRUE;
  if (!holds (node, G_TYPE_STRING))
    {
      ac_sandbox_set_invalid (error, name, "must be a string");
      return FALSE;
    }
  if (g_utf8_strlen (json_node_get_string (node), -1) > (glong) max_characters)
    {
      g_autofree char *why = g_strdup_printf ("must have at most %u characters", max_characters);

      ac_sandbox_set_invalid (error, name, why);
      return FALSE;
    }
  *value = json_node_get_string (node);

  return TRUE;
}

/**
 * ac_sandbox_params_get_text:
 * @self: parameters
 * @name: which one
 * @max_characters: the most that are allowed
 * @value: (out) (nullable) (transfer none): the text, owned by @self, which may be ""; %NULL when absent
 * @error: return location for a 400
 *
 * Like ac_sandbox_params_get_string(), for a text that a client may take away by sending "".
 *
 * Returns: whether the request is right
 */
gboolean
ac_sandbox_params_get_text (AcSandboxParams  *self,
                            const char       *name,
                            guint             max_characters,
                            const char      **value,
                            GError          **error)
{
  JsonNode *node = json_object_get_member (self->members, name);

  if (!ac_sandbox_params_get_string (self, name, max_characters, value, error))
    return FALSE;
  if (*value == NULL && node != NULL && holds (node, G_TYPE_STRING))
    *value = "";

  return TRUE;
}

static gboolean
is_blank (const char *text)
{
  while (*text != '\0' && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  return *text == '\0';
}

/**
 * ac_sandbox_params_get_name:
 * @self: parameters
 * @name: which one
 * @max_characters: the most that are allowed
 * @value: (out) (nullable) (transfer none): the text, owned by @self, which has more in it than blanks; %NULL when absent
 * @error: return location for a 400
 *
 * Returns: whether the request is right
 */
gboolean
ac_sandbox_params_get_name (AcSandboxParams  *self,
                            const char       *name,
                            guint             max_characters,
                            const char      **value,
                            GError          **error)
{
  if (!ac_sandbox_params_get_string (self, name, max_characters, value, error))
    return FALSE;
  if (*value == NULL || !is_blank (*value))
    return TRUE;

  ac_sandbox_set_invalid (error, name, "must not be blank");
  return FALSE;
}

/**
 * ac_sandbox_params_require_string:
 * @self: parameters
 * @name: which one
 * @max_characters: the most that are allowed
 * @value: (out) (transfer none): the text, owned by @self; it has more in it than blanks
 * @error: return location for a 400
 *
 * Returns: whether the request is right
 */
gboolean
ac_sandbox_params_require_string (AcSandboxParams  *self,
                                  const char       *name,
                                  guint             max_characters,
                                  const char      **value,
                                  GError          **error)
{
  if (!ac_sandbox_params_get_string (self, name, max_characters, value, error))
    return FALSE;
  if (*value != NULL && !is_blank (*value))
    return TRUE;

  g_set_error (error, AC_SANDBOX_ERROR, AC_SANDBOX_ERROR_BAD_REQUEST, AC_SANDBOX_TEXT_MISSING, name);
  return FALSE;
}

/**
 * ac_sandbox_params_get_boolean:
 * @self: parameters
 * @name: which one
 * @value: (out): what it says; true and false come as booleans, as text, and as 1 and 0
 * @error: return location for a 400
 *
 * Returns: whether the request is right
 */
gboolean
ac_sandbox_params_get_boolean (AcSandboxParams  *self,
                               const char       *name,
                               AcSandboxSwitch  *value,
                               GError          **error)
{
  JsonNode *node = find (self, name);
  g_autofree char *text = NULL;

  *value = AC_SANDBOX_UNSET;
  if (node == NULL)
    return TRUE;

  if (holds (node, G_TYPE_BOOLEAN))
    text = g_strdup (json_node_get_boolean (node) ? "1" : "0");
  else if (holds (node, G_TYPE_INT64))
    text = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  else if (holds (node, G_TYPE_STRING))
    text = g_ascii_strdown (json_node_get_string (node), -1);

  if (g_strcmp0 (text, "1") == 0 || g_strcmp0 (text, "true") == 0)
    *value = AC_SANDBOX_YES;
  else if (g_strcmp0 (text, "0") == 0 || g_strcmp0 (text, "false") == 0)
    *value = AC_SANDBOX_NO;
  else
    {
      ac_sandbox_set_invalid (error, name, "must be true or false");
      return FALSE;
    }

  return TRUE;
}

/**
 * ac_sandbox_params_get_int:
 * @self: parameters
 * @name: which one
 * @min: the least that is allowed
 * @max: the most that is allowed
 * @value: (inout): the number; left as it is when the parameter is absent
 * @error: return location for a 400
 *
 * Returns: whether the request is right
 */
gboolean
ac_sandbox_params_get_int (AcSandboxParams  *self,
                           const char       *name,
                           gint64            min,
                           gint64            max,
                           gint64           *value,
                           GError          **error)
{
  JsonNode *node = find (self, name);
  gint64 number = 0;
  gboolean ok = FALSE;

  if (node == NULL)
    return TRUE;

  if (holds (node, G_TYPE_INT64))
    {
      number = json_node_get_int (node);
      ok = number >= min && number <= max;
    }
  else if (holds (node, G_TYPE_STRING))
    ok = g_ascii_string_to_signed (json_node_get_string (node), 10, min, max, &number, NULL);

  if (!ok)
    {
      g_autofree char *why = g_strdup_printf ("must be a whole number from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, min, max);

      ac_sandbox_set_invalid (error, name, why);
      return FALSE;
    }
  *value = number;

  return TRUE;
}

/**
 * ac_sandbox_params_get_choice:
 * @self: parameters
 * @name: which one
 * @choices: (array zero-terminated=1): what it may say
 * @index: (out): the index in @choices, -1 when absent
 * @error: return location for a 400
 *
 * Returns: whether the request is right
 */
gboolean
ac_sandbox_params_get_choice (AcSandboxParams    *self,
                              const char         *name,
                              const char *const  *choices,
                              int                *index,
                              GError            **error)
{
  JsonNode *node = find (self, name);
  g_autofree char *list = NULL;
  g_autofree char *why = NULL;

  *index = -1;
  if (node == NULL)
    return TRUE;

  for (int i = 0; choices[i] != NULL; i++)
    if (holds (node, G_TYPE_STRING) && g_str_equal (json_node_get_string (node), choices[i]))
      {
        *index = i;
        return TRUE;
      }

  list = g_strjoinv (", ", (char **) choices);
  why = g_strdup_printf ("must be one of %s", list);
  ac_sandbox_set_invalid (error, name, why);

  return FALSE;
}

/* A text may be a list that is joined by commas. */
static void
add_split (GStrvBuilder *builder,
           const char   *text)
{
  g_auto(GStrv) parts = g_strsplit (text, ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_strv_builder_add (builder, parts[i]);
}

static gboolean
add_element (GStrvBuilder *builder,
             JsonNode     *element)
{
  if (JSON_NODE_HOLDS_NULL (element))
    return TRUE;
  if (holds (element, G_TYPE_INT64))
    {
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (element));

      g_strv_builder_add (builder, text);
      return TRUE;
    }
  if (!holds (element, G_TYPE_STRING))
    return FALSE;
  add_split (builder, json_node_get_string (element));

  return TRUE;
}

/**
 * ac_sandbox_params_get_strings:
 * @self: parameters
 * @name: which one
 * @max_items: the most that are allowed
 * @values: (out) (nullable) (transfer full): the texts; %NULL when absent, empty for an empty array of JSON
 * @error: return location for a 400
 *
 * Returns: whether the request is right
 */
gboolean
ac_sandbox_params_get_strings (AcSandboxParams  *self,
                               const char       *name,
                               guint             max_items,
                               GStrv            *values,
                               GError          **error)
{
  JsonNode *node = find (self, name);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) list = NULL;
  gboolean ok = TRUE;

  *values = NULL;
  if (node == NULL)
    return TRUE;

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; ok && i < json_array_get_length (array); i++)
        ok = add_element (builder, json_array_get_element (array, i));
    }
  else
    ok = add_element (builder, node);

  list = g_strv_builder_end (builder);
  if (!ok || g_strv_length (list) > max_items)
    {
      g_autofree char *why = g_strdup_printf ("must be a list of at most %u strings", max_items);

      ac_sandbox_set_invalid (error, name, why);
      return FALSE;
    }
  *values = g_steal_pointer (&list);

  return TRUE;
}

/* The .NET SDK sends attributes as `k=v|k=v`. */
static JsonNode *
parse_pairs (const char *text)
{
  g_autoptr(JsonObject) object = json_object_new ();
  g_auto(GStrv) pairs = g_strsplit (text, "|", -1);
  JsonNode *node;

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      char *equals = strchr (pairs[i], '=');

      if (equals == NULL || equals == pairs[i])
        return NULL;
      *equals = '\0';
      json_object_set_string_member (object, pairs[i], equals + 1);
    }

  node = json_node_new (JSON_NODE_OBJECT);
  json_node_set_object (node, object);

  return node;
}

/**
 * ac_sandbox_params_get_attributes:
 * @self: parameters
 * @name: which one
 * @max_bytes: the most that its JSON text may have
 * @json: (out) (nullable) (transfer full): the object as JSON, `{}` for an empty one; %NULL when absent
 * @error: return location for a 400
 *
 * Returns: whether the request is right
 */
gboolean
ac_sandbox_params_get_attributes (AcSandboxParams  *self,
                                  const char       *name,
                                  guint             max_bytes,
                                  char            **json,
                                  GError          **error)
{
  JsonNode *node = find (self, name);
  g_autoptr(JsonNode) object = NULL;
  g_autofree char *text = NULL;

  *json = NULL;
  if (node == NULL)
    return TRUE;

  if (JSON_NODE_HOLDS_OBJECT (node))
    object = json_node_copy (node);
  else if (holds (node, G_TYPE_STRING))
    object = parse_pairs (json_node_get_string (node));
  if (object == NULL)
    {
      ac_sandbox_set_invalid (error, name, "must be an object");
      return FALSE;
    }

  text = json_to_string (object, FALSE);
  if (strlen (text) > max_bytes)
    {
      ac_sandbox_set_invalid (error, name, "is too large");
      return FALSE;
    }
  *json = g_steal_pointer (&text);

  return TRUE;
}

/**
 * ac_sandbox_params_get_time:
 * @self: parameters
 * @name: which one
 * @is_day: (out) (optional): whether it was a day without a time
 * @value: (out) (nullable) (transfer full): the time in UTC; %NULL when absent
 * @error: return location for a 400
 *
 * Returns: whether the request is right
 */
gboolean
ac_sandbox_params_get_time (AcSandboxParams  *self,
                            const char       *name,
                            gboolean         *is_day,
                            GDateTime       **value,
                            GError          **error)
{
  JsonNode *node = find (self, name);

  *value = NULL;
  if (node == NULL)
    return TRUE;

  if (holds (node, G_TYPE_STRING))
    *value = ac_sandbox_time_parse (json_node_get_string (node), is_day);
  if (*value != NULL)
    return TRUE;

  ac_sandbox_set_invalid (error, name, "must be a date");
  return FALSE;
}
