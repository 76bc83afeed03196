/* ac-environment-dialogs.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-page.h"

G_BEGIN_DECLS

/* Whether the service is being asked for something of @page. */
typedef void (*AcEnvironmentBusyFunc) (AcPage   *page,
                                       gboolean  busy);

/* Everything that a page does with one environment, whichever page it is: asks, does, says, offers Undo. The list
 * and the details page call these, so that both behave alike. @page gets the toasts and is the parent of the dialogs. */

/* @base (nullable): preselected. Selects/announces nothing itself: @created (nullable) gets the new environment. */
void   ac_environment_dialogs_new               (AcPage        *page,
                                                 AcEnvironment *base,
                                                 void         (*created) (AcPage        *page,
                                                                          AcEnvironment *environment));
/* Level 0 for enabling, level 1 for disabling; toast with Undo. */
void   ac_environment_dialogs_set_enabled       (AcPage        *page,
                                                 AcEnvironment *environment,
                                                 gboolean       enabled,
                                                 AcEnvironmentBusyFunc busy);
void   ac_environment_dialogs_change_cloud_name (AcPage        *page,
                                                 AcEnvironment *environment);
/* @deleted (nullable) runs after it is gone. */
void   ac_environment_dialogs_delete            (AcPage        *page,
                                                 AcEnvironment *environment,
                                                 void         (*deleted) (AcPage *page));
/* Fetches CLOUDINARY_URL and copies it as a secret. */
void   ac_environment_dialogs_copy_url          (AcPage        *page,
                                                 AcEnvironment *environment);
void   ac_environment_dialogs_show_in_console   (AcPage        *page,
                                                 AcEnvironment *environment);
/* The Change Limit window, the hand-off, or the reason why not. */
void   ac_environment_dialogs_change_limit      (AcPage        *page);
/* The details subpage. */
AcPage *ac_environment_page_new                 (AcAccount     *account,
                                                 AcEnvironment *environment);

G_END_DECLS
