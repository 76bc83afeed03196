/* ac-sandbox-faults.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What goes wrong, as the options say. */
typedef struct
{
  guint latency_ms;
  double fail_rate;
  double drop_rate;
  guint rate_limit; /* requests in a window; 0: no limit */
  guint rate_seconds;
  guint64 seed;
} AcSandboxFaultPlan;

typedef enum
{
  AC_SANDBOX_FAULT_NONE,
  AC_SANDBOX_FAULT_RATE_LIMIT,  /* 429 */
  AC_SANDBOX_FAULT_INTERNAL,    /* 500, nothing was done */
  AC_SANDBOX_FAULT_UNAVAILABLE, /* 503, nothing was done */
  AC_SANDBOX_FAULT_DROP_BEFORE, /* the connection ends, nothing was done */
  AC_SANDBOX_FAULT_DROP_AFTER,  /* the connection ends, the request was carried out */
} AcSandboxFault;

/* Decides the fault of each request. The n-th request always gets the same one for the same plan. */
typedef struct _AcSandboxFaults AcSandboxFaults;

AcSandboxFaults *ac_sandbox_faults_new         (const AcSandboxFaultPlan *plan) G_GNUC_WARN_UNUSED_RESULT;
void             ac_sandbox_faults_free        (AcSandboxFaults          *self);
guint            ac_sandbox_faults_get_latency (AcSandboxFaults          *self);
AcSandboxFault   ac_sandbox_faults_decide      (AcSandboxFaults          *self,
                                                gint64                    now,
                                                guint                    *retry_after);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcSandboxFaults, ac_sandbox_faults_free)

G_END_DECLS
