/* ac-messages.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The one place where an error becomes a sentence for people (ui.md G.2). Never contains markup or secrets. */
char *ac_message_for_error (const GError *error) G_GNUC_WARN_UNUSED_RESULT;
/* For Details: status, the service's own words, request id; NULL when there is nothing more to say. */
char *ac_message_details   (const GError *error) G_GNUC_WARN_UNUSED_RESULT;

/* LEFT-TO-RIGHT ISOLATE around ids, keys, cloud names, URLs, e-mail addresses. */
char *ac_isolate           (const char   *text) G_GNUC_WARN_UNUSED_RESULT;
/* A name that people gave, inside a sentence: shortened, and kept apart from a sentence of the other direction. */
char *ac_quote_name        (const char   *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
