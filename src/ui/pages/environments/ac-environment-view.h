/* ac-environment-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "ac-account-settings.h"
#include "ac-environment-selection.h"

G_BEGIN_DECLS

/* What the cells of a table and the rows of a list need to show environments. Kept by the widget that has them. */
typedef struct
{
  AcEnvironmentSelection *selection;
  AcAccountSettings *settings;
  gboolean editable;
} AcEnvironmentView;

/* The words of rows, the same in the table and in the list. */
char      *ac_environment_view_describe      (AcEnvironmentView *self,
                                              AcEnvironment     *environment) G_GNUC_WARN_UNUSED_RESULT;
const char *ac_environment_view_folder_mode  (AcEnvironment     *environment);
char      *ac_environment_view_summarize     (AcEnvironment     *environment) G_GNUC_WARN_UNUSED_RESULT;

/* Parts of rows, the same in the table and in the list. */
GtkWidget *ac_environment_view_create_badge  (void) G_GNUC_WARN_UNUSED_RESULT;
void       ac_environment_view_update_badge  (AcEnvironmentView *self,
                                              GtkLabel          *badge,
                                              AcEnvironment     *environment);
GtkWidget *ac_environment_view_create_switch (void) G_GNUC_WARN_UNUSED_RESULT;
void       ac_environment_view_update_switch (AcEnvironmentView *self,
                                              GtkSwitch         *enabled_switch,
                                              AcEnvironment     *environment);
GtkWidget *ac_environment_view_create_check  (void) G_GNUC_WARN_UNUSED_RESULT;
void       ac_environment_view_update_check  (AcEnvironmentView *self,
                                              GtkCheckButton    *check,
                                              AcEnvironment     *environment);

/* Lets the row that @child is the content of be called as screen readers should. */
void       ac_environment_view_label_row     (AcEnvironmentView *self,
                                              GtkWidget         *child,
                                              AcEnvironment     *environment);
/* (transfer none) (nullable): what is shown where @widget is. */
AcEnvironment *ac_environment_view_get_environment (GtkWidget         *widget);
void       ac_environment_view_set_slot      (GtkWidget         *child,
                                              AcEnvironmentSlot *slot);

G_END_DECLS
