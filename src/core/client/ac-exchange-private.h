/* ac-exchange-private.h: one HTTP exchange, without a second try
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-answer-private.h"

G_BEGIN_DECLS

void      ac_exchange_run_async  (SoupSession          *session,
                                  SoupMessage          *message,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
AcAnswer *ac_exchange_run_finish (SoupSession          *session,
                                  GAsyncResult         *result,
                                  GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
