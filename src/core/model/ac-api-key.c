/* ac-api-key.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-api-key"

#include "config.h"

#include "ac-api-key-private.h"
#include "ac-compat.h"
#include "ac-error.h"
#include "ac-json.h"

#define WEBHOOKS "webhooks"

struct _AcApiKey
{
  GObject parent_instance;

  char *api_key;
  char *name;
  const char *role; /* (nullable): static */
  GDateTime *created_at; /* (nullable) (owned) */
  GDateTime *updated_at; /* (nullable) (owned) */
  gboolean enabled;
  gboolean root;
  gboolean dedicated_for_webhooks;
};

enum
{
  PROP_0,
  PROP_API_KEY,
  PROP_NAME,
  PROP_ENABLED,
  PROP_ROOT,
  PROP_DEDICATED_FOR_WEBHOOKS,
  PROP_ROLE,
  PROP_CREATED_AT,
  PROP_UPDATED_AT,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (AcApiKey, ac_api_key, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

/* The roles of the legacy permission system (wire reference 4.2). */
static const char * const roles[] = {
  "master_admin", "admin", "technical_admin", "billing", "reports", "media_library_admin", "media_library_user",
};

static void
notify (AcApiKey *self,
        guint     property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static const char *
find_role (const char *word)
{
  for (guint i = 0; word != NULL && i < G_N_ELEMENTS (roles); i++)
    if (g_str_equal (word, roles[i]))
      return roles[i];

  return NULL;
}

/* An array of words in the answers of today, a word in requests; absent or null when nothing is set (wire reference 3.1). */
static gboolean
read_dedicated_for (AcApiKey    *self,
                    JsonObject  *object,
                    GError     **error)
{
  JsonNode *node = json_object_get_member (object, "dedicated_for");
  JsonArray *list = NULL;
  const char *word = NULL;

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node))
    {
      if (!ac_json_get_string (object, "dedicated_for", AC_JSON_NULLABLE, &word, error))
        return FALSE;
      self->dedicated_for_webhooks = g_strcmp0 (word, WEBHOOKS) == 0;
      return TRUE;
    }

  if (!ac_json_get_array (object, "dedicated_for", AC_JSON_NULLABLE, &list, error))
    return FALSE;

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonNode *element = json_array_get_element (list, i);

      if (JSON_NODE_HOLDS_VALUE (element) && g_strcmp0 (json_node_get_string (element), WEBHOOKS) == 0)
        self->dedicated_for_webhooks = TRUE;
    }

  return TRUE;
}

/* One that can't be read is as good as none: it keeps nobody from working with the key. */
static gboolean
read_date (JsonObject  *object,
           const char  *name,
           GDateTime  **out,
           GError     **error)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  const char *text = NULL;

  if (!ac_json_get_string (object, name, AC_JSON_NULLABLE, &text, error))
    return FALSE;

  *out = text != NULL ? g_date_time_new_from_iso8601 (text, utc) : NULL;

  return TRUE;
}

static void
update_date (AcApiKey   *self,
             GDateTime **field,
             GDateTime  *fresh,
             guint       property,
             gboolean   *changed)
{
  if (fresh == NULL || (*field != NULL && g_date_time_equal (*field, fresh)))
    return;

  g_clear_pointer (field, g_date_time_unref);
  *field = g_date_time_ref (fresh);
  *changed = TRUE;
  notify (self, property);
}

static gboolean
update_flag (AcApiKey *self,
             gboolean *field,
             gboolean  fresh,
             guint     property)
{
  if (*field == fresh)
    return FALSE;

  *field = fresh;
  notify (self, property);

  return TRUE;
}

