/* ac-environment-texts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environment-texts"

#include "config.h"

#include "ac-environment-texts.h"

#include <glib/gi18n.h>

/**
 * ac_folder_mode_get_text:
 * @folder_mode: a folder mode
 *
 * Returns: (transfer none): what it is called
 */
const char *
ac_folder_mode_get_text (AcFolderMode folder_mode)
{
  switch (folder_mode)
    {
    case AC_FOLDER_MODE_FIXED:
      return _("Fixed folders");
    case AC_FOLDER_MODE_DYNAMIC:
      return _("Dynamic folders");
    case AC_FOLDER_MODE_UNKNOWN:
    default:
      return _("Unknown");
    }
}

/**
 * ac_storage_location_get_text:
 * @location: a location
 *
 * Returns: (transfer none): what it is called
 */
const char *
ac_storage_location_get_text (AcStorageLocation location)
{
  switch (location)
    {
    case AC_STORAGE_LOCATION_UNITED_STATES:
      return _("United States");
    case AC_STORAGE_LOCATION_EUROPE:
      return _("Europe");
    case AC_STORAGE_LOCATION_ASIA_PACIFIC:
      return _("Asia Pacific");
    case AC_STORAGE_LOCATION_UNKNOWN:
    default:
      return _("Unknown");
    }
}

/**
 * ac_support_options_get_text:
 * @n_options: how many options Support has set; -1 when it isn't known
 *
 * Returns: (transfer full): “2 options”, “None” or “Unknown”
 */
char *
ac_support_options_get_text (int n_options)
{
  if (n_options < 0)
    return g_strdup (_("Unknown"));
  if (n_options == 0)
    return g_strdup (C_("options set by Support", "None"));

  /* Translators: options of a product environment that Support has set */
  return g_strdup_printf (ngettext ("%d option", "%d options", (unsigned long) n_options), n_options);
}

/**
 * ac_environment_limit_create_refusal:
 * @limit: the limit of an account
 * @permissions: what may be done in the account
 *
 * Says why the limit can't be changed (console-settings.md 1.4).
 *
 * Returns: (transfer full) (nullable): a sentence; %NULL: it can be changed
 */
char *
ac_environment_limit_create_refusal (AcEnvironmentLimit *limit,
                                     AcPermissions      *permissions)
{
  guint base = ac_environment_limit_get_base (limit);
  const char *bought_through = ac_environment_limit_get_bought_through (limit);

  switch (ac_environment_limit_get_reason (limit))
    {
    case AC_LIMIT_REASON_NONE:
      if (ac_permissions_get_access (permissions, AC_SUBJECT_ENVIRONMENT_LIMIT) < AC_ACCESS_EDIT)
        return g_strdup (_("Only Master admins can change the limit."));
      return NULL;
    case AC_LIMIT_REASON_FREE_PLAN:
      return g_strdup (_("More product environments are part of paid plans."));
    case AC_LIMIT_REASON_MARKETPLACE:
      if (bought_through == NULL)
        return g_strdup (_("Your account was bought through another company. Change it there."));
      /* Translators: %s is a company like Heroku */
      return g_strdup_printf (_("Your account was bought through %s. Change it there."), bought_through);
    case AC_LIMIT_REASON_ENTERPRISE:
      return g_strdup (_("Enterprise plans: ask your Customer Success Manager."));
    case AC_LIMIT_REASON_BASE_NOT_REACHED:
      return g_strdup_printf (ngettext ("Available when the environment of your plan is in use.",
                                        "Available when all %u environments of your plan are in use.",
                                        base),
                              base);
    case AC_LIMIT_REASON_UNKNOWN:
    default:
      return g_strdup (_("Cloudinary doesn’t offer it for this account."));
    }
}
