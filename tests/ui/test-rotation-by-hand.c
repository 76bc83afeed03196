/* test-rotation-by-hand.c: rotating the connection's key where the service has no API for account keys, as at Cloudinary
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-account-settings.h"
#include "ac-rotation-dialog.h"
#include "ac-rotations.h"
#include "ac-window-private.h"
#include "shell-helpers.h"

#include "ac-known-account-row.h"

#define OLD "111111111111111"
#define NEW "222222222222222"
#define NEW_SECRET "a-new-secret-that-is-not-real"

typedef struct
{
  AcMockServer *server;
  AcSession *session;
  AcWindow *window;
  AcRotations *rotations;
} Fixture;

static AcAccount *
get_account (Fixture *fixture)
{
  return ac_window_get_account (fixture->window);
}

static const char *
get_key_in_use (Fixture *fixture)
{
  return ac_credentials_get_key (ac_client_get_credentials (ac_account_get_client (get_account (fixture))));
}

/* @account_id, @key and @secret as they stand in the URL; for g_free(), for nothing of it is real. */
static char *
create_url (Fixture    *fixture,
            const char *account_id,
            const char *key,
            const char *secret)
{
  return g_strdup_printf ("account://%s:%s@%s?upload_prefix=%s", key, secret, account_id,
                          ac_mock_server_get_host (fixture->server));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *text = NULL;
  g_autoptr(AcAccountUrl) url = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(AcAccount) account = NULL;
  g_autoptr(GError) error = NULL;

  fixture->server = ac_mock_server_new ();
  shell_allow_connect (fixture->server, "Fjordlight Media");
  fixture->session = ac_session_new ();
  fixture->rotations = ac_rotations_get (SHELL_ACCOUNT_ID);

  text = create_url (fixture, SHELL_ACCOUNT_ID, OLD, SHELL_SECRET);
  url = ac_account_url_parse (text, &error);
  g_assert_no_error (error);
  ac_session_connect_async (fixture->session, url, TRUE, NULL, ac_test_store_result, &result);
  account = ac_session_open_finish (fixture->session, ac_test_wait_result (&result), &error);
  g_assert_no_error (error);

  fixture->window = ac_window_new (NULL, fixture->session);
  ac_window_show_page (fixture->window, "account-keys");
  ac_window_set_account (fixture->window, account);
  gtk_window_present (GTK_WINDOW (fixture->window));
  ac_test_wait_until (ac_rotations_get_loaded (fixture->rotations));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  GListModel *known_accounts = ac_session_get_known_accounts (fixture->session);
  gpointer session = fixture->session;

  shell_assert_window_finalizes (fixture->window);
  g_clear_object (&fixture->rotations);
  while (g_list_model_get_n_items (known_accounts) > 0)
    {
      g_autoptr(AcKnownAccount) known = g_list_model_get_item (known_accounts, 0);
      g_autoptr(GAsyncResult) result = NULL;

      ac_session_forget_async (fixture->session, known, NULL, ac_test_store_result, &result);
      g_assert_true (ac_session_forget_finish (fixture->session, ac_test_wait_result (&result), NULL));
    }
  g_object_add_weak_pointer (session, &session);
  g_object_unref (fixture->session);
  ac_test_wait_until (session == NULL);
  shell_settle ();
  g_assert_finalize_object (fixture->server);
}

static GtkWidget *
get_dialog (void)
{
  return shell_find_window (AC_TYPE_ROTATION_DIALOG);
}

/* What the button of the page says is what it does. */
static GtkWidget *
open_dialog (Fixture    *fixture,
             const char *label)
{
  GtkWidget *dialog;

  ac_test_wait_until (shell_find_button (ac_window_get_page (fixture->window), label) != NULL);
  g_signal_emit_by_name (shell_find_button (ac_window_get_page (fixture->window), label), "clicked");
  ac_test_wait_until ((dialog = get_dialog ()) != NULL);
  shell_assert_accessible (dialog);

  return dialog;
}

static void
submit (GtkWidget *dialog)
{
  g_assert_true (gtk_widget_activate_action (dialog, "form.submit", NULL));
}

static void
paste (GtkWidget  *dialog,
       const char *url)
{
  gtk_editable_set_text (GTK_EDITABLE (shell_find (dialog, "url_row")), url);
  submit (dialog);
}

static AcRotation *
get_rotation (Fixture *fixture)
{
  return ac_rotations_lookup (fixture->rotations, NULL, OLD);
}

static gboolean
is_step (Fixture        *fixture,
         AcRotationStep  step)
{
  return get_rotation (fixture) != NULL && ac_rotation_get_step (get_rotation (fixture)) == step &&
         !ac_form_dialog_get_busy (AC_FORM_DIALOG (get_dialog ()));
}

