/* test-keyring-items.c: what is in the keyring
 *
 * Run by tests/with-session on an unlocked service, and on libsecret's own file, where nothing is ever locked.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libsecret/secret.h>

#include "ac-keyring-item.h"
#include "keyring-helpers.h"

#define OTHER_HOST "https://api-eu.cloudinary.com"

/* Part of the stored format: items of earlier releases have it. */
#define VERSION "account-console-1"

typedef struct
{
  guint n_changes;
  guint position;
  guint removed;
  guint added;
} Changes;

static void
changed_cb (GListModel *model,
            guint       position,
            guint       removed,
            guint       added,
            Changes    *changes)
{
  changes->n_changes++;
  changes->position = position;
  changes->removed = removed;
  changes->added = added;
}

static void
assert_change (Changes *changes,
               guint    position,
               guint    removed,
               guint    added)
{
  g_assert_cmpuint (changes->n_changes, ==, 1);
  g_assert_cmpuint (changes->position, ==, position);
  g_assert_cmpuint (changes->removed, ==, removed);
  g_assert_cmpuint (changes->added, ==, added);
  changes->n_changes = 0;
}

static void
test_round_trip (void)
{
  g_autoptr (AcKeyring) keyring = ac_keyring_new ();
  g_autoptr (AcKnownAccount) first = keyring_test_new_account ("id-2", "1", "Alder");
  g_autoptr (AcKnownAccount) second = keyring_test_new_account ("id-1", "2", "Birch");

  keyring_test_clear_items ();
  keyring_test_assert_search (keyring);
  keyring_test_assert_list (keyring, "");

  ac_known_account_set_user_email (first, "a@example.com");
  keyring_test_assert_store (keyring, second, "secret two");
  keyring_test_assert_store (keyring, first, "secret one");
  keyring_test_assert_list (keyring, "id-2 1 Alder a@example.com, id-1 2 Birch (null)");
  g_assert_true (ac_keyring_get_available (keyring));

  keyring_test_assert_load (keyring, first, "secret one");
  keyring_test_assert_load (keyring, second, "secret two");

  keyring_test_assert_forget (keyring, first);
  keyring_test_assert_list (keyring, "id-1 2 Birch (null)");
  keyring_test_assert_forget (keyring, second);
  keyring_test_assert_list (keyring, "");
  g_assert_cmpuint (keyring_test_count_items (), ==, 0);

  g_assert_finalize_object (g_steal_pointer (&keyring));
}

/* Same name: by ID. No name: by ID among the names, which is also the item's label. */
static void
test_order (void)
{
  g_autoptr (AcKeyring) keyring = ac_keyring_new ();
  g_autoptr (AcKnownAccount) second = keyring_test_new_account ("b2", "1", "b");
  g_autoptr (AcKnownAccount) first = keyring_test_new_account ("b1", "1", "b");
  g_autoptr (AcKnownAccount) nameless = keyring_test_new_account ("a", "1", NULL);

  keyring_test_clear_items ();
  keyring_test_assert_store (keyring, second, "s");
  keyring_test_assert_store (keyring, first, "s");
  keyring_test_assert_store (keyring, nameless, "s");
  keyring_test_assert_list (keyring, "a 1 (null) (null), b1 1 b (null), b2 1 b (null)");
}

static void
test_unusual_texts (void)
{
  static const char * const texts[] = {
    "\303\204\303\237\304\261 \344\270\255\346\226\207 \360\237\214\212",
    "\327\251\327\234\327\225\327\235 \331\205\330\261\330\255\330\250\330\247",
    "\"quoted\" 'too' \\ %s %n <b>&amp;</b>",
    "a;b=c,d\ttab",
    "' OR 1=1 --",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (AcKeyring) keyring = ac_keyring_new ();
      g_autoptr (AcKnownAccount) account = keyring_test_new_account ("id", texts[i], texts[i]);
      g_autofree char *expected = g_strdup_printf ("id %s %s %s", texts[i], texts[i], texts[i]);

      keyring_test_clear_items ();
      ac_known_account_set_user_email (account, texts[i]);
      keyring_test_assert_store (keyring, account, texts[i]);
      keyring_test_assert_list (keyring, expected);
      keyring_test_assert_load (keyring, account, texts[i]);
      g_assert_cmpuint (keyring_test_count_items (), ==, 1);
    }
}

