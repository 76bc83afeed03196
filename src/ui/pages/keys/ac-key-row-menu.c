/* ac-key-row-menu.c: the menu of a row, by the Menu key, Shift+F10 and the secondary button
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-key-row"

#include "config.h"

#include <glib/gi18n.h>

#include "ac-key-rotations.h"
#include "ac-key-row-private.h"

static GMenuModel *
create_model (AcKeyRow *self)
{
  gboolean enabled = ac_api_key_get_enabled (self->key);
  gboolean rotating = ac_key_rotations_is_open (ac_key_rotations_find (self->rotations, self->keys, self->key));
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autoptr(GMenu) first = g_menu_new ();
  g_autoptr(GMenu) second = g_menu_new ();

  g_menu_append (first, _("Copy API Key"), "key.copy");
  g_menu_append (first, _("Rename…"), "key.rename");
  if (rotating)
    g_menu_append (first, _("Continue Rotation…"), "key.rotate");
  else if (enabled)
    g_menu_append (first, _("Rotate…"), "key.rotate");
  g_menu_append (second, enabled ? _("Disable…") : _("Enable"), "key.toggle");
  if (self->environment != NULL)
    g_menu_append (second, _("Delete…"), "key.delete");

  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (second));

  return G_MENU_MODEL (g_steal_pointer (&menu));
}

/* What has the focus in the row, or else the row. */
static GtkWidget *
find_focus (AcKeyRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)) ? focus : GTK_WIDGET (self);
}

/* Back to where the menu came from, unless what was chosen took the focus. */
static void
on_menu_closed_cb (AcKeyRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (self->menu_focus != NULL && (focus == NULL || gtk_widget_is_ancestor (focus, self->popover)))
    gtk_widget_grab_focus (self->menu_focus);
  g_clear_weak_pointer (&self->menu_focus);
}

/* @x and @y are where it was asked for; negative: by a key. */
static void
popup (AcKeyRow *self,
       double    x,
       double    y)
{
  g_autoptr(GMenuModel) model = create_model (self);
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  GdkRectangle place = { 0, 0, 1, 1 };

  place.x = x >= 0 ? (int) x : (rtl ? gtk_widget_get_width (GTK_WIDGET (self)) - 24 : 24);
  place.y = y >= 0 ? (int) y : 36;

  if (self->popover == NULL)
    {
      self->popover = gtk_popover_menu_new_from_model (model);
      gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
      gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
      gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
      g_signal_connect_swapped (self->popover, "closed", G_CALLBACK (on_menu_closed_cb), self);
    }

  g_set_weak_pointer (&self->menu_focus, find_focus (self));

  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->popover), model);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &place);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

gboolean
ac_key_row_popup_menu (AcKeyRow *self)
{
  popup (self, -1, -1);

  return TRUE;
}

static void
on_secondary_pressed_cb (AcKeyRow   *self,
                         int         n_press,
                         double      x,
                         double      y,
                         GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  popup (self, x, y);
}

void
ac_key_row_add_menu (AcKeyRow *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (on_secondary_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}
