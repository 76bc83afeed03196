/* ac-snippets-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ac-key-secrets.h"

G_BEGIN_DECLS

#define AC_TYPE_SNIPPETS_ROW (ac_snippets_row_get_type ())

/* A key in the forms that tools read, masked, to be copied. */
G_DECLARE_FINAL_TYPE (AcSnippetsRow, ac_snippets_row, AC, SNIPPETS_ROW, AdwExpanderRow)

GtkWidget *ac_snippets_row_new (AcKeySecrets *secrets) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
