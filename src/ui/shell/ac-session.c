/* ac-session.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-session"

#include "config.h"

#include <gtk/gtk.h>

#include "ac-session-private.h"

#include "ac-account-settings.h"

G_DEFINE_FINAL_TYPE (AcSession, ac_session, G_TYPE_OBJECT)

enum
{
  ACCOUNT_OPENED,
  ACCOUNT_REPLACED,
  SIGNED_OUT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/*< private >
 * ac_session_drop_run_only:
 * @self: a session
 * @known: a connection
 *
 * Forgets a key that was known until the program ends, if it is one of those.
 */
void
ac_session_drop_run_only (AcSession      *self,
                          AcKnownAccount *known)
{
  AcKnownAccount *item = ac_session_find_same (G_LIST_MODEL (self->run_only), known);
  guint position;

  if (item == NULL || !g_list_store_find (self->run_only, item, &position))
    return;

  g_hash_table_remove (self->run_only_credentials, item);
  g_list_store_remove (self->run_only, position);
}

/* The secret of such a key is nowhere else once another key is used. */
static void
add_run_only (AcSession *self,
              AcAccount *account)
{
  AcKnownAccount *known = ac_account_get_known_account (account);
  AcCredentials *credentials = ac_client_get_credentials (ac_account_get_client (account));

  g_hash_table_insert (self->run_only_credentials, g_object_ref (known), ac_credentials_ref (credentials));
  g_list_store_append (self->run_only, known);
}

static void
retry_in_idle (gpointer user_data)
{
  g_autoptr(AcAccount) account = AC_ACCOUNT (user_data);

  ac_account_retry_now (account);
}

/* It isn't worth waiting for a service that is known to have ended. */
static void
on_demo_connection_changed_cb (AcSession  *self,
                               GParamSpec *pspec,
                               AcAccount  *account)
{
  if (!ac_demo_get_running (self->demo) &&
      ac_account_get_connection_state (account) == AC_CONNECTION_STATE_WAITING)
    g_idle_add_once (retry_in_idle, g_object_ref (account));
}

/*< private >
 * ac_session_adopt:
 * @self: a session
 * @account: a connected account
 *
 * Makes @account the one of its ID from now on.
 */
void
ac_session_adopt (AcSession *self,
                  AcAccount *account)
{
  const char *id = ac_account_get_id (account);
  g_autoptr(AcAccount) replaced = g_hash_table_lookup (self->accounts, id);

  if (replaced != NULL)
    g_object_ref (replaced);
  g_hash_table_replace (self->accounts, g_strdup (id), g_object_ref (account));

  ac_session_drop_run_only (self, ac_account_get_known_account (account));
  /* The demo account's service, that made its keys, has started anew, or the key is one of those. */
  if (replaced != NULL && ac_account_get_demo (replaced))
    ac_session_drop_run_only (self, ac_account_get_known_account (replaced));
  if (!ac_session_is_remembered (self, ac_account_get_known_account (account)))
    add_run_only (self, account);

  if (ac_account_get_demo (account))
    g_signal_connect_object (account, "notify::connection-state",
                             G_CALLBACK (on_demo_connection_changed_cb), self, G_CONNECT_SWAPPED);
  else
    {
      g_autoptr(AcAccountSettings) settings = ac_account_settings_get (id);

      ac_account_settings_set_opened_now (settings,
                                          ac_known_account_get_key (ac_account_get_known_account (account)));
    }

  if (replaced != NULL)
    g_signal_emit (self, signals[ACCOUNT_REPLACED], 0, replaced, account);
  g_signal_emit (self, signals[ACCOUNT_OPENED], 0, account);
}

static void
on_keyring_searched_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!ac_keyring_search_finish (AC_KEYRING (source), result, &error))
    g_debug ("The keyring could not be searched: %s", error->message);
}

static void
ac_session_dispose (GObject *object)
{
  AcSession *self = AC_SESSION (object);

  if (self->demo != NULL)
    g_signal_handlers_disconnect_by_data (self->demo, self);
  g_hash_table_remove_all (self->accounts);
  g_hash_table_remove_all (self->run_only_credentials);
  g_clear_object (&self->demo);
  g_clear_object (&self->known_accounts);
  g_clear_object (&self->run_only);
  g_clear_object (&self->keyring);

  G_OBJECT_CLASS (ac_session_parent_class)->dispose (object);
}

