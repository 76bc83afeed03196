/* random-snippet.c: feeds the fuzzer's checks without libFuzzer
 *
 * Repeat a failure with --seed, as printed at the top.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fuzz.h"

/* About one second on a small machine. */
#define N_ROUNDS 5000
#define MAX_PIECES 12

static const char * const pieces[] = {
  "'", "\"", "`", "\\", "$", "$(id)", "%", "%20", "%00", "#", " #", " ", "  ", "=", ":", "@", "/", "?", "&", "!", "~", "*", "-", "\\n", "\\'",
  "\n", "\r", "\t", "\x7f", "\xc2\x85", "\xe2\x80\xa8", "\303\244", "\327\241", "\360\237\224\221", "\377", "\xc3", "a", "Z9", "_", "{", "}", ";", "|",
};

static void
test_random (void)
{
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      int n_pieces = g_test_rand_int_range (0, MAX_PIECES + 1);

      for (int i = 0; i < n_pieces; i++)
        g_string_append (text, pieces[g_test_rand_int_range (0, (gint32) G_N_ELEMENTS (pieces))]);

      g_assert_cmpint (LLVMFuzzerTestOneInput ((const guint8 *) text->str, text->len), ==, 0);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/snippet/random", test_random);

  return g_test_run ();
}
