/* ac-environment-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-page.h"

G_BEGIN_DECLS

#define AC_TYPE_ENVIRONMENT_PAGE (ac_environment_page_get_type ())

/* The details of one environment (ui.md screen 4), which it follows; left when that is gone. Made by ac_environment_page_new(). */
G_DECLARE_FINAL_TYPE (AcEnvironmentPage, ac_environment_page, AC, ENVIRONMENT_PAGE, AcPage)

G_END_DECLS
