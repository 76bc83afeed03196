/* ac-confirm.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-confirm"

#include "config.h"

#include "ac-confirm.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ac-messages.h"

#define RESPONSE_CANCEL "cancel"
#define RESPONSE_VERB "verb"
#define RESPONSE_ALTERNATIVE "alternative"

typedef struct
{
  AdwMessageDialog *dialog; /* (unowned) (nullable): GTK's; NULL once it is answered */
  char *typed;              /* (owned) (nullable) */
} Asking;

static void
asking_free (Asking *asking)
{
  g_free (asking->typed);
  g_free (asking);
}

/* The first answer counts: a dialog may be answered, cancelled and destroyed at once. */
static void
answer (GTask           *task,
        AcConfirmAnswer  given)
{
  Asking *asking = g_task_get_task_data (task);
  AdwMessageDialog *dialog = g_steal_pointer (&asking->dialog);
  /* The handlers hold the only references. */
  g_autoptr(GTask) alive = g_object_ref (task);

  if (dialog == NULL)
    return;

  g_signal_handlers_disconnect_by_data (dialog, task);

  g_task_return_int (task, given);
}

static void
on_dialog_response_cb (AdwMessageDialog *dialog,
                       const char       *response,
                       gpointer          user_data)
{
  if (g_str_equal (response, RESPONSE_VERB))
    answer (user_data, AC_CONFIRM_ANSWER_VERB);
  else if (g_str_equal (response, RESPONSE_ALTERNATIVE))
    answer (user_data, AC_CONFIRM_ANSWER_ALTERNATIVE);
  else
    answer (user_data, AC_CONFIRM_ANSWER_CANCEL);
}

/* Its parent went away and took it along. */
static void
on_dialog_destroyed_cb (GtkWidget *dialog,
                        gpointer   user_data)
{
  answer (user_data, AC_CONFIRM_ANSWER_CANCEL);
}

static void
on_cancellable_cancelled_cb (GTask *task)
{
  Asking *asking = g_task_get_task_data (task);
  AdwMessageDialog *dialog = asking->dialog;

  answer (task, AC_CONFIRM_ANSWER_CANCEL);
  if (dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
on_entry_changed_cb (GtkEditable *entry,
                     gpointer     user_data)
{
  Asking *asking = g_task_get_task_data (user_data);
  gboolean matches = g_str_equal (gtk_editable_get_text (entry), asking->typed);

  adw_message_dialog_set_response_enabled (asking->dialog, RESPONSE_VERB, matches);
}

static void
on_task_gone_cb (gpointer  task,
                 GClosure *closure)
{
  g_object_unref (task);
}

/* @typed has to be written here. The entry doesn't activate a default, so that Enter in it never does harm. */
static GtkWidget *
create_entry (GTask      *task,
              const char *typed)
{
  g_autofree char *isolated = ac_isolate (typed);
  /* Translators: %s is a name that has to be typed exactly so */
  g_autofree char *title = g_strdup_printf (_("Type %s to confirm"), isolated);
  GtkWidget *entry = adw_entry_row_new ();
  GtkWidget *list = gtk_list_box_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (entry), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), title);
  adw_entry_row_set_input_hints (ADW_ENTRY_ROW (entry),
                                 GTK_INPUT_HINT_NO_SPELLCHECK | GTK_INPUT_HINT_NO_EMOJI);
  g_signal_connect_object (entry, "changed", G_CALLBACK (on_entry_changed_cb), task, G_CONNECT_DEFAULT);

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), entry);

  return list;
}

static GtkWidget *
create_refusal (const char *refusal)
{
  GtkWidget *label = gtk_label_new (refusal);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_widget_add_css_class (label, "heading");

  return label;
}

