/* test-reminders.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-account-settings.h"
#include "ac-application.h"
#include "ac-private-bus.h"
#include "ac-rotations.h"
#include "ac-session-private.h"
#include "ac-window.h"
#include "shell-helpers.h"

#define ACCOUNT_KEYS SHELL_CONSOLE "/account_keys"
#define ENVIRONMENT "5d1c0b9f3a7e42886b20c4fd91e7a3"
#define ENVIRONMENT_KEYS SHELL_LIST "/" ENVIRONMENT "/access_keys?page_size=100&page=1&sort_by=api_key&sort_order=asc"
/* 2026-01-01T00:00:00Z */
#define START G_GINT64_CONSTANT (1767225600)
#define HOUR (60 * 60)
#define DAY (24 * HOUR)

typedef struct
{
  AcApplication *application; /* (unowned) */
  AcWindow *window;           /* (unowned) */
  AcReminders *reminders;     /* (unowned) */
  AcMockServer *server;
  AcAccount *account;         /* (nullable) */
  GDBusConnection *desktop;
  gint64 now;
  GPtrArray *notifications;   /* (element-type GVariant) */
} Fixture;

typedef void (*Body) (Fixture *fixture);

typedef struct
{
  Fixture fixture;
  Body body;
} Run;

static gint64
get_seconds (gpointer data)
{
  return ((Fixture *) data)->now;
}

static void
on_method_call_cb (GDBusConnection       *connection,
                   const char            *sender,
                   const char            *path,
                   const char            *interface,
                   const char            *method,
                   GVariant              *parameters,
                   GDBusMethodInvocation *invocation,
                   gpointer               user_data)
{
  Fixture *fixture = user_data;

  if (g_str_equal (method, "AddNotification"))
    g_ptr_array_add (fixture->notifications, g_variant_get_child_value (parameters, 2));
  g_dbus_method_invocation_return_value (invocation, NULL);
}

/* What GNOME's desktop has for notifications. GLib looks for it before the first one. */
static void
start_desktop (Fixture *fixture)
{
  static const GDBusInterfaceVTable vtable = { on_method_call_cb };
  g_autoptr(GError) error = NULL;
  g_autoptr(GDBusNodeInfo) node =
    g_dbus_node_info_new_for_xml ("<node><interface name='org.gtk.Notifications'><method name='AddNotification'>"
                                  "<arg type='s' direction='in'/><arg type='s' direction='in'/>"
                                  "<arg type='a{sv}' direction='in'/></method><method name='RemoveNotification'>"
                                  "<arg type='s' direction='in'/><arg type='s' direction='in'/></method>"
                                  "</interface></node>", &error);

  g_assert_no_error (error);
  fixture->notifications = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  fixture->desktop = ac_bus_connect (g_getenv ("DBUS_SESSION_BUS_ADDRESS"));
  g_dbus_connection_register_object (fixture->desktop, "/org/gtk/Notifications", node->interfaces[0],
                                     &vtable, fixture, NULL, &error);
  g_assert_no_error (error);
  ac_bus_own_name (fixture->desktop, "org.gtk.Notifications");
}

static gboolean
run_body_cb (gpointer data)
{
  Run *run = data;
  Fixture *fixture = &run->fixture;
  g_autoptr(GSettings) settings = g_settings_new (AC_BASE_ID);
  g_autoptr(AcAccountSettings) account_settings = ac_account_settings_get (SHELL_ACCOUNT_ID);

  ac_test_wait_until ((fixture->window = shell_find_window (AC_TYPE_WINDOW)) != NULL);
  fixture->reminders = ac_application_get_reminders (fixture->application);
  fixture->now = START;
  ac_reminders_set_clock (fixture->reminders, get_seconds, fixture);
  ac_reminders_set_delay (fixture->reminders, 0);
  fixture->server = ac_mock_server_new ();
  start_desktop (fixture);

  run->body (fixture);

  if (fixture->account != NULL)
    ac_session_sign_out (ac_application_get_session (fixture->application), fixture->account);
  g_clear_object (&fixture->account);
  shell_settle ();
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  ac_mock_server_assert_done (fixture->server);
  g_object_unref (fixture->server);
  g_dbus_connection_close_sync (fixture->desktop, NULL, NULL);
  g_object_unref (fixture->desktop);
  g_ptr_array_unref (fixture->notifications);
  g_settings_reset (settings, "last-reminder");
  g_settings_reset (settings, "rotate-keys-after");
  g_settings_reset (settings, "keys-overdue-after");
  ac_account_settings_reset (account_settings);

  return G_SOURCE_REMOVE;
}

