/* ac-form-dialog-private.h: what the files of the dialog share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-form-dialog.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean destructive;
  gboolean valid;
  gboolean dirty;
  gboolean busy;
  gboolean finished;
  gboolean done; /* the action only closes */
  gboolean asking;
  gboolean fills_parent;
  int given_width;  /* the size that it was given last: another one is the person's */
  int given_height;

  char *cancel_label; /* (nullable): another than Cancel */
  GCancellable *cancellable;
  GtkWidget *saved_focus; /* (nullable) (weak) */

  AdwWindowTitle *window_title;
  GtkButton *cancel_button;
  GtkWidget *action_button;
  GtkStack *action_stack;
  GtkLabel *action_label;
  GtkSpinner *spinner;
  GtkRevealer *notice_revealer;
  GtkWidget *notice_box;
  GtkLabel *notice_label;
  GtkButton *notice_button;
  AdwBin *form_bin;
} AcFormDialogPrivate;

AcFormDialogPrivate *ac_form_dialog_get_private (AcFormDialog *self);

G_END_DECLS
