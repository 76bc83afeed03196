/* ac-rotation-create.c: the first step: the new key
 *
 * The program may end between the question and the answer. So what is going to be made is on the disk before the service is asked,
 * and a key that was made meanwhile is found again by its name and its age.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-rotation-dialog"

#include "config.h"

#include <glib/gi18n.h>

#include "ac-account-settings.h"
#include "ac-environment-keys.h"
#include "ac-error.h"
#include "ac-key-texts.h"
#include "ac-rotation-dialog-private.h"

/* The service's clock may be behind ours by so much. */
#define CLOCK_TOLERANCE (10 * G_TIME_SPAN_MINUTE)
/* Set at a rotation as long as the service is asked for its key. */
#define ASKING "asking"

static void find_lost_key (AcRotationDialog *self);

static char *
dup_name (AcRotationDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));
}

static void
show_name_hint (AcRotationDialog *self)
{
  ac_hint_mark (self->name_hint, GTK_WIDGET (self->name_row), FALSE);
  ac_hint_set (self->name_hint, AC_HINT_KIND_PLAIN, NULL);
}

static void
on_name_changed_cb (AcRotationDialog *self)
{
  show_name_hint (self);
  ac_rotation_dialog_update (self);
}

static void
on_role_changed_cb (AcRotationDialog *self)
{
  ac_hint_set (self->role_hint, AC_HINT_KIND_PLAIN, ac_role_get_description (ac_role_row_get_role (self->role_row)));
  ac_rotation_dialog_update (self);
}

/* “CI deployments (2026-11)”; a month that stands there already is replaced. */
static char *
create_name (AcRotationDialog *self)
{
  g_autoptr(GRegex) month = g_regex_new (" \\(\\d{4}-\\d{2}\\)$", 0, 0, NULL);
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *this_month = g_date_time_format (now, "%Y-%m");
  const char *name = ac_api_key_get_name (self->old_key);
  g_autofree char *bare = NULL;

  if (name == NULL || *name == '\0')
    name = ac_api_key_get_api_key (self->old_key);
  bare = g_regex_replace_literal (month, name, -1, 0, "", 0, NULL);

  return g_strdup_printf ("%s (%s)", bare != NULL ? bare : name, this_month);
}

void
ac_rotation_dialog_show_create (AcRotationDialog *self)
{
  const char *kept = self->rotation != NULL ? ac_rotation_get_new_name (self->rotation) : NULL;
  const char *role = self->rotation != NULL ? ac_rotation_get_role (self->rotation) : NULL;
  g_autofree char *name = kept != NULL ? g_strdup (kept) : create_name (self);

  if (self->by_hand)
    return;

  gtk_editable_set_text (GTK_EDITABLE (self->name_row), name);
  gtk_widget_set_visible (self->role_group, self->environment == NULL);
  ac_role_row_set_role (self->role_row, role != NULL ? role : ac_api_key_get_role (self->old_key));

  if (self->rotation != NULL && ac_rotation_get_create_sent_at (self->rotation) != NULL)
    find_lost_key (self);
}

void
ac_rotation_dialog_update_create (AcRotationDialog *self)
{
  g_autofree char *name = dup_name (self);

  if (self->by_hand)
    {
      ac_rotation_dialog_update_create_by_hand (self);
      return;
    }

  ac_form_dialog_set_valid (AC_FORM_DIALOG (self),
                            *name != '\0' && (self->environment != NULL || ac_role_row_get_role (self->role_row) != NULL));
  ac_form_dialog_set_action_reason (AC_FORM_DIALOG (self), NULL);
}

/* The new key is there, made now or found. */
static void
adopt (AcRotationDialog *self,
       AcApiKey         *key)
{
  g_autoptr(AcAccountSettings) settings = ac_account_settings_get (ac_account_get_id (ac_page_get_account (self->page)));
  g_autofree char *purpose = ac_account_settings_get_purpose (settings, ac_api_key_get_api_key (self->old_key));

  g_set_object (&self->new_key, key);
  ac_account_settings_set_purpose (settings, ac_api_key_get_api_key (key), purpose);
  ac_rotation_set_new_key (self->rotation, ac_api_key_get_api_key (key));
  ac_rotation_dialog_go_to (self, AC_ROTATION_STEP_HAND_OVER);
}

