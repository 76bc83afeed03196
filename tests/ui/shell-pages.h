/* shell-pages.h: environments and a page about one, for tests of what all such pages have in common
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-mock-server.h"
#include "ac-settings-page.h"

G_BEGIN_DECLS

/* The answer with the environments of @text: “web=Halden Web|summer!=Summer Campaign 2024” are an enabled one and a disabled one,
 * with the IDs web and summer and the cloud names cloud-web and cloud-summer. */
char *shell_list_json (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* The list will be asked for once, and is that answer. */
void shell_expect_environments (AcMockServer *server, const char *text);

#define SHELL_TYPE_PAGE (shell_page_get_type ())
G_DECLARE_FINAL_TYPE (ShellPage, shell_page, SHELL, PAGE, AcSettingsPage)

/* Follows the keys of its environment, or with follows_nothing set nothing. Its content is a button “Content”, its empty page says
 * “No Keys”. */
struct _ShellPage
{
  AcSettingsPage parent_instance;

  gboolean follows_nothing;
  guint n_changes;
};

/* Has nothing to load, for a second page of a table. */
#define SHELL_TYPE_OTHER_PAGE (shell_other_page_get_type ())
G_DECLARE_FINAL_TYPE (ShellOtherPage, shell_other_page, SHELL, OTHER_PAGE, AcSettingsPage)

G_END_DECLS
