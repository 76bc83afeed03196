/* ac-sandbox-admin.c: a part of the Admin API of a product environment (wire reference 8)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-sandbox-account.h"
#include "ac-sandbox-decisions.h"
#include "ac-sandbox-resources.h"
#include "ac-sandbox-time.h"
#include "ac-sandbox-usage.h"

static gboolean
ping (AcSandboxRequest  *request,
      GError           **error)
{
  ac_sandbox_writer_begin_object (request->answer);
  ac_sandbox_writer_add_string (request->answer, "status", "ok");
  ac_sandbox_writer_end_object (request->answer);

  return TRUE;
}

static gboolean
show_config (AcSandboxRequest  *request,
             GError           **error)
{
  g_autoptr(AcSandboxRows) rows = NULL;
  AcSandboxSwitch settings;

  if (!ac_sandbox_params_get_boolean (request->params, "settings", &settings, error))
    return FALSE;
  rows = ac_sandbox_store_query (request->state->store, error,
                                 "SELECT cloud_name, created_at, folder_mode FROM environments WHERE id = ?", "s", request->environment_id);
  if (rows == NULL || !ac_sandbox_rows_next (rows, error))
    return FALSE;

  ac_sandbox_writer_begin_object (request->answer);
  ac_sandbox_writer_add_string (request->answer, "cloud_name", ac_sandbox_rows_get_text (rows, 0));
  ac_sandbox_writer_add_string (request->answer, "created_at", ac_sandbox_rows_get_text (rows, 1));
  if (settings == AC_SANDBOX_YES)
    {
      ac_sandbox_writer_name (request->answer, "settings");
      ac_sandbox_writer_begin_object (request->answer);
      ac_sandbox_writer_add_string (request->answer, "folder_mode", ac_sandbox_rows_get_text (rows, 2));
      ac_sandbox_writer_end_object (request->answer);
    }
  ac_sandbox_writer_end_object (request->answer);

  return TRUE;
}

/* @credit: how much of it is one credit; @limit: how many credits the plan has, 0 when it isn't told. */
static void
write_metric (AcSandboxWriter *writer,
              const char      *name,
              gint64           usage,
              double           credit,
              guint            limit)
{
  ac_sandbox_writer_name (writer, name);
  ac_sandbox_writer_begin_object (writer);
  ac_sandbox_writer_add_int (writer, "usage", usage);
  ac_sandbox_writer_add_double (writer, "credits_usage", usage / credit);
  if (limit > 0)
    {
      ac_sandbox_writer_add_double (writer, "limit", limit * credit);
      ac_sandbox_writer_add_double (writer, "used_percent", usage / credit / limit * 100);
    }
  ac_sandbox_writer_end_object (writer);
}

static void
write_count (AcSandboxWriter *writer,
             const char      *name,
             gint64           usage)
{
  ac_sandbox_writer_name (writer, name);
  ac_sandbox_writer_begin_object (writer);
  ac_sandbox_writer_add_int (writer, "usage", usage);
  ac_sandbox_writer_end_object (writer);
}

static void
write_credits (AcSandboxWriter      *writer,
               const AcSandboxUsage *usage,
               guint                 limit)
{
  double credits = (double) usage->transformations / AC_SANDBOX_CREDIT_TRANSFORMATIONS +
                   (double) (usage->bandwidth + usage->storage) / AC_SANDBOX_CREDIT_BYTES;

  ac_sandbox_writer_name (writer, "credits");
  ac_sandbox_writer_begin_object (writer);
  ac_sandbox_writer_add_double (writer, "usage", credits);
  if (limit > 0)
    {
      ac_sandbox_writer_add_int (writer, "limit", limit);
      ac_sandbox_writer_add_double (writer, "used_percent", credits / limit * 100);
    }
  ac_sandbox_writer_end_object (writer);
}

/* The limits of one file by plan, as the public price list has them. */
static void
write_media_limits (AcSandboxWriter *writer,
                    gboolean         paid)
{
  ac_sandbox_writer_name (writer, "media_limits");
  ac_sandbox_writer_begin_object (writer);
  ac_sandbox_writer_add_int (writer, "image_max_size_bytes", paid ? 20971520 : 10485760);
  ac_sandbox_writer_add_int (writer, "video_max_size_bytes", paid ? 2147483648 : 104857600);
  ac_sandbox_writer_add_int (writer, "raw_max_size_bytes", paid ? 20971520 : 10485760);
  ac_sandbox_writer_add_int (writer, "image_max_px", paid ? 50000000 : 25000000);
  ac_sandbox_writer_add_int (writer, "asset_max_total_px", paid ? 100000000 : 50000000);
  ac_sandbox_writer_end_object (writer);
}