static gboolean
may_be_lost_key (AcRotationDialog *self,
                 AcApiKey         *key)
{
  GDateTime *sent_at = ac_rotation_get_create_sent_at (self->rotation);
  GDateTime *created_at = ac_api_key_get_created_at (key);

  return key != self->old_key && created_at != NULL &&
         g_strcmp0 (ac_api_key_get_name (key), ac_rotation_get_new_name (self->rotation)) == 0 &&
         g_date_time_difference (created_at, sent_at) > -CLOCK_TOLERANCE;
}

static void
show_name_taken (AcRotationDialog *self)
{
  ac_hint_set (self->name_hint, AC_HINT_KIND_ERROR, _("Another key has this name. Choose a different one."));
  ac_hint_mark (self->name_hint, GTK_WIDGET (self->name_row), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
}

/* Of the lost answer; the service may still do what it was asked for. */
static void
show_not_made (AcRotationDialog *self)
{
  ac_rotation_set_create_sent_at (self->rotation, NULL);
  if (self->lost == AC_LOST_TAKEN)
    {
      self->lost = AC_LOST_NOTHING;
      show_name_taken (self);
      return;
    }

  self->lost = AC_LOST_ANSWER;
  ac_form_dialog_set_notice (AC_FORM_DIALOG (self), _("The new key was not made. Create it again."), NULL, NULL);
}

static void
on_keys_loaded_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(AcRotationDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean loaded = ac_collection_load_finish (AC_COLLECTION (source), result, &error);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (source));

  if (self->rotation == NULL)
    return;

  ac_form_dialog_set_busy (AC_FORM_DIALOG (self), FALSE);
  if (!loaded)
    {
      ac_form_dialog_show_error (AC_FORM_DIALOG (self), error);
      return;
    }

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(AcApiKey) key = g_list_model_get_item (G_LIST_MODEL (source), i);

      if (may_be_lost_key (self, key))
        {
          adopt (self, key);
          return;
        }
    }

  show_not_made (self);
}

/* A dialog that was closed had asked. */
static void
on_rotation_notify_cb (AcRotationDialog *self)
{
  AcRotation *rotation = self->rotation;
  const char *new_key = ac_rotation_get_new_key (rotation);

  if (g_object_get_data (G_OBJECT (rotation), ASKING) != NULL ||
      (new_key != NULL && ac_rotation_get_step (rotation) == AC_ROTATION_STEP_CREATE))
    return;

  g_signal_handlers_disconnect_by_func (rotation, on_rotation_notify_cb, self);
  ac_form_dialog_set_busy (AC_FORM_DIALOG (self), FALSE);
  if (new_key != NULL)
    g_set_object (&self->new_key, ac_collection_lookup (AC_COLLECTION (self->keys), new_key));
  ac_rotation_dialog_show_step (self);
}

static void
wait_for_answer (AcRotationDialog *self)
{
  ac_form_dialog_set_busy (AC_FORM_DIALOG (self), TRUE);
  g_signal_connect_object (self->rotation, "notify", G_CALLBACK (on_rotation_notify_cb), self, G_CONNECT_SWAPPED);
}

static void
find_lost_key (AcRotationDialog *self)
{
  if (g_object_get_data (G_OBJECT (self->rotation), ASKING) != NULL)
    {
      wait_for_answer (self);
      return;
    }

  ac_form_dialog_set_busy (AC_FORM_DIALOG (self), TRUE);
  ac_collection_load_async (AC_COLLECTION (self->keys), NULL, on_keys_loaded_cb, g_object_ref (self));
}

/* The service said no: nothing was made. Of other failures nobody knows. */
static gboolean
is_refusal (const GError *error)
{
  guint status = ac_error_get_http_status (error);

  return status >= 400 && status < 500;
}

