/* ac-key-secrets.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-key-secrets"

#include "config.h"

#include "ac-key-secrets.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>

#include "ac-account-url.h"
#include "ac-clipboard.h"
#include "ac-environment-url.h"
#include "ac-messages.h"
#include "ac-snippet.h"
#include "ac-toast-host.h"

struct _AcKeySecrets
{
  GObject parent_instance;

  AcAccount *account;
  AcEnvironment *environment; /* (nullable) */
  AcApiKeys *keys;            /* (nullable): with key */
  AcApiKey *key;              /* (nullable) */
  AcCredentials *credentials; /* (nullable) (owned): at hand, so that nobody is asked */
};

G_DEFINE_FINAL_TYPE (AcKeySecrets, ac_key_secrets, G_TYPE_OBJECT)

/* One row's claim on the secret. */
typedef struct
{
  AcKeySecrets *secrets;
  AcKeyForm form;
} Claim;

static Claim *
claim_new (AcKeySecrets *secrets,
           AcKeyForm     form)
{
  Claim *claim = g_new0 (Claim, 1);

  claim->secrets = g_object_ref (secrets);
  claim->form = form;

  return claim;
}

static void
claim_free (gpointer data)
{
  Claim *claim = data;

  g_object_unref (claim->secrets);
  g_free (claim);
}

static const char *
get_host (AcKeySecrets *self)
{
  return ac_client_get_host (ac_account_get_client (self->account));
}

/* With the secret; for secret_password_free(). */
static char *
format_url (AcKeySecrets   *self,
            AcCredentials  *credentials,
            GError        **error)
{
  g_autoptr(AcAccountUrl) url = NULL;
  char *secret;

  if (self->environment != NULL)
    return ac_environment_url_format (credentials, ac_environment_get_cloud_name (self->environment), get_host (self));

  secret = ac_credentials_dup_secret (credentials);
  url = ac_account_url_new (ac_credentials_get_key (credentials), secret, ac_account_get_id (self->account),
                            get_host (self), error);
  secret_password_free (secret);

  return url != NULL ? ac_account_url_format (url) : NULL;
}

static char *
format_url_masked (AcKeySecrets *self)
{
  const char *key = ac_key_secrets_get_key (self);
  g_autoptr(AcAccountUrl) url = NULL;

  if (self->environment != NULL)
    return ac_environment_url_format_masked (key, ac_environment_get_cloud_name (self->environment), get_host (self));

  /* Any secret will do: it is masked. */
  url = ac_account_url_new (key, "masked", ac_account_get_id (self->account), get_host (self), NULL);

  return url != NULL ? ac_account_url_format_masked (url) : NULL;
}

static char *
format_snippet_masked (AcKeySecrets *self,
                       AcSnippet     snippet)
{
  const char *key = ac_key_secrets_get_key (self);

  if (self->environment != NULL)
    return ac_snippet_format_environment_masked (snippet, key, ac_environment_get_cloud_name (self->environment),
                                                 get_host (self), NULL);

  return ac_snippet_format_account_masked (snippet, key, ac_account_get_id (self->account), get_host (self), NULL);
}

static char *
format (AcKeySecrets   *self,
        AcCredentials  *credentials,
        AcKeyForm       form,
        GError        **error)
{
  if (form == AC_KEY_FORM_SECRET)
    return ac_credentials_dup_secret (credentials);
  if (form == AC_KEY_FORM_URL)
    return format_url (self, credentials, error);
  if (self->environment != NULL)
    return ac_snippet_format_environment ((AcSnippet) (form - AC_KEY_FORM_SNIPPET), credentials,
                                          ac_environment_get_cloud_name (self->environment), get_host (self), error);

  return ac_snippet_format_account ((AcSnippet) (form - AC_KEY_FORM_SNIPPET), credentials,
                                    ac_account_get_id (self->account), get_host (self), error);
}

/* (nullable): the row's own bullets */
static char *
format_masked (AcKeySecrets *self,
               AcKeyForm     form)
{
  if (form == AC_KEY_FORM_SECRET)
    return NULL;
  if (form == AC_KEY_FORM_URL)
    return format_url_masked (self);

  return format_snippet_masked (self, (AcSnippet) (form - AC_KEY_FORM_SNIPPET));
}

/* What the rows ask for */

static void
fetch (gpointer             data,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  Claim *claim = data;

  ac_key_secrets_fetch_async (claim->secrets, cancellable, callback, user_data);
}

