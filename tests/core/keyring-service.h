/* keyring-service.h: what is done to the Secret Service behind the program's back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void keyring_service_lock    (void);
void keyring_service_unlock  (void);
void keyring_service_kill    (void);
void keyring_service_start   (void);
void keyring_service_stop    (void);
void keyring_service_go_on   (void);

G_END_DECLS
