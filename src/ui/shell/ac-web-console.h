/* ac-web-console.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-page.h"

G_BEGIN_DECLS

/* Where people are helped. */
#define AC_SUPPORT_URL "https://support.cloudinary.com/hc/en-us/requests/new"

/* @environment_id (nullable): the environment that shall be selected there. @settings_page: "product-environments". */
char *ac_web_console_create_url (const char *environment_id,
                                 const char *settings_page) G_GNUC_WARN_UNUSED_RESULT;

/* Opens that address in the browser, says so when it can't be opened, and reloads the environments
 * and their limit when somebody comes back to the window. */
void  ac_web_console_open       (AcPage     *page,
                                 const char *environment_id,
                                 const char *settings_page);
/* Opens any address in the browser. */
void  ac_web_console_show_uri   (AcPage     *page,
                                 const char *uri);

G_END_DECLS
