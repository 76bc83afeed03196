/* ac-account-settings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-account-settings"

#include "config.h"

#include <glib/gi18n.h>

#include "ac-account-settings.h"

#define SCHEMA_ID AC_BASE_ID ".Account"

struct _AcAccountSettings
{
  GObject parent_instance;

  char *account_id;
  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (AcAccountSettings, ac_account_settings, G_TYPE_OBJECT)

enum
{
  MARK_CHANGED,
  PURPOSE_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* account id → AcAccountSettings (not owned): windows share one object, and so its signals. */
static GHashTable *instances;

/* What GSettings keeps. The order is AcMark's. */
static const char * const mark_names[] = { NULL, "production", "staging", "test" };

static AcMark
mark_from_name (const char *name)
{
  for (guint mark = AC_MARK_PRODUCTION; mark < G_N_ELEMENTS (mark_names); mark++)
    if (g_str_equal (name, mark_names[mark]))
      return mark;

  return AC_MARK_NONE;
}

/* A path of settings may hold any letters, but an account ID could contain a slash. */
static char *
create_path (const char *account_id)
{
  g_autofree char *escaped = g_uri_escape_string (account_id, NULL, FALSE);

  return g_strconcat (AC_RESOURCE_PATH, AC_DEVELOPMENT ? "/Devel" : "", "/accounts/", escaped, "/", NULL);
}

/* A word about something, by its ID. */
static void
set_word (AcAccountSettings *self,
          const char        *settings_key,
          const char        *id,
          const char        *word)
{
  g_autoptr(GVariant) words = g_settings_get_value (self->settings, settings_key);
  GVariantBuilder builder;
  GVariantIter iter;
  const char *other_id, *other_word;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_iter_init (&iter, words);
  while (g_variant_iter_next (&iter, "{&s&s}", &other_id, &other_word))
    if (!g_str_equal (other_id, id))
      g_variant_builder_add (&builder, "{ss}", other_id, other_word);
  if (word != NULL)
    g_variant_builder_add (&builder, "{ss}", id, word);

  g_settings_set_value (self->settings, settings_key, g_variant_builder_end (&builder));
}

/* Forgets all words, and tells of each. */
static void
reset_words (AcAccountSettings *self,
             const char        *settings_key,
             guint              signal)
{
  g_autoptr(GVariant) words = g_settings_get_value (self->settings, settings_key);
  GVariantIter iter;
  const char *id;

  g_settings_reset (self->settings, settings_key);

  g_variant_iter_init (&iter, words);
  while (g_variant_iter_next (&iter, "{&s&s}", &id, NULL))
    g_signal_emit (self, signals[signal], 0, id);
}

static void
ac_account_settings_finalize (GObject *object)
{
  AcAccountSettings *self = AC_ACCOUNT_SETTINGS (object);

  g_hash_table_remove (instances, self->account_id);
  g_clear_object (&self->settings);
  g_free (self->account_id);

  G_OBJECT_CLASS (ac_account_settings_parent_class)->finalize (object);
}

