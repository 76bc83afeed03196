/* ac-mock-authority.h: a polkit authority on a private bus, as far as the program talks to it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-private-bus.h"

G_BEGIN_DECLS

typedef enum
{
  AC_MOCK_ANSWER_ALLOWED,
  AC_MOCK_ANSWER_REFUSED,
  AC_MOCK_ANSWER_DISMISSED,
  AC_MOCK_ANSWER_NO_AGENT,
  /* Until it is cancelled, or the authority dies. */
  AC_MOCK_ANSWER_NONE,
} AcMockAnswer;

typedef struct _AcMockAuthority AcMockAuthority;

/* Knows our action, and allows it. Fails the test when it is asked about anybody but this process. */
AcMockAuthority *ac_mock_authority_new             (AcPrivateBus    *bus) G_GNUC_WARN_UNUSED_RESULT;
/* Leaves the bus, as a process does that dies. */
void             ac_mock_authority_free            (AcMockAuthority *self);
void             ac_mock_authority_set_answer      (AcMockAuthority *self,
                                                    AcMockAnswer     answer);
void             ac_mock_authority_set_installed   (AcMockAuthority *self,
                                                    gboolean         installed);
/* How often somebody was to be asked, and how often that was taken back. */
guint            ac_mock_authority_get_n_asked     (AcMockAuthority *self);
guint            ac_mock_authority_get_n_cancelled (AcMockAuthority *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcMockAuthority, ac_mock_authority_free)

G_END_DECLS
