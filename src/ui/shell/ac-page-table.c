/* ac-page-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-page-table"

#include "config.h"

#include <glib/gi18n.h>

#include "ac-page-table-private.h"

#include "ac-account-keys-page.h"
#include "ac-environment-keys-page.h"
#include "ac-environments-page.h"

static const AcPageInfo all_pages[] = {
  {
    "account-keys", N_("Account API Keys"), "dialog-password-symbolic",
    AC_PAGE_SECTION_ACCOUNT, ac_account_keys_page_get_type, AC_SUBJECT_ACCOUNT_KEYS,
  },
  {
    "environments", N_("Product Environments"), "weather-overcast-symbolic",
    AC_PAGE_SECTION_ACCOUNT, ac_environments_page_get_type, AC_SUBJECT_ENVIRONMENTS,
  },
  {
    "environment-keys", N_("API Keys"), "dialog-password-symbolic",
    AC_PAGE_SECTION_ENVIRONMENT, ac_environment_keys_page_get_type, AC_SUBJECT_ENVIRONMENT_SETTINGS,
  },
};

static const AcPageInfo *pages = all_pages;
static guint n_pages = G_N_ELEMENTS (all_pages);

/**
 * ac_page_table_get:
 * @n: (out): how many there are
 *
 * Returns: (transfer none) (array length=n): the pages in the order of the sidebar
 */
const AcPageInfo *
ac_page_table_get (guint *n)
{
  g_return_val_if_fail (n != NULL, NULL);

  *n = n_pages;

  return pages;
}

/**
 * ac_page_table_lookup:
 * @id: (nullable): the ID of a page
 *
 * Returns: (transfer none) (nullable): the page, if there is one of that ID
 */
const AcPageInfo *
ac_page_table_lookup (const char *id)
{
  for (guint i = 0; i < n_pages; i++)
    if (g_strcmp0 (pages[i].id, id) == 0)
      return &pages[i];

  return NULL;
}

/*< private >
 * ac_page_table_set:
 * @table: (transfer none): another table, sorted by section; it has to stay
 * @n: how many pages it has
 *
 * For tests of what all pages of a section have in common.
 */
void
ac_page_table_set (const AcPageInfo *table,
                   guint             n)
{
  pages = table;
  n_pages = n;
}

/**
 * ac_page_section_get_title:
 * @section: a section of the sidebar
 *
 * Returns: (transfer none): its heading, translated
 */
const char *
ac_page_section_get_title (AcPageSection section)
{
  switch (section)
    {
    case AC_PAGE_SECTION_PERSONAL:
      /* Translators: heading of the sidebar, above the pages about oneself */
      return _("Personal");

    case AC_PAGE_SECTION_ACCOUNT:
      return _("Account");

    case AC_PAGE_SECTION_ENVIRONMENT:
      return _("Product environment");

    default:
      g_return_val_if_reached ("");
    }
}
