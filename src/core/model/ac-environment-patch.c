/* ac-environment-patch.c: an environment's words and bodies on the wire
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environment"

#include "config.h"

#include "ac-custom-attribute-private.h"
#include "ac-environment-private.h"
#include "ac-json.h"

static const AcJsonWord folder_modes[] = {
  { "fixed", AC_FOLDER_MODE_FIXED },
  { "dynamic", AC_FOLDER_MODE_DYNAMIC },
  { NULL, 0 },
};

/*< private >
 * ac_folder_mode_read:
 * @object: an object
 * @name: its member that has a folder mode
 * @out: (out): the mode; unknown when it is absent, null or a word that this program doesn't know
 *
 * Reads a folder mode.
 *
 * Returns: whether it could be read; else %AC_ERROR_BAD_RESPONSE
 */
gboolean
ac_folder_mode_read (JsonObject    *object,
                     const char    *name,
                     AcFolderMode  *out,
                     GError       **error)
{
  int value = AC_FOLDER_MODE_UNKNOWN;

  if (!ac_json_get_word (object, name, AC_JSON_NULLABLE, folder_modes, &value, error))
    return FALSE;

  *out = (AcFolderMode) value;

  return TRUE;
}

/*< private >
 * ac_folder_mode_get_word:
 * @folder_mode: a folder mode
 *
 * Returns: (nullable): its word on the wire; %NULL when it is unknown
 */
const char *
ac_folder_mode_get_word (AcFolderMode folder_mode)
{
  for (const AcJsonWord *word = folder_modes; word->word != NULL; word++)
    if (word->value == (int) folder_mode)
      return word->word;

  return NULL;
}

/*< private >
 * ac_environment_build_text_patch:
 * @member: name, cloud_name or description
 * @value: its new value
 *
 * Returns: (transfer full): a body that changes this one member
 */
JsonNode *
ac_environment_build_text_patch (const char *member,
                                 const char *value)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, member, value);

  return ac_json_node_new_object (object);
}

/*< private >
 * ac_environment_build_enabled_patch:
 * @enabled: whether the environment shall be enabled
 *
 * Returns: (transfer full): a body that changes this one member
 */
JsonNode *
ac_environment_build_enabled_patch (gboolean enabled)
{
  JsonObject *object = json_object_new ();

  json_object_set_boolean_member (object, "enabled", enabled);

  return ac_json_node_new_object (object);
}

/*< private >
 * ac_environment_build_attributes_patch:
 * @attributes: (element-type AcCustomAttribute): all attributes, as they shall be
 *
 * Returns: (transfer full): a body that changes this one member
 */
JsonNode *
ac_environment_build_attributes_patch (GPtrArray *attributes)
{
  JsonObject *object = json_object_new ();

  json_object_set_member (object, "custom_attributes", ac_custom_attributes_to_json (attributes));

  return ac_json_node_new_object (object);
}
