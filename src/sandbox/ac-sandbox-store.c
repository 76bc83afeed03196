/* ac-sandbox-store.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-sandbox-store"

#include "config.h"

#include <sqlite3.h>
#include <string.h>

#include "ac-sandbox-error.h"
#include "ac-sandbox-schema.h"
#include "ac-sandbox-store.h"
#include "ac-sandbox-writer.h"

/* Another process may look into the file, as the tests do: wait that long for it. */
#define BUSY_MS 2000

struct _AcSandboxStore
{
  sqlite3 *database;
  GHashTable *statements; /* SQL text → sqlite3_stmt, those that are at rest */
};

struct _AcSandboxRows
{
  AcSandboxStore *store; /* not owned */
  sqlite3_stmt *statement;
};

static void
set_database_error (AcSandboxStore  *self,
                    int              status,
                    GError         **error)
{
  /* What is unique is looked up before it is written, within the same transaction; this is the second lock. */
  if (status == SQLITE_CONSTRAINT)
    g_set_error_literal (error, AC_SANDBOX_ERROR, AC_SANDBOX_ERROR_CONFLICT, "already exists");
  else
    g_set_error (error, AC_SANDBOX_ERROR, AC_SANDBOX_ERROR_INTERNAL,
                 "The database failed: %s", sqlite3_errmsg (self->database));
}

/* SQLite folds ASCII only; names are of any script. */
static void
fold_function (sqlite3_context  *context,
               int               n_values,
               sqlite3_value   **values)
{
  const char *text = (const char *) sqlite3_value_text (values[0]);
  g_autofree char *normal = NULL;

  if (text != NULL)
    normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  if (normal != NULL)
    sqlite3_result_text (context, g_utf8_casefold (normal, -1), -1, g_free);
  else
    sqlite3_result_null (context);
}

static char *
compose (sqlite3_value *value)
{
  const char *text = (const char *) sqlite3_value_text (value);
  g_autofree char *normal = text != NULL ? g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE) : NULL;

  return normal != NULL ? g_utf8_casefold (normal, -1) : NULL;
}

/* In what fold () gives an É begins with an E, as its accent stands behind it. */
static void
begins_function (sqlite3_context  *context,
                 int               n_values,
                 sqlite3_value   **values)
{
  g_autofree char *text = compose (values[0]);
  g_autofree char *prefix = compose (values[1]);

  sqlite3_result_int (context, text != NULL && prefix != NULL && g_str_has_prefix (text, prefix));
}

static gboolean
execute (AcSandboxStore  *self,
         const char      *sql,
         GError         **error)
{
  int status = sqlite3_exec (self->database, sql, NULL, NULL, NULL);

  if (status == SQLITE_OK)
    return TRUE;

  set_database_error (self, status, error);
  return FALSE;
}

/* Both at once: another program may be making its database in this moment. */
static gboolean
read_version (AcSandboxStore  *self,
              gint64          *version,
              gint64          *n_tables,
              GError         **error)
{
  g_autoptr(AcSandboxRows) rows = NULL;

  rows = ac_sandbox_store_query (self, error, "SELECT user_version, (SELECT count (*) FROM sqlite_master) FROM pragma_user_version", "");
  if (rows == NULL || !ac_sandbox_rows_next (rows, error))
    return FALSE;
  *version = ac_sandbox_rows_get_int (rows, 0);
  *n_tables = ac_sandbox_rows_get_int (rows, 1);

  return TRUE;
}

