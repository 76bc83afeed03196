/* ac-demo.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "ac-account-url.h"

G_BEGIN_DECLS

/**
 * AcDemoError:
 * @AC_DEMO_ERROR_NOT_FOUND: the program of the service isn't there
 * @AC_DEMO_ERROR_FAILED: it could not be started, or ended at once
 * @AC_DEMO_ERROR_TIMED_OUT: it did not say in time where it listens
 */
typedef enum
{
  AC_DEMO_ERROR_NOT_FOUND,
  AC_DEMO_ERROR_FAILED,
  AC_DEMO_ERROR_TIMED_OUT,
} AcDemoError;

#define AC_DEMO_ERROR (ac_demo_error_quark ())

GQuark        ac_demo_error_quark       (void);

#define AC_TYPE_DEMO (ac_demo_get_type ())

/* The service of the demo account, a child process that ends with us. Property: running (gboolean), notified. */
G_DECLARE_FINAL_TYPE (AcDemo, ac_demo, AC, DEMO, GObject)

AcDemo       *ac_demo_new               (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean      ac_demo_get_running       (AcDemo               *self);
/* The file that keeps what was changed in the demo account. (transfer none) */
const char   *ac_demo_get_database      (AcDemo               *self);
/* How long a start may take. */
void          ac_demo_set_timeout       (AcDemo               *self,
                                         guint                 seconds);
/* Not while it runs. */
void          ac_demo_start_async       (AcDemo               *self,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
/* Where the service listens, and with which key. (transfer full) */
AcAccountUrl *ac_demo_start_finish      (AcDemo               *self,
                                         GAsyncResult         *result,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void          ac_demo_stop              (AcDemo               *self);

G_END_DECLS
