/* ac-sandbox-store.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The database: one account, everything that belongs to it. Statements are prepared once and kept.
 * Arguments of a statement are described by a text of one letter each: s a string (NULL allowed), i a gint64,
 * d a double; they fill the statement's question marks in order. */
typedef struct _AcSandboxStore AcSandboxStore;

/* The rows of one query. They are read in a loop; the statement goes back to the store with _free(). */
typedef struct _AcSandboxRows AcSandboxRows;

AcSandboxStore *ac_sandbox_store_open         (const char      *path,
                                               GError         **error) G_GNUC_WARN_UNUSED_RESULT;
void            ac_sandbox_store_close        (AcSandboxStore  *self);

gboolean        ac_sandbox_store_begin        (AcSandboxStore  *self,
                                               GError         **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean        ac_sandbox_store_commit       (AcSandboxStore  *self,
                                               GError         **error) G_GNUC_WARN_UNUSED_RESULT;
void            ac_sandbox_store_rollback     (AcSandboxStore  *self);

gboolean        ac_sandbox_store_run          (AcSandboxStore  *self,
                                               GError         **error,
                                               const char      *sql,
                                               const char      *types,
                                               ...) G_GNUC_WARN_UNUSED_RESULT;
gint64          ac_sandbox_store_get_changes  (AcSandboxStore  *self);
AcSandboxRows  *ac_sandbox_store_query        (AcSandboxStore  *self,
                                               GError         **error,
                                               const char      *sql,
                                               const char      *types,
                                               ...) G_GNUC_WARN_UNUSED_RESULT;
gboolean        ac_sandbox_store_query_int    (AcSandboxStore  *self,
                                               GError         **error,
                                               gint64          *value,
                                               const char      *sql,
                                               const char      *types,
                                               ...) G_GNUC_WARN_UNUSED_RESULT;

gboolean        ac_sandbox_rows_next          (AcSandboxRows   *self,
                                               GError         **error);
const char     *ac_sandbox_rows_get_text      (AcSandboxRows   *self,
                                               int              column);
gint64          ac_sandbox_rows_get_int       (AcSandboxRows   *self,
                                               int              column);
double          ac_sandbox_rows_get_double    (AcSandboxRows   *self,
                                               int              column);
void            ac_sandbox_rows_free          (AcSandboxRows   *self);

char           *ac_sandbox_store_list         (const char *const *values) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcSandboxStore, ac_sandbox_store_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcSandboxRows, ac_sandbox_rows_free)

G_END_DECLS
