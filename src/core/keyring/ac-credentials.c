/* ac-credentials.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-credentials"

#include "config.h"

#include <string.h>

#include "ac-credentials-private.h"

#define SCHEME "Basic "

struct _AcCredentials
{
  gatomicrefcount ref_count;
  SecretValue *key;
  SecretValue *secret;
};

G_DEFINE_BOXED_TYPE (AcCredentials, ac_credentials, ac_credentials_ref, ac_credentials_unref)

/* What base64 makes of @length bytes, its state's flush and the end of the string among them
 * (the size that g_base64_encode_step() and g_base64_encode_close() ask for). */
static gsize
get_encoded_size (gsize length)
{
  return (length / 3 + 1) * 4 + 4 + 1;
}

/*< private >
 * ac_credentials_new_for_value:
 * @key: the API key
 * @secret: its secret, text
 *
 * Makes credentials of a secret that is in safe memory already.
 *
 * Returns: (transfer full): the credentials
 */
AcCredentials *
ac_credentials_new_for_value (const char  *key,
                              SecretValue *secret)
{
  AcCredentials *self;

  g_return_val_if_fail (key != NULL, NULL);
  g_return_val_if_fail (secret != NULL, NULL);
  g_return_val_if_fail (secret_value_get_text (secret) != NULL, NULL);

  self = g_new0 (AcCredentials, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->key = secret_value_new (key, -1, "text/plain");
  self->secret = secret_value_ref (secret);

  return self;
}

/*< private >
 * ac_credentials_peek_value:
 * @self: credentials
 *
 * Gives the secret to the keyring, which has to write it.
 *
 * Returns: (transfer none): the secret
 */
SecretValue *
ac_credentials_peek_value (AcCredentials *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->secret;
}

/**
 * ac_credentials_new:
 * @key: the API key
 * @secret: its secret
 *
 * Copies a key and its secret into non-pageable memory. The copy that was given is the caller's to wipe.
 *
 * Returns: (transfer full): the credentials
 */
AcCredentials *
ac_credentials_new (const char *key,
                    const char *secret)
{
  g_autoptr (SecretValue) value = NULL;

  g_return_val_if_fail (key != NULL, NULL);
  g_return_val_if_fail (secret != NULL, NULL);

  value = secret_value_new (secret, -1, "text/plain");

  return ac_credentials_new_for_value (key, value);
}

/**
 * ac_credentials_ref:
 * @self: credentials
 *
 * Holds the credentials. This may be done from any thread.
 *
 * Returns: (transfer full): @self
 */
AcCredentials *
ac_credentials_ref (AcCredentials *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * ac_credentials_unref:
 * @self: (transfer full): credentials
 *
 * Lets go of the credentials. With the last holder they are freed, and their memory is wiped.
 */
void
ac_credentials_unref (AcCredentials *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  secret_value_unref (self->key);
  secret_value_unref (self->secret);
  g_free (self);
}

/**
 * ac_credentials_get_key:
 * @self: credentials
 *
 * Returns: (transfer none): the API key, which is no secret
 */
const char *
ac_credentials_get_key (AcCredentials *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return secret_value_get_text (self->key);
}

/**
 * ac_credentials_dup_secret:
 * @self: credentials
 *
 * Gives the secret for showing or copying it, because a person asked for it. Let go of it as soon as it is hidden again.
 *
 * Returns: (transfer full): the secret in non-pageable memory, for secret_password_free()
 */
char *
ac_credentials_dup_secret (AcCredentials *self)
{
  g_autoptr (SecretValue) copy = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  copy = secret_value_new (secret_value_get_text (self->secret), -1, "text/plain");

  return secret_value_unref_to_password (g_steal_pointer (&copy), NULL);
}

/**
 * ac_credentials_apply:
 * @self: credentials
 * @message: a message that was not sent yet
 *
 * Sets the Authorization header of a message: Basic, UTF-8 (RFC 7617). One that is there is replaced.
 * The only copy of the secret that remains is the message's header; it goes with the message.
 */
void
ac_credentials_apply (AcCredentials *self,
                      SoupMessage   *message)
{
  const char *key;
  const char *secret;
  gsize key_length, secret_length, encoded_size;
  gsize n = strlen (SCHEME);
  char *header;
  int state = 0;
  int save = 0;

  g_return_if_fail (self != NULL);
  g_return_if_fail (SOUP_IS_MESSAGE (message));

  key = secret_value_get (self->key, &key_length);
  secret = secret_value_get (self->secret, &secret_length);

  /* Straight into the header, so that "key:secret" never stands anywhere as it is. */
  encoded_size = n + get_encoded_size (key_length + 1 + secret_length);
  header = g_malloc (encoded_size);
  memcpy (header, SCHEME, n);
  n += g_base64_encode_step ((const guchar *) key, key_length, FALSE, header + n, &state, &save);
  n += g_base64_encode_step ((const guchar *) ":", 1, FALSE, header + n, &state, &save);
  n += g_base64_encode_step ((const guchar *) secret, secret_length, FALSE, header + n, &state, &save);
  n += g_base64_encode_close (FALSE, header + n, &state, &save);
  header[n] = '\0';

  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", header);

  explicit_bzero (header, encoded_size);
  explicit_bzero (&save, sizeof save);
  g_free (header);
}
