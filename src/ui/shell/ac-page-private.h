/* ac-page-private.h: what the window and the page stack do with pages
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-banner.h"
#include "ac-fold-bin.h"
#include "ac-page.h"
#include "ac-toast-host.h"

G_BEGIN_DECLS

typedef struct
{
  AcAccount *account;
  AcSubject subject;
  AcPageState state;
  char *subtitle; /* (nullable): the account's name stands there */
  char *loading_text;
  char *error_title;
  char *no_access_title;
  char *no_access_text;
  gboolean selection_mode;
  gboolean editable;
  gboolean folded;
  gboolean is_subpage;

  GCancellable *cancellable; /* (nullable): of this visit */
  guint loading_timeout_id;
  gboolean wants_focus;
  GtkWidget *saved_focus; /* (nullable) (weak) */
  AcToastHost *toast_host; /* (nullable) (weak): outlives the page's place in the window */

  AcCollection *collection; /* (nullable) */
  GSignalGroup *collection_signals;
  AcConnectionState connection_state;

  /* Template */
  AcFoldBin *fold_bin;
  GtkStack *headers;
  AdwHeaderBar *header;
  AdwWindowTitle *window_title;
  GtkWidget *back_button;
  GtkBox *start_box;
  GtkBox *end_box;
  GtkSpinner *reload_spinner;
  AcBanner *banner;
  GtkStack *states;
  GtkSpinner *loading_spinner;
  GtkLabel *loading_label;
  AdwBin *content_bin;
  AdwBin *empty_bin;
  AdwStatusPage *error_page;
  GtkWidget *details_expander;
  GtkLabel *details_label;
  AdwStatusPage *no_access_page;
  AdwBin *bottom_bin;
} AcPagePrivate;

AcPagePrivate *ac_page_get_private      (AcPage     *self);

/* ac-page-connection.c: banner, editable and reloads follow the account. */
void           ac_page_connection_init  (AcPage     *self);
void           ac_page_connection_update (AcPage    *self);

void           ac_page_set_editable     (AcPage     *self,
                                         gboolean    editable);
void           ac_page_notify_state     (AcPage     *self);
gboolean       ac_page_cancel_loading   (AcPage     *self);

/* Header bar: back button and window buttons. */
void           ac_page_set_folded       (AcPage     *self,
                                         gboolean    folded);
void           ac_page_set_is_subpage   (AcPage     *self,
                                         gboolean    is_subpage);

void           ac_page_save_focus       (AcPage     *self);
void           ac_page_restore_focus    (AcPage     *self);

/* The verbs of the class, for the window's keys. */
void           ac_page_reload           (AcPage     *self);
gboolean       ac_page_start_search     (AcPage     *self,
                                         const char *text);
void           ac_page_create           (AcPage     *self);
void           ac_page_select_all       (AcPage     *self);
gboolean       ac_page_escape           (AcPage     *self);

G_END_DECLS
