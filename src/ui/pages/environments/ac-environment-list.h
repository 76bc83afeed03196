/* ac-environment-list.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-environment-slot.h"
#include "ac-environment-sort.h"

G_BEGIN_DECLS

/**
 * AcEnvironmentStatus:
 *
 * Which rows are shown.
 */
typedef enum
{
  AC_ENVIRONMENT_STATUS_ALL,
  AC_ENVIRONMENT_STATUS_ENABLED,
  AC_ENVIRONMENT_STATUS_DISABLED,
} AcEnvironmentStatus;

#define AC_TYPE_ENVIRONMENT_LIST (ac_environment_list_get_type ())

/* GListModel of AcEnvironmentSlot: what search and filter leave of an index, in the order that was chosen.
 * Properties: index (AcEnvironmentIndex, construct-only); status, sort, descending (writable); n-shown (guint, read-only): notified.
 * Emits ::rearranged when rows came to show other environments, and ::row-shown when somebody asked for a row. */
G_DECLARE_FINAL_TYPE (AcEnvironmentList, ac_environment_list, AC, ENVIRONMENT_LIST, GObject)

AcEnvironmentList   *ac_environment_list_new              (AcEnvironmentIndex  *index) G_GNUC_WARN_UNUSED_RESULT;
AcEnvironmentIndex  *ac_environment_list_get_index        (AcEnvironmentList   *self);

void                 ac_environment_list_set_search       (AcEnvironmentList   *self,
                                                           const char          *text);
gboolean             ac_environment_list_get_searching    (AcEnvironmentList   *self);
void                 ac_environment_list_set_status       (AcEnvironmentList   *self,
                                                           AcEnvironmentStatus  status);
AcEnvironmentStatus  ac_environment_list_get_status       (AcEnvironmentList   *self);
void                 ac_environment_list_set_sort         (AcEnvironmentList   *self,
                                                           AcEnvironmentSort    sort,
                                                           gboolean             descending);
AcEnvironmentSort    ac_environment_list_get_sort         (AcEnvironmentList   *self);
gboolean             ac_environment_list_get_descending   (AcEnvironmentList   *self);

/* For views: building the widgets of all rows at once would stop the program for a moment. */
void                 ac_environment_list_set_stepwise     (AcEnvironmentList   *self,
                                                           gboolean             stepwise);
gboolean             ac_environment_list_grow             (AcEnvironmentList   *self);
gboolean             ac_environment_list_is_growing       (AcEnvironmentList   *self);
void                 ac_environment_list_start_again      (AcEnvironmentList   *self);

guint                ac_environment_list_get_n_shown      (AcEnvironmentList   *self);
AcEnvironment       *ac_environment_list_get_environment  (AcEnvironmentList   *self,
                                                           guint                position);
gboolean             ac_environment_list_find             (AcEnvironmentList   *self,
                                                           AcEnvironment       *environment,
                                                           guint               *position);
GPtrArray           *ac_environment_list_dup_all          (AcEnvironmentList   *self) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray           *ac_environment_list_dup_shown        (AcEnvironmentList   *self) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray           *ac_environment_list_dup_on_screen    (AcEnvironmentList   *self) G_GNUC_WARN_UNUSED_RESULT;
void                 ac_environment_list_refresh          (AcEnvironmentList   *self);
void                 ac_environment_list_set_on_screen    (AcEnvironmentList   *self,
                                                           guint                first,
                                                           guint                n_rows);

G_END_DECLS
