/* ac-rename-key-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-rename-key-dialog"

#include "config.h"

#include "ac-rename-key-dialog.h"

#include <glib/gi18n.h>

#include "ac-error.h"
#include "ac-hint.h"

struct _AcRenameKeyDialog
{
  AcFormDialog parent_instance;

  AcPage *page;
  AcApiKeys *keys;
  AcApiKey *key;

  AdwEntryRow *name_row;
  AcHint *hint;
};

G_DEFINE_FINAL_TYPE (AcRenameKeyDialog, ac_rename_key_dialog, AC_TYPE_FORM_DIALOG)

/* What Undo puts back. */
typedef struct
{
  AcPage *page;
  AcApiKeys *keys;
  AcApiKey *key;
  char *former;
} Renaming;

static void
renaming_free (gpointer data)
{
  Renaming *renaming = data;

  g_object_unref (renaming->page);
  g_object_unref (renaming->keys);
  g_object_unref (renaming->key);
  g_free (renaming->former);
  g_free (renaming);
}

static Renaming *
renaming_new (AcRenameKeyDialog *self)
{
  Renaming *renaming = g_new0 (Renaming, 1);

  renaming->page = g_object_ref (self->page);
  renaming->keys = g_object_ref (self->keys);
  renaming->key = g_object_ref (self->key);
  renaming->former = g_strdup (ac_api_key_get_name (self->key));

  return renaming;
}

static char *
dup_name (AcRenameKeyDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));
}

static void
on_name_changed_cb (AcRenameKeyDialog *self)
{
  g_autofree char *name = dup_name (self);
  gboolean changed = self->key != NULL && g_strcmp0 (name, ac_api_key_get_name (self->key)) != 0;

  ac_hint_mark (self->hint, GTK_WIDGET (self->name_row), FALSE);
  ac_hint_set (self->hint, AC_HINT_KIND_PLAIN, NULL);
  ac_form_dialog_set_dirty (AC_FORM_DIALOG (self), changed);
  ac_form_dialog_set_valid (AC_FORM_DIALOG (self), changed && *name != '\0');
}

static void
on_undone_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(AcPage) page = user_data;
  g_autoptr(GError) error = NULL;

  if (!ac_api_keys_change_finish (AC_API_KEYS (source), result, &error))
    ac_page_toast_error (page, error);
}

static void
undo (gpointer data)
{
  Renaming *renaming = data;

  ac_api_keys_set_name_async (renaming->keys, renaming->key, renaming->former, NULL, on_undone_cb,
                              g_object_ref (renaming->page));
}

static void
tell (AcRenameKeyDialog *self,
      Renaming          *renaming)
{
  /* A key without a name can't have none again. */
  if (renaming->former != NULL && *renaming->former != '\0')
    {
      ac_page_toast_with_button (self->page, _("Key renamed"), _("Undo"), undo, renaming, renaming_free);
      return;
    }

  ac_page_toast (self->page, _("Key renamed"));
  renaming_free (renaming);
}

typedef struct
{
  AcRenameKeyDialog *dialog;
  Renaming *renaming;
} Waiting;

static void
on_renamed_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Waiting *waiting = user_data;
  g_autoptr(AcRenameKeyDialog) self = waiting->dialog;
  Renaming *renaming = waiting->renaming;
  g_autoptr(GError) error = NULL;

  g_free (waiting);
  if (ac_api_keys_change_finish (AC_API_KEYS (source), result, &error))
    {
      tell (self, renaming);
      ac_form_dialog_finish (AC_FORM_DIALOG (self));
      return;
    }

  renaming_free (renaming);
  ac_form_dialog_set_busy (AC_FORM_DIALOG (self), FALSE);
  if (g_error_matches (error, AC_ERROR, AC_ERROR_CONFLICT))
    {
      ac_hint_set (self->hint, AC_HINT_KIND_ERROR, _("Another key has this name. Choose a different one."));
      ac_hint_mark (self->hint, GTK_WIDGET (self->name_row), TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    ac_form_dialog_show_error (AC_FORM_DIALOG (self), error);
}

static void
ac_rename_key_dialog_submit (AcFormDialog *dialog)
{
  AcRenameKeyDialog *self = AC_RENAME_KEY_DIALOG (dialog);
  g_autofree char *name = dup_name (self);
  Waiting *waiting = g_new0 (Waiting, 1);

  waiting->dialog = g_object_ref (self);
  waiting->renaming = renaming_new (self);
  ac_form_dialog_set_notice (dialog, NULL, NULL, NULL);
  ac_form_dialog_set_busy (dialog, TRUE);
  ac_api_keys_set_name_async (self->keys, self->key, name, NULL, on_renamed_cb, waiting);
}

static void
ac_rename_key_dialog_dispose (GObject *object)
{
  AcRenameKeyDialog *self = AC_RENAME_KEY_DIALOG (object);

  g_clear_object (&self->page);
  g_clear_object (&self->keys);
  g_clear_object (&self->key);

  G_OBJECT_CLASS (ac_rename_key_dialog_parent_class)->dispose (object);
}

static void
ac_rename_key_dialog_class_init (AcRenameKeyDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ac_rename_key_dialog_dispose;
  AC_FORM_DIALOG_CLASS (klass)->submit = ac_rename_key_dialog_submit;

  g_type_ensure (AC_TYPE_HINT);
  gtk_widget_class_set_template_from_resource (widget_class, AC_RESOURCE_PATH "/pages/keys/ac-rename-key-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AcRenameKeyDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, AcRenameKeyDialog, hint);
  gtk_widget_class_bind_template_callback (widget_class, on_name_changed_cb);
}

static void
ac_rename_key_dialog_init (AcRenameKeyDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ac_rename_key_dialog_new:
 * @page: where it is done; its toasts tell of it
 * @keys: where the key is from
 * @key: the key
 *
 * Returns: (transfer none): the dialog, to be presented
 */
AcFormDialog *
ac_rename_key_dialog_new (AcPage    *page,
                          AcApiKeys *keys,
                          AcApiKey  *key)
{
  AcRenameKeyDialog *self;
  const char *name;

  g_return_val_if_fail (AC_IS_PAGE (page), NULL);
  g_return_val_if_fail (AC_IS_API_KEYS (keys), NULL);
  g_return_val_if_fail (AC_IS_API_KEY (key), NULL);

  self = g_object_new (AC_TYPE_RENAME_KEY_DIALOG, NULL);
  self->page = g_object_ref (page);
  self->keys = g_object_ref (keys);
  self->key = g_object_ref (key);

  name = ac_api_key_get_name (key);
  ac_form_dialog_set_subtitle (AC_FORM_DIALOG (self), name != NULL && *name != '\0' ? name : ac_api_key_get_api_key (key));
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), name != NULL ? name : "");
  on_name_changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));

  return AC_FORM_DIALOG (self);
}
