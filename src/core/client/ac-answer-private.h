/* ac-answer-private.h: what one HTTP exchange brought
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "ac-client.h"

G_BEGIN_DECLS

/* More than any list of an account; a service that sends more is broken. */
#define AC_ANSWER_MAX_SIZE (64 * 1024 * 1024)
/* Above this, reading the JSON would be felt in the interface. */
#define AC_ANSWER_INLINE_SIZE (256 * 1024)

typedef struct
{
  guint status;
  int retry_after;    /* seconds, -1: not said */
  char *content_type; /* (nullable) (owned): without parameters */
  char *request_id;   /* (nullable) (owned) */
  char *data;         /* (nullable) (owned): wiped when freed */
  gsize length;
  gsize capacity;
} AcAnswer;

/* What is wanted of an answer. Nobody changes it while a worker thread reads by it. */
typedef struct
{
  AcParseFunc parse;            /* (nullable): what the answer says doesn't matter */
  gpointer parse_data;
  GDestroyNotify result_destroy;
  const char *list_member;      /* (nullable): @parse is for each element of the list under this name */
  gboolean keeps_secrets;
} AcReading;

AcAnswer *ac_answer_new      (SoupMessage  *message) G_GNUC_WARN_UNUSED_RESULT;
void      ac_answer_free     (AcAnswer     *self);
void      ac_answer_reserve  (AcAnswer     *self,
                              gsize         capacity);
gboolean  ac_answer_check    (AcAnswer     *self,
                              GError      **error);
gpointer  ac_answer_parse    (AcAnswer         *self,
                              const AcReading  *how,
                              GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcAnswer, ac_answer_free)

G_END_DECLS
