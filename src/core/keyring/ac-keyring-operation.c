/* ac-keyring-operation.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-keyring"

#include "config.h"

#include "ac-error.h"
#include "ac-keyring-item.h"
#include "ac-keyring-operation.h"

/* Every operation begins with a search that asks nobody anything. What it finds tells whether something
 * is locked, which libsecret's look-up, store and clear don't tell from absent. Then come the steps:
 *
 *   search:  search
 *   unlock:  search → (unlock → search)
 *   load:    search → (unlock → search) → retrieve
 *   store:   search → write → search → clear what is there under other attributes
 *   rename:  search → (unlock → search) → retrieve → write → search → clear
 *   forget:  search → (unlock → search) → clear
 *
 * The search is repeated because items don't tell what they are while they are locked. Unlock and write
 * may show a prompt, which has no time limit; the others have one. When a step fails the
 * connection to the service is given up and all begins anew, once: a service that was restarted doesn't
 * know our session any more, and libsecret doesn't notice. */
struct _AcKeyringOperation
{
  AcKeyringKind kind;
  AcKnownAccount *account; /* (nullable) */
  GHashTable *match;
  GHashTable *attributes; /* (nullable): what is written */
  char *label; /* (nullable) */
  SecretValue *secret; /* (nullable): what is written */

  GList *found; /* (element-type SecretRetrievable) */
  GList *to_clear; /* (element-type GHashTable) */
  SecretValue *loaded; /* (nullable): what was read */
  gboolean written;
  gboolean unlocked;
  gboolean tried_before;
  gboolean may_prompt; /* in the step that runs */

  GCancellable *cancellable; /* ours: cancelled by the caller's and by the time limit */
  GCancellable *outer_cancellable; /* (nullable) */
  gulong cancelled_id;
  guint time_limit; /* ms */
  guint time_limit_id;
  gboolean timed_out;
};

/* The running task is held by the step that it is in, and let go of where it returns. */
static void search (GTask *task);
static void clear_next (GTask *task);

static void
stop_time_limit (AcKeyringOperation *self)
{
  g_clear_handle_id (&self->time_limit_id, g_source_remove);
}

static gboolean
time_limit_cb (gpointer user_data)
{
  AcKeyringOperation *self = user_data;

  self->time_limit_id = 0;
  self->timed_out = TRUE;
  g_cancellable_cancel (self->cancellable);

  return G_SOURCE_REMOVE;
}

/* The limit is one for all steps in a row that don't prompt. */
static void
enter_quiet_step (AcKeyringOperation *self)
{
  self->may_prompt = FALSE;
  if (self->time_limit_id == 0)
    self->time_limit_id = g_timeout_add (self->time_limit, time_limit_cb, self);
}

static void
enter_prompting_step (AcKeyringOperation *self)
{
  self->may_prompt = TRUE;
  stop_time_limit (self);
}

static void
outer_cancelled_cb (GCancellable *outer,
                    gpointer      user_data)
{
  AcKeyringOperation *self = user_data;

  g_cancellable_cancel (self->cancellable);
}

static void
forget_progress (AcKeyringOperation *self)
{
  g_clear_list (&self->found, g_object_unref);
  g_clear_list (&self->to_clear, (GDestroyNotify) g_hash_table_unref);
  g_clear_pointer (&self->loaded, secret_value_unref);
  self->written = FALSE;
  self->unlocked = FALSE;
}

static void
return_code (GTask      *task,
             AcError     code,
             const char *message)
{
  stop_time_limit (g_task_get_task_data (task));
  g_task_return_new_error (task, AC_ERROR, (int) code, "%s", message);
  g_object_unref (task);
}