static void
test_with_application (gconstpointer data)
{
  char name[] = "account-console";
  char *argv[] = { name, NULL };
  Run run = { .body = data };

  run.fixture.application = ac_application_new (NULL);
  g_idle_add (run_body_cb, &run);
  g_assert_cmpint (g_application_run (G_APPLICATION (run.fixture.application), 1, argv), ==, 0);
  g_assert_finalize_object (run.fixture.application);
}

/* A key that is @days old at the start. */
static char *
key_json (const char *key,
          const char *name,
          int         days,
          gboolean    enabled)
{
  g_autoptr(GDateTime) created = g_date_time_new_from_unix_utc (START - (gint64) days * DAY);
  g_autofree char *when = g_date_time_format_iso8601 (created);

  return g_strdup_printf ("{\"name\":\"%s\",\"api_key\":\"%s\",\"api_secret\":\"made-up\",\"enabled\":%s,\"created_at\":\"%s\"}",
                          name, key, enabled ? "true" : "false", when);
}

static void
on_connected_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  ac_account_connect_finish (AC_ACCOUNT (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

/* An account whose keys are @keys, free'd; with a role that may see them or not. */
static void
open_account (Fixture    *fixture,
              char       *keys,
              const char *role,
              gboolean    demo)
{
  g_autofree char *list = g_strdup_printf ("{\"account_keys\":[%s]}", keys);
  g_autofree char *details = g_strdup_printf ("{\"name\":\"Halden & Co\",\"plan\":{\"name\":\"Enterprise\"},\"key_role\":\"%s\"}", role);
  gboolean connected = FALSE;

  ac_mock_reply_set_json (ac_mock_server_allow (fixture->server, "GET", SHELL_CHECK), 200, "{\"sub_accounts\":[]}");
  ac_mock_reply_set_json (ac_mock_server_allow (fixture->server, "GET", SHELL_LIST), 200,
                          "{\"sub_accounts\":[{\"id\":\"" ENVIRONMENT "\",\"name\":\"Halden Web\",\"cloud_name\":\"halden-web\","
                          "\"enabled\":true,\"api_access_keys\":[]}]}");
  ac_mock_reply_set_json (ac_mock_server_allow (fixture->server, "GET", SHELL_CONSOLE), 200,
                          "{\"features\":[\"account\",\"account_keys\"]}");
  ac_mock_reply_set_json (ac_mock_server_allow (fixture->server, "GET", SHELL_CONSOLE "/account"), 200, details);
  if (g_str_equal (role, "master_admin"))
    ac_mock_reply_set_json (ac_mock_server_allow (fixture->server, "GET", ACCOUNT_KEYS), 200, list);
  g_free (keys);

  fixture->account = shell_account_new (fixture->server, demo);
  ac_account_connect_async (fixture->account, NULL, on_connected_cb, &connected);
  ac_test_wait_until (connected);
  ac_session_adopt (ac_application_get_session (fixture->application), fixture->account);
}

static AcCollection *
get_keys (Fixture *fixture)
{
  return AC_COLLECTION (ac_account_get_account_keys (fixture->account));
}

static void
wait_keys (Fixture *fixture)
{
  ac_test_wait_until (ac_collection_get_state (get_keys (fixture)) == AC_COLLECTION_STATE_READY);
}

/* The last of @n notifications. They came over the bus, so whatever was sent before is there too. */
static void
assert_notified (Fixture    *fixture,
                 guint       n,
                 const char *title,
                 const char *body)
{
  GVariant *last;
  const char *text;

  ac_test_wait_until (fixture->notifications->len >= n);
  g_assert_cmpuint (fixture->notifications->len, ==, n);
  last = g_ptr_array_index (fixture->notifications, n - 1);
  g_assert_true (g_variant_lookup (last, "title", "&s", &text));
  g_assert_cmpstr (text, ==, title);
  g_assert_true (g_variant_lookup (last, "body", "&s", &text));
  g_assert_cmpstr (text, ==, body);
}

/* @n notifications in all, and nothing is on its way: what was sent would be there before the answer to a question that
 * follows it. */
static void
assert_sent (Fixture *fixture,
             guint    n)
{
  GDBusConnection *bus = g_application_get_dbus_connection (G_APPLICATION (fixture->application));
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GVariant) answer = NULL;

  g_dbus_connection_call (bus, "org.gtk.Notifications", "/org/gtk/Notifications", "org.gtk.Notifications", "RemoveNotification",
                          g_variant_new ("(ss)", "a", "b"), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, ac_test_store_result, &result);
  answer = g_dbus_connection_call_finish (bus, ac_test_wait_result (&result), NULL);
  g_assert_nonnull (answer);
  g_assert_cmpuint (fixture->notifications->len, ==, n);
}

/* Looks again, and nothing is sent. */
static void
assert_quiet (Fixture *fixture)
{
  guint n = fixture->notifications->len;

  ac_reminders_check (fixture->reminders);
  assert_sent (fixture, n);
}

/* The focus goes to another window, and with that to none. */
static void
go_away (Fixture *fixture)
{
  GtkWindow *other = GTK_WINDOW (gtk_window_new ());

  gtk_window_present (other);
  ac_test_wait_until (!gtk_window_is_active (GTK_WINDOW (fixture->window)) && gtk_window_is_active (other));
  gtk_window_destroy (other);
}

static char *
join (char *first,
      char *second,
      char *third)
{
  char *joined = g_strjoin (",", first, second, third, NULL);

  g_free (first);
  g_free (second);
  g_free (third);

  return joined;
}

static void
test_thresholds (Fixture *fixture)
{
  go_away (fixture);
  open_account (fixture, join (key_json ("1", "CI <b>", 95, TRUE), key_json ("2", "", 60, TRUE), key_json ("3", "Old", 500, FALSE)),
                "master_admin", FALSE);
  assert_notified (fixture, 1, "An API key should be rotated", "“CI <b>” of Halden & Co is 95 days old.");
  assert_quiet (fixture);

  /* Not again, and not yet the other one. */
  fixture->now = START + 29 * DAY;
  assert_quiet (fixture);
  fixture->now = START + 30 * DAY;
  ac_reminders_check (fixture->reminders);
  assert_notified (fixture, 2, "An API key should be rotated", "“2” of Halden & Co is 90 days old.");

  fixture->now = START + 200 * DAY;
  ac_reminders_check (fixture->reminders);
  assert_notified (fixture, 3, "The rotation of 2 API keys is overdue", "The oldest one of Halden & Co, “CI <b>”, is 295 days old.");
  fixture->now = START + 900 * DAY;
  assert_quiet (fixture);
}

static void
test_one_a_day (Fixture *fixture)
{
  g_autoptr(GSettings) settings = g_settings_new (AC_BASE_ID);

  go_away (fixture);
  open_account (fixture, join (key_json ("1", "Due", 100, TRUE), key_json ("2", "Overdue", 181, TRUE), key_json ("3", "Due", 91, TRUE)),
                "master_admin", FALSE);
  assert_notified (fixture, 1, "The rotation of an API key is overdue", "“Overdue” of Halden & Co is 181 days old.");

  /* The rest the next day, and not an hour before. */
  fixture->now = START + 23 * HOUR;
  assert_quiet (fixture);
  fixture->now = START + DAY;
  ac_reminders_check (fixture->reminders);
  assert_notified (fixture, 2, "2 API keys should be rotated", "The oldest one of Halden & Co, “Due”, is 101 days old.");

  /* A clock that was wrong doesn't silence it for years. */
  g_settings_set_int64 (settings, "last-reminder", START + 4000 * DAY);
  fixture->now = START + 200 * DAY;
  ac_reminders_check (fixture->reminders);
  assert_notified (fixture, 3, "The rotation of 2 API keys is overdue", "The oldest one of Halden & Co, “Due”, is 300 days old.");
}

/* The key was disabled elsewhere since it was loaded: nobody is told what isn't so any more. */
static void
test_loads_again (Fixture *fixture)
{
  g_autofree char *before = key_json ("1", "CI", 80, TRUE);
  g_autofree char *list_before = g_strdup_printf ("{\"account_keys\":[%s]}", before);
  g_autofree char *after = key_json ("1", "CI", 80, FALSE);
  g_autofree char *list_after = g_strdup_printf ("{\"account_keys\":[%s]}", after);

  go_away (fixture);
  ac_mock_reply_set_json (ac_mock_server_expect (fixture->server, "GET", ACCOUNT_KEYS), 200, list_before);
  ac_mock_reply_set_json (ac_mock_server_expect (fixture->server, "GET", ACCOUNT_KEYS), 200, list_after);
  open_account (fixture, key_json ("1", "CI", 80, TRUE), "master_admin", FALSE);
  wait_keys (fixture);
  assert_quiet (fixture);
  g_assert_cmpuint (ac_mock_server_count_requests (fixture->server, "GET", ACCOUNT_KEYS), ==, 1);

  /* Later than the hour of this test. */
  fixture->now = g_get_real_time () / G_USEC_PER_SEC + 100 * DAY;
  ac_reminders_check (fixture->reminders);
  ac_test_wait_until (ac_mock_server_count_requests (fixture->server, "GET", ACCOUNT_KEYS) == 2);
  wait_keys (fixture);
  g_assert_false (ac_api_key_get_enabled (ac_collection_lookup (get_keys (fixture), "1")));
  assert_quiet (fixture);
  g_assert_cmpuint (fixture->notifications->len, ==, 0);

  /* The server says now that it is enabled again. */
  ac_collection_load_async (get_keys (fixture), NULL, NULL, NULL);
  ac_test_wait_until (ac_api_key_get_enabled (ac_collection_lookup (get_keys (fixture), "1")));
  wait_keys (fixture);
  ac_reminders_check (fixture->reminders);
  ac_test_wait_until (fixture->notifications->len == 1);
}

static void
test_never (Fixture *fixture)
{
  g_autoptr(GSettings) settings = g_settings_new (AC_BASE_ID);

  g_settings_set_uint (settings, "rotate-keys-after", 0);
  g_settings_set_uint (settings, "keys-overdue-after", 0);
  go_away (fixture);
  open_account (fixture, key_json ("1", "CI", 5000, TRUE), "master_admin", FALSE);
  wait_keys (fixture);
  assert_quiet (fixture);
}

/* Nobody is told about made-up keys, and nobody about keys that they may not see: the server would refuse a question. */
static void
test_demo (Fixture *fixture)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  go_away (fixture);
  open_account (fixture, key_json ("1", "CI", 100, TRUE), "master_admin", TRUE);
  ac_collection_load_async (get_keys (fixture), NULL, ac_test_store_result, &result);
  g_assert_true (ac_collection_load_finish (get_keys (fixture), ac_test_wait_result (&result), &error));
  assert_quiet (fixture);
}