/* The pair is wrong: the service says so the next time that it is asked. */
static void
expect_refusal (Fixture *fixture)
{
  ac_mock_reply_set_json (ac_mock_server_expect (fixture->server, "GET", SHELL_CHECK), 401,
                          "{\"error\":{\"message\":\"Invalid credentials\"}}");
}

static void
assert_complaint (GtkWidget  *dialog,
                  const char *sentence)
{
  ac_test_wait_until (shell_find_label (dialog, sentence) != NULL);
  g_assert_true (gtk_widget_has_css_class (shell_find (dialog, "url_row"), "error"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (shell_find (dialog, "url_row"))), !=, "");
}

/* Nothing is begun by a URL that isn't the new key's. */
static void
test_wrong_urls (Fixture       *fixture,
                 gconstpointer  data)
{
  GtkWidget *dialog = open_dialog (fixture, "Rotate…");
  g_autofree char *other = create_url (fixture, "another-account", NEW, NEW_SECRET);
  g_autofree char *old = create_url (fixture, SHELL_ACCOUNT_ID, OLD, SHELL_SECRET);
  g_autofree char *refused = create_url (fixture, SHELL_ACCOUNT_ID, NEW, "wrong");

  g_assert_false (ac_form_dialog_get_valid (AC_FORM_DIALOG (dialog)));
  paste (dialog, "nonsense");
  assert_complaint (dialog, "An account URL looks like account://key:secret@account-id.");
  paste (dialog, "cloudinary://1:2@cloud");
  assert_complaint (dialog, "This is a CLOUDINARY_URL of one product environment. An account URL starts with account://.");
  paste (dialog, other);
  assert_complaint (dialog, "This key is of another account.");
  paste (dialog, old);
  assert_complaint (dialog, "This is the old key. Paste the URL of the new one.");
  expect_refusal (fixture);
  paste (dialog, refused);
  assert_complaint (dialog, "Cloudinary doesn’t accept this key. Check whether the whole URL was pasted.");

  g_assert_null (get_rotation (fixture));
  g_assert_true (gtk_widget_activate_action (dialog, "form.cancel", NULL));
  ac_test_wait_until (get_dialog () == NULL);
}

/* (transfer full): everything that is kept about rotations */
static char *
read_file (void)
{
  g_autofree char *name = g_strconcat (SHELL_ACCOUNT_ID, ".json", NULL);
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), AC_DEVELOPMENT ? "account-console-devel" : "account-console",
                                            "rotations", name, NULL);
  char *text = NULL;
  g_autoptr(GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

static void
create_and_hand_over (Fixture   *fixture,
                      GtkWidget *dialog)
{
  g_autofree char *url = create_url (fixture, SHELL_ACCOUNT_ID, NEW, NEW_SECRET);
  g_autofree char *kept = NULL;

  paste (dialog, url);
  ac_test_wait_until (is_step (fixture, AC_ROTATION_STEP_HAND_OVER));
  /* The entry doesn't keep it, and neither does the file. */
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (shell_find (dialog, "url_row"))), ==, "");
  kept = read_file ();
  g_assert_nonnull (strstr (kept, NEW));
  g_assert_null (strstr (kept, NEW_SECRET));
  g_assert_null (strstr (kept, SHELL_SECRET));

  gtk_check_button_set_active (shell_find (dialog, "stored_check"), TRUE);
  submit (dialog);
  ac_test_wait_until (is_step (fixture, AC_ROTATION_STEP_VERIFY));
}

static void
verify (Fixture   *fixture,
        GtkWidget *dialog)
{
  g_assert_false (ac_form_dialog_get_valid (AC_FORM_DIALOG (dialog)));
  g_assert_true (gtk_widget_activate_action (dialog, "rotation.test", NULL));
  ac_test_wait_until (shell_find_label (dialog, "Works") != NULL);
  submit (dialog);
  ac_test_wait_until (is_step (fixture, AC_ROTATION_STEP_DISABLE_OLD));
}

