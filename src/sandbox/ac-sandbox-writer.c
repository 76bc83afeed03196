/* ac-sandbox-writer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "ac-sandbox-writer.h"

struct _AcSandboxWriter
{
  GString *text;
  gboolean needs_comma; /* a value stands before, on the same level */
};

static void
begin_value (AcSandboxWriter *self)
{
  if (self->needs_comma)
    g_string_append_c (self->text, ',');
  self->needs_comma = TRUE;
}

static void
open_level (AcSandboxWriter *self,
            char             bracket)
{
  begin_value (self);
  g_string_append_c (self->text, bracket);
  self->needs_comma = FALSE;
}

static void
close_level (AcSandboxWriter *self,
             char             bracket)
{
  g_string_append_c (self->text, bracket);
  self->needs_comma = TRUE;
}

static void
append_escape (GString *text,
               guchar   c)
{
  switch (c)
    {
    case '"':
      g_string_append (text, "\\\"");
      break;
    case '\\':
      g_string_append (text, "\\\\");
      break;
    case '\n':
      g_string_append (text, "\\n");
      break;
    case '\r':
      g_string_append (text, "\\r");
      break;
    case '\t':
      g_string_append (text, "\\t");
      break;
    default:
      g_string_append_printf (text, "\\u%04x", c);
      break;
    }
}

static void
append_quoted (GString    *text,
               const char *value)
{
  const char *run = value;

  g_string_append_c (text, '"');
  for (const char *p = value; *p != '\0'; p++)
    {
      guchar c = (guchar) *p;

      if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7f)
        continue;
      g_string_append_len (text, run, p - run);
      append_escape (text, c);
      run = p + 1;
    }
  g_string_append (text, run);
  g_string_append_c (text, '"');
}

/**
 * ac_sandbox_writer_new:
 *
 * Returns: (transfer full): a writer of an empty document
 */
AcSandboxWriter *
ac_sandbox_writer_new (void)
{
  AcSandboxWriter *self = g_new0 (AcSandboxWriter, 1);

  self->text = g_string_sized_new (1024);

  return self;
}

/**
 * ac_sandbox_writer_free:
 * @self: (transfer full): a writer
 */
void
ac_sandbox_writer_free (AcSandboxWriter *self)
{
  if (self->text != NULL)
    g_string_free (self->text, TRUE);
  g_free (self);
}

/**
 * ac_sandbox_writer_reset:
 * @self: a writer
 *
 * Drops what was written: a request that fails half way answers with its error alone.
 */
void
ac_sandbox_writer_reset (AcSandboxWriter *self)
{
  g_string_truncate (self->text, 0);
  self->needs_comma = FALSE;
}

/**
 * ac_sandbox_writer_is_empty:
 * @self: a writer
 *
 * Returns: whether nothing was written yet
 */
gboolean
ac_sandbox_writer_is_empty (AcSandboxWriter *self)
{
  return self->text->len == 0;
}

/**
 * ac_sandbox_writer_finish:
 * @self: a writer, which is empty afterwards
 *
 * Returns: (transfer full): the document
 */
GBytes *
ac_sandbox_writer_finish (AcSandboxWriter *self)
{
  GBytes *bytes = g_string_free_to_bytes (self->text);

  self->text = g_string_new (NULL);
  self->needs_comma = FALSE;

  return bytes;
}

/**
 * ac_sandbox_writer_begin_object:
 * @self: a writer
 */
void
ac_sandbox_writer_begin_object (AcSandboxWriter *self)
{
  open_level (self, '{');
}

/**
 * ac_sandbox_writer_end_object:
 * @self: a writer
 */
void
ac_sandbox_writer_end_object (AcSandboxWriter *self)
{
  close_level (self, '}');
}

/**
 * ac_sandbox_writer_begin_array:
 * @self: a writer
 */
void
ac_sandbox_writer_begin_array (AcSandboxWriter *self)
{
  open_level (self, '[');
}

/**
 * ac_sandbox_writer_end_array:
 * @self: a writer
 */
void
ac_sandbox_writer_end_array (AcSandboxWriter *self)
{
  close_level (self, ']');
}

/**
 * ac_sandbox_writer_name:
 * @self: a writer, inside of an object
 * @name: the member's name; its value is the next call
 */
void
ac_sandbox_writer_name (AcSandboxWriter *self,
                        const char      *name)
{
  begin_value (self);
  append_quoted (self->text, name);
  g_string_append_c (self->text, ':');
  self->needs_comma = FALSE;
}

/**
 * ac_sandbox_writer_string:
 * @self: a writer
 * @value: (nullable): valid UTF-8; %NULL writes `null`
 */
void
ac_sandbox_writer_string (AcSandboxWriter *self,
                          const char      *value)
{
  begin_value (self);
  if (value != NULL)
    append_quoted (self->text, value);
  else
    g_string_append (self->text, "null");
}

/**
 * ac_sandbox_writer_boolean:
 * @self: a writer
 * @value: the value
 */
void
ac_sandbox_writer_boolean (AcSandboxWriter *self,
                           gboolean         value)
{
  begin_value (self);
  g_string_append (self->text, value ? "true" : "false");
}

/**
 * ac_sandbox_writer_int:
 * @self: a writer
 * @value: the value
 */
void
ac_sandbox_writer_int (AcSandboxWriter *self,
                       gint64           value)
{
  begin_value (self);
  g_string_append_printf (self->text, "%" G_GINT64_FORMAT, value);
}

/**
 * ac_sandbox_writer_double:
 * @self: a writer
 * @value: the value, finite; it is written with up to twelve digits
 */
void
ac_sandbox_writer_double (AcSandboxWriter *self,
                          double           value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_return_if_fail (isfinite (value));

  begin_value (self);
  g_string_append (self->text, g_ascii_formatd (buffer, sizeof buffer, "%.12g", value));
}

/**
 * ac_sandbox_writer_json:
 * @self: a writer
 * @text: a whole JSON value, which is taken over as it is
 */
void
ac_sandbox_writer_json (AcSandboxWriter *self,
                        const char      *text)
{
  begin_value (self);
  g_string_append (self->text, text);
}

/**
 * ac_sandbox_writer_add_string:
 * @self: a writer, inside of an object
 * @name: the member's name
 * @value: (nullable): the member's value
 */
void
ac_sandbox_writer_add_string (AcSandboxWriter *self,
                              const char      *name,
                              const char      *value)
{
  ac_sandbox_writer_name (self, name);
  ac_sandbox_writer_string (self, value);
}

/**
 * ac_sandbox_writer_add_boolean:
 * @self: a writer, inside of an object
 * @name: the member's name
 * @value: the member's value
 */
void
ac_sandbox_writer_add_boolean (AcSandboxWriter *self,
                               const char      *name,
                               gboolean         value)
{
  ac_sandbox_writer_name (self, name);
  ac_sandbox_writer_boolean (self, value);
}

/**
 * ac_sandbox_writer_add_int:
 * @self: a writer, inside of an object
 * @name: the member's name
 * @value: the member's value
 */
void
ac_sandbox_writer_add_int (AcSandboxWriter *self,
                           const char      *name,
                           gint64           value)
{
  ac_sandbox_writer_name (self, name);
  ac_sandbox_writer_int (self, value);
}

/**
 * ac_sandbox_writer_add_double:
 * @self: a writer, inside of an object
 * @name: the member's name
 * @value: the member's value, finite
 */
void
ac_sandbox_writer_add_double (AcSandboxWriter *self,
                              const char      *name,
                              double           value)
{
  ac_sandbox_writer_name (self, name);
  ac_sandbox_writer_double (self, value);
}
