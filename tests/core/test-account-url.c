/* test-account-url.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libsecret/secret.h>
#include <string.h>

#include "ac-account-url.h"

/* Stands in every text that is wrong; no message may contain it. */
#define SECRET "Hush-4711"

typedef struct
{
  const char *text;
  const char *key;
  const char *secret;
  const char *account_id;
  const char *host;
  const char *normal; /* (nullable): when it isn't the text */
} Good;

static const Good good[] = {
  { "account://123:abc@a1b2", "123", "abc", "a1b2", AC_DEFAULT_HOST, NULL },
  { "ACCOUNT://123:abc@A1b2", "123", "abc", "A1b2", AC_DEFAULT_HOST, "account://123:abc@A1b2" },
  { "  \taccount://1:s@a\r\n", "1", "s", "a", AC_DEFAULT_HOST, "account://1:s@a" },
  { "account://1:s@a/", "1", "s", "a", AC_DEFAULT_HOST, "account://1:s@a" },
  { "account://1:s@a//?", "1", "s", "a", AC_DEFAULT_HOST, "account://1:s@a" },
  { "account://1:s@6f9619ff-8b86-d011-b42d-00cf4fc964ff_~.x", "1", "s", "6f9619ff-8b86-d011-b42d-00cf4fc964ff_~.x", AC_DEFAULT_HOST, NULL },

  /* What it is copied with. */
  { "CLOUDINARY_ACCOUNT_URL=account://1:s@a", "1", "s", "a", AC_DEFAULT_HOST, "account://1:s@a" },
  { "export CLOUDINARY_ACCOUNT_URL=\"account://1:s@a\"", "1", "s", "a", AC_DEFAULT_HOST, "account://1:s@a" },
  { " export\tCLOUDINARY_ACCOUNT_URL = 'account://1:s@a' \n", "1", "s", "a", AC_DEFAULT_HOST, "account://1:s@a" },
  { "\"CLOUDINARY_ACCOUNT_URL=account://1:s@a\"", "1", "s", "a", AC_DEFAULT_HOST, "account://1:s@a" },
  { "`account://1:s@a`", "1", "s", "a", AC_DEFAULT_HOST, "account://1:s@a" },

  /* The first colon ends the key, the last @ the secret. */
  { "account://1:s:t@a", "1", "s:t", "a", AC_DEFAULT_HOST, "account://1:s%3At@a" },
  { "account://1:s@t@a", "1", "s@t", "a", AC_DEFAULT_HOST, "account://1:s%40t@a" },
  { "account://k%2f1:%73%3a%40%2F%3f%23%25%20@a", "k/1", "s:@/?#% ", "a", AC_DEFAULT_HOST, "account://k%2F1:s%3A%40%2F%3F%23%25%20@a" },
  { "account://1:p%C3%A4ss@a", "1", "p\303\244ss", "a", AC_DEFAULT_HOST, NULL },
  { "account://1:p\303\244ss@a", "1", "p\303\244ss", "a", AC_DEFAULT_HOST, "account://1:p%C3%A4ss@a" },
  { "account://1:a+b&c=d@a", "1", "a+b&c=d", "a", AC_DEFAULT_HOST, "account://1:a%2Bb%26c%3Dd@a" },

  /* Servers. */
  { "account://1:s@a?upload_prefix=https://api-eu.cloudinary.com", "1", "s", "a", "https://api-eu.cloudinary.com", NULL },
  { "account://1:s@a/?upload_prefix=HTTPS%3A%2F%2FApi-EU.Cloudinary.com%3A443%2F", "1", "s", "a", "https://api-eu.cloudinary.com",
    "account://1:s@a?upload_prefix=https://api-eu.cloudinary.com" },
  { "account://1:s@a?upload_prefix=https://API.cloudinary.com/", "1", "s", "a", AC_DEFAULT_HOST, "account://1:s@a" },
  { "account://1:s@a?secure=true&upload_prefix=http://127.0.0.1:8080&nested[x]=1", "1", "s", "a", "http://127.0.0.1:8080",
    "account://1:s@a?upload_prefix=http://127.0.0.1:8080" },
  { "account://1:s@a?upload_prefix=http://[::1]:8080", "1", "s", "a", "http://[::1]:8080",
    "account://1:s@a?upload_prefix=http://%5B::1%5D:8080" },
  { "account://1:s@a?UPLOAD_PREFIX=http://example.com&x&=&&%zz=%", "1", "s", "a", AC_DEFAULT_HOST, "account://1:s@a" },
};

