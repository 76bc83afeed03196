/* ac-environment-dialogs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environment-dialogs"

#include "config.h"

#include "ac-environment-dialogs.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>

#include "ac-account-settings.h"
#include "ac-clipboard.h"
#include "ac-cloud-name-dialog.h"
#include "ac-confirm.h"
#include "ac-error.h"
#include "ac-limit-dialog.h"
#include "ac-messages.h"
#include "ac-new-environment-dialog.h"
#include "ac-password-check.h"
#include "ac-web-console.h"

/* One thing that is done with one environment. It holds the page, so that what was begun is finished and told
 * even when the page is left meanwhile. */
typedef struct
{
  AcPage *page;
  AcEnvironment *environment;
  gboolean enabled;
  gboolean is_undo; /* not offered to be undone again */
  AcEnvironmentBusyFunc busy; /* (nullable) */
  void (*deleted) (AcPage *page);
} Deed;

static Deed *
deed_new (AcPage        *page,
          AcEnvironment *environment)
{
  Deed *deed = g_new0 (Deed, 1);

  deed->page = g_object_ref (page);
  deed->environment = g_object_ref (environment);

  return deed;
}

static void
deed_free (Deed *deed)
{
  g_object_unref (deed->page);
  g_object_unref (deed->environment);
  g_free (deed);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Deed, deed_free)

static AcEnvironments *
get_environments (AcPage *page)
{
  return ac_account_get_environments (ac_page_get_account (page));
}

static gboolean
is_production (AcPage        *page,
               AcEnvironment *environment)
{
  g_autoptr(AcAccountSettings) settings =
    ac_account_settings_get (ac_account_get_id (ac_page_get_account (page)));

  return ac_account_settings_get_mark (settings, ac_environment_get_id (environment)) == AC_MARK_PRODUCTION;
}

static void
show_busy (Deed     *deed,
           gboolean  busy)
{
  if (deed->busy != NULL)
    deed->busy (deed->page, busy);
}

static void start_set_enabled (Deed *deed);

static void
undo_set_enabled (gpointer data)
{
  Deed *done = data;
  Deed *deed = deed_new (done->page, done->environment);

  deed->enabled = !done->enabled;
  deed->is_undo = TRUE;
  deed->busy = done->busy;
  start_set_enabled (deed);
}

static void
on_enabled_set_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(Deed) deed = user_data;
  AcPage *page = deed->page;
  g_autoptr(GError) error = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  show_busy (deed, FALSE);
  if (!ac_environments_change_finish (AC_ENVIRONMENTS (source), result, &error))
    {
      ac_page_toast_error (page, error);
      return;
    }
  if (deed->is_undo)
    return;

  name = ac_quote_name (ac_environment_get_name (deed->environment));
  /* Translators: %s is the name of a product environment */
  text = g_strdup_printf (deed->enabled ? _("%s enabled") : _("%s disabled"), name);
  ac_page_toast_with_button (page, text, _("Undo"), undo_set_enabled,
                             g_steal_pointer (&deed), (GDestroyNotify) deed_free);
}

/* Takes @deed. */
static void
start_set_enabled (Deed *deed)
{
  show_busy (deed, TRUE);
  ac_environments_set_enabled_async (get_environments (deed->page), deed->environment, deed->enabled, NULL,
                                     on_enabled_set_cb, deed);
}

static void
on_disable_confirmed_cb (GObject      *source,
                         GAsyncResult *result,
                         gpointer      user_data)
{
  g_autoptr(Deed) deed = user_data;

  if (ac_confirm_finish (result, NULL))
    start_set_enabled (g_steal_pointer (&deed));
}

/**
 * ac_environment_dialogs_set_enabled:
 * @page: where it is done
 * @environment: the environment
 * @enabled: what it shall be
 * @busy: (nullable) (scope forever): called when the service is asked, and when it has answered; also for an Undo
 *
 * Enables at once. Disabling asks, in a Production environment for its cloud name (ui.md A.6). A toast offers Undo.
 * The environment's property changes when the service has agreed, and not before.
 */
