/* ac-reminders.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-reminders"

#include "config.h"

#include "ac-reminders.h"

#include "ac-reminder.h"

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

/* A look at everything. What is due is loaded again first, once, unless it just was: it may have been done meanwhile. */
typedef struct
{
  AcReminders *self;  /* (owned) */
  GPtrArray *loaded;  /* (element-type AcCollection) (owned) */
  GPtrArray *failed;  /* (element-type AcCollection) (owned): nothing is said of these */
} Look;

static Look *
look_new (AcReminders *self)
{
  Look *look = g_new0 (Look, 1);

  look->self = g_object_ref (self);
  look->loaded = g_ptr_array_new_with_free_func (g_object_unref);
  look->failed = g_ptr_array_new_with_free_func (g_object_unref);

  return look;
}

static void
look_free (Look *look)
{
  g_ptr_array_unref (look->loaded);
  g_ptr_array_unref (look->failed);
  g_object_unref (look->self);
  g_free (look);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Look, look_free)

static gboolean
is_true (Look         *look,
         AcCollection *collection,
         gint64        now)
{
  GDateTime *loaded_at = ac_collection_get_loaded_at (collection);

  return ac_collection_get_state (collection) == AC_COLLECTION_STATE_READY &&
         (g_ptr_array_find (look->loaded, collection, NULL) ||
          (loaded_at != NULL && now - g_date_time_to_unix (loaded_at) < FRESH));
}

/* (transfer full) (nullable) */
static AcReminder *
choose (Look   *look,
        gint64  now)
{
  g_autoptr(GList) accounts = g_hash_table_get_keys (look->self->accounts);
  AcReminder *reminder = ac_reminder_find_old_keys (accounts, look->failed, now);

  return reminder != NULL ? reminder : ac_reminder_find_key_to_delete (accounts, look->failed, now);
}

static void look_on (Look *look);

static void
on_loaded_again_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(Look) look = user_data;
  g_autoptr(GError) error = NULL;

  if (ac_collection_load_finish (AC_COLLECTION (source), result, &error))
    {
      g_ptr_array_add (look->loaded, g_object_ref (source));
    }
  else
    {
      g_debug ("The keys could not be loaded again: %s", error->message);
      g_ptr_array_add (look->failed, g_object_ref (source));
    }

  if (!g_cancellable_is_cancelled (look->self->cancellable))
    look_on (g_steal_pointer (&look));
}

/* Takes @look. */
static void
look_on (Look *look)
{
  g_autoptr(Look) owned = look;
  g_autoptr(AcReminder) reminder = NULL;
  g_autoptr(GNotification) notification = NULL;
  AcReminders *self = look->self;
  gint64 now = self->get_seconds (self->clock_data);

  if (is_focused () || had_its_day (self, now))
    return;

  reminder = choose (look, now);
  if (reminder == NULL)
    return;

  if (!is_true (look, reminder->collection, now))
    {
      ac_collection_load_async (reminder->collection, self->cancellable, on_loaded_again_cb, g_steal_pointer (&owned));
      return;
    }

  g_settings_set_int64 (self->settings, LAST, now);
  notification = ac_reminder_tell (reminder);
  g_application_send_notification (G_APPLICATION (self->application),
                                   reminder->age == AC_KEY_AGE_PLAIN ? "key-to-delete" : "old-keys", notification);
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
    {
      ac_reminders_check (self);
      return;
    }

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

  look_on (look_new (self));
}