static void
add_verb (AdwMessageDialog *dialog,
          const AcConfirm  *question)
{
  adw_message_dialog_add_response (dialog, RESPONSE_VERB, question->verb);
  adw_message_dialog_set_response_appearance (dialog, RESPONSE_VERB,
                                              question->destructive ? ADW_RESPONSE_DESTRUCTIVE
                                                                    : ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_response_enabled (dialog, RESPONSE_VERB, question->typed == NULL);
}

static void
fill_dialog (AdwMessageDialog *dialog,
             const AcConfirm  *question,
             GTask            *task)
{
  gboolean harmless = !question->destructive && question->typed == NULL && question->refusal == NULL;

  adw_message_dialog_add_response (dialog, RESPONSE_CANCEL, _("_Cancel"));
  if (question->alternative != NULL)
    adw_message_dialog_add_response (dialog, RESPONSE_ALTERNATIVE, question->alternative);
  if (question->refusal == NULL)
    add_verb (dialog, question);
  adw_message_dialog_set_close_response (dialog, RESPONSE_CANCEL);
  adw_message_dialog_set_default_response (dialog, harmless ? RESPONSE_VERB : RESPONSE_CANCEL);

  if (question->refusal != NULL)
    {
      adw_message_dialog_set_extra_child (dialog, create_refusal (question->refusal));
    }
  else if (question->typed != NULL)
    {
      GtkWidget *list = create_entry (task, question->typed);

      adw_message_dialog_set_extra_child (dialog, list);
      gtk_window_set_focus (GTK_WINDOW (dialog), gtk_widget_get_first_child (list));
    }
}

/**
 * ac_confirm_async:
 * @parent: a widget of the window that the question belongs to
 * @question: what to ask; copied
 * @cancellable: (nullable): ends the question when it is cancelled
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Asks before something is done (ui.md A.6, levels 1 to 3). The question goes away with its parent.
 */
void
ac_confirm_async (GtkWidget           *parent,
                  const AcConfirm     *question,
                  GCancellable        *cancellable,
                  GAsyncReadyCallback  callback,
                  gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  GtkRoot *root;
  Asking *asking;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (question != NULL && question->heading != NULL && question->body != NULL);
  g_return_if_fail (question->refusal != NULL || question->verb != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, ac_confirm_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  root = gtk_widget_get_root (parent);
  asking = g_new0 (Asking, 1);
  asking->typed = g_strdup (question->typed);
  asking->dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (root), NULL, NULL));
  g_task_set_task_data (task, asking, (GDestroyNotify) asking_free);

  adw_message_dialog_set_heading (asking->dialog, question->heading);
  adw_message_dialog_set_body (asking->dialog, question->body);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (asking->dialog), TRUE);
  fill_dialog (asking->dialog, question, task);

  g_signal_connect_data (asking->dialog, "response", G_CALLBACK (on_dialog_response_cb),
                         g_object_ref (task), on_task_gone_cb, G_CONNECT_DEFAULT);
  g_signal_connect_data (asking->dialog, "destroy", G_CALLBACK (on_dialog_destroyed_cb),
                         g_object_ref (task), on_task_gone_cb, G_CONNECT_DEFAULT);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (on_cancellable_cancelled_cb),
                             task, G_CONNECT_SWAPPED);

  gtk_window_present (GTK_WINDOW (asking->dialog));
}

/**
 * ac_confirm_finish_answer:
 * @result: what the callback got
 *
 * Returns: what was answered
 */
AcConfirmAnswer
ac_confirm_finish_answer (GAsyncResult *result)
{
  gssize given;

  g_return_val_if_fail (g_task_is_valid (result, NULL), AC_CONFIRM_ANSWER_CANCEL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ac_confirm_async), AC_CONFIRM_ANSWER_CANCEL);

  given = g_task_propagate_int (G_TASK (result), NULL);

  return given >= 0 ? (AcConfirmAnswer) given : AC_CONFIRM_ANSWER_CANCEL;
}

/**
 * ac_confirm_finish:
 * @result: what the callback got
 * @error: %G_IO_ERROR_CANCELLED when the answer is another than the verb, or the question went away
 *
 * Returns: whether to go on
 */
gboolean
ac_confirm_finish (GAsyncResult  *result,
                   GError       **error)
{
  if (ac_confirm_finish_answer (result) == AC_CONFIRM_ANSWER_VERB)
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The answer was Cancel");

  return FALSE;
}