typedef struct
{
  const char        *text;
  AcAccountUrlError  code;
  guint              position;
} Bad;

static const Bad bad[] = {
  { "", AC_ACCOUNT_URL_ERROR_EMPTY, 1 },
  { "  \n", AC_ACCOUNT_URL_ERROR_EMPTY, 4 },
  { "CLOUDINARY_ACCOUNT_URL=", AC_ACCOUNT_URL_ERROR_EMPTY, 24 },
  { "''", AC_ACCOUNT_URL_ERROR_EMPTY, 2 },

  { SECRET, AC_ACCOUNT_URL_ERROR_SCHEME, 1 },
  { "account:/1:" SECRET "@a", AC_ACCOUNT_URL_ERROR_SCHEME, 1 },
  { "  https://1:" SECRET "@a", AC_ACCOUNT_URL_ERROR_SCHEME, 3 },
  { "\"account://1:" SECRET "@a", AC_ACCOUNT_URL_ERROR_SCHEME, 1 },
  { "CLOUDINARY_ACCOUNT_URLS=account://1:" SECRET "@a", AC_ACCOUNT_URL_ERROR_SCHEME, 1 },

  { "cloudinary://1:" SECRET "@demo", AC_ACCOUNT_URL_ERROR_ENVIRONMENT_URL, 1 },
  { "CLOUDINARY_URL=Cloudinary://1:" SECRET "@demo", AC_ACCOUNT_URL_ERROR_ENVIRONMENT_URL, 16 },

  { "account://", AC_ACCOUNT_URL_ERROR_KEY, 11 },
  { "account://a", AC_ACCOUNT_URL_ERROR_KEY, 11 },
  { "account://:" SECRET "@a", AC_ACCOUNT_URL_ERROR_KEY, 11 },
  { "account://@a", AC_ACCOUNT_URL_ERROR_KEY, 11 },
  { "account://1%:" SECRET "@a", AC_ACCOUNT_URL_ERROR_KEY, 12 },
  { "account://1%4:" SECRET "@a", AC_ACCOUNT_URL_ERROR_KEY, 12 },
  { "account://1%4g:" SECRET "@a", AC_ACCOUNT_URL_ERROR_KEY, 12 },
  { "account://12%00:" SECRET "@a", AC_ACCOUNT_URL_ERROR_KEY, 13 },
  { "account://12%C3:" SECRET "@a", AC_ACCOUNT_URL_ERROR_KEY, 13 },
  { "account://1%3A2:" SECRET "@a", AC_ACCOUNT_URL_ERROR_KEY, 12 },
  { "account://1 2:" SECRET "@a", AC_ACCOUNT_URL_ERROR_KEY, 12 },

  { "account://1@a", AC_ACCOUNT_URL_ERROR_SECRET, 12 },
  { "account://1:@a", AC_ACCOUNT_URL_ERROR_SECRET, 13 },
  { "account://1:" SECRET "/x@a", AC_ACCOUNT_URL_ERROR_SECRET, 22 },
  { "account://1:" SECRET "%@a", AC_ACCOUNT_URL_ERROR_SECRET, 22 },
  { "account://1:" SECRET "%0a@a", AC_ACCOUNT_URL_ERROR_SECRET, 22 },
  { "account://1:" SECRET "%c2%85@a", AC_ACCOUNT_URL_ERROR_SECRET, 22 },
  { "account://1:" SECRET "\177@a", AC_ACCOUNT_URL_ERROR_SECRET, 22 },
  { "account://1:" SECRET "%ff@a", AC_ACCOUNT_URL_ERROR_SECRET, 22 },
  { "account://1:" SECRET "%20%ed%a0%80@a", AC_ACCOUNT_URL_ERROR_SECRET, 25 },
  { "account://1:" SECRET "\377@a", AC_ACCOUNT_URL_ERROR_SECRET, 22 },
  { "account://1:" SECRET "\n@a", AC_ACCOUNT_URL_ERROR_SECRET, 22 },
  /* Characters are counted, not bytes. */
  { "account://1:\303\244\303\266" SECRET " @a", AC_ACCOUNT_URL_ERROR_SECRET, 24 },

  { "account://1:" SECRET, AC_ACCOUNT_URL_ERROR_ACCOUNT_ID, 22 },
  { "account://1:" SECRET "@", AC_ACCOUNT_URL_ERROR_ACCOUNT_ID, 23 },
  { "account://1:" SECRET "@/", AC_ACCOUNT_URL_ERROR_ACCOUNT_ID, 23 },
  { "account://1:" SECRET "@?x=1", AC_ACCOUNT_URL_ERROR_ACCOUNT_ID, 23 },
  { "account://1:" SECRET "@a:80", AC_ACCOUNT_URL_ERROR_ACCOUNT_ID, 24 },
  { "account://1:" SECRET "@a%62", AC_ACCOUNT_URL_ERROR_ACCOUNT_ID, 24 },
  { "account://1:" SECRET "@\303\244", AC_ACCOUNT_URL_ERROR_ACCOUNT_ID, 23 },
  { "account://1:" SECRET "@<ACCOUNT_ID>", AC_ACCOUNT_URL_ERROR_ACCOUNT_ID, 23 },
  { "account://1:" SECRET "@.", AC_ACCOUNT_URL_ERROR_ACCOUNT_ID, 23 },
  { "account://1:" SECRET "@..", AC_ACCOUNT_URL_ERROR_ACCOUNT_ID, 23 },
  { "account://1:" SECRET "@a/b", AC_ACCOUNT_URL_ERROR_ACCOUNT_ID, 25 },
  { "account://1:" SECRET "@a#b", AC_ACCOUNT_URL_ERROR_ACCOUNT_ID, 24 },

#define WITH_PREFIX(prefix) "account://1:" SECRET "@a?upload_prefix=" prefix
  { WITH_PREFIX (""), AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX, 39 },
  { "account://1:" SECRET "@a?upload_prefix", AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX, 38 },
  { WITH_PREFIX ("ftp://example.com"), AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX, 39 },
  { WITH_PREFIX ("https://"), AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX, 39 },
  { WITH_PREFIX ("https://u@example.com"), AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX, 39 },
  { WITH_PREFIX ("https://example.com/path"), AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX, 39 },
  { WITH_PREFIX ("https://example.com?q"), AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX, 39 },
  { WITH_PREFIX ("https://example.com%23f"), AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX, 39 },
  { WITH_PREFIX ("https%zz://example.com"), AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX, 44 },
  { WITH_PREFIX ("https://a.com&upload_prefix=https://b.com"), AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX, 53 },
  { WITH_PREFIX ("http://api.cloudinary.com"), AC_ACCOUNT_URL_ERROR_INSECURE, 39 },
  { WITH_PREFIX ("http://127.0.0.1.example.com"), AC_ACCOUNT_URL_ERROR_INSECURE, 39 },
};

