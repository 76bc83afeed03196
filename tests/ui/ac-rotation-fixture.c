/* ac-rotation-fixture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-test"

#include "config.h"

#include "ac-rotation-fixture.h"

#include "ac-account-keys-page.h"
#include "ac-environment-keys-page.h"
#include "ac-rotation-dialog.h"

#define NARROW 360
#define CHECK AC_UI_PROVISIONING "/sub_accounts?ids=none"
#define PING "/v1_1/halden-web/ping"

void
rotation_set_up (AcRotationFixture *self,
                 gconstpointer      in_environment)
{
  self->in_environment = in_environment != NULL;
  ac_ui_fixture_set_up (&self->base.base, TRUE);
}

static void
forget_rotations (void)
{
  g_autoptr(AcRotations) rotations = ac_rotations_get (AC_UI_ACCOUNT_ID);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  ac_rotations_forget (rotations);
  ac_rotations_save_async (rotations, NULL, ac_test_store_result, &result);
  ac_rotations_save_finish (rotations, ac_test_wait_result (&result), &error);
  g_assert_no_error (error);
}

/* Nobody holds them any more, so that the next one reads the file. */
static void
wait_until_rotations_are_gone (void)
{
  AcRotations *rotations = ac_rotations_get (AC_UI_ACCOUNT_ID);

  g_object_add_weak_pointer (G_OBJECT (rotations), (gpointer *) &rotations);
  g_object_unref (rotations);
  ac_test_wait_until (rotations == NULL);
}

void
rotation_tear_down (AcRotationFixture *self,
                    gconstpointer      in_environment)
{
  GtkWidget *dialog;

  while ((dialog = ac_ui_find_window (AC_TYPE_ROTATION_DIALOG)) != NULL)
    ac_form_dialog_finish (AC_FORM_DIALOG (dialog));
  forget_rotations ();
  ac_key_fixture_tear_down (&self->base);
  wait_until_rotations_are_gone ();
}

void
rotation_restart (AcRotationFixture *self)
{
  GtkWidget *dialog = ac_ui_find_window (AC_TYPE_ROTATION_DIALOG);

  if (dialog != NULL)
    ac_form_dialog_finish (AC_FORM_DIALOG (dialog));
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self->base.base.window)), NULL);
  ac_ui_fixture_tear_down (&self->base.base);
  wait_until_rotations_are_gone ();
  self->base.page = NULL;
  ac_ui_fixture_set_up (&self->base.base, TRUE);
}

const char *
rotation_get_members (AcRotationFixture *self)
{
  return self->in_environment ? NULL : ",\"role\":\"billing\"";
}

char *
rotation_new_json (AcRotationFixture *self,
                   gboolean           enabled)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *created = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *name = rotation_dup_new_name ();
  const char *members = rotation_get_members (self);

  return g_strdup_printf ("{\"name\":\"%s\",\"api_key\":\"" ROTATION_NEW "\",\"api_secret\":\"" AC_KEY_SECRET "-" ROTATION_NEW "\","
                          "\"enabled\":%s,\"created_at\":\"%s\",\"updated_at\":\"%s\"%s}",
                          name, enabled ? "true" : "false", created, created, members != NULL ? members : "");
}

char *
rotation_old_json (AcRotationFixture *self,
                   gboolean           enabled)
{
  return ac_key_json (ROTATION_OLD, ROTATION_OLD_NAME, 200, enabled, rotation_get_members (self));
}

char *
rotation_dup_new_name (void)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_format (now, ROTATION_BARE_NAME " (%Y-%m)");
}

char *
rotation_dup_target (AcRotationFixture *self,
                     const char        *number)
{
  const char *keys = self->in_environment ? AC_KEY_ENVIRONMENT_KEYS (AC_UI_WEB_ID) : AC_KEY_ACCOUNT_KEYS;

  return number != NULL ? g_strconcat (keys, "/", number, NULL) : g_strdup (keys);
}

AcMockReply *
rotation_expect_list (AcRotationFixture *self,
                      char              *old,
                      char              *new_key)
{
  char *other = ac_key_json (ROTATION_OTHER, "Other", 12, TRUE, rotation_get_members (self));
  char *second = old != NULL ? old : new_key;
  char *third = old != NULL ? new_key : NULL;
  g_autofree char *list = NULL;

  if (self->in_environment)
    list = ac_key_environment_list (other, second, third, NULL);
  else
    list = ac_key_account_list (ac_key_json (AC_KEY_IN_USE, "Root", 293, TRUE, NULL), other, second, third, NULL);

  return ac_key_fixture_expect (&self->base, "GET",
                                self->in_environment ? AC_KEY_LIST (AC_UI_WEB_ID, "1") : AC_KEY_ACCOUNT_KEYS, 200, list);
}

