/* test-connections.c: an account that is known by several keys
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-account-settings.h"
#include "ac-error.h"
#include "ac-rotations.h"
#include "ac-window-private.h"
#include "shell-helpers.h"

#include "ac-known-account-row.h"

#define FIRST "111111111111111"
#define SECOND "222222222222222"
#define THIRD "333333333333333"
#define NAME "Fjordlight Media"

typedef struct
{
  AcMockServer *server;
  AcSession *session;
  AcWindow *window; /* (nullable) */
  guint n_replaced;
  guint n_signed_out;
} Fixture;

static void
count_replaced_cb (Fixture *fixture)
{
  fixture->n_replaced++;
}

static void
count_signed_out_cb (Fixture *fixture)
{
  fixture->n_signed_out++;
}

static AcSession *
create_session (Fixture *fixture)
{
  AcSession *session = ac_session_new ();

  g_signal_connect_swapped (session, "account-replaced", G_CALLBACK (count_replaced_cb), fixture);
  g_signal_connect_swapped (session, "signed-out", G_CALLBACK (count_signed_out_cb), fixture);

  return session;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->server = ac_mock_server_new ();
  shell_allow_connect (fixture->server, NAME);
  fixture->session = create_session (fixture);
}

static gboolean
forget (Fixture        *fixture,
        AcKnownAccount *known)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  gboolean forgotten;

  ac_session_forget_async (fixture->session, known, NULL, ac_test_store_result, &result);
  forgotten = ac_session_forget_finish (fixture->session, ac_test_wait_result (&result), &error);
  g_assert_no_error (error);

  return forgotten;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  GListModel *known_accounts = ac_session_get_known_accounts (fixture->session);
  gpointer session = fixture->session;

  if (fixture->window != NULL)
    shell_assert_window_finalizes (fixture->window);
  while (g_list_model_get_n_items (known_accounts) > 0)
    {
      g_autoptr(AcKnownAccount) known = g_list_model_get_item (known_accounts, 0);

      forget (fixture, known);
    }
  g_object_add_weak_pointer (session, &session);
  g_object_unref (fixture->session);
  ac_test_wait_until (session == NULL);
  shell_settle ();
  g_assert_finalize_object (fixture->server);
}

static AcAccountUrl *
create_url (Fixture    *fixture,
            const char *account_id,
            const char *key)
{
  g_autoptr(GError) error = NULL;
  AcAccountUrl *url = ac_account_url_new (key, SHELL_SECRET, account_id, ac_mock_server_get_host (fixture->server), &error);

  g_assert_no_error (error);

  return url;
}

static AcAccount *
finish_opening (Fixture       *fixture,
                GAsyncResult **result)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AcAccount) account = ac_session_open_finish (fixture->session, ac_test_wait_result (result), &error);

  g_assert_no_error (error);
  g_assert_true (ac_session_lookup (fixture->session, ac_account_get_id (account)) == account);

  /* The session holds it. */
  return account;
}

static AcAccount *
connect_account (Fixture    *fixture,
                 const char *key,
                 gboolean    remember)
{
  g_autoptr(AcAccountUrl) url = create_url (fixture, SHELL_ACCOUNT_ID, key);
  g_autoptr(GAsyncResult) result = NULL;

  ac_session_connect_async (fixture->session, url, remember, NULL, ac_test_store_result, &result);

  return finish_opening (fixture, &result);
}

static AcAccount *
open_known (Fixture        *fixture,
            AcKnownAccount *known)
{
  g_autoptr(GAsyncResult) result = NULL;

  ac_session_open_async (fixture->session, known, NULL, ac_test_store_result, &result);

  return finish_opening (fixture, &result);
}

static AcKnownAccount *
save (Fixture    *fixture,
      AcAccount  *account,
      const char *key,
      GError    **error)
{
  g_autoptr(AcCredentials) credentials = ac_credentials_new (key, SHELL_SECRET);
  g_autoptr(GAsyncResult) result = NULL;

  ac_session_save_connection_async (fixture->session, account, credentials, NULL, ac_test_store_result, &result);

  return ac_session_save_connection_finish (fixture->session, ac_test_wait_result (&result), error);
}

static const char *
get_key (AcAccount *account)
{
  return ac_credentials_get_key (ac_client_get_credentials (ac_account_get_client (account)));
}

