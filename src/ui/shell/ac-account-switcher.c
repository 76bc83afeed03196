/* ac-account-switcher.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-account-switcher"

#include "config.h"

#include <glib/gi18n.h>

#include "ac-account-switcher.h"

#include "ac-known-account-row.h"
#include "ac-messages.h"
#include "ac-template.h"

struct _AcAccountSwitcher
{
  GtkWidget parent_instance;

  AcSession *session;
  AcAccount *account; /* (nullable) */
  GSignalGroup *account_signals;

  GtkMenuButton *button;
  GtkWidget *button_content;
  GtkPopover *popover;
  GtkListBox *list;
  AdwAvatar *avatar;
  GtkLabel *name_label;
  GtkLabel *plan_label;
};

G_DEFINE_FINAL_TYPE (AcAccountSwitcher, ac_account_switcher, GTK_TYPE_WIDGET)

static gboolean
is_one_of_several (AcAccountSwitcher *self,
                   AcKnownAccount    *known)
{
  g_autoptr(GListModel) connections = ac_session_get_connections (self->session, ac_known_account_get_account_id (known));

  return g_list_model_get_n_items (connections) > 1;
}

/* The second line below the name of an account: “Demo account”, “Enterprise plan · EU”. */
static char *
create_caption (AcAccountSwitcher *self,
                AcKnownAccount    *known)
{
  AcAccount *account = ac_session_lookup (self->session, ac_known_account_get_account_id (known));
  const char *plan = account != NULL ? ac_account_get_plan_name (account) : NULL;
  const char *region = ac_known_account_get_region (known);

  if (account != NULL && ac_account_get_demo (account))
    return g_strdup (_("Demo account"));

  if (plan != NULL && region != NULL)
    /* Translators: %1$s is the name of a plan, as Enterprise, and %2$s a region, as EU */
    return g_strdup_printf (_("%1$s plan · %2$s"), plan, region);

  if (plan != NULL)
    /* Translators: %s is the name of a plan, as Enterprise */
    return g_strdup_printf (_("%s plan"), plan);

  return g_strdup (region);
}

static const char *
get_title (AcAccountSwitcher *self,
           AcKnownAccount    *known)
{
  AcAccount *account = ac_session_lookup (self->session, ac_known_account_get_account_id (known));
  const char *name = account != NULL ? ac_account_get_name (account) : NULL;

  return name != NULL ? name : ac_known_account_get_title (known);
}

static void
update_button (AcAccountSwitcher *self)
{
  AcKnownAccount *known;
  g_autofree char *caption = NULL;
  g_autofree char *label = NULL;
  const char *title;

  if (self->account == NULL || self->button == NULL)
    return;

  known = ac_account_get_known_account (self->account);
  title = get_title (self, known);
  caption = create_caption (self, known);
  /* Translators: %s is the name of an account */
  label = g_strdup_printf (_("Switch account, now %s"), title);

  adw_avatar_set_text (self->avatar, title);
  gtk_label_set_label (self->name_label, title);
  gtk_label_set_label (self->plan_label, caption != NULL ? caption : "");
  gtk_widget_set_visible (GTK_WIDGET (self->plan_label), caption != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

/* Takes the room that there is, and no more: a long host name doesn't widen the sidebar. */
static GtkWidget *
create_label (const char *text)
{
  return g_object_new (GTK_TYPE_LABEL,
                       "label", text,
                       "xalign", 0.0f,
                       "ellipsize", PANGO_ELLIPSIZE_END,
                       "max-width-chars", 1,
                       NULL);
}

static GtkWidget *
create_labels (const char *title,
               const char *caption)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), create_label (title));

  if (caption != NULL)
    {
      GtkWidget *label = create_label (caption);

      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (box), label);
    }

  return box;
}

/* In the list, several keys of one account have to be told apart. */
static char *
create_row_caption (AcAccountSwitcher *self,
                    AcKnownAccount    *known)
{
  /* Nothing else, so that it isn't ellipsized. */
  if (is_one_of_several (self, known))
    return ac_isolate (ac_known_account_get_key (known));

  return create_caption (self, known);
}

static char *
create_description (AcAccountSwitcher *self,
                    AcKnownAccount    *known,
                    const char        *caption,
                    gboolean           is_current)
{
  if (is_one_of_several (self, known))
    /* Translators: %s is the number of an API key */
    return g_strdup_printf (is_current ? _("API key %s, in use") : _("API key %s"), caption);
  if (is_current)
    return g_strdup (_("Current account"));

  return g_strdup (caption != NULL ? caption : "");
}

static GtkWidget *
create_row (AcAccountSwitcher *self,
            AcKnownAccount    *known)
{
  const char *id = ac_known_account_get_account_id (known);
  const char *title = get_title (self, known);
  g_autofree char *caption = create_row_caption (self, known);
  gboolean is_current = self->account != NULL && g_str_equal (id, ac_account_get_id (self->account)) &&
                        ac_session_is_in_use (self->session, known);
  g_autofree char *description = create_description (self, known, caption, is_current);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_box_append (GTK_BOX (box), g_object_new (ADW_TYPE_AVATAR,
                                               "size", 32,
                                               "text", title,
                                               "show-initials", TRUE,
                                               "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                               NULL));
  gtk_box_append (GTK_BOX (box), create_labels (title, caption));
  if (is_current)
    gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_IMAGE,
                                                 "icon-name", "object-select-symbolic",
                                                 "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                                 NULL));

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "connection", g_variant_ref_sink (ac_connection_to_variant (known)),
                          (GDestroyNotify) g_variant_unref);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description,
                                  -1);

  return row;
}