static void
ac_account_settings_class_init (AcAccountSettingsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ac_account_settings_finalize;

  /**
   * AcAccountSettings::mark-changed:
   * @self: the settings
   * @environment_id: whose mark changed
   */
  signals[MARK_CHANGED] =
    g_signal_new ("mark-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * AcAccountSettings::purpose-changed:
   * @self: the settings
   * @key: whose purpose changed
   */
  signals[PURPOSE_CHANGED] =
    g_signal_new ("purpose-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);

  instances = g_hash_table_new (g_str_hash, g_str_equal);
}

static void
ac_account_settings_init (AcAccountSettings *self)
{
}

/**
 * ac_account_settings_get:
 * @account_id: the ID of an account
 *
 * Everybody who asks for an account gets the same object, for as long as somebody holds it.
 *
 * Returns: (transfer full): what this computer keeps about the account
 */
AcAccountSettings *
ac_account_settings_get (const char *account_id)
{
  AcAccountSettings *self;
  g_autofree char *path = NULL;

  g_return_val_if_fail (account_id != NULL, NULL);

  if (instances != NULL && (self = g_hash_table_lookup (instances, account_id)) != NULL)
    return g_object_ref (self);

  self = g_object_new (AC_TYPE_ACCOUNT_SETTINGS, NULL);
  path = create_path (account_id);
  self->account_id = g_strdup (account_id);
  self->settings = g_settings_new_with_path (SCHEMA_ID, path);
  g_hash_table_insert (instances, self->account_id, self);

  return self;
}

/**
 * ac_account_settings_get_mark:
 * @self: settings of an account
 * @environment_id: the ID of a product environment
 *
 * Returns: its mark
 */
AcMark
ac_account_settings_get_mark (AcAccountSettings *self,
                              const char        *environment_id)
{
  g_autoptr(GVariant) marks = NULL;
  const char *name;

  g_return_val_if_fail (AC_IS_ACCOUNT_SETTINGS (self), AC_MARK_NONE);
  g_return_val_if_fail (environment_id != NULL, AC_MARK_NONE);

  marks = g_settings_get_value (self->settings, "marks");
  if (!g_variant_lookup (marks, environment_id, "&s", &name))
    return AC_MARK_NONE;

  return mark_from_name (name);
}

/**
 * ac_account_settings_set_mark:
 * @self: settings of an account
 * @environment_id: the ID of a product environment
 * @mark: its mark from now on
 */
void
ac_account_settings_set_mark (AcAccountSettings *self,
                              const char        *environment_id,
                              AcMark             mark)
{
  g_return_if_fail (AC_IS_ACCOUNT_SETTINGS (self));
  g_return_if_fail (environment_id != NULL);
  g_return_if_fail (mark < G_N_ELEMENTS (mark_names));

  if (ac_account_settings_get_mark (self, environment_id) == mark)
    return;

  set_word (self, "marks", environment_id, mark_names[mark]);
  g_signal_emit (self, signals[MARK_CHANGED], 0, environment_id);
}

/**
 * ac_account_settings_get_purpose:
 * @self: settings of an account
 * @key: the number of a key
 *
 * Returns: (transfer full) (nullable): what somebody noted about what the key is for
 */
char *
ac_account_settings_get_purpose (AcAccountSettings *self,
                                 const char        *key)
{
  g_autoptr(GVariant) purposes = NULL;
  char *purpose = NULL;

  g_return_val_if_fail (AC_IS_ACCOUNT_SETTINGS (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  purposes = g_settings_get_value (self->settings, "purposes");
  g_variant_lookup (purposes, key, "s", &purpose);

  return purpose;
}

/**
 * ac_account_settings_set_purpose:
 * @self: settings of an account
 * @key: the number of a key
 * @purpose: (nullable): what it is for; %NULL or "" forgets it
 */
void
ac_account_settings_set_purpose (AcAccountSettings *self,
                                 const char        *key,
                                 const char        *purpose)
{
  g_autofree char *before = NULL;

  g_return_if_fail (AC_IS_ACCOUNT_SETTINGS (self));
  g_return_if_fail (key != NULL);

  if (purpose != NULL && *purpose == '\0')
    purpose = NULL;
  before = ac_account_settings_get_purpose (self, key);
  if (g_strcmp0 (before, purpose) == 0)
    return;

  set_word (self, "purposes", key, purpose);
  g_signal_emit (self, signals[PURPOSE_CHANGED], 0, key);
}

/**
 * ac_account_settings_get_reminded:
 * @self: settings of an account
 * @key: the number of a key
 *
 * Returns: what a notification said of the key; %AC_KEY_AGE_PLAIN: nothing yet
 */
AcKeyAge
ac_account_settings_get_reminded (AcAccountSettings *self,
                                  const char        *key)
{
  g_autoptr(GVariant) reminded = NULL;
  const char *word;

  g_return_val_if_fail (AC_IS_ACCOUNT_SETTINGS (self), AC_KEY_AGE_PLAIN);
  g_return_val_if_fail (key != NULL, AC_KEY_AGE_PLAIN);

  reminded = g_settings_get_value (self->settings, "reminded-keys");
  if (!g_variant_lookup (reminded, key, "&s", &word))
    return AC_KEY_AGE_PLAIN;

  return g_str_equal (word, "overdue") ? AC_KEY_AGE_OVERDUE : AC_KEY_AGE_DUE;
}

/**
 * ac_account_settings_set_reminded:
 * @self: settings of an account
 * @key: the number of a key
 * @age: what a notification says of it
 */
void
ac_account_settings_set_reminded (AcAccountSettings *self,
                                  const char        *key,
                                  AcKeyAge           age)
{
  g_return_if_fail (AC_IS_ACCOUNT_SETTINGS (self));
  g_return_if_fail (key != NULL);
  g_return_if_fail (age == AC_KEY_AGE_DUE || age == AC_KEY_AGE_OVERDUE);

  set_word (self, "reminded-keys", key, age == AC_KEY_AGE_OVERDUE ? "overdue" : "due");
}

/**
 * ac_account_settings_get_told_to_delete:
 * @self: settings of an account
 * @key: the number of a key
 *
 * Returns: whether a notification said that the key can be deleted
 */
gboolean
ac_account_settings_get_told_to_delete (AcAccountSettings *self,
                                        const char        *key)
{
  g_auto(GStrv) told = NULL;

  g_return_val_if_fail (AC_IS_ACCOUNT_SETTINGS (self), FALSE);
  g_return_val_if_fail (key != NULL, FALSE);

  told = g_settings_get_strv (self->settings, "told-to-delete");

  return g_strv_contains ((const char * const *) told, key);
}

/**
 * ac_account_settings_set_told_to_delete:
 * @self: settings of an account
 * @key: the number of a key of which a notification says that it can be deleted
 */
void
ac_account_settings_set_told_to_delete (AcAccountSettings *self,
                                        const char        *key)
{
  g_autoptr(GStrvBuilder) builder = NULL;
  g_auto(GStrv) before = NULL;
  g_auto(GStrv) told = NULL;

  g_return_if_fail (AC_IS_ACCOUNT_SETTINGS (self));
  g_return_if_fail (key != NULL);

  if (ac_account_settings_get_told_to_delete (self, key))
    return;

  builder = g_strv_builder_new ();
  before = g_settings_get_strv (self->settings, "told-to-delete");
  g_strv_builder_addv (builder, (const char **) before);
  g_strv_builder_add (builder, key);
  told = g_strv_builder_end (builder);
  g_settings_set_strv (self->settings, "told-to-delete", (const char * const *) told);
}

/**
 * ac_account_settings_get_last_opened:
 * @self: settings of an account
 *
 * Returns: (transfer full) (nullable): when the account was opened last, in local time; %NULL: never
 */
GDateTime *
ac_account_settings_get_last_opened (AcAccountSettings *self)
{
  gint64 seconds;

  g_return_val_if_fail (AC_IS_ACCOUNT_SETTINGS (self), NULL);

  seconds = g_settings_get_int64 (self->settings, "last-opened");

  return seconds > 0 ? g_date_time_new_from_unix_local (seconds) : NULL;
}

/**
 * ac_account_settings_set_opened_now:
 * @self: settings of an account
 * @key: the key with which, without its secret
 *
 * Keeps that the account is opened now.
 */
void
ac_account_settings_set_opened_now (AcAccountSettings *self,
                                    const char        *key)
{
  g_return_if_fail (AC_IS_ACCOUNT_SETTINGS (self));
  g_return_if_fail (key != NULL);

  g_settings_set_int64 (self->settings, "last-opened", g_get_real_time () / G_USEC_PER_SEC);
  g_settings_set_string (self->settings, "last-key", key);
}

/**
 * ac_account_settings_dup_last_key:
 * @self: settings of an account
 *
 * Says which of its keys was used last.
 *
 * Returns: (transfer full) (nullable): the key, %NULL when it isn't known
 */
char *
ac_account_settings_dup_last_key (AcAccountSettings *self)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (AC_IS_ACCOUNT_SETTINGS (self), NULL);

  key = g_settings_get_string (self->settings, "last-key");

  return *key != '\0' ? g_steal_pointer (&key) : NULL;
}

/**
 * ac_account_settings_dup_environment:
 * @self: settings of an account
 *
 * Returns: (transfer full) (nullable): the ID of the product environment that was chosen last, which may be gone; %NULL: none
 */
char *
ac_account_settings_dup_environment (AcAccountSettings *self)
{
  g_autofree char *id = NULL;

  g_return_val_if_fail (AC_IS_ACCOUNT_SETTINGS (self), NULL);

  id = g_settings_get_string (self->settings, "environment");

  return *id != '\0' ? g_steal_pointer (&id) : NULL;
}

/**
 * ac_account_settings_set_environment:
 * @self: settings of an account
 * @environment_id: the ID of the product environment that was chosen
 *
 * Keeps the choice for the next time, and puts it before the other recent ones.
 */
void
ac_account_settings_set_environment (AcAccountSettings *self,
                                     const char        *environment_id)
{
  g_auto(GStrv) before = NULL;
  const char *recent[AC_N_RECENT_ENVIRONMENTS + 1] = { environment_id, };
  guint n_recent = 1;

  g_return_if_fail (AC_IS_ACCOUNT_SETTINGS (self));
  g_return_if_fail (environment_id != NULL);

  before = g_settings_get_strv (self->settings, "recent-environments");
  for (guint i = 0; before[i] != NULL && n_recent < AC_N_RECENT_ENVIRONMENTS; i++)
    if (!g_str_equal (before[i], environment_id))
      recent[n_recent++] = before[i];

  g_settings_set_string (self->settings, "environment", environment_id);
  g_settings_set_strv (self->settings, "recent-environments", recent);
}

/**
 * ac_account_settings_dup_recent_environments:
 * @self: settings of an account
 *
 * Returns: (transfer full) (array zero-terminated=1): IDs of the product environments that were chosen, the last one first
 */
char **
ac_account_settings_dup_recent_environments (AcAccountSettings *self)
{
  g_return_val_if_fail (AC_IS_ACCOUNT_SETTINGS (self), NULL);

  return g_settings_get_strv (self->settings, "recent-environments");
}

/**
 * ac_account_settings_reset:
 * @self: settings of an account
 *
 * Forgets everything that this computer keeps about the account, besides its key.
 */
void
ac_account_settings_reset (AcAccountSettings *self)
{
  g_return_if_fail (AC_IS_ACCOUNT_SETTINGS (self));

  g_settings_reset (self->settings, "last-opened");
  g_settings_reset (self->settings, "last-key");
  g_settings_reset (self->settings, "environment");
  g_settings_reset (self->settings, "recent-environments");
  g_settings_reset (self->settings, "reminded-keys");
  g_settings_reset (self->settings, "told-to-delete");
  reset_words (self, "marks", MARK_CHANGED);
  reset_words (self, "purposes", PURPOSE_CHANGED);
}

/**
 * ac_mark_get_label:
 * @mark: a mark
 *
 * Returns: (transfer none) (nullable): its translated word; %NULL for %AC_MARK_NONE
 */
const char *
ac_mark_get_label (AcMark mark)
{
  switch (mark)
    {
    case AC_MARK_NONE:
      return NULL;

    case AC_MARK_PRODUCTION:
      return _("Production");

    case AC_MARK_STAGING:
      return _("Staging");

    case AC_MARK_TEST:
      /* Translators: what a product environment is for */
      return _("Test");

    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * ac_mark_get_style_class:
 * @mark: a mark
 *
 * Returns: (transfer none) (nullable): the style class of its badge beside "badge"; %NULL for %AC_MARK_NONE
 */
const char *
ac_mark_get_style_class (AcMark mark)
{
  switch (mark)
    {
    case AC_MARK_NONE:
      return NULL;

    case AC_MARK_PRODUCTION:
      return "accent";

    case AC_MARK_STAGING:
      return "warning";

    case AC_MARK_TEST:
      return "success";

    default:
      g_return_val_if_reached (NULL);
    }
}