static void
show_failure (AcRotationDialog *self,
              const GError     *error)
{
  gboolean taken = g_error_matches (error, AC_ERROR, AC_ERROR_CONFLICT);

  ac_form_dialog_set_busy (AC_FORM_DIALOG (self), FALSE);
  ac_rotation_dialog_show_frame (self);
  if (taken && self->lost == AC_LOST_ANSWER)
    {
      /* The first request was done after all, later than somebody looked. */
      self->lost = AC_LOST_TAKEN;
      ac_rotation_set_create_sent_at (self->rotation, ac_rotation_get_started_at (self->rotation));
      find_lost_key (self);
    }
  else if (taken)
    show_name_taken (self);
  else
    ac_form_dialog_show_error (AC_FORM_DIALOG (self), error);
}

static void
on_generated_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(AcRotationDialog) self = user_data;
  g_autoptr(AcCredentials) credentials = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(AcApiKey) key = ac_api_keys_generate_finish (AC_API_KEYS (source), result, &credentials, &error);

  g_object_set_data (G_OBJECT (self->rotation), ASKING, NULL);
  if (key != NULL)
    {
      self->credentials = g_steal_pointer (&credentials);
      adopt (self, key);
      return;
    }

  if (is_refusal (error))
    ac_rotation_set_create_sent_at (self->rotation, NULL);
  else
    g_object_notify (G_OBJECT (self->rotation), "create-sent-at");
  show_failure (self, error);
}

static void
generate (AcRotationDialog *self)
{
  const char *name = ac_rotation_get_new_name (self->rotation);

  g_object_set_data (G_OBJECT (self->rotation), ASKING, self->rotation);
  if (self->environment != NULL)
    ac_environment_keys_generate_async (AC_ENVIRONMENT_KEYS (self->keys), name, TRUE, NULL,
                                        on_generated_cb, g_object_ref (self));
  else
    ac_account_keys_generate_async (AC_ACCOUNT_KEYS (self->keys), name, ac_rotation_get_role (self->rotation), NULL,
                                    on_generated_cb, g_object_ref (self));
}

static void
on_intent_saved_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(AcRotationDialog) self = user_data;
  g_autoptr(GError) error = NULL;

  if (ac_rotations_save_finish (AC_ROTATIONS (source), result, &error))
    {
      generate (self);
      return;
    }

  ac_rotations_remove (self->rotations, self->rotation);
  g_clear_object (&self->rotation);
  ac_form_dialog_set_busy (AC_FORM_DIALOG (self), FALSE);
  ac_form_dialog_show_error (AC_FORM_DIALOG (self), error);
}

void
ac_rotation_dialog_next_create (AcRotationDialog *self)
{
  const char *id = self->environment != NULL ? ac_environment_get_id (self->environment) : NULL;
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *name = dup_name (self);

  if (self->by_hand)
    {
      ac_rotation_dialog_next_create_by_hand (self);
      return;
    }

  /* The last try had no answer. */
  if (self->rotation != NULL && ac_rotation_get_create_sent_at (self->rotation) != NULL)
    {
      find_lost_key (self);
      return;
    }

  if (self->rotation == NULL)
    self->rotation = g_object_ref (ac_rotations_start (self->rotations, id, ac_api_key_get_api_key (self->old_key)));
  ac_rotation_set_old_name (self->rotation, ac_api_key_get_name (self->old_key));
  ac_rotation_set_new_name (self->rotation, name);
  ac_rotation_set_role (self->rotation, self->environment == NULL ? ac_role_row_get_role (self->role_row) : NULL);
  ac_rotation_set_create_sent_at (self->rotation, now);

  ac_form_dialog_set_busy (AC_FORM_DIALOG (self), TRUE);
  ac_rotations_save_async (self->rotations, NULL, on_intent_saved_cb, g_object_ref (self));
}

void
ac_rotation_dialog_bind_create (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, AcRotationDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, AcRotationDialog, name_hint);
  gtk_widget_class_bind_template_child (widget_class, AcRotationDialog, role_group);
  gtk_widget_class_bind_template_child (widget_class, AcRotationDialog, role_row);
  gtk_widget_class_bind_template_child (widget_class, AcRotationDialog, role_hint);
  gtk_widget_class_bind_template_callback (widget_class, on_name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_role_changed_cb);
}
