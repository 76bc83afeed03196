/* ac-environment-bulk.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-environments.h"

G_BEGIN_DECLS

/**
 * AcEnvironmentBulkState:
 * @AC_ENVIRONMENT_BULK_STATE_WAITING: its call has not begun
 * @AC_ENVIRONMENT_BULK_STATE_RUNNING: its call is under way
 * @AC_ENVIRONMENT_BULK_STATE_DONE: it was changed
 * @AC_ENVIRONMENT_BULK_STATE_FAILED: it was not changed, see the error
 * @AC_ENVIRONMENT_BULK_STATE_SKIPPED: it was not tried, because somebody stopped
 */
typedef enum
{
  AC_ENVIRONMENT_BULK_STATE_WAITING,
  AC_ENVIRONMENT_BULK_STATE_RUNNING,
  AC_ENVIRONMENT_BULK_STATE_DONE,
  AC_ENVIRONMENT_BULK_STATE_FAILED,
  AC_ENVIRONMENT_BULK_STATE_SKIPPED,
} AcEnvironmentBulkState;

#define AC_TYPE_ENVIRONMENT_BULK_ITEM (ac_environment_bulk_item_get_type ())

/* What becomes of one environment. Property: state (AcEnvironmentBulkState), read-only, notified. */
G_DECLARE_FINAL_TYPE (AcEnvironmentBulkItem, ac_environment_bulk_item, AC, ENVIRONMENT_BULK_ITEM, GObject)

AcEnvironmentBulkItem  *ac_environment_bulk_item_new             (AcEnvironment          *environment) G_GNUC_WARN_UNUSED_RESULT;
AcEnvironment          *ac_environment_bulk_item_get_environment (AcEnvironmentBulkItem  *self);
AcEnvironmentBulkState  ac_environment_bulk_item_get_state       (AcEnvironmentBulkItem  *self);
const GError           *ac_environment_bulk_item_get_error       (AcEnvironmentBulkItem  *self);
void                    ac_environment_bulk_item_set_state       (AcEnvironmentBulkItem  *self,
                                                                  AcEnvironmentBulkState  state,
                                                                  const GError           *error);

#define AC_TYPE_ENVIRONMENT_BULK (ac_environment_bulk_get_type ())

/* Enables or disables many environments, some at a time. GListModel of AcEnvironmentBulkItem.
 * Emits ::progress after each environment, and ::finished once, when nothing is under way any more. */
G_DECLARE_FINAL_TYPE (AcEnvironmentBulk, ac_environment_bulk, AC, ENVIRONMENT_BULK, GObject)

AcEnvironmentBulk *ac_environment_bulk_new         (AcEnvironments         *environments,
                                                    GPtrArray              *chosen,
                                                    gboolean                enabled) G_GNUC_WARN_UNUSED_RESULT;
void               ac_environment_bulk_start       (AcEnvironmentBulk      *self);
void               ac_environment_bulk_stop        (AcEnvironmentBulk      *self);
gboolean           ac_environment_bulk_get_enabled (AcEnvironmentBulk      *self);
gboolean           ac_environment_bulk_is_running  (AcEnvironmentBulk      *self);
gboolean           ac_environment_bulk_is_stopped  (AcEnvironmentBulk      *self);
guint              ac_environment_bulk_count       (AcEnvironmentBulk      *self,
                                                    AcEnvironmentBulkState  state);
GPtrArray         *ac_environment_bulk_dup_changed (AcEnvironmentBulk      *self,
                                                    gboolean                changed) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
