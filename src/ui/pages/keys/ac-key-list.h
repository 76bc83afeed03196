/* ac-key-list.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ac-api-keys.h"
#include "ac-page.h"

G_BEGIN_DECLS

/**
 * AcKeySort:
 * @AC_KEY_SORT_NEWEST: the youngest first
 * @AC_KEY_SORT_OLDEST: the oldest first
 * @AC_KEY_SORT_NAME: by name
 *
 * The order of keys; those that are enabled always come first.
 */
typedef enum
{
  AC_KEY_SORT_NEWEST,
  AC_KEY_SORT_OLDEST,
  AC_KEY_SORT_NAME,
} AcKeySort;

#define AC_TYPE_KEY_LIST (ac_key_list_get_type ())

/* The keys of an account or a product environment, a row each, with a search when there are many. Rows are built as far as
 * somebody scrolls. Property: sort (AcKeySort). */
G_DECLARE_FINAL_TYPE (AcKeyList, ac_key_list, AC, KEY_LIST, AdwPreferencesGroup)

void     ac_key_list_set_keys     (AcKeyList  *self,
                                   AcPage     *page,
                                   AcApiKeys  *keys);
/* Gives @widget and what is in it the action keys.sort: “newest”, “oldest” or “name”. */
void     ac_key_list_insert_actions (AcKeyList *self,
                                     GtkWidget *widget);
/* Ctrl+F; FALSE: there are too few keys for a search. */
gboolean ac_key_list_start_search (AcKeyList  *self,
                                   const char *text);
/* FALSE: there was nothing to end. */
gboolean ac_key_list_end_search   (AcKeyList  *self);
/* Says again what depends on the day and on the preferences. */
void     ac_key_list_update       (AcKeyList  *self);

G_END_DECLS
