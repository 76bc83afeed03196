/* ac-sandbox-seed-private.h: the parts of the seeding
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-sandbox-options.h"
#include "ac-sandbox-plans.h"
#include "ac-sandbox-state.h"

G_BEGIN_DECLS

/* The row of the account. */
typedef struct
{
  const char *id;
  const char *name;
  gint64 base_environments;
  gint64 additional_environments;
  gint64 base_users;
  gint64 additional_users;
  const char *created_at;
} AcSandboxSeedAccount;

/* A row of an account key or an access key; no @key: a drawn one. */
typedef struct
{
  const char *name;
  const char *key;
  const char *role;           /* account keys */
  const char *environment_id; /* access keys */
  const char *dedicated_for;  /* access keys, or NULL */
  gboolean enabled;
  gboolean root;
  const char *created_at;
} AcSandboxSeedKey;

/* A row of a user. */
typedef struct
{
  const char *id;
  const char *name;
  const char *email;
  const char *role;
  gboolean pending;
  gboolean enabled;
  gboolean all_environments;
  gboolean root;
  gboolean two_factor;
  const char *providers;
  const char *email_preferences; /* NULL: what a new user has */
  const char *created_at;
  const char *last_login; /* NULL: never */
} AcSandboxSeedUser;

gboolean ac_sandbox_seed_add_account     (AcSandboxState                *state,
                                          const AcSandboxOptions        *options,
                                          const AcSandboxSeedAccount    *account,
                                          GError                       **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean ac_sandbox_seed_add_account_key (AcSandboxState                *state,
                                          const AcSandboxSeedKey        *key,
                                          GError                       **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean ac_sandbox_seed_add_access_key  (AcSandboxState                *state,
                                          const AcSandboxSeedKey        *key,
                                          GError                       **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean ac_sandbox_seed_add_user        (AcSandboxState                *state,
                                          const AcSandboxSeedUser       *user,
                                          GError                       **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean ac_sandbox_seed_add_access      (AcSandboxState                *state,
                                          const char                    *user_id,
                                          const char                    *environment_id,
                                          GError                       **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean ac_sandbox_seed_add_group       (AcSandboxState                *state,
                                          const char                    *id,
                                          const char                    *name,
                                          const char                    *created_at,
                                          GError                       **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean ac_sandbox_seed_add_member      (AcSandboxState                *state,
                                          const char                    *group_id,
                                          const char                    *user_id,
                                          GError                       **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean ac_sandbox_seed_demo            (AcSandboxState                *state,
                                          const AcSandboxOptions        *options,
                                          GError                       **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean ac_sandbox_seed_demo_usage      (AcSandboxState                *state,
                                          const char *const             *environment_ids,
                                          const AcSandboxOptions        *options,
                                          GError                       **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean ac_sandbox_seed_bulk            (AcSandboxState                *state,
                                          const AcSandboxOptions        *options,
                                          GError                       **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