void
ac_environment_dialogs_set_enabled (AcPage                *page,
                                    AcEnvironment         *environment,
                                    gboolean               enabled,
                                    AcEnvironmentBusyFunc  busy)
{
  g_autoptr(Deed) deed = NULL;
  AcConfirm question = { 0 };
  g_autofree char *name = NULL;
  g_autofree char *cloud_name = NULL;
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;

  g_return_if_fail (AC_IS_PAGE (page));
  g_return_if_fail (AC_IS_ENVIRONMENT (environment));

  deed = deed_new (page, environment);
  deed->enabled = enabled;
  deed->busy = busy;
  if (enabled)
    {
      start_set_enabled (g_steal_pointer (&deed));
      return;
    }

  name = ac_quote_name (ac_environment_get_name (environment));
  cloud_name = ac_isolate (ac_environment_get_cloud_name (environment));
  /* Translators: %s is the name of a product environment */
  heading = g_strdup_printf (_("Disable %s?"), name);
  /* Translators: %s is a cloud name */
  body = g_strdup_printf (_("Uploads and API calls with %s stop, and no new transformations are made. You can enable it again at any time."),
                          cloud_name);
  question.heading = heading;
  question.body = body;
  question.verb = _("Disable");
  question.destructive = TRUE;
  if (is_production (page, environment))
    question.typed = ac_environment_get_cloud_name (environment);

  ac_confirm_async (GTK_WIDGET (page), &question, ac_page_get_cancellable (page),
                    on_disable_confirmed_cb, g_steal_pointer (&deed));
}

static void
on_deleted_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(Deed) deed = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *name = ac_quote_name (ac_environment_get_name (deed->environment));
  g_autofree char *text = NULL;

  if (!ac_environments_change_finish (AC_ENVIRONMENTS (source), result, &error))
    {
      /* Translators: %s is the name of a product environment */
      text = g_strdup_printf (_("Couldn’t delete %s."), name);
      ac_page_toast_failure (deed->page, text, error);
      return;
    }

  /* Translators: %s is the name of a product environment */
  text = g_strdup_printf (_("%s deleted"), name);
  ac_page_toast (deed->page, text);
  if (deed->deleted != NULL)
    deed->deleted (deed->page);
}

static void
on_delete_confirmed_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr(Deed) deed = user_data;
  AcEnvironments *environments = get_environments (deed->page);
  AcEnvironment *environment = deed->environment;

  if (ac_confirm_finish (result, NULL))
    ac_environments_delete_async (environments, environment, NULL, on_deleted_cb, g_steal_pointer (&deed));
}

/**
 * ac_environment_dialogs_delete:
 * @page: where it is done
 * @environment: the environment
 * @deleted: (nullable) (scope async): called with @page when it is gone
 *
 * Asks for the cloud name and deletes; one that is enabled is refused.
 */
void
ac_environment_dialogs_delete (AcPage        *page,
                               AcEnvironment *environment,
                               void         (*deleted) (AcPage *page))
{
  Deed *deed;
  AcConfirm question = { 0 };
  g_autofree char *name = NULL;
  g_autofree char *cloud_name = NULL;
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;

  g_return_if_fail (AC_IS_PAGE (page));
  g_return_if_fail (AC_IS_ENVIRONMENT (environment));

  deed = deed_new (page, environment);
  deed->deleted = deleted;

  name = ac_quote_name (ac_environment_get_name (environment));
  cloud_name = ac_isolate (ac_environment_get_cloud_name (environment));
  /* Translators: %s is the name of a product environment */
  heading = g_strdup_printf (_("Delete %s?"), name);
  /* Translators: %s is a cloud name */
  body = g_strdup_printf (_("All assets, folders, presets, API keys and past usage figures of %s are deleted, and its delivery URLs stop working. This can’t be undone."),
                          cloud_name);
  question.heading = heading;
  question.body = body;
  question.verb = _("Delete");
  question.destructive = TRUE;
  question.typed = ac_environment_get_cloud_name (environment);
  if (ac_environment_get_enabled (environment))
    question.refusal = _("Disable it first.");

  ac_confirm_async (GTK_WIDGET (page), &question, ac_page_get_cancellable (page), on_delete_confirmed_cb, deed);
}

/* (transfer full) */
static char *
create_copied_text (void)
{
  guint seconds = ac_clipboard_get_seconds ();

  if (seconds == 0)
    return g_strdup (_("CLOUDINARY_URL copied."));

  return g_strdup_printf (ngettext ("CLOUDINARY_URL copied. Removed from the clipboard in %u second.",
                                    "CLOUDINARY_URL copied. Removed from the clipboard in %u seconds.",
                                    seconds),
                          seconds);
}

