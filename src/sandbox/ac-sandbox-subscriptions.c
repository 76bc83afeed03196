/* ac-sandbox-subscriptions.c: which plan the account paid for when, and the cycles of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>

#include "ac-sandbox-plans.h"
#include "ac-sandbox-subscriptions.h"

/**
 * ac_sandbox_day_format:
 * @day: a day
 * @text: room for AC_SANDBOX_DAY_SIZE bytes; it gets `2026-09-27`
 */
void
ac_sandbox_day_format (const GDate *day,
                       char        *text)
{
  g_date_strftime (text, AC_SANDBOX_DAY_SIZE, "%Y-%m-%d", day);
}

/**
 * ac_sandbox_day_today:
 * @day: (out caller-allocates): today, UTC
 */
void
ac_sandbox_day_today (GDate *day)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  int year, month, day_of_month;

  g_date_time_get_ymd (now, &year, &month, &day_of_month);
  g_date_clear (day, 1);
  g_date_set_dmy (day, day_of_month, month, year);
}

static void
subscription_free (gpointer data)
{
  AcSandboxSubscription *self = data;

  g_free (self->plan_name);
  g_free (self);
}

/**
 * ac_sandbox_day_parse:
 * @day: (out caller-allocates): the day; not valid when @text is none
 * @text: (nullable): `2026-09-27`
 */
void
ac_sandbox_day_parse (GDate      *day,
                      const char *text)
{
  int year, month, day_of_month;

  g_date_clear (day, 1);
  /* Not g_date_set_parse(), which asks the language. */
  if (text != NULL && sscanf (text, "%4d-%2d-%2d", &year, &month, &day_of_month) == 3 &&
      g_date_valid_dmy (day_of_month, month, year))
    g_date_set_dmy (day, day_of_month, month, year);
}

/**
 * ac_sandbox_subscriptions_load:
 * @state: the program's state
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type AcSandboxSubscription): all of them, the oldest first
 */
GPtrArray *
ac_sandbox_subscriptions_load (AcSandboxState  *state,
                               GError         **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func (subscription_free);
  g_autoptr(AcSandboxRows) rows = NULL;
  g_autoptr(GError) local = NULL;

  rows = ac_sandbox_store_query (state->store, error,
                                 "SELECT plan_name, credits, annual, counts_impressions, from_day, to_day"
                                 " FROM subscriptions ORDER BY seq",
                                 "");
  if (rows == NULL)
    return NULL;

  while (ac_sandbox_rows_next (rows, &local))
    {
      AcSandboxSubscription *subscription = g_new0 (AcSandboxSubscription, 1);

      subscription->plan_name = g_strdup (ac_sandbox_rows_get_text (rows, 0));
      subscription->limit = ac_sandbox_rows_get_int (rows, 1);
      subscription->annual = ac_sandbox_rows_get_int (rows, 2);
      subscription->counts_impressions = ac_sandbox_rows_get_int (rows, 3);
      ac_sandbox_day_parse (&subscription->from, ac_sandbox_rows_get_text (rows, 4));
      ac_sandbox_day_parse (&subscription->to, ac_sandbox_rows_get_text (rows, 5));
      g_ptr_array_add (list, subscription);
    }
  if (local == NULL)
    return g_steal_pointer (&list);

  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/**
 * ac_sandbox_subscriptions_start:
 * @state: the program's state
 * @plan_id: the account's new plan
 * @day: the first day of it
 * @error: return location for an error
 *
 * Ends the running subscription, if there is one, with the day before @day and starts one for @plan_id. The Free
 * plan is no subscription.
 *
 * Returns: whether that was written
 */
gboolean
ac_sandbox_subscriptions_start (AcSandboxState  *state,
                                const char      *plan_id,
                                const GDate     *day,
                                GError         **error)
{
  const AcSandboxPlan *plan = ac_sandbox_plan_find (plan_id);
  GDate yesterday = *day;
  char from[AC_SANDBOX_DAY_SIZE];
  char to[AC_SANDBOX_DAY_SIZE];

  g_date_subtract_days (&yesterday, 1);
  ac_sandbox_day_format (day, from);
  ac_sandbox_day_format (&yesterday, to);

  /* One that began today has not been a day. */
  if (!ac_sandbox_store_run (state->store, error, "DELETE FROM subscriptions WHERE to_day IS NULL AND from_day >= ?", "s", from) ||
      !ac_sandbox_store_run (state->store, error, "UPDATE subscriptions SET to_day = ? WHERE to_day IS NULL", "s", to))
    return FALSE;

  return !plan->paid ||
         ac_sandbox_store_run (state->store, error,
                               "INSERT INTO subscriptions (plan_name, credits, annual, counts_impressions, from_day) VALUES (?, ?, ?, ?, ?)",
                               "siiis", plan->billing_name, (gint64) plan->credits * (plan->enterprise ? 12 : 1), (gint64) plan->enterprise,
                               (gint64) g_str_has_suffix (plan->billing_name, "+"), from);
}

/**
 * ac_sandbox_subscription_get_cycle:
 * @self: a subscription
 * @months: how long its cycles are
 * @number: which cycle, from 0 on
 * @cycle: (out caller-allocates): the cycle
 *
 * Returns: whether the subscription has that many
 */
gboolean
ac_sandbox_subscription_get_cycle (const AcSandboxSubscription *self,
                                   guint                        months,
                                   guint                        number,
                                   AcSandboxCycle              *cycle)
{
  /* From the first day each time: the 31st stays the 31st after a February. */
  cycle->from = self->from;
  g_date_add_months (&cycle->from, months * number);
  cycle->to = self->from;
  g_date_add_months (&cycle->to, months * (number + 1));
  g_date_subtract_days (&cycle->to, 1);
  if (!g_date_valid (&self->to))
    return TRUE;

  if (g_date_compare (&cycle->to, &self->to) > 0)
    cycle->to = self->to;

  return g_date_compare (&cycle->from, &self->to) <= 0;
}

/**
 * ac_sandbox_subscription_is_running:
 * @self: a subscription
 * @day: a day
 *
 * Returns: whether @day is one of its days
 */
gboolean
ac_sandbox_subscription_is_running (const AcSandboxSubscription *self,
                                    const GDate                 *day)
{
  return g_date_compare (&self->from, day) <= 0 &&
         (!g_date_valid (&self->to) || g_date_compare (day, &self->to) <= 0);
}
