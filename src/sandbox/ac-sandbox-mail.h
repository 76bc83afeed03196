/* ac-sandbox-mail.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-sandbox-state.h"

G_BEGIN_DECLS

gboolean ac_sandbox_mail_prepare (const char      *mail_dir,
                                  GError         **error);
void     ac_sandbox_mail_send    (AcSandboxState  *state,
                                  const char      *name,
                                  const char      *address,
                                  const char      *subject,
                                  const char      *text);
void     ac_sandbox_mail_deliver (AcSandboxState  *state);
void     ac_sandbox_mail_drop    (AcSandboxState  *state);

G_END_DECLS
