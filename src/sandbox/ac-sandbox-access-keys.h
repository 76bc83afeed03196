/* ac-sandbox-access-keys.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-sandbox-state.h"
#include "ac-sandbox-writer.h"

G_BEGIN_DECLS

/* The access keys of a product environment in the store. */

typedef struct
{
  int sort_by;     /* index in ac_sandbox_access_key_sorts */
  gboolean ascending;
  gint64 page;     /* from 1 on; 0: all keys */
  gint64 page_size;
} AcSandboxAccessKeyPage;

/* What becomes of a key. %NULL, and -1 for @enabled, leave it as it is. */
typedef struct
{
  const char *name;
  int enabled;
  gboolean set_dedicated;
  const char *dedicated_for; /* (nullable): %NULL clears it */
} AcSandboxAccessKeyChange;

extern const char *const ac_sandbox_access_key_sorts[];

gboolean ac_sandbox_access_keys_create      (AcSandboxState                  *state,
                                             const char                      *environment_id,
                                             const char                      *name,
                                             gboolean                         enabled,
                                             gboolean                         root,
                                             const char                      *now,
                                             char                           **api_key,
                                             GError                         **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean ac_sandbox_access_keys_create_root (AcSandboxState                  *state,
                                             const char                      *environment_id,
                                             const char                      *now,
                                             GError                         **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean ac_sandbox_access_keys_write       (AcSandboxState                  *state,
                                             AcSandboxWriter                 *writer,
                                             const char                      *environment_id,
                                             const char                      *api_key,
                                             GError                         **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean ac_sandbox_access_keys_write_page  (AcSandboxState                  *state,
                                             AcSandboxWriter                 *writer,
                                             const char                      *environment_id,
                                             const AcSandboxAccessKeyPage    *page,
                                             GError                         **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean ac_sandbox_access_keys_check_name  (AcSandboxState                  *state,
                                             const char                      *environment_id,
                                             const char                      *name,
                                             const char                      *api_key,
                                             GError                         **error) G_GNUC_WARN_UNUSED_RESULT;
char    *ac_sandbox_access_keys_make_name   (AcSandboxState                  *state,
                                             const char                      *environment_id,
                                             GError                         **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean ac_sandbox_access_keys_change      (AcSandboxState                  *state,
                                             const char                      *environment_id,
                                             const char                      *api_key,
                                             const AcSandboxAccessKeyChange  *change,
                                             GError                         **error) G_GNUC_WARN_UNUSED_RESULT;
char    *ac_sandbox_access_keys_find_named  (AcSandboxState                  *state,
                                             const char                      *environment_id,
                                             const char                      *name,
                                             GError                         **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean ac_sandbox_access_keys_remove      (AcSandboxState                  *state,
                                             const char                      *environment_id,
                                             const char                      *api_key,
                                             GError                         **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