static void
test_no_permission (Fixture *fixture)
{
  go_away (fixture);
  open_account (fixture, key_json ("1", "CI", 100, TRUE), "billing", FALSE);
  shell_settle ();
  assert_quiet (fixture);
  g_assert_cmpint (ac_collection_get_state (get_keys (fixture)), ==, AC_COLLECTION_STATE_IDLE);
}

/* While somebody looks at a window of ours, nothing is sent; when they leave, it is. */
static void
test_focus (Fixture *fixture)
{
  gtk_window_present (GTK_WINDOW (fixture->window));
  ac_test_wait_until (gtk_window_is_active (GTK_WINDOW (fixture->window)));
  open_account (fixture, key_json ("1", "CI", 100, TRUE), "master_admin", FALSE);
  wait_keys (fixture);
  assert_quiet (fixture);

  go_away (fixture);
  assert_notified (fixture, 1, "An API key should be rotated", "“CI” of Halden & Co is 100 days old.");
}

/* Keys of an environment are looked at while somebody holds them. */
static void
test_environment (Fixture *fixture)
{
  AcEnvironments *environments;
  AcEnvironment *environment;
  g_autoptr(AcEnvironmentKeys) keys = NULL;
  g_autoptr(GAsyncResult) listed = NULL;
  g_autoptr(GAsyncResult) loaded = NULL;
  g_autofree char *key = key_json ("7", "Storefront", 90, TRUE);
  g_autofree char *list = g_strdup_printf ("{\"access_keys\":[%s],\"total\":1}", key);
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) target = NULL;
  const char *account_id, *page_id, *environment_id;

  go_away (fixture);
  open_account (fixture, g_strdup (""), "master_admin", FALSE);
  environments = ac_account_get_environments (fixture->account);
  ac_collection_load_async (AC_COLLECTION (environments), NULL, ac_test_store_result, &listed);
  g_assert_true (ac_collection_load_finish (AC_COLLECTION (environments), ac_test_wait_result (&listed), &error));
  environment = ac_collection_lookup (AC_COLLECTION (environments), ENVIRONMENT);
  wait_keys (fixture);
  assert_quiet (fixture);

  ac_mock_reply_set_json (ac_mock_server_allow (fixture->server, "GET", ENVIRONMENT_KEYS), 200, list);
  keys = ac_environments_get_keys (environments, environment);
  assert_quiet (fixture);
  ac_collection_load_async (AC_COLLECTION (keys), NULL, ac_test_store_result, &loaded);
  g_assert_true (ac_collection_load_finish (AC_COLLECTION (keys), ac_test_wait_result (&loaded), &error));
  ac_reminders_check (fixture->reminders);
  assert_notified (fixture, 1, "An API key should be rotated", "“Storefront” of Halden Web is 90 days old.");

  g_assert_true (g_variant_lookup (g_ptr_array_index (fixture->notifications, 0), "default-action-target", "*", &target));
  g_variant_get (target, "(&s&s&s)", &account_id, &page_id, &environment_id);
  g_assert_cmpstr (account_id, ==, SHELL_ACCOUNT_ID);
  g_assert_cmpstr (page_id, ==, "environment-keys");
  g_assert_cmpstr (environment_id, ==, ENVIRONMENT);

  /* A click. */
  ac_window_set_account (fixture->window, fixture->account);
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "open-page", target);
  ac_test_wait_until (g_strcmp0 (ac_window_get_page_id (fixture->window), "environment-keys") == 0);
  g_assert_true (ac_environment_choice_get_environment (ac_window_get_environment_choice (fixture->window)) == environment);
}

