/* ac-account-url-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-account-url"

#include "config.h"

#include "ac-account-url-private.h"

typedef struct
{
  guint position;
} AcAccountUrlErrorPrivate;

static void
ac_account_url_error_private_init (AcAccountUrlErrorPrivate *priv)
{
  priv->position = 0;
}

static void
ac_account_url_error_private_copy (const AcAccountUrlErrorPrivate *source,
                                   AcAccountUrlErrorPrivate       *copy)
{
  *copy = *source;
}

static void
ac_account_url_error_private_clear (AcAccountUrlErrorPrivate *priv)
{
}

G_DEFINE_EXTENDED_ERROR (AcAccountUrlError, ac_account_url_error)

/*< private >
 * ac_account_url_problem_set:
 * @self: (out): the problem
 * @part: the part that is wrong
 * @at: the place in the text where it is
 * @reason: (transfer none): why, in constant words that go after the part's name
 *
 * Notes what is wrong with an account URL.
 *
 * Returns: %FALSE, for the caller to return
 */
gboolean
ac_account_url_problem_set (AcAccountUrlProblem    *self,
                            const AcAccountUrlPart *part,
                            const char             *at,
                            const char             *reason)
{
  self->code = part->code;
  self->subject = part->name;
  self->reason = reason;
  self->at = at;

  return FALSE;
}

/* Counts characters, also when the text is not UTF-8 all through. */
static guint
count_characters (const char *start,
                  const char *end)
{
  guint n = 0;

  for (const char *c = start; c < end; c++)
    n += ((guchar) *c & 0xc0) != 0x80;

  return n;
}

/*< private >
 * ac_account_url_problem_propagate:
 * @self: the problem
 * @text: (nullable): what its place is counted from; %NULL when the place says nothing
 * @error: where to put the error
 *
 * Makes an error of what is wrong.
 */
void
ac_account_url_problem_propagate (const AcAccountUrlProblem  *self,
                                  const char                 *text,
                                  GError                    **error)
{
  guint position;

  if (error == NULL)
    return;

  if (text == NULL)
    {
      *error = g_error_new (AC_ACCOUNT_URL_ERROR, (int) self->code, "%s %s", self->subject, self->reason);
      return;
    }

  position = count_characters (text, self->at) + 1;
  *error = g_error_new (AC_ACCOUNT_URL_ERROR, (int) self->code,
                        "character %u: %s %s", position, self->subject, self->reason);
  ac_account_url_error_get_private (*error)->position = position;
}

/**
 * ac_account_url_error_get_position:
 * @error: an error of %AC_ACCOUNT_URL_ERROR
 *
 * Tells where the text that was parsed is wrong.
 *
 * Returns: the place in characters, the first one being 1; 0 when the error is not of
 *   %AC_ACCOUNT_URL_ERROR, or not about a text that was parsed
 */
guint
ac_account_url_error_get_position (const GError *error)
{
  g_return_val_if_fail (error != NULL, 0);

  if (error->domain != AC_ACCOUNT_URL_ERROR)
    return 0;

  return ac_account_url_error_get_private (error)->position;
}
