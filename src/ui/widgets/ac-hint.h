/* ac-hint.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AcHintKind:
 * @AC_HINT_KIND_PLAIN: explains
 * @AC_HINT_KIND_WARNING: says what to think of before going on
 * @AC_HINT_KIND_ERROR: says what is wrong; screen readers say it at once
 */
typedef enum
{
  AC_HINT_KIND_PLAIN,
  AC_HINT_KIND_WARNING,
  AC_HINT_KIND_ERROR,
} AcHintKind;

#define AC_TYPE_HINT (ac_hint_get_type ())

/* A caption below a list (ui.md A.7, E and F.9). Takes no room without a text.
 * Properties: text (plain, nullable), kind (AcHintKind). */
G_DECLARE_FINAL_TYPE (AcHint, ac_hint, AC, HINT, GtkWidget)

const char *ac_hint_get_text (AcHint     *self);
AcHintKind  ac_hint_get_kind (AcHint     *self);
void        ac_hint_set      (AcHint     *self,
                              AcHintKind  kind,
                              const char *text);

/* Marks @field as wrong, or not wrong any more: for the eye, and for screen readers with @self as the reason. */
void        ac_hint_mark     (AcHint     *self,
                              GtkWidget  *field,
                              gboolean    wrong);

G_END_DECLS
