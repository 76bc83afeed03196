/* ac-primary-menu.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-primary-menu"

#include "config.h"

#include "ac-primary-menu.h"

#include "ac-template.h"

struct _AcPrimaryMenu
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (AcPrimaryMenu, ac_primary_menu, GTK_TYPE_WIDGET)

static void
ac_primary_menu_dispose (GObject *object)
{
  ac_dispose_template (GTK_WIDGET (object), AC_TYPE_PRIMARY_MENU);

  G_OBJECT_CLASS (ac_primary_menu_parent_class)->dispose (object);
}

static void
ac_primary_menu_class_init (AcPrimaryMenuClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ac_primary_menu_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, AC_RESOURCE_PATH "/shell/ac-primary-menu.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ac_primary_menu_init (AcPrimaryMenu *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