static void
test_rename (void)
{
  g_autoptr (AcKeyring) keyring = ac_keyring_new ();
  g_autoptr (AcKnownAccount) account = keyring_test_new_account ("id", "1", NULL);
  g_autoptr (AcKnownAccount) same = keyring_test_new_account ("id", "1", "Alder");

  keyring_test_clear_items ();
  keyring_test_assert_store (keyring, account, "secret");

  /* Neither the secret nor the number of items changes with what is told about the account. */
  keyring_test_assert_store (keyring, same, NULL);
  keyring_test_assert_list (keyring, "id 1 Alder (null)");
  g_assert_cmpstr (ac_known_account_get_name (account), ==, "Alder");
  keyring_test_assert_load (keyring, account, "secret");

  ac_known_account_set_user_email (same, "a@example.com");
  keyring_test_assert_store (keyring, same, NULL);
  keyring_test_assert_list (keyring, "id 1 Alder a@example.com");

  ac_known_account_set_user_email (same, NULL);
  ac_known_account_set_name (same, NULL);
  keyring_test_assert_store (keyring, same, NULL);
  keyring_test_assert_list (keyring, "id 1 (null) (null)");
  keyring_test_assert_load (keyring, account, "secret");
  g_assert_cmpuint (keyring_test_count_items (), ==, 1);
}

