/* ac-sandbox-access-keys.c: the access keys of a product environment in the store
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-sandbox-access-keys.h"
#include "ac-sandbox-decisions.h"
#include "ac-sandbox-request.h"
#include "ac-sandbox-time.h"

#define SELECT \
  "SELECT name, api_key, api_secret, created_at, updated_at, enabled, dedicated_for, root FROM access_keys WHERE environment_id = ?"

enum
{
  NAME,
  API_KEY,
  API_SECRET,
  CREATED_AT,
  UPDATED_AT,
  ENABLED,
  DEDICATED_FOR,
  ROOT,
};

/* The values of sort_by, NULL-terminated. */
const char *const ac_sandbox_access_key_sorts[] = { "api_key", "created_at", "name", "enabled", NULL };

/* By index there, descending and ascending. Those that were made in one second keep the order of creation. */
#define ORDERED(column) { SELECT " ORDER BY " column " DESC, seq DESC LIMIT ? OFFSET ?", SELECT " ORDER BY " column " ASC, seq ASC LIMIT ? OFFSET ?" }

static const char *const page_queries[][2] = {
  ORDERED ("api_key"),
  ORDERED ("created_at"),
  ORDERED ("fold (name)"),
  ORDERED ("enabled"),
};

/* A seeded generator begins again with each start, over a database that has its first keys already. */
static gboolean
new_api_key (AcSandboxState  *state,
             char           **api_key,
             GError         **error)
{
  for (;;)
    {
      g_autofree char *key = ac_sandbox_random_api_key (state->random);
      gint64 count;

      if (!ac_sandbox_store_query_int (state->store, error, &count, "SELECT count (*) FROM access_keys WHERE api_key = ?", "s", key))
        return FALSE;
      if (count == 0)
        {
          *api_key = g_steal_pointer (&key);
          return TRUE;
        }
    }
}

/**
 * ac_sandbox_access_keys_create:
 * @state: the program's state
 * @environment_id: the environment that gets the key
 * @name: its name, which no other key of the environment has
 * @enabled: whether it works
 * @root: whether it is the one that is made with the environment
 * @now: the time
 * @api_key: (out) (optional) (transfer full): the new key
 * @error: return location for an error
 *
 * Returns: whether it was made
 */
