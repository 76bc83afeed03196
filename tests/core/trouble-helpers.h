/* trouble-helpers.h: each way in which an answer goes wrong, for each thing that is done with a collection
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-client.h"
#include "ac-mock-server.h"
#include "ac-test-utils.h"

G_BEGIN_DECLS

/* What the fixture of a suite begins with. */
typedef struct
{
  AcMockServer *server;
  AcClient *client;
} TroubleFixture;

/* One thing that is done, which needs one request. */
typedef struct
{
  const char *name;
  const char *method;
  const char *target;
  const char *answer; /* the right one */
  void (*start) (gpointer       fixture,
                 GCancellable  *cancellable,
                 GAsyncResult **result);
  gboolean (*finish) (gpointer       fixture,
                      GAsyncResult  *result,
                      GError       **error);
} TroubleVerb;

typedef struct
{
  const char *name;
  const TroubleVerb *verbs;
  gsize n_verbs;
  gsize fixture_size;
  /* Fills the rest of the fixture, with what is loaded from the server. */
  void (*set_up) (gpointer           fixture,
                  const TroubleVerb *verb);
  /* Lets go of all that. */
  void (*tear_down) (gpointer fixture);
  /* Everything is as set_up left it. */
  void (*assert_unchanged) (gpointer fixture);
  /* The service answered 404 to the verb. */
  void (*assert_not_found) (gpointer           fixture,
                            const TroubleVerb *verb);
} TroubleSuite;

/* Adds a test for each verb and each trouble. @suite is static. */
void trouble_add_suite (const TroubleSuite *suite);

G_END_DECLS
