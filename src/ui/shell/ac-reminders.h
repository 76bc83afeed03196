/* ac-reminders.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "ac-session.h"

G_BEGIN_DECLS

#define AC_TYPE_REMINDERS (ac_reminders_get_type ())

/* Desktop notifications about keys that became old (ui.md A.7), and about replaced ones that somebody wanted to be reminded
 * to delete: once for a key and a threshold, one a day in all, never while somebody looks at a window of ours, never about
 * the demo account. */
G_DECLARE_FINAL_TYPE (AcReminders, ac_reminders, AC, REMINDERS, GObject)

/* Both outlive it. */
AcReminders *ac_reminders_new       (GtkApplication *application,
                                     AcSession      *session) G_GNUC_WARN_UNUSED_RESULT;
/* For tests: what time it is, in seconds since 1970, and how many seconds after an account was opened its keys are loaded. */
void         ac_reminders_set_clock (AcReminders    *self,
                                     gint64        (*get_seconds) (gpointer data),
                                     gpointer        data);
void         ac_reminders_set_delay (AcReminders    *self,
                                     guint           seconds);
/* Looks at all keys that are known now. */
void         ac_reminders_check     (AcReminders    *self);

G_END_DECLS
