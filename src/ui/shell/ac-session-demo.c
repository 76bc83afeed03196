/* ac-session-demo.c: the demo account
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-session"

#include "config.h"

#include "ac-session-private.h"

static AcAccount *
find_demo_account (AcSession *self)
{
  GHashTableIter iter;
  gpointer account;

  g_hash_table_iter_init (&iter, self->accounts);
  while (g_hash_table_iter_next (&iter, NULL, &account))
    if (ac_account_get_demo (account))
      return account;

  return NULL;
}

static void
return_demo (AcSession    *self,
             AcAccount    *account,
             const GError *error)
{
  g_autoptr(GPtrArray) tasks = g_steal_pointer (&self->demo_tasks);

  self->demo_tasks = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < tasks->len; i++)
    if (account != NULL)
      g_task_return_pointer (g_ptr_array_index (tasks, i), g_object_ref (account), g_object_unref);
    else
      g_task_return_error (g_ptr_array_index (tasks, i), g_error_copy (error));
}

static void
on_demo_connected_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  AcSession *self = AC_SESSION (source);
  g_autoptr(GError) error = NULL;
  g_autoptr(AcAccount) account = ac_session_open_finish (self, result, &error);

  if (account == NULL)
    ac_demo_stop (self->demo);
  return_demo (self, account, error);
}

static gboolean
is_served_by (AcAccount    *account,
              AcAccountUrl *url)
{
  AcClient *client = ac_account_get_client (account);

  return g_str_equal (ac_client_get_host (client), ac_account_url_get_host (url)) &&
         g_str_equal (ac_credentials_get_key (ac_client_get_credentials (client)), ac_account_url_get_key (url));
}

static void
on_demo_started_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(AcSession) self = AC_SESSION (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(AcAccountUrl) url = ac_demo_start_finish (AC_DEMO (source), result, &error);
  AcAccount *account;

  if (url == NULL)
    {
      return_demo (self, NULL, error);
      return;
    }

  /* Back after a crash, with the same key at the same address: the account goes on. */
  account = ac_session_lookup (self, ac_account_url_get_account_id (url));
  if (account != NULL && is_served_by (account, url))
    {
      ac_account_retry_now (account);
      return_demo (self, account, NULL);
      return;
    }

  ac_session_connect_with_url (self, url, NULL, TRUE, FALSE, NULL, on_demo_connected_cb, NULL);
}

/*< private >
 * ac_session_note_demo:
 * @self: a session whose demo account's service started or ended
 *
 * When it crashed, asking it for something makes every page notice.
 */
void
ac_session_note_demo (AcSession *self)
{
  AcAccount *account = find_demo_account (self);

  if (account != NULL && !ac_demo_get_running (self->demo))
    ac_collection_load_async (AC_COLLECTION (ac_account_get_environments (account)), NULL, NULL, NULL);
}

/**
 * ac_session_open_demo_async:
 * @self: a session
 * @cancellable: (nullable): ends the waiting
 * @callback: (scope async): called when the demo account is connected, or not
 * @user_data: for @callback
 *
 * Opens the demo account. Starts its service when it isn't running: for the first time, or again after a crash.
 */
void
ac_session_open_demo_async (AcSession           *self,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  AcAccount *account;

  g_return_if_fail (AC_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ac_session_open_async);

  account = find_demo_account (self);
  if (account != NULL && ac_demo_get_running (self->demo))
    {
      g_task_return_pointer (task, g_object_ref (account), g_object_unref);
      return;
    }

  g_ptr_array_add (self->demo_tasks, g_steal_pointer (&task));
  if (self->demo_tasks->len == 1)
    ac_demo_start_async (self->demo, NULL, on_demo_started_cb, g_object_ref (self));
}
