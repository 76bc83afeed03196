/* ac-answer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-client"

#include "config.h"

#include <string.h>

#include "ac-answer-private.h"
#include "ac-error.h"
#include "ac-json.h"

static GDateTime *
read_date (SoupMessageHeaders *headers,
           const char         *name)
{
  const char *text = soup_message_headers_get_one (headers, name);

  return text != NULL ? soup_date_time_new_from_http_string (text) : NULL;
}

/* Seconds, or an HTTP date (RFC 9110, 10.2.3), which is one of the service's clock: this computer's may differ. */
static int
read_retry_after (SoupMessageHeaders *headers)
{
  const char *text = soup_message_headers_get_one (headers, "Retry-After");
  g_autoptr (GDateTime) moment = NULL;
  g_autoptr (GDateTime) now = NULL;
  guint64 seconds;

  if (text == NULL)
    return -1;
  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT, &seconds, NULL))
    return (int) seconds;

  moment = read_date (headers, "Retry-After");
  if (moment == NULL)
    return -1;

  now = read_date (headers, "Date");
  if (now == NULL)
    now = g_date_time_new_now_utc ();

  /* The date has no fractions: up to a second more is due. */
  return (int) CLAMP (g_date_time_difference (moment, now) / G_TIME_SPAN_SECOND + 1, 0, G_MAXINT);
}

static AcError
get_code_for_status (guint       status,
                     const char *message)
{
  if (status >= 300 && status < 400)
    return AC_ERROR_REDIRECTED;
  if (status >= 500 && status < 600)
    return AC_ERROR_SERVER;
  if (status < 400 || status >= 600)
    return AC_ERROR_BAD_RESPONSE;
  /* The plan's limits come with several statuses and these words (wire reference 1.1). */
  if (message != NULL && (strstr (message, "max_sub_accounts") != NULL || strstr (message, "max_users") != NULL))
    return AC_ERROR_LIMIT_REACHED;

  switch (status)
    {
    case SOUP_STATUS_UNAUTHORIZED:
      return AC_ERROR_UNAUTHORIZED;
    case SOUP_STATUS_FORBIDDEN:
      return AC_ERROR_FORBIDDEN;
    case SOUP_STATUS_NOT_FOUND:
      return AC_ERROR_NOT_FOUND;
    case SOUP_STATUS_CONFLICT:
      return AC_ERROR_CONFLICT;
    case 420: /* the service's own: the hourly number of calls is used up */
    case 429:
      return AC_ERROR_RATE_LIMITED;
    default:
      return AC_ERROR_INVALID;
    }
}

/* {"error":{"message":"…"}}; an answer that says nothing of the kind is still an error. */
static char *
read_message (AcAnswer *self)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object = NULL;
  JsonObject *problem = NULL;
  const char *message = NULL;

  if (self->length > AC_ANSWER_INLINE_SIZE)
    return NULL;

  root = ac_json_parse (self->data, self->length, AC_JSON_SECRETS_DROP, NULL);
  if (root == NULL ||
      !ac_json_node_get_object (root, &object, NULL) ||
      !ac_json_get_object (object, "error", AC_JSON_REQUIRED, &problem, NULL) ||
      !ac_json_get_string (problem, "message", AC_JSON_REQUIRED, &message, NULL))
    return NULL;

  return g_strdup (message);
}

static gboolean
is_json (const char *content_type)
{
  return content_type != NULL &&
         (g_ascii_strcasecmp (content_type, "application/json") == 0 ||
          g_str_has_suffix (content_type, "+json"));
}

static gboolean
check_type (AcAnswer  *self,
            GError   **error)
{
  if (self->length == 0 || is_json (self->content_type))
    return TRUE;

  g_set_error (error, AC_ERROR, AC_ERROR_BAD_RESPONSE, "The answer is %s, not JSON",
               self->content_type != NULL ? self->content_type : "of no type");

  return FALSE;
}

/* Whoever asked doesn't read it, but what isn't JSON didn't come from the service: a hotel's page doesn't delete. */
static void
read_nothing (AcAnswer       *self,
              AcJsonSecrets   secrets,
              GError        **error)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object;

  if (self->status == SOUP_STATUS_NO_CONTENT)
    return;

  root = ac_json_parse (self->data, self->length, secrets, error);
  if (root != NULL)
    ac_json_node_get_object (root, &object, error);
}

