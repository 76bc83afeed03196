/* ac-sandbox-request.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "ac-sandbox-error.h"
#include "ac-sandbox-params.h"
#include "ac-sandbox-roles.h"
#include "ac-sandbox-state.h"
#include "ac-sandbox-writer.h"

G_BEGIN_DECLS

typedef struct _AcSandboxRequest AcSandboxRequest;
typedef struct _AcSandboxRoute AcSandboxRoute;

/* Answers @request by writing into its answer, or refuses it with an AC_SANDBOX_ERROR. A request that isn't a
 * GET runs in one transaction, which is committed when the handler returns %TRUE and rolled back when not. */
typedef gboolean (*AcSandboxHandler) (AcSandboxRequest  *request,
                                      GError           **error);

/* Whose credentials a route asks for. */
typedef enum
{
  AC_SANDBOX_GUARD_ACCOUNT,     /* an account key; {account_id} is checked */
  AC_SANDBOX_GUARD_ENVIRONMENT, /* an access key of the environment that {cloud_name} names */
} AcSandboxGuard;

/* One row of a resource's route table. */
struct _AcSandboxRoute
{
  const char *method;
  const char *path; /* {name} stands for one segment */
  AcSandboxGuard guard;
  AcSandboxSubject subject;
  AcSandboxLevel level;
  AcSandboxHandler handler;
};

typedef struct
{
  const AcSandboxRoute *routes;
  guint n_routes;
} AcSandboxRouteTable;

#define AC_SANDBOX_ROUTE_TABLE(routes) { (routes), G_N_ELEMENTS (routes) }

/* The prefixes of routes. */
#define AC_SANDBOX_PROVISIONING "/v1_1/provisioning/accounts/{account_id}"
#define AC_SANDBOX_CONSOLE "/v1_1/console/accounts/{account_id}"
#define AC_SANDBOX_ADMIN "/v1_1/{cloud_name}"

#define AC_SANDBOX_MAX_SEGMENTS 12

/* What a handler gets. It reads all of this and writes into @answer and, rarely, @headers. */
struct _AcSandboxRequest
{
  AcSandboxState *state;
  const AcSandboxRoute *route;
  AcSandboxParams *params;
  AcSandboxWriter *answer;
  SoupMessageHeaders *headers; /* of the answer */

  AcSandboxRole role;    /* of the account key that asks; guard ACCOUNT */
  char *environment_id;  /* of the access key that asks; guard ENVIRONMENT */

  const char *segment_names[AC_SANDBOX_MAX_SEGMENTS];
  char *segment_values[AC_SANDBOX_MAX_SEGMENTS]; /* decoded */
  guint n_segments;
};

const char *ac_sandbox_request_get_segment (AcSandboxRequest  *self,
                                            const char        *name);
void        ac_sandbox_request_clear       (AcSandboxRequest  *self);

gboolean    ac_sandbox_refuse              (GError           **error,
                                            AcSandboxError     status,
                                            const char        *format,
                                            ...) G_GNUC_PRINTF (3, 4);
gboolean    ac_sandbox_refuse_not_found    (GError           **error);
void        ac_sandbox_answer_message      (AcSandboxRequest  *self,
                                            const char        *message);

G_END_DECLS
