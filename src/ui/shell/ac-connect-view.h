/* ac-connect-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ac-session.h"

G_BEGIN_DECLS

#define AC_TYPE_CONNECT_VIEW (ac_connect_view_get_type ())

/* Where a key is entered (ui.md screen 1). Secrets stand in its entries only, and only while it is on the screen.
 * Signals: connected (AcAccount, gboolean remember), left. */
G_DECLARE_FINAL_TYPE (AcConnectView, ac_connect_view, AC, CONNECT_VIEW, GtkWidget)

GtkWidget *ac_connect_view_new   (AcSession      *session) G_GNUC_WARN_UNUSED_RESULT;
/* @known (nullable): whose credentials shall be changed; NULL: a new account. */
void       ac_connect_view_begin (AcConnectView  *self,
                                  AcKnownAccount *known);

G_END_DECLS
