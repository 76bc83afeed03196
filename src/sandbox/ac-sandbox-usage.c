/* ac-sandbox-usage.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-sandbox-usage.h"

#define SELECT_SUMS \
  "SELECT sum (transformations_image + transformations_video), sum (bandwidth_image + bandwidth_video + bandwidth_raw)," \
  " sum (image_impressions), sum (video_seconds), sum (requests)" \
  " FROM usage_days WHERE environment_id = ? AND day BETWEEN ? AND ?"

#define SELECT_STORAGE \
  "SELECT storage_image + storage_video + storage_raw FROM usage_days WHERE environment_id = ? AND day <= ? ORDER BY day DESC LIMIT 1"

/**
 * ac_sandbox_usage_load:
 * @state: the program's state
 * @environment_id: whose usage
 * @from_day: the first day, `yyyy-mm-dd`
 * @to_day: the last day
 * @usage: (out caller-allocates): what was used; zeros when nothing is recorded
 * @error: return location for an error
 *
 * Returns: whether it was read
 */
gboolean
ac_sandbox_usage_load (AcSandboxState  *state,
                       const char      *environment_id,
                       const char      *from_day,
                       const char      *to_day,
                       AcSandboxUsage  *usage,
                       GError         **error)
{
  g_autoptr(AcSandboxRows) rows = ac_sandbox_store_query (state->store, error, SELECT_SUMS, "sss", environment_id, from_day, to_day);

  /* An aggregate always has its one row; its sums over nothing are NULL, which reads as 0. */
  if (rows == NULL || !ac_sandbox_rows_next (rows, error))
    return FALSE;

  usage->transformations = ac_sandbox_rows_get_int (rows, 0);
  usage->bandwidth = ac_sandbox_rows_get_int (rows, 1);
  usage->impressions = ac_sandbox_rows_get_int (rows, 2);
  usage->seconds = ac_sandbox_rows_get_int (rows, 3);
  usage->requests = ac_sandbox_rows_get_int (rows, 4);

  return ac_sandbox_store_query_int (state->store, error, &usage->storage, SELECT_STORAGE, "ss", environment_id, to_day);
}
