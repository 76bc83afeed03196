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
void       ac_environments_handle_gone            (AcEnvironments  *self,
                                                   AcEnvironment   *environment,
                                                   const GError    *error);

G_END_DECLS
