/* ac-secret-provider.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>
#include <libsecret/secret.h>

G_BEGIN_DECLS

#define AC_TYPE_SECRET_PROVIDER (ac_secret_provider_get_type ())

/* What the clipboard offers while a secret stands in it: text that is written straight from non-pageable memory. It is
 * never in a GValue, it can't be stored by a clipboard manager, and it says so to those that ask. */
G_DECLARE_FINAL_TYPE (AcSecretProvider, ac_secret_provider, AC, SECRET_PROVIDER, GdkContentProvider)

GdkContentProvider *ac_secret_provider_new (SecretValue *value) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
