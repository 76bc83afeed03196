/* test-mail.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "ac-sandbox-mail.h"

typedef struct
{
  char *folder;
  AcSandboxState *state;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  AcSandboxStore *store = ac_sandbox_store_open (":memory:", &error);
  g_autofree char *mail_dir = NULL;

  g_assert_no_error (error);
  fixture->folder = g_dir_make_tmp ("account-console-XXXXXX", &error);
  g_assert_no_error (error);
  mail_dir = g_build_filename (fixture->folder, "deep", "mail", NULL);
  fixture->state = ac_sandbox_state_new (store, ac_sandbox_random_new_seeded (1), data != NULL ? NULL : mail_dir);
}

static void
remove_tree (const char *path)
{
  GDir *dir = g_dir_open (path, 0, NULL);

  if (dir != NULL)
    {
      const char *name;

      while ((name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *inner = g_build_filename (path, name, NULL);

          remove_tree (inner);
        }
      g_dir_close (dir);
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  ac_sandbox_state_free (fixture->state);
  remove_tree (fixture->folder);
  g_free (fixture->folder);
}

/* The names of the files in one folder of the Maildir. */
static GPtrArray *
list_folder (Fixture    *fixture,
             const char *folder)
{
  g_autofree char *path = g_build_filename (fixture->folder, "deep", "mail", folder, NULL);
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_build_filename (path, name, NULL));

  return names;
}

static char *
read_only_mail (Fixture *fixture)
{
  g_autoptr(GPtrArray) names = list_folder (fixture, "new");
  g_autoptr(GError) error = NULL;
  char *text = NULL;

  g_assert_cmpuint (names->len, ==, 1);
  g_file_get_contents (g_ptr_array_index (names, 0), &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

static void
test_plain (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *text = NULL;
  g_autoptr(GPtrArray) waiting = NULL;

  ac_sandbox_mail_send (fixture->state, "Mina Castell", "mina@example.org", "Welcome", "Hello\n\nGoodbye\n");
  ac_sandbox_mail_deliver (fixture->state);
  text = read_only_mail (fixture);
  waiting = list_folder (fixture, "tmp");

  g_assert_cmpuint (waiting->len, ==, 0);
  g_assert_nonnull (strstr (text, "\r\nTo: Mina Castell <mina@example.org>\r\nSubject: Welcome\r\n"));
  g_assert_true (g_regex_match_simple ("^Date: (Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d [A-Z][a-z][a-z] \\d{4} \\d\\d:\\d\\d:\\d\\d \\+0000\r\n", text, 0, 0));
  g_assert_true (g_str_has_suffix (text, "\r\n\r\nHello\r\n\r\nGoodbye\r\n\r\n"));
  /* Delivered once. */
  ac_sandbox_mail_deliver (fixture->state);
  g_free (read_only_mail (fixture));
}

static void
test_encoded (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *long_name = g_strnfill (300, 'x');
  g_autofree char *name = g_strconcat ("Zoë <b> ", long_name, "\r\nBcc: all@example.org", NULL);
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;

  ac_sandbox_mail_send (fixture->state, name, "zoe@example.org", "Schöne Grüße, 你好", "a=b ü \nend ");
  ac_sandbox_mail_deliver (fixture->state);
  text = read_only_mail (fixture);
  lines = g_strsplit (text, "\r\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_assert_cmpuint (strlen (lines[i]), <=, 100);
      g_assert_true (g_str_is_ascii (lines[i]));
      /* A line break in a name makes no header. */
      g_assert_false (g_str_has_prefix (lines[i], "Bcc:"));
    }
  g_assert_nonnull (strstr (text, "Subject: =?UTF-8?B?U2Now7ZuZSBHcsO8w59lLCDkvaDlpb0=?=\r\n"));
  g_assert_nonnull (strstr (text, "\r\n\r\na=3Db =C3=BC=20\r\nend=20\r\n"));
}

static void
test_long_lines (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *body = g_strnfill (1000, 'y');
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  gsize count = 0;

  ac_sandbox_mail_send (fixture->state, "A", "a@example.org", "Long", body);
  ac_sandbox_mail_deliver (fixture->state);
  text = read_only_mail (fixture);
  lines = g_strsplit (strstr (text, "\r\n\r\n") + 4, "\r\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_assert_cmpuint (strlen (lines[i]), <=, 76);
      count += strspn (lines[i], "y");
    }
  g_assert_cmpuint (count, ==, 1000);
}

static void
test_dropped (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GPtrArray) names = NULL;

  ac_sandbox_mail_send (fixture->state, "A", "a@example.org", "Never", "x");
  ac_sandbox_mail_drop (fixture->state);
  ac_sandbox_mail_deliver (fixture->state);
  names = list_folder (fixture, "new");

  g_assert_cmpuint (names->len, ==, 0);
}

static void
test_nowhere (Fixture       *fixture,
              gconstpointer  data)
{
  ac_sandbox_mail_send (fixture->state, "A", "a@example.org", "Nowhere", "x");
  g_assert_cmpuint (fixture->state->outbox->len, ==, 0);
  ac_sandbox_mail_deliver (fixture->state);
}

static void
test_unwritable (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *obstacle = g_build_filename (fixture->folder, "deep", NULL);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (obstacle, "a file where a folder should be", -1, &error);
  g_assert_no_error (error);
  ac_sandbox_mail_send (fixture->state, "A", "a@example.org", "Lost", "x");

  g_test_expect_message ("ac-sandbox-mail", G_LOG_LEVEL_WARNING, "An e-mail can't be written*");
  ac_sandbox_mail_deliver (fixture->state);
  g_test_assert_expected_messages ();
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/mail/plain", Fixture, NULL, set_up, test_plain, tear_down);
  g_test_add ("/mail/encoded", Fixture, NULL, set_up, test_encoded, tear_down);
  g_test_add ("/mail/long-lines", Fixture, NULL, set_up, test_long_lines, tear_down);
  g_test_add ("/mail/dropped", Fixture, NULL, set_up, test_dropped, tear_down);
  g_test_add ("/mail/nowhere", Fixture, "no folder", set_up, test_nowhere, tear_down);
  g_test_add ("/mail/unwritable", Fixture, NULL, set_up, test_unwritable, tear_down);

  return g_test_run ();
}
