/* ac-sandbox-user-routes.c: users in the Provisioning API (wire reference 4)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-sandbox-decisions.h"
#include "ac-sandbox-mail.h"
#include "ac-sandbox-resources.h"
#include "ac-sandbox-time.h"
#include "ac-sandbox-users.h"

/* An id as a filter; longer ones match nothing, so they are refused early. */
#define MAX_ID 255
/* A page that nobody can have; it keeps the product of page and size small enough. */
#define MAX_PAGE 100000000

static const char *const statuses[] = { "active", "pending", NULL };
static const char *const union_types[] = { "include", "exclude", NULL };
/* By AcSandboxUserSort. */
static const char *const sorts[] = { "name", "role", "status", "activity", "created_at", NULL };
static const char *const orders[] = { "desc", "asc", NULL };

static gboolean
write_one (AcSandboxRequest  *request,
           const char        *id,
           GError           **error)
{
  return ac_sandbox_users_write (request->state, request->answer, id, error);
}

static const char *
get_id (AcSandboxRequest *request)
{
  return ac_sandbox_request_get_segment (request, "user_id");
}

/* An empty list filters nothing: the Node SDK leaves it out, others send it. */
static gboolean
read_list (AcSandboxRequest  *request,
           const char        *name,
           GStrv             *values,
           GError           **error)
{
  if (!ac_sandbox_params_get_strings (request->params, name, AC_SANDBOX_MAX_FILTER_VALUES, values, error))
    return FALSE;
  if (*values != NULL && (*values)[0] == NULL)
    g_clear_pointer (values, g_strfreev);

  return TRUE;
}

static gboolean
read_environment (AcSandboxRequest     *request,
                  AcSandboxUserFilter  *filter,
                  GError              **error)
{
  const char *id;
  gint64 count;

  if (!ac_sandbox_params_get_string (request->params, "sub_account_id", MAX_ID, &id, error))
    return FALSE;
  if (id == NULL)
    return TRUE;

  if (!ac_sandbox_store_query_int (request->state->store, error, &count,
                                   "SELECT count (*) FROM environments WHERE id = ?", "s", id))
    return FALSE;
  filter->environment_id = id;

  return count > 0 ||
         ac_sandbox_refuse (error, AC_SANDBOX_ERROR_NOT_FOUND, AC_SANDBOX_TEXT_NO_SUB_ACCOUNT, id);
}

/* `status` is what the newer Python SDK sends in place of `pending`; both together must both hold. */
static gboolean
read_status (AcSandboxRequest     *request,
             AcSandboxUserFilter  *filter,
             gboolean             *impossible,
             GError              **error)
{
  int status;

  if (!ac_sandbox_params_get_boolean (request->params, "pending", &filter->pending, error) ||
      !ac_sandbox_params_get_choice (request->params, "status", statuses, &status, error))
    return FALSE;

  *impossible = status >= 0 && filter->pending != AC_SANDBOX_UNSET && (int) filter->pending != status;
  if (status >= 0)
    filter->pending = (AcSandboxSwitch) status;

  return TRUE;
}

/* The first moment that is outside of the range: a day is in it as a whole, and so is a second. */
static char *
format_end (GDateTime *to,
            gboolean   is_day)
{
  g_autoptr(GDateTime) end = is_day ? g_date_time_add_days (to, 1) : g_date_time_add_seconds (to, 1);

  return end != NULL ? ac_sandbox_time_format (g_date_time_to_unix (end)) : NULL;
}

static gboolean
read_login (AcSandboxRequest     *request,
            AcSandboxUserFilter  *filter,
            GError              **error)
{
  g_autoptr(GDateTime) from = NULL;
  g_autoptr(GDateTime) to = NULL;
  gboolean is_day = FALSE;
  int union_type;

  if (!ac_sandbox_params_get_boolean (request->params, "last_login", &filter->logged_in, error) ||
      !ac_sandbox_params_get_time (request->params, "from", NULL, &from, error) ||
      !ac_sandbox_params_get_time (request->params, "to", &is_day, &to, error) ||
      !ac_sandbox_params_get_choice (request->params, "union_type", union_types, &union_type, error))
    return FALSE;

  if (filter->logged_in == AC_SANDBOX_UNSET)
    return TRUE;
  if (union_type == 1)
    filter->logged_in = filter->logged_in == AC_SANDBOX_YES ? AC_SANDBOX_NO : AC_SANDBOX_YES;
  if (from != NULL)
    filter->from = ac_sandbox_time_format (g_date_time_to_unix (from));
  if (to != NULL)
    filter->before = format_end (to, is_day);

  return TRUE;
}

