/* ac-sandbox-random.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <sys/random.h>

#include "ac-sandbox-random.h"

/* SplitMix64 (Steele, Lea, Flood 2014): the step of the state and the two multipliers of the output. */
#define STEP G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)
#define MIX_1 G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9)
#define MIX_2 G_GUINT64_CONSTANT (0x94d049bb133111eb)

#define POOL_WORDS 64

struct _AcSandboxRandom
{
  gboolean seeded;
  guint64 state;            /* seeded */
  guint64 pool[POOL_WORDS]; /* not seeded: words of the kernel's, not yet used */
  guint left;
};

/* The kernel's words are fetched in batches: one system call serves many requests. */
static void
fill_pool (AcSandboxRandom *self)
{
  guchar *bytes = (guchar *) self->pool;
  gsize got = 0;

  while (got < sizeof self->pool)
    {
      gssize n = getrandom (bytes + got, sizeof self->pool - got, 0);

      if (n > 0)
        got += n;
    }
  self->left = POOL_WORDS;
}

/**
 * ac_sandbox_random_new:
 *
 * Returns: (transfer full): a generator of the kernel's randomness
 */
AcSandboxRandom *
ac_sandbox_random_new (void)
{
  return g_new0 (AcSandboxRandom, 1);
}

/**
 * ac_sandbox_random_new_seeded:
 * @seed: any number
 *
 * Returns: (transfer full): a generator that gives the same sequence for the same @seed, on any machine
 */
AcSandboxRandom *
ac_sandbox_random_new_seeded (guint64 seed)
{
  AcSandboxRandom *self = ac_sandbox_random_new ();

  self->seeded = TRUE;
  self->state = seed;

  return self;
}

/**
 * ac_sandbox_random_free:
 * @self: (transfer full): a generator
 */
void
ac_sandbox_random_free (AcSandboxRandom *self)
{
  g_free (self);
}

/**
 * ac_sandbox_random_mix:
 * @seed: which sequence
 * @number: which draw of it
 *
 * Returns: the draw, which depends on nothing else
 */
guint64
ac_sandbox_random_mix (guint64 seed,
                       guint64 number)
{
  guint64 z = seed + STEP * (number + 1);

  z = (z ^ (z >> 30)) * MIX_1;
  z = (z ^ (z >> 27)) * MIX_2;

  return z ^ (z >> 31);
}

/**
 * ac_sandbox_random_next:
 * @self: a generator
 *
 * Returns: 64 random bits
 */
guint64
ac_sandbox_random_next (AcSandboxRandom *self)
{
  if (self->seeded)
    {
      guint64 word = ac_sandbox_random_mix (self->state, 0);

      self->state += STEP;
      return word;
    }

  if (self->left == 0)
    fill_pool (self);

  return self->pool[--self->left];
}

/**
 * ac_sandbox_random_below:
 * @self: a generator
 * @limit: at least 1
 *
 * Returns: a number from 0 to @limit - 1
 */
guint
ac_sandbox_random_below (AcSandboxRandom *self,
                         guint            limit)
{
  return (guint) (((ac_sandbox_random_next (self) >> 32) * limit) >> 32);
}

static char *
from_alphabet (AcSandboxRandom *self,
               const char      *alphabet,
               guint            size,
               guint            length)
{
  char *text = g_malloc (length + 1);

  for (guint i = 0; i < length; i++)
    text[i] = alphabet[ac_sandbox_random_below (self, size)];
  text[length] = '\0';

  return text;
}

/**
 * ac_sandbox_random_hex:
 * @self: a generator
 * @digits: how many hexadecimal digits
 *
 * Returns: (transfer full): lower-case digits
 */
char *
ac_sandbox_random_hex (AcSandboxRandom *self,
                       guint            digits)
{
  static const char alphabet[] = "0123456789abcdef";
  char *text = g_malloc (digits + 1);
  guint64 word = 0;

  for (guint i = 0; i < digits; i++)
    {
      if (i % 16 == 0)
        word = ac_sandbox_random_next (self);
      text[i] = alphabet[word & 15];
      word >>= 4;
    }
  text[digits] = '\0';

  return text;
}

/**
 * ac_sandbox_random_uuid:
 * @self: a generator
 *
 * Returns: (transfer full): a version 4 UUID, which is what an account's id is (wire reference 1)
 */
char *
ac_sandbox_random_uuid (AcSandboxRandom *self)
{
  g_autofree char *hex = ac_sandbox_random_hex (self, 32);

  return g_strdup_printf ("%.8s-%.4s-4%.3s-%c%.3s-%.12s",
                          hex,
                          hex + 8,
                          hex + 13,
                          "89ab"[ac_sandbox_random_below (self, 4)],
                          hex + 17,
                          hex + 20);
}

/**
 * ac_sandbox_random_api_key:
 * @self: a generator
 *
 * Returns: (transfer full): 15 digits, the first one not 0 (wire reference 2.1)
 */
char *
ac_sandbox_random_api_key (AcSandboxRandom *self)
{
  char *key = from_alphabet (self, "0123456789", 10, 15);

  key[0] = "123456789"[ac_sandbox_random_below (self, 9)];

  return key;
}

/**
 * ac_sandbox_random_api_secret:
 * @self: a generator
 *
 * Returns: (transfer full): 27 characters of `[A-Za-z0-9_-]` (wire reference 2.1)
 */
char *
ac_sandbox_random_api_secret (AcSandboxRandom *self)
{
  return from_alphabet (self,
                        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-",
                        64,
                        27);
}
