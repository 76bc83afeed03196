/* ac-json.h: checked reading of JSON
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* No answer of the service is nested deeper than a handful of levels. */
#define AC_JSON_MAX_DEPTH 64

/**
 * AcJsonFlags:
 * @AC_JSON_OPTIONAL: the member may be absent
 * @AC_JSON_REQUIRED: the member must be there
 * @AC_JSON_NULLABLE: the member may be null, which then is as if it were absent
 */
typedef enum
{
  AC_JSON_OPTIONAL = 0,
  AC_JSON_REQUIRED = 1 << 0,
  AC_JSON_NULLABLE = 1 << 1,
} AcJsonFlags;

/**
 * AcJsonSecrets:
 * @AC_JSON_SECRETS_DROP: values of secrets are overwritten before anything copies them
 * @AC_JSON_SECRETS_KEEP: they are there to be read; the tree is to be wiped with ac_json_wipe_secrets()
 */
typedef enum
{
  AC_JSON_SECRETS_DROP,
  AC_JSON_SECRETS_KEEP,
} AcJsonSecrets;

/* Makes an item of one element of a list, in any thread; %NULL with @error set ends the reading. */
typedef gpointer (*AcJsonItemFunc) (JsonNode  *element,
                                    gpointer   user_data,
                                    GError   **error);

/* One word of an enumeration on the wire; a table of them ends with a NULL word. */
typedef struct
{
  const char *word;
  int value;
} AcJsonWord;

JsonNode *ac_json_parse            (char              *text,
                                    gsize              length,
                                    AcJsonSecrets      secrets,
                                    GError           **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *ac_json_parse_list      (char              *text,
                                    gsize              length,
                                    AcJsonSecrets      secrets,
                                    const char        *member,
                                    AcJsonItemFunc     func,
                                    gpointer           user_data,
                                    GDestroyNotify     item_destroy,
                                    GError           **error) G_GNUC_WARN_UNUSED_RESULT;
void      ac_json_wipe_secrets     (JsonNode          *root);

JsonNode *ac_json_node_new_object  (JsonObject        *object) G_GNUC_WARN_UNUSED_RESULT;
gboolean  ac_json_node_get_object  (JsonNode          *node,
                                    JsonObject       **out,
                                    GError           **error);
gboolean  ac_json_get_string       (JsonObject        *object,
                                    const char        *name,
                                    AcJsonFlags        flags,
                                    const char       **out,
                                    GError           **error);
gboolean  ac_json_get_int          (JsonObject        *object,
                                    const char        *name,
                                    AcJsonFlags        flags,
                                    gint64            *out,
                                    GError           **error);
gboolean  ac_json_get_uint         (JsonObject        *object,
                                    const char        *name,
                                    AcJsonFlags        flags,
                                    guint             *out,
                                    GError           **error);
gboolean  ac_json_get_bool         (JsonObject        *object,
                                    const char        *name,
                                    AcJsonFlags        flags,
                                    gboolean          *out,
                                    GError           **error);
gboolean  ac_json_get_object       (JsonObject        *object,
                                    const char        *name,
                                    AcJsonFlags        flags,
                                    JsonObject       **out,
                                    GError           **error);
gboolean  ac_json_get_array        (JsonObject        *object,
                                    const char        *name,
                                    AcJsonFlags        flags,
                                    JsonArray        **out,
                                    GError           **error);
gboolean  ac_json_get_datetime     (JsonObject        *object,
                                    const char        *name,
                                    AcJsonFlags        flags,
                                    GDateTime        **out,
                                    GError           **error);
gboolean  ac_json_get_word         (JsonObject        *object,
                                    const char        *name,
                                    AcJsonFlags        flags,
                                    const AcJsonWord  *words,
                                    int               *out,
                                    GError           **error);

G_END_DECLS
