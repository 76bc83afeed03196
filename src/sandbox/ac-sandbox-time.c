/* ac-sandbox-time.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ac-sandbox-time.h"

/**
 * ac_sandbox_time_format:
 * @seconds: since 1970, UTC
 *
 * Returns: (transfer full): the form of the Provisioning API, `2026-09-27T08:00:16Z`; it sorts as text
 */
char *
ac_sandbox_time_format (gint64 seconds)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (seconds);

  return g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
}

/**
 * ac_sandbox_time_now:
 *
 * Returns: (transfer full): this second
 */
char *
ac_sandbox_time_now (void)
{
  return ac_sandbox_time_format (g_get_real_time () / G_USEC_PER_SEC);
}

/**
 * ac_sandbox_time_format_day:
 * @time: a time
 *
 * Returns: (transfer full): `2026-09-27`
 */
char *
ac_sandbox_time_format_day (GDateTime *time)
{
  return g_date_time_format (time, "%Y-%m-%d");
}

/**
 * ac_sandbox_time_format_http:
 * @seconds: since 1970, UTC
 *
 * The names are English in any language, so they don't come from the C library.
 *
 * Returns: (transfer full): `Tue, 04 Jul 2023 19:00:00 GMT` (wire reference 8.1)
 */
char *
ac_sandbox_time_format_http (gint64 seconds)
{
  static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (seconds);

  return g_strdup_printf ("%s, %02d %s %04d %02d:%02d:%02d GMT",
                          days[g_date_time_get_day_of_week (time) - 1],
                          g_date_time_get_day_of_month (time),
                          months[g_date_time_get_month (time) - 1],
                          g_date_time_get_year (time),
                          g_date_time_get_hour (time),
                          g_date_time_get_minute (time),
                          g_date_time_get_second (time));
}

/* Reads exactly @count digits at *@cursor. */
static gboolean
take_number (const char **cursor,
             guint        count,
             int         *number)
{
  *number = 0;
  for (guint i = 0; i < count; i++, (*cursor)++)
    {
      if (!g_ascii_isdigit (**cursor))
        return FALSE;
      *number = *number * 10 + g_ascii_digit_value (**cursor);
    }

  return TRUE;
}

static gboolean
take_char (const char **cursor,
           const char  *of)
{
  if (**cursor == '\0' || strchr (of, **cursor) == NULL)
    return FALSE;

  (*cursor)++;
  return TRUE;
}

/* yyyy-mm-dd or dd-mm-yyyy. */
static gboolean
take_day (const char **cursor,
          int         *year,
          int         *month,
          int         *day)
{
  const char *start = *cursor;

  if (take_number (cursor, 4, year) && take_char (cursor, "-") && take_number (cursor, 2, month) &&
      take_char (cursor, "-") && take_number (cursor, 2, day))
    return TRUE;

  *cursor = start;
  return take_number (cursor, 2, day) && take_char (cursor, "-") && take_number (cursor, 2, month) &&
         take_char (cursor, "-") && take_number (cursor, 4, year);
}

/* hh:mm[:ss[.fraction]]; the fraction is dropped. */
static gboolean
take_clock (const char **cursor,
            int         *hour,
            int         *minute,
            int         *second)
{
  *second = 0;
  if (!take_number (cursor, 2, hour) || !take_char (cursor, ":") || !take_number (cursor, 2, minute))
    return FALSE;
  if (take_char (cursor, ":"))
    {
      if (!take_number (cursor, 2, second))
        return FALSE;
      if (take_char (cursor, ".,"))
        while (g_ascii_isdigit (**cursor))
          (*cursor)++;
    }

  return TRUE;
}

/* "", Z, or +hh:mm; "UTC" is what Ruby's Time prints. A blank before the digits was a plus that got lost in a form. */
static gboolean
take_zone (const char **cursor,
           int         *offset_minutes)
{
  int hours;
  int minutes = 0;
  gboolean minus;

  *offset_minutes = 0;
  if (g_str_equal (*cursor, "") || g_str_equal (*cursor, "Z") || g_str_equal (*cursor, " UTC"))
    return TRUE;

  take_char (cursor, " ");
  minus = **cursor == '-';
  take_char (cursor, "+-");
  if (!take_number (cursor, 2, &hours))
    return FALSE;
  take_char (cursor, ":");
  if (**cursor != '\0' && !take_number (cursor, 2, &minutes))
    return FALSE;
  *offset_minutes = (hours * 60 + minutes) * (minus ? -1 : 1);

  return **cursor == '\0';
}

/**
 * ac_sandbox_time_parse:
 * @text: a date in any form that a client sends (wire reference 10): `yyyy-mm-dd`, `dd-mm-yyyy`, or one of them
 *   with a time after a `T` or a blank
 * @is_day: (out) (optional): whether it was a day without a time
 *
 * Returns: (transfer full) (nullable): the time in UTC (the day's first second), or %NULL when @text is no date
 */
GDateTime *
ac_sandbox_time_parse (const char *text,
                       gboolean   *is_day)
{
  g_autoptr(GDateTime) time = NULL;
  const char *cursor = text;
  int year, month, day;
  int hour = 0, minute = 0, second = 0, offset = 0;
  gboolean whole_day;

  if (!take_day (&cursor, &year, &month, &day))
    return NULL;

  whole_day = *cursor == '\0';
  if (!whole_day && (!take_char (&cursor, "T ") || !take_clock (&cursor, &hour, &minute, &second) ||
                     !take_zone (&cursor, &offset)))
    return NULL;

  /* NULL for a 31st of February. */
  time = g_date_time_new_utc (year, month, day, hour, minute, second);
  if (time == NULL)
    return NULL;

  if (is_day != NULL)
    *is_day = whole_day;

  return g_date_time_add_minutes (time, -offset);
}
