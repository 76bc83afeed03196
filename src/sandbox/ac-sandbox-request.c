/* ac-sandbox-request.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-sandbox-request.h"

/**
 * ac_sandbox_request_get_segment:
 * @self: a request
 * @name: a name that stands in braces in the path of its route
 *
 * Returns: (transfer none): the decoded segment of the path
 */
const char *
ac_sandbox_request_get_segment (AcSandboxRequest *self,
                                const char       *name)
{
  for (guint i = 0; i < self->n_segments; i++)
    if (g_str_equal (self->segment_names[i], name))
      return self->segment_values[i];

  g_return_val_if_reached ("");
}

/**
 * ac_sandbox_request_clear:
 * @self: a request, which is as if it were new afterwards
 */
void
ac_sandbox_request_clear (AcSandboxRequest *self)
{
  for (guint i = 0; i < self->n_segments; i++)
    g_free (self->segment_values[i]);
  g_free (self->environment_id);
  g_clear_pointer (&self->params, ac_sandbox_params_free);
  g_clear_pointer (&self->answer, ac_sandbox_writer_free);
  *self = (AcSandboxRequest) { 0 };
}

/**
 * ac_sandbox_refuse:
 * @error: return location for the refusal
 * @status: the status of the answer
 * @format: its text
 * @...: the values in @format
 *
 * Returns: %FALSE, so that a handler can return it
 */
gboolean
ac_sandbox_refuse (GError         **error,
                   AcSandboxError   status,
                   const char      *format,
                   ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, AC_SANDBOX_ERROR, status, message);

  return FALSE;
}

/**
 * ac_sandbox_refuse_not_found:
 * @error: return location for the refusal
 *
 * The object that the path names isn't there (wire reference 1.1).
 *
 * Returns: %FALSE, so that a handler can return it
 */
gboolean
ac_sandbox_refuse_not_found (GError **error)
{
  return ac_sandbox_refuse (error, AC_SANDBOX_ERROR_NOT_FOUND, "not found");
}

/**
 * ac_sandbox_answer_message:
 * @self: a request
 * @message: a text, mostly `ok`
 *
 * Answers `{"message":…}`.
 */
void
ac_sandbox_answer_message (AcSandboxRequest *self,
                           const char       *message)
{
  ac_sandbox_writer_begin_object (self->answer);
  ac_sandbox_writer_add_string (self->answer, "message", message);
  ac_sandbox_writer_end_object (self->answer);
}
