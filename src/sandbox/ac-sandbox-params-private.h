/* ac-sandbox-params-private.h: shared by the reading of parameters and their getters
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "ac-sandbox-params.h"

G_BEGIN_DECLS

struct _AcSandboxParams
{
  JsonObject *members; /* everything that came as a form or in the query is a string, or an array of strings */
};

G_END_DECLS