static void
test_replace (void)
{
  g_autoptr (AcKeyring) keyring = ac_keyring_new ();
  g_autoptr (AcKnownAccount) account = keyring_test_new_account ("id", "1", "Alder");
  g_autoptr (AcKnownAccount) other_key = keyring_test_new_account ("id", "2", "Alder");
  g_autoptr (AcKnownAccount) other_host = ac_known_account_new ("id", "3", OTHER_HOST);
  g_autoptr (GError) error = NULL;

  keyring_test_clear_items ();
  keyring_test_assert_store (keyring, account, "old");
  keyring_test_assert_store (keyring, account, "new");
  keyring_test_assert_load (keyring, account, "new");
  g_assert_cmpuint (keyring_test_count_items (), ==, 1);

  /* Another key of the account stands beside it, and what is done with one is done with that one. */
  keyring_test_assert_store (keyring, other_key, "other");
  keyring_test_assert_list (keyring, "id 1 Alder (null), id 2 Alder (null)");
  keyring_test_assert_load (keyring, other_key, "other");
  keyring_test_assert_load (keyring, account, "new");
  g_assert_cmpuint (keyring_test_count_items (), ==, 2);
  ac_known_account_set_name (other_key, "Birch");
  ac_known_account_set_user_email (other_key, "b@example.com");
  keyring_test_assert_store (keyring, other_key, NULL);
  keyring_test_assert_list (keyring, "id 1 Alder (null), id 2 Birch b@example.com");
  keyring_test_assert_load (keyring, account, "new");
  keyring_test_assert_load (keyring, other_key, "other");
  keyring_test_assert_forget (keyring, account);
  keyring_test_assert_list (keyring, "id 2 Birch b@example.com");
  g_assert_null (keyring_test_load (keyring, account, &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_NOT_FOUND);
  g_assert_cmpuint (keyring_test_count_items (), ==, 1);

  /* The same ID at another server is another account. */
  keyring_test_assert_store (keyring, other_host, "elsewhere");
  keyring_test_assert_list (keyring, "id 2 Birch b@example.com, id 3 (null) (null)");
  keyring_test_assert_load (keyring, other_key, "other");
  keyring_test_assert_forget (keyring, other_key);
  keyring_test_assert_load (keyring, other_host, "elsewhere");
}

/* The order of those that are called the same stays, whichever came first, and objects are kept. */
static void
test_several_keys (void)
{
  g_autoptr (AcKeyring) keyring = ac_keyring_new ();
  g_autoptr (AcKeyring) again = ac_keyring_new ();
  g_autoptr (AcKnownAccount) second = keyring_test_new_account ("id", "2", "Alder");
  g_autoptr (AcKnownAccount) first = keyring_test_new_account ("id", "1", "Alder");
  g_autoptr (AcKnownAccount) third = keyring_test_new_account ("id", "3", "Alder");
  g_autoptr (AcKnownAccount) kept = NULL;

  keyring_test_clear_items ();
  keyring_test_assert_store (keyring, second, "two");
  keyring_test_assert_store (keyring, third, "three");
  keyring_test_assert_store (keyring, first, "one");
  keyring_test_assert_list (keyring, "id 1 Alder (null), id 2 Alder (null), id 3 Alder (null)");
  keyring_test_assert_search (keyring);
  kept = g_list_model_get_item (G_LIST_MODEL (keyring), 1);
  g_assert_true (kept == second);

  keyring_test_assert_search (again);
  keyring_test_assert_list (again, "id 1 Alder (null), id 2 Alder (null), id 3 Alder (null)");
  keyring_test_assert_load (again, first, "one");
  keyring_test_assert_load (again, second, "two");
  keyring_test_assert_load (again, third, "three");
}

static void
test_not_found (void)
{
  g_autoptr (AcKeyring) keyring = ac_keyring_new ();
  g_autoptr (AcKnownAccount) account = keyring_test_new_account ("id", "1", "Alder");
  g_autoptr (GError) load_error = NULL;
  g_autoptr (GError) rename_error = NULL;

  keyring_test_clear_items ();
  g_assert_null (keyring_test_load (keyring, account, &load_error));
  g_assert_error (load_error, AC_ERROR, AC_ERROR_NOT_FOUND);
  g_assert_false (keyring_test_store (keyring, account, NULL, &rename_error));
  g_assert_error (rename_error, AC_ERROR, AC_ERROR_NOT_FOUND);
  g_assert_true (ac_keyring_get_available (keyring));
  keyring_test_assert_list (keyring, "");

  keyring_test_assert_forget (keyring, account);
}

static void
test_changes (void)
{
  g_autoptr (AcKeyring) keyring = ac_keyring_new ();
  g_autoptr (AcKeyring) other = ac_keyring_new ();
  g_autoptr (AcKnownAccount) a = keyring_test_new_account ("a", "1", "A");
  g_autoptr (AcKnownAccount) b = keyring_test_new_account ("b", "1", "B");
  g_autoptr (AcKnownAccount) c = keyring_test_new_account ("c", "1", "C");
  g_autoptr (AcKnownAccount) b2 = keyring_test_new_account ("b", "2", "B");
  g_autoptr (AcKnownAccount) item = NULL;
  Changes changes = { 0 };

  keyring_test_clear_items ();
  g_signal_connect (keyring, "items-changed", G_CALLBACK (changed_cb), &changes);

  keyring_test_assert_store (keyring, a, "s");
  assert_change (&changes, 0, 0, 1);
  keyring_test_assert_store (keyring, c, "s");
  assert_change (&changes, 1, 0, 1);
  keyring_test_assert_store (keyring, b, "s");
  assert_change (&changes, 1, 0, 1);

  /* The objects stay, so nobody hears of a list that is as before. */
  keyring_test_assert_search (keyring);
  keyring_test_assert_store (keyring, b, "t");
  g_assert_cmpuint (changes.n_changes, ==, 0);

  keyring_test_assert_store (keyring, b2, "s");
  assert_change (&changes, 2, 0, 1);
  item = g_list_model_get_item (G_LIST_MODEL (keyring), 2);
  g_assert_true (item == b2);
  keyring_test_assert_forget (keyring, b);
  assert_change (&changes, 1, 1, 0);

  /* What another program did. */
  keyring_test_assert_forget (other, c);
  keyring_test_assert_search (keyring);
  assert_change (&changes, 2, 1, 0);

  ac_known_account_set_name (a, "Z");
  keyring_test_assert_store (keyring, a, NULL);
  assert_change (&changes, 0, 2, 2);
  keyring_test_assert_list (keyring, "b 2 B (null), a 1 Z (null)");

  keyring_test_assert_forget (keyring, b2);
  assert_change (&changes, 0, 1, 0);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (keyring), 1));
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (keyring)) == AC_TYPE_KNOWN_ACCOUNT);
}