/* The keys of a list, "!" before that in use, and "~" before one that isn't remembered. */
static char *
describe (Fixture    *fixture,
          GListModel *list)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr(AcKnownAccount) known = g_list_model_get_item (list, i);

      g_string_append_printf (text, "%s%s%s%.3s", i > 0 ? " " : "",
                              ac_session_is_in_use (fixture->session, known) ? "!" : "",
                              ac_session_is_remembered (fixture->session, known) ? "" : "~",
                              ac_known_account_get_key (known));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_connections (Fixture    *fixture,
                    const char *expected)
{
  g_autoptr(GListModel) connections = ac_session_get_connections (fixture->session, SHELL_ACCOUNT_ID);
  g_autofree char *text = describe (fixture, connections);

  g_assert_cmpstr (text, ==, expected);
}

static AcKnownAccount *
get_connection (Fixture    *fixture,
                const char *key)
{
  g_autoptr(AcKnownAccount) named = ac_known_account_new (SHELL_ACCOUNT_ID, key, ac_mock_server_get_host (fixture->server));
  g_autoptr(GVariant) variant = g_variant_ref_sink (ac_connection_to_variant (named));

  return ac_session_find_connection (fixture->session, variant);
}

/* A pair that was just made is kept without being used. */
static void
test_save (Fixture       *fixture,
           gconstpointer  data)
{
  AcAccount *account = connect_account (fixture, FIRST, TRUE);
  g_autoptr(GListModel) connections = ac_session_get_connections (fixture->session, SHELL_ACCOUNT_ID);
  g_autoptr(AcKnownAccount) saved = NULL;
  g_autoptr(AcKnownAccount) again = NULL;
  g_autoptr(GError) error = NULL;
  guint n_requests = ac_mock_server_get_n_requests (fixture->server);

  ac_known_account_set_name (ac_account_get_known_account (account), "Halden & <b>");
  ac_known_account_set_user_email (ac_account_get_known_account (account), "a@example.com");
  g_assert_cmpuint (g_list_model_get_n_items (connections), ==, 1);

  saved = save (fixture, account, SECOND, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ac_known_account_get_key (saved), ==, SECOND);
  g_assert_cmpstr (ac_known_account_get_name (saved), ==, "Halden & <b>");
  g_assert_cmpstr (ac_known_account_get_user_email (saved), ==, "a@example.com");
  g_assert_cmpuint (g_list_model_get_n_items (connections), ==, 2);
  assert_connections (fixture, "!111 222");
  g_assert_true (ac_session_lookup (fixture->session, SHELL_ACCOUNT_ID) == account);
  g_assert_cmpuint (ac_mock_server_get_n_requests (fixture->server), ==, n_requests);

  again = save (fixture, account, SECOND, &error);
  g_assert_true (again == saved);
  assert_connections (fixture, "!111 222");
}

/* What is known until the program ends is then known for good, and stands in the list once. */
static void
test_save_the_one_in_use (Fixture       *fixture,
                          gconstpointer  data)
{
  AcAccount *account = connect_account (fixture, FIRST, FALSE);
  g_autoptr(AcKnownAccount) saved = NULL;
  g_autoptr(GError) error = NULL;

  assert_connections (fixture, "!~111");
  saved = save (fixture, account, FIRST, &error);
  g_assert_no_error (error);
  assert_connections (fixture, "!111");
}

static void
test_switch (Fixture       *fixture,
             gconstpointer  data)
{
  AcAccount *account = connect_account (fixture, FIRST, TRUE);
  g_autoptr(AcKnownAccount) first = g_object_ref (get_connection (fixture, FIRST));
  g_autoptr(AcKnownAccount) second = save (fixture, account, SECOND, NULL);
  guint n_requests = ac_mock_server_get_n_requests (fixture->server);
  const AcMockRequest *request;

  /* The one in use is there at once. */
  g_assert_true (open_known (fixture, first) == account);
  g_assert_cmpuint (ac_mock_server_get_n_requests (fixture->server), ==, n_requests);
  g_assert_cmpuint (fixture->n_replaced, ==, 0);

  account = open_known (fixture, second);
  g_assert_cmpstr (get_key (account), ==, SECOND);
  g_assert_cmpuint (fixture->n_replaced, ==, 1);
  g_assert_cmpuint (fixture->n_signed_out, ==, 0);
  assert_connections (fixture, "111 !222");
  request = ac_mock_server_get_request (fixture->server, n_requests);
  g_assert_cmpstr (request->authorization, ==, "Basic MjIyMjIyMjIyMjIyMjIyOm5vdC1hLXJlYWwtc2VjcmV0");

  account = open_known (fixture, first);
  g_assert_cmpstr (get_key (account), ==, FIRST);
  assert_connections (fixture, "!111 222");
}

