/* ac-sandbox-billing-usage.c: billing usage in the Provisioning API (wire reference 6)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-sandbox-decisions.h"
#include "ac-sandbox-resources.h"
#include "ac-sandbox-subscriptions.h"

#define MIN_YEAR 1970
#define MAX_YEAR 9998

/* Which plans count a figure. */
typedef enum
{
  COUNTED_ALWAYS,
  COUNTED_BY_BANDWIDTH_PLANS,
  COUNTED_BY_IMPRESSION_PLANS,
} Counted;

/* The figures of a breakdown in their order, which is that of the columns of the query. */
typedef struct
{
  const char *name;
  Counted counted;
  double per_credit;
  gboolean is_level; /* of a day, so a cycle has the mean of it */
} Figure;

static const Figure figures[] = {
  { "storage_image", COUNTED_ALWAYS, AC_SANDBOX_CREDIT_BYTES, TRUE },
  { "storage_video", COUNTED_ALWAYS, AC_SANDBOX_CREDIT_BYTES, TRUE },
  { "storage_raw", COUNTED_ALWAYS, AC_SANDBOX_CREDIT_BYTES, TRUE },
  { "transformations_image", COUNTED_ALWAYS, AC_SANDBOX_CREDIT_TRANSFORMATIONS, FALSE },
  { "transformations_video", COUNTED_ALWAYS, AC_SANDBOX_CREDIT_TRANSFORMATIONS, FALSE },
  { "video_seconds", COUNTED_BY_IMPRESSION_PLANS, AC_SANDBOX_CREDIT_VIDEO_SECONDS, FALSE },
  { "bandwidth_image", COUNTED_BY_BANDWIDTH_PLANS, AC_SANDBOX_CREDIT_BYTES, FALSE },
  { "bandwidth_video", COUNTED_BY_BANDWIDTH_PLANS, AC_SANDBOX_CREDIT_BYTES, FALSE },
  { "bandwidth_raw", COUNTED_ALWAYS, AC_SANDBOX_CREDIT_BYTES, FALSE },
  { "image_impressions", COUNTED_BY_IMPRESSION_PLANS, AC_SANDBOX_CREDIT_IMPRESSIONS, FALSE },
};

#define N_FIGURES (G_N_ELEMENTS (figures))

#define COLUMNS \
  "u.storage_image, u.storage_video, u.storage_raw, u.transformations_image, u.transformations_video," \
  " u.video_seconds, u.bandwidth_image, u.bandwidth_video, u.bandwidth_raw, u.image_impressions"

/* With what those used that have been deleted. */
#define SELECT \
  "SELECT cloud_name, sum (storage_image), sum (storage_video), sum (storage_raw)," \
  " sum (transformations_image), sum (transformations_video), sum (video_seconds)," \
  " sum (bandwidth_image), sum (bandwidth_video), sum (bandwidth_raw), sum (image_impressions)" \
  " FROM (SELECT e.seq AS seq, e.cloud_name AS cloud_name, " COLUMNS \
  "  FROM usage_days u JOIN environments e ON e.id = u.environment_id WHERE u.day BETWEEN ?1 AND ?2" \
  "  UNION ALL SELECT u.environment_seq, u.cloud_name, " COLUMNS \
  "  FROM past_usage_days u WHERE u.day BETWEEN ?1 AND ?2)" \
  " GROUP BY seq, cloud_name ORDER BY seq"

/* Whole hundredths of credits: sums of them are exact, so the parts always add up to the total. */
typedef struct
{
  char *cloud_name;
  gint64 hundredths[N_FIGURES];
} Share;

static void
share_free (gpointer data)
{
  Share *self = data;

  g_free (self->cloud_name);
  g_free (self);
}

static Share *
find_share (GPtrArray  *shares,
            const char *cloud_name)
{
  Share *share;

  for (guint i = 0; i < shares->len; i++)
    {
      share = g_ptr_array_index (shares, i);
      if (g_str_equal (share->cloud_name, cloud_name))
        return share;
    }

  share = g_new0 (Share, 1);
  share->cloud_name = g_strdup (cloud_name);
  g_ptr_array_add (shares, share);

  return share;
}

