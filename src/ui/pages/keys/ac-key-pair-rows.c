/* ac-key-pair-rows.c: a key that was just made, to be copied
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-key-pair-rows"

#include "config.h"

#include "ac-key-pair-rows.h"

#include <glib/gi18n.h>

#include "ac-clipboard.h"
#include "ac-copy-row.h"
#include "ac-hint.h"
#include "ac-save-connection-row.h"
#include "ac-snippets-row.h"
#include "ac-toast-host.h"

static void
on_key_copied_cb (GtkWidget *row)
{
  AcToastHost *host = ac_toast_host_find (row);

  if (host != NULL)
    ac_toast_host_show (host, _("API key copied"), ADW_TOAST_PRIORITY_NORMAL);
}

static char *
create_hint (GSettings *settings,
             gboolean   revealed)
{
  guint hide = g_settings_get_uint (settings, "hide-secrets-after");
  guint clear = ac_clipboard_get_seconds ();
  g_autofree char *hidden = NULL;
  g_autofree char *cleared = NULL;

  if (revealed)
    hidden = g_strdup_printf (ngettext ("Hidden again in %u second.", "Hidden again in %u seconds.", hide), hide);
  if (clear > 0)
    cleared = g_strdup_printf (ngettext ("Copied secrets are removed from the clipboard after %u second.",
                                         "Copied secrets are removed from the clipboard after %u seconds.", clear),
                               clear);

  return g_strjoin (hidden != NULL && cleared != NULL ? " " : "",
                    hidden != NULL ? hidden : "", cleared != NULL ? cleared : "", NULL);
}

/* Once: hidden again, it stays so. */
static void
on_secret_mapped_cb (GtkWidget *row)
{
  g_signal_handlers_disconnect_by_func (row, on_secret_mapped_cb, NULL);
  gtk_widget_activate_action (row, "row.reveal", NULL);
}

/**
 * ac_key_pair_rows_add:
 * @group: where they go
 * @secrets: the key
 * @revealed: whether the secret is shown at once; never when the preferences say to ask first
 *
 * Adds the rows of a key that somebody now carries to where it is needed.
 */
void
ac_key_pair_rows_add (AdwPreferencesGroup *group,
                      AcKeySecrets        *secrets,
                      gboolean             revealed)
{
  g_autoptr(GSettings) settings = g_settings_new (AC_BASE_ID);
  g_autofree char *hint = NULL;
  GtkWidget *key_row, *secret_row, *url_row;

  g_return_if_fail (ADW_IS_PREFERENCES_GROUP (group));
  g_return_if_fail (AC_IS_KEY_SECRETS (secrets));

  revealed = revealed && !g_settings_get_boolean (settings, "ask-before-showing-secrets");

  key_row = g_object_new (AC_TYPE_COPY_ROW,
                          "use-markup", FALSE, "title", _("API key"), "copy-label", _("Copy API key"), NULL);
  gtk_widget_add_css_class (key_row, "monospace-value");
  ac_copy_row_set_value (AC_COPY_ROW (key_row), ac_key_secrets_get_key (secrets));
  g_signal_connect (key_row, "copied", G_CALLBACK (on_key_copied_cb), NULL);
  adw_preferences_group_add (group, key_row);

  secret_row = g_object_new (AC_TYPE_SECRET_ROW, "title", _("API secret"), NULL);
  ac_key_secrets_bind (secrets, AC_SECRET_ROW (secret_row), AC_KEY_FORM_SECRET);
  adw_preferences_group_add (group, secret_row);

  url_row = g_object_new (AC_TYPE_SECRET_ROW,
                          "title", ac_key_secrets_get_variable (secrets), "revealable", FALSE, NULL);
  ac_key_secrets_bind (secrets, AC_SECRET_ROW (url_row), AC_KEY_FORM_URL);
  adw_preferences_group_add (group, url_row);
  adw_preferences_group_add (group, ac_snippets_row_new (secrets));
  /* The demo account is gone with the program. */
  if (ac_key_secrets_get_environment (secrets) == NULL && !ac_account_get_demo (ac_key_secrets_get_account (secrets)))
    adw_preferences_group_add (group, ac_save_connection_row_new (secrets));

  hint = create_hint (settings, revealed);
  if (*hint != '\0')
    adw_preferences_group_add (group, g_object_new (AC_TYPE_HINT, "text", hint, NULL));

  if (revealed)
    g_signal_connect (secret_row, "map", G_CALLBACK (on_secret_mapped_cb), NULL);
}
