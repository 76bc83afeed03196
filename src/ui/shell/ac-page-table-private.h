/* ac-page-table-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-page-table.h"

G_BEGIN_DECLS

/* For tests: windows that are made from now on have these pages. */
void ac_page_table_set (const AcPageInfo *table,
                        guint             n);

G_END_DECLS
