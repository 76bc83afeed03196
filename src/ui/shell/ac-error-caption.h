/* ac-error-caption.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define AC_TYPE_ERROR_CAPTION (ac_error_caption_get_type ())

/* One sentence below a list that says what is wrong in it; read out when it comes (ui.md A.7). Takes no room without text. */
G_DECLARE_FINAL_TYPE (AcErrorCaption, ac_error_caption, AC, ERROR_CAPTION, GtkWidget)

const char *ac_error_caption_get_text (AcErrorCaption *self);
/* @text is plain; NULL: nothing is wrong any more. */
void        ac_error_caption_set_text (AcErrorCaption *self,
                                       const char     *text);
/* What can be done about it; until the next text. @action_target is consumed if floating. */
void        ac_error_caption_set_action (AcErrorCaption *self,
                                         const char     *label,
                                         const char     *action_name,
                                         GVariant       *action_target);
void        ac_error_caption_set_link (AcErrorCaption *self,
                                       const char     *label,
                                       const char     *uri);

G_END_DECLS
