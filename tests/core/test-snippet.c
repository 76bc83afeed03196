/* test-snippet.c: what is copied, read by what it is copied for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <libsecret/secret.h>
#include <string.h>

#include "ac-account-url.h"
#include "ac-environment-url.h"
#include "ac-error.h"
#include "ac-snippet-private.h"
#include "ac-snippet.h"

#define KEY "482915073364128"
#define ACCOUNT_ID "16a8ff3b-736b-49a6-85c0-03b69d5a357b"
#define HOST "http://127.0.0.1:8080"
#define EUROPE "https://api-eu.cloudinary.com"
#define BULLETS "••••••••"

static const char * const secrets[] = {
  "vQ3mZ8rT1kLpX6nWc0JdYb4HsUe", "Lk2Ww9sYq0-EhB7vGtR5uXpN3o_", "it's", "'", "\"quoted\"", "$HOME ${HOME} $(id) `id`", " spaces  around ",
  "100%25 #1 # two", "back\\slash\\", "\\", "\\n\\t\\'", "a:b@c/d?e=f&g", "!history ~ * ? [x] {a,b} <>|;", "pässwörd-סוד-🔑", "=", "#", "-n",
  "'\"", "both ' and `", "\\u0041 \\x41 %(x)s {0}",
};

/* No reader of .env files can hold these. */
static const char * const unwritable[] = { "'`\"", "'` \\" };

/* Returns what @program printed about @input. */
static char *
run (const char * const *argv,
     const char         *input)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;

  process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, input, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));

  return output;
}

static char *
run_shell (const char *script)
{
  return run ((const char * const[]) { "/bin/sh", "-s", NULL }, script);
}

static char *
run_node (const char *script)
{
  return run ((const char * const[]) { "node", "-", NULL }, script);
}

static gboolean
has_node (void)
{
  g_autofree char *node = g_find_program_in_path ("node");

  return node != NULL;
}

static char *
format_for_host (AcSnippet   snippet,
                 const char *secret,
                 gboolean    of_account,
                 const char *host)
{
  g_autoptr (AcCredentials) credentials = ac_credentials_new (KEY, secret);
  g_autoptr (GError) error = NULL;
  char *text;

  text = of_account ? ac_snippet_format_account (snippet, credentials, ACCOUNT_ID, host, &error)
                    : ac_snippet_format_environment (snippet, credentials, "halden-web", host, &error);
  g_assert_no_error (error);

  return text;
}

static char *
format (AcSnippet   snippet,
        const char *secret,
        gboolean    of_account)
{
  return format_for_host (snippet, secret, of_account, HOST);
}

/* What the reader got is the URL, and the URL tells the secret. */
static void
assert_account_url (const char *url,
                    const char *secret)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AcAccountUrl) parsed = ac_account_url_parse (url, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (ac_account_url_get_key (parsed), ==, KEY);
  g_assert_cmpstr (ac_account_url_peek_secret (parsed), ==, secret);
  g_assert_cmpstr (ac_account_url_get_account_id (parsed), ==, ACCOUNT_ID);
  g_assert_cmpstr (ac_account_url_get_host (parsed), ==, HOST);
}

static void
assert_environment_url (const char *url,
                        const char *secret)
{
  g_autoptr (GUri) parsed = g_uri_parse (url, G_URI_FLAGS_HAS_PASSWORD, NULL);

  g_assert_nonnull (parsed);
  g_assert_cmpstr (g_uri_get_scheme (parsed), ==, "cloudinary");
  g_assert_cmpstr (g_uri_get_user (parsed), ==, KEY);
  g_assert_cmpstr (g_uri_get_password (parsed), ==, secret);
  g_assert_cmpstr (g_uri_get_host (parsed), ==, "halden-web");
  g_assert_cmpstr (g_uri_get_query (parsed), ==, "upload_prefix=" HOST);
}

