/* ac-known-account-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-known-account-row"

#include "config.h"

#include <glib/gi18n.h>

#include "ac-known-account-row.h"

#include "ac-account-settings.h"
#include "ac-clipboard.h"
#include "ac-confirm.h"
#include "ac-dates.h"
#include "ac-messages.h"
#include "ac-name-dialog.h"
#include "ac-toast-host.h"

struct _AcKnownAccountRow
{
  AdwActionRow parent_instance;

  AcSession *session;
  AcKnownAccount *known;
  GListModel *connections; /* all of the account */

  AdwAvatar *avatar;
  GtkSpinner *spinner;
  GtkWidget *in_use_image;
  GtkWidget *menu_button;
};

G_DEFINE_FINAL_TYPE (AcKnownAccountRow, ac_known_account_row, ADW_TYPE_ACTION_ROW)

/* Hosts of Cloudinary's regions (wire reference 1). */
static const struct
{
  const char *host;
  const char *region; /* (nullable) */
} regions[] = {
  { AC_DEFAULT_HOST, NULL },
  { "https://api-eu.cloudinary.com", N_("EU") },
  { "https://api-ap.cloudinary.com", N_("AP") },
};

static int
count_days_until_now (GDateTime *date_time)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autoptr(GDateTime) midnight = NULL;

  midnight = g_date_time_new_local (g_date_time_get_year (now), g_date_time_get_month (now),
                                    g_date_time_get_day_of_month (now), 0, 0, 0);
  if (g_date_time_compare (date_time, midnight) >= 0)
    return 0;

  return 1 + g_date_time_difference (midnight, date_time) / G_TIME_SPAN_DAY;
}

static char *
format_opened (GDateTime *opened)
{
  g_autofree char *date = NULL;

  if (opened == NULL)
    return g_strdup (_("Never opened"));

  switch (count_days_until_now (opened))
    {
    case 0:
      return g_strdup (_("Opened today"));

    case 1:
      return g_strdup (_("Opened yesterday"));

    default:
      date = ac_format_date (opened);
      /* Translators: %s is a day, as Mar 12, 2023 */
      return g_strdup_printf (_("Opened %s"), date);
    }
}

static gboolean
is_one_of_several (AcKnownAccountRow *self)
{
  return g_list_model_get_n_items (self->connections) > 1;
}

/* Which of several keys it is, and of that which was used last, when. */
static char *
create_key_subtitle (AcKnownAccountRow *self,
                     const char        *opened)
{
  g_autoptr(AcAccountSettings) settings =
    ac_account_settings_get (ac_known_account_get_account_id (self->known));
  g_autofree char *last_key = ac_account_settings_dup_last_key (settings);
  g_autofree char *key = ac_isolate (ac_known_account_get_key (self->known));

  if (ac_session_is_remembered (self->session, self->known) &&
      g_strcmp0 (last_key, ac_known_account_get_key (self->known)) != 0)
    /* Translators: %s is the number of an API key */
    return g_strdup_printf (_("API key %s"), key);

  /* Translators: %1$s is the number of an API key, and %2$s a sentence, as Opened today */
  return g_strdup_printf (_("API key %1$s · %2$s"), key, opened);
}

static char *
create_subtitle (AcKnownAccountRow *self)
{
  g_autoptr(AcAccountSettings) settings =
    ac_account_settings_get (ac_known_account_get_account_id (self->known));
  g_autoptr(GDateTime) last_opened = ac_account_settings_get_last_opened (settings);
  const char *region = ac_known_account_get_region (self->known);
  g_autofree char *opened = NULL;

  if (ac_known_account_get_locked (self->known))
    opened = g_strdup (_("Keyring is locked"));
  else if (!ac_session_is_remembered (self->session, self->known))
    opened = g_strdup (_("Kept until you quit"));
  else
    opened = format_opened (last_opened);

  if (is_one_of_several (self))
    return create_key_subtitle (self, opened);

  if (region == NULL || ac_known_account_get_locked (self->known))
    return g_steal_pointer (&opened);

  /* Translators: facts about an account: %1$s is a region, as EU, and %2$s a sentence, as Opened today */
  return g_strdup_printf (_("%1$s · %2$s"), region, opened);
}

