/* ac-key-dialogs.h: what can be done with a key, with its questions, toasts and Undo
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-api-keys.h"
#include "ac-page.h"

G_BEGIN_DECLS

/* @owner waits for an answer, or no longer. */
typedef void (*AcKeyBusyFunc) (GtkWidget *owner,
                               gboolean   busy);

/* How the key is called in sentences. (transfer full) */
char *ac_key_dialogs_quote_name  (AcApiKey      *key) G_GNUC_WARN_UNUSED_RESULT;
/* What has to be typed before harm is done to it. (transfer none) */
const char *ac_key_dialogs_get_typed (AcApiKey *key);
/* Why it can't be disabled, or NULL. (transfer none) */
const char *ac_key_dialogs_get_refusal (AcApiKeys *keys,
                                        AcApiKey  *key);
/* The one that signs webhook notifications. (transfer full) (nullable) */
AcApiKey *ac_key_dialogs_find_designated (AcApiKeys *keys) G_GNUC_WARN_UNUSED_RESULT;

/* Enables at once; disabling asks. @busy (nullable) is called with @owner while the service is asked. */
void  ac_key_dialogs_set_enabled (AcPage        *page,
                                  AcApiKeys     *keys,
                                  AcApiKey      *key,
                                  gboolean       enabled,
                                  GtkWidget     *owner,
                                  AcKeyBusyFunc  busy);
void  ac_key_dialogs_rename      (AcPage        *page,
                                  AcApiKeys     *keys,
                                  AcApiKey      *key);
/* Begins the rotation, or goes on with it. */
void  ac_key_dialogs_rotate      (AcPage        *page,
                                  AcApiKeys     *keys,
                                  AcApiKey      *key);
/* For keys of a product environment: */
void  ac_key_dialogs_designate   (AcPage        *page,
                                  AcApiKeys     *keys,
                                  AcApiKey      *key,
                                  GtkWidget     *owner,
                                  AcKeyBusyFunc  busy);
void  ac_key_dialogs_delete      (AcPage        *page,
                                  AcApiKeys     *keys,
                                  AcApiKey      *key);

G_END_DECLS
