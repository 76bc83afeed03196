/* ac-password-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-password-check"

#include "config.h"

#include <unistd.h>

#include <polkit/polkit.h>

#include "ac-password-check.h"

/* data/…policy has it; the same for a development build, which can share what is installed. */
#define ACTION_ID AC_BASE_ID ".show-secrets"

G_DEFINE_QUARK (ac-password-error-quark, ac_password_error)

static void
on_checked_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  PolkitAuthority *authority = POLKIT_AUTHORITY (source);
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PolkitAuthorizationResult) answer = polkit_authority_check_authorization_finish (authority, result, &error);

  if (g_task_return_error_if_cancelled (task))
    return;

  if (answer == NULL)
    g_task_return_new_error (task, AC_PASSWORD_ERROR, AC_PASSWORD_ERROR_NO_AUTHORITY,
                             "The authority did not answer: %s", error->message);
  else if (polkit_authorization_result_get_is_authorized (answer))
    g_task_return_boolean (task, TRUE);
  else if (polkit_authorization_result_get_dismissed (answer))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The question was dismissed");
  else if (polkit_authorization_result_get_is_challenge (answer))
    g_task_return_new_error (task, AC_PASSWORD_ERROR, AC_PASSWORD_ERROR_NO_AGENT, "Nobody could be asked");
  else
    g_task_return_new_error (task, AC_PASSWORD_ERROR, AC_PASSWORD_ERROR_REFUSED, "The authority refused");
}

static gboolean
has_our_action (GList *actions)
{
  for (GList *l = actions; l != NULL; l = l->next)
    if (g_str_equal (polkit_action_description_get_action_id (l->data), ACTION_ID))
      return TRUE;

  return FALSE;
}

static void
on_actions_listed_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  PolkitAuthority *authority = POLKIT_AUTHORITY (source);
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PolkitSubject) subject = NULL;
  GList *actions = polkit_authority_enumerate_actions_finish (authority, result, &error);
  gboolean found = has_our_action (actions);

  g_list_free_full (actions, g_object_unref);
  if (g_task_return_error_if_cancelled (task))
    return;

  if (error != NULL)
    {
      g_task_return_new_error (task, AC_PASSWORD_ERROR, AC_PASSWORD_ERROR_NO_AUTHORITY,
                               "The authority did not answer: %s", error->message);
      return;
    }
  if (!found)
    {
      g_task_return_new_error (task, AC_PASSWORD_ERROR, AC_PASSWORD_ERROR_NOT_INSTALLED,
                               "The authority does not know " ACTION_ID);
      return;
    }
  if (g_task_get_source_tag (task) == ac_password_check_find_async)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  /* Its start time is looked up, so that a later process with the same number is not taken for this one. */
  subject = polkit_unix_process_new_for_owner (getpid (), 0, (int) getuid ());
  polkit_authority_check_authorization (authority, subject, ACTION_ID, NULL,
                                        POLKIT_CHECK_AUTHORIZATION_FLAGS_ALLOW_USER_INTERACTION,
                                        g_task_get_cancellable (task), on_checked_cb, g_object_ref (task));
}

static void
on_authority_got_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PolkitAuthority) authority = polkit_authority_get_finish (result, &error);
  g_autofree char *owner = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;

  if (authority != NULL)
    owner = polkit_authority_get_owner (authority);
  if (owner == NULL)
    g_task_return_new_error (task, AC_PASSWORD_ERROR, AC_PASSWORD_ERROR_NO_AUTHORITY,
                             "There is no authority: %s", error != NULL ? error->message : "nobody has its name");
  else
    polkit_authority_enumerate_actions (authority, g_task_get_cancellable (task),
                                        on_actions_listed_cb, g_object_ref (task));
}

static void
on_bus_got_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GDBusConnection) bus = g_bus_get_finish (result, &error);

  /* The program can do without, also when nobody waits any more: it doesn't end when the bus does. */
  if (bus != NULL)
    g_dbus_connection_set_exit_on_close (bus, FALSE);
  if (g_task_return_error_if_cancelled (task))
    return;

  if (bus == NULL || g_dbus_connection_is_closed (bus))
    {
      g_task_return_new_error (task, AC_PASSWORD_ERROR, AC_PASSWORD_ERROR_NO_BUS,
                               "There is no system bus: %s", error != NULL ? error->message : "it ended");
      return;
    }

  /* polkit gets the same connection, as long as somebody has it; another one would end the program with the bus. */
  g_task_set_task_data (task, g_steal_pointer (&bus), g_object_unref);
  polkit_authority_get_async (g_task_get_cancellable (task), on_authority_got_cb, g_object_ref (task));
}

static void
start (GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data,
       gpointer             source_tag)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  g_bus_get (G_BUS_TYPE_SYSTEM, NULL, on_bus_got_cb, g_object_ref (task));
}

static gboolean
finish (GAsyncResult  *result,
        gpointer       source_tag,
        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, source_tag), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ac_password_check_find_async:
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Finds out whether the password can be asked for on this computer.
 */
void
ac_password_check_find_async (GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  start (cancellable, callback, user_data, ac_password_check_find_async);
}

/**
 * ac_password_check_find_finish:
 * @result: a result
 * @error: return location for an error
 *
 * Returns: %TRUE when it can; %FALSE with %AC_PASSWORD_ERROR_NO_BUS, %AC_PASSWORD_ERROR_NO_AUTHORITY or
 *   %AC_PASSWORD_ERROR_NOT_INSTALLED otherwise
 */
gboolean
ac_password_check_find_finish (GAsyncResult  *result,
                               GError       **error)
{
  return finish (result, ac_password_check_find_async, error);
}

/**
 * ac_password_check_ask_async:
 * @cancellable: (nullable): takes the question back
 * @callback: called when it is answered
 * @user_data: for @callback
 *
 * Asks who sits here for the password, unless polkit remembers an answer that is some minutes old.
 */
void
ac_password_check_ask_async (GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  start (cancellable, callback, user_data, ac_password_check_ask_async);
}

/**
 * ac_password_check_ask_finish:
 * @result: a result
 * @error: return location for an error
 *
 * Returns: %TRUE when the password was given; %FALSE with an #AcPasswordError, or with %G_IO_ERROR_CANCELLED when
 *   the question was dismissed or taken back
 */
gboolean
ac_password_check_ask_finish (GAsyncResult  *result,
                              GError       **error)
{
  return finish (result, ac_password_check_ask_async, error);
}

/**
 * ac_password_check_is_wanted:
 *
 * Returns: whether the preferences say that the password is asked for before a secret is shown or copied
 */
gboolean
ac_password_check_is_wanted (void)
{
  g_autoptr(GSettings) settings = g_settings_new (AC_BASE_ID);

  return g_settings_get_boolean (settings, "ask-before-showing-secrets");
}

/**
 * ac_password_check_allow_async:
 * @cancellable: (nullable): takes the question back
 * @callback: called when a secret may be shown or copied, or may not
 * @user_data: for @callback
 *
 * Asks for the password if the preferences say so. Ends with ac_password_check_ask_finish().
 */
void
ac_password_check_allow_async (GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  if (ac_password_check_is_wanted ())
    {
      ac_password_check_ask_async (cancellable, callback, user_data);
      return;
    }

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, ac_password_check_ask_async);
  g_task_return_boolean (task, TRUE);
}
