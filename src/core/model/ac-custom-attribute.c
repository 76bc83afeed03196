/* ac-custom-attribute.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-custom-attribute"

#include "config.h"

#include "ac-custom-attribute-private.h"
#include "ac-json.h"

G_DEFINE_BOXED_TYPE (AcCustomAttribute, ac_custom_attribute, ac_custom_attribute_copy, ac_custom_attribute_free)

static AcCustomAttribute *
custom_attribute_new_from_json (const char *name,
                                JsonNode   *node)
{
  AcCustomAttribute *self;

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return ac_custom_attribute_new (name, json_node_get_string (node), TRUE);

  self = g_new0 (AcCustomAttribute, 1);
  self->name = g_strdup (name);
  self->value = json_to_string (node, FALSE);

  return self;
}

/* What was no string goes back as it came; what a person typed over it goes as text. */
static JsonNode *
custom_attribute_to_json (const AcCustomAttribute *self)
{
  if (!self->is_text)
    {
      g_autoptr (JsonNode) node = json_from_string (self->value, NULL);

      if (node != NULL)
        return g_steal_pointer (&node);
    }

  return json_node_init_string (json_node_alloc (), self->value);
}

/**
 * ac_custom_attribute_new:
 * @name: the name
 * @value: the value: text, or JSON text
 * @is_text: whether @value is text; %FALSE when it is the JSON text of something else
 *
 * Makes one pair of an environment's custom attributes.
 *
 * Returns: (transfer full): the pair
 */
AcCustomAttribute *
ac_custom_attribute_new (const char *name,
                         const char *value,
                         gboolean    is_text)
{
  AcCustomAttribute *self;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (value != NULL, NULL);

  self = g_new0 (AcCustomAttribute, 1);
  self->name = g_strdup (name);
  self->value = g_strdup (value);
  self->is_text = is_text;

  return self;
}

/**
 * ac_custom_attribute_copy:
 * @self: a pair
 *
 * Copies a pair.
 *
 * Returns: (transfer full): the copy
 */
AcCustomAttribute *
ac_custom_attribute_copy (const AcCustomAttribute *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return ac_custom_attribute_new (self->name, self->value, self->is_text);
}

/**
 * ac_custom_attribute_free:
 * @self: (transfer full): a pair
 *
 * Frees a pair.
 */
void
ac_custom_attribute_free (AcCustomAttribute *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->name);
  g_free (self->value);
  g_free (self);
}

/*< private >
 * ac_custom_attributes_new:
 *
 * Makes an empty list.
 *
 * Returns: (transfer full) (element-type AcCustomAttribute): the list, which owns its elements
 */
GPtrArray *
ac_custom_attributes_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) ac_custom_attribute_free);
}

/*< private >
 * ac_custom_attributes_read:
 * @object: an environment
 * @name: the member that has the attributes
 * @out: (out) (transfer full) (nullable): the attributes in the service's order, %NULL for none
 *
 * Reads custom attributes. Nobody knows whether the service says null, {} or nothing when none are set (wire
 * reference 2.1), and languages exist whose empty map is [], so all of these are none.
 *
 * Returns: whether they could be read; else %AC_ERROR_BAD_RESPONSE
 */
gboolean
ac_custom_attributes_read (JsonObject   *object,
                           const char   *name,
                           GPtrArray   **out,
                           GError      **error)
{
  JsonNode *node = json_object_get_member (object, name);
  JsonObject *members = NULL;
  JsonObjectIter iter;
  const char *member;
  JsonNode *value;

  *out = NULL;

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) == 0)
    return TRUE;
  if (!ac_json_get_object (object, name, AC_JSON_NULLABLE, &members, error))
    return FALSE;
  if (members == NULL || json_object_get_size (members) == 0)
    return TRUE;

  *out = ac_custom_attributes_new ();
  json_object_iter_init_ordered (&iter, members);
  while (json_object_iter_next_ordered (&iter, &member, &value))
    g_ptr_array_add (*out, custom_attribute_new_from_json (member, value));

  return TRUE;
}

/*< private >
 * ac_custom_attributes_equal:
 * @a: (nullable): attributes
 * @b: (nullable): others
 *
 * Compares attributes; their order counts, for it is seen.
 *
 * Returns: whether they are the same
 */
gboolean
ac_custom_attributes_equal (GPtrArray *a,
                            GPtrArray *b)
{
  guint n = a != NULL ? a->len : 0;

  if (n != (b != NULL ? b->len : 0))
    return FALSE;

  for (guint i = 0; i < n; i++)
    {
      const AcCustomAttribute *one = g_ptr_array_index (a, i);
      const AcCustomAttribute *other = g_ptr_array_index (b, i);

      if (one->is_text != other->is_text ||
          !g_str_equal (one->name, other->name) ||
          !g_str_equal (one->value, other->value))
        return FALSE;
    }

  return TRUE;
}

/*< private >
 * ac_custom_attributes_to_json:
 * @attributes: (element-type AcCustomAttribute): attributes
 *
 * Makes the object that the service takes.
 *
 * Returns: (transfer full): the object
 */
JsonNode *
ac_custom_attributes_to_json (GPtrArray *attributes)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < attributes->len; i++)
    {
      const AcCustomAttribute *attribute = g_ptr_array_index (attributes, i);

      json_object_set_member (object, attribute->name, custom_attribute_to_json (attribute));
    }

  return ac_json_node_new_object (object);
}