typedef struct
{
  const char *host;
  const char *normal;
} Host;

static const Host good_hosts[] = {
  { "api-eu.cloudinary.com", "https://api-eu.cloudinary.com" },
  { " API-eu.cloudinary.com/ ", "https://api-eu.cloudinary.com" },
  { "https://example.com:443", "https://example.com" },
  { "https://example.com:", "https://example.com" },
  { "https://example.com:80", "https://example.com:80" },
  { "example.com:8443", "https://example.com:8443" },
  { "https://under_score.example.com", "https://under_score.example.com" },
  { "https://b\303\274cher.example", "https://xn--bcher-kva.example" },
  { "https://192.168.0.1", "https://192.168.0.1" },
  { "https://[2001:DB8:0:0::1]", "https://[2001:db8::1]" },
  { "https://[2001:db8::1]:443/", "https://[2001:db8::1]" },
  { "localhost", "https://localhost" },
  { "http://localhost", "http://localhost" },
  { "HTTP://LocalHost:80", "http://localhost" },
  { "http://localhost:443", "http://localhost:443" },
  { "http://127.0.0.1", "http://127.0.0.1" },
  { "http://127.255.0.3:1", "http://127.255.0.3:1" },
  { "http://[::1]", "http://[::1]" },
  { "http://[0:0:0:0:0:0:0:1]:80", "http://[::1]" },
};

