/* ac-key-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-key-row"

#include "config.h"

#include "ac-key-row-private.h"

#include <glib/gi18n.h>

#include "ac-clipboard.h"
#include "ac-environment-keys.h"
#include "ac-key-dialogs.h"
#include "ac-key-rotations.h"
#include "ac-key-texts.h"
#include "ac-messages.h"
#include "ac-switch-key-dialog.h"

G_DEFINE_FINAL_TYPE (AcKeyRow, ac_key_row, ADW_TYPE_EXPANDER_ROW)

static void
set_accessible_label (gpointer    widget,
                      const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* What the row says */

const char *
ac_key_row_get_title (AcKeyRow *self)
{
  const char *name = ac_api_key_get_name (self->key);

  return name != NULL && *name != '\0' ? name : _("Key without a name");
}

static void
show_names (AcKeyRow *self)
{
  g_autofree char *number = ac_isolate (ac_api_key_get_api_key (self->key));
  g_autofree char *name = ac_key_dialogs_quote_name (self->key);
  /* Translators: %s is the name of a key */
  g_autofree char *enable = g_strdup_printf (_("Enable %s"), name);
  g_autofree char *subtitle = NULL;

  if (self->environment == NULL && ac_key_has_generic_name (self->key))
    /* Translators: %s is the number of a key */
    subtitle = g_strdup_printf (_("%s · Rename it, so that everybody knows what it is for"), number);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), ac_key_row_get_title (self));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle != NULL ? subtitle : number);
  set_accessible_label (self->enabled_switch, enable);
}

static void
show_enabled (AcKeyRow *self)
{
  gboolean enabled = ac_api_key_get_enabled (self->key);
  const char *refusal = ac_key_dialogs_get_refusal (self->keys, self->key);

  self->showing = TRUE;
  gtk_switch_set_active (self->enabled_switch, enabled);
  gtk_switch_set_state (self->enabled_switch, enabled);
  self->showing = FALSE;

  gtk_widget_set_sensitive (GTK_WIDGET (self->enabled_switch),
                            refusal == NULL && !self->busy && ac_page_get_editable (self->page));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "key.toggle",
                                 gtk_widget_get_sensitive (GTK_WIDGET (self->enabled_switch)));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->enabled_switch), refusal);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->enabled_switch),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, refusal != NULL ? refusal : "",
                                  -1);
}

/* The switch moves when the service has agreed. It is put back in an idle, for a switch that is set while it tells of
 * a change would tell screen readers the wrong state. */

/* For an idle. */
void
ac_key_row_show_switches (AcKeyRow *self)
{
  self->switch_id = 0;
  ac_key_row_update (self);
}

static gboolean
on_switch_state_set_cb (AcKeyRow *self,
                        gboolean  state)
{
  if (self->showing)
    return FALSE;

  if (self->switch_id == 0)
    self->switch_id = g_idle_add_once ((GSourceOnceFunc) ac_key_row_show_switches, self);
  if (state != ac_api_key_get_enabled (self->key))
    ac_key_dialogs_set_enabled (self->page, self->keys, self->key, state, GTK_WIDGET (self), ac_key_row_set_busy);

  return TRUE;
}

/* GTK takes the focus away from what becomes insensitive. */
static void
keep_focus (AcKeyRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    g_set_weak_pointer (&self->busy_focus, focus);
}

/* Unless somebody went on to another control. */
static void
restore_focus (AcKeyRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->busy_focus != NULL && root != NULL && gtk_root_get_focus (root) == NULL &&
      !gtk_widget_grab_focus (self->busy_focus))
    gtk_widget_grab_focus (GTK_WIDGET (self));
  g_clear_weak_pointer (&self->busy_focus);
}

void
ac_key_row_set_busy (GtkWidget *row,
                     gboolean   busy)
{
  AcKeyRow *self = AC_KEY_ROW (row);

  /* It may be gone while the answer was on the way. */
  if (self->key == NULL)
    return;

  if (busy)
    keep_focus (self);
  self->busy = busy;
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  ac_key_row_update (self);
  if (!busy)
    restore_focus (self);
}

