/* ac-rotation-json.c: rotations as they are written down
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-rotation"

#include "config.h"

#include "ac-json.h"
#include "ac-rotation-private.h"

/* Another form gets another number, so that a program that doesn't know it leaves the file alone. */
#define VERSION 1

static const AcJsonWord step_words[] = {
  { "create", AC_ROTATION_STEP_CREATE },
  { "hand_over", AC_ROTATION_STEP_HAND_OVER },
  { "verify", AC_ROTATION_STEP_VERIFY },
  { "disable_old", AC_ROTATION_STEP_DISABLE_OLD },
  { "done", AC_ROTATION_STEP_DONE },
  { NULL, 0 },
};

static const char * const file_members[] = { "version", "rotations", NULL };
static const char * const place_members[] = { "name", "verified_at", NULL };
static const char * const rotation_members[] = {
  "environment_id", "old_key", "old_name", "new_name", "new_key", "role", "step", "handed_over", "started_at",
  "create_sent_at", "verified_at", "disabled_at", "delete_reminder_at", "places", NULL
};

static const char *
step_to_word (AcRotationStep step)
{
  for (const AcJsonWord *word = step_words; word->word != NULL; word++)
    if (word->value == (int) step)
      return word->word;

  g_return_val_if_reached (NULL);
}

/* What is not known is left out. */
static void
add_text (JsonObject *object,
          const char *name,
          const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
}

static void
add_time (JsonObject *object,
          const char *name,
          GDateTime  *time)
{
  g_autofree char *text = time != NULL ? g_date_time_format_iso8601 (time) : NULL;

  add_text (object, name, text);
}

static JsonObject *
write_place (AcRotationPlace *place)
{
  JsonObject *object = json_object_new ();

  add_text (object, "name", ac_rotation_place_get_name (place));
  add_time (object, "verified_at", ac_rotation_place_get_verified_at (place));

  return object;
}

static JsonArray *
write_places (GListModel *places)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (places); i++)
    {
      g_autoptr (AcRotationPlace) place = g_list_model_get_item (places, i);

      json_array_add_object_element (array, write_place (place));
    }

  return array;
}

static JsonObject *
write_rotation (AcRotation *rotation)
{
  JsonObject *object = json_object_new ();

  add_text (object, "environment_id", ac_rotation_get_environment_id (rotation));
  add_text (object, "old_key", ac_rotation_get_old_key (rotation));
  add_text (object, "old_name", ac_rotation_get_old_name (rotation));
  add_text (object, "new_name", ac_rotation_get_new_name (rotation));
  add_text (object, "new_key", ac_rotation_get_new_key (rotation));
  add_text (object, "role", ac_rotation_get_role (rotation));
  add_text (object, "step", step_to_word (ac_rotation_get_step (rotation)));
  json_object_set_boolean_member (object, "handed_over", ac_rotation_get_handed_over (rotation));
  add_time (object, "started_at", ac_rotation_get_started_at (rotation));
  add_time (object, "create_sent_at", ac_rotation_get_create_sent_at (rotation));
  add_time (object, "verified_at", ac_rotation_get_verified_at (rotation));
  add_time (object, "disabled_at", ac_rotation_get_disabled_at (rotation));
  add_time (object, "delete_reminder_at", ac_rotation_get_delete_reminder_at (rotation));
  json_object_set_array_member (object, "places", write_places (ac_rotation_get_places (rotation)));

  return object;
}

/*< private >
 * ac_rotations_write:
 * @rotations: #AcRotation items
 * @length: (out): the bytes of the text
 *
 * Writes all of them down.
 *
 * Returns: (transfer full): the text of a file
 */
char *
ac_rotations_write (GListModel *rotations,
                    gsize      *length)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (rotations); i++)
    {
      g_autoptr (AcRotation) rotation = g_list_model_get_item (rotations, i);

      json_array_add_object_element (array, write_rotation (rotation));
    }
  json_object_set_int_member (object, "version", VERSION);
  json_object_set_array_member (object, "rotations", array);
  root = ac_json_node_new_object (object);
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);

  return json_generator_to_data (generator, length);
}

