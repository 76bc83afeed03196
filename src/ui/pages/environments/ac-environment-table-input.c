/* ac-environment-table-input.c: what a person does to a row
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environment-table"

#include "config.h"

#include "ac-environment-menu.h"
#include "ac-environment-table-private.h"

static void
activate_for (AcEnvironmentTable *self,
              const char         *action,
              AcEnvironment      *environment)
{
  if (environment != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), action, "s", ac_environment_get_id (environment));
}

static void
open_or_toggle (AcEnvironmentTable *self,
                AcEnvironment      *environment)
{
  AcEnvironmentSelection *selection = self->view.selection;

  if (ac_environment_selection_get_active (selection))
    ac_environment_selection_set_selected (selection, environment,
                                           !ac_environment_selection_contains (selection, environment));
  else
    activate_for (self, "environments.open", environment);
}

static void
on_activated_cb (AcEnvironmentTable *self,
                 guint               position)
{
  AcEnvironment *environment = ac_environment_list_get_environment (ac_environment_selection_get_list (self->view.selection), position);

  /* A double click: its first half did it. */
  if (environment != NULL && !self->pressing)
    open_or_toggle (self, environment);
}

/* Whether @widget is, or is in, something in a row that is used by itself. */
static gboolean
is_control (GtkWidget *widget)
{
  return gtk_widget_get_ancestor (widget, GTK_TYPE_SWITCH) != NULL ||
         gtk_widget_get_ancestor (widget, GTK_TYPE_BUTTON) != NULL ||
         gtk_widget_get_ancestor (widget, GTK_TYPE_CHECK_BUTTON) != NULL;
}

/* The environment of the row at @x, @y, unless something else is there. */
static AcEnvironment *
pick (GtkEventController *controller,
      double              x,
      double              y)
{
  GtkWidget *widget = gtk_widget_pick (gtk_event_controller_get_widget (controller), x, y, GTK_PICK_DEFAULT);

  if (widget == NULL || is_control (widget))
    return NULL;

  return ac_environment_view_get_environment (widget);
}

static void
on_pressed_cb (AcEnvironmentTable *self)
{
  self->pressing = TRUE;
}

static void
on_unpressed_cb (AcEnvironmentTable *self)
{
  self->pressing = FALSE;
}

static void
on_released_cb (AcEnvironmentTable *self,
                int                 n_press,
                double              x,
                double              y,
                GtkGestureClick    *gesture)
{
  const GdkModifierType selecting = GDK_CONTROL_MASK | GDK_SHIFT_MASK;
  GtkEventController *controller = GTK_EVENT_CONTROLLER (gesture);
  AcEnvironment *environment = pick (controller, x, y);

  self->pressing = FALSE;

  /* With Ctrl or Shift the view itself selects. */
  if (environment != NULL && n_press == 1 &&
      (gtk_event_controller_get_current_event_state (controller) & selecting) == 0)
    open_or_toggle (self, environment);
}

static void
on_long_pressed_cb (AcEnvironmentTable  *self,
                    double               x,
                    double               y,
                    GtkGestureLongPress *gesture)
{
  AcEnvironment *environment = pick (GTK_EVENT_CONTROLLER (gesture), x, y);

  if (environment == NULL)
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  ac_environment_selection_set_selected (self->view.selection, environment, TRUE);
}

/* The menu of a row */

static void
on_menu_closed_cb (AcEnvironmentTable *self)
{
  /* Back to where the menu came from, unless what was chosen took the focus. */
  if (self->menu_environment != NULL && gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL)
    ac_environment_table_focus (self, self->menu_environment);

  g_clear_object (&self->menu_environment);
}

static void
show_menu (AcEnvironmentTable *self,
           AcEnvironment      *environment,
           const GdkRectangle *area)
{
  g_autoptr(GMenuModel) menu = NULL;

  if (ac_environment_selection_get_active (self->view.selection))
    return;

  menu = ac_environment_menu_new (environment);
  if (self->popover == NULL)
    {
      self->popover = gtk_popover_menu_new_from_model (menu);
      gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
      g_signal_connect_swapped (self->popover, "closed", G_CALLBACK (on_menu_closed_cb), self);
    }

  g_set_object (&self->menu_environment, environment);
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->popover), menu);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), area);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
show_menu_at (AcEnvironmentTable *self,
              GtkWidget          *widget)
{
  AcEnvironment *environment = ac_environment_view_get_environment (widget);
  graphene_rect_t bounds;

  if (environment == NULL || !gtk_widget_compute_bounds (widget, GTK_WIDGET (self), &bounds))
    return;

  show_menu (self, environment, &(GdkRectangle) { bounds.origin.x, bounds.origin.y,
                                                  bounds.size.width, bounds.size.height });
}