static void
return_done (GTask *task)
{
  stop_time_limit (g_task_get_task_data (task));
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/* What a service says that can't show a prompt, or whose prompt was dismissed: a new connection does not
 * help against it, and would ask a second time. */
static gboolean
is_refusal (const GError *error)
{
  return g_error_matches (error, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_OBJECT);
}

/* Takes the @error of a step. @task goes on, or returns it. */
static void
fail (GTask  *task,
      GError *error)
{
  g_autoptr (GError) owned = error;
  AcKeyringOperation *self = g_task_get_task_data (task);

  if (self->timed_out)
    {
      return_code (task, AC_ERROR_KEYRING_UNAVAILABLE, "the keyring did not answer in time");
      return;
    }

  if (g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      stop_time_limit (self);
      g_task_return_error (task, g_steal_pointer (&owned));
      g_object_unref (task);
      return;
    }

  if (g_error_matches (owned, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    {
      return_code (task, AC_ERROR_KEYRING_LOCKED, owned->message);
      return;
    }

  if (self->tried_before || (self->may_prompt && is_refusal (owned)))
    {
      g_dbus_error_strip_remote_error (owned);
      return_code (task, AC_ERROR_KEYRING_UNAVAILABLE, owned->message);
      return;
    }

  g_debug ("Connecting to the keyring again: %s", owned->message);
  self->tried_before = TRUE;
  secret_service_disconnect ();
  forget_progress (self);
  search (task);
}

static void
cleared_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  /* FALSE without an error only says that nothing was there. */
  secret_password_clear_finish (result, &error);
  if (error != NULL)
    fail (task, error);
  else
    clear_next (task);
}

static void
clear_next (GTask *task)
{
  AcKeyringOperation *self = g_task_get_task_data (task);
  g_autoptr (GHashTable) attributes = NULL;

  if (self->to_clear == NULL)
    {
      return_done (task);
      return;
    }

  attributes = self->to_clear->data;
  self->to_clear = g_list_delete_link (self->to_clear, self->to_clear);

  enter_quiet_step (self);
  secret_password_clearv (ac_keyring_item_get_search_schema (), attributes, self->cancellable, cleared_cb, task);
}

static gboolean
same_attributes (GHashTable *a,
                 GHashTable *b)
{
  GHashTableIter iter;
  gpointer name, value;

  if (g_hash_table_size (a) != g_hash_table_size (b))
    return FALSE;

  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      if (g_strcmp0 (g_hash_table_lookup (b, name), value) != 0)
        return FALSE;
    }

  return TRUE;
}

/* The service itself replaces an item that has the same attributes. */
static void
clear_replaced (GTask *task)
{
  AcKeyringOperation *self = g_task_get_task_data (task);

  for (GList *l = self->found; l != NULL; l = l->next)
    {
      g_autoptr (GHashTable) attributes = ac_keyring_item_dup_attributes (l->data);

      if (attributes != NULL && !same_attributes (attributes, self->attributes))
        self->to_clear = g_list_prepend (self->to_clear, g_steal_pointer (&attributes));
    }

  clear_next (task);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GTask *task = user_data;
  AcKeyringOperation *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->written = secret_password_store_finish (result, &error);
  if (self->written)
    search (task);
  else if (error != NULL)
    fail (task, error);
  else
    return_code (task, AC_ERROR_KEYRING_LOCKED, "the keyring was not unlocked");
}

static void
write_item (GTask       *task,
            SecretValue *secret)
{
  AcKeyringOperation *self = g_task_get_task_data (task);

  enter_prompting_step (self);
  secret_password_storev_binary (ac_keyring_item_get_schema (), self->attributes,
                                 SECRET_COLLECTION_DEFAULT, self->label, secret,
                                 self->cancellable, written_cb, task);
}

static gint64
get_modified (SecretRetrievable *item)
{
  return (gint64) secret_retrievable_get_modified (item);
}

static SecretRetrievable *
find_newest (AcKeyringOperation *self)
{
  SecretRetrievable *newest = NULL;

  for (GList *l = self->found; l != NULL; l = l->next)
    {
      if (newest == NULL || get_modified (l->data) > get_modified (newest))
        newest = l->data;
    }

  return newest;
}

static void
retrieved_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  GTask *task = user_data;
  AcKeyringOperation *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->loaded = secret_retrievable_retrieve_secret_finish (SECRET_RETRIEVABLE (source), result, &error);
  if (error != NULL)
    fail (task, error);
  else if (self->loaded == NULL)
    return_code (task, AC_ERROR_KEYRING_LOCKED, "the keyring gave no secret");
  else if (secret_value_get_text (self->loaded) == NULL)
    return_code (task, AC_ERROR_BAD_RESPONSE, "the keyring’s item is not text");
  else if (self->kind == AC_KEYRING_STORE)
    write_item (task, self->loaded);
  else
    return_done (task);
}

