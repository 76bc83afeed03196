/* ac-account-url-parser.c: account://KEY:SECRET@ACCOUNT_ID[?upload_prefix=URL]
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-account-url"

#include "config.h"

#include <string.h>

#include "ac-account-url-private.h"
#include "ac-host-private.h"
#include "ac-span-private.h"

#define ENVIRONMENT_SCHEME "cloudinary://"

/* In bytes. Cloudinary's are shorter than 64; the limit keeps a pasted file out of secure memory. */
#define MAX_PART_LENGTH 1024

typedef struct
{
  AcSpan key;
  AcSpan secret;
  AcSpan account_id;
  AcSpan query;
} Pieces;

static const AcAccountUrlPart whole_part = { "the text", AC_ACCOUNT_URL_ERROR_SCHEME };
static const AcAccountUrlPart key_part = { "the API key", AC_ACCOUNT_URL_ERROR_KEY };
static const AcAccountUrlPart secret_part = { "the API secret", AC_ACCOUNT_URL_ERROR_SECRET };
static const AcAccountUrlPart account_id_part = { "the account ID", AC_ACCOUNT_URL_ERROR_ACCOUNT_ID };
static const AcAccountUrlPart upload_prefix_part = { "upload_prefix", AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX };

/* Takes off one layer of what people copy with a URL: "export ", "NAME=", quotes. */
static gboolean
unwrap_once (AcSpan *span)
{
  static const char *const names[] = { "CLOUDINARY_ACCOUNT_URL", "CLOUDINARY_URL" };

  if (ac_span_length (*span) >= 2 && strchr ("\"'`", *span->start) != NULL && *span->start == span->end[-1])
    {
      *span = ac_span_trim ((AcSpan) { span->start + 1, span->end - 1 });
      return TRUE;
    }

  if (ac_span_has_prefix (*span, "export ") || ac_span_has_prefix (*span, "export\t"))
    {
      *span = ac_span_trim ((AcSpan) { span->start + strlen ("export "), span->end });
      return TRUE;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      AcSpan rest;

      if (!ac_span_has_prefix (*span, names[i]))
        continue;

      rest = ac_span_trim ((AcSpan) { span->start + strlen (names[i]), span->end });
      if (rest.start == rest.end || *rest.start != '=')
        continue;

      *span = ac_span_trim ((AcSpan) { rest.start + 1, rest.end });
      return TRUE;
    }

  return FALSE;
}

static gboolean
skip_scheme (AcSpan              *span,
             AcAccountUrlProblem *problem)
{
  static const AcAccountUrlPart empty_part = { "the text", AC_ACCOUNT_URL_ERROR_EMPTY };
  static const AcAccountUrlPart environment_part = { "the text", AC_ACCOUNT_URL_ERROR_ENVIRONMENT_URL };

  if (span->start == span->end)
    return ac_account_url_problem_set (problem, &empty_part, span->start, "is empty");

  if (ac_span_has_prefix (*span, ENVIRONMENT_SCHEME))
    return ac_account_url_problem_set (problem, &environment_part, span->start, "is the URL of a product environment");

  if (!ac_span_has_prefix (*span, AC_ACCOUNT_SCHEME))
    return ac_account_url_problem_set (problem, &whole_part, span->start, "does not begin with " AC_ACCOUNT_SCHEME);

  span->start += strlen (AC_ACCOUNT_SCHEME);

  return TRUE;
}

/* @userinfo has no @ after it: says which part is the first that is wrong. */
static gboolean
fail_without_account_id (AcSpan               authority,
                         AcSpan               rest,
                         AcAccountUrlProblem *problem)
{
  const char *colon = ac_span_find (authority, ":");

  if (colon == NULL)
    return ac_account_url_problem_set (problem, &key_part, authority.start, "is missing");

  /* A secret with one of these in it ends the authority too early. */
  if (ac_span_find (rest, "@") != NULL)
    return ac_account_url_problem_set (problem, &secret_part, rest.start, "contains a character that must be percent-encoded");

  return ac_account_url_problem_set (problem, &account_id_part, authority.end, "is missing");
}

