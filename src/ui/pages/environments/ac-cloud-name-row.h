/* ac-cloud-name-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ac-hint.h"

G_BEGIN_DECLS

#define AC_TYPE_CLOUD_NAME_ROW (ac_cloud_name_row_get_type ())

/* The entry of a cloud name, which says while one types whether it can be one, in a hint below its list.
 * Properties: hint (AcHint, nullable), allow-empty (gboolean: the service makes a name up), valid (gboolean, read-only). */
G_DECLARE_FINAL_TYPE (AcCloudNameRow, ac_cloud_name_row, AC, CLOUD_NAME_ROW, AdwEntryRow)

gboolean ac_cloud_name_row_get_valid  (AcCloudNameRow *self);
/* The service says that the name in the row is taken: until it is changed. Takes the focus. */
void     ac_cloud_name_row_show_taken (AcCloudNameRow *self);

G_END_DECLS
