/* ac-span-private.h: a part of a text, where it stands
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Some of the text's bytes; the end is not among them. Nothing is copied: there may be a secret in it. */
typedef struct
{
  const char *start;
  const char *end;
} AcSpan;

AcSpan      ac_span_of         (const char *text);
gsize       ac_span_length     (AcSpan      span);
const char *ac_span_find       (AcSpan      span,
                                const char *characters);
const char *ac_span_find_last  (AcSpan      span,
                                char        character);
gboolean    ac_span_has_prefix (AcSpan      span,
                                const char *prefix);
gboolean    ac_span_equal      (AcSpan      span,
                                const char *text);
AcSpan      ac_span_trim       (AcSpan      span);

G_END_DECLS
