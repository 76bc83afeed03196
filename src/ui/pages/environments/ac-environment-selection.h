/* ac-environment-selection.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "ac-environment-list.h"

G_BEGIN_DECLS

#define AC_TYPE_ENVIRONMENT_SELECTION (ac_environment_selection_get_type ())

/* GtkSelectionModel over an AcEnvironmentList. What is selected are environments, not rows: it outlives search, filter, sorting
 * and the change between table and list, and ends when an environment is deleted.
 * Properties: list (construct-only); active (gboolean, writable: selection mode; turned on by selecting, and nothing is selected
 * when it is turned off), n-selected (guint, read-only): notified. */
G_DECLARE_FINAL_TYPE (AcEnvironmentSelection, ac_environment_selection, AC, ENVIRONMENT_SELECTION, GObject)

AcEnvironmentSelection *ac_environment_selection_new            (AcEnvironmentList      *list) G_GNUC_WARN_UNUSED_RESULT;
AcEnvironmentList      *ac_environment_selection_get_list       (AcEnvironmentSelection *self);
gboolean                ac_environment_selection_get_active     (AcEnvironmentSelection *self);
void                    ac_environment_selection_set_active     (AcEnvironmentSelection *self,
                                                                 gboolean                active);
guint                   ac_environment_selection_get_n_selected (AcEnvironmentSelection *self);
gboolean                ac_environment_selection_contains       (AcEnvironmentSelection *self,
                                                                 AcEnvironment          *environment);
void                    ac_environment_selection_set_selected   (AcEnvironmentSelection *self,
                                                                 AcEnvironment          *environment,
                                                                 gboolean                selected);
void                    ac_environment_selection_select_only    (AcEnvironmentSelection *self,
                                                                 GPtrArray              *environments);
GPtrArray              *ac_environment_selection_dup_selected   (AcEnvironmentSelection *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
