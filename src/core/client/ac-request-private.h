/* ac-request-private.h: what the client reads of a request
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-request.h"

G_BEGIN_DECLS

const char *ac_request_get_method     (AcRequest  *self);
const char *ac_request_get_path       (AcRequest  *self);
char       *ac_request_dup_target     (AcRequest  *self) G_GNUC_WARN_UNUSED_RESULT;
GBytes     *ac_request_create_body    (AcRequest  *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean    ac_request_keeps_secrets  (AcRequest  *self);
gboolean    ac_request_is_repeatable  (AcRequest  *self);

G_END_DECLS
