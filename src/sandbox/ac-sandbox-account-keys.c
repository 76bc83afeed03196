/* ac-sandbox-account-keys.c: the keys of the account in the Console API (README.md)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-sandbox-decisions.h"
#include "ac-sandbox-random.h"
#include "ac-sandbox-resources.h"
#include "ac-sandbox-time.h"

#define SELECT "SELECT name, key, secret, role, enabled, root, created_at, updated_at FROM account_keys"

enum
{
  NAME,
  KEY,
  SECRET,
  ROLE,
  ENABLED,
  ROOT,
  CREATED_AT,
  UPDATED_AT,
};

static void
write_row (AcSandboxWriter *writer,
           AcSandboxRows   *rows,
           gboolean         with_secret)
{
  ac_sandbox_writer_begin_object (writer);
  ac_sandbox_writer_add_string (writer, "name", ac_sandbox_rows_get_text (rows, NAME));
  ac_sandbox_writer_add_string (writer, "api_key", ac_sandbox_rows_get_text (rows, KEY));
  if (with_secret)
    ac_sandbox_writer_add_string (writer, "api_secret", ac_sandbox_rows_get_text (rows, SECRET));
  ac_sandbox_writer_add_string (writer, "role", ac_sandbox_rows_get_text (rows, ROLE));
  ac_sandbox_writer_add_boolean (writer, "enabled", ac_sandbox_rows_get_int (rows, ENABLED));
  ac_sandbox_writer_add_boolean (writer, "root", ac_sandbox_rows_get_int (rows, ROOT));
  ac_sandbox_writer_add_string (writer, "created_at", ac_sandbox_rows_get_text (rows, CREATED_AT));
  ac_sandbox_writer_add_string (writer, "updated_at", ac_sandbox_rows_get_text (rows, UPDATED_AT));
  ac_sandbox_writer_end_object (writer);
}

static gboolean
list (AcSandboxRequest  *request,
      GError           **error)
{
  g_autoptr(AcSandboxRows) rows = ac_sandbox_store_query (request->state->store, error, SELECT " ORDER BY seq", "");
  g_autoptr(GError) local = NULL;
  AcSandboxWriter *writer = request->answer;

  if (rows == NULL)
    return FALSE;

  ac_sandbox_writer_begin_object (writer);
  ac_sandbox_writer_name (writer, "account_keys");
  ac_sandbox_writer_begin_array (writer);
  while (ac_sandbox_rows_next (rows, &local))
    write_row (writer, rows, FALSE);
  ac_sandbox_writer_end_array (writer);
  ac_sandbox_writer_end_object (writer);
  if (local == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* The key of the path, with 404 when there is none, and 403 when its role may more than who asks: a key that could read
 * or switch such a one would be as mighty. */
static AcSandboxRows *
get_key (AcSandboxRequest  *request,
         GError           **error)
{
  g_autoptr(AcSandboxRows) rows =
    ac_sandbox_store_query (request->state->store, error, SELECT " WHERE key = ?", "s", ac_sandbox_request_get_segment (request, "key"));
  g_autoptr(GError) local = NULL;
  AcSandboxRole role;

  if (rows == NULL)
    return NULL;
  if (!ac_sandbox_rows_next (rows, &local))
    {
      if (local != NULL)
        g_propagate_error (error, g_steal_pointer (&local));
      else
        ac_sandbox_refuse_not_found (error);
      return NULL;
    }
  if (!ac_sandbox_role_from_name (ac_sandbox_rows_get_text (rows, ROLE), &role) ||
      !ac_sandbox_role_includes (request->role, role))
    {
      ac_sandbox_refuse (error, AC_SANDBOX_ERROR_FORBIDDEN, AC_SANDBOX_TEXT_FORBIDDEN);
      return NULL;
    }

  return g_steal_pointer (&rows);
}

static gboolean
show (AcSandboxRequest  *request,
      GError           **error)
{
  g_autoptr(AcSandboxRows) rows = get_key (request, error);

  if (rows == NULL)
    return FALSE;

  write_row (request->answer, rows, TRUE);
  return TRUE;
}

/* One that is there. */
static gboolean
write_key (AcSandboxRequest  *request,
           const char        *key,
           gboolean           with_secret,
           GError           **error)
{
  g_autoptr(AcSandboxRows) rows = ac_sandbox_store_query (request->state->store, error, SELECT " WHERE key = ?", "s", key);

  if (rows == NULL || !ac_sandbox_rows_next (rows, error))
    return FALSE;

  write_row (request->answer, rows, with_secret);
  return TRUE;
}

static gboolean
check_name (AcSandboxRequest  *request,
            const char        *name,
            const char        *key,
            GError           **error)
{
  gint64 count;

  if (!ac_sandbox_store_query_int (request->state->store, error, &count,
                                   "SELECT count (*) FROM account_keys WHERE name = ? AND key IS NOT ?", "ss", name, key))
    return FALSE;

  return count == 0 ||
         ac_sandbox_refuse (error, AC_SANDBOX_ERROR_CONFLICT, AC_SANDBOX_TEXT_KEY_NAME_TAKEN, name);
}

