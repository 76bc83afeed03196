/* ac-sidebar.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ac-environment-choice.h"
#include "ac-session.h"

G_BEGIN_DECLS

#define AC_TYPE_SIDEBAR (ac_sidebar_get_type ())

/* The pages of an account, in sections, below the account switcher.
 * Property: folded (gboolean): it covers the window, so that nothing stays selected.
 * Signal: page-chosen (const char *id, gboolean activated). */
G_DECLARE_FINAL_TYPE (AcSidebar, ac_sidebar, AC, SIDEBAR, GtkWidget)

void        ac_sidebar_set_session  (AcSidebar  *self,
                                     AcSession  *session);
void        ac_sidebar_set_account  (AcSidebar  *self,
                                     AcAccount  *account);
/* Which environment the pages of the last section are about; set once. */
void        ac_sidebar_set_environment_choice (AcSidebar           *self,
                                               AcEnvironmentChoice *choice);
/* Marks the page as the one that is shown, without a signal. */
void        ac_sidebar_select_page  (AcSidebar  *self,
                                     const char *id);
/* The page at @position of those that are shown, from 0. (nullable) */
const char *ac_sidebar_get_page_at  (AcSidebar  *self,
                                     guint       position);
/* The count at the end of a page's row, with what it counts for screen readers; 0: none. */
void        ac_sidebar_set_badge    (AcSidebar  *self,
                                     const char *page_id,
                                     guint       count,
                                     const char *description);
void        ac_sidebar_show_accounts (AcSidebar *self);
/* FALSE: no page is about an environment, and so none is chosen. */
gboolean    ac_sidebar_has_environments (AcSidebar *self);
void        ac_sidebar_show_environments (AcSidebar *self);

G_END_DECLS
