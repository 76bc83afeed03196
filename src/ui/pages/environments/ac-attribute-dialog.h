/* ac-attribute-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-form-dialog.h"
#include "ac-page.h"

G_BEGIN_DECLS

#define AC_TYPE_ATTRIBUTE_DIALOG (ac_attribute_dialog_get_type ())

/* Adds a custom attribute to an environment, or edits the one of a name. */
G_DECLARE_FINAL_TYPE (AcAttributeDialog, ac_attribute_dialog, AC, ATTRIBUTE_DIALOG, AcFormDialog)

/* @name (nullable): a new one. */
AcFormDialog *ac_attribute_dialog_new (AcPage        *page,
                                       AcEnvironment *environment,
                                       const char    *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
