/* ac-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ac-account.h"

G_BEGIN_DECLS

/**
 * AcPageState:
 * @AC_PAGE_STATE_LOADING: the first load; its spinner appears after 200 ms
 * @AC_PAGE_STATE_CONTENT: the content child
 * @AC_PAGE_STATE_EMPTY: the empty child
 * @AC_PAGE_STATE_ERROR: a status page with the sentence of the error, Try Again and Details
 * @AC_PAGE_STATE_NO_ACCESS: a status page that says who can help
 */
typedef enum
{
  AC_PAGE_STATE_LOADING,
  AC_PAGE_STATE_CONTENT,
  AC_PAGE_STATE_EMPTY,
  AC_PAGE_STATE_ERROR,
  AC_PAGE_STATE_NO_ACCESS,
} AcPageState;

#define AC_TYPE_PAGE (ac_page_get_type ())

/* One page of the window, or a subpage of one: header bar, banner, states, bottom bar, subpages.
 *
 * Template children by <child type="…">: "start" and "end" (packed into the header bar, in order), "selection-header"
 * (an AdwHeaderBar shown instead of the page's own while selection-mode is set), "content", "empty", "bottom".
 *
 * Properties: account (AcAccount, construct-only), title, subtitle (strings, the subtitle's default is the account's name),
 * loading-text ("Loading product environments…"), error-title ("Couldn’t Load Product Environments"),
 * no-access-title ("No Access to Product Environments"), no-access-text, state (AcPageState), selection-mode (gboolean),
 * editable (gboolean, read-only: FALSE while offline, unauthorized, or without permission; controls that change
 * something bind their sensitivity to it), narrow (gboolean, read-only: there is less room than the page needs in its
 * wide form, which is not the least that it can have: it has to make itself narrower), subject (AcSubject: what editable and no-access look up). */
G_DECLARE_DERIVABLE_TYPE (AcPage, ac_page, AC, PAGE, GtkWidget)

struct _AcPageClass
{
  GtkWidgetClass parent_class;

  /* The page came on the screen, or left it. The cancellable of a visit ends with it. */
  void     (*activate)     (AcPage     *self);
  void     (*deactivate)   (AcPage     *self);
  /* F5, Try Again, back online. */
  void     (*reload)       (AcPage     *self);
  /* Ctrl+F; @text (nullable) is typed already. FALSE: the page has no search. */
  gboolean (*start_search) (AcPage     *self,
                            const char *text);
  /* Ctrl+N. */
  void     (*create)       (AcPage     *self);
  /* Ctrl+A. */
  void     (*select_all)   (AcPage     *self);
  /* Esc, before a subpage is left; TRUE: something else was ended (selection mode, search). */
  gboolean (*escape)       (AcPage     *self);
};

AcAccount    *ac_page_get_account       (AcPage              *self);
AcPageState   ac_page_get_state         (AcPage              *self);
void          ac_page_set_state         (AcPage              *self,
                                         AcPageState          state);
/* Shows @error: as a state when there is no content yet (403: no access), else as a toast. */
void          ac_page_set_error         (AcPage              *self,
                                         const GError        *error);
/* Keeps state, reload, the header's spinner and the offline banner true to @collection (nullable); of another one that was
 * followed before nothing remains. */
void          ac_page_follow_collection (AcPage              *self,
                                         AcCollection        *collection);
/* Valid until the page is left; a new one for each visit. (transfer none) */
GCancellable *ac_page_get_cancellable   (AcPage              *self);
gboolean      ac_page_get_editable      (AcPage              *self);
gboolean      ac_page_get_narrow        (AcPage              *self);
gboolean      ac_page_get_selection_mode (AcPage             *self);
void          ac_page_set_selection_mode (AcPage             *self,
                                         gboolean             selection_mode);
void          ac_page_set_title         (AcPage              *self,
                                         const char          *title);
void          ac_page_set_subtitle      (AcPage              *self,
                                         const char          *subtitle);

/* Subpages: pushed on the page that the window shows, left by back button, Alt+Left, Esc. The page
 * that comes back restores its focus. Takes a floating @subpage. */
void          ac_page_push              (AcPage              *self,
                                         AcPage              *subpage);
/* Leaves @subpage, or does nothing when it isn't shown. */
void          ac_page_pop               (AcPage              *subpage);

/* Toasts: plain text, never markup. */
void          ac_page_toast             (AcPage              *self,
                                         const char          *text);
/* With a button; @activated runs at most once. For Undo the label is _("Undo"), and Ctrl+Z does the same while it is shown.
 * @data is freed with @destroy when the toast is gone. */
void          ac_page_toast_with_button (AcPage              *self,
                                         const char          *text,
                                         const char          *button_label,
                                         void               (*activated) (gpointer data),
                                         gpointer             data,
                                         GDestroyNotify       destroy);
/* “Couldn’t save: {reason}”, high priority. Silent for a cancelled operation. */
void          ac_page_toast_error       (AcPage              *self,
                                         const GError        *error);
void          ac_page_toast_failure     (AcPage              *self,
                                         const char          *what,
                                         const GError        *error);

G_END_DECLS
