/* ac-sandbox-options.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ac-sandbox-options.h"
#include "ac-sandbox-plans.h"
#include "ac-sandbox-roles.h"

static const char *const seeds[] = { "demo", "empty", NULL };

/* As they were written. */
typedef struct
{
  char *listen;
  char *environments;
  char *users;
  char *groups;
  char *latency;
  char *fail_rate;
  char *drop_rate;
  char *rate_limit;
  char *random_seed;
  char *certificate;
  char *key;
} Texts;

static void
clear_texts (Texts *texts)
{
  g_free (texts->listen);
  g_free (texts->environments);
  g_free (texts->users);
  g_free (texts->groups);
  g_free (texts->latency);
  g_free (texts->fail_rate);
  g_free (texts->drop_rate);
  g_free (texts->rate_limit);
  g_free (texts->random_seed);
  g_free (texts->certificate);
  g_free (texts->key);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Texts, clear_texts)

static gboolean
refuse (GError     **error,
        const char  *option,
        const char  *text,
        const char  *rule)
{
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "--%s=%s: %s", option, text, rule);

  return FALSE;
}

static gboolean
check_choice (const char         *option,
              const char         *text,
              const char *const  *choices,
              GError            **error)
{
  g_autofree char *list = NULL;
  g_autofree char *rule = NULL;

  if (g_strv_contains (choices, text))
    return TRUE;

  list = g_strjoinv (", ", (char **) choices);
  rule = g_strdup_printf ("it must be one of %s", list);

  return refuse (error, option, text, rule);
}

static gboolean
read_number (const char  *option,
             const char  *text,
             guint64      max,
             guint64     *number,
             GError     **error)
{
  g_autofree char *rule = NULL;

  if (text == NULL || g_ascii_string_to_unsigned (text, 10, 0, max, number, NULL))
    return TRUE;

  rule = g_strdup_printf ("it must be a whole number from 0 to %" G_GUINT64_FORMAT, max);
  return refuse (error, option, text, rule);
}

static gboolean
read_count (const char  *option,
            const char  *text,
            guint        max,
            guint       *count,
            GError     **error)
{
  guint64 number = *count;

  if (!read_number (option, text, max, &number, error))
    return FALSE;
  *count = number;

  return TRUE;
}

static gboolean
read_rate (const char  *option,
           const char  *text,
           double      *rate,
           GError     **error)
{
  char *end;

  if (text == NULL)
    return TRUE;

  *rate = g_ascii_strtod (text, &end);
  if (*text == '\0' || *end != '\0' || !(*rate >= 0.0 && *rate <= 1.0))
    return refuse (error, option, text, "it must be a number from 0 to 1");

  return TRUE;
}

/* N/SECONDS */
static gboolean
read_rate_limit (const char          *text,
                 AcSandboxFaultPlan  *plan,
                 GError             **error)
{
  g_auto(GStrv) parts = NULL;
  guint64 limit, seconds;

  if (text == NULL)
    return TRUE;

  parts = g_strsplit (text, "/", 3);
  if (g_strv_length (parts) != 2 ||
      !g_ascii_string_to_unsigned (parts[0], 10, 1, 1000000, &limit, NULL) ||
      !g_ascii_string_to_unsigned (parts[1], 10, 1, 86400, &seconds, NULL))
    return refuse (error, "rate-limit", text, "it must be REQUESTS/SECONDS, like 100/60");
  plan->rate_limit = limit;
  plan->rate_seconds = seconds;

  return TRUE;
}