gboolean
ac_sandbox_access_keys_create (AcSandboxState  *state,
                               const char      *environment_id,
                               const char      *name,
                               gboolean         enabled,
                               gboolean         root,
                               const char      *now,
                               char           **api_key,
                               GError         **error)
{
  g_autofree char *key = NULL;
  g_autofree char *secret = ac_sandbox_random_api_secret (state->random);

  if (!new_api_key (state, &key, error) ||
      !ac_sandbox_store_run (state->store, error,
                             "INSERT INTO access_keys (environment_id, api_key, api_secret, name, enabled, root, created_at, updated_at)"
                             " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                             "ssssiiss", environment_id, key, secret, name, (gint64) enabled, (gint64) root, now, now))
    return FALSE;

  if (api_key != NULL)
    *api_key = g_steal_pointer (&key);
  return TRUE;
}

/**
 * ac_sandbox_access_keys_create_root:
 * @state: the program's state
 * @environment_id: a new environment
 * @now: the time
 * @error: return location for an error
 *
 * Makes the key that each environment begins with (wire reference 3.1).
 *
 * Returns: whether it was made
 */
gboolean
ac_sandbox_access_keys_create_root (AcSandboxState  *state,
                                    const char      *environment_id,
                                    const char      *now,
                                    GError         **error)
{
  return ac_sandbox_access_keys_create (state, environment_id, "Root", TRUE, TRUE, now, NULL, error);
}

/* The order is asserted by the Node SDK's live tests (wire reference 3.1). */
static void
write_row (AcSandboxWriter *writer,
           AcSandboxRows   *rows)
{
  const char *dedicated_for = ac_sandbox_rows_get_text (rows, DEDICATED_FOR);

  ac_sandbox_writer_begin_object (writer);
  ac_sandbox_writer_add_string (writer, "name", ac_sandbox_rows_get_text (rows, NAME));
  ac_sandbox_writer_add_string (writer, "api_key", ac_sandbox_rows_get_text (rows, API_KEY));
  ac_sandbox_writer_add_string (writer, "api_secret", ac_sandbox_rows_get_text (rows, API_SECRET));
  ac_sandbox_writer_add_string (writer, "created_at", ac_sandbox_rows_get_text (rows, CREATED_AT));
  ac_sandbox_writer_add_string (writer, "updated_at", ac_sandbox_rows_get_text (rows, UPDATED_AT));
  ac_sandbox_writer_add_boolean (writer, "enabled", ac_sandbox_rows_get_int (rows, ENABLED));
  if (dedicated_for != NULL)
    {
      ac_sandbox_writer_name (writer, "dedicated_for");
      ac_sandbox_writer_begin_array (writer);
      ac_sandbox_writer_string (writer, dedicated_for);
      ac_sandbox_writer_end_array (writer);
    }
  ac_sandbox_writer_add_boolean (writer, "root", ac_sandbox_rows_get_int (rows, ROOT));
  ac_sandbox_writer_end_object (writer);
}

/**
 * ac_sandbox_access_keys_write:
 * @state: the program's state
 * @writer: where to write the object
 * @environment_id: the environment
 * @api_key: which of its keys
 * @error: return location for a 404
 *
 * Returns: whether it was written
 */
gboolean
ac_sandbox_access_keys_write (AcSandboxState   *state,
                              AcSandboxWriter  *writer,
                              const char       *environment_id,
                              const char       *api_key,
                              GError          **error)
{
  g_autoptr(AcSandboxRows) rows = ac_sandbox_store_query (state->store, error, SELECT " AND api_key = ?", "ss", environment_id, api_key);
  g_autoptr(GError) local = NULL;

  if (rows == NULL)
    return FALSE;
  if (ac_sandbox_rows_next (rows, &local))
    {
      write_row (writer, rows);
      return TRUE;
    }
  if (local == NULL)
    return ac_sandbox_refuse_not_found (error);

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * ac_sandbox_access_keys_write_page:
 * @state: the program's state
 * @writer: where to write the object with the list
 * @environment_id: the environment
 * @page: which keys, in which order
 * @error: return location for an error
 *
 * Returns: whether the list was written; its `total` is that of all keys
 */
gboolean
ac_sandbox_access_keys_write_page (AcSandboxState                *state,
                                   AcSandboxWriter               *writer,
                                   const char                    *environment_id,
                                   const AcSandboxAccessKeyPage  *page,
                                   GError                       **error)
{
  gint64 limit = page->page > 0 ? page->page_size : -1;
  gint64 offset = page->page > 0 ? (page->page - 1) * page->page_size : 0;
  g_autoptr(AcSandboxRows) rows = NULL;
  g_autoptr(GError) local = NULL;
  gint64 total;

  if (!ac_sandbox_store_query_int (state->store, error, &total, "SELECT count (*) FROM access_keys WHERE environment_id = ?", "s", environment_id))
    return FALSE;
  rows = ac_sandbox_store_query (state->store, error, page_queries[page->sort_by][page->ascending ? 1 : 0],
                                 "sii", environment_id, limit, offset);
  if (rows == NULL)
    return FALSE;

  ac_sandbox_writer_begin_object (writer);
  ac_sandbox_writer_name (writer, "access_keys");
  ac_sandbox_writer_begin_array (writer);
  while (ac_sandbox_rows_next (rows, &local))
    write_row (writer, rows);
  ac_sandbox_writer_end_array (writer);
  ac_sandbox_writer_add_int (writer, "total", total);
  ac_sandbox_writer_end_object (writer);
  if (local == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * ac_sandbox_access_keys_check_name:
 * @state: the program's state
 * @environment_id: the environment
 * @name: a name that a key shall get
 * @api_key: (nullable): the key that gets it, when there is one already
 * @error: return location for a 409
 *
 * Returns: whether no other key of the environment has it
 */
gboolean
ac_sandbox_access_keys_check_name (AcSandboxState  *state,
                                   const char      *environment_id,
                                   const char      *name,
                                   const char      *api_key,
                                   GError         **error)
{
  gint64 count;

  if (!ac_sandbox_store_query_int (state->store, error, &count,
                                   "SELECT count (*) FROM access_keys WHERE environment_id = ? AND name = ? AND api_key IS NOT ?",
                                   "sss", environment_id, name, api_key))
    return FALSE;

  return count == 0 ||
         ac_sandbox_refuse (error, AC_SANDBOX_ERROR_CONFLICT, AC_SANDBOX_TEXT_KEY_NAME_TAKEN, name);
}

/**
 * ac_sandbox_access_keys_make_name:
 * @state: the program's state
 * @environment_id: the environment
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a name for a key that was given none
 */
char *
ac_sandbox_access_keys_make_name (AcSandboxState  *state,
                                  const char      *environment_id,
                                  GError         **error)
{
  for (guint number = 1;; number++)
    {
      g_autofree char *name = g_strdup_printf (AC_SANDBOX_GENERATED_KEY_NAME, number);
      g_autoptr(GError) local = NULL;

      if (ac_sandbox_access_keys_check_name (state, environment_id, name, NULL, &local))
        return g_steal_pointer (&name);
      if (!g_error_matches (local, AC_SANDBOX_ERROR, AC_SANDBOX_ERROR_CONFLICT))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
    }
}

/* The mark is one: whoever had it before loses it. */
static gboolean
dedicate (AcSandboxState  *state,
          const char      *environment_id,
          const char      *api_key,
          const char      *dedicated_for,
          const char      *now,
          GError         **error)
{
  return ac_sandbox_store_run (state->store, error,
                               "UPDATE access_keys SET dedicated_for = NULL, updated_at = ? WHERE environment_id = ? AND dedicated_for = ? AND api_key <> ?",
                               "ssss", now, environment_id, dedicated_for, api_key) &&
         ac_sandbox_store_run (state->store, error,
                               "UPDATE access_keys SET dedicated_for = ? WHERE environment_id = ? AND api_key = ?",
                               "sss", dedicated_for, environment_id, api_key);
}

/**
 * ac_sandbox_access_keys_change:
 * @state: the program's state
 * @environment_id: the environment
 * @api_key: which of its keys
 * @change: what becomes of it; its texts have been checked
 * @error: return location for a refusal: there is none, its name is taken
 *
 * Returns: whether it was changed
 */
gboolean
ac_sandbox_access_keys_change (AcSandboxState                  *state,
                               const char                      *environment_id,
                               const char                      *api_key,
                               const AcSandboxAccessKeyChange  *change,
                               GError                         **error)
{
  g_autofree char *now = ac_sandbox_time_now ();

  if (change->name != NULL && !ac_sandbox_access_keys_check_name (state, environment_id, change->name, api_key, error))
    return FALSE;
  if (!ac_sandbox_store_run (state->store, error,
                             "UPDATE access_keys SET name = ifnull (?, name), enabled = iif (?2 < 0, enabled, ?2), updated_at = ?"
                             " WHERE environment_id = ? AND api_key = ?",
                             "sisss", change->name, (gint64) change->enabled, now, environment_id, api_key))
    return FALSE;
  if (ac_sandbox_store_get_changes (state->store) == 0)
    return ac_sandbox_refuse_not_found (error);

  return !change->set_dedicated || dedicate (state, environment_id, api_key, change->dedicated_for, now, error);
}

/**
 * ac_sandbox_access_keys_find_named:
 * @state: the program's state
 * @environment_id: the environment
 * @name: a key's name
 * @error: return location for a 404
 *
 * Returns: (transfer full) (nullable): the key with that name
 */
char *
ac_sandbox_access_keys_find_named (AcSandboxState  *state,
                                   const char      *environment_id,
                                   const char      *name,
                                   GError         **error)
{
  g_autoptr(AcSandboxRows) rows = ac_sandbox_store_query (state->store, error, SELECT " AND name = ?", "ss", environment_id, name);
  g_autoptr(GError) local = NULL;

  if (rows == NULL)
    return NULL;
  if (ac_sandbox_rows_next (rows, &local))
    return g_strdup (ac_sandbox_rows_get_text (rows, API_KEY));
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    ac_sandbox_refuse_not_found (error);

  return NULL;
}

/**
 * ac_sandbox_access_keys_remove:
 * @state: the program's state
 * @environment_id: the environment
 * @api_key: which of its keys
 * @error: return location for a refusal: there is none, it is the root key, it is the last enabled one
 *
 * Returns: whether it was removed
 */
gboolean
ac_sandbox_access_keys_remove (AcSandboxState  *state,
                               const char      *environment_id,
                               const char      *api_key,
                               GError         **error)
{
  g_autoptr(AcSandboxRows) rows = ac_sandbox_store_query (state->store, error, SELECT " AND api_key = ?", "ss", environment_id, api_key);
  gint64 others;

  if (rows == NULL ||
      !ac_sandbox_store_query_int (state->store, error, &others,
                                   "SELECT count (*) FROM access_keys WHERE environment_id = ? AND enabled AND api_key <> ?",
                                   "ss", environment_id, api_key))
    return FALSE;
  if (!ac_sandbox_rows_next (rows, NULL))
    return ac_sandbox_refuse_not_found (error);
  if (ac_sandbox_rows_get_int (rows, ROOT))
    return ac_sandbox_refuse (error, AC_SANDBOX_ERROR_BAD_REQUEST, AC_SANDBOX_TEXT_DELETE_ROOT_KEY);
  if (ac_sandbox_rows_get_int (rows, ENABLED) && others == 0)
    return ac_sandbox_refuse (error, AC_SANDBOX_ERROR_BAD_REQUEST, AC_SANDBOX_TEXT_DELETE_LAST_KEY);

  return ac_sandbox_store_run (state->store, error, "DELETE FROM access_keys WHERE environment_id = ? AND api_key = ?", "ss", environment_id, api_key);
}