static void
on_expanded_cb (AcKeyRow *self)
{
  if (self->key == NULL || self->key_row != NULL || !adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    return;

  ac_key_row_create_details (self);
  ac_key_row_update_details (self);
}

/* What keys and menus do */

/* Keys belong to the entry while somebody types (ui.md A.14). */
static gboolean
is_typing (AcKeyRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return root != NULL && GTK_IS_EDITABLE (gtk_root_get_focus (root));
}

static gboolean
on_action_key_cb (GtkWidget *widget,
                  GVariant  *args,
                  gpointer   user_data)
{
  const char *action_name = user_data;

  return !is_typing (AC_KEY_ROW (widget)) && gtk_widget_activate_action (widget, action_name, NULL);
}

static void
copy_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  AcKeyRow *self = AC_KEY_ROW (widget);

  ac_clipboard_copy (widget, ac_api_key_get_api_key (self->key));
  ac_page_toast (self->page, _("API key copied"));
}

static void
rename_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  AcKeyRow *self = AC_KEY_ROW (widget);

  ac_key_dialogs_rename (self->page, self->keys, self->key);
}

static void
rotate_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  AcKeyRow *self = AC_KEY_ROW (widget);

  ac_key_dialogs_rotate (self->page, self->keys, self->key);
}

static void
enable_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  AcKeyRow *self = AC_KEY_ROW (widget);

  ac_key_dialogs_set_enabled (self->page, self->keys, self->key, TRUE, widget, ac_key_row_set_busy);
}

static void
switch_key_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  AcKeyRow *self = AC_KEY_ROW (widget);

  ac_form_dialog_present (ac_switch_key_dialog_new (self->page, self->keys), widget);
}

static void
delete_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  AcKeyRow *self = AC_KEY_ROW (widget);

  ac_key_dialogs_delete (self->page, self->keys, self->key);
}

/* A key that may not be disabled says so by its switch. */
static void
toggle_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  AcKeyRow *self = AC_KEY_ROW (widget);

  ac_key_dialogs_set_enabled (self->page, self->keys, self->key, !ac_api_key_get_enabled (self->key), widget,
                              ac_key_row_set_busy);
}

static gboolean
on_menu_key_cb (GtkWidget *widget,
                GVariant  *args,
                gpointer   user_data)
{
  return !is_typing (AC_KEY_ROW (widget)) && ac_key_row_popup_menu (AC_KEY_ROW (widget));
}

/* Delete: what comes nearest where a key can't be deleted is disabling it (ui.md A.14). */
static gboolean
on_delete_key_cb (GtkWidget *widget,
                  GVariant  *args,
                  gpointer   user_data)
{
  AcKeyRow *self = AC_KEY_ROW (widget);

  if (is_typing (self) || !ac_page_get_editable (self->page))
    return FALSE;

  if (self->environment != NULL)
    ac_key_dialogs_delete (self->page, self->keys, self->key);
  else if (gtk_widget_get_sensitive (GTK_WIDGET (self->enabled_switch)) && ac_api_key_get_enabled (self->key))
    ac_key_dialogs_set_enabled (self->page, self->keys, self->key, FALSE, widget, ac_key_row_set_busy);

  return TRUE;
}

static void
on_rotations_changed_cb (AcKeyRow *self)
{
  g_signal_group_set_target (self->rotation_signals, ac_key_rotations_find (self->rotations, self->keys, self->key));
  ac_key_row_update (self);
}

static void
on_editable_changed_cb (AcKeyRow *self)
{
  gboolean editable = ac_page_get_editable (self->page);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "key.rename", editable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "key.rotate", editable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "key.enable", editable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "key.switch", editable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "key.delete", editable && self->environment != NULL);
  ac_key_row_update (self);
}

/* libadwaita's own finds nothing in the row that takes it. */
static gboolean
ac_key_row_grab_focus (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  /* Asked twice it would go on to the next control. */
  if (focus != NULL && gtk_widget_is_ancestor (focus, widget))
    return TRUE;

  return gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
}

static void
ac_key_row_dispose (GObject *object)
{
  AcKeyRow *self = AC_KEY_ROW (object);

  g_clear_handle_id (&self->switch_id, g_source_remove);
  g_clear_weak_pointer (&self->busy_focus);
  g_clear_weak_pointer (&self->menu_focus);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  if (self->key != NULL)
    gtk_widget_dispose_template (GTK_WIDGET (self), AC_TYPE_KEY_ROW);
  g_clear_object (&self->rotation_signals);
  g_clear_object (&self->rotations);
  g_clear_object (&self->settings);
  g_clear_object (&self->keys);
  g_clear_object (&self->key);

  G_OBJECT_CLASS (ac_key_row_parent_class)->dispose (object);
}

static void
ac_key_row_finalize (GObject *object)
{
  g_free (AC_KEY_ROW (object)->badges_state);

  G_OBJECT_CLASS (ac_key_row_parent_class)->finalize (object);
}

