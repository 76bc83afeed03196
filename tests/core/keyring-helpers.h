/* keyring-helpers.h: what the tests of AcKeyring do with it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-error.h"
#include "ac-keyring.h"

G_BEGIN_DECLS

#define HOST "https://api.cloudinary.com"

void            keyring_test_answer_cb       (GObject      *source,
                                              GAsyncResult *result,
                                              gpointer      user_data);
void            keyring_test_wait_for        (GAsyncResult **answer);
gboolean        keyring_test_search          (AcKeyring  *keyring,
                                              GError    **error);
gboolean        keyring_test_unlock          (AcKeyring  *keyring,
                                              GError    **error);
gboolean        keyring_test_store           (AcKeyring       *keyring,
                                              AcKnownAccount  *account,
                                              const char      *secret,
                                              GError         **error);
AcCredentials  *keyring_test_load            (AcKeyring       *keyring,
                                              AcKnownAccount  *account,
                                              GError         **error);
gboolean        keyring_test_forget          (AcKeyring       *keyring,
                                              AcKnownAccount  *account,
                                              GError         **error);
void            keyring_test_assert_search   (AcKeyring *keyring);
void            keyring_test_assert_store    (AcKeyring      *keyring,
                                              AcKnownAccount *account,
                                              const char     *secret);
void            keyring_test_assert_load     (AcKeyring      *keyring,
                                              AcKnownAccount *account,
                                              const char     *secret);
void            keyring_test_assert_forget   (AcKeyring      *keyring,
                                              AcKnownAccount *account);
void            keyring_test_assert_all_fail (AcKeyring      *keyring,
                                              AcKnownAccount *account,
                                              AcError         code);
AcKnownAccount *keyring_test_new_account     (const char *account_id,
                                              const char *key,
                                              const char *name);
char           *keyring_test_describe        (AcKeyring *keyring);
void            keyring_test_assert_list     (AcKeyring  *keyring,
                                              const char *expected);
guint           keyring_test_count_items     (void);
void            keyring_test_clear_items     (void);

G_END_DECLS
