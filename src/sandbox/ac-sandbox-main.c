/* ac-sandbox-main.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-sandbox"

#include "config.h"

#include <glib-unix.h>
#include <libsecret/secret.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "ac-sandbox-mail.h"
#include "ac-sandbox-options.h"
#include "ac-sandbox-router.h"
#include "ac-sandbox-seed.h"
#include "ac-sandbox-server.h"

#define EXIT_USAGE 2

/* As in the program: a test builds this file as it is released. */
#ifndef AC_CORE_DUMPS
#define AC_CORE_DUMPS AC_DEBUG
#endif

static gboolean
on_signal (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_CONTINUE;
}

/* Everything goes to standard error: standard output has the one line. */
static GLogWriterOutput
write_log (GLogLevelFlags   level,
           const GLogField *fields,
           gsize            n_fields,
           gpointer         user_data)
{
  g_autofree char *text = NULL;

  if ((level & (G_LOG_LEVEL_INFO | G_LOG_LEVEL_DEBUG)) != 0)
    return G_LOG_WRITER_HANDLED;

  text = g_log_writer_format_fields (level, fields, n_fields, FALSE);
  fprintf (stderr, "%s\n", text);

  return G_LOG_WRITER_HANDLED;
}

#if !AC_CORE_DUMPS
/* Its secrets are made up, and are treated like others. A collector of memory images doesn't heed the limit. */
static void
disable_core_dumps (void)
{
  const struct rlimit none = { 0, 0 };

  setrlimit (RLIMIT_CORE, &none);
  prctl (PR_SET_DUMPABLE, 0);
}
#endif

static gboolean
end_with_parent (void)
{
  pid_t parent = getppid ();

  /* The parent may have gone between the two calls. */
  return prctl (PR_SET_PDEATHSIG, SIGTERM) == 0 && getppid () == parent && parent != 1;
}

static AcSandboxState *
open_state (const AcSandboxOptions  *options,
            GError                 **error)
{
  g_autoptr(AcSandboxState) state = NULL;
  AcSandboxStore *store;
  AcSandboxRandom *random;

  if (options->mail_dir != NULL && !ac_sandbox_mail_prepare (options->mail_dir, error))
    return NULL;
  store = ac_sandbox_store_open (options->database, error);
  if (store == NULL)
    return NULL;

  random = options->has_random_seed ? ac_sandbox_random_new_seeded (options->faults.seed) : ac_sandbox_random_new ();
  state = ac_sandbox_state_new (store, random, options->mail_dir);
  if (!ac_sandbox_seed_account (state, options, error))
    return NULL;

  return g_steal_pointer (&state);
}

static gboolean
print_ready_line (AcSandboxState  *state,
                  const char      *role,
                  const char      *host,
                  GError         **error)
{
  char *url = ac_sandbox_seed_get_url (state, role, host, error);

  if (url == NULL)
    return FALSE;

  printf ("CLOUDINARY_ACCOUNT_URL=%s\n", url);
  fflush (stdout);
  secret_password_free (url);

  return TRUE;
}

static gboolean
run (const AcSandboxOptions  *options,
     GError                 **error)
{
  g_autoptr(AcSandboxState) state = open_state (options, error);
  g_autoptr(AcSandboxServer) server = NULL;
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autofree char *host = NULL;
  guint on_term, on_int;

  if (state == NULL)
    return FALSE;

  server = ac_sandbox_server_new (state, &options->faults);
  host = ac_sandbox_server_listen (server, options->address, options->certificate, error);
  if (host == NULL)
    return FALSE;

  /* Before the line: who reads it may end the program at once. */
  on_term = g_unix_signal_add (SIGTERM, on_signal, loop);
  on_int = g_unix_signal_add (SIGINT, on_signal, loop);
  if (!print_ready_line (state, options->role, host, error))
    return FALSE;

  g_main_loop_run (loop);
  g_source_remove (on_term);
  g_source_remove (on_int);

  return TRUE;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(AcSandboxOptions) options = NULL;
  g_autoptr(GError) error = NULL;

#if !AC_CORE_DUMPS
  disable_core_dumps ();
#endif
  setlocale (LC_ALL, "");
  g_log_set_writer_func (write_log, NULL, NULL);
  signal (SIGPIPE, SIG_IGN);

  options = ac_sandbox_options_parse (&argc, &argv, &error);
  if (options == NULL)
    {
      fprintf (stderr, "account-console-sandbox: %s\n", error->message);
      return EXIT_USAGE;
    }
  if (options->list_routes)
    {
      ac_sandbox_routes_print ();
      return EXIT_SUCCESS;
    }
  if (options->end_with_parent && !end_with_parent ())
    return EXIT_SUCCESS;

  if (!run (options, &error))
    {
      fprintf (stderr, "account-console-sandbox: %s\n", error->message);
      return EXIT_FAILURE;
    }

  return EXIT_SUCCESS;
}
