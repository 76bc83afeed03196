/* test-messages.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>

#include <gtk/gtk.h>

#include "ac-error.h"
#include "ac-dates.h"
#include "ac-messages.h"
#include "ac-rotations.h"

static const struct
{
  AcError code;
  const char *sentence;
} errors[] = {
  { AC_ERROR_NETWORK, "The server could not be reached." },
  { AC_ERROR_TIMED_OUT, "The server did not answer in time." },
  { AC_ERROR_INSECURE, "The connection would not be encrypted, so nothing was sent. Use an address that begins with https://." },
  { AC_ERROR_CERTIFICATE, "The server could not prove who it is, so nothing was sent. Check its address, and the date of this computer." },
  { AC_ERROR_REDIRECTED, "The server pointed to another address. Nothing was sent there." },
  { AC_ERROR_UNAUTHORIZED, "The API key of this account is no longer accepted." },
  { AC_ERROR_FORBIDDEN, "This key has no permission for that." },
  { AC_ERROR_NOT_FOUND, "It no longer exists. The list was reloaded." },
  { AC_ERROR_CONFLICT, "The name is already in use." },
  { AC_ERROR_INVALID, "Cloudinary didn’t accept the values." },
  { AC_ERROR_LIMIT_REACHED, "The limit is reached." },
  { AC_ERROR_RATE_LIMITED, "Cloudinary asks us to slow down." },
  { AC_ERROR_SERVER, "Cloudinary has a problem right now." },
  { AC_ERROR_BAD_RESPONSE, "The server’s answer could not be understood." },
  { AC_ERROR_TOO_LARGE, "The server’s answer is too large." },
  { AC_ERROR_KEYRING_UNAVAILABLE, "No keyring is available." },
  { AC_ERROR_KEYRING_LOCKED, "Unlock the keyring to open this account." },
};

static void
test_errors (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_autoptr(GError) error = ac_error_new_for_answer (errors[i].code, 0, "<b>server's words</b>", NULL);
      g_autofree char *sentence = ac_message_for_error (error);

      /* The table is in the order of the codes and leaves none out. */
      g_assert_cmpint (errors[i].code, ==, i);
      g_assert_cmpstr (sentence, ==, errors[i].sentence);
    }
  g_assert_cmpuint (G_N_ELEMENTS (errors), ==, AC_ERROR_KEYRING_LOCKED + 1);
}

static void
test_rotations_errors (void)
{
  static const char * const expected[] = {
    [AC_ROTATIONS_ERROR_BROKEN] =
      "What was kept of key rotations could not be read. The file was set aside, and a new one begins.",
    [AC_ROTATIONS_ERROR_UNREADABLE] = "What was kept of key rotations can’t be read or replaced, so nothing is saved.",
    [AC_ROTATIONS_ERROR_NEWER] = "A newer version of this program keeps the key rotations, so nothing is saved here.",
    [AC_ROTATIONS_ERROR_NO_SPACE] = "The disk is full.",
    [AC_ROTATIONS_ERROR_NOT_WRITABLE] = "The key rotation could not be saved on this computer.",
  };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr(GError) error = g_error_new (AC_ROTATIONS_ERROR, (int) i, "/home/x");
      g_autofree char *sentence = ac_message_for_error (error);

      g_assert_cmpstr (sentence, ==, expected[i]);
    }
}

static void
test_other_errors (void)
{
  g_autoptr(GError) cancelled = g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "x");
  g_autoptr(GError) other = g_error_new (G_IO_ERROR, G_IO_ERROR_BUSY, "secret://x");
  g_autofree char *cancelled_text = ac_message_for_error (cancelled);
  g_autofree char *other_text = ac_message_for_error (other);
  g_autoptr(GError) forbidden = g_error_new (G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "no");
  g_autofree char *forbidden_text = ac_message_for_error (forbidden);

  g_assert_cmpstr (cancelled_text, ==, "It was cancelled.");
  g_assert_cmpstr (other_text, ==, "Something unexpected went wrong.");
  g_assert_cmpstr (forbidden_text, ==, "You may not write there. Choose another folder.");
  g_assert_null (ac_message_details (other));
}

static void
test_details (void)
{
  g_autoptr(GError) full = ac_error_new_for_answer (AC_ERROR_SERVER, 503, "100 % <b>busy</b> %s", "abc-1");
  g_autoptr(GError) empty = ac_error_new_for_answer (AC_ERROR_NETWORK, 0, NULL, NULL);
  g_autofree char *text = ac_message_details (full);

  g_assert_cmpstr (text, ==, "Status: 503\nAnswer: 100 % <b>busy</b> %s\nRequest: abc-1");
  g_assert_null (ac_message_details (empty));
}

