/* ac-sandbox-roles.c: who may do what
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-sandbox-roles.h"

#define E AC_SANDBOX_LEVEL_EDIT
#define V AC_SANDBOX_LEVEL_VIEW
#define N AC_SANDBOX_LEVEL_NONE

/* console-settings.md 5.1; where it says V/E the wider reading is taken, as the matrix does for environments.
 * Seeing the limit goes with seeing the environments, and with buying more of them. */
static const AcSandboxLevel matrix[][AC_SANDBOX_N_ROLES] = {
  /*                                         master admin technical billing reports ml_admin ml_user */
  [AC_SANDBOX_SUBJECT_ANY] =               { E,     E,    E,        E,      E,      E,       E },
  [AC_SANDBOX_SUBJECT_ACCOUNT] =           { E,     V,    V,        V,      V,      N,       N },
  [AC_SANDBOX_SUBJECT_ENVIRONMENTS] =      { E,     E,    E,        N,      N,      N,       N },
  [AC_SANDBOX_SUBJECT_ENVIRONMENT_LIMIT] = { E,     V,    V,        E,      N,      N,       N },
  [AC_SANDBOX_SUBJECT_ENVIRONMENT_KEYS] =  { E,     E,    E,        N,      N,      N,       N },
  [AC_SANDBOX_SUBJECT_ACCOUNT_KEYS] =      { E,     E,    E,        N,      N,      N,       N },
  [AC_SANDBOX_SUBJECT_USERS] =             { E,     E,    N,        N,      N,      N,       N },
  [AC_SANDBOX_SUBJECT_MASTER_ADMINS] =     { E,     N,    N,        N,      N,      N,       N },
};

/* By AcSandboxRole, NULL-terminated: the values of the Provisioning API's `role`. */
const char *const ac_sandbox_role_names[] = {
  "master_admin", "admin", "technical_admin", "billing", "reports", "media_library_admin", "media_library_user", NULL,
};

/**
 * ac_sandbox_role_from_name:
 * @name: a value of `role`
 * @role: (out): which one it is
 *
 * Returns: whether it is one
 */
gboolean
ac_sandbox_role_from_name (const char    *name,
                           AcSandboxRole *role)
{
  for (guint i = 0; ac_sandbox_role_names[i] != NULL; i++)
    if (g_str_equal (name, ac_sandbox_role_names[i]))
      {
        *role = (AcSandboxRole) i;
        return TRUE;
      }

  return FALSE;
}

/**
 * ac_sandbox_role_may:
 * @role: the role of a key
 * @subject: what it wants to touch
 * @level: whether to see or to change it
 *
 * Returns: whether it may
 */
gboolean
ac_sandbox_role_may (AcSandboxRole    role,
                     AcSandboxSubject subject,
                     AcSandboxLevel   level)
{
  return matrix[subject][role] >= level;
}

/**
 * ac_sandbox_role_includes:
 * @role: the role of a key
 * @other: another role
 *
 * Returns: whether @role may all that @other may
 */
gboolean
ac_sandbox_role_includes (AcSandboxRole role,
                          AcSandboxRole other)
{
  for (guint i = 0; i < G_N_ELEMENTS (matrix); i++)
    if (matrix[i][other] > matrix[i][role])
      return FALSE;

  return TRUE;
}
