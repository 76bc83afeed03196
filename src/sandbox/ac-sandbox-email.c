/* ac-sandbox-email.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ac-sandbox-email.h"

/* RFC 5321, 4.5.3.1, and RFC 1035, 2.3.4. */
#define MAX_LOCAL 64
#define MAX_ADDRESS 254
#define MAX_LABEL 63

/* Words of RFC 5322's atext with single dots between them. */
static gboolean
is_local_part (const char *text,
               gsize       length)
{
  gboolean after_dot = TRUE;

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '.' && after_dot)
        return FALSE;
      if (text[i] != '.' && !g_ascii_isalnum (text[i]) && strchr ("!#$%&'*+-/=?^_`{|}~", text[i]) == NULL)
        return FALSE;
      after_dot = text[i] == '.';
    }

  return length > 0 && length <= MAX_LOCAL && !after_dot;
}

static gboolean
is_label (const char *text)
{
  gsize length = strlen (text);

  if (length == 0 || length > MAX_LABEL || text[0] == '-' || text[length - 1] == '-')
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && text[i] != '-')
      return FALSE;

  return TRUE;
}

/* At least two labels: an address on a bare host can't be mailed to from outside. */
static gboolean
is_domain (const char *text)
{
  g_auto(GStrv) labels = g_strsplit (text, ".", -1);
  guint n_labels = g_strv_length (labels);

  for (guint i = 0; i < n_labels; i++)
    if (!is_label (labels[i]))
      return FALSE;

  return n_labels >= 2;
}

/**
 * ac_sandbox_email_is_valid:
 * @text: a text in UTF-8
 *
 * Returns: whether @text is an e-mail address: the unquoted ASCII form of RFC 5321, which is what people have
 */
gboolean
ac_sandbox_email_is_valid (const char *text)
{
  const char *at = strchr (text, '@');

  return at != NULL && strlen (text) <= MAX_ADDRESS && is_local_part (text, at - text) && is_domain (at + 1);
}
