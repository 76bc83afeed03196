/* ac-page-stack.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-page.h"

G_BEGIN_DECLS

#define AC_TYPE_PAGE_STACK (ac_page_stack_get_type ())

/* A page of the sidebar with the subpages that were opened on it.
 * Property: folded (gboolean): the window shows either the sidebar or the page; then the first page has a back button too. */
G_DECLARE_FINAL_TYPE (AcPageStack, ac_page_stack, AC, PAGE_STACK, GtkWidget)

/* Takes the floating @root. */
GtkWidget *ac_page_stack_new         (AcPage      *root) G_GNUC_WARN_UNUSED_RESULT;
/* The page on the screen. */
AcPage    *ac_page_stack_get_visible (AcPageStack *self);
void       ac_page_stack_push        (AcPageStack *self,
                                      AcPage      *subpage);
/* Leaves @subpage and all that was opened on it; nothing when it isn't here, or is the root. */
void       ac_page_stack_pop         (AcPageStack *self,
                                      AcPage      *subpage);
/* FALSE: the root is shown already. */
gboolean   ac_page_stack_go_back     (AcPageStack *self);
gboolean   ac_page_stack_get_folded  (AcPageStack *self);
void       ac_page_stack_set_folded  (AcPageStack *self,
                                      gboolean     folded);

G_END_DECLS
