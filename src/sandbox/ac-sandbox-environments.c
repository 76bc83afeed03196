/* ac-sandbox-environments.c: reading product environments
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-sandbox-environments.h"
#include "ac-sandbox-request.h"

#define SELECT \
  "SELECT e.id, e.cloud_name, e.name, e.enabled, e.created_at, e.updated_at, e.custom_attributes," \
  " e.description, e.folder_mode, e.storage_location, e.support_options, e.asset_count," \
  " (SELECT json_group_array (json_object ('key', api_key, 'secret', api_secret, 'enabled', json ('true')))" \
  "  FROM (SELECT api_key, api_secret FROM access_keys WHERE environment_id = e.id AND enabled ORDER BY seq))" \
  " FROM environments e"

enum
{
  ID,
  CLOUD_NAME,
  NAME,
  ENABLED,
  CREATED_AT,
  UPDATED_AT,
  CUSTOM_ATTRIBUTES,
  DESCRIPTION,
  FOLDER_MODE,
  STORAGE_LOCATION,
  SUPPORT_OPTIONS,
  ASSET_COUNT,
  KEYS,
};

#define SELECT_ONE SELECT " WHERE e.id = ?"

/* The prefix is compared as a text, not as a pattern: % and _ mean themselves. */
#define SELECT_LIST SELECT \
  " WHERE (?1 IS NULL OR e.id IN (SELECT value FROM json_each (?1)))" \
  " AND (?2 IS NULL OR e.cloud_name IN (SELECT value FROM json_each (?2)))" \
  " AND (?3 IS NULL OR begins (e.name, ?3))" \
  " AND (?4 < 0 OR e.enabled = ?4)" \
  " ORDER BY e.seq"

/* The order of the members is that of the official specimens (wire reference 2.1). */
static void
write_row (AcSandboxWriter          *writer,
           AcSandboxEnvironmentForm  form,
           AcSandboxRows            *rows)
{
  ac_sandbox_writer_begin_object (writer);
  ac_sandbox_writer_add_string (writer, "cloud_name", ac_sandbox_rows_get_text (rows, CLOUD_NAME));
  ac_sandbox_writer_add_string (writer, "name", ac_sandbox_rows_get_text (rows, NAME));
  ac_sandbox_writer_add_boolean (writer, "enabled", ac_sandbox_rows_get_int (rows, ENABLED));
  ac_sandbox_writer_add_string (writer, "id", ac_sandbox_rows_get_text (rows, ID));
  ac_sandbox_writer_name (writer, "api_access_keys");
  ac_sandbox_writer_json (writer, ac_sandbox_rows_get_text (rows, KEYS));
  ac_sandbox_writer_add_string (writer, "created_at", ac_sandbox_rows_get_text (rows, CREATED_AT));
  ac_sandbox_writer_add_string (writer, "updated_at", ac_sandbox_rows_get_text (rows, UPDATED_AT));
  if (ac_sandbox_rows_get_text (rows, CUSTOM_ATTRIBUTES) != NULL)
    {
      ac_sandbox_writer_name (writer, "custom_attributes");
      ac_sandbox_writer_json (writer, ac_sandbox_rows_get_text (rows, CUSTOM_ATTRIBUTES));
    }
  if (form == AC_SANDBOX_ENVIRONMENT_CONSOLE)
    {
      ac_sandbox_writer_add_string (writer, "description", ac_sandbox_rows_get_text (rows, DESCRIPTION));
      ac_sandbox_writer_add_string (writer, "folder_mode", ac_sandbox_rows_get_text (rows, FOLDER_MODE));
      ac_sandbox_writer_add_string (writer, "storage_location", ac_sandbox_rows_get_text (rows, STORAGE_LOCATION));
      ac_sandbox_writer_add_int (writer, "support_options", ac_sandbox_rows_get_int (rows, SUPPORT_OPTIONS));
      ac_sandbox_writer_add_int (writer, "asset_count", ac_sandbox_rows_get_int (rows, ASSET_COUNT));
    }
  ac_sandbox_writer_end_object (writer);
}

/**
 * ac_sandbox_environments_write:
 * @state: the program's state
 * @writer: where to write the object
 * @form: for which API
 * @id: which environment
 * @error: return location for a 404
 *
 * Returns: whether it was written
 */
gboolean
ac_sandbox_environments_write (AcSandboxState            *state,
                               AcSandboxWriter           *writer,
                               AcSandboxEnvironmentForm   form,
                               const char                *id,
                               GError                   **error)
{
  g_autoptr(AcSandboxRows) rows = ac_sandbox_store_query (state->store, error, SELECT_ONE, "s", id);
  g_autoptr(GError) local = NULL;

  if (rows == NULL)
    return FALSE;
  if (ac_sandbox_rows_next (rows, &local))
    {
      write_row (writer, form, rows);
      return TRUE;
    }
  if (local == NULL)
    return ac_sandbox_refuse_not_found (error);

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * ac_sandbox_environments_write_list:
 * @state: the program's state
 * @writer: where to write the object with the list
 * @form: for which API
 * @filter: which environments
 * @error: return location for an error
 *
 * Returns: whether the list was written
 */
gboolean
ac_sandbox_environments_write_list (AcSandboxState                    *state,
                                    AcSandboxWriter                   *writer,
                                    AcSandboxEnvironmentForm           form,
                                    const AcSandboxEnvironmentFilter  *filter,
                                    GError                           **error)
{
  g_autofree char *ids = filter->ids != NULL ? ac_sandbox_store_list (filter->ids) : NULL;
  g_autofree char *cloud_names = filter->cloud_names != NULL ? ac_sandbox_store_list (filter->cloud_names) : NULL;
  g_autoptr(AcSandboxRows) rows = NULL;
  g_autoptr(GError) local = NULL;

  rows = ac_sandbox_store_query (state->store, error, SELECT_LIST, "sssi",
                                 ids, cloud_names, filter->prefix, (gint64) filter->enabled);
  if (rows == NULL)
    return FALSE;

  ac_sandbox_writer_begin_object (writer);
  ac_sandbox_writer_name (writer, form == AC_SANDBOX_ENVIRONMENT_PUBLIC ? "sub_accounts" : "environments");
  ac_sandbox_writer_begin_array (writer);
  while (ac_sandbox_rows_next (rows, &local))
    write_row (writer, form, rows);
  ac_sandbox_writer_end_array (writer);
  ac_sandbox_writer_end_object (writer);
  if (local == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * ac_sandbox_environments_check:
 * @state: the program's state
 * @id: an id that a path names
 * @error: return location for a 404
 *
 * Returns: whether there is such an environment
 */
gboolean
ac_sandbox_environments_check (AcSandboxState  *state,
                               const char      *id,
                               GError         **error)
{
  gint64 count;

  if (!ac_sandbox_store_query_int (state->store, error, &count, "SELECT count (*) FROM environments WHERE id = ?", "s", id))
    return FALSE;

  return count > 0 || ac_sandbox_refuse_not_found (error);
}
