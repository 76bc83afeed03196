/* ac-dates.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-dates"

#include "config.h"

#include <glib/gi18n.h>

#include "ac-dates.h"

/* As they stand within a date */
static const char * const short_months[] = {
  NC_("short month", "Jan"), NC_("short month", "Feb"), NC_("short month", "Mar"), NC_("short month", "Apr"),
  NC_("short month", "May"), NC_("short month", "Jun"), NC_("short month", "Jul"), NC_("short month", "Aug"),
  NC_("short month", "Sep"), NC_("short month", "Oct"), NC_("short month", "Nov"), NC_("short month", "Dec"),
};

static const char * const months[] = {
  NC_("month", "January"), NC_("month", "February"), NC_("month", "March"), NC_("month", "April"),
  NC_("month", "May"), NC_("month", "June"), NC_("month", "July"), NC_("month", "August"),
  NC_("month", "September"), NC_("month", "October"), NC_("month", "November"), NC_("month", "December"),
};

/* @format with the name of the month in the place of %b and %B. g_date_time_format() takes it from the locale, which
 * may be another language than the program's, or not be installed. */
static char *
put_month (const char *format,
           int         month)
{
  GString *text = g_string_new (NULL);

  for (const char *at = format; *at != '\0'; at++)
    {
      if (at[0] == '%' && at[1] == 'b')
        g_string_append (text, g_dpgettext2 (NULL, "short month", short_months[month - 1]));
      else if (at[0] == '%' && at[1] == 'B')
        g_string_append (text, g_dpgettext2 (NULL, "month", months[month - 1]));
      else
        {
          g_string_append_c (text, *at);
          /* "%%b" is no month. */
          if (at[0] == '%' && at[1] == '%')
            g_string_append_c (text, *at);
          else
            continue;
        }
      at++;
    }

  return g_string_free (text, FALSE);
}

/**
 * ac_format_local:
 * @date_time: a time
 * @format: what to write of it, translated: see g_date_time_format()
 *
 * Writes a time as it is here, with the names of months in the language of the program. A format that a translator
 * made unusable doesn't leave a hole in the window.
 *
 * Returns: (transfer full): the text
 */
char *
ac_format_local (GDateTime  *date_time,
                 const char *format)
{
  g_autoptr(GDateTime) local = NULL;
  g_autofree char *with_month = NULL;
  char *text;

  g_return_val_if_fail (date_time != NULL, NULL);
  g_return_val_if_fail (format != NULL, NULL);

  local = g_date_time_to_local (date_time);
  if (local == NULL)
    return g_date_time_format_iso8601 (date_time);

  with_month = put_month (format, g_date_time_get_month (local));
  text = g_date_time_format (local, with_month);

  return text != NULL ? text : g_date_time_format_iso8601 (date_time);
}

/**
 * ac_format_date:
 * @date_time: (nullable): a time
 *
 * Returns: (transfer full): its day in local time (“Mar 12, 2023”), or a dash when it isn't known
 */
char *
ac_format_date (GDateTime *date_time)
{
  if (date_time == NULL)
    return g_strdup ("–");

  /* Translators: a short date like “Mar 12, 2023”, see g_date_time_format() */
  /* xgettext:no-c-format */
  return ac_format_local (date_time, _("%b %-d, %Y"));
}

/* How many days before @now's day @date_time's day is, both in local time. */
static int
count_days_back (GDateTime *date_time,
                 GDateTime *now)
{
  g_autoptr(GDateTime) local = g_date_time_to_local (date_time);
  GDate day;
  GDate today;

  if (local == NULL)
    return G_MAXINT;

  g_date_clear (&day, 1);
  g_date_clear (&today, 1);
  g_date_set_dmy (&day, (GDateDay) g_date_time_get_day_of_month (local),
                  (GDateMonth) g_date_time_get_month (local), (GDateYear) g_date_time_get_year (local));
  g_date_set_dmy (&today, (GDateDay) g_date_time_get_day_of_month (now),
                  (GDateMonth) g_date_time_get_month (now), (GDateYear) g_date_time_get_year (now));

  return g_date_days_between (&day, &today);
}

/**
 * ac_format_when:
 * @date_time: (nullable): a time, usually past
 *
 * Returns: (transfer full): “today, 09:12”, “yesterday, 17:24”, or the date; a dash when it isn't known
 */
char *
ac_format_when (GDateTime *date_time)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();

  if (date_time == NULL)
    return g_strdup ("–");

  switch (count_days_back (date_time, now))
    {
    case 0:
      /* Translators: a time of this day, see g_date_time_format() */
      /* xgettext:no-c-format */
      return ac_format_local (date_time, _("today, %H:%M"));
    case 1:
      /* Translators: a time of the day before this one, see g_date_time_format() */
      /* xgettext:no-c-format */
      return ac_format_local (date_time, _("yesterday, %H:%M"));
    default:
      return ac_format_date (date_time);
    }
}

/**
 * ac_format_exact_time:
 * @date_time: (nullable): a time
 *
 * Returns: (transfer full): day, time to the second and time zone, for tooltips; a dash when it isn't known
 */
char *
ac_format_exact_time (GDateTime *date_time)
{
  if (date_time == NULL)
    return g_strdup ("–");

  /* Translators: an exact time like “March 12, 2023, 14:05:09 CET”, see g_date_time_format() */
  /* xgettext:no-c-format */
  return ac_format_local (date_time, _("%B %-d, %Y, %H:%M:%S %Z"));
}
