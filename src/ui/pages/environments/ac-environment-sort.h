/* ac-environment-sort.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-environment-index.h"

G_BEGIN_DECLS

/**
 * AcEnvironmentSort:
 *
 * What the rows are sorted by.
 */
typedef enum
{
  AC_ENVIRONMENT_SORT_NAME,
  AC_ENVIRONMENT_SORT_CLOUD_NAME,
  AC_ENVIRONMENT_SORT_FOLDER_MODE,
  AC_ENVIRONMENT_SORT_KEYS,
  AC_ENVIRONMENT_SORT_CREATED,
  AC_ENVIRONMENT_SORT_STATUS,
} AcEnvironmentSort;

void ac_environment_sort_index (AcEnvironmentIndex *index,
                                AcEnvironmentSort   sort,
                                gboolean            descending,
                                GArray             *sorted);

G_END_DECLS