/* Whoever has the account open keeps it. */
static void
test_switch_fails (Fixture       *fixture,
                   gconstpointer  data)
{
  AcAccount *account = connect_account (fixture, FIRST, TRUE);
  g_autoptr(AcKnownAccount) second = save (fixture, account, SECOND, NULL);
  g_autoptr(AcKnownAccount) gone = ac_known_account_new (SHELL_ACCOUNT_ID, THIRD, ac_mock_server_get_host (fixture->server));
  g_autoptr(AcCredentials) credentials = ac_credentials_new (THIRD, "wrong");
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 2; i++)
    {
      ac_mock_reply_set_json (ac_mock_server_expect (fixture->server, "GET", SHELL_CHECK), 401,
                              "{\"error\":{\"message\":\"Disabled\"}}");
      if (i == 0)
        ac_session_open_async (fixture->session, second, NULL, ac_test_store_result, &result);
      else
        ac_session_switch_async (fixture->session, account, credentials, NULL, ac_test_store_result, &result);
      g_assert_null (ac_session_open_finish (fixture->session, ac_test_wait_result (&result), &error));
      g_assert_error (error, AC_ERROR, AC_ERROR_UNAUTHORIZED);
      g_clear_error (&error);
      g_clear_object (&result);
    }

  /* Forgotten by another program. */
  ac_session_open_async (fixture->session, gone, NULL, ac_test_store_result, &result);
  g_assert_null (ac_session_open_finish (fixture->session, ac_test_wait_result (&result), &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_NOT_FOUND);

  g_assert_true (ac_session_lookup (fixture->session, SHELL_ACCOUNT_ID) == account);
  g_assert_cmpuint (fixture->n_replaced, ==, 0);
  assert_connections (fixture, "!111 222");
}

/* With a pair that nothing keeps: the one before can be gone back to, until the program ends. */
static void
test_switch_without_keeping (Fixture       *fixture,
                             gconstpointer  data)
{
  AcAccount *account = connect_account (fixture, FIRST, FALSE);
  g_autoptr(AcCredentials) credentials = ac_credentials_new (SECOND, SHELL_SECRET);
  g_autoptr(GAsyncResult) result = NULL;

  ac_known_account_set_name (ac_account_get_known_account (account), "Halden");
  ac_session_switch_async (fixture->session, account, credentials, NULL, ac_test_store_result, &result);
  account = finish_opening (fixture, &result);
  g_assert_cmpstr (get_key (account), ==, SECOND);
  g_assert_cmpstr (ac_known_account_get_name (ac_account_get_known_account (account)), ==, "Halden");
  g_assert_cmpuint (fixture->n_replaced, ==, 1);
  assert_connections (fixture, "~111 !~222");

  account = open_known (fixture, get_connection (fixture, FIRST));
  g_assert_cmpstr (get_key (account), ==, FIRST);
  assert_connections (fixture, "~222 !~111");

  /* Signing out forgets the one that was used. */
  ac_session_sign_out (fixture->session, account);
  assert_connections (fixture, "~222");
  account = open_known (fixture, get_connection (fixture, SECOND));
  g_assert_cmpstr (get_key (account), ==, SECOND);
}

static void
keep_something (AcAccountSettings *settings,
                AcRotations       *rotations)
{
  g_autoptr(GAsyncResult) loaded = NULL;
  g_autoptr(GAsyncResult) saved = NULL;

  ac_account_settings_set_mark (settings, "env", AC_MARK_PRODUCTION);
  ac_rotations_load_async (rotations, NULL, ac_test_store_result, &loaded);
  g_assert_true (ac_rotations_load_finish (rotations, ac_test_wait_result (&loaded), NULL));
  ac_rotations_start (rotations, NULL, FIRST);
  ac_rotations_save_async (rotations, NULL, ac_test_store_result, &saved);
  g_assert_true (ac_rotations_save_finish (rotations, ac_test_wait_result (&saved), NULL));
}

