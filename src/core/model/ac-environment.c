/* ac-environment.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environment"

#include "config.h"

#include "ac-compat.h"
#include "ac-core-enums.h"
#include "ac-custom-attribute-private.h"
#include "ac-environment-private.h"
#include "ac-error.h"
#include "ac-json.h"

/* There may be 100,000 of these. So dates, the text to search and an empty list of attributes are made
 * when somebody asks for them. */
struct _AcEnvironment
{
  GObject parent_instance;

  char *id;
  char *name;
  char *cloud_name;
  char *description; /* (nullable) (owned): unknown */
  char *created;     /* (nullable) (owned): as it came */
  char *updated;     /* (nullable) (owned): as it came */
  GPtrArray *custom_attributes; /* (nullable) (owned): none */
  guint enabled_keys;
  int support_options;
  AcFolderMode folder_mode;
  AcStorageLocation storage_location;
  gboolean enabled;

  GDateTime *created_at; /* (nullable) (owned): made of created */
  GDateTime *updated_at; /* (nullable) (owned): made of updated */
  char *search_text;     /* (nullable) (owned) */
  gboolean changed;      /* by ac_environment_update() */
};

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_CLOUD_NAME,
  PROP_DESCRIPTION,
  PROP_ENABLED,
  PROP_FOLDER_MODE,
  PROP_STORAGE_LOCATION,
  PROP_SUPPORT_OPTIONS,
  PROP_ENABLED_KEYS,
  PROP_CREATED_AT,
  PROP_UPDATED_AT,
  PROP_CUSTOM_ATTRIBUTES,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (AcEnvironment, ac_environment, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

static const AcJsonWord storage_locations[] = {
  { "us", AC_STORAGE_LOCATION_UNITED_STATES },
  { "eu", AC_STORAGE_LOCATION_EUROPE },
  { "ap", AC_STORAGE_LOCATION_ASIA_PACIFIC },
  { NULL, 0 },
};

static void
notify (AcEnvironment *self,
        guint          property)
{
  self->changed = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static GDateTime *
parse_date (const char *text)
{
  g_autoptr (GTimeZone) utc = NULL;

  if (text == NULL)
    return NULL;

  utc = g_time_zone_new_utc ();

  return g_date_time_new_from_iso8601 (text, utc);
}

/* Without "enabled" a key is one: the list has enabled keys only (wire reference 2.1). */
static gboolean
read_enabled_keys (AcEnvironment  *self,
                   JsonObject     *object,
                   GError        **error)
{
  JsonArray *keys = NULL;

  if (!ac_json_get_array (object, "api_access_keys", AC_JSON_NULLABLE, &keys, error))
    return FALSE;

  for (guint i = 0; keys != NULL && i < json_array_get_length (keys); i++)
    {
      JsonObject *key;
      gboolean enabled = TRUE;

      if (!ac_json_node_get_object (json_array_get_element (keys, i), &key, error) ||
          !ac_json_get_bool (key, "enabled", AC_JSON_NULLABLE, &enabled, error))
        return FALSE;
      if (enabled)
        self->enabled_keys++;
    }

  return TRUE;
}

static gboolean
read_identity (AcEnvironment  *self,
               JsonObject     *object,
               GError        **error)
{
  const char *id = NULL;
  const char *name = NULL;
  const char *cloud_name = NULL;

  if (!ac_json_get_string (object, "id", AC_JSON_REQUIRED, &id, error) ||
      !ac_json_get_string (object, "name", AC_JSON_REQUIRED, &name, error) ||
      !ac_json_get_string (object, "cloud_name", AC_JSON_REQUIRED, &cloud_name, error) ||
      !ac_json_get_bool (object, "enabled", AC_JSON_REQUIRED, &self->enabled, error))
    return FALSE;

  if (*id == '\0')
    {
      g_set_error_literal (error, AC_ERROR, AC_ERROR_BAD_RESPONSE, "The answer has an environment without an id");
      return FALSE;
    }

  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->cloud_name = g_strdup (cloud_name);

  return TRUE;
}

/* What only the Console API tells. */
static gboolean
read_details (AcEnvironment  *self,
              JsonObject     *object,
              GError        **error)
{
  const char *description = NULL;
  int storage_location = AC_STORAGE_LOCATION_UNKNOWN;
  gint64 support_options = -1;

  if (!ac_json_get_string (object, "description", AC_JSON_NULLABLE, &description, error) ||
      !ac_folder_mode_read (object, "folder_mode", &self->folder_mode, error) ||
      !ac_json_get_word (object, "storage_location", AC_JSON_NULLABLE, storage_locations, &storage_location, error) ||
      !ac_json_get_int (object, "support_options", AC_JSON_NULLABLE, &support_options, error))
    return FALSE;

  self->description = g_strdup (description);
  self->storage_location = (AcStorageLocation) storage_location;
  self->support_options = (int) CLAMP (support_options, -1, G_MAXINT);

  return TRUE;
}

static void
update_text (AcEnvironment  *self,
             char          **field,
             const char     *fresh,
             guint           property)
{
  if (!g_set_str (field, fresh))
    return;

  if (property != PROP_DESCRIPTION)
    g_clear_pointer (&self->search_text, g_free);
  notify (self, property);
}

static void
update_date (AcEnvironment  *self,
             char          **field,
             GDateTime     **made,
             const char     *fresh,
             guint           property)
{
  if (fresh == NULL || !g_set_str (field, fresh))
    return;

  g_clear_pointer (made, g_date_time_unref);
  notify (self, property);
}

static void
update_details (AcEnvironment *self,
                AcEnvironment *fresh)
{
  if (fresh->description != NULL)
    update_text (self, &self->description, fresh->description, PROP_DESCRIPTION);

  if (fresh->folder_mode != AC_FOLDER_MODE_UNKNOWN)
    ac_environment_set_folder_mode (self, fresh->folder_mode);

  if (fresh->storage_location != AC_STORAGE_LOCATION_UNKNOWN &&
      self->storage_location != fresh->storage_location)
    {
      self->storage_location = fresh->storage_location;
      notify (self, PROP_STORAGE_LOCATION);
    }

  if (fresh->support_options >= 0 && self->support_options != fresh->support_options)
    {
      self->support_options = fresh->support_options;
      notify (self, PROP_SUPPORT_OPTIONS);
    }
}

static void
ac_environment_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  AcEnvironment *self = AC_ENVIRONMENT (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_CLOUD_NAME:
      g_value_set_string (value, self->cloud_name);
      break;
    case PROP_DESCRIPTION:
      g_value_set_string (value, self->description);
      break;
    case PROP_ENABLED:
      g_value_set_boolean (value, self->enabled);
      break;
    case PROP_FOLDER_MODE:
      g_value_set_enum (value, (int) self->folder_mode);
      break;
    case PROP_STORAGE_LOCATION:
      g_value_set_enum (value, (int) self->storage_location);
      break;
    case PROP_SUPPORT_OPTIONS:
      g_value_set_int (value, self->support_options);
      break;
    case PROP_ENABLED_KEYS:
      g_value_set_uint (value, self->enabled_keys);
      break;
    case PROP_CREATED_AT:
      g_value_set_boxed (value, ac_environment_get_created_at (self));
      break;
    case PROP_UPDATED_AT:
      g_value_set_boxed (value, ac_environment_get_updated_at (self));
      break;
    case PROP_CUSTOM_ATTRIBUTES:
      g_value_set_boxed (value, ac_environment_get_custom_attributes (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_environment_finalize (GObject *object)
{
  AcEnvironment *self = AC_ENVIRONMENT (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->cloud_name);
  g_free (self->description);
  g_free (self->created);
  g_free (self->updated);
  g_free (self->search_text);
  g_clear_pointer (&self->custom_attributes, g_ptr_array_unref);
  g_clear_pointer (&self->created_at, g_date_time_unref);
  g_clear_pointer (&self->updated_at, g_date_time_unref);

  G_OBJECT_CLASS (ac_environment_parent_class)->finalize (object);
}

static void
ac_environment_class_init (AcEnvironmentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ac_environment_get_property;
  object_class->finalize = ac_environment_finalize;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_CLOUD_NAME] = g_param_spec_string ("cloud-name", NULL, NULL, NULL, flags);
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, flags);
  properties[PROP_ENABLED] = g_param_spec_boolean ("enabled", NULL, NULL, FALSE, flags);
  properties[PROP_FOLDER_MODE] = g_param_spec_enum ("folder-mode", NULL, NULL,
                                                    AC_TYPE_FOLDER_MODE, AC_FOLDER_MODE_UNKNOWN, flags);
  properties[PROP_STORAGE_LOCATION] = g_param_spec_enum ("storage-location", NULL, NULL,
                                                         AC_TYPE_STORAGE_LOCATION, AC_STORAGE_LOCATION_UNKNOWN, flags);
  properties[PROP_SUPPORT_OPTIONS] = g_param_spec_int ("support-options", NULL, NULL, -1, G_MAXINT, -1, flags);
  properties[PROP_ENABLED_KEYS] = g_param_spec_uint ("enabled-keys", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_CREATED_AT] = g_param_spec_boxed ("created-at", NULL, NULL, G_TYPE_DATE_TIME, flags);
  properties[PROP_UPDATED_AT] = g_param_spec_boxed ("updated-at", NULL, NULL, G_TYPE_DATE_TIME, flags);
  properties[PROP_CUSTOM_ATTRIBUTES] = g_param_spec_boxed ("custom-attributes", NULL, NULL, G_TYPE_PTR_ARRAY, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ac_environment_init (AcEnvironment *self)
{
  self->support_options = -1;
}

/*< private >
 * ac_environment_new_from_json:
 * @object: an environment on the wire: wire reference 2.1, or the Console API's with its details
 *
 * Makes an environment of what the service says. Of its keys only the number of enabled ones is taken.
 *
 * Returns: (transfer full): the environment; on failure %NULL with %AC_ERROR_BAD_RESPONSE
 */
AcEnvironment *
ac_environment_new_from_json (JsonObject  *object,
                              GError     **error)
{
  g_autoptr (AcEnvironment) self = g_object_new (AC_TYPE_ENVIRONMENT, NULL);
  const char *created = NULL;
  const char *updated = NULL;

  if (!read_identity (self, object, error) ||
      !read_enabled_keys (self, object, error) ||
      !ac_custom_attributes_read (object, "custom_attributes", &self->custom_attributes, error) ||
      !ac_json_get_string (object, "created_at", AC_JSON_NULLABLE, &created, error) ||
      !ac_json_get_string (object, "updated_at", AC_JSON_NULLABLE, &updated, error) ||
      !read_details (self, object, error))
    return NULL;

  self->created = g_strdup (created);
  self->updated = g_strdup (updated);

  return g_steal_pointer (&self);
}

/*< private >
 * ac_environment_update:
 * @self: an environment
 * @fresh: the same one, just read
 *
 * Takes over what @fresh says and notifies about what changed. What @fresh doesn't know (the public API doesn't tell
 * details) stays.
 *
 * Returns: whether anything changed
 */
gboolean
ac_environment_update (AcEnvironment *self,
                       AcEnvironment *fresh)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT (self), FALSE);
  g_return_val_if_fail (AC_IS_ENVIRONMENT (fresh), FALSE);

  self->changed = FALSE;
  update_text (self, &self->name, fresh->name, PROP_NAME);
  update_text (self, &self->cloud_name, fresh->cloud_name, PROP_CLOUD_NAME);

  if (self->enabled != fresh->enabled)
    {
      self->enabled = fresh->enabled;
      notify (self, PROP_ENABLED);
    }

  if (self->enabled_keys != fresh->enabled_keys)
    {
      self->enabled_keys = fresh->enabled_keys;
      notify (self, PROP_ENABLED_KEYS);
    }

  update_details (self, fresh);
  update_date (self, &self->created, &self->created_at, fresh->created, PROP_CREATED_AT);
  update_date (self, &self->updated, &self->updated_at, fresh->updated, PROP_UPDATED_AT);

  if (!ac_custom_attributes_equal (self->custom_attributes, fresh->custom_attributes))
    {
      g_clear_pointer (&self->custom_attributes, g_ptr_array_unref);
      if (fresh->custom_attributes != NULL)
        self->custom_attributes = g_ptr_array_ref (fresh->custom_attributes);
      notify (self, PROP_CUSTOM_ATTRIBUTES);
    }

  return self->changed;
}

/*< private >
 * ac_environment_prepare:
 * @self: an environment that nobody else has yet
 *
 * Makes now what else is made when it is first asked for: searching and sorting many environments then costs nothing.
 */
void
ac_environment_prepare (AcEnvironment *self)
{
  g_return_if_fail (AC_IS_ENVIRONMENT (self));

  ac_environment_get_search_text (self);
  ac_environment_get_created_at (self);
}

/*< private >
 * ac_environment_set_folder_mode:
 * @self: an environment
 * @folder_mode: what was found out
 *
 * Tells the environment its folder mode, which came from elsewhere than the list.
 */
void
ac_environment_set_folder_mode (AcEnvironment *self,
                                AcFolderMode   folder_mode)
{
  g_return_if_fail (AC_IS_ENVIRONMENT (self));

  if (self->folder_mode == folder_mode)
    return;

  self->folder_mode = folder_mode;
  notify (self, PROP_FOLDER_MODE);
}

/*< private >
 * ac_environment_set_enabled_keys:
 * @self: an environment
 * @n: how many of its keys are enabled
 *
 * Tells the environment what became of its keys, which came from elsewhere than the list.
 */
void
ac_environment_set_enabled_keys (AcEnvironment *self,
                                 guint          n)
{
  g_return_if_fail (AC_IS_ENVIRONMENT (self));

  if (self->enabled_keys == n)
    return;

  self->enabled_keys = n;
  notify (self, PROP_ENABLED_KEYS);
}

/**
 * ac_environment_get_id:
 * @self: an environment
 *
 * Gives the environment's id, which never changes.
 *
 * Returns: (transfer none): the id
 */
const char *
ac_environment_get_id (AcEnvironment *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT (self), NULL);

  return self->id;
}

/**
 * ac_environment_get_name:
 * @self: an environment
 *
 * Gives the name that people see.
 *
 * Returns: (transfer none): the name
 */
const char *
ac_environment_get_name (AcEnvironment *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT (self), NULL);

  return self->name;
}

/**
 * ac_environment_get_cloud_name:
 * @self: an environment
 *
 * Gives the public name, which is part of delivery URLs.
 *
 * Returns: (transfer none): the cloud name
 */
const char *
ac_environment_get_cloud_name (AcEnvironment *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT (self), NULL);

  return self->cloud_name;
}

