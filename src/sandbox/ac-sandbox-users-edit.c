/* ac-sandbox-users-edit.c: inviting, changing and removing users
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ac-sandbox-decisions.h"
#include "ac-sandbox-email.h"
#include "ac-sandbox-request.h"
#include "ac-sandbox-time.h"
#include "ac-sandbox-users.h"

/* What a change is judged by. */
typedef struct
{
  AcSandboxRole role;
  gboolean enabled;
  gboolean pending;
  gboolean root;
} UserFacts;

/**
 * ac_sandbox_user_change_clear:
 * @self: a change, which is as if it were new afterwards
 */
void
ac_sandbox_user_change_clear (AcSandboxUserChange *self)
{
  g_clear_pointer (&self->environment_ids, g_strfreev);
}

/**
 * ac_sandbox_users_split_name:
 * @name: a name
 * @first: (out) (transfer full): what stands before its first blank, all of it when there is none
 * @last: (out) (transfer full): what stands behind it
 */
void
ac_sandbox_users_split_name (const char  *name,
                             char       **first,
                             char       **last)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (name));
  gsize length = strcspn (trimmed, " ");

  *first = g_strndup (trimmed, length);
  *last = g_strchug (g_strdup (trimmed + length));
}

static gboolean
read_facts (AcSandboxState  *state,
            const char      *id,
            UserFacts       *facts,
            GError         **error)
{
  g_autoptr(AcSandboxRows) rows = NULL;
  g_autoptr(GError) local = NULL;

  rows = ac_sandbox_store_query (state->store, error, "SELECT role, enabled, pending, root FROM users WHERE id = ?", "s", id);
  if (rows == NULL)
    return FALSE;
  if (!ac_sandbox_rows_next (rows, &local))
    {
      if (local == NULL)
        return ac_sandbox_refuse_not_found (error);
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  if (!ac_sandbox_role_from_name (ac_sandbox_rows_get_text (rows, 0), &facts->role))
    return ac_sandbox_refuse (error, AC_SANDBOX_ERROR_INTERNAL, "%s", AC_SANDBOX_TEXT_INTERNAL);
  facts->enabled = ac_sandbox_rows_get_int (rows, 1);
  facts->pending = ac_sandbox_rows_get_int (rows, 2);
  facts->root = ac_sandbox_rows_get_int (rows, 3);

  return TRUE;
}

/* The matrix has a row of its own for making, changing and removing Master admins. */
static gboolean
check_asker (AcSandboxRole   asker,
             AcSandboxRole   role,
             GError        **error)
{
  return role != AC_SANDBOX_ROLE_MASTER_ADMIN ||
         ac_sandbox_role_may (asker, AC_SANDBOX_SUBJECT_MASTER_ADMINS, AC_SANDBOX_LEVEL_EDIT) ||
         ac_sandbox_refuse (error, AC_SANDBOX_ERROR_FORBIDDEN, "%s", AC_SANDBOX_TEXT_FORBIDDEN);
}

/* Who is a Master admin and can sign in must not be the last one who can. */
static gboolean
check_other_master_admin (AcSandboxState   *state,
                          const char       *id,
                          const UserFacts  *facts,
                          GError          **error)
{
  gint64 others;

  if (facts->role != AC_SANDBOX_ROLE_MASTER_ADMIN || !facts->enabled || facts->pending)
    return TRUE;
  if (!ac_sandbox_store_query_int (state->store, error, &others,
                                   "SELECT count (*) FROM users WHERE role = 'master_admin' AND enabled AND NOT pending AND id <> ?",
                                   "s", id))
    return FALSE;

  return others > 0 ||
         ac_sandbox_refuse (error, AC_SANDBOX_ERROR_BAD_REQUEST, "%s", AC_SANDBOX_TEXT_LAST_MASTER_ADMIN);
}

static gboolean
check_seats (AcSandboxState  *state,
             GError         **error)
{
  gint64 count, limit;

  if (!ac_sandbox_store_query_int (state->store, error, &count, "SELECT count (*) FROM users", "") ||
      !ac_sandbox_store_query_int (state->store, error, &limit, "SELECT base_users + additional_users FROM account", ""))
    return FALSE;

  return count < limit ||
         ac_sandbox_refuse (error, AC_SANDBOX_ERROR_BAD_REQUEST, AC_SANDBOX_TEXT_MAX_USERS, (guint) limit);
}

/* Control characters have no place in a name, and would end a header line of the invitation. */
static gboolean
check_name (const char  *name,
            GError     **error)
{
  for (const char *c = name; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_iscntrl (g_utf8_get_char (c)))
      {
        ac_sandbox_set_invalid (error, "name", AC_SANDBOX_TEXT_CONTROL);
        return FALSE;
      }

  return TRUE;
}

/* An address is free when nobody else of this account (@id aside) and of any other account has it. */
static gboolean
check_email (AcSandboxState  *state,
             const char      *email,
             const char      *id,
             GError         **error)
{
  gint64 taken;

  if (!ac_sandbox_email_is_valid (email))
    {
      ac_sandbox_set_invalid (error, "email", AC_SANDBOX_TEXT_EMAIL_INVALID);
      return FALSE;
    }
  if (!ac_sandbox_store_query_int (state->store, error, &taken,
                                   "SELECT (SELECT count (*) FROM users WHERE email = ?1 AND id IS NOT ?2)"
                                   " + (SELECT count (*) FROM taken_emails WHERE email = ?1)",
                                   "ss", email, id))
    return FALSE;

  return taken == 0 ||
         ac_sandbox_refuse (error, AC_SANDBOX_ERROR_CONFLICT, "%s", AC_SANDBOX_TEXT_EMAIL_TAKEN);
}

static gboolean
check_environments (AcSandboxState  *state,
                    GStrv            ids,
                    GError         **error)
{
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      gint64 count;

      if (!ac_sandbox_store_query_int (state->store, error, &count, "SELECT count (*) FROM environments WHERE id = ?", "s", ids[i]))
        return FALSE;
      if (count == 0)
        return ac_sandbox_refuse (error, AC_SANDBOX_ERROR_NOT_FOUND, AC_SANDBOX_TEXT_NO_SUB_ACCOUNT, ids[i]);
    }

  return TRUE;
}

