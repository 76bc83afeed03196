/* ac-permissions.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * AcAccess:
 *
 * What somebody may do with a subject; the order is from less to more.
 */
typedef enum
{
  AC_ACCESS_NONE,
  AC_ACCESS_VIEW,
  AC_ACCESS_EDIT,
} AcAccess;

/**
 * AcSubject:
 *
 * What the matrix of console-settings.md 5 has a row for.
 */
typedef enum
{
  AC_SUBJECT_PROFILE,
  AC_SUBJECT_ACCOUNT,
  AC_SUBJECT_UPGRADE,
  AC_SUBJECT_ACCOUNT_KEYS,
  AC_SUBJECT_ENVIRONMENTS,
  AC_SUBJECT_ENVIRONMENT_LIMIT,
  AC_SUBJECT_USERS,
  AC_SUBJECT_MASTER_ADMINS,
  AC_SUBJECT_ROLES,
  AC_SUBJECT_SECURITY,
  AC_SUBJECT_BILLING,
  AC_SUBJECT_FREE_ADDONS,
  AC_SUBJECT_PAID_ADDONS,
  AC_SUBJECT_ENVIRONMENT_SETTINGS,
  AC_SUBJECT_REPORTS,
} AcSubject;

#define AC_TYPE_PERMISSIONS (ac_permissions_get_type ())

/* What the person who sits here, or the key that is used, may see and edit. Emits ::changed.
 * With no known role everything is allowed: the service's 403 is the guard. */
G_DECLARE_FINAL_TYPE (AcPermissions, ac_permissions, AC, PERMISSIONS, GObject)

AcPermissions *ac_permissions_new        (void) G_GNUC_WARN_UNUSED_RESULT;
/* @roles: one legacy role ("technical_admin") or ids of the new system ("cld::role::account::admin"); NULL: unknown. */
void           ac_permissions_set_roles  (AcPermissions      *self,
                                          const char * const *roles);
AcAccess       ac_permissions_get_access (AcPermissions      *self,
                                          AcSubject           subject);
/* Translated by the interface: the legacy role's wire name, or NULL. */
const char    *ac_permissions_get_role   (AcPermissions      *self);

G_END_DECLS
