/* ac-client-state.c: what a client knows about its connection
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-client"

#include "config.h"

#include "ac-client-private.h"
#include "ac-exchange-private.h"

/* In units of the retry base: 2, 4, 8 … 30 s. */
#define FIRST_PROBE 2
#define LAST_PROBE 30

/* The soonest of all that wait, in whole seconds, rounded up. */
static guint
count_retry_seconds (AcClient *self)
{
  gint64 now = g_get_monotonic_time ();
  gint64 due = G_MAXINT64;

  if (self->waiting->len == 0)
    return 0;

  for (guint i = 0; i < self->waiting->len; i++)
    due = MIN (due, ac_client_fetch_get_due (g_ptr_array_index (self->waiting, i)));

  return (guint) MAX (1, (due - now + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
}

/* Out of reach, or not let in, weighs more than a request that waits. */
static void
update_state (AcClient *self)
{
  AcConnectionState state = self->reached;
  guint seconds = count_retry_seconds (self);

  if (seconds > 0 && state != AC_CONNECTION_STATE_OFFLINE && state != AC_CONNECTION_STATE_UNAUTHORIZED)
    state = AC_CONNECTION_STATE_WAITING;

  ac_client_set_state (self, state, seconds);
}

static void
set_reached (AcClient          *self,
             AcConnectionState  reached)
{
  self->reached = reached;
  update_state (self);
}

static gboolean
on_tick_cb (gpointer user_data)
{
  update_state (AC_CLIENT (user_data));

  return G_SOURCE_CONTINUE;
}

static gboolean
on_probe_due_cb (gpointer user_data)
{
  AcClient *self = AC_CLIENT (user_data);

  self->probe_id = 0;
  ac_client_start_probe (self);

  return G_SOURCE_REMOVE;
}

static void
schedule_probe (AcClient *self)
{
  g_clear_handle_id (&self->probe_id, g_source_remove);
  self->probe_id = g_timeout_add (self->probe_delay, on_probe_due_cb, self);
}

/* Any answer will do, but that of a gateway which says that the service itself is not there. */
static gboolean
is_from_service (guint status)
{
  return status != SOUP_STATUS_BAD_GATEWAY &&
         status != SOUP_STATUS_SERVICE_UNAVAILABLE &&
         status != SOUP_STATUS_GATEWAY_TIMEOUT;
}

static void
on_probed_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AcAnswer) answer = NULL;
  AcClient *self;

  answer = ac_exchange_run_finish (SOUP_SESSION (object), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = AC_CLIENT (user_data);
  g_clear_object (&self->probe_cancellable);

  if (answer != NULL && is_from_service (answer->status))
    {
      g_debug ("The service can be reached again");
      ac_client_stop_probe (self);
      set_reached (self, AC_CONNECTION_STATE_CONNECTED);
      return;
    }

  self->probe_delay = MIN (self->probe_delay * 2, LAST_PROBE * self->retry_base);
  schedule_probe (self);
}

/*< private >
 * ac_client_start_probe:
 * @self: a client that is offline
 *
 * Asks for the root of the host, without credentials: whatever it answers, it is there.
 */
void
ac_client_start_probe (AcClient *self)
{
  g_autoptr (SoupMessage) message = NULL;

  if (self->probe_cancellable != NULL)
    return;

  message = soup_message_new (SOUP_METHOD_GET, self->host);
  if (message == NULL)
    return;

  g_clear_handle_id (&self->probe_id, g_source_remove);
  self->probe_cancellable = g_cancellable_new ();
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_NEW_CONNECTION);
  ac_exchange_run_async (self->session, message, self->probe_cancellable, on_probed_cb, self);
}

/*< private >
 * ac_client_stop_probe:
 * @self: a client
 *
 * Stops asking.
 */
void
ac_client_stop_probe (AcClient *self)
{
  g_clear_handle_id (&self->probe_id, g_source_remove);
  if (self->probe_cancellable != NULL)
    g_cancellable_cancel (self->probe_cancellable);
  g_clear_object (&self->probe_cancellable);
}

/*< private >
 * ac_client_note_answer:
 * @self: a client
 * @status: the status of an answer
 * @own_credentials: whether the client's own key was asked with
 *
 * Takes notice that the service answered. Whether the account key is good is only seen from answers to it.
 */
void
ac_client_note_answer (AcClient *self,
                       guint     status,
                       gboolean  own_credentials)
{
  if (self->reached == AC_CONNECTION_STATE_OFFLINE && !is_from_service (status))
    return;

  ac_client_stop_probe (self);

  if (own_credentials)
    set_reached (self, status == SOUP_STATUS_UNAUTHORIZED ? AC_CONNECTION_STATE_UNAUTHORIZED
                                                          : AC_CONNECTION_STATE_CONNECTED);
  else if (self->reached == AC_CONNECTION_STATE_OFFLINE)
    set_reached (self, AC_CONNECTION_STATE_CONNECTED);
}

/*< private >
 * ac_client_note_failure:
 * @self: a client
 *
 * Takes notice that the service can't be reached, and begins to ask for it.
 */
void
ac_client_note_failure (AcClient *self)
{
  if (self->reached == AC_CONNECTION_STATE_OFFLINE)
    return;

  set_reached (self, AC_CONNECTION_STATE_OFFLINE);
  if (self->probe_cancellable == NULL)
    {
      self->probe_delay = FIRST_PROBE * self->retry_base;
      schedule_probe (self);
    }
}

/*< private >
 * ac_client_add_waiting:
 * @self: a client
 * @task: a fetch that waits from now on
 *
 * Counts the seconds while anything waits.
 */
void
ac_client_add_waiting (AcClient *self,
                       GTask    *task)
{
  g_ptr_array_add (self->waiting, task);
  if (self->tick_id == 0)
    self->tick_id = g_timeout_add_seconds (1, on_tick_cb, self);
  update_state (self);
}

/*< private >
 * ac_client_remove_waiting:
 * @self: a client
 * @task: a fetch that waits no more
 *
 * Stops counting when it was the last.
 */
void
ac_client_remove_waiting (AcClient *self,
                          GTask    *task)
{
  g_ptr_array_remove_fast (self->waiting, task);
  if (self->waiting->len == 0)
    g_clear_handle_id (&self->tick_id, g_source_remove);
  update_state (self);
}
