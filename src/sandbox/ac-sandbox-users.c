/* ac-sandbox-users.c: reading users
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-sandbox-request.h"
#include "ac-sandbox-users.h"

/* The ids and the groups are put together by SQLite: a list is one pass. Both inner selects are in order, and
 * the aggregates take the rows as they come. */
#define SELECT \
  "SELECT u.id, u.name, u.first_name, u.last_name, u.role, u.email, u.pending, u.enabled, u.created_at, u.updated_at," \
  " u.last_login, u.all_environments, u.providers, u.email_preferences, u.two_factor, u.root," \
  " (SELECT a.id FROM account a)," \
  " (SELECT group_concat (x.environment_id, ',') FROM" \
  "  (SELECT e.environment_id FROM user_environments e WHERE e.user_id = u.id ORDER BY e.seq) x)," \
  " (SELECT count (*) FROM user_environments e WHERE e.user_id = u.id)," \
  " (SELECT json_group_array (json_object ('id', x.id, 'name', x.name)) FROM" \
  "  (SELECT g.id, g.name FROM group_members m JOIN user_groups g ON g.id = m.group_id WHERE m.user_id = u.id ORDER BY g.seq) x)," \
  " (SELECT count (*) FROM group_members m WHERE m.user_id = u.id)," \
  " (SELECT count (*) FROM environments)" \
  " FROM users u"

enum
{
  ID,
  NAME,
  FIRST_NAME,
  LAST_NAME,
  ROLE,
  EMAIL,
  PENDING,
  ENABLED,
  CREATED_AT,
  UPDATED_AT,
  LAST_LOGIN,
  ALL_ENVIRONMENTS,
  PROVIDERS,
  EMAIL_PREFERENCES,
  TWO_FACTOR,
  ROOT,
  ACCOUNT_ID,
  ENVIRONMENT_IDS,
  N_ENVIRONMENTS,
  GROUPS,
  N_GROUPS,
  N_ALL_ENVIRONMENTS,
};

/* The prefix is compared as a text, not as a pattern: % and _ mean themselves. Addresses compare without case by
 * their column's collation. */
#define CONDITIONS \
  " WHERE (?1 IS NULL OR u.id IN (SELECT value FROM json_each (?1)))" \
  " AND (?2 IS NULL OR u.email IN (SELECT value FROM json_each (?2)))" \
  " AND (?3 IS NULL OR begins (u.name, ?3) OR begins (u.email, ?3))" \
  " AND (?4 IS NULL OR u.all_environments" \
  "  OR EXISTS (SELECT 1 FROM user_environments e WHERE e.user_id = u.id AND e.environment_id = ?4))" \
  " AND (?5 < 0 OR u.pending = ?5)" \
  " AND (?6 < 0 OR (u.last_login IS NOT NULL AND (?7 IS NULL OR u.last_login >= ?7)" \
  "  AND (?8 IS NULL OR u.last_login < ?8)) = ?6)"

/* By AcSandboxUserSort; who was never here comes before everybody who was. */
static const char *const sort_terms[] = { "fold (u.name)", "u.role", "u.pending", "u.last_login", "u.created_at" };

/**
 * ac_sandbox_user_filter_clear:
 * @self: a filter, which is as if it were new afterwards
 */
void
ac_sandbox_user_filter_clear (AcSandboxUserFilter *self)
{
  g_clear_pointer (&self->ids, g_strfreev);
  g_clear_pointer (&self->emails, g_strfreev);
  g_clear_pointer (&self->from, g_free);
  g_clear_pointer (&self->before, g_free);
}

static void
write_access (AcSandboxWriter *writer,
              AcSandboxRows   *rows)
{
  gboolean all = ac_sandbox_rows_get_int (rows, ALL_ENVIRONMENTS);
  const char *ids = ac_sandbox_rows_get_text (rows, ENVIRONMENT_IDS);

  ac_sandbox_writer_add_boolean (writer, "all_sub_accounts", all);
  if (!all)
    ac_sandbox_writer_add_string (writer, "sub_account_ids", ids != NULL ? ids : "");
}

static void
write_counts (AcSandboxWriter *writer,
              AcSandboxRows   *rows)
{
  gboolean all = ac_sandbox_rows_get_int (rows, ALL_ENVIRONMENTS);

  ac_sandbox_writer_add_int (writer, "group_count", ac_sandbox_rows_get_int (rows, N_GROUPS));
  ac_sandbox_writer_add_int (writer, "sub_account_count",
                             ac_sandbox_rows_get_int (rows, all ? N_ALL_ENVIRONMENTS : N_ENVIRONMENTS));
}

