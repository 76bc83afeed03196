/* ac-reminders.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-reminders"

#include "config.h"

#include <glib/gi18n.h>

#include "ac-reminders.h"

#include "ac-account-settings.h"
#include "ac-key-age.h"
#include "ac-messages.h"

#define LAST "last-reminder"
#define DAY (24 * 60 * 60)
/* Seconds: the person who opened an account waits for other things first. */
#define LOAD_DELAY 60
/* Keys grow old slowly. What was loaded before may have been done meanwhile, elsewhere. */
#define CHECK_INTERVAL (60 * 60)
#define FRESH CHECK_INTERVAL
/* From one window of ours to the next, none is focused for a moment. */
#define AWAY_DELAY 1

struct _AcReminders
{
  GObject parent_instance;

  GtkApplication *application; /* (unowned) */
  AcSession *session;          /* (unowned) */
  GSettings *settings;
  GHashTable *accounts;        /* AcAccount (owned) → the source that will load its keys, or 0 */
  GCancellable *cancellable;
  guint delay;
  guint interval_id;
  guint away_id;

  gint64 (*get_seconds) (gpointer data);
  gpointer clock_data;
};

G_DEFINE_FINAL_TYPE (AcReminders, ac_reminders, G_TYPE_OBJECT)

/* Keys of one place that crossed the same threshold. */
typedef struct
{
  AcAccount *account;         /* (unowned) */
  AcEnvironment *environment; /* (nullable) (owned): NULL: keys of the account */
  AcKeyAge age;
  AcCollection *collection;   /* (owned) */
  GPtrArray *keys;            /* (element-type AcApiKey) (owned) */
  AcApiKey *oldest;           /* (unowned) */
  int days;                   /* its age */
} Group;

static void
group_free (Group *group)
{
  g_clear_object (&group->environment);
  g_object_unref (group->collection);
  g_ptr_array_unref (group->keys);
  g_free (group);
}

static gint64
get_real_seconds (gpointer data)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static gboolean
is_focused (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  guint n_windows = g_list_model_get_n_items (windows);

  for (guint i = 0; i < n_windows; i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_is_active (window) && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return TRUE;
    }

  return FALSE;
}

/* A last time that is yet to come was said by a wrong clock. */
static gboolean
had_its_day (AcReminders *self,
             gint64       now)
{
  gint64 last = g_settings_get_int64 (self->settings, LAST);

  return last <= now && now - last < DAY;
}

static void
add_to_groups (GPtrArray     *groups,
               AcAccount     *account,
               AcEnvironment *environment,
               AcApiKeys     *keys,
               AcKeyAge       age,
               AcApiKey      *key,
               int            days)
{
  Group *group = NULL;

  for (guint i = 0; i < groups->len && group == NULL; i++)
    {
      Group *candidate = g_ptr_array_index (groups, i);

      if (candidate->collection == AC_COLLECTION (keys) && candidate->age == age)
        group = candidate;
    }

  if (group == NULL)
    {
      group = g_new0 (Group, 1);
      group->account = account;
      g_set_object (&group->environment, environment);
      group->collection = AC_COLLECTION (g_object_ref (keys));
      group->age = age;
      group->keys = g_ptr_array_new_with_free_func (g_object_unref);
      group->days = -1;
      g_ptr_array_add (groups, group);
    }

  g_ptr_array_add (group->keys, g_object_ref (key));
  if (days > group->days)
    {
      group->oldest = key;
      group->days = days;
    }
}

static void
collect (AcReminders   *self,
         AcAccount     *account,
         AcEnvironment *environment,
         AcApiKeys     *keys,
         GDateTime     *now,
         GPtrArray     *groups)
{
  g_autoptr(AcAccountSettings) settings = ac_account_settings_get (ac_account_get_id (account));
  guint n_keys = g_list_model_get_n_items (G_LIST_MODEL (keys));

  if (ac_collection_get_state (AC_COLLECTION (keys)) != AC_COLLECTION_STATE_READY)
    return;

  for (guint i = 0; i < n_keys; i++)
    {
      g_autoptr(AcApiKey) key = g_list_model_get_item (G_LIST_MODEL (keys), i);
      int days = ac_api_key_get_age (key, now);
      AcKeyAge age = ac_key_age_from_days (days);

      if (ac_api_key_get_enabled (key) && age != AC_KEY_AGE_PLAIN &&
          ac_account_settings_get_reminded (settings, ac_api_key_get_api_key (key)) < age)
        add_to_groups (groups, account, environment, keys, age, key, days);
    }
}