/* Members that this program doesn't know would be lost when it saved the file. */
static gboolean
check_members (JsonObject          *object,
               const char * const  *names,
               GError             **error)
{
  JsonObjectIter iter;
  const char *name;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, NULL))
    {
      if (!g_strv_contains (names, name))
        {
          g_set_error_literal (error, AC_ROTATIONS_ERROR, AC_ROTATIONS_ERROR_NEWER,
                               "The file has a member that this program doesn't know");
          return FALSE;
        }
    }

  return TRUE;
}

static AcRotationPlace *
read_place (JsonNode  *node,
            GError   **error)
{
  g_autoptr (AcRotationPlace) place = NULL;
  g_autoptr (GDateTime) verified_at = NULL;
  JsonObject *object;
  const char *name = NULL;

  if (!ac_json_node_get_object (node, &object, error) ||
      !check_members (object, place_members, error) ||
      !ac_json_get_string (object, "name", AC_JSON_REQUIRED, &name, error) ||
      !ac_json_get_datetime (object, "verified_at", AC_JSON_OPTIONAL, &verified_at, error))
    return NULL;

  place = ac_rotation_place_new (name);
  ac_rotation_place_set_verified_at (place, verified_at);

  return g_steal_pointer (&place);
}

static gboolean
read_places (AcRotation  *rotation,
             JsonObject  *object,
             GError     **error)
{
  JsonArray *array = NULL;

  if (!ac_json_get_array (object, "places", AC_JSON_REQUIRED, &array, error))
    return FALSE;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      AcRotationPlace *place = read_place (json_array_get_element (array, i), error);

      if (place == NULL)
        return FALSE;
      ac_rotation_take_place (rotation, place);
    }

  return TRUE;
}

static gboolean
read_texts (AcRotation  *rotation,
            JsonObject  *object,
            GError     **error)
{
  const char *old_name = NULL;
  const char *new_name = NULL;
  const char *new_key = NULL;
  const char *role = NULL;

  if (!ac_json_get_string (object, "old_name", AC_JSON_OPTIONAL, &old_name, error) ||
      !ac_json_get_string (object, "new_name", AC_JSON_OPTIONAL, &new_name, error) ||
      !ac_json_get_string (object, "new_key", AC_JSON_OPTIONAL, &new_key, error) ||
      !ac_json_get_string (object, "role", AC_JSON_OPTIONAL, &role, error))
    return FALSE;

  ac_rotation_set_old_name (rotation, old_name);
  ac_rotation_set_new_name (rotation, new_name);
  ac_rotation_set_new_key (rotation, new_key);
  ac_rotation_set_role (rotation, role);

  return TRUE;
}

static gboolean
read_times (AcRotation  *rotation,
            JsonObject  *object,
            GError     **error)
{
  g_autoptr (GDateTime) started_at = NULL;
  g_autoptr (GDateTime) create_sent_at = NULL;
  g_autoptr (GDateTime) verified_at = NULL;
  g_autoptr (GDateTime) disabled_at = NULL;
  g_autoptr (GDateTime) delete_reminder_at = NULL;

  if (!ac_json_get_datetime (object, "started_at", AC_JSON_REQUIRED, &started_at, error) ||
      !ac_json_get_datetime (object, "create_sent_at", AC_JSON_OPTIONAL, &create_sent_at, error) ||
      !ac_json_get_datetime (object, "verified_at", AC_JSON_OPTIONAL, &verified_at, error) ||
      !ac_json_get_datetime (object, "disabled_at", AC_JSON_OPTIONAL, &disabled_at, error) ||
      !ac_json_get_datetime (object, "delete_reminder_at", AC_JSON_OPTIONAL, &delete_reminder_at, error))
    return FALSE;

  ac_rotation_set_started_at (rotation, started_at);
  ac_rotation_set_create_sent_at (rotation, create_sent_at);
  ac_rotation_set_verified_at (rotation, verified_at);
  ac_rotation_set_disabled_at (rotation, disabled_at);
  ac_rotation_set_delete_reminder_at (rotation, delete_reminder_at);

  return TRUE;
}

