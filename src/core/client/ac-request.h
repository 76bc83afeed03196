/* ac-request.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* One request of the API: method, path, query, body. Plain data, made by one owner. */
typedef struct _AcRequest AcRequest;

/* The path is given as segments, NULL at the end; each is percent-encoded here. */
AcRequest *ac_request_new        (const char *method,
                                  const char *first_segment,
                                  ...) G_GNUC_NULL_TERMINATED G_GNUC_WARN_UNUSED_RESULT;
void       ac_request_free       (AcRequest  *self);
void       ac_request_add_query  (AcRequest  *self,
                                  const char *name,
                                  const char *value);
/* Takes @body. */
void       ac_request_take_body  (AcRequest  *self,
                                  JsonNode   *body);
/* Without this the secrets in the answer are overwritten before anybody can read them. */
void       ac_request_want_secrets (AcRequest *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcRequest, ac_request_free)

G_END_DECLS
