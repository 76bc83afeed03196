/* ac-environment-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environment-export"

#include "config.h"

#include <string.h>

#include <json-glib/json-glib.h>

#include "ac-environment-export.h"

/* So many are written before something else gets its turn: about 2 ms. */
#define SLICE 200

typedef struct
{
  GPtrArray *environments;
  GFile *file;
  gboolean is_json;
  GString *text;
  guint next;
} Export;

static void
free_export (gpointer data)
{
  Export *export = data;

  g_ptr_array_unref (export->environments);
  g_object_unref (export->file);
  if (export->text != NULL)
    g_string_free (export->text, TRUE);
  g_free (export);
}

/* The words of the API, so that a program can read the file. */
static const char *
get_folder_mode (AcEnvironment *environment)
{
  switch (ac_environment_get_folder_mode (environment))
    {
    case AC_FOLDER_MODE_DYNAMIC:
      return "dynamic";

    case AC_FOLDER_MODE_FIXED:
      return "fixed";

    case AC_FOLDER_MODE_UNKNOWN:
    default:
      return NULL;
    }
}

static const char *
get_storage_location (AcEnvironment *environment)
{
  switch (ac_environment_get_storage_location (environment))
    {
    case AC_STORAGE_LOCATION_UNITED_STATES:
      return "us";

    case AC_STORAGE_LOCATION_EUROPE:
      return "eu";

    case AC_STORAGE_LOCATION_ASIA_PACIFIC:
      return "ap";

    case AC_STORAGE_LOCATION_UNKNOWN:
    default:
      return NULL;
    }
}

static char *
format_date (GDateTime *date_time)
{
  return date_time != NULL ? g_date_time_format_iso8601 (date_time) : NULL;
}

/* RFC 4180. A spreadsheet takes a text that begins with one of these signs for a formula and runs it; the apostrophe is how
 * spreadsheets themselves say that it is a text. */
static void
append_field (GString    *text,
              const char *value)
{
  gboolean looks_like_formula;

  if (value == NULL || *value == '\0')
    return;

  looks_like_formula = strchr ("=+-@\t\r", *value) != NULL;
  if (!looks_like_formula && strpbrk (value, ",\"\r\n") == NULL)
    {
      g_string_append (text, value);
      return;
    }

  g_string_append_c (text, '"');
  if (looks_like_formula)
    g_string_append_c (text, '\'');
  for (const char *p = value; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *p);
    }
  g_string_append_c (text, '"');
}

static void
append_csv (GString       *text,
            AcEnvironment *environment)
{
  g_autofree char *keys = g_strdup_printf ("%u", ac_environment_get_enabled_keys (environment));
  g_autofree char *created = format_date (ac_environment_get_created_at (environment));
  g_autofree char *updated = format_date (ac_environment_get_updated_at (environment));
  const char *fields[] = {
    ac_environment_get_id (environment),
    ac_environment_get_name (environment),
    ac_environment_get_cloud_name (environment),
    ac_environment_get_description (environment),
    ac_environment_get_enabled (environment) ? "true" : "false",
    get_folder_mode (environment),
    get_storage_location (environment),
    keys,
    created,
    updated,
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      append_field (text, fields[i]);
    }
  g_string_append (text, "\r\n");
}

static void
add_member (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
append_json (GString       *text,
             AcEnvironment *environment)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(JsonNode) root = NULL;
  g_autofree char *created = format_date (ac_environment_get_created_at (environment));
  g_autofree char *updated = format_date (ac_environment_get_updated_at (environment));
  g_autofree char *line = NULL;

  json_builder_begin_object (builder);
  add_member (builder, "id", ac_environment_get_id (environment));
  add_member (builder, "name", ac_environment_get_name (environment));
  add_member (builder, "cloud_name", ac_environment_get_cloud_name (environment));
  add_member (builder, "description", ac_environment_get_description (environment));
  json_builder_set_member_name (builder, "enabled");
  json_builder_add_boolean_value (builder, ac_environment_get_enabled (environment));
  add_member (builder, "folder_mode", get_folder_mode (environment));
  add_member (builder, "storage_location", get_storage_location (environment));
  json_builder_set_member_name (builder, "enabled_keys");
  json_builder_add_int_value (builder, ac_environment_get_enabled_keys (environment));
  add_member (builder, "created_at", created);
  add_member (builder, "updated_at", updated);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  line = json_to_string (root, FALSE);
  g_string_append (text, line);
}

static void
on_written_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (g_file_replace_contents_finish (G_FILE (object), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
write_text (GTask *task)
{
  Export *export = g_task_get_task_data (task);
  g_autoptr(GBytes) bytes = NULL;

  if (export->is_json)
    g_string_append (export->text, "\n]\n");

  bytes = g_string_free_to_bytes (g_steal_pointer (&export->text));
  g_file_replace_contents_bytes_async (export->file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE,
                                       g_task_get_cancellable (task), on_written_cb, g_object_ref (task));
}

static gboolean
on_slice_cb (gpointer user_data)
{
  GTask *task = user_data;
  Export *export = g_task_get_task_data (task);
  guint end = MIN (export->next + SLICE, export->environments->len);

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;

  for (; export->next < end; export->next++)
    {
      AcEnvironment *environment = g_ptr_array_index (export->environments, export->next);

      if (export->is_json)
        {
          g_string_append (export->text, export->next > 0 ? ",\n  " : "\n  ");
          append_json (export->text, environment);
        }
      else
        append_csv (export->text, environment);
    }

  if (export->next < export->environments->len)
    return G_SOURCE_CONTINUE;

  write_text (task);

  return G_SOURCE_REMOVE;
}

static gboolean
is_json (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *folded = g_ascii_strdown (name, -1);

  return g_str_has_suffix (folded, ".json");
}

/**
 * ac_environment_export_async:
 * @environments: (element-type AcEnvironment): what to write, in this order
 * @file: where to; it is replaced
 * @cancellable: (nullable): stops it
 * @callback: called when it is written
 * @user_data: (closure): for @callback
 *
 * Writes what the program knows of @environments, as JSON when the name of @file ends in .json, else as CSV (RFC 4180, UTF-8).
 * Keys and their secrets are no part of it.
 */
void
ac_environment_export_async (GPtrArray           *environments,
                             GFile               *file,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Export *export;

  g_return_if_fail (environments != NULL);
  g_return_if_fail (G_IS_FILE (file));

  export = g_new0 (Export, 1);
  export->environments = g_ptr_array_ref (environments);
  export->file = g_object_ref (file);
  export->is_json = is_json (file);
  export->text = g_string_new (export->is_json
                               ? "["
                               : "id,name,cloud_name,description,enabled,folder_mode,storage_location,"
                                 "enabled_keys,created_at,updated_at\r\n");

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, ac_environment_export_async);
  g_task_set_task_data (task, export, free_export);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_slice_cb, g_object_ref (task), g_object_unref);
}

/**
 * ac_environment_export_finish:
 * @result: what the callback got
 * @error: return location for an error of %G_IO_ERROR
 *
 * Ends ac_environment_export_async().
 *
 * Returns: whether the file was written
 */
gboolean
ac_environment_export_finish (GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ac_environment_export_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
