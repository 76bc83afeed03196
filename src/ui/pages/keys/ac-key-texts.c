/* ac-key-texts.c: what is said of keys and their roles
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-key-texts"

#include "config.h"

#include "ac-key-texts.h"

#include <glib/gi18n.h>

#include "ac-dates.h"

/* The "role" values of the Provisioning API ("Roles" in its reference). */
const char * const ac_role_names[AC_N_ROLES] = {
  "master_admin", "admin", "technical_admin", "billing", "reports", "media_library_admin", "media_library_user",
};

/* In that order; the descriptions are those of "User roles and permissions" in Cloudinary's support pages. */
static const struct
{
  const char *label;
  const char *description;
} role_texts[AC_N_ROLES] = {
  { N_("Master admin"), N_("Everything, in all product environments.") },
  { N_("Admin"), N_("Everything except billing.") },
  { N_("Technical admin"), N_("Everything except users and billing.") },
  { N_("Billing"), N_("Billing only.") },
  { N_("Reports"), N_("Dashboard and reports only.") },
  { N_("Media Library admin"), N_("All assets, but no settings.") },
  { N_("Media Library user"), N_("Only folders and collections that are shared with it.") },
};

static int
find_role (const char *role)
{
  for (int i = 0; role != NULL && i < AC_N_ROLES; i++)
    if (g_str_equal (role, ac_role_names[i]))
      return i;

  return -1;
}

/**
 * ac_role_get_label:
 * @role: (nullable): the wire's name of a legacy role
 *
 * Returns: (transfer none) (nullable): how people call it; %NULL for one that isn't known
 */
const char *
ac_role_get_label (const char *role)
{
  int i = find_role (role);

  return i >= 0 ? _(role_texts[i].label) : NULL;
}

/**
 * ac_role_get_description:
 * @role: (nullable): the wire's name of a legacy role
 *
 * Returns: (transfer none) (nullable): a sentence about what it may do; %NULL for one that isn't known
 */
const char *
ac_role_get_description (const char *role)
{
  int i = find_role (role);

  return i >= 0 ? _(role_texts[i].description) : NULL;
}

/**
 * ac_key_age_format:
 * @days: an age
 *
 * Returns: (transfer full): the text of its badge
 */
char *
ac_key_age_format (int days)
{
  guint n = (guint) MAX (days, 0);

  if (n == 0)
    /* Translators: a badge: the key was made today */
    return g_strdup (_("New"));

  return g_strdup_printf (ngettext ("%u day", "%u days", n), n);
}

/**
 * ac_key_created_format:
 * @key: a key
 *
 * Returns: (transfer full): when it was made, and how long that is ago
 */
char *
ac_key_created_format (AcApiKey *key)
{
  GDateTime *created_at = ac_api_key_get_created_at (key);
  int age = ac_key_age_today (key);
  g_autofree char *date = NULL;

  if (age < 1)
    return ac_format_when (created_at);

  date = ac_format_date (created_at);

  /* Translators: %1$s is a date, as “Feb 3, 2026” */
  return g_strdup_printf (ngettext ("%1$s · %2$d day ago", "%1$s · %2$d days ago", (gulong) age), date, age);
}

/**
 * ac_key_age_today:
 * @key: a key
 *
 * Returns: how many whole days old it is; -1 when nobody knows
 */
int
ac_key_age_today (AcApiKey *key)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  return ac_api_key_get_age (key, now);
}

/**
 * ac_key_has_generic_name:
 * @key: a key
 *
 * The name that a root key comes with isn't documented: “Root” is what the keys of product environments are seen with, and
 * of other names only one that is the number itself, or none, is surely nobody's choice.
 *
 * Returns: whether @key is a root key that still has the name that it came with
 */
gboolean
ac_key_has_generic_name (AcApiKey *key)
{
  const char *name = ac_api_key_get_name (key);

  return ac_api_key_get_root (key) &&
         (name == NULL || *name == '\0' || g_ascii_strcasecmp (name, "root") == 0 ||
          g_ascii_strcasecmp (name, "root key") == 0 || g_str_equal (name, ac_api_key_get_api_key (key)));
}
