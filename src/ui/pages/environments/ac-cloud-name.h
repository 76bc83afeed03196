/* ac-cloud-name.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AcCloudNameProblem:
 * @AC_CLOUD_NAME_PROBLEM_NONE: nothing is wrong that can be known without asking the service
 * @AC_CLOUD_NAME_PROBLEM_CHARACTERS: it doesn't start with a letter, or has others than letters, digits and hyphens
 * @AC_CLOUD_NAME_PROBLEM_LENGTH: it has fewer than 2 or more than 128 characters
 * @AC_CLOUD_NAME_PROBLEM_RESERVED_END: it ends like a private storage bucket; only a warning
 */
typedef enum
{
  AC_CLOUD_NAME_PROBLEM_NONE,
  AC_CLOUD_NAME_PROBLEM_CHARACTERS,
  AC_CLOUD_NAME_PROBLEM_LENGTH,
  AC_CLOUD_NAME_PROBLEM_RESERVED_END,
} AcCloudNameProblem;

/* The first rule that @cloud_name breaks. */
AcCloudNameProblem ac_cloud_name_check             (const char         *cloud_name);
gboolean           ac_cloud_name_problem_blocks    (AcCloudNameProblem  problem);
/* A translated sentence, NULL for NONE. (transfer none) */
const char        *ac_cloud_name_problem_get_text  (AcCloudNameProblem  problem);

/* “Catalogue & Print” → “catalogue-print”; "" when nothing usable is left. */
char              *ac_cloud_name_from_display_name (const char         *display_name) G_GNUC_WARN_UNUSED_RESULT;
/* “https://res.cloudinary.com/halden-web/” */
char              *ac_cloud_name_create_delivery_url (const char       *cloud_name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
