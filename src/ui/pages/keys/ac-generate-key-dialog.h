/* ac-generate-key-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-api-keys.h"
#include "ac-form-dialog.h"
#include "ac-page.h"

G_BEGIN_DECLS

#define AC_TYPE_GENERATE_KEY_DIALOG (ac_generate_key_dialog_get_type ())

/* Makes a key and shows it with its secret. */
G_DECLARE_FINAL_TYPE (AcGenerateKeyDialog, ac_generate_key_dialog, AC, GENERATE_KEY_DIALOG, AcFormDialog)

/* (transfer none): to be presented */
AcFormDialog *ac_generate_key_dialog_new (AcPage    *page,
                                          AcApiKeys *keys);

G_END_DECLS
