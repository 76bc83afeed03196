/* ac-json-scan-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-json.h"

G_BEGIN_DECLS

gboolean ac_json_is_secret_name (const char     *name,
                                 gsize           length);
char    *ac_json_skip_space     (char           *at,
                                 const char     *end);
char    *ac_json_skip           (char           *at,
                                 guint          *depth);
gboolean ac_json_check          (char           *text,
                                 gsize           length,
                                 AcJsonSecrets   secrets,
                                 GError        **error);
gboolean ac_json_scan           (char           *text,
                                 gsize           length,
                                 AcJsonSecrets   secrets,
                                 GError        **error);

G_END_DECLS
