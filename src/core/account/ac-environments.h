/* ac-environments.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-collection.h"
#include "ac-environment-keys.h"
#include "ac-environment.h"

G_BEGIN_DECLS

/* What a person enters to make a new environment. Plain data; NULL: not given. */
typedef struct
{
  char *name;
  char *cloud_name;
  char *description;
  char *base_id;
  AcFolderMode folder_mode; /* UNKNOWN: the account's default, or the base's */
} AcEnvironmentDraft;

AcEnvironmentDraft *ac_environment_draft_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void                ac_environment_draft_free (AcEnvironmentDraft *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcEnvironmentDraft, ac_environment_draft_free)

#define AC_TYPE_ENVIRONMENTS (ac_environments_get_type ())

/* The product environments of an account.
 * Property: has-details (gboolean): the service tells and takes description, folder mode and location (Console API). */
G_DECLARE_FINAL_TYPE (AcEnvironments, ac_environments, AC, ENVIRONMENTS, AcCollection)

AcEnvironments *ac_environments_new                (AcClient                 *client,
                                                    const char               *account_id) G_GNUC_WARN_UNUSED_RESULT;
gboolean        ac_environments_get_has_details    (AcEnvironments           *self);
void            ac_environments_set_has_details    (AcEnvironments           *self,
                                                    gboolean                  has_details);

void            ac_environments_create_async       (AcEnvironments           *self,
                                                    const AcEnvironmentDraft *draft,
                                                    GCancellable             *cancellable,
                                                    GAsyncReadyCallback       callback,
                                                    gpointer                  user_data);
/* (transfer full): the new environment, which now is in the collection. */
AcEnvironment  *ac_environments_create_finish      (AcEnvironments           *self,
                                                    GAsyncResult             *result,
                                                    GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/* Each of these sends that one value only and updates @environment in place from the answer.
 * An environment that is gone (404) is taken out of the collection, and the error says so. */
void            ac_environments_set_name_async         (AcEnvironments       *self,
                                                        AcEnvironment        *environment,
                                                        const char           *name,
                                                        GCancellable         *cancellable,
                                                        GAsyncReadyCallback   callback,
                                                        gpointer              user_data);
void            ac_environments_set_cloud_name_async   (AcEnvironments       *self,
                                                        AcEnvironment        *environment,
                                                        const char           *cloud_name,
                                                        GCancellable         *cancellable,
                                                        GAsyncReadyCallback   callback,
                                                        gpointer              user_data);
void            ac_environments_set_enabled_async      (AcEnvironments       *self,
                                                        AcEnvironment        *environment,
                                                        gboolean              enabled,
                                                        GCancellable         *cancellable,
                                                        GAsyncReadyCallback   callback,
                                                        gpointer              user_data);
void            ac_environments_set_description_async  (AcEnvironments       *self,
                                                        AcEnvironment        *environment,
                                                        const char           *description,
                                                        GCancellable         *cancellable,
                                                        GAsyncReadyCallback   callback,
                                                        gpointer              user_data);
/* @attributes (element-type AcCustomAttribute): all of them, as they shall be. */
void            ac_environments_set_attributes_async   (AcEnvironments       *self,
                                                        AcEnvironment        *environment,
                                                        GPtrArray            *attributes,
                                                        GCancellable         *cancellable,
                                                        GAsyncReadyCallback   callback,
                                                        gpointer              user_data);
void            ac_environments_delete_async           (AcEnvironments       *self,
                                                        AcEnvironment        *environment,
                                                        GCancellable         *cancellable,
                                                        GAsyncReadyCallback   callback,
                                                        gpointer              user_data);
/* For all of the above. */
gboolean        ac_environments_change_finish          (AcEnvironments       *self,
                                                        GAsyncResult         *result,
                                                        GError              **error);

/* Reads the folder mode through the Admin API with the environment's own key, when it is unknown;
 * at most 4 at once, the rest queued, each environment asked once. Nothing to wait for: it notifies. */
void            ac_environments_want_folder_mode       (AcEnvironments       *self,
                                                        AcEnvironment        *environment);
/* Takes back a wish that has not been started, for a row that left the view. */
void            ac_environments_unwant_folder_mode     (AcEnvironments       *self,
                                                        AcEnvironment        *environment);

/* (transfer full): the keys of @environment, one collection for all who hold it. */
AcEnvironmentKeys *ac_environments_get_keys            (AcEnvironments       *self,
                                                        AcEnvironment        *environment) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (element-type AcEnvironmentKeys): those that somebody holds now. */
GPtrArray      *ac_environments_list_keys              (AcEnvironments       *self) G_GNUC_WARN_UNUSED_RESULT;
/* The CLOUDINARY_URL of @environment with its first enabled key, fetched for this purpose. */
void            ac_environments_fetch_url_async        (AcEnvironments       *self,
                                                        AcEnvironment        *environment,
                                                        GCancellable         *cancellable,
                                                        GAsyncReadyCallback   callback,
                                                        gpointer              user_data);
/* Free with secret_password_free(). */
char           *ac_environments_fetch_url_finish       (AcEnvironments       *self,
                                                        GAsyncResult         *result,
                                                        GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* How many keys it has, enabled and not. */
void            ac_environments_count_keys_async       (AcEnvironments       *self,
                                                        AcEnvironment        *environment,
                                                        GCancellable         *cancellable,
                                                        GAsyncReadyCallback   callback,
                                                        gpointer              user_data);
gboolean        ac_environments_count_keys_finish      (AcEnvironments       *self,
                                                        GAsyncResult         *result,
                                                        guint                *n_keys,
                                                        guint                *n_enabled,
                                                        GError              **error);

G_END_DECLS
