/* ac-account-private.h: what the parts of the account share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-account.h"
#include "ac-environment-limit-private.h"

G_BEGIN_DECLS

struct _AcAccount
{
  GObject parent_instance;

  AcKnownAccount *known_account;
  AcClient *client;
  gboolean demo;

  char *name;      /* (nullable) (owned): the service's */
  char *plan_name; /* (nullable) (owned) */
  AcFeatures features;
  AcPermissions *permissions;
  AcEnvironments *environments;
  AcAccountKeys *account_keys; /* (nullable) (owned): nobody has asked for it yet */
  AcEnvironmentLimit *environment_limit; /* (nullable) (owned) */

  GCancellable *cancellable; /* for what the account does by itself */
  gboolean was_offline;
  gboolean connect_failed;
};

void ac_account_take_features (AcAccount          *self,
                               AcFeatures          features);
void ac_account_take_details  (AcAccount          *self,
                               const char         *name,
                               const char         *plan_name,
                               const char         *key_role);
void ac_account_take_limit    (AcAccount          *self,
                               AcEnvironmentLimit *fresh);

/* ac-account-connect.c */
AcRequest *ac_account_create_check (AcAccount  *self) G_GNUC_WARN_UNUSED_RESULT;
gpointer   ac_account_check_answer (JsonNode   *root,
                                    gpointer    user_data,
                                    GError    **error);

G_END_DECLS
