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
    return g_strdup (_("None"));

  /* Translators: options of a product environment that Support has set */
  return g_strdup_printf (ngettext ("%d option", "%d options", (unsigned long) n_options), n_options);
}
