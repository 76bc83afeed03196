/* ac-sandbox-meter.c: how many Admin API calls an environment has left in this hour
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-sandbox-account.h"
#include "ac-sandbox-meter.h"
#include "ac-sandbox-time.h"

#define HOUR 3600

typedef struct
{
  gint64 hour;
  guint used;
} Meter;

static Meter *
get_meter (AcSandboxState *state,
           const char     *environment_id,
           gint64          hour)
{
  Meter *meter = g_hash_table_lookup (state->meters, environment_id);

  if (meter == NULL)
    {
      meter = g_new0 (Meter, 1);
      g_hash_table_insert (state->meters, g_strdup (environment_id), meter);
    }
  if (meter->hour != hour)
    *meter = (Meter) { .hour = hour };

  return meter;
}

static void
set_headers (SoupMessageHeaders *headers,
             guint               limit,
             guint               used,
             gint64              reset)
{
  g_autofree char *limit_text = g_strdup_printf ("%u", limit);
  g_autofree char *remaining_text = g_strdup_printf ("%u", limit - used);
  g_autofree char *reset_text = ac_sandbox_time_format_http (reset);

  soup_message_headers_replace (headers, "X-FeatureRateLimit-Limit", limit_text);
  soup_message_headers_replace (headers, "X-FeatureRateLimit-Remaining", remaining_text);
  soup_message_headers_replace (headers, "X-FeatureRateLimit-Reset", reset_text);
}

/**
 * ac_sandbox_meter_count:
 * @request: a request with the environment that asks
 * @error: return location for a 420
 *
 * Counts the request and says in the answer's headers what is left (wire reference 8.1).
 *
 * Returns: whether there was a call left
 */
gboolean
ac_sandbox_meter_count (AcSandboxRequest  *request,
                        GError           **error)
{
  g_autoptr(AcSandboxAccount) account = ac_sandbox_account_load (request->state, error);
  gint64 hour = g_get_real_time () / G_USEC_PER_SEC / HOUR;
  gint64 reset = (hour + 1) * HOUR;
  g_autoptr(GDateTime) reset_time = g_date_time_new_from_unix_utc (reset);
  g_autofree char *reset_text = g_date_time_format (reset_time, "%Y-%m-%d %H:%M:%S UTC");
  Meter *meter;
  guint limit;

  if (account == NULL)
    return FALSE;

  limit = account->plan->hourly_requests;
  meter = get_meter (request->state, request->environment_id, hour);
  if (meter->used == limit)
    {
      set_headers (request->headers, limit, limit, reset);
      return ac_sandbox_refuse (error, AC_SANDBOX_ERROR_USAGE_EXCEEDED,
                                "Rate Limit Exceeded. Limit of %u api operations reached. Try again on %s", limit, reset_text);
    }
  meter->used++;
  set_headers (request->headers, limit, meter->used, reset);

  return TRUE;
}
