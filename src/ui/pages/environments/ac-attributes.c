/* ac-attributes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-attributes"

#include "config.h"

#include "ac-attributes.h"

#include <glib/gi18n.h>

typedef struct
{
  AcPage *page;
  AcEnvironment *environment;
  GPtrArray *former; /* (element-type AcCustomAttribute) */
} Change;

static void
change_free (Change *change)
{
  g_object_unref (change->page);
  g_object_unref (change->environment);
  g_ptr_array_unref (change->former);
  g_free (change);
}

static void
on_undone_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(AcPage) page = user_data;
  g_autoptr(GError) error = NULL;

  if (!ac_environments_change_finish (AC_ENVIRONMENTS (source), result, &error))
    ac_page_toast_error (page, error);
}

static void
undo (gpointer data)
{
  Change *change = data;

  ac_environments_set_attributes_async (ac_account_get_environments (ac_page_get_account (change->page)),
                                        change->environment, change->former, NULL,
                                        on_undone_cb, g_object_ref (change->page));
}

/**
 * ac_attributes_copy:
 * @environment: an environment
 *
 * Returns: (transfer full) (element-type AcCustomAttribute): copies of its custom attributes
 */
GPtrArray *
ac_attributes_copy (AcEnvironment *environment)
{
  GPtrArray *attributes;
  GPtrArray *copies = g_ptr_array_new_with_free_func ((GDestroyNotify) ac_custom_attribute_free);

  g_return_val_if_fail (AC_IS_ENVIRONMENT (environment), copies);

  attributes = ac_environment_get_custom_attributes (environment);
  for (guint i = 0; attributes != NULL && i < attributes->len; i++)
    g_ptr_array_add (copies, ac_custom_attribute_copy (g_ptr_array_index (attributes, i)));

  return copies;
}

/**
 * ac_attributes_find:
 * @attributes: (nullable) (element-type AcCustomAttribute): some attributes
 * @name: a name
 *
 * Returns: (transfer none) (nullable): the attribute of that name
 */
AcCustomAttribute *
ac_attributes_find (GPtrArray  *attributes,
                    const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; attributes != NULL && i < attributes->len; i++)
    {
      AcCustomAttribute *attribute = g_ptr_array_index (attributes, i);

      if (g_str_equal (attribute->name, name))
        return attribute;
    }

  return NULL;
}

/**
 * ac_attributes_offer_undo:
 * @page: where the toast is shown
 * @environment: whose attributes were changed
 * @text: what was done; plain
 * @former: (element-type AcCustomAttribute): the attributes before; a reference is kept
 */
void
ac_attributes_offer_undo (AcPage        *page,
                          AcEnvironment *environment,
                          const char    *text,
                          GPtrArray     *former)
{
  Change *change;

  g_return_if_fail (AC_IS_PAGE (page));
  g_return_if_fail (AC_IS_ENVIRONMENT (environment));
  g_return_if_fail (text != NULL && former != NULL);

  change = g_new0 (Change, 1);
  change->page = g_object_ref (page);
  change->environment = g_object_ref (environment);
  change->former = g_ptr_array_ref (former);
  ac_page_toast_with_button (page, text, _("Undo"), undo, change, (GDestroyNotify) change_free);
}
