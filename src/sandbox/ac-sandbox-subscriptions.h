/* ac-sandbox-subscriptions.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-sandbox-state.h"

G_BEGIN_DECLS

/* A time during which the account paid for one plan. Its cycles begin with its first day and then every month, or
 * every year, on that day of the month; the last one ends with the subscription. */
typedef struct
{
  char *plan_name; /* as billing usage names it */
  gint64 limit;    /* credits a cycle */
  gboolean annual;
  gboolean counts_impressions; /* in place of the bandwidth of images and videos */
  GDate from;
  GDate to; /* not valid for the running one */
} AcSandboxSubscription;

/* A billing cycle; both days are in it. */
typedef struct
{
  GDate from;
  GDate to;
} AcSandboxCycle;

GPtrArray *ac_sandbox_subscriptions_load       (AcSandboxState               *state,
                                                GError                      **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean   ac_sandbox_subscriptions_start      (AcSandboxState               *state,
                                                const char                   *plan_id,
                                                const GDate                  *day,
                                                GError                      **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean   ac_sandbox_subscription_get_cycle   (const AcSandboxSubscription  *self,
                                                guint                         months,
                                                guint                         number,
                                                AcSandboxCycle               *cycle);
gboolean   ac_sandbox_subscription_is_running  (const AcSandboxSubscription  *self,
                                                const GDate                  *day);

void       ac_sandbox_day_format               (const GDate                  *day,
                                                char                         *text);
void       ac_sandbox_day_parse                (GDate                        *day,
                                                const char                   *text);
void       ac_sandbox_day_today                (GDate                        *day);

/* yyyy-mm-dd and the end. */
#define AC_SANDBOX_DAY_SIZE 11

G_END_DECLS