static void
ac_api_key_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  AcApiKey *self = AC_API_KEY (object);

  switch (prop_id)
    {
    case PROP_API_KEY:
      g_value_set_string (value, self->api_key);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_ENABLED:
      g_value_set_boolean (value, self->enabled);
      break;
    case PROP_ROOT:
      g_value_set_boolean (value, self->root);
      break;
    case PROP_DEDICATED_FOR_WEBHOOKS:
      g_value_set_boolean (value, self->dedicated_for_webhooks);
      break;
    case PROP_ROLE:
      g_value_set_string (value, self->role);
      break;
    case PROP_CREATED_AT:
      g_value_set_boxed (value, self->created_at);
      break;
    case PROP_UPDATED_AT:
      g_value_set_boxed (value, self->updated_at);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_api_key_finalize (GObject *object)
{
  AcApiKey *self = AC_API_KEY (object);

  g_free (self->api_key);
  g_free (self->name);
  g_clear_pointer (&self->created_at, g_date_time_unref);
  g_clear_pointer (&self->updated_at, g_date_time_unref);

  G_OBJECT_CLASS (ac_api_key_parent_class)->finalize (object);
}

static void
ac_api_key_class_init (AcApiKeyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ac_api_key_get_property;
  object_class->finalize = ac_api_key_finalize;

  properties[PROP_API_KEY] = g_param_spec_string ("api-key", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_ENABLED] = g_param_spec_boolean ("enabled", NULL, NULL, FALSE, flags);
  properties[PROP_ROOT] = g_param_spec_boolean ("root", NULL, NULL, FALSE, flags);
  properties[PROP_DEDICATED_FOR_WEBHOOKS] = g_param_spec_boolean ("dedicated-for-webhooks", NULL, NULL, FALSE, flags);
  properties[PROP_ROLE] = g_param_spec_string ("role", NULL, NULL, NULL, flags);
  properties[PROP_CREATED_AT] = g_param_spec_boxed ("created-at", NULL, NULL, G_TYPE_DATE_TIME, flags);
  properties[PROP_UPDATED_AT] = g_param_spec_boxed ("updated-at", NULL, NULL, G_TYPE_DATE_TIME, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ac_api_key_init (AcApiKey *self)
{
}

/*< private >
 * ac_api_key_new_from_json:
 * @object: a key on the wire: wire reference 3.1, or the Console API's with its role
 *
 * Makes a key of what the service says; its secret is passed over.
 *
 * Returns: (transfer full): the key; on failure %NULL with %AC_ERROR_BAD_RESPONSE
 */
AcApiKey *
ac_api_key_new_from_json (JsonObject  *object,
                          GError     **error)
{
  g_autoptr (AcApiKey) self = g_object_new (AC_TYPE_API_KEY, NULL);
  const char *api_key = NULL;
  const char *name = "";
  const char *role = NULL;

  if (!ac_json_get_string (object, "api_key", AC_JSON_REQUIRED, &api_key, error) ||
      !ac_json_get_string (object, "name", AC_JSON_NULLABLE, &name, error) ||
      !ac_json_get_bool (object, "enabled", AC_JSON_REQUIRED, &self->enabled, error) ||
      !ac_json_get_bool (object, "root", AC_JSON_NULLABLE, &self->root, error) ||
      !ac_json_get_string (object, "role", AC_JSON_NULLABLE, &role, error) ||
      !read_date (object, "created_at", &self->created_at, error) ||
      !read_date (object, "updated_at", &self->updated_at, error) ||
      !read_dedicated_for (self, object, error))
    return NULL;

  if (*api_key == '\0')
    {
      g_set_error_literal (error, AC_ERROR, AC_ERROR_BAD_RESPONSE, "The answer has a key without a number");
      return NULL;
    }

  self->api_key = g_strdup (api_key);
  self->name = g_strdup (name != NULL ? name : "");
  self->role = find_role (role);

  return g_steal_pointer (&self);
}

/*< private >
 * ac_api_key_update:
 * @self: a key
 * @fresh: the same one, just read
 *
 * Takes over what @fresh says and notifies about what changed. Dates that @fresh doesn't know stay.
 *
 * Returns: whether anything changed
 */
gboolean
ac_api_key_update (AcApiKey *self,
                   AcApiKey *fresh)
{
  gboolean changed = FALSE;

  g_return_val_if_fail (AC_IS_API_KEY (self), FALSE);
  g_return_val_if_fail (AC_IS_API_KEY (fresh), FALSE);

  if (g_set_str (&self->name, fresh->name))
    {
      changed = TRUE;
      notify (self, PROP_NAME);
    }
  if (self->role != fresh->role)
    {
      self->role = fresh->role;
      changed = TRUE;
      notify (self, PROP_ROLE);
    }
  changed |= update_flag (self, &self->enabled, fresh->enabled, PROP_ENABLED);
  changed |= update_flag (self, &self->root, fresh->root, PROP_ROOT);
  changed |= ac_api_key_set_dedicated_for_webhooks (self, fresh->dedicated_for_webhooks);
  update_date (self, &self->created_at, fresh->created_at, PROP_CREATED_AT, &changed);
  update_date (self, &self->updated_at, fresh->updated_at, PROP_UPDATED_AT, &changed);

  return changed;
}

/*< private >
 * ac_api_key_set_dedicated_for_webhooks:
 * @self: a key
 * @dedicated: whether it signs webhook notifications
 *
 * Tells the key that the mark came to it, or went to another.
 *
 * Returns: whether that is news
 */
gboolean
ac_api_key_set_dedicated_for_webhooks (AcApiKey *self,
                                       gboolean  dedicated)
{
  g_return_val_if_fail (AC_IS_API_KEY (self), FALSE);

  return update_flag (self, &self->dedicated_for_webhooks, dedicated, PROP_DEDICATED_FOR_WEBHOOKS);
}

/*< private >
 * ac_api_key_build_account_draft:
 * @name: what it shall be called
 * @role: what it may do: one of the wire's names
 *
 * Returns: (transfer full): a body that makes a key of the account
 */
JsonNode *
ac_api_key_build_account_draft (const char *name,
                                const char *role)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "name", name);
  json_object_set_string_member (object, "role", role);

  return ac_json_node_new_object (object);
}

/*< private >
 * ac_api_key_build_environment_draft:
 * @name: what it shall be called
 * @enabled: whether it works
 *
 * Returns: (transfer full): a body that makes a key of an environment
 */
JsonNode *
ac_api_key_build_environment_draft (const char *name,
                                    gboolean    enabled)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "name", name);
  json_object_set_boolean_member (object, "enabled", enabled);

  return ac_json_node_new_object (object);
}

