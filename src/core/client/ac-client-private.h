/* ac-client-private.h: what the parts of the client share, and what tests may set
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-client.h"

G_BEGIN_DECLS

struct _AcClient
{
  GObject parent_instance;

  char *host; /* (owned): in its normal form when it may be talked to */
  AcCredentials *credentials;
  SoupSession *session;
  GError *refusal; /* (nullable) (owned): why nothing is ever sent to the host */
  gboolean on_loopback;

  /* What the last answer, or the lack of one, said; the state that is seen may be WAITING on top. */
  AcConnectionState reached;
  AcConnectionState state;

  guint max_tries;
  guint retry_base;
  guint retry_seconds;
  GPtrArray *waiting; /* (element-type GTask): fetches that wait; each is held by its source */
  guint tick_id;

  GNetworkMonitor *monitor;
  GCancellable *probe_cancellable; /* (nullable) (owned): a probe is under way */
  guint probe_id;
  guint probe_delay;
};

/* Milliseconds before the second try; 1000 unless a test is in a hurry. All other delays are multiples. */
void     ac_client_set_retry_base      (AcClient        *self,
                                        guint            milliseconds);
void     ac_client_set_network_monitor (AcClient        *self,
                                        GNetworkMonitor *monitor);

/* ac-client-fetch.c */
gint64   ac_client_fetch_get_due       (GTask           *task);
void     ac_client_fetch_retry_now     (GTask           *task);

/* ac-client-state.c */
void     ac_client_note_answer         (AcClient        *self,
                                        guint            status,
                                        gboolean         own_credentials);
void     ac_client_note_failure        (AcClient        *self);
void     ac_client_add_waiting         (AcClient        *self,
                                        GTask           *task);
void     ac_client_remove_waiting      (AcClient        *self,
                                        GTask           *task);
void     ac_client_start_probe         (AcClient        *self);
void     ac_client_stop_probe          (AcClient        *self);

/* ac-client.c */
void     ac_client_set_state           (AcClient          *self,
                                        AcConnectionState  state,
                                        guint              retry_seconds);

G_END_DECLS
