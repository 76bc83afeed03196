/* ac-messages.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-messages"

#include "config.h"

#include "ac-messages.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <gtk/gtk.h>

#include "ac-account-url.h"
#include "ac-error.h"
#include "ac-password-check.h"
#include "ac-rotations.h"

/* The longest name in a sentence, in characters. */
#define NAME_LENGTH 40
#define ZERO_WIDTH_JOINER 0x200D
#define FIRST_STRONG_ISOLATE "\342\201\250"
#define LEFT_TO_RIGHT_MARK "\342\200\216"
#define RIGHT_TO_LEFT_MARK "\342\200\217"
#define LEFT_TO_RIGHT_ISOLATE "\342\201\246"
#define POP_DIRECTIONAL_ISOLATE "\342\201\251"

static const struct
{
  AcError code;
  const char *sentence;
} sentences[] = {
  { AC_ERROR_NETWORK, N_("The server could not be reached.") },
  { AC_ERROR_TIMED_OUT, N_("The server did not answer in time.") },
  { AC_ERROR_INSECURE, N_("The connection would not be encrypted, so nothing was sent. Use an address that begins with https://.") },
  { AC_ERROR_CERTIFICATE, N_("The server could not prove who it is, so nothing was sent. Check its address, and the date of this computer.") },
  { AC_ERROR_REDIRECTED, N_("The server pointed to another address. Nothing was sent there.") },
  { AC_ERROR_UNAUTHORIZED, N_("The API key of this account is no longer accepted.") },
  { AC_ERROR_FORBIDDEN, N_("This key has no permission for that.") },
  { AC_ERROR_NOT_FOUND, N_("It no longer exists. The list was reloaded.") },
  { AC_ERROR_CONFLICT, N_("The name is already in use.") },
  { AC_ERROR_INVALID, N_("Cloudinary didn’t accept the values.") },
  { AC_ERROR_LIMIT_REACHED, N_("The limit is reached.") },
  { AC_ERROR_RATE_LIMITED, N_("Cloudinary asks us to slow down.") },
  { AC_ERROR_SERVER, N_("Cloudinary has a problem right now.") },
  { AC_ERROR_BAD_RESPONSE, N_("The server’s answer could not be understood.") },
  { AC_ERROR_TOO_LARGE, N_("The server’s answer is too large.") },
  { AC_ERROR_KEYRING_UNAVAILABLE, N_("No keyring is available.") },
  { AC_ERROR_KEYRING_LOCKED, N_("Unlock the keyring to open this account.") },
};

/* What this computer keeps of the rotations of keys. */
static const struct
{
  AcRotationsError code;
  const char *sentence;
} rotations_sentences[] = {
  { AC_ROTATIONS_ERROR_BROKEN, N_("What was kept of key rotations could not be read. The file was set aside, and a new one begins.") },
  { AC_ROTATIONS_ERROR_UNREADABLE, N_("What was kept of key rotations can’t be read or replaced, so nothing is saved.") },
  { AC_ROTATIONS_ERROR_NEWER, N_("A newer version of this program keeps the key rotations, so nothing is saved here.") },
  { AC_ROTATIONS_ERROR_NO_SPACE, N_("The disk is full.") },
  { AC_ROTATIONS_ERROR_NOT_WRITABLE, N_("The key rotation could not be saved on this computer.") },
};

/* What is wrong with an account URL as a whole, without a word of it. */
static const char *
get_url_problem (int code)
{
  switch ((AcAccountUrlError) code)
    {
    case AC_ACCOUNT_URL_ERROR_ENVIRONMENT_URL:
      return _("This is a CLOUDINARY_URL of one product environment. An account URL starts with account://.");

    case AC_ACCOUNT_URL_ERROR_INSECURE:
      return _("The address in upload_prefix has to start with https://.");

    case AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX:
      return _("The address in upload_prefix can’t be used.");

    case AC_ACCOUNT_URL_ERROR_EMPTY:
    case AC_ACCOUNT_URL_ERROR_SCHEME:
    case AC_ACCOUNT_URL_ERROR_KEY:
    case AC_ACCOUNT_URL_ERROR_SECRET:
    case AC_ACCOUNT_URL_ERROR_ACCOUNT_ID:
    default:
      return _("An account URL looks like account://key:secret@account-id.");
    }
}

/**
 * ac_message_for_error:
 * @error: what went wrong
 *
 * Makes one or two whole sentences of an error, in the language of the program. Only the code of @error counts, so
 * that no text of a server ever stands where the program speaks.
 *
 * Returns: (transfer full): plain text
 */
char *
ac_message_for_error (const GError *error)
{
  g_return_val_if_fail (error != NULL, g_strdup (""));

  if (error->domain == AC_ERROR)
    for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++)
      if ((int) sentences[i].code == error->code)
        return g_strdup (_(sentences[i].sentence));
  if (error->domain == AC_ACCOUNT_URL_ERROR)
    return g_strdup (get_url_problem (error->code));

  if (error->domain == AC_ROTATIONS_ERROR)
    for (gsize i = 0; i < G_N_ELEMENTS (rotations_sentences); i++)
      if ((int) rotations_sentences[i].code == error->code)
        return g_strdup (_(rotations_sentences[i].sentence));

  if (g_error_matches (error, AC_PASSWORD_ERROR, AC_PASSWORD_ERROR_REFUSED))
    return g_strdup (_("The password was not accepted."));
  /* Preferences say why, and there it can be changed. */
  if (error->domain == AC_PASSWORD_ERROR)
    return g_strdup (_("The password can’t be asked for. See Preferences."));

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_strdup (_("It was cancelled."));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY))
    return g_strdup (_("You may not write there. Choose another folder."));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    return g_strdup (_("The disk is full."));

  return g_strdup (_("Something unexpected went wrong."));
}