static char *
finish (gpointer       data,
        GAsyncResult  *result,
        GError       **error)
{
  Claim *claim = data;
  g_autoptr(AcCredentials) credentials = ac_key_secrets_fetch_finish (claim->secrets, result, error);

  return credentials != NULL ? format (claim->secrets, credentials, claim->form, error) : NULL;
}

/* (transfer full): what was copied, and for how long it stays in the clipboard */
static char *
create_copied_text (AcKeySecrets *self,
                    AcKeyForm     form)
{
  guint seconds = ac_clipboard_get_seconds ();
  const char *what;

  if (form == AC_KEY_FORM_SECRET)
    what = _("API secret copied.");
  else if (form == AC_KEY_FORM_URL)
    what = self->environment != NULL ? _("CLOUDINARY_URL copied.") : _("CLOUDINARY_ACCOUNT_URL copied.");
  else
    /* Translators: a few lines of code were copied */
    what = _("Snippet copied.");

  if (seconds == 0)
    return g_strdup (what);

  /* Translators: %1$s is a whole sentence that says what was copied */
  return g_strdup_printf (ngettext ("%1$s Removed from the clipboard in %2$u second.",
                                    "%1$s Removed from the clipboard in %2$u seconds.",
                                    seconds),
                          what, seconds);
}

static void
toast (AcSecretRow      *row,
       const char       *text,
       AdwToastPriority  priority)
{
  AcToastHost *host = ac_toast_host_find (GTK_WIDGET (row));

  if (host != NULL)
    ac_toast_host_show (host, text, priority);
}

static void
on_copied_cb (AcSecretRow *row,
              Claim       *claim)
{
  g_autofree char *text = create_copied_text (claim->secrets, claim->form);

  toast (row, text, ADW_TOAST_PRIORITY_NORMAL);
}

static void
on_failed_cb (AcSecretRow  *row,
              const GError *error,
              Claim        *claim)
{
  g_autofree char *sentence = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  sentence = ac_message_for_error (error);
  toast (row, sentence, ADW_TOAST_PRIORITY_HIGH);
}

static void
ac_key_secrets_finalize (GObject *object)
{
  AcKeySecrets *self = AC_KEY_SECRETS (object);

  g_clear_object (&self->account);
  g_clear_object (&self->environment);
  g_clear_object (&self->keys);
  g_clear_object (&self->key);
  g_clear_pointer (&self->credentials, ac_credentials_unref);

  G_OBJECT_CLASS (ac_key_secrets_parent_class)->finalize (object);
}

static void
ac_key_secrets_class_init (AcKeySecretsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ac_key_secrets_finalize;
}

static void
ac_key_secrets_init (AcKeySecrets *self)
{
}

static AcKeySecrets *
create (AcAccount     *account,
        AcEnvironment *environment)
{
  AcKeySecrets *self = g_object_new (AC_TYPE_KEY_SECRETS, NULL);

  self->account = g_object_ref (account);
  g_set_object (&self->environment, environment);

  return self;
}

/**
 * ac_key_secrets_new:
 * @account: the account
 * @environment: (nullable): whose key it is; %NULL: the account's
 * @keys: where the key is from
 * @key: the key
 *
 * The service is asked for the secret each time that somebody wants it, unless it is the key that this program is connected with.
 *
 * Returns: (transfer full): the secret of @key, not fetched
 */
AcKeySecrets *
ac_key_secrets_new (AcAccount     *account,
                    AcEnvironment *environment,
                    AcApiKeys     *keys,
                    AcApiKey      *key)
{
  AcKeySecrets *self;

  g_return_val_if_fail (AC_IS_ACCOUNT (account), NULL);
  g_return_val_if_fail (environment == NULL || AC_IS_ENVIRONMENT (environment), NULL);
  g_return_val_if_fail (AC_IS_API_KEYS (keys), NULL);
  g_return_val_if_fail (AC_IS_API_KEY (key), NULL);

  self = create (account, environment);
  self->keys = g_object_ref (keys);
  self->key = g_object_ref (key);
  /* That of the connection is at hand, also offline. */
  if (environment == NULL && ac_api_keys_is_in_use (keys, key))
    self->credentials = ac_credentials_ref (ac_client_get_credentials (ac_account_get_client (account)));

  return self;
}

/**
 * ac_key_secrets_new_for_credentials:
 * @account: the account
 * @environment: (nullable): whose key it is; %NULL: the account's
 * @credentials: key and secret
 *
 * Returns: (transfer full): the secret of @credentials
 */
