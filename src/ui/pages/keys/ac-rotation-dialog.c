/* ac-rotation-dialog.c: the assistant, and going from step to step
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-rotation-dialog"

#include "config.h"

#include "ac-rotation-dialog-private.h"

#include <glib/gi18n.h>

#include "ac-confirm.h"
#include "ac-connection-keys.h"
#include "ac-environment-keys.h"
#include "ac-error.h"
#include "ac-key-dialogs.h"
#include "ac-messages.h"

G_DEFINE_FINAL_TYPE (AcRotationDialog, ac_rotation_dialog, AC_TYPE_FORM_DIALOG)

typedef struct
{
  const char *page;  /* of the stack */
  const char *label; /* of the button that goes on, to be translated */
  void (*show)   (AcRotationDialog *self);
  void (*update) (AcRotationDialog *self);
  void (*next)   (AcRotationDialog *self);
} Step;

/* In the order of AcRotationStep, without the last, where nothing is to be done. */
static const Step steps[] = {
  { "create", N_("Create Key"), ac_rotation_dialog_show_create, ac_rotation_dialog_update_create,
    ac_rotation_dialog_next_create },
  { "hand-over", N_("Next"), ac_rotation_dialog_show_hand_over, ac_rotation_dialog_update_hand_over,
    ac_rotation_dialog_next_hand_over },
  { "verify", N_("Next"), ac_rotation_dialog_show_verify, ac_rotation_dialog_update_verify,
    ac_rotation_dialog_next_verify },
  { "disable", N_("Disable Old Key"), ac_rotation_dialog_show_disable, ac_rotation_dialog_update_disable,
    ac_rotation_dialog_next_disable },
};

G_STATIC_ASSERT (G_N_ELEMENTS (steps) == AC_ROTATION_STEP_DONE);

static AcRotationStep
get_step (AcRotationDialog *self)
{
  return self->rotation != NULL ? ac_rotation_get_step (self->rotation) : AC_ROTATION_STEP_CREATE;
}

static void
show_done (AcRotationDialog *self)
{
  g_autofree char *name = ac_key_dialogs_quote_name (self->old_key);
  /* Translators: %s is the name of a key */
  g_autofree char *text = g_strdup_printf (_("Nothing can sign in with %s any more. If a tool was forgotten, enable it again."), name);
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_status_page_set_description (self->done_page, escaped);
  gtk_stack_set_visible_child_name (self->stack, "done");
  ac_form_dialog_set_done (AC_FORM_DIALOG (self), _("Done"));
}