/* As the window does it. */
static AcRotations *
load_rotations (void)
{
  AcRotations *rotations = ac_rotations_get (SHELL_ACCOUNT_ID);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  ac_rotations_load_async (rotations, NULL, ac_test_store_result, &result);
  ac_rotations_load_finish (rotations, ac_test_wait_result (&result), &error);
  g_assert_no_error (error);

  return rotations;
}

/* @key was replaced and disabled 14 days before @delete_at, when somebody wants to be reminded of it. */
static AcRotation *
add_rotation (AcRotations *rotations,
              const char  *environment_id,
              const char  *key,
              gint64       delete_at)
{
  AcRotation *rotation = ac_rotations_start (rotations, environment_id, key);
  g_autoptr(GDateTime) disabled_at = g_date_time_new_from_unix_utc (delete_at - 14 * DAY);
  g_autoptr(GDateTime) reminder_at = g_date_time_new_from_unix_utc (delete_at);

  ac_rotation_set_disabled_at (rotation, disabled_at);
  ac_rotation_set_delete_reminder_at (rotation, reminder_at);
  ac_rotation_set_step (rotation, AC_ROTATION_STEP_DONE);

  return rotation;
}

static void
forget_rotations (AcRotations *rotations)
{
  ac_rotations_forget (rotations);
  ac_rotations_flush_all ();
  g_object_unref (rotations);
}

