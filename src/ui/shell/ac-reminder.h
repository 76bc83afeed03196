/* ac-reminder.h: one notification about keys
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "ac-account.h"
#include "ac-key-age.h"

G_BEGIN_DECLS

/* Keys of one place that there is the same to say of. */
typedef struct
{
  AcAccount *account;         /* (owned) */
  AcEnvironment *environment; /* (nullable) (owned): NULL: keys of the account */
  AcCollection *collection;   /* (owned): where they are from */
  AcKeyAge age;               /* the threshold that they crossed; AC_KEY_AGE_PLAIN: there is one, which can be deleted */
  GPtrArray *keys;            /* (element-type AcApiKey) (owned): empty: they are to be loaded first */
  AcApiKey *oldest;           /* (nullable) (unowned) */
  int days;                   /* its age; or since when it is replaced */
} AcReminder;

AcReminder    *ac_reminder_new                 (AcAccount     *account,
                                                AcEnvironment *environment,
                                                AcCollection  *collection,
                                                AcKeyAge       age) G_GNUC_WARN_UNUSED_RESULT;
void           ac_reminder_free                (AcReminder    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcReminder, ac_reminder_free)
void           ac_reminder_add_key             (AcReminder    *self,
                                                AcApiKey      *key,
                                                int            days);

/* Keeps that its keys were told of, so that it happens once. (transfer full) */
GNotification *ac_reminder_tell                (AcReminder    *self) G_GNUC_WARN_UNUSED_RESULT;

/* What is most urgent in @accounts at @now, but for collections in @failed. (transfer full) (nullable) */
AcReminder    *ac_reminder_find_old_keys       (GList         *accounts,
                                                GPtrArray     *failed,
                                                gint64         now) G_GNUC_WARN_UNUSED_RESULT;
AcReminder    *ac_reminder_find_key_to_delete  (GList         *accounts,
                                                GPtrArray     *failed,
                                                gint64         now) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
