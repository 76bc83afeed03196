/* test-connect-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-connect-view.h"
#include "ac-error-caption.h"
#include "ac-toast-host.h"
#include "shell-helpers.h"

#define URL_START "account://" SHELL_KEY ":" SHELL_SECRET "@" SHELL_ACCOUNT_ID

typedef struct
{
  AcMockServer *server;
  AcSession *session;
  GtkWidget *window;
  AcConnectView *view;  /* (unowned) */
  AcAccount *connected; /* (nullable) */
  gboolean remember;
  guint n_left;
} Fixture;

static void
on_connected_cb (Fixture   *fixture,
                 AcAccount *account,
                 gboolean   remember)
{
  g_set_object (&fixture->connected, account);
  fixture->remember = remember;
}

static void
on_left_cb (Fixture *fixture)
{
  fixture->n_left++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->server = ac_mock_server_new ();
  fixture->session = ac_session_new ();
  fixture->view = AC_CONNECT_VIEW (ac_connect_view_new (fixture->session));
  fixture->window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 600, 700);
  g_signal_connect_swapped (fixture->view, "connected", G_CALLBACK (on_connected_cb), fixture);
  g_signal_connect_swapped (fixture->view, "left", G_CALLBACK (on_left_cb), fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
  ac_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (fixture->view)));
}

static void
on_forgotten_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  ac_session_forget_finish (AC_SESSION (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  AcKnownAccount *known = ac_session_find_known (fixture->session, SHELL_ACCOUNT_ID);
  gboolean forgotten = known == NULL;

  shell_assert_window_finalizes (fixture->window);
  ac_mock_server_assert_done (fixture->server);
  if (known != NULL)
    ac_session_forget_async (fixture->session, known, NULL, on_forgotten_cb, &forgotten);
  ac_test_wait_until (forgotten);

  if (fixture->connected != NULL)
    g_assert_finalize_object (fixture->connected);
  shell_settle ();
  g_assert_finalize_object (fixture->session);
  g_assert_finalize_object (fixture->server);
}

static GtkEditable *
row (Fixture    *fixture,
     const char *id)
{
  return shell_find (fixture->view, id);
}

static const char *
text (Fixture    *fixture,
      const char *id)
{
  return gtk_editable_get_text (row (fixture, id));
}

static const char *
caption (Fixture    *fixture,
         const char *id)
{
  return ac_error_caption_get_text (shell_find (fixture->view, id));
}

static gboolean
is_invalid (Fixture    *fixture,
            const char *id)
{
  return gtk_widget_has_css_class (GTK_WIDGET (row (fixture, id)), "error");
}

static gboolean
has_focus (Fixture    *fixture,
           const char *id)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (row (fixture, id)));
}

static void
enter_parts (Fixture    *fixture,
             const char *host)
{
  gtk_editable_set_text (row (fixture, "account_id_row"), SHELL_ACCOUNT_ID);
  gtk_editable_set_text (row (fixture, "key_row"), SHELL_KEY);
  gtk_editable_set_text (row (fixture, "secret_row"), SHELL_SECRET);
  adw_combo_row_set_selected (shell_find (fixture->view, "region_row"), 3);
  gtk_editable_set_text (row (fixture, "host_row"), host);
}

static void
press_connect (Fixture *fixture)
{
  g_signal_emit_by_name (shell_find (fixture->view, "connect_button"), "clicked");
}

static void
test_url_fills_parts (Fixture       *fixture,
                      gconstpointer  data)
{
  AdwComboRow *region = shell_find (fixture->view, "region_row");

  gtk_editable_set_text (row (fixture, "url_row"), "export CLOUDINARY_ACCOUNT_URL=" URL_START "?upload_prefix=https%3A%2F%2Fapi-eu.cloudinary.com");
  g_assert_cmpstr (text (fixture, "account_id_row"), ==, SHELL_ACCOUNT_ID);
  g_assert_cmpstr (text (fixture, "key_row"), ==, SHELL_KEY);
  g_assert_cmpstr (text (fixture, "secret_row"), ==, SHELL_SECRET);
  g_assert_cmpuint (adw_combo_row_get_selected (region), ==, 1);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (region)), ==, "api-eu.cloudinary.com");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (row (fixture, "host_row"))));

  gtk_editable_set_text (row (fixture, "url_row"), URL_START "?upload_prefix=https://api.example.org");
  g_assert_cmpuint (adw_combo_row_get_selected (region), ==, 3);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (row (fixture, "host_row"))));
  g_assert_cmpstr (text (fixture, "host_row"), ==, "https://api.example.org");

  /* A part that is edited is no longer what the URL says. */
  gtk_editable_set_text (row (fixture, "key_row"), "1");
  g_assert_cmpstr (text (fixture, "url_row"), ==, "");
  g_assert_cmpstr (text (fixture, "secret_row"), ==, SHELL_SECRET);
  shell_assert_accessible (fixture->window);
}