static void
load_environments (Fixture *fixture)
{
  AcCollection *environments = AC_COLLECTION (ac_account_get_environments (fixture->account));
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  ac_collection_load_async (environments, NULL, ac_test_store_result, &result);
  ac_collection_load_finish (environments, ac_test_wait_result (&result), &error);
  g_assert_no_error (error);
}

/* What the service answers next when it is asked for the keys of the environment; @keys is free'd. */
static void
expect_environment_keys (Fixture *fixture,
                         char    *keys)
{
  g_auto(GStrv) objects = g_strsplit (keys, "{", -1);
  g_autofree char *list = g_strdup_printf ("{\"access_keys\":[%s],\"total\":%u}", keys, g_strv_length (objects) - 1);

  ac_mock_reply_set_json (ac_mock_server_expect (fixture->server, "GET", ENVIRONMENT_KEYS), 200, list);
  g_free (keys);
}

/* Looks again, and the service is asked for the @n-th time; nothing comes of it. */
static void
assert_quiet_after_request (Fixture *fixture,
                            guint    n)
{
  AcEnvironments *environments = ac_account_get_environments (fixture->account);
  AcEnvironment *environment = ac_collection_lookup (AC_COLLECTION (environments), ENVIRONMENT);
  g_autoptr(AcEnvironmentKeys) keys = ac_environments_get_keys (environments, environment);
  guint n_sent = fixture->notifications->len;

  ac_reminders_check (fixture->reminders);
  ac_test_wait_until (ac_collection_get_state (AC_COLLECTION (keys)) == AC_COLLECTION_STATE_READY ||
                      ac_collection_get_state (AC_COLLECTION (keys)) == AC_COLLECTION_STATE_FAILED);
  shell_settle ();
  g_assert_cmpuint (ac_mock_server_count_requests (fixture->server, "GET", ENVIRONMENT_KEYS), ==, n);
  assert_sent (fixture, n_sent);
}

