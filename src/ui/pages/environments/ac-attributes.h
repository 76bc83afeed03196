/* ac-attributes.h: the custom attributes of an environment as a whole, which is how they are saved
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-page.h"

G_BEGIN_DECLS

/* (transfer full) (element-type AcCustomAttribute): copies that one may change. */
GPtrArray         *ac_attributes_copy       (AcEnvironment *environment) G_GNUC_WARN_UNUSED_RESULT;
/* The one called @name, NULL: there is none. (transfer none) */
AcCustomAttribute *ac_attributes_find       (GPtrArray     *attributes,
                                             const char    *name);
/* Says @text and offers to put @former (element-type AcCustomAttribute) back. */
void               ac_attributes_offer_undo (AcPage        *page,
                                             AcEnvironment *environment,
                                             const char    *text,
                                             GPtrArray     *former);

G_END_DECLS
