/* ac-sandbox-cloud-name.c: which cloud names can be had
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ac-sandbox-cloud-name.h"
#include "ac-sandbox-decisions.h"
#include "ac-sandbox-params.h"
#include "ac-sandbox-request.h"

#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
#define CHARACTERS LETTERS "0123456789-_"

/* How many numbers are tried behind a generated name: more environments than an account can have. */
#define MAX_TRIES 1000000

static gboolean
check_form (const char  *cloud_name,
            GError     **error)
{
  gsize length = g_utf8_strlen (cloud_name, -1);
  const char *why = NULL;

  if (length < AC_SANDBOX_MIN_CLOUD_NAME || length > AC_SANDBOX_MAX_CLOUD_NAME)
    why = AC_SANDBOX_TEXT_CLOUD_NAME_LENGTH;
  else if (strspn (cloud_name, CHARACTERS) != strlen (cloud_name))
    why = AC_SANDBOX_TEXT_CLOUD_NAME_CHARACTERS;
  else if (!g_ascii_isalpha (*cloud_name))
    why = AC_SANDBOX_TEXT_CLOUD_NAME_FIRST;
  else if (g_ascii_strcasecmp (cloud_name + MAX (length, 4) - 4, "-cld") == 0)
    why = AC_SANDBOX_TEXT_CLOUD_NAME_CLD;
  if (why == NULL)
    return TRUE;

  ac_sandbox_set_invalid (error, "cloud_name", why);
  return FALSE;
}

/* Taken here or by another Cloudinary account, but not by @id itself. */
static gboolean
is_taken (AcSandboxState  *state,
          const char      *cloud_name,
          const char      *id,
          gboolean        *taken,
          GError         **error)
{
  gint64 count;

  if (!ac_sandbox_store_query_int (state->store, error, &count,
                                   "SELECT (SELECT count (*) FROM environments WHERE cloud_name = ?1 AND id IS NOT ?2)"
                                   " + (SELECT count (*) FROM taken_cloud_names WHERE cloud_name = ?1)",
                                   "ss", cloud_name, id))
    return FALSE;
  *taken = count > 0;

  return TRUE;
}

/**
 * ac_sandbox_cloud_name_claim:
 * @state: the program's state
 * @cloud_name: the name that somebody wants
 * @id: (nullable): the environment that wants it, when there is one already
 * @error: return location for a 400 or a 409
 *
 * Returns: (transfer full) (nullable): the name to be stored
 */
char *
ac_sandbox_cloud_name_claim (AcSandboxState  *state,
                             const char      *cloud_name,
                             const char      *id,
                             GError         **error)
{
  gboolean taken;

  if (!check_form (cloud_name, error) || !is_taken (state, cloud_name, id, &taken, error))
    return NULL;
  if (taken)
    {
      ac_sandbox_refuse (error, AC_SANDBOX_ERROR_CONFLICT, AC_SANDBOX_TEXT_CLOUD_NAME_TAKEN, cloud_name);
      return NULL;
    }

  return g_strdup (cloud_name);
}

/* Letters and digits stay, each run of others becomes one hyphen; there is room for a number behind it. */
static char *
make_slug (const char *name)
{
  g_autofree char *ascii = g_str_to_ascii (name, "C");
  GString *slug = g_string_new (NULL);

  for (const char *p = ascii; *p != '\0' && slug->len < AC_SANDBOX_MAX_CLOUD_NAME - 8; p++)
    {
      gboolean keep = slug->len == 0 ? g_ascii_isalpha (*p) : g_ascii_isalnum (*p);

      if (keep)
        g_string_append_c (slug, *p);
      else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
        g_string_append_c (slug, '-');
    }
  while (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);
  if (slug->len < AC_SANDBOX_MIN_CLOUD_NAME || g_str_has_suffix (slug->str, "-cld"))
    g_string_assign (slug, AC_SANDBOX_GENERATED_CLOUD_NAME);

  return g_string_free (slug, FALSE);
}

/**
 * ac_sandbox_cloud_name_generate:
 * @state: the program's state
 * @name: the display name
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a name that nobody has
 */
char *
ac_sandbox_cloud_name_generate (AcSandboxState  *state,
                                const char      *name,
                                GError         **error)
{
  g_autofree char *slug = make_slug (name);
  g_autofree char *candidate = g_strdup (slug);

  for (guint number = 2; number < MAX_TRIES; number++)
    {
      gboolean taken;

      if (!is_taken (state, candidate, NULL, &taken, error))
        return NULL;
      if (!taken)
        return g_steal_pointer (&candidate);
      g_free (candidate);
      candidate = g_strdup_printf ("%s-%u", slug, number);
    }

  ac_sandbox_refuse (error, AC_SANDBOX_ERROR_CONFLICT, AC_SANDBOX_TEXT_CLOUD_NAME_TAKEN, slug);
  return NULL;
}
