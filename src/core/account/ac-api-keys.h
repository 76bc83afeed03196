/* ac-api-keys.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-api-key.h"
#include "ac-collection.h"

G_BEGIN_DECLS

#define AC_TYPE_API_KEYS (ac_api_keys_get_type ())

/* Abstract collection of AcApiKey, with what can be done to keys of both kinds. Secrets are in none of its objects. */
G_DECLARE_DERIVABLE_TYPE (AcApiKeys, ac_api_keys, AC, API_KEYS, AcCollection)

struct _AcApiKeysClass
{
  AcCollectionClass parent_class;

  /* @key (nullable): one of them; %NULL: all of them. */
  AcRequest *(*create_request)    (AcApiKeys  *self,
                                   const char *method,
                                   const char *key);
  /* Returns an AcCredentials by @task, which it takes; its task data is the AcApiKey. */
  void       (*fetch_credentials) (AcApiKeys  *self,
                                   AcApiKey   *key,
                                   GTask      *task);
  /* (nullable) After something was done here by which @n more keys are enabled; less than 0: fewer. */
  void       (*enabled_changed)   (AcApiKeys  *self,
                                   int         n);
};

/* Whether it is the one that this program is connected with. */
gboolean       ac_api_keys_is_in_use                (AcApiKeys            *self,
                                                     AcApiKey             *key);
/* Whether no other one is enabled; FALSE as long as nothing is loaded. */
gboolean       ac_api_keys_is_last_enabled          (AcApiKeys            *self,
                                                     AcApiKey             *key);

/* Ends ac_account_keys_generate_async() and ac_environment_keys_generate_async(). (transfer full): the new key, which now is
 * in the collection. @credentials (transfer full): the same with its secret. */
AcApiKey      *ac_api_keys_generate_finish          (AcApiKeys            *self,
                                                     GAsyncResult         *result,
                                                     AcCredentials       **credentials,
                                                     GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/* Each of these sends that one value only and updates @key in place from the answer.
 * A key that is gone (404) is taken out of the collection, and the error says so. */
void           ac_api_keys_set_name_async           (AcApiKeys            *self,
                                                     AcApiKey             *key,
                                                     const char           *name,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
void           ac_api_keys_set_enabled_async        (AcApiKeys            *self,
                                                     AcApiKey             *key,
                                                     gboolean              enabled,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
/* For these, ac_environment_keys_designate_async() and ac_environment_keys_delete_async(). */
gboolean       ac_api_keys_change_finish            (AcApiKeys            *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);

/* The key with its secret, fetched because a person wants to see or copy it; nothing keeps it. */
void           ac_api_keys_fetch_credentials_async  (AcApiKeys            *self,
                                                     AcApiKey             *key,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
AcCredentials *ac_api_keys_fetch_credentials_finish (AcApiKeys            *self,
                                                     GAsyncResult         *result,
                                                     GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
