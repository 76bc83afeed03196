/* ac-ui-fixture.h: a window with a page, over an account at the mock server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ac-mock-server.h"
#include "ac-page.h"
#include "ac-test-utils.h"

G_BEGIN_DECLS

#define AC_UI_ACCOUNT_ID "0aaaaaaa-1bbb-4ccc-8ddd-eeeeeeeeeeee"
#define AC_UI_PROVISIONING "/v1_1/provisioning/accounts/" AC_UI_ACCOUNT_ID
#define AC_UI_CONSOLE "/v1_1/console/accounts/" AC_UI_ACCOUNT_ID

/* The environments of the fixture: Halden Web is enabled and has attributes, Catalogue & Print breaks markup, Summer Campaign 2024 is disabled. */
#define AC_UI_WEB_ID "5d1c0b9f3a7e42886b20c4fd91e7a3"
#define AC_UI_PRINT_ID "91b7c3d05e2f4a66978dd01c5b3ea2"
#define AC_UI_SUMMER_ID "c3e8a1d2407f4b5596aa10be77d4f9"

/* The JSON of one of them, in the form of the Console API. @attributes is JSON. */
char *ac_ui_environment_json (const char *id,
                              const char *name,
                              const char *cloud_name,
                              gboolean    enabled,
                              const char *description,
                              const char *attributes,
                              const char *folder_mode,
                              const char *location) G_GNUC_WARN_UNUSED_RESULT;
char *ac_ui_limit_json       (guint       base,
                              guint       additional,
                              guint       used,
                              const char *reason,
                              const char *bought_through) G_GNUC_WARN_UNUSED_RESULT;

typedef struct
{
  AcMockServer *server;
  AcAccount *account;
  AcEnvironments *environments; /* (unowned) */
  AcPage *page;                 /* (unowned): the root page of the window */
  GtkWindow *window;
} AcUiFixture;

/* @with_console: the service has the Console API. */
void           ac_ui_fixture_set_up    (AcUiFixture *self,
                                        gboolean     with_console);
void           ac_ui_fixture_tear_down (AcUiFixture *self);
/* A request that is not answered fails after a second; the service is found again at once. */
void           ac_ui_fixture_make_impatient (AcUiFixture *self);
/* Loads the limit that @json says. */
void           ac_ui_fixture_set_limit (AcUiFixture *self,
                                        const char  *json);
AcEnvironment *ac_ui_fixture_lookup    (AcUiFixture *self,
                                        const char  *id);
/* Takes an environment out of the account as another client would. */
void           ac_ui_fixture_remove    (AcUiFixture *self,
                                        const char  *id);
/* The page that is shown, which is the root or a subpage. */
AcPage        *ac_ui_fixture_get_visible (AcUiFixture *self);

/* The window of @type that is open, NULL: none. */
GtkWidget     *ac_ui_find_window       (GType        type);
#define ac_ui_wait_window(type) ac_ui_wait_window_ (type, G_STRLOC)
GtkWidget     *ac_ui_wait_window_      (GType        type,
                                        const char  *where);
#define ac_ui_wait_no_window(type) ac_test_wait_until (ac_ui_find_window (type) == NULL)

/* The first descendant of @root for which all of this is true; all but @root nullable.
 * @title: an AdwPreferencesRow's title, a button's or label's text, or a window's. */
GtkWidget     *ac_ui_find              (GtkWidget   *root,
                                        GType        type,
                                        const char  *title);
/* The same, and fails when there is none. */
GtkWidget     *ac_ui_get               (GtkWidget   *root,
                                        GType        type,
                                        const char  *title);
/* Whether @text is shown in a label somewhere below @root. */
gboolean       ac_ui_shows             (GtkWidget   *root,
                                        const char  *text);
/* Clicks the button that says @label. */
void           ac_ui_click             (GtkWidget   *root,
                                        const char  *label);
void           ac_ui_type              (GtkWidget   *root,
                                        const char  *row_title,
                                        const char  *text);
/* As a person at the keyboard does, in xdotool's words: X delivers the keys to the window below the pointer. */
void           ac_ui_press             (const char  *keys);
/* Before the window is there, and not where keys are pressed: GTK 4.8 loses a little memory when a widget goes away below the
 * pointer, and the window after it. */
void           ac_ui_point_away        (void);
/* (transfer full) (nullable): the text in the clipboard of @widget's display */
char          *ac_ui_read_clipboard    (GtkWidget   *widget) G_GNUC_WARN_UNUSED_RESULT;
/* What every page and dialog has to hold: each control that takes the focus has a name for screen readers. */
void           ac_ui_assert_accessible (GtkWidget   *root);
/* Writes what the window shows into the folder AC_UI_PICTURES, when that is set: for people who look. */
void           ac_ui_picture           (GtkWidget   *window,
                                        const char  *name);

G_END_DECLS