/* ADDRESS:PORT. The sandbox has made-up secrets and no defence against strangers: it stays on this machine. */
static GSocketAddress *
read_address (const char  *text,
              GError     **error)
{
  const char *colon = strrchr (text, ':');
  g_autofree char *host = colon != NULL ? g_strndup (text, colon - text) : NULL;
  g_autoptr(GInetAddress) address = NULL;
  guint64 port = 0;

  if (host == NULL || !g_ascii_string_to_unsigned (colon + 1, 10, 0, 65535, &port, NULL))
    {
      refuse (error, "listen", text, "it must be ADDRESS:PORT, like 127.0.0.1:0");
      return NULL;
    }

  if (g_str_equal (host, "localhost"))
    address = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  else if (*host == '[' && g_str_has_suffix (host, "]"))
    {
      host[strlen (host) - 1] = '\0';
      address = g_inet_address_new_from_string (host + 1);
    }
  else
    address = g_inet_address_new_from_string (host);
  if (address == NULL || !g_inet_address_get_is_loopback (address))
    {
      refuse (error, "listen", text, "the sandbox listens on a loopback address only (127.0.0.1 or [::1])");
      return NULL;
    }

  return g_inet_socket_address_new (address, port);
}

static gboolean
read_certificate (const char        *certificate,
                  const char        *key,
                  GTlsCertificate  **result,
                  GError           **error)
{
  g_autoptr(GError) local = NULL;

  if (certificate == NULL && key == NULL)
    return TRUE;
  if (certificate == NULL || key == NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           "--tls-certificate and --tls-key belong together");
      return FALSE;
    }

  *result = g_tls_certificate_new_from_files (certificate, key, &local);
  if (*result == NULL)
    return refuse (error, "tls-certificate", certificate, local->message);

  return TRUE;
}

/* For SQLite no name is a file that it deletes at the end. */
static gboolean
check_paths (const AcSandboxOptions  *self,
             GError                 **error)
{
  if (*self->database == '\0')
    return refuse (error, "database", self->database, "it must be a file, or :memory:");
  if (self->mail_dir != NULL && *self->mail_dir == '\0')
    return refuse (error, "mail-dir", self->mail_dir, "it must be a folder");

  return TRUE;
}

static gboolean
read_texts (AcSandboxOptions  *self,
            const Texts       *texts,
            GError           **error)
{
  self->has_random_seed = texts->random_seed != NULL;
  self->address = read_address (texts->listen != NULL ? texts->listen : "127.0.0.1:0", error);

  return self->address != NULL &&
         check_paths (self, error) &&
         read_certificate (texts->certificate, texts->key, &self->certificate, error) &&
         check_choice ("seed", self->seed, seeds, error) &&
         check_choice ("plan", self->plan, ac_sandbox_plan_ids, error) &&
         check_choice ("subscribed-through", self->subscribed_through, ac_sandbox_origins, error) &&
         check_choice ("permissions", self->permissions, ac_sandbox_permission_systems, error) &&
         check_choice ("role", self->role, ac_sandbox_role_names, error) &&
         read_count ("environments", texts->environments, 1000000, &self->n_environments, error) &&
         read_count ("users", texts->users, 1000000, &self->n_users, error) &&
         read_count ("groups", texts->groups, 1000000, &self->n_groups, error) &&
         read_count ("latency", texts->latency, 600000, &self->faults.latency_ms, error) &&
         read_rate ("fail-rate", texts->fail_rate, &self->faults.fail_rate, error) &&
         read_rate ("drop-rate", texts->drop_rate, &self->faults.drop_rate, error) &&
         read_rate_limit (texts->rate_limit, &self->faults, error) &&
         read_number ("seed-random", texts->random_seed, G_MAXINT64, &self->faults.seed, error);
}

static void
set_default (char       **text,
             const char  *value)
{
  if (*text == NULL)
    *text = g_strdup (value);
}

/**
 * ac_sandbox_options_parse:
 * @argc: (inout): the program's arguments
 * @argv: (inout): the program's arguments
 * @error: return location for what is wrong with them
 *
 * Returns: (transfer full) (nullable): the options
 */
