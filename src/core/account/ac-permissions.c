/* ac-permissions.c: who may see and edit what
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-permissions"

#include "config.h"

#include "ac-permissions.h"

#define N_SUBJECTS (AC_SUBJECT_REPORTS + 1)

/* Roles of single folders: they are of the Media Library and give nothing in the settings. */
#define FOLDER_ROLE_PREFIX "cld::role::folder::"

#define E AC_ACCESS_EDIT
#define V AC_ACCESS_VIEW
#define N AC_ACCESS_NONE

/* Who has which role is said in both systems by wire names; the columns of the tables below, in order. */
static const char * const legacy_roles[] = {
  "master_admin",
  "admin",
  "technical_admin",
  "billing",
  "reports",
  "media_library_admin",
  "media_library_user",
};

static const char * const system_roles[] = {
  "cld::role::account::master_admin",
  "cld::role::account::admin",
  "cld::role::account::billing",
  "cld::role::account::reports",
  "cld::role::prodenv::master_admin",
  "cld::role::prodenv::admin",
  "cld::role::prodenv::technical_admin",
  "cld::role::prodenv::ml_admin",
  "cld::role::prodenv::ml_user",
  "cld::role::prodenv::reports",
  "cld::role::prodenv::billing",
};

/* The matrix of Cloudinary's documentation, and what follows from its descriptions of the roles
 * ("User roles and permissions" in the support pages, "System roles and policies" in the guides).
 *
 * Where it can't be told whether a role may edit or only see (the list of environments for Admin and
 * Technical admin), the tables say edit: what the service refuses, it refuses with 403. Role Management
 * does not exist in the legacy system. */
static const guint8 legacy_table[N_SUBJECTS][G_N_ELEMENTS (legacy_roles)] = {
  /*                                   master  admin  technical  billing  reports  ml admin  ml user */
  [AC_SUBJECT_PROFILE]              = { E,      E,     E,         E,       E,       E,        E },
  [AC_SUBJECT_ACCOUNT]              = { E,      V,     V,         V,       V,       N,        N },
  [AC_SUBJECT_UPGRADE]              = { E,      N,     N,         E,       N,       N,        N },
  [AC_SUBJECT_ACCOUNT_KEYS]         = { E,      E,     E,         N,       N,       N,        N },
  [AC_SUBJECT_ENVIRONMENTS]         = { E,      E,     E,         N,       N,       N,        N },
  [AC_SUBJECT_ENVIRONMENT_LIMIT]    = { E,      N,     N,         E,       N,       N,        N },
  [AC_SUBJECT_USERS]                = { E,      E,     N,         N,       N,       N,        N },
  [AC_SUBJECT_MASTER_ADMINS]        = { E,      N,     N,         N,       N,       N,        N },
  [AC_SUBJECT_ROLES]                = { N,      N,     N,         N,       N,       N,        N },
  [AC_SUBJECT_SECURITY]             = { E,      N,     N,         N,       N,       N,        N },
  [AC_SUBJECT_BILLING]              = { E,      N,     N,         E,       N,       N,        N },
  [AC_SUBJECT_FREE_ADDONS]          = { E,      E,     E,         N,       N,       N,        N },
  [AC_SUBJECT_PAID_ADDONS]          = { E,      N,     N,         E,       N,       N,        N },
  [AC_SUBJECT_ENVIRONMENT_SETTINGS] = { E,      E,     E,         N,       N,       N,        N },
  [AC_SUBJECT_REPORTS]              = { V,      V,     V,         N,       V,       V,        N },
};

/* Account roles count for the account, and roles of product environments for what is inside of one. The
 * account's Admin may not create or manage environments, but gives users access to them, so sees them. */
static const guint8 system_table[N_SUBJECTS][G_N_ELEMENTS (system_roles)] = {
  /*                                   account:                        environment:
   *                                   master  admin  billing  reports  master  admin  technical  ml admin  ml user  reports  billing */
  [AC_SUBJECT_PROFILE]              = { E,      E,     E,       E,       E,      E,     E,         E,        E,       E,       E },
  [AC_SUBJECT_ACCOUNT]              = { E,      V,     V,       V,       N,      N,     N,         N,        N,       N,       N },
  [AC_SUBJECT_UPGRADE]              = { E,      N,     E,       N,       N,      N,     N,         N,        N,       N,       N },
  [AC_SUBJECT_ACCOUNT_KEYS]         = { E,      E,     N,       N,       N,      N,     N,         N,        N,       N,       N },
  [AC_SUBJECT_ENVIRONMENTS]         = { E,      V,     N,       N,       N,      N,     N,         N,        N,       N,       N },
  [AC_SUBJECT_ENVIRONMENT_LIMIT]    = { E,      N,     E,       N,       N,      N,     N,         N,        N,       N,       N },
  [AC_SUBJECT_USERS]                = { E,      E,     N,       N,       N,      N,     N,         N,        N,       N,       N },
  [AC_SUBJECT_MASTER_ADMINS]        = { E,      N,     N,       N,       N,      N,     N,         N,        N,       N,       N },
  [AC_SUBJECT_ROLES]                = { E,      E,     N,       N,       N,      N,     N,         N,        N,       N,       N },
  [AC_SUBJECT_SECURITY]             = { E,      N,     N,       N,       N,      N,     N,         N,        N,       N,       N },
  [AC_SUBJECT_BILLING]              = { E,      N,     E,       N,       N,      N,     N,         N,        N,       N,       N },
  [AC_SUBJECT_FREE_ADDONS]          = { E,      E,     N,       N,       N,      N,     N,         N,        N,       N,       N },
  [AC_SUBJECT_PAID_ADDONS]          = { E,      N,     E,       N,       N,      N,     N,         N,        N,       N,       N },
  [AC_SUBJECT_ENVIRONMENT_SETTINGS] = { N,      N,     N,       N,       E,      E,     E,         N,        N,       N,       N },
  [AC_SUBJECT_REPORTS]              = { V,      V,     N,       V,       V,      V,     V,         N,        N,       V,       V },
};