static gboolean
read_progress (AcRotation  *rotation,
               JsonObject  *object,
               GError     **error)
{
  int step = -1;
  gboolean handed_over = FALSE;

  if (!ac_json_get_word (object, "step", AC_JSON_REQUIRED, step_words, &step, error) ||
      !ac_json_get_bool (object, "handed_over", AC_JSON_REQUIRED, &handed_over, error))
    return FALSE;
  if (step < 0)
    {
      g_set_error_literal (error, AC_ROTATIONS_ERROR, AC_ROTATIONS_ERROR_NEWER,
                           "The file has a step that this program doesn't know");
      return FALSE;
    }

  ac_rotation_set_step (rotation, (AcRotationStep) step);
  ac_rotation_set_handed_over (rotation, handed_over);

  return TRUE;
}

static AcRotation *
read_rotation (JsonNode  *node,
               GError   **error)
{
  g_autoptr (AcRotation) rotation = NULL;
  JsonObject *object;
  const char *environment_id = NULL;
  const char *old_key = NULL;

  if (!ac_json_node_get_object (node, &object, error) ||
      !check_members (object, rotation_members, error) ||
      !ac_json_get_string (object, "environment_id", AC_JSON_OPTIONAL, &environment_id, error) ||
      !ac_json_get_string (object, "old_key", AC_JSON_REQUIRED, &old_key, error))
    return NULL;

  rotation = ac_rotation_new (environment_id, old_key);
  if (!read_texts (rotation, object, error) ||
      !read_times (rotation, object, error) ||
      !read_progress (rotation, object, error) ||
      !read_places (rotation, object, error))
    return NULL;

  return g_steal_pointer (&rotation);
}

static gboolean
read_version (JsonObject  *object,
              GError     **error)
{
  gint64 version = 0;

  if (!ac_json_get_int (object, "version", AC_JSON_REQUIRED, &version, error))
    return FALSE;
  if (version > VERSION)
    {
      g_set_error (error, AC_ROTATIONS_ERROR, AC_ROTATIONS_ERROR_NEWER,
                   "The file has version %" G_GINT64_FORMAT, version);
      return FALSE;
    }
  if (version < VERSION)
    {
      g_set_error_literal (error, AC_ROTATIONS_ERROR, AC_ROTATIONS_ERROR_BROKEN, "The file has no version that ever was");
      return FALSE;
    }

  return TRUE;
}

/*< private >
 * ac_rotations_read:
 * @text: the text of a file; it may be overwritten
 * @length: its bytes
 * @error: return location for an error: %AC_ROTATIONS_ERROR_NEWER, or another: it is none of ours
 *
 * Reads what ac_rotations_write() wrote.
 *
 * Returns: (transfer container) (element-type AcRotation): the rotations
 */
GPtrArray *
ac_rotations_read (char    *text,
                   gsize    length,
                   GError **error)
{
  g_autoptr (GPtrArray) rotations = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (JsonNode) root = ac_json_parse (text, length, AC_JSON_SECRETS_DROP, error);
  JsonObject *object;
  JsonArray *array = NULL;

  if (root == NULL ||
      !ac_json_node_get_object (root, &object, error) ||
      !read_version (object, error) ||
      !check_members (object, file_members, error) ||
      !ac_json_get_array (object, "rotations", AC_JSON_REQUIRED, &array, error))
    return NULL;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      AcRotation *rotation = read_rotation (json_array_get_element (array, i), error);

      if (rotation == NULL)
        return NULL;
      g_ptr_array_add (rotations, rotation);
    }

  return g_steal_pointer (&rotations);
}