/*< private >
 * ac_api_key_build_name_patch:
 * @name: its new name
 *
 * Returns: (transfer full): a body that changes this one member
 */
JsonNode *
ac_api_key_build_name_patch (const char *name)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "name", name);

  return ac_json_node_new_object (object);
}

/*< private >
 * ac_api_key_build_enabled_patch:
 * @enabled: whether it shall work
 *
 * Returns: (transfer full): a body that changes this one member
 */
JsonNode *
ac_api_key_build_enabled_patch (gboolean enabled)
{
  JsonObject *object = json_object_new ();

  json_object_set_boolean_member (object, "enabled", enabled);

  return ac_json_node_new_object (object);
}

/*< private >
 * ac_api_key_build_webhooks_patch:
 *
 * Returns: (transfer full): a body that moves the mark of the key for webhooks to this one (wire reference 3.2)
 */
JsonNode *
ac_api_key_build_webhooks_patch (void)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "dedicated_for", WEBHOOKS);

  return ac_json_node_new_object (object);
}

/**
 * ac_api_key_new:
 * @api_key: the number of a key
 *
 * Makes a key of which nothing else is known, as where the service lists none. It is taken to be enabled.
 *
 * Returns: (transfer full): the key
 */
AcApiKey *
ac_api_key_new (const char *api_key)
{
  AcApiKey *self;

  g_return_val_if_fail (api_key != NULL, NULL);

  self = g_object_new (AC_TYPE_API_KEY, NULL);
  self->api_key = g_strdup (api_key);
  self->name = g_strdup ("");
  self->enabled = TRUE;

  return self;
}

