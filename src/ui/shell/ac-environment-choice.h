/* ac-environment-choice.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "ac-account.h"

G_BEGIN_DECLS

#define AC_TYPE_ENVIRONMENT_CHOICE (ac_environment_choice_get_type ())

/* Which product environment a window is about: the pages of the sidebar's last section follow it. One a window, so that two can show
 * two environments of one account.
 * Properties: account (AcAccount, nullable, writable), environment (AcEnvironment, nullable, read-only): notified. There is an
 * environment as soon as the account's list is there and has one: that of the last time, or the first enabled one by name. */
G_DECLARE_FINAL_TYPE (AcEnvironmentChoice, ac_environment_choice, AC, ENVIRONMENT_CHOICE, GObject)

AcEnvironmentChoice *ac_environment_choice_new             (void) G_GNUC_WARN_UNUSED_RESULT;
AcAccount           *ac_environment_choice_get_account     (AcEnvironmentChoice *self);
void                 ac_environment_choice_set_account     (AcEnvironmentChoice *self,
                                                            AcAccount           *account);
AcEnvironment       *ac_environment_choice_get_environment (AcEnvironmentChoice *self);
/* Remembered for the account. */
void                 ac_environment_choice_set_environment (AcEnvironmentChoice *self,
                                                            AcEnvironment       *environment);
/* The account and the environment of @other, for a second window. */
void                 ac_environment_choice_copy            (AcEnvironmentChoice *self,
                                                            AcEnvironmentChoice *other);
/* Those that were chosen before and still are there, the last one first. (transfer full) (element-type AcEnvironment) */
GPtrArray           *ac_environment_choice_dup_recents     (AcEnvironmentChoice *self) G_GNUC_WARN_UNUSED_RESULT;
/* Loads the account's environments, unless they are there or on their way. */
void                 ac_environment_choice_load            (AcEnvironmentChoice *self);

G_END_DECLS
