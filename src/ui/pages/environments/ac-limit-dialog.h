/* ac-limit-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-form-dialog.h"
#include "ac-page.h"

G_BEGIN_DECLS

#define AC_TYPE_LIMIT_DIALOG (ac_limit_dialog_get_type ())

/* Change Limit (ui.md screen 5). */
G_DECLARE_FINAL_TYPE (AcLimitDialog, ac_limit_dialog, AC, LIMIT_DIALOG, AcFormDialog)

/* Shows it, or the hand-off where the service knows no limit. @instead_of (nullable): a dialog that makes room for it and comes
 * back afterwards, for there is never a form on a form. */
void ac_limit_dialog_open (AcPage    *page,
                           GtkWindow *instead_of);

G_END_DECLS