static void
collect_of_account (AcReminders *self,
                    AcAccount   *account,
                    GDateTime   *now,
                    GPtrArray   *groups)
{
  g_autoptr(GPtrArray) held = ac_environments_list_keys (ac_account_get_environments (account));

  if (ac_account_get_features (account) & AC_FEATURES_ACCOUNT_KEYS)
    collect (self, account, NULL, AC_API_KEYS (ac_account_get_account_keys (account)), now, groups);

  for (guint i = 0; i < held->len; i++)
    {
      AcEnvironmentKeys *keys = g_ptr_array_index (held, i);

      collect (self, account, ac_environment_keys_get_environment (keys), AC_API_KEYS (keys), now, groups);
    }
}

/* What is worse goes first; what is left comes another day. */
static Group *
choose (GPtrArray *groups)
{
  Group *chosen = NULL;

  for (guint i = 0; i < groups->len; i++)
    {
      Group *group = g_ptr_array_index (groups, i);

      if (chosen == NULL || group->age > chosen->age || (group->age == chosen->age && group->days > chosen->days))
        chosen = group;
    }

  return chosen;
}

static char *
create_title (Group *group)
{
  guint n = group->keys->len;

  if (group->age == AC_KEY_AGE_OVERDUE)
    return g_strdup_printf (ngettext ("The rotation of an API key is overdue",
                                      "The rotation of %u API keys is overdue", n), n);

  return g_strdup_printf (ngettext ("An API key should be rotated", "%u API keys should be rotated", n), n);
}

static char *
create_body (Group *group)
{
  const char *key_name = ac_api_key_get_name (group->oldest);
  const char *place = ac_account_get_name (group->account);
  g_autofree char *quoted_key = NULL;
  g_autofree char *quoted_place = NULL;
  guint days = (guint) group->days;

  if (key_name == NULL || *key_name == '\0')
    key_name = ac_api_key_get_api_key (group->oldest);
  if (group->environment != NULL)
    place = ac_environment_get_name (group->environment);
  if (place == NULL)
    place = ac_account_get_id (group->account);
  quoted_key = ac_quote_name (key_name);
  quoted_place = ac_quote_name (place);

  if (group->keys->len == 1)
    /* Translators: %1$s is the name of a key, %2$s that of an account or a product environment */
    return g_strdup_printf (ngettext ("“%1$s” of %2$s is %3$u day old.", "“%1$s” of %2$s is %3$u days old.", days),
                            quoted_key, quoted_place, days);

  /* Translators: %1$s is the name of a key, %2$s that of an account or a product environment */
  return g_strdup_printf (ngettext ("The oldest one of %2$s, “%1$s”, is %3$u day old.",
                                    "The oldest one of %2$s, “%1$s”, is %3$u days old.", days),
                          quoted_key, quoted_place, days);
}

static void
send_reminder (AcReminders *self,
               Group       *group)
{
  g_autoptr(AcAccountSettings) settings = ac_account_settings_get (ac_account_get_id (group->account));
  g_autofree char *title = create_title (group);
  g_autofree char *body = create_body (group);
  g_autoptr(GNotification) notification = g_notification_new (title);

  g_notification_set_body (notification, body);
  g_notification_set_default_action_and_target (notification, "app.open-page", "(sss)",
                                                ac_account_get_id (group->account),
                                                group->environment != NULL ? "environment-keys" : "account-keys",
                                                group->environment != NULL ? ac_environment_get_id (group->environment) : "");
  /* Kept first: rather one too few than the same one for ever. */
  for (guint i = 0; i < group->keys->len; i++)
    ac_account_settings_set_reminded (settings, ac_api_key_get_api_key (g_ptr_array_index (group->keys, i)), group->age);
  g_application_send_notification (G_APPLICATION (self->application), "old-keys", notification);
}

static gboolean
is_fresh (AcCollection *collection,
          gint64        now)
{
  GDateTime *loaded_at = ac_collection_get_loaded_at (collection);

  return loaded_at != NULL && now - g_date_time_to_unix (loaded_at) < FRESH;
}

