/* ac-sandbox-plans.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-sandbox-plans.h"

/* How many environments and seats a plan includes isn't published; Advanced Extra's, and its credits, are those of the demo
 * account. The credits of Free and Plus are those of the public price list; the others' are ours. */
static const AcSandboxPlan plans[] = {
  { "free", "Free", FALSE, FALSE, 1, 3, 25, 500, "Free" },
  { "plus", "Plus", TRUE, FALSE, 2, 3, 225, 2000, "Pro PAYG +" },
  { "advanced", "Advanced", TRUE, FALSE, 3, 5, 400, 2000, "Advanced PAYG" },
  { "advanced-extra", "Advanced Extra", TRUE, FALSE, 5, 15, 600, 2000, "Advanced Extra PAYG" },
  { "enterprise", "Enterprise", TRUE, TRUE, 50, 45, 5000, 2000, "Enterprise" },
};

/* The values of the options, NULL-terminated. */
const char *const ac_sandbox_plan_ids[] = { "free", "plus", "advanced", "advanced-extra", "enterprise", NULL };
const char *const ac_sandbox_origins[] = { "direct", "heroku", "aws", NULL };
const char *const ac_sandbox_permission_systems[] = { "legacy", "roles", NULL };

/**
 * ac_sandbox_plan_find:
 * @id: a plan's id
 *
 * Returns: (transfer none): the plan; Free for an id that is none
 */
const AcSandboxPlan *
ac_sandbox_plan_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (plans); i++)
    if (g_strcmp0 (plans[i].id, id) == 0)
      return &plans[i];

  return &plans[0];
}