#undef E
#undef V
#undef N

struct _AcPermissions
{
  GObject parent_instance;

  AcAccess access[N_SUBJECTS];
  const char *role; /* (nullable): one of legacy_roles */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AcPermissions, ac_permissions, G_TYPE_OBJECT)

static guint signals[N_SIGNALS];

static int
find_role (const char * const *names,
           gsize               n_names,
           const char         *role)
{
  for (gsize i = 0; i < n_names; i++)
    {
      if (g_str_equal (names[i], role))
        return (int) i;
    }

  return -1;
}

static void
raise_access (AcAccess *access,
              guint8    to)
{
  if (*access < to)
    *access = (AcAccess) to;
}

/* Adds what @role gives to @access. Returns whether the role is known. */
static gboolean
add_role (AcAccess    *access,
          const char  *role,
          const char **legacy_role)
{
  int legacy = find_role (legacy_roles, G_N_ELEMENTS (legacy_roles), role);
  int system = find_role (system_roles, G_N_ELEMENTS (system_roles), role);

  if (legacy >= 0)
    {
      *legacy_role = legacy_roles[legacy];
      for (guint i = 0; i < N_SUBJECTS; i++)
        raise_access (&access[i], legacy_table[i][legacy]);
      return TRUE;
    }

  if (system >= 0)
    {
      for (guint i = 0; i < N_SUBJECTS; i++)
        raise_access (&access[i], system_table[i][system]);
      return TRUE;
    }

  if (g_str_has_prefix (role, FOLDER_ROLE_PREFIX))
    {
      raise_access (&access[AC_SUBJECT_PROFILE], AC_ACCESS_EDIT);
      return TRUE;
    }

  return FALSE;
}

static void
allow_everything (AcAccess *access)
{
  for (guint i = 0; i < N_SUBJECTS; i++)
    access[i] = AC_ACCESS_EDIT;
}

static void
ac_permissions_class_init (AcPermissionsClass *klass)
{
  /**
   * AcPermissions::changed:
   * @self: the permissions
   *
   * Is emitted when somebody may see or edit something else than before, or has another role.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST,
                  0,
                  NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
ac_permissions_init (AcPermissions *self)
{
  allow_everything (self->access);
}

/**
 * ac_permissions_new:
 *
 * Returns: (transfer full): permissions of somebody whose role isn't known yet, so may do everything
 */
AcPermissions *
ac_permissions_new (void)
{
  return g_object_new (AC_TYPE_PERMISSIONS, NULL);
}

/**
 * ac_permissions_set_roles:
 * @self: the permissions
 * @roles: (nullable) (array zero-terminated=1): a legacy role's wire name ("technical_admin"), or the
 *   identifiers of roles of the new permission system ("cld::role::account::admin")
 *
 * Sets who it is. What several roles give adds up. A role that isn't known, as a company's own, gives
 * nothing, but when none at all is known everything is allowed: then only the service can tell.
 */
void
ac_permissions_set_roles (AcPermissions      *self,
                          const char * const *roles)
{
  AcAccess access[N_SUBJECTS] = { AC_ACCESS_NONE };
  const char *legacy_role = NULL;
  gboolean known = FALSE;
  gboolean changed;

  g_return_if_fail (AC_IS_PERMISSIONS (self));

  for (gsize i = 0; roles != NULL && roles[i] != NULL; i++)
    known |= add_role (access, roles[i], &legacy_role);

  if (!known)
    allow_everything (access);

  changed = self->role != legacy_role;
  self->role = legacy_role;

  for (guint i = 0; i < N_SUBJECTS; i++)
    {
      changed |= self->access[i] != access[i];
      self->access[i] = access[i];
    }

  if (changed)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * ac_permissions_get_access:
 * @self: the permissions
 * @subject: what it is about
 *
 * Returns: the most that may be done with the subject
 */
AcAccess
ac_permissions_get_access (AcPermissions *self,
                           AcSubject      subject)
{
  g_return_val_if_fail (AC_IS_PERMISSIONS (self), AC_ACCESS_NONE);
  g_return_val_if_fail (subject < N_SUBJECTS, AC_ACCESS_NONE);

  return self->access[subject];
}

/**
 * ac_permissions_get_role:
 * @self: the permissions
 *
 * Returns: (transfer none) (nullable): the wire name of the legacy role, for the interface to translate;
 *   %NULL when the role isn't known or is of the new system
 */
const char *
ac_permissions_get_role (AcPermissions *self)
{
  g_return_val_if_fail (AC_IS_PERMISSIONS (self), NULL);

  return self->role;
}
