/* ac-new-environment-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-form-dialog.h"
#include "ac-page.h"

G_BEGIN_DECLS

#define AC_TYPE_NEW_ENVIRONMENT_DIALOG (ac_new_environment_dialog_get_type ())

/* New Environment (ui.md screen 4). */
G_DECLARE_FINAL_TYPE (AcNewEnvironmentDialog, ac_new_environment_dialog, AC, NEW_ENVIRONMENT_DIALOG, AcFormDialog)

typedef void (*AcEnvironmentCreatedFunc) (AcPage        *page,
                                          AcEnvironment *environment);

/* @page gets the toast. */
AcFormDialog *ac_new_environment_dialog_new (AcPage                   *page,
                                             AcEnvironment            *base,
                                             AcEnvironmentCreatedFunc  created) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
