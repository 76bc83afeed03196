/* test-keyring.c: AcKeyring on a real service
 *
 * Run by tests/with-session, which gives each run a bus, a home and, for most of them, a service of its own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-credentials-private.h"
#include "ac-error.h"
#include "ac-keyring-item.h"
#include "ac-keyring.h"
#include "keyring-service.h"

#define HOST "https://api.cloudinary.com"
#define OTHER_HOST "https://api-eu.cloudinary.com"

/* Part of the stored format: items of earlier releases have it. */
#define VERSION "account-console-1"

/* In seconds: for what has to happen, on a slow machine. */
#define PATIENCE 60

/* In milliseconds: for what can't happen. */
#define SHORT_TIME_LIMIT 300

typedef struct
{
  guint n_changes;
  guint position;
  guint removed;
  guint added;
} Changes;

static void
answer_cb (GObject      *source,
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

static void
wait_for (GAsyncResult **answer)
{
  guint patience = g_timeout_add_seconds (PATIENCE, patience_cb, NULL);

  while (*answer == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_source_remove (patience);
}

static gboolean
search (AcKeyring  *keyring,
        GError    **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  ac_keyring_search_async (keyring, NULL, answer_cb, &answer);
  wait_for (&answer);

  return ac_keyring_search_finish (keyring, answer, error);
}

static gboolean
unlock (AcKeyring  *keyring,
        GError    **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  ac_keyring_unlock_async (keyring, NULL, answer_cb, &answer);
  wait_for (&answer);

  return ac_keyring_unlock_finish (keyring, answer, error);
}

static gboolean
store (AcKeyring       *keyring,
       AcKnownAccount  *account,
       const char      *secret,
       GError         **error)
{
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (AcCredentials) credentials = NULL;

  if (secret != NULL)
    credentials = ac_credentials_new (ac_known_account_get_key (account), secret);

  ac_keyring_store_async (keyring, account, credentials, NULL, answer_cb, &answer);
  wait_for (&answer);

  return ac_keyring_store_finish (keyring, answer, error);
}

static AcCredentials *
load (AcKeyring       *keyring,
      AcKnownAccount  *account,
      GError         **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  ac_keyring_load_async (keyring, account, NULL, answer_cb, &answer);
  wait_for (&answer);

  return ac_keyring_load_finish (keyring, answer, error);
}

static gboolean
forget (AcKeyring       *keyring,
        AcKnownAccount  *account,
        GError         **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  ac_keyring_forget_async (keyring, account, NULL, answer_cb, &answer);
  wait_for (&answer);

  return ac_keyring_forget_finish (keyring, answer, error);
}

static void
assert_search (AcKeyring *keyring)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (search (keyring, &error));
  g_assert_no_error (error);
}

static void
assert_store (AcKeyring      *keyring,
              AcKnownAccount *account,
              const char     *secret)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (store (keyring, account, secret, &error));
  g_assert_no_error (error);
}

static void
assert_load (AcKeyring      *keyring,
             AcKnownAccount *account,
             const char     *secret)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AcCredentials) credentials = load (keyring, account, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (ac_credentials_get_key (credentials), ==, ac_known_account_get_key (account));
  g_assert_cmpstr (secret_value_get_text (ac_credentials_peek_value (credentials)), ==, secret);
}

static void
assert_forget (AcKeyring      *keyring,
               AcKnownAccount *account)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (forget (keyring, account, &error));
  g_assert_no_error (error);
}

/* Asserts that all of the operations that need the account's item end with @code. */
static void
assert_all_fail (AcKeyring      *keyring,
                 AcKnownAccount *account,
                 AcError         code)
{
  g_autoptr (GError) load_error = NULL;
  g_autoptr (GError) store_error = NULL;
  g_autoptr (GError) rename_error = NULL;
  g_autoptr (GError) forget_error = NULL;

  g_assert_null (load (keyring, account, &load_error));
  g_assert_error (load_error, AC_ERROR, (int) code);
  g_assert_false (store (keyring, account, "secret", &store_error));
  g_assert_error (store_error, AC_ERROR, (int) code);
  g_assert_false (store (keyring, account, NULL, &rename_error));
  g_assert_error (rename_error, AC_ERROR, (int) code);
  g_assert_false (forget (keyring, account, &forget_error));
  g_assert_error (forget_error, AC_ERROR, (int) code);
}

