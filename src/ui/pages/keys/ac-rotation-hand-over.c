/* ac-rotation-hand-over.c: the second step: the new key goes to where it is needed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-rotation-dialog"

#include "config.h"

#include <glib/gi18n.h>

#include "ac-key-pair-rows.h"
#include "ac-rotation-dialog-private.h"

static void
on_stored_toggled_cb (AcRotationDialog *self)
{
  if (self->rotation == NULL)
    return;

  ac_rotation_set_handed_over (self->rotation, gtk_check_button_get_active (self->stored_check));
  ac_rotation_dialog_update (self);
}

/* The pair that was just made is in hand; later the service is asked for it. */
static AcKeySecrets *
create_secrets (AcRotationDialog *self)
{
  AcAccount *account = ac_page_get_account (self->page);

  if (self->credentials != NULL)
    return ac_key_secrets_new_for_credentials (account, self->environment, self->credentials);

  return ac_key_secrets_new (account, self->environment, self->keys, self->new_key);
}

void
ac_rotation_dialog_show_hand_over (AcRotationDialog *self)
{
  if (!self->pair_filled && (self->new_key != NULL || self->credentials != NULL))
    {
      g_autoptr(AcKeySecrets) secrets = create_secrets (self);

      ac_key_pair_rows_add (self->pair_group, secrets, FALSE);
      self->pair_filled = TRUE;
    }

  ac_rotation_places_group_set_rotation (self->noted_places, self->rotation);
  gtk_check_button_set_active (self->stored_check, ac_rotation_get_handed_over (self->rotation));
}

void
ac_rotation_dialog_update_hand_over (AcRotationDialog *self)
{
  gboolean handed_over = ac_rotation_get_handed_over (self->rotation);

  ac_form_dialog_set_valid (AC_FORM_DIALOG (self), handed_over);
  ac_form_dialog_set_action_reason (AC_FORM_DIALOG (self),
                                    handed_over ? NULL : _("Say first that the new key is where it is needed"));
}

void
ac_rotation_dialog_next_hand_over (AcRotationDialog *self)
{
  ac_rotation_dialog_go_to (self, AC_ROTATION_STEP_VERIFY);
}

void
ac_rotation_dialog_bind_hand_over (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, AcRotationDialog, pair_group);
  gtk_widget_class_bind_template_child (widget_class, AcRotationDialog, noted_places);
  gtk_widget_class_bind_template_child (widget_class, AcRotationDialog, stored_check);
  gtk_widget_class_bind_template_callback (widget_class, on_stored_toggled_cb);
}
