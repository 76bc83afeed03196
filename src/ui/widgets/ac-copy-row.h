/* ac-copy-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define AC_TYPE_COPY_ROW (ac_copy_row_get_type ())

/* A value that one copies: an id, a cloud name, a URL; no secret. More suffixes stand after the button; Ctrl+C copies too.
 * Properties: value (nullable), copy-label ("Copy account ID": the button's name and tooltip).
 * Emits ::copied. */
G_DECLARE_FINAL_TYPE (AcCopyRow, ac_copy_row, AC, COPY_ROW, AdwActionRow)

const char *ac_copy_row_get_value (AcCopyRow  *self);
void        ac_copy_row_set_value (AcCopyRow  *self,
                                   const char *value);

G_END_DECLS