/* Takes what comes after the scheme apart, at the same places as browsers do: the authority ends at the
 * first of / ? #, the user information at the last @ in it, and the key at the first colon. */
static gboolean
split (AcSpan               span,
       Pieces              *pieces,
       AcAccountUrlProblem *problem)
{
  const char *end = ac_span_find (span, "/?#");
  AcSpan authority = { span.start, end != NULL ? end : span.end };
  AcSpan rest = { authority.end, span.end };
  AcSpan userinfo = { authority.start, ac_span_find_last (authority, '@') };
  const char *colon;

  if (userinfo.end == NULL)
    return fail_without_account_id (authority, rest, problem);

  colon = ac_span_find (userinfo, ":");
  pieces->key = (AcSpan) { userinfo.start, colon != NULL ? colon : userinfo.end };
  pieces->secret = (AcSpan) { colon != NULL ? colon + 1 : userinfo.end, userinfo.end };
  pieces->account_id = (AcSpan) { userinfo.end + 1, authority.end };

  while (rest.start < rest.end && *rest.start == '/')
    rest.start++;

  if (rest.start < rest.end && *rest.start != '?')
    return ac_account_url_problem_set (problem, &account_id_part, rest.start, "is followed by something else than a query");

  pieces->query = (AcSpan) { MIN (rest.start + 1, rest.end), rest.end };

  return TRUE;
}

/* Returns the place in @raw that the byte @index of its decoded form came from. */
static const char *
find_source (AcSpan raw,
             gsize  index)
{
  const char *c = raw.start;

  for (gsize i = 0; i < index && c < raw.end; i++)
    c += *c == '%' ? 3 : 1;

  return c;
}

/* Percent-decodes @raw into @buffer, which is as large as @raw and one byte more. */
static gboolean
decode_bytes (AcSpan                  raw,
              const AcAccountUrlPart *part,
              char                   *buffer,
              gsize                  *length,
              AcAccountUrlProblem    *problem)
{
  gsize n = 0;

  for (const char *c = raw.start; c < raw.end; c++)
    {
      if (g_ascii_isspace (*c))
        return ac_account_url_problem_set (problem, part, c, "contains white space");

      if (*c != '%')
        {
          buffer[n++] = *c;
          continue;
        }

      if (raw.end - c < 3 || !g_ascii_isxdigit (c[1]) || !g_ascii_isxdigit (c[2]))
        return ac_account_url_problem_set (problem, part, c, "has a % that two hexadecimal digits do not follow");

      buffer[n++] = (char) (g_ascii_xdigit_value (c[1]) * 16 + g_ascii_xdigit_value (c[2]));
      c += 2;
    }

  buffer[n] = '\0';
  *length = n;

  return TRUE;
}

/* Checks what a decoded part may be; *@wrong is the index of the first byte that it may not contain. */
static const char *
check_text (const char *text,
            gsize       length,
            gsize      *wrong)
{
  const char *end;

  *wrong = 0;
  if (length == 0)
    return "is missing";
  if (length > MAX_PART_LENGTH)
    return "is too long";

  if (!g_utf8_validate_len (text, length, &end) && *end != '\0')
    {
      *wrong = (gsize) (end - text);
      return "is not valid UTF-8";
    }

  for (const char *c = text; c < text + length; c = g_utf8_next_char (c))
    {
      if (*c == '\0' || g_unichar_iscntrl (g_utf8_get_char (c)))
        {
          *wrong = (gsize) (c - text);
          return "contains a control character";
        }
    }

  return NULL;
}

/* Returns the part's text in non-pageable memory, or %NULL when it is wrong. */
static SecretValue *
decode_part (AcSpan                  raw,
             const AcAccountUrlPart *part,
             AcAccountUrlProblem    *problem)
{
  gsize size = ac_span_length (raw) + 1;
  char *buffer = g_malloc (size);
  SecretValue *value = NULL;
  gsize length = 0;
  gsize wrong = 0;

  if (decode_bytes (raw, part, buffer, &length, problem))
    {
      const char *reason = check_text (buffer, length, &wrong);

      if (reason == NULL)
        value = secret_value_new (buffer, (gssize) length, "text/plain");
      else
        ac_account_url_problem_set (problem, part, find_source (raw, wrong), reason);
    }

  explicit_bzero (buffer, size);
  g_free (buffer);

  return value;
}

