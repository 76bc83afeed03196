/* ac-json-scan.c: a look over a document before json-glib gets it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-json"

#include "config.h"

#include <string.h>

#include "ac-error.h"
#include "ac-json-scan-private.h"

typedef struct
{
  char *text;
  gsize length;
  gsize at;
} Scan;

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/*< private >
 * ac_json_skip_space:
 * @at: a place in a document
 * @end: its end
 *
 * Returns: the first place from @at on that is no white space, or @end
 */
char *
ac_json_skip_space (char       *at,
                    const char *end)
{
  while (at < end && is_space (*at))
    at++;

  return at;
}

/*< private >
 * ac_json_skip:
 * @at: a place in a document that ac_json_scan() let through, outside of a string
 * @depth: (inout): how many brackets are open there
 *
 * Passes a string, a bracket or another character.
 *
 * Returns: the place behind it
 */
char *
ac_json_skip (char  *at,
              guint *depth)
{
  char c = *at++;

  if (c == '{' || c == '[')
    ++*depth;
  else if (c == '}' || c == ']')
    --*depth;
  else if (c == '"')
    {
      while (*at != '"')
        at += *at == '\\' ? 2 : 1;
      at++;
    }

  return at;
}

/*< private >
 * ac_json_is_secret_name:
 * @name: the name of a member, not necessarily terminated
 * @length: its bytes
 *
 * Tells the members whose values are secrets (wire reference 2.1 and 3.1).
 *
 * Returns: whether @name is one of them
 */
gboolean
ac_json_is_secret_name (const char *name,
                        gsize       length)
{
  return (length == strlen ("secret") && memcmp (name, "secret", length) == 0) ||
         (length == strlen ("api_secret") && memcmp (name, "api_secret", length) == 0);
}

/* What may stand outside of strings, brackets aside. json-glib also takes comments and single quotes, which JSON has
 * not, and which would hide brackets from the count below. */
static gboolean
is_plain (char c)
{
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
         c == ',' || c == ':' || is_space (c) || c == '+' || c == '-' || c == '.' || c == 'E';
}

/* From the opening quote to behind the closing one; FALSE when there is none. */
static gboolean
skip_string (Scan *scan)
{
  for (scan->at++; scan->at < scan->length; scan->at++)
    {
      if (scan->text[scan->at] == '\\')
        {
          scan->at++;
        }
      else if (scan->text[scan->at] == '"')
        {
          scan->at++;
          return TRUE;
        }
    }

  return FALSE;
}

static void
skip_space (Scan *scan)
{
  scan->at = (gsize) (ac_json_skip_space (scan->text + scan->at, scan->text + scan->length) - scan->text);
}

/* Behind the name of a secret: overwrites the string that is its value. */
static gboolean
drop_value (Scan *scan)
{
  gsize start;

  skip_space (scan);
  if (scan->at == scan->length || scan->text[scan->at] != ':')
    return TRUE;

  scan->at++;
  skip_space (scan);
  if (scan->at == scan->length || scan->text[scan->at] != '"')
    return TRUE;

  start = scan->at + 1;
  if (!skip_string (scan))
    return FALSE;
  memset (scan->text + start, '*', scan->at - 1 - start);

  return TRUE;
}

static gboolean
scan_string (Scan          *scan,
             AcJsonSecrets  secrets)
{
  gsize start = scan->at + 1;

  if (!skip_string (scan))
    return FALSE;

  if (secrets == AC_JSON_SECRETS_DROP &&
      ac_json_is_secret_name (scan->text + start, scan->at - 1 - start))
    return drop_value (scan);

  return TRUE;
}

static gboolean
fail (GError     **error,
      const char  *problem)
{
  g_set_error (error, AC_ERROR, AC_ERROR_BAD_RESPONSE, "The answer is not JSON: %s", problem);
  return FALSE;
}

/*< private >
 * ac_json_scan:
 * @text: a document
 * @length: its bytes
 * @secrets: what to do with the values of secrets
 *
 * Refuses what would make a recursive parser run out of stack (more than %AC_JSON_MAX_DEPTH levels) or
 * what only a lenient one takes for JSON. With %AC_JSON_SECRETS_DROP the values of secrets are
 * overwritten in @text.
 *
 * Returns: whether @text may be parsed; else %AC_ERROR_BAD_RESPONSE
 */
gboolean
ac_json_scan (char           *text,
              gsize           length,
              AcJsonSecrets   secrets,
              GError        **error)
{
  Scan scan = { text, length, 0 };
  guint depth = 0;
  gboolean closed = FALSE;

  while (scan.at < length)
    {
      char c = text[scan.at];

      /* json-glib would not say that it read one of two documents. */
      if (closed && !is_space (c))
        return fail (error, "something follows it");

      if (c == '"')
        {
          if (!scan_string (&scan, secrets))
            return fail (error, "a string has no end");
          continue;
        }

      if (c == '{' || c == '[')
        {
          if (++depth > AC_JSON_MAX_DEPTH)
            return fail (error, "it is nested too deeply");
        }
      else if (c == '}' || c == ']')
        {
          if (depth-- == 0)
            return fail (error, "a bracket closes nothing");
          closed = depth == 0;
        }
      else if (!is_plain (c))
        {
          return fail (error, "a character does not belong there");
        }

      scan.at++;
    }

  return depth == 0 || fail (error, "it ends too early");
}

/*< private >
 * ac_json_check:
 * @text: (nullable): an answer
 * @length: its bytes
 * @secrets: what to do with the values of secrets
 *
 * Refuses an empty answer, and what ac_json_scan() refuses.
 *
 * Returns: whether @text may be parsed; else %AC_ERROR_BAD_RESPONSE
 */
gboolean
ac_json_check (char           *text,
               gsize           length,
               AcJsonSecrets   secrets,
               GError        **error)
{
  if (text == NULL || length == 0)
    {
      g_set_error_literal (error, AC_ERROR, AC_ERROR_BAD_RESPONSE, "The answer is empty");
      return FALSE;
    }

  return ac_json_scan (text, length, secrets, error);
}
