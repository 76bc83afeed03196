/* fuzz.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

/* libFuzzer's entry point; it fails by aborting. */
int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);