static void
test_date (void)
{
  g_autoptr(GDateTime) date = g_date_time_new_utc (2023, 3, 2, 14, 5, 9);
  g_autofree char *text = ac_format_date (date);
  g_autofree char *when = ac_format_when (date);
  g_autofree char *exact = ac_format_exact_time (date);
  g_autofree char *none = ac_format_date (NULL);
  g_autofree char *percent = ac_format_local (date, "100%% %%b %b %B %d%%");
  g_autofree char *unusable = ac_format_local (date, "%Q");

  g_assert_cmpstr (percent, ==, "100% %b Mar March 02%");
  g_assert_cmpstr (unusable, ==, "2023-03-02T14:05:09Z");
  g_assert_cmpstr (text, ==, "Mar 2, 2023");
  g_assert_cmpstr (when, ==, "Mar 2, 2023");
  g_assert_cmpstr (exact, ==, "March 2, 2023, 14:05:09 UTC");
  g_assert_cmpstr (none, ==, "–");
}

/* The other day of @days ago at 9:12, said from now. Midnight may pass between: then it is said again. */
static void
assert_when (int         days,
             const char *expected)
{
  for (guint tries = 0; tries < 2; tries++)
    {
      g_autoptr(GDateTime) before = g_date_time_new_now_local ();
      g_autoptr(GDateTime) day = g_date_time_add_days (before, -days);
      g_autoptr(GDateTime) time = g_date_time_new_local (g_date_time_get_year (day), g_date_time_get_month (day),
                                                         g_date_time_get_day_of_month (day), 9, 12, 0);
      g_autofree char *text = ac_format_when (time);
      g_autoptr(GDateTime) after = g_date_time_new_now_local ();

      if (g_date_time_get_day_of_year (before) != g_date_time_get_day_of_year (after))
        continue;

      if (expected != NULL)
        {
          g_assert_cmpstr (text, ==, expected);
        }
      else
        {
          g_autofree char *date = ac_format_date (time);

          g_assert_cmpstr (text, ==, date);
        }
      return;
    }

  g_assert_not_reached ();
}

static void
test_when (void)
{
  assert_when (0, "today, 09:12");
  assert_when (1, "yesterday, 09:12");
  assert_when (2, NULL);
  assert_when (-1, NULL);
}

static void
test_isolate (void)
{
  g_autofree char *text = ac_isolate ("halden-web");

  g_assert_cmpstr (text, ==, "\342\201\246halden-web\342\201\251");
}

static void
assert_quoted (const char *name,
               const char *expected)
{
  g_autofree char *quoted = ac_quote_name (name);

  g_assert_cmpstr (quoted, ==, expected);
}

static void
test_quote_name (void)
{
  g_autofree char *at_most = g_strnfill (40, 'W');
  g_autofree char *longer = g_strnfill (200, 'W');
  g_autofree char *shortened = g_strdup_printf ("%.39s…", longer);
  g_autofree char *before_family = g_strnfill (37, 'W');
  /* A woman, a man and a girl, joined to one picture. */
  g_autofree char *family = g_strconcat (before_family, "👩‍👨‍👧", NULL);
  g_autofree char *without_family = g_strconcat (before_family, "…", NULL);

  assert_quoted ("R&D <b>Nordic</b> %s", "R&D <b>Nordic</b> %s");
  assert_quoted ("", "");
  assert_quoted (at_most, at_most);
  assert_quoted (longer, shortened);
  assert_quoted (family, without_family);
  assert_quoted ("חנות (1)", "\342\200\216\342\201\250חנות (1)\342\201\251");

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  assert_quoted ("חנות (1)", "חנות (1)");
  assert_quoted ("Halden Web", "\342\200\217\342\201\250Halden Web\342\201\251");
  assert_quoted ("2024", "2024");
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/messages/errors", test_errors);
  g_test_add_func ("/messages/rotations-errors", test_rotations_errors);
  g_test_add_func ("/messages/other-errors", test_other_errors);
  g_test_add_func ("/messages/details", test_details);
  g_test_add_func ("/messages/date", test_date);
  g_test_add_func ("/messages/when", test_when);
  g_test_add_func ("/messages/isolate", test_isolate);
  g_test_add_func ("/messages/quote-name", test_quote_name);

  return g_test_run ();
}
