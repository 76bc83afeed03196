/* ac-environment-page-private.h: what the parts of the page share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-environment-page.h"

#include "ac-account-settings.h"
#include "ac-apply-row.h"
#include "ac-attributes-group.h"
#include "ac-copy-row.h"
#include "ac-hint.h"

G_BEGIN_DECLS

struct _AcEnvironmentPage
{
  AcPage parent_instance;

  AcEnvironment *environment;  /* (owned) */
  AcAccountSettings *settings; /* (owned) */
  guint gone_id;               /* it left the account: say so and leave */
  guint switch_id;             /* the switch goes back to what is true */
  gboolean showing;            /* a change of a control is ours, not the person's */
  gboolean counted;            /* the keys' number is the service's */

  GtkWidget *menu_button;
  AcApplyRow *name_row;
  AcApplyRow *description_row;
  AcHint *details_hint;
  AdwActionRow *enabled_row;
  GtkSpinner *enabled_spinner;
  GtkSwitch *enabled_switch;
  AdwComboRow *mark_row;
  AcCopyRow *cloud_name_row;
  AcCopyRow *delivery_row;
  AcCopyRow *id_row;
  GtkWidget *created_row;
  GtkLabel *created_label;
  GtkWidget *updated_row;
  GtkLabel *updated_label;
  GtkWidget *support_button;
  GtkSwitch *folder_mode_switch;
  GtkWidget *folder_mode_label;
  GtkWidget *location_row;
  GtkLabel *location_label;
  AdwActionRow *keys_row;
  GtkWidget *keys_arrow;
  AcAttributesGroup *attributes_group;
};

/* ac-environment-page-edit.c */
void     ac_environment_page_save_name          (AcEnvironmentPage *self,
                                                 const char        *text);
void     ac_environment_page_save_description   (AcEnvironmentPage *self,
                                                 const char        *text);
void     ac_environment_page_show_enabled       (AcEnvironmentPage *self);
void     ac_environment_page_update_enabled_row (AcEnvironmentPage *self);
gboolean ac_environment_page_set_enabled        (AcEnvironmentPage *self,
                                                 gboolean           state);

G_END_DECLS
