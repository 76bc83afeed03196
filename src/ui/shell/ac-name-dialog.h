/* ac-name-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ac-session.h"

G_BEGIN_DECLS

#define AC_TYPE_NAME_DIALOG (ac_name_dialog_get_type ())

/* Asks how an account shall be called on this computer, and keeps it. */
G_DECLARE_FINAL_TYPE (AcNameDialog, ac_name_dialog, AC, NAME_DIALOG, AdwMessageDialog)

/* @heading is plain text. */
GtkWindow *ac_name_dialog_new (GtkWidget      *parent,
                               AcSession      *session,
                               AcKnownAccount *known,
                               const char     *heading) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
