/* fuzz-account-url.c: what must hold for any text that somebody pastes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libsecret/secret.h>
#include <string.h>

#include "ac-account-url.h"
#include "fuzz.h"

#define require(condition) \
  do { if (!(condition)) g_error ("%s does not hold", #condition); } while (0)

static void
check_error (const GError *error,
             const char   *text)
{
  require (error->domain == AC_ACCOUNT_URL_ERROR);
  require (error->code >= AC_ACCOUNT_URL_ERROR_EMPTY && error->code <= AC_ACCOUNT_URL_ERROR_INSECURE);
  require (ac_account_url_error_get_position (error) >= 1);
  require (ac_account_url_error_get_position (error) <= strlen (text) + 1);
  require (g_str_is_ascii (error->message));
}

static void
check_same (AcAccountUrl *a,
            AcAccountUrl *b)
{
  require (g_str_equal (ac_account_url_get_key (a), ac_account_url_get_key (b)));
  require (g_str_equal (ac_account_url_peek_secret (a), ac_account_url_peek_secret (b)));
  require (g_str_equal (ac_account_url_get_account_id (a), ac_account_url_get_account_id (b)));
  require (g_str_equal (ac_account_url_get_host (a), ac_account_url_get_host (b)));
}

static void
check_parts (AcAccountUrl *url)
{
  g_autofree char *host = ac_account_url_check_host (ac_account_url_get_host (url), NULL);

  require (*ac_account_url_get_key (url) != '\0');
  require (strchr (ac_account_url_get_key (url), ':') == NULL);
  require (*ac_account_url_peek_secret (url) != '\0');
  require (g_utf8_validate (ac_account_url_peek_secret (url), -1, NULL));
  require (strpbrk (ac_account_url_get_account_id (url), "/?#%@:") == NULL);
  require (g_strcmp0 (host, ac_account_url_get_host (url)) == 0);
}

/* Returns 0, as libFuzzer wants. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (AcAccountUrl) url = ac_account_url_parse (text, &error);
  g_autoptr (AcAccountUrl) again = NULL;
  g_autofree char *masked = NULL;
  char *first, *second;

  require ((url == NULL) == (error != NULL));
  if (url == NULL)
    {
      check_error (error, text);
      return 0;
    }

  check_parts (url);
  first = ac_account_url_format (url);
  again = ac_account_url_parse (first, &error);
  require (again != NULL);
  check_same (url, again);

  second = ac_account_url_format (again);
  require (g_str_equal (first, second));

  masked = ac_account_url_format_masked (url);
  require (g_str_has_prefix (masked, "account://"));

  secret_password_free (first);
  secret_password_free (second);

  return 0;
}
