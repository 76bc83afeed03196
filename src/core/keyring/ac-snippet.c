/* ac-snippet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-snippet"

#include "config.h"

#include <string.h>

#include "ac-account-url.h"
#include "ac-credentials-private.h"
#include "ac-environment-url.h"
#include "ac-error.h"
#include "ac-snippet-private.h"
#include "ac-snippet.h"

/* What no reader of .env files gives a meaning to, wherever it stands. */
#define PLAIN_CHARACTERS "-._~:/?@%&+,="

/* How the parts of one kind of key are called. */
typedef struct
{
  const char *variable;
  const char *scheme;
  const char *place; /* the configuration's name of the account or environment */
  const char *key;
  const char *secret;
  const char *module;      /* what the Python program imports beside cloudinary */
  const char *python_call;
  const char *before;      /* the place in the path of a call that changes nothing */
  const char *after;
} Names;

static const Names account_names = {
  "CLOUDINARY_ACCOUNT_URL", "account://", "account_id", "provisioning_api_key", "provisioning_api_secret",
  "cloudinary.provisioning", "cloudinary.provisioning.account_config", "/v1_1/provisioning/accounts/", "/sub_accounts",
};

static const Names environment_names = {
  "CLOUDINARY_URL", AC_ENVIRONMENT_SCHEME, "cloud_name", "api_key", "api_secret",
  NULL, "cloudinary.config", "/v1_1/", "/ping",
};

/* The parts of one snippet. */
typedef struct
{
  const Names *names;
  const char *key;
  const char *secret; /* (nullable): bullets */
  const char *place;
  const char *host;   /* (nullable) */
} Parts;

static const char *
get_shown_secret (const Parts *parts)
{
  return parts->secret != NULL ? parts->secret : AC_SECRET_BULLETS;
}

static gboolean
has_own_host (const Parts *parts)
{
  return parts->host != NULL && !g_str_equal (parts->host, AC_DEFAULT_HOST);
}

/* A line break would end what a quote holds together in some readers, and start a command in others. */
static gboolean
check_part (const char  *name,
            const char  *value,
            const char  *forbidden,
            GError     **error)
{
  gboolean ok = *value != '\0' && g_utf8_validate (value, -1, NULL) && strpbrk (value, forbidden) == NULL;

  for (const char *c = value; ok && *c != '\0'; c = g_utf8_next_char (c))
    ok = !g_unichar_iscntrl (g_utf8_get_char (c));
  if (!ok)
    g_set_error (error, AC_ERROR, AC_ERROR_INVALID, "The %s can't stand in a snippet", name);

  return ok;
}

static gboolean
check_parts (const Parts  *parts,
             GError      **error)
{
  return check_part ("key", parts->key, ":", error) &&
         check_part ("secret", get_shown_secret (parts), "", error) &&
         check_part ("account or cloud name", parts->place, "/?#%@: ", error) &&
         (parts->host == NULL || check_part ("host", parts->host, "'\"`\\$ ", error));
}

static void
append_url (AcSecretText *text,
            const Parts  *parts)
{
  ac_secret_text_append_url (text, parts->names->scheme, parts->key, parts->secret, parts->place, parts->host);
}

static void
append_shell (AcSecretText *text,
              const Parts  *parts,
              const char   *url)
{
  ac_secret_text_append (text, "export ");
  ac_secret_text_append (text, parts->names->variable);
  ac_secret_text_append (text, "=");
  ac_snippet_append_shell_word (text, url);
}

static gboolean
append_dotenv (AcSecretText  *text,
               const Parts   *parts,
               const char    *url,
               GError       **error)
{
  ac_secret_text_append (text, parts->names->variable);
  ac_secret_text_append (text, "=");
  if (parts->secret == NULL)
    {
      ac_secret_text_append (text, url);
      return TRUE;
    }
  if (ac_snippet_append_dotenv_value (text, url))
    return TRUE;

  g_set_error_literal (error, AC_ERROR, AC_ERROR_INVALID, "No kind of quotes in a .env file could hold this value");
  return FALSE;
}

static void
append_setting (AcSecretText *text,
                const char   *name,
                const char   *sign,
                const char   *value)
{
  ac_secret_text_append (text, name);
  ac_secret_text_append (text, sign);
  ac_snippet_append_code_string (text, value);
  ac_secret_text_append (text, ",\n");
}

/* The Node SDK has one configuration for both kinds of key. But whether it talks plain http it decides when it is loaded
 * (wire reference 11.3), so a sandbox has to be told before that. */
static void
append_node (AcSecretText *text,
             const Parts  *parts,
             const char   *url)
{
  if (parts->host != NULL && g_str_has_prefix (parts->host, "http://"))
    {
      ac_secret_text_append (text, "process.env.");
      ac_secret_text_append (text, parts->names->variable);
      ac_secret_text_append (text, " = ");
      ac_snippet_append_code_string (text, url);
      ac_secret_text_append (text, ";\nconst cloudinary = require('cloudinary').v2;");
      return;
    }

  ac_secret_text_append (text, "const cloudinary = require('cloudinary').v2;\n\ncloudinary.config({\n  ");
  append_setting (text, parts->names->place, ": ", parts->place);
  ac_secret_text_append (text, "  ");
  append_setting (text, parts->names->key, ": ", parts->key);
  ac_secret_text_append (text, "  ");
  append_setting (text, parts->names->secret, ": ", get_shown_secret (parts));
  if (has_own_host (parts))
    {
      ac_secret_text_append (text, "  ");
      append_setting (text, "upload_prefix", ": ", parts->host);
    }
  ac_secret_text_append (text, "});");
}

