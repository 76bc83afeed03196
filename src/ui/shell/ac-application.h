/* ac-application.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ac-reminders.h"
#include "ac-session.h"

G_BEGIN_DECLS

#define AC_TYPE_APPLICATION (ac_application_get_type ())

/* The program. */
G_DECLARE_FINAL_TYPE (AcApplication, ac_application, AC, APPLICATION, AdwApplication)

/* @url (nullable): an account to connect to for this run only, without keeping anything; the run is then one of its own. */
AcApplication *ac_application_new           (AcAccountUrl  *url) G_GNUC_WARN_UNUSED_RESULT;
AcSession     *ac_application_get_session   (AcApplication *self);
/* For tests, which set its clock. */
AcReminders   *ac_application_get_reminders (AcApplication *self);

G_END_DECLS
