/* ac-window-private.h: what the window's files share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-connect-view.h"
#include "ac-page-stack.h"
#include "ac-rotations.h"
#include "ac-sidebar.h"
#include "ac-toast-host.h"
#include "ac-welcome-view.h"
#include "ac-window.h"

G_BEGIN_DECLS

struct _AcWindow
{
  AdwApplicationWindow parent_instance;

  AcSession *session;
  AcAccount *account; /* (nullable) */
  AcEnvironmentChoice *choice;
  AcRotations *rotations; /* (nullable): of the account's keys */
  GSignalGroup *rotation_signals;
  GSettings *settings;
  char *page_id;
  GCancellable *switching; /* (nullable): while another account is on its way */
  guint patience_id;       /* while it waits to be presented */

  AcWelcomeView *welcome;
  AcConnectView *connect; /* (nullable): until it is needed */

  AcToastHost *toast_host;
  GtkStack *main_stack;
  AdwLeaflet *leaflet;
  AcSidebar *sidebar;
  GtkStack *pages;
};

/* ac-window-actions.c */
void ac_window_install_actions      (GtkWidgetClass *widget_class);
void ac_window_update_actions       (AcWindow       *self);

/* ac-window-rotations.c */
void ac_window_init_rotations       (AcWindow       *self);
void ac_window_follow_rotations     (AcWindow       *self);

/* ac-window-opening.c */
void ac_window_end_patience         (AcWindow       *self);

void ac_window_go_to_page           (AcWindow       *self,
                                     const char     *id);
void ac_window_show_view            (AcWindow       *self,
                                     const char     *name);
void ac_window_show_connect         (AcWindow       *self,
                                     AcKnownAccount *known);

G_END_DECLS
