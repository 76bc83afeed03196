/* ac-environment-keys-link.h: the way to the page with the keys of an environment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-page.h"

G_BEGIN_DECLS

/* FALSE: there is no such page. */
gboolean ac_environment_keys_link_get_available (void);
/* The window of @widget changes to the environment and to the page. */
void     ac_environment_keys_link_follow        (GtkWidget     *widget,
                                                 AcEnvironment *environment);
/* “Halden Nordic created”, with the button Show Keys. */
void     ac_environment_keys_link_toast_created (AcPage        *page,
                                                 AcEnvironment *environment);

G_END_DECLS