static AcKnownAccount *
new_account (const char *account_id,
             const char *key,
             const char *name)
{
  AcKnownAccount *account = ac_known_account_new (account_id, key, HOST);

  ac_known_account_set_name (account, name);

  return account;
}

/* The list in one string: "ID KEY NAME E-MAIL" an account. */
static char *
describe (AcKeyring *keyring)
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
static void
assert_list (AcKeyring  *keyring,
             const char *expected)
{
  g_autoptr (AcKeyring) other = ac_keyring_new ();
  g_autofree char *text = describe (keyring);
  g_autofree char *found = NULL;

  g_assert_cmpstr (text, ==, expected);

  assert_search (other);
  found = describe (other);
  g_assert_cmpstr (found, ==, expected);
}

static guint
count_items (void)
{
  g_autoptr (GHashTable) all = ac_keyring_item_match (NULL, NULL, NULL);
  g_autoptr (GError) error = NULL;
  GList *items = secret_password_searchv_sync (ac_keyring_item_get_search_schema (), all, SECRET_SEARCH_ALL, NULL, &error);
  guint n = g_list_length (items);

  g_assert_no_error (error);
  g_list_free_full (items, g_object_unref);

  return n;
}

static void
clear_items (void)
{
  g_autoptr (GHashTable) all = ac_keyring_item_match (NULL, NULL, NULL);
  g_autoptr (GError) error = NULL;

  secret_password_clearv_sync (ac_keyring_item_get_search_schema (), all, NULL, &error);
  g_assert_no_error (error);
}

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
  g_autoptr (AcKnownAccount) first = new_account ("id-2", "1", "Alder");
  g_autoptr (AcKnownAccount) second = new_account ("id-1", "2", "Birch");

  clear_items ();
  assert_search (keyring);
  assert_list (keyring, "");

  ac_known_account_set_user_email (first, "a@example.com");
  assert_store (keyring, second, "secret two");
  assert_store (keyring, first, "secret one");
  assert_list (keyring, "id-2 1 Alder a@example.com, id-1 2 Birch (null)");
  g_assert_true (ac_keyring_get_available (keyring));

  assert_load (keyring, first, "secret one");
  assert_load (keyring, second, "secret two");

  assert_forget (keyring, first);
  assert_list (keyring, "id-1 2 Birch (null)");
  assert_forget (keyring, second);
  assert_list (keyring, "");
  g_assert_cmpuint (count_items (), ==, 0);

  g_assert_finalize_object (g_steal_pointer (&keyring));
}

/* Same name: by ID. No name: by ID among the names, which is also the item's label. */
static void
test_order (void)
{
  g_autoptr (AcKeyring) keyring = ac_keyring_new ();
  g_autoptr (AcKnownAccount) second = new_account ("b2", "1", "b");
  g_autoptr (AcKnownAccount) first = new_account ("b1", "1", "b");
  g_autoptr (AcKnownAccount) nameless = new_account ("a", "1", NULL);

  clear_items ();
  assert_store (keyring, second, "s");
  assert_store (keyring, first, "s");
  assert_store (keyring, nameless, "s");
  assert_list (keyring, "a 1 (null) (null), b1 1 b (null), b2 1 b (null)");
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

  clear_items ();
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (AcKeyring) keyring = ac_keyring_new ();
      g_autoptr (AcKnownAccount) account = new_account ("id", texts[i], texts[i]);
      g_autofree char *expected = g_strdup_printf ("id %s %s %s", texts[i], texts[i], texts[i]);

      ac_known_account_set_user_email (account, texts[i]);
      assert_store (keyring, account, texts[i]);
      assert_list (keyring, expected);
      assert_load (keyring, account, texts[i]);
      g_assert_cmpuint (count_items (), ==, 1);
    }
}

