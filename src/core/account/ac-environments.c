/* ac-environments.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environments"

#include "config.h"

#include "ac-environments-private.h"
#include "ac-error.h"
#include "ac-json.h"

enum
{
  PROP_0,
  PROP_HAS_DETAILS,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (AcEnvironments, ac_environments, AC_TYPE_COLLECTION)

static GParamSpec *properties[N_PROPS];

/* The public API calls them sub_accounts, the Console API environments. */
static gboolean
read_list (JsonNode   *root,
           JsonArray **out,
           GError    **error)
{
  JsonObject *object;

  if (!ac_json_node_get_object (root, &object, error))
    return FALSE;
  if (json_object_has_member (object, "environments"))
    return ac_json_get_array (object, "environments", AC_JSON_REQUIRED, out, error);

  return ac_json_get_array (object, "sub_accounts", AC_JSON_REQUIRED, out, error);
}

static gpointer
parse_environment (JsonNode  *root,
                   gpointer   user_data,
                   GError   **error)
{
  JsonObject *object;

  if (!ac_json_node_get_object (root, &object, error))
    return NULL;

  return ac_environment_new_from_json (object, error);
}

static GPtrArray *
ac_environments_parse_list (JsonNode  *root,
                            GError   **error)
{
  g_autoptr (GPtrArray) environments = NULL;
  JsonArray *list = NULL;
  guint n;

  if (!read_list (root, &list, error))
    return NULL;

  n = json_array_get_length (list);
  environments = g_ptr_array_new_full (n, g_object_unref);
  for (guint i = 0; i < n; i++)
    {
      gpointer environment = parse_environment (json_array_get_element (list, i), NULL, error);

      if (environment == NULL)
        return NULL;
      /* This may be a thread, where there is time. */
      ac_environment_prepare (environment);
      g_ptr_array_add (environments, environment);
    }

  return g_steal_pointer (&environments);
}

static AcRequest *
create_console_request (AcEnvironments *self,
                        const char     *method,
                        const char     *id)
{
  const char *account_id = ac_collection_get_account_id (AC_COLLECTION (self));

  return ac_request_new (method, "v1_1", "console", "accounts", account_id, "environments", id, NULL);
}

static AcRequest *
ac_environments_create_list_request (AcCollection *collection)
{
  AcEnvironments *self = AC_ENVIRONMENTS (collection);

  return self->has_details ? create_console_request (self, "GET", NULL)
                           : ac_environments_create_request (self, "GET", NULL);
}

static const char *
ac_environments_get_item_id (gpointer item)
{
  return ac_environment_get_id (item);
}

static gboolean
ac_environments_update_item (gpointer item,
                             gpointer fresh)
{
  return ac_environment_update (item, fresh);
}

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

/* What was changed may have been deleted meanwhile: then it is told, but not put back. */
static void
take_over (AcEnvironments *self,
           AcEnvironment  *environment,
           AcEnvironment  *fresh)
{
  AcCollection *collection = AC_COLLECTION (self);

  if (ac_collection_lookup (collection, ac_environment_get_id (environment)) == environment)
    ac_collection_upsert (collection, fresh);
  else
    ac_environment_update (environment, fresh);
}

static void
on_changed_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  AcEnvironments *self = g_task_get_source_object (task);
  AcEnvironment *environment = g_task_get_task_data (task);
  g_autoptr (AcEnvironment) fresh = NULL;
  GError *error = NULL;

  fresh = ac_client_fetch_finish (AC_CLIENT (object), result, &error);
  if (fresh == NULL)
    {
      ac_environments_handle_gone (self, environment, error);
      g_task_return_error (task, error);
      return;
    }

  if (g_strcmp0 (ac_environment_get_id (fresh), ac_environment_get_id (environment)) != 0)
    {
      g_task_return_new_error (task, AC_ERROR, AC_ERROR_BAD_RESPONSE, "The answer is about another environment");
      return;
    }

  take_over (self, environment, fresh);
  g_task_return_boolean (task, TRUE);
}

