/* ac-environments-private.h: what the parts of the collection share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-environment-private.h"
#include "ac-environments.h"
#include "ac-folder-modes-private.h"

G_BEGIN_DECLS

struct _AcEnvironments
{
  AcCollection parent_instance;

  AcFolderModes *folder_modes;
  GHashTable *keys; /* id of an environment: its AcEnvironmentKeys, not owned, which takes itself out */
  gboolean has_details;
};

AcRequest *ac_environments_create_request         (AcEnvironments  *self,
                                                   const char      *method,
                                                   const char      *id) G_GNUC_WARN_UNUSED_RESULT;
AcRequest *ac_environments_create_console_request (AcEnvironments  *self,
                                                   const char      *method,
                                                   const char      *id) G_GNUC_WARN_UNUSED_RESULT;
gpointer   ac_environments_parse_one              (JsonNode        *root,
                                                   gpointer         user_data,
                                                   GError         **error);

/* ac-environments-keys.c */
void       ac_environments_forget_keys            (AcEnvironments  *self,
                                                   const char      *id);
guint      ac_environments_get_enabled_keys       (AcEnvironments  *self,
                                                   const char      *id);
void       ac_environments_take_enabled_keys      (AcEnvironments  *self,
                                                   const char      *id,
                                                   guint            n);

/* ac-environment-keys.c */
AcEnvironmentKeys *ac_environment_keys_new        (AcEnvironments  *environments,
                                                   AcEnvironment   *environment) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
