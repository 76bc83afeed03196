/* ac-form-dialog-notice.c: the sentence above the form
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-form-dialog"

#include "config.h"

#include "ac-form-dialog-private.h"

#include "ac-messages.h"

static void
set_notice_is_error (AcFormDialog *self,
                     gboolean      is_error)
{
  AcFormDialogPrivate *priv = ac_form_dialog_get_private (self);

  gtk_widget_remove_css_class (priv->notice_box, is_error ? "info-banner" : "error-banner");
  gtk_widget_add_css_class (priv->notice_box, is_error ? "error-banner" : "info-banner");
}

/**
 * ac_form_dialog_set_notice:
 * @self: a dialog
 * @text: (nullable): a plain sentence; %NULL takes it away
 * @button_label: (nullable): what can be done about it
 * @action_name: (nullable): the action of the button
 */
void
ac_form_dialog_set_notice (AcFormDialog *self,
                           const char   *text,
                           const char   *button_label,
                           const char   *action_name)
{
  AcFormDialogPrivate *priv;

  g_return_if_fail (AC_IS_FORM_DIALOG (self));
  g_return_if_fail ((button_label == NULL) == (action_name == NULL));

  priv = ac_form_dialog_get_private (self);
  if (text != NULL)
    {
      set_notice_is_error (self, FALSE);
      gtk_label_set_label (priv->notice_label, text);
      gtk_widget_set_visible (GTK_WIDGET (priv->notice_button), button_label != NULL);
      gtk_button_set_label (priv->notice_button, button_label != NULL ? button_label : "");
      gtk_actionable_set_action_name (GTK_ACTIONABLE (priv->notice_button), action_name);
    }
  gtk_revealer_set_reveal_child (priv->notice_revealer, text != NULL);
}

/**
 * ac_form_dialog_get_notice:
 * @self: a dialog
 *
 * Returns: (transfer none) (nullable): the sentence above the form
 */
const char *
ac_form_dialog_get_notice (AcFormDialog *self)
{
  g_return_val_if_fail (AC_IS_FORM_DIALOG (self), NULL);

  return gtk_revealer_get_reveal_child (ac_form_dialog_get_private (self)->notice_revealer)
           ? gtk_label_get_label (ac_form_dialog_get_private (self)->notice_label)
           : NULL;
}

/**
 * ac_form_dialog_show_error:
 * @self: a dialog
 * @error: why the action failed
 */
void
ac_form_dialog_show_error (AcFormDialog *self,
                           const GError *error)
{
  g_autofree char *sentence = NULL;

  g_return_if_fail (AC_IS_FORM_DIALOG (self));
  g_return_if_fail (error != NULL);

  sentence = ac_message_for_error (error);
  ac_form_dialog_set_notice (self, sentence, NULL, NULL);
  set_notice_is_error (self, TRUE);
}
