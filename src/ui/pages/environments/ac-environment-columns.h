/* ac-environment-columns.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-environment-view.h"

G_BEGIN_DECLS

/* The columns of the table of environments. Plain data, kept by the widget that has the table. */
typedef struct _AcEnvironmentColumns AcEnvironmentColumns;

/* @view must live as long as what is returned. */
AcEnvironmentColumns *ac_environment_columns_new           (GtkColumnView        *table,
                                                            AcEnvironmentView    *view) G_GNUC_WARN_UNUSED_RESULT;
void                  ac_environment_columns_free          (AcEnvironmentColumns *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcEnvironmentColumns, ac_environment_columns_free)

int                   ac_environment_columns_update_widths (AcEnvironmentColumns *self);
void                  ac_environment_columns_set_selecting (AcEnvironmentColumns *self,
                                                            gboolean              selecting);
void                  ac_environment_columns_show_sort     (AcEnvironmentColumns *self,
                                                            AcEnvironmentSort     sort,
                                                            gboolean              descending);
gboolean              ac_environment_columns_get_sort      (AcEnvironmentColumns *self,
                                                            AcEnvironmentSort    *sort,
                                                            gboolean             *descending);

G_END_DECLS
