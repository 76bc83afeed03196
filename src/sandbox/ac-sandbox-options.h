/* ac-sandbox-options.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "ac-sandbox-faults.h"

G_BEGIN_DECLS

/* What the command line says, checked. */
typedef struct
{
  GSocketAddress *address;
  GTlsCertificate *certificate; /* (nullable) */
  char *database;
  char *seed;
  char *plan;
  char *subscribed_through;
  char *permissions;
  char *role; /* of the account key of the ready line */
  char *mail_dir; /* (nullable) */
  guint n_environments;
  guint n_users;
  guint n_groups;
  AcSandboxFaultPlan faults;
  gboolean has_random_seed;
  gboolean end_with_parent;
  gboolean list_routes;
} AcSandboxOptions;

AcSandboxOptions *ac_sandbox_options_parse (int               *argc,
                                            char            ***argv,
                                            GError           **error) G_GNUC_WARN_UNUSED_RESULT;
void              ac_sandbox_options_free  (AcSandboxOptions  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcSandboxOptions, ac_sandbox_options_free)

G_END_DECLS
