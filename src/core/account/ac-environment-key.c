/* ac-environment-key.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environments"

#include "config.h"

#include "ac-credentials.h"
#include "ac-environment-key-private.h"
#include "ac-environment-url.h"
#include "ac-error.h"
#include "ac-json.h"

/* Text in it belongs to the JSON tree, and is wiped with it. */
typedef struct
{
  const char *cloud_name;
  const char *key;
  const char *secret;
} EnvironmentKey;

static gboolean
read_key (JsonNode        *node,
          EnvironmentKey  *out,
          GError         **error)
{
  JsonObject *object;
  gboolean enabled = TRUE;

  if (!ac_json_node_get_object (node, &object, error) ||
      !ac_json_get_bool (object, "enabled", AC_JSON_NULLABLE, &enabled, error))
    return FALSE;

  return !enabled ||
         (ac_json_get_string (object, "key", AC_JSON_REQUIRED, &out->key, error) &&
          ac_json_get_string (object, "secret", AC_JSON_REQUIRED, &out->secret, error));
}

static gboolean
read_first_enabled_key (JsonNode        *root,
                        EnvironmentKey  *out,
                        GError         **error)
{
  JsonObject *object;
  JsonArray *keys = NULL;

  if (!ac_json_node_get_object (root, &object, error) ||
      !ac_json_get_string (object, "cloud_name", AC_JSON_REQUIRED, &out->cloud_name, error) ||
      !ac_json_get_array (object, "api_access_keys", AC_JSON_NULLABLE, &keys, error))
    return FALSE;

  for (guint i = 0; keys != NULL && out->secret == NULL && i < json_array_get_length (keys); i++)
    if (!read_key (json_array_get_element (keys, i), out, error))
      return FALSE;

  if (out->secret == NULL)
    {
      g_set_error_literal (error, AC_ERROR, AC_ERROR_INVALID, "The environment has no enabled key");
      return FALSE;
    }

  return TRUE;
}

/*< private >
 * ac_environment_key_parse_credentials:
 * @root: an environment on the wire, with its secrets
 * @user_data: unused
 *
 * Takes the first enabled key.
 *
 * Returns: (transfer full): an #AcCredentials; on failure %NULL, with %AC_ERROR_INVALID when no key is enabled
 */
gpointer
ac_environment_key_parse_credentials (JsonNode  *root,
                                      gpointer   user_data,
                                      GError   **error)
{
  EnvironmentKey key = { NULL, NULL, NULL };

  if (!read_first_enabled_key (root, &key, error))
    return NULL;

  return ac_credentials_new (key.key, key.secret);
}

/*< private >
 * ac_environment_key_parse_url:
 * @root: an environment on the wire, with its secrets
 * @user_data: the service's host
 *
 * Makes the CLOUDINARY_URL with the first enabled key.
 *
 * Returns: (transfer full): the URL in non-pageable memory, for secret_password_free(); on failure %NULL, with
 *   %AC_ERROR_INVALID when no key is enabled
 */
gpointer
ac_environment_key_parse_url (JsonNode  *root,
                              gpointer   user_data,
                              GError   **error)
{
  EnvironmentKey key = { NULL, NULL, NULL };
  g_autoptr (AcCredentials) credentials = NULL;

  if (!read_first_enabled_key (root, &key, error))
    return NULL;

  credentials = ac_credentials_new (key.key, key.secret);

  return ac_environment_url_format (credentials, key.cloud_name, user_data);
}
