/* ac-primary-menu.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define AC_TYPE_PRIMARY_MENU (ac_primary_menu_get_type ())

/* The button of the menu about the program, opened by F10 too. */
G_DECLARE_FINAL_TYPE (AcPrimaryMenu, ac_primary_menu, AC, PRIMARY_MENU, GtkWidget)

G_END_DECLS
