/* ac-exchange.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-client"

#include "config.h"

#include "ac-error.h"
#include "ac-exchange-private.h"

#define FIRST_CAPACITY (16 * 1024)

typedef struct
{
  SoupMessage *message; /* (owned) */
  GInputStream *stream; /* (nullable) (owned) */
  AcAnswer *answer;     /* (nullable) (owned) */
} Exchange;

static void on_read (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data);

static void
exchange_free (Exchange *exchange)
{
  g_clear_object (&exchange->stream);
  g_clear_object (&exchange->message);
  g_clear_pointer (&exchange->answer, ac_answer_free);
  g_free (exchange);
}

static AcError
get_code_for_failure (const GError *failure)
{
  /* A connection that ends in the middle of the handshake was dropped; everything else of TLS is a refusal. */
  if (failure->domain == G_TLS_ERROR)
    return failure->code == G_TLS_ERROR_EOF ? AC_ERROR_NETWORK : AC_ERROR_CERTIFICATE;
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return AC_ERROR_TIMED_OUT;
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_INVALID_DATA) ||
      g_error_matches (failure, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_PARSING) ||
      g_error_matches (failure, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_ENCODING))
    return AC_ERROR_BAD_RESPONSE;

  return AC_ERROR_NETWORK;
}

/* The cause says no more than "Unacceptable TLS certificate". */
static char *
describe_certificate (SoupMessage *message)
{
  static const struct
  {
    GTlsCertificateFlags flaw;
    const char *what;
  } flaws[] = {
    { G_TLS_CERTIFICATE_UNKNOWN_CA, "it is not signed by a known authority" },
    { G_TLS_CERTIFICATE_BAD_IDENTITY, "it is for another host" },
    { G_TLS_CERTIFICATE_NOT_ACTIVATED, "it is not valid yet" },
    { G_TLS_CERTIFICATE_EXPIRED, "it has expired" },
    { G_TLS_CERTIFICATE_REVOKED, "it was revoked" },
    { G_TLS_CERTIFICATE_INSECURE, "it was made in an insecure way" },
  };
  GTlsCertificateFlags errors = soup_message_get_tls_peer_certificate_errors (message);
  GString *text = g_string_new ("The server's certificate was refused");
  const char *separator = ": ";

  for (guint i = 0; i < G_N_ELEMENTS (flaws); i++)
    if ((errors & flaws[i].flaw) != 0)
      {
        g_string_append_printf (text, "%s%s", separator, flaws[i].what);
        separator = ", ";
      }

  return g_string_free (text, FALSE);
}

/* Takes @failure. */
static void
return_failure (GTask  *task,
                GError *failure)
{
  g_autoptr (GError) cause = failure;
  Exchange *exchange = g_task_get_task_data (task);
  g_autofree char *certificate = NULL;

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&cause));
  else if (g_error_matches (cause, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    {
      certificate = describe_certificate (exchange->message);
      g_task_return_new_error (task, AC_ERROR, AC_ERROR_CERTIFICATE, "%s", certificate);
    }
  else
    g_task_return_new_error (task, AC_ERROR, (int) get_code_for_failure (cause), "%s", cause->message);
}

static void
return_too_large (GTask *task)
{
  g_task_return_new_error (task, AC_ERROR, AC_ERROR_TOO_LARGE,
                           "The answer is larger than %d bytes", AC_ANSWER_MAX_SIZE);
}

static void
read_more (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);
  AcAnswer *answer = exchange->answer;

  if (answer->length == answer->capacity)
    ac_answer_reserve (answer, MAX (FIRST_CAPACITY, answer->capacity * 2));

  g_input_stream_read_async (exchange->stream,
                             answer->data + answer->length,
                             answer->capacity - answer->length,
                             G_PRIORITY_DEFAULT,
                             g_task_get_cancellable (task),
                             on_read,
                             g_object_ref (task));
}

static void
on_read (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  GError *error = NULL;
  gssize n_read;

  n_read = g_input_stream_read_finish (G_INPUT_STREAM (object), result, &error);
  if (n_read < 0)
    {
      return_failure (task, error);
      return;
    }

  exchange->answer->length += (gsize) n_read;
  if (exchange->answer->length > AC_ANSWER_MAX_SIZE)
    return_too_large (task);
  else if (n_read > 0)
    read_more (task);
  else
    g_task_return_pointer (task, g_steal_pointer (&exchange->answer), (GDestroyNotify) ac_answer_free);
}

static void
on_sent (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  GError *error = NULL;
  goffset length;

  exchange->stream = soup_session_send_finish (SOUP_SESSION (object), result, &error);
  if (exchange->stream == NULL)
    {
      return_failure (task, error);
      return;
    }

  exchange->answer = ac_answer_new (exchange->message);
  length = soup_message_headers_get_content_length (soup_message_get_response_headers (exchange->message));
  if (length > AC_ANSWER_MAX_SIZE)
    {
      return_too_large (task);
      return;
    }

  /* One byte more than the body, so that its end is seen without making more room. */
  if (length > 0)
    ac_answer_reserve (exchange->answer, (gsize) length + 1);
  read_more (task);
}

/*< private >
 * ac_exchange_run_async:
 * @session: a session
 * @message: what to send
 * @cancellable: (nullable): stops it
 * @callback: called when the whole answer is there
 * @user_data: (closure): for @callback
 *
 * Sends a message and reads the whole answer, whatever its status, up to %AC_ANSWER_MAX_SIZE.
 */
void
ac_exchange_run_async (SoupSession         *session,
                       SoupMessage         *message,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  Exchange *exchange = g_new0 (Exchange, 1);

  exchange->message = g_object_ref (message);
  g_task_set_source_tag (task, ac_exchange_run_async);
  g_task_set_task_data (task, exchange, (GDestroyNotify) exchange_free);

  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, cancellable, on_sent, g_object_ref (task));
}

/*< private >
 * ac_exchange_run_finish:
 * @session: the session
 * @result: the result
 *
 * Returns: (transfer full): the answer; on failure %NULL with an error of %AC_ERROR or %G_IO_ERROR_CANCELLED
 */
AcAnswer *
ac_exchange_run_finish (SoupSession   *session,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ac_exchange_run_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