/**
 * ac_message_details:
 * @error: what went wrong
 *
 * What helps somebody who is asked for help: the HTTP status, the server's own words and the request's id, a line each.
 *
 * Returns: (transfer full) (nullable): plain text, or %NULL when there is nothing more to say
 */
char *
ac_message_details (const GError *error)
{
  g_autoptr(GString) details = NULL;
  const char *server_message;
  const char *request_id;
  guint status;

  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain != AC_ERROR)
    return NULL;

  details = g_string_new (NULL);
  status = ac_error_get_http_status (error);
  server_message = ac_error_get_server_message (error);
  request_id = ac_error_get_request_id (error);

  if (status != 0)
    {
      /* Translators: %u is an HTTP status like 503 */
      g_string_append_printf (details, _("Status: %u"), status);
      g_string_append_c (details, '\n');
    }
  if (server_message != NULL && *server_message != '\0')
    {
      /* Translators: %s is what the server said, in English */
      g_string_append_printf (details, _("Answer: %s"), server_message);
      g_string_append_c (details, '\n');
    }
  if (request_id != NULL && *request_id != '\0')
    {
      /* Translators: %s is the number under which the server knows the request */
      g_string_append_printf (details, _("Request: %s"), request_id);
      g_string_append_c (details, '\n');
    }

  if (details->len == 0)
    return NULL;

  g_string_truncate (details, details->len - 1);

  return g_string_free (g_steal_pointer (&details), FALSE);
}

/**
 * ac_isolate:
 * @text: an id, key, cloud name, URL or e-mail address
 *
 * Keeps the order of @text's punctuation in a right-to-left sentence (Unicode Standard Annex #9, 2.4.2).
 *
 * Returns: (transfer full): @text in LEFT-TO-RIGHT ISOLATE
 */
char *
ac_isolate (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return g_strconcat (LEFT_TO_RIGHT_ISOLATE, text, POP_DIRECTIONAL_ISOLATE, NULL);
}

static gboolean
is_right_to_left (gunichar letter)
{
  static const GUnicodeScript scripts[] = {
    G_UNICODE_SCRIPT_HEBREW, G_UNICODE_SCRIPT_ARABIC, G_UNICODE_SCRIPT_SYRIAC,
    G_UNICODE_SCRIPT_THAANA, G_UNICODE_SCRIPT_NKO, G_UNICODE_SCRIPT_ADLAM,
  };

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    if (g_unichar_get_script (letter) == scripts[i])
      return TRUE;

  return FALSE;
}

/* Whether @name would turn the sentence around it, or be turned by it: its first letter decides. */
static gboolean
is_foreign (const char *name)
{
  while (*name != '\0' && !g_unichar_isalpha (g_utf8_get_char (name)))
    name = g_utf8_next_char (name);

  return *name != '\0' &&
         is_right_to_left (g_utf8_get_char (name)) != (gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL);
}

/* Where at most @length characters end, and none of what belongs to one letter is cut off. */
static const char *
find_end (const char *name,
          long        length)
{
  const char *end = g_utf8_offset_to_pointer (name, length);

  while (end > name)
    {
      const char *before = g_utf8_prev_char (end);

      if (!g_unichar_ismark (g_utf8_get_char (end)) && !g_unichar_iszerowidth (g_utf8_get_char (end)) &&
          g_utf8_get_char (before) != ZERO_WIDTH_JOINER && !g_unichar_isspace (g_utf8_get_char (before)))
        break;
      end = before;
    }

  return end;
}

/**
 * ac_quote_name:
 * @name: a name that somebody gave to something
 *
 * Prepares @name for a place inside a sentence, which stays readable with a name of any length and direction
 * (ui.md A.7, A.16).
 *
 * Returns: (transfer full): @name, shortened when it is long, in FIRST STRONG ISOLATE when its direction is another
 */
char *
ac_quote_name (const char *name)
{
  g_autofree char *shortened = NULL;
  const char *mark;

  g_return_val_if_fail (name != NULL, NULL);

  if (g_utf8_strlen (name, -1) > NAME_LENGTH)
    {
      g_autofree char *begin = g_strndup (name, (gsize) (find_end (name, NAME_LENGTH - 1) - name));

      shortened = g_strconcat (begin, "…", NULL);
    }
  else
    {
      shortened = g_strdup (name);
    }

  if (!is_foreign (name))
    return g_steal_pointer (&shortened);

  /* Pango takes the direction of a sentence from its first letter, in an isolate or not. */
  mark = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL ? RIGHT_TO_LEFT_MARK : LEFT_TO_RIGHT_MARK;

  return g_strconcat (mark, FIRST_STRONG_ISOLATE, shortened, POP_DIRECTIONAL_ISOLATE, NULL);
}
