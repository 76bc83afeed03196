/* ac-environment-limit-private.h: the limit's JSON, for the account that owns it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "ac-environment-limit.h"

G_BEGIN_DECLS

AcEnvironmentLimit *ac_environment_limit_new_from_json (JsonObject          *object,
                                                        GError             **error) G_GNUC_WARN_UNUSED_RESULT;
void                ac_environment_limit_update        (AcEnvironmentLimit  *self,
                                                        AcEnvironmentLimit  *fresh);
JsonNode           *ac_environment_limit_build_patch   (guint                additional) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
