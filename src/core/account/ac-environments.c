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

static const char *
ac_environments_get_list_member (AcCollection *collection)
{
  return AC_ENVIRONMENTS (collection)->has_details ? "environments" : "sub_accounts";
}

static gpointer
ac_environments_parse_item (JsonNode  *element,
                            GError   **error)
{
  AcEnvironment *environment = ac_environments_parse_one (element, NULL, error);

  /* This may be a thread, where there is time. */
  if (environment != NULL)
    ac_environment_prepare (environment);

  return environment;
}

static AcRequest *
ac_environments_create_list_request (AcCollection *collection)
{
  AcEnvironments *self = AC_ENVIRONMENTS (collection);

  return self->has_details ? ac_environments_create_console_request (self, "GET", NULL)
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
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
ac_environments_dispose (GObject *object)
{
  AcEnvironments *self = AC_ENVIRONMENTS (object);

  g_clear_pointer (&self->folder_modes, ac_folder_modes_free);
  /* Each that is in it holds the environments: there is none. */
  g_clear_pointer (&self->keys, g_hash_table_unref);

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
  collection_class->get_list_member = ac_environments_get_list_member;
  collection_class->parse_item = ac_environments_parse_item;
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
 * ac_environments_create_console_request:
 * @self: the environments
 * @method: an HTTP method
 * @id: (nullable): an environment; %NULL: all of them
 *
 * Makes a request of the Console API (src/sandbox/README.md).
 *
 * Returns: (transfer full): the request
 */
AcRequest *
ac_environments_create_console_request (AcEnvironments *self,
                                        const char     *method,
                                        const char     *id)
{
  const char *account_id = ac_collection_get_account_id (AC_COLLECTION (self));

  return ac_request_new (method, "v1_1", "console", "accounts", account_id, "environments", id, NULL);
}

/*< private >
 * ac_environments_parse_one:
 * @root: an environment on the wire
 * @user_data: unused
 *
 * Is a parse function for ac_client_fetch_async().
 *
 * Returns: (transfer full): an #AcEnvironment; on failure %NULL with %AC_ERROR_BAD_RESPONSE
 */
gpointer
ac_environments_parse_one (JsonNode  *root,
                           gpointer   user_data,
                           GError   **error)
{
  JsonObject *object;

  if (!ac_json_node_get_object (root, &object, error))
    return NULL;

  return ac_environment_new_from_json (object, error);
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
