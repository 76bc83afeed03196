/* ac-window.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ac-environment-choice.h"
#include "ac-page.h"
#include "ac-session.h"

G_BEGIN_DECLS

#define AC_TYPE_WINDOW (ac_window_get_type ())

/* A window: the pages of one account, or the ways to get one. Property: session (construct-only). */
G_DECLARE_FINAL_TYPE (AcWindow, ac_window, AC, WINDOW, AdwApplicationWindow)

AcWindow   *ac_window_new            (GtkApplication *application,
                                      AcSession      *session) G_GNUC_WARN_UNUSED_RESULT;
AcSession  *ac_window_get_session    (AcWindow       *self);
/* That of the window which @widget is in, or whose dialog it is in. (transfer none) (nullable) */
AcSession  *ac_window_find_session   (GtkWidget      *widget);
AcAccount  *ac_window_get_account    (AcWindow       *self);
/* NULL: the welcome view. */
void        ac_window_set_account    (AcWindow       *self,
                                      AcAccount      *account);
/* The ID of the page of the sidebar; kept for an account that is still to come. */
const char *ac_window_get_page_id    (AcWindow       *self);
void        ac_window_show_page      (AcWindow       *self,
                                      const char     *id);
/* The page or subpage on the screen. (nullable) */
AcPage     *ac_window_get_page       (AcWindow       *self);
/* What the pages of the sidebar's last section follow. */
AcEnvironmentChoice *ac_window_get_environment_choice (AcWindow *self);

/* For the command line, while the welcome view is shown. */
void        ac_window_present_soon   (AcWindow       *self);
void        ac_window_open_demo      (AcWindow       *self);
void        ac_window_open_known     (AcWindow       *self,
                                      AcKnownAccount *known);
void        ac_window_show_error     (AcWindow       *self,
                                      const GError   *error);
/* This computer doesn't know the account that shall be opened. */
void        ac_window_show_unknown   (AcWindow       *self,
                                      const char     *account_id);

G_END_DECLS