static void
test_forms (void)
{
  static const struct
  {
    AcSnippet snippet;
    const char *account;
    const char *environment;
  } cases[] = {
    { AC_SNIPPET_SHELL, "export CLOUDINARY_ACCOUNT_URL='account://1:s@A'", "export CLOUDINARY_URL='cloudinary://1:s@c'" },
    { AC_SNIPPET_DOTENV, "CLOUDINARY_ACCOUNT_URL=account://1:s@A", "CLOUDINARY_URL=cloudinary://1:s@c" },
    { AC_SNIPPET_NODE,
      "const cloudinary = require('cloudinary').v2;\n\ncloudinary.config({\n  account_id: 'A',\n"
      "  provisioning_api_key: '1',\n  provisioning_api_secret: 's',\n});",
      "const cloudinary = require('cloudinary').v2;\n\ncloudinary.config({\n  cloud_name: 'c',\n  api_key: '1',\n  api_secret: 's',\n});" },
    { AC_SNIPPET_PYTHON,
      "import cloudinary\nimport cloudinary.provisioning\n\ncloudinary.provisioning.account_config(\n    account_id='A',\n"
      "    provisioning_api_key='1',\n    provisioning_api_secret='s',\n)",
      "import cloudinary\n\ncloudinary.config(\n    cloud_name='c',\n    api_key='1',\n    api_secret='s',\n)" },
    { AC_SNIPPET_CURL,
      "curl --user '1:s' 'https://api.cloudinary.com/v1_1/provisioning/accounts/A/sub_accounts'",
      "curl --user '1:s' 'https://api.cloudinary.com/v1_1/c/ping'" },
  };
  g_autoptr (AcCredentials) credentials = ac_credentials_new ("1", "s");

  g_assert_cmpuint (G_N_ELEMENTS (cases), ==, AC_SNIPPET_LAST + 1);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char *account = ac_snippet_format_account (cases[i].snippet, credentials, "A", NULL, NULL);
      char *environment = ac_snippet_format_environment (cases[i].snippet, credentials, "c", AC_DEFAULT_HOST, NULL);

      g_assert_cmpstr (account, ==, cases[i].account);
      g_assert_cmpstr (environment, ==, cases[i].environment);
      secret_password_free (account);
      secret_password_free (environment);
    }
}

/* The masked form is the real one with bullets instead of the secret, however it is quoted there. */
static void
test_masked (void)
{
  for (int snippet = 0; snippet <= AC_SNIPPET_LAST; snippet++)
    {
      char *real = format ((AcSnippet) snippet, "hush-hush", TRUE);
      char *real_environment = format ((AcSnippet) snippet, "hush-hush", FALSE);
      g_autofree char *masked = ac_snippet_format_account_masked ((AcSnippet) snippet, KEY, ACCOUNT_ID, HOST, NULL);
      g_autofree char *masked_environment = ac_snippet_format_environment_masked ((AcSnippet) snippet, KEY, "halden-web", HOST, NULL);
      g_autoptr (GString) expected = g_string_new (real);
      g_autoptr (GString) expected_environment = g_string_new (real_environment);

      g_assert_cmpuint (g_string_replace (expected, "hush-hush", BULLETS, 0), ==, 1);
      g_assert_cmpuint (g_string_replace (expected_environment, "hush-hush", BULLETS, 0), ==, 1);
      g_assert_cmpstr (masked, ==, expected->str);
      g_assert_cmpstr (masked_environment, ==, expected_environment->str);
      secret_password_free (real);
      secret_password_free (real_environment);
    }
}

static void
test_environment_url (void)
{
  g_autofree char *masked = ac_environment_url_format_masked (KEY, "halden-web", NULL);

  g_assert_cmpstr (masked, ==, "cloudinary://" KEY ":" BULLETS "@halden-web");
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      g_autoptr (AcCredentials) credentials = ac_credentials_new (KEY, secrets[i]);
      char *url = ac_environment_url_format (credentials, "halden-web", HOST);

      assert_environment_url (url, secrets[i]);
      secret_password_free (url);
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *key;
    const char *secret;
    const char *place;
    const char *host;
  } cases[] = {
    { "1", "line\nbreak", "A", NULL }, { "1", "line\rbreak", "A", NULL }, { "1", "tab\there", "A", NULL }, { "1", "\x7f", "A", NULL },
    { "1", "next\xc2\x85line", "A", NULL }, { "1", "\xff\xfe", "A", NULL }, { "1", "", "A", NULL },
    { "1:2", "s", "A", NULL }, { "", "s", "A", NULL }, { "1\n", "s", "A", NULL },
    { "1", "s", "", NULL }, { "1", "s", "A\nB", NULL }, { "1", "s", "A/B", NULL }, { "1", "s", "A@B", NULL },
    { "1", "s", "A", "" }, { "1", "s", "A", "https://x'\n" }, { "1", "s", "A", "https://$(id)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int snippet = 0; snippet <= AC_SNIPPET_LAST; snippet++)
      {
        g_autoptr (AcCredentials) credentials = ac_credentials_new (cases[i].key, cases[i].secret);
        g_autoptr (GError) error = NULL;

        g_assert_null (ac_snippet_format_account ((AcSnippet) snippet, credentials, cases[i].place, cases[i].host, &error));
        g_assert_error (error, AC_ERROR, AC_ERROR_INVALID);
        g_assert_true (g_utf8_validate (error->message, -1, NULL));
        g_assert_true (strlen (cases[i].secret) < 2 || strstr (error->message, cases[i].secret) == NULL);
      }
}

static void
test_shell (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      char *account = format (AC_SNIPPET_SHELL, secrets[i], TRUE);
      char *environment = format (AC_SNIPPET_SHELL, secrets[i], FALSE);
      g_autofree char *script = g_strdup_printf ("%s\n%s\nsh -c 'printf \"%%s\\n\" \"$CLOUDINARY_ACCOUNT_URL\" \"$CLOUDINARY_URL\"'\n",
                                                 account, environment);
      g_autofree char *output = run_shell (script);
      g_auto (GStrv) lines = g_strsplit (output, "\n", -1);

      g_assert_cmpuint (g_strv_length (lines), ==, 3);
      assert_account_url (lines[0], secrets[i]);
      assert_environment_url (lines[1], secrets[i]);
      secret_password_free (account);
      secret_password_free (environment);
    }
}