static void
test_rename (void)
{
  g_autoptr (AcKeyring) keyring = ac_keyring_new ();
  g_autoptr (AcKnownAccount) account = new_account ("id", "1", NULL);
  g_autoptr (AcKnownAccount) same = new_account ("id", "1", "Alder");

  clear_items ();
  assert_store (keyring, account, "secret");

  /* Neither the secret nor the number of items changes with what is told about the account. */
  assert_store (keyring, same, NULL);
  assert_list (keyring, "id 1 Alder (null)");
  g_assert_cmpstr (ac_known_account_get_name (account), ==, "Alder");
  assert_load (keyring, account, "secret");

  ac_known_account_set_user_email (same, "a@example.com");
  assert_store (keyring, same, NULL);
  assert_list (keyring, "id 1 Alder a@example.com");

  ac_known_account_set_user_email (same, NULL);
  ac_known_account_set_name (same, NULL);
  assert_store (keyring, same, NULL);
  assert_list (keyring, "id 1 (null) (null)");
  assert_load (keyring, account, "secret");
  g_assert_cmpuint (count_items (), ==, 1);
}

static void
test_replace (void)
{
  g_autoptr (AcKeyring) keyring = ac_keyring_new ();
  g_autoptr (AcKnownAccount) account = new_account ("id", "1", "Alder");
  g_autoptr (AcKnownAccount) other_key = new_account ("id", "2", "Alder");
  g_autoptr (AcKnownAccount) other_host = ac_known_account_new ("id", "3", OTHER_HOST);
  g_autoptr (GError) error = NULL;

  clear_items ();
  assert_store (keyring, account, "old");
  assert_store (keyring, account, "new");
  assert_load (keyring, account, "new");
  g_assert_cmpuint (count_items (), ==, 1);

  assert_store (keyring, other_key, "other");
  assert_list (keyring, "id 2 Alder (null)");
  assert_load (keyring, other_key, "other");
  g_assert_null (load (keyring, account, &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_NOT_FOUND);
  g_assert_cmpuint (count_items (), ==, 1);

  /* The same ID at another server is another account. */
  assert_store (keyring, other_host, "elsewhere");
  assert_list (keyring, "id 2 Alder (null), id 3 (null) (null)");
  assert_load (keyring, other_key, "other");
  assert_forget (keyring, other_key);
  assert_load (keyring, other_host, "elsewhere");
}

static void
test_not_found (void)
{
  g_autoptr (AcKeyring) keyring = ac_keyring_new ();
  g_autoptr (AcKnownAccount) account = new_account ("id", "1", "Alder");
  g_autoptr (GError) load_error = NULL;
  g_autoptr (GError) rename_error = NULL;

  clear_items ();
  g_assert_null (load (keyring, account, &load_error));
  g_assert_error (load_error, AC_ERROR, AC_ERROR_NOT_FOUND);
  g_assert_false (store (keyring, account, NULL, &rename_error));
  g_assert_error (rename_error, AC_ERROR, AC_ERROR_NOT_FOUND);
  g_assert_true (ac_keyring_get_available (keyring));
  assert_list (keyring, "");

  assert_forget (keyring, account);
}

static void
test_changes (void)
{
  g_autoptr (AcKeyring) keyring = ac_keyring_new ();
  g_autoptr (AcKeyring) other = ac_keyring_new ();
  g_autoptr (AcKnownAccount) a = new_account ("a", "1", "A");
  g_autoptr (AcKnownAccount) b = new_account ("b", "1", "B");
  g_autoptr (AcKnownAccount) c = new_account ("c", "1", "C");
  g_autoptr (AcKnownAccount) b2 = new_account ("b", "2", "B");
  g_autoptr (AcKnownAccount) item = NULL;
  Changes changes = { 0 };

  clear_items ();
  g_signal_connect (keyring, "items-changed", G_CALLBACK (changed_cb), &changes);

  assert_store (keyring, a, "s");
  assert_change (&changes, 0, 0, 1);
  assert_store (keyring, c, "s");
  assert_change (&changes, 1, 0, 1);
  assert_store (keyring, b, "s");
  assert_change (&changes, 1, 0, 1);

  /* The objects stay, so nobody hears of a list that is as before. */
  assert_search (keyring);
  assert_store (keyring, b, "t");
  g_assert_cmpuint (changes.n_changes, ==, 0);

  assert_store (keyring, b2, "s");
  assert_change (&changes, 1, 1, 1);
  item = g_list_model_get_item (G_LIST_MODEL (keyring), 1);
  g_assert_true (item == b2);

  /* What another program did. */
  assert_forget (other, c);
  assert_search (keyring);
  assert_change (&changes, 2, 1, 0);

  ac_known_account_set_name (a, "Z");
  assert_store (keyring, a, NULL);
  assert_change (&changes, 0, 2, 2);
  assert_list (keyring, "b 2 B (null), a 1 Z (null)");

  assert_forget (keyring, b2);
  assert_change (&changes, 0, 1, 0);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (keyring), 1));
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (keyring)) == AC_TYPE_KNOWN_ACCOUNT);
}

