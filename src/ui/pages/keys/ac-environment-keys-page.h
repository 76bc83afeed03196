/* ac-environment-keys-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-settings-page.h"

G_BEGIN_DECLS

#define AC_TYPE_ENVIRONMENT_KEYS_PAGE (ac_environment_keys_page_get_type ())

/* API Keys (console-settings.md 3.1): the keys of the product environment that is chosen in the sidebar. */
G_DECLARE_FINAL_TYPE (AcEnvironmentKeysPage, ac_environment_keys_page, AC, ENVIRONMENT_KEYS_PAGE, AcSettingsPage)

G_END_DECLS
