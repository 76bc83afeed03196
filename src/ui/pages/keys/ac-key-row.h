/* ac-key-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-api-keys.h"
#include "ac-page.h"

G_BEGIN_DECLS

#define AC_TYPE_KEY_ROW (ac_key_row_get_type ())

/* One key: name, number, badges and switch; what else there is appears when it is expanded. */
G_DECLARE_FINAL_TYPE (AcKeyRow, ac_key_row, AC, KEY_ROW, AdwExpanderRow)

GtkWidget *ac_key_row_new     (AcPage    *page,
                               AcApiKeys *keys,
                               AcApiKey  *key) G_GNUC_WARN_UNUSED_RESULT;
AcApiKey  *ac_key_row_get_key (AcKeyRow  *self);
/* Says again what depends on other keys, the day and the preferences. */
void       ac_key_row_update  (AcKeyRow  *self);

G_END_DECLS
