/* ac-sandbox-account.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-sandbox-plans.h"
#include "ac-sandbox-state.h"

G_BEGIN_DECLS

/* The account that the database holds. */
typedef struct
{
  char *id;
  char *name;
  const AcSandboxPlan *plan;
  char *subscribed_through;
  char *permissions;
  guint base_environments;
  guint additional_environments;
  guint used_environments;
  char *created_at;
} AcSandboxAccount;

AcSandboxAccount *ac_sandbox_account_load (AcSandboxState    *state,
                                           GError           **error) G_GNUC_WARN_UNUSED_RESULT;
void              ac_sandbox_account_free (AcSandboxAccount  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcSandboxAccount, ac_sandbox_account_free)

G_END_DECLS