static void
write_item (const char *account_id,
            const char *key,
            const char *host,
            const char *version)
{
  g_autoptr (GError) error = NULL;

  secret_password_store_sync (ac_keyring_item_get_schema (), SECRET_COLLECTION_DEFAULT, "Foreign", "s", NULL, &error,
                              "account_id", account_id,
                              "key", key,
                              "host", host,
                              "user_email", "",
                              "version", version,
                              NULL);
  g_assert_no_error (error);
}

static void
test_foreign_items (void)
{
  g_autoptr (AcKeyring) keyring = ac_keyring_new ();
  g_autoptr (GError) error = NULL;

  clear_items ();
  write_item ("", "1", HOST, VERSION);
  write_item ("id", "", HOST, VERSION);
  write_item ("id", "1", "http://evil.example", VERSION);
  write_item ("id", "1", HOST "/path", VERSION);
  write_item ("id", "1", "", VERSION);
  write_item ("id", "1", HOST, "account-console-2");
  secret_password_store_sync (ac_keyring_item_get_schema (), SECRET_COLLECTION_DEFAULT, "Foreign", "s", NULL, &error,
                              "account_id", "id", "version", VERSION, NULL);
  g_assert_no_error (error);

  assert_search (keyring);
  assert_list (keyring, "");
}

/* As when the program ended between the two steps of a store. */
static void
test_duplicates (void)
{
  g_autoptr (AcKeyring) keyring = ac_keyring_new ();
  g_autoptr (AcKnownAccount) account = new_account ("id", "3", "Alder");

  clear_items ();
  write_item ("id", "1", HOST, VERSION);
  write_item ("id", "2", HOST, VERSION);

  assert_search (keyring);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (keyring)), ==, 1);

  assert_store (keyring, account, "secret");
  assert_list (keyring, "id 3 Alder (null)");
  g_assert_cmpuint (count_items (), ==, 1);
}

static void
test_locked (void)
{
  g_autoptr (AcKeyring) keyring = ac_keyring_new ();
  g_autoptr (AcKnownAccount) account = new_account ("id", "1", "Alder");

  clear_items ();
  assert_store (keyring, account, "secret");
  keyring_service_lock ();

  /* With nobody to ask, whoever needs the secret is refused; what is known is still known. */
  assert_search (keyring);
  assert_list (keyring, "id 1 Alder (null) locked");
  assert_all_fail (keyring, account, AC_ERROR_KEYRING_LOCKED);
  assert_list (keyring, "id 1 Alder (null) locked");
  g_assert_true (ac_keyring_get_available (keyring));

  keyring_service_unlock ();
  assert_load (keyring, account, "secret");
  g_assert_false (ac_known_account_get_locked (account));
  assert_list (keyring, "id 1 Alder (null)");
}

static void
test_restarted (void)
{
  g_autoptr (AcKeyring) keyring = ac_keyring_new ();
  g_autoptr (AcKnownAccount) account = new_account ("id", "1", "Alder");

  clear_items ();
  assert_store (keyring, account, "secret");

  keyring_service_kill ();
  keyring_service_start ();
  assert_load (keyring, account, "secret");

  keyring_service_kill ();
  keyring_service_start ();
  assert_store (keyring, account, "new");

  keyring_service_kill ();
  keyring_service_start ();
  assert_store (keyring, account, NULL);

  keyring_service_kill ();
  keyring_service_start ();
  assert_search (keyring);
  assert_load (keyring, account, "new");

  keyring_service_kill ();
  keyring_service_start ();
  assert_forget (keyring, account);
  g_assert_cmpuint (count_items (), ==, 0);
  g_assert_true (ac_keyring_get_available (keyring));
}

