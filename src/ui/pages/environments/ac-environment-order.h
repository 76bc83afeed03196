/* ac-environment-order.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-environment.h"

G_BEGIN_DECLS

/* The alphabetical orders of many environments, as numbers: sorting by a name is then as cheap as sorting by a date,
 * and needs no collation on the main loop. Plain data, made by one owner; indexes are positions in the source list. */
typedef struct _AcEnvironmentOrder AcEnvironmentOrder;

/* Which of the two orders. */
typedef enum
{
  AC_ENVIRONMENT_ORDER_NAME,
  AC_ENVIRONMENT_ORDER_CLOUD_NAME,
  AC_ENVIRONMENT_ORDER_LAST = AC_ENVIRONMENT_ORDER_CLOUD_NAME,
} AcEnvironmentOrderKind;

/* (transfer none): the environment at @index of what the order is of. */
typedef AcEnvironment *(*AcEnvironmentOrderLookup) (guint    index,
                                                    gpointer user_data);

AcEnvironmentOrder *ac_environment_order_new      (guint                     n_expected) G_GNUC_WARN_UNUSED_RESULT;
void                ac_environment_order_free     (AcEnvironmentOrder       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcEnvironmentOrder, ac_environment_order_free)

void                ac_environment_order_append   (AcEnvironmentOrder       *self,
                                                   AcEnvironment            *environment);
void                ac_environment_order_sort     (AcEnvironmentOrder       *self);
guint               ac_environment_order_get_size (AcEnvironmentOrder       *self);
const guint32      *ac_environment_order_peek     (AcEnvironmentOrder       *self,
                                                   AcEnvironmentOrderKind    kind);
const guint32      *ac_environment_order_ranks    (AcEnvironmentOrder       *self,
                                                   AcEnvironmentOrderKind    kind);
void                ac_environment_order_splice   (AcEnvironmentOrder       *self,
                                                   guint                     position,
                                                   guint                     n_removed,
                                                   guint                     n_added,
                                                   AcEnvironmentOrderLookup  lookup,
                                                   gpointer                  user_data);
gboolean            ac_environment_order_place    (AcEnvironmentOrder       *self,
                                                   guint                     index,
                                                   AcEnvironmentOrderLookup  lookup,
                                                   gpointer                  user_data);

G_END_DECLS
