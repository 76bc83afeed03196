/* ac-environment-page-edit.c: what is saved at once: the texts and the switch
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environment-page"

#include "config.h"

#include <glib/gi18n.h>

#include "ac-environment-dialogs.h"
#include "ac-environment-page-private.h"
#include "ac-error.h"
#include "ac-messages.h"

/* A text that is being saved. */
typedef struct
{
  AcEnvironmentPage *page;
  AcApplyRow *row;
  char *former; /* what Undo puts back */
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->page);
  g_object_unref (saving->row);
  g_free (saving->former);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static AcEnvironments *
get_environments (AcEnvironmentPage *self)
{
  return ac_account_get_environments (ac_page_get_account (AC_PAGE (self)));
}

static void
on_undone_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(AcPage) page = user_data;
  g_autoptr(GError) error = NULL;

  if (!ac_environments_change_finish (AC_ENVIRONMENTS (source), result, &error))
    ac_page_toast_error (page, error);
}

static void
undo_name (gpointer data)
{
  Saving *saved = data;

  ac_environments_set_name_async (get_environments (saved->page), saved->page->environment, saved->former, NULL,
                                  on_undone_cb, g_object_ref (saved->page));
}

static void
undo_description (gpointer data)
{
  Saving *saved = data;

  ac_environments_set_description_async (get_environments (saved->page), saved->page->environment, saved->former,
                                         NULL, on_undone_cb, g_object_ref (saved->page));
}

/* What was typed stays in the row; the reason stands below it and is told. */
static void
on_text_saved_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(Saving) saving = user_data;
  AcEnvironmentPage *self = saving->page;
  gboolean is_name = saving->row == self->name_row;
  g_autoptr(GError) error = NULL;
  gboolean saved = ac_environments_change_finish (AC_ENVIRONMENTS (source), result, &error);

  ac_apply_row_set_saving (saving->row, FALSE);
  if (!saved)
    {
      g_autofree char *sentence = ac_message_for_error (error);

      ac_hint_set (self->details_hint, AC_HINT_KIND_ERROR, sentence);
      if (!g_error_matches (error, AC_ERROR, AC_ERROR_NOT_FOUND))
        ac_page_toast_error (AC_PAGE (self), error);
      return;
    }

  ac_page_toast_with_button (AC_PAGE (self), is_name ? _("Display name changed") : _("Description changed"),
                             _("Undo"), is_name ? undo_name : undo_description,
                             g_steal_pointer (&saving), (GDestroyNotify) saving_free);
}

static Saving *
start_saving (AcEnvironmentPage *self,
              AcApplyRow        *row)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->page = g_object_ref (self);
  saving->row = g_object_ref (row);
  saving->former = g_strdup (ac_apply_row_get_saved_text (row));
  ac_hint_set (self->details_hint, AC_HINT_KIND_PLAIN, NULL);
  ac_apply_row_set_saving (row, TRUE);

  return saving;
}

void
ac_environment_page_save_name (AcEnvironmentPage *self,
                               const char        *text)
{
  ac_environments_set_name_async (get_environments (self), self->environment, text, NULL,
                                  on_text_saved_cb, start_saving (self, self->name_row));
}

void
ac_environment_page_save_description (AcEnvironmentPage *self,
                                      const char        *text)
{
  ac_environments_set_description_async (get_environments (self), self->environment, text, NULL,
                                         on_text_saved_cb, start_saving (self, self->description_row));
}

/* The switch */

void
ac_environment_page_show_enabled (AcEnvironmentPage *self)
{
  gboolean enabled = ac_environment_get_enabled (self->environment);

  self->showing = TRUE;
  gtk_switch_set_active (self->enabled_switch, enabled);
  gtk_switch_set_state (self->enabled_switch, enabled);
  self->showing = FALSE;
  adw_action_row_set_subtitle (self->enabled_row,
                               enabled ? _("Delivery, uploads and API calls work")
                                       : _("Uploads and API calls are refused"));
}

static gboolean
on_switch_idle_cb (gpointer user_data)
{
  AcEnvironmentPage *self = user_data;

  self->switch_id = 0;
  ac_environment_page_show_enabled (self);

  return G_SOURCE_REMOVE;
}

void
ac_environment_page_update_enabled_row (AcEnvironmentPage *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->enabled_row),
                            ac_page_get_editable (AC_PAGE (self)) && !gtk_spinner_get_spinning (self->enabled_spinner));
}

static void
show_enabling (AcPage   *page,
               gboolean  busy)
{
  AcEnvironmentPage *self = AC_ENVIRONMENT_PAGE (page);

  /* The page may be gone while its answer was on the way. */
  if (self->settings == NULL)
    return;

  gtk_spinner_set_spinning (self->enabled_spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->enabled_spinner), busy);
  ac_environment_page_update_enabled_row (self);
}

/* The switch moves when the service has agreed. It is put back in an idle, for a switch that is set while it
 * tells of a change would tell screen readers the wrong state. */
gboolean
ac_environment_page_set_enabled (AcEnvironmentPage *self,
                                 gboolean           state)
{
  if (self->showing)
    return FALSE;

  if (self->switch_id == 0)
    self->switch_id = g_idle_add (on_switch_idle_cb, self);
  if (state != ac_environment_get_enabled (self->environment))
    ac_environment_dialogs_set_enabled (AC_PAGE (self), self->environment, state, show_enabling);

  return TRUE;
}
