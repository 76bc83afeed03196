/* ac-form-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define AC_TYPE_FORM_DIALOG (ac_form_dialog_get_type ())

/* A modal window with several fields, that does one thing (ui.md A.5): Cancel, title, action. The child of a subclass's template is
 * the form. Esc asks before it throws away what was typed; Enter and Ctrl+Enter act when the form is valid and the action does no harm.
 *
 * Properties: subtitle (string, nullable), action-label (string; NULL: there is nothing to do but to close), destructive,
 * valid, dirty (something was typed), busy (all gboolean). */
G_DECLARE_DERIVABLE_TYPE (AcFormDialog, ac_form_dialog, AC, FORM_DIALOG, AdwWindow)

struct _AcFormDialogClass
{
  AdwWindowClass parent_class;

  /* The action; the form is valid. */
  void (*submit) (AcFormDialog *self);
};

/* Shows it over the window of @parent, no larger than that. */
void          ac_form_dialog_present         (AcFormDialog *self,
                                              GtkWidget    *parent);
/* For a form that grows; for text of the ordinary size. */
void          ac_form_dialog_set_height      (AcFormDialog *self,
                                              int           height);
void          ac_form_dialog_set_subtitle    (AcFormDialog *self,
                                              const char   *subtitle);
void          ac_form_dialog_set_action_label (AcFormDialog *self,
                                              const char   *action_label);
/* “Cancel” at first. */
void          ac_form_dialog_set_cancel_label (AcFormDialog *self,
                                              const char   *cancel_label);
/* Why the action can't be used, or NULL. */
void          ac_form_dialog_set_action_reason (AcFormDialog *self,
                                              const char   *reason);
gboolean      ac_form_dialog_get_valid       (AcFormDialog *self);
void          ac_form_dialog_set_valid       (AcFormDialog *self,
                                              gboolean      valid);
void          ac_form_dialog_set_destructive (AcFormDialog *self,
                                              gboolean      destructive);
gboolean      ac_form_dialog_get_dirty       (AcFormDialog *self);
void          ac_form_dialog_set_dirty       (AcFormDialog *self,
                                              gboolean      dirty);
gboolean      ac_form_dialog_get_busy        (AcFormDialog *self);
/* While busy the form is insensitive and the action shows a spinner; afterwards the focus is where it was. */
void          ac_form_dialog_set_busy        (AcFormDialog *self,
                                              gboolean      busy);
/* Cancelled when the dialog goes away. (transfer none) */
GCancellable *ac_form_dialog_get_cancellable (AcFormDialog *self);
/* A sentence above the form, until the next or NULL. @button_label and @action_name are both NULL or both not. */
void          ac_form_dialog_set_notice      (AcFormDialog *self,
                                              const char   *text,
                                              const char   *button_label,
                                              const char   *action_name);
const char   *ac_form_dialog_get_notice      (AcFormDialog *self);
/* What failed, as a notice. */
void          ac_form_dialog_show_error      (AcFormDialog *self,
                                              const GError *error);
/* What it is for is done: the form may show what came of it, nothing can be cancelled any more, and the action closes it. */
void          ac_form_dialog_set_done        (AcFormDialog *self,
                                              const char   *close_label);
/* Closes it without a question. */
void          ac_form_dialog_finish          (AcFormDialog *self);

G_END_DECLS
