/* ac-api-key.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define AC_TYPE_API_KEY (ac_api_key_get_type ())

/* A key of the account, or one of a product environment. It never holds its secret.
 * Properties, all read-only and notified: api-key (what is its id), name, enabled, root, dedicated-for-webhooks (only keys of
 * environments), role (only keys of the account; the wire's name, NULL: none that this program knows),
 * created-at, updated-at (GDateTime, nullable). */
G_DECLARE_FINAL_TYPE (AcApiKey, ac_api_key, AC, API_KEY, GObject)

/* One of which only its number is known; it is taken to be enabled. */
AcApiKey   *ac_api_key_new                        (const char *api_key) G_GNUC_WARN_UNUSED_RESULT;
const char *ac_api_key_get_api_key                (AcApiKey  *self);
const char *ac_api_key_get_name                   (AcApiKey  *self);
gboolean    ac_api_key_get_enabled                (AcApiKey  *self);
gboolean    ac_api_key_get_root                   (AcApiKey  *self);
gboolean    ac_api_key_get_dedicated_for_webhooks (AcApiKey  *self);
const char *ac_api_key_get_role                   (AcApiKey  *self);
GDateTime  *ac_api_key_get_created_at             (AcApiKey  *self);
GDateTime  *ac_api_key_get_updated_at             (AcApiKey  *self);
/* How many whole days it is old at @now; -1 when nobody knows. */
int         ac_api_key_get_age                    (AcApiKey  *self,
                                                   GDateTime *now);

G_END_DECLS
