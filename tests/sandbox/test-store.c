/* test-store.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "ac-sandbox-error.h"
#include "ac-sandbox-schema.h"
#include "ac-sandbox-store.h"

static AcSandboxStore *
open_memory (void)
{
  g_autoptr(GError) error = NULL;
  AcSandboxStore *store = ac_sandbox_store_open (":memory:", &error);

  g_assert_no_error (error);

  return store;
}

static void
run (AcSandboxStore *store,
     const char     *sql)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (ac_sandbox_store_run (store, &error, sql, ""));
  g_assert_no_error (error);
}

static gint64
read_int (AcSandboxStore *store,
          const char     *sql)
{
  g_autoptr(GError) error = NULL;
  gint64 value;

  g_assert_true (ac_sandbox_store_query_int (store, &error, &value, sql, ""));
  g_assert_no_error (error);

  return value;
}

static gint64
newest_version (void)
{
  gint64 version = 0;

  while (ac_sandbox_schema_steps[version] != NULL)
    version++;

  return version;
}

/* A file of each older version comes to today's, and keeps what it had. */
static void
test_migrations (void)
{
  for (gint64 version = 1; version <= newest_version (); version++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *folder = g_dir_make_tmp ("account-console-XXXXXX", &error);
      g_autofree char *file = g_build_filename (folder, "account.db", NULL);
      g_autofree char *set_version = g_strdup_printf ("PRAGMA user_version = %d", (int) version);
      AcSandboxStore *store;
      sqlite3 *database;

      g_assert_cmpint (sqlite3_open (file, &database), ==, SQLITE_OK);
      for (gint64 step = 0; step < version; step++)
        g_assert_cmpint (sqlite3_exec (database, ac_sandbox_schema_steps[step], NULL, NULL, NULL), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_exec (database, set_version, NULL, NULL, NULL), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_exec (database, "INSERT INTO taken_cloud_names (cloud_name) VALUES ('kept')", NULL, NULL, NULL), ==, SQLITE_OK);
      sqlite3_close (database);

      store = ac_sandbox_store_open (file, &error);
      g_assert_no_error (error);
      g_assert_cmpint (read_int (store, "PRAGMA user_version"), ==, newest_version ());
      g_assert_cmpint (read_int (store, "SELECT count (*) FROM taken_cloud_names"), ==, 1);
      g_assert_cmpint (read_int (store, "PRAGMA foreign_keys"), ==, 1);
      ac_sandbox_store_close (store);

      g_remove (file);
      g_assert_cmpint (g_rmdir (folder), ==, 0);
    }
}

static void
test_transactions (void)
{
  g_autoptr(AcSandboxStore) store = open_memory ();
  g_autoptr(GError) error = NULL;

  run (store, "CREATE TABLE t (x INTEGER UNIQUE)");
  g_assert_true (ac_sandbox_store_begin (store, &error));
  run (store, "INSERT INTO t VALUES (1)");
  ac_sandbox_store_rollback (store);
  g_assert_cmpint (read_int (store, "SELECT count (*) FROM t"), ==, 0);

  g_assert_true (ac_sandbox_store_begin (store, &error));
  run (store, "INSERT INTO t VALUES (1)");
  g_assert_true (ac_sandbox_store_commit (store, &error));
  g_assert_cmpint (read_int (store, "SELECT count (*) FROM t"), ==, 1);

  /* Without a transaction there is nothing to roll back, and that is no error. */
  ac_sandbox_store_rollback (store);
  g_assert_false (ac_sandbox_store_commit (store, &error));
  g_assert_error (error, AC_SANDBOX_ERROR, AC_SANDBOX_ERROR_INTERNAL);
}

static void
test_errors (void)
{
  g_autoptr(AcSandboxStore) store = open_memory ();
  g_autoptr(GError) error = NULL;
  gint64 value = 5;

  run (store, "CREATE TABLE t (x INTEGER UNIQUE)");
  run (store, "INSERT INTO t VALUES (1)");
  g_assert_false (ac_sandbox_store_run (store, &error, "INSERT INTO t VALUES (?)", "i", (gint64) 1));
  g_assert_error (error, AC_SANDBOX_ERROR, AC_SANDBOX_ERROR_CONFLICT);
  g_clear_error (&error);

  /* The statement that failed can be used again. */
  g_assert_true (ac_sandbox_store_run (store, &error, "INSERT INTO t VALUES (?)", "i", (gint64) 2));
  g_assert_no_error (error);

  g_assert_false (ac_sandbox_store_query_int (store, &error, &value, "SELECT nothing FROM nowhere", ""));
  g_assert_error (error, AC_SANDBOX_ERROR, AC_SANDBOX_ERROR_INTERNAL);
  g_assert_cmpint (value, ==, 0);
}

