/* ac-custom-attribute-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "ac-environment.h"

G_BEGIN_DECLS

GPtrArray *ac_custom_attributes_new       (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean   ac_custom_attributes_read      (JsonObject     *object,
                                           const char     *name,
                                           GPtrArray     **out,
                                           GError        **error);
gboolean   ac_custom_attributes_equal     (GPtrArray      *a,
                                           GPtrArray      *b);
JsonNode  *ac_custom_attributes_to_json   (GPtrArray      *attributes) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
