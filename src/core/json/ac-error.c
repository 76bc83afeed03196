/* ac-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-error"

#include "config.h"

#include "ac-error.h"

typedef struct
{
  guint http_status;
  char *server_message; /* (nullable) (owned) */
  char *request_id;     /* (nullable) (owned) */
} AcErrorPrivate;

static void
ac_error_private_init (AcErrorPrivate *priv)
{
}

static void
ac_error_private_copy (const AcErrorPrivate *source,
                       AcErrorPrivate       *copy)
{
  copy->http_status = source->http_status;
  copy->server_message = g_strdup (source->server_message);
  copy->request_id = g_strdup (source->request_id);
}

static void
ac_error_private_clear (AcErrorPrivate *priv)
{
  g_clear_pointer (&priv->server_message, g_free);
  g_clear_pointer (&priv->request_id, g_free);
}

/**
 * ac_error_quark:
 *
 * Gives the domain of all errors of core. Its errors are extended ones: besides code and message they keep
 * what the service answered.
 *
 * Returns: the domain
 */
G_DEFINE_EXTENDED_ERROR (AcError, ac_error)

/* Only our own errors carry something; any other error may be asked all the same. */
static const AcErrorPrivate *
get_details (const GError *error)
{
  if (error == NULL || error->domain != AC_ERROR)
    return NULL;

  return ac_error_get_private (error);
}

/**
 * ac_error_new_for_answer:
 * @code: what it means
 * @http_status: the status of the answer
 * @server_message: (nullable): what the service said about it
 * @request_id: (nullable): its X-Request-Id
 *
 * Makes the error of an answer of the service. Its message is English, for logs.
 *
 * Returns: (transfer full): the error
 */
GError *
ac_error_new_for_answer (AcError     code,
                         guint       http_status,
                         const char *server_message,
                         const char *request_id)
{
  GError *error;
  AcErrorPrivate *priv;

  error = g_error_new (AC_ERROR, (int) code,
                       "The service answered with status %u: %s",
                       http_status,
                       server_message != NULL ? server_message : "no message");
  priv = ac_error_get_private (error);
  priv->http_status = http_status;
  priv->server_message = g_strdup (server_message);
  priv->request_id = g_strdup (request_id);

  return error;
}

/**
 * ac_error_set_answer:
 * @error: an error of %AC_ERROR
 * @http_status: the status of the answer that it is about
 * @request_id: (nullable): its X-Request-Id
 *
 * Adds which answer an error is about, when the error was found by reading it.
 */
void
ac_error_set_answer (GError     *error,
                     guint       http_status,
                     const char *request_id)
{
  AcErrorPrivate *priv;

  g_return_if_fail (error != NULL && error->domain == AC_ERROR);

  priv = ac_error_get_private (error);
  priv->http_status = http_status;
  g_free (priv->request_id);
  priv->request_id = g_strdup (request_id);
}

/**
 * ac_error_get_http_status:
 * @error: (nullable): any error
 *
 * Says which status the service answered with.
 *
 * Returns: the status, 0 when there was no answer
 */
guint
ac_error_get_http_status (const GError *error)
{
  const AcErrorPrivate *priv = get_details (error);

  return priv != NULL ? priv->http_status : 0;
}

/**
 * ac_error_get_server_message:
 * @error: (nullable): any error
 *
 * Says what the service wrote about the error, as it came: for details, never as a headline or as markup.
 *
 * Returns: (transfer none) (nullable): the message
 */
const char *
ac_error_get_server_message (const GError *error)
{
  const AcErrorPrivate *priv = get_details (error);

  return priv != NULL ? priv->server_message : NULL;
}

/**
 * ac_error_get_request_id:
 * @error: (nullable): any error
 *
 * Gives the id under which the service's own logs have the request.
 *
 * Returns: (transfer none) (nullable): the id
 */
const char *
ac_error_get_request_id (const GError *error)
{
  const AcErrorPrivate *priv = get_details (error);

  return priv != NULL ? priv->request_id : NULL;
}
