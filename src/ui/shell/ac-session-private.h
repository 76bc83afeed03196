/* ac-session-private.h: what the session's files share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "ac-session.h"

G_BEGIN_DECLS

struct _AcSession
{
  GObject parent_instance;

  AcKeyring *keyring;
  AcDemo *demo;
  GListStore *run_only;      /* AcKnownAccount: what is known until the program ends */
  GHashTable *run_only_credentials; /* AcKnownAccount → AcCredentials: their keys */
  GListModel *known_accounts;
  GHashTable *accounts;      /* account id → AcAccount: what is connected */
  GPtrArray *demo_tasks;     /* those who wait for the demo account */
};

void ac_session_adopt            (AcSession           *self,
                                  AcAccount           *account);
void ac_session_drop_run_only    (AcSession           *self,
                                  AcKnownAccount      *known);

/* ac-session-connections.c */
AcKnownAccount *ac_session_find_same    (GListModel     *list,
                                         AcKnownAccount *known);

/* ac-session-open.c */
AcKnownAccount *ac_session_create_known (AcAccount      *account,
                                         AcCredentials  *credentials) G_GNUC_WARN_UNUSED_RESULT;
void ac_session_connect_with_url (AcSession           *self,
                                  AcAccountUrl        *url,
                                  AcKnownAccount      *replaced,
                                  gboolean             demo,
                                  gboolean             remember,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data);

/* ac-session-demo.c */
void ac_session_note_demo        (AcSession           *self);

G_END_DECLS
