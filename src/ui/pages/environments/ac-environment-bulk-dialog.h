/* ac-environment-bulk-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ac-environment-bulk.h"

G_BEGIN_DECLS

#define AC_TYPE_ENVIRONMENT_BULK_DIALOG (ac_environment_bulk_dialog_get_type ())

/* Shows how a change of many environments gets on, and lets it be stopped; or, afterwards, what was not changed and why. */
G_DECLARE_FINAL_TYPE (AcEnvironmentBulkDialog, ac_environment_bulk_dialog, AC, ENVIRONMENT_BULK_DIALOG, AdwWindow)

GtkWindow *ac_environment_bulk_dialog_new (AcEnvironmentBulk *bulk,
                                           GtkWidget         *parent) G_GNUC_WARN_UNUSED_RESULT;

char      *ac_environment_bulk_dialog_summarize (AcEnvironmentBulk *bulk) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
