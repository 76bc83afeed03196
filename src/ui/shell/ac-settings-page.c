/* ac-settings-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-settings-page"

#include "config.h"

#include <glib/gi18n.h>

#include "ac-settings-page.h"

#include "ac-account-settings.h"
#include "ac-messages.h"
#include "ac-page-private.h"

/* The header bar leaves so much of the environment's name, or the badge gets a line of its own. */
#define TITLE_WIDTH 180

/* What the page shows and says by itself, while the list of environments has its place. */
typedef struct
{
  GtkWidget *empty; /* (nullable) (owned) */
  char *loading_text;
  char *error_title;
} Own;

typedef struct
{
  AcEnvironment *environment; /* (nullable) (owned) */
  GSignalGroup *environment_signals;
  AcAccountSettings *settings;
  GtkLabel *badge;        /* (nullable) in the header bar, until we are disposed */
  GtkLabel *narrow_badge; /* (nullable) below it, where there is less room */

  gboolean shows_list; /* in the place of what is in @own */
  Own own;
} AcSettingsPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (AcSettingsPage, ac_settings_page, AC_TYPE_PAGE)

enum
{
  PROP_0,
  PROP_ENVIRONMENT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

#define PRIV(self) ((AcSettingsPagePrivate *) ac_settings_page_get_instance_private (self))

static void
update_subtitle (AcSettingsPage *self)
{
  AcEnvironment *environment = PRIV (self)->environment;
  g_autofree char *cloud_name = NULL;
  g_autofree char *subtitle = NULL;

  if (environment != NULL)
    {
      cloud_name = ac_isolate (ac_environment_get_cloud_name (environment));
      /* Translators: %1$s is the name of a product environment, %2$s its cloud name */
      subtitle = g_strdup_printf (_("%1$s · %2$s"), ac_environment_get_name (environment), cloud_name);
    }

  ac_page_set_subtitle (AC_PAGE (self), subtitle);
}

static void
update_banner (AcSettingsPage *self)
{
  AcEnvironment *environment = PRIV (self)->environment;
  AcBanner *banner = ac_page_get_private (AC_PAGE (self))->banner;

  if (environment != NULL && !ac_environment_get_enabled (environment))
    ac_banner_add (banner, AC_BANNER_ENVIRONMENT_DISABLED, _("This product environment is disabled."), NULL, NULL);
  else
    ac_banner_remove (banner, AC_BANNER_ENVIRONMENT_DISABLED);
}

static void
show_mark (GtkLabel *badge,
           AcMark    mark,
           gboolean  here)
{
  const char *classes[] = { "badge", ac_mark_get_style_class (mark), NULL };

  gtk_widget_set_css_classes (GTK_WIDGET (badge), classes);
  gtk_label_set_label (badge, mark != AC_MARK_NONE ? ac_mark_get_label (mark) : "");
  gtk_widget_set_visible (GTK_WIDGET (badge), here && mark != AC_MARK_NONE);
}

static void
update_badge (AcSettingsPage *self)
{
  AcSettingsPagePrivate *priv = PRIV (self);
  gboolean is_narrow = ac_page_get_narrow (AC_PAGE (self));
  AcMark mark = AC_MARK_NONE;

  if (priv->badge == NULL)
    return;

  if (priv->environment != NULL)
    mark = ac_account_settings_get_mark (priv->settings, ac_environment_get_id (priv->environment));

  show_mark (priv->badge, mark, !is_narrow);
  show_mark (priv->narrow_badge, mark, is_narrow);
  gtk_widget_set_size_request (GTK_WIDGET (ac_page_get_private (AC_PAGE (self))->window_title), is_narrow ? -1 : TITLE_WIDTH, -1);
}

static void
on_mark_changed_cb (AcSettingsPage *self,
                    const char     *environment_id)
{
  AcEnvironment *environment = PRIV (self)->environment;

  if (environment != NULL && g_str_equal (environment_id, ac_environment_get_id (environment)))
    update_badge (self);
}

static GtkWidget *
create_no_environments (void)
{
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON,
                                    "label", _("Product Environments"),
                                    "halign", GTK_ALIGN_CENTER,
                                    "action-name", "win.show-page",
                                    NULL);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", "environments");
  gtk_widget_add_css_class (button, "pill");

  return g_object_new (ADW_TYPE_STATUS_PAGE,
                       "icon-name", "weather-overcast-symbolic",
                       "title", _("No Product Environments"),
                       "description", _("Each one has its own assets, settings and API keys."),
                       "child", button,
                       NULL);
}

/* The states of the page become those of the list of environments. */
static void
show_list (AcSettingsPage *self)
{
  AcSettingsPagePrivate *priv = PRIV (self);
  AcPagePrivate *page = ac_page_get_private (AC_PAGE (self));

  if (!priv->shows_list)
    {
      priv->shows_list = TRUE;
      g_set_object (&priv->own.empty, adw_bin_get_child (page->empty_bin));
      g_object_get (self,
                    "loading-text", &priv->own.loading_text,
                    "error-title", &priv->own.error_title,
                    NULL);
      adw_bin_set_child (page->empty_bin, create_no_environments ());
      g_object_set (self,
                    "loading-text", _("Loading product environments…"),
                    "error-title", _("Couldn’t Load Product Environments"),
                    NULL);
    }

  ac_page_follow_collection (AC_PAGE (self),
                             AC_COLLECTION (ac_account_get_environments (ac_page_get_account (AC_PAGE (self)))));
}

static void
clear_own (Own *own)
{
  g_clear_object (&own->empty);
  g_clear_pointer (&own->loading_text, g_free);
  g_clear_pointer (&own->error_title, g_free);
}

