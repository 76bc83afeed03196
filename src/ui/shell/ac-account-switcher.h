/* ac-account-switcher.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ac-session.h"

G_BEGIN_DECLS

#define AC_TYPE_ACCOUNT_SWITCHER (ac_account_switcher_get_type ())

/* The button in the sidebar that names the account, and its popover with the others.
 * It activates win.open-account, win.open-account-in-new-window, win.connect-account, win.sign-out, app.new-window. */
G_DECLARE_FINAL_TYPE (AcAccountSwitcher, ac_account_switcher, AC, ACCOUNT_SWITCHER, GtkWidget)

void ac_account_switcher_set_session (AcAccountSwitcher *self,
                                      AcSession         *session);
void ac_account_switcher_set_account (AcAccountSwitcher *self,
                                      AcAccount         *account);
void ac_account_switcher_popup       (AcAccountSwitcher *self);

G_END_DECLS
