/* ac-confirm.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AcConfirm:
 * @heading: “Disable Mobile App?”
 * @body: what will happen
 * @verb: the button's label
 * @destructive: whether the verb does harm; then Cancel is the default
 * @typed: (nullable): what has to be typed exactly before the verb works (level 2 of ui.md A.6)
 * @refusal: (nullable): instead of the entry: why it can't be done; only Cancel remains
 * @alternative: (nullable): the label of another way, a harmless one
 *
 * A question. All texts are plain.
 */
typedef struct
{
  const char *heading;
  const char *body;
  const char *verb;
  gboolean destructive;
  const char *typed;
  const char *refusal;
  const char *alternative;
} AcConfirm;

/**
 * AcConfirmAnswer:
 * @AC_CONFIRM_ANSWER_CANCEL: Cancel, or the question went away
 * @AC_CONFIRM_ANSWER_VERB: to go on
 * @AC_CONFIRM_ANSWER_ALTERNATIVE: the other way
 *
 * What was answered.
 */
typedef enum
{
  AC_CONFIRM_ANSWER_CANCEL,
  AC_CONFIRM_ANSWER_VERB,
  AC_CONFIRM_ANSWER_ALTERNATIVE,
} AcConfirmAnswer;

void     ac_confirm_async  (GtkWidget           *parent,
                            const AcConfirm     *question,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data);
/* For a question with an alternative. */
AcConfirmAnswer ac_confirm_finish_answer (GAsyncResult *result);
/* FALSE with G_IO_ERROR_CANCELLED when the answer is not the verb. */
gboolean ac_confirm_finish (GAsyncResult        *result,
                            GError             **error);

G_END_DECLS
