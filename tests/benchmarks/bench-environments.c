/* bench-environments.c: how the page of product environments feels with many of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <adwaita.h>

#include "ac-account-url.h"
#include "ac-environment-bulk.h"
#include "ac-environments-page-private.h"
#include "ac-page-stack.h"
#include "ac-toast-host.h"

#define TIME_LIMIT (120 * G_TIME_SPAN_SECOND)
#define N_BULK 1000

typedef struct
{
  GSubprocess *service;
  AcAccount *account;
  GtkWidget *window;
  AcEnvironmentsPage *page;
} Bench;

/* The longest time that the main loop worked without asking for events: what a person feels as a stall. The processor's time
 * beside it tells what of that is ours when the machine has other work too. */
static gint64 last_poll;
static gint64 longest;
static gint64 last_cpu;
static gint64 longest_cpu;

static gint64
get_cpu_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);

  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static int
poll_and_measure (GPollFD *fds,
                  guint    n_fds,
                  int      timeout)
{
  int result;

  if (last_poll != 0)
    {
      longest = MAX (longest, g_get_monotonic_time () - last_poll);
      longest_cpu = MAX (longest_cpu, get_cpu_time () - last_cpu);
    }
  result = g_poll (fds, n_fds, timeout);
  last_poll = g_get_monotonic_time ();
  last_cpu = get_cpu_time ();

  return result;
}

static void
print_figure (const char *what,
              gint64      start,
              gint64      end)
{
  g_print ("  %-40s %8.1f ms, longest stall %6.1f ms (%.1f ms of the processor)\n",
           what, (end - start) / 1000.0, longest / 1000.0, longest_cpu / 1000.0);
}

static gint64
begin (void)
{
  last_poll = g_get_monotonic_time ();
  last_cpu = get_cpu_time ();
  longest = longest_cpu = 0;

  return g_get_monotonic_time ();
}

static void
on_painted_cb (GdkFrameClock *clock,
               guint         *n_frames)
{
  (*n_frames)++;
}

/* Until two frames have been drawn, so that all that a change brings about is on the screen. */
static void
wait_for_frames (Bench *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (self->window);
  gint64 end = g_get_monotonic_time () + TIME_LIMIT;
  guint n_frames = 0;
  gulong id = g_signal_connect (clock, "after-paint", G_CALLBACK (on_painted_cb), &n_frames);

  while (n_frames < 2)
    {
      gtk_widget_queue_draw (self->window);
      g_main_context_iteration (NULL, TRUE);
      if (g_get_monotonic_time () > end)
        g_error ("Nothing was drawn");
    }
  g_signal_handler_disconnect (clock, id);
}

static void
wait_until_grown (Bench *self)
{
  gint64 end = g_get_monotonic_time () + TIME_LIMIT;

  while (ac_environment_list_is_growing (self->page->list))
    {
      g_main_context_iteration (NULL, TRUE);
      if (g_get_monotonic_time () > end)
        g_error ("Not all rows came");
    }
  wait_for_frames (self);
}

static void
on_connected_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  gboolean *connected = user_data;

  if (!ac_account_connect_finish (AC_ACCOUNT (object), result, &error))
    g_error ("No connection: %s", error->message);
  *connected = TRUE;
}

static void
start_service (Bench      *self,
               const char *number)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *option = g_strconcat ("--environments=", number, NULL);
  g_autoptr(GDataInputStream) output = NULL;
  g_autofree char *line = NULL;
  g_autoptr(AcAccountUrl) url = NULL;
  g_autoptr(AcCredentials) credentials = NULL;
  g_autoptr(AcKnownAccount) known = NULL;
  g_autoptr(AcClient) client = NULL;
  gboolean connected = FALSE;

  self->service = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error,
                                    g_getenv ("AC_SANDBOX"), "--seed=empty", option, NULL);
  if (self->service == NULL)
    g_error ("%s", error->message);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->service));
  line = g_data_input_stream_read_line (output, NULL, NULL, &error);
  if (line == NULL || strchr (line, '=') == NULL)
    g_error ("The service did not say where it is");

  url = ac_account_url_parse (strchr (line, '=') + 1, &error);
  if (url == NULL)
    g_error ("%s", error->message);
  credentials = ac_credentials_new (ac_account_url_get_key (url), ac_account_url_peek_secret (url));
  known = ac_known_account_new (ac_account_url_get_account_id (url), ac_account_url_get_key (url), ac_account_url_get_host (url));
  client = ac_client_new (ac_account_url_get_host (url), credentials, NULL);
  self->account = ac_account_new (known, client, FALSE);

  ac_account_connect_async (self->account, NULL, on_connected_cb, &connected);
  while (!connected)
    g_main_context_iteration (NULL, TRUE);
}

static void
load (Bench *self,
      int    width)
{
  GtkWidget *host = ac_toast_host_new ();
  gint64 start;

  self->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, 720);
  gtk_window_present (GTK_WINDOW (self->window));
  wait_for_frames (self);

  start = begin ();
  self->page = g_object_new (AC_TYPE_ENVIRONMENTS_PAGE, "account", self->account, NULL);
  ac_toast_host_set_child (AC_TOAST_HOST (host), ac_page_stack_new (AC_PAGE (self->page)));
  adw_window_set_content (ADW_WINDOW (self->window), host);
  gtk_widget_grab_focus (GTK_WIDGET (self->page));
  while (g_list_model_get_n_items (G_LIST_MODEL (self->page->list)) == 0)
    {
      g_main_context_iteration (NULL, TRUE);
      if (g_get_monotonic_time () - start > TIME_LIMIT)
        g_error ("No rows came");
    }
  wait_for_frames (self);
  print_figure ("opened, until rows are on the screen", start, g_get_monotonic_time ());

  start = begin ();
  wait_until_grown (self);
  print_figure ("the rest of the rows", start, g_get_monotonic_time ());
}

