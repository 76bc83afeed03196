/* ac-secret-text-private.h: a text with a secret in it, while it is put together
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Always as many, so that they don't tell how long the secret is. */
#define AC_SECRET_BULLETS "••••••••"

/* A place that was outgrown is wiped. On the stack, all zeros at first. */
typedef struct
{
  char *data; /* (nullable) (owned) */
  gsize length;
  gsize capacity;
} AcSecretText;

void  ac_secret_text_append         (AcSecretText *self,
                                     const char   *text);
void  ac_secret_text_append_length  (AcSecretText *self,
                                     const char   *text,
                                     gsize         length);
void  ac_secret_text_append_encoded (AcSecretText *self,
                                     const char   *text,
                                     const char   *allowed);
void  ac_secret_text_append_url     (AcSecretText *self,
                                     const char   *scheme,
                                     const char   *key,
                                     const char   *secret,
                                     const char   *place,
                                     const char   *host);
char *ac_secret_text_to_password    (AcSecretText *self) G_GNUC_WARN_UNUSED_RESULT;
void  ac_secret_text_clear          (AcSecretText *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AcSecretText, ac_secret_text_clear)

G_END_DECLS
