/* ac-name-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-name-dialog"

#include "config.h"

#include <glib/gi18n.h>

#include "ac-name-dialog.h"

#include "ac-messages.h"
#include "ac-toast-host.h"

struct _AcNameDialog
{
  AdwMessageDialog parent_instance;

  AcSession *session;
  AcKnownAccount *known;
  GtkWidget *parent; /* (weak) (nullable) */

  GtkEditable *entry;
};

G_DEFINE_FINAL_TYPE (AcNameDialog, ac_name_dialog, ADW_TYPE_MESSAGE_DIALOG)

static char *
dup_name (AcNameDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
}

static void
on_renamed_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GtkWidget) parent = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *text = NULL;
  AcToastHost *host;

  if (ac_session_rename_finish (AC_SESSION (source), result, &error) || parent == NULL)
    return;

  sentence = ac_message_for_error (error);
  /* Translators: %s is a whole sentence that says why */
  text = g_strdup_printf (_("Couldn’t save: %s"), sentence);
  host = ac_toast_host_find (parent);
  if (host != NULL)
    ac_toast_host_show (host, text, ADW_TOAST_PRIORITY_HIGH);
}

static void
ac_name_dialog_response (AdwMessageDialog *dialog,
                         const char       *response)
{
  AcNameDialog *self = AC_NAME_DIALOG (dialog);
  g_autofree char *name = dup_name (self);

  if (!g_str_equal (response, "save") || *name == '\0')
    return;

  ac_session_rename_async (self->session, self->known, name, NULL, on_renamed_cb,
                           self->parent != NULL ? g_object_ref (self->parent) : NULL);
}

static void
on_entry_changed_cb (AcNameDialog *self)
{
  g_autofree char *name = dup_name (self);

  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (self), "save", *name != '\0');
}

static void
ac_name_dialog_dispose (GObject *object)
{
  AcNameDialog *self = AC_NAME_DIALOG (object);

  g_clear_weak_pointer (&self->parent);
  g_clear_object (&self->session);
  g_clear_object (&self->known);

  G_OBJECT_CLASS (ac_name_dialog_parent_class)->dispose (object);
}

static void
ac_name_dialog_class_init (AcNameDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  AdwMessageDialogClass *dialog_class = ADW_MESSAGE_DIALOG_CLASS (klass);

  object_class->dispose = ac_name_dialog_dispose;
  dialog_class->response = ac_name_dialog_response;
}

static void
ac_name_dialog_init (AcNameDialog *self)
{
  GtkWidget *list = gtk_list_box_new ();

  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (self), _("The name is kept on this computer."));

  self->entry = g_object_new (ADW_TYPE_ENTRY_ROW,
                              "title", _("Name"),
                              "activates-default", TRUE,
                              NULL);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (on_entry_changed_cb), self);

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (self->entry));
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (self), list);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (self),
                                    "cancel", _("_Cancel"),
                                    "save", _("_Save"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (self), "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (self), "save");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (self), "cancel");
}

/**
 * ac_name_dialog_new:
 * @parent: a widget of the window that asks
 * @session: the session
 * @known: the account
 * @heading: plain text
 *
 * Returns: (transfer none): the dialog, to be presented
 */
GtkWindow *
ac_name_dialog_new (GtkWidget      *parent,
                    AcSession      *session,
                    AcKnownAccount *known,
                    const char     *heading)
{
  AcNameDialog *self;
  const char *name;

  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);
  g_return_val_if_fail (AC_IS_SESSION (session), NULL);
  g_return_val_if_fail (AC_IS_KNOWN_ACCOUNT (known), NULL);
  g_return_val_if_fail (heading != NULL, NULL);

  self = g_object_new (AC_TYPE_NAME_DIALOG,
                       "transient-for", gtk_widget_get_root (parent),
                       "modal", TRUE,
                       "destroy-with-parent", TRUE,
                       "heading", heading,
                       NULL);
  self->session = g_object_ref (session);
  self->known = g_object_ref (known);
  g_set_weak_pointer (&self->parent, parent);

  name = ac_known_account_get_name (known);
  gtk_editable_set_text (self->entry, name != NULL ? name : "");
  on_entry_changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));

  return GTK_WINDOW (self);
}
