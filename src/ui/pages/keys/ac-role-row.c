/* ac-role-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-role-row"

#include "config.h"

#include "ac-role-row.h"

#include <glib/gi18n.h>

#include "ac-key-texts.h"

struct _AcRoleRow
{
  AdwComboRow parent_instance;
};

G_DEFINE_FINAL_TYPE (AcRoleRow, ac_role_row, ADW_TYPE_COMBO_ROW)

static void
ac_role_row_class_init (AcRoleRowClass *klass)
{
}

static void
ac_role_row_init (AcRoleRow *self)
{
  g_autoptr(GtkStringList) roles = gtk_string_list_new (NULL);

  /* Translators: in a list of roles, before one is chosen */
  gtk_string_list_append (roles, _("Choose a role"));
  for (int i = 0; i < AC_N_ROLES; i++)
    gtk_string_list_append (roles, ac_role_get_label (ac_role_names[i]));
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (roles));
}

/**
 * ac_role_row_get_role:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the wire's name of the role that is chosen; %NULL: none is
 */
const char *
ac_role_row_get_role (AcRoleRow *self)
{
  guint selected;

  g_return_val_if_fail (AC_IS_ROLE_ROW (self), NULL);

  /* The first choice is none. */
  selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  return selected >= 1 && selected <= AC_N_ROLES ? ac_role_names[selected - 1] : NULL;
}

/**
 * ac_role_row_set_role:
 * @self: a row
 * @role: (nullable): the wire's name of a role; %NULL or one that isn't known: none
 */
void
ac_role_row_set_role (AcRoleRow  *self,
                      const char *role)
{
  guint selected = 0;

  g_return_if_fail (AC_IS_ROLE_ROW (self));

  for (guint i = 0; i < AC_N_ROLES; i++)
    if (g_strcmp0 (role, ac_role_names[i]) == 0)
      selected = i + 1;

  adw_combo_row_set_selected (ADW_COMBO_ROW (self), selected);
}