static void check (AcReminders *self,
                   gboolean     may_load);

static void
on_loaded_again_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(AcReminders) self = user_data;
  g_autoptr(GError) error = NULL;

  if (ac_collection_load_finish (AC_COLLECTION (source), result, &error))
    check (self, FALSE);
  else
    g_debug ("The keys could not be loaded again: %s", error->message);
}

/* What is due is loaded again first, unless it just was. */
static void
check (AcReminders *self,
       gboolean     may_load)
{
  g_autoptr(GPtrArray) groups = NULL;
  g_autoptr(GDateTime) date_time = NULL;
  gint64 now = self->get_seconds (self->clock_data);
  GHashTableIter iter;
  gpointer account;
  Group *group;

  if (is_focused () || had_its_day (self, now))
    return;

  groups = g_ptr_array_new_with_free_func ((GDestroyNotify) group_free);
  date_time = g_date_time_new_from_unix_utc (now);
  g_hash_table_iter_init (&iter, self->accounts);
  while (g_hash_table_iter_next (&iter, &account, NULL))
    collect_of_account (self, account, date_time, groups);

  group = choose (groups);
  if (group == NULL)
    return;

  if (may_load && !is_fresh (group->collection, now))
    {
      ac_collection_load_async (group->collection, self->cancellable, on_loaded_again_cb, g_object_ref (self));
      return;
    }

  g_settings_set_int64 (self->settings, LAST, now);
  send_reminder (self, group);
}

static void
on_loaded_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(AcReminders) self = user_data;
  g_autoptr(GError) error = NULL;

  if (ac_collection_load_finish (AC_COLLECTION (source), result, &error))
    ac_reminders_check (self);
  else
    g_debug ("The keys could not be loaded: %s", error->message);
}

static void
load_keys (AcReminders *self,
           AcAccount   *account)
{
  AcCollection *keys;

  if (!(ac_account_get_features (account) & AC_FEATURES_ACCOUNT_KEYS) ||
      ac_permissions_get_access (ac_account_get_permissions (account), AC_SUBJECT_ACCOUNT_KEYS) < AC_ACCESS_VIEW)
    return;

  keys = AC_COLLECTION (ac_account_get_account_keys (account));
  if (ac_collection_get_state (keys) == AC_COLLECTION_STATE_READY)
    ac_reminders_check (self);
  else
    ac_collection_load_async (keys, self->cancellable, on_loaded_cb, g_object_ref (self));
}

typedef struct
{
  AcReminders *self;  /* (unowned): which removes the source */
  AcAccount *account; /* (unowned): of the table */
} Wait;

static gboolean
on_delay_over_cb (gpointer data)
{
  Wait *wait = data;
  AcReminders *self = wait->self;
  g_autoptr(AcAccount) account = g_object_ref (wait->account);

  g_hash_table_insert (self->accounts, g_object_ref (account), GUINT_TO_POINTER (0));
  load_keys (self, account);

  return G_SOURCE_REMOVE;
}

static void
on_account_opened_cb (AcReminders *self,
                      AcAccount   *account)
{
  Wait *wait;
  guint id;

  if (ac_account_get_demo (account) || g_hash_table_contains (self->accounts, account))
    return;

  wait = g_new0 (Wait, 1);
  wait->self = self;
  wait->account = account;
  id = g_timeout_add_seconds_full (G_PRIORITY_LOW, self->delay, on_delay_over_cb, wait, g_free);
  g_hash_table_insert (self->accounts, g_object_ref (account), GUINT_TO_POINTER (id));
}

static void
forget_account (AcReminders *self,
                AcAccount   *account)
{
  guint id = GPOINTER_TO_UINT (g_hash_table_lookup (self->accounts, account));

  if (id != 0)
    g_source_remove (id);
  g_hash_table_remove (self->accounts, account);
}

static void
on_account_replaced_cb (AcReminders *self,
                        AcAccount   *before,
                        AcAccount   *account)
{
  forget_account (self, before);
}

static gboolean
on_interval_cb (gpointer data)
{
  ac_reminders_check (AC_REMINDERS (data));

  return G_SOURCE_CONTINUE;
}