typedef struct
{
  const char        *host;
  AcAccountUrlError  code;
} BadHost;

static const BadHost bad_hosts[] = {
  { "", AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX },
  { " ", AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX },
  { "://", AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX },
  { "https://", AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX },
  { "https:///", AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX },
  { "https://:443", AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX },
  { "https://example.com:0", AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX },
  { "https://example.com:65536", AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX },
  { "https://example.com:-1", AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX },
  { "https://example.com:http", AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX },
  { "https://example..com", AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX },
  { "https://.example.com", AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX },
  { "https://exa mple.com", AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX },
  { "https://exa\nmple.com", AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX },
  { "https://example.com\\@evil.example", AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX },
  { "https://example.com%2f.evil.example", AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX },
  { "https://user:" SECRET "@example.com", AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX },
  { "https://example.com/v1_1", AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX },
  { "https://example.com/?", AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX },
  { "https://example.com#", AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX },
  { "https://127.1", AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX },
  { "https://2130706433", AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX },
  { "https://0x7f.0.0.1", AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX },
  { "https://::1", AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX },
  { "https://[::1", AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX },
  { "https://[fe80::1%25eth0]", AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX },
  { "https://\377.example", AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX },
  { "https://0123456789012345678901234567890123456789012345678901234567890123.example", AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX },
  { "file:///etc/passwd", AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX },
  { "javascript://example.com", AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX },
  { "http://example.com", AC_ACCOUNT_URL_ERROR_INSECURE },
  { "http://localhost.example.com", AC_ACCOUNT_URL_ERROR_INSECURE },
  { "http://128.0.0.1", AC_ACCOUNT_URL_ERROR_INSECURE },
  { "http://0.0.0.0", AC_ACCOUNT_URL_ERROR_INSECURE },
  { "http://192.168.0.1:8080", AC_ACCOUNT_URL_ERROR_INSECURE },
  { "http://[::]", AC_ACCOUNT_URL_ERROR_INSECURE },
  { "http://[::ffff:127.0.0.1]", AC_ACCOUNT_URL_ERROR_INSECURE },
};

static void
assert_parts (AcAccountUrl *url,
              const Good   *expected)
{
  g_assert_cmpstr (ac_account_url_get_key (url), ==, expected->key);
  g_assert_cmpstr (ac_account_url_peek_secret (url), ==, expected->secret);
  g_assert_cmpstr (ac_account_url_get_account_id (url), ==, expected->account_id);
  g_assert_cmpstr (ac_account_url_get_host (url), ==, expected->host);
}

static void
test_good (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AcAccountUrl) url = ac_account_url_parse (good[i].text, &error);
      g_autoptr (AcAccountUrl) again = NULL;
      g_autofree char *escaped = g_strescape (good[i].text, NULL);
      char *normal;

      g_test_message ("%s", escaped);
      g_assert_no_error (error);
      assert_parts (url, &good[i]);

      normal = ac_account_url_format (url);
      g_assert_cmpstr (normal, ==, good[i].normal != NULL ? good[i].normal : good[i].text);

      again = ac_account_url_parse (normal, &error);
      g_assert_no_error (error);
      assert_parts (again, &good[i]);
      secret_password_free (normal);
    }
}

