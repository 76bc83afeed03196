/* ac-sandbox-plans.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A plan that an account can have. */
typedef struct
{
  const char *id;
  const char *name;
  gboolean paid;
  gboolean enterprise;
  guint environments; /* how many product environments it includes */
  guint users; /* how many seats it includes */
  guint credits; /* how many credits a month it includes */
  guint hourly_requests; /* how many Admin API requests an hour (wire reference 8.1) */
  const char *billing_name; /* in billing usage (wire reference 6); one with a "+" counts impressions */
} AcSandboxPlan;

extern const char *const ac_sandbox_plan_ids[];
extern const char *const ac_sandbox_origins[];
extern const char *const ac_sandbox_permission_systems[];

const AcSandboxPlan *ac_sandbox_plan_find (const char *id);

G_END_DECLS