/**
 * ac_environment_get_description:
 * @self: an environment
 *
 * Gives the description.
 *
 * Returns: (transfer none) (nullable): the description; empty when there is none, %NULL when it isn't known
 */
const char *
ac_environment_get_description (AcEnvironment *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT (self), NULL);

  return self->description;
}

/**
 * ac_environment_get_enabled:
 * @self: an environment
 *
 * Says whether the environment can do new API operations.
 *
 * Returns: whether it is enabled
 */
gboolean
ac_environment_get_enabled (AcEnvironment *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT (self), FALSE);

  return self->enabled;
}

/**
 * ac_environment_get_folder_mode:
 * @self: an environment
 *
 * Gives the folder mode.
 *
 * Returns: the folder mode, unknown until it has been read
 */
AcFolderMode
ac_environment_get_folder_mode (AcEnvironment *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT (self), AC_FOLDER_MODE_UNKNOWN);

  return self->folder_mode;
}

/**
 * ac_environment_get_storage_location:
 * @self: an environment
 *
 * Says where the records of the assets are kept.
 *
 * Returns: the location, unknown when the service doesn't tell
 */
AcStorageLocation
ac_environment_get_storage_location (AcEnvironment *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT (self), AC_STORAGE_LOCATION_UNKNOWN);

  return self->storage_location;
}

