/* ac-secret-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-secret-text"

#include "config.h"

#include <libsecret/secret.h>
#include <string.h>

#include "ac-account-url.h"
#include "ac-secret-text-private.h"

#define MIN_CAPACITY 256

static void
reserve (AcSecretText *self,
         gsize         more)
{
  gsize capacity = MAX (self->capacity, MIN_CAPACITY);
  char *data;

  while (capacity < self->length + more)
    capacity *= 2;
  if (capacity == self->capacity)
    return;

  data = g_malloc (capacity);
  if (self->data != NULL)
    {
      memcpy (data, self->data, self->length);
      explicit_bzero (self->data, self->capacity);
      g_free (self->data);
    }
  self->data = data;
  self->capacity = capacity;
}

/*< private >
 * ac_secret_text_append_length:
 * @self: a text
 * @text: what goes on its end
 * @length: how many bytes of it
 *
 * Makes the text longer.
 */
void
ac_secret_text_append_length (AcSecretText *self,
                              const char   *text,
                              gsize         length)
{
  reserve (self, length);
  memcpy (self->data + self->length, text, length);
  self->length += length;
}

/*< private >
 * ac_secret_text_append:
 * @self: a text
 * @text: what goes on its end
 *
 * Makes the text longer.
 */
void
ac_secret_text_append (AcSecretText *self,
                       const char   *text)
{
  ac_secret_text_append_length (self, text, strlen (text));
}

/*< private >
 * ac_secret_text_append_encoded:
 * @self: a text
 * @text: what goes on its end, percent-encoded
 * @allowed: characters that stay as they are, besides the unreserved ones (RFC 3986, 2.3)
 *
 * Does what g_uri_escape_string() does, which would leave copies of a secret in memory.
 */
void
ac_secret_text_append_encoded (AcSecretText *self,
                               const char   *text,
                               const char   *allowed)
{
  static const char digits[] = "0123456789ABCDEF";

  for (const guchar *c = (const guchar *) text; *c != '\0'; c++)
    {
      const char encoded[] = { '%', digits[*c >> 4], digits[*c & 0xf] };

      if (g_ascii_isalnum (*c) || strchr ("-._~", *c) != NULL || strchr (allowed, *c) != NULL)
        ac_secret_text_append_length (self, (const char *) c, 1);
      else
        ac_secret_text_append_length (self, encoded, sizeof encoded);
    }
}

/*< private >
 * ac_secret_text_append_url:
 * @self: a text
 * @scheme: what it begins with, `://` included
 * @key: an API key
 * @secret: (nullable): its secret; %NULL: bullets
 * @place: the account, or the cloud name; it is not encoded
 * @host: (nullable): the server in its normal form; %NULL: Cloudinary's usual one
 *
 * Adds a URL as Cloudinary's SDKs read it (wire reference 11). Real keys and secrets have nothing that is encoded, so
 * that SDKs that don't decode are content.
 */
void
ac_secret_text_append_url (AcSecretText *self,
                           const char   *scheme,
                           const char   *key,
                           const char   *secret,
                           const char   *place,
                           const char   *host)
{
  ac_secret_text_append (self, scheme);
  ac_secret_text_append_encoded (self, key, "");
  ac_secret_text_append (self, ":");
  if (secret != NULL)
    ac_secret_text_append_encoded (self, secret, "");
  else
    ac_secret_text_append (self, AC_SECRET_BULLETS);
  ac_secret_text_append (self, "@");
  ac_secret_text_append (self, place);

  if (host != NULL && !g_str_equal (host, AC_DEFAULT_HOST))
    {
      ac_secret_text_append (self, "?upload_prefix=");
      ac_secret_text_append_encoded (self, host, ":/");
    }
}

/*< private >
 * ac_secret_text_to_password:
 * @self: a text
 *
 * Copies the text into non-pageable memory, and wipes it here.
 *
 * Returns: (transfer full): the text, for secret_password_free()
 */
char *
ac_secret_text_to_password (AcSecretText *self)
{
  SecretValue *value = secret_value_new (self->data != NULL ? self->data : "", (gssize) self->length, "text/plain");

  ac_secret_text_clear (self);

  return secret_value_unref_to_password (value, NULL);
}

/*< private >
 * ac_secret_text_clear:
 * @self: a text
 *
 * Wipes the text.
 */
void
ac_secret_text_clear (AcSecretText *self)
{
  if (self->data != NULL)
    explicit_bzero (self->data, self->capacity);
  g_clear_pointer (&self->data, g_free);
  self->length = 0;
  self->capacity = 0;
}