static void
type (Bench      *self,
      const char *text)
{
  g_autofree char *what = g_strdup_printf ("search “%s”", text);
  gint64 start = begin ();
  gint64 end;

  gtk_editable_set_text (self->page->search_entry, text);
  wait_for_frames (self);
  end = g_get_monotonic_time ();
  wait_until_grown (self);
  print_figure (what, start, end);
  g_print ("  %-40s %8u rows\n", "", ac_environment_list_get_n_shown (self->page->list));
}

static void
sort (Bench             *self,
      const char        *what,
      AcEnvironmentSort  by,
      gboolean           descending)
{
  gint64 start = begin ();

  ac_environment_list_set_sort (self->page->list, by, descending);
  wait_for_frames (self);
  print_figure (what, start, g_get_monotonic_time ());
}

static void
select_and_filter (Bench *self)
{
  gint64 start = begin ();

  gtk_selection_model_select_all (GTK_SELECTION_MODEL (self->page->selection));
  wait_for_frames (self);
  print_figure ("select all", start, g_get_monotonic_time ());

  start = begin ();
  ac_environment_selection_set_active (self->page->selection, FALSE);
  wait_for_frames (self);
  print_figure ("leave selection mode", start, g_get_monotonic_time ());

  start = begin ();
  ac_environment_list_set_status (self->page->list, AC_ENVIRONMENT_STATUS_DISABLED);
  wait_until_grown (self);
  print_figure ("show disabled", start, g_get_monotonic_time ());

  start = begin ();
  ac_environment_list_set_status (self->page->list, AC_ENVIRONMENT_STATUS_ALL);
  wait_until_grown (self);
  print_figure ("show all", start, g_get_monotonic_time ());
}

static GtkWidget *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (g_str_equal (G_OBJECT_TYPE_NAME (window), "AcEnvironmentBulkDialog"))
        return window;
    }

  return NULL;
}

/* As the bar at the bottom does, its dialog shown. */
static void
change_many (Bench *self)
{
  AcEnvironmentSelection *selection = self->page->selection;
  guint n_changed = 0;
  gint64 start;

  for (guint i = 0; n_changed < N_BULK && i < ac_environment_list_get_n_shown (self->page->list); i++)
    {
      AcEnvironment *environment = ac_environment_list_get_environment (self->page->list, i);

      if (!ac_environment_get_enabled (environment))
        {
          ac_environment_selection_set_selected (selection, environment, TRUE);
          n_changed++;
        }
    }

  g_print ("  %u environments are enabled:\n", n_changed);
  start = begin ();
  gtk_widget_activate_action (GTK_WIDGET (self->page), "environments.enable-selected", NULL);
  while (find_dialog () != NULL)
    g_main_context_iteration (NULL, TRUE);
  print_figure ("all at the service, and shown", start, g_get_monotonic_time ());
}

static void
print_memory (const char *what)
{
  g_autofree char *status = NULL;
  char *line;

  g_file_get_contents ("/proc/self/status", &status, NULL, NULL);
  line = strstr (status, "VmRSS:");
  g_print ("  %-40s %8.1f MiB\n", what, line != NULL ? atol (line + strlen ("VmRSS:")) / 1024.0 : 0);
}

static void
tear_down (Bench *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_clear_object (&self->account);
  g_subprocess_send_signal (self->service, 15);
  g_subprocess_wait (self->service, NULL, NULL);
  g_clear_object (&self->service);
}

/* bench-environments NUMBER [WIDTH] */
int
main (int    argc,
      char **argv)
{
  Bench bench = { NULL };
  const char *number = argc > 1 ? argv[1] : "10000";

  setlocale (LC_ALL, "");
  adw_init ();
  g_main_context_set_poll_func (NULL, poll_and_measure);

  g_print ("%s environments\n", number);
  print_memory ("memory, before");
  start_service (&bench, number);
  load (&bench, argc > 2 ? atoi (argv[2]) : 900);
  print_memory ("memory, rows shown");

  type (&bench, "e");
  type (&bench, "e1");
  type (&bench, "");
  type (&bench, "1");
  type (&bench, "12");
  type (&bench, "123");
  type (&bench, "1234");
  type (&bench, "nothing like this");
  type (&bench, "");
  sort (&bench, "reverse by name", AC_ENVIRONMENT_SORT_NAME, TRUE);
  sort (&bench, "sort by created", AC_ENVIRONMENT_SORT_CREATED, FALSE);
  sort (&bench, "reverse by created", AC_ENVIRONMENT_SORT_CREATED, TRUE);
  sort (&bench, "sort by API keys", AC_ENVIRONMENT_SORT_KEYS, FALSE);
  sort (&bench, "sort by cloud name", AC_ENVIRONMENT_SORT_CLOUD_NAME, FALSE);
  sort (&bench, "sort by name", AC_ENVIRONMENT_SORT_NAME, FALSE);
  select_and_filter (&bench);
  change_many (&bench);
  print_memory ("memory, at the end");

  tear_down (&bench);

  return 0;
}