/**
 * ac_environment_get_support_options:
 * @self: an environment
 *
 * Says how many options the service's support has set for the environment.
 *
 * Returns: their number, -1 when the service doesn't tell
 */
int
ac_environment_get_support_options (AcEnvironment *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT (self), -1);

  return self->support_options;
}

/**
 * ac_environment_get_enabled_keys:
 * @self: an environment
 *
 * Says how many enabled API keys the environment has.
 *
 * Returns: their number
 */
guint
ac_environment_get_enabled_keys (AcEnvironment *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT (self), 0);

  return self->enabled_keys;
}

/**
 * ac_environment_get_created_at:
 * @self: an environment
 *
 * Says when the environment was made.
 *
 * Returns: (transfer none) (nullable): the moment, %NULL when it isn't known
 */
GDateTime *
ac_environment_get_created_at (AcEnvironment *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT (self), NULL);

  if (self->created_at == NULL)
    self->created_at = parse_date (self->created);

  return self->created_at;
}

/**
 * ac_environment_get_updated_at:
 * @self: an environment
 *
 * Says when the environment was changed last.
 *
 * Returns: (transfer none) (nullable): the moment, %NULL when it isn't known
 */
GDateTime *
ac_environment_get_updated_at (AcEnvironment *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT (self), NULL);

  if (self->updated_at == NULL)
    self->updated_at = parse_date (self->updated);

  return self->updated_at;
}

/**
 * ac_environment_get_custom_attributes:
 * @self: an environment
 *
 * Gives the custom attributes. The list is never changed: new attributes are a new list.
 *
 * Returns: (transfer none) (element-type AcCustomAttribute): the attributes, possibly none
 */
GPtrArray *
ac_environment_get_custom_attributes (AcEnvironment *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT (self), NULL);

  if (self->custom_attributes == NULL)
    self->custom_attributes = ac_custom_attributes_new ();

  return self->custom_attributes;
}

/**
 * ac_environment_get_search_text:
 * @self: an environment
 *
 * Gives what a search looks through: name, cloud name and id, casefolded, each on a line of its own.
 *
 * Returns: (transfer none): the text
 */
const char *
ac_environment_get_search_text (AcEnvironment *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT (self), NULL);

  if (self->search_text == NULL)
    {
      g_autofree char *text = g_strjoin ("\n", self->name, self->cloud_name, self->id, NULL);

      /* The same for ASCII, which nearly all names are, in a tenth of the time. */
      self->search_text = g_str_is_ascii (text) ? g_ascii_strdown (text, -1) : g_utf8_casefold (text, -1);
    }

  return self->search_text;
}