/* Adds what each environment used in one month's cycle. */
static gboolean
add_month (AcSandboxState               *state,
           const AcSandboxSubscription  *subscription,
           const AcSandboxCycle         *month,
           GPtrArray                    *shares,
           GError                      **error)
{
  Counted other = subscription->counts_impressions ? COUNTED_BY_BANDWIDTH_PLANS : COUNTED_BY_IMPRESSION_PLANS;
  double days = g_date_days_between (&month->from, &month->to) + 1;
  char from[AC_SANDBOX_DAY_SIZE];
  char to[AC_SANDBOX_DAY_SIZE];
  g_autoptr(AcSandboxRows) rows = NULL;
  g_autoptr(GError) local = NULL;

  ac_sandbox_day_format (&month->from, from);
  ac_sandbox_day_format (&month->to, to);
  rows = ac_sandbox_store_query (state->store, error, SELECT, "ss", from, to);
  if (rows == NULL)
    return FALSE;

  while (ac_sandbox_rows_next (rows, &local))
    {
      Share *share = find_share (shares, ac_sandbox_rows_get_text (rows, 0));

      for (guint i = 0; i < N_FIGURES; i++)
        if (figures[i].counted != other)
          {
            double credits = ac_sandbox_rows_get_double (rows, i + 1) / figures[i].per_credit / (figures[i].is_level ? days : 1.0);

            share->hundredths[i] += (gint64) (credits * 100.0 + 0.5);
          }
    }
  if (local == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static void
write_figures (AcSandboxWriter             *writer,
               const AcSandboxSubscription *subscription,
               const gint64                *hundredths)
{
  Counted other = subscription->counts_impressions ? COUNTED_BY_BANDWIDTH_PLANS : COUNTED_BY_IMPRESSION_PLANS;

  for (guint i = 0; i < N_FIGURES; i++)
    if (figures[i].counted != other)
      ac_sandbox_writer_add_double (writer, figures[i].name, hundredths[i] / 100.0);
}

static void
write_shares (AcSandboxWriter             *writer,
              const AcSandboxSubscription *subscription,
              GPtrArray                   *shares)
{
  ac_sandbox_writer_name (writer, "product_environment_breakdown");
  ac_sandbox_writer_begin_array (writer);
  for (guint i = 0; i < shares->len; i++)
    {
      const Share *share = g_ptr_array_index (shares, i);

      ac_sandbox_writer_begin_object (writer);
      write_figures (writer, subscription, share->hundredths);
      ac_sandbox_writer_add_string (writer, "cloud_name", share->cloud_name);
      ac_sandbox_writer_end_object (writer);
    }
  ac_sandbox_writer_end_array (writer);
}

static void
write_cycle (AcSandboxRequest            *request,
             const AcSandboxSubscription *subscription,
             const AcSandboxCycle        *cycle,
             GPtrArray                   *shares,
             gboolean                     by_environment)
{
  gint64 totals[N_FIGURES] = { 0 };
  gint64 usage = 0;
  char day[AC_SANDBOX_DAY_SIZE];

  for (guint i = 0; i < shares->len; i++)
    for (guint j = 0; j < N_FIGURES; j++)
      {
        const Share *share = g_ptr_array_index (shares, i);

        totals[j] += share->hundredths[j];
        usage += share->hundredths[j];
      }

  ac_sandbox_writer_begin_object (request->answer);
  ac_sandbox_day_format (&cycle->from, day);
  ac_sandbox_writer_add_string (request->answer, "from_day", day);
  ac_sandbox_day_format (&cycle->to, day);
  ac_sandbox_writer_add_string (request->answer, "to_day", day);
  ac_sandbox_writer_add_double (request->answer, "usage", usage / 100.0);
  ac_sandbox_writer_name (request->answer, "breakdown");
  ac_sandbox_writer_begin_object (request->answer);
  write_figures (request->answer, subscription, totals);
  ac_sandbox_writer_end_object (request->answer);
  if (by_environment)
    write_shares (request->answer, subscription, shares);
  ac_sandbox_writer_end_object (request->answer);
}

/* Whether a cycle has begun, and did so in @year. */
static gboolean
is_of_year (const AcSandboxCycle *cycle,
            const GDate          *today,
            gint64                year)
{
  return g_date_get_year (&cycle->from) == year && g_date_compare (&cycle->from, today) <= 0;
}

/* The cycles of @subscription, of so many months each, that begin within @range (all of the year's when %NULL). */
static gboolean
write_cycles (AcSandboxRequest             *request,
              const AcSandboxSubscription  *subscription,
              const GDate                  *today,
              gint64                        year,
              const AcSandboxCycle         *range,
              gboolean                      by_environment,
              GError                      **error)
{
  AcSandboxCycle month;

  ac_sandbox_writer_begin_array (request->answer);
  for (guint i = 0; ac_sandbox_subscription_get_cycle (subscription, 1, i, &month) && g_date_compare (&month.from, today) <= 0; i++)
    {
      g_autoptr(GPtrArray) shares = NULL;

      if (range != NULL ? g_date_compare (&month.from, &range->from) < 0 || g_date_compare (&month.from, &range->to) > 0
                        : !is_of_year (&month, today, year))
        continue;

      shares = g_ptr_array_new_with_free_func (share_free);
      if (!add_month (request->state, subscription, &month, shares, error))
        return FALSE;
      write_cycle (request, subscription, &month, shares, by_environment);
    }
  ac_sandbox_writer_end_array (request->answer);

  return TRUE;
}

/* A year is the sum of its months, as the credits of storage are a month's mean. */
static gboolean
write_annual_cycle (AcSandboxRequest             *request,
                    const AcSandboxSubscription  *subscription,
                    const AcSandboxCycle         *cycle,
                    gboolean                      by_environment,
                    GError                      **error)
{
  g_autoptr(GPtrArray) shares = g_ptr_array_new_with_free_func (share_free);
  AcSandboxCycle month;

  for (guint i = 0; ac_sandbox_subscription_get_cycle (subscription, 1, i, &month) && g_date_compare (&month.from, &cycle->to) <= 0; i++)
    if (g_date_compare (&month.from, &cycle->from) >= 0 && !add_month (request->state, subscription, &month, shares, error))
      return FALSE;

  ac_sandbox_writer_begin_array (request->answer);
  write_cycle (request, subscription, cycle, shares, by_environment);
  ac_sandbox_writer_end_array (request->answer);

  return TRUE;
}

/* The first cycle of @subscription that began in @year. */
static gboolean
find_cycle (const AcSandboxSubscription *subscription,
            const GDate                 *today,
            gint64                       year,
            AcSandboxCycle              *cycle)
{
  guint months = subscription->annual ? 12 : 1;

  for (guint i = 0; ac_sandbox_subscription_get_cycle (subscription, months, i, cycle); i++)
    {
      if (is_of_year (cycle, today, year))
        return TRUE;
      if (g_date_compare (&cycle->from, today) > 0)
        return FALSE;
    }

  return FALSE;
}

static gboolean
write_subscription (AcSandboxRequest             *request,
                    const AcSandboxSubscription  *subscription,
                    const GDate                  *today,
                    gint64                        year,
                    gboolean                      by_environment,
                    GError                      **error)
{
  AcSandboxCycle first;

  if (!find_cycle (subscription, today, year, &first))
    return TRUE;

  ac_sandbox_writer_begin_object (request->answer);
  ac_sandbox_writer_add_string (request->answer, "plan_name", subscription->plan_name);
  ac_sandbox_writer_name (request->answer, "metric_usage");
  ac_sandbox_writer_begin_array (request->answer);
  ac_sandbox_writer_begin_object (request->answer);
  ac_sandbox_writer_add_string (request->answer, "metric", "credit");
  ac_sandbox_writer_add_int (request->answer, "limit", subscription->limit);
  ac_sandbox_writer_name (request->answer, "cycles");
  if (subscription->annual)
    {
      if (!write_annual_cycle (request, subscription, &first, by_environment, error))
        return FALSE;
      ac_sandbox_writer_name (request->answer, "monthly_cycles");
    }
  if (!write_cycles (request, subscription, today, year, subscription->annual ? &first : NULL, by_environment, error))
    return FALSE;
  ac_sandbox_writer_end_object (request->answer);
  ac_sandbox_writer_end_array (request->answer);
  ac_sandbox_writer_end_object (request->answer);

  return TRUE;
}

/* The year in which the running cycle began; 0 when no subscription is running. */
static gint64
get_active_year (GPtrArray   *subscriptions,
                 const GDate *today)
{
  for (guint i = 0; i < subscriptions->len; i++)
    {
      const AcSandboxSubscription *subscription = g_ptr_array_index (subscriptions, i);
      guint months = subscription->annual ? 12 : 1;
      AcSandboxCycle cycle;

      if (!ac_sandbox_subscription_is_running (subscription, today))
        continue;
      for (guint j = 0; ac_sandbox_subscription_get_cycle (subscription, months, j, &cycle); j++)
        if (g_date_compare (today, &cycle.to) <= 0)
          return g_date_get_year (&cycle.from);
    }

  return 0;
}

static gboolean
show (AcSandboxRequest  *request,
      GError           **error)
{
  g_autoptr(GPtrArray) subscriptions = NULL;
  AcSandboxSwitch by_environment;
  gint64 year = 0;
  GDate today;

  if (!ac_sandbox_params_get_int (request->params, "year", MIN_YEAR, MAX_YEAR, &year, error) ||
      !ac_sandbox_params_get_boolean (request->params, "include_prodenv_breakdown", &by_environment, error))
    return FALSE;
  subscriptions = ac_sandbox_subscriptions_load (request->state, error);
  if (subscriptions == NULL)
    return FALSE;

  ac_sandbox_day_today (&today);
  if (year == 0)
    year = get_active_year (subscriptions, &today);
  ac_sandbox_writer_begin_array (request->answer);
  for (guint i = 0; i < subscriptions->len; i++)
    if (!write_subscription (request, g_ptr_array_index (subscriptions, i), &today, year, by_environment == AC_SANDBOX_YES, error))
      return FALSE;
  ac_sandbox_writer_end_array (request->answer);

  return TRUE;
}

static const AcSandboxRoute routes[] = {
  { "GET", AC_SANDBOX_PROVISIONING "/billing_usage", AC_SANDBOX_GUARD_ACCOUNT, AC_SANDBOX_SUBJECT_ACCOUNT, AC_SANDBOX_LEVEL_VIEW, show },
};

const AcSandboxRouteTable ac_sandbox_billing_usage_routes = AC_SANDBOX_ROUTE_TABLE (routes);