/* Here each has its own, but the server is in the common one (wire reference 11.1). */
static void
append_python (AcSecretText *text,
               const Parts  *parts)
{
  ac_secret_text_append (text, "import cloudinary\n");
  if (parts->names->module != NULL)
    {
      ac_secret_text_append (text, "import ");
      ac_secret_text_append (text, parts->names->module);
      ac_secret_text_append (text, "\n");
    }
  if (has_own_host (parts))
    {
      ac_secret_text_append (text, "\ncloudinary.config(\n    ");
      append_setting (text, "upload_prefix", "=", parts->host);
      ac_secret_text_append (text, ")");
    }

  ac_secret_text_append (text, "\n");
  ac_secret_text_append (text, parts->names->python_call);
  ac_secret_text_append (text, "(\n    ");
  append_setting (text, parts->names->place, "=", parts->place);
  ac_secret_text_append (text, "    ");
  append_setting (text, parts->names->key, "=", parts->key);
  ac_secret_text_append (text, "    ");
  append_setting (text, parts->names->secret, "=", get_shown_secret (parts));
  ac_secret_text_append (text, ")");
}

static void
append_curl (AcSecretText *text,
             const Parts  *parts)
{
  g_auto (AcSecretText) user = { NULL, 0, 0 };
  g_auto (AcSecretText) address = { NULL, 0, 0 };

  ac_secret_text_append (&user, parts->key);
  ac_secret_text_append (&user, ":");
  ac_secret_text_append (&user, get_shown_secret (parts));
  ac_secret_text_append_length (&user, "", 1);

  ac_secret_text_append (&address, parts->host != NULL ? parts->host : AC_DEFAULT_HOST);
  ac_secret_text_append (&address, parts->names->before);
  ac_secret_text_append_encoded (&address, parts->place, "");
  ac_secret_text_append (&address, parts->names->after);
  ac_secret_text_append_length (&address, "", 1);

  ac_secret_text_append (text, "curl --user ");
  ac_snippet_append_shell_word (text, user.data);
  ac_secret_text_append (text, " ");
  ac_snippet_append_shell_word (text, address.data);
}

static gboolean
append (AcSecretText  *text,
        AcSnippet      snippet,
        const Parts   *parts,
        GError       **error)
{
  g_auto (AcSecretText) url = { NULL, 0, 0 };

  if (!check_parts (parts, error))
    return FALSE;

  append_url (&url, parts);
  ac_secret_text_append_length (&url, "", 1);

  switch (snippet)
    {
    case AC_SNIPPET_SHELL:
      append_shell (text, parts, url.data);
      break;
    case AC_SNIPPET_DOTENV:
      return append_dotenv (text, parts, url.data, error);
    case AC_SNIPPET_NODE:
      append_node (text, parts, url.data);
      break;
    case AC_SNIPPET_PYTHON:
      append_python (text, parts);
      break;
    case AC_SNIPPET_CURL:
      append_curl (text, parts);
      break;
    default:
      g_assert_not_reached ();
    }

  return TRUE;
}

static char *
format (AcSnippet       snippet,
        const Names    *names,
        AcCredentials  *credentials,
        const char     *place,
        const char     *host,
        GError        **error)
{
  const Parts parts = {
    names, ac_credentials_get_key (credentials), secret_value_get_text (ac_credentials_peek_value (credentials)), place, host,
  };
  g_auto (AcSecretText) text = { NULL, 0, 0 };

  if (!append (&text, snippet, &parts, error))
    return NULL;

  return ac_secret_text_to_password (&text);
}

static char *
format_masked (AcSnippet     snippet,
               const Names  *names,
               const char   *key,
               const char   *place,
               const char   *host,
               GError      **error)
{
  const Parts parts = { names, key, NULL, place, host };
  g_auto (AcSecretText) text = { NULL, 0, 0 };

  if (!append (&text, snippet, &parts, error))
    return NULL;

  return g_strndup (text.data, text.length);
}

/*< private >
 * ac_snippet_append_shell_word:
 * @text: a text
 * @value: any text without control characters
 *
 * Adds a word that a POSIX shell reads as @value: between single quotes nothing has a meaning but the next quote.
 */
void
ac_snippet_append_shell_word (AcSecretText *text,
                              const char   *value)
{
  ac_secret_text_append (text, "'");
  for (const char *c = value; *c != '\0'; c++)
    {
      if (*c == '\'')
        ac_secret_text_append (text, "'\\''");
      else
        ac_secret_text_append_length (text, c, 1);
    }
  ac_secret_text_append (text, "'");
}

