/* ac-rename-key-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-api-keys.h"
#include "ac-form-dialog.h"
#include "ac-page.h"

G_BEGIN_DECLS

#define AC_TYPE_RENAME_KEY_DIALOG (ac_rename_key_dialog_get_type ())

/* Gives a key another name. */
G_DECLARE_FINAL_TYPE (AcRenameKeyDialog, ac_rename_key_dialog, AC, RENAME_KEY_DIALOG, AcFormDialog)

/* (transfer none): to be presented */
AcFormDialog *ac_rename_key_dialog_new (AcPage    *page,
                                        AcApiKeys *keys,
                                        AcApiKey  *key);

G_END_DECLS
