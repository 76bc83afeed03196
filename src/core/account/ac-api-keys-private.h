/* ac-api-keys-private.h: what the collections of keys share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-api-key-private.h"
#include "ac-api-keys.h"

G_BEGIN_DECLS

/* A key and the same with its secret. */
typedef struct
{
  AcApiKey *key;
  AcCredentials *credentials;
} AcApiKeyPair;

void     ac_api_key_pair_free         (AcApiKeyPair         *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcApiKeyPair, ac_api_key_pair_free)
/* A parse function for ac_client_fetch_async() of a key, with ac_request_want_secrets(). */
gpointer ac_api_key_pair_parse        (JsonNode             *root,
                                       gpointer              user_data,
                                       GError              **error);

guint    ac_api_keys_count_enabled    (AcApiKeys            *self);
/* The verbs of the subclasses; each takes @body. */
void     ac_api_keys_generate_async   (AcApiKeys            *self,
                                       JsonNode             *body,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
void     ac_api_keys_change_async     (AcApiKeys            *self,
                                       AcApiKey             *key,
                                       JsonNode             *body,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
void     ac_api_keys_delete_async     (AcApiKeys            *self,
                                       AcApiKey             *key,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);

G_END_DECLS
