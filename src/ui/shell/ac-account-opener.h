/* ac-account-opener.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-window.h"

G_BEGIN_DECLS

/* Opens an account of which only the ID is known: from the command line, or from a notification. */
void ac_account_opener_open (AcWindow   *window,
                             const char *account_id);

G_END_DECLS