/* Gives a user exactly these environments, in the order that they were given; %NULL or none: all. */
static gboolean
set_environments (AcSandboxState  *state,
                  const char      *id,
                  GStrv            ids,
                  GError         **error)
{
  gboolean all = ids == NULL || ids[0] == NULL;

  if (!ac_sandbox_store_run (state->store, error, "DELETE FROM user_environments WHERE user_id = ?", "s", id) ||
      !ac_sandbox_store_run (state->store, error, "UPDATE users SET all_environments = ? WHERE id = ?", "is", (gint64) all, id))
    return FALSE;

  for (guint i = 0; !all && ids[i] != NULL; i++)
    if (!ac_sandbox_store_run (state->store, error,
                               "INSERT OR IGNORE INTO user_environments (user_id, environment_id) VALUES (?, ?)", "ss", id, ids[i]))
      return FALSE;

  return TRUE;
}

static gboolean
insert (AcSandboxState             *state,
        const AcSandboxUserChange  *user,
        AcSandboxRole               role,
        const char                 *id,
        GError                    **error)
{
  g_autofree char *now = ac_sandbox_time_now ();
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  ac_sandbox_users_split_name (user->name, &first, &last);

  return ac_sandbox_store_run (state->store, error,
                               "INSERT INTO users (id, name, first_name, last_name, role, email, pending, enabled, created_at, updated_at)"
                               " VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?, ?)",
                               "ssssssiss", id, user->name, first, last, ac_sandbox_role_names[role], user->email,
                               (gint64) (user->enabled != AC_SANDBOX_NO), now, now);
}

/**
 * ac_sandbox_users_create:
 * @state: the program's state
 * @user: what the new one is; it has a name and an address
 * @asker: the role of the key that asks
 * @id: (out) (transfer full): the new one's id
 * @error: return location for a refusal: its address, its environments, the account's seats, the asker
 *
 * Makes a user who has still to accept the invitation. Sending it is the caller's part.
 *
 * Returns: whether it was made
 */