static void
write_item (const char *account_id,
            const char *key,
            const char *host,
            const char *user_email,
            const char *version)
{
  g_autoptr (GError) error = NULL;

  secret_password_store_sync (ac_keyring_item_get_schema (), SECRET_COLLECTION_DEFAULT, "Foreign", "s", NULL, &error,
                              "account_id", account_id,
                              "key", key,
                              "host", host,
                              "user_email", user_email,
                              "version", version,
                              NULL);
  g_assert_no_error (error);
}

/* Neither waits for the other to be called: what was asked for last is what is so in the end. */
static void
test_one_after_the_other (void)
{
  g_autoptr (AcKeyring) keyring = ac_keyring_new ();
  g_autoptr (AcKnownAccount) account = keyring_test_new_account ("id", "1", NULL);
  g_autoptr (AcCredentials) credentials = ac_credentials_new ("1", "secret");

  keyring_test_clear_items ();
  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (GAsyncResult) stored = NULL;
      g_autoptr (GAsyncResult) renamed = NULL;
      g_autoptr (GAsyncResult) searched = NULL;
      g_autoptr (GAsyncResult) forgotten = NULL;
      g_autoptr (GError) error = NULL;

      ac_keyring_store_async (keyring, account, credentials, NULL, keyring_test_answer_cb, &stored);
      ac_known_account_set_name (account, "Alder");
      ac_keyring_store_async (keyring, account, NULL, NULL, keyring_test_answer_cb, &renamed);
      ac_keyring_search_async (keyring, NULL, keyring_test_answer_cb, &searched);
      ac_keyring_forget_async (keyring, account, NULL, keyring_test_answer_cb, &forgotten);

      keyring_test_wait_for (&forgotten);
      keyring_test_wait_for (&searched);
      keyring_test_wait_for (&renamed);
      keyring_test_wait_for (&stored);

      g_assert_true (ac_keyring_store_finish (keyring, stored, &error));
      g_assert_no_error (error);
      g_assert_true (ac_keyring_store_finish (keyring, renamed, &error));
      g_assert_no_error (error);
      g_assert_true (ac_keyring_search_finish (keyring, searched, &error));
      g_assert_no_error (error);
      g_assert_true (ac_keyring_forget_finish (keyring, forgotten, &error));
      g_assert_no_error (error);
      keyring_test_assert_list (keyring, "");
      g_assert_cmpuint (keyring_test_count_items (), ==, 0);
    }
}