void
ac_rotation_dialog_show_frame (AcRotationDialog *self)
{
  AcFormDialog *dialog = AC_FORM_DIALOG (self);
  AcRotationStep step = get_step (self);

  ac_step_strip_set_current (self->strip, step);
  ac_form_dialog_set_notice (dialog, NULL, NULL, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rotation.stop", self->rotation != NULL && step < AC_ROTATION_STEP_DONE);
  gtk_widget_set_visible (self->stop_button, self->rotation != NULL && step < AC_ROTATION_STEP_DONE);
  if (step >= AC_ROTATION_STEP_DONE)
    return;

  ac_form_dialog_set_action_label (dialog, self->by_hand && step == AC_ROTATION_STEP_CREATE ? _("Next") : _(steps[step].label));
  ac_form_dialog_set_cancel_label (dialog, self->rotation != NULL ? _("Finish Later") : _("_Cancel"));
  ac_form_dialog_set_destructive (dialog, step == AC_ROTATION_STEP_DISABLE_OLD);
}

/* The first thing of the step that somebody can do. */
static void
focus_step (AcRotationDialog *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->stack);

  if (get_step (self) == AC_ROTATION_STEP_CREATE)
    gtk_widget_grab_focus (self->by_hand ? self->url_row : GTK_WIDGET (self->name_row));
  else
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

/* Shows the step that is next. */
void
ac_rotation_dialog_show_step (AcRotationDialog *self)
{
  AcRotationStep step = get_step (self);

  ac_rotation_dialog_show_frame (self);
  if (step == AC_ROTATION_STEP_DONE)
    {
      show_done (self);
      return;
    }

  gtk_stack_set_visible_child_name (self->stack,
                                    self->by_hand && step == AC_ROTATION_STEP_CREATE ? "create-by-hand" : steps[step].page);
  steps[step].show (self);
  ac_rotation_dialog_update (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    focus_step (self);
}

/* Whether one can go on. */
void
ac_rotation_dialog_update (AcRotationDialog *self)
{
  AcRotationStep step = get_step (self);

  if (self->old_key != NULL && step < AC_ROTATION_STEP_DONE)
    steps[step].update (self);
}

static void
on_saved_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(AcRotationDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean saved = ac_rotations_save_finish (AC_ROTATIONS (source), result, &error);

  if (self->page == NULL)
    return;

  ac_form_dialog_set_busy (AC_FORM_DIALOG (self), FALSE);
  ac_rotation_dialog_show_step (self);
  /* What was done at the service is done: the next step is shown all the same. */
  if (!saved)
    ac_form_dialog_show_error (AC_FORM_DIALOG (self), error);
}

void
ac_rotation_dialog_go_to (AcRotationDialog *self,
                          AcRotationStep    step)
{
  ac_rotation_set_step (self->rotation, step);
  ac_form_dialog_set_busy (AC_FORM_DIALOG (self), TRUE);
  ac_rotations_save_async (self->rotations, NULL, on_saved_cb, g_object_ref (self));
}

/* What others do meanwhile */

static gboolean
is_gone (AcRotationDialog *self,
         const char       *number)
{
  return number != NULL && ac_collection_lookup (AC_COLLECTION (self->keys), number) == NULL;
}

/* Somebody deleted one of the keys: the rotation ended, or is at its beginning again. */
static void
on_keys_state_cb (AcRotationDialog *self)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (self->by_hand || ac_collection_get_state (AC_COLLECTION (self->keys)) != AC_COLLECTION_STATE_READY ||
      (!is_gone (self, ac_api_key_get_api_key (self->old_key)) &&
       !is_gone (self, self->new_key != NULL ? ac_api_key_get_api_key (self->new_key) : NULL)))
    return;

  error = g_error_new_literal (AC_ERROR, AC_ERROR_NOT_FOUND, "A key of the rotation is gone");
  sentence = ac_message_for_error (error);
  ac_page_toast (self->page, sentence);
  ac_form_dialog_finish (AC_FORM_DIALOG (self));
}

/* Giving up */

static void
on_stop_confirmed_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(AcRotationDialog) self = user_data;

  if (!ac_confirm_finish (result, NULL) || self->rotation == NULL)
    return;

  ac_rotations_remove (self->rotations, self->rotation);
  ac_page_toast (self->page, _("Rotation stopped. Both keys stay as they are."));
  ac_form_dialog_finish (AC_FORM_DIALOG (self));
}

static void
stop_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  AcRotationDialog *self = AC_ROTATION_DIALOG (widget);
  AcConfirm question = { 0 };

  question.heading = _("Stop This Rotation?");
  question.body = _("Both keys stay as they are. What you noted about it on this computer is forgotten.");
  question.verb = _("Stop");
  question.destructive = TRUE;
  ac_confirm_async (widget, &question, ac_form_dialog_get_cancellable (AC_FORM_DIALOG (self)),
                    on_stop_confirmed_cb, g_object_ref (self));
}

static void
ac_rotation_dialog_submit (AcFormDialog *dialog)
{
  AcRotationDialog *self = AC_ROTATION_DIALOG (dialog);

  ac_form_dialog_set_notice (dialog, NULL, NULL, NULL);
  steps[get_step (self)].next (self);
}

static void
ac_rotation_dialog_finalize (GObject *object)
{
  AcRotationDialog *self = AC_ROTATION_DIALOG (object);

  g_clear_object (&self->page);
  g_clear_object (&self->keys);
  g_clear_object (&self->old_key);
  g_clear_object (&self->new_key);
  g_clear_object (&self->rotations);
  g_clear_object (&self->rotation);
  g_clear_pointer (&self->credentials, ac_credentials_unref);

  G_OBJECT_CLASS (ac_rotation_dialog_parent_class)->finalize (object);
}