static void
retrieve (GTask *task)
{
  AcKeyringOperation *self = g_task_get_task_data (task);

  enter_quiet_step (self);
  secret_retrievable_retrieve_secret (find_newest (self), self->cancellable, retrieved_cb, task);
}

static void
clear_all (GTask *task)
{
  AcKeyringOperation *self = g_task_get_task_data (task);

  self->to_clear = g_list_prepend (NULL, g_hash_table_ref (self->match));
  clear_next (task);
}

/* What is to be done with the items once they are unlocked. */
static void
go_on (GTask *task)
{
  AcKeyringOperation *self = g_task_get_task_data (task);

  switch (self->kind)
    {
    case AC_KEYRING_SEARCH:
    case AC_KEYRING_UNLOCK:
      return_done (task);
      break;
    case AC_KEYRING_STORE:
    case AC_KEYRING_LOAD:
      retrieve (task);
      break;
    case AC_KEYRING_FORGET:
      clear_all (task);
      break;
    default:
      g_assert_not_reached ();
    }
}

static gboolean
any_locked (AcKeyringOperation *self)
{
  for (GList *l = self->found; l != NULL; l = l->next)
    {
      if (ac_keyring_item_is_locked (l->data))
        return TRUE;
    }

  return FALSE;
}

static void
unlocked_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GTask *task = user_data;
  AcKeyringOperation *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->found = secret_password_search_finish (result, &error);

  if (error != NULL)
    fail (task, error);
  else if (any_locked (self))
    return_code (task, AC_ERROR_KEYRING_LOCKED, "the keyring was not unlocked");
  else
    {
      self->unlocked = TRUE;
      search (task);
    }
}

static void
unlock (GTask *task)
{
  AcKeyringOperation *self = g_task_get_task_data (task);

  g_clear_list (&self->found, g_object_unref);
  enter_prompting_step (self);
  secret_password_searchv (ac_keyring_item_get_search_schema (), self->match,
                           SECRET_SEARCH_ALL | SECRET_SEARCH_UNLOCK,
                           self->cancellable, unlocked_cb, task);
}

/* Nothing is there. */
static void
finish_without (GTask *task)
{
  AcKeyringOperation *self = g_task_get_task_data (task);

  if (self->kind == AC_KEYRING_STORE || self->kind == AC_KEYRING_LOAD)
    return_code (task, AC_ERROR_NOT_FOUND, "the keyring has no such account");
  else
    return_done (task);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GTask *task = user_data;
  AcKeyringOperation *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->found = secret_password_search_finish (result, &error);

  if (error != NULL)
    fail (task, error);
  else if (self->kind == AC_KEYRING_SEARCH)
    return_done (task);
  else if (self->written)
    clear_replaced (task);
  else if (self->kind == AC_KEYRING_STORE && self->secret != NULL)
    write_item (task, self->secret);
  else if (self->found == NULL)
    finish_without (task);
  else if (!any_locked (self))
    go_on (task);
  else if (!self->unlocked)
    unlock (task);
  else
    return_code (task, AC_ERROR_KEYRING_LOCKED, "the keyring was locked again");
}

static void
search (GTask *task)
{
  AcKeyringOperation *self = g_task_get_task_data (task);

  g_clear_list (&self->found, g_object_unref);
  enter_quiet_step (self);
  secret_password_searchv (ac_keyring_item_get_search_schema (), self->match, SECRET_SEARCH_ALL,
                           self->cancellable, found_cb, task);
}

/* Another key of the account is another item. */
static GHashTable *
make_match (AcKnownAccount *account)
{
  if (account == NULL)
    return ac_keyring_item_match (NULL, NULL, NULL);

  return ac_keyring_item_match (ac_known_account_get_account_id (account),
                                ac_known_account_get_host (account),
                                ac_known_account_get_key (account));
}

/*< private >
 * ac_keyring_operation_new:
 * @kind: what to do
 * @account: (nullable): which account; %NULL for a search for all of them
 * @secret: (nullable): to store; %NULL leaves the one that is there
 * @time_limit: how long steps that ask nobody may take together, in milliseconds
 *
 * Prepares an operation. @account is read now, so that later changes of it don't matter.
 *
 * Returns: (transfer full): the operation
 */
