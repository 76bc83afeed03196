/* ac-rotation-fixture.h: a key that is being replaced, over the mock server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-form-dialog.h"
#include "ac-key-fixture.h"
#include "ac-rotations.h"

G_BEGIN_DECLS

/* The key that is replaced, another one, and the one that takes its place. */
#define ROTATION_OLD "2001"
#define ROTATION_OTHER "2002"
#define ROTATION_NEW "3001"
/* Markup characters, and a month that is long gone. */
#define ROTATION_BARE_NAME "CI & <deployments>"
#define ROTATION_OLD_NAME ROTATION_BARE_NAME " (2026-05)"

/* A key of the account, or, with data for the set-up, of Halden Web. */
typedef struct
{
  AcKeyFixture base;
  gboolean in_environment;
} AcRotationFixture;

void         rotation_set_up      (AcRotationFixture *self,
                                   gconstpointer      in_environment);
/* Forgets the rotations, too. */
void         rotation_tear_down   (AcRotationFixture *self,
                                   gconstpointer      in_environment);
/* As if the program ended and was started anew; what is set up at the server is gone. Then rotation_open_page(). */
void         rotation_restart     (AcRotationFixture *self);

/* The members of a key with the role of the old one. NULL in an environment, where keys have no role. */
const char  *rotation_get_members (AcRotationFixture *self);
/* ROTATION_NEW, made this moment, on the wire. (transfer full) */
char        *rotation_new_json    (AcRotationFixture *self,
                                   gboolean           enabled) G_GNUC_WARN_UNUSED_RESULT;
char        *rotation_old_json    (AcRotationFixture *self,
                                   gboolean           enabled) G_GNUC_WARN_UNUSED_RESULT;
/* “CI & <deployments> (2026-11)” (transfer full) */
char        *rotation_dup_new_name (void) G_GNUC_WARN_UNUSED_RESULT;

/* Where the keys are, and one of them. (transfer full) */
char        *rotation_dup_target  (AcRotationFixture *self,
                                   const char        *number) G_GNUC_WARN_UNUSED_RESULT;
/* The list is asked for once; takes @old and @new, each NULL for none. */
AcMockReply *rotation_expect_list (AcRotationFixture *self,
                                   char              *old,
                                   char              *new_key);
AcMockReply *rotation_expect_post (AcRotationFixture *self,
                                   guint              status,
                                   const char        *body);
/* The new key is made. */
AcMockReply *rotation_expect_created (AcRotationFixture *self);
AcMockReply *rotation_expect_put  (AcRotationFixture *self,
                                   const char        *number,
                                   guint              status,
                                   gboolean           enabled);
guint        rotation_count       (AcRotationFixture *self,
                                   const char        *method);

/* With the old key and another one; @new_key: NULL for none. */
void         rotation_open_page   (AcRotationFixture *self,
                                   gboolean           old_enabled,
                                   char              *new_key);
/* By the button of the old key's row, whatever it says. */
GtkWidget   *rotation_open        (AcRotationFixture *self);
#define rotation_wait_step(dialog, name) ac_test_wait_until (rotation_is_at (dialog, name))
/* At “create”, “hand-over”, “verify”, “disable” or “done”, and nothing is under way. */
gboolean     rotation_is_at       (GtkWidget         *dialog,
                                   const char        *name);
gpointer     rotation_get_child   (GtkWidget         *dialog,
                                   const char        *name);
/* The button that goes on. */
GtkWidget   *rotation_get_action  (GtkWidget         *dialog);
void         rotation_next        (GtkWidget         *dialog);
/* It can't be gone on, and the button says why. */
void         rotation_assert_reason (GtkWidget       *dialog,
                                     const char      *reason);
void         rotation_finish_later (GtkWidget        *dialog);
/* What every step has to hold: names for screen readers, no secret, and it fits into a narrow window. */
void         rotation_check_step  (AcRotationFixture *self,
                                   GtkWidget         *dialog,
                                   const char        *picture);

/* The way up to a step; the dialog is new. */
GtkWidget   *rotation_to_hand_over (AcRotationFixture *self);
GtkWidget   *rotation_to_verify   (AcRotationFixture *self);
GtkWidget   *rotation_to_disable  (AcRotationFixture *self);

void         rotation_add_place   (GtkWidget         *dialog,
                                   const char        *name);
/* The service is asked for the pair, and then says @status to it. */
AcMockReply *rotation_expect_test (AcRotationFixture *self,
                                   guint              status);
void         rotation_test        (GtkWidget         *dialog);
void         rotation_tick        (GtkWidget         *dialog,
                                   const char        *name);

/* The rotation of the old key. (transfer none) (nullable) */
AcRotation  *rotation_lookup      (void);
/* What is on the disk. (transfer full) (nullable) */
char        *rotation_read_file   (void) G_GNUC_WARN_UNUSED_RESULT;
char        *rotation_dup_folder  (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean     rotation_file_has    (const char        *text);

G_END_DECLS