/* The shell's own function of that name gets what the program would. */
static void
test_curl (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      char *snippet = format (AC_SNIPPET_CURL, secrets[i], TRUE);
      g_autofree char *script = g_strconcat ("curl () { printf '[%s]\\n' \"$@\"; }\n", snippet, "\n", NULL);
      g_autofree char *output = run_shell (script);
      g_autofree char *expected = g_strdup_printf ("[--user]\n[" KEY ":%s]\n[" HOST "/v1_1/provisioning/accounts/" ACCOUNT_ID "/sub_accounts]\n",
                                                   secrets[i]);

      g_assert_cmpstr (output, ==, expected);
      secret_password_free (snippet);
    }
}

/* A file with all of them, each as the value of a variable of its own, read by Node.js. */
static void
test_dotenv (void)
{
  g_auto (AcSecretText) file = { NULL, 0, 0 };
  g_autofree char *dir = g_dir_make_tmp ("ac-snippet-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "test.env", NULL);
  g_autofree char *option = g_strconcat ("--env-file=", path, NULL);
  g_autofree char *allowed = NULL;
  g_autofree char *output = NULL;
  const char *script = "for (let i = 0; `S${i}` in process.env; i++)\n"
                       "  process.stdout.write(process.env[`S${i}`] + '\\0' + process.env[`U${i}`] + '\\0');\n";
  gsize length = 0;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) input = g_bytes_new_static (script, strlen (script));
  const char *at, *end;

  if (!has_node ())
    {
      g_test_skip ("there is no Node.js");
      return;
    }
  allowed = run_node ("process.stdout.write(require('util').parseEnv ? 'yes' : 'no')");
  if (!g_str_equal (allowed, "yes"))
    {
      g_test_skip ("this Node.js reads no .env files");
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      g_autofree char *name = g_strdup_printf ("S%u=", i);
      g_autofree char *url_name = g_strdup_printf ("\nU%u=", i);
      char *line = format (AC_SNIPPET_DOTENV, secrets[i], TRUE);

      ac_secret_text_append (&file, name);
      g_assert_true (ac_snippet_append_dotenv_value (&file, secrets[i]));
      ac_secret_text_append (&file, url_name);
      ac_secret_text_append (&file, strchr (line, '=') + 1);
      ac_secret_text_append (&file, "\n");
      secret_password_free (line);
    }
  g_assert_true (g_file_set_contents (path, file.data, (gssize) file.length, NULL));

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, "node", option, "-", NULL);
  g_assert_true (g_subprocess_communicate (process, input, NULL, &bytes, NULL, NULL));
  g_assert_true (g_subprocess_get_successful (process));
  at = g_bytes_get_data (bytes, &length);
  end = at + length;
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      g_assert_true (at < end);
      g_assert_cmpstr (at, ==, secrets[i]);
      at += strlen (at) + 1;
      assert_account_url (at, secrets[i]);
      at += strlen (at) + 1;
    }
  g_assert_true (at == end);

  g_unlink (path);
  g_rmdir (dir);
}

static void
test_dotenv_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (unwritable); i++)
    {
      g_auto (AcSecretText) text = { NULL, 0, 0 };
      char *line = format (AC_SNIPPET_DOTENV, unwritable[i], TRUE);

      g_assert_false (ac_snippet_append_dotenv_value (&text, unwritable[i]));
      g_assert_cmpuint (text.length, ==, 0);
      /* In a URL they are encoded. */
      assert_account_url (strchr (line, '=') + 1, unwritable[i]);
      secret_password_free (line);
    }
}

