/* ac-sandbox-demo-usage.c: what the demo account used in the last 14 months
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-sandbox-decisions.h"
#include "ac-sandbox-demo-data.h"
#include "ac-sandbox-seed-private.h"
#include "ac-sandbox-subscriptions.h"

/* Cycles begin on the 14th. The first two were on a smaller plan. */
#define CYCLE_DAY 14
#define N_CYCLES 14
#define N_SMALLER_CYCLES 2
#define SMALLER_PLAN "advanced"
/* Before the last twelve cycles less was used: so many percent. */
#define EARLIER_PERCENT 78

#define DAYS_A_MONTH 30.0
#define NOISE_SEED G_GUINT64_CONSTANT (0x7573616765)

/* The credits of a whole cycle, by the month that it begins in. */
typedef struct
{
  guint storage;
  guint transformations;
  guint bandwidth;
} Month;

static const Month months[] = {
  { 162, 130, 120 }, { 164, 122, 119 }, { 166, 143, 132 }, { 169, 153, 140 }, { 171, 147, 139 }, { 175, 170, 153 },
  { 179, 204, 178 }, { 182, 213, 190 }, { 184, 169, 150 }, { 187, 158, 145 }, { 198, 165, 150 }, { 160, 122, 118 },
};

/* What part of the account's figures an environment has, and how its own split up, in thousandths. Staging has too
 * little to count, and Summer Campaign 2024 is disabled. */
typedef struct
{
  AcSandboxDemoEnvironmentIndex environment;
  guint storage;
  guint transformations;
  guint bandwidth;
  guint video;
  guint raw;
} Part;

static const Part parts[] = {
  { AC_SANDBOX_DEMO_PRINT, 133, 67, 38, 20, 340 },
  { AC_SANDBOX_DEMO_WEB, 476, 528, 544, 280, 15 },
  { AC_SANDBOX_DEMO_APP, 138, 153, 164, 350, 5 },
  { AC_SANDBOX_DEMO_MARKETING, 226, 222, 236, 520, 30 },
  { AC_SANDBOX_DEMO_PARTNERS, 27, 30, 18, 60, 120 },
};

/* Image, video, raw. */
typedef struct
{
  gint64 image;
  gint64 video;
  gint64 raw;
} Split;

static Split
split (double      amount,
       const Part *part)
{
  Split result = { 0 };

  result.video = amount * part->video / 1000.0;
  result.raw = amount * part->raw / 1000.0;
  result.image = amount - result.video - result.raw;

  return result;
}

/* The shop is quieter at weekends, and no day is like the other; a day is the same at each start. */
static double
get_rhythm (const GDate *day,
            guint        environment)
{
  guint64 draw = ac_sandbox_random_mix (NOISE_SEED + environment, g_date_get_julian (day)) >> 40;
  double noise = 0.94 + 0.12 * (draw / (double) (1 << 24));

  return noise * (g_date_get_weekday (day) >= G_DATE_SATURDAY ? 0.8 : 1.08);
}

static gboolean
add_day (AcSandboxState  *state,
         const char      *environment_id,
         const Part      *part,
         const Month     *month,
         const GDate     *day,
         double           scale,
         GError         **error)
{
  double flow = scale * get_rhythm (day, part->environment) / DAYS_A_MONTH / 1000.0;
  Split storage = split (scale * month->storage * part->storage / 1000.0 * AC_SANDBOX_CREDIT_BYTES, part);
  Split bandwidth = split (flow * month->bandwidth * part->bandwidth * AC_SANDBOX_CREDIT_BYTES, part);
  Split transformations = split (flow * month->transformations * part->transformations * AC_SANDBOX_CREDIT_TRANSFORMATIONS, part);
  char text[AC_SANDBOX_DAY_SIZE];

  ac_sandbox_day_format (day, text);

  /* A picture of the shop has 120 kB, a second of its videos 250 kB; one in eight transformations is a request. */
  return ac_sandbox_store_run (state->store, error,
                               "INSERT INTO usage_days (environment_id, day, storage_image, storage_video, storage_raw,"
                               " transformations_image, transformations_video, bandwidth_image, bandwidth_video, bandwidth_raw,"
                               " image_impressions, video_seconds, requests) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                               "ssiiiiiiiiiii", environment_id, text, storage.image, storage.video, storage.raw,
                               transformations.image + transformations.raw, transformations.video,
                               bandwidth.image, bandwidth.video, bandwidth.raw,
                               bandwidth.image / 120000, bandwidth.video / 250000,
                               (transformations.image + transformations.video) / 8);
}

static void
get_cycle_start (GDate *start)
{
  ac_sandbox_day_today (start);
  if (g_date_get_day (start) < CYCLE_DAY)
    g_date_subtract_months (start, 1);
  g_date_set_day (start, CYCLE_DAY);
}

static gboolean
add_subscriptions (AcSandboxState  *state,
                   const char      *plan,
                   const GDate     *first,
                   GError         **error)
{
  GDate change = *first;

  g_date_add_months (&change, N_SMALLER_CYCLES);

  return ac_sandbox_subscriptions_start (state, SMALLER_PLAN, first, error) &&
         ac_sandbox_subscriptions_start (state, plan, &change, error);
}

static gboolean
add_cycle (AcSandboxState     *state,
           const char *const  *environment_ids,
           const GDate        *start,
           double              scale,
           GError            **error)
{
  const Month *month = &months[g_date_get_month (start) - 1];
  GDate end = *start;
  GDate today;

  g_date_add_months (&end, 1);
  ac_sandbox_day_today (&today);
  if (g_date_compare (&today, &end) < 0)
    end = today;

  for (GDate day = *start; g_date_compare (&day, &end) < 0; g_date_add_days (&day, 1))
    for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
      if (!add_day (state, environment_ids[parts[i].environment], &parts[i], month, &day, scale, error))
        return FALSE;

  return TRUE;
}

/**
 * ac_sandbox_seed_demo_usage:
 * @state: the program's state
 * @environment_ids: (array zero-terminated=1): by AcSandboxDemoEnvironmentIndex
 * @options: what the command line says about the account
 * @error: return location for an error
 *
 * Writes 14 billing cycles, of which the running one ends yesterday: figures are a day old.
 *
 * Returns: whether they were written
 */
gboolean
ac_sandbox_seed_demo_usage (AcSandboxState          *state,
                            const char *const       *environment_ids,
                            const AcSandboxOptions  *options,
                            GError                 **error)
{
  GDate first;

  get_cycle_start (&first);
  g_date_subtract_months (&first, N_CYCLES - 1);
  if (!add_subscriptions (state, options->plan, &first, error))
    return FALSE;

  for (guint i = 0; i < N_CYCLES; i++)
    {
      GDate start = first;

      g_date_add_months (&start, i);
      if (!add_cycle (state, environment_ids, &start, i + 12 < N_CYCLES ? EARLIER_PERCENT / 100.0 : 1.0, error))
        return FALSE;
    }

  return TRUE;
}
