/* ac-environment-bulk-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "ac-environment-bulk.h"

G_BEGIN_DECLS

#define AC_TYPE_ENVIRONMENT_BULK_ROW (ac_environment_bulk_row_get_type ())

/* One environment in the list of results: its name, what became of it, and why. */
G_DECLARE_FINAL_TYPE (AcEnvironmentBulkRow, ac_environment_bulk_row, AC, ENVIRONMENT_BULK_ROW, GtkWidget)

GtkWidget *ac_environment_bulk_row_new      (gboolean               enabled) G_GNUC_WARN_UNUSED_RESULT;
void       ac_environment_bulk_row_set_item (AcEnvironmentBulkRow  *self,
                                             AcEnvironmentBulkItem *item);

G_END_DECLS