/* Nothing has been written yet: a file that isn't ours stays as it is. */
static gboolean
check_file (AcSandboxStore  *self,
            gint64          *version,
            GError         **error)
{
  gint64 n_tables;
  gint64 newest = 0;

  if (!read_version (self, version, &n_tables, error))
    return FALSE;
  while (ac_sandbox_schema_steps[newest] != NULL)
    newest++;

  /* SQLite opens a file that it may not write to, and fails with the first change only. */
  if (*version > newest)
    g_set_error (error, AC_SANDBOX_ERROR, AC_SANDBOX_ERROR_INTERNAL,
                 "It was written by a newer version of this program (schema %" G_GINT64_FORMAT
                 ", this program knows %" G_GINT64_FORMAT ")",
                 *version, newest);
  else if (*version < 0 || (*version == 0 && n_tables > 0))
    g_set_error_literal (error, AC_SANDBOX_ERROR, AC_SANDBOX_ERROR_INTERNAL, "It is a database of another program");
  else if (sqlite3_db_readonly (self->database, "main") != 0)
    g_set_error_literal (error, AC_SANDBOX_ERROR, AC_SANDBOX_ERROR_INTERNAL, "It can't be written to");
  else
    return TRUE;

  return FALSE;
}

static gboolean
migrate (AcSandboxStore  *self,
         gint64           version,
         GError         **error)
{
  for (; ac_sandbox_schema_steps[version] != NULL; version++)
    {
      g_autofree char *set_version = g_strdup_printf ("PRAGMA user_version = %d", (int) version + 1);

      if (!ac_sandbox_store_begin (self, error))
        return FALSE;
      if (!execute (self, ac_sandbox_schema_steps[version], error) || !execute (self, set_version, error))
        {
          ac_sandbox_store_rollback (self);
          return FALSE;
        }
      if (!ac_sandbox_store_commit (self, error))
        return FALSE;
    }

  return TRUE;
}

static void
configure (AcSandboxStore *self)
{
  sqlite3_busy_timeout (self->database, BUSY_MS);
  sqlite3_create_function (self->database, "fold", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
                           NULL, fold_function, NULL, NULL);
  sqlite3_create_function (self->database, "begins", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
                           NULL, begins_function, NULL, NULL);
}

/* WAL with synchronous=NORMAL: a commit is a write into the file system's cache without a wait for the disk. That
 * survives kill -9, which is what a local service meets; only a power cut could take the last changes, and even
 * then the file stays whole. FULL would make each change wait for the disk. */
