/* test-permissions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib-object.h>

#include "ac-permissions.h"

/* One line a role, one letter a subject in the order of AcSubject. It is written role by role, so the
 * other way round than the tables that it checks:
 *
 *   Profile Account Upgrade acc.Keys Environments Limit Users Master-admins Roles Security Billing
 *   Free-add-ons Paid-add-ons environment-Settings Reports */
typedef struct
{
  const char *role;
  const char *cells;
} Line;

static const Line lines[] = {
  /* legacy                                PAUKELUMRSBFPSR */
  { "master_admin",                       "EEEEEEEE-EEEEEV" },
  { "admin",                              "EV-EE-E----E-EV" },
  { "technical_admin",                    "EV-EE------E-EV" },
  { "billing",                            "EVE--E----E-E--" },
  { "reports",                            "EV------------V" },
  { "media_library_admin",                "E-------------V" },
  { "media_library_user",                 "E--------------" },
  /* new system */
  { "cld::role::account::master_admin",   "EEEEEEEEEEEEE-V" },
  { "cld::role::account::admin",          "EV-EV-E-E--E--V" },
  { "cld::role::account::billing",        "EVE--E----E-E--" },
  { "cld::role::account::reports",        "EV------------V" },
  { "cld::role::prodenv::master_admin",   "E------------EV" },
  { "cld::role::prodenv::admin",          "E------------EV" },
  { "cld::role::prodenv::technical_admin", "E------------EV" },
  { "cld::role::prodenv::ml_admin",       "E--------------" },
  { "cld::role::prodenv::ml_user",        "E--------------" },
  { "cld::role::prodenv::reports",        "E-------------V" },
  { "cld::role::prodenv::billing",        "E-------------V" },
  { "cld::role::folder::viewer",          "E--------------" },
};

#define EVERYTHING "EEEEEEEEEEEEEEE"

static char *
get_cells (AcPermissions *permissions)
{
  GString *cells = g_string_new (NULL);

  for (guint subject = 0; subject <= AC_SUBJECT_REPORTS; subject++)
    {
      AcAccess access = ac_permissions_get_access (permissions, (AcSubject) subject);

      g_assert_cmpint (access, >=, AC_ACCESS_NONE);
      g_assert_cmpint (access, <=, AC_ACCESS_EDIT);
      g_string_append_c (cells, "-VE"[access]);
    }

  return g_string_free (cells, FALSE);
}

static void
assert_cells (AcPermissions *permissions,
              const char    *expected)
{
  g_autofree char *cells = get_cells (permissions);

  g_assert_cmpstr (cells, ==, expected);
}

static void
set_roles (AcPermissions *permissions,
           const char    *roles)
{
  g_auto (GStrv) names = g_strsplit (roles, " ", -1);

  ac_permissions_set_roles (permissions, (const char * const *) names);
}

static void
count (AcPermissions *permissions,
       guint         *n)
{
  (*n)++;
}

static void
test_matrix (void)
{
  g_autoptr (AcPermissions) permissions = ac_permissions_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_test_message ("%s", lines[i].role);
      set_roles (permissions, lines[i].role);
      assert_cells (permissions, lines[i].cells);
    }

  g_assert_finalize_object (g_steal_pointer (&permissions));
}

static void
test_unknown (void)
{
  g_autoptr (AcPermissions) permissions = ac_permissions_new ();

  assert_cells (permissions, EVERYTHING);
  g_assert_null (ac_permissions_get_role (permissions));

  set_roles (permissions, "reports");
  ac_permissions_set_roles (permissions, NULL);
  assert_cells (permissions, EVERYTHING);

  set_roles (permissions, "role_of_next_year cld::role::custom::1");
  assert_cells (permissions, EVERYTHING);
  g_assert_null (ac_permissions_get_role (permissions));

  /* Beside a known one they give nothing. */
  set_roles (permissions, "role_of_next_year cld::role::prodenv::ml_user");
  assert_cells (permissions, "E--------------");

  /* Names are the service's, in its case. */
  set_roles (permissions, "Reports billing");
  assert_cells (permissions, "EVE--E----E-E--");
}

static void
test_union (void)
{
  g_autoptr (AcPermissions) permissions = ac_permissions_new ();

  set_roles (permissions, "cld::role::account::reports cld::role::prodenv::technical_admin");
  assert_cells (permissions, "EV-----------EV");

  set_roles (permissions, "cld::role::account::billing cld::role::account::admin");
  assert_cells (permissions, "EVEEVEE-E-EEE-V");

  /* The order does not matter, and more is never taken back. */
  set_roles (permissions, "cld::role::account::master_admin cld::role::account::reports");
  assert_cells (permissions, "EEEEEEEEEEEEE-V");
  set_roles (permissions, "cld::role::account::reports cld::role::account::master_admin");
  assert_cells (permissions, "EEEEEEEEEEEEE-V");
}

static void
test_role (void)
{
  g_autoptr (AcPermissions) permissions = ac_permissions_new ();

  set_roles (permissions, "technical_admin");
  g_assert_cmpstr (ac_permissions_get_role (permissions), ==, "technical_admin");

  set_roles (permissions, "cld::role::account::admin");
  g_assert_null (ac_permissions_get_role (permissions));

  ac_permissions_set_roles (permissions, NULL);
  g_assert_null (ac_permissions_get_role (permissions));
}

static void
test_changed (void)
{
  g_autoptr (AcPermissions) permissions = ac_permissions_new ();
  guint n = 0;

  g_signal_connect (permissions, "changed", G_CALLBACK (count), &n);

  ac_permissions_set_roles (permissions, NULL);
  g_assert_cmpuint (n, ==, 0);

  set_roles (permissions, "admin");
  g_assert_cmpuint (n, ==, 1);

  set_roles (permissions, "admin");
  g_assert_cmpuint (n, ==, 1);

  /* The rights are the same, but what they are called is not. */
  set_roles (permissions, "media_library_user");
  g_assert_cmpuint (n, ==, 2);
  set_roles (permissions, "cld::role::prodenv::ml_user");
  g_assert_cmpuint (n, ==, 3);

  ac_permissions_set_roles (permissions, NULL);
  g_assert_cmpuint (n, ==, 4);

  g_assert_finalize_object (g_steal_pointer (&permissions));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/permissions/matrix", test_matrix);
  g_test_add_func ("/permissions/unknown", test_unknown);
  g_test_add_func ("/permissions/union", test_union);
  g_test_add_func ("/permissions/role", test_role);
  g_test_add_func ("/permissions/changed", test_changed);

  return g_test_run ();
}
