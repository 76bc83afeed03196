/* ac-load-waiters-private.h: everybody who waits for one load
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _AcLoadWaiters AcLoadWaiters;

/* Called when the last one has gone: the waiters may be freed in it. */
typedef void (*AcLoadAbandonedFunc) (gpointer user_data);

AcLoadWaiters *ac_load_waiters_new    (AcLoadAbandonedFunc  abandoned,
                                       gpointer             user_data) G_GNUC_WARN_UNUSED_RESULT;
void           ac_load_waiters_free   (AcLoadWaiters       *self);
void           ac_load_waiters_add    (AcLoadWaiters       *self,
                                       GTask               *task);
void           ac_load_waiters_return (AcLoadWaiters       *self,
                                       const GError        *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcLoadWaiters, ac_load_waiters_free)

G_END_DECLS
