/* ac-install.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-install"

#include "config.h"

#include "ac-install.h"

#define SANDBOX "account-console-sandbox"

/* The folder of the running program, links followed. */
static char *
get_program_dir (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  return program != NULL ? g_path_get_dirname (program) : NULL;
}

/* The environment has a say about our files only in a build tree: an installed program
 * must not be made to start another one, or to speak another's words. */
static const char *
get_override (const char *name)
{
  const char *value = g_getenv (name);

  if (ac_install_is_installed () || value == NULL || *value == '\0')
    return NULL;

  return value;
}

static char *
take_if_executable (char *path)
{
  if (path != NULL && g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
    return path;

  g_free (path);
  return NULL;
}

/**
 * ac_install_is_installed:
 *
 * Returns: whether the running program is the installed one
 */
gboolean
ac_install_is_installed (void)
{
  g_autofree char *program_dir = get_program_dir ();
  g_autofree char *bindir = g_canonicalize_filename (AC_BINDIR, "/");

  return g_strcmp0 (program_dir, bindir) == 0;
}

/**
 * ac_install_get_locale_dir:
 *
 * Returns: (transfer full): the folder of the translations. In a build tree the variable AC_LOCALEDIR names it;
 *   without, it is the po folder of the tree.
 */
char *
ac_install_get_locale_dir (void)
{
  const char *override = get_override ("AC_LOCALEDIR");
  g_autofree char *program_dir = NULL;
  char *inner;

  if (override != NULL)
    return g_strdup (override);

  if (ac_install_is_installed ())
    return g_strdup (AC_LOCALEDIR);

  /* _build/src/account-console, and the programs of the tests one folder further down */
  program_dir = get_program_dir ();
  inner = g_build_filename (program_dir != NULL ? program_dir : ".", "..", "po", NULL);
  if (program_dir == NULL || g_file_test (inner, G_FILE_TEST_IS_DIR))
    return inner;

  g_free (inner);

  return g_build_filename (program_dir, "..", "..", "po", NULL);
}

/**
 * ac_install_find_sandbox:
 *
 * Returns: (transfer full) (nullable): the program that serves the demo account, or %NULL when it isn't there. In a build tree
 *   the variable AC_SANDBOX names it.
 */
char *
ac_install_find_sandbox (void)
{
  const char *override = get_override ("AC_SANDBOX");
  g_autofree char *program_dir = NULL;
  char *path;

  if (override != NULL)
    return take_if_executable (g_strdup (override));

  if (ac_install_is_installed ())
    return take_if_executable (g_build_filename (AC_BINDIR, SANDBOX, NULL));

  program_dir = get_program_dir ();
  if (program_dir == NULL)
    return NULL;

  /* _build/src/account-console beside _build/src/sandbox/account-console-sandbox */
  path = take_if_executable (g_build_filename (program_dir, "sandbox", SANDBOX, NULL));
  if (path == NULL)
    path = take_if_executable (g_build_filename (AC_BINDIR, SANDBOX, NULL));

  return path;
}