static void
ac_session_finalize (GObject *object)
{
  AcSession *self = AC_SESSION (object);

  g_hash_table_unref (self->accounts);
  g_hash_table_unref (self->run_only_credentials);
  g_ptr_array_unref (self->demo_tasks);

  G_OBJECT_CLASS (ac_session_parent_class)->finalize (object);
}

static void
ac_session_class_init (AcSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ac_session_dispose;
  object_class->finalize = ac_session_finalize;

  signals[ACCOUNT_OPENED] =
    g_signal_new ("account-opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, AC_TYPE_ACCOUNT);
  signals[ACCOUNT_REPLACED] =
    g_signal_new ("account-replaced", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, AC_TYPE_ACCOUNT, AC_TYPE_ACCOUNT);
  signals[SIGNED_OUT] =
    g_signal_new ("signed-out", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, AC_TYPE_ACCOUNT);
}

static void
ac_session_init (AcSession *self)
{
  GListStore *lists = g_list_store_new (G_TYPE_LIST_MODEL);

  self->keyring = ac_keyring_new ();
  self->run_only = g_list_store_new (AC_TYPE_KNOWN_ACCOUNT);
  self->run_only_credentials = g_hash_table_new_full (NULL, NULL, g_object_unref, (GDestroyNotify) ac_credentials_unref);
  g_list_store_append (lists, self->keyring);
  g_list_store_append (lists, self->run_only);
  self->known_accounts = G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (lists)));

  self->demo = ac_demo_new ();
  g_signal_connect_swapped (self->demo, "notify::running", G_CALLBACK (ac_session_note_demo), self);

  self->accounts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->demo_tasks = g_ptr_array_new_with_free_func (g_object_unref);

  ac_keyring_search_async (self->keyring, NULL, on_keyring_searched_cb, NULL);
}

/**
 * ac_session_new:
 *
 * Returns: (transfer full): a session that looks up what the keyring knows
 */
AcSession *
ac_session_new (void)
{
  return g_object_new (AC_TYPE_SESSION, NULL);
}

/**
 * ac_session_get_keyring:
 * @self: a session
 *
 * Returns: (transfer none): the keyring
 */
AcKeyring *
ac_session_get_keyring (AcSession *self)
{
  g_return_val_if_fail (AC_IS_SESSION (self), NULL);

  return self->keyring;
}

/**
 * ac_session_get_demo:
 * @self: a session
 *
 * Returns: (transfer none): the service of the demo account
 */
AcDemo *
ac_session_get_demo (AcSession *self)
{
  g_return_val_if_fail (AC_IS_SESSION (self), NULL);

  return self->demo;
}

/**
 * ac_session_get_known_accounts:
 * @self: a session
 *
 * Returns: (transfer none): #AcKnownAccount items, of the keyring first
 */
GListModel *
ac_session_get_known_accounts (AcSession *self)
{
  g_return_val_if_fail (AC_IS_SESSION (self), NULL);

  return self->known_accounts;
}

/**
 * ac_session_lookup:
 * @self: a session
 * @account_id: an account ID
 *
 * Returns: (transfer none) (nullable): the account, when it is connected
 */
AcAccount *
ac_session_lookup (AcSession  *self,
                   const char *account_id)
{
  g_return_val_if_fail (AC_IS_SESSION (self), NULL);
  g_return_val_if_fail (account_id != NULL, NULL);

  return g_hash_table_lookup (self->accounts, account_id);
}

/**
 * ac_session_sign_out:
 * @self: a session
 * @account: a connected account
 *
 * Lets go of @account in every window. Its key stays in the keyring if it is there. The demo account's service ends.
 */
void
ac_session_sign_out (AcSession *self,
                     AcAccount *account)
{
  g_autoptr(AcAccount) kept = NULL;
  const char *id;

  g_return_if_fail (AC_IS_SESSION (self));
  g_return_if_fail (AC_IS_ACCOUNT (account));

  id = ac_account_get_id (account);
  if (ac_session_lookup (self, id) != account)
    return;

  kept = g_object_ref (account);
  g_hash_table_remove (self->accounts, id);
  ac_session_drop_run_only (self, ac_account_get_known_account (account));
  g_signal_emit (self, signals[SIGNED_OUT], 0, account);

  if (ac_account_get_demo (account))
    ac_demo_stop (self->demo);
}
