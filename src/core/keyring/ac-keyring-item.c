/* ac-keyring-item.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-keyring"

#include "config.h"

#include "ac-account-url.h"
#include "ac-keyring-item.h"

#define ATTRIBUTE_ACCOUNT_ID "account_id"
#define ATTRIBUTE_KEY "key"
#define ATTRIBUTE_HOST "host"
#define ATTRIBUTE_USER_EMAIL "user_email"
#define ATTRIBUTE_VERSION "version"

/* Items of another form get another number, and are left alone by programs that don't know them. The name
 * makes the value ours: see ac_keyring_item_get_search_schema(). */
#define VERSION "account-console-1"

#define SCHEMA_NAME "io.github.accountconsole.AccountConsole.Account"

#define SCHEMA_ATTRIBUTES \
  { \
    { ATTRIBUTE_ACCOUNT_ID, SECRET_SCHEMA_ATTRIBUTE_STRING }, \
    { ATTRIBUTE_KEY, SECRET_SCHEMA_ATTRIBUTE_STRING }, \
    { ATTRIBUTE_HOST, SECRET_SCHEMA_ATTRIBUTE_STRING }, \
    { ATTRIBUTE_USER_EMAIL, SECRET_SCHEMA_ATTRIBUTE_STRING }, \
    { ATTRIBUTE_VERSION, SECRET_SCHEMA_ATTRIBUTE_STRING }, \
    { NULL, 0 }, \
  }

static const char * const attribute_names[] = {
  ATTRIBUTE_ACCOUNT_ID,
  ATTRIBUTE_KEY,
  ATTRIBUTE_HOST,
  ATTRIBUTE_USER_EMAIL,
  ATTRIBUTE_VERSION,
};

static GHashTable *
attributes_new (void)
{
  GHashTable *attributes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_hash_table_insert (attributes, g_strdup (ATTRIBUTE_VERSION), g_strdup (VERSION));

  return attributes;
}

static void
attributes_add (GHashTable *attributes,
                const char *name,
                const char *value)
{
  g_hash_table_insert (attributes, g_strdup (name), g_strdup (value));
}

static const char *
empty_to_null (const char *text)
{
  return text == NULL || *text == '\0' ? NULL : text;
}

/*< private >
 * ac_keyring_item_get_schema:
 *
 * Attributes are kept in clear: there is nothing among them that isn't shown on the screen.
 *
 * Returns: (transfer none): the schema that the application's items are written with
 */
const SecretSchema *
ac_keyring_item_get_schema (void)
{
  static const SecretSchema schema = { SCHEMA_NAME, SECRET_SCHEMA_NONE, SCHEMA_ATTRIBUTES };

  return &schema;
}

/*< private >
 * ac_keyring_item_get_search_schema:
 *
 * A keyring that was locked since gnome-keyring started has only the hashes of its items' attributes in
 * its file. It finds items by those, but not by the schema's name (tried with gnome-keyring 42.1), so the
 * name is left out; the attribute "version" is only ours.
 *
 * Returns: (transfer none): the schema that items are searched and cleared with
 */
const SecretSchema *
ac_keyring_item_get_search_schema (void)
{
  static const SecretSchema schema = { SCHEMA_NAME, SECRET_SCHEMA_DONT_MATCH_NAME, SCHEMA_ATTRIBUTES };

  return &schema;
}

/*< private >
 * ac_keyring_item_match:
 * @account_id: (nullable): an account's ID, or %NULL for all accounts
 * @host: (nullable): its server
 * @key: (nullable): its API key
 *
 * Returns: (transfer full): the attributes that find the account's items
 */
GHashTable *
ac_keyring_item_match (const char *account_id,
                       const char *host,
                       const char *key)
{
  GHashTable *attributes = attributes_new ();

  if (account_id != NULL)
    attributes_add (attributes, ATTRIBUTE_ACCOUNT_ID, account_id);
  if (host != NULL)
    attributes_add (attributes, ATTRIBUTE_HOST, host);
  if (key != NULL)
    attributes_add (attributes, ATTRIBUTE_KEY, key);

  return attributes;
}

