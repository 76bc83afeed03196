/* ac-key-row-private.h: what the row and its details share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-account-settings.h"
#include "ac-apply-row.h"
#include "ac-badge-box.h"
#include "ac-copy-row.h"
#include "ac-key-row.h"
#include "ac-rotations.h"
#include "ac-secret-row.h"

G_BEGIN_DECLS

struct _AcKeyRow
{
  AdwExpanderRow parent_instance;

  AcPage *page;               /* (unowned): which the row is in */
  AcApiKeys *keys;
  AcApiKey *key;
  AcEnvironment *environment; /* (nullable) (unowned): NULL: a key of the account */
  AcAccountSettings *settings;
  AcRotations *rotations;
  GSignalGroup *rotation_signals; /* of the rotation by which the key is replaced */
  guint switch_id;
  gboolean showing; /* by ourselves */
  gboolean busy;
  GtkWidget *busy_focus; /* (nullable): what had the focus when it became busy */

  GtkWidget *popover; /* (nullable): the menu, once it was asked for */
  GtkWidget *menu_focus; /* (nullable) (weak): while the menu is open */
  char *badges_state; /* (nullable): what the badges say */
  AcBadgeBox *badges;
  GtkSpinner *spinner;
  GtkSwitch *enabled_switch;

  /* The details; (nullable) until it is expanded for the first time */
  AcCopyRow *key_row;
  AcSecretRow *secret_row;
  AcApplyRow *purpose_row;
  AdwActionRow *role_row;     /* keys of the account */
  AdwActionRow *webhooks_row; /* keys of product environments, as the two below */
  GtkSwitch *webhooks_switch;
  GtkWidget *menu_button;
  AdwActionRow *created_row;
  AdwActionRow *changed_row;
  GtkButton *rotate_button;
  GtkWidget *enable_button;   /* after a rotation disabled it */
  AdwActionRow *replaced_row;
};

/* ac-key-details.c */
void ac_key_row_create_details (AcKeyRow *self);
void ac_key_row_update_details (AcKeyRow *self);

/* ac-key-row-badges.c */
void     ac_key_row_show_badges (AcKeyRow *self);

/* ac-key-row-menu.c */
void     ac_key_row_add_menu    (AcKeyRow *self);
gboolean ac_key_row_popup_menu  (AcKeyRow *self);

const char *ac_key_row_get_title (AcKeyRow *self);
void ac_key_row_show_switches  (AcKeyRow *self);
void ac_key_row_set_busy       (GtkWidget *row,
                                gboolean   busy);

G_END_DECLS
