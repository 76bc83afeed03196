/* ac-secret-label.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>
#include <libsecret/secret.h>

G_BEGIN_DECLS

#define AC_TYPE_SECRET_LABEL (ac_secret_label_get_type ())

/* One line that shows a secret, or a mask in its place. No property holds the secret: it is drawn straight from
 * non-pageable memory. */
G_DECLARE_FINAL_TYPE (AcSecretLabel, ac_secret_label, AC, SECRET_LABEL, GtkWidget)

/* (nullable): bullets that don't tell how long the secret is */
void     ac_secret_label_set_mask  (AcSecretLabel *self,
                                    const char    *mask);
/* (nullable): shows the mask again */
void     ac_secret_label_set_value (AcSecretLabel *self,
                                    SecretValue   *value);
gboolean ac_secret_label_is_shown  (AcSecretLabel *self);

G_END_DECLS