static void
test_bad (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *prefix = g_strdup_printf ("character %u: ", bad[i].position);
      g_autofree char *escaped = g_strescape (bad[i].text, NULL);

      g_test_message ("%" G_GSIZE_FORMAT ": %s", i, escaped);
      g_assert_null (ac_account_url_parse (bad[i].text, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, AC_ACCOUNT_URL_ERROR, (int) bad[i].code);
      g_assert_cmpuint (ac_account_url_error_get_position (error), ==, bad[i].position);
      g_assert_true (g_str_has_prefix (error->message, prefix));
      g_assert_null (strstr (error->message, SECRET));
      g_assert_null (ac_account_url_parse (bad[i].text, NULL));
    }
}

/* Whatever is cut off or put in, a message has only words of ours. */
static void
test_never_quoted (void)
{
  static const char whole[] = "account://" SECRET ":" SECRET "@" SECRET "?upload_prefix=https://" SECRET ".example/" SECRET;

  for (gsize length = 0; length < sizeof whole; length++)
    {
      for (const char *c = " %\001@:/?\377"; *c != '\0'; c++)
        {
          g_autofree char *text = g_strdup_printf ("%.*s%c%s", (int) length, whole, *c, whole + length);
          g_autoptr (GError) error = NULL;
          g_autoptr (AcAccountUrl) url = ac_account_url_parse (text, &error);

          if (url == NULL)
            {
              g_assert_true (g_utf8_validate (error->message, -1, NULL));
              g_assert_null (strstr (error->message, "Hush"));
              g_assert_null (strstr (error->message, "4711"));
            }
        }
    }
}

