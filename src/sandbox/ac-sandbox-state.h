/* ac-sandbox-state.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-sandbox-random.h"
#include "ac-sandbox-store.h"

G_BEGIN_DECLS

/* What every handler works with: the program has one. */
typedef struct
{
  AcSandboxStore *store;
  AcSandboxRandom *random;
  char *mail_dir;     /* (nullable): the Maildir that mails are dropped into */
  GPtrArray *outbox;  /* the mails of the request that is under way: ac-sandbox-mail.c */
  GHashTable *meters; /* environment id → its count of this hour's Admin API calls: ac-sandbox-meter.c */
} AcSandboxState;

AcSandboxState *ac_sandbox_state_new  (AcSandboxStore  *store,
                                       AcSandboxRandom *random,
                                       const char      *mail_dir) G_GNUC_WARN_UNUSED_RESULT;
void            ac_sandbox_state_free (AcSandboxState  *self);
char           *ac_sandbox_state_make_id (AcSandboxState  *self,
                                          const char      *count_query,
                                          GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcSandboxState, ac_sandbox_state_free)

G_END_DECLS
