/* ac-test-utils.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-test"

#include "config.h"

#include "ac-test-utils.h"

/* Long enough for a slow machine under a sanitizer; a test that passes never waits for it. */
/* Ample: the sanitizers slow a big list down tenfold, and another test runs beside it. */
#define TIME_LIMIT (90 * G_USEC_PER_SEC)
#define STEP_MILLISECONDS 10

static gboolean
on_step_cb (gpointer user_data)
{
  gboolean *stepped = user_data;

  *stepped = TRUE;

  return G_SOURCE_REMOVE;
}

gint64
ac_test_get_deadline (void)
{
  return g_get_monotonic_time () + TIME_LIMIT;
}

void
ac_test_iterate (gint64      deadline,
                 const char *what)
{
  gboolean stepped = FALSE;
  guint source_id;

  if (g_get_monotonic_time () > deadline)
    g_error ("Waited too long for %s", what);

  /* Wakes the context when nothing else does, for conditions that no source belongs to. */
  source_id = g_timeout_add (STEP_MILLISECONDS, on_step_cb, &stepped);
  g_main_context_iteration (NULL, TRUE);
  if (!stepped)
    g_source_remove (source_id);
}

void
ac_test_store_result (GObject      *object,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  GAsyncResult **place = user_data;

  g_assert_null (*place);
  *place = g_object_ref (result);
}

GAsyncResult *
ac_test_wait_result (GAsyncResult **result)
{
  ac_test_wait_until (*result != NULL);

  return *result;
}
