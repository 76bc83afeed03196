/* ac-connect-view-private.h: what the parts of the view share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-connect-view.h"

#include "ac-error-caption.h"

G_BEGIN_DECLS

struct _AcConnectView
{
  GtkWidget parent_instance;

  AcSession *session;
  AcKnownAccount *known;     /* (nullable): whose credentials are changed */
  GCancellable *connecting;  /* (nullable) */
  gboolean filling;          /* the parts change because of the URL, or the other way round */

  GtkWidget *back_button;
  GtkWidget *cancel_button;
  GtkLabel *title_label;
  GtkWidget *form;
  GtkEditable *url_row;
  AcErrorCaption *url_caption;
  GtkEditable *account_id_row;
  GtkEditable *key_row;
  GtkEditable *secret_row;
  AdwComboRow *region_row;
  GtkEditable *host_row;
  AdwActionRow *remember_row;
  GtkSwitch *remember_switch;
  AcErrorCaption *caption;
  GtkWidget *connect_button;
  GtkSpinner *connect_spinner;
  GtkLabel *connect_label;
};

/* ac-connect-view-errors.c */
void ac_connect_view_clear_errors          (AcConnectView *self);
void ac_connect_view_complain              (AcConnectView *self,
                                            GtkEditable   *row,
                                            const char    *text);
void ac_connect_view_complain_about_url    (AcConnectView *self,
                                            const GError  *error);
void ac_connect_view_complain_about_part   (AcConnectView *self,
                                            const GError  *error);
void ac_connect_view_complain_about_answer (AcConnectView *self,
                                            const GError  *error);

G_END_DECLS