/* What this computer keeps about the account goes with its last key. */
static void
test_forget (Fixture       *fixture,
             gconstpointer  data)
{
  AcAccount *account = connect_account (fixture, FIRST, TRUE);
  g_autoptr(AcAccountSettings) settings = ac_account_settings_get (SHELL_ACCOUNT_ID);
  g_autoptr(AcRotations) rotations = ac_rotations_get (SHELL_ACCOUNT_ID);
  g_autoptr(AcKnownAccount) second = save (fixture, account, SECOND, NULL);
  g_autoptr(AcKnownAccount) third = save (fixture, account, THIRD, NULL);
  g_autoptr(AcKnownAccount) first = g_object_ref (get_connection (fixture, FIRST));

  keep_something (settings, rotations);

  forget (fixture, second);
  assert_connections (fixture, "!111 333");
  g_assert_true (ac_session_lookup (fixture->session, SHELL_ACCOUNT_ID) == account);
  g_assert_cmpuint (fixture->n_signed_out, ==, 0);

  forget (fixture, first);
  assert_connections (fixture, "333");
  g_assert_cmpuint (fixture->n_signed_out, ==, 1);
  g_assert_null (ac_session_lookup (fixture->session, SHELL_ACCOUNT_ID));
  g_assert_cmpint (ac_account_settings_get_mark (settings, "env"), ==, AC_MARK_PRODUCTION);
  g_assert_cmpuint (ac_rotations_count_open (rotations), ==, 1);

  forget (fixture, third);
  assert_connections (fixture, "");
  g_assert_cmpint (ac_account_settings_get_mark (settings, "env"), ==, AC_MARK_NONE);
  g_assert_cmpuint (ac_rotations_count_open (rotations), ==, 0);
}

static void
test_rename (Fixture       *fixture,
             gconstpointer  data)
{
  AcAccount *account = connect_account (fixture, FIRST, TRUE);
  g_autoptr(AcKnownAccount) second = save (fixture, account, SECOND, NULL);
  g_autoptr(AcKnownAccount) kept = NULL;
  g_autoptr(AcKeyring) other = ac_keyring_new ();
  g_autoptr(GAsyncResult) renamed = NULL;
  g_autoptr(GAsyncResult) searched = NULL;
  g_autoptr(GError) error = NULL;

  ac_session_rename_async (fixture->session, second, "R&D", NULL, ac_test_store_result, &renamed);
  ac_session_rename_finish (fixture->session, ac_test_wait_result (&renamed), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ac_known_account_get_name (ac_account_get_known_account (account)), ==, "R&D");

  /* As another program reads it. */
  ac_keyring_search_async (other, NULL, ac_test_store_result, &searched);
  g_assert_true (ac_keyring_search_finish (other, ac_test_wait_result (&searched), NULL));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (other)), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      g_clear_object (&kept);
      kept = g_list_model_get_item (G_LIST_MODEL (other), i);
      g_assert_cmpstr (ac_known_account_get_name (kept), ==, "R&D");
    }
}

static AcAccount *
change_credentials (Fixture        *fixture,
                    AcKnownAccount *known,
                    const char     *key,
                    gboolean        remember)
{
  g_autoptr(AcAccountUrl) url = create_url (fixture, SHELL_ACCOUNT_ID, key);
  g_autoptr(GAsyncResult) result = NULL;

  ac_session_change_credentials_async (fixture->session, known, url, remember, NULL, ac_test_store_result, &result);

  return finish_opening (fixture, &result);
}

static void
test_change_credentials (Fixture       *fixture,
                         gconstpointer  data)
{
  AcAccount *account = connect_account (fixture, FIRST, TRUE);
  g_autoptr(AcKnownAccount) second = save (fixture, account, SECOND, NULL);
  g_autoptr(AcKnownAccount) first = g_object_ref (get_connection (fixture, FIRST));

  /* A key that isn't kept replaces nothing that is. */
  change_credentials (fixture, second, THIRD, FALSE);
  assert_connections (fixture, "111 222 !~333");

  /* One that is takes the place of one, and leaves the other. */
  change_credentials (fixture, second, THIRD, TRUE);
  assert_connections (fixture, "111 !333");

  /* The same key, with another secret. */
  change_credentials (fixture, first, FIRST, TRUE);
  assert_connections (fixture, "!111 333");
}

