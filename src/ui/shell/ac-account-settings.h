/* ac-account-settings.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "ac-account.h"
#include "ac-key-age.h"

G_BEGIN_DECLS

/**
 * AcMark:
 *
 * What an environment is for; kept on this computer only.
 */
typedef enum
{
  AC_MARK_NONE,
  AC_MARK_PRODUCTION,
  AC_MARK_STAGING,
  AC_MARK_TEST,
} AcMark;

#define AC_N_RECENT_ENVIRONMENTS 5

#define AC_TYPE_ACCOUNT_SETTINGS (ac_account_settings_get_type ())

/* What this computer keeps about an account, without secrets: when it was opened last, marks, what keys are for, and which environments were
 * chosen. Emits ::mark-changed (environment id) and ::purpose-changed (key). */
G_DECLARE_FINAL_TYPE (AcAccountSettings, ac_account_settings, AC, ACCOUNT_SETTINGS, GObject)

/* The one object for @account_id in this process. (transfer full) */
AcAccountSettings *ac_account_settings_get             (const char        *account_id) G_GNUC_WARN_UNUSED_RESULT;
AcMark             ac_account_settings_get_mark        (AcAccountSettings *self,
                                                        const char        *environment_id);
void               ac_account_settings_set_mark        (AcAccountSettings *self,
                                                        const char        *environment_id,
                                                        AcMark             mark);
/* What a key is for, as somebody noted it. (transfer full) (nullable) */
char              *ac_account_settings_get_purpose     (AcAccountSettings *self,
                                                        const char        *key) G_GNUC_WARN_UNUSED_RESULT;
void               ac_account_settings_set_purpose     (AcAccountSettings *self,
                                                        const char        *key,
                                                        const char        *purpose);
/* The worst that a notification has said of a key's age, so that it isn't said again. */
AcKeyAge           ac_account_settings_get_reminded    (AcAccountSettings *self,
                                                        const char        *key);
void               ac_account_settings_set_reminded    (AcAccountSettings *self,
                                                        const char        *key,
                                                        AcKeyAge           age);
/* Whether a notification has said that the key can be deleted, so that it isn't said again. */
gboolean           ac_account_settings_get_told_to_delete (AcAccountSettings *self,
                                                        const char        *key);
void               ac_account_settings_set_told_to_delete (AcAccountSettings *self,
                                                        const char        *key);
/* NULL: never. (transfer full) */
GDateTime         *ac_account_settings_get_last_opened (AcAccountSettings *self);
/* With which key. */
void               ac_account_settings_set_opened_now  (AcAccountSettings *self,
                                                        const char        *key);
/* The key that the account was opened with last; NULL: it isn't known. (transfer full) */
char              *ac_account_settings_dup_last_key    (AcAccountSettings *self) G_GNUC_WARN_UNUSED_RESULT;
/* The ID of the environment that was chosen last; NULL: none yet. (transfer full) */
char              *ac_account_settings_dup_environment (AcAccountSettings *self) G_GNUC_WARN_UNUSED_RESULT;
/* Also makes it the first of the recent ones. */
void               ac_account_settings_set_environment (AcAccountSettings *self,
                                                        const char        *environment_id);
/* IDs, the last one first, no more than AC_N_RECENT_ENVIRONMENTS; some may be gone. (transfer full) */
char             **ac_account_settings_dup_recent_environments (AcAccountSettings *self) G_GNUC_WARN_UNUSED_RESULT;
/* Forgets everything about the account. */
void               ac_account_settings_reset           (AcAccountSettings *self);

/* “Production”, … (transfer none); NULL for AC_MARK_NONE. */
const char        *ac_mark_get_label                   (AcMark             mark);
/* The style class of its badge. */
const char        *ac_mark_get_style_class             (AcMark             mark);

G_END_DECLS
