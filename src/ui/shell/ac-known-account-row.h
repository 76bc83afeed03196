/* ac-known-account-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ac-session.h"

G_BEGIN_DECLS

#define AC_TYPE_KNOWN_ACCOUNT_ROW (ac_known_account_row_get_type ())

/* One of the accounts on this computer, with its menu. */
G_DECLARE_FINAL_TYPE (AcKnownAccountRow, ac_known_account_row, AC, KNOWN_ACCOUNT_ROW, AdwActionRow)

GtkWidget      *ac_known_account_row_new               (AcSession         *session,
                                                        AcKnownAccount    *known) G_GNUC_WARN_UNUSED_RESULT;
AcKnownAccount *ac_known_account_row_get_known_account (AcKnownAccountRow *self);
void            ac_known_account_row_set_busy          (AcKnownAccountRow *self,
                                                        gboolean           busy);

/* What an account is called: its name, else its ID. (transfer none) */
const char     *ac_known_account_get_title             (AcKnownAccount    *known);
/* “EU”, “AP”, a host of its own, or NULL for the default. (transfer none) */
const char     *ac_known_account_get_region            (AcKnownAccount    *known);

G_END_DECLS