AcMockReply *
rotation_expect_post (AcRotationFixture *self,
                      guint              status,
                      const char        *body)
{
  g_autofree char *target = rotation_dup_target (self, NULL);

  return ac_key_fixture_expect (&self->base, "POST", target, status, body);
}

AcMockReply *
rotation_expect_created (AcRotationFixture *self)
{
  g_autofree char *body = rotation_new_json (self, TRUE);

  return rotation_expect_post (self, 200, body);
}

AcMockReply *
rotation_expect_put (AcRotationFixture *self,
                     const char        *number,
                     guint              status,
                     gboolean           enabled)
{
  g_autofree char *target = rotation_dup_target (self, number);
  g_autofree char *key = g_str_equal (number, ROTATION_OLD) ? rotation_old_json (self, enabled)
                                                            : rotation_new_json (self, enabled);

  return ac_key_fixture_expect (&self->base, "PUT", target, status,
                                status == 200 ? key : "{\"error\":{\"message\":\"<b>no</b>\"}}");
}

guint
rotation_count (AcRotationFixture *self,
                const char        *method)
{
  AcMockServer *server = self->base.base.server;
  guint n = 0;

  for (guint i = 0; i < ac_mock_server_get_n_requests (server); i++)
    n += g_str_equal (ac_mock_server_get_request (server, i)->method, method);

  return n;
}

void
rotation_open_page (AcRotationFixture *self,
                    gboolean           old_enabled,
                    char              *new_key)
{
  rotation_expect_list (self, rotation_old_json (self, old_enabled), new_key);
  ac_key_fixture_open (&self->base, self->in_environment ? AC_TYPE_ENVIRONMENT_KEYS_PAGE : AC_TYPE_ACCOUNT_KEYS_PAGE,
                       self->in_environment ? AC_UI_WEB_ID : NULL);
  ac_key_fixture_wait_row (&self->base, ROTATION_OLD);
}

GtkWidget *
rotation_open (AcRotationFixture *self)
{
  GtkWidget *row = ac_key_fixture_find_row (&self->base, ROTATION_OLD);

  ac_key_row_expand (row, TRUE);
  g_assert_true (gtk_widget_activate_action (row, "key.rotate", NULL));

  return ac_ui_wait_window (AC_TYPE_ROTATION_DIALOG);
}

gpointer
rotation_get_child (GtkWidget  *dialog,
                    const char *name)
{
  return gtk_widget_get_template_child (dialog, AC_TYPE_ROTATION_DIALOG, name);
}

gboolean
rotation_is_at (GtkWidget  *dialog,
                const char *name)
{
  GtkStack *stack = rotation_get_child (dialog, "stack");

  return g_str_equal (gtk_stack_get_visible_child_name (stack), name) &&
         !ac_form_dialog_get_busy (AC_FORM_DIALOG (dialog));
}

GtkWidget *
rotation_get_action (GtkWidget *dialog)
{
  return GTK_WIDGET (gtk_widget_get_template_child (dialog, AC_TYPE_FORM_DIALOG, "action_button"));
}

void
rotation_next (GtkWidget *dialog)
{
  g_assert_true (gtk_widget_is_sensitive (rotation_get_action (dialog)));
  g_signal_emit_by_name (rotation_get_action (dialog), "clicked");
}

void
rotation_assert_reason (GtkWidget  *dialog,
                        const char *reason)
{
  GtkWidget *button = rotation_get_action (dialog);

  g_assert_false (gtk_widget_is_sensitive (button));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, reason);
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, reason);
}

void
rotation_finish_later (GtkWidget *dialog)
{
  ac_ui_click (dialog, "Finish Later");
  ac_ui_wait_no_window (AC_TYPE_ROTATION_DIALOG);
}

void
rotation_check_step (AcRotationFixture *self,
                     GtkWidget         *dialog,
                     const char        *picture)
{
  g_autofree char *name = g_strconcat ("rotation-", picture, self->in_environment ? "-environment" : "", NULL);

  ac_ui_assert_accessible (dialog);
  ac_key_assert_nowhere (dialog, AC_KEY_SECRET);
  g_assert_cmpint (ac_key_get_minimum_width (dialog), <=, NARROW);
  ac_ui_picture (dialog, name);
}

