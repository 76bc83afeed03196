/* ac-account.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-account"

#include "config.h"

#include "ac-account-private.h"
#include "ac-compat.h"
#include "ac-core-enums.h"
#include "ac-environments-private.h"

enum
{
  PROP_0,
  PROP_KNOWN_ACCOUNT,
  PROP_CLIENT,
  PROP_DEMO,
  PROP_NAME,
  PROP_PLAN_NAME,
  PROP_FEATURES,
  PROP_CONNECTION_STATE,
  PROP_RETRY_SECONDS,
  PROP_ENVIRONMENT_LIMIT,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (AcAccount, ac_account, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

static void
notify (AcAccount *self,
        guint      property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* Nobody asked for this load, so nobody is told how it went but through the collection's state. */
static void
on_reloaded_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!ac_collection_load_finish (AC_COLLECTION (object), result, &error))
    g_debug ("%s could not be loaded again: %s", G_OBJECT_TYPE_NAME (object), error->message);
}

static void
reload (AcAccount    *self,
        AcCollection *collection,
        gboolean      failed_only)
{
  AcCollectionState state = ac_collection_get_state (collection);

  if (state == AC_COLLECTION_STATE_FAILED || (state == AC_COLLECTION_STATE_READY && !failed_only))
    ac_collection_load_async (collection, self->cancellable, on_reloaded_cb, NULL);
}

/* What was loaded is stale, what failed may work now; what nobody wanted yet isn't loaded. */
static void
reload_all (AcAccount *self,
            gboolean   failed_only)
{
  g_autoptr (GPtrArray) environment_keys = ac_environments_list_keys (self->environments);

  reload (self, AC_COLLECTION (self->environments), failed_only);
  if (self->account_keys != NULL)
    reload (self, AC_COLLECTION (self->account_keys), failed_only);
  for (guint i = 0; i < environment_keys->len; i++)
    reload (self, g_ptr_array_index (environment_keys, i), failed_only);
}

static void
on_reconnected_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  AcAccount *self = AC_ACCOUNT (object);
  g_autoptr (GError) error = NULL;

  if (ac_account_connect_finish (self, result, &error))
    reload_all (self, FALSE);
  else
    g_debug ("The account could not be connected again: %s", error->message);
}

static void
on_back_online (AcAccount *self)
{
  if (self->connect_failed)
    ac_account_connect_async (self, self->cancellable, on_reconnected_cb, NULL);
  else
    reload_all (self, FALSE);
}

static void
on_client_state_changed_cb (AcAccount *self)
{
  AcConnectionState state = ac_client_get_state (self->client);

  notify (self, PROP_CONNECTION_STATE);

  if (state == AC_CONNECTION_STATE_OFFLINE)
    {
      self->was_offline = TRUE;
    }
  else if (state == AC_CONNECTION_STATE_CONNECTED && self->was_offline)
    {
      self->was_offline = FALSE;
      on_back_online (self);
    }
}

static void
on_client_retry_seconds_changed_cb (AcAccount *self)
{
  notify (self, PROP_RETRY_SECONDS);
}

static void
on_known_name_changed_cb (AcAccount *self)
{
  if (self->name == NULL)
    notify (self, PROP_NAME);
}

