/* ac-sandbox-users.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-sandbox-params.h"
#include "ac-sandbox-roles.h"
#include "ac-sandbox-state.h"
#include "ac-sandbox-writer.h"

G_BEGIN_DECLS

/* The users in the store: the SQL of the routes that are about them. */

/* What a list can be sorted by; AC_SANDBOX_USER_SORT_NONE is the order of creation. */
typedef enum
{
  AC_SANDBOX_USER_SORT_NONE = -1,
  AC_SANDBOX_USER_SORT_NAME,
  AC_SANDBOX_USER_SORT_ROLE,
  AC_SANDBOX_USER_SORT_STATUS,
  AC_SANDBOX_USER_SORT_ACTIVITY,
  AC_SANDBOX_USER_SORT_CREATED_AT,
} AcSandboxUserSort;

/* Which users, and in which order. %NULL and AC_SANDBOX_UNSET leave everybody in; all conditions are combined. */
typedef struct
{
  GStrv ids;
  GStrv emails;
  const char *prefix;         /* of the name or the e-mail address, without case */
  const char *environment_id; /* who has access to it */
  AcSandboxSwitch pending;
  AcSandboxSwitch logged_in;  /* whether the latest login is at @from or later and before @before */
  char *from;
  char *before;
  AcSandboxUserSort sort;
  gboolean ascending;
  gint64 offset;
  gint64 limit; /* -1 for all */
} AcSandboxUserFilter;

/* What a user is to be. %NULL, -1 for @role and AC_SANDBOX_UNSET leave it as it is, or at its default. */
typedef struct
{
  const char *name;
  const char *email;
  int role; /* an AcSandboxRole */
  GStrv environment_ids; /* empty: all environments */
  AcSandboxSwitch enabled;
} AcSandboxUserChange;

void     ac_sandbox_user_filter_clear  (AcSandboxUserFilter        *self);
void     ac_sandbox_user_change_clear  (AcSandboxUserChange        *self);

gboolean ac_sandbox_users_write        (AcSandboxState             *state,
                                        AcSandboxWriter            *writer,
                                        const char                 *id,
                                        GError                    **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean ac_sandbox_users_write_list   (AcSandboxState             *state,
                                        AcSandboxWriter            *writer,
                                        const AcSandboxUserFilter  *filter,
                                        GError                    **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean ac_sandbox_users_check        (AcSandboxState             *state,
                                        const char                 *id,
                                        GError                    **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean ac_sandbox_users_create       (AcSandboxState             *state,
                                        const AcSandboxUserChange  *user,
                                        AcSandboxRole               asker,
                                        char                      **id,
                                        GError                    **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean ac_sandbox_users_change       (AcSandboxState             *state,
                                        const char                 *id,
                                        const AcSandboxUserChange  *change,
                                        AcSandboxRole               asker,
                                        GError                    **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean ac_sandbox_users_remove       (AcSandboxState             *state,
                                        const char                 *id,
                                        AcSandboxRole               asker,
                                        GError                    **error) G_GNUC_WARN_UNUSED_RESULT;

void     ac_sandbox_users_split_name   (const char                 *name,
                                        char                      **first,
                                        char                      **last);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AcSandboxUserFilter, ac_sandbox_user_filter_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AcSandboxUserChange, ac_sandbox_user_change_clear)

G_END_DECLS
