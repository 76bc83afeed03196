/* ac-environment-key-private.h: the key that an environment is opened with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Both are parse functions for ac_client_fetch_async() of an environment, with ac_request_want_secrets(); the second one's
 * user data is the host. */
gpointer ac_environment_key_parse_credentials (JsonNode  *root,
                                               gpointer   user_data,
                                               GError   **error);
gpointer ac_environment_key_parse_url         (JsonNode  *root,
                                               gpointer   user_data,
                                               GError   **error);

G_END_DECLS
