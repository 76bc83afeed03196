/* ac-sandbox-email.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean ac_sandbox_email_is_valid (const char *text);

G_END_DECLS
