/* ac-environments-page-private.h: what the parts of the page share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-environment-limit-card.h"
#include "ac-environment-selection.h"
#include "ac-environment-table.h"
#include "ac-environments-page.h"

G_BEGIN_DECLS

struct _AcEnvironmentsPage
{
  AcPage parent_instance;

  AcEnvironmentIndex *index;
  AcEnvironmentList *list;
  AcEnvironmentSelection *selection;
  GSignalGroup *limit_signals;
  GHashTable *wanted_modes;     /* set of AcEnvironment (owned): whose folder mode was asked for */
  guint counts_id;
  guint narrow_id;
  guint modes_id;
  guint next_position;          /* of the row that is being deleted */

  /* Template */
  GtkWidget *new_label;
  GtkWidget *select_button;
  GtkMenuButton *menu_button;
  GMenuModel *wide_menu;
  GMenuModel *narrow_menu;
  GtkLabel *selection_title;
  GtkWidget *box;
  AcEnvironmentLimitCard *limit_card;
  GtkEditable *search_entry;
  AdwSqueezer *filter_squeezer;
  GtkWidget *narrow_filter;
  GtkLabel *all_count;
  GtkLabel *enabled_count;
  GtkLabel *disabled_count;
  GtkDropDown *filter_drop_down;
  GtkStringList *filter_names;
  GtkStack *stack;
  AcEnvironmentTable *table;
  GtkWidget *copy_urls_button;
  GtkWidget *export_button;
  GtkWidget *bottom_menu_button;
};

AcEnvironments *ac_environments_page_get_environments          (AcEnvironmentsPage  *self);

/* ac-environments-page-actions.c: what is done to one environment */
void            ac_environments_page_install_actions           (GtkWidgetClass      *widget_class);
void            ac_environments_page_create                    (AcEnvironmentsPage  *self,
                                                                AcEnvironment       *base);

/* ac-environments-page-selection.c: what is done to many */
void            ac_environments_page_install_selection_actions (GtkWidgetClass      *widget_class);
void            ac_environments_page_update_selection          (AcEnvironmentsPage  *self);
void            ac_environments_page_export                    (AcEnvironmentsPage  *self,
                                                                GPtrArray           *environments,
                                                                GFile               *file);

G_END_DECLS