/* A colon in it would make a Basic header that means another key (RFC 7617, 2). */
static gboolean
check_key (AcSpan               raw,
           SecretValue         *key,
           AcAccountUrlProblem *problem)
{
  const char *text = secret_value_get_text (key);
  const char *colon = strchr (text, ':');

  if (colon != NULL)
    return ac_account_url_problem_set (problem, &key_part, find_source (raw, (gsize) (colon - text)), "contains a colon");

  return TRUE;
}

/* The identifier becomes a segment of paths: it has only characters that mean themselves there. */
static char *
parse_account_id (AcSpan               raw,
                  AcAccountUrlProblem *problem)
{
  g_autofree char *account_id = NULL;

  if (raw.start == raw.end)
    {
      ac_account_url_problem_set (problem, &account_id_part, raw.start, "is missing");
      return NULL;
    }

  if (ac_span_length (raw) > MAX_PART_LENGTH)
    {
      ac_account_url_problem_set (problem, &account_id_part, raw.start, "is too long");
      return NULL;
    }

  for (const char *c = raw.start; c < raw.end; c++)
    {
      if (!g_ascii_isalnum (*c) && (*c == '\0' || strchr ("-._~", *c) == NULL))
        {
          ac_account_url_problem_set (problem, &account_id_part, c, "contains a character that no account ID has");
          return NULL;
        }
    }

  account_id = g_strndup (raw.start, ac_span_length (raw));
  if (g_str_equal (account_id, ".") || g_str_equal (account_id, ".."))
    {
      ac_account_url_problem_set (problem, &account_id_part, raw.start, "is not an account ID");
      return NULL;
    }

  return g_steal_pointer (&account_id);
}

static char *
parse_host (AcSpan               raw,
            AcAccountUrlProblem *problem)
{
  g_autoptr (SecretValue) decoded = decode_part (raw, &upload_prefix_part, problem);
  AcAccountUrlError code;
  const char *reason;
  char *host;

  if (decoded == NULL)
    return NULL;

  host = ac_host_normalize (secret_value_get_text (decoded), &code, &reason);
  if (host == NULL)
    ac_account_url_problem_set (problem, &(AcAccountUrlPart){ upload_prefix_part.name, code }, raw.start, reason);

  return host;
}

/* Only upload_prefix is for us: SDKs put all of their configuration into the query. */
static char *
parse_query (AcSpan               query,
             AcAccountUrlProblem *problem)
{
  g_autofree char *host = NULL;

  while (query.start < query.end)
    {
      const char *separator = ac_span_find (query, "&");
      AcSpan pair = { query.start, separator != NULL ? separator : query.end };
      const char *equals = ac_span_find (pair, "=");
      AcSpan name = { pair.start, equals != NULL ? equals : pair.end };
      AcSpan value = { equals != NULL ? equals + 1 : pair.end, pair.end };

      query.start = MIN (pair.end + 1, query.end);

      if (!ac_span_equal (name, AC_UPLOAD_PREFIX))
        continue;

      /* Which of two would be meant is anybody's guess, and the secret goes there. */
      if (host != NULL)
        {
          ac_account_url_problem_set (problem, &upload_prefix_part, pair.start, "is given twice");
          return NULL;
        }

      host = parse_host (value, problem);
      if (host == NULL)
        return NULL;
    }

  if (host == NULL)
    return g_strdup (AC_DEFAULT_HOST);

  return g_steal_pointer (&host);
}

