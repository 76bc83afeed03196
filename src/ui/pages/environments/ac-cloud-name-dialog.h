/* ac-cloud-name-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-form-dialog.h"
#include "ac-page.h"

G_BEGIN_DECLS

#define AC_TYPE_CLOUD_NAME_DIALOG (ac_cloud_name_dialog_get_type ())

/* Change Cloud Name (ui.md screen 4). */
G_DECLARE_FINAL_TYPE (AcCloudNameDialog, ac_cloud_name_dialog, AC, CLOUD_NAME_DIALOG, AcFormDialog)

AcFormDialog *ac_cloud_name_dialog_new (AcPage        *page,
                                        AcEnvironment *environment) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