static gpointer
read_whole (AcAnswer        *self,
            const AcReading *how,
            AcJsonSecrets    secrets,
            GError         **error)
{
  g_autoptr (JsonNode) root = ac_json_parse (self->data, self->length, secrets, error);
  gpointer result;

  if (root == NULL)
    return NULL;

  result = how->parse (root, how->parse_data, error);
  if (secrets == AC_JSON_SECRETS_KEEP)
    ac_json_wipe_secrets (root);

  return result;
}

/*< private >
 * ac_answer_new:
 * @message: a message whose headers have come
 *
 * Keeps what the head of an answer says.
 *
 * Returns: (transfer full): the answer, without its body
 */
AcAnswer *
ac_answer_new (SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  AcAnswer *self = g_new0 (AcAnswer, 1);

  self->status = (guint) soup_message_get_status (message);
  self->retry_after = read_retry_after (headers);
  self->content_type = g_strdup (soup_message_headers_get_content_type (headers, NULL));
  self->request_id = g_strdup (soup_message_headers_get_one (headers, "X-Request-Id"));

  return self;
}

/*< private >
 * ac_answer_free:
 * @self: (transfer full): an answer
 *
 * Frees an answer and wipes its body: listings have secrets in them.
 */
void
ac_answer_free (AcAnswer *self)
{
  if (self->data != NULL)
    explicit_bzero (self->data, self->capacity);
  g_free (self->data);
  g_free (self->content_type);
  g_free (self->request_id);
  g_free (self);
}

/*< private >
 * ac_answer_reserve:
 * @self: an answer
 * @capacity: bytes
 *
 * Makes room for a body. A place that was outgrown is wiped, which g_realloc() wouldn't do.
 */
void
ac_answer_reserve (AcAnswer *self,
                   gsize     capacity)
{
  char *data;

  if (capacity <= self->capacity)
    return;

  data = g_malloc (capacity);
  if (self->data != NULL)
    {
      memcpy (data, self->data, self->length);
      explicit_bzero (self->data, self->capacity);
      g_free (self->data);
    }
  self->data = data;
  self->capacity = capacity;
}

/*< private >
 * ac_answer_check:
 * @self: a whole answer
 *
 * Says whether the service did what it was asked.
 *
 * Returns: whether the status says so; else an error of %AC_ERROR with the service's message
 */
gboolean
ac_answer_check (AcAnswer  *self,
                 GError   **error)
{
  g_autofree char *message = NULL;

  if (self->status >= 200 && self->status < 300)
    return TRUE;

  message = read_message (self);
  g_propagate_error (error, ac_error_new_for_answer (get_code_for_status (self->status, message),
                                                     self->status, message, self->request_id));

  return FALSE;
}

/*< private >
 * ac_answer_parse:
 * @self: a whole answer
 * @how: what is wanted of it
 *
 * Reads the body, in whichever thread it is called. Afterwards neither the body nor a tree is left.
 *
 * Returns: (transfer full) (nullable): what the parse function returned, or a #GPtrArray of these for a list
 */
gpointer
ac_answer_parse (AcAnswer         *self,
                 const AcReading  *how,
                 GError          **error)
{
  AcJsonSecrets secrets = how->keeps_secrets ? AC_JSON_SECRETS_KEEP : AC_JSON_SECRETS_DROP;
  g_autoptr (GError) problem = NULL;
  gpointer result = NULL;

  if (!check_type (self, &problem))
    result = NULL;
  else if (how->parse == NULL)
    read_nothing (self, AC_JSON_SECRETS_DROP, &problem);
  else if (how->list_member != NULL)
    result = ac_json_parse_list (self->data, self->length, secrets, how->list_member,
                                 how->parse, how->parse_data, how->result_destroy, &problem);
  else
    result = read_whole (self, how, secrets, &problem);

  if (self->data != NULL)
    explicit_bzero (self->data, self->capacity);

  if (problem != NULL)
    {
      if (problem->domain == AC_ERROR)
        ac_error_set_answer (problem, self->status, self->request_id);
      g_propagate_error (error, g_steal_pointer (&problem));
    }

  return result;
}
