/* ac-core-dumps.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-core-dumps"

#include "config.h"

#include <sys/prctl.h>
#include <sys/resource.h>

#include "ac-core-dumps.h"

/**
 * ac_core_dumps_disable:
 *
 * A memory image would hold the keys of every open account. The limit goes on to children; a collector to which the
 * kernel hands images doesn't heed it (core(5)), and so the process is no longer dumpable either.
 */
void
ac_core_dumps_disable (void)
{
  const struct rlimit none = { 0, 0 };

  setrlimit (RLIMIT_CORE, &none);

  /* In Flatpak the portals have to read our /proc entry to know who asks. */
  if (!g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS))
    prctl (PR_SET_DUMPABLE, 0);
}