static void
test_long (void)
{
  g_autofree char *long_part = g_strnfill (1024, 'x');
  g_autofree char *text = g_strdup_printf ("account://%s:%s@%s", long_part, long_part, long_part);
  g_autofree char *longer_text = g_strdup_printf ("account://1:%sx@a", long_part);
  g_autoptr (GError) error = NULL;
  g_autoptr (AcAccountUrl) url = ac_account_url_parse (text, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (ac_account_url_peek_secret (url), ==, long_part);

  g_assert_null (ac_account_url_parse (longer_text, &error));
  g_assert_error (error, AC_ACCOUNT_URL_ERROR, AC_ACCOUNT_URL_ERROR_SECRET);
  g_assert_cmpuint (ac_account_url_error_get_position (error), ==, 13);
}

static void
test_new (void)
{
  static const Good expected = { NULL, "1", "s%41 @:/?", "a", "https://api-ap.cloudinary.com", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (AcAccountUrl) url = ac_account_url_new (" 1 ", "\ts%41 @:/?\n", " a ", "api-ap.cloudinary.com", &error);
  g_autoptr (AcAccountUrl) usual = NULL;
  g_autoptr (AcAccountUrl) again = NULL;
  char *text;

  g_assert_no_error (error);
  assert_parts (url, &expected);

  text = ac_account_url_format (url);
  g_assert_cmpstr (text, ==, "account://1:s%2541%20%40%3A%2F%3F@a?upload_prefix=https://api-ap.cloudinary.com");
  again = ac_account_url_parse (text, &error);
  g_assert_no_error (error);
  assert_parts (again, &expected);
  secret_password_free (text);

  usual = ac_account_url_new ("1", "s", "a", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ac_account_url_get_host (usual), ==, AC_DEFAULT_HOST);
}

static void
test_new_bad (void)
{
  static const struct
  {
    const char *key, *secret, *account_id, *host;
    AcAccountUrlError code;
  } cases[] = {
    { "", SECRET, "a", NULL, AC_ACCOUNT_URL_ERROR_KEY },
    { "1:2", SECRET, "a", NULL, AC_ACCOUNT_URL_ERROR_KEY },
    { "1\0012", SECRET, "a", NULL, AC_ACCOUNT_URL_ERROR_KEY },
    { "1", " ", "a", NULL, AC_ACCOUNT_URL_ERROR_SECRET },
    { "1", SECRET "\n" SECRET, "a", NULL, AC_ACCOUNT_URL_ERROR_SECRET },
    { "1", SECRET "\377", "a", NULL, AC_ACCOUNT_URL_ERROR_SECRET },
    { "1", SECRET, "", NULL, AC_ACCOUNT_URL_ERROR_ACCOUNT_ID },
    { "1", SECRET, "x@a?upload_prefix=https://evil.example", NULL, AC_ACCOUNT_URL_ERROR_ACCOUNT_ID },
    { "1", SECRET, "..", NULL, AC_ACCOUNT_URL_ERROR_ACCOUNT_ID },
    { "1", SECRET, "a", "", AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX },
    { "1", SECRET, "a", "https://example.com/path", AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX },
    { "1", SECRET, "a", "http://example.com", AC_ACCOUNT_URL_ERROR_INSECURE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (ac_account_url_new (cases[i].key, cases[i].secret, cases[i].account_id, cases[i].host, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, AC_ACCOUNT_URL_ERROR, (int) cases[i].code);
      g_assert_cmpuint (ac_account_url_error_get_position (error), ==, 0);
      g_assert_null (strstr (error->message, SECRET));
    }
}

static void
test_masked (void)
{
  g_autoptr (AcAccountUrl) url = ac_account_url_new ("1", SECRET, "a", "api-eu.cloudinary.com", NULL);
  g_autoptr (AcAccountUrl) other = ac_account_url_new ("1", "x", "a", NULL, NULL);
  g_autofree char *masked = ac_account_url_format_masked (url);
  g_autofree char *other_masked = ac_account_url_format_masked (other);

  g_assert_cmpstr (masked, ==, "account://1:••••••••@a?upload_prefix=https://api-eu.cloudinary.com");
  g_assert_cmpstr (other_masked, ==, "account://1:••••••••@a");
}

static void
test_hosts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good_hosts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *normal = ac_account_url_check_host (good_hosts[i].host, &error);
      g_autofree char *again = NULL;

      g_test_message ("%s", good_hosts[i].host);
      g_assert_no_error (error);
      g_assert_cmpstr (normal, ==, good_hosts[i].normal);

      again = ac_account_url_check_host (normal, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (again, ==, normal);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (bad_hosts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *escaped = g_strescape (bad_hosts[i].host, NULL);

      g_test_message ("%s", escaped);
      g_assert_null (ac_account_url_check_host (bad_hosts[i].host, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, AC_ACCOUNT_URL_ERROR, (int) bad_hosts[i].code);
      g_assert_null (strstr (error->message, SECRET));
      g_assert_null (strstr (error->message, "example"));
      g_assert_null (ac_account_url_check_host (bad_hosts[i].host, NULL));
    }
}

static void
test_ref (void)
{
  AcAccountUrl *url = ac_account_url_parse ("account://1:s@a", NULL);

  g_assert_true (ac_account_url_ref (url) == url);
  ac_account_url_unref (url);
  g_assert_cmpstr (ac_account_url_get_key (url), ==, "1");
  ac_account_url_unref (url);
}

static void
test_foreign_error (void)
{
  g_autoptr (GError) error = g_error_new_literal (G_CONVERT_ERROR, 0, "");

  g_assert_cmpuint (ac_account_url_error_get_position (error), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/account-url/good", test_good);
  g_test_add_func ("/account-url/bad", test_bad);
  g_test_add_func ("/account-url/never-quoted", test_never_quoted);
  g_test_add_func ("/account-url/long", test_long);
  g_test_add_func ("/account-url/new", test_new);
  g_test_add_func ("/account-url/new-bad", test_new_bad);
  g_test_add_func ("/account-url/masked", test_masked);
  g_test_add_func ("/account-url/hosts", test_hosts);
  g_test_add_func ("/account-url/ref", test_ref);
  g_test_add_func ("/account-url/foreign-error", test_foreign_error);

  return g_test_run ();
}