/* Old keys go first. The list of environments has the name: until it is there, nothing is said. */
static void
test_key_to_delete (Fixture *fixture)
{
  AcRotations *rotations;
  const char *page_id, *environment_id;
  g_autoptr(GVariant) target = NULL;

  go_away (fixture);
  open_account (fixture, key_json ("1", "CI", 100, TRUE), "master_admin", FALSE);
  assert_notified (fixture, 1, "An API key should be rotated", "“CI” of Halden & Co is 100 days old.");

  rotations = load_rotations ();
  add_rotation (rotations, ENVIRONMENT, "7", START - DAY);
  fixture->now = START + DAY;
  assert_quiet (fixture);
  load_environments (fixture);
  fixture->now = START + DAY - 1;
  assert_quiet (fixture);
  g_assert_cmpuint (ac_mock_server_count_requests (fixture->server, "GET", ENVIRONMENT_KEYS), ==, 0);

  fixture->now = START + DAY;
  expect_environment_keys (fixture, join (key_json ("7", "Storefront <1>", 300, FALSE), key_json ("8", "Storefront", 3, TRUE), NULL));
  ac_reminders_check (fixture->reminders);
  assert_notified (fixture, 2, "An API key can be deleted", "“Storefront <1>” of Halden Web was replaced 16 days ago.");
  g_assert_true (g_variant_lookup (g_ptr_array_index (fixture->notifications, 1), "default-action-target", "*", &target));
  g_variant_get (target, "(&s&s&s)", NULL, &page_id, &environment_id);
  g_assert_cmpstr (page_id, ==, "environment-keys");
  g_assert_cmpstr (environment_id, ==, ENVIRONMENT);

  /* Not again, not even when it was rotated again. */
  fixture->now = START + 3 * DAY;
  assert_quiet (fixture);
  add_rotation (rotations, ENVIRONMENT, "7", START + 2 * DAY);
  assert_quiet (fixture);
  g_assert_cmpuint (ac_mock_server_count_requests (fixture->server, "GET", ENVIRONMENT_KEYS), ==, 1);

  forget_rotations (rotations);
}

