/* ac-environment-url.h: CLOUDINARY_URL
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-credentials.h"

G_BEGIN_DECLS

#define AC_ENVIRONMENT_SCHEME "cloudinary://"

/* cloudinary://KEY:SECRET@CLOUD_NAME[?upload_prefix=HOST]. @host (nullable): Cloudinary's usual one.
 * The whole URL with its secret: free with secret_password_free(). */
char *ac_environment_url_format        (AcCredentials *credentials,
                                        const char    *cloud_name,
                                        const char    *host) G_GNUC_WARN_UNUSED_RESULT;
/* The same with bullets in the secret's place: for the screen; free with g_free(). */
char *ac_environment_url_format_masked (const char    *key,
                                        const char    *cloud_name,
                                        const char    *host) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
