/* fuzz-snippet.c: what must hold for any secret that is quoted
 *
 * The reading sides are written from what a POSIX shell (XCU 2.2), Node.js' reader of .env files and JavaScript do.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libsecret/secret.h>
#include <string.h>

#include "ac-account-url.h"
#include "ac-snippet-private.h"
#include "ac-snippet.h"
#include "fuzz.h"

#define require(condition) \
  do { if (!(condition)) g_error ("%s does not hold", #condition); } while (0)

static gboolean
is_writable (const char *text)
{
  if (*text == '\0' || !g_utf8_validate (text, -1, NULL))
    return FALSE;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_iscntrl (g_utf8_get_char (c)))
      return FALSE;

  return TRUE;
}

/* One word of single quotes and escaped characters, up to @end. */
static char *
read_shell_word (const char  *at,
                 const char **end)
{
  GString *word = g_string_new (NULL);

  for (; *at != '\0' && *at != ' ' && *at != '\n'; at++)
    {
      if (*at == '\\')
        {
          g_string_append_c (word, *++at);
          continue;
        }

      require (*at == '\'');
      for (at++; *at != '\''; at++)
        {
          require (*at != '\0');
          g_string_append_c (word, *at);
        }
    }
  *end = at;

  return g_string_free (word, FALSE);
}

static char *
read_dotenv_value (const char *line)
{
  g_autofree char *value = g_strstrip (g_strdup (line));
  const char *end;
  char *hash;

  if (strchr ("'\"`", *value) != NULL && *value != '\0')
    {
      end = strchr (value + 1, *value);
      require (end != NULL && end[1] == '\0');
      require (*value != '"' || strchr (value, '\\') == NULL);
      return g_strndup (value + 1, (gsize) (end - value) - 1);
    }

  hash = strchr (value, '#');
  if (hash != NULL)
    *hash = '\0';

  return g_strdup (g_strstrip (value));
}

static char *
read_code_string (const char *at)
{
  GString *text = g_string_new (NULL);

  require (*at == '\'');
  for (at++; *at != '\''; at++)
    {
      require (*at != '\0' && *at != '\n');
      if (*at == '\\')
        at++;
      g_string_append_c (text, *at);
    }
  require (at[1] == '\0');

  return g_string_free (text, FALSE);
}

static void
check_quoting (const char *secret)
{
  g_auto (AcSecretText) shell = { NULL, 0, 0 };
  g_auto (AcSecretText) dotenv = { NULL, 0, 0 };
  g_auto (AcSecretText) code = { NULL, 0, 0 };
  g_autofree char *word = NULL;
  g_autofree char *value = NULL;
  g_autofree char *string = NULL;
  const char *end;

  ac_snippet_append_shell_word (&shell, secret);
  ac_secret_text_append_length (&shell, "", 1);
  word = read_shell_word (shell.data, &end);
  require (*end == '\0' && g_str_equal (word, secret));

  ac_snippet_append_code_string (&code, secret);
  ac_secret_text_append_length (&code, "", 1);
  string = read_code_string (code.data);
  require (g_str_equal (string, secret));

  if (!ac_snippet_append_dotenv_value (&dotenv, secret))
    {
      require (strchr (secret, '\'') != NULL && strchr (secret, '`') != NULL && strpbrk (secret, "\"\\") != NULL);
      return;
    }
  ac_secret_text_append_length (&dotenv, "", 1);
  value = read_dotenv_value (dotenv.data);
  require (g_str_equal (value, secret));
}

static void
check_account_url (const char *text,
                   const char *secret)
{
  g_autoptr (AcAccountUrl) url = ac_account_url_parse (text, NULL);

  require (url != NULL);
  require (g_str_equal (ac_account_url_get_key (url), "1"));
  require (g_str_equal (ac_account_url_get_account_id (url), "A"));
  /* The parser drops space around a part only where it isn't encoded. */
  require (g_str_equal (ac_account_url_peek_secret (url), secret));
}

static void
check_snippets (const char *secret)
{
  g_autoptr (AcCredentials) credentials = ac_credentials_new ("1", secret);

  for (int snippet = 0; snippet <= AC_SNIPPET_LAST; snippet++)
    {
      g_autoptr (GError) error = NULL;
      char *text = ac_snippet_format_account ((AcSnippet) snippet, credentials, "A", NULL, &error);

      require ((text == NULL) == (error != NULL));
      require ((text != NULL) == is_writable (secret));
      if (text == NULL)
        continue;

      if (snippet == AC_SNIPPET_SHELL)
        {
          const char *end;
          g_autofree char *word = read_shell_word (strchr (text, '=') + 1, &end);

          require (*end == '\0');
          check_account_url (word, secret);
        }
      else if (snippet == AC_SNIPPET_DOTENV)
        {
          g_autofree char *value = read_dotenv_value (strchr (text, '=') + 1);

          check_account_url (value, secret);
        }
      secret_password_free (text);
    }
}

/* Returns 0, as libFuzzer wants. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *secret = g_strndup ((const char *) data, size);

  /* Credentials are text. */
  if (!g_utf8_validate (secret, -1, NULL))
    return 0;

  check_snippets (secret);
  if (is_writable (secret))
    check_quoting (secret);

  return 0;
}
