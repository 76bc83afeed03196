/* ac-environment-menu.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environment-menu"

#include "config.h"

#include <glib/gi18n.h>

#include "ac-environment-menu.h"

typedef struct
{
  const char *label;
  const char *action;
} Entry;

static const Entry first_entries[] = {
  { N_("Edit"), "environments.open" },
  { N_("Copy Cloud Name"), "environments.copy-cloud-name" },
  { N_("Copy ID"), "environments.copy-id" },
  { N_("Copy CLOUDINARY__URL"), "environments.copy-url" },
  { N_("Use as Base for New…"), "environments.use-as-base" },
  { N_("Show in Web Console"), "environments.show-in-console" },
};

static GMenuItem *
create_item (const char *label,
             const char *action,
             GVariant   *target)
{
  GMenuItem *item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);

  return item;
}

static void
append (GMenu      *menu,
        const char *label,
        const char *action,
        GVariant   *target)
{
  g_autoptr(GMenuItem) item = create_item (label, action, target);

  g_menu_append_item (menu, item);
}

/**
 * ac_environment_menu_new:
 * @environment: what the row shows
 *
 * Returns: (transfer full): the menu of a row: each item names an action of the page and the environment's id
 */
GMenuModel *
ac_environment_menu_new (AcEnvironment *environment)
{
  const char *id;
  gboolean enabled;
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autoptr(GMenu) first = g_menu_new ();
  g_autoptr(GMenu) second = g_menu_new ();
  g_autoptr(GMenu) third = g_menu_new ();

  g_return_val_if_fail (AC_IS_ENVIRONMENT (environment), NULL);

  id = ac_environment_get_id (environment);
  enabled = ac_environment_get_enabled (environment);

  for (guint i = 0; i < G_N_ELEMENTS (first_entries); i++)
    append (first, _(first_entries[i].label), first_entries[i].action, g_variant_new_string (id));
  append (second, enabled ? _("Disable…") : _("Enable"), "environments.set-enabled",
          g_variant_new ("(sb)", id, !enabled));
  append (third, _("Delete…"), "environments.delete", g_variant_new_string (id));

  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (second));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (third));

  return G_MENU_MODEL (g_steal_pointer (&menu));
}
