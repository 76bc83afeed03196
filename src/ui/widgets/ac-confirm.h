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
} AcConfirm;

void     ac_confirm_async  (GtkWidget           *parent,
                            const AcConfirm     *question,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data);
/* FALSE with G_IO_ERROR_CANCELLED when the answer is Cancel. */
gboolean ac_confirm_finish (GAsyncResult        *result,
                            GError             **error);

G_END_DECLS