/* A stand-in for the SDK says what it was told. */
static void
test_node (void)
{
  if (!has_node ())
    {
      g_test_skip ("there is no Node.js");
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      char *account = format_for_host (AC_SNIPPET_NODE, secrets[i], TRUE, EUROPE);
      char *environment = format_for_host (AC_SNIPPET_NODE, secrets[i], FALSE, EUROPE);
      g_autofree char *script =
        g_strdup_printf ("const told = {};\n"
                         "require('module')._load = () => ({ v2: { config: (what) => Object.assign(told, what) } });\n"
                         "{\n%s\n}\n{\n%s\n}\n"
                         "process.stdout.write([told.account_id, told.provisioning_api_key, told.provisioning_api_secret, told.cloud_name,"
                         " told.api_key, told.api_secret, told.upload_prefix].join('\\n'));\n",
                         account, environment);
      g_autofree char *output = run_node (script);
      g_autofree char *expected = g_strdup_printf (ACCOUNT_ID "\n" KEY "\n%s\nhalden-web\n" KEY "\n%s\n" EUROPE, secrets[i], secrets[i]);

      g_assert_cmpstr (output, ==, expected);
      secret_password_free (account);
      secret_password_free (environment);
    }
}

/* The SDK looks at the address when it is loaded: it has to know it before. */
static void
test_node_plain (void)
{
  if (!has_node ())
    {
      g_test_skip ("there is no Node.js");
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      char *account = format (AC_SNIPPET_NODE, secrets[i], TRUE);
      char *environment = format (AC_SNIPPET_NODE, secrets[i], FALSE);
      g_autofree char *script =
        g_strdup_printf ("const seen = [];\n"
                         "require('module')._load = () => { seen.push(process.env.CLOUDINARY_ACCOUNT_URL, process.env.CLOUDINARY_URL);"
                         " return { v2: {} }; };\n"
                         "{\n%s\n}\n{\n%s\n}\n"
                         "process.stdout.write([seen[0], seen[3]].join('\\n'));\n",
                         account, environment);
      g_autofree char *output = run_node (script);
      g_auto (GStrv) lines = g_strsplit (output, "\n", -1);

      g_assert_cmpuint (g_strv_length (lines), ==, 2);
      assert_account_url (lines[0], secrets[i]);
      assert_environment_url (lines[1], secrets[i]);
      secret_password_free (account);
      secret_password_free (environment);
    }
}

static void
test_python (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      char *account = format (AC_SNIPPET_PYTHON, secrets[i], TRUE);
      char *environment = format (AC_SNIPPET_PYTHON, secrets[i], FALSE);
      g_autofree char *script =
        g_strdup_printf ("import sys, types\n"
                         "told = {}\n"
                         "for name in ('cloudinary', 'cloudinary.provisioning'):\n"
                         "    sys.modules[name] = types.ModuleType(name)\n"
                         "sys.modules['cloudinary'].provisioning = sys.modules['cloudinary.provisioning']\n"
                         "sys.modules['cloudinary'].config = lambda **what: told.update(what)\n"
                         "sys.modules['cloudinary.provisioning'].account_config = lambda **what: told.update(what)\n"
                         "%s\n%s\n"
                         "names = 'account_id provisioning_api_key provisioning_api_secret cloud_name api_key api_secret upload_prefix'.split()\n"
                         "sys.stdout.buffer.write('\\n'.join(told[name] for name in names).encode())\n",
                         account, environment);
      g_autofree char *output = run ((const char * const[]) { "/usr/bin/python3", "-", NULL }, script);
      g_autofree char *expected = g_strdup_printf (ACCOUNT_ID "\n" KEY "\n%s\nhalden-web\n" KEY "\n%s\n" HOST, secrets[i], secrets[i]);

      g_assert_cmpstr (output, ==, expected);
      secret_password_free (account);
      secret_password_free (environment);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/snippet/forms", test_forms);
  g_test_add_func ("/snippet/masked", test_masked);
  g_test_add_func ("/snippet/environment-url", test_environment_url);
  g_test_add_func ("/snippet/refused", test_refused);
  g_test_add_func ("/snippet/shell", test_shell);
  g_test_add_func ("/snippet/curl", test_curl);
  g_test_add_func ("/snippet/dotenv", test_dotenv);
  g_test_add_func ("/snippet/dotenv-refused", test_dotenv_refused);
  g_test_add_func ("/snippet/node", test_node);
  g_test_add_func ("/snippet/node-plain", test_node_plain);
  g_test_add_func ("/snippet/python", test_python);

  return g_test_run ();
}