/*< private >
 * ac_snippet_append_dotenv_value:
 * @text: a text
 * @value: any text without control characters
 *
 * Adds a value that dotenv and Node.js read as @value. They know three kinds of quotes and no escape but `\n` and `\r` in
 * the double ones; readers that know no quotes at all, as Docker's, get the value without when it needs none.
 *
 * Returns: whether there is a way to write it
 */
gboolean
ac_snippet_append_dotenv_value (AcSecretText *text,
                                const char   *value)
{
  static const char quotes[] = "'`\"";
  const char *c = value;

  while (g_ascii_isalnum (*c) || (*c != '\0' && strchr (PLAIN_CHARACTERS, *c) != NULL))
    c++;
  if (*c == '\0' && *value != '\0')
    {
      ac_secret_text_append (text, value);
      return TRUE;
    }

  for (const char *quote = quotes; *quote != '\0'; quote++)
    {
      if (strchr (value, *quote) != NULL || (*quote == '"' && strchr (value, '\\') != NULL))
        continue;

      ac_secret_text_append_length (text, quote, 1);
      ac_secret_text_append (text, value);
      ac_secret_text_append_length (text, quote, 1);
      return TRUE;
    }

  return FALSE;
}

/*< private >
 * ac_snippet_append_code_string:
 * @text: a text
 * @value: any text without control characters
 *
 * Adds a literal that both JavaScript and Python read as @value.
 */
void
ac_snippet_append_code_string (AcSecretText *text,
                               const char   *value)
{
  ac_secret_text_append (text, "'");
  for (const char *c = value; *c != '\0'; c++)
    {
      if (*c == '\'' || *c == '\\')
        ac_secret_text_append (text, "\\");
      ac_secret_text_append_length (text, c, 1);
    }
  ac_secret_text_append (text, "'");
}

/**
 * ac_snippet_format_account:
 * @snippet: the form
 * @credentials: a key of the account and its secret
 * @account_id: the account
 * @host: (nullable): the server in its normal form; %NULL: Cloudinary's usual one
 * @error: return location for %AC_ERROR_INVALID: there is no way to write it
 *
 * Writes what a tool needs to work with the account.
 *
 * Returns: (transfer full): the snippet with its secret, in non-pageable memory: free it with secret_password_free()
 */
char *
ac_snippet_format_account (AcSnippet       snippet,
                           AcCredentials  *credentials,
                           const char     *account_id,
                           const char     *host,
                           GError        **error)
{
  g_return_val_if_fail (credentials != NULL, NULL);
  g_return_val_if_fail (account_id != NULL, NULL);

  return format (snippet, &account_names, credentials, account_id, host, error);
}

/**
 * ac_snippet_format_environment:
 * @snippet: the form
 * @credentials: a key of the environment and its secret
 * @cloud_name: the environment's cloud name
 * @host: (nullable): the server in its normal form; %NULL: Cloudinary's usual one
 * @error: return location for %AC_ERROR_INVALID: there is no way to write it
 *
 * Writes what a tool needs to work with a product environment.
 *
 * Returns: (transfer full): the snippet with its secret, in non-pageable memory: free it with secret_password_free()
 */
char *
ac_snippet_format_environment (AcSnippet       snippet,
                               AcCredentials  *credentials,
                               const char     *cloud_name,
                               const char     *host,
                               GError        **error)
{
  g_return_val_if_fail (credentials != NULL, NULL);
  g_return_val_if_fail (cloud_name != NULL, NULL);

  return format (snippet, &environment_names, credentials, cloud_name, host, error);
}

/**
 * ac_snippet_format_account_masked:
 * @snippet: the form
 * @key: a key of the account
 * @account_id: the account
 * @host: (nullable): the server in its normal form; %NULL: Cloudinary's usual one
 * @error: return location for %AC_ERROR_INVALID: there is no way to write it
 *
 * Writes ac_snippet_format_account() for the screen.
 *
 * Returns: (transfer full): the snippet with bullets in the secret's place
 */
char *
ac_snippet_format_account_masked (AcSnippet    snippet,
                                  const char  *key,
                                  const char  *account_id,
                                  const char  *host,
                                  GError     **error)
{
  g_return_val_if_fail (key != NULL, NULL);
  g_return_val_if_fail (account_id != NULL, NULL);

  return format_masked (snippet, &account_names, key, account_id, host, error);
}

/**
 * ac_snippet_format_environment_masked:
 * @snippet: the form
 * @key: a key of the environment
 * @cloud_name: the environment's cloud name
 * @host: (nullable): the server in its normal form; %NULL: Cloudinary's usual one
 * @error: return location for %AC_ERROR_INVALID: there is no way to write it
 *
 * Writes ac_snippet_format_environment() for the screen.
 *
 * Returns: (transfer full): the snippet with bullets in the secret's place
 */
char *
ac_snippet_format_environment_masked (AcSnippet    snippet,
                                      const char  *key,
                                      const char  *cloud_name,
                                      const char  *host,
                                      GError     **error)
{
  g_return_val_if_fail (key != NULL, NULL);
  g_return_val_if_fail (cloud_name != NULL, NULL);

  return format_masked (snippet, &environment_names, key, cloud_name, host, error);
}