static void
ac_rotation_dialog_class_init (AcRotationDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ac_rotation_dialog_finalize;
  AC_FORM_DIALOG_CLASS (klass)->submit = ac_rotation_dialog_submit;

  g_type_ensure (AC_TYPE_COPY_ROW);
  g_type_ensure (AC_TYPE_HINT);
  g_type_ensure (AC_TYPE_ROLE_ROW);
  g_type_ensure (AC_TYPE_ROTATION_PLACES_GROUP);
  g_type_ensure (AC_TYPE_STEP_STRIP);
  gtk_widget_class_set_template_from_resource (widget_class, AC_RESOURCE_PATH "/pages/keys/ac-rotation-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AcRotationDialog, strip);
  gtk_widget_class_bind_template_child (widget_class, AcRotationDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, AcRotationDialog, done_page);
  gtk_widget_class_bind_template_child (widget_class, AcRotationDialog, enable_again_button);
  gtk_widget_class_bind_template_child (widget_class, AcRotationDialog, stop_button);
  ac_rotation_dialog_bind_create (widget_class);
  ac_rotation_dialog_bind_hand_over (widget_class);
  ac_rotation_dialog_bind_verify (widget_class);
  ac_rotation_dialog_bind_disable (widget_class);
  ac_rotation_dialog_bind_by_hand (widget_class);

  gtk_widget_class_install_action (widget_class, "rotation.stop", NULL, stop_action);
}

static void
ac_rotation_dialog_init (AcRotationDialog *self)
{
  const char *titles[] = {
    /* Translators: the four steps in which a key is replaced by another */
    _("Create"), _("Hand Over"), _("Verify"), _("Disable Old"), NULL
  };

  gtk_widget_init_template (GTK_WIDGET (self));
  ac_step_strip_set_titles (self->strip, titles);
}

/* The rotation of which @key is the old or the new key, as long as something is to be done in it. */
static AcRotation *
find_rotation (AcRotationDialog *self,
               AcApiKey         *key)
{
  const char *id = self->environment != NULL ? ac_environment_get_id (self->environment) : NULL;
  AcRotation *rotation = ac_rotations_lookup (self->rotations, id, ac_api_key_get_api_key (key));

  return rotation != NULL && ac_rotation_get_step (rotation) < AC_ROTATION_STEP_DONE ? rotation : NULL;
}

static void
find_keys (AcRotationDialog *self,
           AcApiKey         *key)
{
  AcCollection *keys = AC_COLLECTION (self->keys);
  const char *new_number = self->rotation != NULL ? ac_rotation_get_new_key (self->rotation) : NULL;
  gpointer old_key = self->rotation != NULL ? ac_collection_lookup (keys, ac_rotation_get_old_key (self->rotation)) : NULL;

  g_set_object (&self->old_key, old_key != NULL ? old_key : key);
  g_set_object (&self->new_key, new_number != NULL ? ac_collection_lookup (keys, new_number) : NULL);
}

/**
 * ac_rotation_dialog_new:
 * @page: where it is done
 * @keys: #AcAccountKeys or #AcEnvironmentKeys, loaded; or #AcConnectionKeys, with which it is done by hand
 * @key: one of them: the old key, or the new one of a rotation that has begun
 * @rotations: the rotations of the account, loaded and reconciled with @keys
 *
 * Returns: (transfer none): the dialog, to be presented
 */
AcFormDialog *
ac_rotation_dialog_new (AcPage      *page,
                        AcApiKeys   *keys,
                        AcApiKey    *key,
                        AcRotations *rotations)
{
  AcRotationDialog *self;
  const char *name;

  g_return_val_if_fail (AC_IS_PAGE (page), NULL);
  g_return_val_if_fail (AC_IS_API_KEYS (keys), NULL);
  g_return_val_if_fail (AC_IS_API_KEY (key), NULL);
  g_return_val_if_fail (AC_IS_ROTATIONS (rotations), NULL);

  self = g_object_new (AC_TYPE_ROTATION_DIALOG, NULL);
  self->page = g_object_ref (page);
  self->keys = g_object_ref (keys);
  self->rotations = g_object_ref (rotations);
  self->by_hand = AC_IS_CONNECTION_KEYS (keys);
  gtk_widget_set_visible (self->enable_again_button, !self->by_hand);
  if (AC_IS_ENVIRONMENT_KEYS (keys))
    self->environment = ac_environment_keys_get_environment (AC_ENVIRONMENT_KEYS (keys));
  g_set_object (&self->rotation, find_rotation (self, key));
  find_keys (self, key);
  g_signal_connect_object (keys, "notify::state", G_CALLBACK (on_keys_state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "item-changed", G_CALLBACK (ac_rotation_dialog_update), self, G_CONNECT_SWAPPED);

  name = ac_api_key_get_name (self->old_key);
  ac_form_dialog_set_subtitle (AC_FORM_DIALOG (self),
                               name != NULL && *name != '\0' ? name : ac_api_key_get_api_key (self->old_key));
  ac_rotation_dialog_show_step (self);
  g_signal_connect (self, "map", G_CALLBACK (focus_step), NULL);

  return AC_FORM_DIALOG (self);
}