/* Made anew each time it opens: names, plans and the current account change. */
static void
on_popover_shown_cb (AcAccountSwitcher *self)
{
  GListModel *known_accounts = ac_session_get_known_accounts (self->session);
  guint n_items = g_list_model_get_n_items (known_accounts);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(AcKnownAccount) known = g_list_model_get_item (known_accounts, i);

      gtk_list_box_append (self->list, create_row (self, known));
    }
}

static void
open_account (AcAccountSwitcher *self,
              GtkListBoxRow     *row,
              gboolean           in_new_window)
{
  g_autoptr(GVariant) connection = g_variant_ref (g_object_get_data (G_OBJECT (row), "connection"));

  gtk_popover_popdown (self->popover);
  gtk_widget_activate_action_variant (GTK_WIDGET (self),
                                      in_new_window ? "win.open-account-in-new-window" : "win.open-account",
                                      connection);
}

static gboolean
is_control_down (AcAccountSwitcher *self)
{
  GdkDevice *keyboard = gdk_seat_get_keyboard (gdk_display_get_default_seat (gtk_widget_get_display (GTK_WIDGET (self))));

  return keyboard != NULL && (gdk_device_get_modifier_state (keyboard) & GDK_CONTROL_MASK) != 0;
}

static void
on_list_row_activated_cb (AcAccountSwitcher *self,
                          GtkListBoxRow     *row)
{
  open_account (self, row, is_control_down (self));
}

static void
open_in_new_window_action (GtkWidget  *widget,
                           const char *name,
                           GVariant   *parameter)
{
  AcAccountSwitcher *self = AC_ACCOUNT_SWITCHER (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (GTK_IS_LIST_BOX_ROW (focus) && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list)))
    open_account (self, GTK_LIST_BOX_ROW (focus), TRUE);
}

static void
ac_account_switcher_dispose (GObject *object)
{
  AcAccountSwitcher *self = AC_ACCOUNT_SWITCHER (object);

  if (self->account_signals != NULL)
    g_signal_group_set_target (self->account_signals, NULL);
  g_clear_object (&self->account_signals);
  g_clear_object (&self->account);

  ac_dispose_template (GTK_WIDGET (self), AC_TYPE_ACCOUNT_SWITCHER);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ac_account_switcher_parent_class)->dispose (object);
}

static void
ac_account_switcher_class_init (AcAccountSwitcherClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ac_account_switcher_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, AC_RESOURCE_PATH "/shell/ac-account-switcher.ui");
  gtk_widget_class_bind_template_child (widget_class, AcAccountSwitcher, button);
  gtk_widget_class_bind_template_child (widget_class, AcAccountSwitcher, button_content);
  gtk_widget_class_bind_template_child (widget_class, AcAccountSwitcher, popover);
  gtk_widget_class_bind_template_child (widget_class, AcAccountSwitcher, list);
  gtk_widget_class_bind_template_child (widget_class, AcAccountSwitcher, avatar);
  gtk_widget_class_bind_template_child (widget_class, AcAccountSwitcher, name_label);
  gtk_widget_class_bind_template_child (widget_class, AcAccountSwitcher, plan_label);
  gtk_widget_class_bind_template_callback (widget_class, on_list_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, gtk_popover_popdown);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);

  gtk_widget_class_install_action (widget_class, "switcher.open-in-new-window", NULL, open_in_new_window_action);
}

static void
ac_account_switcher_init (AcAccountSwitcher *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  /* The menu button centres what it shows; this is as wide as the sidebar. */
  gtk_widget_set_halign (gtk_widget_get_parent (self->button_content), GTK_ALIGN_FILL);

  g_signal_connect_swapped (self->popover, "show", G_CALLBACK (on_popover_shown_cb), self);

  self->account_signals = g_signal_group_new (AC_TYPE_ACCOUNT);
  g_signal_group_connect_swapped (self->account_signals, "notify::name", G_CALLBACK (update_button), self);
  g_signal_group_connect_swapped (self->account_signals, "notify::plan-name", G_CALLBACK (update_button), self);
}

/**
 * ac_account_switcher_set_session:
 * @self: a switcher
 * @session: where the accounts come from; set once
 */
void
ac_account_switcher_set_session (AcAccountSwitcher *self,
                                 AcSession         *session)
{
  g_return_if_fail (AC_IS_ACCOUNT_SWITCHER (self));
  g_return_if_fail (AC_IS_SESSION (session));

  g_set_object (&self->session, session);
}

/**
 * ac_account_switcher_set_account:
 * @self: a switcher with a session
 * @account: (nullable): the account of the window
 */
void
ac_account_switcher_set_account (AcAccountSwitcher *self,
                                 AcAccount         *account)
{
  g_return_if_fail (AC_IS_ACCOUNT_SWITCHER (self));
  g_return_if_fail (account == NULL || AC_IS_ACCOUNT (account));

  if (!g_set_object (&self->account, account))
    return;

  g_signal_group_set_target (self->account_signals, account);
  update_button (self);
}

/**
 * ac_account_switcher_popup:
 * @self: a switcher
 *
 * Opens the list of accounts.
 */
void
ac_account_switcher_popup (AcAccountSwitcher *self)
{
  g_return_if_fail (AC_IS_ACCOUNT_SWITCHER (self));

  gtk_menu_button_popup (self->button);
}
