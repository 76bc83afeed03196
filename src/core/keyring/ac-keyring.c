/* ac-keyring.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-keyring"

#include "config.h"

#include "ac-credentials-private.h"
#include "ac-error.h"
#include "ac-keyring-list.h"
#include "ac-keyring-operation.h"
#include "ac-keyring.h"

/* In milliseconds. libsecret's own are 25 s a call, and it makes several. */
#define DEFAULT_TIME_LIMIT 10000

struct _AcKeyring
{
  GObject parent_instance;

  GPtrArray *accounts; /* (element-type AcKnownAccount), sorted */
  GQueue waiting; /* (element-type Turn): what comes after what is under way */
  gboolean busy;
  gboolean available;
  gboolean locked;
  guint time_limit;
};

enum
{
  PROP_0,
  PROP_AVAILABLE,
  PROP_LOCKED,
  PROP_TIME_LIMIT,
  N_PROPS
};

static void ac_keyring_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AcKeyring, ac_keyring, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, ac_keyring_list_model_init))

static GParamSpec *properties[N_PROPS];

/* Shows @accounts from now on, and tells only about the part of the list that differs. */
static void
take_accounts (AcKeyring *self,
               GPtrArray *accounts)
{
  g_autoptr (GPtrArray) before = self->accounts;
  guint shorter = MIN (before->len, accounts->len);
  guint head = 0;
  guint tail = 0;

  ac_keyring_list_sort (accounts);
  self->accounts = accounts;

  while (head < shorter && before->pdata[head] == accounts->pdata[head])
    head++;

  if (head == before->len && head == accounts->len)
    return;

  while (tail < shorter - head &&
         before->pdata[before->len - 1 - tail] == accounts->pdata[accounts->len - 1 - tail])
    tail++;

  g_list_model_items_changed (G_LIST_MODEL (self), head,
                              before->len - head - tail, accounts->len - head - tail);
}

static void
set_locked (AcKeyring *self,
            gboolean   locked)
{
  if (self->locked == locked)
    return;

  self->locked = locked;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOCKED]);
}

static void
show_found (AcKeyring *self,
            GList     *found)
{
  gboolean hidden;
  g_autoptr (GPtrArray) accounts = ac_keyring_list_read (self->accounts, found, &hidden);

  /* What we knew before the service was restarted may still be among what it doesn't tell now. */
  for (guint i = 0; hidden && i < self->accounts->len; i++)
    {
      AcKnownAccount *account = self->accounts->pdata[i];

      if (ac_keyring_list_contains (accounts, account))
        continue;

      ac_known_account_set_locked (account, TRUE);
      g_ptr_array_add (accounts, g_object_ref (account));
    }

  take_accounts (self, g_steal_pointer (&accounts));
  set_locked (self, hidden);
}

static void
show_stored (AcKeyring      *self,
             AcKnownAccount *account)
{
  GPtrArray *accounts = ac_keyring_list_copy_without (self->accounts, account);

  ac_known_account_set_locked (account, FALSE);
  g_ptr_array_add (accounts, ac_keyring_list_merge (self->accounts, account));
  take_accounts (self, accounts);
}

/* All accounts are in one keyring, the default one, so with one the others are unlocked as well. */
static void
show_unlocked (AcKeyring      *self,
               AcKnownAccount *account)
{
  ac_known_account_set_locked (account, FALSE);
  for (guint i = 0; i < self->accounts->len; i++)
    ac_known_account_set_locked (self->accounts->pdata[i], FALSE);
}

static void
show_done (AcKeyring          *self,
           AcKeyringOperation *operation)
{
  AcKnownAccount *account = ac_keyring_operation_get_account (operation);

  switch (ac_keyring_operation_get_kind (operation))
    {
    case AC_KEYRING_SEARCH:
    case AC_KEYRING_UNLOCK:
      show_found (self, ac_keyring_operation_get_found (operation));
      break;
    case AC_KEYRING_STORE:
      show_stored (self, account);
      break;
    case AC_KEYRING_LOAD:
      show_unlocked (self, account);
      break;
    case AC_KEYRING_FORGET:
      take_accounts (self, ac_keyring_list_copy_without (self->accounts, account));
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
set_available (AcKeyring *self,
               gboolean   available)
{
  if (self->available == available)
    return;

  self->available = available;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AVAILABLE]);
}

