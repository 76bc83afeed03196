/* ac-environment-texts.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-environment-limit.h"
#include "ac-environment.h"
#include "ac-permissions.h"

G_BEGIN_DECLS

/* What a value of an environment is called: “Dynamic folders”, “United States”, “2 options”, “Unknown”. */
const char *ac_folder_mode_get_text      (AcFolderMode       folder_mode);
const char *ac_storage_location_get_text (AcStorageLocation  location);
/* @n_options: -1 when it isn't known. */
char       *ac_support_options_get_text  (int                n_options) G_GNUC_WARN_UNUSED_RESULT;

/* Why the limit can't be changed; NULL: it can. */
char       *ac_environment_limit_create_refusal (AcEnvironmentLimit *limit,
                                                 AcPermissions      *permissions) G_GNUC_WARN_UNUSED_RESULT;

/* The longest description that the Console API takes, in characters (src/sandbox/README.md). */
#define AC_DESCRIPTION_MAX_LENGTH 500

G_END_DECLS