static void
test_wrong_urls (Fixture       *fixture,
                 gconstpointer  data)
{
  const char *not_an_url = "An account URL looks like account://key:secret@account-id.";
  const struct
  {
    const char *url;
    const char *caption;
  } urls[] = {
    { "acc", NULL },
    { "account://key", NULL },
    { "hello", not_an_url },
    { "cloudinary://1:2@halden-web",
      "This is a CLOUDINARY_URL of one product environment. An account URL starts with account://." },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      gtk_editable_set_text (row (fixture, "url_row"), urls[i].url);
      g_assert_cmpstr (caption (fixture, "url_caption"), ==, urls[i].caption);
      g_assert_true (is_invalid (fixture, "url_row") == (urls[i].caption != NULL));
    }

  /* What may still become a URL is wrong when it is used. */
  gtk_editable_set_text (row (fixture, "url_row"), "account://key");
  press_connect (fixture);
  g_assert_cmpstr (caption (fixture, "url_caption"), ==, not_an_url);
  g_assert_true (has_focus (fixture, "url_row"));

  gtk_editable_set_text (row (fixture, "url_row"), URL_START "?upload_prefix=http://api.example.org");
  press_connect (fixture);
  g_assert_cmpstr (caption (fixture, "url_caption"), ==, "The address in upload_prefix has to start with https://.");
  g_assert_cmpuint (ac_mock_server_get_n_requests (fixture->server), ==, 0);
}

static void
test_wrong_parts (Fixture       *fixture,
                  gconstpointer  data)
{
  press_connect (fixture);
  g_assert_cmpstr (caption (fixture, "caption"), ==, "Enter the account ID.");
  g_assert_true (is_invalid (fixture, "account_id_row"));
  g_assert_true (has_focus (fixture, "account_id_row"));

  gtk_editable_set_text (row (fixture, "account_id_row"), SHELL_ACCOUNT_ID);
  g_assert_null (caption (fixture, "caption"));
  g_assert_false (is_invalid (fixture, "account_id_row"));
  press_connect (fixture);
  g_assert_cmpstr (caption (fixture, "caption"), ==, "Enter the API key.");

  gtk_editable_set_text (row (fixture, "key_row"), SHELL_KEY);
  press_connect (fixture);
  g_assert_cmpstr (caption (fixture, "caption"), ==, "Enter the API secret.");
  g_assert_true (has_focus (fixture, "secret_row"));

  enter_parts (fixture, "http://api.example.org");
  press_connect (fixture);
  g_assert_cmpstr (caption (fixture, "caption"), ==, "The address of the host has to start with https://.");
  g_assert_true (is_invalid (fixture, "host_row"));

  gtk_editable_set_text (row (fixture, "host_row"), "");
  press_connect (fixture);
  g_assert_cmpstr (caption (fixture, "caption"), ==, "This is not the address of a host.");
  shell_assert_accessible (fixture->window);
  g_assert_cmpuint (ac_mock_server_get_n_requests (fixture->server), ==, 0);
}

static void
test_connect (Fixture       *fixture,
              gconstpointer  data)
{
  AcKnownAccount *known;

  shell_allow_connect (fixture->server, "Fjordlight Media");
  enter_parts (fixture, ac_mock_server_get_host (fixture->server));
  press_connect (fixture);
  g_assert_false (gtk_widget_get_sensitive (shell_find (fixture->view, "form")));
  g_assert_nonnull (shell_find_label (fixture->window, "Connecting…"));
  shell_assert_accessible (fixture->window);

  ac_test_wait_until (fixture->connected != NULL);
  g_assert_true (fixture->remember);
  g_assert_cmpstr (ac_account_get_name (fixture->connected), ==, "Fjordlight Media");
  g_assert_true (ac_session_lookup (fixture->session, SHELL_ACCOUNT_ID) == fixture->connected);

  /* Nothing of the secret stays in the form. */
  g_assert_cmpstr (text (fixture, "secret_row"), ==, "");
  g_assert_cmpstr (text (fixture, "url_row"), ==, "");

  known = ac_session_find_known (fixture->session, SHELL_ACCOUNT_ID);
  g_assert_nonnull (known);
  g_assert_true (ac_session_is_remembered (fixture->session, known));
}

