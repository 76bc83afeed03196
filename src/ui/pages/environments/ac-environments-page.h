/* ac-environments-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-page.h"

G_BEGIN_DECLS

#define AC_TYPE_ENVIRONMENTS_PAGE (ac_environments_page_get_type ())

/* Product Environments (ui.md screen 3). */
G_DECLARE_FINAL_TYPE (AcEnvironmentsPage, ac_environments_page, AC, ENVIRONMENTS_PAGE, AcPage)

G_END_DECLS
