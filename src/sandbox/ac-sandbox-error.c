/* ac-sandbox-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-sandbox-error.h"

G_DEFINE_QUARK (ac-sandbox-error-quark, ac_sandbox_error)