static gboolean
read_order (AcSandboxRequest     *request,
            AcSandboxUserFilter  *filter,
            GError              **error)
{
  int sort, order;

  if (!ac_sandbox_params_get_choice (request->params, "sort_by", sorts, &sort, error) ||
      !ac_sandbox_params_get_choice (request->params, "sort_order", orders, &order, error))
    return FALSE;

  filter->sort = (AcSandboxUserSort) sort;
  filter->ascending = order == 1 || (order < 0 && sort < 0);

  return TRUE;
}

static gboolean
read_page (AcSandboxRequest     *request,
           AcSandboxUserFilter  *filter,
           GError              **error)
{
  gint64 page = 0;
  gint64 size = 0;

  if (!ac_sandbox_params_get_int (request->params, "page", 1, MAX_PAGE, &page, error) ||
      !ac_sandbox_params_get_int (request->params, "page_size", 1, AC_SANDBOX_MAX_PAGE_SIZE, &size, error))
    return FALSE;

  filter->limit = -1;
  if (page > 0)
    {
      filter->limit = size > 0 ? size : AC_SANDBOX_PAGE_SIZE;
      filter->offset = (page - 1) * filter->limit;
    }

  return TRUE;
}

static gboolean
list (AcSandboxRequest  *request,
      GError           **error)
{
  g_auto(AcSandboxUserFilter) filter = { 0 };
  gboolean impossible;

  if (!read_list (request, "ids", &filter.ids, error) ||
      !read_list (request, "emails", &filter.emails, error) ||
      !ac_sandbox_params_get_string (request->params, "prefix", AC_SANDBOX_MAX_NAME, &filter.prefix, error) ||
      !read_status (request, &filter, &impossible, error) ||
      !read_login (request, &filter, error) ||
      !read_order (request, &filter, error) ||
      !read_page (request, &filter, error) ||
      !read_environment (request, &filter, error))
    return FALSE;

  if (impossible)
    filter.limit = 0;
  ac_sandbox_writer_begin_object (request->answer);
  ac_sandbox_writer_name (request->answer, "users");
  if (!ac_sandbox_users_write_list (request->state, request->answer, &filter, error))
    return FALSE;
  ac_sandbox_writer_end_object (request->answer);

  return TRUE;
}

/* What create and update share. */
static gboolean
read_change (AcSandboxRequest     *request,
             AcSandboxUserChange  *change,
             GError              **error)
{
  return ac_sandbox_params_get_choice (request->params, "role", ac_sandbox_role_names, &change->role, error) &&
         ac_sandbox_params_get_strings (request->params, "sub_account_ids", AC_SANDBOX_MAX_ENVIRONMENT_IDS, &change->environment_ids, error) &&
         ac_sandbox_params_get_boolean (request->params, "enabled", &change->enabled, error);
}

static gboolean
invite (AcSandboxRequest           *request,
        const AcSandboxUserChange  *user,
        GError                    **error)
{
  g_autoptr(AcSandboxRows) rows = ac_sandbox_store_query (request->state->store, error, "SELECT name FROM account", "");
  g_autofree char *body = NULL;

  if (rows == NULL || !ac_sandbox_rows_next (rows, error))
    return FALSE;
  body = g_strdup_printf (AC_SANDBOX_INVITATION_BODY, user->name, ac_sandbox_rows_get_text (rows, 0));

  ac_sandbox_mail_send (request->state, user->name, user->email, AC_SANDBOX_INVITATION_SUBJECT, body);

  return TRUE;
}

static gboolean
create (AcSandboxRequest  *request,
        GError           **error)
{
  g_auto(AcSandboxUserChange) user = { 0 };
  g_autofree char *id = NULL;

  return ac_sandbox_params_require_string (request->params, "name", AC_SANDBOX_MAX_NAME, &user.name, error) &&
         ac_sandbox_params_require_string (request->params, "email", AC_SANDBOX_MAX_NAME, &user.email, error) &&
         read_change (request, &user, error) &&
         ac_sandbox_users_create (request->state, &user, request->role, &id, error) &&
         invite (request, &user, error) &&
         write_one (request, id, error);
}

static gboolean
show (AcSandboxRequest  *request,
      GError           **error)
{
  return write_one (request, get_id (request), error);
}

/* An absent name or address stays as it is, but one of blanks is wrong. */
static gboolean
read_text (AcSandboxRequest  *request,
           const char        *name,
           const char       **value,
           GError           **error)
{
  *value = NULL;

  return !ac_sandbox_params_has (request->params, name) ||
         ac_sandbox_params_require_string (request->params, name, AC_SANDBOX_MAX_NAME, value, error);
}

