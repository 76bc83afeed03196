/* test-core-dumps.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <sys/prctl.h>
#include <sys/resource.h>

#include <glib.h>

#include "ac-core-dumps.h"

static void
test_disabled (void)
{
  struct rlimit limit;
  g_autofree char *output = NULL;
  g_autoptr(GError) error = NULL;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      return;
    }

  g_assert_cmpint (prctl (PR_SET_DUMPABLE, 1), ==, 0);
  ac_core_dumps_disable ();
  g_assert_cmpint (getrlimit (RLIMIT_CORE, &limit), ==, 0);
  g_assert_cmpuint (limit.rlim_cur, ==, 0);
  g_assert_cmpuint (limit.rlim_max, ==, 0);
  g_assert_cmpint (prctl (PR_GET_DUMPABLE), ==, 0);

  /* A child can't take it back. */
  g_spawn_command_line_sync ("sh -c 'ulimit -Sc; ulimit -Hc'", &output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (output, ==, "0\n0\n");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core-dumps/disabled", test_disabled);

  return g_test_run ();
}