AcSandboxOptions *
ac_sandbox_options_parse (int      *argc,
                          char   ***argv,
                          GError  **error)
{
  g_autoptr(AcSandboxOptions) self = g_new0 (AcSandboxOptions, 1);
  g_auto(Texts) texts = { 0 };
  const GOptionEntry entries[] = {
    { "listen", 0, 0, G_OPTION_ARG_STRING, &texts.listen, "Where to listen: a loopback address; port 0 is any free one", "127.0.0.1:PORT" },
    { "database", 0, 0, G_OPTION_ARG_FILENAME, &self->database, "Where to keep the account (:memory: by default)", "FILE" },
    { "seed", 0, 0, G_OPTION_ARG_STRING, &self->seed, "What a new account begins with: demo or empty", "SEED" },
    { "plan", 0, 0, G_OPTION_ARG_STRING, &self->plan, "A new account's plan: free, plus, advanced, advanced-extra or enterprise", "PLAN" },
    { "subscribed-through", 0, 0, G_OPTION_ARG_STRING, &self->subscribed_through, "Where a new account was bought: direct, heroku or aws", "ORIGIN" },
    { "permissions", 0, 0, G_OPTION_ARG_STRING, &self->permissions, "A new account's permission system: legacy or roles", "SYSTEM" },
    { "role", 0, 0, G_OPTION_ARG_STRING, &self->role, "The role of the account key that is printed (master_admin by default)", "ROLE" },
    { "environments", 0, 0, G_OPTION_ARG_STRING, &texts.environments, "How many product environments a new account has besides", "N" },
    { "users", 0, 0, G_OPTION_ARG_STRING, &texts.users, "How many users a new account has besides", "N" },
    { "groups", 0, 0, G_OPTION_ARG_STRING, &texts.groups, "How many user groups a new account has besides", "N" },
    { "mail-dir", 0, 0, G_OPTION_ARG_FILENAME, &self->mail_dir, "The Maildir for every e-mail that the service would send", "DIR" },
    { "latency", 0, 0, G_OPTION_ARG_STRING, &texts.latency, "How long each answer waits", "MS" },
    { "fail-rate", 0, 0, G_OPTION_ARG_STRING, &texts.fail_rate, "The share of requests that fail with 500 or 503", "P" },
    { "rate-limit", 0, 0, G_OPTION_ARG_STRING, &texts.rate_limit, "How many requests are served in that many seconds; others get 429", "N/SECONDS" },
    { "drop-rate", 0, 0, G_OPTION_ARG_STRING, &texts.drop_rate, "The share of requests whose connection ends without an answer", "P" },
    { "seed-random", 0, 0, G_OPTION_ARG_STRING, &texts.random_seed, "Makes faults, and the ids and keys of new objects, the same at each start", "N" },
    { "tls-certificate", 0, 0, G_OPTION_ARG_FILENAME, &texts.certificate, "Serve https with this certificate", "PEM" },
    { "tls-key", 0, 0, G_OPTION_ARG_FILENAME, &texts.key, "The certificate's private key", "PEM" },
    { "end-with-parent", 0, 0, G_OPTION_ARG_NONE, &self->end_with_parent, "End when the program that started this one ends", NULL },
    { "list-routes", 0, 0, G_OPTION_ARG_NONE, &self->list_routes, "Print the method and path of each route, and end", NULL },
    { NULL },
  };
  g_autoptr(GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (context, "A local service that speaks Cloudinary's account APIs.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return NULL;
  if (*argc > 1)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION, "Unknown argument %s", (*argv)[1]);
      return NULL;
    }

  set_default (&self->database, ":memory:");
  set_default (&self->seed, "demo");
  set_default (&self->plan, "advanced-extra");
  set_default (&self->subscribed_through, "direct");
  set_default (&self->permissions, "legacy");
  set_default (&self->role, "master_admin");
  if (!read_texts (self, &texts, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * ac_sandbox_options_free:
 * @self: (transfer full): options
 */
void
ac_sandbox_options_free (AcSandboxOptions *self)
{
  g_clear_object (&self->address);
  g_clear_object (&self->certificate);
  g_free (self->database);
  g_free (self->seed);
  g_free (self->plan);
  g_free (self->subscribed_through);
  g_free (self->permissions);
  g_free (self->role);
  g_free (self->mail_dir);
  g_free (self);
}
