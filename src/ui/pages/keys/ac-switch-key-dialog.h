/* ac-switch-key-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-api-keys.h"
#include "ac-form-dialog.h"
#include "ac-page.h"

G_BEGIN_DECLS

#define AC_TYPE_SWITCH_KEY_DIALOG (ac_switch_key_dialog_get_type ())

/* Asks with which other key of the account this program shall go on. */
G_DECLARE_FINAL_TYPE (AcSwitchKeyDialog, ac_switch_key_dialog, AC, SWITCH_KEY_DIALOG, AcFormDialog)

/* (transfer none): to be presented */
AcFormDialog *ac_switch_key_dialog_new (AcPage    *page,
                                        AcApiKeys *keys);

G_END_DECLS
