/* test-cycles.c: signing in and out again and again leaves nothing behind
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <malloc.h>
#include <string.h>

#include "ac-known-account-row.h"
#include "ac-window-private.h"
#include "shell-helpers.h"

#ifdef __SANITIZE_ADDRESS__
/* The sanitizer has an allocator of its own, which mallinfo2() doesn't see, and looks for losses itself when the program
 * ends. What is counted here is counted all the same, in fewer rounds: each is ten times slower. */
#define FIRST_ROUNDS 5
#define ROUNDS_BETWEEN 10
#define LAST_ROUNDS 5
#else
#define FIRST_ROUNDS 80
#define ROUNDS_BETWEEN 60
#define LAST_ROUNDS 60
#endif

/* In bytes a round, from the middle of the first to that of the last rounds; 1,100 to 1,400 were measured: libadwaita
 * 1.2.2 keeps the swipe tracker of every leaflet. The menus of one page alone are 11,000. */
#define MEMORY_LIMIT 4000

typedef struct
{
  gsize memory;
  guint n_widgets;
  guint n_windows;
  guint n_files;
} Count;

typedef struct
{
  GSubprocess *sandbox;
  AcAccountUrl *url;
  AcSession *session;
  AcWindow *window; /* (unowned) */
} Fixture;

static guint
count_widgets (GtkWidget *widget)
{
  guint n_widgets = 1;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n_widgets += count_widgets (child);

  return n_widgets;
}

static guint
count_files (void)
{
  g_autoptr(GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n_files = 0;

  while (g_dir_read_name (dir) != NULL)
    n_files++;

  return n_files;
}

static Count
count (Fixture *fixture)
{
  Count found;

  shell_settle ();
  malloc_trim (0);
  found.memory = mallinfo2 ().uordblks;
  found.n_widgets = count_widgets (GTK_WIDGET (fixture->window));
  found.n_windows = g_list_model_get_n_items (gtk_window_get_toplevels ());
  found.n_files = count_files ();

  return found;
}

static AcAccountUrl *
read_url (GSubprocess *sandbox)
{
  g_autoptr(GDataInputStream) output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (sandbox));
  g_autoptr(GError) error = NULL;
  g_autofree char *line = g_data_input_stream_read_line (output, NULL, NULL, &error);
  AcAccountUrl *url;

  g_assert_no_error (error);
  g_assert_nonnull (line);
  g_assert_true (g_str_has_prefix (line, "CLOUDINARY_ACCOUNT_URL="));
  url = ac_account_url_parse (strchr (line, '=') + 1, &error);
  g_assert_no_error (error);

  return url;
}

/* The real service: what a server in this process remembers of each request would count as growth. */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->sandbox = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error,
                                       g_getenv ("AC_SANDBOX"), "--seed=demo", "--end-with-parent", NULL);
  g_assert_no_error (error);
  fixture->url = read_url (fixture->sandbox);
  fixture->session = ac_session_new ();
  fixture->window = ac_window_new (NULL, fixture->session);
  gtk_window_present (GTK_WINDOW (fixture->window));
  ac_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (fixture->window)));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  shell_assert_window_finalizes (fixture->window);
  g_assert_finalize_object (fixture->session);
  ac_account_url_unref (fixture->url);
  g_subprocess_send_signal (fixture->sandbox, SIGTERM);
  g_subprocess_wait (fixture->sandbox, NULL, &error);
  g_assert_no_error (error);
  g_object_unref (fixture->sandbox);
}

static void
on_connected_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(AcAccount) account = ac_session_open_finish (AC_SESSION (source), result, &error);

  g_assert_no_error (error);
  ac_window_set_account (fixture->window, account);
}

static void
wait_for_page (Fixture *fixture)
{
  ac_test_wait_until (ac_window_get_account (fixture->window) != NULL);
  ac_test_wait_until (ac_page_get_state (ac_window_get_page (fixture->window)) == AC_PAGE_STATE_CONTENT);
}

/* Out, and by the row of the account and the key of the keyring in again. */
static void
go_round (Fixture *fixture)
{
  gpointer account = ac_window_get_account (fixture->window);
  gpointer client = ac_account_get_client (account);
  gpointer page = ac_window_get_page (fixture->window);
  GtkListBox *list = shell_find (fixture->window->welcome, "known_list");

  g_object_add_weak_pointer (account, &account);
  g_object_add_weak_pointer (client, &client);
  g_object_add_weak_pointer (page, &page);
  ac_session_sign_out (fixture->session, account);
  ac_test_wait_until (account == NULL && client == NULL && page == NULL);

  ac_test_wait_until (shell_find_type (fixture->window->welcome, AC_TYPE_KNOWN_ACCOUNT_ROW) != NULL);
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 0));
  wait_for_page (fixture);
}

/* What is kept to draw with comes and goes, up to a megabyte of it: so the most of several rounds is compared. */
static Count
go_rounds (Fixture *fixture,
           guint    n_rounds)
{
  gsize most = 0;
  Count found = { 0 };

  for (guint i = 0; i < n_rounds; i++)
    {
      go_round (fixture);
      found = count (fixture);
      most = MAX (most, found.memory);
    }
  found.memory = most;

  return found;
}

static void
test_cycles (Fixture       *fixture,
             gconstpointer  data)
{
  Count before;
  Count after;

  ac_session_connect_async (fixture->session, fixture->url, TRUE, NULL, on_connected_cb, fixture);
  wait_for_page (fixture);

  before = go_rounds (fixture, FIRST_ROUNDS);
  for (guint i = 0; i < ROUNDS_BETWEEN; i++)
    go_round (fixture);
  after = go_rounds (fixture, LAST_ROUNDS);

  g_test_message ("first: %" G_GSIZE_FORMAT " bytes, %u widgets, %u files; last: %" G_GSIZE_FORMAT " bytes, %u widgets, %u files",
                  before.memory, before.n_widgets, before.n_files, after.memory, after.n_widgets, after.n_files);
  g_assert_cmpuint (after.n_widgets, <=, before.n_widgets);
  g_assert_cmpuint (after.n_windows, ==, before.n_windows);
  g_assert_cmpuint (after.n_files, <=, before.n_files);
#ifndef __SANITIZE_ADDRESS__
  g_assert_cmpuint (after.memory, <=,
                    before.memory + MEMORY_LIMIT * (ROUNDS_BETWEEN + (FIRST_ROUNDS + LAST_ROUNDS) / 2));
#endif
}

int
main (int   argc,
      char *argv[])
{
  shell_test_init (&argc, &argv);

  g_test_add ("/cycles/sign-in-and-out", Fixture, NULL, set_up, test_cycles, tear_down);

  return g_test_run ();
}