/* One key a day, and none before it is time, or while the rotation goes on. */
static void
test_keys_to_delete (Fixture *fixture)
{
  AcRotations *rotations = load_rotations ();
  AcRotation *open;

  go_away (fixture);
  open_account (fixture, g_strdup (""), "master_admin", FALSE);
  wait_keys (fixture);
  load_environments (fixture);
  add_rotation (rotations, ENVIRONMENT, "7", START + 10);
  add_rotation (rotations, ENVIRONMENT, "8", START + 10);
  add_rotation (rotations, NULL, "9", START + 10);
  add_rotation (rotations, "an-environment-that-is-gone", "9", START + 10);
  open = add_rotation (rotations, ENVIRONMENT, "10", START + 10);
  ac_rotation_set_step (open, AC_ROTATION_STEP_VERIFY);
  fixture->now = START + 9;
  assert_quiet (fixture);

  fixture->now = START + 10;
  expect_environment_keys (fixture, join (key_json ("7", "", 300, FALSE), key_json ("8", "Two", 300, FALSE), key_json ("10", "", 1, FALSE)));
  ac_reminders_check (fixture->reminders);
  assert_notified (fixture, 1, "An API key can be deleted", "“7” of Halden Web was replaced 14 days ago.");
  fixture->now = START + DAY;
  assert_quiet (fixture);

  fixture->now = START + DAY + 10;
  expect_environment_keys (fixture, join (key_json ("7", "", 300, FALSE), key_json ("8", "Two", 300, FALSE), key_json ("10", "", 1, FALSE)));
  ac_reminders_check (fixture->reminders);
  assert_notified (fixture, 2, "An API key can be deleted", "“Two” of Halden Web was replaced 15 days ago.");
  fixture->now = START + 9 * DAY;
  assert_quiet (fixture);

  forget_rotations (rotations);
}

/* What was deleted or enabled meanwhile isn't told of, and doesn't stand in the way of another. */
static void
test_nothing_to_delete (Fixture *fixture)
{
  AcRotations *rotations = load_rotations ();
  AcRotation *rotation;

  go_away (fixture);
  open_account (fixture, g_strdup (""), "master_admin", FALSE);
  wait_keys (fixture);
  load_environments (fixture);
  rotation = add_rotation (rotations, ENVIRONMENT, "7", START);

  ac_mock_reply_set_json (ac_mock_server_expect (fixture->server, "GET", ENVIRONMENT_KEYS), 400, "{\"error\":{\"message\":\"No\"}}");
  assert_quiet_after_request (fixture, 1);
  expect_environment_keys (fixture, key_json ("8", "Other", 30, TRUE));
  assert_quiet_after_request (fixture, 2);
  expect_environment_keys (fixture, key_json ("7", "Enabled again", 30, TRUE));
  assert_quiet_after_request (fixture, 3);

  ac_rotations_remove (rotations, rotation);
  assert_quiet (fixture);
  g_assert_cmpuint (ac_mock_server_count_requests (fixture->server, "GET", ENVIRONMENT_KEYS), ==, 3);

  add_rotation (rotations, ENVIRONMENT, "7", START);
  add_rotation (rotations, ENVIRONMENT, "9", START);
  expect_environment_keys (fixture, join (key_json ("7", "Enabled again", 30, TRUE), key_json ("9", "Disabled", 30, FALSE), NULL));
  ac_reminders_check (fixture->reminders);
  assert_notified (fixture, 1, "An API key can be deleted", "“Disabled” of Halden Web was replaced 14 days ago.");

  forget_rotations (rotations);
}