/* (transfer full): why the URL can't be copied */
static char *
create_not_copied_text (const GError *error)
{
  g_autofree char *sentence = NULL;

  /* Not a refusal of the service, but what was found in its answer. */
  if (g_error_matches (error, AC_ERROR, AC_ERROR_INVALID) && ac_error_get_http_status (error) < 400)
    return g_strdup (_("This product environment has no enabled API key."));

  sentence = ac_message_for_error (error);

  /* Translators: %s is a whole sentence that says why */
  return g_strdup_printf (_("Couldn’t copy: %s"), sentence);
}

static void
on_url_fetched_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(AcPage) page = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  char *url = ac_environments_fetch_url_finish (AC_ENVIRONMENTS (source), result, &error);

  if (url == NULL)
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;

      text = create_not_copied_text (error);
      ac_page_toast (page, text);
      return;
    }

  ac_clipboard_copy_secret (GTK_WIDGET (page), url);
  secret_password_free (url);
  text = create_copied_text ();
  ac_page_toast (page, text);
}

typedef struct
{
  AcPage *page;               /* (owned) */
  AcEnvironment *environment; /* (owned) */
} Copying;

static void
copying_free (Copying *copying)
{
  g_object_unref (copying->page);
  g_object_unref (copying->environment);
  g_free (copying);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Copying, copying_free)

static void
on_copy_allowed_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(Copying) copying = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  if (ac_password_check_ask_finish (result, &error))
    {
      ac_environments_fetch_url_async (get_environments (copying->page), copying->environment,
                                       ac_page_get_cancellable (copying->page),
                                       on_url_fetched_cb, g_object_ref (copying->page));
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  text = create_not_copied_text (error);
  ac_page_toast (copying->page, text);
}

/**
 * ac_environment_dialogs_copy_url:
 * @page: where it is done
 * @environment: the environment
 *
 * Fetches the environment's CLOUDINARY_URL and copies it as a secret, once the password was given where that is wanted.
 */
void
ac_environment_dialogs_copy_url (AcPage        *page,
                                 AcEnvironment *environment)
{
  Copying *copying;

  g_return_if_fail (AC_IS_PAGE (page));
  g_return_if_fail (AC_IS_ENVIRONMENT (environment));

  copying = g_new0 (Copying, 1);
  copying->page = g_object_ref (page);
  copying->environment = g_object_ref (environment);
  ac_password_check_allow_async (ac_page_get_cancellable (page), on_copy_allowed_cb, copying);
}

/**
 * ac_environment_dialogs_show_in_console:
 * @page: where it is done
 * @environment: the environment
 *
 * Opens the web console with @environment selected.
 */
void
ac_environment_dialogs_show_in_console (AcPage        *page,
                                        AcEnvironment *environment)
{
  g_return_if_fail (AC_IS_PAGE (page));
  g_return_if_fail (AC_IS_ENVIRONMENT (environment));

  ac_web_console_open (page, ac_environment_get_id (environment), "product-environments");
}

/**
 * ac_environment_dialogs_new:
 * @page: where it is done
 * @base: (nullable): the base that is chosen at first
 * @created: (nullable) (scope async): called with the new environment
 *
 * Opens the dialog New Environment.
 */
void
ac_environment_dialogs_new (AcPage        *page,
                            AcEnvironment *base,
                            void         (*created) (AcPage        *page,
                                                     AcEnvironment *environment))
{
  g_return_if_fail (AC_IS_PAGE (page));
  g_return_if_fail (base == NULL || AC_IS_ENVIRONMENT (base));

  ac_form_dialog_present (ac_new_environment_dialog_new (page, base, created), GTK_WIDGET (page));
}

/**
 * ac_environment_dialogs_change_cloud_name:
 * @page: where it is done
 * @environment: the environment
 *
 * Opens the dialog Change Cloud Name.
 */
void
ac_environment_dialogs_change_cloud_name (AcPage        *page,
                                          AcEnvironment *environment)
{
  g_return_if_fail (AC_IS_PAGE (page));
  g_return_if_fail (AC_IS_ENVIRONMENT (environment));

  ac_form_dialog_present (ac_cloud_name_dialog_new (page, environment), GTK_WIDGET (page));
}

/**
 * ac_environment_dialogs_change_limit:
 * @page: where it is done
 *
 * Opens the dialog Change Limit, or says where the limit can be changed.
 */
void
ac_environment_dialogs_change_limit (AcPage *page)
{
  g_return_if_fail (AC_IS_PAGE (page));

  ac_limit_dialog_open (page, NULL);
}
