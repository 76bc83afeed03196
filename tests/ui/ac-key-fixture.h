/* ac-key-fixture.h: a page of keys over the mock server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-ui-fixture.h"

G_BEGIN_DECLS

#define AC_KEY_ACCOUNT_KEYS AC_UI_CONSOLE "/account_keys"
#define AC_KEY_ENVIRONMENT_KEYS(id) AC_UI_PROVISIONING "/sub_accounts/" id "/access_keys"
/* A page of an environment's list */
#define AC_KEY_LIST(id, page) \
  AC_KEY_ENVIRONMENT_KEYS (id) "?page_size=100&page=" page "&sort_by=api_key&sort_order=asc"

/* The key that the fixture is connected with */
#define AC_KEY_IN_USE "123456789012345"
/* Every secret begins so, and nothing else does. */
#define AC_KEY_SECRET "S3cret"

#define AC_KEY_FORBIDDEN "{\"error\":{\"message\":\"no <b>permission</b>\"}}"

typedef struct
{
  AcUiFixture base;
  AcPage *page; /* (unowned) (nullable) */
} AcKeyFixture;

/* A key on the wire. @name: NULL for none. @members: more of the object, each with a comma before it. (transfer full) */
char *ac_key_json (const char *number,
                   const char *name,
                   int         days_old,
                   gboolean    enabled,
                   const char *members) G_GNUC_WARN_UNUSED_RESULT;
/* The answer with the keys, which end with NULL and are freed. (transfer full) */
char *ac_key_account_list     (char *first,
                               ...) G_GNUC_NULL_TERMINATED G_GNUC_WARN_UNUSED_RESULT;
char *ac_key_environment_list (char *first,
                               ...) G_GNUC_NULL_TERMINATED G_GNUC_WARN_UNUSED_RESULT;

/* Pushes a page of @type, and says of which environment it is when it is about one. */
void  ac_key_fixture_open      (AcKeyFixture *self,
                                GType         type,
                                const char   *environment_id);
/* Forgets what is kept on this computer, and checks that no window is left. */
void  ac_key_fixture_tear_down (AcKeyFixture *self);
AcMockReply *ac_key_fixture_expect (AcKeyFixture *self,
                                    const char   *method,
                                    const char   *target,
                                    guint         status,
                                    const char   *body);
const AcMockRequest *ac_key_fixture_get_last_request (AcKeyFixture *self);
void  ac_key_fixture_reload    (AcKeyFixture *self);

#define ac_key_wait_shown(self, text) ac_test_wait_until (ac_key_fixture_shows (self, text))
/* Anywhere in the window, toasts included. */
gboolean   ac_key_fixture_shows      (AcKeyFixture *self,
                                      const char   *text);
/* (nullable): the row of a key */
GtkWidget *ac_key_fixture_find_row   (AcKeyFixture *self,
                                      const char   *number);
#define ac_key_fixture_wait_row(self, number) ac_key_fixture_wait_row_ (self, number, G_STRLOC)
GtkWidget *ac_key_fixture_wait_row_  (AcKeyFixture *self,
                                      const char   *number,
                                      const char   *where);
guint      ac_key_fixture_count_rows (AcKeyFixture *self);
/* The titles of the rows as they stand, “Web | CI”. (transfer full) */
char      *ac_key_fixture_dup_order  (AcKeyFixture *self) G_GNUC_WARN_UNUSED_RESULT;

/* “In use here.accent | Root | 12 days”. (transfer full) */
char      *ac_key_row_dup_badges     (GtkWidget    *row) G_GNUC_WARN_UNUSED_RESULT;
/* What enables the key. */
GtkSwitch *ac_key_row_get_switch     (GtkWidget    *row);
void       ac_key_row_expand         (GtkWidget    *row,
                                      gboolean      expanded);
/* Whether the row shows that the service is asked. */
gboolean   ac_key_row_is_busy        (GtkWidget    *row);
/* What the screen reader says of @accessible. (transfer full) (nullable) */
char      *ac_key_dup_accessible     (gpointer               accessible,
                                      GtkAccessibleProperty  property) G_GNUC_WARN_UNUSED_RESULT;
/* No label, tooltip, accessible property or string property of @root or of anything in it contains @text. */
void       ac_key_assert_nowhere     (GtkWidget    *root,
                                      const char   *text);
/* How wide @widget is at least. */
int        ac_key_get_minimum_width  (GtkWidget    *widget);

G_END_DECLS