static void
test_not_remembered (Fixture       *fixture,
                     gconstpointer  data)
{
  AcKnownAccount *known;

  shell_allow_connect (fixture->server, "Fjordlight Media");
  enter_parts (fixture, ac_mock_server_get_host (fixture->server));
  gtk_switch_set_active (shell_find (fixture->view, "remember_switch"), FALSE);
  press_connect (fixture);
  ac_test_wait_until (fixture->connected != NULL);
  g_assert_false (fixture->remember);

  known = ac_session_find_known (fixture->session, SHELL_ACCOUNT_ID);
  g_assert_nonnull (known);
  g_assert_false (ac_session_is_remembered (fixture->session, known));
}

/* The table of ui.md screen 1. */
static void
test_answers (Fixture       *fixture,
              gconstpointer  data)
{
  const struct
  {
    guint status;
    const char *caption;
    const char *focus; /* (nullable) */
  } answers[] = {
    { 401,
      "The API key or secret was not accepted. Check for missing characters, or ask an administrator whether the key is enabled.",
      "key_row" },
    { 403,
      "This account has no access to the Provisioning API. It is available on request on Enterprise plans.",
      NULL },
    { 404, "There is no account with this ID.", "account_id_row" },
    { 400, "Cloudinary didn’t accept the values.", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      ac_mock_reply_set_json (ac_mock_server_expect (fixture->server, "GET", SHELL_CHECK), answers[i].status,
                              "{\"error\":{\"message\":\"No\"}}");
      enter_parts (fixture, ac_mock_server_get_host (fixture->server));
      press_connect (fixture);
      ac_test_wait_until (g_strcmp0 (caption (fixture, "caption"), answers[i].caption) == 0);
      g_assert_true (gtk_widget_get_sensitive (shell_find (fixture->view, "form")));
      if (answers[i].focus != NULL)
        {
          g_assert_true (is_invalid (fixture, answers[i].focus));
          ac_test_wait_until (has_focus (fixture, answers[i].focus));
        }
      g_assert_true ((shell_find_button (fixture->window, "Ask Cloudinary") != NULL) == (answers[i].status == 403));
      shell_assert_accessible (fixture->window);

      /* What was typed is still there. */
      g_assert_cmpstr (text (fixture, "secret_row"), ==, SHELL_SECRET);
    }

  g_assert_null (fixture->connected);
  g_assert_null (ac_session_find_known (fixture->session, SHELL_ACCOUNT_ID));
}

static void
test_unreachable (Fixture       *fixture,
                  gconstpointer  data)
{
  ac_mock_reply_set_hang (ac_mock_server_expect (fixture->server, "GET", SHELL_CHECK));
  enter_parts (fixture, ac_mock_server_get_host (fixture->server));
  press_connect (fixture);
  ac_test_wait_until (ac_mock_server_get_n_requests (fixture->server) == 1);

  /* Cancel replaces Back while it goes on. */
  g_assert_false (gtk_widget_get_visible (shell_find (fixture->view, "back_button")));
  g_signal_emit_by_name (shell_find (fixture->view, "cancel_button"), "clicked");
  g_assert_true (gtk_widget_get_sensitive (shell_find (fixture->view, "form")));
  g_assert_null (caption (fixture, "caption"));
  g_assert_cmpuint (fixture->n_left, ==, 0);

  ac_mock_server_stop (fixture->server);
  press_connect (fixture);
  ac_test_wait_until (g_strcmp0 (caption (fixture, "caption"),
                                 "The server could not be reached. Check your network connection.") == 0);
  /* No row is wrong: Enter tries again. */
  g_assert_true (gtk_widget_has_focus (shell_find (fixture->view, "connect_button")));
  ac_mock_server_start (fixture->server);

  g_signal_emit_by_name (shell_find (fixture->view, "back_button"), "clicked");
  g_assert_cmpuint (fixture->n_left, ==, 1);
}

static void
test_leaving_clears (Fixture       *fixture,
                     gconstpointer  data)
{
  enter_parts (fixture, "api.example.org");
  gtk_editable_set_text (row (fixture, "url_row"), URL_START);
  gtk_widget_set_visible (GTK_WIDGET (fixture->view), FALSE);
  g_assert_cmpstr (text (fixture, "url_row"), ==, "");
  g_assert_cmpstr (text (fixture, "secret_row"), ==, "");
}

static void
test_paste (Fixture       *fixture,
            gconstpointer  data)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (fixture->window), "CLOUDINARY_ACCOUNT_URL=" URL_START "\n");
  g_assert_cmpstr (text (fixture, "url_row"), ==, "");
  g_signal_emit_by_name (shell_find (fixture->view, "paste_button"), "clicked");
  ac_test_wait_until (g_strcmp0 (text (fixture, "secret_row"), SHELL_SECRET) == 0);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (fixture->window), "account://half");
  g_signal_emit_by_name (shell_find (fixture->view, "paste_button"), "clicked");
  ac_test_wait_until (caption (fixture, "url_caption") != NULL);
}

