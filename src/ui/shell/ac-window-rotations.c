/* ac-window-rotations.c: how many keys are being replaced, at the end of the sidebar's rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-window"

#include "config.h"

#include <glib/gi18n.h>

#include "ac-messages.h"
#include "ac-window-private.h"

static void
set_badge (AcWindow   *self,
           const char *page_id,
           guint       count)
{
  g_autofree char *description = g_strdup_printf (ngettext ("%u rotation in progress", "%u rotations in progress", count), count);

  ac_sidebar_set_badge (self->sidebar, page_id, count, description);
}

static void
update (AcWindow *self)
{
  AcEnvironment *environment = ac_environment_choice_get_environment (self->choice);
  guint n_account = 0, n_environment = 0;

  if (self->rotations != NULL)
    {
      n_account = ac_rotations_count_open_in (self->rotations, NULL);
      if (environment != NULL)
        n_environment = ac_rotations_count_open_in (self->rotations, ac_environment_get_id (environment));
    }

  set_badge (self, "account-keys", n_account);
  set_badge (self, "environment-keys", n_environment);
}

static void
on_loaded_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(AcWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (ac_rotations_load_finish (AC_ROTATIONS (source), result, &error) || self->account == NULL)
    return;

  sentence = ac_message_for_error (error);
  ac_toast_host_show (self->toast_host, sentence, ADW_TOAST_PRIORITY_HIGH);
}

/* Called once. */
void
ac_window_init_rotations (AcWindow *self)
{
  self->rotation_signals = g_signal_group_new (AC_TYPE_ROTATIONS);
  g_signal_group_connect_swapped (self->rotation_signals, "items-changed", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->rotation_signals, "notify::n-open", G_CALLBACK (update), self);
  g_signal_connect_object (self->choice, "notify::environment", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

/* The window has another account now, or none. */
void
ac_window_follow_rotations (AcWindow *self)
{
  g_clear_object (&self->rotations);
  if (self->account != NULL)
    self->rotations = ac_rotations_get (ac_account_get_id (self->account));

  g_signal_group_set_target (self->rotation_signals, self->rotations);
  update (self);
  if (self->rotations != NULL)
    ac_rotations_load_async (self->rotations, NULL, on_loaded_cb, g_object_ref (self));
}
