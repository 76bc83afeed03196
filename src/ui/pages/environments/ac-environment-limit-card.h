/* ac-environment-limit-card.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ac-environment-limit.h"

G_BEGIN_DECLS

#define AC_TYPE_ENVIRONMENT_LIMIT_CARD (ac_environment_limit_card_get_type ())

/* How many product environments are used, and of how many. Its button activates environments.change-limit. */
G_DECLARE_FINAL_TYPE (AcEnvironmentLimitCard, ac_environment_limit_card, AC, ENVIRONMENT_LIMIT_CARD, AdwBin)

void ac_environment_limit_card_update (AcEnvironmentLimitCard *self,
                                       guint                   used,
                                       AcEnvironmentLimit     *limit);
/* (nullable): why the button can't be used. */
void ac_environment_limit_card_set_refusal (AcEnvironmentLimitCard *self,
                                            const char             *refusal);
void ac_environment_limit_card_set_narrow (AcEnvironmentLimitCard *self,
                                           gboolean                narrow);

G_END_DECLS
