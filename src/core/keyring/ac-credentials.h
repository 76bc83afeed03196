/* ac-credentials.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

#define AC_TYPE_CREDENTIALS (ac_credentials_get_type ())

/* A key and its secret. The secret is applied, and comes out only for a person who asks to see or copy it.
 * Immutable, counted atomically. */
typedef struct _AcCredentials AcCredentials;

GType          ac_credentials_get_type (void);
AcCredentials *ac_credentials_new      (const char    *key,
                                        const char    *secret) G_GNUC_WARN_UNUSED_RESULT;
AcCredentials *ac_credentials_ref      (AcCredentials *self);
void           ac_credentials_unref    (AcCredentials *self);
const char    *ac_credentials_get_key  (AcCredentials *self);
/* For secret_password_free(). */
char          *ac_credentials_dup_secret (AcCredentials *self) G_GNUC_WARN_UNUSED_RESULT;
void           ac_credentials_apply    (AcCredentials *self,
                                        SoupMessage   *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcCredentials, ac_credentials_unref)

G_END_DECLS
