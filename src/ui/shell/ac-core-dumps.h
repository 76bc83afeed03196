/* ac-core-dumps.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* From now on no memory image of this process is written, nor one of the processes that it starts. */
void ac_core_dumps_disable (void);

G_END_DECLS