static void
on_deleted_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  AcEnvironments *self = g_task_get_source_object (task);
  AcEnvironment *environment = g_task_get_task_data (task);
  GError *error = NULL;

  if (ac_client_fetch_finish (AC_CLIENT (object), result, &error) == NULL && error != NULL)
    {
      ac_environments_handle_gone (self, environment, error);
      g_task_return_error (task, error);
      return;
    }

  ac_collection_remove (AC_COLLECTION (self), ac_environment_get_id (environment));
  g_task_return_boolean (task, TRUE);
}

static GTask *
create_change_task (AcEnvironments      *self,
                    AcEnvironment       *environment,
                    GCancellable        *cancellable,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, ac_environments_change_finish);
  g_task_set_task_data (task, g_object_ref (environment), g_object_unref);

  return task;
}

/* Takes @request and @patch. */
static void
change (AcEnvironments      *self,
        AcEnvironment       *environment,
        AcRequest           *request,
        JsonNode            *patch,
        GCancellable        *cancellable,
        GAsyncReadyCallback  callback,
        gpointer             user_data)
{
  ac_request_take_body (request, patch);
  ac_client_fetch_async (ac_collection_get_client (AC_COLLECTION (self)), request, NULL,
                         parse_environment, NULL, NULL, g_object_unref, cancellable, on_changed_cb,
                         create_change_task (self, environment, cancellable, callback, user_data));
}

