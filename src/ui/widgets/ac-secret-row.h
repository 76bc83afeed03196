/* ac-secret-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define AC_TYPE_SECRET_ROW (ac_secret_row_get_type ())

/* A secret that is masked until it is asked for, and fetched only then: to be shown for a while, or to be copied; where
 * the preferences say so, not without the password. It hides itself after the time of the preferences, when the page is
 * left, and when the window is not used for a while.
 * Properties: title, revealable (notified): it can be shown, not only copied.
 * Emits ::copied, and ::failed (const GError *) when it could not be fetched. */
G_DECLARE_FINAL_TYPE (AcSecretRow, ac_secret_row, AC, SECRET_ROW, AdwPreferencesRow)

/* Begins to fetch the text; @callback gets the result that the finish function takes. */
typedef void  (*AcSecretFetchFunc)  (gpointer              data,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
/* (transfer full) (nullable): the text, to be freed with secret_password_free() */
typedef char *(*AcSecretFinishFunc) (gpointer              data,
                                     GAsyncResult         *result,
                                     GError              **error);

/* @mask (nullable): what stands there while it is hidden; bullets otherwise. */
void ac_secret_row_set_mask       (AcSecretRow        *self,
                                   const char         *mask);
/* What the buttons do, with the name of the object, for screen readers; each nullable. */
void ac_secret_row_set_labels     (AcSecretRow        *self,
                                   const char         *show,
                                   const char         *hide,
                                   const char         *copy);
void ac_secret_row_set_revealable (AcSecretRow        *self,
                                   gboolean            revealable);
void ac_secret_row_set_source     (AcSecretRow        *self,
                                   AcSecretFetchFunc   fetch,
                                   AcSecretFinishFunc  finish,
                                   gpointer            data,
                                   GDestroyNotify      destroy);
void ac_secret_row_hide           (AcSecretRow        *self);
/* Every secret that is shown in any window, or under way. */
void ac_secret_row_hide_all       (void);

G_END_DECLS
