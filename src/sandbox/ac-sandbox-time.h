/* ac-sandbox-time.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char      *ac_sandbox_time_now        (void) G_GNUC_WARN_UNUSED_RESULT;
char      *ac_sandbox_time_format     (gint64      seconds) G_GNUC_WARN_UNUSED_RESULT;
char      *ac_sandbox_time_format_day (GDateTime  *time) G_GNUC_WARN_UNUSED_RESULT;
char      *ac_sandbox_time_format_http (gint64     seconds) G_GNUC_WARN_UNUSED_RESULT;
GDateTime *ac_sandbox_time_parse      (const char *text,
                                       gboolean   *is_day) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
