/* ac-environment-limit.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * AcLimitReason:
 * @AC_LIMIT_REASON_NONE: the limit may be changed
 * @AC_LIMIT_REASON_FREE_PLAN: the plan isn't a paid one
 * @AC_LIMIT_REASON_MARKETPLACE: the account was bought through another company, named in bought-through
 * @AC_LIMIT_REASON_ENTERPRISE: Enterprise plans are changed by their Customer Success Manager
 * @AC_LIMIT_REASON_BASE_NOT_REACHED: environments of the plan are still free, and there is no add-on
 * @AC_LIMIT_REASON_UNKNOWN: a reason that this version doesn't know
 */
typedef enum
{
  AC_LIMIT_REASON_NONE,
  AC_LIMIT_REASON_FREE_PLAN,
  AC_LIMIT_REASON_MARKETPLACE,
  AC_LIMIT_REASON_ENTERPRISE,
  AC_LIMIT_REASON_BASE_NOT_REACHED,
  AC_LIMIT_REASON_UNKNOWN,
} AcLimitReason;

#define AC_TYPE_ENVIRONMENT_LIMIT (ac_environment_limit_get_type ())

/* How many product environments the account may have (Console API only; console-settings.md 1.4).
 * Properties, read-only and notified: base, additional, used, total, max-additional (guint),
 * reason (AcLimitReason), bought-through (string: "Heroku", nullable). */
G_DECLARE_FINAL_TYPE (AcEnvironmentLimit, ac_environment_limit, AC, ENVIRONMENT_LIMIT, GObject)

guint          ac_environment_limit_get_base           (AcEnvironmentLimit *self);
guint          ac_environment_limit_get_additional     (AcEnvironmentLimit *self);
guint          ac_environment_limit_get_used           (AcEnvironmentLimit *self);
guint          ac_environment_limit_get_total          (AcEnvironmentLimit *self);
guint          ac_environment_limit_get_max_additional (AcEnvironmentLimit *self);
AcLimitReason  ac_environment_limit_get_reason         (AcEnvironmentLimit *self);
const char    *ac_environment_limit_get_bought_through (AcEnvironmentLimit *self);

G_END_DECLS
