/* ac-rotation-dialog-private.h: what the steps of the assistant share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-copy-row.h"
#include "ac-hint.h"
#include "ac-key-secrets.h"
#include "ac-role-row.h"
#include "ac-rotation-dialog.h"
#include "ac-rotation-places-group.h"
#include "ac-step-strip.h"

G_BEGIN_DECLS

/* What became of a request for a new key that had no answer. */
typedef enum
{
  AC_LOST_NOTHING,
  AC_LOST_ANSWER, /* no such key was found */
  AC_LOST_TAKEN,  /* and then its name was taken */
} AcLost;

struct _AcRotationDialog
{
  AcFormDialog parent_instance;

  AcPage *page;
  AcApiKeys *keys;
  AcEnvironment *environment; /* (nullable) (unowned): NULL: keys of the account */
  AcApiKey *old_key;
  AcApiKey *new_key;          /* (nullable): once it is there */
  AcRotations *rotations;
  AcRotation *rotation;       /* (nullable): until the first step is saved */
  AcCredentials *credentials; /* (nullable) (owned): of the new key, as long as the dialog that made it is open */
  gboolean testing;
  AcLost lost;
  gboolean by_hand;           /* the service has no API for it */

  AcStepStrip *strip;
  GtkStack *stack;

  /* Create */
  AdwEntryRow *name_row;
  AcHint *name_hint;
  GtkWidget *role_group;
  AcRoleRow *role_row;
  AcHint *role_hint;

  /* Create and Disable Old, by hand */
  GtkWidget *url_row;
  AcHint *url_hint;
  GtkWidget *console_row;

  /* Hand Over */
  AdwPreferencesGroup *pair_group;
  AcRotationPlacesGroup *noted_places;
  GtkCheckButton *stored_check;
  gboolean pair_filled;

  /* Verify */
  AdwActionRow *test_row;
  GtkWidget *test_icon;
  GtkLabel *test_label;
  GtkSpinner *test_spinner;
  GtkButton *test_button;
  AcHint *test_hint;
  AdwActionRow *old_row;
  GtkLabel *old_badge;
  AcCopyRow *new_row;
  AcRotationPlacesGroup *ticked_places;
  GtkWidget *continue_button;

  /* Disable Old */
  GtkLabel *disable_label;
  AcHint *disable_hint;
  GtkWidget *disable_group;
  GtkWidget *switch_row;
  GtkWidget *remind_row;
  GtkSwitch *remind_switch;

  /* Done */
  AdwStatusPage *done_page;
  GtkWidget *enable_again_button;
  GtkWidget *stop_button;
};

/* ac-rotation-dialog.c */
void ac_rotation_dialog_show_step      (AcRotationDialog *self);
void ac_rotation_dialog_update         (AcRotationDialog *self);
/* The buttons around the step; takes the notice away. */
void ac_rotation_dialog_show_frame     (AcRotationDialog *self);
/* Keeps that @step is next, and goes there when that is on the disk. */
void ac_rotation_dialog_go_to          (AcRotationDialog *self,
                                        AcRotationStep    step);

/* A file a step. show: it came on the screen; update: whether one can go on; next: what the button does. */
void ac_rotation_dialog_show_create    (AcRotationDialog *self);
void ac_rotation_dialog_update_create  (AcRotationDialog *self);
void ac_rotation_dialog_next_create    (AcRotationDialog *self);
void ac_rotation_dialog_bind_create    (GtkWidgetClass   *widget_class);

void ac_rotation_dialog_show_hand_over (AcRotationDialog *self);
void ac_rotation_dialog_update_hand_over (AcRotationDialog *self);
void ac_rotation_dialog_next_hand_over (AcRotationDialog *self);
void ac_rotation_dialog_bind_hand_over (GtkWidgetClass   *widget_class);

void ac_rotation_dialog_show_verify    (AcRotationDialog *self);
void ac_rotation_dialog_update_verify  (AcRotationDialog *self);
void ac_rotation_dialog_next_verify    (AcRotationDialog *self);
void ac_rotation_dialog_bind_verify    (GtkWidgetClass   *widget_class);

void ac_rotation_dialog_show_disable   (AcRotationDialog *self);
void ac_rotation_dialog_update_disable (AcRotationDialog *self);
void ac_rotation_dialog_next_disable   (AcRotationDialog *self);
void ac_rotation_dialog_bind_disable   (GtkWidgetClass   *widget_class);

/* The old key is disabled. */
void ac_rotation_dialog_finish_rotation (AcRotationDialog *self);

/* Instead of those of the first and the last step, where the service has no API for account keys. */
void ac_rotation_dialog_update_create_by_hand  (AcRotationDialog *self);
void ac_rotation_dialog_next_create_by_hand    (AcRotationDialog *self);
void ac_rotation_dialog_update_disable_by_hand (AcRotationDialog *self);
void ac_rotation_dialog_check_disabled         (AcRotationDialog *self);
void ac_rotation_dialog_bind_by_hand           (GtkWidgetClass   *widget_class);

G_END_DECLS