/* From the first step to the last; it is left in the middle, and signing in with the new key builds all pages anew. */
static void
test_whole_way (Fixture       *fixture,
                gconstpointer  data)
{
  GtkWidget *dialog = open_dialog (fixture, "Rotate…");

  create_and_hand_over (fixture, dialog);
  g_assert_true (gtk_widget_activate_action (dialog, "form.cancel", NULL));
  ac_test_wait_until (get_dialog () == NULL);

  dialog = open_dialog (fixture, "Continue Rotation…");
  verify (fixture, dialog);
  /* The key in use can't go first. */
  g_assert_false (ac_form_dialog_get_valid (AC_FORM_DIALOG (dialog)));
  g_assert_cmpstr (get_key_in_use (fixture), ==, OLD);
  g_assert_true (gtk_widget_activate_action (dialog, "rotation.use-new-key", NULL));
  ac_test_wait_until (get_dialog () == NULL);
  g_assert_cmpstr (get_key_in_use (fixture), ==, NEW);

  /* The old one still works: that isn't believed away. */
  dialog = open_dialog (fixture, "Continue Rotation…");
  g_assert_true (ac_form_dialog_get_valid (AC_FORM_DIALOG (dialog)));
  submit (dialog);
  ac_test_wait_until (ac_form_dialog_get_notice (AC_FORM_DIALOG (dialog)) != NULL);
  g_assert_cmpstr (ac_form_dialog_get_notice (AC_FORM_DIALOG (dialog)), ==,
                   "The old key still works. Disable it in the web console first.");
  g_assert_cmpint (ac_rotation_get_step (get_rotation (fixture)), ==, AC_ROTATION_STEP_DISABLE_OLD);

  expect_refusal (fixture);
  submit (dialog);
  ac_test_wait_until (is_step (fixture, AC_ROTATION_STEP_DONE));
  ac_mock_server_assert_done (fixture->server);
  submit (dialog);
  ac_test_wait_until (get_dialog () == NULL);
  ac_test_wait_until (shell_find_button (ac_window_get_page (fixture->window), "Rotate…") != NULL);
}

/* Days later this computer may no longer know the new key: then it is asked for again. */
static void
test_forgotten_new_key (Fixture       *fixture,
                        gconstpointer  data)
{
  GtkWidget *dialog = open_dialog (fixture, "Rotate…");
  g_autoptr(GListModel) connections = ac_session_get_connections (fixture->session, SHELL_ACCOUNT_ID);
  guint n_before = g_list_model_get_n_items (connections);

  create_and_hand_over (fixture, dialog);
  g_assert_true (gtk_widget_activate_action (dialog, "form.cancel", NULL));
  ac_test_wait_until (get_dialog () == NULL);
  g_assert_cmpuint (g_list_model_get_n_items (connections), ==, n_before + 1);

  for (guint i = 0; i < g_list_model_get_n_items (connections); i++)
    {
      g_autoptr(AcKnownAccount) known = g_list_model_get_item (connections, i);
      g_autoptr(GAsyncResult) result = NULL;

      if (!g_str_equal (ac_known_account_get_key (known), NEW))
        continue;
      ac_session_forget_async (fixture->session, known, NULL, ac_test_store_result, &result);
      g_assert_true (ac_session_forget_finish (fixture->session, ac_test_wait_result (&result), NULL));
    }

  ac_window_show_page (fixture->window, "environments");
  ac_window_show_page (fixture->window, "account-keys");
  ac_test_wait_until (ac_rotation_get_step (get_rotation (fixture)) == AC_ROTATION_STEP_CREATE);
  dialog = open_dialog (fixture, "Continue Rotation…");
  g_assert_true (gtk_widget_get_mapped (shell_find (dialog, "url_row")));
  g_assert_true (gtk_widget_activate_action (dialog, "form.cancel", NULL));
  ac_test_wait_until (get_dialog () == NULL);
}

/* What is known of the connection, and the other keys of the account. */
static void
test_connection (Fixture       *fixture,
                 gconstpointer  data)
{
  AcPage *page = ac_window_get_page (fixture->window);

  ac_test_wait_until (shell_find_label (page, "In the system keyring") != NULL);
  ac_test_wait_until (shell_find_type (page, AC_TYPE_KNOWN_ACCOUNT_ROW) != NULL);
  shell_assert_accessible (fixture->window);

  expect_refusal (fixture);
  g_assert_true (gtk_widget_activate_action (shell_find (page, "connection_group"), "connection.test", NULL));
  ac_test_wait_until (g_str_has_prefix (adw_action_row_get_subtitle (shell_find (page, "status_row")),
                                        "The API key of this account is no longer accepted."));
  g_assert_true (gtk_widget_activate_action (shell_find (page, "connection_group"), "connection.test", NULL));
  ac_test_wait_until (g_str_has_prefix (adw_action_row_get_subtitle (shell_find (page, "status_row")), "The key works."));
  /* Trying is no use of the connection. */
  g_assert_cmpint (ac_account_get_connection_state (get_account (fixture)), ==, AC_CONNECTION_STATE_CONNECTED);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/rotation-by-hand/connection", test_connection },
    { "/rotation-by-hand/wrong-urls", test_wrong_urls },
    { "/rotation-by-hand/whole-way", test_whole_way },
    { "/rotation-by-hand/forgotten-new-key", test_forgotten_new_key },
  };

  shell_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
