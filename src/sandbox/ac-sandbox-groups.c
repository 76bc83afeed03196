/* ac-sandbox-groups.c: user groups in the Provisioning API (wire reference 5)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-sandbox-decisions.h"
#include "ac-sandbox-resources.h"
#include "ac-sandbox-time.h"
#include "ac-sandbox-users.h"

/* One pass for a list with its members: SQLite puts their array together. */
#define MEMBERS \
  "(SELECT json_group_array (json_object ('id', x.id, 'name', x.name, 'email', x.email)) FROM" \
  " (SELECT u.id, u.name, u.email FROM group_members m JOIN users u ON u.id = m.user_id WHERE m.group_id = g.id ORDER BY m.seq) x)"
#define SELECT_SHORT "SELECT g.id, g.name FROM user_groups g"
#define SELECT_EXTENDED "SELECT g.id, g.name, " MEMBERS ", g.created_at, g.updated_at FROM user_groups g"

enum
{
  ID,
  NAME,
  USERS,
  CREATED_AT,
  UPDATED_AT,
};

static const char *
get_id (AcSandboxRequest *request)
{
  return ac_sandbox_request_get_segment (request, "group_id");
}

static void
write_group (AcSandboxWriter *writer,
             AcSandboxRows   *rows,
             gboolean         extended)
{
  ac_sandbox_writer_begin_object (writer);
  ac_sandbox_writer_add_string (writer, "id", ac_sandbox_rows_get_text (rows, ID));
  ac_sandbox_writer_add_string (writer, "name", ac_sandbox_rows_get_text (rows, NAME));
  if (extended)
    {
      ac_sandbox_writer_name (writer, "users");
      ac_sandbox_writer_json (writer, ac_sandbox_rows_get_text (rows, USERS));
      ac_sandbox_writer_add_string (writer, "created_at", ac_sandbox_rows_get_text (rows, CREATED_AT));
      ac_sandbox_writer_add_string (writer, "updated_at", ac_sandbox_rows_get_text (rows, UPDATED_AT));
    }
  ac_sandbox_writer_end_object (writer);
}

static gboolean
read_extended (AcSandboxRequest  *request,
               gboolean          *extended,
               GError           **error)
{
  AcSandboxSwitch value;

  if (!ac_sandbox_params_get_boolean (request->params, "extended_details", &value, error))
    return FALSE;
  *extended = value == AC_SANDBOX_YES;

  return TRUE;
}

