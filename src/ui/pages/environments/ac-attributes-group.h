/* ac-attributes-group.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-page.h"

G_BEGIN_DECLS

#define AC_TYPE_ATTRIBUTES_GROUP (ac_attributes_group_get_type ())

/* The custom attributes of an environment: shows, adds, edits, removes. Insensitive as long as the page isn't editable. */
G_DECLARE_FINAL_TYPE (AcAttributesGroup, ac_attributes_group, AC, ATTRIBUTES_GROUP, AdwPreferencesGroup)

/* @page is not kept: the group is one of its children. */
void ac_attributes_group_show (AcAttributesGroup *self,
                               AcPage            *page,
                               AcEnvironment     *environment);

G_END_DECLS