GtkWidget *
rotation_to_hand_over (AcRotationFixture *self)
{
  GtkWidget *dialog;

  rotation_open_page (self, TRUE, NULL);
  dialog = rotation_open (self);
  rotation_expect_created (self);
  rotation_next (dialog);
  rotation_wait_step (dialog, "hand-over");

  return dialog;
}

GtkWidget *
rotation_to_verify (AcRotationFixture *self)
{
  GtkWidget *dialog = rotation_to_hand_over (self);

  gtk_check_button_set_active (rotation_get_child (dialog, "stored_check"), TRUE);
  rotation_next (dialog);
  rotation_wait_step (dialog, "verify");

  return dialog;
}

GtkWidget *
rotation_to_disable (AcRotationFixture *self)
{
  GtkWidget *dialog = rotation_to_verify (self);

  rotation_expect_test (self, 200);
  rotation_test (dialog);
  rotation_next (dialog);
  rotation_wait_step (dialog, "disable");

  return dialog;
}

void
rotation_add_place (GtkWidget  *dialog,
                    const char *name)
{
  GtkWidget *group = rotation_get_child (dialog, rotation_is_at (dialog, "verify") ? "ticked_places" : "noted_places");
  GtkWidget *row = ac_ui_get (group, ADW_TYPE_ENTRY_ROW, "Add a place, for example a server or a repository");

  gtk_widget_grab_focus (row);
  gtk_editable_set_text (GTK_EDITABLE (row), name);
  g_signal_emit_by_name (row, "apply");
}

static void
expect_pair (AcRotationFixture *self)
{
  g_autofree char *target = rotation_dup_target (self, ROTATION_NEW);
  g_autofree char *key = rotation_new_json (self, TRUE);

  if (self->in_environment)
    rotation_expect_list (self, rotation_old_json (self, TRUE), g_strdup (key));
  else
    ac_key_fixture_expect (&self->base, "GET", target, 200, key);
}

AcMockReply *
rotation_expect_test (AcRotationFixture *self,
                      guint              status)
{
  const char *body = self->in_environment ? "{\"status\":\"ok\"}" : "{\"sub_accounts\":[]}";

  expect_pair (self);

  return ac_key_fixture_expect (&self->base, "GET", self->in_environment ? PING : CHECK, status,
                                status == 200 ? body : AC_KEY_FORBIDDEN);
}

/* Until something came of it. */
void
rotation_test (GtkWidget *dialog)
{
  g_signal_emit_by_name (rotation_get_child (dialog, "test_button"), "clicked");
  g_assert_true (gtk_spinner_get_spinning (rotation_get_child (dialog, "test_spinner")));
  g_assert_false (gtk_widget_is_sensitive (rotation_get_child (dialog, "test_button")));
  ac_test_wait_until (!gtk_spinner_get_spinning (rotation_get_child (dialog, "test_spinner")));
  g_assert_true (gtk_widget_is_sensitive (rotation_get_child (dialog, "test_button")));
}

void
rotation_tick (GtkWidget  *dialog,
               const char *name)
{
  GtkWidget *row = ac_ui_get (rotation_get_child (dialog, "ticked_places"), ADW_TYPE_ACTION_ROW, name);

  gtk_widget_activate (row);
}

AcRotation *
rotation_lookup (void)
{
  g_autoptr(AcRotations) rotations = ac_rotations_get (AC_UI_ACCOUNT_ID);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (rotations));

  /* Only one is under way in these tests. */
  g_assert_cmpuint (n, <=, 1);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(AcRotation) rotation = g_list_model_get_item (G_LIST_MODEL (rotations), i);

      return rotation;
    }

  return NULL;
}

char *
rotation_dup_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), AC_DEVELOPMENT ? "account-console-devel" : "account-console",
                           "rotations", NULL);
}

char *
rotation_read_file (void)
{
  g_autofree char *folder = rotation_dup_folder ();
  g_autofree char *path = g_build_filename (folder, AC_UI_ACCOUNT_ID ".json", NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);

  return text;
}

gboolean
rotation_file_has (const char *text)
{
  g_autofree char *file = rotation_read_file ();

  return file != NULL && strstr (file, text) != NULL;
}
