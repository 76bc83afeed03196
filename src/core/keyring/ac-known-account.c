/* ac-known-account.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-known-account"

#include "config.h"

#include "ac-compat.h"
#include "ac-known-account.h"

struct _AcKnownAccount
{
  GObject parent_instance;

  char *account_id;
  char *key;
  char *host;
  char *name; /* (nullable) */
  char *user_email; /* (nullable) */
  gboolean locked;
};

enum
{
  PROP_0,
  PROP_ACCOUNT_ID,
  PROP_KEY,
  PROP_HOST,
  PROP_NAME,
  PROP_USER_EMAIL,
  PROP_LOCKED,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (AcKnownAccount, ac_known_account, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

static void
ac_known_account_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  AcKnownAccount *self = AC_KNOWN_ACCOUNT (object);

  switch (prop_id)
    {
    case PROP_ACCOUNT_ID:
      g_value_set_string (value, self->account_id);
      break;
    case PROP_KEY:
      g_value_set_string (value, self->key);
      break;
    case PROP_HOST:
      g_value_set_string (value, self->host);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_USER_EMAIL:
      g_value_set_string (value, self->user_email);
      break;
    case PROP_LOCKED:
      g_value_set_boolean (value, self->locked);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
ac_known_account_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  AcKnownAccount *self = AC_KNOWN_ACCOUNT (object);

  switch (prop_id)
    {
    case PROP_ACCOUNT_ID:
      self->account_id = g_value_dup_string (value);
      break;
    case PROP_KEY:
      self->key = g_value_dup_string (value);
      break;
    case PROP_HOST:
      self->host = g_value_dup_string (value);
      break;
    case PROP_NAME:
      ac_known_account_set_name (self, g_value_get_string (value));
      break;
    case PROP_USER_EMAIL:
      ac_known_account_set_user_email (self, g_value_get_string (value));
      break;
    case PROP_LOCKED:
      ac_known_account_set_locked (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
ac_known_account_finalize (GObject *object)
{
  AcKnownAccount *self = AC_KNOWN_ACCOUNT (object);

  g_free (self->account_id);
  g_free (self->key);
  g_free (self->host);
  g_free (self->name);
  g_free (self->user_email);

  G_OBJECT_CLASS (ac_known_account_parent_class)->finalize (object);
}

static void
ac_known_account_class_init (AcKnownAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags construct_only = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  GParamFlags read_write = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ac_known_account_get_property;
  object_class->set_property = ac_known_account_set_property;
  object_class->finalize = ac_known_account_finalize;

  /**
   * AcKnownAccount:account-id:
   *
   * The account's ID.
   */
  properties[PROP_ACCOUNT_ID] =
    g_param_spec_string ("account-id", NULL, NULL, NULL, construct_only);

  /**
   * AcKnownAccount:key:
   *
   * The API key that the account is opened with; not its secret.
   */
  properties[PROP_KEY] =
    g_param_spec_string ("key", NULL, NULL, NULL, construct_only);

  /**
   * AcKnownAccount:host:
   *
   * The server, in the form of ac_account_url_check_host().
   */
  properties[PROP_HOST] =
    g_param_spec_string ("host", NULL, NULL, NULL, construct_only);

  /**
   * AcKnownAccount:name:
   *
   * What the account is called, or %NULL as long as that isn't known.
   */
  properties[PROP_NAME] =
    g_param_spec_string ("name", NULL, NULL, NULL, read_write);

  /**
   * AcKnownAccount:user-email:
   *
   * Which user of the account is sitting here, or %NULL.
   */
  properties[PROP_USER_EMAIL] =
    g_param_spec_string ("user-email", NULL, NULL, NULL, read_write);

  /**
   * AcKnownAccount:locked:
   *
   * Whether the secret is in a keyring that has to be unlocked first.
   */
  properties[PROP_LOCKED] =
    g_param_spec_boolean ("locked", NULL, NULL, FALSE, read_write);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ac_known_account_init (AcKnownAccount *self)
{
}

/**
 * ac_known_account_new:
 * @account_id: the account's ID
 * @key: the API key
 * @host: the server, in the form of ac_account_url_check_host()
 *
 * Returns: (transfer full): a known account without a name
 */
AcKnownAccount *
ac_known_account_new (const char *account_id,
                      const char *key,
                      const char *host)
{
  g_return_val_if_fail (account_id != NULL, NULL);
  g_return_val_if_fail (key != NULL, NULL);
  g_return_val_if_fail (host != NULL, NULL);

  return g_object_new (AC_TYPE_KNOWN_ACCOUNT,
                       "account-id", account_id,
                       "key", key,
                       "host", host,
                       NULL);
}

/**
 * ac_known_account_get_account_id:
 * @self: a known account
 *
 * Returns: (transfer none): the account's ID
 */
const char *
ac_known_account_get_account_id (AcKnownAccount *self)
{
  g_return_val_if_fail (AC_IS_KNOWN_ACCOUNT (self), NULL);

  return self->account_id;
}

/**
 * ac_known_account_get_key:
 * @self: a known account
 *
 * Returns: (transfer none): the API key
 */
const char *
ac_known_account_get_key (AcKnownAccount *self)
{
  g_return_val_if_fail (AC_IS_KNOWN_ACCOUNT (self), NULL);

  return self->key;
}

/**
 * ac_known_account_get_host:
 * @self: a known account
 *
 * Returns: (transfer none): the server
 */
const char *
ac_known_account_get_host (AcKnownAccount *self)
{
  g_return_val_if_fail (AC_IS_KNOWN_ACCOUNT (self), NULL);

  return self->host;
}

/**
 * ac_known_account_is_same:
 * @self: a known account
 * @other: a known account
 *
 * Compares what doesn't change in them.
 *
 * Returns: whether both are the same key of the same account at the same server
 */
gboolean
ac_known_account_is_same (AcKnownAccount *self,
                          AcKnownAccount *other)
{
  g_return_val_if_fail (AC_IS_KNOWN_ACCOUNT (self), FALSE);
  g_return_val_if_fail (AC_IS_KNOWN_ACCOUNT (other), FALSE);

  return g_strcmp0 (self->account_id, other->account_id) == 0 &&
         g_strcmp0 (self->key, other->key) == 0 &&
         g_strcmp0 (self->host, other->host) == 0;
}

/**
 * ac_known_account_get_name:
 * @self: a known account
 *
 * Returns: (transfer none) (nullable): what the account is called
 */
const char *
ac_known_account_get_name (AcKnownAccount *self)
{
  g_return_val_if_fail (AC_IS_KNOWN_ACCOUNT (self), NULL);

  return self->name;
}

/**
 * ac_known_account_set_name:
 * @self: a known account
 * @name: (nullable): what the account is called
 *
 * Sets the name of this object; ac_keyring_store_async() writes it.
 */
void
ac_known_account_set_name (AcKnownAccount *self,
                           const char     *name)
{
  g_return_if_fail (AC_IS_KNOWN_ACCOUNT (self));

  if (g_set_str (&self->name, name))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

/**
 * ac_known_account_get_user_email:
 * @self: a known account
 *
 * Returns: (transfer none) (nullable): the e-mail address of the user who is sitting here
 */
const char *
ac_known_account_get_user_email (AcKnownAccount *self)
{
  g_return_val_if_fail (AC_IS_KNOWN_ACCOUNT (self), NULL);

  return self->user_email;
}

/**
 * ac_known_account_set_user_email:
 * @self: a known account
 * @user_email: (nullable): the e-mail address of the user who is sitting here
 *
 * Sets the user of this object; ac_keyring_store_async() writes it, in clear.
 */
void
ac_known_account_set_user_email (AcKnownAccount *self,
                                 const char     *user_email)
{
  g_return_if_fail (AC_IS_KNOWN_ACCOUNT (self));

  if (g_set_str (&self->user_email, user_email))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_USER_EMAIL]);
}

/**
 * ac_known_account_get_locked:
 * @self: a known account
 *
 * Returns: whether the keyring would ask before it gives the secret
 */
gboolean
ac_known_account_get_locked (AcKnownAccount *self)
{
  g_return_val_if_fail (AC_IS_KNOWN_ACCOUNT (self), FALSE);

  return self->locked;
}

/**
 * ac_known_account_set_locked:
 * @self: a known account
 * @locked: whether the keyring would ask before it gives the secret
 *
 * Notes what the keyring said.
 */
void
ac_known_account_set_locked (AcKnownAccount *self,
                             gboolean        locked)
{
  g_return_if_fail (AC_IS_KNOWN_ACCOUNT (self));

  locked = !!locked;
  if (self->locked == locked)
    return;

  self->locked = locked;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOCKED]);
}
