/* ac-environments-edit.c: making, changing and deleting environments
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environments"

#include "config.h"

#include "ac-environments-private.h"
#include "ac-json.h"

static void
set_text (JsonObject *object,
          const char *member,
          const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, member, value);
}

/* The public API knows neither a description nor a folder mode; with a base its folder mode is taken. */
static JsonNode *
build_draft (AcEnvironments           *self,
             const AcEnvironmentDraft *draft)
{
  JsonObject *object = json_object_new ();

  set_text (object, "name", draft->name);
  set_text (object, "cloud_name", draft->cloud_name);
  set_text (object, "base_sub_account_id", draft->base_id);
  if (self->has_details)
    set_text (object, "description", draft->description);
  if (self->has_details && draft->base_id == NULL)
    set_text (object, "folder_mode", ac_folder_mode_get_word (draft->folder_mode));

  return ac_json_node_new_object (object);
}

static void
on_created_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  AcCollection *self = g_task_get_source_object (task);
  g_autoptr (AcEnvironment) fresh = NULL;
  GError *error = NULL;

  fresh = ac_client_fetch_finish (AC_CLIENT (object), result, &error);
  if (fresh == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_object_ref (ac_collection_upsert (self, fresh)), g_object_unref);
}

/**
 * ac_environment_draft_new:
 *
 * Makes an empty draft.
 *
 * Returns: (transfer full): the draft; its texts are g_malloc()ed and belong to it
 */
AcEnvironmentDraft *
ac_environment_draft_new (void)
{
  return g_new0 (AcEnvironmentDraft, 1);
}

/**
 * ac_environment_draft_free:
 * @self: (transfer full): a draft
 *
 * Frees a draft and its texts.
 */
void
ac_environment_draft_free (AcEnvironmentDraft *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->name);
  g_free (self->cloud_name);
  g_free (self->description);
  g_free (self->base_id);
  g_free (self);
}

/**
 * ac_environments_create_async:
 * @self: the environments
 * @draft: what was entered; it may be freed at once
 * @cancellable: (nullable): stops the waiting; the environment may be made all the same
 * @callback: called when it is made
 * @user_data: (closure): for @callback
 *
 * Makes a new environment. The request is never repeated by itself.
 */
void
ac_environments_create_async (AcEnvironments           *self,
                              const AcEnvironmentDraft *draft,
                              GCancellable             *cancellable,
                              GAsyncReadyCallback       callback,
                              gpointer                  user_data)
{
  AcRequest *request;
  GTask *task;

  g_return_if_fail (AC_IS_ENVIRONMENTS (self));
  g_return_if_fail (draft != NULL);

  request = self->has_details ? ac_environments_create_console_request (self, "POST", NULL)
                              : ac_environments_create_request (self, "POST", NULL);
  ac_request_take_body (request, build_draft (self, draft));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ac_environments_create_async);
  ac_client_fetch_async (ac_collection_get_client (AC_COLLECTION (self)), request, NULL,
                         ac_environments_parse_one, NULL, NULL, g_object_unref, cancellable, on_created_cb, task);
}

/**
 * ac_environments_create_finish:
 * @self: the environments
 * @result: what the callback got
 * @error: return location for an error of %AC_ERROR (%AC_ERROR_LIMIT_REACHED when the plan's number is used up,
 *   %AC_ERROR_CONFLICT when the cloud name is taken), or %G_IO_ERROR_CANCELLED
 *
 * Ends ac_environments_create_async().
 *
 * Returns: (transfer full): the new environment, which is in the collection
 */