/*< private >
 * ac_keyring_item_describe:
 * @account: a known account
 *
 * Gives the attributes that an account is written with. All of them are always there, since a search for
 * fewer would find items that have more: so that one item can be told from another by its attributes.
 *
 * Returns: (transfer full): the attributes
 */
GHashTable *
ac_keyring_item_describe (AcKnownAccount *account)
{
  GHashTable *attributes = ac_keyring_item_match (ac_known_account_get_account_id (account),
                                                  ac_known_account_get_host (account),
                                                  ac_known_account_get_key (account));
  const char *user_email = ac_known_account_get_user_email (account);

  attributes_add (attributes, ATTRIBUTE_USER_EMAIL, user_email != NULL ? user_email : "");

  return attributes;
}

/*< private >
 * ac_keyring_item_get_label:
 * @account: a known account
 *
 * Returns: (transfer none): what the item is called in the keyring: the account's name, else its ID
 */
const char *
ac_keyring_item_get_label (AcKnownAccount *account)
{
  const char *name = empty_to_null (ac_known_account_get_name (account));

  return name != NULL ? name : ac_known_account_get_account_id (account);
}

/*< private >
 * ac_keyring_item_dup_attributes:
 * @item: an item of ours
 *
 * Returns: (transfer full) (nullable): its attributes without those that keyrings add for themselves, or
 *   %NULL when one is missing
 */
GHashTable *
ac_keyring_item_dup_attributes (SecretRetrievable *item)
{
  g_autoptr (GHashTable) found = secret_retrievable_get_attributes (item);
  g_autoptr (GHashTable) attributes = attributes_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (attribute_names); i++)
    {
      const char *value = g_hash_table_lookup (found, attribute_names[i]);

      if (value == NULL)
        return NULL;

      attributes_add (attributes, attribute_names[i], value);
    }

  return g_steal_pointer (&attributes);
}

/*< private >
 * ac_keyring_item_read:
 * @item: an item
 *
 * Reads what an item tells without being unlocked.
 *
 * Returns: (transfer full) (nullable): the account, or %NULL when the item isn't one that we could have
 *   written, or does not tell before it is unlocked
 */
AcKnownAccount *
ac_keyring_item_read (SecretRetrievable *item)
{
  g_autoptr (GHashTable) attributes = ac_keyring_item_dup_attributes (item);
  g_autofree char *label = secret_retrievable_get_label (item);
  g_autofree char *normal_host = NULL;
  const char *account_id, *key, *host, *name;
  AcKnownAccount *account;

  if (attributes == NULL)
    return NULL;

  account_id = empty_to_null (g_hash_table_lookup (attributes, ATTRIBUTE_ACCOUNT_ID));
  key = empty_to_null (g_hash_table_lookup (attributes, ATTRIBUTE_KEY));
  host = g_hash_table_lookup (attributes, ATTRIBUTE_HOST);

  /* Any program may write items, so a host is only believed when it could have been entered. */
  normal_host = ac_account_url_check_host (host, NULL);
  if (account_id == NULL || key == NULL || g_strcmp0 (normal_host, host) != 0)
    return NULL;

  name = empty_to_null (label);
  if (g_strcmp0 (name, account_id) == 0)
    name = NULL;

  account = ac_known_account_new (account_id, key, host);
  ac_known_account_set_name (account, name);
  ac_known_account_set_user_email (account, empty_to_null (g_hash_table_lookup (attributes, ATTRIBUTE_USER_EMAIL)));
  ac_known_account_set_locked (account, ac_keyring_item_is_locked (item));

  return account;
}

/*< private >
 * ac_keyring_item_is_locked:
 * @item: an item
 *
 * Returns: whether the item's secret can't be read without asking somebody. Items of libsecret's own
 *   file, which is used where there is no service (Flatpak), never are.
 */
gboolean
ac_keyring_item_is_locked (SecretRetrievable *item)
{
  return SECRET_IS_ITEM (item) && secret_item_get_locked (SECRET_ITEM (item));
}
