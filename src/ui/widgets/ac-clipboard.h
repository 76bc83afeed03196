/* ac-clipboard.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Copies what is no secret. */
void ac_clipboard_copy        (GtkWidget  *widget,
                               const char *text);
/* Copies a secret: it is taken out of the clipboard again after the time of the preferences, and when the
 * program ends, if it still stands there. The copy that is kept meanwhile is in non-pageable memory, and not marked as
 * anything that a clipboard manager would keep where that can be said. */
void ac_clipboard_copy_secret (GtkWidget  *widget,
                               const char *secret);
/* The seconds after which a copied secret goes, 0: never. */
guint ac_clipboard_get_seconds (void);

G_END_DECLS
