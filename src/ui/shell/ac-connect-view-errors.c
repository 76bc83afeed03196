/* ac-connect-view-errors.c: what is wrong, and where
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-connect-view"

#include "config.h"

#include <glib/gi18n.h>

#include "ac-connect-view-private.h"

#include "ac-error.h"
#include "ac-messages.h"

/* “Contact us” of Cloudinary: access to the Provisioning API is given on request. */
#define CONTACT_URI "https://cloudinary.com/contact"

static void
set_row_invalid (AcConnectView  *self,
                 GtkEditable    *row,
                 AcErrorCaption *caption)
{
  gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row),
                               GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE,
                               -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE, caption,
                                  -1);
}

static void
set_row_valid (GtkEditable *row)
{
  gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  gtk_accessible_reset_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE);
}

void
ac_connect_view_clear_errors (AcConnectView *self)
{
  set_row_valid (self->url_row);
  set_row_valid (self->account_id_row);
  set_row_valid (self->key_row);
  set_row_valid (self->secret_row);
  set_row_valid (self->host_row);
  ac_error_caption_set_text (self->url_caption, NULL);
  ac_error_caption_set_text (self->caption, NULL);
}

/* @row gets the focus and is red; the caption below the list says why. */
void
ac_connect_view_complain (AcConnectView *self,
                          GtkEditable   *row,
                          const char    *text)
{
  ac_error_caption_set_text (self->caption, text);
  set_row_invalid (self, row, self->caption);
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

void
ac_connect_view_complain_about_url (AcConnectView *self,
                                    const GError  *error)
{
  g_autofree char *sentence = ac_message_for_error (error);

  ac_error_caption_set_text (self->url_caption, sentence);
  set_row_invalid (self, self->url_row, self->url_caption);
}

void
ac_connect_view_complain_about_part (AcConnectView *self,
                                     const GError  *error)
{
  switch ((AcAccountUrlError) error->code)
    {
    case AC_ACCOUNT_URL_ERROR_ACCOUNT_ID:
      ac_connect_view_complain (self, self->account_id_row, _("This is not an account ID."));
      break;

    case AC_ACCOUNT_URL_ERROR_KEY:
      ac_connect_view_complain (self, self->key_row, _("This is not an API key."));
      break;

    case AC_ACCOUNT_URL_ERROR_SECRET:
      ac_connect_view_complain (self, self->secret_row, _("This is not an API secret."));
      break;

    case AC_ACCOUNT_URL_ERROR_INSECURE:
      ac_connect_view_complain (self, self->host_row, _("The address of the host has to start with https://."));
      break;

    case AC_ACCOUNT_URL_ERROR_UPLOAD_PREFIX:
    case AC_ACCOUNT_URL_ERROR_EMPTY:
    case AC_ACCOUNT_URL_ERROR_SCHEME:
    case AC_ACCOUNT_URL_ERROR_ENVIRONMENT_URL:
    default:
      ac_connect_view_complain (self, self->host_row, _("This is not the address of a host."));
    }
}

void
ac_connect_view_complain_about_answer (AcConnectView *self,
                                       const GError  *error)
{
  g_autofree char *sentence = NULL;

  if (g_error_matches (error, AC_ERROR, AC_ERROR_UNAUTHORIZED))
    {
      ac_connect_view_complain (self, self->key_row,
                _("The API key or secret was not accepted. Check for missing characters, or ask an administrator "
                  "whether the key is enabled."));
      set_row_invalid (self, self->secret_row, self->caption);
    }
  else if (g_error_matches (error, AC_ERROR, AC_ERROR_NOT_FOUND))
    ac_connect_view_complain (self, self->account_id_row, _("There is no account with this ID."));
  else if (g_error_matches (error, AC_ERROR, AC_ERROR_FORBIDDEN))
    {
      ac_error_caption_set_text (self->caption,
                                 _("This account has no access to the Provisioning API. It is available on request "
                                   "on Enterprise plans."));
      ac_error_caption_set_link (self->caption, _("Ask Cloudinary"), CONTACT_URI);
    }
  else if (g_error_matches (error, AC_ERROR, AC_ERROR_NETWORK) ||
           g_error_matches (error, AC_ERROR, AC_ERROR_TIMED_OUT))
    ac_error_caption_set_text (self->caption,
                               _("The server could not be reached. Check your network connection."));
  else
    {
      sentence = ac_message_for_error (error);
      ac_error_caption_set_text (self->caption, sentence);
    }
}
