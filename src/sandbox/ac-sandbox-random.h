/* ac-sandbox-random.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where ids, keys and secrets come from: the kernel, or a sequence that is the same at each start. */
typedef struct _AcSandboxRandom AcSandboxRandom;

AcSandboxRandom *ac_sandbox_random_new        (void) G_GNUC_WARN_UNUSED_RESULT;
AcSandboxRandom *ac_sandbox_random_new_seeded (guint64          seed) G_GNUC_WARN_UNUSED_RESULT;
void             ac_sandbox_random_free       (AcSandboxRandom *self);

guint64          ac_sandbox_random_next       (AcSandboxRandom *self);
guint            ac_sandbox_random_below      (AcSandboxRandom *self,
                                               guint            limit);
char            *ac_sandbox_random_hex        (AcSandboxRandom *self,
                                               guint            digits) G_GNUC_WARN_UNUSED_RESULT;
char            *ac_sandbox_random_uuid       (AcSandboxRandom *self) G_GNUC_WARN_UNUSED_RESULT;
char            *ac_sandbox_random_api_key    (AcSandboxRandom *self) G_GNUC_WARN_UNUSED_RESULT;
char            *ac_sandbox_random_api_secret (AcSandboxRandom *self) G_GNUC_WARN_UNUSED_RESULT;

/* One draw of a numbered sequence, without a state: faults are decided by it. */
guint64          ac_sandbox_random_mix        (guint64          seed,
                                               guint64          number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcSandboxRandom, ac_sandbox_random_free)

G_END_DECLS
