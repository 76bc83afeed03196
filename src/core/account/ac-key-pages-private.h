/* ac-key-pages-private.h: the pages in which an environment's keys come
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-client.h"

G_BEGIN_DECLS

/* Nobody knows the largest page that the service gives (wire reference 3.2). */
#define AC_KEY_PAGE_SIZE 100

void           ac_key_pages_fetch_async             (AcClient             *client,
                                                     const char           *account_id,
                                                     const char           *environment_id,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
/* (transfer full) (element-type AcApiKey). @total: how many the service says that there are. */
GPtrArray     *ac_key_pages_fetch_finish            (AcClient             *client,
                                                     GAsyncResult         *result,
                                                     guint                *total,
                                                     GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/* @page: where to look first. */
void           ac_key_pages_find_credentials_async  (AcClient             *client,
                                                     const char           *account_id,
                                                     const char           *environment_id,
                                                     const char           *key,
                                                     guint                 page,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
AcCredentials *ac_key_pages_find_credentials_finish (AcClient             *client,
                                                     GAsyncResult         *result,
                                                     GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