static void
ac_environments_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_HAS_DETAILS:
      ac_environments_set_has_details (AC_ENVIRONMENTS (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_environments_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  AcEnvironments *self = AC_ENVIRONMENTS (object);

  switch (prop_id)
    {
    case PROP_HAS_DETAILS:
      g_value_set_boolean (value, self->has_details);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_environments_constructed (GObject *object)
{
  AcEnvironments *self = AC_ENVIRONMENTS (object);
  AcCollection *collection = AC_COLLECTION (object);

  G_OBJECT_CLASS (ac_environments_parent_class)->constructed (object);

  self->folder_modes = ac_folder_modes_new (collection);
}

static void
ac_environments_dispose (GObject *object)
{
  AcEnvironments *self = AC_ENVIRONMENTS (object);

  g_clear_pointer (&self->folder_modes, ac_folder_modes_free);

  G_OBJECT_CLASS (ac_environments_parent_class)->dispose (object);
}

static void
ac_environments_class_init (AcEnvironmentsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  AcCollectionClass *collection_class = AC_COLLECTION_CLASS (klass);

  object_class->set_property = ac_environments_set_property;
  object_class->get_property = ac_environments_get_property;
  object_class->constructed = ac_environments_constructed;
  object_class->dispose = ac_environments_dispose;

  collection_class->create_list_request = ac_environments_create_list_request;
  collection_class->parse_list = ac_environments_parse_list;
  collection_class->get_item_id = ac_environments_get_item_id;
  collection_class->update_item = ac_environments_update_item;

  properties[PROP_HAS_DETAILS] =
    g_param_spec_boolean ("has-details", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ac_environments_init (AcEnvironments *self)
{
}

/*< private >
 * ac_environments_create_request:
 * @self: the environments
 * @method: an HTTP method
 * @id: (nullable): an environment; %NULL: all of them
 *
 * Makes a request of the public API (wire reference 2.2).
 *
 * Returns: (transfer full): the request
 */
AcRequest *
ac_environments_create_request (AcEnvironments *self,
                                const char     *method,
                                const char     *id)
{
  const char *account_id = ac_collection_get_account_id (AC_COLLECTION (self));

  return ac_request_new (method, "v1_1", "provisioning", "accounts", account_id, "sub_accounts", id, NULL);
}

/*< private >
 * ac_environments_handle_gone:
 * @self: the environments
 * @environment: the one that was asked for
 * @error: what came of it
 *
 * Takes the environment out when the service no longer knows it.
 */
void
ac_environments_handle_gone (AcEnvironments *self,
                             AcEnvironment  *environment,
                             const GError   *error)
{
  if (g_error_matches (error, AC_ERROR, AC_ERROR_NOT_FOUND))
    ac_collection_remove (AC_COLLECTION (self), ac_environment_get_id (environment));
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
 * ac_environments_new:
 * @client: the account's client
 * @account_id: the account
 *
 * Makes the collection of an account's environments; nothing is loaded yet.
 *
 * Returns: (transfer full): the collection
 */
AcEnvironments *
ac_environments_new (AcClient   *client,
                     const char *account_id)
{
  g_return_val_if_fail (AC_IS_CLIENT (client), NULL);
  g_return_val_if_fail (account_id != NULL, NULL);

  return g_object_new (AC_TYPE_ENVIRONMENTS,
                       "client", client,
                       "account-id", account_id,
                       NULL);
}

/**
 * ac_environments_get_has_details:
 * @self: the environments
 *
 * Says whether the service tells and takes what only the Console API has.
 *
 * Returns: whether it does
 */
gboolean
ac_environments_get_has_details (AcEnvironments *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENTS (self), FALSE);

  return self->has_details;
}

/**
 * ac_environments_set_has_details:
 * @self: the environments
 * @has_details: whether the service announces the Console API's environments
 *
 * From the next request on the Console API is used where it is needed.
 */
void
ac_environments_set_has_details (AcEnvironments *self,
                                 gboolean        has_details)
{
  g_return_if_fail (AC_IS_ENVIRONMENTS (self));

  has_details = !!has_details;
  if (self->has_details == has_details)
    return;

  self->has_details = has_details;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_DETAILS]);
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

  request = self->has_details ? create_console_request (self, "POST", NULL)
                              : ac_environments_create_request (self, "POST", NULL);
  ac_request_take_body (request, build_draft (self, draft));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ac_environments_create_async);
  ac_client_fetch_async (ac_collection_get_client (AC_COLLECTION (self)), request, NULL,
                         parse_environment, NULL, NULL, g_object_unref, cancellable, on_created_cb, task);
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

  change (self, environment,
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

  change (self, environment,
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

  change (self, environment,
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

  change (self, environment,
          create_console_request (self, "PUT", ac_environment_get_id (environment)),
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

  change (self, environment,
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
  AcRequest *request;

  g_return_if_fail (AC_IS_ENVIRONMENTS (self));
  g_return_if_fail (AC_IS_ENVIRONMENT (environment));

  request = ac_environments_create_request (self, "DELETE", ac_environment_get_id (environment));
  ac_client_fetch_async (ac_collection_get_client (AC_COLLECTION (self)), request, NULL,
                         NULL, NULL, NULL, NULL, cancellable, on_deleted_cb,
                         create_change_task (self, environment, cancellable, callback, user_data));
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
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ac_environments_change_finish), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ac_environments_want_folder_mode:
 * @self: the environments
 * @environment: one of them
 *
 * Reads the folder mode when it is unknown. There is nothing to wait for: the environment notifies. When it can't
 * be read it stays unknown, and isn't asked for again.
 */
void
ac_environments_want_folder_mode (AcEnvironments *self,
                                  AcEnvironment  *environment)
{
  g_return_if_fail (AC_IS_ENVIRONMENTS (self));
  g_return_if_fail (AC_IS_ENVIRONMENT (environment));

  if (!self->has_details)
    ac_folder_modes_want (self->folder_modes, environment);
}

/**
 * ac_environments_unwant_folder_mode:
 * @self: the environments
 * @environment: one of them
 *
 * Takes back a wish that has not been started, for a row that left the view.
 */
void
ac_environments_unwant_folder_mode (AcEnvironments *self,
                                    AcEnvironment  *environment)
{
  g_return_if_fail (AC_IS_ENVIRONMENTS (self));
  g_return_if_fail (AC_IS_ENVIRONMENT (environment));

  ac_folder_modes_unwant (self->folder_modes, environment);
}