static void
ac_account_set_property (GObject      *object,
                         guint         prop_id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  AcAccount *self = AC_ACCOUNT (object);

  switch (prop_id)
    {
    case PROP_KNOWN_ACCOUNT:
      self->known_account = g_value_dup_object (value);
      break;
    case PROP_CLIENT:
      self->client = g_value_dup_object (value);
      break;
    case PROP_DEMO:
      self->demo = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_account_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  AcAccount *self = AC_ACCOUNT (object);

  switch (prop_id)
    {
    case PROP_KNOWN_ACCOUNT:
      g_value_set_object (value, self->known_account);
      break;
    case PROP_CLIENT:
      g_value_set_object (value, self->client);
      break;
    case PROP_DEMO:
      g_value_set_boolean (value, self->demo);
      break;
    case PROP_NAME:
      g_value_set_string (value, ac_account_get_name (self));
      break;
    case PROP_PLAN_NAME:
      g_value_set_string (value, self->plan_name);
      break;
    case PROP_FEATURES:
      g_value_set_flags (value, self->features);
      break;
    case PROP_CONNECTION_STATE:
      g_value_set_enum (value, (int) ac_account_get_connection_state (self));
      break;
    case PROP_RETRY_SECONDS:
      g_value_set_uint (value, ac_account_get_retry_seconds (self));
      break;
    case PROP_ENVIRONMENT_LIMIT:
      g_value_set_object (value, self->environment_limit);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_account_constructed (GObject *object)
{
  AcAccount *self = AC_ACCOUNT (object);

  G_OBJECT_CLASS (ac_account_parent_class)->constructed (object);

  self->environments = ac_environments_new (self->client, ac_account_get_id (self));

  g_signal_connect_object (self->client, "notify::state",
                           G_CALLBACK (on_client_state_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->client, "notify::retry-seconds",
                           G_CALLBACK (on_client_retry_seconds_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->known_account, "notify::name",
                           G_CALLBACK (on_known_name_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
ac_account_dispose (GObject *object)
{
  AcAccount *self = AC_ACCOUNT (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->environment_limit);
  g_clear_object (&self->environments);
  g_clear_object (&self->account_keys);
  g_clear_object (&self->permissions);
  g_clear_object (&self->known_account);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (ac_account_parent_class)->dispose (object);
}

static void
ac_account_finalize (GObject *object)
{
  AcAccount *self = AC_ACCOUNT (object);

  g_free (self->name);
  g_free (self->plan_name);

  G_OBJECT_CLASS (ac_account_parent_class)->finalize (object);
}

static void
ac_account_class_init (AcAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags construct_flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->set_property = ac_account_set_property;
  object_class->get_property = ac_account_get_property;
  object_class->constructed = ac_account_constructed;
  object_class->dispose = ac_account_dispose;
  object_class->finalize = ac_account_finalize;

  properties[PROP_KNOWN_ACCOUNT] =
    g_param_spec_object ("known-account", NULL, NULL, AC_TYPE_KNOWN_ACCOUNT, construct_flags);
  properties[PROP_CLIENT] = g_param_spec_object ("client", NULL, NULL, AC_TYPE_CLIENT, construct_flags);
  properties[PROP_DEMO] = g_param_spec_boolean ("demo", NULL, NULL, FALSE, construct_flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_PLAN_NAME] = g_param_spec_string ("plan-name", NULL, NULL, NULL, flags);
  properties[PROP_FEATURES] =
    g_param_spec_flags ("features", NULL, NULL, AC_TYPE_FEATURES, AC_FEATURES_NONE, flags);
  properties[PROP_CONNECTION_STATE] =
    g_param_spec_enum ("connection-state", NULL, NULL,
                       AC_TYPE_CONNECTION_STATE, AC_CONNECTION_STATE_CONNECTING, flags);
  properties[PROP_RETRY_SECONDS] = g_param_spec_uint ("retry-seconds", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_ENVIRONMENT_LIMIT] =
    g_param_spec_object ("environment-limit", NULL, NULL, AC_TYPE_ENVIRONMENT_LIMIT, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ac_account_init (AcAccount *self)
{
  self->permissions = ac_permissions_new ();
  self->cancellable = g_cancellable_new ();
}

/*< private >
 * ac_account_take_features:
 * @self: an account
 * @features: what the service announces
 *
 * Takes over what the service can do.
 */
void
ac_account_take_features (AcAccount  *self,
                          AcFeatures  features)
{
  ac_environments_set_has_details (self->environments, (features & AC_FEATURES_ENVIRONMENTS) != 0);

  if (self->features == features)
    return;

  self->features = features;
  notify (self, PROP_FEATURES);
}

/*< private >
 * ac_account_take_details:
 * @self: an account
 * @name: (nullable): how the service calls the account
 * @plan_name: (nullable): its plan
 * @key_role: (nullable): the role of the key that is used
 *
 * Takes over what the service says about the account.
 */
void
ac_account_take_details (AcAccount  *self,
                         const char *name,
                         const char *plan_name,
                         const char *key_role)
{
  const char *roles[] = { key_role, NULL };

  if (g_set_str (&self->name, name))
    notify (self, PROP_NAME);
  if (g_set_str (&self->plan_name, plan_name))
    notify (self, PROP_PLAN_NAME);

  ac_permissions_set_roles (self->permissions, key_role != NULL ? roles : NULL);
}

/*< private >
 * ac_account_take_limit:
 * @self: an account
 * @fresh: (transfer none): the limit, just read
 *
 * Takes over the limit into the one that is there, so that whoever shows it goes on doing so.
 */
void
ac_account_take_limit (AcAccount          *self,
                       AcEnvironmentLimit *fresh)
{
  if (self->environment_limit != NULL)
    {
      ac_environment_limit_update (self->environment_limit, fresh);
      return;
    }

  self->environment_limit = g_object_ref (fresh);
  notify (self, PROP_ENVIRONMENT_LIMIT);
}

/**
 * ac_account_new:
 * @known_account: what the computer knows of the account
 * @client: its client
 * @demo: whether it is the demo account
 *
 * Makes an account; nothing is sent yet.
 *
 * Returns: (transfer full): the account
 */
AcAccount *
ac_account_new (AcKnownAccount *known_account,
                AcClient       *client,
                gboolean        demo)
{
  g_return_val_if_fail (AC_IS_KNOWN_ACCOUNT (known_account), NULL);
  g_return_val_if_fail (AC_IS_CLIENT (client), NULL);

  return g_object_new (AC_TYPE_ACCOUNT,
                       "known-account", known_account,
                       "client", client,
                       "demo", demo,
                       NULL);
}

/**
 * ac_account_get_known_account:
 * @self: an account
 *
 * Gives what the computer knows of the account.
 *
 * Returns: (transfer none): the known account
 */
AcKnownAccount *
ac_account_get_known_account (AcAccount *self)
{
  g_return_val_if_fail (AC_IS_ACCOUNT (self), NULL);

  return self->known_account;
}

/**
 * ac_account_get_client:
 * @self: an account
 *
 * Gives the client through which everything of the account goes.
 *
 * Returns: (transfer none): the client
 */
AcClient *
ac_account_get_client (AcAccount *self)
{
  g_return_val_if_fail (AC_IS_ACCOUNT (self), NULL);

  return self->client;
}

/**
 * ac_account_get_demo:
 * @self: an account
 *
 * Says whether this is the demo account.
 *
 * Returns: whether it is
 */
gboolean
ac_account_get_demo (AcAccount *self)
{
  g_return_val_if_fail (AC_IS_ACCOUNT (self), FALSE);

  return self->demo;
}

/**
 * ac_account_get_id:
 * @self: an account
 *
 * Gives the account's id.
 *
 * Returns: (transfer none): the id
 */
const char *
ac_account_get_id (AcAccount *self)
{
  g_return_val_if_fail (AC_IS_ACCOUNT (self), NULL);

  return ac_known_account_get_account_id (self->known_account);
}

/**
 * ac_account_get_name:
 * @self: an account
 *
 * Gives the service's name of the account, else the one that was given on this computer.
 *
 * Returns: (transfer none) (nullable): the name
 */
const char *
ac_account_get_name (AcAccount *self)
{
  g_return_val_if_fail (AC_IS_ACCOUNT (self), NULL);

  return self->name != NULL ? self->name : ac_known_account_get_name (self->known_account);
}

/**
 * ac_account_get_plan_name:
 * @self: an account
 *
 * Names the plan.
 *
 * Returns: (transfer none) (nullable): its name, %NULL when the service doesn't tell
 */
const char *
ac_account_get_plan_name (AcAccount *self)
{
  g_return_val_if_fail (AC_IS_ACCOUNT (self), NULL);

  return self->plan_name;
}

/**
 * ac_account_get_features:
 * @self: an account
 *
 * Says which parts of the Console API the service announced when it was connected.
 *
 * Returns: the features
 */
AcFeatures
ac_account_get_features (AcAccount *self)
{
  g_return_val_if_fail (AC_IS_ACCOUNT (self), AC_FEATURES_NONE);

  return self->features;
}

/**
 * ac_account_get_connection_state:
 * @self: an account
 *
 * Says how the connection is.
 *
 * Returns: the state
 */
AcConnectionState
ac_account_get_connection_state (AcAccount *self)
{
  g_return_val_if_fail (AC_IS_ACCOUNT (self), AC_CONNECTION_STATE_CONNECTING);

  return ac_client_get_state (self->client);
}

/**
 * ac_account_get_retry_seconds:
 * @self: an account
 *
 * Says in how many seconds the next request that waits is sent again.
 *
 * Returns: the seconds, 0 when none waits
 */
guint
ac_account_get_retry_seconds (AcAccount *self)
{
  g_return_val_if_fail (AC_IS_ACCOUNT (self), 0);

  return ac_client_get_retry_seconds (self->client);
}

/**
 * ac_account_retry_now:
 * @self: an account
 *
 * Asks the service again, at once: what waits is sent, and lists that could not be loaded are loaded.
 */
void
ac_account_retry_now (AcAccount *self)
{
  g_return_if_fail (AC_IS_ACCOUNT (self));

  ac_client_retry_now (self->client);

  /* When it is out of reach, the answer to the probe starts the load. */
  if (!self->was_offline)
    reload_all (self, TRUE);
}

/**
 * ac_account_get_permissions:
 * @self: an account
 *
 * Gives what may be seen and edited.
 *
 * Returns: (transfer none): the permissions
 */
AcPermissions *
ac_account_get_permissions (AcAccount *self)
{
  g_return_val_if_fail (AC_IS_ACCOUNT (self), NULL);

  return self->permissions;
}

/**
 * ac_account_get_environments:
 * @self: an account
 *
 * Gives the account's environments. They are loaded by whoever shows them first.
 *
 * Returns: (transfer none): the environments
 */
AcEnvironments *
ac_account_get_environments (AcAccount *self)
{
  g_return_val_if_fail (AC_IS_ACCOUNT (self), NULL);

  return self->environments;
}

/**
 * ac_account_get_account_keys:
 * @self: an account
 *
 * Gives the account's own keys, made when they are first asked for. They are loaded by whoever shows them first. Without
 * %AC_FEATURES_ACCOUNT_KEYS the service has no list of them.
 *
 * Returns: (transfer none): the keys
 */
AcAccountKeys *
ac_account_get_account_keys (AcAccount *self)
{
  g_return_val_if_fail (AC_IS_ACCOUNT (self), NULL);

  if (self->account_keys == NULL)
    self->account_keys = ac_account_keys_new (self->client, ac_account_get_id (self));

  return self->account_keys;
}

/**
 * ac_account_get_environment_limit:
 * @self: an account
 *
 * Gives how many environments the account may have.
 *
 * Returns: (transfer none) (nullable): the limit, %NULL until it was loaded
 */
AcEnvironmentLimit *
ac_account_get_environment_limit (AcAccount *self)
{
  g_return_val_if_fail (AC_IS_ACCOUNT (self), NULL);

  return self->environment_limit;
}
