/* ac-sandbox-roles.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The legacy roles, in the order of console-settings.md 5.1. */
typedef enum
{
  AC_SANDBOX_ROLE_MASTER_ADMIN,
  AC_SANDBOX_ROLE_ADMIN,
  AC_SANDBOX_ROLE_TECHNICAL_ADMIN,
  AC_SANDBOX_ROLE_BILLING,
  AC_SANDBOX_ROLE_REPORTS,
  AC_SANDBOX_ROLE_MEDIA_LIBRARY_ADMIN,
  AC_SANDBOX_ROLE_MEDIA_LIBRARY_USER,
} AcSandboxRole;

#define AC_SANDBOX_N_ROLES (AC_SANDBOX_ROLE_MEDIA_LIBRARY_USER + 1)

/* What a route is about: the rows of the matrix. */
typedef enum
{
  AC_SANDBOX_SUBJECT_ANY,               /* every key may */
  AC_SANDBOX_SUBJECT_ACCOUNT,           /* account details, usage reports */
  AC_SANDBOX_SUBJECT_ENVIRONMENTS,      /* list; add, edit, disable */
  AC_SANDBOX_SUBJECT_ENVIRONMENT_LIMIT, /* see; Change Limit, which buys */
  AC_SANDBOX_SUBJECT_ENVIRONMENT_KEYS,  /* the access keys of environments */
  AC_SANDBOX_SUBJECT_ACCOUNT_KEYS,      /* the keys of the account */
  AC_SANDBOX_SUBJECT_USERS,             /* users and groups */
  AC_SANDBOX_SUBJECT_MASTER_ADMINS,     /* grant, edit, delete a Master admin */
} AcSandboxSubject;

typedef enum
{
  AC_SANDBOX_LEVEL_NONE,
  AC_SANDBOX_LEVEL_VIEW,
  AC_SANDBOX_LEVEL_EDIT,
} AcSandboxLevel;

extern const char *const ac_sandbox_role_names[];

gboolean ac_sandbox_role_from_name (const char       *name,
                                    AcSandboxRole    *role);
gboolean ac_sandbox_role_includes  (AcSandboxRole     role,
                                    AcSandboxRole     other);
gboolean ac_sandbox_role_may       (AcSandboxRole     role,
                                    AcSandboxSubject  subject,
                                    AcSandboxLevel    level);

G_END_DECLS