/* Wire reference 4.1. */
static void
write_user (AcSandboxWriter *writer,
            AcSandboxRows   *rows)
{
  gboolean pending = ac_sandbox_rows_get_int (rows, PENDING);

  ac_sandbox_writer_begin_object (writer);
  ac_sandbox_writer_add_string (writer, "id", ac_sandbox_rows_get_text (rows, ID));
  ac_sandbox_writer_add_string (writer, "name", ac_sandbox_rows_get_text (rows, NAME));
  ac_sandbox_writer_add_string (writer, "first_name", ac_sandbox_rows_get_text (rows, FIRST_NAME));
  ac_sandbox_writer_add_string (writer, "last_name", ac_sandbox_rows_get_text (rows, LAST_NAME));
  ac_sandbox_writer_add_string (writer, "role", ac_sandbox_rows_get_text (rows, ROLE));
  ac_sandbox_writer_add_string (writer, "email", ac_sandbox_rows_get_text (rows, EMAIL));
  ac_sandbox_writer_add_boolean (writer, "pending", pending);
  ac_sandbox_writer_add_boolean (writer, "enabled", ac_sandbox_rows_get_int (rows, ENABLED));
  ac_sandbox_writer_add_string (writer, "created_at", ac_sandbox_rows_get_text (rows, CREATED_AT));
  ac_sandbox_writer_add_string (writer, "updated_at", ac_sandbox_rows_get_text (rows, UPDATED_AT));
  if (ac_sandbox_rows_get_text (rows, LAST_LOGIN) != NULL)
    ac_sandbox_writer_add_string (writer, "last_login", ac_sandbox_rows_get_text (rows, LAST_LOGIN));
  write_access (writer, rows);
  ac_sandbox_writer_name (writer, "groups");
  ac_sandbox_writer_json (writer, ac_sandbox_rows_get_text (rows, GROUPS));
  ac_sandbox_writer_name (writer, "providers");
  ac_sandbox_writer_json (writer, ac_sandbox_rows_get_text (rows, PROVIDERS));
  ac_sandbox_writer_name (writer, "email_preferences");
  ac_sandbox_writer_json (writer, ac_sandbox_rows_get_text (rows, EMAIL_PREFERENCES));
  ac_sandbox_writer_add_string (writer, "account_id", ac_sandbox_rows_get_text (rows, ACCOUNT_ID));
  ac_sandbox_writer_add_boolean (writer, "two_factor", ac_sandbox_rows_get_int (rows, TWO_FACTOR));
  ac_sandbox_writer_add_string (writer, "status", pending ? "pending" : "active");
  ac_sandbox_writer_add_boolean (writer, "root", ac_sandbox_rows_get_int (rows, ROOT));
  write_counts (writer, rows);
  ac_sandbox_writer_end_object (writer);
}

/**
 * ac_sandbox_users_write:
 * @state: the state
 * @writer: where the user is written to
 * @id: the user's id
 * @error: return location for an error; a 404 when there is no such user
 *
 * Returns: whether the user was written
 */
gboolean
ac_sandbox_users_write (AcSandboxState   *state,
                        AcSandboxWriter  *writer,
                        const char       *id,
                        GError          **error)
{
  g_autoptr(AcSandboxRows) rows = ac_sandbox_store_query (state->store, error, SELECT " WHERE u.id = ?", "s", id);
  g_autoptr(GError) local = NULL;

  if (rows == NULL)
    return FALSE;
  if (ac_sandbox_rows_next (rows, &local))
    {
      write_user (writer, rows);
      return TRUE;
    }
  if (local == NULL)
    return ac_sandbox_refuse_not_found (error);

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static char *
format_order (const AcSandboxUserFilter *filter)
{
  const char *direction = filter->ascending ? "ASC" : "DESC";

  if (filter->sort == AC_SANDBOX_USER_SORT_NONE)
    return g_strdup_printf (" ORDER BY u.seq %s", direction);

  return g_strdup_printf (" ORDER BY %s %s, u.seq %s", sort_terms[filter->sort], direction, direction);
}

/**
 * ac_sandbox_users_write_list:
 * @state: the state
 * @writer: where an array is written to
 * @filter: which users
 * @error: return location for an error
 *
 * Returns: whether the list was written
 */
gboolean
ac_sandbox_users_write_list (AcSandboxState             *state,
                             AcSandboxWriter            *writer,
                             const AcSandboxUserFilter  *filter,
                             GError                    **error)
{
  g_autofree char *order = format_order (filter);
  g_autofree char *sql = g_strconcat (SELECT CONDITIONS, order, " LIMIT ?9 OFFSET ?10", NULL);
  g_autofree char *ids = filter->ids != NULL ? ac_sandbox_store_list ((const char *const *) filter->ids) : NULL;
  g_autofree char *emails = filter->emails != NULL ? ac_sandbox_store_list ((const char *const *) filter->emails) : NULL;
  g_autoptr(AcSandboxRows) rows = NULL;
  g_autoptr(GError) local = NULL;

  rows = ac_sandbox_store_query (state->store, error, sql, "ssssiissii",
                                 ids, emails, filter->prefix, filter->environment_id,
                                 (gint64) filter->pending, (gint64) filter->logged_in, filter->from, filter->before,
                                 filter->limit, filter->offset);
  if (rows == NULL)
    return FALSE;

  ac_sandbox_writer_begin_array (writer);
  while (ac_sandbox_rows_next (rows, &local))
    write_user (writer, rows);
  ac_sandbox_writer_end_array (writer);
  if (local == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * ac_sandbox_users_check:
 * @state: the state
 * @id: a user's id
 * @error: return location for an error; a 404 when there is no such user
 *
 * Returns: whether there is such a user
 */
gboolean
ac_sandbox_users_check (AcSandboxState  *state,
                        const char      *id,
                        GError         **error)
{
  gint64 found;

  if (!ac_sandbox_store_query_int (state->store, error, &found, "SELECT count (*) FROM users WHERE id = ?", "s", id))
    return FALSE;

  return found > 0 || ac_sandbox_refuse_not_found (error);
}
