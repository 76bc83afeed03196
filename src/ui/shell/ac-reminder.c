/* ac-reminder.c: one notification about keys
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-reminders"

#include "config.h"

#include <glib/gi18n.h>

#include "ac-reminder.h"

#include "ac-account-settings.h"
#include "ac-messages.h"

/**
 * ac_reminder_new:
 * @account: whose keys they are
 * @environment: (nullable): the product environment that they are of; %NULL: they are of the account itself
 * @collection: where they are from
 * @age: the threshold that they crossed; %AC_KEY_AGE_PLAIN: it is about one key, which can be deleted
 *
 * Returns: (transfer full): a reminder without keys
 */
AcReminder *
ac_reminder_new (AcAccount     *account,
                 AcEnvironment *environment,
                 AcCollection  *collection,
                 AcKeyAge       age)
{
  AcReminder *self;

  g_return_val_if_fail (AC_IS_ACCOUNT (account), NULL);
  g_return_val_if_fail (environment == NULL || AC_IS_ENVIRONMENT (environment), NULL);
  g_return_val_if_fail (AC_IS_COLLECTION (collection), NULL);

  self = g_new0 (AcReminder, 1);
  self->account = g_object_ref (account);
  g_set_object (&self->environment, environment);
  self->collection = g_object_ref (collection);
  self->age = age;
  self->keys = g_ptr_array_new_with_free_func (g_object_unref);
  self->days = -1;

  return self;
}

/**
 * ac_reminder_free:
 * @self: a reminder
 */
void
ac_reminder_free (AcReminder *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->keys);
  g_object_unref (self->collection);
  g_clear_object (&self->environment);
  g_object_unref (self->account);
  g_free (self);
}

/**
 * ac_reminder_add_key:
 * @self: a reminder
 * @key: a key that it is about
 * @days: how old it is, or since when it is replaced
 */
void
ac_reminder_add_key (AcReminder *self,
                     AcApiKey   *key,
                     int         days)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (AC_IS_API_KEY (key));

  g_ptr_array_add (self->keys, g_object_ref (key));
  if (days > self->days)
    {
      self->oldest = key;
      self->days = days;
    }
}

static char *
create_title (AcReminder *self)
{
  guint n = self->keys->len;

  if (self->age == AC_KEY_AGE_PLAIN)
    return g_strdup (_("An API key can be deleted"));

  if (self->age == AC_KEY_AGE_OVERDUE)
    return g_strdup_printf (ngettext ("The rotation of an API key is overdue",
                                      "The rotation of %u API keys is overdue", n), n);

  return g_strdup_printf (ngettext ("An API key should be rotated", "%u API keys should be rotated", n), n);
}

/* (transfer full) */
static char *
quote_key (AcReminder *self)
{
  const char *name = ac_api_key_get_name (self->oldest);

  if (name == NULL || *name == '\0')
    name = ac_api_key_get_api_key (self->oldest);

  return ac_quote_name (name);
}

/* (transfer full) */
static char *
quote_place (AcReminder *self)
{
  const char *place = self->environment != NULL ? ac_environment_get_name (self->environment)
                                                : ac_account_get_name (self->account);

  return ac_quote_name (place != NULL ? place : ac_account_get_id (self->account));
}

static char *
create_body (AcReminder *self)
{
  g_autofree char *key = quote_key (self);
  g_autofree char *place = quote_place (self);
  guint days = (guint) self->days;

  if (self->age == AC_KEY_AGE_PLAIN)
    /* Translators: %1$s is the name of a key, %2$s that of a product environment */
    return g_strdup_printf (ngettext ("“%1$s” of %2$s was replaced %3$u day ago.",
                                      "“%1$s” of %2$s was replaced %3$u days ago.", days),
                            key, place, days);

  if (self->keys->len == 1)
    /* Translators: %1$s is the name of a key, %2$s that of an account or a product environment */
    return g_strdup_printf (ngettext ("“%1$s” of %2$s is %3$u day old.", "“%1$s” of %2$s is %3$u days old.", days),
                            key, place, days);

  /* Translators: %1$s is the name of a key, %2$s that of an account or a product environment */
  return g_strdup_printf (ngettext ("The oldest one of %2$s, “%1$s”, is %3$u day old.",
                                    "The oldest one of %2$s, “%1$s”, is %3$u days old.", days),
                          key, place, days);
}

static void
keep_told (AcReminder *self)
{
  g_autoptr(AcAccountSettings) settings = ac_account_settings_get (ac_account_get_id (self->account));

  for (guint i = 0; i < self->keys->len; i++)
    {
      const char *key = ac_api_key_get_api_key (g_ptr_array_index (self->keys, i));

      if (self->age == AC_KEY_AGE_PLAIN)
        ac_account_settings_set_told_to_delete (settings, key);
      else
        ac_account_settings_set_reminded (settings, key, self->age);
    }
}

/**
 * ac_reminder_tell:
 * @self: a reminder with keys
 *
 * Keeps that its keys were told of. That goes first: rather one too few than the same one for ever.
 *
 * Returns: (transfer full): what to send
 */
GNotification *
ac_reminder_tell (AcReminder *self)
{
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;
  GNotification *notification;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (self->keys->len > 0, NULL);

  keep_told (self);
  title = create_title (self);
  body = create_body (self);
  notification = g_notification_new (title);
  g_notification_set_body (notification, body);
  g_notification_set_default_action_and_target (notification, "app.open-page", "(sss)",
                                                ac_account_get_id (self->account),
                                                self->environment != NULL ? "environment-keys" : "account-keys",
                                                self->environment != NULL ? ac_environment_get_id (self->environment) : "");

  return notification;
}
