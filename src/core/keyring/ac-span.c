/* ac-span.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-account-url"

#include "config.h"

#include <string.h>

#include "ac-span-private.h"

/*< private >
 * ac_span_length:
 * @span: a span
 *
 * Returns: how many bytes it has
 */
gsize
ac_span_length (AcSpan span)
{
  return (gsize) (span.end - span.start);
}

/*< private >
 * ac_span_find:
 * @span: a span
 * @characters: ASCII characters
 *
 * Returns: (transfer none) (nullable): the first place of one of @characters
 */
const char *
ac_span_find (AcSpan      span,
              const char *characters)
{
  for (const char *c = span.start; c < span.end; c++)
    {
      if (*c != '\0' && strchr (characters, *c) != NULL)
        return c;
    }

  return NULL;
}

/*< private >
 * ac_span_find_last:
 * @span: a span
 * @character: an ASCII character
 *
 * Returns: (transfer none) (nullable): its last place
 */
const char *
ac_span_find_last (AcSpan span,
                   char   character)
{
  for (const char *c = span.end; c > span.start; c--)
    {
      if (c[-1] == character)
        return c - 1;
    }

  return NULL;
}

/*< private >
 * ac_span_has_prefix:
 * @span: a span
 * @prefix: ASCII text
 *
 * Returns: whether it begins with @prefix, in any case
 */
gboolean
ac_span_has_prefix (AcSpan      span,
                    const char *prefix)
{
  gsize length = strlen (prefix);

  return ac_span_length (span) >= length && g_ascii_strncasecmp (span.start, prefix, length) == 0;
}

/*< private >
 * ac_span_equal:
 * @span: a span
 * @text: a text
 *
 * Returns: whether it is the same as @text
 */
gboolean
ac_span_equal (AcSpan      span,
               const char *text)
{
  return ac_span_length (span) == strlen (text) && memcmp (span.start, text, strlen (text)) == 0;
}

/*< private >
 * ac_span_trim:
 * @span: a span
 *
 * Returns: it without the ASCII white space around it
 */
AcSpan
ac_span_trim (AcSpan span)
{
  while (span.start < span.end && g_ascii_isspace (*span.start))
    span.start++;
  while (span.start < span.end && g_ascii_isspace (span.end[-1]))
    span.end--;

  return span;
}

/*< private >
 * ac_span_of:
 * @text: a text
 *
 * Returns: the span of all of it
 */
AcSpan
ac_span_of (const char *text)
{
  return (AcSpan) { text, text + strlen (text) };
}
