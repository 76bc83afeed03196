/* ac-sandbox-json-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "ac-sandbox-json-check.h"

/* json-glib 1.6 descends once a level, takes comments and bare words, cuts strings at \u0000 and turns 1e999 into
 * an infinity. So a body is first held against the grammar of RFC 8259, without recursion; what passes is safe for it. */

#define MAX_DEPTH 64
/* A request has a hundred ids and an object of attributes: a body of a million values would only hold up the others. */
#define MAX_VALUES 10000
/* Numbers of 18 digits fit into 64 bits. */
#define MAX_DIGITS 18

typedef enum
{
  EXPECT_VALUE,
  EXPECT_VALUE_OR_CLOSE, /* behind [ */
  EXPECT_NAME,
  EXPECT_NAME_OR_CLOSE, /* behind { */
  EXPECT_COMMA_OR_CLOSE,
  EXPECT_END,
} Expectation;

typedef struct
{
  const char *cursor;
  const char *end;
  char levels[MAX_DEPTH]; /* the brackets that are open */
  guint depth;
  guint n_values;
  Expectation expectation;
} Check;

static gboolean
take (Check *check,
      char   c)
{
  if (check->cursor == check->end || *check->cursor != c)
    return FALSE;

  check->cursor++;
  return TRUE;
}

static void
skip_blanks (Check *check)
{
  while (check->cursor < check->end && *check->cursor != '\0' && strchr (" \t\r\n", *check->cursor) != NULL)
    check->cursor++;
}

static gboolean
take_hex (Check    *check,
          gunichar *value)
{
  *value = 0;
  for (guint i = 0; i < 4; i++, check->cursor++)
    {
      if (check->cursor == check->end || !g_ascii_isxdigit (*check->cursor))
        return FALSE;
      *value = *value * 16 + g_ascii_xdigit_value (*check->cursor);
    }

  return TRUE;
}

/* The part of an escape behind the backslash. A NUL and half a surrogate pair are no text. */
static gboolean
take_escape (Check *check)
{
  gunichar value, low;

  if (check->cursor == check->end)
    return FALSE;
  if (*check->cursor != 'u')
    return *check->cursor != '\0' && strchr ("\"\\/bfnrt", *check->cursor++) != NULL;

  check->cursor++;
  if (!take_hex (check, &value) || value == 0 || (value >= 0xdc00 && value <= 0xdfff))
    return FALSE;
  if (value < 0xd800 || value > 0xdbff)
    return TRUE;

  return take (check, '\\') && take (check, 'u') && take_hex (check, &low) && low >= 0xdc00 && low <= 0xdfff;
}

static gboolean
take_string (Check *check)
{
  if (!take (check, '"'))
    return FALSE;

  while (check->cursor < check->end)
    {
      guchar c = (guchar) *check->cursor++;

      if (c == '"')
        return TRUE;
      if (c < 0x20 || (c == '\\' && !take_escape (check)))
        return FALSE;
    }

  return FALSE;
}

static guint
take_digits (Check *check)
{
  const char *start = check->cursor;

  while (check->cursor < check->end && g_ascii_isdigit (*check->cursor))
    check->cursor++;

  return check->cursor - start;
}

static gboolean
take_number (Check *check)
{
  const char *start = check->cursor;
  g_autofree char *text = NULL;
  const char *digits;
  guint count;
  gboolean whole = TRUE;

  take (check, '-');
  digits = check->cursor;
  count = take_digits (check);
  if (count == 0 || (count > 1 && *digits == '0'))
    return FALSE;
  if (take (check, '.'))
    {
      whole = FALSE;
      if (take_digits (check) == 0)
        return FALSE;
    }
  if (take (check, 'e') || take (check, 'E'))
    {
      whole = FALSE;
      if (!take (check, '+'))
        take (check, '-');
      if (take_digits (check) == 0)
        return FALSE;
    }
  if (whole)
    return count <= MAX_DIGITS;

  text = g_strndup (start, check->cursor - start);
  return isfinite (g_ascii_strtod (text, NULL));
}

static gboolean
take_word (Check      *check,
           const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (check->end - check->cursor) < length || memcmp (check->cursor, word, length) != 0)
    return FALSE;

  check->cursor += length;
  return TRUE;
}

static void
value_ended (Check *check)
{
  check->expectation = check->depth > 0 ? EXPECT_COMMA_OR_CLOSE : EXPECT_END;
}

static gboolean
open_level (Check *check)
{
  char bracket = *check->cursor++;

  if (check->depth == MAX_DEPTH)
    return FALSE;

  check->levels[check->depth++] = bracket;
  check->expectation = bracket == '{' ? EXPECT_NAME_OR_CLOSE : EXPECT_VALUE_OR_CLOSE;

  return TRUE;
}

static gboolean
close_level (Check *check)
{
  if (!take (check, check->levels[check->depth - 1] == '{' ? '}' : ']'))
    return FALSE;

  check->depth--;
  value_ended (check);

  return TRUE;
}

static gboolean
take_value (Check *check)
{
  gboolean ok;

  if (++check->n_values > MAX_VALUES)
    return FALSE;

  switch (*check->cursor)
    {
    case '{':
    case '[':
      return open_level (check);
    case '"':
      ok = take_string (check);
      break;
    case 't':
      ok = take_word (check, "true");
      break;
    case 'f':
      ok = take_word (check, "false");
      break;
    case 'n':
      ok = take_word (check, "null");
      break;
    default:
      ok = take_number (check);
      break;
    }
  value_ended (check);

  return ok;
}

static gboolean
take_name (Check *check)
{
  if (!take_string (check))
    return FALSE;

  skip_blanks (check);
  check->expectation = EXPECT_VALUE;

  return take (check, ':');
}

static gboolean
take_token (Check *check)
{
  switch (check->expectation)
    {
    case EXPECT_VALUE_OR_CLOSE:
      return *check->cursor == ']' ? close_level (check) : take_value (check);
    case EXPECT_VALUE:
      return take_value (check);
    case EXPECT_NAME_OR_CLOSE:
      return *check->cursor == '}' ? close_level (check) : take_name (check);
    case EXPECT_NAME:
      return take_name (check);
    case EXPECT_COMMA_OR_CLOSE:
      if (!take (check, ','))
        return close_level (check);
      check->expectation = check->levels[check->depth - 1] == '{' ? EXPECT_NAME : EXPECT_VALUE;
      return TRUE;
    case EXPECT_END:
    default:
      return FALSE;
    }
}

/**
 * ac_sandbox_json_check:
 * @text: the bytes, valid UTF-8
 * @length: how many
 *
 * Returns: whether @text is one JSON value by RFC 8259 that is at most 64 levels deep with at most 10,000 values, has no NUL and no half
 *   surrogate pair in a string, and no number that 64 bits can't hold
 */
gboolean
ac_sandbox_json_check (const char *text,
                       gsize       length)
{
  Check check = { .cursor = text, .end = text + length, .expectation = EXPECT_VALUE };

  for (;;)
    {
      skip_blanks (&check);
      if (check.cursor == check.end)
        return check.expectation == EXPECT_END;
      if (!take_token (&check))
        return FALSE;
    }
}
