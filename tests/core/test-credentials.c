/* test-credentials.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ac-credentials-private.h"

static SoupMessage *
new_message (void)
{
  return soup_message_new ("GET", "https://api.cloudinary.com/v1_1/provisioning/accounts/a/sub_accounts");
}

static const char *
get_authorization (SoupMessage *message)
{
  return soup_message_headers_get_one (soup_message_get_request_headers (message), "Authorization");
}

static void
test_apply (void)
{
  static const struct
  {
    const char *key, *secret, *header;
  } cases[] = {
    /* RFC 7617, 2 and 2.1 */
    { "Aladdin", "open sesame", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==" },
    { "test", "123\302\243", "Basic dGVzdDoxMjPCow==" },
    { "1", "s", "Basic MTpz" },
    { "12", "s", "Basic MTI6cw==" },
    { "12", "st", "Basic MTI6c3Q=" },
    { "1", "a:b", "Basic MTphOmI=" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AcCredentials) credentials = ac_credentials_new (cases[i].key, cases[i].secret);
      g_autoptr (SoupMessage) message = new_message ();

      ac_credentials_apply (credentials, message);
      g_assert_cmpstr (get_authorization (message), ==, cases[i].header);
    }
}

/* Lengths around every border of base64's groups, without a line break however long it gets. */
static void
test_apply_lengths (void)
{
  for (gsize length = 1; length <= 200; length++)
    {
      g_autofree char *secret = g_strnfill (length, 'x');
      g_autofree char *plain = g_strconcat ("key:", secret, NULL);
      g_autofree char *base64 = g_base64_encode ((const guchar *) plain, strlen (plain));
      g_autofree char *expected = g_strconcat ("Basic ", base64, NULL);
      g_autoptr (AcCredentials) credentials = ac_credentials_new ("key", secret);
      g_autoptr (SoupMessage) message = new_message ();

      ac_credentials_apply (credentials, message);
      g_assert_cmpstr (get_authorization (message), ==, expected);
    }
}

static void
test_replace (void)
{
  g_autoptr (AcCredentials) first = ac_credentials_new ("1", "s");
  g_autoptr (AcCredentials) second = ac_credentials_new ("12", "st");
  g_autoptr (SoupMessage) message = new_message ();

  ac_credentials_apply (first, message);
  ac_credentials_apply (second, message);
  g_assert_cmpstr (get_authorization (message), ==, "Basic MTI6c3Q=");
}

static void
test_own_copy (void)
{
  char key[] = "key";
  char secret[] = "secret";
  g_autoptr (AcCredentials) credentials = ac_credentials_new (key, secret);
  SecretValue *value = ac_credentials_peek_value (credentials);

  memset (key, 'x', strlen (key));
  memset (secret, 'x', strlen (secret));

  g_assert_cmpstr (ac_credentials_get_key (credentials), ==, "key");
  g_assert_cmpstr (secret_value_get_text (value), ==, "secret");
}

static void
test_value (void)
{
  g_autoptr (SecretValue) value = secret_value_new ("s", -1, "text/plain");
  g_autoptr (AcCredentials) credentials = ac_credentials_new_for_value ("1", value);
  g_autoptr (SoupMessage) message = new_message ();

  g_assert_true (ac_credentials_peek_value (credentials) == value);
  ac_credentials_apply (credentials, message);
  g_assert_cmpstr (get_authorization (message), ==, "Basic MTpz");
}

static void
test_boxed (void)
{
  AcCredentials *credentials = ac_credentials_new ("key", "secret");
  AcCredentials *copy = g_boxed_copy (AC_TYPE_CREDENTIALS, credentials);

  g_assert_true (copy == credentials);
  ac_credentials_unref (credentials);
  g_assert_cmpstr (ac_credentials_get_key (copy), ==, "key");
  g_boxed_free (AC_TYPE_CREDENTIALS, copy);
}

#define N_THREADS 4
#define N_REFS 20000

static gpointer
ref_and_unref (gpointer data)
{
  for (guint i = 0; i < N_REFS; i++)
    ac_credentials_unref (ac_credentials_ref (data));

  return NULL;
}

static void
test_threads (void)
{
  AcCredentials *credentials = ac_credentials_new ("key", "secret");
  GThread *threads[N_THREADS];

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("refs", ref_and_unref, credentials);
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);

  g_assert_cmpstr (ac_credentials_get_key (credentials), ==, "key");
  ac_credentials_unref (credentials);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/credentials/apply", test_apply);
  g_test_add_func ("/credentials/apply-lengths", test_apply_lengths);
  g_test_add_func ("/credentials/replace", test_replace);
  g_test_add_func ("/credentials/own-copy", test_own_copy);
  g_test_add_func ("/credentials/value", test_value);
  g_test_add_func ("/credentials/boxed", test_boxed);
  g_test_add_func ("/credentials/threads", test_threads);

  return g_test_run ();
}