/**
 * ac_api_key_get_api_key:
 * @self: a key
 *
 * Gives the key itself, which never changes, is no secret, and is what it is known by.
 *
 * Returns: (transfer none): the key
 */
const char *
ac_api_key_get_api_key (AcApiKey *self)
{
  g_return_val_if_fail (AC_IS_API_KEY (self), NULL);

  return self->api_key;
}

/**
 * ac_api_key_get_name:
 * @self: a key
 *
 * Gives the name that people see.
 *
 * Returns: (transfer none): the name
 */
const char *
ac_api_key_get_name (AcApiKey *self)
{
  g_return_val_if_fail (AC_IS_API_KEY (self), NULL);

  return self->name;
}

/**
 * ac_api_key_get_enabled:
 * @self: a key
 *
 * Says whether the key works.
 *
 * Returns: whether it does
 */
gboolean
ac_api_key_get_enabled (AcApiKey *self)
{
  g_return_val_if_fail (AC_IS_API_KEY (self), FALSE);

  return self->enabled;
}

/**
 * ac_api_key_get_root:
 * @self: a key
 *
 * Says whether the key was made with its account or environment.
 *
 * Returns: whether it was
 */
gboolean
ac_api_key_get_root (AcApiKey *self)
{
  g_return_val_if_fail (AC_IS_API_KEY (self), FALSE);

  return self->root;
}

/**
 * ac_api_key_get_dedicated_for_webhooks:
 * @self: a key
 *
 * Says whether the key signs webhook notifications.
 *
 * Returns: whether it does
 */
gboolean
ac_api_key_get_dedicated_for_webhooks (AcApiKey *self)
{
  g_return_val_if_fail (AC_IS_API_KEY (self), FALSE);

  return self->dedicated_for_webhooks;
}

/**
 * ac_api_key_get_role:
 * @self: a key
 *
 * Gives what a key of the account may do.
 *
 * Returns: (transfer none) (nullable): the wire's name of the role, %NULL when it is unknown to this program or the key has none
 */
const char *
ac_api_key_get_role (AcApiKey *self)
{
  g_return_val_if_fail (AC_IS_API_KEY (self), NULL);

  return self->role;
}

/**
 * ac_api_key_get_created_at:
 * @self: a key
 *
 * Says when the key was made.
 *
 * Returns: (transfer none) (nullable): the moment
 */
GDateTime *
ac_api_key_get_created_at (AcApiKey *self)
{
  g_return_val_if_fail (AC_IS_API_KEY (self), NULL);

  return self->created_at;
}

/**
 * ac_api_key_get_updated_at:
 * @self: a key
 *
 * Says when the key was changed last.
 *
 * Returns: (transfer none) (nullable): the moment
 */
GDateTime *
ac_api_key_get_updated_at (AcApiKey *self)
{
  g_return_val_if_fail (AC_IS_API_KEY (self), NULL);

  return self->updated_at;
}

/**
 * ac_api_key_get_age:
 * @self: a key
 * @now: the moment at which it is asked
 *
 * Says how old the key is. A clock that is behind the service's makes nothing younger than new.
 *
 * Returns: whole days; -1 when it isn't known when the key was made
 */
int
ac_api_key_get_age (AcApiKey  *self,
                    GDateTime *now)
{
  g_return_val_if_fail (AC_IS_API_KEY (self), -1);
  g_return_val_if_fail (now != NULL, -1);

  if (self->created_at == NULL)
    return -1;

  return (int) MAX (g_date_time_difference (now, self->created_at) / G_TIME_SPAN_DAY, 0);
}