static gboolean
on_away_cb (gpointer data)
{
  AcReminders *self = data;

  self->away_id = 0;
  ac_reminders_check (self);

  return G_SOURCE_REMOVE;
}

static void
on_window_active_changed_cb (AcReminders *self,
                             GParamSpec  *pspec,
                             GtkWindow   *window)
{
  if (self->away_id == 0 && !gtk_window_is_active (window))
    self->away_id = g_timeout_add_seconds (AWAY_DELAY, on_away_cb, self);
}

static void
on_window_added_cb (AcReminders *self,
                    GtkWindow   *window)
{
  g_signal_connect_object (window, "notify::is-active",
                           G_CALLBACK (on_window_active_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
ac_reminders_dispose (GObject *object)
{
  AcReminders *self = AC_REMINDERS (object);
  g_autoptr(GList) accounts = g_hash_table_get_keys (self->accounts);

  g_cancellable_cancel (self->cancellable);
  for (GList *l = accounts; l != NULL; l = l->next)
    forget_account (self, l->data);
  g_clear_handle_id (&self->interval_id, g_source_remove);
  g_clear_handle_id (&self->away_id, g_source_remove);

  G_OBJECT_CLASS (ac_reminders_parent_class)->dispose (object);
}

static void
ac_reminders_finalize (GObject *object)
{
  AcReminders *self = AC_REMINDERS (object);

  g_hash_table_unref (self->accounts);
  g_object_unref (self->cancellable);
  g_object_unref (self->settings);

  G_OBJECT_CLASS (ac_reminders_parent_class)->finalize (object);
}

static void
ac_reminders_class_init (AcRemindersClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ac_reminders_dispose;
  object_class->finalize = ac_reminders_finalize;
}

static void
ac_reminders_init (AcReminders *self)
{
  self->settings = g_settings_new (AC_BASE_ID);
  self->accounts = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->cancellable = g_cancellable_new ();
  self->delay = LOAD_DELAY;
  self->get_seconds = get_real_seconds;
}

/**
 * ac_reminders_new:
 * @application: the application, which has no window yet
 * @session: its session
 *
 * Looks after the keys of every account of @session from now on.
 *
 * Returns: (transfer full): the reminders
 */
AcReminders *
ac_reminders_new (GtkApplication *application,
                  AcSession      *session)
{
  AcReminders *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (AC_IS_SESSION (session), NULL);

  self = g_object_new (AC_TYPE_REMINDERS, NULL);
  self->application = application;
  self->session = session;
  g_signal_connect_object (session, "account-opened", G_CALLBACK (on_account_opened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "account-replaced", G_CALLBACK (on_account_replaced_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "signed-out", G_CALLBACK (forget_account), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (application, "window-added", G_CALLBACK (on_window_added_cb), self, G_CONNECT_SWAPPED);
  self->interval_id = g_timeout_add_seconds (CHECK_INTERVAL, on_interval_cb, self);

  return self;
}

/**
 * ac_reminders_set_clock:
 * @self: the reminders
 * @get_seconds: (scope forever): tells the seconds since 1970
 * @data: for @get_seconds
 *
 * For tests, which don't wait for days.
 */
void
ac_reminders_set_clock (AcReminders *self,
                        gint64     (*get_seconds) (gpointer data),
                        gpointer     data)
{
  g_return_if_fail (AC_IS_REMINDERS (self));
  g_return_if_fail (get_seconds != NULL);

  self->get_seconds = get_seconds;
  self->clock_data = data;
}

/**
 * ac_reminders_set_delay:
 * @self: the reminders
 * @seconds: how long after an account was opened its keys are loaded, unless they are loaded before
 */
void
ac_reminders_set_delay (AcReminders *self,
                        guint        seconds)
{
  g_return_if_fail (AC_IS_REMINDERS (self));

  self->delay = seconds;
}

/**
 * ac_reminders_check:
 * @self: the reminders
 *
 * Looks at the keys that are known now, and sends a notification when it is time for one. While a window of ours is
 * focused it does nothing: when the focus is lost, it looks again.
 */
void
ac_reminders_check (AcReminders *self)
{
  g_return_if_fail (AC_IS_REMINDERS (self));

  check (self, TRUE);
}
