/* ac-sandbox-writer.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Writes one JSON document, member by member, straight into its bytes: a list of 10,000 environments is made
 * without a tree. The order of the calls is the order of the members, which the wire reference 3.1 prescribes. */
typedef struct _AcSandboxWriter AcSandboxWriter;

AcSandboxWriter *ac_sandbox_writer_new          (void) G_GNUC_WARN_UNUSED_RESULT;
void             ac_sandbox_writer_free         (AcSandboxWriter *self);
void             ac_sandbox_writer_reset        (AcSandboxWriter *self);
gboolean         ac_sandbox_writer_is_empty     (AcSandboxWriter *self);
GBytes          *ac_sandbox_writer_finish       (AcSandboxWriter *self) G_GNUC_WARN_UNUSED_RESULT;

void             ac_sandbox_writer_begin_object (AcSandboxWriter *self);
void             ac_sandbox_writer_end_object   (AcSandboxWriter *self);
void             ac_sandbox_writer_begin_array  (AcSandboxWriter *self);
void             ac_sandbox_writer_end_array    (AcSandboxWriter *self);
void             ac_sandbox_writer_name         (AcSandboxWriter *self,
                                                 const char      *name);

void             ac_sandbox_writer_string       (AcSandboxWriter *self,
                                                 const char      *value);
void             ac_sandbox_writer_boolean      (AcSandboxWriter *self,
                                                 gboolean         value);
void             ac_sandbox_writer_int          (AcSandboxWriter *self,
                                                 gint64           value);
void             ac_sandbox_writer_double       (AcSandboxWriter *self,
                                                 double           value);
void             ac_sandbox_writer_json         (AcSandboxWriter *self,
                                                 const char      *text);

/* A name and its value in one call. */
void             ac_sandbox_writer_add_string   (AcSandboxWriter *self,
                                                 const char      *name,
                                                 const char      *value);
void             ac_sandbox_writer_add_boolean  (AcSandboxWriter *self,
                                                 const char      *name,
                                                 gboolean         value);
void             ac_sandbox_writer_add_int      (AcSandboxWriter *self,
                                                 const char      *name,
                                                 gint64           value);
void             ac_sandbox_writer_add_double   (AcSandboxWriter *self,
                                                 const char      *name,
                                                 double           value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcSandboxWriter, ac_sandbox_writer_free)

G_END_DECLS