static void
show_own (AcSettingsPage *self)
{
  AcSettingsPagePrivate *priv = PRIV (self);

  if (!priv->shows_list)
    return;

  priv->shows_list = FALSE;
  ac_page_follow_collection (AC_PAGE (self), NULL);
  adw_bin_set_child (ac_page_get_private (AC_PAGE (self))->empty_bin, priv->own.empty);
  g_object_set (self,
                "loading-text", priv->own.loading_text,
                "error-title", priv->own.error_title,
                NULL);
  clear_own (&priv->own);
}

static void
ac_settings_page_real_environment_changed (AcSettingsPage *self)
{
  if (PRIV (self)->environment != NULL)
    ac_page_set_state (AC_PAGE (self), AC_PAGE_STATE_CONTENT);
}

static void
ac_settings_page_constructed (GObject *object)
{
  AcSettingsPage *self = AC_SETTINGS_PAGE (object);
  AcSettingsPagePrivate *priv = PRIV (self);

  G_OBJECT_CLASS (ac_settings_page_parent_class)->constructed (object);

  priv->settings = ac_account_settings_get (ac_account_get_id (ac_page_get_account (AC_PAGE (self))));
  g_signal_connect_object (priv->settings, "mark-changed", G_CALLBACK (on_mark_changed_cb), self, G_CONNECT_SWAPPED);
  show_list (self);
}

static void
ac_settings_page_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ENVIRONMENT:
      g_value_set_object (value, ac_settings_page_get_environment (AC_SETTINGS_PAGE (object)));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_settings_page_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_ENVIRONMENT:
      ac_settings_page_set_environment (AC_SETTINGS_PAGE (object), g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_settings_page_dispose (GObject *object)
{
  AcSettingsPagePrivate *priv = PRIV (AC_SETTINGS_PAGE (object));

  /* They go with the header bar and what is below it. */
  priv->badge = NULL;
  priv->narrow_badge = NULL;
  clear_own (&priv->own);
  g_clear_object (&priv->environment_signals);
  g_clear_object (&priv->environment);
  g_clear_object (&priv->settings);

  G_OBJECT_CLASS (ac_settings_page_parent_class)->dispose (object);
}

static void
ac_settings_page_class_init (AcSettingsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = ac_settings_page_constructed;
  object_class->get_property = ac_settings_page_get_property;
  object_class->set_property = ac_settings_page_set_property;
  object_class->dispose = ac_settings_page_dispose;

  klass->environment_changed = ac_settings_page_real_environment_changed;

  properties[PROP_ENVIRONMENT] =
    g_param_spec_object ("environment", NULL, NULL, AC_TYPE_ENVIRONMENT,
                         (G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ac_settings_page_init (AcSettingsPage *self)
{
  AcSettingsPagePrivate *priv = PRIV (self);
  AcPagePrivate *page = ac_page_get_private (AC_PAGE (self));

  /* Before the buttons that a subclass has there. */
  priv->badge = g_object_new (GTK_TYPE_LABEL,
                              "visible", FALSE,
                              "valign", GTK_ALIGN_CENTER,
                              NULL);
  gtk_box_append (page->end_box, GTK_WIDGET (priv->badge));
  gtk_widget_show (GTK_WIDGET (page->end_box));

  priv->narrow_badge = g_object_new (GTK_TYPE_LABEL,
                                     "visible", FALSE,
                                     "halign", GTK_ALIGN_CENTER,
                                     "margin-bottom", 6,
                                     NULL);
  gtk_widget_insert_after (GTK_WIDGET (priv->narrow_badge), gtk_widget_get_parent (GTK_WIDGET (page->headers)),
                           GTK_WIDGET (page->headers));
  g_signal_connect (self, "notify::narrow", G_CALLBACK (update_badge), NULL);
  update_badge (self);

  priv->environment_signals = g_signal_group_new (AC_TYPE_ENVIRONMENT);
  g_signal_group_connect_swapped (priv->environment_signals, "notify::name", G_CALLBACK (update_subtitle), self);
  g_signal_group_connect_swapped (priv->environment_signals, "notify::cloud-name", G_CALLBACK (update_subtitle), self);
  g_signal_group_connect_swapped (priv->environment_signals, "notify::enabled", G_CALLBACK (update_banner), self);
}

/**
 * ac_settings_page_get_environment:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): what the page is about
 */
AcEnvironment *
ac_settings_page_get_environment (AcSettingsPage *self)
{
  g_return_val_if_fail (AC_IS_SETTINGS_PAGE (self), NULL);

  return PRIV (self)->environment;
}

/**
 * ac_settings_page_set_environment:
 * @self: a page
 * @environment: (nullable): one of its account
 *
 * Makes @environment what the page is about.
 */
void
ac_settings_page_set_environment (AcSettingsPage *self,
                                  AcEnvironment  *environment)
{
  AcSettingsPagePrivate *priv;

  g_return_if_fail (AC_IS_SETTINGS_PAGE (self));
  g_return_if_fail (environment == NULL || AC_IS_ENVIRONMENT (environment));

  priv = PRIV (self);
  if (!g_set_object (&priv->environment, environment))
    return;

  g_signal_group_set_target (priv->environment_signals, environment);
  update_subtitle (self);
  update_banner (self);
  update_badge (self);

  if (environment == NULL)
    show_list (self);
  else
    show_own (self);
  AC_SETTINGS_PAGE_GET_CLASS (self)->environment_changed (self);
  /* What the role of the key forbids stands above every state. */
  ac_page_connection_update (AC_PAGE (self));

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENVIRONMENT]);
}
