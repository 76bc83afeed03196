/* ac-environment-menu.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "ac-environment.h"

G_BEGIN_DECLS

GMenuModel *ac_environment_menu_new (AcEnvironment *environment) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