/* One operation, until it may begin. */
typedef struct
{
  AcKeyringOperation *operation;
  GTask *task;
} Turn;

static void operation_cb (GObject      *source,
                          GAsyncResult *result,
                          gpointer      user_data);

/* Whether an operation changes the list: these are done one after the other. An account that is forgotten while its
 * name or key is still being written would come back; one that only waits for a person to unlock holds up nobody. */
static gboolean
changes_list (AcKeyringOperation *operation)
{
  return ac_keyring_operation_get_kind (operation) != AC_KEYRING_LOAD;
}

static void
begin (Turn turn)
{
  ac_keyring_operation_run_async (turn.operation, g_task_get_cancellable (turn.task), operation_cb, turn.task);
}

static void
begin_next (AcKeyring *self)
{
  g_autofree Turn *turn = g_queue_pop_head (&self->waiting);

  self->busy = turn != NULL;
  if (turn != NULL)
    begin (*turn);
}

static void
operation_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  AcKeyring *self = g_task_get_source_object (task);
  AcKeyringOperation *operation = ac_keyring_operation_from_result (result);
  g_autoptr (GError) error = NULL;
  gboolean done = ac_keyring_operation_run_finish (result, &error);

  if (changes_list (operation))
    begin_next (self);

  if (!done)
    {
      /* Somebody who doesn't want to wait any more says nothing about the keyring. */
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        set_available (self, !g_error_matches (error, AC_ERROR, AC_ERROR_KEYRING_UNAVAILABLE));

      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  set_available (self, TRUE);
  show_done (self, operation);

  if (ac_keyring_operation_get_kind (operation) == AC_KEYRING_LOAD)
    {
      AcKnownAccount *account = ac_keyring_operation_get_account (operation);

      g_task_return_pointer (task,
                             ac_credentials_new_for_value (ac_known_account_get_key (account),
                                                           ac_keyring_operation_get_secret (operation)),
                             (GDestroyNotify) ac_credentials_unref);
      return;
    }

  g_task_return_boolean (task, TRUE);
}

static void
run (AcKeyring           *self,
     AcKeyringKind        kind,
     AcKnownAccount      *account,
     AcCredentials       *credentials,
     gpointer             source_tag,
     GCancellable        *cancellable,
     GAsyncReadyCallback  callback,
     gpointer             user_data)
{
  SecretValue *secret = credentials != NULL ? ac_credentials_peek_value (credentials) : NULL;
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Turn turn;

  g_task_set_source_tag (task, source_tag);
  turn.operation = ac_keyring_operation_new (kind, account, secret, self->time_limit);
  turn.task = task;

  if (!changes_list (turn.operation))
    begin (turn);
  else if (self->busy)
    g_queue_push_tail (&self->waiting, g_memdup2 (&turn, sizeof turn));
  else
    {
      self->busy = TRUE;
      begin (turn);
    }
}

static GType
ac_keyring_get_item_type (GListModel *model)
{
  return AC_TYPE_KNOWN_ACCOUNT;
}

static guint
ac_keyring_get_n_items (GListModel *model)
{
  return AC_KEYRING (model)->accounts->len;
}

static gpointer
ac_keyring_get_item (GListModel *model,
                     guint       position)
{
  AcKeyring *self = AC_KEYRING (model);

  if (position >= self->accounts->len)
    return NULL;

  return g_object_ref (self->accounts->pdata[position]);
}

static void
ac_keyring_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = ac_keyring_get_item_type;
  iface->get_n_items = ac_keyring_get_n_items;
  iface->get_item = ac_keyring_get_item;
}

