/* ac-save-connection-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ac-key-secrets.h"

G_BEGIN_DECLS

#define AC_TYPE_SAVE_CONNECTION_ROW (ac_save_connection_row_get_type ())

/* Keeps a key of an account in the system keyring, so that one can sign in with it later. */
G_DECLARE_FINAL_TYPE (AcSaveConnectionRow, ac_save_connection_row, AC, SAVE_CONNECTION_ROW, AdwActionRow)

GtkWidget *ac_save_connection_row_new (AcKeySecrets *secrets) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
