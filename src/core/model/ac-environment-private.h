/* ac-environment-private.h: the environment's JSON, for the collection that owns it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "ac-environment.h"

G_BEGIN_DECLS

AcEnvironment *ac_environment_new_from_json          (JsonObject     *object,
                                                      GError        **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean       ac_environment_update                 (AcEnvironment  *self,
                                                      AcEnvironment  *fresh);
void           ac_environment_prepare                (AcEnvironment  *self);
void           ac_environment_set_folder_mode        (AcEnvironment  *self,
                                                      AcFolderMode    folder_mode);
void           ac_environment_set_enabled_keys       (AcEnvironment  *self,
                                                      guint           n);

/* Words of the wire. */
gboolean       ac_folder_mode_read                   (JsonObject     *object,
                                                      const char     *name,
                                                      AcFolderMode   *out,
                                                      GError        **error);
const char    *ac_folder_mode_get_word               (AcFolderMode    folder_mode);

/* Bodies that change one thing. */
JsonNode      *ac_environment_build_text_patch       (const char     *member,
                                                      const char     *value) G_GNUC_WARN_UNUSED_RESULT;
JsonNode      *ac_environment_build_enabled_patch    (gboolean        enabled) G_GNUC_WARN_UNUSED_RESULT;
JsonNode      *ac_environment_build_attributes_patch (GPtrArray      *attributes) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
