/* ac-sandbox-json-check.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean ac_sandbox_json_check (const char *text,
                                gsize       length);

G_END_DECLS