AcEnvironment *
ac_environments_create_finish (AcEnvironments  *self,
                               GAsyncResult    *result,
                               GError         **error)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENTS (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ac_environments_create_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ac_environments_set_name_async:
 * @self: the environments
 * @environment: one of them
 * @name: its new name
 * @cancellable: (nullable): stops the waiting
 * @callback: called when it is changed
 * @user_data: (closure): for @callback
 *
 * Changes the name that people see.
 */
void
ac_environments_set_name_async (AcEnvironments      *self,
                                AcEnvironment       *environment,
                                const char          *name,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (AC_IS_ENVIRONMENTS (self));
  g_return_if_fail (AC_IS_ENVIRONMENT (environment));
  g_return_if_fail (name != NULL);

  ac_collection_change_async (AC_COLLECTION (self), environment,
                              ac_environments_create_request (self, "PUT", ac_environment_get_id (environment)),
                              ac_environment_build_text_patch ("name", name),
                              cancellable, callback, user_data);
}

/**
 * ac_environments_set_cloud_name_async:
 * @self: the environments
 * @environment: one of them
 * @cloud_name: its new cloud name
 * @cancellable: (nullable): stops the waiting
 * @callback: called when it is changed
 * @user_data: (closure): for @callback
 *
 * Changes the public name; the service refuses it when the name is taken or the environment has many assets.
 */
void
ac_environments_set_cloud_name_async (AcEnvironments      *self,
                                      AcEnvironment       *environment,
                                      const char          *cloud_name,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  g_return_if_fail (AC_IS_ENVIRONMENTS (self));
  g_return_if_fail (AC_IS_ENVIRONMENT (environment));
  g_return_if_fail (cloud_name != NULL);

  ac_collection_change_async (AC_COLLECTION (self), environment,
                              ac_environments_create_request (self, "PUT", ac_environment_get_id (environment)),
                              ac_environment_build_text_patch ("cloud_name", cloud_name),
                              cancellable, callback, user_data);
}

/**
 * ac_environments_set_enabled_async:
 * @self: the environments
 * @environment: one of them
 * @enabled: whether it shall be enabled
 * @cancellable: (nullable): stops the waiting
 * @callback: called when it is changed
 * @user_data: (closure): for @callback
 *
 * Enables or disables an environment.
 */
void
ac_environments_set_enabled_async (AcEnvironments      *self,
                                   AcEnvironment       *environment,
                                   gboolean             enabled,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_return_if_fail (AC_IS_ENVIRONMENTS (self));
  g_return_if_fail (AC_IS_ENVIRONMENT (environment));

  ac_collection_change_async (AC_COLLECTION (self), environment,
                              ac_environments_create_request (self, "PUT", ac_environment_get_id (environment)),
                              ac_environment_build_enabled_patch (enabled),
                              cancellable, callback, user_data);
}

/**
 * ac_environments_set_description_async:
 * @self: the environments; the service must tell details
 * @environment: one of them
 * @description: its new description, possibly empty
 * @cancellable: (nullable): stops the waiting
 * @callback: called when it is changed
 * @user_data: (closure): for @callback
 *
 * Changes the description, which only the Console API can.
 */
void
ac_environments_set_description_async (AcEnvironments      *self,
                                       AcEnvironment       *environment,
                                       const char          *description,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  g_return_if_fail (AC_IS_ENVIRONMENTS (self));
  g_return_if_fail (AC_IS_ENVIRONMENT (environment));
  g_return_if_fail (description != NULL);

  ac_collection_change_async (AC_COLLECTION (self), environment,
                              ac_environments_create_console_request (self, "PUT", ac_environment_get_id (environment)),
                              ac_environment_build_text_patch ("description", description),
                              cancellable, callback, user_data);
}

/**
 * ac_environments_set_attributes_async:
 * @self: the environments
 * @environment: one of them
 * @attributes: (element-type AcCustomAttribute): all of them, as they shall be
 * @cancellable: (nullable): stops the waiting
 * @callback: called when they are changed
 * @user_data: (closure): for @callback
 *
 * Replaces the custom attributes. The whole map is sent; whether Cloudinary itself replaces or merges nobody knows
 * (wire reference 2.5), and what the environment has afterwards is what the answer says.
 */
void
ac_environments_set_attributes_async (AcEnvironments      *self,
                                      AcEnvironment       *environment,
                                      GPtrArray           *attributes,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  g_return_if_fail (AC_IS_ENVIRONMENTS (self));
  g_return_if_fail (AC_IS_ENVIRONMENT (environment));
  g_return_if_fail (attributes != NULL);

  ac_collection_change_async (AC_COLLECTION (self), environment,
                              ac_environments_create_request (self, "PUT", ac_environment_get_id (environment)),
                              ac_environment_build_attributes_patch (attributes),
                              cancellable, callback, user_data);
}

/**
 * ac_environments_delete_async:
 * @self: the environments
 * @environment: one of them
 * @cancellable: (nullable): stops the waiting
 * @callback: called when it is deleted
 * @user_data: (closure): for @callback
 *
 * Deletes an environment, for good.
 */
void
ac_environments_delete_async (AcEnvironments      *self,
                              AcEnvironment       *environment,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (AC_IS_ENVIRONMENTS (self));
  g_return_if_fail (AC_IS_ENVIRONMENT (environment));

  ac_collection_delete_async (AC_COLLECTION (self), environment,
                              ac_environments_create_request (self, "DELETE", ac_environment_get_id (environment)),
                              cancellable, callback, user_data);
}

/**
 * ac_environments_change_finish:
 * @self: the environments
 * @result: what the callback got
 * @error: return location for an error of %AC_ERROR (%AC_ERROR_NOT_FOUND: the environment was gone, and no longer is
 *   in the collection), or %G_IO_ERROR_CANCELLED
 *
 * Ends any of the changes, deleting included.
 *
 * Returns: whether it was done
 */
gboolean
ac_environments_change_finish (AcEnvironments  *self,
                               GAsyncResult    *result,
                               GError         **error)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENTS (self), FALSE);

  return ac_collection_change_finish (AC_COLLECTION (self), result, error);
}
