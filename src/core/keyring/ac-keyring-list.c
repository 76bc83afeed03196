/* ac-keyring-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-keyring"

#include "config.h"

#include <libsecret/secret.h>

#include "ac-keyring-item.h"
#include "ac-keyring-list.h"

static int
compare (gconstpointer a,
                  gconstpointer b)
{
  AcKnownAccount *first = *(AcKnownAccount * const *) a;
  AcKnownAccount *second = *(AcKnownAccount * const *) b;
  int order;

  order = g_utf8_collate (ac_keyring_item_get_label (first), ac_keyring_item_get_label (second));
  if (order == 0)
    order = g_strcmp0 (ac_known_account_get_account_id (first), ac_known_account_get_account_id (second));
  if (order == 0)
    order = g_strcmp0 (ac_known_account_get_host (first), ac_known_account_get_host (second));
  if (order == 0)
    order = g_strcmp0 (ac_known_account_get_key (first), ac_known_account_get_key (second));

  return order;
}

static gboolean
find (GPtrArray      *accounts,
      AcKnownAccount *account,
      guint          *position)
{
  for (guint i = 0; i < accounts->len; i++)
    {
      if (ac_known_account_is_same (accounts->pdata[i], account))
        {
          *position = i;
          return TRUE;
        }
    }

  return FALSE;
}

/*< private >
 * ac_keyring_list_sort:
 * @accounts: (element-type AcKnownAccount): accounts
 *
 * Sorts @accounts as people read them: by name, or by ID where there is none.
 */
void
ac_keyring_list_sort (GPtrArray *accounts)
{
  g_ptr_array_sort (accounts, compare);
}

/*< private >
 * ac_keyring_list_contains:
 * @accounts: (element-type AcKnownAccount): accounts
 * @account: an account
 *
 * Returns: whether one of @accounts is the same connection as @account
 */
gboolean
ac_keyring_list_contains (GPtrArray      *accounts,
                          AcKnownAccount *account)
{
  guint position;

  return find (accounts, account, &position);
}

/*< private >
 * ac_keyring_list_merge:
 * @accounts: (element-type AcKnownAccount): what is known
 * @account: an account as it was read or written now
 *
 * The one that is known already is brought up to date.
 *
 * Returns: (transfer full): the object that stands for @account from now on
 */
AcKnownAccount *
ac_keyring_list_merge (GPtrArray      *accounts,
                       AcKnownAccount *account)
{
  AcKnownAccount *known;
  guint position;

  if (!find (accounts, account, &position))
    return g_object_ref (account);

  known = accounts->pdata[position];
  if (known != account)
    {
      ac_known_account_set_name (known, ac_known_account_get_name (account));
      ac_known_account_set_user_email (known, ac_known_account_get_user_email (account));
      ac_known_account_set_locked (known, ac_known_account_get_locked (account));
    }

  return g_object_ref (known);
}

/*< private >
 * ac_keyring_list_copy_without:
 * @accounts: (element-type AcKnownAccount): accounts
 * @account: an account
 *
 * Returns: (transfer container) (element-type AcKnownAccount): the others of @accounts
 */
GPtrArray *
ac_keyring_list_copy_without (GPtrArray      *accounts,
                              AcKnownAccount *account)
{
  GPtrArray *others = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < accounts->len; i++)
    {
      if (!ac_known_account_is_same (accounts->pdata[i], account))
        g_ptr_array_add (others, g_object_ref (accounts->pdata[i]));
    }

  return others;
}

static int
compare_newest_first (gconstpointer a,
                      gconstpointer b)
{
  guint64 first = secret_retrievable_get_modified ((SecretRetrievable *) a);
  guint64 second = secret_retrievable_get_modified ((SecretRetrievable *) b);

  return first > second ? -1 : first < second;
}

/*< private >
 * ac_keyring_list_read:
 * @accounts: (element-type AcKnownAccount): what is known
 * @items: (element-type SecretRetrievable): what is in the keyring
 * @hidden: (out): whether there are items that don't tell what they are before they are unlocked
 *
 * A connection may have two items when a store was interrupted: the newer one counts. Objects of connections that
 * are known stay the same.
 *
 * Returns: (transfer container) (element-type AcKnownAccount): the accounts of @items, in no order
 */
GPtrArray *
ac_keyring_list_read (GPtrArray *accounts,
                      GList     *items,
                      gboolean  *hidden)
{
  g_autoptr (GList) sorted = g_list_sort (g_list_copy (items), compare_newest_first);
  GPtrArray *read = g_ptr_array_new_with_free_func (g_object_unref);

  *hidden = FALSE;
  for (GList *l = sorted; l != NULL; l = l->next)
    {
      g_autoptr (AcKnownAccount) account = ac_keyring_item_read (l->data);

      if (account == NULL)
        *hidden |= ac_keyring_item_is_locked (l->data);
      else if (!ac_keyring_list_contains (read, account))
        g_ptr_array_add (read, ac_keyring_list_merge (accounts, account));
    }

  return read;
}