static void
update (AcKnownAccountRow *self)
{
  const char *title = ac_known_account_get_title (self->known);
  g_autofree char *subtitle = create_subtitle (self);
  g_autofree char *menu_label = NULL;

  gtk_widget_set_visible (self->in_use_image,
                          is_one_of_several (self) && ac_session_is_in_use (self->session, self->known));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  adw_avatar_set_text (self->avatar, title);

  /* Translators: %s is the name of an account */
  menu_label = g_strdup_printf (_("More actions for %s"), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, menu_label,
                                  -1);
}

static void
toast (AcKnownAccountRow *self,
       const char        *text,
       AdwToastPriority   priority)
{
  AcToastHost *host = ac_toast_host_find (GTK_WIDGET (self));

  if (host != NULL)
    ac_toast_host_show (host, text, priority);
}

static void
rename_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  AcKnownAccountRow *self = AC_KNOWN_ACCOUNT_ROW (widget);

  gtk_window_present (ac_name_dialog_new (widget, self->session, self->known, _("Rename Account")));
}

static void
change_credentials_action (GtkWidget  *widget,
                           const char *name,
                           GVariant   *parameter)
{
  AcKnownAccountRow *self = AC_KNOWN_ACCOUNT_ROW (widget);

  g_autoptr(GVariant) connection = g_variant_ref_sink (ac_connection_to_variant (self->known));

  gtk_widget_activate_action_variant (widget, "win.change-credentials-of", connection);
}

static void
copy_id_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  AcKnownAccountRow *self = AC_KNOWN_ACCOUNT_ROW (widget);

  ac_clipboard_copy (widget, ac_known_account_get_account_id (self->known));
  toast (self, _("Account ID copied"), ADW_TOAST_PRIORITY_NORMAL);
}

static void
on_forgotten_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(AcKnownAccountRow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (ac_session_forget_finish (AC_SESSION (source), result, &error))
    return;

  sentence = ac_message_for_error (error);
  toast (self, sentence, ADW_TOAST_PRIORITY_HIGH);
}

static void
on_forget_confirmed_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr(AcKnownAccountRow) self = user_data;

  if (ac_confirm_finish (result, NULL))
    ac_session_forget_async (self->session, self->known, NULL, on_forgotten_cb, g_object_ref (self));
}

static void
forget_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  AcKnownAccountRow *self = AC_KNOWN_ACCOUNT_ROW (widget);
  g_autofree char *title = ac_quote_name (ac_known_account_get_title (self->known));
  g_autofree char *key = ac_isolate (ac_known_account_get_key (self->known));
  g_autofree char *heading = NULL;
  AcConfirm question = {
    .body = _("The key is removed from this computer. The account itself is not changed."),
    .verb = _("_Forget"),
    .destructive = TRUE,
  };

  if (is_one_of_several (self))
    /* Translators: %1$s is the number of an API key, and %2$s the name of an account */
    heading = g_strdup_printf (_("Forget the API key %1$s of %2$s?"), key, title);
  else
    /* Translators: %s is the name of an account */
    heading = g_strdup_printf (_("Forget %s?"), title);
  question.heading = heading;
  ac_confirm_async (widget, &question, NULL, on_forget_confirmed_cb, g_object_ref (self));
}

/* What was said before may be of yesterday. */
static void
ac_known_account_row_map (GtkWidget *widget)
{
  AcKnownAccountRow *self = AC_KNOWN_ACCOUNT_ROW (widget);

  if (self->known != NULL)
    update (self);

  GTK_WIDGET_CLASS (ac_known_account_row_parent_class)->map (widget);
}

