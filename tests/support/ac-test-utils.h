/* ac-test-utils.h: waiting in tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Waits for a condition, and fails the test when it doesn't come true in time. */
#define ac_test_wait_until(condition)                                             \
  G_STMT_START                                                                    \
    {                                                                             \
      gint64 ac_test_end = ac_test_get_deadline ();                               \
                                                                                  \
      while (!(condition))                                                        \
        ac_test_iterate (ac_test_end, G_STRLOC ": " #condition);                  \
    }                                                                             \
  G_STMT_END

gint64        ac_test_get_deadline (void);
/* Lets the main context work for a moment. */
void          ac_test_iterate      (gint64         deadline,
                                    const char    *what);

/* A GAsyncReadyCallback: its user data is a GAsyncResult *, NULL before, that gets the result. */
void          ac_test_store_result (GObject       *object,
                                    GAsyncResult  *result,
                                    gpointer       user_data);
/* Waits for that. (transfer none) */
GAsyncResult *ac_test_wait_result  (GAsyncResult **result);

G_END_DECLS
