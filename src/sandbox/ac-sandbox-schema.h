/* ac-sandbox-schema.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The steps from an empty database to today's: step n makes version n + 1 (PRAGMA user_version). A step that has
 * landed is never changed; a new need is a new step at the end. NULL-terminated. */
extern const char *const ac_sandbox_schema_steps[];

G_END_DECLS
