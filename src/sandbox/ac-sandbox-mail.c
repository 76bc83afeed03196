/* ac-sandbox-mail.c: e-mails, as files of a Maildir
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-sandbox-mail"

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "ac-sandbox-mail.h"
#include "ac-sandbox-time.h"

#define SENDER "Account Console Sandbox <sandbox@example.org>"

/* RFC 2045 6.7: a line of quoted-printable has up to 76 characters, the one that joins it to the next included. */
#define LINE 75
/* RFC 2047 2: an encoded word has up to 75 characters; 45 bytes are 60 of base64. */
#define WORD_BYTES 45

static gboolean
is_plain (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (*p < 0x20 || *p > 0x7e || strchr ("\"\\<>()[]@,;:=?", *p) != NULL)
      return FALSE;

  return TRUE;
}

/* A header's text: as it is when it is plain ASCII, else encoded words, so that no line break of it is one. */
static char *
encode_header (const char *text)
{
  GString *words;

  if (is_plain (text))
    return g_strdup (text);

  words = g_string_new (NULL);
  while (*text != '\0')
    {
      const char *end = text;
      g_autofree char *base64 = NULL;

      while (*end != '\0' && g_utf8_next_char (end) - text <= WORD_BYTES)
        end = g_utf8_next_char (end);
      base64 = g_base64_encode ((const guchar *) text, end - text);
      g_string_append_printf (words, "%s=?UTF-8?B?%s?=", words->len > 0 ? "\r\n " : "", base64);
      text = end;
    }

  return g_string_free (words, FALSE);
}

/* RFC 2045 6.7; the lines of @text end with a line feed. */
static void
append_quoted_printable (GString    *into,
                         const char *text)
{
  gsize line_start = into->len;

  for (const char *p = text; *p != '\0'; p++)
    {
      guchar c = (guchar) *p;
      gboolean at_end = p[1] == '\n' || p[1] == '\0';

      if (c == '\n')
        {
          g_string_append (into, "\r\n");
          line_start = into->len;
          continue;
        }
      if (into->len - line_start > LINE - 3)
        {
          g_string_append (into, "=\r\n");
          line_start = into->len;
        }
      if (c < 0x20 || c > 0x7e || c == '=' || (c == ' ' && at_end))
        g_string_append_printf (into, "=%02X", c);
      else
        g_string_append_c (into, c);
    }
  g_string_append (into, "\r\n");
}

/* RFC 5322: one whole message. */
static char *
format_message (AcSandboxState *state,
                const char     *name,
                const char     *address,
                const char     *subject,
                const char     *text)
{
  g_autofree char *date = ac_sandbox_time_format_http (g_get_real_time () / G_USEC_PER_SEC);
  g_autofree char *id = ac_sandbox_random_uuid (state->random);
  g_autofree char *encoded_name = encode_header (name);
  g_autofree char *encoded_subject = encode_header (subject);
  GString *message = g_string_new (NULL);

  /* A Date header has a numeric zone; everything before it is the same as in HTTP. */
  date[strlen (date) - 3] = '\0';
  g_string_append_printf (message, "Date: %s+0000\r\nFrom: " SENDER "\r\nTo: %s <%s>\r\nSubject: %s\r\nMessage-ID: <%s@example.org>\r\n",
                          date, encoded_name, address, encoded_subject, id);
  g_string_append (message, "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n");
  append_quoted_printable (message, text);

  return g_string_free (message, FALSE);
}

/**
 * ac_sandbox_mail_send:
 * @state: the program's state
 * @name: the name of who gets it
 * @address: their e-mail address, without control characters and angle brackets
 * @subject: the subject
 * @text: the body, its lines ended by line feeds
 *
 * Sends an e-mail when the transaction of the request is committed. Without --mail-dir it goes nowhere.
 */
void
ac_sandbox_mail_send (AcSandboxState *state,
                      const char     *name,
                      const char     *address,
                      const char     *subject,
                      const char     *text)
{
  g_return_if_fail (strpbrk (address, "<>\r\n") == NULL);

  if (state->mail_dir != NULL)
    g_ptr_array_add (state->outbox, format_message (state, name, address, subject, text));
}

/**
 * ac_sandbox_mail_prepare:
 * @mail_dir: a Maildir, which may have to be made
 * @error: return location for an error
 *
 * Returns: whether mails can be written there
 */
gboolean
ac_sandbox_mail_prepare (const char  *mail_dir,
                         GError     **error)
{
  static const char *const folders[] = { "tmp", "new", "cur" };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (mail_dir, folders[i], NULL);

      if (g_mkdir_with_parents (path, 0700) == 0 && g_access (path, W_OK | X_OK) == 0)
        continue;
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s can't be used: %s", path, g_strerror (errno));
      return FALSE;
    }

  return TRUE;
}

/* Written under tmp, then moved to new: a reader never sees half a message. */
static gboolean
deliver (const char  *mail_dir,
         const char  *message,
         GError     **error)
{
  static guint counter = 0;
  g_autofree char *file = g_strdup_printf ("%" G_GINT64_FORMAT ".P%dQ%u.sandbox",
                                           g_get_real_time (), (int) getpid (), ++counter);
  g_autofree char *tmp = g_build_filename (mail_dir, "tmp", file, NULL);
  g_autofree char *new = g_build_filename (mail_dir, "new", file, NULL);

  if (!ac_sandbox_mail_prepare (mail_dir, error) || !g_file_set_contents_full (tmp, message, -1, G_FILE_SET_CONTENTS_NONE, 0600, error) ||
      g_rename (tmp, new) != 0)
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s", g_strerror (errno));
      return FALSE;
    }

  return TRUE;
}

/**
 * ac_sandbox_mail_deliver:
 * @state: the program's state
 *
 * Writes the mails of the request that has just been committed.
 */
void
ac_sandbox_mail_deliver (AcSandboxState *state)
{
  for (guint i = 0; i < state->outbox->len; i++)
    {
      g_autoptr(GError) error = NULL;

      if (!deliver (state->mail_dir, g_ptr_array_index (state->outbox, i), &error))
        g_warning ("An e-mail can't be written to %s: %s", state->mail_dir, error->message);
    }
  ac_sandbox_mail_drop (state);
}

/**
 * ac_sandbox_mail_drop:
 * @state: the program's state
 *
 * Forgets the mails of a request that was rolled back.
 */
void
ac_sandbox_mail_drop (AcSandboxState *state)
{
  g_ptr_array_set_size (state->outbox, 0);
}