/* A seeded generator begins again with each start, over a database that has its first keys already. */
static char *
make_key (AcSandboxRequest  *request,
          GError           **error)
{
  for (;;)
    {
      g_autofree char *key = ac_sandbox_random_api_key (request->state->random);
      gint64 count;

      if (!ac_sandbox_store_query_int (request->state->store, error, &count,
                                       "SELECT count (*) FROM account_keys WHERE key = ?", "s", key))
        return NULL;
      if (count == 0)
        return g_steal_pointer (&key);
    }
}

static gboolean
get_role (AcSandboxRequest  *request,
          AcSandboxRole     *role,
          GError           **error)
{
  int choice;

  if (!ac_sandbox_params_get_choice (request->params, "role", ac_sandbox_role_names, &choice, error))
    return FALSE;
  if (choice < 0)
    return ac_sandbox_refuse (error, AC_SANDBOX_ERROR_BAD_REQUEST, AC_SANDBOX_TEXT_MISSING, "role");

  *role = (AcSandboxRole) choice;
  return ac_sandbox_role_includes (request->role, *role) ||
         ac_sandbox_refuse (error, AC_SANDBOX_ERROR_FORBIDDEN, AC_SANDBOX_TEXT_FORBIDDEN);
}

static gboolean
create (AcSandboxRequest  *request,
        GError           **error)
{
  g_autofree char *now = ac_sandbox_time_now ();
  g_autofree char *key = NULL;
  g_autofree char *secret = NULL;
  const char *name;
  AcSandboxRole role = AC_SANDBOX_ROLE_MEDIA_LIBRARY_USER;

  if (!ac_sandbox_params_get_name (request->params, "name", AC_SANDBOX_MAX_NAME, &name, error))
    return FALSE;
  if (name == NULL)
    return ac_sandbox_refuse (error, AC_SANDBOX_ERROR_BAD_REQUEST, AC_SANDBOX_TEXT_MISSING, "name");
  if (!get_role (request, &role, error) || !check_name (request, name, NULL, error))
    return FALSE;

  key = make_key (request, error);
  if (key == NULL)
    return FALSE;
  secret = ac_sandbox_random_api_secret (request->state->random);
  if (!ac_sandbox_store_run (request->state->store, error,
                             "INSERT INTO account_keys (key, secret, name, role, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)",
                             "ssssss", key, secret, name, ac_sandbox_role_names[role], now, now))
    return FALSE;

  return write_key (request, key, TRUE, error);
}

/* Account keys can't be deleted, and one always works: else nobody could get in any more. */
static gboolean
check_not_last (AcSandboxRequest  *request,
                const char        *key,
                GError           **error)
{
  gint64 others;

  if (!ac_sandbox_store_query_int (request->state->store, error, &others,
                                   "SELECT count (*) FROM account_keys WHERE enabled AND key <> ?", "s", key))
    return FALSE;

  return others > 0 ||
         ac_sandbox_refuse (error, AC_SANDBOX_ERROR_CONFLICT, AC_SANDBOX_TEXT_DISABLE_LAST_ACCOUNT_KEY);
}

static gboolean
update (AcSandboxRequest  *request,
        GError           **error)
{
  const char *key = ac_sandbox_request_get_segment (request, "key");
  g_autoptr(AcSandboxRows) rows = get_key (request, error);
  g_autofree char *now = ac_sandbox_time_now ();
  AcSandboxSwitch enabled;
  const char *name;

  if (rows == NULL ||
      !ac_sandbox_params_get_name (request->params, "name", AC_SANDBOX_MAX_NAME, &name, error) ||
      !ac_sandbox_params_get_boolean (request->params, "enabled", &enabled, error) ||
      (name != NULL && !check_name (request, name, key, error)) ||
      (enabled == AC_SANDBOX_NO && !check_not_last (request, key, error)) ||
      !ac_sandbox_store_run (request->state->store, error,
                             "UPDATE account_keys SET name = ifnull (?, name), enabled = iif (?2 < 0, enabled, ?2), updated_at = ? WHERE key = ?",
                             "siss", name, (gint64) enabled, now, key))
    return FALSE;

  g_clear_pointer (&rows, ac_sandbox_rows_free);
  return write_key (request, key, FALSE, error);
}

#define PATH AC_SANDBOX_CONSOLE "/account_keys"

static const AcSandboxRoute routes[] = {
  { "GET", PATH, AC_SANDBOX_GUARD_ACCOUNT, AC_SANDBOX_SUBJECT_ACCOUNT_KEYS, AC_SANDBOX_LEVEL_VIEW, list },
  { "POST", PATH, AC_SANDBOX_GUARD_ACCOUNT, AC_SANDBOX_SUBJECT_ACCOUNT_KEYS, AC_SANDBOX_LEVEL_EDIT, create },
  { "GET", PATH "/{key}", AC_SANDBOX_GUARD_ACCOUNT, AC_SANDBOX_SUBJECT_ACCOUNT_KEYS, AC_SANDBOX_LEVEL_VIEW, show },
  { "PUT", PATH "/{key}", AC_SANDBOX_GUARD_ACCOUNT, AC_SANDBOX_SUBJECT_ACCOUNT_KEYS, AC_SANDBOX_LEVEL_EDIT, update },
};

const AcSandboxRouteTable ac_sandbox_account_key_routes = AC_SANDBOX_ROUTE_TABLE (routes);