static void
write_usage (AcSandboxWriter        *writer,
             const AcSandboxAccount *account,
             const AcSandboxUsage   *usage,
             gint64                  assets,
             const char             *day,
             gboolean                one_day)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *today = ac_sandbox_time_format_day (now);
  g_autofree char *requested = g_strdup_printf ("%sT00:00:00Z", day);
  guint limit = one_day ? 0 : account->plan->credits;

  ac_sandbox_writer_begin_object (writer);
  ac_sandbox_writer_add_string (writer, "plan", account->plan->name);
  ac_sandbox_writer_add_string (writer, "last_updated", today);
  ac_sandbox_writer_add_string (writer, "date_requested", requested);
  write_metric (writer, "transformations", usage->transformations, AC_SANDBOX_CREDIT_TRANSFORMATIONS, limit);
  write_count (writer, "objects", assets);
  write_metric (writer, "bandwidth", usage->bandwidth, AC_SANDBOX_CREDIT_BYTES, limit);
  write_metric (writer, "storage", usage->storage, AC_SANDBOX_CREDIT_BYTES, limit);
  write_credits (writer, usage, limit);
  write_count (writer, "impressions", usage->impressions);
  write_count (writer, "seconds_delivered", usage->seconds);
  ac_sandbox_writer_add_int (writer, "resources", assets);
  /* Each transformation makes one derived asset. */
  ac_sandbox_writer_add_int (writer, "derived_resources", usage->transformations);
  ac_sandbox_writer_add_int (writer, "requests", usage->requests);
  write_media_limits (writer, account->plan->paid);
  ac_sandbox_writer_end_object (writer);
}

static gboolean
check_date (GDateTime  *date,
            GError    **error)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) oldest = g_date_time_add_months (now, -AC_SANDBOX_USAGE_MONTHS);
  g_autofree char *day = ac_sandbox_time_format_day (date);
  g_autofree char *oldest_day = ac_sandbox_time_format_day (oldest);
  g_autofree char *today = ac_sandbox_time_format_day (now);

  if (g_strcmp0 (day, oldest_day) >= 0 && g_strcmp0 (day, today) <= 0)
    return TRUE;

  ac_sandbox_set_invalid (error, "date", AC_SANDBOX_TEXT_USAGE_DATE);
  return FALSE;
}

/* @date: (nullable): the one day; else the last thirty are meant */
static gboolean
answer_usage (AcSandboxRequest  *request,
              GDateTime         *date,
              GError           **error)
{
  g_autoptr(AcSandboxAccount) account = ac_sandbox_account_load (request->state, error);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) first = g_date_time_add_days (now, 1 - AC_SANDBOX_USAGE_DAYS);
  g_autofree char *from_day = ac_sandbox_time_format_day (date != NULL ? date : first);
  g_autofree char *to_day = ac_sandbox_time_format_day (date != NULL ? date : now);
  AcSandboxUsage usage;
  gint64 assets;

  if (account == NULL || (date != NULL && !check_date (date, error)) ||
      !ac_sandbox_usage_load (request->state, request->environment_id, from_day, to_day, &usage, error) ||
      !ac_sandbox_store_query_int (request->state->store, error, &assets,
                                   "SELECT asset_count FROM environments WHERE id = ?", "s", request->environment_id))
    return FALSE;

  write_usage (request->answer, account, &usage, assets, to_day, date != NULL);
  return TRUE;
}

static gboolean
show_usage (AcSandboxRequest  *request,
            GError           **error)
{
  g_autoptr(GDateTime) date = NULL;

  return ac_sandbox_params_get_time (request->params, "date", NULL, &date, error) &&
         answer_usage (request, date, error);
}

/* The SDKs put the date into the path, in two forms. */
static gboolean
show_usage_of_day (AcSandboxRequest  *request,
                   GError           **error)
{
  g_autoptr(GDateTime) date = ac_sandbox_time_parse (ac_sandbox_request_get_segment (request, "date"), NULL);

  if (date == NULL)
    {
      ac_sandbox_set_invalid (error, "date", "must be a date");
      return FALSE;
    }

  return answer_usage (request, date, error);
}

static const AcSandboxRoute routes[] = {
  { "GET", AC_SANDBOX_ADMIN "/ping", AC_SANDBOX_GUARD_ENVIRONMENT, AC_SANDBOX_SUBJECT_ANY, AC_SANDBOX_LEVEL_VIEW, ping },
  { "GET", AC_SANDBOX_ADMIN "/config", AC_SANDBOX_GUARD_ENVIRONMENT, AC_SANDBOX_SUBJECT_ANY, AC_SANDBOX_LEVEL_VIEW, show_config },
  { "GET", AC_SANDBOX_ADMIN "/usage", AC_SANDBOX_GUARD_ENVIRONMENT, AC_SANDBOX_SUBJECT_ANY, AC_SANDBOX_LEVEL_VIEW, show_usage },
  { "GET", AC_SANDBOX_ADMIN "/usage/{date}", AC_SANDBOX_GUARD_ENVIRONMENT, AC_SANDBOX_SUBJECT_ANY, AC_SANDBOX_LEVEL_VIEW, show_usage_of_day },
};

const AcSandboxRouteTable ac_sandbox_admin_routes = AC_SANDBOX_ROUTE_TABLE (routes);