/* It is not the known account whose credentials are entered after all. */
static void
test_change_to_another_account (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr(AcAccountUrl) url = create_url (fixture, "other", SECOND);
  g_autoptr(GAsyncResult) result = NULL;

  connect_account (fixture, FIRST, TRUE);
  ac_mock_reply_set_json (ac_mock_server_expect (fixture->server, "GET",
                                                 "/v1_1/provisioning/accounts/other/sub_accounts?ids=none"),
                          200, "{\"sub_accounts\":[]}");
  ac_mock_reply_set_json (ac_mock_server_expect (fixture->server, "GET", "/v1_1/console/accounts/other"), 404, "{}");
  ac_session_change_credentials_async (fixture->session, get_connection (fixture, FIRST), url, TRUE, NULL,
                                       ac_test_store_result, &result);
  finish_opening (fixture, &result);
  assert_connections (fixture, "!111");
  g_assert_cmpuint (g_list_model_get_n_items (ac_session_get_known_accounts (fixture->session)), ==, 2);
}

/* Who only names the account means the key that was used last, also after the program was started again. */
static void
test_used_last (Fixture       *fixture,
                gconstpointer  data)
{
  AcAccount *account = connect_account (fixture, FIRST, TRUE);
  g_autoptr(AcKnownAccount) second = save (fixture, account, SECOND, NULL);
  g_autoptr(AcKnownAccount) third = save (fixture, account, THIRD, NULL);
  AcKnownAccount *found;

  g_assert_cmpstr (ac_known_account_get_key (ac_session_find_known (fixture->session, SHELL_ACCOUNT_ID)), ==, FIRST);
  account = open_known (fixture, second);
  g_assert_cmpstr (ac_known_account_get_key (ac_session_find_known (fixture->session, SHELL_ACCOUNT_ID)), ==, SECOND);
  ac_session_sign_out (fixture->session, account);
  g_assert_cmpstr (ac_known_account_get_key (ac_session_find_known (fixture->session, SHELL_ACCOUNT_ID)), ==, SECOND);

  g_object_unref (fixture->session);
  fixture->session = create_session (fixture);
  ac_test_wait_until ((found = ac_session_find_known (fixture->session, SHELL_ACCOUNT_ID)) != NULL);
  g_assert_cmpstr (ac_known_account_get_key (found), ==, SECOND);

  forget (fixture, found);
  g_assert_nonnull (ac_session_find_known (fixture->session, SHELL_ACCOUNT_ID));
  g_assert_null (ac_session_find_known (fixture->session, "unknown"));
}

/* Its keys end with its service. */
static void
test_demo (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GAsyncResult) opened = NULL;
  g_autoptr(GAsyncResult) generated = NULL;
  g_autoptr(GAsyncResult) switched = NULL;
  g_autoptr(AcCredentials) credentials = NULL;
  g_autoptr(AcApiKey) key = NULL;
  g_autoptr(GError) error = NULL;
  AcAccount *account;
  AcAccountKeys *keys;

  ac_session_open_demo_async (fixture->session, NULL, ac_test_store_result, &opened);
  account = finish_opening (fixture, &opened);
  g_assert_null (save (fixture, account, SECOND, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_clear_error (&error);

  keys = ac_account_get_account_keys (account);
  ac_account_keys_generate_async (keys, "Another", "admin", NULL, ac_test_store_result, &generated);
  key = ac_api_keys_generate_finish (AC_API_KEYS (keys), ac_test_wait_result (&generated), &credentials, &error);
  g_assert_no_error (error);
  ac_session_switch_async (fixture->session, account, credentials, NULL, ac_test_store_result, &switched);
  account = finish_opening (fixture, &switched);
  g_assert_cmpstr (get_key (account), ==, ac_api_key_get_api_key (key));
  g_assert_true (ac_account_get_demo (account));
  g_assert_cmpuint (g_list_model_get_n_items (ac_session_get_known_accounts (fixture->session)), ==, 1);

  ac_session_sign_out (fixture->session, account);
  g_assert_cmpuint (g_list_model_get_n_items (ac_session_get_known_accounts (fixture->session)), ==, 0);
}

static void
test_no_keyring (Fixture       *fixture,
                 gconstpointer  data)
{
  AcAccount *account = connect_account (fixture, FIRST, TRUE);
  g_autoptr(GError) error = NULL;

  g_assert_null (save (fixture, account, SECOND, &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_KEYRING_UNAVAILABLE);
  assert_connections (fixture, "!~111");

  change_credentials (fixture, ac_account_get_known_account (account), SECOND, TRUE);
  assert_connections (fixture, "!~222");
}

static void
activate_row (gpointer list,
              int      index)
{
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, index));
}