/* Nobody answers there. */
static AcAccount *
create_other_account (void)
{
  const char *host = "http://127.0.0.1:1";
  g_autoptr(AcCredentials) credentials = ac_credentials_new (SHELL_KEY, SHELL_SECRET);
  g_autoptr(AcKnownAccount) known = ac_known_account_new ("0aaaaaaa-1bbb-4ccc-8ddd-eeeeeeeeeeee", SHELL_KEY, host);
  g_autoptr(AcClient) client = ac_client_new (host, credentials, NULL);

  return ac_account_new (known, client, FALSE);
}

static void
test_click (Fixture *fixture)
{
  const char *action;
  g_autoptr(GVariant) target = NULL;
  g_autoptr(AcAccount) other = NULL;

  go_away (fixture);
  open_account (fixture, key_json ("1", "CI", 100, TRUE), "master_admin", FALSE);
  assert_notified (fixture, 1, "An API key should be rotated", "“CI” of Halden & Co is 100 days old.");
  g_assert_true (g_variant_lookup (g_ptr_array_index (fixture->notifications, 0), "default-action", "&s", &action));
  g_assert_cmpstr (action, ==, "app.open-page");
  g_assert_true (g_variant_lookup (g_ptr_array_index (fixture->notifications, 0), "default-action-target", "*", &target));

  /* The window that is there has no account: it gets this one. */
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "open-page", target);
  g_assert_true (ac_window_get_account (fixture->window) == fixture->account);
  g_assert_cmpstr (ac_window_get_page_id (fixture->window), ==, "account-keys");

  /* Another account is in the window: a new one is opened. */
  other = create_other_account ();
  ac_window_set_account (fixture->window, other);
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "open-page", target);
  ac_test_wait_until (g_list_length (gtk_application_get_windows (GTK_APPLICATION (fixture->application))) == 2);
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (fixture->application)); l != NULL; l = l->next)
    if (l->data != fixture->window)
      {
        g_assert_true (ac_window_get_account (l->data) == fixture->account);
        g_assert_cmpstr (ac_window_get_page_id (l->data), ==, "account-keys");
        gtk_window_destroy (l->data);
        break;
      }

  /* One has: it shows the page. */
  ac_window_set_account (fixture->window, fixture->account);
  ac_window_show_page (fixture->window, "environments");
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "open-page", target);
  ac_test_wait_until (g_str_equal (ac_window_get_page_id (fixture->window), "account-keys"));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->window)));

  /* Nothing that comes over the bus makes a page that there isn't. */
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "open-page",
                                  g_variant_new ("(sss)", SHELL_ACCOUNT_ID, "no-such-page", ""));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "open-page", g_variant_new ("(sss)", "", "account-keys", ""));
  g_assert_cmpstr (ac_window_get_page_id (fixture->window), ==, "account-keys");
}

/* Signed out before the keys were loaded. */
static void
test_signed_out (Fixture *fixture)
{
  go_away (fixture);
  ac_reminders_set_delay (fixture->reminders, 3600);
  open_account (fixture, key_json ("1", "CI", 100, TRUE), "master_admin", FALSE);
  ac_session_sign_out (ac_application_get_session (fixture->application), fixture->account);
  shell_settle ();
  assert_quiet (fixture);
  g_assert_finalize_object (g_steal_pointer (&fixture->account));
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *name;
    Body body;
  } tests[] = {
    { "/reminders/thresholds", test_thresholds },
    { "/reminders/one-a-day", test_one_a_day },
    { "/reminders/loads-again", test_loads_again },
    { "/reminders/never", test_never },
    { "/reminders/demo", test_demo },
    { "/reminders/no-permission", test_no_permission },
    { "/reminders/focus", test_focus },
    { "/reminders/environment", test_environment },
    { "/reminders/key-to-delete", test_key_to_delete },
    { "/reminders/keys-to-delete", test_keys_to_delete },
    { "/reminders/nothing-to-delete", test_nothing_to_delete },
    { "/reminders/click", test_click },
    { "/reminders/signed-out", test_signed_out },
  };

  shell_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add_data_func (tests[i].name, tests[i].body, test_with_application);

  return g_test_run ();
}
