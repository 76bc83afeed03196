/* ac-json.c: checked reading of JSON
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-json"

#include "config.h"

#include <string.h>

#include "ac-error.h"
#include "ac-json-scan-private.h"
#include "ac-json.h"

static gboolean
fail (GError     **error,
      const char  *name,
      const char  *problem)
{
  g_set_error (error, AC_ERROR, AC_ERROR_BAD_RESPONSE, "The answer's “%s” %s", name, problem);
  return FALSE;
}

/* Finds a member. TRUE with a NULL @out: it is not there, and need not be. */
static gboolean
find_member (JsonObject   *object,
             const char   *name,
             AcJsonFlags   flags,
             JsonNode    **out,
             GError      **error)
{
  JsonNode *node = json_object_get_member (object, name);

  *out = NULL;

  if (node == NULL)
    return !(flags & AC_JSON_REQUIRED) || fail (error, name, "is missing");
  if (json_node_is_null (node))
    return (flags & AC_JSON_NULLABLE) || fail (error, name, "is null");

  *out = node;

  return TRUE;
}

/* The same for a value of one type. */
static gboolean
find_value (JsonObject   *object,
            const char   *name,
            AcJsonFlags   flags,
            GType         type,
            JsonNode    **out,
            GError      **error)
{
  if (!find_member (object, name, flags, out, error))
    return FALSE;

  if (*out != NULL && (!JSON_NODE_HOLDS_VALUE (*out) || json_node_get_value_type (*out) != type))
    {
      *out = NULL;
      return fail (error, name, "has the wrong type");
    }

  return TRUE;
}

static void
wipe_text (JsonNode *node)
{
  const char *text;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return;

  /* The node owns a copy that nobody else has (read in json-glib 1.6's json-value.c). */
  text = json_node_get_string (node);
  if (text != NULL)
    explicit_bzero ((char *) text, strlen (text));
}

/**
 * ac_json_parse:
 * @text: an answer, UTF-8; it may be overwritten
 * @length: its bytes
 * @secrets: what to do with the values of the members that hold secrets
 *
 * Parses a whole answer, which has to be an object or an array. A document that is nested deeper than
 * %AC_JSON_MAX_DEPTH levels is refused before a recursive parser sees it.
 *
 * Returns: (transfer full): the root; on failure %NULL with %AC_ERROR_BAD_RESPONSE
 */
JsonNode *
ac_json_parse (char           *text,
               gsize           length,
               AcJsonSecrets   secrets,
               GError        **error)
{
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (JsonNode) root = NULL;

  if (!ac_json_check (text, length, secrets, error))
    return NULL;

  parser = json_parser_new ();
  /* The parser's own error is dropped: it may quote what it read. */
  if (!json_parser_load_from_data (parser, text, (gssize) length, NULL))
    {
      g_set_error_literal (error, AC_ERROR, AC_ERROR_BAD_RESPONSE, "The answer is not JSON");
      return NULL;
    }

  root = json_parser_steal_root (parser);
  if (root == NULL || (!JSON_NODE_HOLDS_OBJECT (root) && !JSON_NODE_HOLDS_ARRAY (root)))
    {
      g_set_error_literal (error, AC_ERROR, AC_ERROR_BAD_RESPONSE, "The answer is no JSON object or array");
      return NULL;
    }

  return g_steal_pointer (&root);
}

/**
 * ac_json_wipe_secrets:
 * @root: (nullable): a tree
 *
 * Overwrites the values of all members that hold secrets; they read as empty strings afterwards.
 */
void
ac_json_wipe_secrets (JsonNode *root)
{
  if (root == NULL)
    return;

  if (JSON_NODE_HOLDS_ARRAY (root))
    {
      JsonArray *array = json_node_get_array (root);

      for (guint i = 0; i < json_array_get_length (array); i++)
        ac_json_wipe_secrets (json_array_get_element (array, i));
    }
  else if (JSON_NODE_HOLDS_OBJECT (root))
    {
      JsonObjectIter iter;
      const char *name;
      JsonNode *node;

      json_object_iter_init (&iter, json_node_get_object (root));
      while (json_object_iter_next (&iter, &name, &node))
        {
          if (ac_json_is_secret_name (name, strlen (name)))
            wipe_text (node);
          ac_json_wipe_secrets (node);
        }
    }
}

/**
 * ac_json_node_new_object:
 * @object: (transfer full): an object
 *
 * Makes the node of an object, as a body of a request needs it.
 *
 * Returns: (transfer full): the node
 */
JsonNode *
ac_json_node_new_object (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);

  return node;
}

/**
 * ac_json_node_get_object:
 * @node: (nullable): a node: the root of an answer, or an element of an array
 * @out: (out) (transfer none): the object that it is
 *
 * Reads a node that has to be an object.
 *
 * Returns: whether it is one; else %AC_ERROR_BAD_RESPONSE
 */
gboolean
ac_json_node_get_object (JsonNode    *node,
                         JsonObject **out,
                         GError     **error)
{
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error_literal (error, AC_ERROR, AC_ERROR_BAD_RESPONSE, "The answer has something else in the place of an object");
      return FALSE;
    }

  *out = json_node_get_object (node);

  return TRUE;
}

/**
 * ac_json_get_string:
 * @object: an object
 * @name: a member
 * @flags: what is allowed
 * @out: (out) (transfer none): its text, which belongs to @object; left as it is when there is none
 *
 * Reads a string.
 *
 * Returns: whether the member is as it should be; else %AC_ERROR_BAD_RESPONSE, which names it
 */
gboolean
ac_json_get_string (JsonObject   *object,
                    const char   *name,
                    AcJsonFlags   flags,
                    const char  **out,
                    GError      **error)
{
  JsonNode *node;

  if (!find_value (object, name, flags, G_TYPE_STRING, &node, error))
    return FALSE;

  if (node != NULL)
    *out = json_node_get_string (node);

  return TRUE;
}

