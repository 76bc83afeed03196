/* ac-snippet.h: a key and its secret in the form that a tool reads
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-credentials.h"

G_BEGIN_DECLS

/**
 * AcSnippet:
 * @AC_SNIPPET_SHELL: `export NAME='URL'` for a POSIX shell
 * @AC_SNIPPET_DOTENV: `NAME=URL`, a line of a .env file
 * @AC_SNIPPET_NODE: the configuration of Cloudinary's Node.js SDK
 * @AC_SNIPPET_PYTHON: the configuration of Cloudinary's Python SDK
 * @AC_SNIPPET_CURL: a call that changes nothing
 *
 * The forms. None ends with a line break.
 */
typedef enum
{
  AC_SNIPPET_SHELL,
  AC_SNIPPET_DOTENV,
  AC_SNIPPET_NODE,
  AC_SNIPPET_PYTHON,
  AC_SNIPPET_CURL,
} AcSnippet;

#define AC_SNIPPET_LAST AC_SNIPPET_CURL

/* With the secret: free with secret_password_free(). @host (nullable): Cloudinary's usual one.
 * Fails with AC_ERROR_INVALID when a part has a control character, or is none. */
char *ac_snippet_format_account            (AcSnippet       snippet,
                                            AcCredentials  *credentials,
                                            const char     *account_id,
                                            const char     *host,
                                            GError        **error) G_GNUC_WARN_UNUSED_RESULT;
char *ac_snippet_format_environment        (AcSnippet       snippet,
                                            AcCredentials  *credentials,
                                            const char     *cloud_name,
                                            const char     *host,
                                            GError        **error) G_GNUC_WARN_UNUSED_RESULT;
/* With bullets in the secret's place, for the screen: free with g_free(). */
char *ac_snippet_format_account_masked     (AcSnippet       snippet,
                                            const char     *key,
                                            const char     *account_id,
                                            const char     *host,
                                            GError        **error) G_GNUC_WARN_UNUSED_RESULT;
char *ac_snippet_format_environment_masked (AcSnippet       snippet,
                                            const char     *key,
                                            const char     *cloud_name,
                                            const char     *host,
                                            GError        **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
