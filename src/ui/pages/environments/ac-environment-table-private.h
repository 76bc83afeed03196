/* ac-environment-table-private.h: what the table's files share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-environment-columns.h"
#include "ac-environment-table.h"

G_BEGIN_DECLS

struct _AcEnvironmentTable
{
  AdwBin parent_instance;

  AcEnvironmentView view;
  AcEnvironmentColumns *columns;
  GtkWidget *popover;            /* (nullable) the menu of a row */
  AcEnvironment *menu_environment; /* (nullable) (owned) whose menu it is */

  guint attach_id;
  guint widths_id;
  guint grow_id;
  gboolean pressing;

  gboolean wants_focus;
  AcEnvironment *focus_environment; /* (nullable) (owned): NULL: the first row */

  AdwSqueezer *squeezer;
  GtkWidget *wide_card;
  GtkScrolledWindow *wide_window;
  GtkColumnView *wide_view;
  GtkWidget *narrow_card;
  GtkScrolledWindow *narrow_window;
  GtkListView *narrow_view;
};

GtkWidget *ac_environment_table_get_rows_widget (AcEnvironmentTable *self);

/* ac-environment-table-input.c */
void       ac_environment_table_install_input   (GtkWidgetClass     *widget_class);
void       ac_environment_table_add_input       (AcEnvironmentTable *self);

G_END_DECLS
