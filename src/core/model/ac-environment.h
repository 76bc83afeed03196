/* ac-environment.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * AcFolderMode:
 * @AC_FOLDER_MODE_UNKNOWN: not read yet, or not readable
 * @AC_FOLDER_MODE_FIXED: the folder path is part of the public ID
 * @AC_FOLDER_MODE_DYNAMIC: folders are independent of the public ID
 */
typedef enum
{
  AC_FOLDER_MODE_UNKNOWN,
  AC_FOLDER_MODE_FIXED,
  AC_FOLDER_MODE_DYNAMIC,
} AcFolderMode;

/**
 * AcStorageLocation:
 *
 * Where the records of an environment's assets are kept.
 */
typedef enum
{
  AC_STORAGE_LOCATION_UNKNOWN,
  AC_STORAGE_LOCATION_UNITED_STATES,
  AC_STORAGE_LOCATION_EUROPE,
  AC_STORAGE_LOCATION_ASIA_PACIFIC,
} AcStorageLocation;

/* One pair of an environment's custom attributes. */
typedef struct
{
  char *name;
  char *value;
  gboolean is_text; /* FALSE: the value is no JSON string, and @value is its JSON text */
} AcCustomAttribute;

#define AC_TYPE_CUSTOM_ATTRIBUTE (ac_custom_attribute_get_type ())
GType              ac_custom_attribute_get_type (void);
AcCustomAttribute *ac_custom_attribute_new      (const char              *name,
                                                 const char              *value,
                                                 gboolean                 is_text) G_GNUC_WARN_UNUSED_RESULT;
AcCustomAttribute *ac_custom_attribute_copy     (const AcCustomAttribute *self) G_GNUC_WARN_UNUSED_RESULT;
void               ac_custom_attribute_free     (AcCustomAttribute       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcCustomAttribute, ac_custom_attribute_free)

#define AC_TYPE_ENVIRONMENT (ac_environment_get_type ())

/* A product environment (`sub_account` on the wire). It never holds the secrets of its keys.
 * Properties, all read-only and notified: id, name, cloud-name, description (NULL: unknown), enabled,
 * folder-mode, storage-location, support-options (gint, -1: unknown), enabled-keys (guint),
 * created-at, updated-at (GDateTime, nullable), custom-attributes (GPtrArray of AcCustomAttribute). */
G_DECLARE_FINAL_TYPE (AcEnvironment, ac_environment, AC, ENVIRONMENT, GObject)

const char        *ac_environment_get_id                (AcEnvironment *self);
const char        *ac_environment_get_name              (AcEnvironment *self);
const char        *ac_environment_get_cloud_name        (AcEnvironment *self);
const char        *ac_environment_get_description       (AcEnvironment *self);
gboolean           ac_environment_get_enabled           (AcEnvironment *self);
AcFolderMode       ac_environment_get_folder_mode       (AcEnvironment *self);
AcStorageLocation  ac_environment_get_storage_location  (AcEnvironment *self);
int                ac_environment_get_support_options   (AcEnvironment *self);
guint              ac_environment_get_enabled_keys      (AcEnvironment *self);
GDateTime         *ac_environment_get_created_at        (AcEnvironment *self);
GDateTime         *ac_environment_get_updated_at        (AcEnvironment *self);
GPtrArray         *ac_environment_get_custom_attributes (AcEnvironment *self);
/* Casefolded name, cloud name and id, made once: what a search as one types looks through. */
const char        *ac_environment_get_search_text       (AcEnvironment *self);

G_END_DECLS
