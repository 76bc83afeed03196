/* ac-sandbox-routes.c: the one list of route tables
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>

#include "ac-sandbox-resources.h"
#include "ac-sandbox-router.h"

const AcSandboxRouteTable *const ac_sandbox_route_tables[] = {
  &ac_sandbox_billing_usage_routes,
  &ac_sandbox_group_routes,
  &ac_sandbox_sub_account_routes,
  &ac_sandbox_access_key_routes,
  &ac_sandbox_admin_routes,
  &ac_sandbox_console_routes,
  &ac_sandbox_account_key_routes,
  &ac_sandbox_user_routes,
  NULL,
};

/**
 * ac_sandbox_routes_print:
 *
 * Writes the method and the path of each route to standard output, a line each.
 */
void
ac_sandbox_routes_print (void)
{
  for (guint i = 0; ac_sandbox_route_tables[i] != NULL; i++)
    for (guint j = 0; j < ac_sandbox_route_tables[i]->n_routes; j++)
      printf ("%s %s\n", ac_sandbox_route_tables[i]->routes[j].method, ac_sandbox_route_tables[i]->routes[j].path);
}