AcKeyringOperation *
ac_keyring_operation_new (AcKeyringKind   kind,
                          AcKnownAccount *account,
                          SecretValue    *secret,
                          guint           time_limit)
{
  AcKeyringOperation *self = g_new0 (AcKeyringOperation, 1);

  self->kind = kind;
  self->match = make_match (account);
  self->time_limit = time_limit;
  self->cancellable = g_cancellable_new ();
  g_set_object (&self->account, account);

  if (kind == AC_KEYRING_STORE)
    {
      self->attributes = ac_keyring_item_describe (account);
      self->label = g_strdup (ac_keyring_item_get_label (account));
    }
  if (secret != NULL)
    self->secret = secret_value_ref (secret);

  return self;
}

/*< private >
 * ac_keyring_operation_free:
 * @self: (transfer full): an operation that doesn't run
 *
 * Frees an operation and what it found.
 */
void
ac_keyring_operation_free (AcKeyringOperation *self)
{
  stop_time_limit (self);
  if (self->cancelled_id != 0)
    g_cancellable_disconnect (self->outer_cancellable, self->cancelled_id);

  forget_progress (self);
  g_clear_object (&self->outer_cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->account);
  g_clear_pointer (&self->match, g_hash_table_unref);
  g_clear_pointer (&self->attributes, g_hash_table_unref);
  g_clear_pointer (&self->secret, secret_value_unref);
  g_free (self->label);
  g_free (self);
}

/*< private >
 * ac_keyring_operation_run_async:
 * @self: (transfer full): an operation
 * @cancellable: (nullable): cancels it, also while a prompt is shown
 * @callback: (scope async): called when it ended
 * @user_data: for @callback
 *
 * Runs an operation.
 */
void
ac_keyring_operation_run_async (AcKeyringOperation  *self,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, ac_keyring_operation_run_async);
  g_task_set_task_data (task, self, (GDestroyNotify) ac_keyring_operation_free);

  if (g_set_object (&self->outer_cancellable, cancellable))
    self->cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (outer_cancelled_cb), self, NULL);

  search (task);
}

/*< private >
 * ac_keyring_operation_run_finish:
 * @result: a result
 * @error: return location for an error
 *
 * Ends ac_keyring_operation_run_async(). Errors are %AC_ERROR_KEYRING_UNAVAILABLE,
 * %AC_ERROR_KEYRING_LOCKED, %AC_ERROR_NOT_FOUND, %AC_ERROR_BAD_RESPONSE or %G_IO_ERROR_CANCELLED.
 *
 * Returns: whether it was done
 */
gboolean
ac_keyring_operation_run_finish (GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ac_keyring_operation_run_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/*< private >
 * ac_keyring_operation_from_result:
 * @result: a result of ac_keyring_operation_run_async()
 *
 * Returns: (transfer none): the operation that ended
 */
AcKeyringOperation *
ac_keyring_operation_from_result (GAsyncResult *result)
{
  return g_task_get_task_data (G_TASK (result));
}

/*< private >
 * ac_keyring_operation_get_kind:
 * @self: an operation
 *
 * Returns: what it does
 */
AcKeyringKind
ac_keyring_operation_get_kind (AcKeyringOperation *self)
{
  return self->kind;
}

/*< private >
 * ac_keyring_operation_get_account:
 * @self: an operation
 *
 * Returns: (transfer none) (nullable): which account it is about
 */
AcKnownAccount *
ac_keyring_operation_get_account (AcKeyringOperation *self)
{
  return self->account;
}

/*< private >
 * ac_keyring_operation_get_found:
 * @self: an operation that was done
 *
 * Returns: (transfer none) (element-type SecretRetrievable): the items that it found
 */
GList *
ac_keyring_operation_get_found (AcKeyringOperation *self)
{
  return self->found;
}

/*< private >
 * ac_keyring_operation_get_secret:
 * @self: an operation of loading that was done
 *
 * Returns: (transfer none) (nullable): the secret, text
 */
SecretValue *
ac_keyring_operation_get_secret (AcKeyringOperation *self)
{
  return self->loaded;
}