static gboolean
set_modes (AcSandboxStore  *self,
           GError         **error)
{
  return execute (self, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON", error);
}

/**
 * ac_sandbox_store_open:
 * @path: a file, or `:memory:`
 * @error: return location for an error
 *
 * Opens the database, makes it when there is none, and brings an older one to today's schema.
 *
 * Returns: (transfer full) (nullable): the store
 */
AcSandboxStore *
ac_sandbox_store_open (const char  *path,
                       GError     **error)
{
  g_autoptr(AcSandboxStore) self = g_new0 (AcSandboxStore, 1);
  gint64 version;

  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) sqlite3_finalize);
  if (sqlite3_open_v2 (path, &self->database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
    {
      g_set_error (error, AC_SANDBOX_ERROR, AC_SANDBOX_ERROR_INTERNAL,
                   "%s can't be opened: %s", path, sqlite3_errmsg (self->database));
      return NULL;
    }
  configure (self);
  if (!check_file (self, &version, error) || !set_modes (self, error) || !migrate (self, version, error))
    {
      g_prefix_error (error, "%s can't be used: ", path);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * ac_sandbox_store_close:
 * @self: (transfer full): a store without rows in use
 */
void
ac_sandbox_store_close (AcSandboxStore *self)
{
  g_hash_table_unref (self->statements);
  sqlite3_close (self->database);
  g_free (self);
}

/* Takes a statement out of the store: two loops over the same SQL never share one. */
static sqlite3_stmt *
take_statement (AcSandboxStore  *self,
                const char      *sql,
                GError         **error)
{
  gpointer key = NULL;
  gpointer value = NULL;
  int status;

  if (g_hash_table_steal_extended (self->statements, sql, &key, &value))
    {
      g_free (key);
      return value;
    }

  status = sqlite3_prepare_v3 (self->database, sql, -1, SQLITE_PREPARE_PERSISTENT, (sqlite3_stmt **) &value, NULL);
  if (status != SQLITE_OK)
    set_database_error (self, status, error);

  return value;
}

static void
put_statement (AcSandboxStore *self,
               sqlite3_stmt   *statement)
{
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  g_hash_table_replace (self->statements, g_strdup (sqlite3_sql (statement)), statement);
}

static void
bind (sqlite3_stmt *statement,
      const char   *types,
      va_list      *arguments)
{
  g_assert ((int) strlen (types) == sqlite3_bind_parameter_count (statement));

  for (int i = 1; *types != '\0'; i++, types++)
    switch (*types)
      {
      case 's':
        sqlite3_bind_text (statement, i, va_arg (*arguments, const char *), -1, SQLITE_TRANSIENT);
        break;
      case 'i':
        sqlite3_bind_int64 (statement, i, va_arg (*arguments, gint64));
        break;
      case 'd':
        sqlite3_bind_double (statement, i, va_arg (*arguments, double));
        break;
      default:
        g_assert_not_reached ();
      }
}

static AcSandboxRows *
query_valist (AcSandboxStore  *self,
              GError         **error,
              const char      *sql,
              const char      *types,
              va_list         *arguments)
{
  sqlite3_stmt *statement = take_statement (self, sql, error);
  AcSandboxRows *rows;

  if (statement == NULL)
    return NULL;

  bind (statement, types, arguments);
  rows = g_new (AcSandboxRows, 1);
  rows->store = self;
  rows->statement = statement;

  return rows;
}

/**
 * ac_sandbox_store_query:
 * @self: a store
 * @error: return location for an error
 * @sql: one statement
 * @types: the types of the arguments, a letter each
 * @...: the arguments
 *
 * Returns: (transfer full) (nullable): the rows, before the first one
 */
AcSandboxRows *
ac_sandbox_store_query (AcSandboxStore  *self,
                        GError         **error,
                        const char      *sql,
                        const char      *types,
                        ...)
{
  AcSandboxRows *rows;
  va_list arguments;

  va_start (arguments, types);
  rows = query_valist (self, error, sql, types, &arguments);
  va_end (arguments);

  return rows;
}

/**
 * ac_sandbox_store_query_int:
 * @self: a store
 * @error: return location for an error
 * @value: (out): the first column of the first row; 0 when there is no row
 * @sql: one statement
 * @types: the types of the arguments, a letter each
 * @...: the arguments
 *
 * Returns: whether the statement ran
 */
gboolean
ac_sandbox_store_query_int (AcSandboxStore  *self,
                            GError         **error,
                            gint64          *value,
                            const char      *sql,
                            const char      *types,
                            ...)
{
  g_autoptr(AcSandboxRows) rows = NULL;
  g_autoptr(GError) local = NULL;
  va_list arguments;

  va_start (arguments, types);
  rows = query_valist (self, &local, sql, types, &arguments);
  va_end (arguments);

  *value = 0;
  if (rows != NULL && ac_sandbox_rows_next (rows, &local))
    *value = ac_sandbox_rows_get_int (rows, 0);
  if (local == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * ac_sandbox_store_run:
 * @self: a store
 * @error: return location for an error; a 409 when something unique exists already
 * @sql: one statement that gives no rows
 * @types: the types of the arguments, a letter each
 * @...: the arguments
 *
 * Returns: whether the statement ran
 */
gboolean
ac_sandbox_store_run (AcSandboxStore  *self,
                      GError         **error,
                      const char      *sql,
                      const char      *types,
                      ...)
{
  g_autoptr(AcSandboxRows) rows = NULL;
  g_autoptr(GError) local = NULL;
  va_list arguments;

  va_start (arguments, types);
  rows = query_valist (self, &local, sql, types, &arguments);
  va_end (arguments);

  if (rows != NULL)
    ac_sandbox_rows_next (rows, &local);
  if (local == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * ac_sandbox_store_get_changes:
 * @self: a store
 *
 * Returns: how many rows the latest statement changed
 */
gint64
ac_sandbox_store_get_changes (AcSandboxStore *self)
{
  return sqlite3_changes (self->database);
}

/**
 * ac_sandbox_rows_next:
 * @self: rows
 * @error: return location for an error; it stays unset at the end of the rows
 *
 * Returns: whether there is a next row, which is then the current one
 */
gboolean
ac_sandbox_rows_next (AcSandboxRows  *self,
                      GError        **error)
{
  int status = sqlite3_step (self->statement);

  if (status == SQLITE_ROW)
    return TRUE;
  if (status != SQLITE_DONE)
    set_database_error (self->store, status, error);

  return FALSE;
}

/**
 * ac_sandbox_rows_get_text:
 * @self: rows
 * @column: from 0 on
 *
 * Returns: (transfer none) (nullable): the text, which lives until the next row
 */
const char *
ac_sandbox_rows_get_text (AcSandboxRows *self,
                          int            column)
{
  return (const char *) sqlite3_column_text (self->statement, column);
}

/**
 * ac_sandbox_rows_get_int:
 * @self: rows
 * @column: from 0 on
 *
 * Returns: the number
 */
gint64
ac_sandbox_rows_get_int (AcSandboxRows *self,
                         int            column)
{
  return sqlite3_column_int64 (self->statement, column);
}

/**
 * ac_sandbox_rows_get_double:
 * @self: rows
 * @column: from 0 on
 *
 * Returns: the number
 */
double
ac_sandbox_rows_get_double (AcSandboxRows *self,
                            int            column)
{
  return sqlite3_column_double (self->statement, column);
}

/**
 * ac_sandbox_rows_free:
 * @self: (transfer full): rows
 */
void
ac_sandbox_rows_free (AcSandboxRows *self)
{
  put_statement (self->store, self->statement);
  g_free (self);
}

/**
 * ac_sandbox_store_begin:
 * @self: a store
 * @error: return location for an error
 *
 * Begins a transaction that may write at once, so that what it has read is still true when it writes.
 *
 * Returns: whether it began
 */
gboolean
ac_sandbox_store_begin (AcSandboxStore  *self,
                        GError         **error)
{
  return ac_sandbox_store_run (self, error, "BEGIN IMMEDIATE", "");
}

/**
 * ac_sandbox_store_commit:
 * @self: a store in a transaction
 * @error: return location for an error
 *
 * Ends the transaction. When that fails it is rolled back.
 *
 * Returns: whether the changes are kept
 */
gboolean
ac_sandbox_store_commit (AcSandboxStore  *self,
                         GError         **error)
{
  if (ac_sandbox_store_run (self, error, "COMMIT", ""))
    return TRUE;

  ac_sandbox_store_rollback (self);
  return FALSE;
}

/**
 * ac_sandbox_store_rollback:
 * @self: a store in a transaction
 *
 * Drops the transaction's changes.
 */
void
ac_sandbox_store_rollback (AcSandboxStore *self)
{
  g_autoptr(GError) error = NULL;

  /* A full disk has ended the transaction already. */
  if (sqlite3_get_autocommit (self->database))
    return;
  if (!ac_sandbox_store_run (self, &error, "ROLLBACK", ""))
    g_warning ("A transaction can't be rolled back: %s", error->message);
}

/**
 * ac_sandbox_store_list:
 * @values: (array zero-terminated=1): strings
 *
 * Returns: (transfer full): @values as one argument, for `IN (SELECT value FROM json_each (?))`
 */
char *
ac_sandbox_store_list (const char *const *values)
{
  g_autoptr(AcSandboxWriter) writer = ac_sandbox_writer_new ();
  g_autoptr(GBytes) bytes = NULL;
  gsize length;
  const char *data;

  ac_sandbox_writer_begin_array (writer);
  for (guint i = 0; values[i] != NULL; i++)
    ac_sandbox_writer_string (writer, values[i]);
  ac_sandbox_writer_end_array (writer);
  bytes = ac_sandbox_writer_finish (writer);
  data = g_bytes_get_data (bytes, &length);

  return g_strndup (data, length);
}
