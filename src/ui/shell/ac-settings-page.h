/* ac-settings-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-page.h"

G_BEGIN_DECLS

#define AC_TYPE_SETTINGS_PAGE (ac_settings_page_get_type ())

/* A page about the settings of the product environment that is chosen in the sidebar. Its subtitle is the environment's, the mark of
 * the environment stands at the end of the header bar, and a banner says when it is disabled. While there is no environment the page
 * loads the account's list, says why that fails, or that there is none.
 *
 * Property: environment (AcEnvironment, nullable, notified): the window sets it. Template children as for AcPage. */
G_DECLARE_DERIVABLE_TYPE (AcSettingsPage, ac_settings_page, AC, SETTINGS_PAGE, AcPage)

struct _AcSettingsPageClass
{
  AcPageClass parent_class;

  /* The page is about another environment now. With one: follow what the page shows of it with ac_page_follow_collection(), or say by
   * ac_page_set_state() that there is nothing to load, which is what the class itself does. With none: let go of the last one; the
   * page's states are taken care of, and a reload() of a subclass has to chain up. */
  void (*environment_changed) (AcSettingsPage *self);
};

AcEnvironment *ac_settings_page_get_environment (AcSettingsPage *self);
void           ac_settings_page_set_environment (AcSettingsPage *self,
                                                 AcEnvironment  *environment);

G_END_DECLS