/**
 * ac_json_get_int:
 * @object: an object
 * @name: a member
 * @flags: what is allowed
 * @out: (out): its value; left as it is when there is none
 *
 * Reads a whole number.
 *
 * Returns: whether the member is as it should be; else %AC_ERROR_BAD_RESPONSE, which names it
 */
gboolean
ac_json_get_int (JsonObject   *object,
                 const char   *name,
                 AcJsonFlags   flags,
                 gint64       *out,
                 GError      **error)
{
  JsonNode *node;

  if (!find_value (object, name, flags, G_TYPE_INT64, &node, error))
    return FALSE;

  if (node != NULL)
    *out = json_node_get_int (node);

  return TRUE;
}

/**
 * ac_json_get_uint:
 * @object: an object
 * @name: a member
 * @flags: what is allowed
 * @out: (out): its value; left as it is when there is none
 *
 * Reads a number of things: a whole number from 0 to %G_MAXINT.
 *
 * Returns: whether the member is as it should be; else %AC_ERROR_BAD_RESPONSE, which names it
 */
gboolean
ac_json_get_uint (JsonObject   *object,
                  const char   *name,
                  AcJsonFlags   flags,
                  guint        *out,
                  GError      **error)
{
  gint64 value = *out;

  if (!ac_json_get_int (object, name, flags, &value, error))
    return FALSE;
  if (value < 0 || value > G_MAXINT)
    return fail (error, name, "is out of range");

  *out = (guint) value;

  return TRUE;
}

/**
 * ac_json_get_bool:
 * @object: an object
 * @name: a member
 * @flags: what is allowed
 * @out: (out): its value; left as it is when there is none
 *
 * Reads true or false.
 *
 * Returns: whether the member is as it should be; else %AC_ERROR_BAD_RESPONSE, which names it
 */
gboolean
ac_json_get_bool (JsonObject   *object,
                  const char   *name,
                  AcJsonFlags   flags,
                  gboolean     *out,
                  GError      **error)
{
  JsonNode *node;

  if (!find_value (object, name, flags, G_TYPE_BOOLEAN, &node, error))
    return FALSE;

  if (node != NULL)
    *out = json_node_get_boolean (node);

  return TRUE;
}

/**
 * ac_json_get_object:
 * @object: an object
 * @name: a member
 * @flags: what is allowed
 * @out: (out) (transfer none): its value; left as it is when there is none
 *
 * Reads an object in an object.
 *
 * Returns: whether the member is as it should be; else %AC_ERROR_BAD_RESPONSE, which names it
 */
gboolean
ac_json_get_object (JsonObject   *object,
                    const char   *name,
                    AcJsonFlags   flags,
                    JsonObject  **out,
                    GError      **error)
{
  JsonNode *node;

  if (!find_member (object, name, flags, &node, error))
    return FALSE;
  if (node != NULL && !JSON_NODE_HOLDS_OBJECT (node))
    return fail (error, name, "is no object");

  if (node != NULL)
    *out = json_node_get_object (node);

  return TRUE;
}

/**
 * ac_json_get_array:
 * @object: an object
 * @name: a member
 * @flags: what is allowed
 * @out: (out) (transfer none): its value; left as it is when there is none
 *
 * Reads an array.
 *
 * Returns: whether the member is as it should be; else %AC_ERROR_BAD_RESPONSE, which names it
 */
gboolean
ac_json_get_array (JsonObject   *object,
                   const char   *name,
                   AcJsonFlags   flags,
                   JsonArray   **out,
                   GError      **error)
{
  JsonNode *node;

  if (!find_member (object, name, flags, &node, error))
    return FALSE;
  if (node != NULL && !JSON_NODE_HOLDS_ARRAY (node))
    return fail (error, name, "is no array");

  if (node != NULL)
    *out = json_node_get_array (node);

  return TRUE;
}

/**
 * ac_json_get_datetime:
 * @object: an object
 * @name: a member
 * @flags: what is allowed
 * @out: (out) (transfer full): the moment, left as it is when there is none
 *
 * Reads an ISO 8601 timestamp; one without an offset is UTC.
 *
 * Returns: whether the member is as it should be; else %AC_ERROR_BAD_RESPONSE, which names it
 */
gboolean
ac_json_get_datetime (JsonObject   *object,
                      const char   *name,
                      AcJsonFlags   flags,
                      GDateTime   **out,
                      GError      **error)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  const char *text = NULL;
  GDateTime *moment;

  if (!ac_json_get_string (object, name, flags, &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;

  moment = g_date_time_new_from_iso8601 (text, utc);
  if (moment == NULL)
    return fail (error, name, "is no date");

  *out = moment;

  return TRUE;
}

/**
 * ac_json_get_word:
 * @object: an object
 * @name: a member
 * @flags: what is allowed
 * @words: the words of the enumeration, with a NULL word at the end
 * @out: (out): the word's value; left as it is when there is none, or one that isn't in @words
 *
 * Reads a word of an enumeration. The service may have learned words that this program doesn't know:
 * that is no error.
 *
 * Returns: whether the member is as it should be; else %AC_ERROR_BAD_RESPONSE, which names it
 */
gboolean
ac_json_get_word (JsonObject        *object,
                  const char        *name,
                  AcJsonFlags        flags,
                  const AcJsonWord  *words,
                  int               *out,
                  GError           **error)
{
  const char *text = NULL;

  if (!ac_json_get_string (object, name, flags, &text, error))
    return FALSE;

  for (const AcJsonWord *word = words; text != NULL && word->word != NULL; word++)
    if (g_str_equal (word->word, text))
      *out = word->value;

  return TRUE;
}