/* Answers with one group, or 404. */
static gboolean
write_one (AcSandboxRequest  *request,
           const char        *id,
           gboolean           extended,
           GError           **error)
{
  g_autoptr(AcSandboxRows) rows = NULL;
  g_autoptr(GError) local = NULL;

  rows = ac_sandbox_store_query (request->state->store, error,
                                 extended ? SELECT_EXTENDED " WHERE g.id = ?" : SELECT_SHORT " WHERE g.id = ?", "s", id);
  if (rows == NULL)
    return FALSE;
  if (ac_sandbox_rows_next (rows, &local))
    {
      write_group (request->answer, rows, extended);
      return TRUE;
    }
  if (local == NULL)
    return ac_sandbox_refuse_not_found (error);

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
check_group (AcSandboxRequest  *request,
             GError           **error)
{
  gint64 found;

  if (!ac_sandbox_store_query_int (request->state->store, error, &found,
                                   "SELECT count (*) FROM user_groups WHERE id = ?", "s", get_id (request)))
    return FALSE;

  return found > 0 || ac_sandbox_refuse_not_found (error);
}

/* A name that no other group (@id aside) has. */
static gboolean
read_name (AcSandboxRequest  *request,
           const char        *id,
           const char       **name,
           GError           **error)
{
  gint64 taken;

  if (!ac_sandbox_params_require_string (request->params, "name", AC_SANDBOX_MAX_NAME, name, error) ||
      !ac_sandbox_store_query_int (request->state->store, error, &taken,
                                   "SELECT count (*) FROM user_groups WHERE fold (name) = fold (?) AND id IS NOT ?", "ss", *name, id))
    return FALSE;

  return taken == 0 ||
         ac_sandbox_refuse (error, AC_SANDBOX_ERROR_CONFLICT, AC_SANDBOX_TEXT_GROUP_NAME_TAKEN, *name);
}

static gboolean
list (AcSandboxRequest  *request,
      GError           **error)
{
  g_autoptr(AcSandboxRows) rows = NULL;
  g_autoptr(GError) local = NULL;
  gboolean extended;

  if (!read_extended (request, &extended, error))
    return FALSE;
  rows = ac_sandbox_store_query (request->state->store, error,
                                 extended ? SELECT_EXTENDED " ORDER BY g.seq" : SELECT_SHORT " ORDER BY g.seq", "");
  if (rows == NULL)
    return FALSE;

  ac_sandbox_writer_begin_object (request->answer);
  ac_sandbox_writer_name (request->answer, "user_groups");
  ac_sandbox_writer_begin_array (request->answer);
  while (ac_sandbox_rows_next (rows, &local))
    write_group (request->answer, rows, extended);
  ac_sandbox_writer_end_array (request->answer);
  ac_sandbox_writer_end_object (request->answer);
  if (local == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
create (AcSandboxRequest  *request,
        GError           **error)
{
  g_autofree char *id = NULL;
  g_autofree char *now = ac_sandbox_time_now ();
  const char *name;
  gboolean extended;

  if (!read_extended (request, &extended, error) || !read_name (request, NULL, &name, error))
    return FALSE;

  id = ac_sandbox_state_make_id (request->state, "SELECT count (*) FROM user_groups WHERE id = ?", error);

  return id != NULL &&
         ac_sandbox_store_run (request->state->store, error,
                               "INSERT INTO user_groups (id, name, created_at, updated_at) VALUES (?, ?, ?, ?)",
                               "ssss", id, name, now, now) &&
         write_one (request, id, extended, error);
}

static gboolean
show (AcSandboxRequest  *request,
      GError           **error)
{
  gboolean extended;

  return read_extended (request, &extended, error) &&
         write_one (request, get_id (request), extended, error);
}

static gboolean
update (AcSandboxRequest  *request,
        GError           **error)
{
  g_autofree char *now = ac_sandbox_time_now ();
  const char *name;

  return check_group (request, error) &&
         read_name (request, get_id (request), &name, error) &&
         ac_sandbox_store_run (request->state->store, error, "UPDATE user_groups SET name = ?, updated_at = ? WHERE id = ?",
                               "sss", name, now, get_id (request)) &&
         write_one (request, get_id (request), FALSE, error);
}

/* Not {"message":"ok"}: the SDKs' live tests outweigh the OpenAPI. */
static gboolean
remove_one (AcSandboxRequest  *request,
            GError           **error)
{
  if (!check_group (request, error) ||
      !ac_sandbox_store_run (request->state->store, error, "DELETE FROM user_groups WHERE id = ?", "s", get_id (request)))
    return FALSE;

  ac_sandbox_writer_begin_object (request->answer);
  ac_sandbox_writer_add_boolean (request->answer, "ok", TRUE);
  ac_sandbox_writer_end_object (request->answer);

  return TRUE;
}

static gboolean
write_members (AcSandboxRequest  *request,
               GError           **error)
{
  g_autoptr(AcSandboxRows) rows = NULL;

  rows = ac_sandbox_store_query (request->state->store, error, "SELECT " MEMBERS " FROM user_groups g WHERE g.id = ?", "s", get_id (request));
  if (rows == NULL || !ac_sandbox_rows_next (rows, error))
    return FALSE;

  ac_sandbox_writer_begin_object (request->answer);
  ac_sandbox_writer_name (request->answer, "users");
  ac_sandbox_writer_json (request->answer, ac_sandbox_rows_get_text (rows, 0));
  ac_sandbox_writer_end_object (request->answer);

  return TRUE;
}

static gboolean
list_members (AcSandboxRequest  *request,
              GError           **error)
{
  return check_group (request, error) && write_members (request, error);
}

/* A group is as new as its latest change of members. */
static gboolean
touch (AcSandboxRequest  *request,
       GError           **error)
{
  g_autofree char *now = ac_sandbox_time_now ();

  return ac_sandbox_store_run (request->state->store, error, "UPDATE user_groups SET updated_at = ? WHERE id = ?",
                               "ss", now, get_id (request));
}

static gboolean
add_member (AcSandboxRequest  *request,
            GError           **error)
{
  const char *user_id = ac_sandbox_request_get_segment (request, "user_id");

  if (!check_group (request, error) ||
      !ac_sandbox_users_check (request->state, user_id, error) ||
      !ac_sandbox_store_run (request->state->store, error,
                             "INSERT OR IGNORE INTO group_members (group_id, user_id) VALUES (?, ?)",
                             "ss", get_id (request), user_id))
    return FALSE;
  if (ac_sandbox_store_get_changes (request->state->store) > 0 && !touch (request, error))
    return FALSE;

  return write_members (request, error);
}

static gboolean
remove_member (AcSandboxRequest  *request,
               GError           **error)
{
  const char *user_id = ac_sandbox_request_get_segment (request, "user_id");

  if (!check_group (request, error) ||
      !ac_sandbox_store_run (request->state->store, error,
                             "DELETE FROM group_members WHERE group_id = ? AND user_id = ?", "ss", get_id (request), user_id))
    return FALSE;
  if (ac_sandbox_store_get_changes (request->state->store) == 0)
    return ac_sandbox_refuse_not_found (error);

  return touch (request, error) && write_members (request, error);
}

#define PATH AC_SANDBOX_PROVISIONING "/user_groups"
#define VIEW AC_SANDBOX_GUARD_ACCOUNT, AC_SANDBOX_SUBJECT_USERS, AC_SANDBOX_LEVEL_VIEW
#define EDIT AC_SANDBOX_GUARD_ACCOUNT, AC_SANDBOX_SUBJECT_USERS, AC_SANDBOX_LEVEL_EDIT

static const AcSandboxRoute routes[] = {
  { "GET", PATH, VIEW, list },
  { "POST", PATH, EDIT, create },
  { "GET", PATH "/{group_id}", VIEW, show },
  { "PUT", PATH "/{group_id}", EDIT, update },
  { "DELETE", PATH "/{group_id}", EDIT, remove_one },
  { "GET", PATH "/{group_id}/users", VIEW, list_members },
  { "POST", PATH "/{group_id}/users/{user_id}", EDIT, add_member },
  { "DELETE", PATH "/{group_id}/users/{user_id}", EDIT, remove_member },
};

const AcSandboxRouteTable ac_sandbox_group_routes = AC_SANDBOX_ROUTE_TABLE (routes);