static gboolean
parse (AcAccountUrlParts   *self,
       AcSpan               span,
       AcAccountUrlProblem *problem)
{
  Pieces pieces = { 0 };

  if (!skip_scheme (&span, problem) || !split (span, &pieces, problem))
    return FALSE;

  self->key = decode_part (pieces.key, &key_part, problem);
  if (self->key == NULL || !check_key (pieces.key, self->key, problem))
    return FALSE;

  self->secret = decode_part (pieces.secret, &secret_part, problem);
  if (self->secret == NULL)
    return FALSE;

  self->account_id = parse_account_id (pieces.account_id, problem);
  if (self->account_id == NULL)
    return FALSE;

  self->host = parse_query (pieces.query, problem);

  return self->host != NULL;
}

/* Takes a part that stands on its own, so with nothing encoded in it. */
static SecretValue *
check_part (const char             *text,
            const AcAccountUrlPart *part,
            AcAccountUrlProblem    *problem)
{
  AcSpan span = ac_span_trim (ac_span_of (text));
  gsize wrong = 0;
  const char *reason = check_text (span.start, ac_span_length (span), &wrong);

  if (reason != NULL)
    {
      ac_account_url_problem_set (problem, part, span.start + wrong, reason);
      return NULL;
    }

  return secret_value_new (span.start, (gssize) ac_span_length (span), "text/plain");
}

/*< private >
 * ac_account_url_parts_parse:
 * @self: the parts, all of them %NULL
 * @text: an account URL and what it was copied with
 * @error: return location for an error
 *
 * Takes an account URL apart.
 *
 * Returns: %TRUE when the parts are set; clear them in both cases
 */
gboolean
ac_account_url_parts_parse (AcAccountUrlParts  *self,
                            const char         *text,
                            GError            **error)
{
  AcAccountUrlProblem problem;
  AcSpan span = ac_span_trim (ac_span_of (text));

  while (unwrap_once (&span))
    continue;

  if (parse (self, span, &problem))
    return TRUE;

  ac_account_url_problem_propagate (&problem, text, error);

  return FALSE;
}

static gboolean
check (AcAccountUrlParts   *self,
       const char          *key,
       const char          *secret,
       const char          *account_id,
       const char          *host,
       AcAccountUrlProblem *problem)
{
  AcAccountUrlError code;
  const char *reason;

  self->key = check_part (key, &key_part, problem);
  if (self->key == NULL || !check_key (ac_span_of (key), self->key, problem))
    return FALSE;

  self->secret = check_part (secret, &secret_part, problem);
  if (self->secret == NULL)
    return FALSE;

  self->account_id = parse_account_id (ac_span_trim (ac_span_of (account_id)), problem);
  if (self->account_id == NULL)
    return FALSE;

  self->host = ac_host_normalize (host, &code, &reason);
  if (self->host == NULL)
    return ac_account_url_problem_set (problem, &(AcAccountUrlPart){ upload_prefix_part.name, code }, host, reason);

  return TRUE;
}

/*< private >
 * ac_account_url_parts_check:
 * @self: the parts, all of them %NULL
 * @key: the API key, as it is
 * @secret: the API secret, as it is
 * @account_id: the account ID
 * @host: a server
 * @error: return location for an error
 *
 * Checks parts that came one by one by the same rules as those of a URL.
 *
 * Returns: %TRUE when the parts are set; clear them in both cases
 */
gboolean
ac_account_url_parts_check (AcAccountUrlParts  *self,
                            const char         *key,
                            const char         *secret,
                            const char         *account_id,
                            const char         *host,
                            GError            **error)
{
  AcAccountUrlProblem problem;

  if (check (self, key, secret, account_id, host, &problem))
    return TRUE;

  ac_account_url_problem_propagate (&problem, NULL, error);

  return FALSE;
}

/*< private >
 * ac_account_url_parts_clear:
 * @self: the parts
 *
 * Frees what is in the parts; the memory of the key and the secret is wiped by libsecret.
 */
void
ac_account_url_parts_clear (AcAccountUrlParts *self)
{
  g_clear_pointer (&self->key, secret_value_unref);
  g_clear_pointer (&self->secret, secret_value_unref);
  g_clear_pointer (&self->account_id, g_free);
  g_clear_pointer (&self->host, g_free);
}
