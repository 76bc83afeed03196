/* keyring-helpers.c: AcKeyring without waiting by hand
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-credentials-private.h"
#include "ac-keyring-item.h"
#include "keyring-helpers.h"

/* In seconds: for what has to happen, on a slow machine. */
#define PATIENCE 60

void
keyring_test_answer_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  GAsyncResult **answer = user_data;

  g_assert_null (*answer);
  *answer = g_object_ref (result);
}

static gboolean
patience_cb (gpointer user_data)
{
  g_error ("The keyring does not answer");

  return G_SOURCE_REMOVE;
}

void
keyring_test_wait_for (GAsyncResult **answer)
{
  guint patience = g_timeout_add_seconds (PATIENCE, patience_cb, NULL);

  while (*answer == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_source_remove (patience);
}

gboolean
keyring_test_search (AcKeyring  *keyring,
                     GError    **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  ac_keyring_search_async (keyring, NULL, keyring_test_answer_cb, &answer);
  keyring_test_wait_for (&answer);

  return ac_keyring_search_finish (keyring, answer, error);
}

gboolean
keyring_test_unlock (AcKeyring  *keyring,
                     GError    **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  ac_keyring_unlock_async (keyring, NULL, keyring_test_answer_cb, &answer);
  keyring_test_wait_for (&answer);

  return ac_keyring_unlock_finish (keyring, answer, error);
}

gboolean
keyring_test_store (AcKeyring       *keyring,
                    AcKnownAccount  *account,
                    const char      *secret,
                    GError         **error)
{
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (AcCredentials) credentials = NULL;

  if (secret != NULL)
    credentials = ac_credentials_new (ac_known_account_get_key (account), secret);

  ac_keyring_store_async (keyring, account, credentials, NULL, keyring_test_answer_cb, &answer);
  keyring_test_wait_for (&answer);

  return ac_keyring_store_finish (keyring, answer, error);
}

AcCredentials *
keyring_test_load (AcKeyring       *keyring,
                   AcKnownAccount  *account,
                   GError         **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  ac_keyring_load_async (keyring, account, NULL, keyring_test_answer_cb, &answer);
  keyring_test_wait_for (&answer);

  return ac_keyring_load_finish (keyring, answer, error);
}

gboolean
keyring_test_forget (AcKeyring       *keyring,
                     AcKnownAccount  *account,
                     GError         **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  ac_keyring_forget_async (keyring, account, NULL, keyring_test_answer_cb, &answer);
  keyring_test_wait_for (&answer);

  return ac_keyring_forget_finish (keyring, answer, error);
}

void
keyring_test_assert_search (AcKeyring *keyring)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (keyring_test_search (keyring, &error));
  g_assert_no_error (error);
}

void
keyring_test_assert_store (AcKeyring      *keyring,
                           AcKnownAccount *account,
                           const char     *secret)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (keyring_test_store (keyring, account, secret, &error));
  g_assert_no_error (error);
}

void
keyring_test_assert_load (AcKeyring      *keyring,
                          AcKnownAccount *account,
                          const char     *secret)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AcCredentials) credentials = keyring_test_load (keyring, account, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (ac_credentials_get_key (credentials), ==, ac_known_account_get_key (account));
  g_assert_cmpstr (secret_value_get_text (ac_credentials_peek_value (credentials)), ==, secret);
}

void
keyring_test_assert_forget (AcKeyring      *keyring,
                            AcKnownAccount *account)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (keyring_test_forget (keyring, account, &error));
  g_assert_no_error (error);
}

/* Asserts that all of the operations that need the account's item end with @code. */
void
keyring_test_assert_all_fail (AcKeyring      *keyring,
                              AcKnownAccount *account,
                              AcError         code)
{
  g_autoptr (GError) load_error = NULL;
  g_autoptr (GError) store_error = NULL;
  g_autoptr (GError) rename_error = NULL;
  g_autoptr (GError) forget_error = NULL;

  g_assert_null (keyring_test_load (keyring, account, &load_error));
  g_assert_error (load_error, AC_ERROR, (int) code);
  g_assert_false (keyring_test_store (keyring, account, "secret", &store_error));
  g_assert_error (store_error, AC_ERROR, (int) code);
  g_assert_false (keyring_test_store (keyring, account, NULL, &rename_error));
  g_assert_error (rename_error, AC_ERROR, (int) code);
  g_assert_false (keyring_test_forget (keyring, account, &forget_error));
  g_assert_error (forget_error, AC_ERROR, (int) code);
}

AcKnownAccount *
keyring_test_new_account (const char *account_id,
                          const char *key,
                          const char *name)
{
  AcKnownAccount *account = ac_known_account_new (account_id, key, HOST);

  ac_known_account_set_name (account, name);

  return account;
}

/* The list in one string: "ID KEY NAME E-MAIL" an account. */
char *
keyring_test_describe (AcKeyring *keyring)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (keyring)); i++)
    {
      g_autoptr (AcKnownAccount) account = g_list_model_get_item (G_LIST_MODEL (keyring), i);

      g_string_append_printf (text, "%s%s %s %s %s%s", i > 0 ? ", " : "",
                              ac_known_account_get_account_id (account),
                              ac_known_account_get_key (account),
                              ac_known_account_get_name (account),
                              ac_known_account_get_user_email (account),
                              ac_known_account_get_locked (account) ? " locked" : "");
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Asserts it of the list as it is, and of what another program would find. */
void
keyring_test_assert_list (AcKeyring  *keyring,
                          const char *expected)
{
  g_autoptr (AcKeyring) other = ac_keyring_new ();
  g_autofree char *text = keyring_test_describe (keyring);
  g_autofree char *found = NULL;

  g_assert_cmpstr (text, ==, expected);

  keyring_test_assert_search (other);
  found = keyring_test_describe (other);
  g_assert_cmpstr (found, ==, expected);
}

guint
keyring_test_count_items (void)
{
  g_autoptr (GHashTable) all = ac_keyring_item_match (NULL, NULL, NULL);
  g_autoptr (GError) error = NULL;
  GList *items = secret_password_searchv_sync (ac_keyring_item_get_search_schema (), all, SECRET_SEARCH_ALL, NULL, &error);
  guint n = g_list_length (items);

  g_assert_no_error (error);
  g_list_free_full (items, g_object_unref);

  return n;
}

void
keyring_test_clear_items (void)
{
  g_autoptr (GHashTable) all = ac_keyring_item_match (NULL, NULL, NULL);
  g_autoptr (GError) error = NULL;

  secret_password_clearv_sync (ac_keyring_item_get_search_schema (), all, NULL, &error);
  g_assert_no_error (error);
}
