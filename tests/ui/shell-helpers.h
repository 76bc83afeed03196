/* shell-helpers.h: what the tests of the shell do with widgets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ac-mock-server.h"
#include "ac-page.h"
#include "ac-session.h"
#include "ac-test-utils.h"

G_BEGIN_DECLS

#define SHELL_ACCOUNT_ID "5c2e8a41-73d0-4b19-9e6f-a0d41c7be852"
#define SHELL_KEY "482915073364128"
#define SHELL_SECRET "not-a-real-secret"
#define SHELL_LIST "/v1_1/provisioning/accounts/" SHELL_ACCOUNT_ID "/sub_accounts"
#define SHELL_CHECK SHELL_LIST "?ids=none"
#define SHELL_CONSOLE "/v1_1/console/accounts/" SHELL_ACCOUNT_ID

/* GTK, libadwaita, GTest. */
void       shell_test_init       (int          *argc,
                                  char       ***argv);

/* An account at @server that nobody has connected. (transfer full) */
AcAccount *shell_account_new     (AcMockServer *server,
                                  gboolean      demo) G_GNUC_WARN_UNUSED_RESULT;
/* Whatever connecting asks for is answered well; the account is called @name. */
void       shell_allow_connect   (AcMockServer *server,
                                  const char   *name);

/* The widget below @root with this id in its template. (nullable) */
gpointer   shell_find            (gpointer      root,
                                  const char   *id);
/* The first mapped widget of a type below @root. (nullable) */
gpointer   shell_find_type       (gpointer      root,
                                  GType         type);
/* The mapped label with this text. (nullable) */
gpointer   shell_find_label      (gpointer      root,
                                  const char   *text);
/* The mapped button with this label. (nullable) */
gpointer   shell_find_button     (gpointer      root,
                                  const char   *label);
/* The toplevel of @type that is open. (nullable) */
gpointer   shell_find_window     (GType         type);

/* Every mapped widget that can have the focus says what it is. */
void       shell_assert_accessible (gpointer    root);

/* The process that was started with this argument; 0: none. */
GPid       shell_find_process    (const char   *argument);

/* Lets everything that is due happen. */
void       shell_settle          (void);
/* Destroys @window and waits until it is gone. */
void       shell_assert_window_finalizes (gpointer window);

G_END_DECLS
