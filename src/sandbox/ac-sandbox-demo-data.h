/* ac-sandbox-demo-data.h: the tables of the demo account
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-sandbox-roles.h"

G_BEGIN_DECLS

#define AC_SANDBOX_DEMO_ACCOUNT_ID "c90b7d12-5e3f-4a68-8d27-1f40e6b2a9c3"
#define AC_SANDBOX_DEMO_ACCOUNT_NAME "Halden Outfitters"
#define AC_SANDBOX_DEMO_ACCOUNT_DAY "2021-01-18"
/* How many environments and seats the account has with what it bought besides its plan. */
#define AC_SANDBOX_DEMO_ENVIRONMENTS 10
#define AC_SANDBOX_DEMO_ADDITIONAL 5
#define AC_SANDBOX_DEMO_SEATS 45

/* The environments, as indices of their table. */
typedef enum
{
  AC_SANDBOX_DEMO_PRINT,
  AC_SANDBOX_DEMO_WEB,
  AC_SANDBOX_DEMO_STAGING,
  AC_SANDBOX_DEMO_APP,
  AC_SANDBOX_DEMO_SUMMER,
  AC_SANDBOX_DEMO_MARKETING,
  AC_SANDBOX_DEMO_PARTNERS,
  AC_SANDBOX_DEMO_N_ENVIRONMENTS,
} AcSandboxDemoEnvironmentIndex;

/* A credential of the account; no @key: a drawn one. */
typedef struct
{
  const char *name;
  const char *key;
  AcSandboxRole role;
  gboolean enabled;
  gboolean root;
  const char *day;
} AcSandboxDemoAccountKey;

typedef struct
{
  const char *name;
  const char *cloud_name;
  const char *id; /* NULL: a drawn one */
  const char *description;
  const char *folder_mode;
  const char *storage_location;
  guint support_options;
  guint assets;
  const char *attributes; /* JSON, or NULL */
  gboolean enabled;
  const char *day;
} AcSandboxDemoEnvironment;

typedef struct
{
  AcSandboxDemoEnvironmentIndex environment;
  const char *name;
  const char *key; /* NULL: a drawn one */
  gboolean enabled;
  gboolean root;
  const char *dedicated_for; /* or NULL */
  const char *day;
} AcSandboxDemoKey;

/* Bits of a user's state. */
typedef enum
{
  AC_SANDBOX_DEMO_ACTIVE = 0,
  AC_SANDBOX_DEMO_PENDING = 1 << 0,
  AC_SANDBOX_DEMO_DISABLED = 1 << 1,
  AC_SANDBOX_DEMO_TWO_FACTOR = 1 << 2,
  AC_SANDBOX_DEMO_ROOT = 1 << 3,
  AC_SANDBOX_DEMO_GOOGLE = 1 << 4,
  AC_SANDBOX_DEMO_GITHUB = 1 << 5,
} AcSandboxDemoState;

typedef struct
{
  const char *name;
  const char *mailbox; /* before @example.org */
  AcSandboxRole role;
  guint environments; /* bits by index; 0: all */
  guint groups;       /* bits by index */
  guint state;        /* AcSandboxDemoState */
  int login;          /* days ago; -1: never */
  const char *day;    /* of the invitation */
} AcSandboxDemoUser;

typedef struct
{
  const char *name;
  const char *day;
} AcSandboxDemoGroup;

extern const AcSandboxDemoAccountKey ac_sandbox_demo_account_keys[];
extern const guint ac_sandbox_demo_n_account_keys;
extern const AcSandboxDemoEnvironment ac_sandbox_demo_environments[];
extern const AcSandboxDemoKey ac_sandbox_demo_keys[];
extern const guint ac_sandbox_demo_n_keys;
extern const AcSandboxDemoUser ac_sandbox_demo_users[];
extern const guint ac_sandbox_demo_n_users;
extern const AcSandboxDemoGroup ac_sandbox_demo_groups[];
extern const guint ac_sandbox_demo_n_groups;

G_END_DECLS
