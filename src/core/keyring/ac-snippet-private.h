/* ac-snippet-private.h: the quoting, for its tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-secret-text-private.h"

G_BEGIN_DECLS

/* What a shell, a reader of .env files, and JavaScript or Python read as @value, which has no control characters. */
void     ac_snippet_append_shell_word   (AcSecretText *text,
                                         const char   *value);
gboolean ac_snippet_append_dotenv_value (AcSecretText *text,
                                         const char   *value);
void     ac_snippet_append_code_string  (AcSecretText *text,
                                         const char   *value);

G_END_DECLS
