/* ac-environment-index.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-collection.h"
#include "ac-environment-order.h"

G_BEGIN_DECLS

/* One environment of the index. */
typedef struct
{
  AcEnvironment *environment; /* (owned) */
  gboolean enabled;           /* as it was counted */
} AcEnvironmentRecord;

#define AC_TYPE_ENVIRONMENT_INDEX (ac_environment_index_get_type ())

/* The environments of a collection, counted and put into alphabetical order, and kept so while they change.
 * Properties: source (AcCollection, construct-only); n-all, n-enabled (guint), pending (gboolean: a long list is being sorted,
 * and the records are those of before): read-only, notified.
 * Emits ::updated when records, their contents or their order are others (once for many that change together), and
 * ::removed when environments left the source. */
G_DECLARE_FINAL_TYPE (AcEnvironmentIndex, ac_environment_index, AC, ENVIRONMENT_INDEX, GObject)

AcEnvironmentIndex        *ac_environment_index_new           (AcCollection       *source) G_GNUC_WARN_UNUSED_RESULT;
guint                      ac_environment_index_get_n_all     (AcEnvironmentIndex *self);
guint                      ac_environment_index_get_n_enabled (AcEnvironmentIndex *self);
gboolean                   ac_environment_index_get_pending   (AcEnvironmentIndex *self);
const AcEnvironmentRecord *ac_environment_index_get_record    (AcEnvironmentIndex *self,
                                                               guint               index);
AcEnvironmentOrder        *ac_environment_index_get_order     (AcEnvironmentIndex *self);
gboolean                   ac_environment_index_find          (AcEnvironmentIndex *self,
                                                               AcEnvironment      *environment,
                                                               guint              *index);

G_END_DECLS
