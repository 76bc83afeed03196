/* ac-mock-server.h: a service that says what a test tells it to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* What the server answers to one request, or to all of a kind. Set up before the request comes;
 * it belongs to the server. Unless something else is said it is 200 with {}. */
typedef struct _AcMockReply AcMockReply;

/* A request that came. All fields belong to the server. */
typedef struct
{
  char *method;
  char *target;        /* encoded path and query, as sent */
  char *authorization; /* (nullable) */
  char *content_type;  /* (nullable) */
  char *user_agent;    /* (nullable) */
  char *body;          /* "" when there is none */
} AcMockRequest;

#define AC_TYPE_MOCK_SERVER (ac_mock_server_get_type ())

/* Runs in the test's own thread and main context. A request that nothing was set up for fails the test. */
G_DECLARE_FINAL_TYPE (AcMockServer, ac_mock_server, AC, MOCK_SERVER, GObject)

AcMockServer        *ac_mock_server_new                 (void) G_GNUC_WARN_UNUSED_RESULT;
/* With a certificate that nobody trusts but who uses ac_mock_server_create_tls_database(). */
AcMockServer        *ac_mock_server_new_tls             (void) G_GNUC_WARN_UNUSED_RESULT;
GTlsDatabase        *ac_mock_server_create_tls_database (void) G_GNUC_WARN_UNUSED_RESULT;
/* "http://127.0.0.1:PORT" */
const char          *ac_mock_server_get_host            (AcMockServer *self);

/* One request; several for the same target are answered in the order of these calls. */
AcMockReply         *ac_mock_server_expect              (AcMockServer *self,
                                                         const char   *method,
                                                         const char   *target);
/* Any number of requests, none among them, once nothing is expected. */
AcMockReply         *ac_mock_server_allow               (AcMockServer *self,
                                                         const char   *method,
                                                         const char   *target);
void                 ac_mock_server_assert_done         (AcMockServer *self);

guint                ac_mock_server_get_n_requests      (AcMockServer *self);
const AcMockRequest *ac_mock_server_get_request         (AcMockServer *self,
                                                         guint         index);
guint                ac_mock_server_count_requests      (AcMockServer *self,
                                                         const char   *method,
                                                         const char   *target);

/* The service goes away, connections and all, and comes back at the same address. */
void                 ac_mock_server_stop                (AcMockServer *self);
void                 ac_mock_server_start               (AcMockServer *self);

void                 ac_mock_reply_set_json             (AcMockReply  *self,
                                                         guint         status,
                                                         const char   *body);
/* @content_type: NULL for none; takes @body. */
void                 ac_mock_reply_take_body            (AcMockReply  *self,
                                                         guint         status,
                                                         const char   *content_type,
                                                         GBytes       *body);
void                 ac_mock_reply_set_header           (AcMockReply  *self,
                                                         const char   *name,
                                                         const char   *value);
void                 ac_mock_reply_set_delay            (AcMockReply  *self,
                                                         guint         milliseconds);
/* Takes the request and never answers. */
void                 ac_mock_reply_set_hang             (AcMockReply  *self);
/* Writes @text to the connection as it is, head and all, and closes it. */
void                 ac_mock_reply_set_raw              (AcMockReply  *self,
                                                         const char   *text);

G_END_DECLS