static const char *
get_subtitle (Fixture *fixture,
              int      index)
{
  return adw_action_row_get_subtitle (ADW_ACTION_ROW (gtk_list_box_get_row_at_index (shell_find (fixture->window->welcome, "known_list"), index)));
}

static gboolean
has_check_mark (Fixture *fixture,
                int      index)
{
  return gtk_widget_get_visible (shell_find (gtk_list_box_get_row_at_index (shell_find (fixture->window->welcome, "known_list"), index),
                                             "in_use_image"));
}

static void
answer (const char *response)
{
  AdwMessageDialog *dialog;

  ac_test_wait_until ((dialog = shell_find_window (ADW_TYPE_MESSAGE_DIALOG)) != NULL);
  shell_assert_accessible (dialog);
  adw_message_dialog_response (dialog, response);
  if (shell_find_window (ADW_TYPE_MESSAGE_DIALOG) == dialog)
    gtk_window_destroy (GTK_WINDOW (dialog));
  ac_test_wait_until (shell_find_window (ADW_TYPE_MESSAGE_DIALOG) == NULL);
}

/* A row each, that say which key they are once there are several. */
static void
test_welcome (Fixture       *fixture,
              gconstpointer  data)
{
  AcAccount *account = connect_account (fixture, FIRST, TRUE);
  g_autoptr(AcKnownAccount) second = NULL;
  g_autofree char *heading = NULL;

  fixture->window = ac_window_new (NULL, fixture->session);
  gtk_window_present (GTK_WINDOW (fixture->window));
  ac_test_wait_until (shell_find_type (fixture->window->welcome, AC_TYPE_KNOWN_ACCOUNT_ROW) != NULL);
  g_assert_null (strstr (get_subtitle (fixture, 0), FIRST));
  g_assert_false (has_check_mark (fixture, 0));

  second = save (fixture, account, SECOND, NULL);
  g_assert_nonnull (strstr (get_subtitle (fixture, 0), FIRST));
  g_assert_nonnull (strstr (get_subtitle (fixture, 0), "Opened today"));
  g_assert_nonnull (strstr (get_subtitle (fixture, 1), SECOND));
  g_assert_null (strstr (get_subtitle (fixture, 1), "Opened"));
  g_assert_true (has_check_mark (fixture, 0));
  g_assert_false (has_check_mark (fixture, 1));
  shell_assert_accessible (fixture->window);

  activate_row (shell_find (fixture->window->welcome, "known_list"), 1);
  ac_test_wait_until (ac_window_get_account (fixture->window) != NULL);
  g_assert_cmpstr (get_key (ac_window_get_account (fixture->window)), ==, SECOND);
  g_assert_false (has_check_mark (fixture, 0));
  g_assert_true (has_check_mark (fixture, 1));
  ac_session_sign_out (fixture->session, ac_window_get_account (fixture->window));
  g_assert_false (has_check_mark (fixture, 1));

  /* Which one is asked for, and which one's credentials are changed. */
  gtk_widget_activate_action (GTK_WIDGET (gtk_list_box_get_row_at_index (shell_find (fixture->window->welcome, "known_list"), 1)),
                              "account.change-credentials", NULL);
  g_assert_cmpstr (gtk_editable_get_text (shell_find (fixture->window->connect, "key_row")), ==, SECOND);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window->connect), "connect.leave", NULL);

  gtk_widget_activate_action (GTK_WIDGET (gtk_list_box_get_row_at_index (shell_find (fixture->window->welcome, "known_list"), 0)),
                              "account.forget", NULL);
  ac_test_wait_until (shell_find_window (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  heading = g_strdup (adw_message_dialog_get_heading (shell_find_window (ADW_TYPE_MESSAGE_DIALOG)));
  g_assert_nonnull (strstr (heading, FIRST));
  answer ("verb");
  ac_test_wait_until (get_connection (fixture, FIRST) == NULL);
  g_assert_null (strstr (get_subtitle (fixture, 0), SECOND));
}

static void
assert_row (GtkListBox *list,
            int         index,
            const char *description)
{
  g_autofree char *expected = g_strdup (description);

  gtk_test_accessible_assert_property (gtk_list_box_get_row_at_index (list, index),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, expected);
}

static void
test_switcher (Fixture       *fixture,
               gconstpointer  data)
{
  AcAccount *account = connect_account (fixture, FIRST, TRUE);
  g_autoptr(AcKnownAccount) second = save (fixture, account, SECOND, NULL);
  GtkWidget *popover;
  GtkListBox *list;

  fixture->window = ac_window_new (NULL, fixture->session);
  gtk_window_present (GTK_WINDOW (fixture->window));
  ac_window_set_account (fixture->window, account);
  popover = shell_find (fixture->window->sidebar, "popover");
  list = shell_find (popover, "list");

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.switch-account", NULL);
  ac_test_wait_until (gtk_widget_get_mapped (popover));
  shell_assert_accessible (popover);
  assert_row (list, 0, "API key \342\201\246" FIRST "\342\201\251, in use");
  assert_row (list, 1, "API key \342\201\246" SECOND "\342\201\251");

  activate_row (list, 1);
  ac_test_wait_until (ac_window_get_account (fixture->window) != account);
  g_assert_cmpstr (get_key (ac_window_get_account (fixture->window)), ==, SECOND);
  g_assert_cmpuint (fixture->n_replaced, ==, 1);

  ac_test_wait_until (!gtk_widget_get_mapped (popover));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.switch-account", NULL);
  ac_test_wait_until (gtk_widget_get_mapped (popover));
  assert_row (list, 0, "API key \342\201\246" FIRST "\342\201\251");
  assert_row (list, 1, "API key \342\201\246" SECOND "\342\201\251, in use");
}

static AcWindow *
find_other_window (AcWindow *window)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr(GtkWidget) other = g_list_model_get_item (toplevels, i);

      if (AC_IS_WINDOW (other) && other != GTK_WIDGET (window))
        return AC_WINDOW (other);
    }

  return NULL;
}

