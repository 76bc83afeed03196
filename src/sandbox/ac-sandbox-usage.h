/* ac-sandbox-usage.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-sandbox-state.h"

G_BEGIN_DECLS

/* What an environment used from one day to another: sums, and storage as it was at the end. */
typedef struct
{
  gint64 transformations;
  gint64 bandwidth; /* bytes */
  gint64 storage;   /* bytes */
  gint64 impressions;
  gint64 seconds;
  gint64 requests;
} AcSandboxUsage;

gboolean ac_sandbox_usage_load (AcSandboxState  *state,
                                const char      *environment_id,
                                const char      *from_day,
                                const char      *to_day,
                                AcSandboxUsage  *usage,
                                GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
