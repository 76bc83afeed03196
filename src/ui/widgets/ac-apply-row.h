/* ac-apply-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define AC_TYPE_APPLY_ROW (ac_apply_row_get_type ())

/* A text that is saved when one applies it (Enter or the button), and waits for the answer (ui.md A.6).
 * What was typed and isn't saved yet stays, whatever arrives meanwhile.
 * Properties: saved-text (string, nullable: empty), saving (gboolean), required (gboolean: empty can't be applied).
 * Emits ::save (text): call ac_apply_row_set_saving(). */
G_DECLARE_FINAL_TYPE (AcApplyRow, ac_apply_row, AC, APPLY_ROW, AdwEntryRow)

const char *ac_apply_row_get_saved_text (AcApplyRow *self);
void        ac_apply_row_set_saved_text (AcApplyRow *self,
                                         const char *saved_text);
gboolean    ac_apply_row_get_saving     (AcApplyRow *self);
/* Insensitive with a spinner while @saving. When it ends and the text isn't the saved one, it can be applied again. */
void        ac_apply_row_set_saving     (AcApplyRow *self,
                                         gboolean    saving);

G_END_DECLS
