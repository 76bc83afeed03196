/* sandbox-helpers.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>
#include <string.h>

#include "sandbox-helpers.h"

#define LINE_PREFIX "CLOUDINARY_ACCOUNT_URL="

GSubprocess *
sandbox_helpers_start (const char    *listen,
                       const char    *option,
                       AcAccountUrl **url)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDataInputStream) output = NULL;
  g_autofree char *line = NULL;
  g_autofree char *listen_option = g_strconcat ("--listen=127.0.0.1:", listen, NULL);
  GSubprocess *sandbox;

  sandbox = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error,
                              g_getenv ("AC_SANDBOX"), listen_option, "--seed=demo", option, NULL);
  g_assert_no_error (error);

  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (sandbox));
  line = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (line, LINE_PREFIX));

  *url = ac_account_url_parse (line + strlen (LINE_PREFIX), &error);
  g_assert_no_error (error);

  return sandbox;
}

void
sandbox_helpers_stop (GSubprocess **sandbox)
{
  g_subprocess_send_signal (*sandbox, SIGTERM);
  g_assert_true (g_subprocess_wait_check (*sandbox, NULL, NULL));
  g_clear_object (sandbox);
}

AcClient *
sandbox_helpers_create_client (AcAccountUrl *url,
                               const char   *secret)
{
  g_autoptr (AcCredentials) credentials = ac_credentials_new (ac_account_url_get_key (url), secret);

  return ac_client_new (ac_account_url_get_host (url), credentials, NULL);
}
