/* bench-client.c: how long a list of environments takes from the service into model objects
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>

#include "ac-account-url.h"
#include "ac-client.h"
#include "ac-environments.h"

/* The longest time between two dispatches of the main loop: what a person would feel as a stall. */
typedef struct
{
  gint64 last;
  gint64 longest;
} Stall;

static gint
poll_and_measure (GPollFD *fds,
                  guint    n_fds,
                  gint     timeout);

static Stall stall;

static gint
poll_and_measure (GPollFD *fds,
                  guint    n_fds,
                  gint     timeout)
{
  gint64 busy = g_get_monotonic_time () - stall.last;
  gint result;

  if (stall.last != 0)
    stall.longest = MAX (stall.longest, busy);
  result = g_poll (fds, n_fds, timeout);
  stall.last = g_get_monotonic_time ();

  return result;
}

static void
on_loaded_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  gboolean *done = user_data;

  if (!ac_collection_load_finish (AC_COLLECTION (object), result, &error))
    g_error ("The list could not be loaded: %s", error->message);
  *done = TRUE;
}

static gint64
load_once (AcClient   *client,
           const char *account_id,
           guint      *n_items)
{
  g_autoptr(AcEnvironments) environments = ac_environments_new (client, account_id);
  gint64 start = g_get_monotonic_time ();
  gboolean done = FALSE;

  ac_collection_load_async (AC_COLLECTION (environments), NULL, on_loaded_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  *n_items = g_list_model_get_n_items (G_LIST_MODEL (environments));

  return g_get_monotonic_time () - start;
}

/* bench-client RUNS: the account is that of CLOUDINARY_ACCOUNT_URL. Prints one line of JSON. */
int
main (int    argc,
      char **argv)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AcAccountUrl) url = ac_account_url_parse (g_getenv ("CLOUDINARY_ACCOUNT_URL"), &error);
  g_autoptr(AcCredentials) credentials = NULL;
  g_autoptr(AcClient) client = NULL;
  g_autoptr(GString) times = g_string_new (NULL);
  guint runs = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 10;
  guint n_items = 0;

  setlocale (LC_ALL, "");
  if (url == NULL)
    g_error ("CLOUDINARY_ACCOUNT_URL: %s", error->message);
  credentials = ac_credentials_new (ac_account_url_get_key (url), ac_account_url_peek_secret (url));
  client = ac_client_new (ac_account_url_get_host (url), credentials, NULL);
  g_main_context_set_poll_func (NULL, poll_and_measure);

  for (guint i = 0; i < runs; i++)
    g_string_append_printf (times, "%s%.3f", i > 0 ? "," : "",
                            (double) load_once (client, ac_account_url_get_account_id (url), &n_items) / 1000.0);
  g_print ("{\"items\":%u,\"longest_stall_ms\":%.1f,\"ms\":[%s]}\n", n_items, (double) stall.longest / 1000.0, times->str);

  return 0;
}