/* The bus starts the service again, but nobody gives it the password. Then it doesn't even tell what it
 * has, as after a log-in without a password. */
static void
test_killed (void)
{
  g_autoptr (AcKeyring) keyring = ac_keyring_new ();
  g_autoptr (AcKeyring) fresh = ac_keyring_new ();
  g_autoptr (AcKnownAccount) account = new_account ("id", "1", "Alder");
  g_autoptr (AcKnownAccount) other_key = new_account ("id", "2", "Alder");
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;

  clear_items ();
  assert_store (keyring, account, "secret");
  g_assert_false (ac_keyring_get_locked (keyring));
  keyring_service_kill ();

  assert_search (fresh);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fresh)), ==, 0);
  g_assert_true (ac_keyring_get_locked (fresh));
  g_assert_false (unlock (fresh, &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_KEYRING_LOCKED);

  /* What was known stays so. */
  assert_search (keyring);
  before = describe (keyring);
  g_assert_cmpstr (before, ==, "id 1 Alder (null) locked");
  g_assert_true (ac_keyring_get_locked (keyring));
  assert_all_fail (keyring, account, AC_ERROR_KEYRING_LOCKED);
  g_assert_true (ac_keyring_get_available (keyring));

  keyring_service_unlock ();
  assert_load (keyring, account, "secret");
  g_clear_error (&error);
  g_assert_true (unlock (fresh, &error));
  g_assert_no_error (error);
  g_assert_false (ac_keyring_get_locked (fresh));
  assert_list (fresh, "id 1 Alder (null)");

  /* Written by a program that never saw the item that it replaces. */
  assert_store (fresh, other_key, "other");
  assert_search (keyring);
  assert_list (keyring, "id 2 Alder (null)");
  g_assert_cmpuint (count_items (), ==, 1);
}

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          guint      *n)
{
  (*n)++;
}