static void
ac_keyring_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  AcKeyring *self = AC_KEYRING (object);

  switch (prop_id)
    {
    case PROP_AVAILABLE:
      g_value_set_boolean (value, self->available);
      break;
    case PROP_LOCKED:
      g_value_set_boolean (value, self->locked);
      break;
    case PROP_TIME_LIMIT:
      g_value_set_uint (value, self->time_limit);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
ac_keyring_set_property (GObject      *object,
                         guint         prop_id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  AcKeyring *self = AC_KEYRING (object);

  switch (prop_id)
    {
    case PROP_TIME_LIMIT:
      self->time_limit = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
ac_keyring_finalize (GObject *object)
{
  AcKeyring *self = AC_KEYRING (object);

  g_ptr_array_unref (self->accounts);

  G_OBJECT_CLASS (ac_keyring_parent_class)->finalize (object);
}

static void
ac_keyring_class_init (AcKeyringClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ac_keyring_get_property;
  object_class->set_property = ac_keyring_set_property;
  object_class->finalize = ac_keyring_finalize;

  /**
   * AcKeyring:available:
   *
   * Whether there is a keyring, as far as the last operation told. It is %TRUE until one found none.
   */
  properties[PROP_AVAILABLE] =
    g_param_spec_boolean ("available", NULL, NULL, TRUE,
                          (G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));

  /**
   * AcKeyring:locked:
   *
   * Whether the keyring holds accounts that the last search could not list, because it is locked and does
   * not tell what is in it: ac_keyring_unlock_async() asks to unlock it.
   */
  properties[PROP_LOCKED] =
    g_param_spec_boolean ("locked", NULL, NULL, FALSE,
                          (G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));

  /**
   * AcKeyring:time-limit:
   *
   * How long an operation may take, in milliseconds, without the time in which somebody is being asked.
   */
  properties[PROP_TIME_LIMIT] =
    g_param_spec_uint ("time-limit", NULL, NULL, 1, G_MAXUINT, DEFAULT_TIME_LIMIT,
                       (G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ac_keyring_init (AcKeyring *self)
{
  self->accounts = g_ptr_array_new_with_free_func (g_object_unref);
  self->available = TRUE;
}

/**
 * ac_keyring_new:
 *
 * Makes an empty list; ac_keyring_search_async() fills it.
 *
 * Returns: (transfer full): the system's keyring
 */
AcKeyring *
ac_keyring_new (void)
{
  return g_object_new (AC_TYPE_KEYRING, NULL);
}

/**
 * ac_keyring_get_available:
 * @self: the keyring
 *
 * Returns: whether the last operation found a Secret Service
 */
gboolean
ac_keyring_get_available (AcKeyring *self)
{
  g_return_val_if_fail (AC_IS_KEYRING (self), FALSE);

  return self->available;
}

/**
 * ac_keyring_get_locked:
 * @self: the keyring
 *
 * Returns: whether there are accounts that can't be listed before the keyring is unlocked
 */
gboolean
ac_keyring_get_locked (AcKeyring *self)
{
  g_return_val_if_fail (AC_IS_KEYRING (self), FALSE);

  return self->locked;
}

/**
 * ac_keyring_search_async:
 * @self: the keyring
 * @cancellable: (nullable): cancels it
 * @callback: (scope async): called when it ended
 * @user_data: for @callback
 *
 * Looks up the known accounts and updates the list. Nothing is unlocked and nobody is asked. Objects of
 * accounts that are known already stay the same.
 */
void
ac_keyring_search_async (AcKeyring           *self,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (AC_IS_KEYRING (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  run (self, AC_KEYRING_SEARCH, NULL, NULL, ac_keyring_search_async, cancellable, callback, user_data);
}

/**
 * ac_keyring_search_finish:
 * @self: the keyring
 * @result: the result
 * @error: return location for an error: %AC_ERROR_KEYRING_UNAVAILABLE or %G_IO_ERROR_CANCELLED
 *
 * Ends ac_keyring_search_async().
 *
 * Returns: whether the list is what the keyring holds; it stays as it was when not
 */
gboolean
ac_keyring_search_finish (AcKeyring     *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ac_keyring_search_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ac_keyring_unlock_async:
 * @self: the keyring
 * @cancellable: (nullable): cancels it, also while somebody is being asked
 * @callback: (scope async): called when it ended
 * @user_data: for @callback
 *
 * Does what ac_keyring_search_async() does, but asks to unlock what is locked.
 */
void
ac_keyring_unlock_async (AcKeyring           *self,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (AC_IS_KEYRING (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  run (self, AC_KEYRING_UNLOCK, NULL, NULL, ac_keyring_unlock_async, cancellable, callback, user_data);
}

/**
 * ac_keyring_unlock_finish:
 * @self: the keyring
 * @result: the result
 * @error: return location for an error: %AC_ERROR_KEYRING_UNAVAILABLE, %AC_ERROR_KEYRING_LOCKED (it was
 *   not unlocked) or %G_IO_ERROR_CANCELLED
 *
 * Ends ac_keyring_unlock_async().
 *
 * Returns: whether all accounts are listed and unlocked
 */
gboolean
ac_keyring_unlock_finish (AcKeyring     *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ac_keyring_unlock_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ac_keyring_store_async:
 * @self: the keyring
 * @account: a known account
 * @credentials: (nullable): its credentials, with the account's key; %NULL changes the name and the user
 *   e-mail of an account that is in the keyring
 * @cancellable: (nullable): cancels it
 * @callback: (scope async): called when it ended
 * @user_data: for @callback
 *
 * Writes an account. There is one item for each of its keys; what was stored of the same key is replaced. When the
 * keyring is locked, the system asks to unlock it. The list is updated.
 */
void
ac_keyring_store_async (AcKeyring           *self,
                        AcKnownAccount      *account,
                        AcCredentials       *credentials,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_return_if_fail (AC_IS_KEYRING (self));
  g_return_if_fail (AC_IS_KNOWN_ACCOUNT (account));
  g_return_if_fail (credentials == NULL ||
                    g_str_equal (ac_credentials_get_key (credentials), ac_known_account_get_key (account)));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  run (self, AC_KEYRING_STORE, account, credentials, ac_keyring_store_async, cancellable, callback, user_data);
}

/**
 * ac_keyring_store_finish:
 * @self: the keyring
 * @result: the result
 * @error: return location for an error: %AC_ERROR_KEYRING_UNAVAILABLE, %AC_ERROR_KEYRING_LOCKED (it was
 *   not unlocked), %AC_ERROR_NOT_FOUND (without credentials, the account isn't there) or
 *   %G_IO_ERROR_CANCELLED
 *
 * Ends ac_keyring_store_async().
 *
 * Returns: whether the account was written
 */
gboolean
ac_keyring_store_finish (AcKeyring     *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ac_keyring_store_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ac_keyring_load_async:
 * @self: the keyring
 * @account: a known account
 * @cancellable: (nullable): cancels it, also while somebody is being asked
 * @callback: (scope async): called when it ended
 * @user_data: for @callback
 *
 * Reads the credentials of an account. When the keyring is locked, the system asks to unlock it.
 */
void
ac_keyring_load_async (AcKeyring           *self,
                       AcKnownAccount      *account,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_return_if_fail (AC_IS_KEYRING (self));
  g_return_if_fail (AC_IS_KNOWN_ACCOUNT (account));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  run (self, AC_KEYRING_LOAD, account, NULL, ac_keyring_load_async, cancellable, callback, user_data);
}

/**
 * ac_keyring_load_finish:
 * @self: the keyring
 * @result: the result
 * @error: return location for an error: %AC_ERROR_KEYRING_UNAVAILABLE, %AC_ERROR_KEYRING_LOCKED (it was
 *   not unlocked), %AC_ERROR_NOT_FOUND, %AC_ERROR_BAD_RESPONSE (the item holds no text) or
 *   %G_IO_ERROR_CANCELLED
 *
 * Ends ac_keyring_load_async().
 *
 * Returns: (transfer full): the credentials, or %NULL with @error set
 */
AcCredentials *
ac_keyring_load_finish (AcKeyring     *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ac_keyring_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ac_keyring_forget_async:
 * @self: the keyring
 * @account: a known account
 * @cancellable: (nullable): cancels it, also while somebody is being asked
 * @callback: (scope async): called when it ended
 * @user_data: for @callback
 *
 * Removes an account's key from the keyring and from the list; other keys of it stay. One that isn't there is forgotten already. When
 * the keyring is locked, the system asks to unlock it.
 */
void
ac_keyring_forget_async (AcKeyring           *self,
                         AcKnownAccount      *account,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (AC_IS_KEYRING (self));
  g_return_if_fail (AC_IS_KNOWN_ACCOUNT (account));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  run (self, AC_KEYRING_FORGET, account, NULL, ac_keyring_forget_async, cancellable, callback, user_data);
}

/**
 * ac_keyring_forget_finish:
 * @self: the keyring
 * @result: the result
 * @error: return location for an error: %AC_ERROR_KEYRING_UNAVAILABLE, %AC_ERROR_KEYRING_LOCKED (it was
 *   not unlocked) or %G_IO_ERROR_CANCELLED
 *
 * Ends ac_keyring_forget_async().
 *
 * Returns: whether the account is gone
 */
gboolean
ac_keyring_forget_finish (AcKeyring     *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ac_keyring_forget_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
