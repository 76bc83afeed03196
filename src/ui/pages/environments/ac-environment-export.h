/* ac-environment-export.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "ac-environment.h"

G_BEGIN_DECLS

/* @environments (element-type AcEnvironment). JSON when the name of @file ends in .json, else CSV. */
void     ac_environment_export_async  (GPtrArray            *environments,
                                       GFile                *file,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
gboolean ac_environment_export_finish (GAsyncResult         *result,
                                       GError              **error);

G_END_DECLS