/* An account has one key at a time: a window that is opened with another one takes the first one along. */
static void
test_new_window (Fixture       *fixture,
                 gconstpointer  data)
{
  AcAccount *account = connect_account (fixture, FIRST, TRUE);
  g_autoptr(AcKnownAccount) second = save (fixture, account, SECOND, NULL);
  g_autoptr(GVariant) connection = g_variant_ref_sink (ac_connection_to_variant (second));
  AcWindow *other;

  fixture->window = ac_window_new (NULL, fixture->session);
  gtk_window_present (GTK_WINDOW (fixture->window));
  ac_window_set_account (fixture->window, account);
  gtk_widget_activate_action_variant (GTK_WIDGET (fixture->window), "win.open-account-in-new-window", connection);
  other = find_other_window (fixture->window);
  g_assert_nonnull (other);
  ac_test_wait_until (ac_window_get_account (other) != NULL);
  g_assert_cmpstr (get_key (ac_window_get_account (other)), ==, SECOND);
  g_assert_true (ac_window_get_account (fixture->window) == ac_window_get_account (other));

  shell_assert_window_finalizes (other);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/keyring/save", test_save },
    { "/keyring/save-the-one-in-use", test_save_the_one_in_use },
    { "/keyring/switch", test_switch },
    { "/keyring/switch-fails", test_switch_fails },
    { "/keyring/switch-without-keeping", test_switch_without_keeping },
    { "/keyring/forget", test_forget },
    { "/keyring/rename", test_rename },
    { "/keyring/change-credentials", test_change_credentials },
    { "/keyring/change-to-another-account", test_change_to_another_account },
    { "/keyring/used-last", test_used_last },
    { "/keyring/demo", test_demo },
    { "/keyring/welcome", test_welcome },
    { "/keyring/switcher", test_switcher },
    { "/keyring/new-window", test_new_window },
    { "/no-keyring/connections", test_no_keyring },
  };

  shell_test_init (&argc, &argv);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
