/* ac-environment-keys.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-api-keys.h"
#include "ac-environment.h"

G_BEGIN_DECLS

#define AC_TYPE_ENVIRONMENT_KEYS (ac_environment_keys_get_type ())

/* The access keys of one product environment, sorted by key. Got by ac_environments_get_keys(). What is done here keeps
 * AcEnvironment:enabled-keys true. */
G_DECLARE_FINAL_TYPE (AcEnvironmentKeys, ac_environment_keys, AC, ENVIRONMENT_KEYS, AcApiKeys)

AcEnvironment *ac_environment_keys_get_environment (AcEnvironmentKeys    *self);
/* How many there were at the last load: more than there are items when not all fit on the service's pages (10,000). */
guint          ac_environment_keys_get_total       (AcEnvironmentKeys    *self);

/* Ends with ac_api_keys_generate_finish(). */
void           ac_environment_keys_generate_async  (AcEnvironmentKeys    *self,
                                                    const char           *name,
                                                    gboolean              enabled,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
/* The mark of the key for webhooks moves to @key. Both end with ac_api_keys_change_finish(). */
void           ac_environment_keys_designate_async (AcEnvironmentKeys    *self,
                                                    AcApiKey             *key,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
void           ac_environment_keys_delete_async    (AcEnvironmentKeys    *self,
                                                    AcApiKey             *key,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);

G_END_DECLS