static void
test_stopped (void)
{
  g_autoptr (AcKeyring) keyring = g_object_new (AC_TYPE_KEYRING, "time-limit", SHORT_TIME_LIMIT, NULL);
  g_autoptr (AcKeyring) patient = ac_keyring_new ();
  g_autoptr (AcKnownAccount) account = new_account ("id", "1", "Alder");
  g_autoptr (GError) error = NULL;
  guint n_notified = 0;

  clear_items ();
  assert_store (patient, account, "secret");
  g_signal_connect (keyring, "notify::available", G_CALLBACK (count_cb), &n_notified);

  keyring_service_stop ();
  g_assert_false (search (keyring, &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_KEYRING_UNAVAILABLE);
  assert_all_fail (keyring, account, AC_ERROR_KEYRING_UNAVAILABLE);
  g_assert_false (ac_keyring_get_available (keyring));
  g_assert_cmpuint (n_notified, ==, 1);

  keyring_service_go_on ();
  assert_search (patient);
  assert_list (patient, "id 1 Alder (null)");
  assert_load (patient, account, "secret");
}

static void
test_slow (void)
{
  g_autoptr (AcKeyring) keyring = g_object_new (AC_TYPE_KEYRING, "time-limit", PATIENCE * 1000, NULL);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;
  guint time_limit;

  g_object_get (keyring, "time-limit", &time_limit, NULL);
  g_assert_cmpuint (time_limit, ==, PATIENCE * 1000);

  /* A service that is only slow is waited for. */
  keyring_service_stop ();
  ac_keyring_search_async (keyring, NULL, answer_cb, &answer);
  g_main_context_iteration (NULL, FALSE);
  g_assert_null (answer);
  keyring_service_go_on ();
  wait_for (&answer);
  g_assert_true (ac_keyring_search_finish (keyring, answer, &error));
  g_assert_no_error (error);
  g_assert_true (ac_keyring_get_available (keyring));
}

static void
test_cancel (void)
{
  g_autoptr (AcKeyring) keyring = ac_keyring_new ();
  g_autoptr (AcKnownAccount) account = new_account ("id", "1", "Alder");
  g_autoptr (GCancellable) before = g_cancellable_new ();
  g_autoptr (GCancellable) during = g_cancellable_new ();
  g_autoptr (GAsyncResult) search_answer = NULL;
  g_autoptr (GAsyncResult) load_answer = NULL;
  g_autoptr (GError) search_error = NULL;
  g_autoptr (GError) load_error = NULL;
  guint time_out;

  clear_items ();
  assert_store (keyring, account, "secret");

  g_cancellable_cancel (before);
  ac_keyring_search_async (keyring, before, answer_cb, &search_answer);
  wait_for (&search_answer);
  g_assert_false (ac_keyring_search_finish (keyring, search_answer, &search_error));
  g_assert_error (search_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  keyring_service_stop ();
  ac_keyring_load_async (keyring, account, during, answer_cb, &load_answer);
  time_out = g_timeout_add (SHORT_TIME_LIMIT, (GSourceFunc) (void (*) (void)) g_cancellable_cancel, during);
  g_assert_cmpuint (time_out, !=, 0);
  wait_for (&load_answer);
  g_assert_null (ac_keyring_load_finish (keyring, load_answer, &load_error));
  g_assert_error (load_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  keyring_service_go_on ();

  /* Giving up says nothing about the keyring, and the next one works. */
  g_assert_true (ac_keyring_get_available (keyring));
  assert_load (keyring, account, "secret");
  g_clear_object (&search_answer);
  g_clear_object (&load_answer);
  g_assert_finalize_object (g_steal_pointer (&keyring));
}

/* Nobody may hold the keyring but the operation itself. */
static void
test_unref_while_running (void)
{
  AcKeyring *keyring = ac_keyring_new ();
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  ac_keyring_search_async (keyring, NULL, answer_cb, &answer);
  g_object_unref (keyring);
  wait_for (&answer);
  g_assert_true (ac_keyring_search_finish (keyring, answer, &error));
  g_assert_no_error (error);
}

static void
test_absent (void)
{
  g_autoptr (AcKeyring) keyring = ac_keyring_new ();
  g_autoptr (AcKnownAccount) account = new_account ("id", "1", "Alder");
  g_autoptr (GError) error = NULL;

  g_assert_true (ac_keyring_get_available (keyring));
  g_assert_false (search (keyring, &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_KEYRING_UNAVAILABLE);
  g_assert_false (ac_keyring_get_available (keyring));
  assert_all_fail (keyring, account, AC_ERROR_KEYRING_UNAVAILABLE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (keyring)), ==, 0);

  g_assert_finalize_object (g_steal_pointer (&keyring));
}

/* There is a service, but no keyring to write into and nobody to ask for a new one's password. */
static void
test_no_collection (void)
{
  g_autoptr (AcKeyring) keyring = ac_keyring_new ();
  g_autoptr (AcKnownAccount) account = new_account ("id", "1", "Alder");
  g_autoptr (GError) error = NULL;

  assert_search (keyring);
  assert_list (keyring, "");
  g_assert_false (store (keyring, account, "secret", &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_KEYRING_UNAVAILABLE);
  assert_list (keyring, "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  /* On libsecret's own file too, where nothing is ever locked. */
  g_test_add_func ("/keyring/items/round-trip", test_round_trip);
  g_test_add_func ("/keyring/items/order", test_order);
  g_test_add_func ("/keyring/items/unusual-texts", test_unusual_texts);
  g_test_add_func ("/keyring/items/rename", test_rename);
  g_test_add_func ("/keyring/items/replace", test_replace);
  g_test_add_func ("/keyring/items/not-found", test_not_found);
  g_test_add_func ("/keyring/items/changes", test_changes);
  g_test_add_func ("/keyring/items/foreign", test_foreign_items);
  g_test_add_func ("/keyring/items/duplicates", test_duplicates);
  g_test_add_func ("/keyring/items/unref-while-running", test_unref_while_running);

  g_test_add_func ("/keyring/service/locked", test_locked);
  g_test_add_func ("/keyring/service/restarted", test_restarted);
  g_test_add_func ("/keyring/service/killed", test_killed);
  g_test_add_func ("/keyring/service/stopped", test_stopped);
  g_test_add_func ("/keyring/service/slow", test_slow);
  g_test_add_func ("/keyring/service/cancel", test_cancel);

  g_test_add_func ("/absent", test_absent);
  g_test_add_func ("/no-collection", test_no_collection);

  return g_test_run ();
}
