/* ac-welcome-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ac-session.h"

G_BEGIN_DECLS

#define AC_TYPE_WELCOME_VIEW (ac_welcome_view_get_type ())

/* What a window without an account shows (ui.md screen 1). Signal: opened (AcAccount). */
G_DECLARE_FINAL_TYPE (AcWelcomeView, ac_welcome_view, AC, WELCOME_VIEW, GtkWidget)

GtkWidget *ac_welcome_view_new       (AcSession      *session) G_GNUC_WARN_UNUSED_RESULT;
void       ac_welcome_view_open      (AcWelcomeView  *self,
                                      AcKnownAccount *known);
void       ac_welcome_view_open_demo (AcWelcomeView  *self);
/* Says why something that wasn't begun here didn't work. */
void       ac_welcome_view_set_error (AcWelcomeView  *self,
                                      const GError   *error);

/* Why the demo account can't be opened, and what to do. */
char      *ac_demo_error_to_sentence (AcDemo         *demo,
                                      const GError   *error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