static void
on_secondary_pressed_cb (AcEnvironmentTable *self,
                         int                 n_press,
                         double              x,
                         double              y,
                         GtkGestureClick    *gesture)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  AcEnvironment *environment = ac_environment_view_get_environment (gtk_widget_pick (widget, x, y, GTK_PICK_DEFAULT));
  double table_x;
  double table_y;

  if (environment == NULL ||
      !gtk_widget_translate_coordinates (widget, GTK_WIDGET (self), x, y, &table_x, &table_y))
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  show_menu (self, environment, &(GdkRectangle) { table_x, table_y, 1, 1 });
}

static void
show_menu_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  AcEnvironmentTable *self = AC_ENVIRONMENT_TABLE (widget);
  GtkWidget *row;
  AcEnvironment *environment;

  for (row = gtk_widget_get_first_child (ac_environment_table_get_rows_widget (self)); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      environment = ac_environment_view_get_environment (row);
      if (environment != NULL &&
          g_str_equal (ac_environment_get_id (environment), g_variant_get_string (parameter, NULL)))
        break;
    }

  if (row == NULL)
    return;

  /* The button is the content of the last cell. */
  show_menu_at (self, gtk_widget_get_first_child (gtk_widget_get_last_child (row)));
}

/* Keys */

static GtkWidget *
get_focus (AcEnvironmentTable *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return root != NULL ? gtk_root_get_focus (root) : NULL;
}

static gboolean
activate_key (GtkWidget *widget,
              GVariant  *args,
              gpointer   user_data)
{
  AcEnvironmentTable *self = AC_ENVIRONMENT_TABLE (widget);
  AcEnvironment *environment = ac_environment_view_get_environment (get_focus (self));

  if (environment == NULL || ac_environment_selection_get_active (self->view.selection))
    return FALSE;

  activate_for (self, g_variant_get_string (args, NULL), environment);

  return TRUE;
}

/* The switch of the row; in selection mode GTK's own key, which selects. */
static gboolean
toggle_key (GtkWidget *widget,
            GVariant  *args,
            gpointer   user_data)
{
  AcEnvironmentTable *self = AC_ENVIRONMENT_TABLE (widget);
  AcEnvironment *environment = ac_environment_view_get_environment (get_focus (self));

  if (environment == NULL || ac_environment_selection_get_active (self->view.selection))
    return FALSE;

  if (self->view.editable)
    gtk_widget_activate_action (widget, "environments.set-enabled", "(sb)",
                                ac_environment_get_id (environment), !ac_environment_get_enabled (environment));

  return TRUE;
}

static gboolean
menu_key (GtkWidget *widget,
          GVariant  *args,
          gpointer   user_data)
{
  AcEnvironmentTable *self = AC_ENVIRONMENT_TABLE (widget);
  GtkWidget *focus = get_focus (self);

  if (ac_environment_view_get_environment (focus) == NULL)
    return FALSE;

  show_menu_at (self, focus);

  return TRUE;
}

/* Installing */

static void
add_gestures (AcEnvironmentTable *self,
              GtkWidget          *view)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *secondary = gtk_gesture_click_new ();
  GtkGesture *long_press = gtk_gesture_long_press_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (on_pressed_cb), self);
  g_signal_connect_swapped (click, "released", G_CALLBACK (on_released_cb), self);
  g_signal_connect_swapped (click, "cancel", G_CALLBACK (on_unpressed_cb), self);
  g_signal_connect_swapped (click, "end", G_CALLBACK (on_unpressed_cb), self);
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (click));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (secondary, "pressed", G_CALLBACK (on_secondary_pressed_cb), self);
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (secondary));

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (long_press), TRUE);
  g_signal_connect_swapped (long_press, "pressed", G_CALLBACK (on_long_pressed_cb), self);
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (long_press));
}

/* Before the row takes the key. */
static void
add_toggle_key (AcEnvironmentTable *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_space, 0),
                                                          gtk_callback_action_new (toggle_key, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

/*< private >
 * ac_environment_table_install_input:
 * @widget_class: the table's class
 *
 * Installs the actions and keys of rows.
 */
void
ac_environment_table_install_input (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, on_activated_cb);

  gtk_widget_class_install_action (widget_class, "table.show-menu", "s", show_menu_action);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_F2, 0, activate_key, "s", "environments.rename");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, activate_key, "s", "environments.delete");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Delete, 0, activate_key, "s", "environments.delete");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, activate_key, "s",
                                "environments.copy-cloud-name");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, menu_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, menu_key, NULL);
}

/*< private >
 * ac_environment_table_add_input:
 * @self: a new table
 *
 * Lets rows be clicked, pressed long, and switched with the space bar.
 */
void
ac_environment_table_add_input (AcEnvironmentTable *self)
{
  add_gestures (self, GTK_WIDGET (self->wide_view));
  add_gestures (self, GTK_WIDGET (self->narrow_view));
  add_toggle_key (self);
}