static void
add_action_key (GtkWidgetClass  *widget_class,
                guint            keyval,
                GdkModifierType  modifiers,
                const char      *action_name)
{
  GtkShortcutTrigger *trigger = gtk_keyval_trigger_new (keyval, modifiers);
  GtkShortcutAction *action = gtk_callback_action_new (on_action_key_cb, (gpointer) action_name, NULL);
  g_autoptr(GtkShortcut) shortcut = gtk_shortcut_new (trigger, action);

  gtk_widget_class_add_shortcut (widget_class, shortcut);
}

static void
ac_key_row_class_init (AcKeyRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ac_key_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = ac_key_row_finalize;
  widget_class->grab_focus = ac_key_row_grab_focus;

  g_type_ensure (AC_TYPE_BADGE_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, AC_RESOURCE_PATH "/pages/keys/ac-key-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AcKeyRow, badges);
  gtk_widget_class_bind_template_child (widget_class, AcKeyRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, AcKeyRow, enabled_switch);
  gtk_widget_class_bind_template_callback (widget_class, on_switch_state_set_cb);

  gtk_widget_class_install_action (widget_class, "key.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "key.rename", NULL, rename_action);
  gtk_widget_class_install_action (widget_class, "key.rotate", NULL, rotate_action);
  gtk_widget_class_install_action (widget_class, "key.enable", NULL, enable_action);
  gtk_widget_class_install_action (widget_class, "key.switch", NULL, switch_key_action);
  gtk_widget_class_install_action (widget_class, "key.toggle", NULL, toggle_action);
  gtk_widget_class_install_action (widget_class, "key.delete", NULL, delete_action);
  add_action_key (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "key.copy");
  add_action_key (widget_class, GDK_KEY_F2, 0, "key.rename");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, on_delete_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, on_menu_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, on_menu_key_cb, NULL);
}

static void
ac_key_row_init (AcKeyRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ac_key_row_add_menu (self);
  g_signal_connect (self, "notify::expanded", G_CALLBACK (on_expanded_cb), NULL);
}

/**
 * ac_key_row_new:
 * @page: the page that the row will stand in, which outlives it
 * @keys: where the key is from
 * @key: the key
 *
 * Returns: (transfer floating): the row of @key
 */
GtkWidget *
ac_key_row_new (AcPage    *page,
                AcApiKeys *keys,
                AcApiKey  *key)
{
  AcKeyRow *self;

  g_return_val_if_fail (AC_IS_PAGE (page), NULL);
  g_return_val_if_fail (AC_IS_API_KEYS (keys), NULL);
  g_return_val_if_fail (AC_IS_API_KEY (key), NULL);

  self = g_object_new (AC_TYPE_KEY_ROW, NULL);
  self->page = page;
  self->keys = g_object_ref (keys);
  self->key = g_object_ref (key);
  self->settings = ac_account_settings_get (ac_account_get_id (ac_page_get_account (page)));
  if (AC_IS_ENVIRONMENT_KEYS (keys))
    self->environment = ac_environment_keys_get_environment (AC_ENVIRONMENT_KEYS (keys));

  self->rotations = ac_rotations_get (ac_account_get_id (ac_page_get_account (page)));
  self->rotation_signals = g_signal_group_new (AC_TYPE_ROTATION);
  g_signal_group_connect_swapped (self->rotation_signals, "changed", G_CALLBACK (ac_key_row_update), self);
  g_signal_connect_object (self->rotations, "items-changed", G_CALLBACK (on_rotations_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_group_set_target (self->rotation_signals, ac_key_rotations_find (self->rotations, keys, key));

  g_signal_connect_object (key, "notify", G_CALLBACK (ac_key_row_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "notify::editable", G_CALLBACK (on_editable_changed_cb), self, G_CONNECT_SWAPPED);
  on_editable_changed_cb (self);

  return GTK_WIDGET (self);
}

/**
 * ac_key_row_get_key:
 * @self: a row
 *
 * Returns: (transfer none): its key
 */
AcApiKey *
ac_key_row_get_key (AcKeyRow *self)
{
  g_return_val_if_fail (AC_IS_KEY_ROW (self), NULL);

  return self->key;
}

/**
 * ac_key_row_update:
 * @self: a row
 *
 * Says again what the key is like, also what depends on other keys, the day and the preferences.
 */
void
ac_key_row_update (AcKeyRow *self)
{
  g_return_if_fail (AC_IS_KEY_ROW (self));

  show_names (self);
  ac_key_row_show_badges (self);
  show_enabled (self);
  if (self->key_row != NULL)
    ac_key_row_update_details (self);
}