static gboolean
update (AcSandboxRequest  *request,
        GError           **error)
{
  g_auto(AcSandboxUserChange) change = { 0 };

  return read_text (request, "name", &change.name, error) &&
         read_text (request, "email", &change.email, error) &&
         read_change (request, &change, error) &&
         ac_sandbox_users_change (request->state, get_id (request), &change, request->role, error) &&
         write_one (request, get_id (request), error);
}

static gboolean
remove_one (AcSandboxRequest  *request,
            GError           **error)
{
  if (!ac_sandbox_users_remove (request->state, get_id (request), request->role, error))
    return FALSE;

  ac_sandbox_answer_message (request, "ok");
  return TRUE;
}

static void
write_group (AcSandboxWriter *writer,
             AcSandboxRows   *rows)
{
  ac_sandbox_writer_add_string (writer, "id", ac_sandbox_rows_get_text (rows, 0));
  ac_sandbox_writer_add_string (writer, "name", ac_sandbox_rows_get_text (rows, 1));
}

static void
write_environment (AcSandboxWriter *writer,
                   AcSandboxRows   *rows)
{
  write_group (writer, rows);
  ac_sandbox_writer_add_string (writer, "description", ac_sandbox_rows_get_text (rows, 2));
  ac_sandbox_writer_add_string (writer, "cloud_name", ac_sandbox_rows_get_text (rows, 3));
  ac_sandbox_writer_add_boolean (writer, "enabled", ac_sandbox_rows_get_int (rows, 4));
}

/* Answers {"<name>":[…]} with an object for each row. */
static gboolean
write_rows (AcSandboxRequest  *request,
            const char        *name,
            void             (*write_members) (AcSandboxWriter *writer,
                                               AcSandboxRows   *rows),
            AcSandboxRows     *rows,
            GError           **error)
{
  g_autoptr(GError) local = NULL;

  ac_sandbox_writer_begin_object (request->answer);
  ac_sandbox_writer_name (request->answer, name);
  ac_sandbox_writer_begin_array (request->answer);
  while (ac_sandbox_rows_next (rows, &local))
    {
      ac_sandbox_writer_begin_object (request->answer);
      write_members (request->answer, rows);
      ac_sandbox_writer_end_object (request->answer);
    }
  ac_sandbox_writer_end_array (request->answer);
  ac_sandbox_writer_end_object (request->answer);
  if (local == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
list_groups (AcSandboxRequest  *request,
             GError           **error)
{
  g_autoptr(AcSandboxRows) rows = NULL;

  if (!ac_sandbox_users_check (request->state, get_id (request), error))
    return FALSE;
  rows = ac_sandbox_store_query (request->state->store, error,
                                 "SELECT g.id, g.name FROM group_members m JOIN user_groups g ON g.id = m.group_id"
                                 " WHERE m.user_id = ? ORDER BY g.seq",
                                 "s", get_id (request));

  return rows != NULL && write_rows (request, "groups", write_group, rows, error);
}

static gboolean
list_environments (AcSandboxRequest  *request,
                   GError           **error)
{
  g_autoptr(AcSandboxRows) rows = NULL;

  if (!ac_sandbox_users_check (request->state, get_id (request), error))
    return FALSE;
  rows = ac_sandbox_store_query (request->state->store, error,
                                 "SELECT e.id, e.name, e.description, e.cloud_name, e.enabled FROM environments e"
                                 " WHERE (SELECT all_environments FROM users WHERE id = ?1)"
                                 " OR e.id IN (SELECT environment_id FROM user_environments WHERE user_id = ?1) ORDER BY e.seq",
                                 "s", get_id (request));

  return rows != NULL && write_rows (request, "sub_accounts", write_environment, rows, error);
}

#define PATH AC_SANDBOX_PROVISIONING "/users"
#define VIEW AC_SANDBOX_GUARD_ACCOUNT, AC_SANDBOX_SUBJECT_USERS, AC_SANDBOX_LEVEL_VIEW
#define EDIT AC_SANDBOX_GUARD_ACCOUNT, AC_SANDBOX_SUBJECT_USERS, AC_SANDBOX_LEVEL_EDIT

static const AcSandboxRoute routes[] = {
  { "GET", PATH, VIEW, list },
  { "POST", PATH, EDIT, create },
  { "GET", PATH "/{user_id}", VIEW, show },
  { "PUT", PATH "/{user_id}", EDIT, update },
  { "DELETE", PATH "/{user_id}", EDIT, remove_one },
  { "GET", PATH "/{user_id}/groups", VIEW, list_groups },
  { "GET", PATH "/{user_id}/sub_accounts", VIEW, list_environments },
};

const AcSandboxRouteTable ac_sandbox_user_routes = AC_SANDBOX_ROUTE_TABLE (routes);
