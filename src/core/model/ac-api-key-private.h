/* ac-api-key-private.h: the key's JSON, for the collections that own it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "ac-api-key.h"

G_BEGIN_DECLS

AcApiKey *ac_api_key_new_from_json              (JsonObject  *object,
                                                 GError     **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean  ac_api_key_update                     (AcApiKey    *self,
                                                 AcApiKey    *fresh);
gboolean  ac_api_key_set_dedicated_for_webhooks (AcApiKey    *self,
                                                 gboolean     dedicated);

/* Bodies: a new key, and those that change one thing. */
JsonNode *ac_api_key_build_account_draft        (const char  *name,
                                                 const char  *role) G_GNUC_WARN_UNUSED_RESULT;
JsonNode *ac_api_key_build_environment_draft    (const char  *name,
                                                 gboolean     enabled) G_GNUC_WARN_UNUSED_RESULT;
JsonNode *ac_api_key_build_name_patch           (const char  *name) G_GNUC_WARN_UNUSED_RESULT;
JsonNode *ac_api_key_build_enabled_patch        (gboolean     enabled) G_GNUC_WARN_UNUSED_RESULT;
JsonNode *ac_api_key_build_webhooks_patch       (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