static void
ac_known_account_row_dispose (GObject *object)
{
  AcKnownAccountRow *self = AC_KNOWN_ACCOUNT_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), AC_TYPE_KNOWN_ACCOUNT_ROW);
  g_clear_object (&self->session);
  g_clear_object (&self->known);
  g_clear_object (&self->connections);

  G_OBJECT_CLASS (ac_known_account_row_parent_class)->dispose (object);
}

static void
ac_known_account_row_class_init (AcKnownAccountRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ac_known_account_row_dispose;
  widget_class->map = ac_known_account_row_map;

  gtk_widget_class_set_template_from_resource (widget_class, AC_RESOURCE_PATH "/shell/ac-known-account-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AcKnownAccountRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, AcKnownAccountRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, AcKnownAccountRow, in_use_image);
  gtk_widget_class_bind_template_child (widget_class, AcKnownAccountRow, menu_button);

  gtk_widget_class_install_action (widget_class, "account.rename", NULL, rename_action);
  gtk_widget_class_install_action (widget_class, "account.change-credentials", NULL, change_credentials_action);
  gtk_widget_class_install_action (widget_class, "account.copy-id", NULL, copy_id_action);
  gtk_widget_class_install_action (widget_class, "account.forget", NULL, forget_action);
}

static void
ac_known_account_row_init (AcKnownAccountRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ac_known_account_row_new:
 * @session: the session
 * @known: an account of it
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
ac_known_account_row_new (AcSession      *session,
                          AcKnownAccount *known)
{
  AcKnownAccountRow *self;

  g_return_val_if_fail (AC_IS_SESSION (session), NULL);
  g_return_val_if_fail (AC_IS_KNOWN_ACCOUNT (known), NULL);

  self = g_object_new (AC_TYPE_KNOWN_ACCOUNT_ROW, NULL);
  self->session = g_object_ref (session);
  self->known = g_object_ref (known);
  self->connections = ac_session_get_connections (session, ac_known_account_get_account_id (known));
  g_signal_connect_object (known, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->connections, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "account-replaced", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "signed-out", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

/**
 * ac_known_account_row_get_known_account:
 * @self: a row
 *
 * Returns: (transfer none): the account of the row
 */
AcKnownAccount *
ac_known_account_row_get_known_account (AcKnownAccountRow *self)
{
  g_return_val_if_fail (AC_IS_KNOWN_ACCOUNT_ROW (self), NULL);

  return self->known;
}

/**
 * ac_known_account_row_set_busy:
 * @self: a row
 * @busy: whether the account is being opened
 */
void
ac_known_account_row_set_busy (AcKnownAccountRow *self,
                               gboolean           busy)
{
  g_return_if_fail (AC_IS_KNOWN_ACCOUNT_ROW (self));

  gtk_spinner_set_spinning (self->spinner, busy);
}

/**
 * ac_known_account_get_title:
 * @known: an account
 *
 * Returns: (transfer none): what it is called, its ID when it has no name
 */
const char *
ac_known_account_get_title (AcKnownAccount *known)
{
  const char *name;

  g_return_val_if_fail (AC_IS_KNOWN_ACCOUNT (known), NULL);

  name = ac_known_account_get_name (known);

  return name != NULL && *name != '\0' ? name : ac_known_account_get_account_id (known);
}

/**
 * ac_known_account_get_region:
 * @known: an account
 *
 * Returns: (transfer none) (nullable): where it is served, when that isn't the usual place
 */
const char *
ac_known_account_get_region (AcKnownAccount *known)
{
  const char *host;

  g_return_val_if_fail (AC_IS_KNOWN_ACCOUNT (known), NULL);

  host = ac_known_account_get_host (known);
  for (gsize i = 0; i < G_N_ELEMENTS (regions); i++)
    if (g_str_equal (host, regions[i].host))
      return regions[i].region != NULL ? _(regions[i].region) : NULL;

  return host;
}
