/* ac-cloud-name.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-cloud-name"

#include "config.h"

#include "ac-cloud-name.h"

#include <glib/gi18n.h>
#include <string.h>

#define MIN_LENGTH 2
#define MAX_LENGTH 128
#define RESERVED_END "-cld"

static gboolean
has_good_characters (const char *cloud_name)
{
  if (!g_ascii_isalpha (*cloud_name))
    return FALSE;

  for (const char *c = cloud_name; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && *c != '-')
      return FALSE;

  return TRUE;
}

/**
 * ac_cloud_name_check:
 * @cloud_name: what somebody entered
 *
 * Checks what Cloudinary's help says of cloud names (console-settings.md 1.4). Whether a name is free only the service knows.
 *
 * Returns: the first problem
 */
AcCloudNameProblem
ac_cloud_name_check (const char *cloud_name)
{
  g_autofree char *lower = NULL;
  gsize length;

  g_return_val_if_fail (cloud_name != NULL, AC_CLOUD_NAME_PROBLEM_CHARACTERS);

  if (!has_good_characters (cloud_name))
    return AC_CLOUD_NAME_PROBLEM_CHARACTERS;

  length = strlen (cloud_name);
  if (length < MIN_LENGTH || length > MAX_LENGTH)
    return AC_CLOUD_NAME_PROBLEM_LENGTH;

  lower = g_ascii_strdown (cloud_name, -1);
  if (g_str_has_suffix (lower, RESERVED_END))
    return AC_CLOUD_NAME_PROBLEM_RESERVED_END;

  return AC_CLOUD_NAME_PROBLEM_NONE;
}

/**
 * ac_cloud_name_problem_blocks:
 * @problem: what is wrong with a cloud name
 *
 * Returns: whether the name can't be sent, because the service would refuse it
 */
gboolean
ac_cloud_name_problem_blocks (AcCloudNameProblem problem)
{
  return problem == AC_CLOUD_NAME_PROBLEM_CHARACTERS || problem == AC_CLOUD_NAME_PROBLEM_LENGTH;
}

/**
 * ac_cloud_name_problem_get_text:
 * @problem: what is wrong with a cloud name
 *
 * Returns: (transfer none) (nullable): what to do about it, translated
 */
const char *
ac_cloud_name_problem_get_text (AcCloudNameProblem problem)
{
  switch (problem)
    {
    case AC_CLOUD_NAME_PROBLEM_NONE:
      return NULL;
    case AC_CLOUD_NAME_PROBLEM_CHARACTERS:
      return _("Start with a letter. Use letters, digits and hyphens only.");
    case AC_CLOUD_NAME_PROBLEM_LENGTH:
      return _("Use 2 to 128 characters.");
    case AC_CLOUD_NAME_PROBLEM_RESERVED_END:
      return _("Don’t end with -cld. That ending is for private storage buckets.");
    default:
      g_return_val_if_reached (NULL);
    }
}

/* Drops hyphens at the end, and what is too long. */
static void
trim_end (GString *slug)
{
  if (slug->len > MAX_LENGTH)
    g_string_truncate (slug, MAX_LENGTH);
  while (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);
}

/**
 * ac_cloud_name_from_display_name:
 * @display_name: any text
 *
 * Proposes a cloud name: lower-case ASCII letters and digits, with one hyphen for everything between them, from
 * the first letter on. Other scripts are transliterated as the locale knows how.
 *
 * Returns: (transfer full): a valid cloud name, or "" when @display_name yields none
 */
char *
ac_cloud_name_from_display_name (const char *display_name)
{
  g_autofree char *ascii = NULL;
  GString *slug;

  g_return_val_if_fail (display_name != NULL, NULL);

  ascii = g_str_to_ascii (display_name, NULL);
  slug = g_string_new (NULL);

  for (const char *c = ascii; *c != '\0'; c++)
    {
      if (*c == '\'')
        continue;
      if (g_ascii_isalpha (*c) || (g_ascii_isdigit (*c) && slug->len > 0))
        g_string_append_c (slug, g_ascii_tolower (*c));
      else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
        g_string_append_c (slug, '-');
    }

  trim_end (slug);
  if (slug->len < MIN_LENGTH)
    g_string_truncate (slug, 0);

  return g_string_free (slug, FALSE);
}

/**
 * ac_cloud_name_create_delivery_url:
 * @cloud_name: a cloud name
 *
 * Returns: (transfer full): where the assets of that environment are delivered from
 */
char *
ac_cloud_name_create_delivery_url (const char *cloud_name)
{
  g_return_val_if_fail (cloud_name != NULL, NULL);

  return g_strconcat ("https://res.cloudinary.com/", cloud_name, "/", NULL);
}