AcKeySecrets *
ac_key_secrets_new_for_credentials (AcAccount     *account,
                                    AcEnvironment *environment,
                                    AcCredentials *credentials)
{
  AcKeySecrets *self;

  g_return_val_if_fail (AC_IS_ACCOUNT (account), NULL);
  g_return_val_if_fail (environment == NULL || AC_IS_ENVIRONMENT (environment), NULL);
  g_return_val_if_fail (credentials != NULL, NULL);

  self = create (account, environment);
  self->credentials = ac_credentials_ref (credentials);

  return self;
}

/**
 * ac_key_secrets_get_key:
 * @self: the secret of a key
 *
 * Returns: (transfer none): the number of the key
 */
const char *
ac_key_secrets_get_key (AcKeySecrets *self)
{
  g_return_val_if_fail (AC_IS_KEY_SECRETS (self), NULL);

  return self->key != NULL ? ac_api_key_get_api_key (self->key) : ac_credentials_get_key (self->credentials);
}

/**
 * ac_key_secrets_get_account:
 * @self: the secret of a key
 *
 * Returns: (transfer none): the account
 */
AcAccount *
ac_key_secrets_get_account (AcKeySecrets *self)
{
  g_return_val_if_fail (AC_IS_KEY_SECRETS (self), NULL);

  return self->account;
}

/**
 * ac_key_secrets_get_environment:
 * @self: the secret of a key
 *
 * Returns: (transfer none) (nullable): whose key it is; %NULL: the account's
 */
AcEnvironment *
ac_key_secrets_get_environment (AcKeySecrets *self)
{
  g_return_val_if_fail (AC_IS_KEY_SECRETS (self), NULL);

  return self->environment;
}

/**
 * ac_key_secrets_get_variable:
 * @self: the secret of a key
 *
 * Returns: (transfer none): the environment variable that holds such a key
 */
const char *
ac_key_secrets_get_variable (AcKeySecrets *self)
{
  g_return_val_if_fail (AC_IS_KEY_SECRETS (self), NULL);

  return self->environment != NULL ? "CLOUDINARY_URL" : "CLOUDINARY_ACCOUNT_URL";
}

static void
on_fetched_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  AcCredentials *credentials = ac_api_keys_fetch_credentials_finish (AC_API_KEYS (source), result, &error);

  if (credentials != NULL)
    g_task_return_pointer (task, credentials, (GDestroyNotify) ac_credentials_unref);
  else
    g_task_return_error (task, error);
}

/**
 * ac_key_secrets_fetch_async:
 * @self: the secret of a key
 * @cancellable: (nullable): stops the waiting
 * @callback: (scope async): called when the secret is there
 * @user_data: for @callback
 *
 * Fetches the key with its secret; nothing keeps it.
 */
void
ac_key_secrets_fetch_async (AcKeySecrets        *self,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (AC_IS_KEY_SECRETS (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ac_key_secrets_fetch_async);
  if (self->credentials != NULL)
    g_task_return_pointer (task, ac_credentials_ref (self->credentials), (GDestroyNotify) ac_credentials_unref);
  else
    ac_api_keys_fetch_credentials_async (self->keys, self->key, cancellable, on_fetched_cb, g_object_ref (task));
}

/**
 * ac_key_secrets_fetch_finish:
 * @self: the secret of a key
 * @result: what the callback got
 * @error: (nullable): return location for an error of %AC_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the key with its secret
 */
AcCredentials *
ac_key_secrets_fetch_finish (AcKeySecrets  *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (AC_IS_KEY_SECRETS (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ac_key_secrets_fetch_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ac_key_secrets_bind:
 * @self: the secret of a key
 * @row: a row that nothing is bound to
 * @form: what it shows
 *
 * Makes @row show and copy the secret in a form. Toasts of the row's window say what was copied, or why not.
 */
void
ac_key_secrets_bind (AcKeySecrets *self,
                     AcSecretRow  *row,
                     AcKeyForm     form)
{
  g_autofree char *mask = NULL;

  g_return_if_fail (AC_IS_KEY_SECRETS (self));
  g_return_if_fail (AC_IS_SECRET_ROW (row));

  mask = format_masked (self, form);
  /* The row has one line. */
  if (mask != NULL)
    g_strdelimit (mask, "\n", ' ');
  ac_secret_row_set_mask (row, mask);
  ac_secret_row_set_source (row, fetch, finish, claim_new (self, form), claim_free);
  g_signal_connect_data (row, "copied", G_CALLBACK (on_copied_cb), claim_new (self, form),
                         (GClosureNotify) (void (*) (void)) claim_free, G_CONNECT_DEFAULT);
  g_signal_connect_data (row, "failed", G_CALLBACK (on_failed_cb), claim_new (self, form),
                         (GClosureNotify) (void (*) (void)) claim_free, G_CONNECT_DEFAULT);
}
