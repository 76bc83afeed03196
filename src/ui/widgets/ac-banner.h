/* ac-banner.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AcBannerKind:
 * @AC_BANNER_ACCOUNT_DISABLED: the account can't be used
 * @AC_BANNER_UNAUTHORIZED: the service no longer accepts the key
 * @AC_BANNER_OFFLINE: what is shown may be old
 * @AC_BANNER_ENVIRONMENT_DISABLED: the product environment that the page is about can't be used
 * @AC_BANNER_DEMO: this is the demo account
 *
 * What a banner is about. The order is the order of importance: of several only the first is shown.
 */
typedef enum
{
  AC_BANNER_ACCOUNT_DISABLED,
  AC_BANNER_UNAUTHORIZED,
  AC_BANNER_OFFLINE,
  AC_BANNER_ENVIRONMENT_DISABLED,
  AC_BANNER_DEMO,
} AcBannerKind;

#define AC_N_BANNER_KINDS (AC_BANNER_DEMO + 1)

#define AC_TYPE_BANNER (ac_banner_get_type ())

/* A lasting condition of a page, below its header bar (ui.md A.7). */
G_DECLARE_FINAL_TYPE (AcBanner, ac_banner, AC, BANNER, GtkWidget)

GtkWidget  *ac_banner_new      (void) G_GNUC_WARN_UNUSED_RESULT;
/* @text is plain. @button_label and @action_name are both NULL or both not. */
void        ac_banner_add      (AcBanner     *self,
                                AcBannerKind  kind,
                                const char   *text,
                                const char   *button_label,
                                const char   *action_name);
void        ac_banner_remove   (AcBanner     *self,
                                AcBannerKind  kind);
/* The text on the screen, or NULL. */
const char *ac_banner_get_text (AcBanner     *self);

G_END_DECLS
