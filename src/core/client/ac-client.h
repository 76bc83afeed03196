/* ac-client.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "ac-connection-state.h"
#include "ac-credentials.h"
#include "ac-request.h"

G_BEGIN_DECLS

#define AC_TYPE_CLIENT (ac_client_get_type ())

/* The HTTP side of one account: one SoupSession, never shared.
 * Properties: host (construct-only), state (AcConnectionState), retry-seconds (guint, while waiting). */
G_DECLARE_FINAL_TYPE (AcClient, ac_client, AC, CLIENT, GObject)

/* Runs in a worker thread for large answers: turns the JSON into what the caller wants.
 * @user_data is what was given to ac_client_fetch_async(). */
typedef gpointer (*AcParseFunc) (JsonNode  *root,
                                 gpointer   user_data,
                                 GError   **error);

SoupSession       *ac_client_create_session    (void) G_GNUC_WARN_UNUSED_RESULT;

/* @session (nullable): one that the caller made with ac_client_create_session(), as tests do to trust a certificate. */
AcClient          *ac_client_new               (const char          *host,
                                                AcCredentials       *credentials,
                                                SoupSession         *session) G_GNUC_WARN_UNUSED_RESULT;
const char        *ac_client_get_host          (AcClient            *self);
AcCredentials     *ac_client_get_credentials   (AcClient            *self);
AcConnectionState  ac_client_get_state         (AcClient            *self);
guint              ac_client_get_retry_seconds (AcClient            *self);
/* How often a request that may be repeated is sent at most: 3 times, unless something else is said. */
void               ac_client_set_max_tries     (AcClient            *self,
                                                guint                max_tries);
/* Ends the waiting of everything that waits, and asks the service again. */
void               ac_client_retry_now         (AcClient            *self);

/* Takes @request. Bodies over 256 KiB are parsed, and @parse run, in a worker thread.
 * @credentials (nullable): others than the client's, for the Admin API of one environment. */
void               ac_client_fetch_async       (AcClient            *self,
                                                AcRequest           *request,
                                                AcCredentials       *credentials,
                                                AcParseFunc          parse,
                                                gpointer             parse_data,
                                                GDestroyNotify       parse_data_destroy,
                                                GDestroyNotify       result_destroy,
                                                GCancellable        *cancellable,
                                                GAsyncReadyCallback  callback,
                                                gpointer             user_data);
/* The same for the list @member of the answer: @parse is called for each element. The result is a GPtrArray. */
void               ac_client_fetch_list_async  (AcClient            *self,
                                                AcRequest           *request,
                                                const char          *member,
                                                AcParseFunc          parse,
                                                gpointer             parse_data,
                                                GDestroyNotify       item_destroy,
                                                GCancellable        *cancellable,
                                                GAsyncReadyCallback  callback,
                                                gpointer             user_data);
/* (transfer full): what @parse returned. */
gpointer           ac_client_fetch_finish      (AcClient            *self,
                                                GAsyncResult        *result,
                                                GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
