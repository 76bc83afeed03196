/* ac-dates.h: times as ui.md A.16 wants them, in local time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *ac_format_date       (GDateTime  *date_time) G_GNUC_WARN_UNUSED_RESULT; /* “Mar 12, 2023” */
char *ac_format_when       (GDateTime  *date_time) G_GNUC_WARN_UNUSED_RESULT; /* “today, 09:12”, “yesterday, 17:24”, then dates */
char *ac_format_exact_time (GDateTime  *date_time) G_GNUC_WARN_UNUSED_RESULT; /* for tooltips */
/* @format is translated already; %b and %B are the program's language's. */
char *ac_format_local      (GDateTime  *date_time,
                            const char *format) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