static void
test_change_credentials (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(AcKnownAccount) known =
    ac_known_account_new (SHELL_ACCOUNT_ID, "111", ac_mock_server_get_host (fixture->server));
  AcAccount *before;

  ac_known_account_set_name (known, "Halden & Sons");
  ac_connect_view_begin (fixture->view, known);
  g_assert_nonnull (shell_find_label (fixture->window, "New Credentials for Halden & Sons"));
  g_assert_cmpstr (text (fixture, "account_id_row"), ==, SHELL_ACCOUNT_ID);
  g_assert_cmpstr (text (fixture, "key_row"), ==, "111");
  g_assert_cmpstr (text (fixture, "host_row"), ==, ac_mock_server_get_host (fixture->server));
  gtk_widget_grab_focus (GTK_WIDGET (fixture->view));
  g_assert_true (has_focus (fixture, "secret_row"));

  shell_allow_connect (fixture->server, NULL);
  gtk_editable_set_text (row (fixture, "secret_row"), "first");
  press_connect (fixture);
  ac_test_wait_until (fixture->connected != NULL);
  before = fixture->connected;

  gtk_editable_set_text (row (fixture, "key_row"), "222");
  gtk_editable_set_text (row (fixture, "secret_row"), "second");
  press_connect (fixture);
  ac_test_wait_until (fixture->connected != before);
  g_assert_cmpstr (ac_credentials_get_key (ac_client_get_credentials (ac_account_get_client (fixture->connected))), ==, "222");
  g_assert_cmpuint (g_list_model_get_n_items (ac_session_get_known_accounts (fixture->session)), ==, 1);
}

/* In a world without a keyring. */
static void
test_no_keyring (Fixture       *fixture,
                 gconstpointer  data)
{
  AdwActionRow *remember = shell_find (fixture->view, "remember_row");

  ac_test_wait_until (!gtk_widget_get_sensitive (GTK_WIDGET (remember)));
  g_assert_cmpstr (adw_action_row_get_subtitle (remember), ==,
                   "No keyring is available. The key is kept until you quit.");
  g_assert_false (gtk_switch_get_active (shell_find (fixture->view, "remember_switch")));

  shell_allow_connect (fixture->server, NULL);
  enter_parts (fixture, ac_mock_server_get_host (fixture->server));
  press_connect (fixture);
  ac_test_wait_until (fixture->connected != NULL);
  g_assert_false (fixture->remember);
  g_assert_nonnull (ac_session_find_known (fixture->session, SHELL_ACCOUNT_ID));
}

/* However late it comes, it wraps. */
static void
test_caption_wraps (Fixture       *fixture,
                    gconstpointer  data)
{
  GtkWidget *url_caption = shell_find (fixture->view, "url_caption");
  GtkWidget *url_row = shell_find (fixture->view, "url_row");
  GtkWidget *label;

  ac_test_wait_until (gtk_widget_get_width (url_row) > 0);
  gtk_editable_set_text (row (fixture, "url_row"), "cloudinary://key:secret@cloud");
  label = shell_find_label (url_caption, ac_error_caption_get_text (AC_ERROR_CAPTION (url_caption)));
  ac_test_wait_until (gtk_widget_get_width (label) > 0);
  g_assert_cmpint (gtk_widget_get_width (label), <, gtk_widget_get_width (url_row));
  g_assert_cmpint (pango_layout_get_line_count (gtk_label_get_layout (GTK_LABEL (label))), ==, 2);
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
    { "/keyring/url-fills-parts", test_url_fills_parts },
    { "/keyring/wrong-urls", test_wrong_urls },
    { "/keyring/caption-wraps", test_caption_wraps },
    { "/keyring/wrong-parts", test_wrong_parts },
    { "/keyring/connect", test_connect },
    { "/keyring/not-remembered", test_not_remembered },
    { "/keyring/answers", test_answers },
    { "/keyring/unreachable", test_unreachable },
    { "/keyring/leaving-clears", test_leaving_clears },
    { "/keyring/paste", test_paste },
    { "/keyring/change-credentials", test_change_credentials },
    { "/no-keyring/connect", test_no_keyring },
  };

  shell_test_init (&argc, &argv);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
