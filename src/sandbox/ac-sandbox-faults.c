/* ac-sandbox-faults.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-sandbox-faults.h"
#include "ac-sandbox-random.h"

struct _AcSandboxFaults
{
  AcSandboxFaultPlan plan;
  guint64 number; /* of the next request */
  gint64 window_end;
  guint in_window;
};

/**
 * ac_sandbox_faults_new:
 * @plan: what goes wrong; it is copied
 *
 * Returns: (transfer full): the decider
 */
AcSandboxFaults *
ac_sandbox_faults_new (const AcSandboxFaultPlan *plan)
{
  AcSandboxFaults *self = g_new0 (AcSandboxFaults, 1);

  self->plan = *plan;

  return self;
}

/**
 * ac_sandbox_faults_free:
 * @self: (transfer full): the decider
 */
void
ac_sandbox_faults_free (AcSandboxFaults *self)
{
  g_free (self);
}

/**
 * ac_sandbox_faults_get_latency:
 * @self: the decider
 *
 * Returns: how many milliseconds each answer waits
 */
guint
ac_sandbox_faults_get_latency (AcSandboxFaults *self)
{
  return self->plan.latency_ms;
}

/* The windows are fixed; one begins with the first request after the last one's end. */
static gboolean
is_over_limit (AcSandboxFaults *self,
               gint64           now,
               guint           *retry_after)
{
  if (self->plan.rate_limit == 0)
    return FALSE;

  if (now >= self->window_end)
    {
      self->window_end = now + (gint64) self->plan.rate_seconds * G_USEC_PER_SEC;
      self->in_window = 0;
    }
  if (self->in_window < self->plan.rate_limit)
    {
      self->in_window++;
      return FALSE;
    }

  /* Rounded up: who waits so long is let in. */
  *retry_after = (self->window_end - now + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC;
  return TRUE;
}

/* The top 53 bits as a number from 0 up to 1. */
static double
as_fraction (guint64 word)
{
  return (word >> 11) * 0x1p-53;
}

/**
 * ac_sandbox_faults_decide:
 * @self: the decider
 * @now: the monotonic time in microseconds
 * @retry_after: (out): for %AC_SANDBOX_FAULT_RATE_LIMIT: in how many seconds to try again
 *
 * Returns: the fault of the next request
 */
AcSandboxFault
ac_sandbox_faults_decide (AcSandboxFaults *self,
                          gint64           now,
                          guint           *retry_after)
{
  guint64 drop = ac_sandbox_random_mix (self->plan.seed, 2 * self->number);
  guint64 fail = ac_sandbox_random_mix (self->plan.seed, 2 * self->number + 1);

  *retry_after = 0;
  self->number++;
  if (is_over_limit (self, now, retry_after))
    return AC_SANDBOX_FAULT_RATE_LIMIT;

  /* The lowest bit takes no part in the fraction, so it is a coin of its own. */
  if (as_fraction (drop) < self->plan.drop_rate)
    return (drop & 1) != 0 ? AC_SANDBOX_FAULT_DROP_AFTER : AC_SANDBOX_FAULT_DROP_BEFORE;
  if (as_fraction (fail) < self->plan.fail_rate)
    return (fail & 1) != 0 ? AC_SANDBOX_FAULT_UNAVAILABLE : AC_SANDBOX_FAULT_INTERNAL;

  return AC_SANDBOX_FAULT_NONE;
}