/* Who is cancelled while others are before it holds up nobody. */
static void
test_cancel_while_waiting (void)
{
  g_autoptr (AcKeyring) keyring = ac_keyring_new ();
  g_autoptr (AcKnownAccount) account = keyring_test_new_account ("id", "1", NULL);
  g_autoptr (AcCredentials) credentials = ac_credentials_new ("1", "secret");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) stored = NULL;
  g_autoptr (GAsyncResult) forgotten = NULL;
  g_autoptr (GAsyncResult) searched = NULL;
  g_autoptr (GError) error = NULL;

  keyring_test_clear_items ();
  ac_keyring_store_async (keyring, account, credentials, NULL, keyring_test_answer_cb, &stored);
  ac_keyring_forget_async (keyring, account, cancellable, keyring_test_answer_cb, &forgotten);
  ac_keyring_search_async (keyring, NULL, keyring_test_answer_cb, &searched);
  g_cancellable_cancel (cancellable);

  keyring_test_wait_for (&searched);
  keyring_test_wait_for (&forgotten);
  keyring_test_wait_for (&stored);
  g_assert_true (ac_keyring_store_finish (keyring, stored, &error));
  g_assert_false (ac_keyring_forget_finish (keyring, forgotten, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (ac_keyring_search_finish (keyring, searched, NULL));
  keyring_test_assert_list (keyring, "id 1 (null) (null)");
  g_assert_cmpuint (keyring_test_count_items (), ==, 1);
}

static void
test_foreign_items (void)
{
  g_autoptr (AcKeyring) keyring = ac_keyring_new ();
  g_autoptr (GError) error = NULL;

  keyring_test_clear_items ();
  write_item ("", "1", HOST, "", VERSION);
  write_item ("id", "", HOST, "", VERSION);
  write_item ("id", "1", "http://evil.example", "", VERSION);
  write_item ("id", "1", HOST "/path", "", VERSION);
  write_item ("id", "1", "", "", VERSION);
  write_item ("id", "1", HOST, "", "account-console-2");
  secret_password_store_sync (ac_keyring_item_get_schema (), SECRET_COLLECTION_DEFAULT, "Foreign", "s", NULL, &error,
                              "account_id", "id", "version", VERSION, NULL);
  g_assert_no_error (error);

  keyring_test_assert_search (keyring);
  keyring_test_assert_list (keyring, "");
}

/* As when the program ended between the two steps of a store. */
static void
test_duplicates (void)
{
  g_autoptr (AcKeyring) keyring = ac_keyring_new ();
  g_autoptr (AcKnownAccount) account = keyring_test_new_account ("id", "3", "Alder");

  keyring_test_clear_items ();
  write_item ("id", "3", HOST, "", VERSION);
  write_item ("id", "3", HOST, "a@example.com", VERSION);
  g_assert_cmpuint (keyring_test_count_items (), ==, 2);

  keyring_test_assert_search (keyring);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (keyring)), ==, 1);

  keyring_test_assert_store (keyring, account, "secret");
  keyring_test_assert_list (keyring, "id 3 Alder (null)");
  g_assert_cmpuint (keyring_test_count_items (), ==, 1);
}

/* Nobody may hold the keyring but the operation itself. */
static void
test_unref_while_running (void)
{
  AcKeyring *keyring = ac_keyring_new ();
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  ac_keyring_search_async (keyring, NULL, keyring_test_answer_cb, &answer);
  g_object_unref (keyring);
  keyring_test_wait_for (&answer);
  g_assert_true (ac_keyring_search_finish (keyring, answer, &error));
  g_assert_no_error (error);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/keyring/items/round-trip", test_round_trip);
  g_test_add_func ("/keyring/items/order", test_order);
  g_test_add_func ("/keyring/items/unusual-texts", test_unusual_texts);
  g_test_add_func ("/keyring/items/rename", test_rename);
  g_test_add_func ("/keyring/items/replace", test_replace);
  g_test_add_func ("/keyring/items/several-keys", test_several_keys);
  g_test_add_func ("/keyring/items/not-found", test_not_found);
  g_test_add_func ("/keyring/items/changes", test_changes);
  g_test_add_func ("/keyring/items/one-after-the-other", test_one_after_the_other);
  g_test_add_func ("/keyring/items/cancel-while-waiting", test_cancel_while_waiting);
  g_test_add_func ("/keyring/items/foreign", test_foreign_items);
  g_test_add_func ("/keyring/items/duplicates", test_duplicates);
  g_test_add_func ("/keyring/items/unref-while-running", test_unref_while_running);

  return g_test_run ();
}
