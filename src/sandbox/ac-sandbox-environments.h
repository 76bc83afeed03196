/* ac-sandbox-environments.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-sandbox-state.h"
#include "ac-sandbox-writer.h"

G_BEGIN_DECLS

/* The product environments in the store: the SQL of the Provisioning API's and the Console API's routes. */

typedef enum
{
  AC_SANDBOX_ENVIRONMENT_PUBLIC,  /* wire reference 2.1 */
  AC_SANDBOX_ENVIRONMENT_CONSOLE, /* README.md: the same and more */
} AcSandboxEnvironmentForm;

/* Which ones: %NULL, and -1 for @enabled, leave everything in. */
typedef struct
{
  const char *const *ids;
  const char *const *cloud_names;
  const char *prefix;
  int enabled;
} AcSandboxEnvironmentFilter;

/* What a new one is. Everything but the name may be %NULL, and takes its default then. */
typedef struct
{
  const char *name;
  const char *cloud_name;
  const char *description;
  const char *folder_mode;
  const char *base_id;
  const char *custom_attributes; /* JSON */
  gboolean enabled;
} AcSandboxNewEnvironment;

/* What becomes of one. %NULL, and -1 for @enabled, leave it as it is. */
typedef struct
{
  const char *name;
  const char *cloud_name;
  const char *description;
  const char *custom_attributes; /* JSON; {} unsets it */
  int enabled;
} AcSandboxEnvironmentChange;

gboolean ac_sandbox_environments_write       (AcSandboxState                   *state,
                                              AcSandboxWriter                  *writer,
                                              AcSandboxEnvironmentForm          form,
                                              const char                       *id,
                                              GError                          **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean ac_sandbox_environments_write_list  (AcSandboxState                   *state,
                                              AcSandboxWriter                  *writer,
                                              AcSandboxEnvironmentForm          form,
                                              const AcSandboxEnvironmentFilter *filter,
                                              GError                          **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean ac_sandbox_environments_check       (AcSandboxState                   *state,
                                              const char                       *id,
                                              GError                          **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean ac_sandbox_environments_create      (AcSandboxState                   *state,
                                              const AcSandboxNewEnvironment    *environment,
                                              char                            **id,
                                              GError                          **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean ac_sandbox_environments_change      (AcSandboxState                   *state,
                                              const char                       *id,
                                              const AcSandboxEnvironmentChange *change,
                                              GError                          **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean ac_sandbox_environments_remove      (AcSandboxState                   *state,
                                              const char                       *id,
                                              GError                          **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
