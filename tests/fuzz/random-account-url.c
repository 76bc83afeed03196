/* random-account-url.c: feeds the fuzzer's checks without libFuzzer
 *
 * Repeat a failure with --seed, as printed at the top.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fuzz.h"

/* About one second on a small machine. */
#define N_ROUNDS 10000
#define MAX_MUTATIONS 4

static const char * const seeds[] = {
  "account://123456789012345:s3cret-S3cret_@6f9619ff8b86d011b42d00cf4fc964ff",
  "export CLOUDINARY_ACCOUNT_URL=\"account://1:a%40b@A?upload_prefix=https%3A%2F%2Fapi-eu.cloudinary.com\"",
  "account://1:s@a/?x=1&upload_prefix=http://127.0.0.1:8080&y[z]=2",
  "account://k:p\303\244ss@a?upload_prefix=http://[::1]:80/",
  "cloudinary://1:s@demo",
};

static const char * const pieces[] = {
  "account://", "CLOUDINARY_ACCOUNT_URL=", "export ", "\"", "'", ":", "@", "/", "?", "#", "&", "=", "%", "%00", "%3a",
  "%c3", "%C3%A4", "\303\244", "\377", " ", "\n", "upload_prefix=", "http://", "https://", "[::1]", "127.0.0.1",
  "localhost", "example.com", ":443", ":0", "..", "x",
};

static gsize
random_index (gsize n)
{
  return (gsize) g_test_rand_int_range (0, (gint32) n);
}

static void
mutate (GByteArray *text)
{
  gsize position = random_index (text->len + 1);
  const char *piece;

  switch (g_test_rand_int_range (0, 4))
    {
    case 0:
      if (position < text->len)
        text->data[position] = (guint8) g_test_rand_int_range (0, 256);
      break;
    case 1:
      g_byte_array_remove_range (text, position, random_index (text->len - position + 1));
      break;
    case 2:
      g_byte_array_set_size (text, position);
      break;
    default:
      piece = pieces[random_index (G_N_ELEMENTS (pieces))];
      g_byte_array_set_size (text, text->len + strlen (piece));
      memmove (text->data + position + strlen (piece), text->data + position,
               text->len - strlen (piece) - position);
      memcpy (text->data + position, piece, strlen (piece));
      break;
    }
}

static void
test_random (void)
{
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      const char *seed = seeds[random_index (G_N_ELEMENTS (seeds))];
      g_autoptr (GByteArray) text = g_byte_array_new ();
      guint n_mutations = (guint) g_test_rand_int_range (0, MAX_MUTATIONS + 1);

      g_byte_array_append (text, (const guint8 *) seed, strlen (seed));
      for (guint i = 0; i < n_mutations; i++)
        mutate (text);

      g_assert_cmpint (LLVMFuzzerTestOneInput (text->data, text->len), ==, 0);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/account-url/random", test_random);

  return g_test_run ();
}