gboolean
ac_sandbox_users_create (AcSandboxState             *state,
                         const AcSandboxUserChange  *user,
                         AcSandboxRole               asker,
                         char                      **id,
                         GError                    **error)
{
  AcSandboxRole role = user->role >= 0 ? (AcSandboxRole) user->role : AC_SANDBOX_DEFAULT_ROLE;
  GStrv environment_ids = role == AC_SANDBOX_ROLE_MASTER_ADMIN ? NULL : user->environment_ids;
  g_autofree char *new_id = NULL;

  if (!check_asker (asker, role, error) ||
      !check_name (user->name, error) ||
      !check_email (state, user->email, NULL, error) ||
      !check_environments (state, environment_ids, error) ||
      !check_seats (state, error))
    return FALSE;

  new_id = ac_sandbox_state_make_id (state, "SELECT count (*) FROM users WHERE id = ?", error);
  if (new_id == NULL ||
      !insert (state, user, role, new_id, error) ||
      !set_environments (state, new_id, environment_ids, error))
    return FALSE;

  *id = g_steal_pointer (&new_id);
  return TRUE;
}

static gboolean
rename_user (AcSandboxState  *state,
             const char      *id,
             const char      *name,
             GError         **error)
{
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  if (!check_name (name, error))
    return FALSE;
  ac_sandbox_users_split_name (name, &first, &last);

  return ac_sandbox_store_run (state->store, error, "UPDATE users SET name = ?, first_name = ?, last_name = ? WHERE id = ?",
                               "ssss", name, first, last, id);
}

/* Role, environments and the switch: what decides what the user may do. */
static gboolean
change_access (AcSandboxState             *state,
               const char                 *id,
               const UserFacts            *old,
               const AcSandboxUserChange  *change,
               GError                    **error)
{
  AcSandboxRole role = change->role >= 0 ? (AcSandboxRole) change->role : old->role;
  gboolean enabled = change->enabled != AC_SANDBOX_UNSET ? change->enabled == AC_SANDBOX_YES : old->enabled;
  gboolean is_master = role == AC_SANDBOX_ROLE_MASTER_ADMIN;

  if ((!is_master || !enabled) && !check_other_master_admin (state, id, old, error))
    return FALSE;
  if (!is_master && !check_environments (state, change->environment_ids, error))
    return FALSE;
  if ((is_master || change->environment_ids != NULL) &&
      !set_environments (state, id, is_master ? NULL : change->environment_ids, error))
    return FALSE;

  return ac_sandbox_store_run (state->store, error, "UPDATE users SET role = ?, enabled = ? WHERE id = ?", "sis",
                               ac_sandbox_role_names[role], (gint64) enabled, id);
}

/**
 * ac_sandbox_users_change:
 * @state: the program's state
 * @id: which user
 * @change: what becomes of it
 * @asker: the role of the key that asks
 * @error: return location for a refusal: there is none, its address, its environments, the last Master admin, the asker
 *
 * Returns: whether it was changed
 */
gboolean
ac_sandbox_users_change (AcSandboxState             *state,
                         const char                 *id,
                         const AcSandboxUserChange  *change,
                         AcSandboxRole               asker,
                         GError                    **error)
{
  g_autofree char *now = ac_sandbox_time_now ();
  UserFacts old;

  if (!read_facts (state, id, &old, error) ||
      !check_asker (asker, old.role, error) ||
      (change->role >= 0 && !check_asker (asker, (AcSandboxRole) change->role, error)))
    return FALSE;
  if (change->name != NULL && !rename_user (state, id, change->name, error))
    return FALSE;
  if (change->email != NULL &&
      (!check_email (state, change->email, id, error) ||
       !ac_sandbox_store_run (state->store, error, "UPDATE users SET email = ? WHERE id = ?", "ss", change->email, id)))
    return FALSE;

  return change_access (state, id, &old, change, error) &&
         ac_sandbox_store_run (state->store, error, "UPDATE users SET updated_at = ? WHERE id = ?", "ss", now, id);
}

/**
 * ac_sandbox_users_remove:
 * @state: the program's state
 * @id: which user
 * @asker: the role of the key that asks
 * @error: return location for a refusal: there is none, it is the root user or the last Master admin, the asker
 *
 * Returns: whether it was removed
 */
gboolean
ac_sandbox_users_remove (AcSandboxState  *state,
                         const char      *id,
                         AcSandboxRole    asker,
                         GError         **error)
{
  UserFacts facts;

  if (!read_facts (state, id, &facts, error) ||
      !check_asker (asker, facts.role, error))
    return FALSE;
  if (facts.root)
    return ac_sandbox_refuse (error, AC_SANDBOX_ERROR_BAD_REQUEST, "%s", AC_SANDBOX_TEXT_DELETE_ROOT_USER);

  return check_other_master_admin (state, id, &facts, error) &&
         ac_sandbox_store_run (state->store, error, "DELETE FROM users WHERE id = ?", "s", id);
}