/* Two loops over the same SQL don't disturb each other. */
static void
test_nested_queries (void)
{
  g_autoptr(AcSandboxStore) store = open_memory ();
  g_autoptr(GError) error = NULL;
  static const char sql[] = "SELECT x FROM t WHERE x >= ? ORDER BY x";
  guint pairs = 0;

  run (store, "CREATE TABLE t (x INTEGER)");
  run (store, "INSERT INTO t VALUES (1), (2), (3)");
  for (guint round = 0; round < 2; round++)
    {
      g_autoptr(AcSandboxRows) outer = ac_sandbox_store_query (store, &error, sql, "i", (gint64) 1);

      while (ac_sandbox_rows_next (outer, &error))
        {
          g_autoptr(AcSandboxRows) inner = ac_sandbox_store_query (store, &error, sql, "i", ac_sandbox_rows_get_int (outer, 0));

          while (ac_sandbox_rows_next (inner, &error))
            pairs++;
        }
      g_assert_no_error (error);
    }

  g_assert_cmpuint (pairs, ==, 2 * (3 + 2 + 1));
}

static void
test_types (void)
{
  g_autoptr(AcSandboxStore) store = open_memory ();
  g_autoptr(GError) error = NULL;
  g_autoptr(AcSandboxRows) rows = ac_sandbox_store_query (store, &error, "SELECT ?, ?, ?, ?", "sids", "te'xt", G_MAXINT64, 0.5, NULL);

  g_assert_true (ac_sandbox_rows_next (rows, &error));
  g_assert_cmpstr (ac_sandbox_rows_get_text (rows, 0), ==, "te'xt");
  g_assert_cmpint (ac_sandbox_rows_get_int (rows, 1), ==, G_MAXINT64);
  g_assert_cmpfloat (ac_sandbox_rows_get_double (rows, 2), ==, 0.5);
  g_assert_null (ac_sandbox_rows_get_text (rows, 3));
  g_assert_false (ac_sandbox_rows_next (rows, &error));
  g_assert_no_error (error);
}

static void
test_lists (void)
{
  g_autoptr(AcSandboxStore) store = open_memory ();
  g_autoptr(GError) error = NULL;
  const char *const values[] = { "a", "b\"c", "ü\\", "d,e", NULL };
  const char *const none[] = { NULL };
  g_autofree char *list = ac_sandbox_store_list (values);
  g_autofree char *empty = ac_sandbox_store_list (none);
  gint64 count;

  for (guint i = 0; values[i] != NULL; i++)
    {
      g_assert_true (ac_sandbox_store_query_int (store, &error, &count, "SELECT ? IN (SELECT value FROM json_each (?))", "ss", values[i], list));
      g_assert_cmpint (count, ==, 1);
    }
  g_assert_true (ac_sandbox_store_query_int (store, &error, &count, "SELECT ? IN (SELECT value FROM json_each (?))", "ss", "a", empty));
  g_assert_cmpint (count, ==, 0);
}

static void
test_fold (void)
{
  g_autoptr(AcSandboxStore) store = open_memory ();

  g_assert_cmpint (read_int (store, "SELECT fold ('ÉLAN') = fold ('e\xcc\x81lan')"), ==, 1);
  g_assert_cmpint (read_int (store, "SELECT fold ('Straße') = fold ('STRASSE')"), ==, 1);
  g_assert_cmpint (read_int (store, "SELECT fold ('a') = fold ('b')"), ==, 0);
  g_assert_cmpint (read_int (store, "SELECT fold (NULL) IS NULL"), ==, 1);
  g_assert_cmpint (read_int (store, "SELECT begins ('ÉLAN', 'e\xcc\x81')"), ==, 1);
  g_assert_cmpint (read_int (store, "SELECT begins ('ÉLAN', 'E')"), ==, 0);
  g_assert_cmpint (read_int (store, "SELECT begins ('Straße', 'STRASS')"), ==, 1);
  g_assert_cmpint (read_int (store, "SELECT begins ('a', '')"), ==, 1);
  g_assert_cmpint (read_int (store, "SELECT begins ('a', NULL)"), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/migrations", test_migrations);
  g_test_add_func ("/store/transactions", test_transactions);
  g_test_add_func ("/store/errors", test_errors);
  g_test_add_func ("/store/nested-queries", test_nested_queries);
  g_test_add_func ("/store/types", test_types);
  g_test_add_func ("/store/lists", test_lists);
  g_test_add_func ("/store/fold", test_fold);

  return g_test_run ();
}
